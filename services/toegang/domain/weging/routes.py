"""Who else may refer, and what the municipality then asks (M40, M41)."""

from collections.abc import Iterator

from toegang.domain.weging.zaak import Uitspraak, Zaak, opsomming


def verwijsroute(zaak: Zaak) -> Iterator[Uitspraak]:
    """Een verwijzer van buiten overlegt, meldt of wacht op beoordeling, zoals de route vraagt (M40, M41)."""
    verwijzing = zaak.situatie.verwijzing if zaak.situatie else None
    if verwijzing is None:
        return
    route = next((each for each in zaak.model.verwijsroutes if each.naam == verwijzing.route), None)
    if route is None:
        namen = [each.naam for each in zaak.model.verwijsroutes]
        wel = f"Kies {opsomming(namen)}." if namen else "In deze regio verwijst alleen de gemeente."
        yield Uitspraak("M40", "Deze verwijsroute kent de regio niet.", veld="verwijzing.route", wel=wel)
        return
    if route.wet is not zaak.wet:
        wel = f"Behandel dit in een zaak onder de {route.wet.titel}, of laat de verwijzing weg."
        reden = f"{route.titel} is er alleen onder de {route.wet.titel}."
        yield Uitspraak(route.bron[0], reden, veld="verwijzing.route", wel=wel)
        return
    eisen = (
        (
            route.overleg_vooraf and verwijzing.overlegd_op is None,
            "overlegd_op",
            "Bij deze route is eerst overleg met de gemeente nodig.",
            "Leg vast wanneer er overleg was.",
        ),
        (
            route.melden_bij_meer_domeinen and verwijzing.meer_domeinen and verwijzing.gemeld_op is None,
            "gemeld_op",
            "Bij problemen op meer gebieden neemt de aanbieder contact op met de gemeente.",
            "Leg vast wanneer dat gebeurde.",
        ),
        (
            route.verlenging_beoordelen and verwijzing.verlenging and verwijzing.beoordeeld_op is None,
            "beoordeeld_op",
            "De gemeente beoordeelt elke verlenging van deze route.",
            "Leg vast wanneer de verlenging beoordeeld is.",
        ),
    )
    for ontbreekt, veld, reden, wel in eisen:
        if ontbreekt:
            yield Uitspraak(route.bron[0], reden, veld=f"verwijzing.{veld}", wel=wel)
