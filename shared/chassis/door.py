"""The HTTP door: one request, one unit of work, committed before the response leaves.

A POST with an `Idempotency-Key` is carried out once: the same key with the same body gets the first answer again.
"""

import hashlib
import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Response, params
from fastapi.routing import APIRoute
from sqlalchemy import insert, select

from chassis import tables
from chassis.problems import Problem, invalid
from chassis.service import Room
from chassis.strict import JsonRequest, strict_body
from chassis.tokens import Caller, TokenError
from chassis.work import Work

READS = {"GET", "HEAD"}
KEY_HEADER = "idempotency-key"
KEPT_HEADERS = {"location", "content-type", "etag"}
NOBODY = Caller("", frozenset())


class Door(APIRoute):
    """The route class of every router: `APIRouter(route_class=Door)`."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:  # type: ignore[explicit-any]  # noqa: ANN401  as FastAPI
        super().__init__(path, strict_body(endpoint), **how)

    def writes(self, request: Request) -> bool:
        """Whether the unit of work of this request may change anything."""
        return request.method not in READS

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:  # type: ignore[explicit-any]  # FastAPI's own signature
        """Wrap FastAPI's handler in a unit of work."""
        answer = super().get_route_handler()

        async def handle(plain: Request) -> Response:
            request = JsonRequest(plain.scope, plain.receive)
            room: Room = request.app.state.room
            async with room.work(writes=self.writes(request)) as work:
                request.state.work = work
                if self.writes(request) and request.method == "POST" and KEY_HEADER in request.headers:
                    return await _once(request, work, answer)
                return await answer(request)

        return handle


class Question(Door):
    """The route class of a POST that only asks, because what it asks does not fit in an address.

    It takes no turn among writers, so that a service may ask while it is in the middle of a change of its own.
    """

    def writes(self, request: Request) -> bool:
        """Never."""
        return False


def _no_key(request: Request) -> None:
    """Raises Problem 400 for an Idempotency-Key.

    The door would keep the answer and give it again, past the check of rights and without a trace.
    """
    if KEY_HEADER in request.headers:
        raise invalid("header.Idempotency-Key", "Laat deze header weg: elke inzage telt en wordt vastgelegd.")


NO_KEY: params.Depends = Depends(_no_key)
"""Among the dependencies of a POST that reads what a trace is kept of."""


def current_work(request: Request) -> Work:
    """The unit of work of this request."""
    work: Work = request.state.work
    return work


InWork = Annotated[Work, Depends(current_work)]


async def _once(
    request: Request, work: Work, answer: Callable[[Request], Coroutine[object, object, Response]]
) -> Response:
    given = request.headers[KEY_HEADER]
    if not 1 <= len(given) <= 200:
        raise Problem(400, "idempotency-key", "Geef een Idempotency-Key van 1 tot 200 tekens.")
    caller = await _caller(request)
    # The caller is part of the key: nobody gets the answer that was meant for another.
    parts = (caller.name, caller.agb or "", *sorted(caller.gemeenten), request.url.path, given)
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    fingerprint = work.vault.fingerprint(await request.body())
    await work.wait_for_turn(key)
    row = (await work.session.execute(select(tables.idempotency).where(tables.idempotency.c.key == key))).first()
    if row is None:
        response = await answer(request)
        await _remember(work, key, fingerprint, response)
        return response
    if row.fingerprint != fingerprint:
        raise Problem(422, "idempotency-key", "Deze Idempotency-Key is al gebruikt voor een ander verzoek.")
    return Response(work.vault.open(row.body), status_code=row.status, headers=json.loads(row.headers))


async def _caller(request: Request) -> Caller:
    """Who calls, by a token that holds; nobody otherwise, which is for the route to refuse."""
    room: Room = request.app.state.room
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        return await room.verifier.verify(token) if scheme.lower() == "bearer" else NOBODY
    except TokenError:
        return NOBODY


async def _remember(work: Work, key: str, fingerprint: str, response: Response) -> None:
    headers = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
    await work.session.execute(
        insert(tables.idempotency).values(
            key=key,
            fingerprint=fingerprint,
            status=response.status_code,
            headers=json.dumps(headers),
            body=work.vault.seal(bytes(response.body)),
            created_at=work.now,
        )
    )
