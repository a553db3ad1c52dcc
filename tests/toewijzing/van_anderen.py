"""What other services tell toewijzing."""

from datetime import date

from tests.toewijzing.conftest import CLIENT
from tests.toewijzing.verhaal import ALMERE, DE_BRUG, NU, Json

from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.declaratie import TOEWIJZING_GEDECLAREERD, Gedeclareerd, ToewijzingGedeclareerd
from gebeurtenissen.toegang import (
    BESCHIKKING_BEEINDIGD,
    CLIENT_VERTROKKEN,
    PERSOON_GEWIJZIGD,
    BeschikkingBeeindigd,
    ClientVertrokken,
    PersoonGewijzigd,
)


def gedeclareerd(een: Json, regels: int) -> Event:
    """Declaratie tells of so many granted lines on an assignment."""
    return _gedeclareerd(str(een["id"]), ("01", "HO", "82"), date(2024, 6, 1), (regels, 312_50 * regels, regels))


def uren_gedeclareerd(toewijzing_id: str, volume: int, maand: date = date(2024, 6, 1), eenheid: str = "04") -> Event:
    """Declaratie tells of one granted line in hours, or with a volume below zero of one that was taken back."""
    return _gedeclareerd(
        toewijzing_id, ("02", "IB2B", eenheid), maand, (volume, volume * 7000, 1 if volume > 0 else -1)
    )


def _gedeclareerd(
    toewijzing_id: str, product: tuple[str, str, str], maand: date, telling: tuple[int, int, int]
) -> Event:
    (categorie, code, eenheid), (volume, bedrag, prestaties) = product, telling
    line = Gedeclareerd(
        toewijzing_id=toewijzing_id,
        toewijzing_nummer=1,
        categorie=categorie,
        code=code,
        maand=maand,
        eenheid=eenheid,
        volume=volume,
        bedrag=bedrag,
        prestaties=prestaties,
    )
    data = ToewijzingGedeclareerd(declaratie_id=new_id(), deel=1, gemeente=ALMERE, agb=DE_BRUG, toegekend=(line,))
    return event(
        TOEWIJZING_GEDECLAREERD.name, "declaratie", data.declaratie_id, data.model_dump(mode="json", by_alias=True)
    )


def event(soort: str, dienst: str, subject: str, data: dict[str, object]) -> Event:
    source = f"urn:nld:oin:00000000000000000000:systeem:clientroute-{dienst}"
    return Event(id=new_id(), source=source, type=soort, subject=subject, sequence=1, time=NU, data=data)


def persoon_gewijzigd() -> Event:
    """Toegang tells that something of the client is otherwise."""
    data = PersoonGewijzigd(client_id=CLIENT, gemeente=ALMERE)
    return event(PERSOON_GEWIJZIGD.name, "toegang", CLIENT, data.model_dump(mode="json", by_alias=True))


def vertrokken(laatste_dag: date, reden: str = "overleden") -> Event:
    """Toegang tells that the client died or moved."""
    data = ClientVertrokken.model_validate(
        {"client_id": CLIENT, "gemeente": ALMERE, "reden": reden, "laatste_dag": laatste_dag}
    )
    return event(CLIENT_VERTROKKEN.name, "toegang", CLIENT, data.model_dump(mode="json", by_alias=True))


def beeindigd(een: Json, einddatum: date, reden: str = "overleden") -> Event:
    """Toegang tells that a product of a decision ends."""
    data = BeschikkingBeeindigd.model_validate(
        {
            "beschikking_id": "b",
            "client_id": CLIENT,
            "gemeente": ALMERE,
            "producten": (str(een["id"]),),
            "einddatum": einddatum,
            "reden": reden,
        }
    )
    return event(BESCHIKKING_BEEINDIGD.name, "toegang", "b", data.model_dump(mode="json", by_alias=True))
