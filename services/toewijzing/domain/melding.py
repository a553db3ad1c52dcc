"""What a WMO301 says beside an assignment: why it changed (IV099), and which request it honours (TR379, IV097)."""

from collections.abc import Sequence
from dataclasses import dataclass

from iwmo.codes import RedenWijziging
from toewijzing.domain.wijziging import Afspraak


@dataclass(frozen=True)
class Honorering:
    """The request that a message honours (TR379), and in what it differs from what was asked, in plain Dutch."""

    referentie: str
    toelichting: str | None = None


@dataclass(frozen=True)
class Verteld:
    """A version of an assignment as a provider was told of it."""

    afspraak: Afspraak
    honoreert: Honorering | None
    afgekeurd: bool
    """The provider rejected the message: it counts as never sent (OP286)."""


@dataclass(frozen=True)
class Melding:
    """RedenWijziging (WMO002) beside an assignment in the next WMO301, and the request that it honours."""

    reden: str | None
    honoreert: Honorering | None


ONGEWIJZIGD = Melding(None, None)


def melding_bij(nu: Afspraak, reden: str | None, honoreert: Honorering | None, eerder: Sequence[Verteld]) -> Melding:
    """What goes along with an assignment, beside what was told of it before, oldest first.

    `reden`: why it changed last; `honoreert`: the request that this message honours. The first time there is no
    reason, nor when nothing changed since (IV099); what is taken back always says so. The request stays until a message
    that honours it counts.
    """
    aantal = next((plaats for plaats in range(len(eerder), 0, -1) if not eerder[plaats - 1].afgekeurd), 0)
    niet_aangekomen = [each.honoreert for each in eerder[aantal:] if each.honoreert is not None]
    is_gewijzigd = aantal > 0 and eerder[aantal - 1].afspraak != nu
    is_verwijderd = reden == RedenWijziging.VERWIJDERD
    return Melding(
        reden if is_gewijzigd or is_verwijderd else None,
        honoreert or (niet_aangekomen[-1] if niet_aangekomen else None),
    )
