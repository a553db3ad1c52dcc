"""An upgrade fills what monitoring counts anew from the dossiers that it has (decision record 0906)."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import ALKMAAR, Verteld, declaratie, gestart, product, toegewezen, verhaal, voorbereid
from tests.monitoring.voor_de_kwesties import terug_naar_0013

from monitoring.store import leesmodel

FIGUREN = "SELECT * FROM cijfers ORDER BY maat, niveau, gemeente, maand, agb, code, kenmerk, wet"


async def _lees(monitoring: Monitoring) -> list[tuple[object, ...]]:
    async with monitoring.room.work(writes=False) as work:
        nummer = (await leesmodel.actief(work.session)).nummer
        rows = (await work.session.execute(sa.text(FIGUREN))).all()
        return [tuple(row)[1:] for row in rows if row[0] == nummer]


async def _als_voor_de_upgrade(monitoring: Monitoring) -> None:
    """The database as version 0012 left it."""
    async with monitoring.room.work() as work:
        await terug_naar_0013(work)
        await work.session.execute(sa.text("DELETE FROM cijfers WHERE maat = 'budget-binnen'"))
        await work.session.execute(sa.text("UPDATE alembic_version SET version_num = '0012'"))


async def _is_verouderd(monitoring: Monitoring) -> bool:
    async with monitoring.room.work(writes=False) as work:
        return await leesmodel.verouderd(work.session)


BERGEN = "0373"
MAART = date(2027, 3, 1)
BT = product("BT", 2, 1, 900, 700)


def _later(dag: int, maand: int, jaar: int = 2027) -> datetime:
    return datetime(jaar, maand, dag, 9, 0, tzinfo=UTC)


def _declaraties() -> list[Verteld]:
    """Under both laws, in time and much later, a credit, and paid by the client's own municipality or another one."""
    alkmaar = BT.model_copy(update={"budgethouder": ALKMAAR})
    return [
        declaratie("v1", MAART, (BT, product("BI", 1, 1, 50, 50)), gemeente=BERGEN, beantwoord=_later(2, 4)),
        declaratie("v2", MAART, (alkmaar,), gemeente=BERGEN, beantwoord=_later(31, 3)),
        declaratie("v3", MAART, (alkmaar,), gemeente=BERGEN, beantwoord=_later(2, 4, 2028)).met(wet="jeugdwet"),
        declaratie("v4", MAART, (product("BI", 1, 1, -50, -50),), gemeente=BERGEN, beantwoord=_later(3, 4)),
        declaratie("v5", MAART, (product("BI", 1, 0, 50, 0),), gemeente=BERGEN, beantwoord=_later(3, 5)),
    ]


async def test_when_the_money_of_a_month_was_granted_is_filled_as_if_it_had_been_counted(
    monitoring: Monitoring,
) -> None:
    await monitoring.hoor(*verhaal(), *_declaraties())
    geteld = await _lees(monitoring)
    assert sum(1 for rij in geteld if rij[0] == "budget-binnen") > 6
    await _als_voor_de_upgrade(monitoring)
    await monitoring.room.migrate()
    assert await _lees(monitoring) == geteld
    assert not await _is_verouderd(monitoring)


async def test_until_when_help_that_did_not_start_is_waited_for_is_filled_from_its_assignment(
    monitoring: Monitoring,
) -> None:
    hulp = {key: toegewezen(key, MAART, MAART) for key in ("t1", "t2", "t3")}
    await monitoring.hoor(hulp["t1"].met(einddatum="2027-05-31"), hulp["t2"].met(einddatum=None))
    await monitoring.hoor(hulp["t3"], gestart("t3", MAART, MAART), voorbereid("t4", MAART))
    wacht = "SELECT soort, sleutel, tot FROM openstaand ORDER BY soort, sleutel"
    async with monitoring.room.work() as work:
        geteld = (await work.session.execute(sa.text(wacht))).all()
        await work.session.execute(sa.text("ALTER TABLE openstaand DROP COLUMN tot"))
        await work.session.execute(sa.text("UPDATE alembic_version SET version_num = '0022'"))
    assert [(soort, sleutel, tot and str(tot)) for soort, sleutel, tot in geteld if soort == "niet-gestart"] == [
        ("niet-gestart", "t1", "2027-05-31"), ("niet-gestart", "t2", None),
    ]  # fmt: skip
    await monitoring.room.migrate()
    async with monitoring.room.work(writes=False) as work:
        assert (await work.session.execute(sa.text(wacht))).all() == geteld


async def test_where_it_is_not_known_who_paid_the_service_says_that_figures_are_to_be_made_again(
    monitoring: Monitoring,
) -> None:
    """Of one provider, month, municipality and product one answer names who pays, and another that names nobody."""
    bergen = declaratie(
        "v9", MAART, (BT.model_copy(update={"budgethouder": BERGEN}),), gemeente=BERGEN, beantwoord=_later(4, 4)
    )
    await monitoring.hoor(*_declaraties(), bergen)
    geteld = await _lees(monitoring)
    await _als_voor_de_upgrade(monitoring)
    await monitoring.room.migrate()
    assert await _is_verouderd(monitoring)
    assert [rij for rij in await _lees(monitoring) if rij[0] != "budget-binnen"] == [
        rij for rij in geteld if rij[0] != "budget-binnen"
    ]
