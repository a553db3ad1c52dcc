"""Who is calling: bearer tokens, from an OpenID Connect issuer or, in development, from ourselves."""

import asyncio
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey
from pydantic import BaseModel

from chassis.log import ISSUER_FAILED, log
from chassis.settings import Settings

DEVELOPMENT_ISSUER = "clientroute-development"
AUDIENCE = "clientroute"
EVERYWHERE = "*"
"""As municipality in a token: all of them. For services and administrators of the region."""
PROVIDER_SCOPES = frozenset({"berichten"})
"""What provider software may; it goes with an AGB code, and an AGB code with nothing else."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
KEYS_KEPT = 300.0
"""Seconds before the issuer's keys are fetched again; an unknown key fetches them sooner."""
KEYS_PAUSE = 10.0
"""Seconds between two fetches at the least, so that bad tokens cannot hammer the issuer."""


class TokenError(Exception):
    """The token is missing, expired, or not from our issuer."""


class IssuerUnavailable(Exception):
    """The issuer has not given its keys yet, so that no token can be judged."""


class _Configuration(BaseModel):
    jwks_uri: str


@dataclass(frozen=True)
class Caller:
    """Who calls, and what the token allows: scopes, one provider (AGB code), municipalities (CBS codes)."""

    name: str
    scopes: frozenset[str]
    agb: str | None = None
    gemeenten: frozenset[str] = frozenset()

    @property
    def rights(self) -> frozenset[str]:
        """The scopes that count: of a provider its own only, of anybody else all others.

        Without an AGB code and without a municipality nothing is of the caller, and so none counts.
        """
        if self.agb is not None:
            return self.scopes & PROVIDER_SCOPES
        return self.scopes - PROVIDER_SCOPES if self.gemeenten else frozenset()

    def serves(self, gemeente: str) -> bool:
        """Whether the caller may see what belongs to `gemeente`."""
        return gemeente in self.gemeenten or EVERYWHERE in self.gemeenten

    def serves_all(self, gemeenten: Collection[str]) -> bool:
        """Whether the caller may see what is about all of these; what names none is about every municipality."""
        return all(map(self.serves, gemeenten or {EVERYWHERE}))

    def may_see(self, gemeente: str, agb: str | None) -> bool:
        """Whether something of this municipality and provider is the caller's to see.

        A provider sees its own only, a municipality what is of that municipality.
        """
        return agb == self.agb if self.agb is not None else self.serves(gemeente)


class Verifier(Protocol):
    """Reads a bearer token."""

    async def verify(self, token: str) -> Caller:
        """The caller in `token`. Raises TokenError or IssuerUnavailable."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


def _caller(claims: Mapping[str, object], issuer: str, audience: str) -> Caller:
    """Check the claims and read the caller from them.

    `scope` is a text with spaces (RFC 8693); `agb` a text; `gemeenten` a list of texts.
    """
    registry = jwt.JWTClaimsRegistry(
        leeway=30,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
        sub={"essential": True},
    )
    registry.validate(dict(claims))
    scope, agb, gemeenten = claims.get("scope", ""), claims.get("agb"), claims.get("gemeenten", [])
    if not isinstance(scope, str) or not isinstance(agb, str | None) or not isinstance(gemeenten, list):
        raise TokenError("claims")
    return Caller(str(claims["sub"]), frozenset(scope.split()), agb, frozenset(map(str, gemeenten)))


class DevelopmentIssuer:
    """Issues and reads tokens under a key of our own. Never in production."""

    def __init__(self, key: bytes) -> None:
        self._key = OctKey.import_key(key)
        self.verifier: Verifier = _DevelopmentVerifier(self._key)

    def issue(self, caller: Caller, *, seconds: int = 12 * 3600) -> str:
        """A token for `caller` that holds for `seconds`."""
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": DEVELOPMENT_ISSUER,
            "aud": AUDIENCE,
            "sub": caller.name,
            "iat": now,
            "exp": now + seconds,
            "scope": " ".join(sorted(caller.scopes)),
            "gemeenten": sorted(caller.gemeenten),
        }
        if caller.agb:
            claims["agb"] = caller.agb
        return jwt.encode({"alg": "HS256"}, claims, self._key)


class _DevelopmentVerifier:
    def __init__(self, key: OctKey) -> None:
        self._key = key

    async def verify(self, token: str) -> Caller:
        try:
            claims = jwt.decode(token, self._key, algorithms=["HS256"]).claims
            return _caller(claims, DEVELOPMENT_ISSUER, AUDIENCE)
        except (JoseError, ValueError) as error:
            raise TokenError(type(error).__name__) from None

    async def close(self) -> None:
        """Nothing to give back."""


class IssuerVerifier:
    """Reads tokens of the OpenID Connect issuer in the settings; its keys are fetched and kept for a while."""

    def __init__(self, settings: Settings) -> None:
        assert settings.oidc_issuer is not None  # checked by Settings
        self._issuer = settings.oidc_issuer
        self._audience = settings.oidc_audience
        self._http = httpx.AsyncClient(timeout=10)
        self._keys: KeySet | None = None
        self._fetched = float("-inf")
        self._tried = float("-inf")
        self._fetching = asyncio.Lock()

    async def verify(self, token: str) -> Caller:
        """The caller in `token`; the issuer's keys are fetched again when this one is not among them."""
        try:
            return self._read(token, await self._current_keys(KEYS_KEPT))
        except (JoseError, ValueError) as first:
            try:
                return self._read(token, await self._current_keys(KEYS_PAUSE))
            except (JoseError, ValueError):
                raise TokenError(type(first).__name__) from None

    def _read(self, token: str, keys: KeySet) -> Caller:
        return _caller(jwt.decode(token, keys, algorithms=ALGORITHMS).claims, self._issuer, self._audience)

    async def _current_keys(self, kept: float) -> KeySet:
        """The keys, no older than `kept` seconds when the issuer answers; those we had when it does not."""
        async with self._fetching:
            now = time.monotonic()
            if now - self._fetched > kept and now - self._tried > KEYS_PAUSE:
                self._tried = now
                await self._fetch()
        if self._keys is None:
            raise IssuerUnavailable
        return self._keys

    async def _fetch(self) -> None:
        try:
            found = (await self._http.get(discovery(self._issuer))).raise_for_status()
            address = _Configuration.model_validate_json(found.content).jwks_uri
            answer = (await self._http.get(address)).raise_for_status()
            self._keys = KeySet.import_key_set(answer.json())
        except (httpx.HTTPError, httpx.InvalidURL, JoseError, ValueError, TypeError, KeyError) as error:
            log(ISSUER_FAILED, error=type(error).__name__)
            return
        self._fetched = self._tried

    async def close(self) -> None:
        """Close the connection with the issuer."""
        await self._http.aclose()


def discovery(issuer: str) -> str:
    """Where an OpenID Connect issuer says what it offers."""
    return issuer.rstrip("/") + "/.well-known/openid-configuration"
