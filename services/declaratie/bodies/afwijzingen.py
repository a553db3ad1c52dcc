"""Rejections by cause."""

from chassis.model import ApiModel


class RegelTotaal(ApiModel):
    """How many lines broke a rule, and their amount in eurocents (credit negative)."""

    regel: str
    retourcode: str
    tekst: str
    advies: str
    aantal: int
    bedrag: int


class DeclaratieTotaal(ApiModel):
    """How many declarations were rejected whole on a return code, and the amount claimed in eurocents."""

    retourcode: str
    advies: str
    aantal: int
    bedrag: int


class AfwijzingenView(ApiModel):
    """Rejections by cause, the most frequent first. A line that broke several rules counts in each."""

    per_regel: list[RegelTotaal]
    per_retourcode: list[DeclaratieTotaal]
