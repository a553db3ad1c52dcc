"""Providers: traffic lights, benchmark, concentration of turnover, pillars, risks, and the steps with them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from inkoop import Inkoopmodel
from inkoop.sturing import Kpi
from monitoring.domain.beleid import inkoopmodel
from monitoring.domain.maatregelen import HERSTELD
from monitoring.domain.stoplicht import PIJLERS, PIJLERTITELS, Meting, licht, slechtste
from monitoring.domain.tabel import KLEINSTE_GROEP, Grafiek, Kolom, Tabel, Waarde, deel, gedeeld, groot_genoeg, waarden
from monitoring.store import registers
from monitoring.tabellen.toewijzing import modellen
from monitoring.tabellen.vraag import Bouwer, Vraag
from monitoring.usecases.neem_maatregel import titel_van

METINGEN = (
    "start", "start:op-tijd", "regels-ingediend", "regels-toegekend", "evaluatie", "doel", "doel-behaald", "client",
)  # fmt: skip
MATEN = (
    *METINGEN, "bedrag-toegekend", "toegewezen-bedrag", "toewijzing", "afgeschaald", "looptijd", "looptijd-maanden",
)  # fmt: skip
AANBIEDER = Kolom("aanbieder", "Aanbieder", "aanbieder")


async def model_van(vraag: Vraag) -> Inkoopmodel | None:
    """The inkoopmodel of the one region that has figures in the selection; None of no region, or of several.

    Norms are of a region: a provider in one is never held against those of another.
    """
    dag = vraag.selectie.tot or vraag.work.today
    gemeenten = await vraag.per("gemeente", "client", "declaratie", "start")
    gevonden = {model.naam: model for code in gemeenten if (model := inkoopmodel(code, dag.replace(day=1)))}
    return next(iter(gevonden.values())) if len(gevonden) == 1 else None


async def metingen(vraag: Vraag) -> dict[str, dict[str, Meting]]:
    """Per provider what each indicator is made of."""
    standen = await vraag.per("agb", *MATEN)
    ervaring: dict[str, tuple[int, int]] = {}
    for telling in await registers.tellingen(vraag.work.session, vraag.selectie, "ervaring"):
        ervaring[telling.agb] = (telling.som, telling.aantal)
    signalen: dict[str, int] = {}
    for telling in await registers.tellingen(vraag.work.session, vraag.selectie, "planning"):
        signalen[telling.agb] = signalen.get(telling.agb, 0) + telling.aantal
    maanden = await _maanden(vraag)
    return {
        agb: _metingen(standen.get(agb, {}), ervaring.get(agb, (0, 0)), signalen.get(agb, 0), maanden)
        for agb in sorted(standen.keys() | ervaring.keys() | signalen.keys())
    }


async def _maanden(vraag: Vraag) -> int:
    """How many months of the selection have clients."""
    return max(1, len(await vraag.per("maand", "client")))


def _metingen(stand: Mapping[str, int], ervaring: tuple[int, int], signalen: int, maanden: int) -> dict[str, Meting]:
    starts, tijdig, ingediend, toegekend, evaluaties, doelen, behaald, clientmaanden = waarden(stand, METINGEN)
    return {
        "tijdig-gestart": Meting(tijdig, starts),
        "afgekeurd": Meting(ingediend - toegekend, ingediend),
        "doelen-behaald": Meting(behaald, doelen if evaluaties >= KLEINSTE_GROEP else 0),
        "clientervaring": Meting(*ervaring, minimum=KLEINSTE_GROEP),
        "planning": Meting(signalen, clientmaanden // maanden, minimum=KLEINSTE_GROEP),
    }


def _lichten(model: Inkoopmodel | None, meting: Mapping[str, Meting]) -> dict[str, str | None]:
    kpis = model.contractsturing.kpis if model else ()
    return {kpi.naam: licht(kpi, _waarde(kpi, meting)) for kpi in kpis}


def _waarde(kpi: Kpi, meting: Mapping[str, Meting]) -> int | None:
    return meting[kpi.naam].waarde(kpi.eenheid) if kpi.naam in meting else None


async def stoplichten(vraag: Vraag) -> Tabel:
    """A light per provider and indicator, with the step that is being taken (M89)."""
    model = await model_van(vraag)
    if model is None:
        leeg = "Normen gelden per regio. Kies een gemeente waarvoor er in deze maanden een inkoopmodel en cijfers zijn."
        return Tabel("stoplichten", "Stoplichten (M89)", leeg, (AANBIEDER,), (), leeg=leeg)
    kpis = model.contractsturing.kpis
    rijen: list[tuple[Waarde, ...]] = []
    stappen = await _stappen(vraag, model)
    for agb, meting in (await metingen(vraag)).items():
        lichten = _lichten(model, meting)
        waarden_ = [each for kpi in kpis for each in (_waarde(kpi, meting), lichten[kpi.naam])]
        rijen.append((agb, *waarden_, stappen.get(agb, "geen")))
    kolommen = [AANBIEDER]
    for kpi in kpis:
        grens = "minstens" if kpi.beter == "hoger" else "hoogstens"
        eenheid = {"procent": "%", "werkdagen": " werkdagen", "tiende": " (tienden)"}[kpi.eenheid]
        norm = f"{kpi.titel} (groen: {grens} {kpi.groen}{eenheid})"
        kolommen += [Kolom(kpi.naam, norm), Kolom(f"{kpi.naam}-licht", "Oordeel", "licht")]
    return Tabel(
        "stoplichten",
        "Stoplichten (M89)",
        f"Normen uit het inkoopmodel {model.titel}. Een stoplicht is een reden voor een gesprek, geen oordeel over de "
        "aanbieder. Leeg betekent: niets gemeten, of een te kleine groep.",
        (*kolommen, Kolom("stap", "Stap", "tekst")),
        tuple(rijen),
    )


async def _stappen(vraag: Vraag, model: Inkoopmodel) -> dict[str, str]:
    """Per provider the step that is being taken now."""
    laatste = {
        each.agb: each for each in await registers.maatregelen(vraag.work.session) if each.inkoopmodel == model.naam
    }
    return {agb: titel_van(each) for agb, each in laatste.items() if each.stap != HERSTELD}


async def pijlers(vraag: Vraag) -> Tabel:
    """Four pillars per provider: the worst light under each (M104)."""
    model = await model_van(vraag)
    geld = await vraag.per("agb", *MATEN)
    rijen = []
    for agb, meting in (await metingen(vraag) if model else {}).items():
        toegekend, toegewezen = waarden(geld.get(agb, {}), ("bedrag-toegekend", "toegewezen-bedrag"))
        lichten = _lichten(model, meting) | {"benut": _benut(toegekend, toegewezen)}
        rijen.append((agb, *(slechtste(lichten, namen) for namen in PIJLERS.values())))
    return Tabel(
        "pijlers",
        "Vier pijlers (M104)",
        "Per pijler het slechtste stoplicht dat eronder valt. Kosten: rood als meer is toegekend dan toegewezen.",
        (AANBIEDER, *(Kolom(naam, titel, "licht") for naam, titel in PIJLERTITELS.items())),
        tuple(rijen),
    )


def _benut(toegekend: int, toegewezen: int) -> str | None:
    if not toegewezen:
        return None
    return "rood" if toegekend > toegewezen else "groen"


async def benchmark(vraag: Vraag) -> Tabel:
    """Each provider beside all others together (M94)."""
    per_agb = await vraag.per("agb", *MATEN)
    alle: dict[str, int] = {}
    for stand in per_agb.values():
        for maat, waarde in stand.items():
            alle[maat] = alle.get(maat, 0) + waarde
    rijen = [(agb, *_vergelijk(stand)) for agb, stand in per_agb.items()]
    if vraag.selectie.agb is not None:
        samen = replace(vraag, selectie=replace(vraag.selectie, agb=None))
        iedereen = await samen.totalen(*MATEN)
        rijen.append(("alle", *_vergelijk(iedereen)))
    elif rijen:
        rijen.append(("alle", *_vergelijk(alle)))
    return Tabel(
        "benchmark",
        "Benchmark (M94)",
        "Elke aanbieder naast alle aanbieders samen.",
        (
            AANBIEDER,
            Kolom("bedrag", "Toegekend", "euro"),
            Kolom("clientmaanden", "Cliëntmaanden"),
            Kolom("perClient", "Per cliënt per maand", "euro"),
            Kolom("looptijd", "Gemiddelde looptijd (maanden)"),
            Kolom("afgeschaald", "Toewijzingen afgeschaald", "procent"),
            Kolom("afgewezen", "Regels afgewezen", "procent"),
            Kolom("opTijd", "Op tijd gestart", "procent"),
            Kolom("doelen", "Doelen behaald", "procent"),
        ),
        tuple(rijen),
        Grafiek("staaf", ("perClient",)),
    )


def _vergelijk(stand: Mapping[str, int]) -> tuple[Waarde, ...]:
    clientmaanden, bedrag = stand.get("client", 0), stand.get("bedrag-toegekend", 0)
    starts, tijdig, ingediend, toegekend, evaluaties, doelen, behaald, _ = waarden(stand, METINGEN)
    return (
        bedrag,
        clientmaanden,
        bedrag // clientmaanden if clientmaanden else None,
        gedeeld(stand.get("looptijd-maanden", 0), stand.get("looptijd", 0)),
        deel(stand.get("afgeschaald", 0), stand.get("toewijzing", 0)),
        deel(ingediend - toegekend, ingediend),
        deel(tijdig, starts),
        groot_genoeg(evaluaties, deel(behaald, doelen)),
    )


async def concentratie(vraag: Vraag) -> Tabel:
    """Turnover from large to small, with the running share (M97)."""
    bedragen = [(agb, stand["bedrag-toegekend"]) for agb, stand in (await vraag.per("agb", "bedrag-toegekend")).items()]
    bedragen.sort(key=lambda each: (-each[1], each[0]))
    totaal, som, rijen = sum(bedrag for _, bedrag in bedragen), 0, []
    for plaats, (agb, bedrag) in enumerate(bedragen, 1):
        som += bedrag
        rijen.append((plaats, agb, bedrag, deel(bedrag, totaal), deel(som, totaal)))
    return Tabel(
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
    )


async def risicos(vraag: Vraag) -> Tabel:
    """The risk register (M106): open risks, the heaviest first."""
    return Tabel(
        "risicos",
        "Risico's (M106)",
        "Risico's die nog openstaan. Zwaarte is kans maal gevolg, elk van 1 tot 5.",
        (
            AANBIEDER,
            Kolom("gemeente", "Gemeente", "gemeente"),
            Kolom("soort", "Soort", "tekst"),
            Kolom("zwaarte", "Zwaarte"),
            Kolom("sinds", "Sinds", "datum"),
        ),
        tuple(
            (each.agb, each.gemeente, each.kenmerk, each.waarde, each.op)
            for each in await registers.open_risicos(vraag.work.session, vraag.selectie)
        ),
        leeg="Er staan geen risico's open.",
    )


async def maatregelen(vraag: Vraag) -> Tabel:
    """All steps with providers (M89), newest first."""
    namen = {model.naam for model in modellen() if any(vraag.selectie.ziet(each.code) for each in model.gemeenten)}
    gevonden = [
        each
        for each in await registers.maatregelen(vraag.work.session, vraag.selectie.agb)
        if each.inkoopmodel in namen
    ]
    gevonden.sort(key=lambda each: (each.per, each.nummer), reverse=True)
    return Tabel(
        "maatregelen",
        "Stappen met aanbieders (M89)",
        "Na een rood stoplicht: gesprek, verbeterplan, pauze in het toewijzen, einde. Geen stap wordt overgeslagen.",
        (AANBIEDER, Kolom("stap", "Stap", "tekst"), Kolom("per", "Per", "datum"), Kolom("regio", "Regio", "tekst")),
        tuple((each.agb, titel_van(each), each.per, each.inkoopmodel) for each in gevonden),
        leeg="Er zijn geen stappen gezet.",
    )


def kwartaal_van(jaar: int, kwartaal: int) -> tuple[date, date]:
    """First and last month of a quarter."""
    return date(jaar, 3 * kwartaal - 2, 1), date(jaar, 3 * kwartaal, 1)


TABELLEN: dict[str, Bouwer] = {
    "stoplichten": stoplichten,
    "pijlers": pijlers,
    "benchmark": benchmark,
    "concentratie": concentratie,
    "risicos": risicos,
    "maatregelen": maatregelen,
}
