"""What municipalities agreed to do themselves, and whether they did it in time (M130)."""

from collections import Counter

from inkoop.sturing import AFSPRAKEN
from monitoring.domain import maten
from monitoring.domain.eigen_termijnen import afgesproken
from monitoring.domain.herkomst import IETS, telling
from monitoring.domain.maanden import Ritme, maand_van
from monitoring.domain.rapport import Kolom, Rapport, Waarde, deel
from monitoring.domain.stappen import percentiel
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers


async def eigen_termijnen(vraag: Vraag) -> Rapport:
    """The municipality's own obligations, per municipality and agreement."""
    session, op_tijd = vraag.work.session, maten.EIGEN_TERMIJN.op_tijd
    duren: dict[tuple[str, str], Counter[int]] = {}
    tijdig = Counter[tuple[str, str]]()
    for som in await cijfers.sommen(session, vraag.selectie, (maten.EIGEN_TERMIJN, op_tijd), "gemeente", "kenmerk"):
        wat, _, dagen = som.kenmerk.partition(":")
        if som.maat is op_tijd:
            tijdig[som.gemeente, wat] += som.waarde
        else:
            duren.setdefault((som.gemeente, wat), Counter())[int(dagen)] += som.waarde
    maand = maand_van(min(vraag.selectie.tot or vraag.work.today, vraag.work.today))
    rijen: list[tuple[Waarde, ...]] = []
    for gemeente in sorted({gemeente for gemeente, _ in duren}):
        for wat, titel in AFSPRAKEN.items():
            if per_duur := duren.get((gemeente, wat)):
                alle, norm = per_duur.total(), afgesproken(gemeente, maand, wat)
                gedaan = deel(tijdig[gemeente, wat], alle)
                zaken = telling(alle, maten.EIGEN_TERMIJN, vraag.selectie, gemeente=gemeente, kenmerk=f"{wat}:{IETS}")
                rijen.append((gemeente, titel.capitalize(), norm, zaken, percentiel(per_duur, 50), gedaan))
    return Rapport(
        "eigen-termijnen",
        "Wat de gemeente zelf beloofde (M130)",
        "Afspraken met aanbieders uit het inkoopmodel, in werkdagen. Geteld in de maand waarin het gedaan is. Op tijd "
        "is binnen de afspraak die gold toen de termijn begon. Betaald is een declaratie als de bank dat meldt, en bij "
        "de gemeente die betaalt. Termijnen uit de wet staan bij de doorlooptijden.",
        (
            Kolom("gemeente", "Gemeente", "gemeente"),
            Kolom("afspraak", "Afspraak", "tekst"),
            Kolom("werkdagen", "Binnen (werkdagen)"),
            Kolom("aantal", "Gedaan"),
            Kolom("mediaan", "De helft binnen (werkdagen)"),
            Kolom("opTijd", "Op tijd", "procent"),
        ),
        tuple(rijen),
        leeg="Er zijn geen eigen termijnen afgesproken, of er is nog niets van gemeten.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


RAPPORTEN: dict[str, Bouwer] = {"eigen-termijnen": eigen_termijnen}
