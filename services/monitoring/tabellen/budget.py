"""Money: claimed, granted, assigned and still to come, against budget."""

from collections import Counter
from datetime import date

from monitoring.domain.geld import Budgetstand, Toegekend, budgetstanden
from monitoring.domain.prognose import prognose
from monitoring.domain.tabel import Grafiek, Kolom, Soort, Tabel, Waarde, deel, waarden
from monitoring.store import cijfers
from monitoring.tabellen.toewijzing import modellen
from monitoring.tabellen.vraag import Bouwer, Vraag

GELD = ("bedrag-ingediend", "bedrag-toegekend", "toegewezen-bedrag")
KOLOMMEN = (
    Kolom("ingediend", "Ingediend", "euro"),
    Kolom("toegekend", "Toegekend", "euro"),
    Kolom("toegewezen", "Toegewezen", "euro"),
    Kolom("nogTeKomen", "Nog te komen", "euro"),
    Kolom("benut", "Toegekend van toegewezen", "procent"),
)


def _geld(stand: dict[str, int]) -> tuple[Waarde, ...]:
    ingediend, toegekend, toegewezen = waarden(stand, GELD)
    return ingediend, toegekend, toegewezen, max(0, toegewezen - toegekend), deel(toegekend, toegewezen)


def _per(naam: str, per: str, titel: str, soort: Soort) -> Bouwer:
    async def bouw(vraag: Vraag) -> Tabel:
        rijen = [
            (date.fromisoformat(sleutel) if per == "maand" else sleutel, *_geld(stand))
            for sleutel, stand in (await vraag.per(per, *GELD)).items()
        ]
        return Tabel(
            naam,
            titel,
            "Toegewezen is wat er volgens de toewijzingen in deze maanden geleverd kan worden, tegen het tarief van de "
            "regio. Nog te komen is wat daarvan nog niet is toegekend.",
            (Kolom(soort, soort.capitalize(), soort), *KOLOMMEN),
            tuple(rijen),
            Grafiek("lijn" if per == "maand" else "staaf", ("toegekend", "toegewezen")),
        )

    return bouw


async def budget(vraag: Vraag) -> Tabel:
    """Every budget with what is granted and assigned, and a forecast to the end of the year (M73, M113)."""
    jaren = vraag.selectie.hele_jaren()
    per_maand: dict[tuple[str, int, str], Counter[date]] = {}
    toegewezen: Counter[tuple[str, int, str]] = Counter()
    maten = ("budget-toegekend", "budget-ingediend", "budget-toegewezen")
    for som in await cijfers.sommen(vraag.work.session, jaren, maten, "maand", "gemeente", "code"):
        sleutel = (som.gemeente, som.maand.year, som.code)
        maanden = per_maand.setdefault(sleutel, Counter())
        if som.maat == "budget-toegekend":
            maanden[som.maand] += som.waarde
        elif som.maat == "budget-toegewezen":
            toegewezen[sleutel] += som.waarde
    toegekend = [Toegekend(gem, jaar, code, sum(maanden.values())) for (gem, jaar, code), maanden in per_maand.items()]
    standen = budgetstanden(modellen(), sorted(toegekend, key=_volgorde), jaren)
    return Tabel(
        "budget",
        "Budget en prognose (M73, M113)",
        "Een budget geldt voor een heel kalenderjaar en is van de gemeente die betaalt (M83). De prognose gaat uit van "
        "de maanden die voorbij zijn. Als de komende maanden daarop lijken, eindigt het jaar 4 van de 5 keer tussen de "
        "laagste en de hoogste prognose.",
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
        tuple(_rij(stand, per_maand, toegewezen, vraag.work.today) for stand in standen),
        Grafiek("staaf", ("budget", "toegekend", "prognose")),
        leeg="Er is nog niets toegekend, of het budget is van meer gemeenten dan u nu ziet.",
    )


def _volgorde(each: Toegekend) -> tuple[int, str, str]:
    return each.jaar, each.gemeente, each.code


def _rij(
    stand: Budgetstand,
    per_maand: dict[tuple[str, int, str], Counter[date]],
    toegewezen: Counter[tuple[str, int, str]],
    vandaag: date,
) -> tuple[Waarde, ...]:
    model = next((each for each in modellen() if each.naam == stand.inkoopmodel), None)
    regio = {each.code for each in model.gemeenten} if model else set()
    gemeenten = {stand.gemeente} if stand.gemeente else regio
    erbij = [
        sleutel
        for sleutel in per_maand
        if sleutel[0] in gemeenten and sleutel[1] == stand.jaar and stand.product in {None, sleutel[2]}
    ]
    maanden: Counter[date] = Counter()
    for sleutel in erbij:
        maanden.update(per_maand[sleutel])
    vooruit = prognose(stand.jaar, maanden, stand.budget, vandaag)
    return (
        stand.product or "alle", stand.gemeente or "", str(stand.jaar), stand.budget, stand.toegekend, stand.deel,
        sum(toegewezen[sleutel] for sleutel in erbij), vooruit.verwacht, vooruit.onder, vooruit.boven, vooruit.op_in,
        _licht(stand.budget, vooruit.verwacht, vooruit.boven),
    )  # fmt: skip


def _licht(budget: int | None, verwacht: int | None, boven: int | None) -> str | None:
    """Red when the forecast is above the budget, orange when its band is."""
    if budget is None or verwacht is None or boven is None:
        return None
    if verwacht > budget:
        return "rood"
    return "oranje" if boven > budget else "groen"


TABELLEN: dict[str, Bouwer] = {
    "budget": budget,
    "geld-per-maand": _per("geld-per-maand", "maand", "Geld per maand", "maand"),
    "geld-per-product": _per("geld-per-product", "code", "Geld per product", "product"),
    "geld-per-gemeente": _per("geld-per-gemeente", "gemeente", "Geld per gemeente", "gemeente"),
    "geld-per-aanbieder": _per("geld-per-aanbieder", "agb", "Geld per aanbieder", "aanbieder"),
}
