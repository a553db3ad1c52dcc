"""An inkoopmodel explained in plain Dutch, as Markdown.

A star marks what the document leaves open, so that an example value stands in the model.
"""

from collections.abc import Callable, Iterator
from datetime import date

from inkoop.basis import Onderdeel
from inkoop.model import Inkoopmodel
from inkoop.producten import EENHEDEN, FREQUENTIES, Product
from inkoop.sturing import AFSPRAKEN
from inkoop.weging import Traject
from istandaard.codes import Eenheid

Regels = Iterator[str]

PARTIJEN = {"client": "cliënt", "gemeente": "gemeente", "aanbieder": "aanbieder"}
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
VENSTERS = {
    "looptijd": "De aanbieder mag de uren vrij verdelen over de hele looptijd, maar niet meer dan het totaal.",
    "maand": "Er geldt een vast bedrag per maand. De inzet mag per maand verschillen; uren worden niet verantwoord.",
    "weken": "De aanbieder mag de uren vrij verdelen binnen {weken} weken.",
    "geen": "De aanbieder levert per periode wat is toegewezen.",
}


def uitleg(model: Inkoopmodel, datum: date) -> str:
    """The model as a Markdown page in plain Dutch, with the prices of a day."""
    regels = [f"# {model.titel}", ""]
    for titel, hoofdstuk in HOOFDSTUKKEN:
        inhoud = list(hoofdstuk(model))
        if inhoud:
            regels += [f"## {titel}", "", *inhoud, ""]
    regels += [f"## Producten en prijzen op {_dag(datum)}", "", *_producten(model, datum), ""]
    if gronden := list(_gronden(model, datum)):
        regels += ["## Waar prijzen op rusten", "", *gronden, ""]
    regels += ["Een * wijst op een voorbeeldwaarde: het document van de regio laat dit open.", ""]
    return "\n".join(regels)


def _inleiding(model: Inkoopmodel) -> Regels:
    looptijd = model.looptijd
    namen = _opsomming([gemeente.naam for gemeente in model.gemeenten])
    yield f"- Dit model geldt vanaf {_dag(model.versie)} voor {namen}."
    yield f"- Het komt uit: {model.document}. De berichten verwerkt: {model.backoffice}."
    opties = _opsomming([f"{jaren} jaar" for jaren in looptijd.opties])
    verlenging = f", met verlengingen van {opties}" if opties else ""
    yield f"- De contracten duren {looptijd.jaren} jaar vanaf {_dag(looptijd.start)}{verlenging}{_merk(looptijd)}."
    for perceel in model.percelen:
        geen = "" if perceel.onderaannemers else ", zonder onderaannemers"
        yield f"- Perceel: {perceel.titel}{geen}{_merk(perceel)}."


def _stappen(model: Inkoopmodel) -> Regels:
    for stap in model.stappen:
        wie = f" Wie: {_opsomming(list(stap.wie))}." if stap.wie else ""
        yield f"- **{stap.titel}** ({stap.paragraaf}): {stap.wat}{_merk(stap)}.{wie}"


def _eerst(model: Inkoopmodel) -> Regels:
    for voorgaand in model.voorliggend:
        yield f"- {voorgaand.titel}{_merk(voorgaand)}"


def _trajecten(model: Inkoopmodel) -> Regels:
    for traject in model.trajecten:
        yield from _traject(traject)
    titels = {traject.naam: traject.titel for traject in model.trajecten}
    for stap in model.doorstroom:
        soort = "kan" if stap.soort == "gewoon" else "kan alleen bij uitzondering, met een reden"
        yield f"- Van '{titels[stap.van]}' naar '{titels[stap.naar]}' {soort}{_merk(stap)}."


def _traject(traject: Traject) -> Regels:
    grens = f", ten hoogste {_duur(traject.maximaal_maanden)}" if traject.maximaal_maanden else ", zonder vaste grens"
    yield f"- **{traject.titel}**: meestal {_duur(traject.standaard_maanden)}{grens}{_merk(traject)}."
    if traject.zonder_eigen_product:
        yield "  - Heeft geen eigen product; gebruikt die van andere trajecten."
    evaluatie, regie = traject.evaluatie, traject.regie
    wie = _opsomming([PARTIJEN[partij] for partij in evaluatie.partijen])
    wat = f"een gesprek met {wie}" if evaluatie.vorm == "gesprek" else f"een verslag van de {wie}"
    elke = "elk jaar" if evaluatie.maanden == 12 else f"elke {_duur(evaluatie.maanden)}"
    yield f"  - Evaluatie {elke}: {wat}{_merk(evaluatie)}."
    casus = " De dagen om te evalueren kunnen per casus anders zijn." if regie.per_casus else ""
    yield f"  - De {regie.door} voert de regie, {regie.intensiteit}{_merk(regie)}.{casus}"


