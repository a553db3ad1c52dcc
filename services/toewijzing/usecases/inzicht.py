"""What a front office wants to see: where it hurts, and all help around a client."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chassis.tokens import EVERYWHERE
from chassis.work import Work
from inkoop import gemeentecodes, model_van
from toewijzing import store
from toewijzing.domain.knelpunt import Beleid, Knelpunt, eerste_dag_zonder
from toewijzing.store import gesprek, hulp, knelpunten, wisselwensen
from toewijzing.store import waakvlammen as bron
from toewijzing.store.van_client import levering_van
from toewijzing.tables import Toewijzing, Waakvlam, Waakvlamcontact
from toewijzing.usecases.keuze import aanbod_voor

VEEL = 1000
"""More assignments than a client ever has."""


def met_model(gemeenten: Collection[str]) -> Collection[str]:
    """The municipalities of a caller; those of all inkoopmodellen when it works for every one."""
    return gemeentecodes() if EVERYWHERE in gemeenten else gemeenten


@dataclass(frozen=True)
class Gevonden:
    """An assignment that needs attention."""

    toewijzing: Toewijzing
    retourcodes: tuple[str, ...] = ()
    """With which codes the provider rejected it."""
    sinds: date | None = None
    """Since when the client asks for another professional, the last day on which the provider delivered, or the
    first on which it has no contract."""
    reden: str | None = None
    """RedenBeeindiging of a provider that stopped."""


async def vind_knelpunten(
    work: Work, soort: Knelpunt, gemeenten: Collection[str], after: str | None, limit: int
) -> list[Gevonden]:
    """Assignments that need attention today, by the policy of each municipality."""
    per_beleid: dict[Beleid, list[str]] = {}
    for gemeente in sorted(met_model(gemeenten)):
        model = model_van([gemeente], work.today)
        if model is not None:
            beleid = Beleid(model.levering.wachttijd_werkdagen, model.plan.waarschuwing_weken)
            per_beleid.setdefault(beleid, []).append(gemeente)
    found = await knelpunten.knelpunten(work.session, soort, per_beleid, work.today, after, limit)
    if soort == Knelpunt.ZONDER_CONTRACT:
        tot = {gemeente: beleid.waarschuwt_tot(work.today) for beleid, van in per_beleid.items() for gemeente in van}
        return await _zonder_contract(work, found, tot)
    return await _met_aanleiding(work, soort, found)


async def _zonder_contract(work: Work, found: Sequence[Toewijzing], tot: Mapping[str, date]) -> list[Gevonden]:
    """These assignments, with the first day on which their provider has no contract for them."""
    aanbod = await aanbod_voor(work, [(each, each.agb) for each in found])
    gevonden = []
    for each in found:
        contracten = aanbod.van(str(each.agb), levering_van(each))
        van, laatste = max(work.today, each.ingangsdatum), min(tot[each.gemeente], each.einddatum or date.max)
        gevonden.append(Gevonden(each, sinds=eerste_dag_zonder(contracten, each.gemeente, van, laatste)))
    return gevonden


async def _met_aanleiding(work: Work, soort: Knelpunt, found: Sequence[Toewijzing]) -> list[Gevonden]:
    """These assignments with what was said of them that makes them one of this kind."""
    ids = [each.id for each in found]
    match soort:
        case Knelpunt.WISSEL_GEVRAAGD:
            sinds = await wisselwensen.gevraagd_op(work.session, ids)
            return [Gevonden(each, sinds=sinds[each.id]) for each in found]
        case Knelpunt.GESTOPT:
            stops = {each.toewijzing_id: each for each in await gesprek.stops(work.session, ids)}
            return [Gevonden(each, sinds=stops[each.id].einddatum, reden=stops[each.id].reden) for each in found]
        case Knelpunt.AFGEKEURD:
            versies = await gesprek.versies_van(work.session, ids)
            return [Gevonden(each, tuple(versies[each.id][-1].retourcodes or ())) for each in found]
        case _:
            return [Gevonden(each) for each in found]


@dataclass(frozen=True)
class Hulp:
    """All help around a client that the caller may see."""

    toewijzingen: Sequence[Toewijzing]
    coordinator: str | None
    waakvlammen: Sequence[Waakvlam]
    contacten: Sequence[Waakvlamcontact]


async def bekijk_hulp(work: Work, selectie: store.Toewijzingselectie) -> Hulp:
    """The assignments of one client, who coordinates the providers (M58), and who keeps in touch afterwards (M69)."""
    found = await store.toewijzingen(work.session, selectie, None, VEEL)
    coordinator = None
    if found:
        row = await hulp.coordinator(work.session, found[0].gemeente, found[0].client_id)
        coordinator = row.agb if row is not None else None
    ids = [each.id for each in found]
    waakvlammen = await bron.waakvlammen(work.session, ids)
    return Hulp(found, coordinator, waakvlammen, await bron.contacten(work.session, ids))
