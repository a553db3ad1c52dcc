"""The rules for a line of a WMO323 that look outside the message (levels 3 and 4); each is one small function.

A function answers whether the line keeps the rule. Its number, return code and text stand in `iwmo.REGELS`.
"""

from collections.abc import Callable
from typing import NamedTuple

from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.plafond import plafond_looptijd, plafond_periode
from declaratie.domain.stand import (
    EURO,
    MINUUT,
    UUR,
    Stand,
    Telling,
    Toewijzing,
    in_tel_eenheid,
)
from iwmo.berichten.wmo323 import Prestatie
from iwmo.codes import RedenWijziging
from iwmo.volume import bedrag_van_minuten, tarief_per_minuut


class Lijn(NamedTuple):
    """A line with what it names."""

    prestatie: Prestatie
    telling: Telling
    """The same line, as it counts once granted."""
    toewijzing: Toewijzing | None
    """The assignment by this number, if it is one of this client."""
    is_van_ander: bool
    """Whether the assignment by this number is one of another client."""
    is_herhaald: bool
    """Whether an earlier line of this message has the same ReferentieNummer."""


def tr304(lijn: Lijn, _stand: Stand) -> bool:
    """The assignment is not one of another client."""
    return not lijn.is_van_ander


def tr307(lijn: Lijn, _stand: Stand) -> bool:
    """The period does not begin before the assignment."""
    return lijn.toewijzing is None or lijn.prestatie.product_periode.begindatum >= lijn.toewijzing.ingangsdatum


def tr308(lijn: Lijn, _stand: Stand) -> bool:
    """The period does not end after the assignment."""
    einde = lijn.toewijzing.einddatum if lijn.toewijzing else None
    return einde is None or lijn.prestatie.product_periode.einddatum <= einde


def tr314(lijn: Lijn, stand: Stand) -> bool:
    """The reference was never used by this provider, not earlier in this message and not before, rejected or not."""
    return not lijn.is_herhaald and lijn.telling.referentie not in stand.gebruikte_referenties


def tr319(lijn: Lijn, stand: Stand) -> bool:
    """The period lies in the month of the declaration or before it."""
    return lijn.prestatie.product_periode.einddatum <= stand.declaratieperiode_einde


def tr321(lijn: Lijn, _stand: Stand) -> bool:
    """The volume fits in what the assignment allows in this period."""
    volume = _volume(lijn)
    if volume is None or lijn.toewijzing is None:
        return True
    plafond = plafond_periode(lijn.toewijzing, lijn.prestatie.product_periode)
    return plafond is None or volume <= plafond


def tr322(lijn: Lijn, stand: Stand) -> bool:
    """With all that was granted before, the volume fits in the assignment as a whole."""
    volume = _volume(lijn)
    if volume is None or lijn.toewijzing is None:
        return True
    plafond = plafond_looptijd(lijn.toewijzing)
    return plafond is None or stand.volume.get(lijn.toewijzing.nummer, 0) + volume <= plafond


def _volume(lijn: Lijn) -> int | None:
    """The volume in the unit in which the assignment is counted; None when it is in a unit that does not fit."""
    toegewezen = lijn.toewijzing.eenheid if lijn.toewijzing else None
    if toegewezen is None or not _past(lijn.prestatie.eenheid, toegewezen):
        return None
    return in_tel_eenheid(lijn.prestatie.geleverd_volume, lijn.prestatie.eenheid, toegewezen)


def _past(eenheid: str, toegewezen: str) -> bool:
    return eenheid == toegewezen or (eenheid == MINUUT and toegewezen == UUR)


def tr323(lijn: Lijn, stand: Stand) -> bool:
    """A credit line takes back one granted debit line, whole."""
    debet = stand.debet.get(lijn.telling.vorige_referentie or "")
    return debet is not None and lijn.telling.neemt_terug(debet)


def tr338(lijn: Lijn, _stand: Stand) -> bool:
    """There is an assignment by this number, to this provider."""
    return lijn.toewijzing is not None or lijn.is_van_ander


def tr339(lijn: Lijn, _stand: Stand) -> bool:
    """The product category is the assigned one, if one was assigned."""
    categorie = lijn.toewijzing.categorie if lijn.toewijzing else None
    return categorie is None or lijn.prestatie.product_categorie == categorie


def tr340(lijn: Lijn, _stand: Stand) -> bool:
    """The product code is the assigned one, if one was assigned."""
    code = lijn.toewijzing.code if lijn.toewijzing else None
    return code is None or lijn.prestatie.product_code == code


