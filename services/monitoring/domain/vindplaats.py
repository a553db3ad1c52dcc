"""Where a dossier may be found among the cases behind a figure, without reading what it says.

It may say too much and never too little: what is found is folded again before it counts as found. So it only grows, and
nobody has to know what the parts of a dossier that did not change counted before.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from monitoring.domain.cijfers import Geteld
from monitoring.domain.herkomst import ALLE_MATEN, BIT, VINDBAAR
from monitoring.domain.maanden import maandnummer

LANG = 12
"""Months between the first and the last step of a dossier, from where on it is looked at whatever months are asked."""
ALTIJD = 0
"""As first month: it is looked at always."""
NOOIT = 0
"""As last month: it counts in nothing that happens once."""
OVERAL = ""
"""Of several municipalities, providers, products or kinds, or not known of which."""


class Vindplaats(NamedTuple):
    """Months by number (`maandnummer`), and its figures by bit (`herkomst.BIT`).

    `van` is of its first count, `tot` of its last step, and `loopt_tot` of its last count while it runs, which is never
    before that step. Of the rest the one value that there is, else OVERAL.
    """

    van: int
    tot: int
    loopt_tot: int
    maten: int
    gemeente: str
    agb: str
    code: str
    kenmerk: str


NOOIT_VOORBIJ = 9_999 * 12
"""As last month: it counts in whatever is later."""
ONBEKEND = Vindplaats(ALTIJD, NOOIT_VOORBIJ, NOOIT_VOORBIJ, ALLE_MATEN, OVERAL, OVERAL, OVERAL, OVERAL)
"""Of what was folded before this was kept."""


def vindplaats(geteld: Iterable[Geteld]) -> Vindplaats | None:
    """Where what was counted can be found; None when no figure of it leads on."""
    gevonden: Vindplaats | None = None
    for each in geteld:
        maand, doorlopend = maandnummer(each.maand), VINDBAAR[each.maat].doorlopend
        kenmerk = OVERAL if each.kenmerk.isdigit() else each.kenmerk
        if gevonden is None:
            tot = NOOIT if doorlopend else maand
            gevonden = Vindplaats(maand, tot, maand, BIT[each.maat], each.gemeente, each.agb, each.code, kenmerk)
            continue
        van, tot, loopt_tot, maten, gemeente, agb, code, soort = gevonden
        gevonden = Vindplaats(
            min(van, maand),
            tot if doorlopend else max(tot, maand),
            max(loopt_tot, maand),
            maten | BIT[each.maat],
            gemeente if gemeente == each.gemeente else OVERAL,
            agb if agb == each.agb else OVERAL,
            code if code == each.code else OVERAL,
            soort if soort == kenmerk else OVERAL,
        )
    return gevonden and _kort(gevonden)


def een(waarden: Sequence[str]) -> str:
    """The one value that there is; OVERAL of several."""
    return waarden[0] if len(set(waarden)) == 1 else OVERAL


def samen(dit: Vindplaats | None, ander: Vindplaats | None) -> Vindplaats | None:
    """Where both can be found."""
    if dit is None or ander is None or dit == ander:
        return dit or ander
    van, tot, loopt_tot = min(dit.van, ander.van), max(dit.tot, ander.tot), max(dit.loopt_tot, ander.loopt_tot)
    waarden = (een(beide) for beide in zip(dit[4:], ander[4:], strict=True))
    return _kort(Vindplaats(van, tot, loopt_tot, dit.maten | ander.maten, *waarden))


def _kort(plaats: Vindplaats) -> Vindplaats:
    """One that lasts long is looked at always: so what is short is found between two months."""
    return plaats._replace(van=ALTIJD) if plaats.tot - plaats.van > LANG else plaats
