"""Weighing: what an inkoopmodel allows in a situation. Pure functions; each rule names the M number it carries out."""

from toegang.domain.weging.producten import te_beschikken
from toegang.domain.weging.regels import REGELS, overtredingen, uitspraken
from toegang.domain.weging.tijd import minuten_per_week
from toegang.domain.weging.voorstel import Optie, opties
from toegang.domain.weging.zaak import (
    Geweigerd,
    Keuze,
    Regel,
    Situatie,
    Taak,
    Uitspraak,
    Verwijzing,
    Zaak,
    maand_verder,
)

__all__ = [
    "REGELS",
    "Geweigerd",
    "Keuze",
    "Optie",
    "Regel",
    "Situatie",
    "Taak",
    "Uitspraak",
    "Verwijzing",
    "Zaak",
    "maand_verder",
    "minuten_per_week",
    "opties",
    "overtredingen",
    "te_beschikken",
    "uitspraken",
]
