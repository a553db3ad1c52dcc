"""What monitoring may know of a client to count by (M96, M133): traits that many share, on the day of a decision."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inkoop import Inkoopmodel
from istandaard.landen import LandCode
from toegang.domain.persoon import MET_POSTCODE, Geboren, Plek
from toegang.domain.weging import Keuze


class Leeftijdsgroep(StrEnum):
    """The classes of Almere (A 2), of which the youngest is split where the Jeugdwet ends."""

    TOT_18 = "0-17"
    VAN_18 = "18-19"
    VAN_20 = "20-39"
    VAN_40 = "40-59"
    VAN_60 = "60-69"
    VAN_70 = "70-79"
    VAN_80 = "80+"


VANAF = {
    80: Leeftijdsgroep.VAN_80,
    70: Leeftijdsgroep.VAN_70,
    60: Leeftijdsgroep.VAN_60,
    40: Leeftijdsgroep.VAN_40,
    20: Leeftijdsgroep.VAN_20,
    18: Leeftijdsgroep.VAN_18,
    0: Leeftijdsgroep.TOT_18,
}
"""From which age on somebody is in a class; the oldest first."""


@dataclass(frozen=True)
class Trekken:
    """Of a client on a day; None where it is not known."""

    leeftijdsgroep: Leeftijdsgroep | None
    wijk: str | None


def trekken_van(model: Inkoopmodel, gemeente: str, geboren: Geboren, plek: Plek, dag: date) -> Trekken:
    """The age class on that day, and the district by the table of the inkoopmodel."""
    return Trekken(leeftijdsgroep(geboren, dag), wijk(model, gemeente, plek))


def leeftijdsgroep(geboren: Geboren, dag: date) -> Leeftijdsgroep | None:
    """None when nothing is known of the birth, or when what is known leaves two classes."""
    leeftijden = geboren.leeftijden_op(dag)
    if leeftijden is None:
        return None
    jongst, oudst = (next(groep for vanaf, groep in VANAF.items() if max(each, 0) >= vanaf) for each in leeftijden)
    return jongst if jongst is oudst else None


def wijk(model: Inkoopmodel, gemeente: str, plek: Plek) -> str | None:
    """By the four digits of the postcode where somebody lives; a letter address says nothing of that."""
    if plek.land != LandCode.NL or plek.postcode is None or plek.soort not in MET_POSTCODE:
        return None
    cijfers = plek.postcode[:4]
    return model.wijk_van(gemeente, int(cijfers)) if cijfers.isdigit() else None


def profiel(model: Inkoopmodel, keuze: Keuze) -> str | None:
    """How the region weighs a product: its cell, else its step, else the specialisme, else the traject.

    None where more than one traject has the product and nobody said which.
    """
    if model.afwegingskader:
        for cel in model.afwegingskader.cellen:
            if cel.product == keuze.product:
                return f"{cel.zwaarte} {cel.traject} {cel.intensiteit}"
    if model.ladder:
        for trede in model.ladder.treden:
            if keuze.product in trede.producten:
                return trede.titel
    if keuze.specialisme or keuze.traject:
        return keuze.specialisme or keuze.traject
    trajecten = [each.naam for each in model.trajecten if keuze.product in each.producten]
    return trajecten[0] if len(trajecten) == 1 else None
