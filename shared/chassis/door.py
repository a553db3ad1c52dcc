"""The HTTP door: one request, one unit of work, committed before the response leaves.

Rights come first: before a body is read, and before a kept answer is given. A POST with an `Idempotency-Key` is carried
out once: the same request of the same caller gets the first answer again.
"""

import hashlib
import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeAlias

from fastapi import Depends, Request, Response, params
from fastapi.routing import APIRoute
from sqlalchemy import insert, select

from chassis import tables
from chassis.limits import MAX_JSON, check_encoding, check_length, limited
from chassis.logboek import Operatie, handeling_of, lines_of_answer
from chassis.problems import Problem, invalid
from chassis.security import needed
from chassis.service import Room
from chassis.strict import JsonRequest, strict_body
from chassis.tokens import Caller
from chassis.work import Work

READS = {"GET", "HEAD"}
KEY_HEADER = "idempotency-key"
KEPT_HEADERS = {"location", "content-type", "etag"}
NOBODY = Caller("", frozenset())
Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]  # type: ignore[explicit-any]  # FastAPI's own


def operation_id(route: APIRoute) -> str:
    """The method and the path as one name, for generated clients: `get_meldingen`, `post_melding_inzage`.

    `{melding_id}` names one of the collection before it and takes its place; any other parameter stands by its name.
    """
    steps: list[str] = []
    for step in route.path_format.removeprefix("/v1").strip("/").split("/"):
        name = step.strip("{}")
        if step.startswith("{") and name.endswith("_id") and steps:
            steps[-1] = name.removesuffix("_id")
        else:
            steps.append(name.strip("_").replace("-", "_").replace(".", "_"))
    return "_".join([min(route.methods or ()).lower(), *steps])


class Guarded(APIRoute):
    """A route that looks at the token first, then at the size of the body, and then reads it.

    A route where messages or files come in says how large they may be, with `max_body_size`.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:  # type: ignore[explicit-any]  # noqa: ANN401  as FastAPI
        # Kept from FastAPI, which would refuse what is too large before it is known who calls, and not in Dutch.
        self.largest: int = how.pop("max_body_size", None) or MAX_JSON
        super().__init__(path, strict_body(endpoint), **how | {"generate_unique_id_function": operation_id})

    def get_route_handler(self) -> Handler:
        """Wrap FastAPI's handler in what has to hold before it."""
        answer, asked = self.around(super().get_route_handler()), tuple(needed(self.dependant))
        scopes = frozenset(scope for each in asked for group in each.scopes for scope in group.split())
        operatie = Operatie(operation_id(self), (self.description or "").split("\n")[0], scopes)

        async def handle(plain: Request) -> Response:
            request = JsonRequest(plain.scope, limited(plain.receive, self.largest))
            request.state.operatie = operatie
            for each in asked:
                await each.check(request)
            if request.method not in READS:
                check_length(request.scope, self.largest)
                check_encoding(request.scope)
                await request.body()
            return await answer(request)

        return handle

    def around(self, answer: Handler) -> Handler:
        """What a kind of route does around its answer, once the caller may ask and the body is there."""
        return answer


class Door(Guarded):
    """The route class of every router: `APIRouter(route_class=Door)`."""

    def writes(self, request: Request) -> bool:
        """Whether the unit of work of this request may change anything."""
        return request.method not in READS

    def around(self, answer: Handler) -> Handler:
        """A unit of work."""

        async def handle(request: Request) -> Response:
            room: Room = request.app.state.room
            writes, handeling = self.writes(request), handeling_of(request.scope)
            async with room.work(writes=writes) as work:
                request.state.work = work
                if writes and request.method == "POST" and KEY_HEADER in request.headers:
                    response = await _once(request, work, answer)
                else:
                    response = await answer(request)
                if handeling is not None and writes:
                    work.lines.extend(lines_of_answer(work, request, handeling, response, room.clock()))
            if handeling is not None and not writes:
                await room.write_lines(lines_of_answer(work, request, handeling, response, room.clock()))
            return response

        return handle


class Question(Door):
    """The route class of a POST that only asks, because what it asks does not fit in an address.

    It takes no turn among writers, so that a service may ask while it is in the middle of a change of its own.
    """

    def writes(self, request: Request) -> bool:
        """Never."""
        return False


async def _no_key(request: Request) -> None:
    """Raises Problem 400 for an Idempotency-Key.

    The door would keep the answer and give it again, past the check of rights and without a trace.
    """
    if KEY_HEADER in request.headers:
        raise invalid("header.Idempotency-Key", "Laat deze header weg: elke inzage telt en wordt vastgelegd.")


NO_KEY: params.Depends = Depends(_no_key)
"""Among the dependencies of a POST that reads what a trace is kept of."""


async def current_work(request: Request) -> Work:
    """The unit of work of this request."""
    work: Work = request.state.work
    return work


InWork = Annotated[Work, Depends(current_work)]


async def _once(request: Request, work: Work, answer: Handler) -> Response:
    given = request.headers[KEY_HEADER]
    if not 1 <= len(given) <= 200:
        raise Problem(400, "idempotency-key", "Geef een Idempotency-Key van 1 tot 200 tekens.")
    caller: Caller = getattr(request.state, "caller", NOBODY)
    # The caller is part of the key: nobody gets the answer that was meant for another.
    key = hashlib.sha256(_text(caller.name, request.method, request.url.path, given)).hexdigest()
    asked = work.vault.hash(tables.REQUEST.purpose, _asked(request, caller) + await request.body())
    await work.wait_for_turn(key)
    row = (await work.session.execute(select(tables.idempotency).where(tables.idempotency.c.key == key))).first()
    if row is None:
        response = await answer(request)
        await _remember(work, key, asked.current, response)
        return response
    if work.vault.compared(tables.REQUEST.purpose, row.fingerprint) != asked.compared:
        raise Problem(422, "idempotency-key", "Deze Idempotency-Key is al gebruikt voor een ander verzoek.")
    kept = work.vault.open(tables.ANSWER, key, row.body)
    return Response(kept, status_code=row.status, headers=json.loads(row.headers))


def _asked(request: Request, caller: Caller) -> bytes:
    """What makes a request another one under the same key, beside its body: what is asked, and by which rights.

    Rights stand here and not in the key: who has other rights by now neither gets the answer, nor does it twice.
    """
    rights = (caller.agb or "", sorted(caller.gemeenten), sorted(caller.scopes))
    return _text(request.url.query, request.headers.get("content-type", ""), *rights)


def _text(*parts: str | list[str]) -> bytes:
    return json.dumps(parts).encode()


async def _remember(work: Work, key: str, fingerprint: str, response: Response) -> None:
    headers = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
    await work.session.execute(
        insert(tables.idempotency).values(
            key=key,
            fingerprint=fingerprint,
            status=response.status_code,
            headers=json.dumps(headers),
            body=work.vault.seal(tables.ANSWER, key, bytes(response.body)),
            created_at=work.now,
        )
    )
