"""Who waits for a provider, how long, and what helps meanwhile (M65)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.aanbod import (
    OVERBRUGGING_VASTGELEGD,
    WACHTENDE_GESPROKEN,
    OverbruggingVastgelegd,
    WachtendeGesproken,
)
from istandaard.termijnen import werkdagen_na
from toewijzing import store
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.store import hulp
from toewijzing.tables import Overbrugging, Toewijzing, Wachtcontact
from toewijzing.usecases.keuze import model_voor
from weigering import Weigering


@dataclass(frozen=True)
class Wachtende:
    """An assignment that waits for a provider; `uiterlijk` is the day that the norm of the region allows."""

    toewijzing: Toewijzing
    uiterlijk: date | None
    overbruggingen: Sequence[Overbrugging]
    contacten: Sequence[Wachtcontact]


async def bekijk_wachtlijst(work: Work, gewacht: Sequence[Toewijzing]) -> list[Wachtende]:
    """When each of these should have a provider at the latest, and what was done for the client until then."""
    keys, maatregelen, contacten = [each.id for each in gewacht], defaultdict(list), defaultdict(list)
    for overbrugging in await hulp.overbruggingen(work.session, keys):
        maatregelen[overbrugging.toewijzing_id].append(overbrugging)
    for contact in await hulp.wachtcontacten(work.session, keys):
        contacten[contact.toewijzing_id].append(contact)
    return [Wachtende(each, _uiterlijk(each), maatregelen[each.id], contacten[each.id]) for each in gewacht]


def _uiterlijk(toewijzing: Toewijzing) -> date | None:
    model = model_voor(toewijzing)
    return None if model is None else werkdagen_na(toewijzing.besluitdatum, model.levering.wachttijd_werkdagen)


async def leg_overbrugging_vast(
    work: Work, toewijzing: Toewijzing, maatregel: str, vanaf: date, tot: date | None
) -> Overbrugging:
    """Record what helps a client while it waits (M65). Raises Weigering when it does not, or the days do not follow."""
    _wacht(toewijzing, "M65")
    if tot is not None and tot < vanaf:
        raise Weigering("De laatste dag ligt voor de eerste.", veld="body.tot")
    row = Overbrugging(
        id=new_id(),
        toewijzing_id=toewijzing.id,
        maatregel=maatregel,
        vanaf=vanaf,
        tot=tot,
        vastgelegd_op=work.now,
    )
    await store.add(work.session, row)
    data = OverbruggingVastgelegd(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        maatregel=maatregel,
        vanaf=vanaf,
        tot=tot,
    )
    await work.tell(OVERBRUGGING_VASTGELEGD, toewijzing.id, data)
    return row


def _wacht(toewijzing: Toewijzing, regel: str) -> None:
    """Raises Weigering when nobody waits for it."""
    if toewijzing.status != Toewijzingstatus.VOORBEREID:
        raise Weigering("Dit product wacht niet op een aanbieder.", soort="wacht-niet", regel=regel)


async def leg_contact_vast(work: Work, toewijzing: Toewijzing, op: date, door: str) -> Wachtcontact:
    """Record that the municipality spoke to a client who waits (M130).

    Raises Weigering when nobody waits, or on a day before the decision or still to come.
    """
    _wacht(toewijzing, "M130")
    if not toewijzing.besluitdatum <= op <= work.today:
        raise Weigering("Kies een dag vanaf het besluit tot en met vandaag.", veld="body.op", regel="M130")
    row = Wachtcontact(id=new_id(), toewijzing_id=toewijzing.id, op=op, door=door, vastgelegd_op=work.now)
    await store.add(work.session, row)
    data = WachtendeGesproken(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        op=op,
    )
    await work.tell(WACHTENDE_GESPROKEN, toewijzing.id, data)
    return row
