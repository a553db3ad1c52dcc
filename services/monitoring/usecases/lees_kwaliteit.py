"""What residents may compare of providers, of municipalities whose inkoopmodel says that it is public (M139)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from chassis.work import Work
from inkoop import Inkoopmodel, gemeentecodes
from monitoring.bodies.kwaliteit import KwaliteitView
from monitoring.domain import maten
from monitoring.domain.beleid import inkoopmodel
from monitoring.domain.dekking import geldige
from monitoring.domain.feiten.toewijzing import Contract
from monitoring.domain.maanden import maand_van
from monitoring.domain.rapport import KLEINSTE_GROEP, deel, gedeeld, waarden
from monitoring.domain.registers import Aantekeningsoort
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import percentiel
from monitoring.rapporten.vraag import Vraag
from monitoring.store import cijfers, registers
from monitoring.store import contracten as store_contracten
from monitoring.usecases.lees_rapport import afgelopen_jaar

DOELEN = (maten.EVALUATIE, maten.DOEL, maten.DOEL_BEHAALD)


async def lees_kwaliteit(work: Work, gemeente: str | None) -> list[KwaliteitView]:
    """Providers that take new clients, by municipality; nothing of a municipality that publishes nothing."""
    openbaar = _openbaar(work, gemeente)
    if not openbaar:
        return []
    contracten = list(geldige(await store_contracten.contracten(work.session), work.today))
    return [view for code, model in openbaar.items() for view in await _van_gemeente(work, code, model, contracten)]


def _openbaar(work: Work, gemeente: str | None) -> dict[str, Inkoopmodel]:
    """The municipalities of which it is public now, with their inkoopmodel."""
    gevonden = {}
    for code in sorted(gemeentecodes()) if gemeente is None else [gemeente]:
        model = inkoopmodel(code, maand_van(work.today))
        if model is not None and model.contractsturing.kwaliteit_openbaar:
            gevonden[code] = model
    return gevonden


async def _van_gemeente(
    work: Work, gemeente: str, model: Inkoopmodel, contracten: Sequence[Contract]
) -> list[KwaliteitView]:
    genoemd = await store_contracten.namen(work.session)
    namen = {product.code: product.naam for product in model.producten}
    aanbod: dict[str, set[str]] = {}
    for contract in contracten:
        if gemeente in contract.gemeenten:
            codes = {product.code for product in contract.producten}
            aanbod.setdefault(contract.agb, set()).update(namen[code] for code in codes & namen.keys())
    vraag = Vraag(work, afgelopen_jaar(Selectie(frozenset({gemeente})), work.today))
    rapportcijfers, wachtdagen = await _rapportcijfers(vraag), await _wachtdagen(vraag)
    doelen = {agb: _doelen(waarden(each, DOELEN)) for agb, each in (await vraag.per("agb", *DOELEN)).items()}
    return [
        KwaliteitView(
            gemeente=gemeente,
            aanbieder=agb,
            aanbiedernaam=genoemd.get(agb),
            productnamen=sorted(producten),
            rapportcijfer=rapportcijfers.get(agb),
            wachtdagen=wachtdagen.get(agb),
            deel_doelen_behaald=doelen.get(agb),
        )
        for agb, producten in sorted(aanbod.items())
    ]


async def _rapportcijfers(vraag: Vraag) -> Mapping[str, float | None]:
    """The average grade of who was asked, from ten answers on (M90)."""
    tellingen = await registers.tellingen(vraag.work.session, vraag.selectie, Aantekeningsoort.ERVARING)
    return {each.agb: gedeeld(each.som, 10 * each.aantal) for each in tellingen if each.aantal >= KLEINSTE_GROEP}


async def _wachtdagen(vraag: Vraag) -> Mapping[str, int | None]:
    """Days from assignment to start within which half of the clients had help, from ten starts on."""
    duren: dict[str, Counter[int]] = {}
    for som in await cijfers.sommen(vraag.work.session, vraag.selectie, (maten.START,), "agb", "kenmerk"):
        duren.setdefault(som.agb, Counter())[int(som.kenmerk)] += som.waarde
    return {agb: percentiel(each, 50) for agb, each in duren.items() if each.total() >= KLEINSTE_GROEP}


def _doelen(geteld: Sequence[int]) -> float | None:
    """The share of goals that were reached, from ten evaluations on (M91)."""
    evaluaties, totaal, behaald = geteld
    return deel(behaald, totaal) if evaluaties >= KLEINSTE_GROEP else None