def _niet(model: Inkoopmodel) -> Regels:
    for combinatie in model.verboden_combinaties:
        yield f"- {combinatie.melding}{_merk(combinatie)}"
    for product in model.producten:
        if product.alleen_uitdrukkelijk:
            yield f"- {product.naam}: alleen als het uitdrukkelijk nodig is."
    for omleiding in model.omleidingen:
        yield f"- {omleiding.wat}: gaat bij {omleiding.traject} naar {omleiding.naar}{_merk(omleiding)}."
    for buiten in model.buiten_scope:
        yield f"- {buiten.titel}: valt buiten dit model. {buiten.reden}{_merk(buiten)}."


def _uitloop(model: Inkoopmodel) -> Regels:
    aflopend = [(product, product.uitloop) for product in model.producten if product.uitloop]
    if any(not uitloop.besloten for _, uitloop in aflopend):
        yield "- Is er nog geen dag besloten, dan kunt u over het product blijven beschikken."
    for product, uitloop in aflopend:
        yield f"- {product.naam} ({product.code}): {uitloop.merk}"
        if uitloop.verwacht:
            yield f"  - Het document verwacht dat op {_dag(uitloop.verwacht)}."
        if uitloop.geen_nieuwe_vanaf:
            yield f"  - Niet meer nieuw vanaf {_dag(uitloop.geen_nieuwe_vanaf)}{_merk(product)}."
        if uitloop.einde:
            yield f"  - Helemaal voorbij na {_dag(uitloop.einde)}{_merk(product)}."


def _scenarios(model: Inkoopmodel) -> Regels:
    for scenario in model.scenarios:
        grens = f", ten hoogste {_duur(scenario.maximaal_maanden)}" if scenario.maximaal_maanden else ""
        keer = f", {scenario.verlengingen} keer te verlengen" if scenario.verlengingen else ""
        yield f"- {scenario.titel}: {scenario.minuten_per_week} minuten per week{grens}{keer}{_merk(scenario)}."


def _weging(model: Inkoopmodel) -> Regels:
    for nr, trede in enumerate(model.ladder.treden if model.ladder else (), start=1):
        yield f"- Trede {nr}: {trede.titel}{_merk(trede)}. Een zwaardere trede vraagt een reden."
    for gebied in model.resultaatgebieden:
        alleen = " (alleen samen met een ander gebied)" if gebied.alleen_in_combinatie else ""
        yield f"- Resultaatgebied: {gebied.titel}{alleen}{_merk(gebied)}."
    kader = model.afwegingskader
    if kader:
        yield f"- Het afwegingskader heeft {len(kader.cellen)} uitkomsten: gebieden, soort en intensiteit."
        for intensiteit in kader.intensiteiten:
            nodig = f"{intensiteit.omstandigheden} of meer" if intensiteit.omstandigheden else "geen"
            yield f"- {intensiteit.titel}: {nodig} verzwarende omstandigheden nodig{_merk(intensiteit)}."
        for duur in kader.duren:
            yield f"- {duur.titel}: te kiezen bij {_opsomming(list(duur.trajecten))}{_merk(duur)}."


def _routes(model: Inkoopmodel) -> Regels:
    for route in model.verwijsroutes:
        yield f"- **{route.titel}**{_merk(route)}"
        yield f"  - Alleen bij hulp onder de {route.wet.titel} ({route.artikel})."
        if route.overleg_vooraf:
            yield "  - Eerst overleg met de gemeente, dan pas de verwijzing."
        if route.verlenging_beoordelen:
            yield "  - De gemeente beoordeelt elke verlenging."
        if route.melden_bij_meer_domeinen:
            yield "  - Bij problemen op meer gebieden belt de aanbieder de gemeente."


def _plan(model: Inkoopmodel) -> Regels:
    plan = model.plan
    yield f"- De cliënt krijgt {plan.waarschuwing_weken} weken voor het einde bericht{_merk(plan)}."
    if plan.smart_verplicht:
        yield "- Doelen zijn concreet en meetbaar, met een datum."
    if plan.eigen_resultaat_verplicht:
        yield "- In het plan staat ten minste één resultaat dat u zelf heeft genoemd."
    if plan.netwerkresultaat_verplicht:
        yield "- In het plan staat altijd een resultaat over het eigen netwerk of het voorliggend veld."
    yield "- In een ingewikkelde situatie mag u de gebieden na elkaar aanpakken."
    if plan.zrm_maanden:
        yield f"- De zelfredzaamheid (ZRM) wordt bij de start gemeten, en daarna na {_duur(plan.zrm_maanden)}."
    if plan.perspectiefplan_leeftijd:
        leeftijden = f"Van {plan.perspectiefplan_leeftijd} tot {plan.perspectiefplan_tot} jaar"
        yield f"- {leeftijden}: een perspectiefplan over {_opsomming(list(plan.perspectiefdomeinen)).lower()}."
    for vraag in plan.evaluatievragen:
        yield f"- Vraag bij elke evaluatie: {vraag}"


