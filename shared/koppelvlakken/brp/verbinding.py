"""How one municipality reaches the BRP, or the gateway before it: address, certificate, token, and its own headers."""

import time
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pydantic import BaseModel, SecretStr

from koppelvlakken.brp.velden import Doel
from koppelvlakken.tls import tls_met

SECONDEN = 10.0
"""What the BRP gets to answer."""
VERNIEUW_VOOR = 60.0
"""Seconds before its end that a token is renewed."""


@dataclass(frozen=True)
class Verbinding:
    """Where the BRP is and how to come in. The headers are of the gateway and not of the BRP: their names differ."""

    adres: str
    """Of the server, without `/personen`."""
    certificaat: Path | None = None
    """Our certificate with its chain, for mutual TLS; the key beside it."""
    sleutel: Path | None = None
    uitgevers: Path | None = None
    """The certificates that theirs has to come from; without it those of this machine."""
    token: SecretStr | None = None
    """A bearer token that lasts, for a gateway that gives one."""
    token_adres: str | None = None
    """Where tokens are given by client credentials (RFC 6749, 4.4)."""
    client_id: str | None = None
    client_geheim: SecretStr | None = None
    koppen: Mapping[str, str] = field(default_factory=dict)
    """Headers on every question, such as x-gebruiker."""
    koppen_per_doel: Mapping[Doel, Mapping[str, str]] = field(default_factory=dict)
    """Headers that differ per purpose, such as x-doelbinding and x-verwerking."""
    alleen_binnenland: bool = False
    """Whether we are not authorised for addresses abroad."""

    def koppen_voor(self, doel: Doel) -> dict[str, str]:
        """All headers of a question; one without a value is left out."""
        samen = {**self.koppen, **self.koppen_per_doel.get(doel, {})}
        return {naam: waarde for naam, waarde in samen.items() if naam and waarde}


class _Token(BaseModel):
    access_token: str
    expires_in: float = 300


class Toegangsbewijs(httpx.Auth):
    """Puts a bearer token on every question: one that lasts, or one that is asked for and renewed in time."""

    requires_response_body = True

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding
        self._bewaard: tuple[float, str] | None = None

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Called by httpx for each question. A token that was given and is refused is asked for anew, once."""
        verbinding = self._verbinding
        if verbinding.token is not None:
            request.headers["Authorization"] = f"Bearer {verbinding.token.get_secret_value()}"
        if verbinding.token_adres is None:
            yield request
            return
        for poging in range(2):
            if poging or self._bewaard is None or self._bewaard[0] < time.monotonic():
                self._lees((yield self._vraag()))
            assert self._bewaard is not None  # _lees raises otherwise
            request.headers["Authorization"] = f"Bearer {self._bewaard[1]}"
            antwoord = yield request
            if antwoord.status_code != httpx.codes.UNAUTHORIZED:
                return

    def _vraag(self) -> httpx.Request:
        verbinding = self._verbinding
        assert verbinding.token_adres is not None  # only asked when it is there
        geheim = verbinding.client_geheim.get_secret_value() if verbinding.client_geheim else ""
        formulier = {
            "grant_type": "client_credentials",
            "client_id": verbinding.client_id or "",
            "client_secret": geheim,
        }
        return httpx.Request("POST", verbinding.token_adres, data=formulier)

    def _lees(self, antwoord: httpx.Response) -> None:
        try:
            gegeven = _Token.model_validate_json(antwoord.raise_for_status().content)
        except (httpx.HTTPStatusError, ValueError):
            self._bewaard = None
            raise httpx.TransportError("the issuer of tokens gives none") from None
        self._bewaard = (time.monotonic() + gegeven.expires_in - VERNIEUW_VOOR, gegeven.access_token)


def open_verbinding(verbinding: Verbinding, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client for this connection; `transport` replaces the network in tests.

    Raises OSError when a certificate is not there or cannot be read (ssl.SSLError is one).
    """
    tls = tls_met(verbinding.certificaat, verbinding.sleutel, verbinding.uitgevers)
    return httpx.AsyncClient(
        base_url=verbinding.adres, auth=Toegangsbewijs(verbinding), timeout=SECONDEN, verify=tls, transport=transport
    )
