"""Signing in at the OpenID Connect issuer: authorisation code with PKCE (RFC 7636), renewing, signing out."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError
from pydantic import BaseModel, ValidationError

from chassis.peers import TIMEOUT
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
    expires_at: float | None = None


def nieuwe_poging(naar: str) -> Poging:
    """An attempt that nobody can guess."""
    return Poging(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), naar)


async def adres_om_aan_te_melden(room: Room, poging: Poging, terug: str) -> str:
    """The page of the issuer where somebody says who he is. Raises Problem 503 while it is away."""
    eindpunten = await _eindpunten(room.settings)
    async with _client(room.settings, terug) as client:
        adres, _ = client.create_authorization_url(
            eindpunten.authorization_endpoint, state=poging.staat, nonce=poging.nonce, code_verifier=poging.bewijs
        )
    return str(adres)


async def wissel(room: Room, poging: Poging, code: str, terug: str) -> Tokens:
    """The tokens for a code. Raises Problem 403 for one that is not ours, 503 while the issuer is away."""
    eindpunten = await _eindpunten(room.settings)
    async with _client(room.settings, terug) as client:
        gegeven = await _gevraagd(client, eindpunten, grant_type="authorization_code", code=code,
                                  code_verifier=poging.bewijs)  # fmt: skip
    if gegeven.id_token is None:
        raise niet_gelukt()
    return _tokens(gegeven, await _naam(room, gegeven.id_token, poging.nonce))


async def vernieuwd(room: Room, tokens: Tokens) -> Tokens | None:
    """Newer tokens; None when the issuer gives none any more. Raises Problem 503 while it is away."""
    if tokens.vernieuw is None:
        return None
    eindpunten = await _eindpunten(room.settings)
    async with _client(room.settings, None) as client:
        try:
            gegeven = await _gevraagd(client, eindpunten, grant_type="refresh_token", refresh_token=tokens.vernieuw)
        except Problem as problem:
            if problem.status == 503:
                raise
            return None
    nieuw = _tokens(gegeven, tokens.naam)
    return nieuw.model_copy(
        update={
            "vernieuw": nieuw.vernieuw or tokens.vernieuw,
            "identiteit": nieuw.identiteit or tokens.identiteit,
        }
    )


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
    return f"{einde}{'&' if '?' in einde else '?'}{urlencode(vraag)}"


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


def _client(settings: Settings, terug: str | None) -> AsyncOAuth2Client:
    secret = settings.oidc_client_secret
    return AsyncOAuth2Client(
        client_id=settings.oidc_client_id,
        client_secret=None if secret is None else secret.get_secret_value(),
        scope=settings.oidc_scope,
        redirect_uri=terug,
        code_challenge_method="S256",
        timeout=TIMEOUT,
    )


async def _gevraagd(client: AsyncOAuth2Client, eindpunten: Eindpunten, **vraag: str) -> _Gegeven:
    try:
        return _Gegeven.model_validate(await client.fetch_token(eindpunten.token_endpoint, **vraag))
    except (OAuthError, ValidationError):
        raise niet_gelukt() from None
    except httpx.HTTPError:
        raise weg() from None


def _tokens(gegeven: _Gegeven, naam: str) -> Tokens:
    return Tokens(
        toegang=gegeven.access_token,
        vernieuw=gegeven.refresh_token,
        identiteit=gegeven.id_token,
        verloopt=gegeven.expires_at,
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
