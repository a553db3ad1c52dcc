"""Whether an indication that ran already can stand with its provider as it is taken in (M134)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from istandaard.regels.rekenen import stapelen
from toewijzing.domain.toewijzing import Levering, gestapeld_op

REGEL = "M134"


class Overnameveld(StrEnum):
    """What of an indication is in the way."""

    AANBIEDER = "aanbieder"
    PRODUCT = "product"
    OMVANG = "omvang"
    NUMMER = "toewijzingNummer"


@dataclass(frozen=True)
class Overnamebezwaar:
    """Why it cannot be taken in, in plain Dutch, with the rule."""

    veld: Overnameveld
    regel: str
    reden: str


@dataclass(frozen=True)
class Gecontracteerd:
    """A contract of a provider for a product: where, from the first up to and including the last day."""

    gemeenten: Collection[str]
    geldig_van: date
    geldig_tot: date | None


def contractbezwaar(
    levering: Levering, is_bekend: bool, contracten: Iterable[Gecontracteerd], vandaag: date
) -> Overnamebezwaar | None:
    """No contract under which it can go on, as from today or its first day: what was before is paid elsewhere."""
    if not is_bekend:
        reden = "Deze aanbieder kennen we niet. Leg eerst zijn contract vast, en stuur de rij daarna opnieuw."
        return Overnamebezwaar(Overnameveld.AANBIEDER, REGEL, reden)
    vanaf = max(vandaag, levering.ingangsdatum)
    for each in contracten:
        begint_op_tijd = levering.einddatum is None or each.geldig_van <= levering.einddatum
        if levering.gemeente in each.gemeenten and begint_op_tijd and vanaf <= (each.geldig_tot or date.max):
            return None
    reden = (
        "Deze aanbieder heeft voor dit product in deze gemeente geen contract dat nog loopt. "
        "Leg het contract vast, of noem de aanbieder die het heeft."
    )
    return Overnamebezwaar(Overnameveld.PRODUCT, REGEL, reden)


def stapelbezwaar(levering: Levering, bij_deze: Iterable[Levering]) -> Overnamebezwaar | None:
    """The same help runs there already under another number (TR302)."""
    for each in bij_deze:
        if stapelen(levering.termijn, each.termijn):
            return Overnamebezwaar(Overnameveld.PRODUCT, "TR302", gestapeld_op(each))
    return None


def nummerbezwaar(nummer: int) -> Overnamebezwaar:
    """Another assignment has it."""
    reden = f"Toewijzingnummer {nummer} is in deze gemeente al van een andere toewijzing (TR332)."
    return Overnamebezwaar(Overnameveld.NUMMER, "TR332", reden)
