"""What is known of a citizen for the own contribution: a partner, and exemptions (Wmo 2015, 2.1.4a; M142)."""

from collections.abc import Collection
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import PERSOON_GEWIJZIGD, PersoonGewijzigd
from inkoop import model_van
from inkoop.eigen_bijdrage import beleid_op
from toegang import store
from toegang.bodies.eigen_bijdrage import Bijdrageomstandigheden
from toegang.domain.eigen_bijdrage import keur_geboorte_van_partner
from toegang.domain.logboek import Wat
from toegang.store import eigen_bijdrage as bron
from toegang.tables import Bijdrageomstandigheid, Client
from toegang.tables.beschermd import OMSTANDIGHEID
from toegang.usecases.eigen_bijdrage import groepen_van, herbereken, lees_omstandigheden, wacht_op_beurt
from weigering import Weigering

REGEL = "Wmo 2015, 2.1.4a"


async def leg_omstandigheden_vast(
    work: Work, client: Client, partner: Client | None, nieuw: Bijdrageomstandigheden
) -> None:
    """What holds of a client from a day on; of a partner who is a client the marriage too, and of who was one no more.

    `partner` is who `nieuw.partner_id` names. What follows for the CAK is told at once. Raises Weigering for what
    cannot be.
    """
    _keur_partner(client, partner, nieuw)
    keur_geboorte_van_partner(nieuw.partner_geboortedatum, work.today)
    _keur_vrijstellingen(client.gemeente, nieuw)
    await wacht_op_beurt(work, client.gemeente)
    eerder = await geldend(work, client.id, nieuw.vanaf)
    vorige = eerder.partner_id if eerder else None
    await _bewaar(work, client.gemeente, client.id, nieuw)
    if vorige is not None and vorige != nieuw.partner_id:
        await _volg(work, vorige, nieuw, gehuwd_met=None)
    if partner is not None:
        await _maak_los(work, partner, client, nieuw)
        await _volg(work, partner.id, nieuw, gehuwd_met=client.id)
    await herbereken(work, await groepen_van(work, {client.id: None}))


async def geldend(work: Work, client_id: str, op: date) -> Bijdrageomstandigheden | None:
    """What holds of a client on a day; None when nothing was said."""
    alles = await bron.omstandigheden(work.session, [client_id])
    gezegd = [each for each in alles[client_id] if each.vanaf <= op]
    laatste = max(reversed(gezegd), key=lambda each: each.vanaf, default=None)
    return lees_omstandigheden(work, laatste) if laatste else None


async def _maak_los(work: Work, partner: Client, client: Client, nieuw: Bijdrageomstandigheden) -> None:
    """Who was the partner of the new partner is no more."""
    van_partner = await geldend(work, partner.id, nieuw.vanaf)
    vorige = van_partner.partner_id if van_partner else None
    if vorige is not None and vorige != client.id:
        await _volg(work, vorige, nieuw, gehuwd_met=None)


async def _volg(work: Work, client_id: str, nieuw: Bijdrageomstandigheden, gehuwd_met: str | None) -> None:
    """The other side of a marriage or its end, with the exemptions that were known there."""
    client = await store.client(work.session, client_id)
    if client is None:
        return
    eerder = await geldend(work, client_id, nieuw.vanaf)
    zo = Bijdrageomstandigheden(
        vanaf=nieuw.vanaf,
        gehuwd=gehuwd_met is not None,
        partner_id=gehuwd_met,
        vrijstellingen=eerder.vrijstellingen if eerder else [],
    )
    await _bewaar(work, client.gemeente, client_id, zo)


async def _bewaar(work: Work, gemeente: str, client_id: str, zo: Bijdrageomstandigheden) -> None:
    row_id = new_id()
    row = Bijdrageomstandigheid(
        id=row_id,
        client_id=client_id,
        vanaf=zo.vanaf,
        partner_id=zo.partner_id,
        inhoud=work.vault.seal(OMSTANDIGHEID, row_id, zo.model_dump_json().encode()),
    )
    await store.add(work.session, row)
    work.note([client_id], Wat.BIJDRAGE_GEWIJZIGD, row_id)
    await work.tell(PERSOON_GEWIJZIGD, client_id, PersoonGewijzigd(client_id=client_id, gemeente=gemeente))


def _keur_partner(client: Client, partner: Client | None, nieuw: Bijdrageomstandigheden) -> None:
    over_partner = {
        "partnerId": partner is not None,
        "partnerGeboortedatum": nieuw.partner_geboortedatum is not None,
        "partnerBetaalt": nieuw.partner_betaalt,
    }
    for veld, gezegd in over_partner.items():
        if gezegd and not nieuw.gehuwd:
            raise Weigering("Dit hoort bij wie gehuwd is, of zo telt.", veld=f"body.{veld}", regel=REGEL)
        if gezegd and partner is not None and veld != "partnerId":
            reden = "Van een partner die cliënt is weten wij dit zelf: laat het weg."
            raise Weigering(reden, veld=f"body.{veld}", regel=REGEL)
    if partner is None:
        return
    if partner.id == client.id:
        raise Weigering("Niemand is zijn eigen partner.", veld="body.partnerId", regel=REGEL)
    if partner.gemeente != client.gemeente:
        reden = "Deze cliënt is van een andere gemeente. Zeg of de partner daar al betaalt."
        raise Weigering(reden, veld="body.partnerId", regel=REGEL)
    if partner.overleden_op is not None and partner.overleden_op < nieuw.vanaf:
        raise Weigering("Deze partner is dan al overleden.", veld="body.partnerId", regel=REGEL)


def _keur_vrijstellingen(gemeente: str, nieuw: Bijdrageomstandigheden) -> None:
    """Each is one of the municipality, on that day."""
    model = model_van([gemeente], nieuw.vanaf)
    beleid = beleid_op(model.eigen_bijdrage, nieuw.vanaf) if model else None
    bekend: Collection[str] = [each.naam for each in beleid.vrijstellingen] if beleid else ()
    for plek, naam in enumerate(nieuw.vrijstellingen):
        if naam not in bekend:
            reden = f"Deze vrijstelling kent de gemeente dan niet. Zij kent: {', '.join(bekend) or 'geen'}."
            raise Weigering(reden, veld=f"body.vrijstellingen.{plek}", regel=REGEL)
