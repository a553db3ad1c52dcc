"""What the events of declarations add. Amounts are eurocents; dates are calendar dates in the Netherlands."""

from chassis.clock import local_date
from gebeurtenissen.declaratie import (
    AANDACHTSPUNT_AFGEHANDELD,
    AANDACHTSPUNTEN_VASTGELEGD,
    DECLARATIE_BEANTWOORD,
    LUMPSUM_GEWIJZIGD,
    NOSHOW_GEWIJZIGD,
    OVERBOEKING_GEMELD,
    TOEWIJZING_GEDECLAREERD,
    AandachtspuntAfgehandeld,
    AandachtspuntenVastgelegd,
    DeclaratieBeantwoord,
    LumpsumGewijzigd,
    NoshowGewijzigd,
    OverboekingGemeld,
    ToewijzingGedeclareerd,
)
from gebeurtenissen.declaratie import Gedeclareerd as GedeclareerdOpToewijzing
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.declaratie import (
    AANDACHT,
    AFGEHANDELD,
    ANTWOORD,
    LUMPSUM,
    NOSHOW,
    OVERGEBOEKT,
    Aandachtspunten,
    AandachtVastgelegd,
    Afgehandeld,
    Afkeuring,
    Beantwoord,
    DeelVanLumpsum,
    Lumpsum,
    Noshow,
    Overgeboekt,
    ProductTotaal,
)
from monitoring.domain.feiten.toewijzing import GEDECLAREERD, Gedeclareerd, GegevenMaand
from monitoring.domain.maanden import maand_van
from monitoring.noteren.soort import soort


def _antwoord(data: DeclaratieBeantwoord, sequence: int) -> list[Notitie]:
    beantwoord = Beantwoord(
        gemeente=data.gemeente,
        agb=data.agb,
        retourcode=data.retourcode,
        prestaties_ingediend=data.prestaties_ingediend,
        prestaties_toegekend=data.prestaties_toegekend,
        bedrag_ingediend=data.bedrag_ingediend,
        bedrag_toegekend=data.bedrag_toegekend,
        afkeuringen=tuple(Afkeuring(each.retourcode, each.aantal, each.bedrag) for each in data.afkeuringen),
        producten=tuple(
            ProductTotaal(
                code=each.code,
                ingediend=each.ingediend,
                toegekend=each.toegekend,
                bedrag_ingediend=each.bedrag_ingediend,
                bedrag_toegekend=each.bedrag_toegekend,
                budgethouder=each.budgethouder,
                maand=each.maand and maand_van(each.maand),
            )
            for each in data.producten
        ),
        maand=maand_van(data.declaratieperiode),
        ontvangen_op=local_date(data.ontvangen_op),
        beantwoord_op=local_date(data.beantwoord_op),
    )
    return [ANTWOORD.noteer(data.declaratie_id, -sequence, beantwoord)]


def _gedeclareerd(data: ToewijzingGedeclareerd, sequence: int) -> list[Notitie]:
    per_toewijzing: dict[str, list[GegevenMaand]] = {}
    for each in data.toegekend:
        per_toewijzing.setdefault(each.toewijzing_id, []).append(_gegeven(each))
    rest = f"{data.declaratie_id}:{data.deel}"
    return [
        GEDECLAREERD.noteer(key, rest, sequence, Gedeclareerd(data.gemeente, data.agb, tuple(prestaties)))
        for key, prestaties in per_toewijzing.items()
    ]


def _gegeven(each: GedeclareerdOpToewijzing) -> GegevenMaand:
    return GegevenMaand(
        code=each.code, maand=maand_van(each.maand), eenheid=each.eenheid, volume=each.volume, bedrag=each.bedrag
    )


def _aandacht(data: AandachtspuntenVastgelegd, sequence: int) -> list[Notitie]:
    punten = tuple(Aandachtspunten(each.m_nummer, each.aantal, each.bedrag) for each in data.punten)
    return [AANDACHT.noteer(data.declaratie_id, -sequence, AandachtVastgelegd(punten))]


def _afgehandeld(data: AandachtspuntAfgehandeld, sequence: int) -> list[Notitie]:
    afgehandeld = Afgehandeld(m_nummer=data.m_nummer, besluit=data.besluit)
    return [AFGEHANDELD.noteer(data.declaratie_id, data.aandachtspunt_id, sequence, afgehandeld)]


def _lumpsum(data: LumpsumGewijzigd, sequence: int) -> list[Notitie]:
    delen = tuple(DeelVanLumpsum(each.dag, each.bedrag, each.betaalbaar) for each in data.delen)
    return [LUMPSUM.noteer(data.lumpsum_id, sequence, Lumpsum(data.budgethouder, data.agb, data.code, delen))]


def _noshow(data: NoshowGewijzigd, sequence: int) -> list[Notitie]:
    noshow = Noshow(
        gemeente=data.gemeente,
        budgethouder=data.budgethouder,
        agb=data.agb,
        code=data.code,
        dag=data.dag,
        gemeld_op=data.gemeld_op,
        bedrag=data.bedrag if data.stand == "vastgesteld" else 0,
    )
    return [NOSHOW.noteer(data.noshow_id, sequence, noshow)]


def _gemeld(data: OverboekingGemeld, sequence: int) -> list[Notitie]:
    """Of every declaration in the transfer."""
    gemeld = Overgeboekt(budgethouder=data.budgethouder, datum=data.dag, telt=data.uitkomst == "betaald")
    return [OVERGEBOEKT.noteer(key, data.overboeking_id, sequence, gemeld) for key in data.declaratie_ids]


SOORTEN = (
    soort(DECLARATIE_BEANTWOORD, _antwoord),
    soort(TOEWIJZING_GEDECLAREERD, _gedeclareerd),
    soort(AANDACHTSPUNTEN_VASTGELEGD, _aandacht),
    soort(AANDACHTSPUNT_AFGEHANDELD, _afgehandeld),
    soort(LUMPSUM_GEWIJZIGD, _lumpsum),
    soort(NOSHOW_GEWIJZIGD, _noshow),
    soort(OVERBOEKING_GEMELD, _gemeld),
)
