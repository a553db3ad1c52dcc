"""What grows for years is not walked from end to end: not by the chain, nor by what takes things away."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint, select
from sqlalchemy.engine import make_url
from tests.plannen import wandelingen
from tests.services import needs_postgres

from chassis.housekeeping import ruim_op
from chassis.identifiers import new_id
from chassis.settings import Settings
from clientroute.bench.diensten import POSTGRES, drop_database
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.services import SERVICES
from clientroute.suite import Suite, running_suite
from inkoop import laad
from toegang.tables import Client, TeVernietigen, Vernietiging
from toegang.usecases.vernietig import voer_uit

pytestmark = pytest.mark.lang

KLEIN = {
    *("dead_letters", "openstaand", "wachtende_declaraties", "sessies", "formulieren", "lumpsums"),
    *(
        "webhooks",
        "aanbieders",
        "contracten",
        "contract_producten",
        "contract_tarieven",
        "pauzes",
        "kwesties",
        "lumpsums",
    ),
    *("generaties", "compared", "nummers", "berichtwegen", "rekeningen", "betaalrekeningen", "budget_meldingen"),
}
"""What waits and goes again, and what there is per provider: they grow with the region and not with the years."""


@pytest.fixture
def urls() -> Iterator[str]:
    """Where the databases of a suite are to be made; they are removed afterwards."""
    needs_postgres()
    name = f"clientroute_test_{uuid4().hex[:20]}_{{service}}"
    url = make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    yield url.replace("%7B", "{").replace("%7D", "}")
    for service in SERVICES:
        drop_database(url.replace("%7B", "{").replace("%7D", "}").format(service=service))


@contextmanager
def _niemand_wandelt(suite: Suite) -> Iterator[None]:
    """Fails when a statement of any of the services walks a table that grows for years."""
    with ExitStack() as stack:
        gevonden = [
            stack.enter_context(wandelingen(room, {each.name for each in room.service.metadata.sorted_tables} - KLEIN))
            for room in suite.rooms.values()
        ]
        yield
    assert Counter(each for van_dienst in gevonden for each in van_dienst) == {}


async def _zet_op_de_lijst(suite: Suite) -> None:
    """Two clients are to be destroyed."""
    async with suite.rooms["toegang"].work() as work:
        clienten = (await work.session.execute(select(Client).order_by(Client.id).limit(2))).scalars().all()
        besluit = Vernietiging(
            id=new_id(), gemeente=clienten[0].gemeente, grond="verzoek", door="iemand", besloten_op=work.now,
            aantal_clienten=len(clienten), gereed_op=None, aantallen={},
        )  # fmt: skip
        work.session.add(besluit)
        await work.session.flush()
        work.session.add_all(TeVernietigen(client_id=each.id, vernietiging_id=besluit.id) for each in clienten)


async def test_neither_a_played_month_nor_housekeeping_nor_destruction_walks_what_grows(
    urls: str, tmp_path: Path
) -> None:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=tmp_path, database_url=urls), klok) as suite:
        with _niemand_wandelt(suite):
            speler = Speler(laad("almere-2023"), client_factory(suite), klok)
            await speel(speler, maanden=1, burgers=3, vandaag=date(2026, 11, 25))
            for room in suite.rooms.values():
                await ruim_op(room)
        await _zet_op_de_lijst(suite)
        with _niemand_wandelt(suite):
            await voer_uit(suite.rooms["toegang"])


_MET_INDEX = (PrimaryKeyConstraint, UniqueConstraint)


def _zonder_index(table: Table) -> list[str]:
    """What in a table refers to another one, and begins with a column that no index begins with."""
    begin = {index.columns[0].name for index in table.indexes}
    begin |= {next(iter(each.columns)).name for each in table.constraints if isinstance(each, _MET_INDEX)}
    keys = [next(iter(each.columns)).name for each in table.foreign_key_constraints]
    return [f"{table.name}.{each}" for each in keys if each not in begin]


@pytest.mark.parametrize("service", [*SERVICES])
def test_a_row_that_goes_is_looked_for_by_index_in_all_that_may_refer_to_it(service: str) -> None:
    tabellen = SERVICES[service].metadata.sorted_tables
    assert [each for table in tabellen for each in _zonder_index(table) if table.name not in KLEIN] == []
