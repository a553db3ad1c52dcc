"""Who is calling: bearer tokens, from an OpenID Connect issuer or, in development, from ourselves."""

import asyncio
import re
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

import httpx
from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import JWKRegistry, Key, KeySet, OctKey
from pydantic import BaseModel, JsonValue

from chassis.log import ISSUER_FAILED, KEY_LEFT_OUT, log
from chassis.settings import Settings, is_safe_address

T = TypeVar("T")
DEVELOPMENT_ISSUER = "clientroute-development"
AUDIENCE = "clientroute"
EVERYWHERE = "*"
"""As municipality in a token: all of them. For services and administrators of the region."""
AGB = re.compile(r"[0-9]{8}", re.ASCII)
PROVIDER_SCOPES = frozenset({"berichten"})
"""What provider software may; it goes with an AGB code, and an AGB code with nothing else."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
KEYS_KEPT = 300.0
"""Seconds before the issuer's keys are fetched again; an unknown key fetches them sooner."""
KEYS_PAUSE = 10.0
"""Seconds between two fetches at the least while the issuer does not answer."""
NEW_KEY_PAUSE = 1.0
"""Seconds between two fetches for a key we do not know, so that bad tokens cannot hammer the issuer."""

KEYS: Mapping[object, set[object]] = {"RSA": {None}, "EC": {"P-256", "P-384", "P-521"}}
"""The kinds of key that those algorithms use, and their curves."""
NEW_KEY = (InvalidKeyIdError, BadSignatureError)
"""What is wrong with a token when its issuer has a key that we do not know yet."""
TYPES = {"JWT": {"jwt", "at+jwt", "application/at+jwt"}, "at+jwt": {"at+jwt", "application/at+jwt"}}
"""Values of `typ` in the header, by the setting: RFC 9068 has a type of its own for access tokens."""
ONLY_IN_ID_TOKENS = {"at_hash", "c_hash", "s_hash"}
ACCESS = {"typ": "Bearer", "token_use": "access"}
"""How issuers that give every token the type JWT say in a claim which are for access."""


class TokenError(Exception):
    """The token is missing, expired, or not from our issuer; the text names the kind of refusal, and nothing in it."""


class IssuerUnavailable(Exception):
    """The issuer has not given its keys yet, so that no token can be judged."""


class _Configuration(BaseModel):
    issuer: str
    jwks_uri: str


class _Keys(BaseModel):
    keys: list[JsonValue]


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


def _registry(issuer: str, audience: str, nonce: str | None = None) -> jwt.JWTClaimsRegistry:
    """What every token of an issuer for an audience has to say, and one that answers a nonce that too."""
    answers: jwt.ClaimsOption = {"essential": False} if nonce is None else {"essential": True, "value": nonce}
    return jwt.JWTClaimsRegistry(
        leeway=30,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
        sub={"essential": True},
        nonce=answers,
    )


def _caller(claims: Mapping[str, object], issuer: str, audience: str) -> Caller:
    """Check the claims and read the caller from them.

    `scope` is a text with spaces (RFC 8693); `agb` a text; `gemeenten` a list of texts.
    """
    _registry(issuer, audience).validate(dict(claims))
    scope, agb, gemeenten = claims.get("scope", ""), claims.get("agb"), claims.get("gemeenten", [])
    if not isinstance(scope, str) or not isinstance(agb, str | None) or not isinstance(gemeenten, list):
        raise TokenError("claims")
    if agb is not None and not AGB.fullmatch(agb):
        raise TokenError("claim agb")
    return Caller(str(claims["sub"]), frozenset(scope.split()), agb, frozenset(map(str, gemeenten)))


def _decode(token: str, key: Key | KeySet, algorithms: list[str]) -> jwt.Token:
    """What is in a token whose signature holds. Raises JoseError, ValueError and TokenError."""
    try:
        return jwt.decode(token, key, algorithms=algorithms)
    except TypeError:
        # The library goes through a header of any form before it judges it, such as a `crit` that is no list.
        raise TokenError("form") from None


def _check_type(token: jwt.Token, wanted: str) -> None:
    """Raises TokenError for a token that is not for access: an ID token tells who somebody is, and opens nothing."""
    given = token.header.get("typ")
    if not isinstance(given, str) or given.lower() not in TYPES[wanted]:
        raise TokenError("typ")
    if ONLY_IN_ID_TOKENS & token.claims.keys():
        raise TokenError("ID token")
    if any(token.claims.get(name, access) != access for name, access in ACCESS.items()):
        raise TokenError("ID token")


def _refusal(error: Exception) -> TokenError:
    """The kind of refusal, in our own words: what the token holds is no part of it."""
    match error:
        case TokenError():
            return error
        case ExpiredTokenError():
            return TokenError("expired")
        case ClaimError():
            return TokenError(f"claim {error.claim}")
        case InvalidKeyIdError():
            return TokenError("unknown key")
        case BadSignatureError():
            return TokenError("signature")
        case UnsupportedAlgorithmError():
            return TokenError("algorithm")
        case _:
            return TokenError("form")


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
            claims = _decode(token, self._key, ["HS256"]).claims
            return _caller(claims, DEVELOPMENT_ISSUER, AUDIENCE)
        except (JoseError, ValueError, TokenError) as error:
            raise _refusal(error) from None

    async def close(self) -> None:
        """Nothing to give back."""


