"""What a WMO301 says beside an assignment: why it changed (IV099), and which request it honours (TR379, IV097)."""

from collections.abc import Sequence
from dataclasses import dataclass

from istandaard.codes import RedenWijziging
from toewijzing.domain.toewijzing import Retour
from toewijzing.domain.wijziging import Afspraak


@dataclass(frozen=True)
class Honorering:
    """The request that a message honours (TR379), and in what it differs from what was asked, in plain Dutch."""

    referentie: str
    toelichting: str | None = None
    gezag_bekend: bool = False
    """That the provider said to know who has authority over the youth (GezagsdragerBekend, OP002x1)."""


@dataclass(frozen=True)
class Verteld:
    """A version of an assignment as a provider was told of it."""

    afspraak: Afspraak
    honoreert: Honorering | None
    retour: Retour | None
    """What the provider said of the message; what it rejected counts as never sent (OP286)."""


@dataclass(frozen=True)
class Melding:
    """RedenWijziging (WMO002) beside an assignment in the next WMO301, and the request that it honours."""

    reden: str | None
    honoreert: Honorering | None


ONGEWIJZIGD = Melding(None, None)


def melding_bij(nu: Afspraak, reden: str | None, honoreert: Honorering | None, eerder: Sequence[Verteld]) -> Melding:
    """What goes along with an assignment, beside what was told of it before, oldest first.

    `reden`: why it changed last; `honoreert`: the request that this message honours. The first time there is no
    reason, nor when nothing changed since (IV099); what is taken back always says so. A request is named until a
    message that names it counts: until then the provider waits for its answer (TR374).
    """
    bekend = _bekend(eerder)
    is_gewijzigd = bekend is not None and bekend.afspraak != nu
    is_verwijderd = reden == RedenWijziging.VERWIJDERD
    return Melding(reden if is_gewijzigd or is_verwijderd else None, honoreert or _niet_aangekomen(eerder))


def retour_van(nu: Afspraak, eerder: Sequence[Verteld]) -> Retour | None:
    """What the provider thinks of an assignment as it stands, by all that was told of it; nothing while that is open.

    When it rejects a message in which an assignment only went along, what it agreed with before stands.
    """
    bekend = _bekend(eerder)
    if bekend is None or bekend.afspraak != nu or _niet_aangekomen(eerder) is not None:
        return Retour.AFGEKEURD
    return bekend.retour


def _bekend(eerder: Sequence[Verteld]) -> Verteld | None:
    """What counts as told last."""
    return next((each for each in reversed(eerder) if each.retour != Retour.AFGEKEURD), None)


def _niet_aangekomen(eerder: Sequence[Verteld]) -> Honorering | None:
    """The last request that was only honoured in messages that do not count."""
    aangekomen = {each.honoreert.referentie for each in eerder if each.honoreert and each.retour != Retour.AFGEKEURD}
    gemist = [each.honoreert for each in eerder if each.honoreert and each.honoreert.referentie not in aangekomen]
    return gemist[-1] if gemist else None
