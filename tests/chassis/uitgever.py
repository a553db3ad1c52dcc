"""An OpenID Connect issuer of a few lines, for test_uitgever.py and test_peers.py, and a clock for its tokens."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import parse_qs

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from tests.chassis.tekens import claims

from chassis import peers, tokens


@dataclass
class FakeIssuer:
    """An OpenID Connect issuer of a few lines, reached through httpx without a network."""

    keys: dict[str, RSAKey] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    given: int = 0
    away: bool = False
    configuration: object = None
    strange: list[object] = field(default_factory=list)
    """Keys of kinds that we cannot use."""

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.away:
            raise httpx.ConnectError("away", request=request)
        if request.url.path == "/.well-known/openid-configuration":
            found = {
                "issuer": "https://login.example",
                "jwks_uri": "https://login.example/keys",
                "token_endpoint": "https://login.example/token",
            }
            return httpx.Response(200, json=found if self.configuration is None else self.configuration)
        if request.url.path == "/keys":
            known = KeySet(list(self.keys.values())).as_dict(private=False)["keys"]
            return httpx.Response(200, json={"keys": [*self.strange, *known]})
        self.given += 1
        form = parse_qs(request.content.decode())
        assert form == {"grant_type": ["client_credentials"], "audience": ["clientroute"]}
        assert request.headers["authorization"].startswith("Basic ")
        return httpx.Response(200, json={"access_token": f"token-{self.given}", "expires_in": 120})

    def new_key(self, kid: str) -> None:
        self.keys = {kid: RSAKey.generate_key(2048, parameters={"kid": kid, "use": "sig", "alg": "RS256"})}

    def issue(self, kind: str | None = "JWT", **changes: object) -> str:
        ((kid, key),) = self.keys.items()
        payload = claims(**{"iss": "https://login.example", **changes})
        return jwt.encode({"alg": "RS256", "kid": kid}, payload, key, default_type=kind)


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> FakeIssuer:
    fake = FakeIssuer()
    fake.new_key("een")
    real = httpx.AsyncClient

    def without_network(
        transport: httpx.AsyncBaseTransport | None = None,
        base_url: str = "",
        headers: dict[str, str] | None = None,
        timeout: float = 5,
    ) -> httpx.AsyncClient:
        used = transport or httpx.MockTransport(fake.answer)
        return real(transport=used, base_url=base_url, headers=headers, timeout=timeout)

    monkeypatch.setattr(httpx, "AsyncClient", without_network)
    return fake


@pytest.fixture
def hours_pass(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Call it to let that many seconds pass for tokens and keys."""
    passed = [1000.0]
    watch = SimpleNamespace(monotonic=lambda: passed[0], time=time.time)
    monkeypatch.setattr(tokens, "time", watch)
    monkeypatch.setattr(peers, "time", watch)

    def wait(seconds: float) -> None:
        passed[0] += seconds

    return wait
