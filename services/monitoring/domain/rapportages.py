"""Rapportages: what a provider reports over a period, on the form of its region (M92, M93, M114, M115)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inkoop.uitvraag import MAANDEN_PER, Uitvraag, Vraag, Vraagsoort
from monitoring.domain.feiten.toewijzing import Contract
from monitoring.domain.maanden import maand_erbij
from weigering import Weigering, samen

VOORAF = timedelta(days=14)
"""So long before the last day a provider is reminded."""
HOOGSTE_PROCENT = 100


class Rapportagestatus(StrEnum):
    """How far a rapportage is."""

    GEVRAAGD = "gevraagd"
    INGEDIEND = "ingediend"
    TERUGGEGEVEN = "teruggegeven"
    """The municipality asks for a better one."""
    AKKOORD = "akkoord"


IN_TE_VULLEN = frozenset({Rapportagestatus.GEVRAAGD, Rapportagestatus.TERUGGEGEVEN})


@dataclass(frozen=True)
class Antwoord:
    """The answer to one question: the one of these three that its kind asks."""

    vraag: str
    tekst: str | None
    getal: int | None
    """A count, a percentage of 0 to 100, or eurocents."""
    klopt: bool | None


@dataclass(frozen=True)
class Periode:
    """A quarter or a year; `naam` is how it is written, such as 2026 or 2026-K3."""

    naam: str
    eerste: date
    laatste: date


def periode(eerste: date, maanden: int) -> Periode:
    """The period of so many months from this day on."""
    laatste = maand_erbij(eerste, maanden) - timedelta(days=1)
    kwartaal = f"-K{(eerste.month + 2) // 3}" if maanden == MAANDEN_PER["kwartaal"] else ""
    return Periode(f"{eerste.year}{kwartaal}", eerste, laatste)


def voorbij(uitvraag: Uitvraag, vandaag: date) -> Iterator[Periode]:
    """The periods of a form that are over."""
    maanden, eerste = MAANDEN_PER[uitvraag.per], uitvraag.vanaf
    while (gevonden := periode(eerste, maanden)).laatste < vandaag:
        yield gevonden
        eerste = maand_erbij(eerste, maanden)


def had_contract(contract: Contract, gemeenten: Collection[str], wanneer: Periode) -> bool:
    """Whether a provider had this contract in one of these municipalities in the period."""
    if not set(gemeenten) & set(contract.gemeenten):
        return False
    return contract.geldig_van <= wanneer.laatste and (contract.geldig_tot or wanneer.eerste) >= wanneer.eerste


def uiterlijk(uitvraag: Uitvraag, wanneer: Periode, gevraagd_op: date) -> date:
    """The last day for a rapportage: after the period, or after it was asked when that was later."""
    return max(wanneer.laatste, gevraagd_op) + timedelta(weeks=uitvraag.weken)


def herinneringen(laatste_dag: date, vandaag: date) -> int:
    """How many reminders there should have been by now: one in good time, one when the last day went by."""
    return (vandaag >= laatste_dag - VOORAF) + (vandaag > laatste_dag)


def check_antwoorden(vragen: Sequence[Vraag], antwoorden: Sequence[Antwoord]) -> None:
    """Raises Weigering, with all that is wrong, unless each question is answered once in the way it asks (M115)."""
    soorten = {each.naam: each.soort for each in vragen}
    gegeven = [each.vraag for each in antwoorden]
    fouten = [
        _fout(f"body.gegevenAntwoorden.{nr}", reden)
        for nr, each in enumerate(antwoorden)
        if (reden := _wat_er_mis_is(each, soorten, gegeven[:nr]))
    ]
    fouten += [_fout("body.gegevenAntwoorden", f"Beantwoord ook '{naam}'.") for naam in soorten if naam not in gegeven]
    if fouten:
        raise samen(fouten)


def _fout(veld: str, reden: str) -> Weigering:
    return Weigering(reden, veld=veld, regel="M115")


def _wat_er_mis_is(antwoord: Antwoord, soorten: dict[str, Vraagsoort], eerder: Collection[str]) -> str | None:
    if antwoord.vraag not in soorten:
        return "Deze vraag staat niet in het formulier."
    if antwoord.vraag in eerder:
        return "Deze vraag is al beantwoord."
    soort = soorten[antwoord.vraag]
    veld = {"tekst": "tekst", "ja-nee": "klopt"}.get(soort, "getal")
    gevuld = {naam for naam in ("tekst", "getal", "klopt") if getattr(antwoord, naam) is not None}
    if gevuld != {veld}:
        return f"Antwoord hier met '{veld}', en met niets anders."
    if antwoord.getal is not None and soort != "eurocent" and antwoord.getal < 0:
        return "Dit getal kan niet onder nul zijn."
    if antwoord.getal is not None and soort == "procent" and antwoord.getal > HOOGSTE_PROCENT:
        return "Een percentage gaat van 0 tot en met 100."
    return None
