"""A provider has itself called when a message is ready: signed, thin, tried again, and never in the way of others."""

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
from tests.contract_van_gebeurtenissen import breaks_contract
from tests.toewijzing.conftest import ANDERE_CLIENT, Toewijzing, gelukt
from tests.toewijzing.verhaal import BSN, DE_BRUG, HET_ANKER, NU, contract, product

from berichtenverkeer import webhooks
from berichtenverkeer.webhooks_api import check_adres
from chassis.problems import Problem
from chassis.settings import Settings
from chassis.ticks import tick_once
from toewijzing.events import TICKS

ADRES, ANDER_ADRES = "https://aanbieder.example/berichten", "https://stil.example/berichten"


@dataclass
class Buiten:
    """The world of providers: who answers, and what they were told."""

    geroepen: list[httpx.Request] = field(default_factory=list)
    status: int = 204
    stil: set[str] = field(default_factory=set)
    """Hosts that never answer."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.geroepen.append(request)
        if request.url.host in self.stil:
            raise httpx.ReadTimeout("never", request=request)
        return httpx.Response(self.status)


@pytest.fixture
def buiten(monkeypatch: pytest.MonkeyPatch) -> Buiten:
    world = Buiten()

    def client(*, alleen_buiten: bool) -> httpx.AsyncClient:
        assert not alleen_buiten
        return httpx.AsyncClient(transport=httpx.MockTransport(world))

    monkeypatch.setattr(webhooks, "nieuwe_client", client)
    return world


async def registreer(toewijzing: Toewijzing, agb: str = DE_BRUG, url: str = ADRES) -> str:
    answer = await toewijzing.client.put("/v1/webhooks", json={"url": url}, headers=toewijzing.aanbieder(agb))
    return str(gelukt(answer)["geheim"])


async def bezorg(toewijzing: Toewijzing, na: timedelta = timedelta(0)) -> None:
    """Let the service make its calls, so long after the beginning."""
    toewijzing.room.clock = lambda: NU + na
    await tick_once(toewijzing.room, TICKS[1])
    assert toewijzing.room.failures == {}


async def bezorgingen(toewijzing: Toewijzing, agb: str = DE_BRUG) -> list[tuple[object, ...]]:
    answer = await toewijzing.client.get("/v1/webhooks/bezorgingen", headers=toewijzing.aanbieder(agb))
    items = gelukt(answer)["items"]
    assert isinstance(items, list)
    return [(each["status"], each["pogingen"], each["fout"]) for each in items]


async def test_a_call_is_signed_and_is_the_event_that_the_bus_has(toewijzing: Toewijzing, buiten: Buiten) -> None:
    geheim = await registreer(toewijzing)
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    await bezorg(toewijzing)
    (call,) = buiten.geroepen
    ((stuk, _),) = await toewijzing.post("WMO301")
    told = json.loads(call.content)
    assert breaks_contract(told) == []
    assert told.pop("dataref") == f"http://127.0.0.1:8000/toewijzing/v1/berichten/{stuk['id']}"
    on_bus = [json.loads(str(each["body"])) for each in (await toewijzing.rows())["outbox"]]
    for each in on_bus:
        each.pop("traceparent")  # of the request that gave it, which is over when a webhook is called
    assert told in on_bus
    assert (told["type"], told["data"]["berichtId"]) == ("nl.wmo.berichten.verzonden.v1", stuk["id"])
    assert call.headers["content-type"] == "application/cloudevents+json"
    assert BSN.encode() not in call.content
    moment, signature = (part.split("=")[1] for part in call.headers[webhooks.HANDTEKENING].split(","))
    signed = hmac.new(geheim.encode(), f"{moment}.".encode() + call.content, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(signed, signature)
    assert await bezorgingen(toewijzing) == [("bezorgd", 1, None)]
    await bezorg(toewijzing, timedelta(days=1))
    assert len(buiten.geroepen) == 1


async def test_a_webhook_that_never_answers_holds_up_nobody(toewijzing: Toewijzing, buiten: Buiten) -> None:
    """It has a row of its own, is called again after growing pauses, and then stands with what failed."""
    await registreer(toewijzing)
    await registreer(toewijzing, HET_ANKER, ANDER_ADRES)
    buiten.stil.add("stil.example")
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    await toewijzing.hoor(toewijzing.beschikt(product("HO"), product("IB2B", HET_ANKER)))
    await bezorg(toewijzing)
    assert await bezorgingen(toewijzing) == [("bezorgd", 1, None)]
    assert await bezorgingen(toewijzing, HET_ANKER) == [("open", 1, "ReadTimeout")]
    await bezorg(toewijzing, timedelta(seconds=59))
    assert len(buiten.geroepen) == 2
    later = timedelta(0)
    for pauze in webhooks.PAUZES:
        later += pauze
        await bezorg(toewijzing, later)
    assert await bezorgingen(toewijzing, HET_ANKER) == [("mislukt", 7, "ReadTimeout")]
    await bezorg(toewijzing, later + timedelta(days=2))
    assert len(buiten.geroepen) == 8

    buiten.stil.clear()
    ((stuk, _),) = await toewijzing.post("WMO301", HET_ANKER)
    pad, headers = f"/v1/webhooks/bezorgingen/{stuk['id']}/_opnieuw", toewijzing.aanbieder(HET_ANKER)
    assert (await toewijzing.client.post(pad, headers=toewijzing.aanbieder())).status_code == 404
    assert (await toewijzing.client.post(pad, headers=headers)).status_code == 204
    await bezorg(toewijzing, later + timedelta(days=2))
    assert await bezorgingen(toewijzing, HET_ANKER) == [("bezorgd", 1, None)]


async def test_a_refusal_is_tried_again_unless_the_message_was_fetched(toewijzing: Toewijzing, buiten: Buiten) -> None:
    await registreer(toewijzing)
    buiten.status = 500
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    await bezorg(toewijzing)
    assert await bezorgingen(toewijzing) == [("open", 1, "HTTP 500")]
    ((stuk, _),) = await toewijzing.post("WMO301")
    pad = f"/v1/berichten/{stuk['id']}/_opgehaald"
    assert (await toewijzing.client.post(pad, headers=toewijzing.aanbieder())).status_code == 204
    await bezorg(toewijzing, timedelta(minutes=2))
    assert [each[0] for each in await bezorgingen(toewijzing)] == ["opgehaald"]
    assert len(buiten.geroepen) == 1


async def test_only_who_asked_is_called_and_only_from_then_on(toewijzing: Toewijzing, buiten: Buiten) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    await registreer(toewijzing)
    await bezorg(toewijzing)
    assert buiten.geroepen == []
    headers = toewijzing.aanbieder()
    assert gelukt(await toewijzing.client.get("/v1/webhooks", headers=headers)) == {"agb": DE_BRUG, "url": ADRES}
    assert (await toewijzing.client.delete("/v1/webhooks", headers=headers)).status_code == 204
    assert (await toewijzing.client.get("/v1/webhooks", headers=headers)).status_code == 404
    await toewijzing.hoor(toewijzing.beschikt(client_id=ANDERE_CLIENT))
    await bezorg(toewijzing)
    assert buiten.geroepen == []


async def test_the_secret_is_kept_sealed_and_the_address_is_safe(toewijzing: Toewijzing) -> None:
    geheim = await registreer(toewijzing)
    (row,) = (await toewijzing.rows())["webhooks"]
    assert geheim.encode() not in bytes(row["geheim"])  # type: ignore[arg-type]
    assert (
        await toewijzing.client.put("/v1/webhooks", json={"url": ADRES}, headers=toewijzing.gemeente)
    ).status_code == 403


@pytest.mark.parametrize(
    "url", ["http://aanbieder.example/x", "https://10.0.0.1/x", "https://localhost/x", "https://a:b@x.example/", "nee"]
)
def test_in_production_only_names_over_https(url: str) -> None:
    productie = Settings().model_copy(update={"env": "production"})
    with pytest.raises(Problem):
        check_adres(url, productie)
    check_adres("https://aanbieder.example/x", productie)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_in_production_a_name_for_an_address_inside_is_not_called(host: str) -> None:
    geroepen: list[bytes] = []

    async def luister(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        geroepen.append(await reader.read(1))
        writer.close()

    server = await asyncio.start_server(luister, "localhost", 0)
    async with server, webhooks.nieuwe_client(alleen_buiten=True) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post(f"http://{host}:{server.sockets[0].getsockname()[1]}/berichten")
    assert geroepen == []
