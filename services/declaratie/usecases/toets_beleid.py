"""Hold the granted lines of answered declarations against the policy and the budgets of the region.

The standard has no codes for policy, so nothing that was granted changes: what does not fit is put down for somebody to
look at (`aandachtspunten`), and reached thresholds of budgets are told. Many declarations are looked at together, with
as many statements as one; what comes of it is as if they were looked at one after another.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import groupby, islice

from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.tracing import going_on_from
from chassis.work import Work
from declaratie.domain.beleid import BELEID, Geleverd, Omgeving, ToegekendePrestatie, product_van
from declaratie.domain.stand import BekendeToewijzing, Tarief, tarief_op
from declaratie.store import aandachtspunten as store_aandachtspunten
from declaratie.store import beleid as store_beleid
from declaratie.store import declaraties as store_declaraties
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.usecases.toegekende import Toegekend, toegekende
from declaratie.usecases.toets_budgetten import toets_budgetten
from gebeurtenissen.declaratie import (
    AANDACHTSPUNTEN_VASTGELEGD,
    BUDGETDREMPEL_OVERSCHREDEN,
    Aandacht,
    AandachtspuntenVastgelegd,
    DeclaratieBeantwoord,
)
from inkoop import Inkoopmodel, model_van

CLIENTEN = 500
"""Clients whose lines are in memory at a time."""
VanClienten = Sequence[tuple[Toegekend, Sequence[str]]]
"""Declarations, each with some of its clients."""
Prijs = Callable[[str, str, str, date], Tarief | None]
"""The contract price by provider, municipality, product and day."""


async def toets_beleid(work: Work, heard: Sequence[Heard[DeclaratieBeantwoord]]) -> None:
    """Run the policy over answered declarations of ourselves, once, in a transaction of their own."""
    for samen in toegekende(work, heard):
        alle = await _toegekend(work, samen)
        await _toets_prestaties(work, [each for each in alle if each.modellen])
        await toets_budgetten(work, alle)
        await _leg_vast(work, alle)


async def _toegekend(work: Work, heard: Sequence[Heard[DeclaratieBeantwoord]]) -> list[Toegekend]:
    ids = [each.data.declaratie_id for each in heard]
    declaraties = await store_declaraties.met_ids(work.session, ids)
    bedragen = await store_beleid.bedragen(work.session, ids)
    return [
        Toegekend(
            declaraties[each.data.declaratie_id],
            each.traceparent,
            bedragen[each.data.declaratie_id],
            _modellen(each.data.gemeente, {regel.begindatum for regel in bedragen[each.data.declaratie_id]}),
        )
        for each in heard
    ]


def _modellen(gemeente: str, dagen: set[date]) -> dict[date, Inkoopmodel]:
    return {dag: model for dag in sorted(dagen) if (model := model_van([gemeente], dag)) is not None}


async def _toets_prestaties(work: Work, alle: Sequence[Toegekend]) -> None:
    """What the rules of policy say of the lines, some clients at a time: a message may hold very many."""
    tarieven = await store_toewijzingen.tarieven(work.session, {each.declaratie.agb for each in alle})
    prijs = cache(lambda agb, gemeente, code, dag: tarief_op(tarieven[agb], gemeente, code, dag))
    clienten = await store_beleid.clienten(work.session, [each.declaratie.id for each in alle])
    for deel in _in_delen(alle, clienten):
        await _toets_clienten(work, deel, prijs)


def _in_delen(alle: Sequence[Toegekend], clienten: Mapping[str, Sequence[str]]) -> Iterator[VanClienten]:
    paren = ((each, client) for each in alle for client in clienten[each.declaratie.id])
    while deel := list(islice(paren, CLIENTEN)):
        yield [(each, [client for _, client in van]) for each, van in groupby(deel, lambda paar: paar[0])]


async def _toets_clienten(work: Work, deel: VanClienten, prijs: Prijs) -> None:
    session, vragen = work.session, [(each.waar, clienten) for each, clienten in deel]
    geleverd = await store_toewijzingen.geleverd(session, vragen)
    toewijzingen = await store_toewijzingen.van_clienten(session, vragen)
    nummers = [(each.waar, bekend.keys()) for (each, _), bekend in zip(deel, toewijzingen, strict=True)]
    client_van = [{nummer: client for nummer, (client, _) in bekend.items()} for bekend in toewijzingen]
    vanaf = min(each.vanaf for each, _ in deel)
    prestaties = await store_beleid.open_prestaties(session, nummers, client_van, vanaf)
    for (each, _), van, bekend, gemeld in zip(deel, prestaties, toewijzingen, geleverd, strict=True):
        tarief = partial(prijs, each.declaratie.agb, each.declaratie.gemeente)
        op_nummer = {nummer: toewijzing for nummer, (_, toewijzing) in bekend.items()}
        _toets(each, [prestatie for prestatie in van if prestatie.begindatum >= each.vanaf], op_nummer, gemeld, tarief)


def _toets(
    each: Toegekend,
    prestaties: Sequence[ToegekendePrestatie],
    toewijzingen: Mapping[int, BekendeToewijzing],
    geleverd: Mapping[int, Sequence[Geleverd]],
    prijs: Callable[[str, date], Tarief | None],
) -> None:
    """Put down what the rules say of the lines of a declaration, beside all open lines of its clients."""
    van_client: defaultdict[str, list[ToegekendePrestatie]] = defaultdict(list)
    for prestatie in prestaties:
        van_client[prestatie.client].append(prestatie)
    for prestatie in prestaties:
        model, toewijzing = each.modellen.get(prestatie.begindatum), toewijzingen.get(prestatie.toewijzing_nummer)
        product = product_van(model, prestatie.code)
        if each.is_eigen(prestatie) and model is not None and product is not None and toewijzing is not None:
            contractprijs = prijs(prestatie.code, prestatie.begindatum)
            gemeld = geleverd.get(prestatie.toewijzing_nummer, ())
            om = Omgeving(model, product, toewijzing, contractprijs, gemeld, van_client[prestatie.client])
            for nummer, toets in BELEID.items():
                reden = toets(prestatie, om)
                if reden is not None:
                    each.punten[prestatie.volgorde[2], nummer] = reden


async def _leg_vast(work: Work, alle: Sequence[Toegekend]) -> None:
    """Write the points; close those on lines that were taken back."""
    rows = [row for each in alle for row in _rows(work, each)]
    await store_aandachtspunten.add_aandachtspunten(work.session, rows)
    crediteren = [each.declaratie.id for each in alle if any(regel.bedrag < 0 for regel in each.bedragen)]
    if crediteren:
        await store_aandachtspunten.sluit_gecrediteerde(work.session, crediteren, work.now)
    for each in alle:
        with going_on_from(each.traceparent):
            await _vertel(work, each)


def _rows(work: Work, each: Toegekend) -> list[dict[str, object]]:
    declaratie, op_volgnummer = each.declaratie, each.op_volgnummer
    return [
        {
            "id": new_id(),
            "declaratie_id": declaratie.id,
            "volgnummer": volgnummer,
            "gemeente": declaratie.gemeente,
            "agb": declaratie.agb,
            "code": op_volgnummer[volgnummer].code,
            "m_nummer": nummer,
            "reden": reden,
            "bedrag": op_volgnummer[volgnummer].bedrag,
            "budgethouder": op_volgnummer[volgnummer].budgethouder,
            "created_at": work.now,
        }
        for (volgnummer, nummer), reden in sorted(each.punten.items())
    ]


async def _vertel(work: Work, each: Toegekend) -> None:
    """Tell which thresholds it reached, and how much there is to look at."""
    for naam, drempel in each.drempels:
        await work.tell(BUDGETDREMPEL_OVERSCHREDEN, naam, drempel)
    if each.punten:
        declaratie, aantal, bedrag = each.declaratie, Counter[str](), Counter[str]()
        for volgnummer, nummer in each.punten:
            aantal[nummer] += 1
            bedrag[nummer] += each.op_volgnummer[volgnummer].bedrag
        data = AandachtspuntenVastgelegd(
            declaratie_id=declaratie.id,
            gemeente=declaratie.gemeente,
            wet=declaratie.wet,
            agb=declaratie.agb,
            punten=tuple(Aandacht(m_nummer=each, aantal=aantal[each], bedrag=bedrag[each]) for each in sorted(aantal)),
        )
        await work.tell(AANDACHTSPUNTEN_VASTGELEGD, declaratie.id, data)
