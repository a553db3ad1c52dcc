"""Count rejections by cause, with advice."""

from collections import defaultdict
from collections.abc import Iterable

import wetten
from declaratie.bodies.afwijzingen import DeclaratieTotaal, RegelTotaal
from declaratie.domain.advies import ADVIES, ADVIES_DECLARATIE
from declaratie.store.afwijzingen import AfgewezenSom


def per_regel(sommen: Iterable[AfgewezenSom]) -> list[RegelTotaal]:
    """Per rule, the most frequent first; a line that broke several rules counts in each."""
    telling: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for som in sommen:
        for nummer in som.regels:
            telling[nummer][0] += som.aantal
            telling[nummer][1] += som.bedrag
    vaakst_eerst = sorted(telling.items(), key=lambda each: (-each[1][0], each[0]))
    return [
        RegelTotaal(
            regel=nummer,
            retourcode=wetten.REGELS[nummer].retourcode or "",
            tekst=wetten.REGELS[nummer].tekst,
            advies=ADVIES[nummer],
            aantal=aantal,
            bedrag=bedrag,
        )
        for nummer, (aantal, bedrag) in vaakst_eerst
    ]


def van_declaraties(tellingen: Iterable[tuple[str, int, int]]) -> list[DeclaratieTotaal]:
    """Per return code on which whole declarations were rejected."""
    return [
        DeclaratieTotaal(retourcode=code, advies=ADVIES_DECLARATIE[code], aantal=aantal, bedrag=bedrag)
        for code, aantal, bedrag in tellingen
    ]
