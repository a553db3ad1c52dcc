"""Personal data: read with a trace, changed, found by BSN or address; death and moving house."""

from collections.abc import Sequence

from chassis.identifiers import new_id
from chassis.sealed import BSN
from chassis.vault import Hash
from chassis.work import Work
from gebeurtenissen.toegang import PERSOON_GEWIJZIGD, PersoonGewijzigd
from istandaard.landen import LandCode
from toegang import store
from toegang.bodies.persoon import Adres, Persoon
from toegang.bodies.route import GewijzigdePersoon
from toegang.domain.logboek import Wat
from toegang.domain.persoon import nummer_relaties
from toegang.domain.route import check_woongemeente, is_vertrokken
from toegang.tables import Client, PersoonVersie
from toegang.tables.beschermd import ADRES, PERSOON, PERSOON_VERSIE
from toegang.usecases.keur_persoon import genummerd, keur_persoon, sleutel
from toegang.usecases.logboek import noteer_client
from toegang.usecases.vergelijk_brp import met_brp
from weigering import Weigering


async def lees_personen(work: Work, clienten: Sequence[Client]) -> list[Persoon]:
    """The personal data of these clients, in this order; each leaves a trace."""
    work.note([each.id for each in clienten], Wat.PERSOON_GELEZEN)
    return [open_persoon(work, each) for each in clienten]


VERHUISD = (
    "Leg het vertrek van deze cliënt vast (_vertrek, reden verhuisd): zaken sluiten en ondersteuning stopt. Leg daarna "
    "zijn nieuwe adres vast."
)
NOG_DAAR = " Woont hij daar nog? Geef dan de woongemeente waar hij nu woont."


async def wijzig_persoon(work: Work, client: Client, nieuw: GewijzigdePersoon) -> None:
    """Replace the personal data. Raises Weigering for another BSN, who lives elsewhere, or what no WMO301 can hold.

    Providers read it in the next WMO301: that asks who the client is when it is made. Of whom a departure is recorded
    the new address can be told too: a letter about it goes there, and so does help under the Jeugdwet that goes on.
    """
    vertrokken = is_vertrokken(client.gemeente, nieuw.woongemeente, client.verhuisd_op)
    if not vertrokken:
        check_woongemeente(client.gemeente, nieuw.woongemeente, client.verhuisd_op, VERHUISD, NOG_DAAR)
    persoon = Persoon.model_validate(nieuw.model_dump(exclude={"woongemeente"}))
    if client.bsn_hash not in bsn_hashes(work, persoon.bsn):
        reden = "Dit is het BSN van iemand anders. Registreer voor een andere inwoner een eigen melding."
        raise Weigering(reden, veld="body.bsn")
    bekend = open_persoon(work, client)
    keur_persoon(persoon, "body", bekend, work.today)
    bewaar_persoon(work, client, await met_brp(work, client, persoon), bekend)
    if not vertrokken:
        client.verhuisd_op = None
    await vertel_gewijzigd(work, client)


async def vertel_gewijzigd(work: Work, client: Client) -> None:
    """What is known of a client changed: it stands in the log, and is told."""
    noteer_client(work, client, Wat.PERSOON_GEWIJZIGD)
    await work.tell(PERSOON_GEWIJZIGD, client.id, PersoonGewijzigd(client_id=client.id, gemeente=client.gemeente))


def _als_versie(work: Work, client: Client, bekend: Persoon) -> PersoonVersie:
    """Who we knew until now, kept for who asks what a decision or a letter was based on."""
    versie_id = new_id()
    verzegeld = work.vault.seal(PERSOON_VERSIE, versie_id, bekend.model_dump_json().encode())
    return PersoonVersie(id=versie_id, client_id=client.id, persoon=verzegeld, tot=work.now)


def open_persoon(work: Work, client: Client) -> Persoon:
    """The personal data of a client; who calls this leaves a trace."""
    return Persoon.model_validate_json(work.vault.open(PERSOON, client.id, client.persoon))


def bewaar_persoon(work: Work, client: Client, persoon: Persoon, bekend: Persoon | None) -> None:
    """Keep the personal data sealed, with a number for each relation (OP071), and the address findable.

    `bekend` is who we knew until now: what was changed stays readable (AVG, article 16).
    """
    bewaard = met_nummers(persoon, bekend, client.laatste_relatienummer)
    client.laatste_relatienummer = max([client.laatste_relatienummer, *map(int, genummerd(bewaard))])
    if bekend is not None and bekend != bewaard:
        work.session.add(_als_versie(work, client, bekend))
    client.persoon = work.vault.seal(PERSOON, client.id, bewaard.model_dump_json().encode())
    adres = adres_hash(work, persoon.adres)
    client.adres_hash = None if adres is None else adres.current


def met_nummers(persoon: Persoon, bekend: Persoon | None, laatste: int) -> Persoon:
    """The person with a number for each relation; `laatste` is the last that was ever given for this client."""
    relaties = [(each.nummer, sleutel(each)) for each in persoon.relaties]
    nummers = nummer_relaties(relaties, genummerd(bekend), laatste)
    genoemd = [
        each.model_copy(update={"nummer": nummer}) for each, nummer in zip(persoon.relaties, nummers, strict=True)
    ]
    return persoon.model_copy(update={"relaties": genoemd})


def adres_hash(work: Work, adres: Adres) -> Hash | None:
    """The keyed hash by which a Dutch address is found; others are not searched for."""
    if adres.land_code != LandCode.NL or adres.postcode is None or adres.huisnummer is None:
        return None
    return hash_van_adres(work, adres.postcode, adres.huisnummer)


async def maak_vindbaar(work: Work, na: str) -> str | None:
    """Make some clients after this id findable by their address: release 0.1.0 kept no hash of it.

    Gives the id of the last one, None when there are no more. Nobody sees whose data it is: it leaves no trace.
    """
    clienten = await store.clienten_zonder_adres(work.session, na, PER_KEER)
    for client in clienten:
        adres = adres_hash(work, open_persoon(work, client).adres)
        client.adres_hash = None if adres is None else adres.current
    return clienten[-1].id if clienten else None


PER_KEER = 100
"""Clients in one transaction: on SQLite nobody else writes meanwhile."""
BLIJVEND = tuple(
    naam for naam, veld in Persoon.model_fields.items() if not veld.is_required() and naam != "datum_gebruik"
)
"""What a melding may leave out of a citizen who is known: it stays as it was. `datum_gebruik` says how to read the date
of birth that came with it."""


def aangevuld(nieuw: Persoon, bekend: Persoon) -> Persoon:
    """A person as a melding tells, with what it leaves out as we knew it."""
    blijft = {veld: getattr(bekend, veld) for veld in BLIJVEND if veld not in nieuw.model_fields_set}
    return nieuw.model_copy(update=blijft)


def hash_van_adres(work: Work, postcode: str, huisnummer: int) -> Hash:
    """The same, of the two by which it is found."""
    return work.vault.hash(ADRES.purpose, f"adres {postcode} {huisnummer}".encode())


def bsn_hashes(work: Work, bsn: str) -> tuple[str, ...]:
    """The keyed hashes of a BSN that may stand with its client: keys change."""
    return work.vault.hash(BSN, bsn.encode()).forms


async def wacht_op_beurt(work: Work, gemeente: str, bsn: str) -> None:
    """Wait a turn, so that one citizen gets no two cases at once, nor a case and a departure."""
    # By the form that stays: who waits under a new key and who does under the one before it wait for each other.
    await work.wait_for_turn(f"client {gemeente} {bsn_hashes(work, bsn)[0]}")
