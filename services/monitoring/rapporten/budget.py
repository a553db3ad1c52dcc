"""Money: granted, assigned and still to come, against budget."""

from datetime import date

from monitoring.domain import maten
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.geld import Besteding
from monitoring.domain.maanden import Ritme
from monitoring.domain.oordeel import oordeel
from monitoring.domain.prognose import prognose
from monitoring.domain.rapport import Grafiek, Kolom, Kolomsoort, Rapport, Waarde, deel, waarden
from monitoring.rapporten.toewijzing import modellen
from monitoring.rapporten.uitgaven import bestedingen_van
from monitoring.rapporten.vooruitzicht import Vooruitzicht, lees_vooruitzicht
from monitoring.rapporten.vraag import Bouwer, PerMaat, Vraag

GELD = (maten.GEBRUIKT_BEDRAG, maten.TOEGEWEZEN_BEDRAG)
"""Of the same month and the same assignment, so that one may be laid beside the other (0705)."""
KOLOMMEN = (
    Kolom("toegekend", "Toegekend", "euro"),
    Kolom("toegewezen", "Toegewezen", "euro"),
    Kolom("nogTeKomen", "Nog te komen", "euro"),
    Kolom("benut", "Toegekend van toegewezen", "procent"),
)


def _geld(per_maat: PerMaat) -> tuple[Waarde, ...]:
    toegekend, toegewezen = waarden(per_maat, GELD)
    return toegekend, toegewezen, max(0, toegewezen - toegekend), deel(toegekend, toegewezen)


def _per(naam: str, verdeling: Verdeling, titel: str, soort: Kolomsoort) -> Bouwer:
    async def bouw(vraag: Vraag) -> Rapport:
        rijen = [(sleutel, *_geld(per_maat)) for sleutel, per_maat in await vraag.rijen(verdeling, *GELD)]
        return Rapport(
            naam,
            titel,
            "Toegewezen is wat er volgens de toewijzingen in deze maanden geleverd kan worden, tegen het tarief van de "
            "regio. Toegekend is wat de aanbieder betaald krijgt voor hulp in deze maanden, ook als hij die later "
            "declareert. Nog te komen is wat nog niet is toegekend.",
            (Kolom(soort, soort.capitalize(), soort), *KOLOMMEN),
            tuple(rijen),
            Grafiek("lijn" if verdeling == "maand" else "staaf", ("toegekend", "toegewezen")),
            kaart="benut" if verdeling == "gemeente" else None,
            ritme=Ritme.DECLARATIES,
        )

    return bouw


async def budget(vraag: Vraag) -> Rapport:
    """Every budget with what is granted and assigned, a forecast to the end of the year, and a verdict (M73, M113)."""
    vooruitzicht = await lees_vooruitzicht(vraag.work, vraag.selectie)
    bestedingen = bestedingen_van(vooruitzicht.in_jaren_van(vraag.selectie), vraag.selectie)
    return Rapport(
        "budget",
        "Budget en prognose (M73, M113)",
        "Een budget geldt voor een heel kalenderjaar, en voor alle aanbieders samen. De gemeente is die betaalt (M83). "
        "Hulp telt in het jaar waarin zij is gegeven, ook als de aanbieder haar in een later jaar declareert. "
        "De prognose gaat uit van de maanden waarvan de meeste declaraties binnen zijn, en telt erbij wat daarvan "
        "meestal nog komt. Als de komende maanden daarop lijken, eindigt het jaar 4 van de 5 keer tussen de laagste en "
        "de hoogste prognose. Verwacht uit toewijzingen is wat is toegekend, en wat er van de toewijzingen voor de "
        "rest van het jaar meestal gebruikt wordt. Het oordeel kijkt naar allebei. Een pgb telt mee: wat eruit is "
        "betaald bij toegekend, en het budget ervan, naar dagen, bij toegewezen.",
        (
            Kolom("product", "Waarvoor", "product"),
            Kolom("gemeente", "Gemeente", "gemeente"),
            Kolom("jaar", "Jaar", "tekst"),
            Kolom("budget", "Budget", "euro"),
            Kolom("toegekend", "Toegekend", "euro"),
            Kolom("gebruikt", "Gebruikt", "procent"),
            Kolom("toegewezen", "Toegewezen", "euro"),
            Kolom("uitToewijzingen", "Verwacht uit toewijzingen", "euro"),
            Kolom("prognose", "Prognose", "euro"),
            Kolom("laagste", "Laagste prognose", "euro"),
            Kolom("hoogste", "Hoogste prognose", "euro"),
            Kolom("opIn", "Budget op in", "maand"),
            Kolom("oordeel", "Oordeel", "licht"),
            Kolom("reden", "Reden", "tekst"),
        ),
        tuple(_rij(each, vooruitzicht, vraag.work.today) for each in bestedingen),
        Grafiek("staaf", ("budget", "toegekend", "prognose")),
        leeg="Er is nog niets toegekend, of het budget is van meer gemeenten dan u nu ziet.",
        ritme=Ritme.DECLARATIES,
        niet_per=("aanbieder",),
    )


def _rij(besteding: Besteding, vooruitzicht: Vooruitzicht, vandaag: date) -> tuple[Waarde, ...]:
    model = next((each for each in modellen() if each.naam == besteding.inkoopmodel), None)
    regio = set(model.gemeentecodes) if model else set()
    gemeenten = {besteding.gemeente} if besteding.gemeente else regio
    producten = vooruitzicht.verlopen(besteding.jaar, gemeenten, besteding.product)
    vooruit = prognose(besteding.jaar, producten, besteding.budget, vandaag)
    toegewezen = sum(
        bedrag for each in producten for maand, bedrag in each.toegewezen.items() if maand.year == besteding.jaar
    )
    gezegd = oordeel(besteding.budget, besteding.toegekend, toegewezen, vooruit)
    return (
        besteding.product or "alle",
        besteding.gemeente or "",
        str(besteding.jaar),
        besteding.budget,
        besteding.toegekend,
        besteding.deel,
        toegewezen,
        vooruit.verplicht,
        vooruit.verwacht,
        vooruit.onder,
        vooruit.boven,
        vooruit.op_in,
        gezegd.licht,
        gezegd.reden,
    )


RAPPORTEN: dict[str, Bouwer] = {
    "budget": budget,
    "geld-per-maand": _per("geld-per-maand", "maand", "Geld per maand", "maand"),
    "geld-per-product": _per("geld-per-product", "code", "Geld per product", "product"),
    "geld-per-gemeente": _per("geld-per-gemeente", "gemeente", "Geld per gemeente", "gemeente"),
    "geld-per-aanbieder": _per("geld-per-aanbieder", "agb", "Geld per aanbieder", "aanbieder"),
}
