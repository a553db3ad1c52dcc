"""What migrations fill from history, at the edges: parts that are filled already, nothing told, nothing twice."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.keten.van_0_1_0.bijwerken import bijgewerkt, draag, neergelegd, rijen, verander, voor_het_vullen
from tests.keten.van_0_1_0.laden import rijen_van

from chassis import told
from chassis.reseal import reseal
from gebeurtenissen.aanbod import AANBIEDER_VASTGELEGD
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD, TOEWIJZING_GEDECLAREERD
from gebeurtenissen.toewijzing import (
    BERICHT_ONTVANGEN,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
)
from toegang import store
from toegang.tables import Client
from toegang.usecases.personen import hash_van_adres, open_persoon

pytestmark = pytest.mark.lang

UITGAVEN = "SELECT declaratie_id, code, jaar, betaler, bedrag FROM uitgaven ORDER BY 1, 2, 3, 4"
KOLOMMEN = "declaratie_id, code, jaar, betaler, bedrag, gemeente"
INVOEGEN = f"INSERT INTO uitgaven ({KOLOMMEN}) VALUES ('{{}}', '{{}}', {{}}, '{{}}', {{}}, '0034')"
VERBRUIK = "SELECT toewijzing_id, maand, eenheid, volume, bedrag, prestaties FROM verbruik ORDER BY 1, 2, 3"
VERTELD = f"SELECT body FROM outbox WHERE type = '{TOEWIJZING_GEDECLAREERD.name}' ORDER BY position"
VERTELD_IDS = f"SELECT id FROM outbox WHERE type = '{TOEWIJZING_GEDECLAREERD.name}' ORDER BY position"
WACHT = "SELECT type, count(*) FROM outbox WHERE published_at IS NULL GROUP BY type ORDER BY type"


async def test_what_later_code_counted_already_is_not_filled_again(tmp_path: Path) -> None:
    """It was told then too; only what was answered before the first that counted is filled and told."""
    async with bijgewerkt(tmp_path / "geheel", {}) as rooms:
        uitgaven = rijen(rooms["declaratie"], UITGAVEN)
        beantwoord = [str(each) for (each,) in rijen(rooms["declaratie"], "SELECT id FROM declaraties ORDER BY id")]
    later = beantwoord[-3:]  # the last is one of which nothing was granted
    async with neergelegd(tmp_path / "half", {}) as rooms:
        declaratie = rooms["declaratie"]
        await voor_het_vullen(rooms)
        for rij in uitgaven:
            if rij[0] == later[1]:
                verander(declaratie, INVOEGEN.format(*rij))
        await declaratie.migrate()
        assert rijen(declaratie, UITGAVEN) == uitgaven
        over = [json.loads(str(body))["subject"] for (body,) in rijen(declaratie, VERTELD)]
        assert over == beantwoord[:4]


async def test_an_answer_of_before_that_is_told_again_counts_no_second_time(tmp_path: Path) -> None:
    async with bijgewerkt(tmp_path, {}, ruimt_op=False) as rooms:
        declaratie = rooms["declaratie"]
        eerst = rijen(declaratie, UITGAVEN), rijen(declaratie, VERTELD), rijen(rooms["toewijzing"], VERBRUIK)
        beantwoord = f"SELECT id FROM outbox WHERE type = '{DECLARATIE_BEANTWOORD.name}'"
        async with declaratie.work() as work:
            assert await told.tell_again(work, [str(each) for (each,) in rijen(declaratie, beantwoord)]) == 6
        await draag(rooms)
        assert (rijen(declaratie, UITGAVEN), rijen(declaratie, VERTELD), rijen(rooms["toewijzing"], VERBRUIK)) == eerst
        assert rijen(declaratie, "SELECT event_id FROM dead_letters") == []


async def test_what_was_answered_before_is_to_be_paid_or_was_paid_elsewhere(tmp_path: Path) -> None:
    """Each municipality has an amount per declaration, as an answer of today makes it."""
    async with bijgewerkt(tmp_path, {}) as rooms:
        declaratie = rooms["declaratie"]
        posten = "SELECT bron_id, budgethouder, poging, soort, bedrag FROM betaalposten ORDER BY 1, 2"
        van_prestaties = (
            "SELECT declaratie_id, budgethouder, 1, 'declaratie', sum(CASE WHEN is_credit THEN -bedrag ELSE bedrag END)"
            " FROM prestaties WHERE is_toegekend GROUP BY declaratie_id, budgethouder ORDER BY 1, 2"
        )
        assert rijen(declaratie, posten) == rijen(declaratie, van_prestaties) != []


async def test_what_another_municipality_paid_comes_from_its_budget(tmp_path: Path) -> None:
    async with neergelegd(tmp_path, {}) as rooms:
        declaratie = rooms["declaratie"]
        await voor_het_vullen(rooms)
        verander(declaratie, "UPDATE prestaties SET budgethouder = '0361' WHERE code = 'HO' AND volgnummer = 1")
        await declaratie.migrate()
        betaald = "SELECT betaler, sum(bedrag) FROM uitgaven WHERE code = 'HO' GROUP BY betaler ORDER BY betaler"
        van_prestaties = (
            "SELECT budgethouder, sum(CASE WHEN is_credit THEN -bedrag ELSE bedrag END) FROM prestaties"
            " WHERE code = 'HO' AND is_toegekend GROUP BY budgethouder ORDER BY budgethouder"
        )
        assert rijen(declaratie, betaald) == rijen(declaratie, van_prestaties)
        verteld = [json.loads(str(body))["data"]["toegekend"] for (body,) in rijen(declaratie, VERTELD)]
        assert {each["budgethouder"] for deel in verteld for each in deel if each["code"] == "HO"} == {"0034", "0361"}


async def test_an_outbox_from_which_something_went_tells_nothing_again_but_what_was_never_told(tmp_path: Path) -> None:
    """The names of providers: no event of before had them, so that none can be told twice (M139)."""
    async with neergelegd(tmp_path, {}) as rooms:
        toewijzing = rooms["toewijzing"]
        await voor_het_vullen(rooms)
        verander(toewijzing, "DELETE FROM outbox WHERE position = 1")
        await toewijzing.migrate()
        assert rijen(toewijzing, WACHT) == [(AANBIEDER_VASTGELEGD.name, 2)]


async def test_a_whole_outbox_tells_starts_assignments_and_providers_and_nothing_else(tmp_path: Path) -> None:
    async with neergelegd(tmp_path, {}) as rooms:
        await rooms["toewijzing"].migrate()
        assert rijen(rooms["toewijzing"], WACHT) == [
            (AANBIEDER_VASTGELEGD.name, 2),
            (LEVERING_GESTART.name, 8),
            (LEVERING_VERWIJDERD.name, 1),
            (TOEWIJZING_TOEGEWEZEN.name, 8),
        ]
        assert rijen(rooms["declaratie"], "SELECT event_id FROM inbox WHERE event_id LIKE '%gestart%'") == []


async def test_a_version_of_before_knows_the_message_that_told_it_unless_two_could_be_it(tmp_path: Path) -> None:
    versies = "SELECT toewijzing_id, bericht_id FROM toewijzing_versies"
    gedeeld = "SELECT DISTINCT op, gemeente, agb FROM berichten WHERE soort = 'WMO301' ORDER BY op LIMIT 1"
    async with neergelegd(tmp_path, {}) as rooms:
        toewijzing = rooms["toewijzing"]
        await voor_het_vullen(rooms)
        ((op, gemeente, agb),) = rijen(toewijzing, gedeeld)
        ander = f"SELECT max(id) FROM berichten WHERE richting = 'uit' AND agb = '{agb}'"
        verander(toewijzing, f"UPDATE berichten SET soort = 'WMO301', op = '{op}' WHERE id = ({ander})")
        await toewijzing.migrate()
        gevuld = dict(rijen(toewijzing, versies))
        moment = dict(rijen(toewijzing, "SELECT id, toegewezen_op FROM toewijzingen"))
        berichten = dict(rijen(toewijzing, "SELECT id, op FROM berichten WHERE soort = 'WMO301' AND richting = 'uit'"))
    assert gemeente == "0034"
    zonder = [each for each, bericht in gevuld.items() if bericht == ""]
    assert [moment[each] for each in zonder] == [op]
    assert all(berichten[bericht] == moment[each] for each, bericht in gevuld.items() if bericht)


async def test_a_contract_of_before_stands_in_the_feed_of_its_municipalities(tmp_path: Path) -> None:
    async with bijgewerkt(tmp_path, {}) as rooms:
        query = "SELECT DISTINCT type, gemeenten FROM gebeurtenissen WHERE gemeente IS NULL ORDER BY type"
        # A provider is of nobody in particular: its name is in no feed of a municipality.
        assert rijen(rooms["monitoring"], query) == [
            (AANBIEDER_VASTGELEGD.name, None),
            ("nl.wmo.contracten.vastgelegd.v1", ",0034,"),
        ]


async def test_what_0_1_0_heard_is_known_by_source_and_id(tmp_path: Path) -> None:
    """By its id alone it would be asked for, told again and heard a second time."""
    van = {bron: {each["id"] for each in rijen_van(bron, "outbox")} for bron in ("toegang", "toewijzing", "declaratie")}
    async with neergelegd(tmp_path, {}) as rooms:
        for dienst in ("toewijzing", "declaratie", "monitoring"):
            await rooms[dienst].migrate()
            gehoord = {str(key) for (key,) in rijen(rooms[dienst], "SELECT event_id FROM inbox")}
            toen = {each["event_id"] for each in rijen_van(dienst, "inbox")}
            # Toewijzing heard messages of declaratie too, and passed them over: those may be heard again.
            zeker = [bron for bron in van if (dienst, bron) != ("toewijzing", "declaratie")]
            hoort = {f"{rooms[bron].source}/{each}" for bron in zeker for each in van[bron] & toen}
            assert hoort
            assert hoort - gehoord == set()
            for bron, ids in van.items():
                async with rooms[dienst].work(writes=False) as work:
                    nieuwste = await told.newest_heard(work, rooms[bron].source)
                assert nieuwste is None or nieuwste <= max(ids), "it would not start: as if a backup was put back"


async def test_who_was_registered_before_is_found_by_address_once_keys_went_over_it(tmp_path: Path) -> None:
    zonder = "SELECT count(*) FROM clienten WHERE adres_hash IS NULL"
    async with neergelegd(tmp_path, {}) as rooms:
        toegang = rooms["toegang"]
        await toegang.migrate()
        assert rijen(toegang, zonder) == [(9,)]
        await reseal(toegang, lambda _stand: None)
        assert rijen(toegang, zonder) == [(0,)]
        async with toegang.work(writes=False) as work:
            for client in (await work.session.execute(select(Client))).scalars():
                adres = open_persoon(work, client).adres
                hashes = hash_van_adres(work, str(adres.postcode), int(adres.huisnummer or 0)).forms
                gevonden = await store.clienten_at(work.session, [client.gemeente], adres_hashes=hashes)
                assert client.id in [each.id for each in gevonden]


async def test_nothing_of_before_is_asked_for_after_the_upgrade(tmp_path: Path) -> None:
    """What every worker on a broker looks for every five minutes (chassis.told)."""
    async with bijgewerkt(tmp_path, {}, ruimt_op=False) as rooms:
        gemist: dict[str, set[str]] = {}
        for naam, room in rooms.items():
            for ander in room.peers:
                verteld = {str(each): str(soort) for each, soort in rijen(rooms[ander], "SELECT id, type FROM outbox")}
                async with room.work(writes=False) as work:
                    ids = await told.missed_of(work, room, ander, verteld)
                gemist |= {f"{naam} van {ander}": {verteld[each] for each in ids}} if ids else {}
    # Messages of another service: passed over then, and passed over when they are told again.
    assert gemist == {"toewijzing van declaratie": {BERICHT_ONTVANGEN.name}}


async def test_a_backup_of_0_1_0_that_is_upgraded_once_more_counts_nothing_twice(tmp_path: Path) -> None:
    async with bijgewerkt(tmp_path / "eerst", {}) as rooms, neergelegd(tmp_path / "terug", {}) as oud:
        verbruik = rijen(rooms["toewijzing"], VERBRUIK)
        verteld = rijen(rooms["declaratie"], VERTELD_IDS)
        await oud["declaratie"].migrate()
        assert rijen(oud["declaratie"], VERTELD_IDS) == verteld
        assert [UUID(str(each)).version for (each,) in verteld] == [7] * 5
        await draag({**rooms, "declaratie": oud["declaratie"]})
        assert rijen(rooms["toewijzing"], VERBRUIK) == verbruik
