"""Own contributions: what a decision says of it, and what the CAK is told (Wmo 2015, 2.1.4a and 2.1.4b; M142)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import BIJDRAGE_VASTGELEGD, BijdrageVastgelegd
from inkoop import laad
from toegang import store
from toegang.bodies.eigen_bijdrage import BijdragebesluitView, Bijdrageomstandigheden
from toegang.domain.beschikking import Vorm
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


async def wacht_op_beurt(work: Work, gemeente: str) -> None:
    """Let nobody else work out contributions of this municipality meanwhile: of a couple one pays."""
    await work.wait_for_turn(f"eigen bijdrage {gemeente}")


async def herbereken(work: Work, client_id: str, *, bekend_bij_cak: bool = False) -> None:
    """Tell what is to be told now of a client and whoever is or was a partner, and take back what is not so.

    Of who is not known, or no more, there is nothing to tell. `bekend_bij_cak`: what is new until today was told from
    elsewhere, and is only kept: help that ran was taken in (M134).
    """
    client = await store.client(work.session, client_id)
    if client is None:
        return
    await wacht_op_beurt(work, client.gemeente)
    clienten = await bron.clienten(work.session, await _groep(work, client.id))
    inwoners = [await _inwoner(work, each) for each in clienten]
    staat = [Verteld(row.id, _als_opgave(row)) for each in clienten for row in await bron.geldig(work.session, each.id)]
    te_vertellen = verschil(staat, opgaven_tot(inwoners, work.today))
    for oud in te_vertellen.terug:
        await _vertel(work, client.gemeente, oud.opgave, trekt_in=oud.id)
    for opgave in te_vertellen.nieuw:
        if bekend_bij_cak:
            await store.add(work.session, _als_overgenomen(work, client.gemeente, opgave))
        else:
            await _vertel(work, client.gemeente, opgave, trekt_in=None)
    for inwoner in inwoners:
        await bron.zet_moment(work.session, inwoner.id, volgende_dag(inwoner, work.today))


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
    for client_id in await bron.aan_de_beurt(work.session, work.today, PER_KEER):
        await herbereken(work, client_id)


async def besluit_bijdrage(
    work: Work, client: Client, beschikking: Beschikking, producten: Sequence[BeschiktProduct]
) -> BijdragebesluitView | None:
    """What a decision says of the own contribution; None when it grants nothing."""
    inwoner = await _inwoner(work, client, met_voorzieningen=False)
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
    return stand, sinds, oordeel_op(await _inwoner(work, client), work.today)


async def _stand(work: Work, client_id: str) -> tuple[Stand, date | None]:
    return stand_na([_als_opgave(each) for each in await bron.geldig(work.session, client_id)])


async def _groep(work: Work, client_id: str) -> set[str]:
    """A client with all who are or were a partner, theirs too."""
    groep, nieuw = {client_id}, {client_id}
    while nieuw:
        gevonden = {partner for each in nieuw for partner in await bron.partners(work.session, each)}
        nieuw = gevonden - groep
        groep |= nieuw
    return groep


async def _inwoner(work: Work, client: Client, *, met_voorzieningen: bool = True) -> Inwoner:
    gezegd = await bron.omstandigheden(work.session, client.id)
    omstandigheden = [await _omstandigheid(work, each) for each in gezegd]
    voorzieningen = await _voorzieningen(work, client) if met_voorzieningen else ()
    return Inwoner(client.id, open_persoon(work, client).geboren, tuple(omstandigheden), tuple(voorzieningen))


def lees_omstandigheden(work: Work, row: Bijdrageomstandigheid) -> Bijdrageomstandigheden:
    """What was said of a client from a day on."""
    return Bijdrageomstandigheden.model_validate_json(work.vault.open(OMSTANDIGHEID, row.id, row.inhoud))


async def _omstandigheid(work: Work, row: Bijdrageomstandigheid) -> Omstandigheid:
    gezegd = lees_omstandigheden(work, row)
    partner = await store.client(work.session, row.partner_id) if row.partner_id else None
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


async def _voorzieningen(work: Work, client: Client) -> list[Voorziening]:
    """What was decided on, by product and form: when it ran, and in natura when it was delivered."""
    leveringen = [
        Levering(each.code, each.begindatum, each.einddatum, each.tijdelijk)
        for each in await bron.leveringen(work.session, client.id)
    ]
    return _voorzieningen_van(await bron.beschikt(work.session, client.id), leveringen)


def _voorzieningen_van(besloten: Sequence[bron.Beschikt], leveringen: Sequence[Levering]) -> list[Voorziening]:
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
        tot = min((dag for dag in (each.einddatum, each.laatste_dag) if dag is not None), default=None)
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
    await store.add(work.session, row)
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
