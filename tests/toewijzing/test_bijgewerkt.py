"""An older database is upgraded: a request whose message was destroyed goes too, and no other."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from tests.keten.van_0_1_0.laden import blokkerend
from tests.toewijzing.conftest import draaiend
from tests.toewijzing.verhaal import ALMERE, DE_BRUG

from chassis import migrations
from toewijzing.app import SERVICE
from toewijzing.tables import Termijn, Verzoek

DAG = date(2024, 6, 3)
MET, ZONDER = "v-met", "v-zonder"


def leg_neer(url: sa.URL) -> None:
    """Two requests with their terms; the message of one is gone."""
    engine, bekend = blokkerend(url), sa.MetaData()
    with engine.begin() as connection:
        bekend.reflect(connection)
        verzoek = {
            "soort": "VOT",
            "positie": 0,
            "gemeente": ALMERE,
            "wet": "wmo",
            "agb": DE_BRUG,
            "bsn_hash": "x",
            "status": "open",
            "ontvangen_op": DAG,
            "uiterlijk": DAG,
        }
        rijen = [verzoek | {"id": each, "bericht_id": f"b-{each}", "referentie": each} for each in (MET, ZONDER)]
        connection.execute(sa.insert(bekend.tables["verzoeken"]), rijen)
        termijn = {"soort": "verzoek", "wie": "gemeente", "gemeente": ALMERE, "agb": DE_BRUG, "vanaf": DAG}
        termijnen = [termijn | {"onderwerp_id": each, "uiterlijk": DAG} for each in (MET, ZONDER)]
        connection.execute(sa.insert(bekend.tables["termijnen"]), termijnen)
        stuk = {
            "id": f"b-{MET}",
            "soort": "WMO315",
            "richting": "in",
            "gemeente": ALMERE,
            "agb": DE_BRUG,
            "identificatie": "V1",
            "dagtekening": DAG,
            "vingerafdruk": "x",
            "status": "beantwoord",
            "op": datetime(2024, 6, 3, tzinfo=UTC),
            "inhoud": b"x",
        }
        connection.execute(sa.insert(bekend.tables["berichten"]), stuk)
    engine.dispose()


async def test_a_request_without_its_message_goes_with_its_term(database_url: str, tmp_path: Path) -> None:
    async with draaiend(database_url, tmp_path) as dienst:
        room = dienst.room
        folder = SERVICE.folder / "migrations"
        await asyncio.to_thread(migrations.migrate, room.direct_url, folder, "toewijzing_0028")
        await asyncio.to_thread(leg_neer, room.database.url)
        await room.migrate()
        async with room.work(writes=False) as work:
            assert (await work.session.execute(sa.select(Verzoek.id))).scalars().all() == [MET]
            assert (await work.session.execute(sa.select(Termijn.onderwerp_id))).scalars().all() == [MET]
