"""The koppelvlak with a zaaksysteem beside it: what it hears and makes there, in a test."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.aansluiting.kamers import Kamers, Opener
from tests.koppelvlakken.zgw.dubbel import BESLUITEN, CATALOGI, CLIENT_ID, DOCUMENTEN, GEHEIM, RSIN, ZAKEN, ZaakDubbel
from tests.toegang.conftest import ALMELO, ALMERE

from aansluiting.tables import Zaak, Zaakstap
from aansluiting.usecases.zaken_bijwerken import werk_bij
from chassis import tables
from chassis.consumer import Message, handle_all, read_message

TYPEN = """
      zaaktype: WMO
      initiator: Initiator
      behandelaar: Behandelaar
      statussen: {ontvangen: Ontvangen, onderzocht: Onderzocht, aangevraagd: Aangevraagd, afgehandeld: Afgehandeld}
      resultaten: {toegekend: Verstrekt, afgewezen: Geweigerd, gesloten: Afgebroken}
      documenttype: Beschikking
      besluittype: Besluit Wmo
"""
VOLGORDE = ["zaken", "rollen", "rollen", "statussen", "statussen", "statussen", "enkelvoudiginformatieobjecten",
            "zaakinformatieobjecten", "besluiten", "besluitinformatieobjecten", "resultaten", "statussen"]  # fmt: skip
AANTALLEN = {soort: VOLGORDE.count(soort) for soort in dict.fromkeys(VOLGORDE)}


def bestand(tmp_path: Path, typen: str = TYPEN) -> str:
    (tmp_path / "geheim").write_text(f"{GEHEIM}\n")
    return f"""
gemeenten: ["{ALMERE}", "{ALMELO}"]
zaken:
  "{ALMERE}":
    zaken: {ZAKEN}/
    documenten: {DOCUMENTEN}
    besluiten: {BESLUITEN}
    catalogi: {CATALOGI}
    client_id: {CLIENT_ID}
    geheimbestand: {tmp_path / "geheim"}
    rsin: "{RSIN}"
    naam: Gemeente Almere
    afdeling: Team Wmo
    wmo:{typen}
"""


@pytest.fixture
def kamers(open_kamers: Opener, tmp_path: Path) -> Kamers:
    return open_kamers(bestand(tmp_path))


@pytest.fixture
def dubbel(kamers: Kamers) -> ZaakDubbel:
    return ZaakDubbel(kamers.tijd)


async def hoor(kamers: Kamers, *, omgekeerd: bool = False) -> None:
    """Everything that toegang told comes in, again too."""
    berichten = await verteld(kamers)
    await neem_aan(kamers, berichten[::-1] if omgekeerd else berichten)


async def verteld(kamers: Kamers) -> list[Message]:
    async with kamers.toegang.room.work(writes=False) as work:
        query = select(tables.outbox.c.body).order_by(tables.outbox.c.position)
        return [read_message(each.encode()) for each in (await work.session.execute(query)).scalars()]


async def neem_aan(kamers: Kamers, berichten: Sequence[Message]) -> None:
    async with kamers.room.work() as work:
        await handle_all(work, kamers.room, berichten)


async def werk(kamers: Kamers, dubbel: ZaakDubbel, minuten: int = 0) -> None:
    kamers.tijd.nu += timedelta(minutes=minuten)
    await hoor(kamers)
    await werk_bij(kamers.room, dubbel.transport())


def gemaakt(dubbel: ZaakDubbel) -> list[str]:
    """What was made, in order."""
    return [each.rpartition("/")[2] for each in dubbel.gevraagd if each.startswith("POST")]


async def stappen(kamers: Kamers) -> list[Zaakstap]:
    async with kamers.room.work(writes=False) as work:
        return list((await work.session.execute(select(Zaakstap).order_by(Zaakstap.rang))).scalars())


async def zaak_van(kamers: Kamers) -> Zaak:
    async with kamers.room.work(writes=False) as work:
        return (await work.session.execute(select(Zaak))).scalar_one()
