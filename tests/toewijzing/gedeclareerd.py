"""What declaratie tells of assignments, and what toewijzing makes of it."""

from datetime import UTC, date, datetime

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMERE, DE_BRUG

from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.declaratie import TOEWIJZING_GEDECLAREERD, Gedeclareerd, ToewijzingGedeclareerd


def gedeclareerd(toewijzing_id: str, volume: int, maand: date = date(2024, 6, 1), eenheid: str = "04") -> Event:
    """Declaratie tells of one granted line, or with a volume below zero of one that was taken back."""
    regel = Gedeclareerd(
        toewijzing_id=toewijzing_id,
        toewijzing_nummer=1,
        categorie="02",
        code="IB2B",
        maand=maand,
        eenheid=eenheid,
        volume=volume,
        bedrag=volume * 7000,
        prestaties=1 if volume > 0 else -1,
    )
    data = ToewijzingGedeclareerd(declaratie_id=new_id(), deel=1, gemeente=ALMERE, agb=DE_BRUG, toegekend=(regel,))
    soort = TOEWIJZING_GEDECLAREERD.name
    moment = datetime(2024, 7, 1, tzinfo=UTC)
    return Event(
        new_id(), "urn:declaratie", soort, data.declaratie_id, 1, moment, data.model_dump(mode="json", by_alias=True)
    )


async def verbruik(toewijzing: Toewijzing, toewijzing_id: str) -> object:
    """How much of an assignment is used, in percents of an even use."""
    return gelukt(await toewijzing.client.get(f"/v1/toewijzingen/{toewijzing_id}", headers=toewijzing.gemeente))[
        "verbruiktProcent"
    ]
