"""The post below its routes: registering once, numbers, what was used before, sealing, and its migration."""

import asyncio
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from tests.berichtenverkeer.berichten import AGB, ANDER_AGB, ANDERE_GEMEENTE, GEMEENTE, retour, start
from tests.berichtenverkeer.postdienst.app import metadata
from tests.chassis.proef import TEST_BSN, count

import iwmo
from berichtenverkeer import nummers, post
from berichtenverkeer.lezen import kop_van
from berichtenverkeer.tables import berichten
from chassis import tables
from chassis.service import Room
from gebeurtenissen.toewijzing import BERICHT_ONTVANGEN, BERICHT_VERZONDEN


async def neem_aan(room: Room, bericht: post.VanAanbieder, inhoud: bytes | None = None) -> post.Poststuk:
    async with room.work() as work:
        return await post.neem_aan(work, kop_van(bericht), iwmo.schrijf(bericht) if inhoud is None else inhoud)


async def types_told(room: Room) -> list[str]:
    async with room.work(writes=False) as work:
        query = select(tables.outbox.c.type).order_by(tables.outbox.c.position)
        return list((await work.session.execute(query)).scalars())


async def test_the_migration_makes_exactly_the_tables_of_the_code(room: Room) -> None:
    def difference(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with room.database.engine.connect() as connection:
        assert await connection.run_sync(difference) == []


async def test_the_same_message_is_registered_and_told_once(room: Room) -> None:
    first, again = await neem_aan(room, start()), await neem_aan(room, start())
    assert first.id == again.id
    assert (first.soort, first.richting, first.status) == ("WMO305", post.IN, post.Berichtstatus.ONTVANGEN)
    assert (first.agb, first.gemeente, first.identificatie) == (AGB, GEMEENTE, "S1")
    assert await types_told(room) == [BERICHT_ONTVANGEN.name]


async def test_a_message_is_kept_sealed(room: Room) -> None:
    stuk = await neem_aan(room, start())
    async with room.work(writes=False) as work:
        sealed = (await work.session.execute(select(berichten.c.inhoud))).scalar_one()
        assert TEST_BSN.encode() not in sealed
        assert await post.inhoud_van(work, stuk.id) == iwmo.schrijf(start())
        body = (await work.session.execute(select(tables.outbox.c.body))).scalar_one()
    assert TEST_BSN not in body


async def eerder_gebruikt(room: Room, stuk: post.Poststuk) -> bool:
    async with room.work(writes=False) as work:
        return stuk.id in await nummers.met_gebruikte_identificatie(work, [stuk])


async def test_an_identificatie_counts_as_used_for_the_later_message_only(room: Room) -> None:
    first = await neem_aan(room, start("S1"))
    same = await neem_aan(room, start("S1"))
    assert not await eerder_gebruikt(room, same)
    later = await neem_aan(room, start("S1"), inhoud=b"something else")
    assert later.id != first.id
    assert await eerder_gebruikt(room, later)
    assert not await eerder_gebruikt(room, first)


@pytest.mark.parametrize(
    ("bericht", "used"),
    [
        (start("S2"), False),
        (start("S1", agb=ANDER_AGB), False),
        # TR056 speaks of the sender and the kind, not of the receiver.
        (start("S1", gemeente=ANDERE_GEMEENTE), True),
    ],
    ids=["other number", "other sender", "other receiver"],
)
async def test_an_identificatie_is_unique_per_sender_and_kind(
    room: Room, bericht: post.VanAanbieder, used: bool
) -> None:
    await neem_aan(room, start("S1"))
    assert await eerder_gebruikt(room, await neem_aan(room, bericht)) is used


async def test_an_answer_closes_its_message_and_there_is_only_one(room: Room) -> None:
    asked = await neem_aan(room, start())

    async def answer() -> post.Poststuk:
        async with room.work() as work:
            uitgaand = post.Uitgaand(retour(start()), GEMEENTE, AGB, "R1", antwoord_op=asked.id)
            return (await post.verzend(work, uitgaand))[0]

    given = await answer()
    async with room.work(writes=False) as work:
        assert await post.vind_antwoord(work, asked.id) == given
        closed = await post.vind(work, asked.id)
        assert await post.vind(work, "nergens") is None
        assert await post.vind_antwoord(work, given.id) is None
    assert closed is not None
    assert (closed.status, given.status) == (post.Berichtstatus.BEANTWOORD, post.Berichtstatus.KLAAR)
    with pytest.raises(IntegrityError):
        await answer()
    assert await types_told(room) == [BERICHT_ONTVANGEN.name, BERICHT_VERZONDEN.name]


async def test_numbers_are_given_out_once_under_load(room: Room) -> None:
    async def number(reeks: str) -> int:
        async with room.work() as work:
            return await nummers.volgend_nummer(work, reeks)

    given = await asyncio.gather(*(number("a") for _ in range(60)), *(number("b") for _ in range(20)))
    assert sorted(given[:60]) == list(range(1, 61))
    assert sorted(given[60:]) == list(range(1, 21))


async def test_tr056_an_identificatie_of_ours_is_of_one_provider_and_counts_per_kind_and_municipality(
    room: Room,
) -> None:
    async with room.work() as work:
        made = [
            await nummers.volgende_identificatie(work, "WMO301", GEMEENTE, AGB),
            await nummers.volgende_identificatie(work, "WMO301", GEMEENTE, AGB),
            await nummers.volgende_identificatie(work, "WMO301", GEMEENTE, ANDER_AGB),
            await nummers.volgende_identificatie(work, "WMO306", GEMEENTE, AGB),
            await nummers.volgende_identificatie(work, "WMO301", ANDERE_GEMEENTE, AGB),
        ]
    assert made == [f"{AGB}0001", f"{AGB}0002", f"{ANDER_AGB}0001", f"{AGB}0001", f"{AGB}0001"]


def test_an_identificatie_has_room_for_over_a_million_messages_of_one_kind_to_one_provider() -> None:
    made = [nummers.als_identificatie(AGB, each) for each in (9, 10, 36, 36**4 - 1)]
    assert made == [f"{AGB}0009", f"{AGB}000A", f"{AGB}0010", f"{AGB}ZZZZ"]
    with pytest.raises(OverflowError):
        nummers.als_identificatie(AGB, 36**4)


async def test_the_same_message_ten_times_at_once_is_one_message(room: Room) -> None:
    taken = await asyncio.gather(*(neem_aan(room, start()) for _ in range(10)))
    assert len({each.id for each in taken}) == 1
    assert await count(room, berichten) == await count(room, tables.outbox) == 1
    assert {each.op for each in taken} == {taken[0].op}
    assert taken[0].op.utcoffset() == timedelta(0)
