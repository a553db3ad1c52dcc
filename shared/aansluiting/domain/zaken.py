"""What a case of toegang is in a zaaksysteem, and in which order it is made there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from wetten import Wet


class Stap(StrEnum):
    """What is made, in this order; those of statuses have the name of the status in the settings after the colon."""

    ZAAK = "zaak"
    INITIATOR = "initiator"
    BEHANDELAAR = "behandelaar"
    ONTVANGEN = "status:ontvangen"
    ONDERZOCHT = "status:onderzocht"
    AANGEVRAAGD = "status:aangevraagd"
    DOCUMENT = "document"
    ZAAKDOCUMENT = "zaakdocument"
    BESLUIT = "besluit"
    BESLUITDOCUMENT = "besluitdocument"
    RESULTAAT = "resultaat"
    AFGEHANDELD = "status:afgehandeld"

    @property
    def rang(self) -> int:
        """Its place: a result goes before the end status, and every document before both."""
        return list(Stap).index(self)

    @property
    def status(self) -> str | None:
        """The name of the status, of a step that sets one."""
        return self.partition(":")[2] or None


STATUSSEN: Sequence[str] = tuple(each.status for each in Stap if each.status)
EINDSTATUS = "afgehandeld"
RESULTATEN: Mapping[str, str] = {
    "toegekend": "toegekend",
    "gedeeltelijk": "toegekend",
    "afgewezen": "afgewezen",
    "gesloten": "gesloten",
}
"""The result by what was decided; `gesloten` for a case that ended without a decision."""
BIJ_BEGIN = (Stap.ZAAK, Stap.INITIATOR, Stap.BEHANDELAAR, Stap.ONTVANGEN)
BIJ_BESLUIT = (Stap.DOCUMENT, Stap.ZAAKDOCUMENT, Stap.BESLUIT, Stap.BESLUITDOCUMENT)
BIJ_EINDE = (Stap.RESULTAAT, Stap.AFGEHANDELD)
AANDUIDING: Mapping[str, str] = {Wet.WMO: "WMO", Wet.JEUGDWET: "JW"}
OMSCHRIJVING: Mapping[str, str] = {
    Wet.WMO: "Melding en aanvraag maatschappelijke ondersteuning",
    Wet.JEUGDWET: "Aanvraag jeugdhulp",
}
"""Without a word on what somebody needs."""
EERSTE_PAUZE, LANGSTE_PAUZE = timedelta(minutes=1), timedelta(hours=1)
BEZWAARWEKEN = timedelta(weeks=6)
"""Awb 6:7."""


def identificatie_van(wet: str, zaaknummer: str | None, melding_id: str) -> str:
    """The number of a zaak, at most 40 signs: of the letters with the law before it, else the id of the case."""
    if zaaknummer is None:
        return melding_id
    return f"{AANDUIDING[wet]}-{zaaknummer}"


def uiterlijk_van(wet: str, startdatum: date) -> date | None:
    """The last day for the decision: six weeks and two (Wmo 2015, 2.3.2 and 2.3.5); the Jeugdwet has no such term."""
    return startdatum + timedelta(weeks=8) if wet == Wet.WMO else None


def opnieuw_vanaf(pogingen: int, nu: datetime) -> datetime:
    """When a step is tried again that did not go well so many times."""
    return nu + min(EERSTE_PAUZE * (1 << min(pogingen - 1, 10)), LANGSTE_PAUZE)
