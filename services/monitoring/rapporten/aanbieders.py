"""Providers: traffic lights, benchmark, concentration of turnover, and pillars."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from inkoop import Inkoopmodel
from inkoop.sturing import Kpi
from monitoring.domain import maten
from monitoring.domain.beleid import inkoopmodel
from monitoring.domain.maanden import Ritme
from monitoring.domain.maatregelen import HERSTELD, norm_van, titel_van
from monitoring.domain.maten import Maat
from monitoring.domain.rangorde import rangorde
from monitoring.domain.rapport import (
    KLEINSTE_GROEP,
    Grafiek,
    Kolom,
    Kolomsoort,
    Rapport,
    Uitsplitsing,
    Waarde,
    deel,
    gedeeld,
    groot_genoeg,
    waarden,
)
from monitoring.domain.registers import Aantekeningsoort
from monitoring.domain.stoplicht import NIETS_GEMETEN, PIJLERS, PIJLERTITELS, Meting, licht, slechtste
from monitoring.rapporten.vraag import Bouwer, PerMaat, Vraag
from monitoring.store import cijfers, registers

METINGEN = (
    maten.START,
    maten.START.op_tijd,
    maten.PRESTATIES_INGEDIEND,
    maten.PRESTATIES_TOEGEKEND,
    maten.EVALUATIE,
    maten.DOEL,
    maten.DOEL_BEHAALD,
    maten.CLIENT,
)
MATEN = (
    *(maat for maat in METINGEN if maat != maten.CLIENT),
    maten.GEBRUIKT_BEDRAG,
    maten.TOEWIJZING,
    maten.AFGESCHAALD,
    maten.LOOPTIJD,
    maten.LOOPTIJD_MAANDEN,
)
AANBIEDER = Kolom("aanbieder", "Aanbieder", "aanbieder")
ALLE = "alle"
"""Stands for all providers together: what each of them is laid beside."""
GEBRUIK = "M48"
"""The rule of policy about using more than the window of the region allows (M47, M48, M49); declaratie judges it."""
NIET_PER_PRODUCT = {"doelen-behaald", "clientervaring", "planning"}
"""Indicators that are not known per product."""
PIJLERS_NIET_PER_PRODUCT = {"kwaliteit", "kosten"}


async def model_van(vraag: Vraag) -> Inkoopmodel | None:
    """The inkoopmodel of the one region that has figures in the selection; None of no region, or of several.

    Norms are of a region: a provider in one is never held against those of another.
    """
    dag = vraag.selectie.tot or vraag.work.today
    gemeenten = await vraag.per("gemeente", maten.CLIENT, maten.DECLARATIE, maten.START)
    gevonden = {model.naam: model for code in gemeenten if (model := inkoopmodel(code, dag.replace(day=1)))}
    return next(iter(gevonden.values())) if len(gevonden) == 1 else None


async def _per_aanbieder(vraag: Vraag) -> dict[str, PerMaat]:
    """The figures of each provider; clients up to this month, since nothing else is known of a month to come."""
    gevonden = {agb: dict(per_maat) for agb, per_maat in (await vraag.per("agb", *MATEN)).items()}
    for agb, per_maat in (await vraag.tot_nu().per("agb", maten.CLIENT)).items():
        gevonden.setdefault(agb, {}).update(per_maat)
    return dict(sorted(gevonden.items()))


async def _samen(vraag: Vraag) -> PerMaat:
    """The same of all providers in the choice together, counted anew: a client of two of them is one."""
    return await vraag.totalen(*MATEN) | await vraag.tot_nu().totalen(maten.CLIENT)


async def metingen(vraag: Vraag) -> dict[str, dict[str, Meting]]:
    """Per provider what each indicator is made of."""
    per_agb = await _per_aanbieder(vraag)
    if vraag.selectie.code is not None:
        zonder = dict.fromkeys(NIET_PER_PRODUCT, NIETS_GEMETEN)
        return {agb: _metingen(per_maat, (0, 0), 0, 0) | zonder for agb, per_maat in per_agb.items()}
    ervaring: dict[str, tuple[int, int]] = {}
    for telling in await registers.tellingen(vraag.work.session, vraag.selectie, Aantekeningsoort.ERVARING):
        ervaring[telling.agb] = (telling.som, telling.aantal)
    signalen: dict[str, int] = {}
    for telling in await registers.tellingen(vraag.work.session, vraag.selectie, Aantekeningsoort.PLANNING):
        signalen[telling.agb] = signalen.get(telling.agb, 0) + telling.aantal
    maanden = len(await vraag.tot_nu().alle_aanbieders().per("maand", maten.CLIENT))
    return {
        agb: _metingen(per_agb.get(agb, {}), ervaring.get(agb, (0, 0)), signalen.get(agb, 0), maanden)
        for agb in sorted(per_agb.keys() | ervaring.keys() | signalen.keys())
    }


def _metingen(
    per_maat: Mapping[Maat, int], ervaring: tuple[int, int], signalen: int, maanden: int
) -> dict[str, Meting]:
    starts, tijdig, ingediend, toegekend, evaluaties, doelen, behaald, clientmaanden = waarden(per_maat, METINGEN)
    return {
        "tijdig-gestart": Meting(tijdig, starts),
        "afgekeurd": Meting(ingediend - toegekend, ingediend),
        "doelen-behaald": Meting(behaald, doelen if evaluaties >= KLEINSTE_GROEP else 0),
        "clientervaring": Meting(*ervaring, minimum=KLEINSTE_GROEP),
        "planning": Meting(signalen * maanden, clientmaanden, minimum=KLEINSTE_GROEP * maanden),
    }


def _lichten(model: Inkoopmodel | None, meting: Mapping[str, Meting]) -> dict[str, str | None]:
    kpis = model.contractsturing.kpis if model else ()
    return {kpi.naam: licht(kpi, meting.get(kpi.naam, NIETS_GEMETEN)) for kpi in kpis}


async def lichten_van(vraag: Vraag, model: Inkoopmodel) -> dict[str, dict[str, str | None]]:
    """Per provider the light of each indicator, by the norms of an inkoopmodel (M89)."""
    return {agb: _lichten(model, meting) for agb, meting in (await metingen(vraag)).items()}


def _waarde(kpi: Kpi, meting: Mapping[str, Meting]) -> Waarde:
    """As it is shown, in the unit of its norm; the light looks at what it is exactly."""
    gemeten = meting.get(kpi.naam, NIETS_GEMETEN)
    if not gemeten.is_gemeten:
        return None
    if kpi.eenheid == "tiende":
        return gedeeld(gemeten.teller, 10 * gemeten.noemer, 2)
    return (deel if kpi.eenheid == "procent" else gedeeld)(gemeten.teller, gemeten.noemer)


async def stoplichten(vraag: Vraag) -> Rapport:
    """A light per provider and indicator of the inkoopmodel, no other (M117), with the step that is taken (M89)."""
    model = await model_van(vraag)
    if model is None:
        leeg = "Normen gelden per regio. Kies een gemeente waarvoor er in deze maanden een inkoopmodel en cijfers zijn."
        return Rapport("stoplichten", "Stoplichten (M89)", leeg, (AANBIEDER,), (), leeg=leeg)
    kpis = model.contractsturing.kpis
    rijen: list[tuple[Waarde, ...]] = []
    stappen = await _stappen(vraag, model)
    for agb, meting in (await metingen(vraag)).items():
        lichten = _lichten(model, meting)
        waarden_ = [each for kpi in kpis for each in (_waarde(kpi, meting), lichten[kpi.naam])]
        rijen.append((agb, *waarden_, stappen.get(agb, "geen")))
    kolommen = [AANBIEDER, *(kolom for kpi in kpis for kolom in _kolommen(kpi))]
    return Rapport(
        "stoplichten",
        "Stoplichten (M89)",
        f"Normen uit het inkoopmodel {model.titel}. Een stoplicht is een reden voor een gesprek, geen oordeel over de "
        "aanbieder. Het kijkt naar het precieze cijfer; wat u leest is afgerond. Leeg betekent: niets gemeten, of een "
        "te kleine groep.",
        (*kolommen, Kolom("stap", "Stap", "tekst")),
        tuple(rijen),
        ritme=Ritme.DECLARATIES,
    )


def _kolommen(kpi: Kpi) -> tuple[Kolom, Kolom]:
    soort: Kolomsoort = "procent" if kpi.eenheid == "procent" else "aantal"
    return Kolom(kpi.naam, norm_van(kpi), soort, _niet_per(kpi.naam)), Kolom(f"{kpi.naam}-licht", "Oordeel", "licht")


def _niet_per(naam: str) -> tuple[Uitsplitsing, ...]:
    return ("product",) if naam in NIET_PER_PRODUCT | PIJLERS_NIET_PER_PRODUCT else ()


async def _stappen(vraag: Vraag, model: Inkoopmodel) -> dict[str, str]:
    """Per provider the step that is being taken now."""
    laatste = {
        each.agb: each for each in await registers.maatregelen(vraag.work.session) if each.inkoopmodel == model.naam
    }
    return {agb: titel_van(each.inkoopmodel, each.stap) for agb, each in laatste.items() if each.stap != HERSTELD}


async def pijlers(vraag: Vraag) -> Rapport:
    """Four pillars per provider: the worst light under each (M104)."""
    model = await model_van(vraag)
    kosten = await _kosten(vraag)
    rijen = []
    for agb, meting in (await metingen(vraag) if model else {}).items():
        lichten = _lichten(model, meting) | {"gebruik": kosten.get(agb)}
        rijen.append((agb, *(slechtste(lichten, namen) for namen in PIJLERS.values())))
    return Rapport(
        "pijlers",
        "Vier pijlers (M104)",
        "Per pijler het slechtste stoplicht dat eronder valt. Kosten: rood als er meer is gebruikt dan het inkoopmodel "
        "toestaat (M48) en niemand daarmee akkoord is. Vrij verdelen binnen het afgesproken venster mag (M49).",
        (AANBIEDER, *(Kolom(naam, titel, "licht", _niet_per(naam)) for naam, titel in PIJLERTITELS.items())),
        tuple(rijen),
        ritme=Ritme.DECLARATIES,
    )


async def _kosten(vraag: Vraag) -> dict[str, str]:
    """Per provider whether more is used than the region allows; nothing where nothing is granted.

    What the region allows is judged line by line where it is granted, and counted here: not weighed once more.
    """
    toegekend = await vraag.per("agb", maten.PRESTATIES_TOEGEKEND)
    te_veel = dict.fromkeys(toegekend, 0)
    gezocht = (maten.AANDACHT, maten.AANDACHT_AKKOORD)
    for som in await cijfers.sommen(vraag.work.session, vraag.selectie, gezocht, "agb", "kenmerk"):
        if som.kenmerk == GEBRUIK and som.agb in te_veel:
            te_veel[som.agb] += som.waarde if som.maat is maten.AANDACHT else -som.waarde
    return {agb: "rood" if aantal > 0 else "groen" for agb, aantal in te_veel.items()}


async def benchmark(vraag: Vraag) -> Rapport:
    """Each provider beside all together (M94)."""
    rijen = [(agb, *_vergelijk(per_maat)) for agb, per_maat in (await _per_aanbieder(vraag)).items()]
    if rijen:
        rijen.append((ALLE, *_vergelijk(await _samen(vraag.alle_aanbieders()))))
    rapport = Rapport(
        "benchmark",
        "Benchmark (M94)",
        "Elke aanbieder naast alle aanbieders samen. Wie hulp heeft van twee aanbieders telt bij allebei, en samen één "
        "keer. Cliëntmaanden tellen tot en met deze maand. Toegekend is van de hulp in deze maanden, ook als die later "
        "is gedeclareerd.",
        (
            AANBIEDER,
            Kolom("bedrag", "Toegekend", "euro"),
            Kolom("clientmaanden", "Cliëntmaanden"),
            Kolom("perClient", "Per cliënt per maand", "euro"),
            Kolom("looptijd", "Gemiddelde looptijd (maanden)"),
            Kolom("afgeschaald", "Toewijzingen afgeschaald", "procent"),
            Kolom("afgewezen", "Prestaties afgewezen", "procent"),
            Kolom("opTijd", "Op tijd gestart", "procent"),
            Kolom("doelen", "Doelen behaald", "procent", niet_per=("product",)),
        ),
        tuple(rijen),
        ritme=Ritme.DECLARATIES,
    )
    return replace(rapport, grafiek=await _grafiek(vraag, rapport))


async def _grafiek(vraag: Vraag, rapport: Rapport) -> Grafiek:
    """The price per client; of providers that are not drawn one by one it is that of their clients together."""
    grafiek = Grafiek("staaf", ("perClient",), referentie=ALLE)
    agbs = [str(rapport.rijen[plaats][0]) for plaats in rangorde(rapport, grafiek).overige]
    if not agbs:
        return grafiek
    bedragen = await vraag.per("agb", *MATEN)
    samen = await vraag.van_aanbieders(*agbs).tot_nu().totalen(maten.CLIENT)
    samen[maten.GEBRUIKT_BEDRAG] = sum(bedragen.get(agb, {}).get(maten.GEBRUIKT_BEDRAG, 0) for agb in agbs)
    return replace(grafiek, overige=(_per_client(samen),))


def _per_client(per_maat: Mapping[Maat, int]) -> int | None:
    clientmaanden = per_maat.get(maten.CLIENT, 0)
    return per_maat.get(maten.GEBRUIKT_BEDRAG, 0) // clientmaanden if clientmaanden else None


def _vergelijk(per_maat: Mapping[Maat, int]) -> tuple[Waarde, ...]:
    starts, tijdig, ingediend, toegekend, evaluaties, doelen, behaald, clientmaanden = waarden(per_maat, METINGEN)
    return (
        per_maat.get(maten.GEBRUIKT_BEDRAG, 0),
        clientmaanden,
        _per_client(per_maat),
        gedeeld(per_maat.get(maten.LOOPTIJD_MAANDEN, 0), per_maat.get(maten.LOOPTIJD, 0)),
        deel(per_maat.get(maten.AFGESCHAALD, 0), per_maat.get(maten.TOEWIJZING, 0)),
        deel(ingediend - toegekend, ingediend),
        deel(tijdig, starts),
        groot_genoeg(evaluaties, deel(behaald, doelen)),
    )


async def concentratie(vraag: Vraag) -> Rapport:
    """Turnover from large to small, with the running share (M97); one provider keeps its place among all."""
    per_agb = await vraag.alle_aanbieders().per("agb", maten.BEDRAG_TOEGEKEND)
    bedragen = [(agb, per_maat[maten.BEDRAG_TOEGEKEND]) for agb, per_maat in per_agb.items()]
    bedragen.sort(key=lambda each: (-each[1], each[0]))
    totaal, som, rijen = sum(bedrag for _, bedrag in bedragen), 0, []
    for plaats, (agb, bedrag) in enumerate(bedragen, 1):
        som += bedrag
        if vraag.selectie.ziet_aanbieder(agb):
            rijen.append((plaats, agb, bedrag, deel(bedrag, totaal), deel(som, totaal)))
    return Rapport(
        "concentratie",
        "Spreiding van de omzet (M97)",
        "Van groot naar klein. Samen is het deel van deze aanbieder en alle grotere.",
        (
            Kolom("plaats", "Plaats"),
            AANBIEDER,
            Kolom("bedrag", "Toegekend", "euro"),
            Kolom("deel", "Deel", "procent"),
            Kolom("samen", "Samen", "procent"),
        ),
        tuple(rijen),
        Grafiek("lijn", ("samen",)),
        ritme=Ritme.DECLARATIES,
    )


def kwartaal_van(jaar: int, kwartaal: int) -> tuple[date, date]:
    """First and last month of a quarter."""
    return date(jaar, 3 * kwartaal - 2, 1), date(jaar, 3 * kwartaal, 1)


RAPPORTEN: dict[str, Bouwer] = {
    "stoplichten": stoplichten,
    "pijlers": pijlers,
    "benchmark": benchmark,
    "concentratie": concentratie,
}
