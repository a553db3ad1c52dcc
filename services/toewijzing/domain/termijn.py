"""The terms of the conversation with providers, in working days (OP090, OP271, OP272, OP274, OP346)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from istandaard.termijnen import werkdagen_na

ONDERZOEK = timedelta(weeks=8)


class Ketentermijnsoort(StrEnum):
    """What is due."""

    RETOUR = "retour"
    """The retour on a message."""
    VERZOEK = "verzoek"
    """The answer on a VOT or VOW."""
    START = "start"
    """The WMO305 after the first day of an assignment."""
    STOP = "stop"
    """The WMO307 after the last day of an assignment."""


class Wie(StrEnum):
    """Who has to act."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"


@dataclass(frozen=True)
class Periode:
    """A term: it begins the day after `vanaf` and ends with the day `uiterlijk`."""

    vanaf: date
    uiterlijk: date


def voor_retour(verzonden_op: date) -> Periode:
    """Three working days (OP090)."""
    return Periode(verzonden_op, werkdagen_na(verzonden_op, 3))


def voor_verzoek(ontvangen_op: date) -> Periode:
    """Five working days after the receipt (OP274, OP346)."""
    return Periode(ontvangen_op, werkdagen_na(ontvangen_op, 5))


def voor_onderzoek(dagtekening: date) -> Periode:
    """Eight weeks after the Dagtekening of a request that is under investigation (OP274, OP346)."""
    return Periode(dagtekening, dagtekening + ONDERZOEK)


def voor_start(ingangsdatum: date, toegewezen_op: date) -> Periode:
    """Five working days after the first day, or after the assignment when that came later (OP271)."""
    vanaf = max(ingangsdatum, toegewezen_op)
    return Periode(vanaf, werkdagen_na(vanaf, 5))


def voor_stop(einddatum: date, bekend_op: date) -> Periode:
    """Five working days after the last day, or after it became known when that was later (OP272)."""
    vanaf = max(einddatum, bekend_op)
    return Periode(vanaf, werkdagen_na(vanaf, 5))
