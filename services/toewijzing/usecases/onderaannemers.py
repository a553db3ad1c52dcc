"""Name who delivers an assignment for its provider: those partners see its term and content (M61)."""

from collections.abc import Collection

from chassis.work import Work
from toewijzing.domain.wijziging import niet_toegewezen
from toewijzing.store import onderaannemers as store
from toewijzing.tables import Toewijzing
from weigering import Weigering


async def noem_onderaannemers(work: Work, toewijzing: Toewijzing, agbs: Collection[str]) -> None:
    """These deliver it, in place of who did. Raises Weigering for who is no partner in a contract of the provider.

    Not all partners of a provider see all of its clients: only who delivers has a reason to.
    """
    if toewijzing.agb is None:
        raise niet_toegewezen()
    onbekend = sorted(set(agbs) - await store.partners_van(work.session, toewijzing.agb, toewijzing.gemeente))
    if onbekend:
        detail = f"Geen partner in een contract van deze aanbieder: {', '.join(onbekend)}."
        raise Weigering(detail, soort="onderaannemer", regel="M61")
    await store.zet_onderaannemers(work.session, toewijzing.id, set(agbs))
