"""The steps of a melding, and when the next one may be taken (Wmo 2015, 2.3.2-2.3.5)."""

from datetime import date
from enum import StrEnum

OUDSTE = 120
"""Years: no older citizen can stand in an iWmo message (TR002)."""


class Status(StrEnum):
    """Where a melding is."""

    GEREGISTREERD = "geregistreerd"
    ONDERZOCHT = "onderzocht"
    BESCHIKT = "beschikt"


class Weigering(Exception):
    """A step that may not be taken; `veld` is the field that stands in the way, `reden` is plain Dutch."""

    def __init__(self, veld: str, reden: str, regel: str | None = None) -> None:
        super().__init__(veld)
        self.veld = veld
        self.reden = reden
        self.regel = regel


def check_melding(meldingsdatum: date, geboortedatum: date, vandaag: date) -> None:
    """Raises Weigering unless the dates of a melding can be."""
    if meldingsdatum > vandaag:
        raise Weigering("body.meldingsdatum", "De meldingsdatum ligt in de toekomst.")
    if geboortedatum > meldingsdatum:
        raise Weigering("body.persoon.geboortedatum", "De geboortedatum ligt na de meldingsdatum.")
    if geboortedatum.timetuple()[:3] < (meldingsdatum.year - OUDSTE, meldingsdatum.month, meldingsdatum.day):
        reden = f"De geboortedatum ligt meer dan {OUDSTE} jaar voor de meldingsdatum."
        raise Weigering("body.persoon.geboortedatum", reden, "TR002")


def check_onderzoek(status: str, meldingsdatum: date, afgerond_op: date, vandaag: date) -> None:
    """Raises Weigering unless the investigation of a melding can be recorded as done on `afgerond_op`."""
    if status != Status.GEREGISTREERD:
        raise Weigering("status", "Het onderzoek van deze melding is al vastgelegd.", "Wmo 2015, 2.3.2")
    if not meldingsdatum <= afgerond_op <= vandaag:
        raise Weigering("body.afgerondOp", "Kies een datum vanaf de meldingsdatum en tot en met vandaag.")


def check_besluit(status: str, onderzoek_afgerond_op: date | None, besluitdatum: date, vandaag: date) -> None:
    """Raises Weigering unless a decision can be taken on `besluitdatum`."""
    if status == Status.BESCHIKT:
        raise Weigering("status", "Op deze melding is al beschikt.", "Wmo 2015, 2.3.5")
    if onderzoek_afgerond_op is None:
        raise Weigering("status", "Leg eerst het onderzoek vast, dan de beschikking.", "Wmo 2015, 2.3.2")
    if not onderzoek_afgerond_op <= besluitdatum <= vandaag:
        raise Weigering("body.besluitdatum", "Kies een datum vanaf het einde van het onderzoek en tot en met vandaag.")
