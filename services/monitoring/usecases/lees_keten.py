"""The chain in numbers, for the municipalities and months that somebody may see and asks for."""

from datetime import date

from chassis.work import Work
from inkoop import Inkoopmodel, laad, namen
from monitoring.bodies.keten import (
    AfkeuringView,
    BedragenView,
    BudgetView,
    DoorlooptijdView,
    Filter,
    KetenView,
    PrestatieaantallenView,
)
from monitoring.domain import maten
from monitoring.domain.maanden import Ritme
from monitoring.domain.maten import Maat
from monitoring.domain.selectie import Selectie
from monitoring.rapporten.afwerking import maanden_van, voorlopig
from monitoring.rapporten.doorlooptijden import lees_tijden
from monitoring.rapporten.uitgaven import bestedingen_van, lees_uitgaven
from monitoring.rapporten.vraag import Vraag
from monitoring.store import cijfers
from weigering import Weigering


def inkoopmodellen() -> list[Inkoopmodel]:
    """Every inkoopmodel of the house."""
    return [laad(naam) for naam in namen()]


def gemeentenamen() -> dict[str, str]:
    """The municipalities of every inkoopmodel, by code."""
    return {gemeente.code: gemeente.naam for model in inkoopmodellen() for gemeente in model.gemeenten}


def productnamen() -> dict[str, str]:
    """The products of every inkoopmodel, by code."""
    return {product.code: product.naam for model in inkoopmodellen() for product in model.producten}


def kies(gevraagd: Filter, gemeenten: frozenset[str] | None) -> Selectie:
    """What was asked for, of these municipalities. Raises Weigering for a filter that makes no sense."""
    van, tot = _maand(gevraagd.van), _maand(gevraagd.tot)
    if van is not None and tot is not None and van > tot:
        raise Weigering("De laatste maand ligt voor de eerste. Kies een latere maand.", veld="query.tot")
    producten = {product.code for model in inkoopmodellen() for product in model.producten}
    if gevraagd.product is not None and gevraagd.product not in producten:
        raise Weigering("Dit product staat in geen enkel inkoopmodel.", veld="query.product")
    bekend = {code for model in inkoopmodellen() for code in model.gemeentecodes}
    if gevraagd.gemeente is not None and gevraagd.gemeente not in bekend:
        raise Weigering("Deze gemeente staat in geen enkel inkoopmodel.", veld="query.gemeente")
    aanbieders = frozenset({gevraagd.aanbieder}) if gevraagd.aanbieder else None
    return Selectie(gemeenten, van, tot, gevraagd.product, aanbieders, gevraagd.wet)


def _maand(tekst: str | None) -> date | None:
    return date.fromisoformat(f"{tekst}-01") if tekst else None


STAPPEN = (
    maten.MELDING,
    maten.ONDERZOEK,
    maten.BESCHIKKING,
    maten.TOEWIJZING,
    maten.WACHTEND,
    maten.START,
    maten.DECLARATIE,
)
NIET_PER_PRODUCT = {maten.MELDING, maten.ONDERZOEK, maten.BESCHIKKING, maten.DECLARATIE}
NIET_PER_AANBIEDER = {maten.MELDING, maten.ONDERZOEK, maten.BESCHIKKING, maten.WACHTEND}
GELD = (maten.PRESTATIES_INGEDIEND, maten.PRESTATIES_TOEGEKEND, maten.BEDRAG_INGEDIEND, maten.BEDRAG_TOEGEKEND)


async def lees_keten(work: Work, selectie: Selectie) -> KetenView:
    """All numbers of the chain within the selection."""
    session = work.session
    aantallen = {
        maat: _bekend(maat, n, selectie) for maat, n in (await cijfers.totalen(session, selectie, *STAPPEN)).items()
    }
    geld = await cijfers.totalen(session, selectie, *GELD)
    uitgaven = await lees_uitgaven(work, selectie)
    gedeclareerd = {plek: each for plek, each in uitgaven.items() if each.is_gedeclareerd}
    bestedingen = bestedingen_van(gedeclareerd, selectie)
    tijden = await lees_tijden(Vraag(work, selectie))
    return KetenView(
        aantal_meldingen=aantallen[maten.MELDING],
        aantal_onderzoeken=aantallen[maten.ONDERZOEK],
        aantal_beschikkingen=aantallen[maten.BESCHIKKING],
        aantal_toewijzingen=aantallen[maten.TOEWIJZING],
        aantal_wachtend=aantallen[maten.WACHTEND],
        aantal_starts=aantallen[maten.START],
        aantal_declaraties=aantallen[maten.DECLARATIE],
        prestatieaantallen=PrestatieaantallenView(
            ontvangen=geld[maten.PRESTATIES_INGEDIEND],
            toegekend=geld[maten.PRESTATIES_TOEGEKEND],
            afgewezen=geld[maten.PRESTATIES_INGEDIEND] - geld[maten.PRESTATIES_TOEGEKEND],
            afkeuringen=await _afkeuringen(work, selectie),
        ),
        bedragen=BedragenView(ingediend=geld[maten.BEDRAG_INGEDIEND], toegekend=geld[maten.BEDRAG_TOEGEKEND]),
        doorlooptijden=[DoorlooptijdView.model_validate(each, from_attributes=True) for each in tijden],
        budgetten=[BudgetView.model_validate(each, from_attributes=True) for each in bestedingen],
        let_op=list(voorlopig(maanden_van(selectie, work.today), work.today, Ritme.DECLARATIES)),
    )


def _bekend(maat: Maat, aantal: int, selectie: Selectie) -> int | None:
    """A number of steps; None when it is not known for the product or provider that is chosen."""
    is_per_product = selectie.code is None or maat not in NIET_PER_PRODUCT
    is_per_aanbieder = selectie.aanbieders is None or maat not in NIET_PER_AANBIEDER
    return aantal if is_per_product and is_per_aanbieder else None


async def _afkeuringen(work: Work, selectie: Selectie) -> list[AfkeuringView] | None:
    """Most frequent first; None for a product: a return code is kept per declaration."""
    if selectie.code is not None:
        return None
    sommen = await cijfers.sommen(work.session, selectie, (maten.AFKEURING, maten.AFKEURING_BEDRAG), "kenmerk")
    aantal = {som.kenmerk: som.waarde for som in sommen if som.maat is maten.AFKEURING}
    bedrag = {som.kenmerk: som.waarde for som in sommen if som.maat is maten.AFKEURING_BEDRAG}
    codes = sorted(aantal, key=lambda code: (-aantal[code], code))
    return [AfkeuringView(retourcode=code, aantal=aantal[code], bedrag=bedrag.get(code, 0)) for code in codes]
