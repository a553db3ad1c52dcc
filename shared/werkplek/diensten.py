"""Asking the public APIs of the services, with the token of who looks: the rights and the log are theirs."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from urllib.parse import quote

import httpx
from pydantic import JsonValue, TypeAdapter, ValidationError

from chassis.problems import Problem
from chassis.tracing import put_traceparent
from werkplek.deur import Aanvraag, NaarAanmelden
from werkplek.opmaak import dingen
from werkplek.vorm import Bron, Ding

JSON = TypeAdapter[JsonValue](JsonValue)
ANDERS = "Dit formulier is anders dan wij het gaven. Er is niets veranderd. Open de pagina opnieuw en vul het daar in."


class _Token(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        put_traceparent(request.headers)
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


async def vraag(
    aanvraag: Aanvraag,
    dienst: str,
    methode: str,
    pad: str,
    *,
    query: Mapping[str, str] | None = None,
    body: JsonValue = None,
    inhoud: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """What a service answers, a refusal too. Raises httpx.HTTPError when it is away, NaarAanmelden on 401.

    Raises Problem 400 for a header that no page of ours makes: what is hidden in a form goes along as one.
    """
    if not all(each.isascii() and each.isprintable() for each in (headers or {}).values()):
        raise Problem(400, "formulier", ANDERS)
    async with _client(aanvraag, dienst) as client:
        answer = await client.request(
            methode,
            pad,
            params=query,
            json=body,
            content=inhoud,
            headers=dict(headers or {}),
            auth=_Token(aanvraag.bezoeker.token),
        )
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        raise NaarAanmelden
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        answer.raise_for_status()
    return answer


def _client(aanvraag: Aanvraag, dienst: str) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """For the service that has the pages one that goes without a network, as if its visitor asked."""
    if dienst != aanvraag.room.service.name:
        return nullcontext(aanvraag.room.peers[dienst])
    van = aanvraag.request.client
    own = httpx.ASGITransport(app=aanvraag.request.app, client=(van.host, 0) if van else ("", 0))
    return httpx.AsyncClient(transport=own, base_url="http://127.0.0.1")


async def uit(
    aanvraag: Aanvraag, bron: Bron, plek: Mapping[str, JsonValue], query: Mapping[str, str] | None = None
) -> httpx.Response:
    """What a source gives, with the names in its address filled. Raises Problem when it is refused."""
    pad, _, vast = ingevuld(bron.pad, plek).partition("?")
    alles = {**(query or {}), **dict(each.split("=", 1) for each in vast.split("&") if each)}
    return geslaagd(await vraag(aanvraag, bron.dienst, bron.methode, pad, query=alles or None))


async def bladzijde(
    aanvraag: Aanvraag, bron: Bron, plek: Mapping[str, JsonValue], query: Mapping[str, str] | None = None
) -> tuple[list[Ding], str | None]:
    """The things that a source lists, and the cursor of those after them. Raises Problem when it is refused."""
    gevonden = json_van(await uit(aanvraag, bron, plek, query))
    if not isinstance(gevonden, dict):
        return dingen(gevonden), None
    verder = gevonden.get("volgende")
    return dingen(gevonden.get("items")), verder if isinstance(verder, str) else None


def geslaagd(answer: httpx.Response) -> httpx.Response:
    """The answer, unless it is a refusal: then it raises that as Problem."""
    if answer.is_error:
        raise weigering(answer)
    return answer


def weigering(answer: httpx.Response) -> Problem:
    """A refusal of a service, in its own words."""
    try:
        document = JSON.validate_json(answer.content)
    except ValidationError:
        document = {}
    gezegd = document if isinstance(document, dict) else {}
    detail = str(gezegd.get("detail", "Dit kan niet."))
    params = gezegd.get("invalidParams")
    more = {"invalidParams": params} if params else {}
    return Problem(answer.status_code, "dienst", detail, more=more)


def json_van(answer: httpx.Response) -> JsonValue:
    """The content of an answer; None of an empty one."""
    return JSON.validate_json(answer.content) if answer.content else None


def ingevuld(pad: str, waarden: Mapping[str, JsonValue]) -> str:
    """An address with its names filled, each as one step."""
    veilig = {naam: quote(str(waarde), safe="") for naam, waarde in waarden.items() if isinstance(waarde, str | int)}
    return pad.format_map(veilig)
