"""Read the personal data of a client; every read leaves a trace."""

from chassis.identifiers import new_id
from chassis.log import PERSON_READ, log
from chassis.work import Work
from toegang import store
from toegang.bodies.route import Persoon
from toegang.tables import Client, Inzage


async def lees_persoon(work: Work, client: Client, wie: str) -> Persoon:
    """The personal data of `client`, read by `wie`."""
    await store.add(work.session, Inzage(id=new_id(), client_id=client.id, wie=wie, op=work.now))
    log(PERSON_READ, service="toegang", client=client.id, reader=wie)
    return Persoon.model_validate_json(work.vault.open(client.persoon))
