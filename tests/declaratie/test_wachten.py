"""OP080: a declaration that overtakes its assignment waits for it, a limited time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from tests.declaratie.conftest import NU, Declaratie
from tests.declaratie.maker import ALKMAAR, ALMERE, ANDERE_AGB, ANDERE_BSN, BSN, NUMMER, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import afgewezen, codes

import iwmo
from berichtenverkeer.tables import berichten
from chassis.condition import overdue
from chassis.persoonsgegevens import Gezocht
from chassis.relay import Backlog
from chassis.ticks import tick_once
from declaratie.tables import GehoordeToewijzing, WachtendeDeclaratie
from declaratie.usecases.vernietig import vernietig_gegevens
from gebeurtenissen.declaratie import DECLARATIE_HERVAT
from istandaard.berichten import Bericht323, Bericht325

GOED = (["0200"], ["8001"])
CLIENT = "01a2250e-37b0-7217-bc05-e61ac52d5a84"


@pytest.fixture
async def geduldig(leeg: Declaratie) -> Declaratie:
    """A declaratie with a contract and no assignment, that waits an hour."""
    leeg.room.settings = leeg.room.settings.model_copy(update={"assignment_wait_minutes": 60})
    await leeg.sluit_contract()
    return leeg


async def lever(declaratie: Declaratie, bericht: Bericht323) -> str:
    bericht_id = await declaratie.lever_aan(bericht)
    await declaratie.werk()
    return bericht_id


async def status(declaratie: Declaratie, bericht_id: str) -> object:
    return (await declaratie.get(f"/v1/berichten/{bericht_id}"))["status"]


async def antwoord(declaratie: Declaratie, bericht_id: str) -> Bericht325:
    found = iwmo.lees(await declaratie.antwoord_xml(bericht_id))
    assert isinstance(found, Bericht325)
    return found


async def minuten_later(declaratie: Declaratie, minuten: float) -> None:
    """Set the clock so many minutes after the message came in, and let the time do its work."""
    declaratie.room.clock = lambda: NU + timedelta(minutes=minuten)
    for tick in declaratie.room.service.ticks:
        await tick_once(declaratie.room, tick)
    await declaratie.werk()


async def test_it_waits_for_its_assignment(geduldig: Declaratie) -> None:
    bericht_id = await lever(geduldig, bericht_met(client(prestatie())))
    assert await status(geduldig, bericht_id) == "ontvangen"
    assert geduldig.beantwoord() == []
    await geduldig.wijs_toe()
    await geduldig.werk()
    assert codes(await antwoord(geduldig, bericht_id)) == GOED
    assert len(geduldig.beantwoord()) == 1


async def test_after_the_time_it_is_rejected(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe(2002)
    bericht_id = await lever(geduldig, bericht_met(client(prestatie(ref="R"), prestatie(ref="S", nummer=2002))))
    await minuten_later(geduldig, 59)
    assert await status(geduldig, bericht_id) == "ontvangen"
    await minuten_later(geduldig, 60)
    assert afgewezen(await antwoord(geduldig, bericht_id)) == {BSN: ("0200", {"R": ["9338"]})}
    # Too late now: what was answered stays answered, once.
    await geduldig.wijs_toe()
    await minuten_later(geduldig, 61)
    assert len(geduldig.beantwoord()) == 1


async def test_an_unknown_client_waits_too(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe()
    twee = bericht_met(client(prestatie()), client(prestatie(ref="X", nummer=2002), bsn=ANDERE_BSN))
    bericht_id = await lever(geduldig, twee)
    assert await status(geduldig, bericht_id) == "ontvangen"
    await geduldig.wijs_toe(2002, bsn=ANDERE_BSN)
    await geduldig.werk()
    assert codes(await antwoord(geduldig, bericht_id)) == GOED


async def test_it_waits_until_all_are_there(geduldig: Declaratie) -> None:
    bericht_id = await lever(geduldig, bericht_met(client(prestatie(), prestatie(nummer=2002))))
    await geduldig.wijs_toe()
    await geduldig.werk()
    assert await status(geduldig, bericht_id) == "ontvangen"
    await geduldig.wijs_toe(2002)
    await geduldig.werk()
    assert codes(await antwoord(geduldig, bericht_id)) == GOED


async def test_an_assignment_of_another_provider_or_municipality_wakes_nothing(geduldig: Declaratie) -> None:
    bericht_id = await lever(geduldig, bericht_met(client(prestatie())))
    await geduldig.wijs_toe(2002, agb=ANDERE_AGB)
    await geduldig.wijs_toe(2003, gemeente=ALKMAAR)
    await geduldig.werk()
    assert [each for each in geduldig.told if each.type == DECLARATIE_HERVAT.name] == []
    await minuten_later(geduldig, 60)
    assert afgewezen(await antwoord(geduldig, bericht_id))[BSN][0] == "8187"


async def test_other_errors_do_not_wait(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe()
    await geduldig.wijs_toe(2002, bsn=ANDERE_BSN)
    fout = await lever(geduldig, bericht_met(client(prestatie(101, ref="R"), prestatie(ref="S", nummer=2002))))
    assert set(afgewezen(await antwoord(geduldig, fout))[BSN][1]) == {"R", "S"}
    kop = await lever(geduldig, bericht_met(client(prestatie(nummer=9)), totaal=1))
    assert codes(await antwoord(geduldig, kop)) == (["0001"], None)


async def test_nothing_is_booked_while_it_waits(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe()
    wacht = await lever(geduldig, bericht_met(client(prestatie(60, ref="A"), prestatie(nummer=2002)), nummer="D1"))
    ander = bericht_met(client(prestatie(60, ref="B", periode=("04-01", "04-30"))))
    assert codes(await geduldig.declareer(ander)) == GOED
    await geduldig.wijs_toe(2002)
    await geduldig.werk()
    assert afgewezen(await antwoord(geduldig, wacht)) == {BSN: ("0200", {"A": ["9322"]})}


async def test_without_a_wait_the_answer_comes_at_once(leeg: Declaratie) -> None:
    await leeg.sluit_contract()
    bericht_id = await lever(leeg, bericht_met(client(prestatie())))
    assert await status(leeg, bericht_id) == "beantwoord"


async def test_an_assignment_while_it_is_judged_is_not_missed(geduldig: Declaratie) -> None:
    """The two together, in whatever order the databases let them: nothing is left waiting."""
    bericht_id = await geduldig.lever_aan(bericht_met(client(prestatie())))
    await asyncio.gather(geduldig.werk(), geduldig.wijs_toe(NUMMER))
    await geduldig.werk()
    assert codes(await antwoord(geduldig, bericht_id)) == GOED


async def wachtend(declaratie: Declaratie, *gemeenten: str) -> list[dict[str, object]]:
    """What an administrator of these municipalities sees waiting."""
    answer = await declaratie.client.get("/v1/wachtend", headers=declaratie.beheerder(*gemeenten))
    found: list[dict[str, object]] = answer.raise_for_status().json()["items"]
    return found


async def hervat(declaratie: Declaratie, bericht_id: str, *gemeenten: str, soort: str = "declaraties") -> int:
    headers = declaratie.beheerder(*gemeenten)
    body = {"soort": soort, "id": bericht_id, "reden": "De toewijzing komt niet meer."}
    return (await declaratie.client.post("/v1/wachtend/_hervat", json=body, headers=headers)).status_code


async def test_an_administrator_sees_what_waits_and_lets_it_go_on(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe(2002)
    bericht_id = await lever(geduldig, bericht_met(client(prestatie(ref="P1"))))
    (gezien,) = await wachtend(geduldig, ALMERE)
    velden = ("soort", "id", "aantal", "kanHervat")
    assert [gezien[each] for each in velden] == ["declaraties", bericht_id, 1, True]
    assert str(gezien["waarop"]).startswith("Een client of toewijzing van aanbieder")
    assert gezien["tot"] == (NU + timedelta(minutes=60)).isoformat().replace("+00:00", "Z")
    assert await hervat(geduldig, bericht_id, ALMERE) == 200
    await geduldig.werk()
    assert afgewezen(await antwoord(geduldig, bericht_id)) == {BSN: ("0200", {"P1": ["9338"]})}
    await minuten_later(geduldig, 61)
    assert len(geduldig.beantwoord()) == 1, "once, also when its time is over"
    assert await wachtend(geduldig) == []


async def test_what_is_let_go_stays_so_when_the_tick_comes_before_the_judge(geduldig: Declaratie) -> None:
    """Nor does an assignment that is not the one it waits for make it wait again."""
    await geduldig.wijs_toe(2002)
    bericht_id = await lever(geduldig, bericht_met(client(prestatie(ref="P1"))))
    assert await hervat(geduldig, bericht_id, ALMERE) == 200
    await geduldig.wijs_toe(2003)
    geduldig.room.clock = lambda: NU + timedelta(minutes=1)
    for tick in geduldig.room.service.ticks:
        await tick_once(geduldig.room, tick)
    assert [each["id"] for each in await wachtend(geduldig)] == [bericht_id], "until it is judged"
    await geduldig.werk()
    assert afgewezen(await antwoord(geduldig, bericht_id)) == {BSN: ("0200", {"P1": ["9338"]})}
    assert await wachtlijst(geduldig) == []
    assert len([each for each in geduldig.told if each.type == DECLARATIE_HERVAT.name]) == 1


async def test_what_is_let_go_is_granted_where_its_assignment_comes_just_before(geduldig: Declaratie) -> None:
    bericht_id = await lever(geduldig, bericht_met(client(prestatie())))
    assert await hervat(geduldig, bericht_id, ALMERE) == 200
    await geduldig.wijs_toe()
    await geduldig.werk()
    assert codes(await antwoord(geduldig, bericht_id)) == GOED
    assert await wachtend(geduldig) == []
    await minuten_later(geduldig, 61)
    assert (await wachtlijst(geduldig), len(geduldig.beantwoord())) == ([], 1)


async def test_what_waits_beyond_its_term_is_seen(geduldig: Declaratie) -> None:
    """Nothing takes it up: the tick does not run, or fails."""
    await lever(geduldig, bericht_met(client(prestatie())))
    tot = NU + timedelta(minutes=60)
    for minuten, verwacht in {60: Backlog(0, None), 61: Backlog(1, tot)}.items():
        geduldig.room.clock = lambda minuten=minuten: NU + timedelta(minutes=minuten)  # type: ignore[misc]
        assert await overdue(geduldig.room) == verwacht
    await minuten_later(geduldig, 62)
    assert await overdue(geduldig.room) == Backlog(0, None)


async def test_what_waits_elsewhere_or_not_at_all_cannot_be_let_go(geduldig: Declaratie) -> None:
    bericht_id = await lever(geduldig, bericht_met(client(prestatie())))
    assert await wachtend(geduldig, ALKMAAR) == []
    assert await hervat(geduldig, bericht_id, ALKMAAR) == 404
    assert await hervat(geduldig, bericht_id, soort="onzin") == 404
    assert await status(geduldig, bericht_id) == "ontvangen"


async def vernietig(declaratie: Declaratie) -> dict[str, int]:
    """Destroy the client of all assignments that are known by now."""
    async with declaratie.room.work() as work:
        await work.session.execute(update(GehoordeToewijzing).values(client_id=CLIENT))
        return await vernietig_gegevens(work, CLIENT, Gezocht(ALMERE, ()))


async def wachtlijst(declaratie: Declaratie) -> list[str]:
    """The messages that are noted to wait, whether they are in the post or not."""
    async with declaratie.room.work(writes=False) as work:
        return list((await work.session.execute(select(WachtendeDeclaratie.bericht_id))).scalars())


async def test_what_is_destroyed_waits_no_more_and_the_others_go_on(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe(2002)
    await lever(geduldig, bericht_met(client(prestatie(nummer=9001))))
    ander = await lever(geduldig, bericht_met(client(prestatie(ref="B", nummer=3003), bsn=ANDERE_BSN)))
    aantallen = await vernietig(geduldig)
    assert (aantallen["berichten"], aantallen["wachtende_declaraties"]) == (1, 1)
    assert await wachtlijst(geduldig) == [ander]
    await geduldig.wijs_toe(3003, bsn=ANDERE_BSN)
    await geduldig.werk()
    assert codes(await antwoord(geduldig, ander)) == GOED


async def test_who_waits_together_with_somebody_who_is_destroyed_waits_on(geduldig: Declaratie) -> None:
    await geduldig.wijs_toe(2002)
    twee = bericht_met(client(prestatie(nummer=2002)), client(prestatie(ref="B", nummer=3003), bsn=ANDERE_BSN))
    bericht_id = await lever(geduldig, twee)
    assert "wachtende_declaraties" not in await vernietig(geduldig)
    await geduldig.wijs_toe(3003, bsn=ANDERE_BSN)
    await geduldig.werk()
    assert codes(await antwoord(geduldig, bericht_id)) == GOED


@pytest.mark.parametrize("hoe", ["een toewijzing komt", "de tijd is om"])
async def test_a_message_that_waits_and_is_gone_stops_nothing(geduldig: Declaratie, hoe: str) -> None:
    """As before destruction looked at what waits, or when somebody judges at the same moment."""
    weg = await lever(geduldig, bericht_met(client(prestatie(nummer=9001))))
    ander = await lever(geduldig, bericht_met(client(prestatie(ref="B", nummer=3003), bsn=ANDERE_BSN)))
    async with geduldig.room.work() as work:
        await work.session.execute(delete(berichten).where(berichten.c.id == weg))
    if hoe == "de tijd is om":
        await minuten_later(geduldig, 61)
        assert not geduldig.room.failures
        assert afgewezen(await antwoord(geduldig, ander))[ANDERE_BSN][0] == "8187"
    else:
        await geduldig.wijs_toe(3003, bsn=ANDERE_BSN)
        await geduldig.werk()
        assert codes(await antwoord(geduldig, ander)) == GOED
    assert await wachtlijst(geduldig) == []
