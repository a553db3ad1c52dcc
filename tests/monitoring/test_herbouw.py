"""The read models made again from the log: the same numbers, while the service stays up."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import select, update
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import VERHAAL_IN_CIJFERS, melding, verhaal

from monitoring.domain.vindplaats import Vindplaats
from monitoring.store import leesmodel
from monitoring.tables import Cijfer, Clientperiode, Dossier, Generatie, Openstaand
from monitoring.usecases import herbouw
from monitoring.usecases.herbouw import Voortgang
from monitoring.usecases.verwerk import haal_achterstand_in

Rijen = dict[str, list[tuple[object, ...]]]


async def _rijen(monitoring: Monitoring) -> Rijen:
    """Everything in the active read models, without the number of the generation.

    Where a dossier may be found is left out: it only grows, and a rebuild makes it as narrow as can be.
    """
    found: Rijen = {}
    async with monitoring.room.work(writes=False) as work:
        actief = (await leesmodel.actief(work.session)).nummer
        for table in (Dossier, Cijfer, Clientperiode, Openstaand):
            velden = [each for each in table.__table__.c if table is not Dossier or each.name not in Vindplaats._fields]
            rows = (await work.session.execute(select(*velden).where(table.generatie == actief))).all()
            found[table.__tablename__] = sorted(tuple(row)[1:] for row in rows)
    return found


async def _aantal_generaties(monitoring: Monitoring) -> int:
    async with monitoring.room.work(writes=False) as work:
        return len(await leesmodel.generaties(work.session))


async def test_a_rebuild_gives_the_same_rows_and_shows_how_far_it_is(
    monitoring: Monitoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(herbouw, "BATCH", 4)
    monkeypatch.setattr(herbouw, "BIJNA", 3)
    await monitoring.hoor(*verhaal())
    voor, gezien = await _rijen(monitoring), list[Voortgang]()
    gedaan = await herbouw.herbouw(monitoring.room, gezien.append)
    assert gedaan.gedaan == len(verhaal())
    assert [each.gedaan for each in gezien] == [4, 8, 12, 16]
    assert {each.totaal for each in gezien} == {len(verhaal())}
    assert await _rijen(monitoring) == voor
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    assert await _aantal_generaties(monitoring) == 1


async def test_what_was_lost_or_wrong_comes_right(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    async with monitoring.room.work() as work:
        await work.session.execute(update(Cijfer).values(waarde=Cijfer.waarde + 7))
    assert await monitoring.keten() != VERHAAL_IN_CIJFERS
    await herbouw.herbouw(monitoring.room, lambda _: None)
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_meanwhile_the_service_answers_and_hears(monitoring: Monitoring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(herbouw, "BATCH", 4)
    monkeypatch.setattr(herbouw, "BIJNA", 0)
    await monitoring.hoor(*verhaal())
    loop, meanwhile = asyncio.get_running_loop(), list[asyncio.Task[None]]()

    async def more(number: int) -> None:
        assert (await monitoring.keten())["aantalDeclaraties"] == 2
        await monitoring.hoor(melding(f"erbij-{number}", date(2023, 1, 5)))

    def between(stand: Voortgang) -> None:
        if stand.gedaan <= 16:
            meanwhile.append(loop.create_task(more(stand.gedaan)))

    await herbouw.herbouw(monitoring.room, between)
    await asyncio.gather(*meanwhile)
    assert len(meanwhile) == 4
    assert (await monitoring.keten())["aantalMeldingen"] == 3 + 4
    nu = await _rijen(monitoring)
    await herbouw.herbouw(monitoring.room, lambda _: None)
    assert await _rijen(monitoring) == nu


async def test_a_rebuild_that_was_cut_off_leaves_nothing_behind(
    monitoring: Monitoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(herbouw, "BATCH", 4)
    monkeypatch.setattr(herbouw, "BIJNA", 0)
    await monitoring.hoor(*verhaal())

    def crash(_: Voortgang) -> None:
        raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError):
        await herbouw.herbouw(monitoring.room, crash)
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    assert await _aantal_generaties(monitoring) == 2
    await herbouw.herbouw(monitoring.room, lambda _: None)
    assert await _aantal_generaties(monitoring) == 1
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_read_models_that_are_behind_catch_up_by_themselves(monitoring: Monitoring) -> None:
    """As after an upgrade: the log is there, the figures are not yet."""
    await monitoring.hoor(*verhaal())
    async with monitoring.room.work() as work:
        for table in (Dossier, Cijfer, Clientperiode, Openstaand):
            await work.session.execute(table.__table__.delete())
        await work.session.execute(update(Generatie).values(positie=0))
    assert (await monitoring.keten())["aantalMeldingen"] == 0
    async with monitoring.room.work() as work:
        await haal_achterstand_in(work)
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_an_administrator_sees_how_far_it_is(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    answer = await monitoring.client.get("/v1/leesmodel", headers=monitoring.token(scope="beheer"))
    (generatie,) = answer.json()["generaties"]
    assert generatie["actief"] is True
    assert generatie["positie"] == generatie["laatste"] > 0
    assert answer.json()["aantalGeparkeerd"] == 0


async def test_figures_that_were_counted_in_an_older_way_are_noticed_until_they_are_made_again(
    monitoring: Monitoring,
) -> None:
    """So migration 0005 leaves them; here with nobody in them, to see that a rebuild counts people anew."""
    zin = "Een inkoopmodel of de manier van tellen is veranderd"
    await monitoring.hoor(*verhaal())
    async with monitoring.room.work() as work:
        await work.session.execute(update(Generatie).values(modellen=""))
        await work.session.execute(Clientperiode.__table__.delete())
    assert zin in (await monitoring.client.get("/dashboard/diensten")).text
    await monitoring.hoor(melding("later", date(2023, 5, 1)))
    assert zin in (await monitoring.client.get("/dashboard/diensten")).text
    assert await rapport(monitoring, "clienten", "?van=2023-02&tot=2023-02") == []
    await herbouw.herbouw(monitoring.room, lambda _: None)
    assert zin not in (await monitoring.client.get("/dashboard/diensten")).text
    assert await rapport(monitoring, "clienten", "?van=2023-02&tot=2023-02") == [["2023-02-01", 1, "compleet"]]


async def test_a_change_of_an_inkoopmodel_is_noticed_until_the_figures_are_made_again(
    op_sqlite: Monitoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def verouderd() -> bool:
        answer = await op_sqlite.client.get("/v1/leesmodel", headers=op_sqlite.token(scope="beheer"))
        pagina = (await op_sqlite.client.get("/dashboard/diensten")).text
        op_de_pagina = "Een inkoopmodel of de manier van tellen is veranderd" in pagina
        assert answer.json()["verouderd"] is op_de_pagina
        return op_de_pagina

    assert not await verouderd()
    await op_sqlite.hoor(*verhaal())
    assert not await verouderd()
    monkeypatch.setattr(leesmodel, "kenmerk_van_modellen", lambda: "a price went up")
    assert await verouderd()
    await op_sqlite.hoor(melding("later", date(2023, 5, 1)))
    assert await verouderd()  # what was counted before still says otherwise
    await herbouw.herbouw(op_sqlite.room, lambda _: None)
    assert not await verouderd()
