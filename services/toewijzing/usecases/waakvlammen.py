"""A light contact after an assignment ended: agreed on days, and each day ended by a contact (M69)."""

from collections.abc import Collection
from datetime import date, timedelta

from chassis.work import Work
from gebeurtenissen.aanbod import WAAKVLAM_AFGESPROKEN, WaakvlamAfgesproken
from toewijzing import store
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.store import waakvlammen as bron
from toewijzing.tables import Toewijzing, Waakvlam, Waakvlamcontact
from weigering import Weigering


async def spreek_waakvlam_af(
    work: Work, toewijzing: Toewijzing, door: str, tot: date, contactdagen: Collection[date]
) -> Waakvlam:
    """Record who keeps a light contact from the day after an assignment ends, and on which days it is due.

    A later agreement replaces it, but for the days on which there was contact. Without days it is due on the last one.
    Raises Weigering when there is no end, `tot` is not after it, or a day lies outside.
    """
    if toewijzing.agb is None or toewijzing.einddatum is None or toewijzing.status == Toewijzingstatus.VERWIJDERD:
        raise Weigering("Deze toewijzing heeft geen aanbieder of geen einddatum.", soort="geen-einde", regel="M69")
    if tot <= toewijzing.einddatum:
        raise Weigering("Een waakvlam begint na de laatste dag van de toewijzing.", veld="body.tot", regel="M69")
    vanaf = toewijzing.einddatum + timedelta(days=1)
    dagen = set(contactdagen) or {tot}
    if not all(vanaf <= dag <= tot for dag in dagen):
        reden = "Kies dagen na het einde van de toewijzing, tot en met de laatste dag van de waakvlam."
        raise Weigering(reden, veld="body.contactdagen", regel="M69")
    row = await work.session.merge(Waakvlam(toewijzing_id=toewijzing.id, door=door, vanaf=vanaf, tot=tot))
    await work.session.flush()
    await bron.wis_open_contacten(work.session, toewijzing.id)
    gehad = {each.dag for each in await bron.contacten(work.session, [toewijzing.id])}
    nieuw = [Waakvlamcontact(toewijzing_id=toewijzing.id, dag=dag, gehad_op=None) for dag in sorted(dagen - gehad)]
    await store.add(work.session, *nieuw)
    await _vertel(work, toewijzing, row)
    return row


async def leg_contact_vast(work: Work, toewijzing: Toewijzing, waakvlam: Waakvlam, dag: date, gehad_op: date) -> None:
    """There was contact: the day on which it was due is over. Raises Weigering for a day that is not open."""
    alle = {each.dag: each for each in await bron.contacten(work.session, [toewijzing.id])}
    contact = alle.get(dag)
    if contact is None or contact.gehad_op is not None:
        reden = "Voor deze dag staat geen contact open."
        raise Weigering(reden, soort="geen-contact", regel="M69")
    if not waakvlam.vanaf <= gehad_op <= work.today:
        reden = "Kies een dag na het einde van de toewijzing, tot en met vandaag."
        raise Weigering(reden, veld="body.gehadOp", regel="M69")
    contact.gehad_op = gehad_op
    await work.session.flush()
    await _vertel(work, toewijzing, waakvlam)


async def _vertel(work: Work, toewijzing: Toewijzing, waakvlam: Waakvlam) -> None:
    """Tell who keeps the contact, with the days that are still open."""
    alle = await bron.contacten(work.session, [toewijzing.id])
    data = WaakvlamAfgesproken(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        door=waakvlam.door,
        vanaf=waakvlam.vanaf,
        tot=waakvlam.tot,
        contactdagen=tuple(each.dag for each in alle if each.gehad_op is None),
    )
    await work.tell(WAAKVLAM_AFGESPROKEN, toewijzing.id, data)
