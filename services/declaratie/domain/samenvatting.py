"""Totals of a judged declaration: per return code, per product, per budgethouder, and per assignment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from istandaard.berichten.bericht323 import Prestatie
from istandaard.codes import DebetCredit


class BeoordeeldePrestatie(NamedTuple):
    """A judged line: its product code, its amount in eurocents (credit negative), and the rules that it broke."""

    code: str
    bedrag: int
    is_toegekend: bool
    gebroken: tuple[str, ...]
    budgethouder: str
    """The municipality that pays (M83)."""
    maand: date
    """First day of the month of its ProductPeriode."""


class Saldo(NamedTuple):
    """Volume in its own unit and eurocents, credits taken off."""

    volume: int
    bedrag: int


Saldi = dict[tuple[int, str], Saldo]
"""Per assignment and unit."""


def saldi(prestaties: Sequence[Prestatie], beoordeeld: Sequence[BeoordeeldePrestatie]) -> Saldi:
    """What the granted ones of these lines add to each assignment."""
    found: Saldi = {}
    for prestatie, each in zip(prestaties, beoordeeld, strict=True):
        if each.is_toegekend:
            sleutel = (prestatie.toewijzing_nummer, prestatie.eenheid.value)
            volume, bedrag = found.get(sleutel, (0, 0))
            credit = prestatie.ingediend_bedrag.debet_credit is DebetCredit.CREDIT
            erbij = -prestatie.geleverd_volume if credit else prestatie.geleverd_volume
            found[sleutel] = Saldo(volume + erbij, bedrag + each.bedrag)
    return found


@dataclass(frozen=True, slots=True)
class Afkeuring:
    """How many lines got a return code, and their amount."""

    retourcode: str
    aantal: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class ProductTotaal:
    """Lines and amounts of one product, as far as one municipality pays for it (M83), delivered in one month."""

    code: str
    ingediend: int
    toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int
    budgethouder: str
    maand: date


@dataclass(frozen=True, slots=True)
class TeBetalen:
    """What one municipality pays, in eurocents: granted debit and granted credit lines, both positive."""

    budgethouder: str
    debet: int
    credit: int


def afkeuringen(beoordeeld: Sequence[BeoordeeldePrestatie], retourcodes: Mapping[str, str]) -> list[Afkeuring]:
    """Per return code; a line that broke several rules counts once in each of their codes."""
    per_code: defaultdict[str, list[int]] = defaultdict(list)
    for each in beoordeeld:
        for code in {retourcodes[nummer] for nummer in each.gebroken}:
            per_code[code].append(each.bedrag)
    return [Afkeuring(code, len(bedragen), sum(bedragen)) for code, bedragen in sorted(per_code.items())]


def per_product(beoordeeld: Sequence[BeoordeeldePrestatie]) -> list[ProductTotaal]:
    """Per product code, who pays for it, and the month in which it was delivered: a budget is of that year."""
    per_code: defaultdict[tuple[str, str, date], list[BeoordeeldePrestatie]] = defaultdict(list)
    for each in beoordeeld:
        per_code[each.code, each.budgethouder, each.maand].append(each)
    return [
        ProductTotaal(
            code=code,
            ingediend=len(van_code),
            toegekend=sum(each.is_toegekend for each in van_code),
            bedrag_ingediend=sum(each.bedrag for each in van_code),
            bedrag_toegekend=sum(each.bedrag for each in van_code if each.is_toegekend),
            budgethouder=budgethouder,
            maand=maand,
        )
        for (code, budgethouder, maand), van_code in sorted(per_code.items())
    ]


def te_betalen(beoordeeld: Sequence[BeoordeeldePrestatie]) -> list[TeBetalen]:
    """Per municipality that pays for granted lines, in a fixed order."""
    per_budgethouder: defaultdict[str, list[int]] = defaultdict(list)
    for each in beoordeeld:
        if each.is_toegekend:
            per_budgethouder[each.budgethouder].append(each.bedrag)
    return [
        TeBetalen(budgethouder, sum(each for each in bedragen if each > 0), sum(-each for each in bedragen if each < 0))
        for budgethouder, bedragen in sorted(per_budgethouder.items())
    ]
