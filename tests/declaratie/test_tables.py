"""The migrations make exactly the tables that the code knows."""

import asyncio
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, column, insert, select, table
from tests.declaratie.conftest import Declaratie, draaiend
from tests.declaratie.maker import AGB, ALMERE, NUMMER

from chassis import migrations
from chassis.told import compared_until, keep_compared
from declaratie.app import SERVICE
from declaratie.tables import Betaalpost, GehoordeToewijzing, Vordering
from declaratie.tables.base import Base
from declaratie.usecases.vorderingen import BETWISTING

TOEWIJZING = {
    "id": "t",
    "sequence": 1,
    "gemeente": ALMERE,
    "wet": "wmo",
    "nummer": NUMMER,
    "agb": AGB,
    "client_id": "c",
    "bsn_hash": "h",
    "ingangsdatum": "2023-01-01",
}
VAN_WIE = {"budgethouder": ALMERE, "gemeente": ALMERE, "wet": "wmo", "agb": AGB}
VORDERING = VAN_WIE | {
    "naam": "Zorg aan Zee",
    "bedrag": 5000,
    "openstaand": 5000,
    "grond": "controle",
    "toelichting": "Er is niemand geweest.",
    "uiterlijk": "2023-06-30",
    "stand": "betwist",
    "vastgelegd_door": "anna",
    "vastgelegd_op": "2023-06-12 09:30:00",
}
POST = VAN_WIE | {"soort": "vordering", "poging": 1, "bedrag": -5000, "vanaf": "2023-07-01", "aangehouden_door": "anna"}
TOEWIJZINGEN_0020 = table("toewijzingen", *map(column, TOEWIJZING))


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(leeg: Declaratie) -> None:
    async with leeg.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_m135_what_toegang_told_is_compared_from_the_beginning_once_deaths_are_heard(
    database_url: str, tmp_path: Path
) -> None:
    """So who died before is told again; of others nothing is compared anew, and nobody died by the upgrade itself."""
    async with draaiend(database_url, tmp_path) as dienst:
        folder = SERVICE.folder / "migrations"
        await asyncio.to_thread(migrations.migrate, dienst.room.direct_url, folder, "declaratie_0020")
        async with dienst.room.work() as work:
            for peer in ("toegang", "toewijzing"):
                await keep_compared(work, peer, "cursor")
            await work.session.execute(insert(TOEWIJZINGEN_0020).values(TOEWIJZING))
        await dienst.room.migrate()
        async with dienst.room.work(writes=False) as work:
            assert [await compared_until(work, peer) for peer in ("toegang", "toewijzing")] == [None, "cursor"]
            assert (await work.session.execute(select(GehoordeToewijzing.is_overleden))).scalars().all() == [False]


async def test_a_dispute_of_before_is_let_go_of_by_the_decision(database_url: str, tmp_path: Path) -> None:
    """Who disputed it is known still, and what a municipality holds for a reason of its own stays."""
    async with draaiend(database_url, tmp_path) as dienst:
        folder = SERVICE.folder / "migrations"
        await asyncio.to_thread(migrations.migrate, dienst.room.direct_url, folder, "declaratie_0021")
        async with dienst.room.work() as work:
            for vordering_id, reden in (("a", "betwist"), ("b", "Wij zoeken het uit.")):
                gevorderd, post = VORDERING | {"id": vordering_id}, POST | {"id": vordering_id, "bron_id": vordering_id}
                await work.session.execute(insert(table("vorderingen", *map(column, gevorderd))).values(gevorderd))
                rij = post | {"aangehouden": reden}
                await work.session.execute(insert(table("betaalposten", *map(column, rij))).values(rij))
        await dienst.room.migrate()
        async with dienst.room.work(writes=False) as work:
            wie = (await work.session.execute(select(Vordering.betwist_door).order_by(Vordering.id))).scalars().all()
            posten = select(Betaalpost.aangehouden_door).order_by(Betaalpost.id)
            assert wie == ["anna", None]
            assert (await work.session.execute(posten)).scalars().all() == [BETWISTING, "anna"]


async def test_migrating_again_changes_nothing(leeg: Declaratie) -> None:
    await leeg.room.migrate()
    await leeg.room.check_database()