def _levering(model: Inkoopmodel) -> Regels:
    levering, regels = model.levering, model.declaratieregels
    uitnutten = VENSTERS[model.uitnutten.venster].format(weken=model.uitnutten.weken)
    yield f"- {uitnutten}{_merk(model.uitnutten)}"
    yield f"- De norm voor wachten is {levering.wachttijd_werkdagen} werkdagen{_merk(levering)}."
    gewichten = _opsomming([f"{deel.kenmerk} ({deel.gewicht}{_merk(deel)})" for deel in model.matching])
    yield f"- Bij het kiezen van een aanbieder telt mee: {gewichten}."
    if levering.een_aanbieder:
        yield "- Alle hulp komt van één aanbieder, in één traject."
    if regels.alleen_geleverd:
        yield "- Alleen wat echt geleverd is, wordt betaald."
    yield f"- Bij een niet afgezegde afspraak wordt {regels.no_show_procent} % betaald{_merk(regels)}."
    if regels.indirecte_tijd_procent or regels.reistijd_procent:
        delen = f"{regels.indirecte_tijd_procent} % indirecte tijd en {regels.reistijd_procent} % reistijd"
        yield f"- In het tarief zit {delen}{_merk(regels)}: die tijd gaat niet van de hulp af."
    if regels.no_show_inwoner:
        yield f"- De inwoner betaalt daarvoor {_euro(regels.no_show_inwoner)} aan de gemeente{_merk(regels)}."
    yield f"- Een pgb is {model.pgb.tarief_procent} % van het tarief{_merk(model.pgb)}."
    for norm in model.dekking:
        band = "" if norm.van_procent is None else f", {norm.van_procent} tot {norm.tot_procent} % van de cliënten"
        per = f", per {_opsomming(list(norm.per))}" if norm.per else ""
        veel = "" if norm.aanbieders_hoogstens is None else f", hoogstens {norm.aanbieders_hoogstens} per product"
        yield f"- {norm.titel}: ten minste {norm.minimum_aanbieders} aanbieder(s){veel}{per}{band}{_merk(norm)}."


def _eigen_bijdrage(model: Inkoopmodel) -> Regels:
    namen = {product.code: product.naam for product in model.producten}
    for regel in model.eigen_bijdrage:
        bedragen = [f"{_euro(each.eurocent)} per maand vanaf {_dag(each.vanaf)}" for each in regel.tarieven]
        hoeveel = _opsomming(bedragen) or "naar inkomen en vermogen, het CAK rekent dat uit"
        yield f"- Vanaf {_dag(regel.vanaf)}, voor wie {regel.leeftijd} jaar of ouder is{_merk(regel)}: {hoeveel}."
        yield "  - Eén bijdrage voor alle hulp samen, ook als u een partner heeft."
        if regel.pensioenleeftijd_maanden:
            yield "  - Is een van beide partners jonger dan de AOW-leeftijd, dan is er geen bijdrage."
        for codes, wat in (
            (regel.zonder_bijdrage, "geen bijdrage"),
            (regel.naar_inkomen, "een bijdrage naar inkomen en vermogen"),
        ):
            if codes:
                yield f"  - Voor {_opsomming([namen[code] for code in codes])}: {wat}."
        for vrijstelling in regel.vrijstellingen:
            wie = {"wet": "de wet", "gemeente": "de gemeente"}[vrijstelling.grond]
            yield f"  - Geen bijdrage volgens {wie}, als vaststaat dat {vrijstelling.titel}."


def _sturing(model: Inkoopmodel) -> Regels:
    for kpi in model.contractsturing.kpis:
        woord = "ten minste" if kpi.beter == "hoger" else "ten hoogste"
        merk = _merk(kpi) or _merk(model.contractsturing)
        yield f"- {kpi.titel}: groen bij {woord} {kpi.groen}, oranje bij {woord} {kpi.oranje}{merk}."
    yield f"- Bij blijvende afwijking: {', dan '.join(stap.lower() for stap in model.contractsturing.stappen)}."
    if model.contractsturing.kwaliteit_openbaar:
        yield f"- De kwaliteit van aanbieders is openbaar{_merk(model.contractsturing)}."
    if model.wijken:
        yield f"- Cijfers zijn er per wijk: {_opsomming([f'{each.titel}{_merk(each)}' for each in model.wijken])}."
    for termijn in model.eigen_termijnen:
        yield f"- De gemeente zelf: {AFSPRAKEN[termijn.wat]} binnen {termijn.werkdagen} werkdagen{_merk(termijn)}."
    for budget in model.budgetten:
        waarvoor = " en ".join(deel for deel in (budget.product, budget.gemeente) if deel)
        plafond = ", als plafond" if budget.plafond else ""
        yield f"- Budget {budget.jaar} voor {waarvoor}: {_euro(budget.eurocent)}{plafond}{_merk(budget)}."
    for boeking in model.boekhouding:
        waarvoor = " en ".join(deel for deel in (boeking.product, boeking.gemeente) if deel)
        waar = f"rekening {boeking.grootboekrekening}, kostenplaats {boeking.kostenplaats}"
        yield f"- Wat betaald wordt voor {waarvoor} staat in de boeken op {waar}{_merk(boeking)}."


