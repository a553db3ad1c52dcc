"""Whether a client may let a supporter read, and for how long (Wmo 2.2.4; AVG, articles 6 and 7)."""

from datetime import date, timedelta

from weigering import Weigering

HOOGSTENS = timedelta(days=366)
"""A consent is asked anew every year: who gave it once may have forgotten."""


def check_toestemming(gegeven_op: date, tot: date, vandaag: date) -> None:
    """Raises Weigering for a consent of tomorrow, one that is over, or one for more than a year."""
    if gegeven_op > vandaag:
        raise Weigering("De cliënt kan niet morgen toestemming hebben gegeven.", veld="body.gegevenOp")
    if tot < vandaag:
        raise Weigering("Kies een laatste dag vanaf vandaag.", veld="body.tot")
    if tot - gegeven_op > HOOGSTENS:
        reden = "Een toestemming geldt hoogstens een jaar. Vraag het de cliënt daarna opnieuw."
        raise Weigering(reden, veld="body.tot", regel="AVG, artikel 7")


def mag_lezen(tot: date, ingetrokken_op: date | None, vandaag: date) -> bool:
    """Whether a consent holds today; on the day on which it is taken back it does not any more."""
    return vandaag <= tot and ingetrokken_op is None
