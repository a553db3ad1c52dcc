"""Changing keys under a service that is up: everything comes over, whatever is ended halfway or changed meanwhile."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Column, LargeBinary, String, Table, insert, select, update
from tests.chassis.proef import BSN_KEY, TEST_BSN, client_of, running, sealed_before, settings_in
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst

from chassis import consumer, tables
from chassis import reseal as module
from chassis.clock import system_clock
from chassis.consumer import Consumer, read_message
from chassis.database import new_metadata
from chassis.keychain import Keychain
from chassis.keys import OLD, Key, new_secret, read_keys, with_next, write_keys
from chassis.reseal import Walk, count_per_key, count_stale, reseal
from chassis.sealed import BSN, Fixed, Hashed, Sealed, Told
from chassis.service import Room
from chassis.subscriptions import on
from chassis.tables import add_chassis_tables
from chassis.vault import UnknownKey, Vault
from chassis.work import Work

metadata = new_metadata()
add_chassis_tables(metadata)
bewaard = Table(
    "bewaard",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("inhoud", LargeBinary),
    Column("bsn_hash", String(64)),
    Column("betrokkene", String(200)),
)
INHOUD, HASH = Sealed("bewaard", "inhoud"), Hashed("bewaard", "bsn_hash", BSN)
BETROKKENE = Fixed("bewaard", "betrokkene", "betrokkene")
DIENST = replace(proefdienst(), metadata=metadata, matches_bsn=True, protects=(INHOUD, HASH, BETROKKENE))
ROWS = module.BATCH * 2 + 1


@pytest.fixture
async def kluis(database_url: str, tmp_path: Path) -> AsyncIterator[Room]:
    """A room of a service that keeps things sealed, with keys of before 0802 and of now."""
    settings = settings_in(tmp_path, database_url=database_url, bsn_key=BSN_KEY)
    async with running(DIENST, settings) as room:
        async with room.work() as work:
            await (await work.session.connection()).run_sync(bewaard.create)
        yield room


def wissel(room: Room) -> None:
    """A new key in every ring, used at once."""
    keys = read_keys(room.secrets.keys.read("proef"))
    nu = system_clock()
    room.secrets.keys.write("proef", write_keys(with_next(keys, (*keys.bsn, Key(new_secret(), nu)), nu)))
    room.keychain = Keychain(room.secrets.keys, "proef")


def row(vault: Vault, nummer: int) -> dict[str, object]:
    name = f"{nummer:06d}"
    return {
        "id": name,
        "inhoud": vault.seal(INHOUD, name, name.encode()),
        "bsn_hash": vault.bsn_hash(TEST_BSN),
        "betrokkene": vault.seal_fixed("betrokkene", name),
    }


async def vul(room: Room) -> None:
    async with room.work() as work:
        await work.session.execute(insert(bewaard), [row(work.vault, nummer) for nummer in range(ROWS)])


def leeg(_walk: Walk) -> None:
    """Nobody looks."""


async def test_everything_comes_under_the_newest_key_and_means_what_it_did(kluis: Room) -> None:
    await vul(kluis)
    wissel(kluis)
    assert await count_stale(kluis) == ROWS
    gezien: list[Walk] = []
    assert await reseal(kluis, gezien.append) == Walk(ROWS, 0, ROWS)
    assert [each.done for each in gezien if each.total == ROWS] == sorted(each.done for each in gezien)
    assert await count_stale(kluis) == 0
    async with kluis.work(writes=False) as work:
        vault = work.vault
        for each in await work.session.execute(select(bewaard)):
            assert vault.open(INHOUD, each.id, each.inhoud) == each.id.encode()
            assert vault.open_fixed("betrokkene", each.betrokkene) == each.id
            assert (each.inhoud[:7], each.bsn_hash) == (vault.mark, vault.bsn_hash(TEST_BSN))
            assert each.betrokkene.startswith(vault.prefix)
    assert await reseal(kluis, leeg) == Walk(0, 0, 0), "there is nothing left to do"


async def test_what_was_sealed_the_old_way_is_brought_over(kluis: Room) -> None:
    async with kluis.work() as work:
        await work.session.execute(insert(bewaard).values(id="1", inhoud=sealed_before(b"van voor")))
        await work.session.execute(insert(bewaard).values(id="2", inhoud=None))
    assert (await count_per_key(kluis))["seal", OLD] == 1
    assert await reseal(kluis, leeg) == Walk(1, 0, 1)
    assert (await count_per_key(kluis))["seal", OLD] == 0
    async with kluis.work(writes=False) as work:
        (inhoud,) = (await work.session.execute(select(bewaard.c.inhoud).where(bewaard.c.id == "1"))).scalars()
        assert work.vault.open(INHOUD, "1", inhoud) == b"van voor"


@pytest.mark.parametrize("met_oude", [True, False])
async def test_an_empty_hash_is_of_nobody_and_stays_so(kluis: Room, *, met_oude: bool) -> None:
    """So it is of who was destroyed. It never was under a key, not under that of before 0802 either."""
    if not met_oude:
        _zonder_oude(kluis)
    async with kluis.work() as work:
        await work.session.execute(insert(bewaard), [row(work.vault, 1), row(work.vault, 2) | {"bsn_hash": ""}])
    for _ in range(2):
        wissel(kluis)
        assert await reseal(kluis, leeg) == Walk(2, 0, 2)
    assert await count_stale(kluis) == 0
    assert (await count_per_key(kluis))["bsn", OLD] == 0
    async with kluis.work(writes=False) as work:
        hashes = (await work.session.execute(select(bewaard.c.bsn_hash).order_by(bewaard.c.id))).scalars().all()
        assert hashes == [work.vault.bsn_hash(TEST_BSN), ""]


def _zonder_oude(room: Room) -> None:
    """As who begins today: no key of before 0802 in any ring."""
    wissel(room)
    keys = read_keys(room.secrets.keys.read("proef"))
    nieuwe = {naam: tuple(each for each in ring if not each.old) for naam, ring in keys.rings().items()}
    room.secrets.keys.write("proef", write_keys(replace(keys, **nieuwe)))
    room.keychain = Keychain(room.secrets.keys, "proef")


class Einde(Exception):
    """Somebody stops it."""


async def test_a_walk_that_was_ended_goes_on_where_it_was(kluis: Room) -> None:
    await vul(kluis)
    wissel(kluis)

    def stop(walk: Walk) -> None:
        if walk.done:
            raise Einde

    with pytest.raises(Einde):
        await reseal(kluis, stop)
    assert await count_stale(kluis) == ROWS - module.BATCH
    assert await reseal(kluis, leeg) == Walk(ROWS - module.BATCH, 0, ROWS - module.BATCH)


async def test_what_is_changed_meanwhile_keeps_the_change(kluis: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    await vul(kluis)
    wissel(kluis)
    oud = module._renew

    async def wijzig(work: Work) -> None:
        anders = work.vault.seal(INHOUD, "000000", b"anders")
        await work.session.execute(update(bewaard).where(bewaard.c.id == "000000").values(inhoud=anders))

    async def renew(work: Work, *rest: object) -> bool:
        await wijzig(work)
        return await oud(work, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_renew", renew)
    await reseal(kluis, leeg)
    assert await count_stale(kluis) == 0
    async with kluis.work(writes=False) as work:
        (inhoud,) = (await work.session.execute(select(bewaard.c.inhoud).where(bewaard.c.id == "000000"))).scalars()
        assert work.vault.open(INHOUD, "000000", inhoud) == b"anders"


async def test_what_no_key_opens_stays_and_is_counted(kluis: Room) -> None:
    await vul(kluis)
    async with kluis.work() as work:
        verplaatst = work.vault.seal(INHOUD, "000002", b"van een ander")
        await work.session.execute(update(bewaard).where(bewaard.c.id == "000001").values(inhoud=verplaatst))
    wissel(kluis)
    assert await reseal(kluis, leeg) == Walk(ROWS, 1, ROWS + 1), "the hash in the same row came over"
    assert await count_stale(kluis) == 1


@pytest.mark.parametrize("nieuwer", [True, False], ids=["under a newer key", "under the key of before"])
async def test_what_others_write_behind_a_walk_is_brought_over_too(
    kluis: Room, monkeypatch: pytest.MonkeyPatch, *, nieuwer: bool
) -> None:
    eerst, lopen, erbij = kluis.vault, module._walk, list[Vault]()
    wissel(kluis)

    async def loop_en_schrijf(room: Room, place: module.Place) -> AsyncIterator[tuple[int, int]]:
        async for each in lopen(room, place):
            yield each
        if place.table is bewaard and not erbij:
            erbij.append(_elders(room) if nieuwer else eerst)
            async with room.work() as work:
                await work.session.execute(insert(bewaard), row(erbij[0], 1))

    monkeypatch.setattr(module, "_walk", loop_en_schrijf)
    assert await reseal(kluis, leeg) == (Walk(0, 0, 0) if nieuwer else Walk(1, 0, 1))
    assert erbij
    assert await count_stale(kluis) == 0


def _elders(room: Room) -> Vault:
    """The vault of a process that knows a key which was made this moment."""
    nu = system_clock()
    keys = read_keys(room.secrets.keys.read("proef"))
    nieuwste = with_next(keys, (*keys.bsn, Key(new_secret(), nu)), nu)
    room.secrets.keys.write("proef", write_keys(nieuwste))
    return Vault("proef", nieuwste, nu)


async def test_values_are_counted_by_the_key_that_made_them(kluis: Room) -> None:
    await vul(kluis)
    voor = kluis.vault.keys
    wissel(kluis)
    na = kluis.vault.keys
    assert await count_per_key(kluis) == {
        ("seal", voor.seal[-1].id): 2 * ROWS,
        ("bsn", OLD): ROWS,
    }
    await reseal(kluis, leeg)
    assert await count_per_key(kluis) == {("seal", na.seal[-1].id): 2 * ROWS, ("bsn", na.bsn[-1].id): ROWS}


async def test_hashes_in_events_that_were_told_come_along(kluis: Room) -> None:
    voor = kluis.vault.bsn_hash(TEST_BSN)
    async with kluis.work() as work:
        body = json.dumps({"data": {"clientId": "c", "bsnHash": voor}})
        for name, tekst in (("1", body), ("2", body.replace(": ", ":")), ("3", '{"data":{}}')):
            values = {"id": name, "type": "t", "body": tekst, "created_at": work.now}
            await work.session.execute(insert(tables.outbox).values(values))
    wissel(kluis)
    assert await reseal(kluis, leeg) == Walk(2, 0, 2)
    async with kluis.work(writes=False) as work:
        bodies = list((await work.session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.id))).scalars())
    assert [json.loads(each)["data"].get("bsnHash") for each in bodies] == [kluis.vault.bsn_hash(TEST_BSN)] * 2 + [None]
    assert all(voor not in each for each in bodies)


async def test_who_matches_no_bsns_keeps_none_of_their_hashes(database_url: str, tmp_path: Path) -> None:
    dienst = replace(proefdienst(), protects=(Told("outbox", "body"),))
    async with running(dienst, settings_in(tmp_path, database_url=database_url)) as room:
        async with room.work() as work:
            values = {"id": "1", "type": "t", "body": '{"bsnHash":"abc"}', "created_at": work.now}
            await work.session.execute(insert(tables.outbox).values(values))
        assert (await reseal(room, leeg)).done == 1
        async with room.work(writes=False) as work:
            assert (await work.session.execute(select(tables.outbox.c.body))).scalar_one() == '{"bsnHash":""}'


async def test_the_same_request_is_known_again_after_a_change_of_keys(kluis: Room) -> None:
    async def stuur(body: bytes) -> httpx.Response:
        async with client_of(kluis, **{"Idempotency-Key": "k"}) as client:
            return await client.post("/v1/tellers/a", content=body)

    eerst = await stuur(b"x")
    assert eerst.status_code == 201
    for _ in range(2):
        wissel(kluis)
        assert (await stuur(b"x")).content == eerst.content
        assert (await stuur(b"y")).status_code == 422
        assert (await reseal(kluis, leeg)).closed == 0
        assert (await stuur(b"x")).content == eerst.content
        assert (await stuur(b"y")).status_code == 422


async def test_a_body_that_is_a_bare_bsn_is_kept_under_another_hash_than_the_bsn(kluis: Room) -> None:
    async with client_of(kluis, **{"Idempotency-Key": "k"}) as client:
        assert (await client.post("/v1/tellers/a", content=TEST_BSN.encode())).status_code == 201
    async with kluis.work(writes=False) as work:
        (bewaard_als,) = (await work.session.execute(select(tables.idempotency.c.fingerprint))).scalars()
    assert bewaard_als not in kluis.vault.hash(BSN, TEST_BSN.encode()).forms


async def test_a_request_that_needs_a_key_that_is_not_here_yet_may_come_back(kluis: Room) -> None:
    bestand, nog_zonder = kluis.secrets.keys, kluis.keychain
    voor = bestand.read("proef")
    async with client_of(kluis, **{"Idempotency-Key": "k"}) as client:
        wissel(kluis)
        assert (await client.post("/v1/tellers/a", content=b"x")).status_code == 201
        na, kluis.keychain = bestand.read("proef"), nog_zonder
        bestand.write("proef", voor)
        for _ in range(2):
            away = await client.post("/v1/tellers/a", content=b"x")
            assert (away.status_code, away.headers["retry-after"]) == (503, "10")
            assert away.json()["type"] == "urn:clientroute:fout:sleutel"
        bestand.write("proef", na)
        assert (await client.post("/v1/tellers/a", content=b"x")).status_code == 201


async def test_a_process_that_meets_a_key_it_does_not_have_looks_for_it_at_once(kluis: Room) -> None:
    assert kluis.vault.keys.seal, "it looked just now, and would not look again for a while"
    draait = kluis.keychain
    wissel(kluis)
    await vul(kluis)
    kluis.keychain = draait
    with pytest.raises(UnknownKey):
        await _lees(kluis)
    assert await _lees(kluis) == b"000000"


async def _lees(room: Room) -> bytes:
    async with room.work(writes=False) as work:
        inhoud = (await work.session.execute(select(bewaard.c.inhoud).where(bewaard.c.id == "000000"))).scalar_one()
        return work.vault.open(INHOUD, "000000", inhoud)


async def test_an_event_that_needs_a_key_that_is_not_here_yet_waits(
    kluis: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "AWAY_SECONDS", 0.01)
    pogingen: list[int] = []

    async def hoor(work: Work, _heard: object) -> None:
        pogingen.append(1)
        if len(pogingen) < 3:
            raise UnknownKey

    kluis.service = replace(kluis.service, subscriptions=(on(GETELD, hoor),))
    async with kluis.work() as work:
        await work.tell(GETELD, "a", Geteld(nummer=1))
    async with kluis.work(writes=False) as work:
        body = (await work.session.execute(select(tables.outbox.c.body))).scalar_one()
    await Consumer(kluis).deliver([read_message(body.encode())])
    assert len(pogingen) == 3
    async with kluis.work(writes=False) as work:
        assert (await work.session.execute(select(tables.dead_letters))).first() is None
