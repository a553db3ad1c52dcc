"""Calling a zaaksysteem: a signature on every call, the headers that it demands, and refusals as an exception."""

import re
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey
from pydantic import BaseModel, SecretStr, ValidationError

from koppelvlakken.wacht import gevraagde_wacht
from koppelvlakken.zgw.verzoek import Api, Verzoek

SECONDEN = 30.0
"""What it gets to answer: a letter goes along."""
KOPPEN = {"Accept": "application/json", "Content-Crs": "EPSG:4326", "Accept-Crs": "EPSG:4326"}
"""The zaken API demands the last two; the others leave them alone."""
Model = TypeVar("Model", bound=BaseModel)
NAAM = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,59}", re.ASCII)
"""How codes and names of parameters look; what does not is not repeated by us."""

NUMMER = re.compile(r"[A-Za-z0-9-]{1,64}", re.ASCII)
"""Of a zaak, the last part of its address."""


@dataclass(frozen=True)
class Zaaksysteem:
    """Where the four APIs are, and as whom we come."""

    zaken: str
    documenten: str
    besluiten: str
    catalogi: str
    client_id: str
    geheim: SecretStr

    def adres(self, api: Api) -> str:
        """The root of an API, without a slash at the end."""
        return {
            "zaken": self.zaken,
            "documenten": self.documenten,
            "besluiten": self.besluiten,
            "catalogi": self.catalogi,
        }[api]


class ZgwFout(Exception):
    """What a zaaksysteem refused: its status, its code, and which fields; never a value of them.

    `wacht`: seconds that it asks us to wait.
    """

    def __init__(self, status: int, code: str | None, velden: Sequence[str], wacht: float | None = None) -> None:
        self.status, self.code, self.velden, self.wacht = status, code, tuple(velden), wacht
        super().__init__(self.kort)

    @property
    def kort(self) -> str:
        """On one line, for people: 400 invalid (zaaktype no-match)."""
        met = f" ({', '.join(self.velden)})" if self.velden else ""
        return f"{self.status}{' ' + self.code if self.code else ''}{met}"


class _Veld(BaseModel):
    name: str = ""
    code: str = ""


class _Fout(BaseModel):
    code: str | None = None
    invalidParams: tuple[_Veld, ...] = ()  # noqa: N815  as the standard calls it


class _Gemaakt(BaseModel):
    url: str


class _Lijst(BaseModel):
    results: tuple[_Gemaakt, ...]


class ZaakStand(BaseModel):
    """What a zaak says of its type, and of its end."""

    zaaktype: str | None = None
    einddatum: date | None = None
    archiefnominatie: str | None = None
    archiefactiedatum: date | None = None


class Handtekening(httpx.Auth):
    """Signs every call anew (HS256), so that no token gets old; who acts stands in the audit trail."""

    def __init__(self, systeem: Zaaksysteem, klok: Callable[[], datetime]) -> None:
        self._client_id, self._klok = systeem.client_id, klok
        self._sleutel = OctKey.import_key(systeem.geheim.get_secret_value())

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Called by httpx for each call."""
        claims: dict[str, str | int] = {
            "iss": self._client_id,
            "iat": int(self._klok().timestamp()),
            "client_id": self._client_id,
            "user_id": "clientroute",
            "user_representation": "clientroute",
        }
        token = jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, self._sleutel)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


def open_zaaksysteem(
    systeem: Zaaksysteem, klok: Callable[[], datetime], transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """A client for a zaaksysteem; `transport` replaces the network in tests."""
    auth = Handtekening(systeem, klok)
    return httpx.AsyncClient(auth=auth, headers=KOPPEN, timeout=SECONDEN, transport=transport)


async def maak(http: httpx.AsyncClient, systeem: Zaaksysteem, verzoek: Verzoek, *, eerder: bool) -> str:
    """Make it and give its address; `eerder` when it was tried before: then it is looked for first.

    Raises ZgwFout for what is refused or unreadable, httpx.TransportError without an answer.
    """
    adres = f"{systeem.adres(verzoek.api)}{verzoek.pad}"
    if eerder:
        gevonden = _lees(_Lijst, await http.get(adres, params=dict(verzoek.zoek))).results
        if gevonden:
            return gevonden[0].url
    return _lees(_Gemaakt, await http.post(adres, json=dict(verzoek.body))).url


async def lees_zaak(http: httpx.AsyncClient, systeem: Zaaksysteem, zaak_url: str) -> ZaakStand:
    """What a zaak says of its type and its end. Raises as `maak`.

    Asked at the API that an operator named: behind a gateway a zaak calls itself by another address than we reach.
    """
    nummer = zaak_url.rpartition("/")[2]
    if not NUMMER.fullmatch(nummer):
        raise ZgwFout(httpx.codes.OK, "onleesbaar", ())
    return _lees(ZaakStand, await http.get(f"{systeem.zaken}/zaken/{nummer}"))


def _lees(vorm: type[Model], answer: httpx.Response) -> Model:
    if answer.is_error:
        raise fout_van(answer)
    try:
        return vorm.model_validate_json(answer.content)
    except ValidationError:
        raise ZgwFout(answer.status_code, "onleesbaar", ()) from None


def fout_van(answer: httpx.Response) -> ZgwFout:
    """What was refused."""
    try:
        gelezen = _Fout.model_validate_json(answer.content)
    except ValidationError:
        gelezen = _Fout()
    velden = [f"{each.name} {each.code}".strip() for each in gelezen.invalidParams if NAAM.fullmatch(each.name)]
    code = gelezen.code if gelezen.code and NAAM.fullmatch(gelezen.code) else None
    goed = [each for each in velden if all(map(NAAM.fullmatch, each.split()))]
    return ZgwFout(answer.status_code, code, goed, gevraagde_wacht(answer.headers.get("Retry-After", "")))


def is_weg(fout: Exception) -> bool:
    """Whether it can go well later by itself: no answer, too busy, or broken there."""
    if isinstance(fout, ZgwFout):
        return fout.status in {408, 425, 429} or fout.status >= 500
    return isinstance(fout, httpx.RequestError)
