"""The rules for a line of a WMO323 that look outside the message (levels 3 and 4); each is one small function.

A function answers whether the line keeps the rule. Its number, return code and text stand in `wetten.REGELS`.
"""

from collections.abc import Callable
from typing import NamedTuple

from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.plafond import plafond_looptijd, plafond_periode
from declaratie.domain.stand import (
    EURO,
    MINUUT,
    UUR,
    BekendeToewijzing,
    Stand,
    TellendePrestatie,
    eenheid_past,
    in_tel_eenheid,
)
from istandaard.berichten.bericht323 import Prestatie
from istandaard.codes import RedenWijziging
from istandaard.volume import bedrag_van_minuten, tarief_per_minuut


class IngediendePrestatie(NamedTuple):
    """A line with what it names."""

    prestatie: Prestatie
    tellend: TellendePrestatie
    """The same line, as it counts once granted."""
    toewijzing: BekendeToewijzing | None
    """The assignment by this number, if it is one of this client."""
    is_van_ander: bool
    """Whether the assignment by this number is one of another client."""
    is_herhaald: bool
    """Whether an earlier line of this message has the same ReferentieNummer."""


def tr304(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The assignment is not one of another client."""
    return not ingediend.is_van_ander


def tr307(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The period does not begin before the assignment."""
    return (
        ingediend.toewijzing is None
        or ingediend.prestatie.product_periode.begindatum >= ingediend.toewijzing.ingangsdatum
    )


def tr308(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The period does not end after the assignment."""
    einde = ingediend.toewijzing.einddatum if ingediend.toewijzing else None
    return einde is None or ingediend.prestatie.product_periode.einddatum <= einde


def tr314(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The reference was never used by this provider, not earlier in this message and not before, rejected or not."""
    return not ingediend.is_herhaald and ingediend.tellend.referentie not in stand.gebruikte_referenties


def tr319(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The period lies in the month of the declaration or before it."""
    return ingediend.prestatie.product_periode.einddatum <= stand.declaratieperiode_einde


def tr321(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The volume fits in what the assignment allows in this period."""
    volume = _volume(ingediend)
    if volume is None or ingediend.toewijzing is None:
        return True
    plafond = plafond_periode(ingediend.toewijzing, ingediend.prestatie.product_periode)
    return plafond is None or volume <= plafond


def tr322(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """With all that was granted before, the volume fits in the assignment as a whole."""
    volume = _volume(ingediend)
    if volume is None or ingediend.toewijzing is None:
        return True
    plafond = plafond_looptijd(ingediend.toewijzing)
    return plafond is None or stand.volume.get(ingediend.toewijzing.nummer, 0) + volume <= plafond


def _volume(ingediend: IngediendePrestatie) -> int | None:
    """The volume in the unit in which the assignment is counted; None when it is in a unit that does not fit."""
    toegewezen = ingediend.toewijzing.eenheid if ingediend.toewijzing else None
    if toegewezen is None or not eenheid_past(ingediend.prestatie.eenheid, toegewezen):
        return None
    return in_tel_eenheid(ingediend.prestatie.geleverd_volume, ingediend.prestatie.eenheid, toegewezen)


def tr323(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """A credit line takes back one granted debit line, whole."""
    debet = stand.debet.get(ingediend.tellend.vorige_referentie or "")
    return debet is not None and ingediend.tellend.neemt_terug(debet)


def tr338(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """There is an assignment by this number, to this provider."""
    return ingediend.toewijzing is not None or ingediend.is_van_ander


def tr339(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The product category is the assigned one, if one was assigned."""
    categorie = ingediend.toewijzing.categorie if ingediend.toewijzing else None
    return categorie is None or ingediend.prestatie.product_categorie == categorie


def tr340(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The product code is the assigned one, if one was assigned."""
    code = ingediend.toewijzing.code if ingediend.toewijzing else None
    return code is None or ingediend.prestatie.product_code == code


def tr341(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The unit is the assigned one, or minutes on hours; where none was assigned it is that of the contract."""
    if ingediend.toewijzing is None:
        return True
    if ingediend.toewijzing.eenheid is not None:
        return eenheid_past(ingediend.prestatie.eenheid, ingediend.toewijzing.eenheid)
    tarief = stand.tarief(ingediend.prestatie.product_code, ingediend.prestatie.product_periode.begindatum)
    return tarief is not None and ingediend.prestatie.eenheid == tarief.eenheid


def tr346(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The amount is volume times price; minutes on an hourly price are rounded once, at the end (IV081)."""
    prestatie = ingediend.prestatie
    if prestatie.eenheid == EURO or prestatie.product_tarief is None:
        return True
    bedrag = prestatie.ingediend_bedrag.bedrag
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if prestatie.eenheid == MINUUT and tarief is not None and tarief.eenheid == UUR:
        return bedrag == bedrag_van_minuten(tarief.bedrag, prestatie.geleverd_volume)
    return bedrag == prestatie.geleverd_volume * prestatie.product_tarief


def tr369(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """With all that was granted before, the amount fits in the budget of the assignment."""
    if ingediend.toewijzing is None or ingediend.toewijzing.budget is None:
        return True
    al_toegekend = stand.bedrag.get(ingediend.toewijzing.nummer, 0)
    return al_toegekend + ingediend.prestatie.ingediend_bedrag.bedrag <= ingediend.toewijzing.budget


def tr381(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The product code is on the list of the region for that period, under this category; holds without a list."""
    lijst = stand.productlijsten.get(ingediend.prestatie.product_periode.begindatum)
    return lijst is None or (ingediend.prestatie.product_categorie, ingediend.prestatie.product_code) in lijst


def tr384(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The assignment was not removed."""
    return ingediend.toewijzing is None or ingediend.toewijzing.reden_wijziging != RedenWijziging.VERWIJDERD


def tr387(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The period begins on the first of the month, or with the assignment when that begins later in that month."""
    if ingediend.toewijzing is None:
        return True
    begin, eerste = ingediend.prestatie.product_periode.begindatum, ingediend.toewijzing.ingangsdatum
    maand_begin = eerste_van_maand(begin)
    if maand_begin <= eerste <= laatste_van_maand(begin):
        return begin == eerste
    return begin == maand_begin


def tr388(ingediend: IngediendePrestatie, _stand: Stand) -> bool:
    """The period ends on the last of the month, or with the assignment when that ends earlier in that month."""
    if ingediend.toewijzing is None:
        return True
    einde, laatste = ingediend.prestatie.product_periode.einddatum, ingediend.toewijzing.einddatum
    maand_einde = laatste_van_maand(einde)
    if laatste is not None and eerste_van_maand(einde) <= laatste <= maand_einde:
        return einde == laatste
    return einde == maand_einde


def tr389(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """No other debit line stands for the same assignment, product and month."""
    return ingediend.toewijzing is None or stand.open_debet.get(ingediend.tellend.sleutel, 0) == 0


def tr390(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The debit line was not credited already."""
    return (ingediend.tellend.vorige_referentie or "") not in stand.gecrediteerd


def tr418(ingediend: IngediendePrestatie, stand: Stand) -> bool:
    """The price is that of the contract on the first day of the period, for the unit that is billed.

    Of a minute it is a 60th of that of the hour (IV081).
    """
    prestatie = ingediend.prestatie
    if prestatie.eenheid == EURO or prestatie.product_tarief is None:
        return True
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if tarief is None:
        return False
    if prestatie.eenheid == MINUUT and tarief.eenheid == UUR:
        return prestatie.product_tarief == tarief_per_minuut(tarief.bedrag)
    # Where no unit was assigned, TR341 holds the line to that of the contract.
    zelfde = ingediend.toewijzing is None or ingediend.toewijzing.eenheid is None or prestatie.eenheid == tarief.eenheid
    return zelfde and prestatie.product_tarief == tarief.bedrag


Toets = Callable[[IngediendePrestatie, Stand], bool]

ALTIJD: dict[str, Toets] = {
    "TR314": tr314,
    "TR338": tr338,
    "TR304": tr304,
    "TR339": tr339,
    "TR340": tr340,
    "TR319": tr319,
}
"""Rules for every line."""

DEBET: dict[str, Toets] = {
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

CREDIT: dict[str, Toets] = {"TR323": tr323, "TR390": tr390}
"""Rules for credit lines."""
