"""Codes with their names, as who reads a statement says them."""

from datetime import date
from functools import cache

from inkoop import gemeentenaam, model_van
from inkoop.producten import EENHEDEN
from istandaard.codes import Eenheid


def gemeente(code: str) -> tuple[str, str]:
    """A municipality: its code, and its name when an inkoopmodel has it."""
    return code, gemeentenaam(code)


def gemeenteadres(code: str) -> str | None:
    """Where a municipality gets its post, by the newest inkoopmodel that has it."""
    model = model_van([code], date.max)
    return next((each.adres for each in model.gemeenten if each.code == code), None) if model else None


@cache
def productnaam(jaar: int, gemeenten: tuple[str, ...], code: str) -> str:
    """What the region of these municipalities called a product in that year, the first that knows it; else today.

    By the newest model of that year: a product that ended in it stands in an older one.
    """
    dagen = [*(date(jaar, maand, 1) for maand in range(12, 0, -1)), date.max]
    for dag in dagen:
        for gemeente_ in gemeenten:
            model = model_van([gemeente_], dag)
            naam = next((each.naam for each in model.producten if each.code == code), None) if model else None
            if naam is not None:
                return naam
    return "niet in het inkoopmodel"


def eenheid(code: str) -> str:
    """A unit in words; the code itself when the standard has no such unit."""
    return EENHEDEN[Eenheid(code)] if code in set(Eenheid) else code
