"""A client for the VSP-koppeling: sending (push), fetching and confirming (pull), and following (status).

Who calls is known by a client certificate only; there are no tokens. What is uncertain stands in `bericht.Afspraken`.
"""

import hashlib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from koppelvlakken.vecozo.bericht import Berichtstatus, Gereed, Metadata

MEESTE = 250
"""Messages in one answer at most: newer ones come into sight when these are confirmed."""
SECONDEN = 60.0
PUSH, PULL, STATUS = (
    "/berichtenservice/berichten/rest-push/v1",
    "/berichtenservice/berichten/rest-pull/v1",
    "/berichtenservice/berichtstatus/rest-pull/v3",
)
OMGEVINGEN = {
    "productie": "https://api.vecozo.nl",
    "acceptatie": "https://tst-api.vecozo.nl/acc",
    "test": "https://tst-api.vecozo.nl/tst",
}
Zoekpad = Literal["ZoekpadOpConversatieId", "ZoekpadOpAlsAntwoordOp"]
_ZOEKVELD: dict[Zoekpad, str] = {
    "ZoekpadOpConversatieId": "conversatieId",
    "ZoekpadOpAlsAntwoordOp": "alsAntwoordOp",
}
_GEREED, _STATUSSEN = TypeAdapter(list[Gereed]), TypeAdapter(list[Berichtstatus])


class Geweigerd(Exception):
    """VECOZO refuses a request, and will refuse it again. The text says why, and holds nothing of the message."""


class Beschadigd(Exception):
    """What was fetched is not what was announced: fetch it again, and do not confirm it."""


class _Probleem(BaseModel):
    title: str = ""
    detail: str | None = None
    errors: dict[str, list[str]] = {}


@dataclass(frozen=True)
class Vsp:
    """VECOZO, as one provider or its supplier reaches it."""

    http: httpx.AsyncClient

    async def dien_in(self, metadata: Metadata, inhoud: bytes) -> None:
        """Send a message. That it was taken says nothing of its content: follow it by its traceerId.

        Raises Geweigerd for what may not be sent again as it is. After any httpx.HTTPError it may have arrived: ask
        `is_aangekomen` before it is sent again, under the same traceerId.
        """
        als_json = metadata.model_dump_json(by_alias=True, exclude_none=True).encode()
        delen: dict[str, tuple[str | None, bytes, str]] = {
            "berichtMetadata": (None, als_json, "application/json"),
            "payload": ("payload", inhoud, "application/octet-stream"),
        }
        answer = await self.http.post(f"{PUSH}/berichten", files=delen)
        if answer.status_code in {400, 413, 422}:
            raise Geweigerd(_waarom(answer))
        answer.raise_for_status()

    async def gereed(self, meeste: int = MEESTE) -> Sequence[Gereed]:
        """What is ready, the oldest first. Raises httpx.HTTPError."""
        answer = await self.http.get(f"{PULL}/berichten", params={"limit": meeste})
        return _GEREED.validate_json(answer.raise_for_status().content)

    async def zoek(self, zoekpad: Zoekpad, nummer: UUID) -> Sequence[Gereed]:
        """What is ready in a conversation, or as an answer on a message. Raises httpx.HTTPError."""
        body = {"zoekpadType": zoekpad, _ZOEKVELD[zoekpad]: str(nummer)}
        answer = await self.http.post(f"{PULL}/berichten/zoeken", json=body)
        return _GEREED.validate_json(answer.raise_for_status().content)

    async def haal(self, bericht: Gereed) -> bytes:
        """The content of a message. Raises Beschadigd when it is not what was announced, and httpx.HTTPError."""
        nummer, download = bericht.referentiegegevens.traceer_id, bericht.basisgegevens.payload
        inhoud = (await self.http.get(f"{PULL}/berichten/{nummer}/payload")).raise_for_status().content
        if len(inhoud) != download.grootte:
            raise Beschadigd(f"{nummer} is {len(inhoud)} bytes, and not {download.grootte}")
        try:
            berekend = hashlib.new(download.checksum.algoritme.replace("-", ""), inhoud, usedforsecurity=False)
        except ValueError:
            raise Beschadigd(f"{nummer} has a checksum that we do not know") from None
        if berekend.hexdigest() != download.checksum.waarde.lower():
            raise Beschadigd(f"{nummer} does not have its checksum")
        return inhoud

    async def bevestig(self, traceer_id: UUID) -> None:
        """Say that a message is kept safely; then it is no longer ready. Saying it twice does no harm."""
        answer = await self.http.delete(f"{PULL}/berichten/{traceer_id}")
        if answer.status_code != httpx.codes.NOT_FOUND:
            answer.raise_for_status()

    async def statussen(self, traceer_id: UUID) -> Sequence[Berichtstatus]:
        """How far a message is, and what answers it; nothing when VECOZO does not know it. Raises httpx.HTTPError."""
        answer = await self.http.get(f"{STATUS}/berichtstatussen", params={"traceerId": str(traceer_id)})
        return _STATUSSEN.validate_json(answer.raise_for_status().content)

    async def is_aangekomen(self, traceer_id: UUID) -> bool:
        """Whether a message is there already, after it was sent and nobody answered."""
        return any(each.referentiegegevens.traceer_id == traceer_id for each in await self.statussen(traceer_id))

    async def dien_zeker_in(self, metadata: Metadata, inhoud: bytes) -> None:
        """Send a message that may have been sent before: only when it is not there. Raises as `dien_in`."""
        if not await self.is_aangekomen(metadata.referentiegegevens.traceer_id):
            await self.dien_in(metadata, inhoud)


def maak_client(
    basis: str, tls: ssl.SSLContext | None = None, transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """The connection with an environment of VECOZO, with our certificate."""
    verify = True if tls is None else tls
    return httpx.AsyncClient(base_url=basis, verify=verify, timeout=SECONDEN, transport=transport, trust_env=False)


def _waarom(answer: httpx.Response) -> str:
    """What VECOZO says is wrong: titles and names of fields, never a value."""
    try:
        probleem = _Probleem.model_validate_json(answer.content)
    except ValidationError:
        probleem = _Probleem()
    velden = ", ".join(sorted(probleem.errors))
    delen = [probleem.title or f"HTTP {answer.status_code}", f"velden: {velden}" if velden else ""]
    return "; ".join(filter(None, delen))
