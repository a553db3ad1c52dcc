"""Signing in at the OpenID Connect issuer: authorisation code with PKCE (RFC 7636), renewing, signing out."""

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from joserfc.errors import JoseError
from pydantic import BaseModel, ValidationError

from chassis.away import is_away
from chassis.peers import TIMEOUT, ask_token
from chassis.problems import Problem
from chassis.service import Room
from chassis.settings import Settings, is_safe_address
from chassis.tokens import IssuerUnavailable, IssuerVerifier, TokenError, discovery
from werkplek.sessies import Tokens

NIET_BEREIKBAAR = (
    "Aanmelden kan nu niet: de aanmelddienst van uw organisatie antwoordt niet. Probeer het over een paar minuten "
    "opnieuw. Er is niets veranderd."
)
NIET_GELUKT = "Het aanmelden is niet gelukt. Probeer het opnieuw, in hetzelfde venster."


def weg() -> Problem:
    """What is said while the issuer is away."""
    return Problem(503, "uitgever", NIET_BEREIKBAAR, headers={"Retry-After": "60"})


def niet_gelukt() -> Problem:
    """What is said when somebody comes back with what is not ours."""
    return Problem(403, "aanmelden", NIET_GELUKT)


class NietGegeven(Exception):
    """The issuer gives no tokens for this: it was used before, took too long, or is none of its own."""


class Eindpunten(BaseModel):
    """Where the issuer does what (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str | None = None


@dataclass(frozen=True)
class Poging:
    """An attempt to sign in that is under way, as the browser keeps it for some minutes."""

    staat: str
    nonce: str
    bewijs: str
    """The secret of PKCE: only who began can finish."""
    naar: str
    """The page to go to afterwards."""


class _Gegeven(BaseModel):
    """What the issuer answers to a code or a refresh token (RFC 6749, 5.1)."""

    access_token: str
    refresh_token: str | None = None
    id_token: str | None = None
    expires_in: float | None = None


def nieuwe_poging(naar: str) -> Poging:
    """An attempt that nobody can guess."""
    return Poging(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), naar)


async def adres_om_aan_te_melden(room: Room, poging: Poging, terug: str) -> str:
    """The page of the issuer where somebody says who he is. Raises Problem 503 while it is away."""
    eindpunt = (await _eindpunten(room.settings)).authorization_endpoint
    vraag = {
        "response_type": "code",
        "client_id": str(room.settings.oidc_client_id),
        "redirect_uri": terug,
        "scope": room.settings.oidc_scope,
        "state": poging.staat,
        "nonce": poging.nonce,
        "code_challenge": urlsafe_b64encode(hashlib.sha256(poging.bewijs.encode()).digest()).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return _met(eindpunt, vraag)


async def wissel(room: Room, poging: Poging, code: str, terug: str) -> Tokens:
    """The tokens for a code. Raises Problem 403 for one that is not ours, 503 while the issuer is away."""
    vraag = {"grant_type": "authorization_code", "code": code, "redirect_uri": terug, "code_verifier": poging.bewijs}
    try:
        gegeven = await _gevraagd(room.settings, vraag)
    except NietGegeven:
        raise niet_gelukt() from None
    if gegeven.id_token is None:
        raise niet_gelukt()
    return _tokens(gegeven, await _naam(room, gegeven.id_token, poging.nonce))


async def vernieuwd(room: Room, tokens: Tokens) -> Tokens | None:
    """Newer tokens; None when the issuer gives none any more. Raises Problem 503 while it is away."""
    if tokens.vernieuw is None:
        return None
    try:
        gegeven = await _gevraagd(room.settings, {"grant_type": "refresh_token", "refresh_token": tokens.vernieuw})
    except NietGegeven:
        return None
    nieuw = _tokens(gegeven, tokens.naam)
    # An issuer that gives no other refresh token or ID token means that those it gave before go on.
    gebleven = {
        "vernieuw": nieuw.vernieuw or tokens.vernieuw,
        "identiteit": nieuw.identiteit or tokens.identiteit,
    }
    return nieuw.model_copy(update=gebleven)


async def adres_om_af_te_melden(settings: Settings, tokens: Tokens, terug: str) -> str | None:
    """Where somebody signs out at the issuer too (OpenID Connect RP-Initiated Logout 1.0); None when it has no such."""
    if settings.oidc_issuer is None or tokens.identiteit is None:
        return None
    try:
        einde = (await _eindpunten(settings)).end_session_endpoint
    except Problem:
        return None
    if einde is None:
        return None
    vraag = {"id_token_hint": tokens.identiteit, "post_logout_redirect_uri": terug}
    return _met(einde, vraag)


async def _eindpunten(settings: Settings) -> Eindpunten:
    assert settings.oidc_issuer is not None  # checked by Settings
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT) as http:
            found = (await http.get(discovery(settings.oidc_issuer))).raise_for_status()
        eindpunten = Eindpunten.model_validate_json(found.content)
    except (httpx.HTTPError, ValidationError):
        raise weg() from None
    adressen = (eindpunten.authorization_endpoint, eindpunten.token_endpoint)
    if eindpunten.issuer != settings.oidc_issuer or not all(map(is_safe_address, adressen)):
        raise weg()
    return eindpunten


async def _gevraagd(settings: Settings, vraag: Mapping[str, str]) -> _Gegeven:
    """What the issuer gives. Raises NietGegeven when it gives nothing, Problem 503 while it is away."""
    eindpunt = (await _eindpunten(settings)).token_endpoint
    try:
        return _Gegeven.model_validate_json(await ask_token(settings, eindpunt, vraag))
    except (httpx.HTTPError, ValidationError) as error:
        if is_away(error):
            raise weg() from None
        raise NietGegeven from None


def _met(adres: str, vraag: Mapping[str, str]) -> str:
    return f"{adres}{'&' if '?' in adres else '?'}{urlencode(vraag)}"


def _tokens(gegeven: _Gegeven, naam: str) -> Tokens:
    return Tokens(
        toegang=gegeven.access_token,
        vernieuw=gegeven.refresh_token,
        identiteit=gegeven.id_token,
        verloopt=None if gegeven.expires_in is None else time.time() + gegeven.expires_in,
        naam=naam,
    )


async def _naam(room: Room, identiteit: str, nonce: str) -> str:
    assert isinstance(room.verifier, IssuerVerifier)  # in development nobody comes here
    assert room.settings.oidc_client_id is not None
    try:
        return await room.verifier.identify(identiteit, room.settings.oidc_client_id, nonce)
    except IssuerUnavailable:
        raise weg() from None
    except (TokenError, JoseError, ValueError):
        raise niet_gelukt() from None
