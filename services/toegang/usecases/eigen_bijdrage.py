"""Own contributions: what a decision says of it, and what the CAK is told (Wmo 2015, 2.1.4a and 2.1.4b; M142)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from chassis.identifiers import new_id
from chassis.tracing import going_on_from
from chassis.work import Work
from gebeurtenissen.toegang import BIJDRAGE_VASTGELEGD, BijdrageVastgelegd
from inkoop import laad
from toegang.bodies.eigen_bijdrage import BijdragebesluitView, Bijdrageomstandigheden
from toegang.domain.beschikking import Vorm, loopt_tot
from toegang.domain.bijdrageopgaven import (
    Bijdrageopgave,
    Levering,
    Opgavesoort,
    Stand,
    Verteld,
    aaneen,
    gebruik_van,
    opgaven_tot,
    stand_na,
    vanaf,
    verschil,
    volgende_dag,
)
from toegang.domain.eigen_bijdrage import (
    Bijdrage,
    Bijdragereden,
    Inwoner,
    Looptijd,
    Omstandigheid,
    Oordeel,
    Voorziening,
    besluit_over,
    oordeel_op,
)
from toegang.domain.persoon import Geboren
from toegang.store import eigen_bijdrage as bron
from toegang.tables import Beschikking, BeschiktProduct, Bijdragemoment, Bijdrageomstandigheid, Client
from toegang.tables import Bijdrageopgave as Rij
from toegang.tables.beschermd import OMSTANDIGHEID
from toegang.usecases.personen import open_persoon

PER_KEER = 100
"""Clients in one transaction of the tick."""


async def wacht_op_beurt(work: Work, *gemeenten: str) -> None:
    """Let nobody else work out contributions of these municipalities meanwhile: of a couple one pays."""
    await work.wait_for_turn(*(f"eigen bijdrage {each}" for each in gemeenten))


@dataclass(frozen=True)
class Groep:
    """Clients whose contributions hang together: who is or was a partner of another."""

    gemeente: str
    """That tells the CAK: of the client that it began with."""
    clienten: Sequence[Client]
    """In order of id."""
    traceparent: str | None
    """Where in a trace it came up that they are to be looked at."""


async def groepen_van(work: Work, vanwege: Mapping[str, str | None]) -> list[Groep]:
    """The groups of those that are known, each once; nobody else works out contributions there until the end.

    `vanwege`: clients, each with where in a trace it came up; of a group that of the first counts.
    """
    bekend = {each.id: each for each in await bron.clienten(work.session, vanwege)}
    begin = [bekend[each] for each in vanwege if each in bekend]
    await wacht_op_beurt(work, *{each.gemeente for each in begin})
    leden = {each.id: {each.id} for each in begin}
    gevraagd, nieuw = set[str](), set(leden)
    while nieuw:
        for paar in await bron.partners(work.session, nieuw):
            samen = set().union(*(leden.get(each, {each}) for each in paar))
            leden |= dict.fromkeys(samen, samen)
        gevraagd |= nieuw
        nieuw = leden.keys() - gevraagd
    if partners := leden.keys() - bekend.keys():
        bekend |= {each.id: each for each in await bron.clienten(work.session, partners)}
    groepen, gezien = list[Groep](), set[str]()
    for each in begin:
        if each.id not in gezien:
            clienten = [bekend[lid] for lid in sorted(leden[each.id]) if lid in bekend]
            groepen.append(Groep(each.gemeente, clienten, vanwege[each.id]))
            gezien |= leden[each.id]
    return groepen


async def herbereken(work: Work, groepen: Sequence[Groep], *, bekend_bij_cak: bool = False) -> None:
    """Tell what is to be told now of these clients, who are in one group each, and take back what is not so.

    `bekend_bij_cak`: what is new until today was told from elsewhere, and is only kept: help that ran was taken in
    (M134).
    """
    if not groepen:
        return
    clienten = [client for groep in groepen for client in groep.clienten]
    inwoners = {each.id: each for each in await _inwoners(work, clienten)}
    geldig = await bron.geldig(work.session, inwoners)
    for groep in groepen:
        hun = [inwoners[each.id] for each in groep.clienten]
        staat = [Verteld(row.id, _als_opgave(row)) for each in hun for row in geldig[each.id]]
        te_vertellen = verschil(staat, opgaven_tot(hun, work.today))
        with going_on_from(groep.traceparent):
            for oud in te_vertellen.terug:
                await _vertel(work, groep.gemeente, oud.opgave, trekt_in=oud.id)
            for opgave in te_vertellen.nieuw:
                if bekend_bij_cak:
                    work.session.add(_als_overgenomen(work, groep.gemeente, opgave))
                else:
                    await _vertel(work, groep.gemeente, opgave, trekt_in=None)
    await work.session.flush()
    await bron.zet_momenten(work.session, {each.id: volgende_dag(each, work.today) for each in inwoners.values()})


def overgenomen_bijdrage(
    work: Work, client: Client, geboren: Geboren, beschikt: Sequence[bron.Beschikt], leveringen: Sequence[Levering]
) -> list[Rij | Bijdragemoment]:
    """What the CAK knows already of a client who is new here, whose help runs (M134); and when to look again.

    For thousands at once: it asks the database nothing. Of who is new no circumstances are known.
    """
    voorzieningen = _voorzieningen_van(beschikt, leveringen)
    inwoner = Inwoner(client.id, geboren, (), tuple(voorzieningen))
    rows: list[Rij | Bijdragemoment] = [
        _als_overgenomen(work, client.gemeente, each) for each in opgaven_tot([inwoner], work.today)
    ]
    dag = volgende_dag(inwoner, work.today)
    return [*rows, Bijdragemoment(client_id=client.id, op=dag)] if dag else rows


async def kijk_opnieuw(work: Work) -> None:
    """Work out the contribution of whom a day has come for: a birthday, an end, a start, another rule."""
    clienten = await bron.aan_de_beurt(work.session, work.today, PER_KEER)
    await herbereken(work, await groepen_van(work, dict.fromkeys(clienten)))


async def besluit_bijdrage(
    work: Work, client: Client, beschikking: Beschikking, producten: Sequence[BeschiktProduct]
) -> BijdragebesluitView | None:
    """What a decision says of the own contribution; None when it grants nothing."""
    [inwoner] = await _inwoners(work, [client], met_voorzieningen=False)
    dag = min((each.ingangsdatum for each in producten), default=beschikking.besluitdatum)
    if (partner := inwoner.omstandigheid_op(dag).partner) and (await _stand(work, partner))[0] == Stand(Bijdrage.VAST):
        zo = [replace(each, partner_betaalt=each.partner == partner) for each in inwoner.omstandigheden]
        inwoner = replace(inwoner, omstandigheden=tuple(zo))
    beleid = laad(beschikking.inkoopmodel).eigen_bijdrage
    voorzieningen = [
        Voorziening(each.code, beschikking.wet, beleid, (Looptijd(each.ingangsdatum, each.einddatum),))
        for each in producten
    ]
    besluit = besluit_over(inwoner, voorzieningen)
    return BijdragebesluitView.model_validate(besluit, from_attributes=True) if besluit else None


async def stand_van(work: Work, client: Client) -> tuple[Stand, date | None, Oordeel]:
    """What was told last of a client, the day it holds from, and what holds today."""
    stand, sinds = await _stand(work, client.id)
    [inwoner] = await _inwoners(work, [client])
    return stand, sinds, oordeel_op(inwoner, work.today)


async def _stand(work: Work, client_id: str) -> tuple[Stand, date | None]:
    geldig = await bron.geldig(work.session, [client_id])
    return stand_na([_als_opgave(each) for each in geldig[client_id]])


async def _inwoners(work: Work, clienten: Sequence[Client], *, met_voorzieningen: bool = True) -> list[Inwoner]:
    """All that their contributions are worked out from."""
    bekend = {each.id: each for each in clienten}
    gezegd = await bron.omstandigheden(work.session, bekend.keys())
    partners = {each.partner_id for rows in gezegd.values() for each in rows if each.partner_id}
    if partners := partners - bekend.keys():
        bekend |= {each.id: each for each in await bron.clienten(work.session, partners)}
    beschikt = await bron.beschikt(work.session, gezegd) if met_voorzieningen else {}
    geleverd = await bron.leveringen(work.session, gezegd) if met_voorzieningen else {}
    inwoners = []
    for client in clienten:
        omstandigheden = [_omstandigheid(work, each, bekend) for each in gezegd[client.id]]
        leveringen = [
            Levering(each.code, each.begindatum, each.einddatum, each.tijdelijk) for each in geleverd.get(client.id, ())
        ]
        voorzieningen = _voorzieningen_van(beschikt.get(client.id, ()), leveringen)
        geboren = open_persoon(work, client).geboren
        inwoners.append(Inwoner(client.id, geboren, tuple(omstandigheden), tuple(voorzieningen)))
    return inwoners


def lees_omstandigheden(work: Work, row: Bijdrageomstandigheid) -> Bijdrageomstandigheden:
    """What was said of a client from a day on."""
    return Bijdrageomstandigheden.model_validate_json(work.vault.open(OMSTANDIGHEID, row.id, row.inhoud))


def _omstandigheid(work: Work, row: Bijdrageomstandigheid, bekend: Mapping[str, Client]) -> Omstandigheid:
    gezegd = lees_omstandigheden(work, row)
    partner = bekend.get(row.partner_id) if row.partner_id else None
    geboren = Geboren(gezegd.partner_geboortedatum) if gezegd.partner_geboortedatum else None
    return Omstandigheid(
        vanaf=row.vanaf,
        gehuwd=gezegd.gehuwd,
        partner=row.partner_id,
        partner_geboren=open_persoon(work, partner).geboren if partner else geboren,
        partner_overleden_op=partner.overleden_op if partner else None,
        partner_betaalt=gezegd.partner_betaalt,
        vrijstellingen=frozenset(gezegd.vrijstellingen),
    )


def _voorzieningen_van(besloten: Sequence[bron.Beschikt], leveringen: Sequence[Levering]) -> list[Voorziening]:
    """What was decided on, by product and form: when it ran, and in natura when it was delivered."""

    def soort(beschikt: bron.Beschikt) -> tuple[str, str]:
        return beschikt[1].code, beschikt[1].vorm

    found = []
    producten = {product.id: product for _, product in besloten}
    # The sort keeps the order of the decisions: the last one of a product says by which inkoopmodel it goes.
    for (code, vorm), groep in groupby(sorted(besloten, key=soort), key=soort):
        beschikt = list(groep)
        laatste, product = beschikt[-1]
        looptijden = list(_looptijden(each for _, each in beschikt))
        gebruik, pauzes = aaneen(looptijden), list[Looptijd]()
        if vorm != Vorm.PGB:
            keten = [each for _, laatst in beschikt for each in _keten(laatst, producten)]
            geleverd = [each for each in leveringen if each.code in {deel.code for deel in keten}]
            gebruik, pauzes = gebruik_van(list(_looptijden(keten)), geleverd)
            eerste = min((each.van for each in looptijden), default=date.max)
            gebruik, pauzes = vanaf(gebruik, eerste), vanaf(pauzes, eerste)
        beleid = laad(product.inkoopmodel or laatste.inkoopmodel).eigen_bijdrage
        found.append(Voorziening(code, laatste.wet, beleid, tuple(gebruik), tuple(pauzes)))
    return found


def _keten(product: BeschiktProduct, producten: Mapping[str, BeschiktProduct]) -> Iterator[BeschiktProduct]:
    """A product with what it was moved from: help that nobody ended goes on under the new contract (M134)."""
    yield product
    if product.omgezet_uit is not None:
        yield from _keten(producten[product.omgezet_uit], producten)


def _looptijden(producten: Iterable[BeschiktProduct]) -> Iterable[Looptijd]:
    """How long each product runs; one that was stopped before it began does not."""
    for each in producten:
        tot = loopt_tot(each.einddatum, each.laatste_dag)
        if tot is None or tot >= each.ingangsdatum:
            yield Looptijd(each.ingangsdatum, tot)


def _rij(work: Work, gemeente: str, opgave: Bijdrageopgave, trekt_in: str | None) -> Rij:
    return Rij(
        id=new_id(),
        client_id=opgave.client_id,
        gemeente=gemeente,
        op=work.today,
        soort=opgave.soort,
        per=opgave.per,
        bijdrage=opgave.bijdrage,
        reden=opgave.reden,
        bedrag_per_maand=opgave.bedrag_per_maand,
        trekt_in=trekt_in,
        overgenomen=False,
    )


def _als_overgenomen(work: Work, gemeente: str, opgave: Bijdrageopgave) -> Rij:
    row = _rij(work, gemeente, opgave, None)
    row.overgenomen = True
    return row


async def _vertel(work: Work, gemeente: str, opgave: Bijdrageopgave, trekt_in: str | None) -> None:
    row = _rij(work, gemeente, opgave, trekt_in)
    work.session.add(row)
    data = BijdrageVastgelegd(
        opgave_id=row.id,
        client_id=opgave.client_id,
        gemeente=gemeente,
        op=row.op,
        soort=opgave.soort.value,
        per=opgave.per,
        bijdrage=opgave.bijdrage.value,
        bedrag_per_maand=opgave.bedrag_per_maand,
        reden=opgave.reden.value,
        trekt_in=trekt_in,
    )
    await work.tell(BIJDRAGE_VASTGELEGD, opgave.client_id, data)


def _als_opgave(row: Rij) -> Bijdrageopgave:
    return Bijdrageopgave(
        client_id=row.client_id,
        soort=Opgavesoort(row.soort),
        per=row.per,
        bijdrage=Bijdrage(row.bijdrage),
        reden=Bijdragereden(row.reden),
        bedrag_per_maand=row.bedrag_per_maand,
    )
