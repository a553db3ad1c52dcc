"""Calling the public API of another service, with this service's own token."""

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from functools import partial

import httpx
from pydantic import BaseModel

from chassis.away import is_away
from chassis.settings import Settings
from chassis.tokens import EVERYWHERE, Caller, DevelopmentIssuer, discovery
from chassis.tracing import put_traceparent

TokenSource = Callable[[str | None], Awaitable[str]]
"""Gives a token; another than the one that was refused, when there is one."""
PeerFactory = Callable[[str], httpx.AsyncClient]
TIMEOUT = 10.0
"""Seconds that another service gets to answer."""
RENEW_BEFORE = 60.0
"""Seconds before its end that a token is renewed."""


class NoToken(httpx.TransportError):
    """The issuer gives this service no token, so that nobody can be asked anything: no fault of what is asked."""


class _Configuration(BaseModel):
    token_endpoint: str


class _TokenAnswer(BaseModel):
    access_token: str
    expires_in: float = 300


class PeerAuth(httpx.Auth):
    """Puts a token of this service on every request."""

    def __init__(self, token: TokenSource) -> None:
        self._token = token

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Called by httpx for each request. A token that is refused is renewed, and the request sent once more."""
        put_traceparent(request.headers)
        token = await self._token(None)
        request.headers["Authorization"] = f"Bearer {token}"
        answer = yield request
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            request.headers["Authorization"] = f"Bearer {await self._token(token)}"
            yield request


def development_tokens(issuer: DevelopmentIssuer, service: str) -> TokenSource:
    """Tokens that we issue ourselves, for all municipalities: what any of our processes asks of another."""
    own = "personen:lezen logboek:lezen vernietigen verteld beheer"
    scopes = frozenset(f"{own} berichten:doorgeven brp".split())
    caller = Caller(f"service-{service}", scopes, gemeenten=frozenset({EVERYWHERE}))
    kept: list[tuple[float, str]] = []

    async def token(refused: str | None) -> str:
        if not kept or kept[0][0] < time.monotonic() or kept[0][1] == refused:
            kept[:] = [(time.monotonic() + 3000, issuer.issue(caller, seconds=3600))]
        return kept[0][1]

    return token


def issuer_tokens(settings: Settings, service: str) -> TokenSource:
    """Tokens for calling `service`, by the client credentials grant of the OpenID Connect issuer (RFC 6749, 4.4).

    Raises httpx.HTTPError when the issuer does not give one.
    """
    kept: list[tuple[float, str]] = []

    async def token(refused: str | None) -> str:
        if not kept or kept[0][0] < time.monotonic() or kept[0][1] == refused:
            try:
                given = await _ask_issuer(settings, service)
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                if is_away(error):
                    raise
                raise NoToken(f"the issuer gives no token: {type(error).__name__}") from error
            kept[:] = [(time.monotonic() + given.expires_in - RENEW_BEFORE, given.access_token)]
        return kept[0][1]

    return token


async def _ask_issuer(settings: Settings, service: str) -> _TokenAnswer:
    assert settings.oidc_issuer is not None  # checked by Settings
    async with httpx.AsyncClient(timeout=TIMEOUT) as http:
        found = (await http.get(discovery(settings.oidc_issuer))).raise_for_status()
    address = _Configuration.model_validate_json(found.content).token_endpoint
    form = {"grant_type": "client_credentials", "audience": settings.audience_of(service)}
    return _TokenAnswer.model_validate_json(await ask_token(settings, address, form))


async def ask_token(settings: Settings, address: str, form: Mapping[str, str]) -> bytes:
    """What the issuer answers at its token endpoint to this client (RFC 6749, 2.3.1). Raises httpx.HTTPError."""
    client_id, secret = settings.oidc_client_id, settings.oidc_client_secret
    assert client_id is not None  # both are checked by Settings
    assert secret is not None
    async with httpx.AsyncClient(timeout=TIMEOUT) as http:
        answer = await http.post(address, data=dict(form), auth=(client_id, secret.get_secret_value()))
    return answer.raise_for_status().content


def tokens_for(settings: Settings, issuer: DevelopmentIssuer | None, caller: str) -> Callable[[str], TokenSource]:
    """How the service `caller` gets tokens, by the name of the service that it calls with them."""
    if issuer is None:
        return partial(issuer_tokens, settings)
    own = development_tokens(issuer, caller)
    return lambda _called: own


def peer_factory(
    settings: Settings, token_for: Callable[[str], TokenSource], transport: httpx.AsyncBaseTransport | None = None
) -> PeerFactory:
    """Makes clients for other services by name, each with tokens for that service.

    `transport` replaces the network in the embedded suite.
    """

    def make(service: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=settings.url_of(service), auth=PeerAuth(token_for(service)), timeout=TIMEOUT, transport=transport
        )

    return make
