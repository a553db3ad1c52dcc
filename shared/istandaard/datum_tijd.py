"""Dates and times as XML Schema writes them, also those that Python has no value for."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import SupportsIndex

from istandaard.fouten import Waardefout

WIT = " \t\n\r"
"""White space in XML; Python's own idea of it is wider."""

_DATUM = re.compile(r"(-?)([0-9]{4}|[1-9][0-9]{4,18})-([0-9]{2})-([0-9]{2})")
_TIJD = re.compile(r"([0-9]{2}):([0-5][0-9]):([0-5][0-9])(\.[0-9]+)?")


class VerreDatum(date):
    """A date that xs:date allows and Python does not: a year over 9999 or before 1.

    It compares as the last or first date that Python knows, and keeps its own text.
    """

    tekst: str

    def __new__(cls, tekst: str) -> VerreDatum:
        """A date from its text, which must be valid."""
        grens = date.min if tekst.startswith("-") else date.max
        zelf = super().__new__(cls, grens.year, grens.month, grens.day)
        zelf.tekst = tekst
        return zelf

    def isoformat(self) -> str:
        """The text as it stood in the message."""
        return self.tekst

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, VerreDatum) and self.tekst == ander.tekst

    def __ne__(self, ander: object) -> bool:
        return not self == ander

    def __hash__(self) -> int:
        return hash(self.tekst)

    def __reduce__(self) -> tuple[type[VerreDatum], tuple[str]]:
        return VerreDatum, (self.tekst,)


class BijzondereTijd(time):
    """A time that xs:time allows and Python cannot hold exactly: 24:00:00, or more than six decimals."""

    tekst: str

    def __new__(cls, tekst: str) -> BijzondereTijd:
        """A time from its text, which must be valid."""
        uur = int(tekst[:2]) % 24
        zelf = super().__new__(cls, uur, int(tekst[3:5]), int(tekst[6:8]))
        zelf.tekst = tekst
        return zelf

    def isoformat(self, timespec: str = "auto") -> str:
        """The text as it stood in the message."""
        return self.tekst

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, BijzondereTijd) and self.tekst == ander.tekst

    def __ne__(self, ander: object) -> bool:
        return not self == ander

    def __hash__(self) -> int:
        return hash(self.tekst)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[BijzondereTijd], tuple[str]]:
        return BijzondereTijd, (self.tekst,)


_DAGEN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _datum(tekst: str) -> date:
    tekst = tekst.strip(WIT)
    delen = _DATUM.fullmatch(tekst)
    if delen is None:
        raise Waardefout("RS032", "Vul een datum in als JJJJ-MM-DD, zonder tijdzone.")
    jaar, maand, dag = int(delen[2]), int(delen[3]), int(delen[4])
    schrikkel = jaar % 4 == 0 and (jaar % 100 != 0 or jaar % 400 == 0)
    if (
        not 0 < jaar < 2**63
        or not 1 <= maand <= 12
        or not 1 <= dag <= _DAGEN[maand - 1] + (1 if schrikkel and maand == 2 else 0)
    ):
        raise Waardefout("XSD", "Vul een bestaande datum in.")
    if delen[1] or jaar > 9999:
        return VerreDatum(tekst)
    return date(jaar, maand, dag)


def _tijd(tekst: str) -> time:
    tekst = tekst.strip(WIT)
    delen = _TIJD.fullmatch(tekst)
    if delen is None:
        raise Waardefout("RS034", "Vul een tijd in als UU:MM:SS, zonder tijdzone.")
    uur, minuut, deel = int(delen[1]), int(delen[2]), delen[4] or ""
    einde_dag = uur == 24 and minuut == 0 and delen[3] == "00" and not deel.strip(".0")
    if not (uur < 24 or einde_dag) or float(delen[3] + deel) >= 60:
        raise Waardefout("XSD", "Vul een bestaande tijd in.")
    gewoon = deel.rstrip("0").rstrip(".")
    if einde_dag or len(gewoon) > 7:
        return BijzondereTijd(tekst)
    return time(uur, minuut, int(delen[3]), int(gewoon[1:].ljust(6, "0")) if gewoon else 0)


# A message repeats few dates many times. Only short texts are kept: white space may pad a date to any length.
_ONTHOUD_TOT = 32
_bekende_datum = lru_cache(maxsize=4096)(_datum)
_bekende_tijd = lru_cache(maxsize=4096)(_tijd)


def lees_datum(tekst: str) -> date:
    """The date that a text stands for (xs:date without a time zone). Raises Waardefout."""
    return _bekende_datum(tekst) if len(tekst) <= _ONTHOUD_TOT else _datum(tekst)


def lees_tijd(tekst: str) -> time:
    """The time that a text stands for (xs:time without a time zone). Raises Waardefout."""
    return _bekende_tijd(tekst) if len(tekst) <= _ONTHOUD_TOT else _tijd(tekst)
