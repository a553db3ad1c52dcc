"""Trajecten: which product, how long, from which to which (M4-M8, M27-M29, M37)."""

from collections.abc import Iterator

from toegang.domain.weging.zaak import Uitspraak, Zaak, opsomming


def traject_genoemd(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een product hoort bij een traject; kan het er meer zijn, dan kiest de consulent (M4, M5, M6, M28, M29)."""
    for plek, keuze, _ in zaak.bekende():
        mogelijk = [each for each in zaak.model.trajecten if keuze.product in each.producten]
        namen = opsomming([each.naam for each in mogelijk])
        if keuze.traject is not None and not zaak.trajecten_van(keuze):
            bekend = next((each for each in zaak.model.trajecten if each.naam == keuze.traject), None)
            regel = bekend.bron[0] if bekend else zaak.model.trajecten[0].bron[0]
            wel = f"Kies {namen}." if mogelijk else "Kies geen traject bij dit product."
            yield Uitspraak(regel, "Dit product hoort niet bij dit traject.", plek=plek, veld="traject", wel=wel)
        elif zaak.situatie is not None and len(zaak.trajecten_van(keuze)) > 1:
            regel = mogelijk[0].bron[0]
            yield Uitspraak(
                regel, "Dit product kan bij meer trajecten.", plek=plek, veld="traject", wel=f"Kies {namen}."
            )


def langste_duur(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een traject heeft een langste duur; zonder grens mag het meerjarig zijn (M6, M27, M28, M29, M37)."""
    for plek, keuze, _ in zaak.bekende():
        trajecten = zaak.trajecten_van(keuze)
        if not trajecten or zaak.cel_van(keuze):  # the frame has its own durations (M27)
            continue
        ruimste = max(trajecten, key=lambda each: each.maximaal_maanden or 9999)
        grens, maanden = ruimste.maximaal_maanden, keuze.maanden
        regel = ruimste.bron[0]
        if grens is None:
            regel = "M37" if "M37" in ruimste.bron else regel
            yield Uitspraak(regel, f"{ruimste.titel}: er is geen langste duur.", mag=True, plek=plek)
        elif maanden is None or maanden > grens:
            reden = f"{ruimste.titel}: ten hoogste {grens} maanden, en dit is {maanden or 'zonder einde'}."
            wel = f"Kies een einddatum binnen {grens} maanden."
            yield Uitspraak(regel, reden, plek=plek, veld="einddatum", wel=wel)
        else:
            grond = f"{ruimste.titel}: {maanden} maanden. Het langste is {grens} maanden."
            yield Uitspraak(regel, grond, mag=True, plek=plek)


def geleend(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een traject zonder eigen product gebruikt die van andere trajecten, met regie van de gemeente (M4)."""
    for plek, keuze, _ in zaak.bekende():
        for traject in zaak.trajecten_van(keuze):
            if traject.zonder_eigen_product and keuze.traject == traject.naam:
                grond = f"{traject.titel} heeft geen eigen product; de {traject.regie.door} voert de regie."
                yield Uitspraak("M4", grond, mag=True, plek=plek)


def doorstroom(zaak: Zaak) -> Iterator[Uitspraak]:
    """Van het ene naar het andere traject kan gewoon, of alleen bij uitzondering met een reden (M8)."""
    if zaak.situatie is None or zaak.situatie.huidig_traject is None:
        return
    van = zaak.situatie.huidig_traject
    namen = [each.naam for each in zaak.model.trajecten]
    if van not in namen:
        wel = f"Kies {opsomming(namen)}."
        yield Uitspraak("M8", "Het huidige traject kent deze regio niet.", veld="huidig_traject", wel=wel)
        return
    for plek, keuze, _ in zaak.bekende():
        stap = next((each for each in zaak.model.doorstroom if (each.van, each.naar) == (van, keuze.traject)), None)
        if stap is None:
            continue
        if stap.soort == "uitzondering" and not zaak.situatie.reden_doorstroom:
            yield Uitspraak(
                "M8",
                f"Van {stap.van} naar {stap.naar} kan alleen bij uitzondering.",
                plek=plek,
                veld="traject",
                wel=f"Blijf in {stap.van}, of leg de reden van de uitzondering vast.",
            )
        else:
            yield Uitspraak("M8", f"Doorstroom van {stap.van} naar {stap.naar}.", mag=True, plek=plek)
