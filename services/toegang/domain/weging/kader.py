"""The weighing frame in four steps: areas, kind, intensity, duration (M22-M27)."""

from collections.abc import Iterator

from inkoop.weging import Afwegingskader, Duur
from toegang.domain.weging.zaak import Keuze, Situatie, Uitspraak, Zaak, opsomming


def gewogen(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een product uit het afwegingskader vraagt een afweging in vier stappen (M22)."""
    if zaak.situatie is not None or zaak.spoed or zaak.model.afwegingskader is None:
        return
    for plek, keuze, _ in zaak.bekende():
        if zaak.cel_van(keuze):
            yield Uitspraak(
                "M22",
                "Er is nog niet gewogen welk product past.",
                plek=plek,
                veld="product",
                wel="Leg eerst een afweging vast: gebieden, soort, intensiteit en duur.",
            )


def gebieden_bekend(zaak: Zaak) -> Iterator[Uitspraak]:
    """De resultaatgebieden zijn die van de regio, en er is er minstens één (M23)."""
    bekend = [each.naam for each in zaak.model.resultaatgebieden]
    if zaak.situatie is None or not bekend:
        return
    onbekend = [each for each in zaak.situatie.gebieden if each not in bekend]
    if onbekend:
        yield _geen(
            "M23", "Een van de resultaatgebieden kent deze regio niet.", "gebieden", f"Kies uit: {', '.join(bekend)}."
        )
    elif len(set(zaak.situatie.gebieden)) < len(zaak.situatie.gebieden):
        yield _geen("M23", "Een resultaatgebied staat er twee keer.", "gebieden", "Noem elk gebied één keer.")
    elif not zaak.situatie.gebieden and zaak.model.afwegingskader:
        yield _geen("M23", "Er is geen resultaatgebied genoemd.", "gebieden", f"Kies uit: {', '.join(bekend)}.")


def niet_alleen(zaak: Zaak) -> Iterator[Uitspraak]:
    """Sommige gebieden tellen alleen samen met een ander gebied (M24)."""
    if zaak.situatie is None or not zaak.situatie.gebieden:
        return
    alleen_samen = {each.naam: each.titel for each in zaak.model.resultaatgebieden if each.alleen_in_combinatie}
    if set(zaak.situatie.gebieden) <= alleen_samen.keys():
        titel = alleen_samen[zaak.situatie.gebieden[0]]
        ander = [each.naam for each in zaak.model.resultaatgebieden if not each.alleen_in_combinatie]
        yield _geen(
            "M24",
            f"'{titel}' kan niet het enige gebied zijn: dan gaat het voorliggend veld voor.",
            "gebieden",
            f"Voeg een gebied toe ({opsomming(ander)}), of verwijs naar een algemene voorziening.",
        )


def cel(zaak: Zaak) -> Iterator[Uitspraak]:
    """Het aantal gebieden, de soort en de intensiteit wijzen samen één product aan (M25)."""
    for plek, keuze, kader, situatie in _in_kader(zaak):
        gekozen = zaak.cel_van(keuze)
        zwaarte = next((each for each in kader.zwaarten if each.van <= len(situatie.gebieden) <= each.tot), None)
        if gekozen is None or zwaarte is None:
            continue
        if keuze.traject not in {None, gekozen.traject}:
            yield Uitspraak(
                "M25",
                f"Dit product hoort bij {gekozen.traject}.",
                plek=plek,
                veld="traject",
                wel=f"Kies {gekozen.traject}.",
            )
        elif zwaarte.naam != gekozen.zwaarte:
            past = next(
                each.product
                for each in kader.cellen
                if (each.zwaarte, each.traject, each.intensiteit)
                == (zwaarte.naam, gekozen.traject, gekozen.intensiteit)
            )
            reden = f"Dit product past niet bij {len(situatie.gebieden)} resultaatgebied(en)."
            yield Uitspraak("M25", reden, plek=plek, veld="product", wel=f"Dan is het product {past}.")
        else:
            aantal = len(situatie.gebieden)
            gebieden = "1 gebied" if aantal == 1 else f"{aantal} gebieden"
            grond = f"Hulp op {gebieden}, gericht op {gekozen.traject}, intensiteit {gekozen.intensiteit}."
            yield Uitspraak("M25", grond, mag=True, plek=plek)


def omstandigheden(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een hogere intensiteit vraagt verzwarende omstandigheden, elk bij naam (M26)."""
    kader = zaak.model.afwegingskader
    if kader is None or zaak.situatie is None:
        return
    bekend = [each.naam for each in kader.verzwarende_omstandigheden]
    genoemd = set(zaak.situatie.omstandigheden)
    if not genoemd <= set(bekend):
        yield _geen(
            "M26",
            "Een van de omstandigheden kent deze regio niet.",
            "omstandigheden",
            f"Kies uit: {', '.join(bekend)}.",
        )
        return
    nodig = {each.naam: each.omstandigheden for each in kader.intensiteiten}
    for plek, keuze, _, _ in _in_kader(zaak):
        gekozen = zaak.cel_van(keuze)
        if gekozen is None or not nodig[gekozen.intensiteit]:
            continue
        if len(genoemd) < nodig[gekozen.intensiteit]:
            reden = (
                f"Intensiteit {gekozen.intensiteit} vraagt {nodig[gekozen.intensiteit]} of meer verzwarende "
                f"omstandigheden; er zijn er {len(genoemd)} genoemd."
            )
            wel = opsomming([naam for naam, aantal in nodig.items() if aantal <= len(genoemd)])
            yield Uitspraak("M26", reden, plek=plek, veld="product", wel=f"Toegestaan is nu intensiteit {wel}.")
        else:
            yield Uitspraak("M26", f"Verzwarend: {', '.join(sorted(genoemd))}.", mag=True, plek=plek)


def duur(zaak: Zaak) -> Iterator[Uitspraak]:
    """Elke duur tot de langste van de soort; wat anders is dan de gemiddelde duur vraagt een reden (M27)."""
    for plek, keuze, kader, _ in _in_kader(zaak):
        gekozen, maanden = zaak.cel_van(keuze), keuze.maanden
        if gekozen is None:
            continue
        traject = next(each for each in zaak.model.trajecten if each.naam == gekozen.traject)
        gewoon, langst = traject.standaard_maanden, traject.maximaal_maanden
        if maanden is None or (langst is not None and maanden > langst):
            wat = "Er is geen einde gekozen" if maanden is None else f"{maanden} maanden is te lang"
            wel = f"Kies ten hoogste {langst} maanden." if langst else "Kies een einde."
            yield Uitspraak("M27", f"{wat} bij {traject.naam}.", plek=plek, veld="einddatum", wel=wel)
            continue
        titel = _titel_van(kader, traject.naam, maanden)
        if maanden == gewoon:
            yield Uitspraak("M27", f"Duur: {titel}.", mag=True, plek=plek)
        elif keuze.reden_afwijking:
            grond = f"Duur: {titel}, met een reden. Gemiddeld is {_titel_van(kader, traject.naam, gewoon)}."
            yield Uitspraak("M27", grond, mag=True, plek=plek)
        else:
            reden = f"{maanden} maanden is anders dan de gemiddelde duur bij {traject.naam}."
            wel = f"Kies {gewoon} maanden, of geef de reden om af te wijken."
            yield Uitspraak("M27", reden, plek=plek, veld="einddatum", wel=wel)


def _titel_van(kader: Afwegingskader, traject: str, maanden: int) -> str:
    """How the region calls a term, or the months themselves."""
    mogelijk = (each for each in kader.duren if traject in each.trajecten)
    return next((each.titel.lower() for each in mogelijk if valt_in(each, maanden)), f"{maanden} maanden")


def valt_in(duur: Duur, maanden: int) -> bool:
    """Whether a term in months is this duration; a duration with `tot_maanden` also holds every shorter term."""
    return maanden == duur.maanden or (duur.tot_maanden is not None and maanden <= duur.tot_maanden)


def _in_kader(zaak: Zaak) -> Iterator[tuple[int, Keuze, Afwegingskader, Situatie]]:
    kader, situatie = zaak.model.afwegingskader, zaak.situatie
    if kader is None or situatie is None:
        return
    for plek, keuze, _ in zaak.bekende():
        if zaak.cel_van(keuze):
            yield plek, keuze, kader, situatie


def _geen(regel: str, reden: str, veld: str, wel: str) -> Uitspraak:
    return Uitspraak(regel, reden, veld=veld, wel=wel)
