"""The chain in numbers, for the municipalities and months that somebody may see and asks for."""

from datetime import date

from chassis.work import Work
from inkoop import Inkoopmodel, laad, namen
from monitoring.bodies.keten import (
    BedragenView,
    BudgetView,
    DoorlooptijdView,
    Filter,
    KetenView,
    PrestatiesView,
    RetourcodeView,
)
from monitoring.domain.maanden import Ritme
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import TRAJECTEN, doorlooptijden
from monitoring.rapporten.afwerking import maanden_van, voorlopig
from monitoring.rapporten.uitgaven import lees_uitgaven, standen_van
from monitoring.store import cijfers
from weigering import Weigering


def inkoopmodellen() -> list[Inkoopmodel]:
    """Every inkoopmodel of the house."""
    return [laad(naam) for naam in namen()]


def kies(gevraagd: Filter, gemeenten: frozenset[str] | None) -> Selectie:
    """What was asked for, of these municipalities. Raises Weigering for a filter that makes no sense."""
    van, tot = _maand(gevraagd.van), _maand(gevraagd.tot)
    if van is not None and tot is not None and van > tot:
        raise Weigering("De laatste maand ligt voor de eerste. Kies een latere maand.", veld="query.tot")
    producten = {product.code for model in inkoopmodellen() for product in model.producten}
    if gevraagd.product is not None and gevraagd.product not in producten:
        raise Weigering("Dit product staat in geen enkel inkoopmodel.", veld="query.product")
    bekend = {gemeente.code for model in inkoopmodellen() for gemeente in model.gemeenten}
    if gevraagd.gemeente is not None and gevraagd.gemeente not in bekend:
        raise Weigering("Deze gemeente staat in geen enkel inkoopmodel.", veld="query.gemeente")
    aanbieders = frozenset({gevraagd.aanbieder}) if gevraagd.aanbieder else None
    return Selectie(gemeenten, van, tot, gevraagd.product, aanbieders)


def _maand(tekst: str | None) -> date | None:
    return date.fromisoformat(f"{tekst}-01") if tekst else None


STAPPEN = ("melding", "onderzoek", "beschikking", "toewijzing", "wachtend", "start", "declaratie")
NIET_PER_PRODUCT = {"melding", "onderzoek", "beschikking", "declaratie"}
NIET_PER_AANBIEDER = {"melding", "onderzoek", "beschikking", "wachtend"}
GELD = ("regels-ingediend", "regels-toegekend", "bedrag-ingediend", "bedrag-toegekend")


async def lees_keten(work: Work, selectie: Selectie) -> KetenView:
    """All numbers of the chain within the selection."""
    session = work.session
    aantallen = {
        maat: _bekend(maat, n, selectie) for maat, n in (await cijfers.totalen(session, selectie, *STAPPEN)).items()
    }
    geld = await cijfers.totalen(session, selectie, *GELD)
    uitgaven = await lees_uitgaven(work, selectie)
    standen = standen_van({plek: each for plek, each in uitgaven.items() if each.is_gedeclareerd}, selectie)
    return KetenView(
        meldingen=aantallen["melding"],
        onderzoeken=aantallen["onderzoek"],
        beschikkingen=aantallen["beschikking"],
        toewijzingen=aantallen["toewijzing"],
        wachtend=aantallen["wachtend"],
        starts=aantallen["start"],
        declaraties=aantallen["declaratie"],
        prestaties=PrestatiesView(
            ontvangen=geld["regels-ingediend"],
            toegekend=geld["regels-toegekend"],
            afgewezen=geld["regels-ingediend"] - geld["regels-toegekend"],
            per_retourcode=await _per_retourcode(work, selectie),
        ),
        bedragen=BedragenView(ingediend=geld["bedrag-ingediend"], toegekend=geld["bedrag-toegekend"]),
        doorlooptijden=await lees_doorlooptijden(work, selectie),
        budget=[BudgetView.model_validate(each, from_attributes=True) for each in standen],
        let_op=list(voorlopig(maanden_van(selectie, work.today), work.today, Ritme.DECLARATIES)),
    )


def _bekend(maat: str, aantal: int, selectie: Selectie) -> int | None:
    """A number of steps; None when it is not known for the product or provider that is chosen."""
    is_per_product = selectie.code is None or maat not in NIET_PER_PRODUCT
    is_per_aanbieder = selectie.aanbieders is None or maat not in NIET_PER_AANBIEDER
    return aantal if is_per_product and is_per_aanbieder else None


async def _per_retourcode(work: Work, selectie: Selectie) -> list[RetourcodeView] | None:
    """Most frequent first; None for a product: a return code is kept per declaration."""
    if selectie.code is not None:
        return None
    sommen = await cijfers.sommen(work.session, selectie, ("afkeuring", "afkeuring-bedrag"), "kenmerk")
    aantal = {som.kenmerk: som.waarde for som in sommen if som.maat == "afkeuring"}
    bedrag = {som.kenmerk: som.waarde for som in sommen if som.maat == "afkeuring-bedrag"}
    codes = sorted(aantal, key=lambda code: (-aantal[code], code))
    return [RetourcodeView(retourcode=code, aantal=aantal[code], bedrag=bedrag.get(code, 0)) for code in codes]


async def lees_doorlooptijden(work: Work, selectie: Selectie) -> list[DoorlooptijdView]:
    """The lead times of the chain that are known within the choice, each with its term."""
    histogrammen: dict[str, dict[int, int]] = {}
    for som in await cijfers.sommen(work.session, selectie, [each.maat for each in TRAJECTEN], "kenmerk"):
        if som.kenmerk:
            histogrammen.setdefault(som.maat, {})[int(som.kenmerk)] = som.waarde
    op_tijd = await cijfers.totalen(work.session, selectie, *(f"{each.maat}:op-tijd" for each in TRAJECTEN))
    tijden = doorlooptijden(histogrammen, {maat.removesuffix(":op-tijd"): n for maat, n in op_tijd.items()})
    bekend = {traject.naam for traject in TRAJECTEN if traject.is_bekend(selectie)}
    return [DoorlooptijdView.model_validate(each, from_attributes=True) for each in tijden if each.traject in bekend]
