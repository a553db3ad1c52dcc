"""Indications that end: who is warned, when, and what they hear (M38)."""

from datetime import date, timedelta
from enum import StrEnum

from inkoop import Inkoopmodel
from toegang.domain.brief import ONDERSTEUNING
from weigering import Weigering
from wetten import Wet


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
    None: "Wij nemen contact met u op om te bespreken wat {wie} daarna nodig heeft.",
    Vervolg.NIEUW_ONDERZOEK: "Wij onderzoeken samen met u wat {wie} daarna nodig heeft.",
    Vervolg.ALGEMENE_VOORZIENING: "Daarna {kan} {wie} terecht bij een algemene voorziening in de buurt.",
    Vervolg.EIGEN_NETWERK: "Daarna helpen mensen om {wie} heen, zoals we samen hebben afgesproken.",
    Vervolg.ANDERE_WET: "Daarna krijgt {wie} hulp vanuit een andere wet, zoals we samen hebben besproken.",
    Vervolg.GEEN: "Daarna heeft {wie} geen {hulp} meer nodig, zoals we samen hebben besproken.",
}
"""What follows, as is said to the citizen, or of a youth to the parents."""


def waarschuwen_tot(model: Inkoopmodel, vandaag: date) -> date:
    """The last end date of which the client is warned by today (M38)."""
    return vandaag + timedelta(weeks=model.plan.waarschuwing_weken)


def wat_stopt(wet: Wet, kind: str | None) -> str:
    """How the help that ends is called; `kind` is the name of a youth whose parents read it."""
    return f"De {ONDERSTEUNING[wet]} van {kind}" if kind else f"Uw {ONDERSTEUNING[wet]}"


def bericht(productnaam: str, einddatum: date, vervolg: Vervolg | None, wet: Wet, kind: str | None = None) -> str:
    """What the client reads, or the parents of `kind`: what ends, when, and what follows."""
    daarna = VERVOLGZINNEN[vervolg].format(wie=kind or "u", kan="kan" if kind else "kunt", hulp=ONDERSTEUNING[wet])
    return f"{wat_stopt(wet, kind)} ({productnaam}) stopt na {einddatum:%d-%m-%Y}. {daarna}"


def check_brief(*, stopt_dan: bool) -> None:
    """Raises Weigering for a letter about help that was decided on anew, or has stopped before."""
    if not stopt_dan:
        reden = "Deze ondersteuning gaat door, of is al eerder gestopt. Stuur deze brief niet."
        raise Weigering(reden, soort="stopt-niet", regel="M38")
