"""Count what declaratie granted on each assignment: too much, or nothing at all, then shows (M47, M48)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.declaratie import Gedeclareerd, ToewijzingGedeclareerd
from toewijzing import store
from toewijzing.domain.verbruik import Maandverbruik, Opdracht, per_maand, verbruikt_procent
from toewijzing.store import hulp
from toewijzing.tables import Toewijzing, Verbruik

TOEWIJZINGEN = 1000
"""Assignments that are counted on together."""
Sleutel = tuple[date, str]
"""A month and a unit."""
GETELD = ("volume", "bedrag", "prestaties")


async def hoor_gedeclareerd(work: Work, heard: Sequence[Heard[ToewijzingGedeclareerd]]) -> None:
    """Each event adds up to what was there; the inbox sees to it that it counts once."""
    erbij = _opgeteld([each for event in heard for each in event.data.toegekend])
    # In one order: two units of work about the same assignments must not wait for each other in turn.
    ids = iter(sorted(erbij))
    while samen := list(islice(ids, TOEWIJZINGEN)):
        await _tel_op(work, {each: erbij[each] for each in samen})


def _opgeteld(toegekend: Sequence[Gedeclareerd]) -> dict[str, dict[Sleutel, Counter[str]]]:
    """Per assignment, month and unit one sum: an assignment may be in several events."""
    erbij: dict[str, dict[Sleutel, Counter[str]]] = {}
    for each in toegekend:
        telling = erbij.setdefault(each.toewijzing_id, {}).setdefault((each.maand, each.eenheid), Counter())
        for kolom, aantal in zip(GETELD, (each.volume, each.bedrag, each.prestaties), strict=True):
            telling[kolom] += aantal
    return erbij


async def _tel_op(work: Work, erbij: Mapping[str, Mapping[Sleutel, Counter[str]]]) -> None:
    """Count on, and say how much of each assignment is used now."""
    toewijzingen = await store.toewijzingen_vast(work.session, erbij)
    rows: list[dict[str, object]] = [
        {"toewijzing_id": each, "maand": maand, "eenheid": eenheid, **{kolom: telling[kolom] for kolom in GETELD}}
        for each, per_sleutel in erbij.items()
        for (maand, eenheid), telling in sorted(per_sleutel.items())
    ]
    await hulp.voeg_verbruik_toe(work.session, rows)
    verbruik = await hulp.verbruik(work.session, erbij)
    for toewijzing in toewijzingen:
        maanden = _maanden(toewijzing, verbruik[toewijzing.id])
        toewijzing.verbruikt_procent = verbruikt_procent(_opdracht(toewijzing), maanden)


def _maanden(toewijzing: Toewijzing, gevonden: Sequence[Verbruik]) -> dict[date, Maandverbruik]:
    verbruik = [(each.maand, Maandverbruik(each.eenheid, each.volume, each.bedrag)) for each in gevonden]
    return per_maand(toewijzing.eenheid, verbruik)


def _opdracht(toewijzing: Toewijzing) -> Opdracht:
    return Opdracht(
        categorie=toewijzing.categorie,
        volume=toewijzing.volume,
        eenheid=toewijzing.eenheid,
        frequentie=toewijzing.frequentie,
        budget=toewijzing.budget,
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
    )
