"""What other services tell toewijzing."""

from datetime import date

from tests.toewijzing.conftest import CLIENT
from tests.toewijzing.verhaal import ALMERE, DE_BRUG, NU, Json

from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.declaratie import TOEWIJZING_GEDECLAREERD, Gedeclareerd, ToewijzingGedeclareerd
from gebeurtenissen.toegang import BESCHIKKING_BEEINDIGD, BeschikkingBeeindigd


def gedeclareerd(een: Json, regels: int) -> Event:
    """Declaratie tells of so many granted lines on an assignment."""
    line = Gedeclareerd(
        toewijzing_id=str(een["id"]),
        toewijzing_nummer=1,
        categorie="01",
        code="HO",
        maand=date(2024, 6, 1),
        eenheid="82",
        volume=regels,
        bedrag=312_50 * regels,
        prestaties=regels,
    )
    data = ToewijzingGedeclareerd(declaratie_id=new_id(), deel=1, gemeente=ALMERE, agb=DE_BRUG, toegekend=(line,))
    return event(
        TOEWIJZING_GEDECLAREERD.name, "declaratie", data.declaratie_id, data.model_dump(mode="json", by_alias=True)
    )


def event(soort: str, dienst: str, subject: str, data: dict[str, object]) -> Event:
    source = f"urn:nld:oin:00000000000000000000:systeem:clientroute-{dienst}"
    return Event(id=new_id(), source=source, type=soort, subject=subject, sequence=1, time=NU, data=data)


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
