"""What a page shows at a glance: its tiles, and what is late or red."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.work import Work
from monitoring.domain.rapport import Rapport
from monitoring.domain.selectie import Selectie
from monitoring.domain.tegel import Sein, Tegel
from monitoring.opmaak import Namen
from monitoring.rapporten.seinen import Kijk, zoek_seinen
from monitoring.rapporten.tegels import meet_tegels
from monitoring.rapporten.vraag import Vraag


@dataclass(frozen=True)
class Aanblik:
    """Tiles, what they are laid beside, and what is late or red."""

    tegels: list[Tegel]
    naast: str | None
    seinen: list[Sein]


async def aanblik(
    work: Work,
    selectie: Selectie,
    namen: Namen,
    gemeenten: frozenset[str] | None,
    tegels: Sequence[str],
    seinen: Sequence[str],
    rapporten: Mapping[str, Rapport],
) -> Aanblik:
    """What these tiles and signs say within a choice, for who may see these municipalities (None is all of them)."""
    vraag = Vraag(work, selectie)
    gemeten = await meet_tegels(vraag, tegels, gemeenten)
    return Aanblik(gemeten.tegels, gemeten.naast, await zoek_seinen(Kijk(vraag, namen, rapporten), seinen))
