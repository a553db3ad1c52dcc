"""Help that runs goes on under a product of a new contract: what stays with the old number, and what goes on (M134)."""

from dataclasses import replace
from datetime import date

from istandaard.codes import Eenheid
from istandaard.volume import dagen, omgerekend
from toewijzing.domain.wijziging import Afspraak, verdeel
from weigering import Weigering

REGEL = "M134"


def splits(huidig: Afspraak, vanaf: date, eenheid: Eenheid) -> tuple[Afspraak | None, Afspraak]:
    """What stays until the day before `vanaf` (nothing when it had not begun), and what goes on from it, in `eenheid`.

    Of a total for the term goes along what belongs to the days that are left. Raises Weigering where a total has no
    end or cannot be divided, and where an amount cannot be said in the new unit.
    """
    eerste = max(vanaf, huidig.ingangsdatum)
    blijft, gaat = verdeel(huidig, eerste, _deel(huidig, eerste))
    return blijft, _in_eenheid(gaat, eenheid)


def _deel(huidig: Afspraak, vanaf: date) -> int | None:
    if not huidig.is_totaal or vanaf == huidig.ingangsdatum:
        return None
    if huidig.einddatum is None:
        raise Weigering("Een totaal zonder einddatum is niet te verdelen. Wijzig eerst de toewijzing.", regel=REGEL)
    totaal = (huidig.budget if huidig.budget is not None else huidig.volume) or 0
    over = totaal * dagen(vanaf, huidig.einddatum) // dagen(huidig.ingangsdatum, huidig.einddatum)
    if not 0 < over < totaal:
        raise Weigering(f"Een totaal van {totaal} is niet te verdelen. Wijzig eerst de toewijzing.", regel=REGEL)
    return over


def _in_eenheid(afspraak: Afspraak, eenheid: Eenheid) -> Afspraak:
    if afspraak.volume is None or afspraak.eenheid is None:
        return afspraak
    try:
        volume = omgerekend(afspraak.volume, Eenheid(afspraak.eenheid), eenheid)
    except ValueError:
        reden = f"Een volume van {afspraak.volume} is in de nieuwe eenheid geen heel getal. Wijzig eerst de toewijzing."
        raise Weigering(reden, regel=REGEL) from None
    return replace(afspraak, volume=volume, eenheid=eenheid.value)
