"""What may run together, and in which order: combinations, one provider, the ladder (M7, M20, M57)."""

from collections.abc import Iterator
from itertools import combinations

from toegang.domain.weging.zaak import Keuze, Uitspraak, Zaak, opsomming

Paar = tuple[tuple[int | None, Keuze], tuple[int | None, Keuze]]


def verboden_samen(zaak: Zaak) -> Iterator[Uitspraak]:
    """Sommige producten kunnen niet tegelijk, ook niet met wat al loopt (M7)."""
    for combinatie in zaak.model.verboden_combinaties:
        for (plek, keuze), (_, ander) in _tegelijk(zaak):
            samen = {keuze.product, ander.product}
            if samen & set(combinatie.producten) and samen & set(combinatie.met):
                yield Uitspraak(
                    combinatie.bron[0],
                    combinatie.melding,
                    plek=plek,
                    veld="product",
                    wel=f"Kies {keuze.product} of {ander.product}, of laat ze na elkaar lopen.",
                )


def een_aanbieder(zaak: Zaak) -> Iterator[Uitspraak]:
    """Alle hulp komt van één aanbieder, in één traject (M57)."""
    if not zaak.model.levering.een_aanbieder:
        return
    for (plek, keuze), (_, ander) in _tegelijk(zaak):
        if keuze.aanbieder and ander.aanbieder and keuze.aanbieder != ander.aanbieder:
            wel = "Kies voor alles dezelfde aanbieder."
            yield Uitspraak("M57", "Er zijn twee aanbieders tegelijk.", plek=plek, veld="aanbieder", wel=wel)
        if zaak.cel_van(keuze) and zaak.cel_van(ander):
            yield Uitspraak(
                "M57",
                f"{keuze.product} en {ander.product} lopen tegelijk: dat zijn twee trajecten.",
                plek=plek,
                veld="product",
                wel="Kies één product voor alle gebieden samen, of laat het oude product eerst eindigen.",
            )


def ladder(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een zwaardere trede vraagt per lichtere trede een reden waarom die niet volstaat (M20)."""
    if zaak.model.ladder is None or zaak.spoed:
        return
    treden = zaak.model.ladder.treden
    redenen = dict(zaak.situatie.gepasseerd) if zaak.situatie else {}
    for plek, keuze, _ in zaak.bekende():
        trede = next((nr for nr, each in enumerate(treden, start=1) if keuze.product in each.producten), None)
        if trede is None:
            continue
        zonder = [nr for nr in range(1, trede) if not redenen.get(nr)]
        if zonder:
            lichter = opsomming([f"trede {nr} ({', '.join(treden[nr - 1].producten)})" for nr in zonder], woord="en")
            yield Uitspraak(
                "M20",
                f"Dit is trede {trede}. Er staat niet waarom {lichter} niet volstaat.",
                plek=plek,
                veld="product",
                wel=f"Kies een product van een lichtere trede, of leg per trede de reden vast: {lichter}.",
            )
        else:
            yield Uitspraak("M20", f"Trede {trede}: {treden[trede - 1].titel.lower()}.", mag=True, plek=plek)


def _tegelijk(zaak: Zaak) -> Iterator[Paar]:
    """Every two that run on the same day, of which the first is a choice."""
    alle: list[tuple[int | None, Keuze]] = [*enumerate(zaak.keuzes), *((None, each) for each in zaak.lopend)]
    for een, twee in combinations(alle, 2):
        if een[0] is not None and een[1].samen_met(twee[1]):
            yield een, twee