def _uitvragen(model: Inkoopmodel) -> Regels:
    for each in model.uitvragen:
        wanneer = f"elk {each.per} vanaf {_dag(each.vanaf)}, binnen {each.weken} weken na afloop"
        yield f"- **{each.titel}**, {wanneer}{_merk(each)}: {' '.join(vraag.titel for vraag in each.vragen)}"


def _lokaal(model: Inkoopmodel) -> Regels:
    namen = {each.code: each.naam for each in model.gemeenten}
    for keuze in model.lokaal:
        anders = [
            keuze.wachttijd_werkdagen and f"wachten mag daar {keuze.wachttijd_werkdagen} werkdagen duren",
            keuze.waarschuwing_weken and f"de gemeente waarschuwt {keuze.waarschuwing_weken} weken voor hulp stopt",
            keuze.voorliggend and f"ook dit komt eerst: {_opsomming([each.titel for each in keuze.voorliggend])}",
        ]
        yield f"- **{namen[keuze.gemeente]}**: {'; '.join(each for each in anders if each)}{_merk(keuze)}."


HOOFDSTUKKEN: tuple[tuple[str, Callable[[Inkoopmodel], Regels]], ...] = (
    ("Waar en wanneer", _inleiding),
    ("De stappen van de route", _stappen),
    ("Wat eerst komt", _eerst),
    ("Trajecten", _trajecten),
    ("Wat niet kan", _niet),
    ("Wat afloopt", _uitloop),
    ("Scenario's", _scenarios),
    ("Hoe we wegen", _weging),
    ("Andere verwijzers", _routes),
    ("Het plan", _plan),
    ("Levering en betaling", _levering),
    ("De eigen bijdrage", _eigen_bijdrage),
    ("Sturing en budget", _sturing),
    ("Wat aanbieders laten weten", _uitvragen),
    ("Wat per gemeente anders is", _lokaal),
)


def _producten(model: Inkoopmodel, datum: date) -> Regels:
    yield "| code | naam | prijs | per | toewijzing | gebruikelijk | wet |"
    yield "|---|---|---:|---|---|---|---|"
    for product in model.producten:
        band = product.normband
        norm = f"{band.van} - {band.tot} minuten per week" if band else ""
        yield f"| {product.code} | {product.naam}{_merk(product)} | {_prijs(model, product, datum)} " + (
            f"| {_per(product)} | {FREQUENTIES[product.frequentie]} | {norm} | {product.wet.titel} |"
        )


def _gronden(model: Inkoopmodel, datum: date) -> Regels:
    """On what prices rest, of the products of which the model says so (M137)."""
    for product in model.producten:
        grond = product.grond_op(datum)
        if grond is not None:
            delen = (
                ("wie helpt", grond.beroepskracht),
                ("uren zonder hulp, zoals verlof en overleg", grond.niet_productief),
                ("reizen en opleiding", grond.reis_en_opleiding),
                ("overhead", grond.overhead),
                ("stijgende prijzen", grond.indexatie),
                ("wat de gemeente verder vraagt", grond.overig),
            )
            per = f"{product.code}: {grond.onderzoek}. Een {EENHEDEN[product.eenheid]} kost"
            yield f"- {per}: {_opsomming([f'{naam} {_euro(bedrag)}' for naam, bedrag in delen])}{_merk(product)}."


def _per(product: Product) -> str:
    return "bedrag in de toewijzing" if product.eenheid == Eenheid.EUROS else EENHEDEN[product.eenheid]


def _prijs(model: Inkoopmodel, product: Product, datum: date) -> str:
    try:
        return _euro(model.tarief_op(product.code, datum))
    except ValueError:
        return "nog geen prijs"


def _merk(onderdeel: Onderdeel) -> str:
    return "*" if onderdeel.voorbeeld else ""


def _euro(eurocent: int) -> str:
    tekst = f"{eurocent / 100:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€ {tekst}"


def _dag(datum: date) -> str:
    return f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


def _duur(maanden: int) -> str:
    return f"{maanden // 12} jaar" if maanden % 12 == 0 else f"{maanden} maanden"


def _opsomming(delen: list[str]) -> str:
    return " en ".join(deel for deel in (", ".join(delen[:-1]), *delen[-1:]) if deel)
