"""What the events of declarations add. Amounts are eurocents; dates are calendar dates in the Netherlands."""

from chassis.clock import local_date
from gebeurtenissen.declaratie import (
    AANDACHTSPUNT_AFGEHANDELD,
    AANDACHTSPUNTEN_VASTGELEGD,
    DECLARATIE_BEANTWOORD,
    TOEWIJZING_GEDECLAREERD,
    AandachtspuntAfgehandeld,
    AandachtspuntenVastgelegd,
    DeclaratieBeantwoord,
    Gedeclareerd,
    ToewijzingGedeclareerd,
)
from monitoring.domain.dossier import Notitie
from monitoring.domain.maanden import maand_van
from monitoring.noteren.soort import iso, soort


def _antwoord(data: DeclaratieBeantwoord, sequence: int) -> list[Notitie]:
    velden = data.model_dump(mode="json", by_alias=True, exclude={"declaratie_id", "bericht_id", "declaratieperiode"})
    velden |= {
        "maand": iso(maand_van(data.declaratieperiode)),
        "ontvangenOp": iso(local_date(data.ontvangen_op)),
        "beantwoordOp": iso(local_date(data.beantwoord_op)),
    }
    return [Notitie("declaratie", data.declaratie_id, "antwoord", -sequence, velden)]


def _gedeclareerd(data: ToewijzingGedeclareerd, sequence: int) -> list[Notitie]:
    per_toewijzing: dict[str, list[dict[str, object]]] = {}
    for each in data.toegekend:
        per_toewijzing.setdefault(each.toewijzing_id, []).append(_regel(each))
    naam = f"gedeclareerd:{data.declaratie_id}:{data.deel}"
    return [
        Notitie("toewijzing", key, naam, sequence, {"gemeente": data.gemeente, "agb": data.agb, "regels": regels})
        for key, regels in per_toewijzing.items()
    ]


def _regel(each: Gedeclareerd) -> dict[str, object]:
    return {
        "code": each.code,
        "maand": iso(maand_van(each.maand)),
        "eenheid": each.eenheid,
        "volume": each.volume,
        "bedrag": each.bedrag,
    }


def _aandacht(data: AandachtspuntenVastgelegd, sequence: int) -> list[Notitie]:
    punten = [each.model_dump(mode="json", by_alias=True) for each in data.punten]
    return [Notitie("declaratie", data.declaratie_id, "aandacht", -sequence, {"punten": punten})]


def _afgehandeld(data: AandachtspuntAfgehandeld, sequence: int) -> list[Notitie]:
    velden = {"mNummer": data.m_nummer, "besluit": data.besluit}
    return [Notitie("declaratie", data.declaratie_id, f"afgehandeld:{data.aandachtspunt_id}", sequence, velden)]


SOORTEN = (
    soort(DECLARATIE_BEANTWOORD, _antwoord),
    soort(TOEWIJZING_GEDECLAREERD, _gedeclareerd),
    soort(AANDACHTSPUNTEN_VASTGELEGD, _aandacht),
    soort(AANDACHTSPUNT_AFGEHANDELD, _afgehandeld),
)
