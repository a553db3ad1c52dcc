"""Requests of providers (VOT, VOW): where one is."""

from enum import StrEnum


class Verzoekstatus(StrEnum):
    """Where a request is."""

    OPEN = "open"
    IN_ONDERZOEK = "in-onderzoek"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"


OPEN = (Verzoekstatus.OPEN, Verzoekstatus.IN_ONDERZOEK)
"""Still to be answered (TR374)."""

VOT, VOW = "VOT", "VOW"
"""A request for an assignment (WMO315, per product), and one for a change (WMO317, as a whole)."""
