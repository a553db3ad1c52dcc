"""Clients and what their help costs, by profile, product, age, district and municipality (M96, M133)."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from monitoring.domain import maten
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.maanden import Ritme
from monitoring.domain.maten import Maat
from monitoring.domain.rapport import KLEINSTE_GROEP, Kolom, Rapport, Waarde, gedeeld
from monitoring.domain.trekken import Trek, getoond
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers
from monitoring.store.clienten import mensen

Dimensie = Literal["gemeente", "code"] | Trek
KOSTEN: Mapping[Trek, Maat] = {
    Trek.PROFIEL: maten.KOSTEN_PROFIEL,
    Trek.LEEFTIJDSGROEP: maten.KOSTEN_LEEFTIJD,
    Trek.WIJK: maten.KOSTEN_WIJK,
}
KOLOMMEN: Mapping[Dimensie, Kolom] = {
    "gemeente": Kolom("gemeente", "Gemeente", "gemeente"),
    "code": Kolom("product", "Product", "product"),
    Trek.PROFIEL: Kolom("profiel", "Profiel", "tekst"),
    Trek.LEEFTIJDSGROEP: Kolom("leeftijdsgroep", "Leeftijd", "tekst"),
    Trek.WIJK: Kolom("wijk", "Wijk", "tekst"),
}
KLEIN = f"minder dan {KLEINSTE_GROEP}"


def _per(naam: str, titel: str, *dimensies: Dimensie) -> Bouwer:
    """Clients once per row, beside what was granted for them; of too few nothing is said."""

    async def bouw(vraag: Vraag) -> Rapport:
        tot_nu = vraag.tot_nu()
        clienten = await mensen(vraag.work.session, tot_nu.selectie, *dimensies)
        kosten = await _kosten(tot_nu, dimensies)
        rijen = [
            (*_plek(dimensies, plek), *_rij(clienten.get(plek, 0), kosten[plek]))
            for plek in sorted(clienten.keys() | {each for each, bedrag in kosten.items() if bedrag})
        ]
        return Rapport(
            naam,
            titel,
            "Iedereen met een toewijzing in deze maanden telt in een rij één keer, en de kosten zijn wat is toegekend "
            "voor hulp in die maanden. Profiel, leeftijd en wijk zijn die van de dag van het besluit; van besluiten "
            "waarbij dat niet verteld is, staat er onbekend. Zonder pgb en lumpsum. Van minder dan 10 cliënten tonen "
            "we geen aantal en geen kosten.",
            (
                *(KOLOMMEN[each] for each in dimensies),
                Kolom("clienten", "Cliënten"),
                Kolom("klein", "Te weinig cliënten", "tekst"),
                Kolom("kosten", "Toegekend", "euro"),
                Kolom("perClient", "Per cliënt", "euro"),
            ),
            tuple(rijen),
            kaart="perClient" if dimensies == ("gemeente",) else None,
            ritme=Ritme.DECLARATIES,
        )

    return bouw


async def _kosten(vraag: Vraag, dimensies: tuple[Dimensie, ...]) -> Counter[tuple[str, ...]]:
    """Eurocents per row; a trait is the kenmerk of its own figure, and without one any of these is the whole."""
    trek = next((each for each in dimensies if isinstance(each, Trek)), None)
    maat = KOSTEN[trek] if trek is not None else maten.KOSTEN_LEEFTIJD
    per: list[Verdeling] = ["kenmerk" if isinstance(each, Trek) else each for each in dimensies]
    gevonden = Counter[tuple[str, ...]]()
    for som in await cijfers.sommen(vraag.work.session, vraag.selectie, (maat,), *per):
        gevonden[tuple(som.per(each) for each in per)] += som.waarde
    return gevonden


def _plek(dimensies: tuple[Dimensie, ...], plek: tuple[str, ...]) -> tuple[Waarde, ...]:
    return tuple(
        getoond(waarde) if isinstance(each, Trek) else waarde for each, waarde in zip(dimensies, plek, strict=True)
    )


def _rij(clienten: int, kosten: int) -> tuple[Waarde, ...]:
    if clienten < KLEINSTE_GROEP:
        return (None, KLEIN, None, None)
    per_client = gedeeld(kosten, clienten, 0)
    return (clienten, None, kosten, None if per_client is None else int(per_client))


RAPPORTEN: dict[str, Bouwer] = {
    "clienten-en-kosten": _per(
        "clienten-en-kosten", "Cliënten en kosten per profiel en product (M96)", Trek.PROFIEL, "code"
    ),
    "clienten-en-kosten-per-profiel": _per(
        "clienten-en-kosten-per-profiel", "Cliënten en kosten per profiel (M96)", Trek.PROFIEL
    ),
    "clienten-en-kosten-per-leeftijd": _per(
        "clienten-en-kosten-per-leeftijd", "Cliënten en kosten per leeftijd (M96)", Trek.LEEFTIJDSGROEP
    ),
    "clienten-en-kosten-per-wijk": _per(
        "clienten-en-kosten-per-wijk", "Cliënten en kosten per wijk (M133)", "gemeente", Trek.WIJK
    ),
    "clienten-en-kosten-per-gemeente": _per(
        "clienten-en-kosten-per-gemeente", "Cliënten en kosten per gemeente (M96)", "gemeente"
    ),
}
