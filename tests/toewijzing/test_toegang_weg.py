"""While toegang is away nothing is lost: an event is tried again, a choice can be made again."""

import asyncio

import pytest
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, Toewijzing
from tests.toewijzing.verhaal import DE_BRUG, product

import iwmo
from clientroute.demo.wachten import until
from istandaard.berichten import Bericht301

pytestmark = pytest.mark.usefixtures("no_pauses")


async def _numbers_sent(toewijzing: Toewijzing) -> list[list[int]]:
    found = [iwmo.lees(xml) for _, xml in await toewijzing.post("WMO301")]
    return [
        [product.toewijzing_nummer for product in each.client.toegewezen_producten]
        for each in found
        if isinstance(each, Bericht301)
    ]


async def test_a_stumble_is_only_a_delay(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    toewijzing.toegang.storingen = 3
    await toewijzing.hoor(toewijzing.beschikt(product(), product("IB2B")))
    assert toewijzing.toegang.gevraagd == 4
    assert await _numbers_sent(toewijzing) == [[1, 2]]
    assert len(await toewijzing.events("toewijzingen.toegewezen")) == 2
    assert (await toewijzing.rows())["dead_letters"] == []


async def test_what_stays_away_is_waited_for(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    toewijzing.toegang.storingen = 1000
    hearing = asyncio.create_task(toewijzing.hoor(toewijzing.beschikt()))

    async def asked() -> int:
        return toewijzing.toegang.gevraagd

    await until(asked, lambda times: times >= 10)
    assert not hearing.done()
    toewijzing.toegang.storingen = 0
    await hearing
    assert await _numbers_sent(toewijzing) == [[1]]
    assert (await toewijzing.rows())["dead_letters"] == []


async def test_a_client_that_toegang_does_not_know_waits_there_too(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    toewijzing.toegang.personen.clear()
    await toewijzing.hoor(toewijzing.beschikt())
    assert await toewijzing.toewijzingen() == []
    assert len((await toewijzing.rows())["dead_letters"]) == 1


async def test_a_client_that_toegang_does_not_know_stops_nobody_else(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    del toewijzing.toegang.personen[CLIENT]
    await toewijzing.hoor(toewijzing.beschikt(), toewijzing.beschikt(client_id=ANDERE_CLIENT))
    assert await _numbers_sent(toewijzing) == [[1]]
    assert len((await toewijzing.rows())["dead_letters"]) == 1


async def test_a_choice_that_fails_can_be_made_again(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    open_keuze = product(aanbieder=None)
    await toewijzing.hoor(toewijzing.beschikt(open_keuze))
    toewijzing.toegang.storingen = 1
    refused = await toewijzing.kies(open_keuze.id)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert refused.json()["detail"].startswith("Een andere dienst antwoordt nu niet.")
    assert [each["status"] for each in await toewijzing.toewijzingen()] == ["voorbereid"]
    chosen = await toewijzing.kies(open_keuze.id)
    assert (chosen.json()["agb"], chosen.json()["toewijzingNummer"]) == (DE_BRUG, 1)
    assert await _numbers_sent(toewijzing) == [[1]]
