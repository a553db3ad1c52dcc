"""What people record about a provider."""

from enum import StrEnum


class Aantekeningsoort(StrEnum):
    """The kinds of a note: an answer in the client survey (M90), a planning signal (M116)."""

    ERVARING = "ervaring"
    PLANNING = "planning"
