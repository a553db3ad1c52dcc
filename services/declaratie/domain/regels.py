"""The rules for a line of a WMO323 that look outside the message (levels 3 and 4); each is one small function.

A function answers whether the line keeps the rule. Its number, return code and text stand in `iwmo.REGELS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.plafond import plafond_looptijd, plafond_periode
from declaratie.domain.stand import (
    EURO,
    MINUTEN_PER_UUR,
    MINUUT,
    UUR,
    Stand,
    Toewijzing,
    in_tel_eenheid,
    sleutel,
)
from iwmo.berichten.wmo323 import Prestatie
from iwmo.codes import DebetCredit, RedenWijziging


@dataclass(frozen=True, slots=True)
class Lijn:
    """A line with what it names: its client, and its assignment if there is one."""

    prestatie: Prestatie
    bsn_hash: str
    toewijzing: Toewijzing | None

    @property
    def is_credit(self) -> bool:
        """Whether the line takes back an earlier one."""
        return self.prestatie.ingediend_bedrag.debet_credit == DebetCredit.CREDIT


def tr304(lijn: Lijn, _stand: Stand) -> bool:
    """The assignment is one of this client."""
    return lijn.toewijzing is None or lijn.toewijzing.bsn_hash == lijn.bsn_hash


def tr307(lijn: Lijn, _stand: Stand) -> bool:
    """The period does not begin before the assignment."""
    return lijn.toewijzing is None or lijn.prestatie.product_periode.begindatum >= lijn.toewijzing.ingangsdatum


def tr308(lijn: Lijn, _stand: Stand) -> bool:
    """The period does not end after the assignment."""
    einde = lijn.toewijzing.einddatum if lijn.toewijzing else None
    return einde is None or lijn.prestatie.product_periode.einddatum <= einde


def tr314(lijn: Lijn, stand: Stand) -> bool:
    """The reference was never used by this provider, not in this message and not before."""
    return lijn.prestatie.product_referentie.referentie_nummer not in stand.gebruikte_referenties


def tr319(lijn: Lijn, stand: Stand) -> bool:
    """The period lies in the month of the declaration or before it."""
    return lijn.prestatie.product_periode.einddatum <= stand.declaratieperiode_einde


def tr321(lijn: Lijn, _stand: Stand) -> bool:
    """The volume fits in what the assignment allows in this period."""
    toewijzing, prestatie = lijn.toewijzing, lijn.prestatie
    if toewijzing is None:
        return True
    plafond = plafond_periode(toewijzing, prestatie.product_periode)
    return (
        plafond is None or in_tel_eenheid(prestatie.geleverd_volume, prestatie.eenheid, toewijzing.eenheid) <= plafond
    )


def tr322(lijn: Lijn, stand: Stand) -> bool:
    """With all that was granted before, the volume fits in the assignment as a whole."""
    toewijzing, prestatie = lijn.toewijzing, lijn.prestatie
    if toewijzing is None:
        return True
    plafond = plafond_looptijd(toewijzing)
    erbij = in_tel_eenheid(prestatie.geleverd_volume, prestatie.eenheid, toewijzing.eenheid)
    return plafond is None or stand.volume.get(toewijzing.nummer, 0) + erbij <= plafond


def tr323(lijn: Lijn, stand: Stand) -> bool:
    """A credit line takes back one granted debit line, whole: the same key, volume, unit and amount."""
    prestatie = lijn.prestatie
    vorige = stand.debet.get(prestatie.product_referentie.vorig_referentie_nummer or "")
    return vorige is not None and (sleutel(vorige), vorige.volume, vorige.eenheid, vorige.bedrag) == (
        sleutel(prestatie),
        prestatie.geleverd_volume,
        prestatie.eenheid,
        prestatie.ingediend_bedrag.bedrag,
    )


def tr338(lijn: Lijn, _stand: Stand) -> bool:
    """There is an assignment by this number, to this provider."""
    return lijn.toewijzing is not None


def tr339(lijn: Lijn, _stand: Stand) -> bool:
    """The product category is the assigned one, if one was assigned."""
    categorie = lijn.toewijzing.categorie if lijn.toewijzing else None
    return categorie is None or lijn.prestatie.product_categorie == categorie


def tr340(lijn: Lijn, _stand: Stand) -> bool:
    """The product code is the assigned one, if one was assigned."""
    code = lijn.toewijzing.code if lijn.toewijzing else None
    return code is None or lijn.prestatie.product_code == code


def tr341(lijn: Lijn, stand: Stand) -> bool:
    """The unit is the assigned one, or minutes on hours; without one, the unit of the contract."""
    if lijn.toewijzing is None:
        return True
    eenheid = lijn.toewijzing.eenheid
    if eenheid is None:
        tarief = stand.tarief(lijn.prestatie.product_code, lijn.prestatie.product_periode.begindatum)
        eenheid = tarief.eenheid if tarief else None
    return lijn.prestatie.eenheid == eenheid or (lijn.prestatie.eenheid == MINUUT and eenheid == UUR)


def tr346(lijn: Lijn, stand: Stand) -> bool:
    """The amount is volume times price; minutes on an hourly price are rounded once, at the end (IV081)."""
    prestatie = lijn.prestatie
    if prestatie.eenheid == EURO or prestatie.product_tarief is None:
        return True
    bedrag = prestatie.ingediend_bedrag.bedrag
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if prestatie.eenheid == MINUUT and tarief is not None and tarief.eenheid == UUR:
        # Half a cent goes up: the same as adding half the divisor before dividing whole numbers.
        return bedrag == (tarief.bedrag * prestatie.geleverd_volume + MINUTEN_PER_UUR // 2) // MINUTEN_PER_UUR
    return bedrag == prestatie.geleverd_volume * prestatie.product_tarief


def tr369(lijn: Lijn, stand: Stand) -> bool:
    """With all that was granted before, the amount fits in the budget of the assignment."""
    if lijn.toewijzing is None or lijn.toewijzing.budget is None:
        return True
    al_toegekend = stand.bedrag.get(lijn.toewijzing.nummer, 0)
    return al_toegekend + lijn.prestatie.ingediend_bedrag.bedrag <= lijn.toewijzing.budget


def tr381(lijn: Lijn, stand: Stand) -> bool:
    """The product code is on the list of the region, under this category."""
    return (lijn.prestatie.product_categorie, lijn.prestatie.product_code) in stand.productlijst


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
    """No other debit line stands for the same assignment, product and period."""
    return sleutel(lijn.prestatie) not in stand.open_debet


def tr390(lijn: Lijn, stand: Stand) -> bool:
    """The debit line was not credited already."""
    return (lijn.prestatie.product_referentie.vorig_referentie_nummer or "") not in stand.gecrediteerd


def tr418(lijn: Lijn, stand: Stand) -> bool:
    """The price is that of the contract on the first day of the period; a minute costs a 60th of an hour."""
    prestatie = lijn.prestatie
    if prestatie.eenheid == EURO or prestatie.product_tarief is None:
        return True
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if tarief is None:
        return False
    if prestatie.eenheid == MINUUT and tarief.eenheid == UUR:
        # A 60th need not be whole cents: the whole cent below and the one above are both right.
        return abs(prestatie.product_tarief * MINUTEN_PER_UUR - tarief.bedrag) < MINUTEN_PER_UUR
    return prestatie.product_tarief == tarief.bedrag


Regel = Callable[[Lijn, Stand], bool]

ALTIJD: dict[str, Regel] = {
    "TR314": tr314,
    "TR338": tr338,
    "TR304": tr304,
    "TR339": tr339,
    "TR340": tr340,
    "TR341": tr341,
    "TR381": tr381,
    "TR319": tr319,
}
"""Rules for every line."""

DEBET: dict[str, Regel] = {
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
"""Rules for debit lines. A credit repeats a line that kept them; the assignment may have changed since."""

CREDIT: dict[str, Regel] = {"TR323": tr323, "TR390": tr390}
"""Rules for credit lines."""
