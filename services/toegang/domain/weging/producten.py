"""One product at a time: known, in time, how much, for whom (M1, M3, M9, M10, M13-M15, M30, M43-M45, M67)."""

from collections.abc import Iterator
from datetime import date

from inkoop import Inkoopmodel, Product
from toegang.domain.weging.zaak import Situatie, Uitspraak, Zaak, opsomming
from toegang.domain.woorden import tijd_in_woorden
from wetten import Wet

PER_WEEK = 2
IN_TOTAAL = 6
LEVENSLANG = 100
"""Years: an end after longer is none, but a way to write that there is none (9999-12-31)."""


def in_model(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een product staat in het inkoopmodel (M67); wat erbuiten valt, valt erbuiten om een reden (M15)."""
    bekend = {each.code for each in zaak.model.producten}
    buiten = {each.titel.casefold(): each for each in zaak.model.buiten_scope}
    wel = f"Kies uit: {', '.join(each.code for each in te_beschikken(zaak.model, zaak.op) if each.wet is zaak.wet)}."
    for plek, keuze in enumerate(zaak.keuzes):
        if (gevonden := buiten.get(keuze.product.casefold())) is not None:
            reden = f"{gevonden.titel} valt buiten {zaak.model.naam}: {gevonden.reden[0].lower()}{gevonden.reden[1:]}."
            yield Uitspraak("M15", reden, plek=plek, veld="product", wel=wel)
        elif keuze.product not in bekend:
            yield Uitspraak("M67", f"Dit product staat niet in {zaak.model.naam}.", plek=plek, veld="product", wel=wel)


def van_wet(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een product hoort bij één wet, en bij een zaak onder die wet (M15)."""
    for plek, _, product in zaak.bekende():
        if product.wet is not zaak.wet:
            wel = f"Neem het op in een zaak onder de {product.wet.titel}."
            yield Uitspraak(
                "M15", f"Dit product valt onder de {product.wet.titel}.", plek=plek, veld="product", wel=wel
            )


def te_beschikken(model: Inkoopmodel, op: date) -> list[Product]:
    """The products on which can be decided on a day: all but those that are phased out by then (M45)."""
    return [each for each in model.producten if each.te_beschikken(op)]


def uitloop(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een product dat afloopt, kan na een dag niet meer nieuw en later niet meer; zonder dag is het een merk (M45)."""
    for plek, keuze, product in zaak.bekende():
        einde = product.uitloop
        if einde is None:
            continue
        if not product.te_beschikken(zaak.op):
            yield Uitspraak(
                "M45", "Dit product loopt af.", plek=plek, veld="product", wel=f"Kijk naar: {einde.daarna}."
            )
        elif einde.einde is not None and (keuze.einddatum is None or keuze.einddatum > einde.einde):
            wel = f"Geef een einddatum tot en met {einde.einde:%d-%m-%Y}."
            yield Uitspraak("M45", "Dit product loopt af.", plek=plek, veld="einddatum", wel=wel)
        elif not einde.besloten:
            # A day that was expected and has passed would only puzzle who reads the decision.
            straks = einde.verwacht is not None and zaak.op < einde.verwacht
            verwacht = f" Dat wordt verwacht op {einde.verwacht:%d-%m-%Y}." if straks else ""
            yield Uitspraak("M45", einde.merk + verwacht, mag=True, plek=plek)


def looptijd(zaak: Zaak) -> Iterator[Uitspraak]:
    """Na de laatste dag waarop contracten onder dit model kunnen lopen, begint geen hulp meer (M103)."""
    laatste = zaak.model.looptijd.laatste_dag
    for plek, keuze, _ in zaak.bekende():
        if keuze.ingangsdatum > laatste:
            reden = f"Contracten van {zaak.model.naam} lopen, met elke verlenging, tot en met {laatste:%d-%m-%Y}."
            wel = "Vraag het model van de nieuwe inkoop, of kies een dag tot en met die."
            yield Uitspraak("M103", reden, plek=plek, veld="ingangsdatum", wel=wel)


def periode(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een product heeft een periode; per week of in totaal ook een einde (M2, M46, CD076, CS003)."""
    for plek, keuze, product in zaak.bekende():
        if keuze.einddatum is None and product.frequentie in {PER_WEEK, IN_TOTAAL}:
            regel = "M46" if product.frequentie == IN_TOTAAL else "CD076"
            reden = "Dit product wordt per week of in totaal voor de looptijd toegewezen."
            yield Uitspraak(regel, reden, plek=plek, veld="einddatum", wel="Geef een einddatum.")
        elif keuze.einddatum is not None and keuze.einddatum < keuze.ingangsdatum:
            wel = "Kies een einddatum op of na de ingangsdatum."
            yield Uitspraak("CS003", "De einddatum ligt voor de ingangsdatum.", plek=plek, veld="einddatum", wel=wel)
        elif keuze.einddatum is not None and keuze.einddatum.year - keuze.ingangsdatum.year > LEVENSLANG:
            wel = "Kies een eerdere einddatum, of laat hem weg als er geen is."
            reden = f"De einddatum ligt meer dan {LEVENSLANG} jaar na de ingangsdatum."
            yield Uitspraak("M2", reden, plek=plek, veld="einddatum", wel=wel)


def tijd_genoemd(zaak: Zaak) -> Iterator[Uitspraak]:
    """De gemeente noemt hoeveel minuten per week er nodig zijn (M1, M30)."""
    if zaak.situatie is None:
        return
    for plek, keuze, product in zaak.bekende():
        if product.normband and keuze.minuten_per_week is None:
            regel = "M30" if "M30" in product.normband.bron else "M1"
            band = product.normband
            wel = f"Noem de minuten per week; gebruikelijk is {band.van} tot {band.tot}."
            reden = "Er staat niet hoeveel minuten per week nodig zijn."
            yield Uitspraak(regel, reden, plek=plek, veld="minuten_per_week", wel=wel)


def normband(zaak: Zaak) -> Iterator[Uitspraak]:
    """Minuten buiten de normband vragen een reden (M9)."""
    for plek, keuze, product in zaak.bekende():
        band, minuten = product.normband, keuze.minuten_per_week
        if band is None or minuten is None or (zaak.situatie is None and keuze.reden_afwijking is None):
            continue
        gewoon = f"gebruikelijk is {tijd_in_woorden(band.van)} tot {tijd_in_woorden(band.tot)}"
        grond = f"{tijd_in_woorden(minuten)} per week; {gewoon}."
        if band.van <= minuten <= band.tot:
            yield Uitspraak("M9", grond, mag=True, plek=plek)
        elif keuze.reden_afwijking:
            yield Uitspraak("M9", f"{grond} Er is een reden om daarvan af te wijken.", mag=True, plek=plek)
        else:
            reden = f"{minuten} minuten per week ligt buiten de normband."
            wel = f"Kies {band.van} tot {band.tot} minuten, of geef de reden om af te wijken."
            yield Uitspraak("M9", reden, plek=plek, veld="minuten_per_week", wel=wel)


def scenario(zaak: Zaak) -> Iterator[Uitspraak]:
    """Bij hulp in het huishouden hoort een scenario, met zijn eigen duur en aantal verlengingen (M10)."""
    for plek, keuze, product in zaak.bekende():
        mogelijk = [each for each in zaak.model.scenarios if each.product == product.code]
        gekozen = next((each for each in mogelijk if each.naam == keuze.scenario), None)
        if gekozen is None:
            nodig = bool(mogelijk) and not zaak.spoed
            if nodig or keuze.scenario:
                reden = "Dit scenario past niet bij het product." if keuze.scenario else "Er is geen scenario gekozen."
                wel = f"Kies {opsomming([each.naam for each in mogelijk])}." if mogelijk else "Kies geen scenario."
                yield Uitspraak("M10", reden, plek=plek, veld="scenario", wel=wel)
        elif gekozen.maximaal_maanden and (keuze.maanden or 9999) > gekozen.maximaal_maanden:
            reden = f"{gekozen.titel}: ten hoogste {gekozen.maximaal_maanden} maanden per keer."
            wel = f"Kies een einddatum binnen {gekozen.maximaal_maanden} maanden, of een ander scenario."
            yield Uitspraak("M10", reden, plek=plek, veld="einddatum", wel=wel)
        elif gekozen.maximaal_maanden and zaak.situatie and zaak.situatie.scenario_verlengd > gekozen.verlengingen:
            reden = f"{gekozen.titel}: kan {gekozen.verlengingen} keer verlengd worden."
            wel = f"Kies {opsomming([each.naam for each in mogelijk if not each.maximaal_maanden])}."
            yield Uitspraak("M10", reden, plek=plek, veld="scenario", wel=wel)
        else:
            yield Uitspraak("M10", f"{gekozen.titel}.", mag=True, plek=plek)


def huishoudplan(zaak: Zaak) -> Iterator[Uitspraak]:
    """Hulp in het huishouden rust op een huishoudplan, en de minuten tellen op (M3)."""
    if zaak.spoed:
        return
    minuten = minuten_van_plan(zaak.situatie) if zaak.situatie else 0
    for plek, keuze, product in zaak.bekende():
        if not any(each.product == product.code for each in zaak.model.scenarios):
            continue
        if not minuten:
            wel = "Leg in een afweging het huishoudplan vast: wat de aanbieder doet, en hoeveel minuten per week."
            yield Uitspraak("M3", "Er is geen huishoudplan.", plek=plek, veld="product", wel=wel)
        elif keuze.minuten_per_week != minuten:
            reden = f"Het huishoudplan telt op tot {minuten} minuten per week."
            yield Uitspraak(
                "M3", reden, plek=plek, veld="minuten_per_week", wel=f"Kies {minuten}, of pas het plan aan."
            )
        else:
            grond = f"In het huishoudplan staat {tijd_in_woorden(minuten)} hulp per week."
            yield Uitspraak("M3", grond, mag=True, plek=plek)


def minuten_van_plan(situatie: Situatie) -> int:
    """The minutes per week that the huishoudplan leaves to the provider (M3)."""
    return sum(each.minuten_per_week for each in situatie.huishoudplan if each.door == "aanbieder")


def vervoer(zaak: Zaak) -> Iterator[Uitspraak]:
    """Wie niet zelf naar de dagbesteding kan komen, wordt gehaald en gebracht (M14)."""
    if zaak.situatie is None:
        return
    for plek, keuze, product in zaak.bekende():
        nodig = product.vervoer and zaak.situatie.kan_niet_reizen
        if nodig and keuze.vervoer:
            yield Uitspraak("M14", "Zelf reizen kan niet. De aanbieder haalt en brengt.", mag=True, plek=plek)
        elif nodig:
            reden = "De cliënt kan niet zelf reizen en er is geen vervoer gekozen."
            yield Uitspraak("M14", reden, plek=plek, veld="vervoer", wel="Kies vervoer.")
        elif keuze.vervoer:
            reden = "Vervoer kan hier niet: het product heeft het niet, of de cliënt kan zelf reizen."
            yield Uitspraak("M14", reden, plek=plek, veld="vervoer", wel="Laat vervoer weg.")


def groep_uitdrukkelijk(zaak: Zaak) -> Iterator[Uitspraak]:
    """Hulp in een groep alleen als dat uitdrukkelijk nodig is; anders individueel (M44)."""
    for plek, _, product in zaak.bekende():
        if not product.alleen_uitdrukkelijk:
            continue
        if zaak.situatie is not None and zaak.situatie.reden_groep:
            yield Uitspraak("M44", "Een groep is uitdrukkelijk nodig.", mag=True, plek=plek)
        else:
            mogelijk = [each for each in te_beschikken(zaak.model, zaak.op) if each.wet == product.wet]
            anders = [each.code for each in mogelijk if not each.alleen_uitdrukkelijk]
            wel = f"Kies individueel ({', '.join(anders)}), of leg vast waarom een groep nodig is (redenGroep)."
            yield Uitspraak("M44", "Er staat niet waarom een groep nodig is.", plek=plek, veld="product", wel=wel)


def praktische_hulp(zaak: Zaak) -> Iterator[Uitspraak]:
    """Alleen praktische hulp gaat in sommige trajecten naar een ander product (M43)."""
    # Household help is of the Wmo: nobody is led there from a case of a youth.
    if zaak.wet is not Wet.WMO or zaak.situatie is None or not zaak.situatie.alleen_praktische_hulp:
        return
    for plek, keuze, _ in zaak.bekende():
        for omleiding in zaak.model.omleidingen:
            if keuze.traject == omleiding.traject:
                reden = f"{omleiding.wat}: dat hoort bij {omleiding.traject} niet bij dit product."
                wel = f"Ga naar: {omleiding.naar}."
                yield Uitspraak(omleiding.bron[0], reden, plek=plek, veld="product", wel=wel)


def benoemd(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een specialisme en een doelgroep zijn die van de regio (M13, M101)."""
    for plek, keuze in enumerate(zaak.keuzes):
        for regel, veld, waarde, bekend in (
            ("M13", "specialisme", keuze.specialisme, _namen(zaak.model, "specialismen")),
            ("M101", "doelgroep", keuze.doelgroep, _namen(zaak.model, "doelgroepen")),
        ):
            if waarde is not None and waarde not in bekend:
                wel = f"Kies {opsomming(bekend)}." if bekend else f"Laat {veld} weg."
                yield Uitspraak(regel, f"Dit {veld} kent deze regio niet.", plek=plek, veld=veld, wel=wel)


def _namen(model: Inkoopmodel, lijst: str) -> list[str]:
    delen = model.specialismen if lijst == "specialismen" else model.doelgroepen
    return [each.naam for each in delen]
