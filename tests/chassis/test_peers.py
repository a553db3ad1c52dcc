"""Tokens for calling each other: kept, renewed, and what becomes of a call without one."""

from collections.abc import Callable

import httpx
import pytest
from tests.chassis.proef import PRODUCTION
from tests.chassis.tekens import ISSUER, KEY
from tests.chassis.uitgever import FakeIssuer, hours_pass, issuer

from chassis import peers
from chassis.away import is_away
from chassis.settings import Settings
from chassis.tokens import (
    EVERYWHERE,
    Caller,
    DevelopmentIssuer,
)

__all__ = ["hours_pass", "issuer"]


async def test_a_token_for_peers_is_kept_and_renewed_before_its_end(
    issuer: FakeIssuer, hours_pass: Callable[[float], None]
) -> None:
    source = peers.issuer_tokens(Settings.model_validate(PRODUCTION), "toegang")
    assert [await source(None), await source(None)] == ["token-1", "token-1"]
    hours_pass(120 - peers.RENEW_BEFORE - 1)
    assert await source(None) == "token-1"
    hours_pass(2)
    assert [await source(None), await source(None)] == ["token-2", "token-2"]


async def test_a_token_for_peers_that_was_refused_is_renewed(issuer: FakeIssuer) -> None:
    source = peers.issuer_tokens(Settings.model_validate(PRODUCTION), "toegang")
    assert [await source(None), await source("another"), await source("token-1")] == ["token-1", "token-1", "token-2"]
    assert await source("token-1") == "token-2"


NO_TOKEN = (
    httpx.Response(400, json={"error": "invalid_client"}),
    httpx.Response(401),
    httpx.Response(404),
    httpx.Response(200, text="<html>even geduld</html>"),
    httpx.Response(200, json={"error": "x"}),
    httpx.Response(200, json=[]),
    httpx.Response(503),
)


@pytest.mark.parametrize("refusal", NO_TOKEN)
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token"])
async def test_an_issuer_that_gives_no_token_is_away(issuer: FakeIssuer, path: str, refusal: httpx.Response) -> None:
    normal = issuer.answer
    issuer.answer = lambda request: refusal if request.url.path == path else normal(request)  # type: ignore[method-assign]
    with pytest.raises(httpx.HTTPError) as caught:
        await peers.issuer_tokens(Settings.model_validate(PRODUCTION), "toegang")(None)
    assert is_away(caught.value)


async def test_a_development_token_for_peers_is_renewed_before_its_end(hours_pass: Callable[[float], None]) -> None:
    issued: list[int] = []

    class Counting(DevelopmentIssuer):
        def issue(self, caller: Caller, *, seconds: int = 0) -> str:
            issued.append(seconds)
            return super().issue(caller, seconds=seconds)

    source = peers.development_tokens(Counting(KEY), "declaratie")
    caller = await ISSUER.verifier.verify(await source(None))
    assert (caller.name, caller.gemeenten) == ("service-declaratie", frozenset({EVERYWHERE}))
    await source(None)
    assert len(issued) == 1
    hours_pass(issued[0] - peers.RENEW_BEFORE)
    await source(None)
    await source(None)
    assert len(issued) == 2


async def test_a_client_for_a_peer_knows_its_address_and_puts_a_fresh_token_on_each_call() -> None:
    seen: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), request.headers["authorization"]))
        return httpx.Response(200)

    given = iter(["een", "twee"])

    async def token(_refused: str | None) -> str:
        return next(given)

    settings = Settings(service_url="https://{service}.example")
    async with peers.peer_factory(settings, lambda _service: token, httpx.MockTransport(answer))("toegang") as client:
        await client.get("/v1/x")
        await client.get("/v1/y")
    assert seen == [
        ("https://toegang.example/v1/x", "Bearer een"),
        ("https://toegang.example/v1/y", "Bearer twee"),
    ]
