"""The file of a client over all services, and its destruction (Wmo 2015, 5.3.2, 5.3.4 and 5.3.5)."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import httpx
from pydantic import TypeAdapter

from chassis.identifiers import new_id
from chassis.persoonsgegevens import Aantallen, Eigen, Gegevens, Kaart, Los, newest, vernietig, verzamel
from chassis.persoonsgegevens_api import GegevensView, PersoonVraag, VernietigdView
from chassis.service import Room
from chassis.work import Work
from toegang import store
from toegang.bodies.vernietiging import NieuweVernietiging
from toegang.domain.bewaren import Grond, vernietigen_per
from toegang.store import vernietigen as bron
from toegang.tables import Base, Bewaarplicht, Client, TeVernietigen, Vernietiging
from toegang.tables.beschermd import BESCHERMD
from toegang.usecases.personen import open_persoon
from verwerkingen import bewaarjaren
from weigering import Weigering
from wetten import Wet

VERNIETIGEN = 600.0
"""Seconds that another service gets to destroy somebody: it opens every message of his municipality."""
TOONT_OP_BSN = frozenset({"toewijzing"})
VERNIETIGT_OP_BSN = frozenset({"toewijzing", "declaratie"})
"""Who is told the BSN: services that have messages of providers, and rows by it. Others do not need it."""
KAART = Kaart(Base.metadata, (Eigen("clienten", "id"), Los("bijdrageomstandigheden", "partner_id")), BESCHERMD)
_GEGEVENS = TypeAdapter(GegevensView)
_VERNIETIGD = TypeAdapter(VernietigdView)


@dataclass(frozen=True)
class Kandidaat:
    """A client whose term has passed, and whether something else says that he stays."""

    client_id: str
    laatste_wijziging: date
    vernietigen_per: date
    heeft_bewaarplicht: bool


async def verzamel_dossier(work: Work, client: Client) -> dict[str, Gegevens]:
    """All that is kept of a client, by service. Raises httpx.HTTPError while a service is away: half is no file."""
    namen = list(work.peers)
    vraag = _vraag_naar(work, client)
    anderen = await asyncio.gather(
        *(_vraag(work.peers[naam], client.id, vraag if naam in TOONT_OP_BSN else None) for naam in namen)
    )
    return {"toegang": await verzamel(work, KAART, client.id), **dict(zip(namen, anderen, strict=True))}


def _vraag_naar(work: Work, client: Client) -> PersoonVraag:
    """By what others find a client of whom they heard nothing but his BSN."""
    return PersoonVraag(gemeente=client.gemeente, bsn=open_persoon(work, client).bsn)


async def _vraag(peer: httpx.AsyncClient, client_id: str, vraag: PersoonVraag | None) -> Gegevens:
    answer = await peer.post(f"/v1/clienten/{client_id}/gegevens/_inzage", json=vraag and vraag.model_dump())
    return dict(_GEGEVENS.validate_json(answer.raise_for_status().content).gegevens)


async def kandidaten(work: Work, clienten: Collection[Client]) -> list[Kandidaat]:
    """Which of these clients may go: their term, by the policy of the municipality, has passed in every service."""
    plicht = await bron.bewaarplichten(work.session, [each.id for each in clienten], work.today)
    jeugd = await store.clienten_onder(work.session, [each.id for each in clienten], Wet.JEUGDWET)
    found = []
    for client in clienten:
        dossier = await verzamel_dossier(work, client)
        dossier["toegang"].pop(Bewaarplicht.__tablename__, None)  # it says that he stays, and nothing of him
        dagen = [day for each in dossier.values() if (day := newest(each))]
        per = vernietigen_per(dagen, bewaarjaren(client.gemeente, jeugd=client.id in jeugd))
        if per is not None and per <= work.today:
            found.append(Kandidaat(client.id, max(dagen), per, client.id in plicht))
    return found


async def besluit_vernietiging(
    work: Work, nieuw: NieuweVernietiging, clienten: Collection[Client], door: str
) -> Vernietiging:
    """Put these clients on the list; the worker carries it out. Raises Weigering when one of them must stay."""
    await _mag(work, Grond(nieuw.grond), clienten)
    vernietiging = Vernietiging(
        id=new_id(),
        gemeente=nieuw.gemeente,
        grond=nieuw.grond,
        door=door,
        besloten_op=work.now,
        aantal_clienten=len(clienten),
        gereed_op=None,
        aantallen={},
    )
    beurten = [TeVernietigen(client_id=each.id, vernietiging_id=vernietiging.id) for each in clienten]
    await store.add(work.session, vernietiging, *beurten)
    work.note([each.id for each in clienten], "vernietiging besloten", vernietiging.id)
    return vernietiging


def grens(work: Work, gemeente: str) -> date:
    """Before which day a client must have been heard of last, to be looked at."""
    dag = vernietigen_per([work.today], -bewaarjaren(gemeente, jeugd=False))
    assert dag is not None  # there is a today
    return dag


async def _mag(work: Work, grond: Grond, clienten: Collection[Client]) -> None:
    ids = [each.id for each in clienten]
    if await bron.bewaarplichten(work.session, ids, work.today):
        raise Weigering("Van een van deze cliënten moet alles bewaard blijven: er is een bewaarplicht vastgelegd.")
    if await bron.in_uitvoering(work.session, ids):
        raise Weigering("Een van deze cliënten staat al in een vernietiging.")
    if grond is Grond.TERMIJN and len(await kandidaten(work, clienten)) < len(clienten):
        raise Weigering("Van een van deze cliënten is de bewaartermijn nog niet voorbij.", regel="Wmo 2015, 5.3.4")


async def voer_uit(room: Room) -> None:
    """Destroy whoever is on the list, one after the other: first in the other services, then here.

    What was interrupted begins again with the same client, and finds there what is left. Raises httpx.HTTPError while
    a service is away.
    """
    laatste = ""
    while not room.stopping.is_set():
        async with room.work(writes=False) as work:
            beurt = await bron.volgende(work.session, laatste)
            if beurt is None:
                return
            client = await store.client(work.session, beurt.client_id)
            assert client is not None  # he is on the list, and goes off it with his rows
            vraag = _vraag_naar(work, client)
        laatste = beurt.client_id
        elders = {
            naam: await _vernietig_elders(peer, laatste, vraag if naam in VERNIETIGT_OP_BSN else None)
            for naam, peer in room.peers.items()
        }
        async with room.work() as work:
            await _vernietig_hier(work, beurt.vernietiging_id, laatste, elders)


async def _vernietig_elders(peer: httpx.AsyncClient, client_id: str, vraag: PersoonVraag | None) -> Aantallen:
    pad, body = f"/v1/clienten/{client_id}/_vernietig", vraag and vraag.model_dump()
    answer = await peer.post(pad, json=body, timeout=VERNIETIGEN)
    return dict(_VERNIETIGD.validate_json(answer.raise_for_status().content).aantallen)


async def _vernietig_hier(work: Work, vernietiging_id: str, client_id: str, elders: Mapping[str, Aantallen]) -> None:
    vernietiging = await bron.vernietiging(work.session, vernietiging_id, lock=True)
    assert vernietiging is not None  # a foreign key holds it
    if not await bron.verwijder_beurt(work.session, client_id):
        return  # another worker was first
    huishoudens = await bron.huishoudens_van(work.session, client_id)
    for plan, ander in await bron.gedeelde_plannen(work.session, client_id):
        plan.client_id = ander
    await work.session.flush()
    gedaan = {**elders, "toegang": await vernietig(work, KAART, client_id)}
    await bron.verwijder_lege(work.session, huishoudens)
    totaal = dict(vernietiging.aantallen)
    for dienst, aantallen in gedaan.items():
        for tabel, aantal in aantallen.items():
            totaal[f"{dienst}.{tabel}"] = totaal.get(f"{dienst}.{tabel}", 0) + aantal
    vernietiging.aantallen = totaal
    if await bron.aantal_wachtend(work.session, vernietiging.id) == 0:
        vernietiging.gereed_op = work.now
