"""The verdict: per scenario whether the software sent what it had to, or which rule it broke."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

import httpx

import iwmo
from clientroute.demo.wachten import until
from clientroute.proef.scenario import Gemeente, Scenario
from istandaard.berichten import Bericht302, Bericht305, Bericht307, Bericht323, Bericht325, bericht325
from istandaard.retourcodes import RetourCode

GOED = {RetourCode.AKKOORD, RetourCode.NIET_BEOORDEELD, RetourCode.VOLLEDIG_TOEGEWEZEN}
VOLGORDE = ("WMO302", "WMO305", "WMO307", "WMO323")
"""In which the municipality takes messages in, however they came."""
Gestuurd = Bericht302 | Bericht305 | Bericht307 | Bericht323


@dataclass(frozen=True)
class Fout:
    """What is wrong: in which kind of message, by which rule or code, in words."""

    soort: str
    regel: str
    melding: str


@dataclass
class Uitslag:
    """The verdict on one scenario, and the answers of the municipality by kind."""

    scenario: Scenario
    gezien: list[str] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    antwoorden: dict[str, bytes] = field(default_factory=dict)

    @property
    def goed(self) -> bool:
        """Whether everything came, and all of it is right."""
        return not self.fouten


async def beoordeel(
    plek: Gemeente, scenarios: Sequence[Scenario], berichten: Iterable[bytes]
) -> tuple[list[Uitslag], list[Fout]]:
    """Judge all that the software sent: its format and level 2 here, the rest by the services themselves.

    The verdict per scenario, and what is wrong with messages that belong to none.
    """
    uitslagen = [Uitslag(each) for each in scenarios]
    leesbaar: list[tuple[Gestuurd, bytes]] = []
    losse: list[Fout] = []
    for xml in berichten:
        try:
            bericht = iwmo.lees(xml)
        except iwmo.Formaatfout as fout:
            losse.append(Fout(fout.bericht or "bericht", fout.regel, f"{fout.melding} (XML-regel {fout.regelnummer})"))
            continue
        if isinstance(bericht, Gestuurd):
            leesbaar.append((bericht, xml))
        else:
            losse.append(Fout(bericht.soort(), "soort", "Deze soort stuurt een aanbieder hier niet."))
    for bericht, xml in sorted(leesbaar, key=lambda each: VOLGORDE.index(each[0].soort())):
        bij = [each for each in uitslagen if _hoort_bij(each.scenario, bericht)]
        if not bij:
            losse.append(Fout(bericht.soort(), "kenmerk", "Dit hoort bij geen enkel bericht van de proef."))
            continue
        await _weeg(plek, bericht, xml, bij)
    for uitslag in uitslagen:
        uitslag.fouten += [
            Fout(soort, "ontbreekt", f"Er is geen {soort} voor deze cliënt.")
            for soort in uitslag.scenario.verwacht
            if soort not in uitslag.gezien
        ]
    return uitslagen, losse


def _hoort_bij(scenario: Scenario, bericht: Gestuurd) -> bool:
    if isinstance(bericht, Bericht302):
        return bericht.header.bericht_identificatie.identificatie == scenario.identificatie
    if isinstance(bericht, Bericht323):
        return scenario.bekend and scenario.bsn in {each.bsn for each in bericht.declaratie.clienten}
    return scenario.bekend and bericht.client.bsn == scenario.bsn


async def _weeg(plek: Gemeente, bericht: Gestuurd, xml: bytes, bij: Sequence[Uitslag]) -> None:
    """Add to these verdicts what is wrong with one message."""
    soort = bericht.soort()
    for uitslag in bij:
        uitslag.gezien.append(soort)
    fouten = [Fout(soort, each.regel, each.melding) for each in iwmo.controleer(bericht)]
    if isinstance(bericht, Bericht302):
        fouten = fouten or _retour(bij[0].scenario, bericht)
    if fouten or not bij[0].scenario.bekend:
        for uitslag in bij:
            uitslag.fouten += fouten
        return
    antwoord = await _bezorg(plek.post(soort), soort, xml)
    for uitslag in bij:
        if isinstance(antwoord, Fout):
            uitslag.fouten.append(antwoord)
        elif antwoord is not None:
            uitslag.antwoorden[antwoord.soort()] = iwmo.schrijf(antwoord)
            uitslag.fouten += [_als_fout(soort, code) for code in _codes(antwoord, uitslag.scenario.bsn)]


def _retour(scenario: Scenario, retour: Bericht302) -> list[Fout]:
    """Whether a WMO302 says of the message what the standard says of it."""
    if not scenario.verwacht:
        return [Fout("WMO302", "niveau 1", "Op een bericht dat niet te lezen is, volgt geen retour.")]
    fouten = iwmo.controleer(iwmo.lees(scenario.xml.encode()))
    gezegd = retour.header.retour_codes
    if fouten and RetourCode.AFGEKEURD not in gezegd:
        return [Fout("WMO302", fouten[0].regel, f"Keur dit bericht af met 0001: {fouten[0].melding}")]
    if not fouten and gezegd:
        return [Fout("WMO302", ", ".join(gezegd), "Dit bericht is goed: stuur een retour met alleen een header.")]
    return []


async def _bezorg(client: httpx.AsyncClient, soort: str, xml: bytes) -> iwmo.Bericht | Fout | None:
    """Deliver a message: its answer, what the door has against it, or nothing for a retour."""
    taken = await client.post("/v1/berichten", content=xml, headers={"Content-Type": "application/xml"})
    if taken.status_code != httpx.codes.ACCEPTED:
        gezegd = taken.json()
        return Fout(soort, str(gezegd.get("rule") or taken.status_code), str(gezegd.get("detail")))
    if soort == "WMO302":
        return None
    where = f"/v1/berichten/{taken.json()['id']}/antwoord"
    answer = await until(lambda: client.get(where), lambda response: "Retry-After" not in response.headers)
    return iwmo.lees(answer.raise_for_status().content)


def _codes(antwoord: iwmo.Bericht, bsn: str) -> list[str]:
    """The codes of rejection in an answer, without those of other clients in it."""
    if not isinstance(antwoord, Bericht325):
        delen = [deel for _, deel in iwmo.klassen(antwoord)]
    else:
        anderen = {f"/Client[{nr}]" for nr, each in enumerate(_clienten(antwoord), start=1) if each.bsn != bsn}
        delen = [deel for pad, deel in iwmo.klassen(antwoord) if not any(each in pad for each in anderen)]
    codes = [code for deel in delen for code in cast(tuple[RetourCode, ...], getattr(deel, "retour_codes", ()))]
    return sorted({code.value for code in codes} - {code.value for code in GOED})


def _clienten(antwoord: Bericht325) -> tuple[bericht325.Client, ...]:
    return () if antwoord.declaratie_antwoord is None else antwoord.declaratie_antwoord.clienten


def _als_fout(soort: str, code: str) -> Fout:
    """A return code with the rules that give it on this kind of message, and what it says."""
    regels = [each.code for each in iwmo.REGELS.values() if each.retourcode == code and soort in each.berichten]
    return Fout(soort, "/".join([*sorted(regels), code]), RetourCode(code).betekenis)
