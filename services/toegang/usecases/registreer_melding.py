"""Register a melding (Wmo 2015, 2.3.2): the start of everything."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import MELDING_GEREGISTREERD, MeldingGeregistreerd
from inkoop import komend_model
from toegang import store
from toegang.bodies.route import NieuweMelding
from toegang.domain.logboek import Wat
from toegang.domain.route import Meldingstatus, check_melding, check_nieuwe_zaak, check_woongemeente
from toegang.domain.termijn import Termijnsoort
from toegang.tables import Client, Melding
from toegang.tables.beschermd import HULPVRAAG
from toegang.usecases.keur_persoon import keur_persoon
from toegang.usecases.personen import aangevuld, bewaar_persoon, bsn_hashes, open_persoon, wacht_op_beurt
from toegang.usecases.termijnen import start_termijn
from toegang.usecases.vergelijk_brp import met_brp
from toegang.usecases.zaaknummers import geef_zaaknummers
from weigering import Weigering
from wetten import Wet


async def registreer_melding(work: Work, nieuw: NieuweMelding) -> Melding:
    """Store the melding, and the citizen when new; under the Wmo the six weeks begin: the Jeugdwet has no such term.

    Raises Weigering for impossible dates, a strange municipality, or a citizen with a case in progress.
    """
    check_melding(nieuw.meldingsdatum, work.today)
    if komend_model([nieuw.gemeente], nieuw.meldingsdatum) is None:
        raise Weigering("Voor deze gemeente is er geen inkoopmodel.", veld="body.gemeente")
    client = await _client(work, nieuw)
    return await open_zaak(work, client, nieuw.wet, nieuw.meldingsdatum, nieuw.hulpvraag, spoed=nieuw.spoed)


async def open_zaak(
    work: Work, client: Client, wet: Wet, meldingsdatum: date, hulpvraag: str, *, spoed: bool = False
) -> Melding:
    """Begin a case of a citizen who is known, and tell it; under the Wmo the six weeks begin."""
    melding_id = new_id()
    (zaaknummer,) = await geef_zaaknummers(work, client.gemeente, [melding_id])
    melding = Melding(
        id=melding_id,
        client_id=client.id,
        gemeente=client.gemeente,
        wet=wet,
        zaaknummer=zaaknummer,
        meldingsdatum=meldingsdatum,
        hulpvraag=work.vault.seal(HULPVRAAG, melding_id, hulpvraag.encode()),
        status=Meldingstatus.GEREGISTREERD,
        spoed=spoed,
        versie=1,
    )
    await store.add(work.session, melding)
    if melding.wet is Wet.WMO:
        await start_termijn(work, melding, Termijnsoort.ONDERZOEK, melding.meldingsdatum)
    work.note([client.id], Wat.MELDING_GEREGISTREERD, melding.id)
    data = MeldingGeregistreerd(
        melding_id=melding.id,
        client_id=client.id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        meldingsdatum=melding.meldingsdatum,
        zaaknummer=melding.zaaknummer,
    )
    await work.tell(MELDING_GEREGISTREERD, melding.id, data)
    return melding


DOORGEVEN = "Die gemeente geeft de ondersteuning: verwijs de inwoner, of geef de melding met zijn instemming door."


async def _client(work: Work, nieuw: NieuweMelding) -> Client:
    """The citizen, with the personal data as they are now.

    Raises Weigering for who lives elsewhere, when a case is in progress, or for what no WMO301 can hold.
    """
    gemeente = nieuw.gemeente
    # Two first meldingen of one citizen at the same moment are of one client, and the second is refused.
    await wacht_op_beurt(work, gemeente, nieuw.persoon.bsn)
    client = await store.client_by_bsn(work.session, gemeente, bsn_hashes(work, nieuw.persoon.bsn))
    if nieuw.wet is Wet.WMO:  # who is responsible for a youth follows from the woonplaatsbeginsel
        check_woongemeente(gemeente, nieuw.woongemeente, client.verhuisd_op if client else None, DOORGEVEN)
    if client is None:
        keur_persoon(nieuw.persoon, "body.persoon", None, work.today, nieuw.meldingsdatum)
        bsn_hash = work.vault.bsn_hash(nieuw.persoon.bsn)
        client = Client(id=new_id(), gemeente=gemeente, bsn_hash=bsn_hash, laatste_relatienummer=0, versie=1)
        bewaar_persoon(work, client, nieuw.persoon, None)
        await store.add(work.session, client)
        return client
    lopend = await store.open_meldingen(work.session, client.id, wet=nieuw.wet)
    check_nieuwe_zaak(lopend[0].id if lopend else None, client.overleden_op)
    bekend = open_persoon(work, client)
    persoon = aangevuld(nieuw.persoon, bekend)
    keur_persoon(persoon, "body.persoon", bekend, work.today, nieuw.meldingsdatum)
    bewaar_persoon(work, client, await met_brp(work, client, persoon), bekend)
    if nieuw.wet is Wet.WMO:
        client.verhuisd_op = None
    client.versie += 1
    return client
