"""Money: claimed, granted, assigned and still to come, against budget."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from monitoring.domain import maten
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.geld import Besteding
from monitoring.domain.maanden import Ritme
from monitoring.domain.prognose import prognose
from monitoring.domain.rapport import Grafiek, Kolom, Kolomsoort, Rapport, Waarde, deel, waarden
from monitoring.rapporten.toewijzing import modellen
from monitoring.rapporten.uitgaven import Plek, Uitgaven, bestedingen_van, lees_uitgaven
from monitoring.rapporten.vraag import Bouwer, PerMaat, Vraag

GELD = (maten.BEDRAG_INGEDIEND, maten.BEDRAG_TOEGEKEND, maten.TOEGEWEZEN_BEDRAG)
KOLOMMEN = (
    Kolom("ingediend", "Ingediend", "euro"),
    Kolom("toegekend", "Toegekend", "euro"),
    Kolom("toegewezen", "Toegewezen", "euro"),
    Kolom("nogTeKomen", "Nog te komen", "euro"),
    Kolom("benut", "Toegekend van toegewezen", "procent"),
)


def _geld(per_maat: PerMaat) -> tuple[Waarde, ...]:
    ingediend, toegekend, toegewezen = waarden(per_maat, GELD)
    return ingediend, toegekend, toegewezen, max(0, toegewezen - toegekend), deel(toegekend, toegewezen)


def _per(naam: str, verdeling: Verdeling, titel: str, soort: Kolomsoort) -> Bouwer:
    async def bouw(vraag: Vraag) -> Rapport:
        rijen = [(sleutel, *_geld(per_maat)) for sleutel, per_maat in await vraag.rijen(verdeling, *GELD)]
        return Rapport(
            naam,
            titel,
            "Toegewezen is wat er volgens de toewijzingen in deze maanden geleverd kan worden, tegen het tarief van de "
            "regio. Nog te komen is wat daarvan nog niet is toegekend.",
            (Kolom(soort, soort.capitalize(), soort), *KOLOMMEN),
            tuple(rijen),
            Grafiek("lijn" if verdeling == "maand" else "staaf", ("toegekend", "toegewezen")),
            ritme=Ritme.DECLARATIES,
        )

    return bouw


async def budget(vraag: Vraag) -> Rapport:
    """Every budget with what is granted and assigned, and a forecast to the end of the year (M73, M113)."""
    uitgaven = await lees_uitgaven(vraag.work, vraag.selectie)
    return Rapport(
        "budget",
        "Budget en prognose (M73, M113)",
        "Een budget geldt voor een heel kalenderjaar, en voor alle aanbieders samen. De gemeente is die betaalt (M83). "
        "De prognose gaat uit van de maanden waarvan de declaraties binnen zijn. Als de komende maanden daarop lijken, "
        "eindigt het jaar 4 van de 5 keer tussen de laagste en de hoogste prognose.",
        (
            Kolom("product", "Waarvoor", "product"),
            Kolom("gemeente", "Gemeente", "gemeente"),
            Kolom("jaar", "Jaar", "tekst"),
            Kolom("budget", "Budget", "euro"),
            Kolom("toegekend", "Toegekend", "euro"),
            Kolom("gebruikt", "Gebruikt", "procent"),
            Kolom("toegewezen", "Toegewezen", "euro"),
            Kolom("prognose", "Prognose", "euro"),
            Kolom("laagste", "Laagste prognose", "euro"),
            Kolom("hoogste", "Hoogste prognose", "euro"),
            Kolom("opIn", "Budget op in", "maand"),
            Kolom("oordeel", "Oordeel", "licht"),
        ),
        tuple(_rij(each, uitgaven, vraag.work.today) for each in bestedingen_van(uitgaven, vraag.selectie)),
        Grafiek("staaf", ("budget", "toegekend", "prognose")),
        leeg="Er is nog niets toegekend, of het budget is van meer gemeenten dan u nu ziet.",
        ritme=Ritme.DECLARATIES,
        niet_per=("aanbieder",),
    )


def _rij(besteding: Besteding, uitgaven: Mapping[Plek, Uitgaven], vandaag: date) -> tuple[Waarde, ...]:
    model = next((each for each in modellen() if each.naam == besteding.inkoopmodel), None)
    regio = {each.code for each in model.gemeenten} if model else set()
    gemeenten = {besteding.gemeente} if besteding.gemeente else regio
    erbij = [
        each
        for (jaar, gemeente, code), each in uitgaven.items()
        if gemeente in gemeenten and jaar == besteding.jaar and besteding.product in {None, code}
    ]
    maanden: Counter[date] = Counter()
    for each in erbij:
        maanden.update(each.toegekend)
    vooruit = prognose(besteding.jaar, maanden, besteding.budget, vandaag)
    return (
        besteding.product or "alle",
        besteding.gemeente or "",
        str(besteding.jaar),
        besteding.budget,
        besteding.toegekend,
        besteding.deel,
        sum(each.toegewezen for each in erbij),
        vooruit.verwacht,
        vooruit.onder,
        vooruit.boven,
        vooruit.op_in,
        _licht(besteding.budget, vooruit.verwacht, vooruit.boven),
    )


def _licht(budget: int | None, verwacht: int | None, boven: int | None) -> str | None:
    """Red when the forecast is above the budget, orange when its band is."""
    if budget is None or verwacht is None or boven is None:
        return None
    if verwacht > budget:
        return "rood"
    return "oranje" if boven > budget else "groen"


RAPPORTEN: dict[str, Bouwer] = {
    "budget": budget,
    "geld-per-maand": _per("geld-per-maand", "maand", "Geld per maand", "maand"),
    "geld-per-product": _per("geld-per-product", "code", "Geld per product", "product"),
    "geld-per-gemeente": _per("geld-per-gemeente", "gemeente", "Geld per gemeente", "gemeente"),
    "geld-per-aanbieder": _per("geld-per-aanbieder", "agb", "Geld per aanbieder", "aanbieder"),
}
