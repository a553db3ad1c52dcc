"""Clients: found by BSN or address, their personal data, death and moving house, and who saw or changed what."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, MustMatch, must_match
from chassis.logboek_api import LogboekLezer, LogRegelView, own_lines
from chassis.paging import Cursor, Limit, Page
from chassis.security import needs
from chassis.tokens import Caller
from chassis.work import Work
from toegang import store
from toegang.api.beschikkingen import beschikkingen_van
from toegang.api.gedeeld import FrontOffice, Lezer, find_client
from toegang.bodies.besluit import BeschikkingView
from toegang.bodies.brp import BrpToetsView
from toegang.bodies.persoon import Persoon
from toegang.bodies.route import (
    BsnVraag,
    ClientView,
    ClientVraag,
    GewijzigdePersoon,
    InzageVraag,
    PersoonVanClient,
    Vertrek,
)
from toegang.domain.jeugd import jeugdwet_tot
from toegang.domain.logboek import Wat
from toegang.domain.route import check_dag_van_vertrek
from toegang.store.brp import toets
from toegang.tables import Client
from toegang.usecases.beeindig import herroep_overlijden, vertrek
from toegang.usecases.lees_logboek import lees_logboek
from toegang.usecases.personen import (
    bsn_hashes,
    hash_van_adres,
    lees_personen,
    open_persoon,
    wacht_op_beurt,
    wijzig_persoon,
)

router = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Persoonsgegevens"])
Zoeker = Annotated[Caller, Depends(needs("toegang", "personen:lezen"))]
"""Who may read who a client is may look for him too: somebody asks who saw his data, and tells his BSN."""


@router.post("/_zoek", dependencies=[NO_KEY])
async def zoek_clienten(work: InWork, caller: Zoeker, body: ClientVraag) -> list[ClientView]:
    """Zoek cliënten op burgerservicenummer of op adres. Het zoeken wordt vastgelegd bij wie gevonden is.

    Gebruik dit om de cliënt bij een inwoner te vinden, ook als hij vraagt wie zijn gegevens zag. Zoek op
    burgerservicenummer, of op postcode en huisnummer samen.
    Beide staan in de body en nooit in het adres. U krijgt geen persoonsgegevens terug. Er volgt geen gebeurtenis.
    """
    found: Sequence[Client]
    if isinstance(body, BsnVraag):
        found = await store.clienten_by(work.session, caller.gemeenten, bsn_hashes=bsn_hashes(work, body.bsn))
    else:
        gezocht = hash_van_adres(work, body.postcode, body.huisnummer).forms
        found = await store.clienten_at(work.session, caller.gemeenten, adres_hashes=gezocht)
    work.note([each.id for each in found], Wat.GEZOCHT)
    return [await _view(work, each) for each in found]


@router.get("/{client_id}")
async def get_client(work: InWork, caller: FrontOffice, client_id: str, etag: Etag) -> ClientView:
    """Een cliënt, zonder persoonsgegevens.

    Gebruik dit om te zien of een cliënt nog in de gemeente woont. De ETag uit het antwoord stuurt u mee in `If-Match`
    als u de persoonsgegevens wijzigt of een vertrek vastlegt. Er verandert niets.
    """
    client = await find_client(work, caller, client_id)
    etag(client.versie)
    return await _view(work, client)


@router.get("/{client_id}/beschikkingen")
async def get_beschikkingen_van_client(work: InWork, caller: FrontOffice, client_id: str) -> list[BeschikkingView]:
    """Alles waarover voor een cliënt is besloten, het oudste eerst.

    Gebruik dit om in één keer te zien welke ondersteuning een cliënt heeft of had. Er verandert niets.
    """
    client = await find_client(work, caller, client_id)
    return await beschikkingen_van(work, client.id)


@router.post("/_inzage", dependencies=[NO_KEY])
async def inzage_samen(work: InWork, caller: Lezer, body: InzageVraag) -> list[PersoonVanClient]:
    """De persoonsgegevens van een aantal cliënten in een keer, van wie wij ze kennen. Elke inzage wordt vastgelegd.

    Gebruik dit als u van meer cliënten tegelijk moet weten wie zij zijn, zoals toewijzing voor haar berichten. Wie wij
    niet kennen, of wie van een andere gemeente is, staat niet in het antwoord. Bij elke cliënt in het antwoord komt een
    regel in het logboek. Er volgt geen gebeurtenis.
    """
    clienten = await store.clienten_with(work.session, caller.gemeenten, body.clienten)
    personen = await lees_personen(work, clienten)
    gronden = await store.verlengingsgronden(work.session, [each.id for each in clienten])
    return [
        PersoonVanClient(
            client_id=client.id,
            persoon=persoon,
            jeugdwet_tot=jeugdwet_tot(persoon.geboren, gronden.get(client.id, ())),
        )
        for client, persoon in zip(clienten, personen, strict=True)
    ]


@router.post("/{client_id}/_inzage", dependencies=[NO_KEY])
async def inzage(work: InWork, caller: Lezer, client_id: str, etag: Etag) -> Persoon:
    """De persoonsgegevens van een cliënt. Elke inzage wordt vastgelegd.

    Gebruik dit als u voor uw werk moet weten wie de cliënt is. De inzage komt in het logboek van de cliënt. De ETag uit
    het antwoord stuurt u mee in `If-Match` als u de gegevens daarna wijzigt. Er volgt geen gebeurtenis.
    """
    client = await find_client(work, caller, client_id)
    etag(client.versie)
    return (await lees_personen(work, [client]))[0]


@router.put("/{client_id}/persoon", status_code=204)
async def put_persoon(
    work: InWork,
    caller: FrontOffice,
    client_id: str,
    body: GewijzigdePersoon,
    etag: Etag,
    if_match: MustMatch = None,
) -> None:
    """Vervang de persoonsgegevens van een cliënt, bijvoorbeeld na een verhuizing binnen de gemeente.

    Stuur altijd alle gegevens: wat u weglaat is daarna leeg. Het burgerservicenummer blijft dat van deze cliënt.
    Aanbieders lezen de wijziging in het volgende 301. Woont de inwoner nu in een andere gemeente, leg dan eerst het
    vertrek vast, en daarna met die `woongemeente` het nieuwe adres: daar gaan brieven heen, en hulp onder de Jeugdwet
    die doorloopt. Er volgt `nl.wmo.personen.gewijzigd.v1`.
    """
    client = await find_client(work, caller, client_id, lock=True)
    must_match(if_match, client.versie)
    await wijzig_persoon(work, client, body)
    etag(client.versie)


@router.post("/{client_id}/_vertrek")
async def post_vertrek(
    work: InWork, caller: FrontOffice, client_id: str, body: Vertrek, etag: Etag, if_match: MustMatch = None
) -> ClientView:
    """Leg vast dat een cliënt is overleden of naar een andere gemeente verhuisd.

    Zaken en plannen sluiten en de ondersteuning stopt. Verhuist iemand binnen de gemeente, wijzig dan de persoon. Een
    bezwaar loopt door. Er volgt `nl.wmo.clienten.vertrokken.v1`. Voor wat nog open was volgen ook
    `nl.wmo.zaken.gesloten.v1`, `nl.wmo.beschikkingen.beeindigd.v1`, `nl.wmo.plannen.afgesloten.v1` en
    `nl.wmo.huishoudens.gewijzigd.v1`. Een plan dat voor huisgenoten doorgaat staat daarna op een andere naam: dan
    volgen `nl.wmo.plannen.overgegaan.v1`, en `nl.wmo.doelen.vastgelegd.v1` voor de doelen die vervallen.
    """
    gelezen = await find_client(work, caller, client_id)
    persoon = open_persoon(work, gelezen)
    await wacht_op_beurt(work, gelezen.gemeente, persoon.bsn)
    client = await find_client(work, caller, client_id, lock=True)
    must_match(if_match, client.versie)
    check_dag_van_vertrek(body.laatste_dag, persoon.geboren.datum)
    await vertrek(work, client, body)
    etag(client.versie)
    return await _view(work, client)


@router.post("/{client_id}/overlijden/_herroep")
async def post_overlijden_herroep(
    work: InWork, caller: FrontOffice, client_id: str, etag: Etag, if_match: MustMatch = None
) -> ClientView:
    """Neem een overlijden terug dat ten onrechte is vastgelegd.

    Gebruik dit als de inwoner blijkt te leven. Hij kan daarna weer een melding doen. Wat door het overlijden is gestopt
    begint niet vanzelf weer: besluit daar opnieuw over, met een nieuwe melding. Zegt de BRP nog dat hij is overleden,
    laat dat dan eerst verbeteren: anders leggen we het opnieuw vast. Er volgt `nl.wmo.personen.gewijzigd.v1`.
    """
    client = await find_client(work, caller, client_id, lock=True)
    must_match(if_match, client.versie)
    await herroep_overlijden(work, client)
    etag(client.versie)
    return await _view(work, client)


@router.get("/{client_id}/logboek", tags=["Logboek"])
async def get_logboek(
    work: InWork, request: Request, caller: LogboekLezer, client_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[LogRegelView]:
    """Wie wanneer wat van een cliënt las of wijzigde.

    Gebruik dit als een inwoner vraagt wie zijn gegevens zag, of bij een controle. U krijgt het logboek van alle
    diensten samen, oudste eerst: wie iets deed, met welk recht, waarvoor en wanneer, en niet wat er gelezen is. Ook wie
    werd geweigerd staat erin. Dit lezen komt zelf niet in het logboek. Er volgt geen gebeurtenis.
    """
    client = await find_client(work, caller, client_id)
    own = await own_lines(work, request.app.state.room, client.id, limit, cursor)
    return await lees_logboek(work, client.id, own, limit, cursor)


async def _view(work: Work, client: Client) -> ClientView:
    row = await toets(work.session, client.id)
    return ClientView(
        id=client.id,
        gemeente=client.gemeente,
        overleden_op=client.overleden_op,
        verhuisd_op=client.verhuisd_op,
        brp=BrpToetsView.van(row) if row else None,
    )
