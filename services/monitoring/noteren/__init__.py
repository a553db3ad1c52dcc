"""What each event says about which case: from the log to dossiers."""

from collections.abc import Sequence

from pydantic import ValidationError

import gebeurtenissen
from monitoring.domain.dossier import Notitie
from monitoring.noteren import berichten, declaratie, plan, toegang, toewijzing
from monitoring.noteren.soort import Gebeurtenissoort

SOORTEN: dict[str, Gebeurtenissoort] = {
    each.type: each
    for each in (
        *toegang.SOORTEN,
        *plan.SOORTEN,
        *toewijzing.SOORTEN,
        *berichten.SOORTEN,
        *declaratie.SOORTEN,
    )
}
"""The types that count in some figure."""
BEKEND = {each.name for each in gebeurtenissen.ALL}


class Onleesbaar(Exception):
    """This code cannot count the event; the text says why. It is parked in the log."""


def noteer(event_type: str, sequence: int, data: str) -> Sequence[Notitie]:
    """What an event adds to dossiers; nothing for a type that counts nowhere.

    Raises Onleesbaar for a type or a version that is not known yet, and for data that does not fit.
    """
    soort = SOORTEN.get(event_type)
    if soort is None:
        if event_type in BEKEND:
            return ()
        naam, _, versie = event_type.rpartition(".")
        nieuwer = any(each.rpartition(".")[0] == naam for each in BEKEND)
        raise Onleesbaar(f"versie {versie} is nog niet bekend" if nieuwer else "dit type is nog niet bekend")
    try:
        return soort.noteer(data, sequence)
    except ValidationError as error:
        # The fields, never the values: a wrong value could hold anything.
        velden = sorted({".".join(map(str, found["loc"])) for found in error.errors()})
        raise Onleesbaar(f"past niet: {', '.join(velden)}"[:200]) from None
