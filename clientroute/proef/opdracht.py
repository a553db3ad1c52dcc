"""`clientroute proef-aanbieder`: test the software of a provider without a municipality, by folder or by URL."""

import asyncio
import csv
import json
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import httpx
import typer
from pydantic import TypeAdapter, ValidationError

from chassis.log import configure_logging
from clientroute import invoer
from clientroute.proef.oordeel import Fout, Uitslag, beoordeel
from clientroute.proef.scenario import PROEF, Proef, Scenario, gemeente, maak
from clientroute.run import CommandError

SECONDEN = 30.0
"""That software gets to answer one message."""
ANTWOORD = TypeAdapter(dict[str, list[str]])
Doel = Annotated[str, typer.Argument(metavar="DOEL", help="Een map, of het adres (http…) van uw software.")]
Agb = Annotated[str, typer.Option(metavar="CODE", help="De AGB-code waarmee uw software meedoet.")]


def proef_aanbieder(doel: Doel, agb: Agb = "99990001") -> None:
    """Toets software van aanbieders: wat zij op een 301 moet sturen, en welke regel zij breekt.

    De exitcode is 0 (alles goed) of 1 (er ontbreekt iets, of een regel is gebroken).
    """
    invoer.agb(agb)
    if doel.startswith(("http://", "https://")):
        uitslagen, losse = asyncio.run(_over_http(doel, agb))
    else:
        uitslagen, losse = asyncio.run(_in_map(Path(doel), agb))
    _vertel(uitslagen, losse)
    raise typer.Exit(0 if not losse and all(each.goed for each in uitslagen) else 1)


async def _in_map(folder: Path, agb: str) -> tuple[list[Uitslag], list[Fout]]:
    """Write what the software gets in `uit`, and judge what it laid in `in`; the folder is its municipality."""
    uit, in_, eigen = folder / "uit", folder / "in", folder / ".proef"
    for each in (uit / "voorbeelden", in_, eigen):
        each.mkdir(parents=True, exist_ok=True)
    configure_logging(file=eigen / "proef.log", level="WARNING")
    bewaard = eigen / "proef.json"
    async with gemeente(eigen, agb) as plek:
        if not bewaard.exists():
            bewaard.write_bytes(PROEF.dump_json(await maak(plek, agb), indent=1))
        proef = PROEF.validate_json(bewaard.read_bytes())
        if proef.agb != agb:
            raise CommandError(f"Deze map is van de aanbieder {proef.agb}. Neem een andere map.")
        _schrijf(proef, uit)
        berichten = [each.read_bytes() for each in sorted(in_.glob("*.xml"))]
        uitslagen, losse = await beoordeel(plek, proef.scenarios, berichten)
    for uitslag in uitslagen:
        for soort, xml in uitslag.antwoorden.items():
            (uit / f"{uitslag.scenario.naam}.{soort.lower()}.xml").write_bytes(xml)
    oordeel = {"scenarios": [_als_json(each) for each in uitslagen], "losse": [asdict(each) for each in losse]}
    (folder / "oordeel.json").write_text(json.dumps(oordeel, indent=1, ensure_ascii=False), encoding="utf-8")
    return uitslagen, losse


def _schrijf(proef: Proef, uit: Path) -> None:
    """What the software gets: a message per scenario, prices, and examples of a WMO323 with its WMO325."""
    for scenario in proef.scenarios:
        (uit / f"{scenario.naam}.wmo301.xml").write_text(scenario.xml, encoding="utf-8")
    for each in proef.voorbeelden:
        (uit / "voorbeelden" / f"{each.naam}.wmo323.xml").write_text(each.vraag, encoding="utf-8")
        (uit / "voorbeelden" / f"{each.naam}.wmo325.xml").write_text(each.antwoord, encoding="utf-8")
    with (uit / "prijzen.csv").open("w", encoding="utf-8", newline="") as bestand:
        csv.writer(bestand).writerows([("product", "vanaf", "eurocent"), *proef.prijzen])


def _als_json(uitslag: Uitslag) -> dict[str, object]:
    scenario = uitslag.scenario
    return {
        "scenario": scenario.naam,
        "over": scenario.over,
        "verwacht": scenario.verwacht,
        "gezien": uitslag.gezien,
        "goed": uitslag.goed,
        "fouten": [asdict(each) for each in uitslag.fouten],
    }


async def _over_http(url: str, agb: str) -> tuple[list[Uitslag], list[Fout]]:
    """POST each message to the software, judge what it gives back, and POST the answers of the municipality."""
    with tempfile.TemporaryDirectory() as folder:
        configure_logging(file=Path(folder) / "proef.log", level="WARNING")
        async with gemeente(Path(folder), agb) as plek, httpx.AsyncClient(timeout=SECONDEN) as client:
            proef = await maak(plek, agb)
            gegeven = {each.naam: await _vraag(client, url, each) for each in proef.scenarios}
            berichten = [xml.encode() for each in gegeven.values() if not isinstance(each, Fout) for xml in each]
            uitslagen, losse = await beoordeel(plek, proef.scenarios, berichten)
            for uitslag in uitslagen:
                fout = gegeven[uitslag.scenario.naam]
                if isinstance(fout, Fout):
                    uitslag.fouten.append(fout)
                uitslag.fouten += [each async for each in _stuur_antwoorden(client, url, uitslag)]
    return uitslagen, losse


async def _post(client: httpx.AsyncClient, url: str, xml: str) -> httpx.Response:
    try:
        return await client.post(url, content=xml.encode(), headers={"Content-Type": "application/xml"})
    except httpx.HTTPError as error:
        raise CommandError(f"Op {url} antwoordt niets ({type(error).__name__}).") from None


async def _vraag(client: httpx.AsyncClient, url: str, scenario: Scenario) -> list[str] | Fout:
    """The messages that the software gives back; one that cannot be read may be refused."""
    answer = await _post(client, url, scenario.xml)
    if answer.is_client_error and not scenario.verwacht:
        return []
    if not answer.is_success:
        return Fout("WMO301", f"HTTP {answer.status_code}", "Uw software nam dit bericht niet aan.")
    try:
        return ANTWOORD.validate_json(answer.content)["berichten"]
    except (ValidationError, KeyError):
        return Fout("WMO301", "vorm", 'Geef JSON terug: {"berichten": ["<Bericht …>", …]}.')


async def _stuur_antwoorden(client: httpx.AsyncClient, url: str, uitslag: Uitslag) -> AsyncIterator[Fout]:
    for soort, xml in uitslag.antwoorden.items():
        answer = await _post(client, url, xml.decode())
        if not answer.is_success:
            yield Fout(soort, f"HTTP {answer.status_code}", "Uw software nam dit antwoord niet aan.")


def _vertel(uitslagen: Sequence[Uitslag], losse: Sequence[Fout]) -> None:
    for each in uitslagen:
        typer.echo(f"{'goed ' if each.goed else 'fout '} {each.scenario.naam}: {each.scenario.over}")
        for fout in each.fouten:
            typer.echo(f"      {fout.soort}  {fout.regel}  {fout.melding}")
    for fout in losse:
        typer.echo(f"fout  {fout.soort}  {fout.regel}  {fout.melding}")
