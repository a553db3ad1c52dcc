"""`clientroute inname`: take running indications in from a file, part by part, and go on where it stopped (M134)."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from bladen import CSV, XLSX, BestandFout, Blad, Rij, lees, schrijf
from chassis.clock import system_clock
from clientroute import invoer
from clientroute.run import CommandError as CommandError
from clientroute.run import nothing_answers
from toegang.bodies.overname import OvernamefoutView, OvernameUitkomst
from toegang.domain.overname import KOLOMMEN, REGEL, VERPLICHT

PER_DEEL = 400
"""Rows in one request, more only where a citizen has them: about a second each, and kept together or not at all."""
VERDER = "Wat is overgenomen blijft. Geef dezelfde opdracht nog eens: dan gaat het verder waar het ophield."
AWAY = frozenset((429, 502, 503, 504))

fouten = Console(stderr=True)


@dataclass
class Totaal:
    """What all parts gave together."""

    overgenomen: int = 0
    al_overgenomen: int = 0
    nieuwe_clienten: int = 0
    fouten: list[OvernamefoutView] = field(default_factory=list)

    def tel(self, uitkomst: OvernameUitkomst, deel: Sequence[Rij]) -> None:
        """Add a part; its rows are numbered there from 2 on, and in the file otherwise."""
        self.overgenomen += uitkomst.overgenomen
        self.al_overgenomen += uitkomst.al_overgenomen
        self.nieuwe_clienten += uitkomst.nieuwe_clienten
        self.fouten += [each.model_copy(update={"rij": deel[each.rij - 2][0]}) for each in uitkomst.fouten]


def inname(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="CSV of XLSX, met een rij per indicatie.")],
    gemeente: Annotated[str, typer.Option(metavar="CODE", help="CBS-code van de gemeente.")],
    url: Annotated[str, typer.Option(metavar="ADRES", help="Draaiende diensten, met {service} in het adres.")],
    token: Annotated[
        str,
        typer.Option(
            "--token",
            metavar="TEKST",
            envvar="TOKEN",
            show_envvar=False,
            help="Token van de front office, of in TOKEN.",
        ),
    ],
    proef: Annotated[bool, typer.Option("--proef", help="Alleen kijken: er wordt niets bewaard.")] = False,
) -> None:
    """Neem lopende indicaties over uit een bestand; wat al is overgenomen wordt overgeslagen."""
    (code,) = invoer.gemeenten([gemeente])
    totaal = Totaal()
    rijen = zonder_dubbele(lees_bestand(bestand), totaal)
    try:
        asyncio.run(_over_het_net(rijen, url, token, vraag(code, proef=proef), totaal))
    except httpx.ConnectError:
        raise nothing_answers(url) from None
    except httpx.TransportError:
        raise CommandError(f"De verbinding viel weg. {VERDER}") from None
    for each in sorted(totaal.fouten, key=lambda each: (each.rij, each.kolom)):
        typer.echo(f"rij {each.rij}, {each.kolom}: {each.reden} ({each.regel})")
    wat = "over te nemen" if proef else "overgenomen"
    typer.echo(
        f"{totaal.overgenomen} {wat} ({totaal.nieuwe_clienten} nieuwe cliënten), "
        f"{totaal.al_overgenomen} al overgenomen, rijen met een fout: {len({each.rij for each in totaal.fouten})}"
    )
    if totaal.fouten:
        raise typer.Exit(1)


def vraag(gemeente: str, *, proef: bool) -> str:
    """Where a part goes."""
    return f"/v1/lopende-indicaties/_importeer?gemeente={gemeente}&proef={str(proef).lower()}"


def lees_bestand(bestand: Path) -> list[Rij]:
    """The rows of the file. Raises CommandError when it cannot be read."""
    try:
        return lees(XLSX if bestand.suffix.lower() == ".xlsx" else CSV, bestand.read_bytes(), VERPLICHT)
    except OSError:
        raise CommandError(f"{bestand} kan niet worden gelezen.") from None
    except BestandFout as fout:
        raise CommandError(str(fout)) from None


def zonder_dubbele(rijen: Sequence[Rij], totaal: Totaal) -> list[Rij]:
    """The rows without those that stand in the file twice: the service sees one part of it at a time."""
    gezien: dict[tuple[str, ...], int] = {}
    goed = []
    for nummer, cellen in rijen:
        eigen: dict[str, tuple[str, ...]] = {
            "kenmerk": ("kenmerk", cellen["kenmerk"]),
            "toewijzingnummer": ("nummer", cellen["wet"], cellen["toewijzingnummer"]),
        }
        dubbel = {kolom: gezien[each] for kolom, each in eigen.items() if each[-1] and each in gezien}
        for kolom, plek in dubbel.items():
            reden = f"Dit staat ook in rij {plek}. Laat een van beide weg, of verbeter het."
            totaal.fouten.append(OvernamefoutView(rij=nummer, kolom=kolom, regel=REGEL, reden=reden))
        if not dubbel:
            goed.append((nummer, cellen))
        for each in eigen.values():
            gezien.setdefault(each, nummer)
    return goed


def delen(rijen: Sequence[Rij], per_deel: int = PER_DEEL) -> Iterator[list[Rij]]:
    """The rows in parts; all of a citizen in one, so that what does not go together is seen."""
    per_inwoner: dict[str, list[Rij]] = {}
    for rij in rijen:
        per_inwoner.setdefault(rij[1]["bsn"], []).append(rij)
    deel: list[Rij] = []
    for groep in per_inwoner.values():
        if deel and len(deel) + len(groep) > per_deel:
            yield deel
            deel = []
        deel += groep
    if deel:
        yield deel


def _als_csv(deel: Sequence[Rij]) -> bytes:
    kolommen = list(KOLOMMEN)
    rijen = [[cellen.get(kolom, "") for kolom in kolommen] for _, cellen in deel]
    return schrijf(CSV, [Blad("indicaties", kolommen, rijen)], system_clock())


async def _over_het_net(rijen: Sequence[Rij], url: str, token: str, pad: str, totaal: Totaal) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    basis = url.replace("{service}", "toegang").rstrip("/")
    async with httpx.AsyncClient(base_url=basis, headers=headers, timeout=120) as client:
        await stuur_alles(client, rijen, pad, totaal)


async def stuur_alles(
    client: httpx.AsyncClient, rijen: Sequence[Rij], pad: str, totaal: Totaal, per_deel: int = PER_DEEL
) -> None:
    """Send every part and count what it gave. Raises CommandError when the service refuses one as a whole."""
    balk = Progress(
        TextColumn("{task.completed:.0f} van {task.total:.0f} rijen"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=fouten,
    )
    with balk:
        taak = balk.add_task("inname", total=len(rijen))
        for deel in delen(rijen, per_deel):
            totaal.tel(await _stuur(client, pad, deel), deel)
            balk.advance(taak, len(deel))


async def _stuur(client: httpx.AsyncClient, pad: str, deel: Sequence[Rij]) -> OvernameUitkomst:
    answer = await client.post(pad, content=_als_csv(deel), headers={"Content-Type": "text/csv"})
    if answer.status_code in AWAY:
        raise CommandError(f"De dienst kan het nu niet aan. {VERDER}")
    if answer.status_code != httpx.codes.OK:
        raise CommandError(_waarom(answer))
    return OvernameUitkomst.model_validate_json(answer.content)


def _waarom(answer: httpx.Response) -> str:
    """What the service says of it, in its own words."""
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        detail = f"De dienst antwoordt met status {answer.status_code}."
    return f"{detail} {VERDER}"
