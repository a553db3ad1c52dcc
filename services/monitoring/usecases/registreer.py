"""Record what comes from people: an answer in the survey, a signal about planning; a survey also as a file."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pydantic import ValidationError

from bladen import Rij
from chassis.identifiers import new_id
from chassis.work import Work
from monitoring.bodies.registers import ErvaringenView, NieuweClientervaring, RijFout
from monitoring.domain.registers import Aantekeningsoort
from monitoring.store import registers
from monitoring.tables import Aantekening
from weigering import Weigering

KOLOMMEN = ("antwoord", "gemeente", "agb", "op", "cijfer")
"""Of a file of answers; `antwoord` is the mark of an answer in the survey, never that of a person."""
KENMERK = re.compile(r"[0-9A-Za-z-]{1,60}", re.ASCII)
REDENEN = {
    "gemeente": "Schrijf de CBS-code van de gemeente: vier cijfers.",
    "agb": "Schrijf de AGB-code van de aanbieder: acht cijfers.",
    "op": "Schrijf een dag als 2026-01-31.",
    "cijfer": "Schrijf het cijfer in tienden: van 10 tot en met 100.",
}
GEEN_KENMERK = "Geef elk antwoord een eigen kenmerk van letters, cijfers en streepjes; niet de naam van wie het gaf."


@dataclass(frozen=True)
class NieuweAantekening:
    """One thing to record about a provider; `waarde` as the table keeps it."""

    soort: Aantekeningsoort
    gemeente: str
    agb: str
    op: date
    kenmerk: str
    waarde: int | None = None
    antwoord: str | None = None


async def noteer(work: Work, nieuw: NieuweAantekening, door: str) -> Aantekening:
    """Record one thing about a provider. Raises Weigering for a day that is still to come."""
    if nieuw.op > work.today:
        raise Weigering("Deze dag moet nog komen.", veld="body.op")
    row = Aantekening(id=new_id(), **asdict(nieuw), door=door, vastgelegd_op=work.now)
    await registers.add(work.session, row)
    return row


async def importeer_ervaringen(
    work: Work, rijen: Sequence[Rij], mag_voor: Callable[[str], bool], door: str
) -> ErvaringenView:
    """Record the answers of a survey in a file (M90, M111), all of it or nothing.

    An answer that is here already counts once. Every row that is wrong is named. `mag_voor` says for which
    municipalities that may be done.
    """
    await work.wait_for_turn("clientervaringen")
    gelezen, fouten = _lees(rijen, work.today, mag_voor)
    gemeenten = {each.gemeente for each in gelezen}
    bekend = await registers.bekende_antwoorden(work.session, gemeenten)
    nieuw = [each for each in gelezen if (each.gemeente, each.antwoord) not in bekend]
    if not fouten:
        for each in nieuw:
            await noteer(work, each, door)
    dubbel = len(gelezen) - len(nieuw)
    return ErvaringenView(nieuw=len(nieuw), dubbel=dubbel, bewaard=not fouten, fouten=fouten)


def _lees(
    rijen: Sequence[Rij], vandaag: date, mag_voor: Callable[[str], bool]
) -> tuple[list[NieuweAantekening], list[RijFout]]:
    gelezen: list[NieuweAantekening] = []
    fouten: list[RijFout] = []
    gezien: set[tuple[str, str]] = set()
    for nummer, cellen in rijen:
        gevonden = _fouten(nummer, cellen, vandaag, mag_voor)
        sleutel = (cellen["gemeente"], cellen["antwoord"])
        if not gevonden and sleutel in gezien:
            gevonden = [RijFout(rij=nummer, kolom="antwoord", reden="Dit antwoord staat twee keer in het bestand.")]
        gezien.add(sleutel)
        fouten += gevonden
        if not gevonden:
            each = _antwoord(cellen)
            soort = Aantekeningsoort.ERVARING
            gelezen.append(
                NieuweAantekening(soort, each.gemeente, each.agb, each.op, "cijfer", each.cijfer, cellen["antwoord"])
            )
    return gelezen, fouten


def _fouten(nummer: int, cellen: dict[str, str], vandaag: date, mag_voor: Callable[[str], bool]) -> list[RijFout]:
    """All that is wrong in a row."""
    fouten = [] if KENMERK.fullmatch(cellen["antwoord"]) else [("antwoord", GEEN_KENMERK)]
    try:
        each = _antwoord(cellen)
    except ValidationError as fout:
        kolommen = {str(error["loc"][0]) for error in fout.errors()}
        fouten += [(kolom, reden) for kolom, reden in REDENEN.items() if kolom in kolommen]
    else:
        if not mag_voor(each.gemeente):
            fouten.append(("gemeente", "Uw token geldt niet voor deze gemeente."))
        if each.op > vandaag:
            fouten.append(("op", "Deze dag moet nog komen."))
    return [RijFout(rij=nummer, kolom=kolom, reden=reden) for kolom, reden in fouten]


def _antwoord(cellen: dict[str, str]) -> NieuweClientervaring:
    """The answer in a row. Raises ValidationError."""
    return NieuweClientervaring.model_validate({naam: cellen[naam] for naam in REDENEN})
