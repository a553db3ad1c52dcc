"""How many requests may come, by address and by caller, on a clock of the test."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import pytest
from tests.chassis.proef import PRODUCTION, bearer, client_of, problem_of

from chassis import rates
from chassis.rates import Rate, Rates, address_of
from chassis.service import Room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api

IK = Caller("ik", frozenset({"proef"}), gemeenten=frozenset({"0034"}))
NIET_IK = Caller("een ander", frozenset({"proef"}), gemeenten=frozenset({"0034"}))
DIENST = Caller("service-toewijzing", frozenset({"proef", "personen:lezen"}), gemeenten=frozenset({"*"}))


@dataclass
class Klok:
    """Seconds that pass when the test says so."""

    nu: float = 1000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


def hoeveel(rate: Rate, key: str = "a") -> int:
    """How many requests may come now."""
    gekomen = 0
    while not rate.take(key):
        gekomen += 1
    return gekomen


def test_what_comes_in_ten_seconds_may_come_at_once_and_then_evenly(klok: Klok) -> None:
    rate = Rate(60, klok)
    assert hoeveel(rate) == 10
    assert rate.take("a") == pytest.approx(1)
    klok.nu += 0.75
    assert rate.take("a") == pytest.approx(0.25)
    klok.nu += 0.25
    assert hoeveel(rate) == 1
    klok.nu += 3
    assert hoeveel(rate) == 3
    klok.nu += 3600
    assert hoeveel(rate) == 10


def test_who_goes_on_asking_waits_no_longer_for_it(klok: Klok) -> None:
    rate = Rate(60, klok)
    hoeveel(rate)
    for _ in range(100):
        rate.take("a")
    klok.nu += 1
    assert rate.take("a") == 0


def test_one_a_minute_is_one_at_a_time(klok: Klok) -> None:
    rate = Rate(1, klok)
    assert hoeveel(rate) == 1
    assert rate.take("a") == pytest.approx(60)


def test_each_has_a_rate_of_its_own_and_none_is_no_limit(klok: Klok) -> None:
    rate = Rate(60, klok)
    assert (hoeveel(rate, "a"), hoeveel(rate, "b")) == (10, 10)
    assert [Rate(0, klok).take("a") for _ in range(1000)] == [0.0] * 1000


def test_what_is_given_back_did_not_come(klok: Klok) -> None:
    rate = Rate(60, klok)
    for _ in range(100):
        assert rate.take("a") == 0
        rate.give_back("a")
    assert hoeveel(rate) == 10
    rate.give_back("nobody")


def test_no_more_are_remembered_than_fit(klok: Klok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "KEPT", 3)
    rate = Rate(60, klok)
    for key in ("a", "b", "c"):
        hoeveel(rate, key)
    assert rate.take("a") > 0  # seen again, so that b is now the one of longest ago
    assert hoeveel(rate, "d") == 10
    assert [rate.take(key) > 0 for key in ("a", "c", "d")] == [True, True, True]
    assert hoeveel(rate, "b") == 10


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("192.0.2.1", 1234), "192.0.2.1"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"),
        (("2001:db8:1:2::9", 2), "2001:db8:1:2::/64"),
        (("unix", 0), "unix"),
        (None, None),
    ],
)
def test_an_address_is_who_is_at_the_other_end(client: tuple[str, int] | None, address: str | None) -> None:
    assert address_of({"type": "http", "client": client}) == address


def test_production_has_limits_and_development_none() -> None:
    productie = Settings.model_validate(PRODUCTION)
    assert (productie.caller_rate, productie.address_rate) == (3000, 6000)
    anders = Settings.model_validate({**PRODUCTION, "caller_requests": 0, "address_requests": 7})
    assert (anders.caller_rate, anders.address_rate) == (0, 7)
    assert (Settings().caller_rate, Settings().address_rate) == (0, 0)


def met_grens(room: Room, klok: Klok, *, caller: int = 0, address: int = 0) -> httpx.AsyncClient:
    room.rates = Rates(Rate(address, klok), Rate(caller, klok))
    return client_of(room)


PAD = "/v1/geheimen/0034"


async def statussen(client: httpx.AsyncClient, hoe_vaak: int, headers: Mapping[str, str] | None = None) -> list[int]:
    return [(await client.get(PAD, headers=headers)).status_code for _ in range(hoe_vaak)]


async def test_a_caller_that_asks_too_often_hears_when_to_come_back(sqlite_room: Room, klok: Klok) -> None:
    async with met_grens(sqlite_room, klok, caller=12) as client:
        mine = bearer(sqlite_room, IK)
        assert await statussen(client, 2, mine) == [200, 200]
        refused = await client.get(PAD, headers=mine)
        assert problem_of(refused, 429)["type"] == "urn:clientroute:fout:te-vaak"
        assert refused.headers["retry-after"] == "5"
        assert refused.headers["api-version"]
        assert await statussen(client, 1, bearer(sqlite_room, NIET_IK)) == [200]
        klok.nu += 5
        assert await statussen(client, 2, mine) == [200, 429]


async def test_guessing_tokens_from_one_address_is_limited_before_they_are_looked_at(
    sqlite_room: Room, klok: Klok
) -> None:
    async with met_grens(sqlite_room, klok, address=12) as client:
        guess = {"Authorization": "Bearer geraden"}
        assert await statussen(client, 3, guess) == [401, 401, 429]
        assert await statussen(client, 1, bearer(sqlite_room, IK)) == [429]
        transport = httpx.ASGITransport(create_api(sqlite_room), client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://proef") as elsewhere:
            assert await statussen(elsewhere, 1, bearer(sqlite_room, IK)) == [200]


async def test_services_among_themselves_are_not_counted_by_address(sqlite_room: Room, klok: Klok) -> None:
    async with met_grens(sqlite_room, klok, address=12) as client:
        assert await statussen(client, 20, bearer(sqlite_room, DIENST)) == [200] * 20
        assert await statussen(client, 3, bearer(sqlite_room, IK)) == [200, 200, 429]


async def test_the_platform_may_always_ask_how_it_goes(sqlite_room: Room, klok: Klok) -> None:
    async with met_grens(sqlite_room, klok, address=6) as client:
        assert await statussen(client, 2) == [401, 429]
        assert [(await client.get(each)).status_code for each in ("/livez", "/readyz")] == [200, 200]
        assert (await client.get("/v1/geheimen/livez")).status_code == 429