def tr341(lijn: Lijn, stand: Stand) -> bool:
    """The unit is the assigned one, or minutes on hours; where none was assigned it is that of the contract."""
    if lijn.toewijzing is None:
        return True
    if lijn.toewijzing.eenheid is not None:
        return _past(lijn.prestatie.eenheid, lijn.toewijzing.eenheid)
    tarief = stand.tarief(lijn.prestatie.product_code, lijn.prestatie.product_periode.begindatum)
    return tarief is not None and lijn.prestatie.eenheid == tarief.eenheid


def tr346(lijn: Lijn, stand: Stand) -> bool:
    """The amount is volume times price; minutes on an hourly price are rounded once, at the end (IV081)."""
    prestatie = lijn.prestatie
    if prestatie.eenheid == EURO or prestatie.product_tarief is None:
        return True
    bedrag = prestatie.ingediend_bedrag.bedrag
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if prestatie.eenheid == MINUUT and tarief is not None and tarief.eenheid == UUR:
        return bedrag == bedrag_van_minuten(tarief.bedrag, prestatie.geleverd_volume)
    return bedrag == prestatie.geleverd_volume * prestatie.product_tarief


def tr369(lijn: Lijn, stand: Stand) -> bool:
    """With all that was granted before, the amount fits in the budget of the assignment."""
    if lijn.toewijzing is None or lijn.toewijzing.budget is None:
        return True
    al_toegekend = stand.bedrag.get(lijn.toewijzing.nummer, 0)
    return al_toegekend + lijn.prestatie.ingediend_bedrag.bedrag <= lijn.toewijzing.budget


def tr381(lijn: Lijn, stand: Stand) -> bool:
    """The product code is on the list of the region for that period, under this category; holds without a list."""
    lijst = stand.productlijsten.get(lijn.prestatie.product_periode.begindatum)
    return lijst is None or (lijn.prestatie.product_categorie, lijn.prestatie.product_code) in lijst


def tr384(lijn: Lijn, _stand: Stand) -> bool:
    """The assignment was not removed."""
    return lijn.toewijzing is None or lijn.toewijzing.reden_wijziging != RedenWijziging.VERWIJDERD


def tr387(lijn: Lijn, _stand: Stand) -> bool:
    """The period begins on the first of the month, or with the assignment when that begins later in that month."""
    if lijn.toewijzing is None:
        return True
    begin, eerste = lijn.prestatie.product_periode.begindatum, lijn.toewijzing.ingangsdatum
    maand_begin = eerste_van_maand(begin)
    if maand_begin <= eerste <= laatste_van_maand(begin):
        return begin == eerste
    return begin == maand_begin


def tr388(lijn: Lijn, _stand: Stand) -> bool:
    """The period ends on the last of the month, or with the assignment when that ends earlier in that month."""
    if lijn.toewijzing is None:
        return True
    einde, laatste = lijn.prestatie.product_periode.einddatum, lijn.toewijzing.einddatum
    maand_einde = laatste_van_maand(einde)
    if laatste is not None and eerste_van_maand(einde) <= laatste <= maand_einde:
        return einde == laatste
    return einde == maand_einde


def tr389(lijn: Lijn, stand: Stand) -> bool:
    """No other debit line stands for the same assignment, product and month."""
    return lijn.toewijzing is None or stand.open_debet.get(lijn.telling.sleutel, 0) == 0


def tr390(lijn: Lijn, stand: Stand) -> bool:
    """The debit line was not credited already."""
    return (lijn.telling.vorige_referentie or "") not in stand.gecrediteerd


def tr418(lijn: Lijn, stand: Stand) -> bool:
    """The price is that of the contract on the first day of the period; of a minute a 60th of the hour (IV081)."""
    prestatie = lijn.prestatie
    if prestatie.eenheid == EURO or prestatie.product_tarief is None:
        return True
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if tarief is None:
        return False
    if prestatie.eenheid == MINUUT and tarief.eenheid == UUR:
        return prestatie.product_tarief == tarief_per_minuut(tarief.bedrag)
    return prestatie.product_tarief == tarief.bedrag


Regel = Callable[[Lijn, Stand], bool]

ALTIJD: dict[str, Regel] = {
    "TR314": tr314,
    "TR338": tr338,
    "TR304": tr304,
    "TR339": tr339,
    "TR340": tr340,
    "TR319": tr319,
}
"""Rules for every line."""

DEBET: dict[str, Regel] = {
    "TR341": tr341,
    "TR381": tr381,
    "TR384": tr384,
    "TR307": tr307,
    "TR308": tr308,
    "TR387": tr387,
    "TR388": tr388,
    "TR389": tr389,
    "TR321": tr321,
    "TR322": tr322,
    "TR369": tr369,
    "TR418": tr418,
    "TR346": tr346,
}
"""Rules for debit lines. A credit repeats a line that kept them (TR323); what they hang on may have changed since."""

CREDIT: dict[str, Regel] = {"TR323": tr323, "TR390": tr390}
"""Rules for credit lines."""
