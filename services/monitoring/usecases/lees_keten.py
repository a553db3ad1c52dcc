"""The chain in numbers, for the municipalities and months that somebody may see and asks for."""

from collections import Counter
from datetime import date

from chassis.problems import invalid
from chassis.security import must_serve
from chassis.tokens import EVERYWHERE, Caller
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
from monitoring.domain.geld import Toegekend, budgetstanden
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import TRAJECTEN, doorlooptijden
from monitoring.store import cijfers


def inkoopmodellen() -> list[Inkoopmodel]:
    """Every inkoopmodel of the house."""
    return [laad(naam) for naam in namen()]


def kies(caller: Caller, gevraagd: Filter) -> Selectie:
    """What the caller may see of what was asked. Raises Problem 400 or 403 for a filter that makes no sense."""
    van, tot = _maand(gevraagd.van), _maand(gevraagd.tot)
    if van is not None and tot is not None and van > tot:
        raise invalid("query.tot", "De laatste maand ligt voor de eerste. Kies een latere maand.")
    producten = {product.code for model in inkoopmodellen() for product in model.producten}
    if gevraagd.product is not None and gevraagd.product not in producten:
        raise invalid("query.product", "Dit product staat in geen enkel inkoopmodel.")
    if gevraagd.gemeente is None:
        gemeenten = None if EVERYWHERE in caller.gemeenten else caller.gemeenten
        return Selectie(gemeenten, van, tot, gevraagd.product, gevraagd.aanbieder)
    must_serve(caller, gevraagd.gemeente)
    bekend = {gemeente.code for model in inkoopmodellen() for gemeente in model.gemeenten}
    if gevraagd.gemeente not in bekend:
        raise invalid("query.gemeente", "Deze gemeente staat in geen enkel inkoopmodel.")
    return Selectie(frozenset({gevraagd.gemeente}), van, tot, gevraagd.product, gevraagd.aanbieder)


def _maand(tekst: str | None) -> date | None:
    return date.fromisoformat(f"{tekst}-01") if tekst else None


STAPPEN = ("melding", "onderzoek", "beschikking", "toewijzing", "wachtend", "start", "declaratie")
GELD = ("regels-ingediend", "regels-toegekend", "bedrag-ingediend", "bedrag-toegekend")


async def lees_keten(work: Work, selectie: Selectie) -> KetenView:
    """All numbers of the chain within the selection."""
    session = work.session
    aantallen = await cijfers.totalen(session, selectie, *STAPPEN)
    geld = await cijfers.totalen(session, selectie, *GELD)
    standen = budgetstanden(inkoopmodellen(), await toegekend_per_jaar(work, selectie), selectie)
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
    )


async def _per_retourcode(work: Work, selectie: Selectie) -> list[RetourcodeView]:
    """Most frequent first."""
    sommen = await cijfers.sommen(work.session, selectie, ("afkeuring", "afkeuring-bedrag"), "kenmerk")
    aantal = {som.kenmerk: som.waarde for som in sommen if som.maat == "afkeuring"}
    bedrag = {som.kenmerk: som.waarde for som in sommen if som.maat == "afkeuring-bedrag"}
    codes = sorted(aantal, key=lambda code: (-aantal[code], code))
    return [RetourcodeView(retourcode=code, aantal=aantal[code], bedrag=bedrag.get(code, 0)) for code in codes]


async def lees_doorlooptijden(work: Work, selectie: Selectie) -> list[DoorlooptijdView]:
    """The lead times of the chain, each with its term."""
    histogrammen: dict[str, dict[int, int]] = {}
    for som in await cijfers.sommen(work.session, selectie, [each.maat for each in TRAJECTEN], "kenmerk"):
        if som.kenmerk:
            histogrammen.setdefault(som.maat, {})[int(som.kenmerk)] = som.waarde
    op_tijd = await cijfers.totalen(work.session, selectie, *(f"{each.maat}:op-tijd" for each in TRAJECTEN))
    tijden = doorlooptijden(histogrammen, {maat.removesuffix(":op-tijd"): n for maat, n in op_tijd.items()})
    return [DoorlooptijdView.model_validate(each, from_attributes=True) for each in tijden]


async def toegekend_per_jaar(work: Work, selectie: Selectie) -> list[Toegekend]:
    """Eurocents granted per municipality that pays, product and whole calendar year, of the years of `selectie`."""
    per_jaar: Counter[tuple[int, str, str]] = Counter()
    for som in await cijfers.sommen(
        work.session, selectie.hele_jaren(), ("budget-toegekend", "budget-ingediend"), "maand", "gemeente", "code"
    ):
        per_jaar[som.maand.year, som.gemeente, som.code] += som.waarde if som.maat == "budget-toegekend" else 0
    return [Toegekend(gemeente, jaar, code, bedrag) for (jaar, gemeente, code), bedrag in sorted(per_jaar.items())]
