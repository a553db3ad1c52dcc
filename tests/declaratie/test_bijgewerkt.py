"""An older database is upgraded: what was judged has the numbers of its messages, as far as they are known."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from tests.declaratie.conftest import draaiend
from tests.declaratie.maker import AGB, ALMERE
from tests.keten.van_0_1_0.laden import blokkerend

from chassis import migrations
from declaratie.app import SERVICE
from declaratie.store import declaraties
from declaratie.store.bulk import Waar
from declaratie.tables import Declaratie as Rij
from wetten import Wet

TOEN = datetime(2023, 6, 12, 9, tzinfo=UTC)
GEMAAKT = date(2023, 6, 11)
HEEL, ZONDER_323, ZONDER_325, VERGETEN = "d-1", "d-2", "d-3", "d-4"
"""What the last two have in common is a 325 that was destroyed; of the one an event still tells its number."""


@contextmanager
def tabellen(url: sa.URL) -> Iterator[tuple[sa.Connection, sa.MetaData]]:
    engine, bekend = blokkerend(url), sa.MetaData()
    with engine.begin() as connection:
        bekend.reflect(connection)
        yield connection, bekend
    engine.dispose()


def leg_neer(url: sa.URL) -> None:
    """Four declarations, of which some messages are gone."""
    with tabellen(url) as (connection, bekend):
        rij = {
            "gemeente": ALMERE,
            "agb": AGB,
            "declaratieperiode": date(2023, 5, 1),
            "ontvangen_op": TOEN,
            "beantwoord_op": TOEN,
            "retourcode": "0200",
            "bedrag_ingediend": 1,
            "bedrag_toegekend": 1,
            "wet": "wmo",
        }
        ids = (HEEL, ZONDER_323, ZONDER_325, VERGETEN)
        connection.execute(
            sa.insert(bekend.tables["declaraties"]), [rij | {"id": n, "declaratienummer": n} for n in ids]
        )
        stuk = {"gemeente": ALMERE, "agb": AGB, "dagtekening": GEMAAKT, "status": "x", "op": TOEN, "inhoud": b"x"}
        heen = {"soort": "WMO323", "richting": "in", "antwoord_op": None}
        terug = {"soort": "WMO325", "richting": "uit"}
        stukken = [
            *(stuk | heen | {"id": n, "identificatie": f"B{n}", "vingerafdruk": n} for n in ids if n != ZONDER_323),
            *(
                stuk | terug | {"id": f"a-{n}", "identificatie": f"A{n}", "vingerafdruk": f"a{n}", "antwoord_op": n}
                for n in (HEEL, ZONDER_323)
            ),
        ]
        connection.execute(sa.insert(bekend.tables["berichten"]), stukken)
        soort = "nl.wmo.betalingen.vastgesteld.v1"
        event = {
            "specversion": "1.0",
            "id": "e",
            "source": "urn:x",
            "type": soort,
            "subject": ZONDER_325,
            "sequence": "1",
            "time": TOEN.isoformat(),
            "data": {"declaratieId": ZONDER_325, "identificatie325": "VERTELD"},
        }
        verteld = {"id": "e", "type": soort, "body": json.dumps(event), "created_at": TOEN, "published_at": TOEN}
        connection.execute(sa.insert(bekend.tables["outbox"]), verteld)


async def test_what_was_judged_before_has_the_numbers_of_its_messages(database_url: str, tmp_path: Path) -> None:
    async with draaiend(database_url, tmp_path) as dienst:
        folder = SERVICE.folder / "migrations"
        await asyncio.to_thread(migrations.migrate, dienst.room.direct_url, folder, "declaratie_0019")
        await asyncio.to_thread(leg_neer, dienst.room.database.url)
        await dienst.room.migrate()
        async with dienst.room.work(writes=False) as work:
            kolommen = (Rij.id, Rij.identificatie_323, Rij.dagtekening, Rij.antwoord_id, Rij.identificatie_325)
            gevonden = (await work.session.execute(sa.select(*kolommen).order_by(Rij.id))).all()
            vraag = [(Waar(ALMERE, AGB, Wet.WMO), {date(2023, 4, 1)})]
            [later] = await declaraties.ingediend_over_later(work.session, vraag)
    assert [tuple(each) for each in gevonden] == [
        (HEEL, "Bd-1", GEMAAKT, "a-d-1", "Ad-1"),
        (ZONDER_323, "", None, "a-d-2", "Ad-2"),
        (ZONDER_325, "Bd-3", GEMAAKT, "", "VERTELD"),
        (VERGETEN, "Bd-4", GEMAAKT, "", ""),
    ]
    # Of what is gone it is known when it came in (TR318).
    assert sorted(later) == [
        (GEMAAKT, "a-d-1"),
        (GEMAAKT, ZONDER_325),
        (GEMAAKT, VERGETEN),
        (TOEN.date(), "a-d-2"),
    ]
