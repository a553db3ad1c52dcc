"""Count what declaratie granted on each assignment: too much, or nothing at all, then shows (M47, M48)."""

from datetime import date

from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.declaratie import ToewijzingGedeclareerd
from toewijzing import store
from toewijzing.domain.verbruik import Maandverbruik, Opdracht, per_maand, verbruikt_procent
from toewijzing.store import hulp
from toewijzing.tables import Toewijzing, Verbruik


async def hoor_gedeclareerd(work: Work, heard: Heard[ToewijzingGedeclareerd]) -> None:
    """Each event adds up to what was there; the inbox sees to it that it counts once."""
    geraakt: set[str] = set()
    # In a fixed order: two events about the same assignments must not wait for each other.
    for each in sorted(heard.data.toegekend, key=lambda each: (each.toewijzing_id, each.maand, each.eenheid)):
        nieuw = Verbruik(
            toewijzing_id=each.toewijzing_id,
            maand=each.maand,
            eenheid=each.eenheid,
            volume=each.volume,
            bedrag=each.bedrag,
            prestaties=each.prestaties,
        )
        await hulp.voeg_verbruik_toe(work.session, nieuw)
        geraakt.add(each.toewijzing_id)
    for toewijzing_id in sorted(geraakt):
        toewijzing = await store.toewijzing(work.session, toewijzing_id)
        if toewijzing is not None:
            toewijzing.verbruikt_procent = verbruikt_procent(_opdracht(toewijzing), await _maanden(work, toewijzing))


async def _maanden(work: Work, toewijzing: Toewijzing) -> dict[date, Maandverbruik]:
    gevonden = await hulp.verbruik(work.session, toewijzing.id)
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
