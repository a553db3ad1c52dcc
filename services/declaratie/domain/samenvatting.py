"""Totals of a judged declaration: per return code, per product, per budgethouder, and per assignment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from iwmo.berichten.wmo323 import Prestatie
from iwmo.codes import DebetCredit


class Regel(NamedTuple):
    """A judged line: its product code, its amount in eurocents (credit negative), and the rules that it broke."""

    code: str
    bedrag: int
    toegekend: bool
    gebroken: tuple[str, ...]
    budgethouder: str
    """The municipality that pays (M83)."""


class Saldo(NamedTuple):
    """Volume in its own unit and eurocents, credits taken off."""

    volume: int
    bedrag: int


Saldi = dict[tuple[int, str], Saldo]
"""Per assignment and unit."""


def saldi(prestaties: Sequence[Prestatie], regels: Sequence[Regel]) -> Saldi:
    """What the granted ones of these lines add to each assignment."""
    found: Saldi = {}
    for prestatie, regel in zip(prestaties, regels, strict=True):
        if regel.toegekend:
            sleutel = (prestatie.toewijzing_nummer, prestatie.eenheid.value)
            volume, bedrag = found.get(sleutel, (0, 0))
            credit = prestatie.ingediend_bedrag.debet_credit is DebetCredit.CREDIT
            erbij = -prestatie.geleverd_volume if credit else prestatie.geleverd_volume
            found[sleutel] = Saldo(volume + erbij, bedrag + regel.bedrag)
    return found


@dataclass(frozen=True, slots=True)
class Afkeuring:
    """How many lines got a return code, and their amount."""

    retourcode: str
    aantal: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class ProductTotaal:
    """Lines and amounts of one product, as far as one municipality pays for it (M83)."""

    code: str
    ingediend: int
    toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int
    budgethouder: str


@dataclass(frozen=True, slots=True)
class TeBetalen:
    """What one municipality pays, in eurocents: granted debit and granted credit lines, both positive."""

    budgethouder: str
    debet: int
    credit: int


def afkeuringen(regels: Sequence[Regel], retourcodes: Mapping[str, str]) -> list[Afkeuring]:
    """Per return code; a line that broke several rules counts once in each of their codes."""
    per_code: defaultdict[str, list[int]] = defaultdict(list)
    for regel in regels:
        for code in {retourcodes[nummer] for nummer in regel.gebroken}:
            per_code[code].append(regel.bedrag)
    return [Afkeuring(code, len(bedragen), sum(bedragen)) for code, bedragen in sorted(per_code.items())]


def per_product(regels: Sequence[Regel]) -> list[ProductTotaal]:
    """Per product code, and who pays for it."""
    per_code: defaultdict[tuple[str, str], list[Regel]] = defaultdict(list)
    for regel in regels:
        per_code[regel.code, regel.budgethouder].append(regel)
    return [
        ProductTotaal(
            code=code,
            ingediend=len(van_code),
            toegekend=sum(regel.toegekend for regel in van_code),
            bedrag_ingediend=sum(regel.bedrag for regel in van_code),
            bedrag_toegekend=sum(regel.bedrag for regel in van_code if regel.toegekend),
            budgethouder=budgethouder,
        )
        for (code, budgethouder), van_code in sorted(per_code.items())
    ]


def te_betalen(regels: Sequence[Regel]) -> list[TeBetalen]:
    """Per municipality that pays for granted lines, in a fixed order."""
    per_budgethouder: defaultdict[str, list[int]] = defaultdict(list)
    for regel in regels:
        if regel.toegekend:
            per_budgethouder[regel.budgethouder].append(regel.bedrag)
    return [
        TeBetalen(budgethouder, sum(each for each in bedragen if each > 0), sum(-each for each in bedragen if each < 0))
        for budgethouder, bedragen in sorted(per_budgethouder.items())
    ]
