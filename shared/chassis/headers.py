"""Headers of an answer that a route gives by asking for them: so its contract has them, and has no others."""

from typing import Annotated

from fastapi import Depends, Response


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


Etag = Annotated[ShowEtag, Depends(ShowEtag)]
Location = Annotated[ShowLocation, Depends(ShowLocation)]
