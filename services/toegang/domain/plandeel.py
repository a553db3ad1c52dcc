"""The part of a plan that its provider sees and works out (M122; Lekstroom 4b, Almere 4.5)."""

from datetime import date
from enum import StrEnum

from toegang.domain.plan import Planstatus, Voortgang
from weigering import Weigering


class Uitwerkingsoort(StrEnum):
    """What a provider adds to a goal."""

    DOEL = "doel"
    """A goal of its own, on the way to it."""
    STAP = "stap"
    """What it does."""
    EVALUATIE = "evaluatie"
    """What came of it."""


def check_delen(plan: str, doel_van: str, producten_van: dict[str, str]) -> None:
    """Raises Weigering unless the plan is settled and each product, by id, is of the client whose goal it is."""
    if plan != Planstatus.VASTGESTELD:
        reden = "Stel het plan eerst vast: daarna kunt u het delen met de aanbieder."
        raise Weigering(reden, soort="plan", regel="M122")
    if any(client_id != doel_van for client_id in producten_van.values()):
        reden = "Dit product is niet van de cliënt van het doel."
        raise Weigering(reden, veld="body.productIds", regel="M122")


def check_uitwerking(plan: str, soort: Uitwerkingsoort, op: date, voortgang: Voortgang | None, vandaag: date) -> None:
    """Raises Weigering for a plan that is not worked on, a day to come, or progress that is missing or out of place.

    How a goal is reached is for the provider, what is asked for the municipality: that a goal lapses is hers (M52).
    """
    if plan != Planstatus.VASTGESTELD:
        raise Weigering("Aan dit plan wordt niet meer gewerkt.", soort="plan", regel="M122")
    if op > vandaag:
        raise Weigering("Kies een dag tot en met vandaag.", veld="body.op", regel="M122")
    if (soort is Uitwerkingsoort.EVALUATIE) is (voortgang is None):
        wat = "Zeg bij een evaluatie hoe het doel ervoor staat." if voortgang is None else "Laat de voortgang hier weg."
        raise Weigering(wat, veld="body.voortgang", regel="M122")
    if voortgang is Voortgang.VERVALLEN:
        raise Weigering("Of een doel vervalt, besluit de gemeente.", veld="body.voortgang", regel="M122")
