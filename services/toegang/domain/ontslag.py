"""Somebody leaves an institution: the director is there before it, and a time-out place is known (M17, M125)."""

from dataclasses import dataclass
from datetime import date

from toegang.domain.route import Meldingstatus
from weigering import Weigering

TIME_OUT = "time-out"
"""The subject of general provisions where somebody can go for a while when it goes wrong at home (M125)."""


@dataclass(frozen=True)
class Plek:
    """A general provision, as far as it matters here."""

    gemeente: str
    onderwerp: str
    is_vervallen: bool


def check_ontslag(status: str, gemeente: str, betrokken_op: date | None, plek: Plek | None, vandaag: date) -> None:
    """Raises Weigering for a closed case, a day to come, or a place that is no time-out place of the municipality."""
    if status == Meldingstatus.GESLOTEN:
        raise Weigering("Deze zaak is gesloten.", regel="M17")
    if betrokken_op is not None and betrokken_op > vandaag:
        raise Weigering("Kies een dag tot en met vandaag.", veld="body.regisseurBetrokkenOp", regel="M17")
    if plek is not None and (plek.gemeente != gemeente or plek.onderwerp != TIME_OUT or plek.is_vervallen):
        reden = f"Kies uit het register van uw gemeente een voorziening met onderwerp '{TIME_OUT}'."
        raise Weigering(reden, veld="body.timeOutId", regel="M125")


def check_regisseur(ontslag_op: date | None, betrokken_op: date | None, *, gemeente_voert_regie: bool) -> None:
    """Raises Weigering for help after an institution of which the director of the municipality does not know (M17)."""
    if ontslag_op is not None and betrokken_op is None and gemeente_voert_regie:
        reden = (
            "Deze inwoner komt uit een instelling. Betrek eerst de regisseur, en leg bij het ontslag vast op welke dag "
            "dat was."
        )
        raise Weigering(reden, soort="regisseur", regel="M17")


def is_te_laat(ontslag_op: date, betrokken_op: date | None, vandaag: date) -> bool:
    """Whether the director came in on or after the day that somebody left, or is not there on that day yet (M17)."""
    return (betrokken_op or vandaag) >= ontslag_op
