"""Two on one case at the same moment, each at its worst: both are answered, since locks are taken in one order.

Each test holds the last row that both need. The one that came first stands in line for it, the other comes after; then
the row is let go. Were locks taken in two orders, each would hold what the other needs, and PostgreSQL would stop one.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import httpx
import psycopg
import pytest
from tests.toegang.conftest import (
    ALMERE,
    ANDER_BSN,
    BSN,
    Json,
    Toegang,
    beschikking,
    gelukt,
    melding,
    met,
    persoon,
    product,
)
from tests.toegang.persoon import relatie
from tests.toegang.plan import PARTIJEN, VANDAAG, doel, plan, vastgesteld

from toegang.domain.termijn import REDENEN, Termijnsoort

MATCH = {"If-Match": "*"}
pytestmark = pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
WACHTEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
RIJ = "SELECT 1 FROM {} WHERE id = %s FOR NO KEY UPDATE"
BEURT = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@asynccontextmanager
async def vastgehouden(url: str, slot: str, sleutel: object) -> AsyncIterator[None]:
    """Hold a row or a turn, and let it go when two stand in line."""
    async with await psycopg.AsyncConnection.connect(url) as houder:
        await houder.execute(slot, [sleutel])
        yield
        await _wacht_op(url, 2)


async def _wacht_op(url: str, aantal: int) -> None:
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as kijker:
        while (await (await kijker.execute(WACHTEN)).fetchone()) != (aantal,):
            pass


async def na_elkaar(
    url: str, slot: str, sleutel: object, eerste: Awaitable[httpx.Response], tweede: Awaitable[httpx.Response]
) -> list[int]:
    """The statuses of two requests of which the first stood in line first."""
    async with asyncio.timeout(30), asyncio.TaskGroup() as taken, vastgehouden(url, slot, sleutel):
        een = taken.create_task(_antwoord(eerste))
        await _wacht_op(url, 1)
        twee = taken.create_task(_antwoord(tweede))
    return [een.result(), twee.result()]


async def _antwoord(vraag: Awaitable[httpx.Response]) -> int:
    return (await vraag).status_code


async def _spoed(toegang: Toegang) -> tuple[Json, str, str]:
    """A temporary measure in an open case, its address and that of the client."""
    zaak = await toegang.meld()
    body = beschikking(product(ingangsdatum="2024-05-07"), besluitdatum="2024-05-06")
    gegeven = gelukt(await toegang.post(f"/v1/meldingen/{zaak['id']}/tijdelijke-voorziening", body))
    return gegeven, f"/v1/beschikkingen/{gegeven['id']}", f"/v1/clienten/{zaak['clientId']}"


REDEN = next(iter(REDENEN[Termijnsoort.ONDERZOEK]))
BEZWAAR: Json = {"ingediendOp": VANDAAG, "gronden": "Ik wil meer hulp."}
OVERLEDEN: Json = {"reden": "overleden", "laatsteDag": VANDAAG}


async def test_an_objection_and_a_death(toegang: Toegang, migrated_url: str) -> None:
    gegeven, pad, client = await _spoed(toegang)
    bezwaar = toegang.post(f"{pad}/bezwaren", BEZWAAR)
    vertrek = toegang.post(f"{client}/_vertrek", OVERLEDEN, **MATCH)
    slot = RIJ.format("beschikkingen")
    assert await na_elkaar(migrated_url, slot, gegeven["id"], bezwaar, vertrek) == [201, 200]


async def test_a_decision_on_an_objection_and_a_death(toegang: Toegang, migrated_url: str) -> None:
    gegeven, pad, client = await _spoed(toegang)
    bezwaar = gelukt(await toegang.post(f"{pad}/bezwaren", BEZWAAR))
    besluit: Json = {"besluitdatum": VANDAAG, "motivering": "Het klopt.", "uitkomst": "ongegrond"}
    besluiten = toegang.post(f"/v1/bezwaren/{bezwaar['id']}/_besluit", besluit, **MATCH)
    vertrek = toegang.post(f"{client}/_vertrek", OVERLEDEN, **MATCH)
    slot = RIJ.format("beschikkingen")
    assert await na_elkaar(migrated_url, slot, gegeven["id"], besluiten, vertrek) == [200, 200]


async def test_a_pause_and_a_withdrawal(toegang: Toegang, migrated_url: str) -> None:
    pad = f"/v1/meldingen/{(await toegang.meld())['id']}"
    (termijn,) = (await toegang.get(f"{pad}/termijnen")).json()
    pauze = toegang.post(f"/v1/termijnen/{termijn['id']}/opschortingen", {"reden": REDEN, "vanaf": "2024-05-20"})
    sluiting = toegang.post(f"{pad}/_sluit", {"reden": "ingetrokken", "op": VANDAAG}, **MATCH)
    assert await na_elkaar(migrated_url, RIJ.format("termijnen"), termijn["id"], pauze, sluiting) == [201, 200]


async def test_moving_house_and_a_new_melding(toegang: Toegang, migrated_url: str) -> None:
    zaak = await toegang.meld()
    await toegang.sluit(f"/v1/meldingen/{zaak['id']}")
    weg = {"reden": "verhuisd", "laatsteDag": VANDAAG}
    vertrek = toegang.post(f"/v1/clienten/{zaak['clientId']}/_vertrek", weg, **MATCH)
    nieuw = toegang.post("/v1/meldingen", met(melding(), "meldingsdatum", VANDAAG) | {"woongemeente": ALMERE})
    assert await na_elkaar(migrated_url, RIJ.format("clienten"), zaak["clientId"], vertrek, nieuw) == [200, 201]


async def test_a_correction_and_a_new_melding(toegang: Toegang, migrated_url: str) -> None:
    """The melding leaves the relations out: it sees those that came a moment before, and numbers go on (OP071)."""
    zaak = await toegang.meld()
    await toegang.sluit(f"/v1/meldingen/{zaak['id']}")
    pad = f"/v1/clienten/{zaak['clientId']}"
    correctie = toegang.put(f"{pad}/persoon", persoon() | {"relaties": [relatie()]})
    nieuw = toegang.post("/v1/meldingen", melding())
    assert await na_elkaar(migrated_url, RIJ.format("clienten"), zaak["clientId"], correctie, nieuw) == [204, 201]
    lezer = toegang.token(scope="personen:lezen")
    gelezen = await toegang.client.post(f"{pad}/_inzage", headers=lezer)
    assert ([each["nummer"] for each in gelezen.json()["relaties"]], gelezen.headers["ETag"]) == (["1"], '"3"')


async def test_two_evaluations_of_which_one_ends_the_plan(toegang: Toegang, migrated_url: str) -> None:
    af = await vastgesteld(toegang, str((await toegang.meld())["clientId"]), plan(doel()))
    eerste, tweede = (f"/v1/evaluaties/{each['id']}/uitkomst" for each in af["evaluaties"])  # type: ignore[attr-defined]
    goed: Json = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    einde = toegang.post(eerste, goed | {"uitkomst": "beeindigen"})
    slot = RIJ.format("plannen")
    assert await na_elkaar(migrated_url, slot, af["id"], einde, toegang.post(tweede, goed)) == [201, 409]


async def test_two_households_of_the_same_people(toegang: Toegang, migrated_url: str) -> None:
    wie = [str((await toegang.meld(melding(ALMERE, bsn=bsn)))["clientId"]) for bsn in (BSN, ANDER_BSN)]
    heen, terug = (
        toegang.post("/v1/huishoudens", {"clienten": each, "regisseur": "consulent-7"}) for each in (wie, wie[::-1])
    )
    assert await na_elkaar(migrated_url, BEURT, f"plan {wie[0]}", heen, terug) == [201, 400]
