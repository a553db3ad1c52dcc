"""From the events that messages came in to the step that works through them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

import wetten
from berichtenverkeer.post import Berichtstatus, Poststuk, inhoud_van_alle, vind_alle
from chassis.batches import in_batches
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toewijzing import BerichtGegevens

B = TypeVar("B", bound=wetten.Bericht)
B_co = TypeVar("B_co", bound=wetten.Bericht, covariant=True)
SAMEN = 200_000
"""Bytes as they are kept, some 100,000 lines of XML, that are read together: a large message is alone in memory."""


@dataclass(frozen=True)
class Binnengekomen(Generic[B_co]):
    """A message that came in: as it stands in the post, what it says, and where in a trace it came in."""

    stuk: Poststuk
    bericht: B_co
    traceparent: str | None = None


Stap = Callable[[Work, Sequence[Binnengekomen[wetten.Bericht]]], Awaitable[None]]
Verwerking = tuple[tuple[type[wetten.Bericht], ...], Stap]
Hoor = Callable[[Work, Sequence[Heard[BerichtGegevens]]], Awaitable[None]]


def verwerker(*stappen: Verwerking) -> Hoor:
    """A handler that gives messages that came in at our own door to the step for their kind: once, and in order.

    Those for one step that came one after another go together, whichever law they are of.
    """
    van_soort: Mapping[str, Stap] = {
        soort: stap for kinds, stap in stappen for kind in kinds for soort in wetten.soorten(kind.NUMMER)
    }

    async def hoor_berichten(work: Work, heard: Sequence[Heard[BerichtGegevens]]) -> None:
        eigen = {
            each.data.bericht_id: each for each in heard if each.source == work.source and each.data.soort in van_soort
        }
        gevonden = await vind_alle(work, eigen)
        te_doen = [gevonden[each] for each in eigen if each in gevonden]
        nieuw = [each for each in te_doen if each[0].status == Berichtstatus.ONTVANGEN]
        for doe, van_stap in groupby(nieuw, lambda each: van_soort[each[0].soort]):
            for samen in in_batches(van_stap, lambda each: each[1], SAMEN):
                stukken = [stuk for stuk, _ in samen]
                inhoud = await inhoud_van_alle(work, [each.id for each in stukken])
                binnen = [
                    Binnengekomen(each, wetten.lees(inhoud.pop(each.id)), eigen[each.id].traceparent)
                    for each in stukken
                ]
                await doe(work, binnen)

    return hoor_berichten


def stap(doe: Callable[[Work, Sequence[Binnengekomen[B]]], Awaitable[None]], *kinds: type[B]) -> Verwerking:
    """A step for messages of these kinds, which it takes together."""

    async def doe_samen(work: Work, binnen: Sequence[Binnengekomen[wetten.Bericht]]) -> None:
        await doe(work, [_van(kinds, each) for each in binnen])

    return kinds, doe_samen


def _van(kinds: tuple[type[B], ...], binnen: Binnengekomen[wetten.Bericht]) -> Binnengekomen[B]:
    bericht = binnen.bericht
    assert isinstance(bericht, kinds)  # that is what its soort says
    return Binnengekomen(binnen.stuk, bericht, binnen.traceparent)
