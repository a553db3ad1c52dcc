"""What every change of an assignment shares: a new version, taken back, begun anew, told to the provider."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from chassis.clock import NEDERLAND
from chassis.identifiers import new_id
from chassis.turns import turn_key
from chassis.work import Work
from istandaard.codes import RedenWijziging
from toewijzing import store
from toewijzing.domain.gedeclareerd import Toegekend, toets_gedeclareerd
from toewijzing.domain.melding import Honorering
from toewijzing.domain.moment import volgend_moment
from toewijzing.domain.stapeling import nieuwe_stapeling
from toewijzing.domain.toewijzing import (
    BIJ_AANBIEDER,
    GEEN_CONTRACT,
    Levering,
    Toewijzingstatus,
    gestapeld_op,
    passend,
)
from toewijzing.domain.verbruik import Maandverbruik
from toewijzing.domain.wijziging import Afspraak, niet_toegewezen
from toewijzing.store import hulp, wisselwensen
from toewijzing.store.onderaannemers import onderaannemers, zet_onderaannemers
from toewijzing.store.van_client import afspraak_van, bij_aanbieder, levering_van, van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import aanbod_voor, waarom_niet
from toewijzing.usecases.nummering import toewijzingnummers
from toewijzing.usecases.verstuur_toewijzing import Zending, verstuur_toewijzingen
from toewijzing.usecases.vertel_toewijzing import vertel_toewijzing
from weigering import Weigering
from wetten import Wet

HETZELFDE: Mapping[str, object] = {}
GEEN_VERZOEK: Mapping[str, Honorering] = {}


async def wacht_op_beurt(work: Work, *gemeenten: str) -> None:
    """One at a time in a municipality: else two at once could overlap (TR302), or each miss the other (OP087)."""
    await work.wait_for_turn(*(turn_key("gemeente", each) for each in gemeenten))


def moet_lopen(toewijzing: Toewijzing) -> None:
    """Raises Weigering when no provider has it under a number of its own."""
    if toewijzing.status == Toewijzingstatus.VERLENGD:
        detail = "Deze dagen staan op de toewijzing die er al was. Wijzig die (OP380)."
        raise Weigering(detail, soort="verlengd", regel="OP380")
    if toewijzing.status not in BIJ_AANBIEDER:
        raise niet_toegewezen()


async def zet(work: Work, toewijzing: Toewijzing, afspraak: Afspraak, reden: RedenWijziging) -> None:
    """The assignment goes on like this, as a new version under the same number."""
    for name, value in vars(afspraak).items():
        setattr(toewijzing, name, value)
    toewijzing.reden_wijziging = reden.value
    toewijzing.toegewezen_op = volgend_moment(toewijzing.toegewezen_op, work.now, NEDERLAND)
    await work.session.flush()
    await vertel_toewijzing(work, toewijzing)


async def verwijder(work: Work, toewijzing: Toewijzing) -> None:
    """Take it back as if it was never given (RedenWijziging 13). Raises Weigering (TR385)."""
    moet_lopen(toewijzing)
    huidig = afspraak_van(toewijzing)
    toets_gedeclareerd(huidig, None, await toegekend_op(work, toewijzing))
    toewijzing.status = Toewijzingstatus.VERWIJDERD
    await zet(work, toewijzing, replace(huidig, einddatum=huidig.ingangsdatum), RedenWijziging.VERWIJDERD)


async def toegekend_op(work: Work, toewijzing: Toewijzing) -> list[Toegekend]:
    """What was granted on an assignment and not credited, per month and unit."""
    return [
        Toegekend(each.maand, Maandverbruik(each.eenheid, each.volume, each.bedrag), each.prestaties)
        for each in (await hulp.verbruik(work.session, [toewijzing.id]))[toewijzing.id]
        if each.prestaties > 0
    ]


async def begin(
    work: Work,
    voorbeeld: Toewijzing,
    afspraak: Afspraak,
    agb: str,
    anders: Mapping[str, object] = HETZELFDE,
    wet: Wet | None = None,
) -> Toewijzing:
    """A new assignment under a number of its own (TR332), on the decision and for the client of another one.

    `anders` are the columns in which it differs, beside its amount; `wet` is the law when it is another.
    """
    [[nummer]] = await toewijzingnummers(work, [((voorbeeld.gemeente, wet or voorbeeld.wet), 1)])
    columns = {column.key: getattr(voorbeeld, column.key) for column in Toewijzing.__table__.columns}
    nieuw = Toewijzing(
        **columns
        | vars(afspraak)
        | {
            "id": new_id(),
            "product_id": voorbeeld.product_id or voorbeeld.id,
            "agb": agb,
            "wet": wet or voorbeeld.wet,
            "toewijzing_nummer": nummer,
            "status": Toewijzingstatus.TOEGEWEZEN,
            "wacht_op": None,
            "toegewezen_op": volgend_moment(None, work.now, NEDERLAND),
            "reden_wijziging": None,
            "verlengt": None,
            "retour": None,
            "verbruikt_procent": None,
            "overgenomen": False,
        }
        | dict(anders)
    )
    await store.add(work.session, nieuw)
    await vertel_toewijzing(work, nieuw)
    return nieuw


async def neem_mee(work: Work, oud: Toewijzing, nieuw: Toewijzing) -> None:
    """What hangs on a number goes along to the one that comes in its place at the same provider.

    Who delivers for the provider (M61), and the wish of the client for another professional (M54).
    """
    await zet_onderaannemers(work.session, nieuw.id, await onderaannemers(work.session, oud.id))
    await wisselwensen.verhuis(work.session, oud.id, nieuw.id)


async def toets_aanbieder(work: Work, nieuw: Toewijzing, agb: str, verlaten: str | None = None) -> None:
    """Raises Weigering when this provider cannot get the assignment that began.

    `verlaten`: the provider whom the client leaves; what still stands there is in nobody's way (M57).
    """
    alles = await van_client(work.session, nieuw.gemeente, nieuw.client_id)
    alles = [each for each in alles if verlaten is None or each.agb != verlaten]
    bezwaar = waarom_niet(work, nieuw, agb, alles, await aanbod_voor(work, [(nieuw, agb)]))
    if bezwaar is not None:
        raise Weigering(bezwaar.reden, soort="aanbieder", regel=bezwaar.regel or bezwaar.beleid)


async def toets_contract(work: Work, nieuw: Toewijzing, agb: str) -> None:
    """Raises Weigering when this provider has no contract on the first day of a number that goes on: no line on it
    would be granted (TR418)."""
    levering, aanbod = levering_van(nieuw), await aanbod_voor(work, [(nieuw, agb)])
    if not passend(agb, levering, aanbod.van(agb, levering)):
        raise Weigering(GEEN_CONTRACT, soort="aanbieder")


@asynccontextmanager
async def zonder_nieuwe_stapeling(work: Work, toewijzing: Toewijzing) -> AsyncIterator[None]:
    """What happens within may not make two assignments of the client clash at its provider (TR302).

    What clashed before may stay, so that it can always be shortened or ended. Raises Weigering.
    """
    voor = await _bij_aanbieder(work, toewijzing)
    yield
    botsing = nieuwe_stapeling(voor, await _bij_aanbieder(work, toewijzing))
    if botsing is not None:
        ander = next(each for each in botsing if each.toewijzing_nummer != toewijzing.toewijzing_nummer)
        raise Weigering(gestapeld_op(ander), soort="stapeling", regel="TR302")


async def _bij_aanbieder(work: Work, toewijzing: Toewijzing) -> dict[str, Levering]:
    alles = await van_client(work.session, toewijzing.gemeente, toewijzing.client_id)
    return bij_aanbieder(alles, toewijzing.wet, str(toewijzing.agb))


async def stuur(
    work: Work, gewijzigd: Sequence[Toewijzing], honoreert: Mapping[str, Honorering] = GEEN_VERZOEK
) -> None:
    """Tell the provider of these assignments, all of one client and one provider, by WMO301.

    `honoreert`: by assignment, the request that this honours (TR379). Raises httpx.HTTPError when toegang does not
    answer.
    """
    alles = await van_client(work.session, gewijzigd[0].gemeente, gewijzigd[0].client_id)
    await verstuur_toewijzingen(work, [Zending(str(gewijzigd[0].agb), gewijzigd, alles, honoreert)])
