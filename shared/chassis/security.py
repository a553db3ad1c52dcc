"""Who may do what: every route asks for a scope, and looks at the municipality or provider of the caller."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from structlog.contextvars import bind_contextvars

from chassis.log import TOKEN_REFUSED, log
from chassis.problems import Problem, not_found
from chassis.tokens import EVERYWHERE, Caller, IssuerUnavailable, TokenError, Verifier
from chassis.work import Work

_bearer = HTTPBearer(auto_error=False, description="Token van de OpenID Connect-aanbieder, of van `clientroute token`.")
NOT_FOR_THIS = (
    "Dit recht telt niet in uw token: het recht berichten hoort bij een AGB-code (agb), elk ander recht bij gemeenten "
    "en niet bij een AGB-code. Vraag een ander token aan."
)


async def caller_of(request: Request) -> Caller:
    """Who calls.

    Raises Problem 401 without a token that holds, 429 who calls too often, and 503 while no token can be judged.
    """
    known: Caller | None = getattr(request.state, "caller", None)
    if known is None:
        known = request.state.caller = await _read_caller(request)
        request.app.state.room.rates.check_caller(known, request.scope)
    return known


async def _read_caller(request: Request) -> Caller:
    credentials = await _bearer(request)
    if credentials is None:
        raise Problem(
            401,
            "aanmelden",
            "Stuur een token mee in de header Authorization: Bearer …",
            headers={"WWW-Authenticate": "Bearer"},
        )
    verifier: Verifier = request.app.state.room.verifier
    try:
        caller = await verifier.verify(credentials.credentials)
    except TokenError as refused:
        log(TOKEN_REFUSED, kind=str(refused))
        raise Problem(
            401,
            "token",
            "Dit token is verlopen of niet van onze uitgever. Vraag een nieuw token aan.",
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        ) from None
    except IssuerUnavailable:
        raise Problem(
            503,
            "uitgever",
            "We kunnen uw token nu niet controleren: de uitgever van tokens antwoordt niet. Probeer het later opnieuw.",
            headers={"Retry-After": "10"},
        ) from None
    bind_contextvars(caller=caller.name)
    return caller


@dataclass(frozen=True)
class Needs:
    """A dependency that lets callers through who have one of `scopes`, and gives the caller to the route.

    Where one is not enough the entry holds several, with spaces between them: all of those.

    The route class asks it before anything of a body is read (`chassis.door.Guarded`), and FastAPI once more.
    """

    scopes: tuple[str, ...]

    async def __call__(
        self, request: Request, _token: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> Caller:
        """The caller, as FastAPI asks for it."""
        return await self.check(request)

    async def check(self, request: Request) -> Caller:
        """The caller. Raises Problem 401 as `caller_of`, and 403 without the right."""
        caller = await caller_of(request)
        if self.held_by(caller.rights):
            return caller
        if self.held_by(caller.scopes):
            raise Problem(403, "token", NOT_FOR_THIS)
        asked = " of ".join(each.replace(" ", " met ") for each in self.scopes)
        raise Problem(403, "scope", f"Uw token heeft hiervoor het recht {asked} nodig.")

    def held_by(self, scopes: Collection[str]) -> bool:
        """Whether who holds these scopes is let through."""
        return any(set(each.split()) <= set(scopes) for each in self.scopes)


def needs(*scopes: str) -> Needs:
    """See `Needs`."""
    return Needs(scopes)


def needed(dependant: Dependant) -> Iterator[Needs]:
    """What a route asks of its callers, itself and by what it depends on."""
    for each in dependant.dependencies:
        if isinstance(each.call, Needs):
            yield each.call
        yield from needed(each)


def must_serve(caller: Caller, gemeente: str) -> None:
    """Raises Problem 403 when the caller does not work for `gemeente`."""
    if not caller.serves(gemeente):
        raise Problem(403, "gemeente", "Uw token geldt niet voor deze gemeente.")


def must_serve_everywhere(caller: Caller, slug: str, detail: str) -> None:
    """Raises Problem 403, of this kind and with this text, when the caller does not work for all municipalities."""
    if EVERYWHERE not in caller.gemeenten:
        raise Problem(403, slug, detail)


class OfGemeente(Protocol):
    """Something that belongs to one municipality."""

    @property
    def gemeente(self) -> str:
        """Its CBS code."""


T = TypeVar("T", bound=OfGemeente)


def found_for(work: Work, caller: Caller, found: T | None, what: str) -> T:
    """What was looked for; what is of a client is noted as such, for the log of processings.

    Raises Problem 404 when there is none, or it is of another municipality: who may not see it may not learn that it
    exists.
    """
    if found is None or not caller.serves(found.gemeente):
        raise not_found(what)
    if (client_id := getattr(found, "client_id", None)) is not None:
        work.note([client_id])
    return found
