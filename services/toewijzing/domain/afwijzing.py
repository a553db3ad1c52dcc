"""With which reason a request may be rejected under each law (WJ759), and to which municipality it then belongs."""

from datetime import date, timedelta

from istandaard.codes import RedenAfwijzingVerzoek
from toewijzing.domain.verzoek import VOT
from weigering import Weigering
from wetten import Wet

OVERLEG = timedelta(weeks=2)
"""How long a municipality has to say that another one is responsible (OP359)."""


def check_afwijzing(
    wet: Wet, soort: str, reden: RedenAfwijzingVerzoek, woonplaats: str | None, ontvangen_op: date, vandaag: date
) -> None:
    """Raises Weigering when this reason cannot be, or does not go with naming a municipality (TR377, TR409).

    The woonplaatsbeginsel is of the Jeugdwet, and told on a first request within two weeks; else there is reason 5.
    """
    if reden is not RedenAfwijzingVerzoek.WOONPLAATSBEGINSEL:
        if woonplaats is not None:
            detail = "Een andere gemeente noemt u alleen bij reden 8 (woonplaatsbeginsel)."
            raise Weigering(detail, veld="body.woonplaats", regel="TR409")
        return
    if wet is not Wet.JEUGDWET or soort != VOT:
        detail = "Reden 8 (woonplaatsbeginsel) is er alleen bij een verzoek om toewijzing van jeugdhulp. Kies reden 5."
        raise Weigering(detail, veld="body.reden", regel="OP359")
    if vandaag > ontvangen_op + OVERLEG:
        detail = "De twee weken voor reden 8 (woonplaatsbeginsel) zijn voorbij. Kies reden 5."
        raise Weigering(detail, veld="body.reden", regel="OP359")
    if woonplaats is None:
        detail = "Noem bij reden 8 (woonplaatsbeginsel) de gemeente die verantwoordelijk is."
        raise Weigering(detail, veld="body.woonplaats", regel="TR377")
