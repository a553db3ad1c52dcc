"""Indications that end: who is warned, when, and what they hear (M38)."""

from datetime import date, timedelta
from enum import StrEnum

from inkoop import Inkoopmodel
from weigering import Weigering


class Vervolg(StrEnum):
    """What follows when an indication ends."""

    NIEUW_ONDERZOEK = "nieuw-onderzoek"
    ALGEMENE_VOORZIENING = "algemene-voorziening"
    EIGEN_NETWERK = "eigen-netwerk"
    ANDERE_WET = "andere-wet"
    GEEN = "geen"


class Kanaal(StrEnum):
    """How a warning went to a client: as the municipality reaches that client."""

    POST = "post"
    BERICHTENBOX = "berichtenbox"
    E_MAIL = "e-mail"
    GESPREK = "gesprek"
    """In a talk or by telephone: who cannot read a letter is warned all the same."""


def mag_versturen(al: Kanaal | None, kanaal: Kanaal) -> bool:
    """Whether sending by this way is news; the same once more is not. Raises Weigering for another way afterwards."""
    if al is None:
        return True
    if al is not kanaal:
        raise Weigering("Deze waarschuwing is al op een andere manier verstuurd.", soort="verstuurd", regel="M38")
    return False


VERVOLGZINNEN = {
    None: "Wij nemen contact met u op om te bespreken wat u daarna nodig heeft.",
    Vervolg.NIEUW_ONDERZOEK: "Wij onderzoeken samen met u wat u daarna nodig heeft.",
    Vervolg.ALGEMENE_VOORZIENING: "Daarna kunt u terecht bij een algemene voorziening in de buurt.",
    Vervolg.EIGEN_NETWERK: "Daarna helpen mensen om u heen, zoals we samen hebben afgesproken.",
    Vervolg.ANDERE_WET: "Daarna krijgt u hulp vanuit een andere wet, zoals we samen hebben besproken.",
    Vervolg.GEEN: "Daarna heeft u geen ondersteuning meer nodig, zoals we samen hebben besproken.",
}


def waarschuwen_tot(model: Inkoopmodel, vandaag: date) -> date:
    """The last end date of which the client is warned by today (M38)."""
    return vandaag + timedelta(weeks=model.plan.waarschuwing_weken)


def bericht(productnaam: str, einddatum: date, vervolg: Vervolg | None) -> str:
    """What the client reads: what ends, when, and what follows."""
    return f"Uw ondersteuning ({productnaam}) stopt na {einddatum:%d-%m-%Y}. {VERVOLGZINNEN[vervolg]}"
