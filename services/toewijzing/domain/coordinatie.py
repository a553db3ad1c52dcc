"""Who coordinates when several providers are involved."""

from collections.abc import Collection, Mapping, Sequence

from toewijzing.domain.toewijzing import Levering


def kies_coordinator(
    nu: str | None, bij_aanbieders: Mapping[str, Sequence[Levering]], producten: Collection[str]
) -> str | None:
    """The provider that coordinates the others around a client (M58), by AGB code.

    None with fewer than two providers, or when none of them delivers one of `producten`. Who coordinates already goes
    on doing so; else it is who came first, and of those the lowest AGB code.
    """
    kandidaten = {
        agb: min(each.ingangsdatum for each in leveringen if each.code in producten)
        for agb, leveringen in bij_aanbieders.items()
        if any(each.code in producten for each in leveringen)
    }
    if len(bij_aanbieders) < 2 or not kandidaten:
        return None
    return nu if nu in kandidaten else min(kandidaten, key=lambda agb: (kandidaten[agb], agb))
