"""A small OpenID Connect issuer, for the production form in tests: discovery, keys, client credentials."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from chassis.tokens import AUDIENCE, EVERYWHERE, Caller
from clientroute.serve import bind

SERVICE_SCOPES = frozenset({"personen:lezen", "verteld", "beheer"})


class Uitgever:
    """Issues RS256 tokens under a key that lives as long as the test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"}, auto_kid=False)

    def issue(self, caller: Caller) -> str:
        """A token as the identity provider of a region would give it."""
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": caller.name,
            "iat": now,
            "exp": now + 3600,
            "scope": " ".join(sorted(caller.scopes)),
            "gemeenten": sorted(caller.gemeenten),
        }
        if caller.agb:
            claims["agb"] = caller.agb
        return jwt.encode({"alg": "RS256", "kid": "test"}, claims, self._key)

    def app(self) -> Starlette:
        """The endpoints that services call."""

        async def configuration(_request: Request) -> JSONResponse:
            return JSONResponse(
                {"issuer": self.url, "jwks_uri": f"{self.url}/keys", "token_endpoint": f"{self.url}/token"}
            )

        async def keys(_request: Request) -> JSONResponse:
            return JSONResponse(KeySet([self._key]).as_dict(private=False))

        async def token(_request: Request) -> JSONResponse:
            service = Caller("service", SERVICE_SCOPES, gemeenten=frozenset({EVERYWHERE}))
            return JSONResponse({"access_token": self.issue(service), "expires_in": 3600, "token_type": "Bearer"})

        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", configuration),
                Route("/keys", keys),
                Route("/token", token, methods=["POST"]),
            ]
        )


@contextmanager
def draaiende_uitgever() -> Iterator[Uitgever]:
    """An issuer on a free port, in a thread of this process."""
    listening = bind("127.0.0.1", 0)
    uitgever = Uitgever(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server = uvicorn.Server(uvicorn.Config(uitgever.app(), log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield uitgever
    finally:
        server.should_exit = True
        thread.join()
