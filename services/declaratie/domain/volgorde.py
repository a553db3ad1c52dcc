"""In which order declarations were made: what is billed late goes with the last period submitted or later (IV090)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class IngediendeDeclaratie(NamedTuple):
    """A declaration of which lines were judged, and so was submitted: one that was rejected whole was never sent."""

    dagtekening: date
    antwoord_id: str
    """Id of its WMO325 in the post; ids sort by time."""


def tr318(dagtekening: date, bericht_id: str, over_later: Iterable[IngediendeDeclaratie]) -> bool:
    """Whether no declaration over a later period was surely made before this one (TR318).

    The order of arrival carries no meaning (OP080): one that was held up, or waited for its assignment, is in time.
    What does carry meaning is the day on which a message was made, and on one day whether the answer on the other was
    there when this one came in. Months may be left out: only the provider knows whether it delivered in them.
    """
    return all((dagtekening, bericht_id) < (each.dagtekening, each.antwoord_id) for each in over_later)


def rondes(aanbieders: Iterable[str]) -> list[list[int]]:
    """In which rounds messages are judged together, by place: `aanbieders` are the providers of each.

    In a round no provider is there twice, for what is granted to it counts for its next message.
    """
    gevonden, geweest = list[list[int]](), Counter[str]()
    for plek, agb in enumerate(aanbieders):
        if geweest[agb] == len(gevonden):
            gevonden.append([])
        gevonden[geweest[agb]].append(plek)
        geweest[agb] += 1
    return gevonden
