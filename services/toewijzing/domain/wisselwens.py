"""When a client may ask for another professional, and what an answer must say (M54; Almere 5.4)."""

from datetime import date

from toewijzing.domain.toewijzing import LOPEND
from weigering import Weigering

ANDER = "andere professional"
"""The answer that names a day."""


def check_wens(status: str, gevraagd_op: date, vandaag: date, *, staat_open: bool) -> None:
    """Raises Weigering unless a provider has the assignment, and has no such wish to answer yet."""
    if status not in LOPEND:
        reden = "Deze toewijzing loopt nu niet bij een aanbieder. Kies een aanbieder, of laat de cliënt overstappen."
        raise Weigering(reden, soort="loopt-niet", regel="M54")
    if staat_open:
        reden = "De aanbieder heeft de vorige wens nog niet beantwoord. Vraag daar eerst naar."
        raise Weigering(reden, soort="al-gevraagd", regel="M54")
    if gevraagd_op > vandaag:
        raise Weigering("Kies een dag tot en met vandaag.", veld="body.gevraagdOp", regel="M54")


def check_antwoord(antwoord: str, per: date | None, gevraagd_op: date, *, is_beantwoord: bool) -> None:
    """Raises Weigering for a second answer, and unless another professional comes from a day on or after the wish."""
    if is_beantwoord:
        raise Weigering("Deze wens is al beantwoord.", soort="al-beantwoord", regel="M54")
    if (antwoord == ANDER) is (per is None):
        wat = (
            "Noem de dag waarop de andere professional begint." if per is None else "Laat bij dit antwoord de dag weg."
        )
        raise Weigering(wat, veld="body.per", regel="M54")
    if per is not None and per < gevraagd_op:
        raise Weigering("Kies een dag op of na de dag van de wens.", veld="body.per", regel="M54")
