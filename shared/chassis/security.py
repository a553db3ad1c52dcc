"""Who may do what: every route asks for a scope, and looks at the municipality or provider of the caller."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from structlog.contextvars import bind_contextvars

from chassis.problems import Problem, not_found
from chassis.tokens import Caller, IssuerUnavailable, TokenError, Verifier

_bearer = HTTPBearer(auto_error=False, description="Token van de OpenID Connect-aanbieder, of van `clientroute token`.")


async def _read_caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
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
    except TokenError:
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


def needs(*scopes: str) -> Callable[[Caller], Awaitable[Caller]]:
    """A dependency that lets callers through who have one of `scopes`, and gives the caller to the route."""

    async def check(caller: Annotated[Caller, Depends(_read_caller)]) -> Caller:
        if not caller.scopes & set(scopes):
            raise Problem(403, "scope", f"Uw token heeft hiervoor het recht {' of '.join(scopes)} nodig.")
        return caller

    return check


def must_serve(caller: Caller, gemeente: str) -> None:
    """Raises Problem 403 when the caller does not work for `gemeente`."""
    if not caller.serves(gemeente):
        raise Problem(403, "gemeente", "Uw token geldt niet voor deze gemeente.")


class OfGemeente(Protocol):
    """Something that belongs to one municipality."""

    @property
    def gemeente(self) -> str:
        """Its CBS code."""


T = TypeVar("T", bound=OfGemeente)


def found_for(caller: Caller, found: T | None, what: str) -> T:
    """What was looked for. Raises Problem 404 when there is none, or it is of another municipality.

    Who may not see it may not learn that it exists.
    """
    if found is None or not caller.serves(found.gemeente):
        raise not_found(what)
    return found