class IssuerVerifier:
    """Reads tokens of the OpenID Connect issuer in the settings; its keys are fetched and kept for a while."""

    def __init__(self, settings: Settings, service: str) -> None:
        assert settings.oidc_issuer is not None  # checked by Settings
        self._issuer = settings.oidc_issuer
        self._audience = settings.audience_of(service)
        self._type = settings.oidc_typ
        self._http = httpx.AsyncClient(timeout=10)
        self._keys: KeySet | None = None
        self._fetched = float("-inf")
        self._tried = float("-inf")
        self._fetching = asyncio.Lock()

    async def verify(self, token: str) -> Caller:
        """The caller in `token`. Raises as `_judge`."""
        return await self._judge(lambda keys: self._read(token, keys))

    async def identify(self, token: str, client_id: str, nonce: str) -> str:
        """The name of who signed in, by an ID token that answers this nonce (OpenID Connect Core 1.0, 3.1.3.7).

        Raises as `_judge`, also for one that is for another client or answers something else.
        """
        return await self._judge(lambda keys: self._name(token, client_id, nonce, keys))

    async def _judge(self, read: Callable[[KeySet], T]) -> T:
        """What a token says, which is refused for its key only by keys that were fetched after it came.

        So no valid token is refused after a rotation; it may wait NEW_KEY_PAUSE. When the issuer does not answer then,
        nobody can tell: IssuerUnavailable. Raises TokenError for one that is refused.
        """
        came = time.monotonic()
        try:
            try:
                return read(await self._known_keys())
            except NEW_KEY:
                return read(await self._keys_since(came))
        except (JoseError, ValueError, TokenError) as error:
            raise _refusal(error) from None

    def _name(self, token: str, client_id: str, nonce: str, keys: KeySet) -> str:
        claims = _decode(token, keys, ALGORITHMS).claims
        _registry(self._issuer, client_id, nonce).validate(claims)
        return str(claims.get("name") or claims.get("preferred_username") or claims["sub"])

    def _read(self, token: str, keys: KeySet) -> Caller:
        found = _decode(token, keys, ALGORITHMS)
        _check_type(found, self._type)
        return _caller(found.claims, self._issuer, self._audience)

    async def _known_keys(self) -> KeySet:
        """The keys, no older than KEYS_KEPT when the issuer answers; those we had when it does not."""
        if self._is_old():
            async with self._fetching:
                if self._is_old():
                    await self._fetch()
        if self._keys is None:
            raise IssuerUnavailable
        return self._keys

    def _is_old(self) -> bool:
        now = time.monotonic()
        return now - self._fetched > KEYS_KEPT and now - self._tried > KEYS_PAUSE

    async def _keys_since(self, came: float) -> KeySet:
        """The keys as the issuer gives them after this moment. Raises IssuerUnavailable when it does not."""
        async with self._fetching:
            if self._tried < came:
                # One fetch serves all who wait here; it is a limit to what the issuer has to bear, not a wait for it.
                await asyncio.sleep(self._tried + NEW_KEY_PAUSE - time.monotonic())
                await self._fetch()
        if self._keys is None or self._fetched < came:
            raise IssuerUnavailable
        return self._keys

    async def _fetch(self) -> None:
        self._tried = time.monotonic()
        try:
            found = (await self._http.get(discovery(self._issuer))).raise_for_status()
            configuration = _Configuration.model_validate_json(found.content)
            if configuration.issuer != self._issuer:
                log(ISSUER_FAILED, error="another issuer in the discovery document")
                return
            if not is_safe_address(configuration.jwks_uri):
                log(ISSUER_FAILED, error="keys without https")
                return
            answer = (await self._http.get(configuration.jwks_uri)).raise_for_status()
            keys = usable(_Keys.model_validate_json(answer.content).keys)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            log(ISSUER_FAILED, error=type(error).__name__)
            return
        if not keys:
            log(ISSUER_FAILED, error="no key that can be used")
            return
        self._keys, self._fetched = KeySet(keys), self._tried

    async def close(self) -> None:
        """Close the connection with the issuer."""
        await self._http.aclose()


def usable(given: Sequence[JsonValue]) -> list[Key]:
    """The keys that can check a signature of ours; each of the others is left out by itself, with a line in the log."""
    found = []
    for each in given:
        key = each if isinstance(each, dict) else {}
        kind, curve = key.get("kty"), key.get("crv")
        if kind not in KEYS or key.get("use", "sig") != "sig" or curve not in KEYS[kind]:
            log(KEY_LEFT_OUT, kind=str(kind)[:20], error="not for these signatures")
            continue
        try:
            found.append(JWKRegistry.import_key(cast(dict[str, str | list[str]], key)))
        except (JoseError, ValueError, TypeError, KeyError) as error:
            log(KEY_LEFT_OUT, kind=str(kind)[:20], error=type(error).__name__)
    return found


def discovery(issuer: str) -> str:
    """Where an OpenID Connect issuer says what it offers."""
    return issuer.rstrip("/") + "/.well-known/openid-configuration"
