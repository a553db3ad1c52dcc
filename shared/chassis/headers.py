"""Headers that a route gives or takes by asking for them: so its contract has them, and has no others."""

from typing import Annotated

from fastapi import Depends, Header, Response
from pydantic import JsonValue

from chassis.problems import Problem

MATCH_HEADER = "If-Match"
REQUIRED: dict[str, JsonValue] = {"x-required": True}
"""In the schema of a header that a route asks for itself, once it knows that the caller may see the thing."""
ABOUT_MATCH = "De ETag van wat u het laatst las. Heeft iemand het intussen gewijzigd, dan is het antwoord 412."


class ShowEtag:
    """Says which state of a thing an answer shows, for If-Match on a later change."""

    def __init__(self, response: Response) -> None:
        self._response = response

    def __call__(self, versie: int | str) -> None:
        """The number of the state, or a hash of it."""
        self._response.headers["ETag"] = f'"{versie}"'


class ShowLocation:
    """Says where what was made, or what it became a part of, can be read."""

    def __init__(self, response: Response) -> None:
        self._response = response

    def __call__(self, path: str) -> None:
        """A path of this service, from `/v1` on; ids in it come from us."""
        self._response.headers["Location"] = path


async def etag(response: Response) -> ShowEtag:
    """Lets a route show an ETag: a route that depends on this says so in its contract."""
    # Async, as every dependency that waits for nothing: FastAPI hands one that is not to a thread, for each request.
    return ShowEtag(response)


async def location(response: Response) -> ShowLocation:
    """Lets a route show a Location, in the same way."""
    return ShowLocation(response)


Etag = Annotated[ShowEtag, Depends(etag)]
Location = Annotated[ShowLocation, Depends(location)]
IfMatch = Annotated[str | None, Header(alias=MATCH_HEADER, description=ABOUT_MATCH)]
MustMatch = Annotated[str | None, Header(alias=MATCH_HEADER, description=ABOUT_MATCH, json_schema_extra=REQUIRED)]
"""For `must_match`: who may not know of a thing is told that it is not there, before anything is asked of it."""


def must_match(if_match: str | None, versie: int | str) -> None:
    """Raises Problem 428 when the caller does not say which state it saw, 412 when that is another."""
    if if_match is None:
        raise Problem(428, "if-match", "Stuur de header If-Match mee, met de ETag van wat u het laatst las.")
    check_match(if_match, versie)


def check_match(if_match: str | None, versie: int | str) -> None:
    """Raises Problem 412 when the caller saw another state."""
    if if_match is not None and if_match.strip() not in {"*", f'"{versie}"'}:
        detail = "Iemand anders heeft dit intussen gewijzigd. Lees het opnieuw en kijk of uw wijziging nog klopt."
        raise Problem(412, "gewijzigd", detail)
