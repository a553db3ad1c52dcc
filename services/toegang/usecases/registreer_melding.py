"""Register a melding (Wmo 2015, 2.3.2): the start of everything."""

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen import MELDING_GEREGISTREERD, MeldingGeregistreerd
from inkoop import model_van
from toegang import store
from toegang.bodies.route import NieuweMelding, Persoon
from toegang.domain.route import Status, Weigering, check_melding
from toegang.tables import Client, Melding


async def registreer_melding(work: Work, nieuw: NieuweMelding) -> Melding:
    """Store the melding, and the citizen when new. Raises Weigering for impossible dates or a strange municipality."""
    check_melding(nieuw.meldingsdatum, nieuw.persoon.geboortedatum, work.today)
    if model_van([nieuw.gemeente], nieuw.meldingsdatum) is None:
        raise Weigering("body.gemeente", "Voor deze gemeente is op de meldingsdatum geen inkoopmodel.")
    client = await _client(work, nieuw.gemeente, nieuw.persoon)
    melding = Melding(
        id=new_id(),
        client_id=client.id,
        gemeente=nieuw.gemeente,
        meldingsdatum=nieuw.meldingsdatum,
        hulpvraag=work.vault.seal(nieuw.hulpvraag.encode()),
        status=Status.GEREGISTREERD,
    )
    await store.add(work.session, melding)
    data = MeldingGeregistreerd(
        melding_id=melding.id, client_id=client.id, gemeente=melding.gemeente, meldingsdatum=melding.meldingsdatum
    )
    await work.tell(MELDING_GEREGISTREERD, melding.id, data)
    return melding


async def _client(work: Work, gemeente: str, persoon: Persoon) -> Client:
    """The citizen, with the personal data as they are now."""
    bsn_hash = work.vault.bsn_hash(persoon.bsn)
    # Two first meldingen of one citizen at the same moment are of one client.
    await work.wait_for_turn(f"client {gemeente} {bsn_hash}")
    sealed = work.vault.seal(persoon.model_dump_json().encode())
    client = await store.client_by_bsn(work.session, gemeente, bsn_hash)
    if client is None:
        client = Client(id=new_id(), gemeente=gemeente, bsn_hash=bsn_hash, persoon=sealed)
        await store.add(work.session, client)
    client.persoon = sealed
    return client
