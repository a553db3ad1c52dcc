"""Clients whose help ended, by what followed, per provider beside all together (M128, M94)."""

from collections import Counter
from collections.abc import Mapping

from monitoring.domain import maten
from monitoring.domain.herkomst import telling
from monitoring.domain.maanden import Ritme
from monitoring.domain.rapport import Kolom, Rapport, Waarde, deel, groot_genoeg
from monitoring.domain.uitstroom import DAGEN_ERNA, Uitkomst
from monitoring.rapporten.aanbieders import AANBIEDER, ALLE
from monitoring.rapporten.vraag import Bouwer, PerMaat, Vraag
from monitoring.store import cijfers

BIJGESTELD = (maten.TOEWIJZING, maten.AFGESCHAALD)
KOLOMMEN = {
    Uitkomst.NIETS_NODIG: Kolom("nietsNodig", "Niets meer nodig"),
    Uitkomst.SOCIALE_BASIS: Kolom("socialeBasis", "Sociale basis"),
    Uitkomst.LICHTER: Kolom("lichter", "Lichtere hulp"),
    Uitkomst.ZWAARDER: Kolom("zwaarder", "Zwaardere hulp"),
    Uitkomst.ELDERS: Kolom("elders", "Elders"),
    Uitkomst.NIET_BEKEND: Kolom("nietBekend", "Niet bekend"),
    Uitkomst.VERTROKKEN: Kolom("vertrokken", "Overleden of verhuisd"),
}
UITSTROOM = (Uitkomst.NIETS_NODIG, Uitkomst.SOCIALE_BASIS)
"""Who needs no help of the municipality any more, or finds it in the social base."""


async def uitstroom(vraag: Vraag) -> Rapport:
    """Scaling down and outflow to the social base (M128)."""
    session = vraag.work.session
    per_agb: dict[str, Counter[str]] = {}
    for som in await cijfers.sommen(session, vraag.selectie, (maten.UITSTROOM,), "agb", "kenmerk"):
        per_agb.setdefault(som.agb, Counter())[som.kenmerk] += som.waarde
    bijgesteld = await vraag.per("agb", *BIJGESTELD)
    rijen = [
        (agb, *_met_zaken(vraag.van_aanbieders(agb), _rij(per_agb[agb], bijgesteld.get(agb, {}))))
        for agb in sorted(per_agb)
    ]
    if rijen:
        alle = vraag.alle_aanbieders()
        samen = Counter[str]()
        for som in await cijfers.sommen(session, alle.selectie, (maten.UITSTROOM,), "kenmerk"):
            samen[som.kenmerk] += som.waarde
        rijen.append((ALLE, *_met_zaken(alle, _rij(samen, await alle.totalen(*BIJGESTELD)))))
    return Rapport(
        "uitstroom",
        "Uitstroom en afschalen (M128)",
        "Cliënten van wie alle hulp van de aanbieder is gestopt, elk één keer, in de maand van de laatste dag. Erbij "
        f"staat wat volgde: hulp die {DAGEN_ERNA} dagen later nog loopt, anders wat in de toegang is bepaald. Lichter "
        "en zwaarder kijkt naar alle hulp van de cliënt, naar de waarde per jaar. Uitgestroomd is wie niets meer nodig "
        "heeft of naar de sociale basis gaat; wie overleden of verhuisd is telt daarin niet mee. Van minder dan 10 "
        "cliënten tonen we niets. Samen telt iemand één keer, bij de aanbieder die het laatst stopte.",
        (
            AANBIEDER,
            Kolom("beeindigd", "Cliënten gestopt"),
            *KOLOMMEN.values(),
            Kolom("deelUitstroom", "Uitgestroomd", "procent"),
            Kolom("afgeschaald", "Toewijzingen afgeschaald", "procent"),
        ),
        tuple(rijen),
        leeg="Er is in deze maanden geen hulp gestopt.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


def _rij(geteld: Mapping[str, int], bijgesteld: PerMaat) -> tuple[Waarde, ...]:
    """Of too few people nothing is said; scaling down is about assignments, and stands as in the benchmark (M94)."""
    alle = sum(geteld.values())
    gebleven = alle - geteld.get(Uitkomst.VERTROKKEN, 0)
    uitgestroomd = sum(geteld.get(each, 0) for each in UITSTROOM)
    waarden = (alle, *(geteld.get(each, 0) for each in KOLOMMEN), deel(uitgestroomd, gebleven))
    afgeschaald = deel(bijgesteld.get(maten.AFGESCHAALD, 0), bijgesteld.get(maten.TOEWIJZING, 0))
    return (*(groot_genoeg(alle, each) for each in waarden), afgeschaald)


def _met_zaken(vraag: Vraag, rij: tuple[Waarde, ...]) -> tuple[Waarde, ...]:
    """The same with a number of clients that leads on to them."""
    alle, *rest = rij
    return (telling(alle, maten.UITSTROOM, vraag.selectie) if isinstance(alle, int) else alle, *rest)


RAPPORTEN: dict[str, Bouwer] = {"uitstroom": uitstroom}
