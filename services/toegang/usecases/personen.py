"""Personal data: read with a trace, changed, found by BSN or address; death and moving house."""

from collections.abc import Sequence

from chassis.log import PERSON_READ, log
from chassis.work import Work
from gebeurtenissen import PERSOON_GEWIJZIGD, PersoonGewijzigd
from toegang.bodies.route import GewijzigdePersoon, Persoon
from toegang.domain.logboek import Wat
from toegang.domain.route import Weigering, check_geboortedatum, check_woongemeente
from toegang.tables import Client
from toegang.usecases.logboek import noteer_client, noteer_per_client


async def lees_personen(work: Work, clienten: Sequence[Client], wie: str) -> list[Persoon]:
    """The personal data of these clients, in this order, read by `wie`; each leaves a trace."""
    await noteer_per_client(work, wie, [each.id for each in clienten], Wat.PERSOON_GELEZEN)
    for each in clienten:
        log(PERSON_READ, service="toegang", client=each.id, reader=wie)
    return [open_persoon(work, each) for each in clienten]


VERHUISD = "Leg het vertrek van deze cliënt vast (_vertrek, reden verhuisd): zaken sluiten en ondersteuning stopt."


async def wijzig_persoon(work: Work, client: Client, nieuw: GewijzigdePersoon, wie: str) -> None:
    """Replace the personal data. Raises Weigering for another BSN, a wrong date of birth, or who lives elsewhere."""
    check_woongemeente(client.gemeente, nieuw.woongemeente, client.verhuisd_op, VERHUISD)
    persoon = Persoon.model_validate(nieuw.model_dump(exclude={"woongemeente"}))
    if work.vault.bsn_hash(persoon.bsn) != client.bsn_hash:
        reden = "Dit is het BSN van iemand anders. Registreer voor een andere inwoner een eigen melding."
        raise Weigering("body.bsn", reden)
    check_geboortedatum(persoon.geboortedatum, work.today, "vandaag", "body.geboortedatum")
    bewaar_persoon(work, client, persoon)
    client.verhuisd_op = None
    await noteer_client(work, wie, client, Wat.PERSOON_GEWIJZIGD)
    await work.tell(PERSOON_GEWIJZIGD, client.id, PersoonGewijzigd(client_id=client.id, gemeente=client.gemeente))


def open_persoon(work: Work, client: Client) -> Persoon:
    """The personal data of a client; who calls this leaves a trace."""
    return Persoon.model_validate_json(work.vault.open(client.persoon))


def bewaar_persoon(work: Work, client: Client, persoon: Persoon) -> None:
    """Keep the personal data sealed, and the address findable."""
    client.persoon = work.vault.seal(persoon.model_dump_json().encode())
    client.adres_hash = adres_hash(work, persoon.adres.postcode, persoon.adres.huisnummer)


def adres_hash(work: Work, postcode: str, huisnummer: int) -> str:
    """The keyed hash by which an address is found."""
    return work.vault.fingerprint(f"adres {postcode} {huisnummer}".encode())


def turn_of(gemeente: str, bsn_hash: str) -> str:
    """What to wait a turn for, so that one citizen gets no two cases at once, nor a case and a departure."""
    return f"client {gemeente} {bsn_hash}"
