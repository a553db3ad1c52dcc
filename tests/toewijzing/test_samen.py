"""Messages that came together are worked through as one: what comes of it would have come of them one by one."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import inspect, select
from tests.bezorgen import Bezorg, bezorg_alles, breek, een_voor_een, samen
from tests.statements import counted
from tests.toeval import zo_vaak
from tests.toewijzing.aanvragen import Aanvragen
from tests.toewijzing.besluiten import CLIENTEN, Besluiten, besluit_voor, bezet_nummers, maak_klaar
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, XML, Toewijzing, gelukt
from tests.toewijzing.gesprek import bericht_307, bericht_315, bericht_317, codes_in, gevraagd, nieuw, retour_op, stop
from tests.toewijzing.handelingen import besluit, doe, verzoeken
from tests.toewijzing.mengsel import Gegeven, Mengsel, Stukje, gegeven, neem_over, retour
from tests.toewijzing.verhaal import DE_BRUG, HET_ANKER, bericht_305, contract, product, start

import wetten
from berichtenverkeer.tables import berichten
from chassis import consumer, tables
from chassis.consumer import dead_letters, read_message
from chassis.events import decode, encode
from chassis.relay import Outgoing
from toewijzing.tables import Coordinator, Start, Stop, Termijn, ToewijzingVersie, Verzoek
from toewijzing.tables import Toewijzing as Rij

Regel = tuple[object, ...]
ZONDER = {"id", "beschikking_id"}
"""Columns that are never the same twice."""


@dataclass(frozen=True)
class Staat:
    """What came of messages; each message by the name that it has in every service."""

    statussen: dict[str, str]
    antwoorden: dict[str, bytes]
    rijen: dict[str, list[Regel]]
    """By table, without ids."""
    verteld: dict[str, list[Regel]]
    """By subject, what was told of it, in order."""
    sporen: list[list[Regel]]
    """What was told in each trace, in order."""
    dood: int


async def stuur(dienst: Toewijzing, stukken: Sequence[Stukje]) -> list[str]:
    """Send messages that wait for the worker; their ids."""
    ids = []
    for each in stukken:
        headers = dienst.aanbieder(each.agb) | XML
        taken = await dienst.client.post("/v1/berichten", content=wetten.schrijf(each.bericht), headers=headers)
        ids.append(str(gelukt(taken, 202)["id"]))
    return ids


async def verwerkt(dienst: Toewijzing, stukken: Sequence[Stukje], bezorg: Bezorg, vergift: int | None = None) -> Staat:
    """What comes of messages; of the one at the place `vergift` what is kept cannot be read."""
    vanaf = len(await dienst.events())
    ids = await stuur(dienst, stukken)
    if vergift is not None:
        await breek(dienst.room, [ids[vergift]])
    await bezorg_alles(dienst.room, bezorg)
    return await wat_er_staat(dienst, {each: f"in {plek}" for plek, each in enumerate(ids)}, vanaf)


async def wat_er_staat(dienst: Toewijzing, namen: Mapping[str, str], vanaf: int) -> Staat:
    async with dienst.room.work(writes=False) as work:
        stukken = (await work.session.execute(select(berichten).order_by(berichten.c.id))).mappings().all()
        verzoeken_ = (await work.session.execute(select(Verzoek))).scalars()
        naam = {**namen, **{each.id: f"{each.agb} {each.wet} {each.referentie}" for each in verzoeken_}}
        for row in stukken:
            op = naam.get(str(row["antwoord_op"]))
            uit = f"{row['richting']} {row['soort']} {row['gemeente']} {row['agb']} {row['identificatie']} op {op}"
            naam.setdefault(str(row["id"]), uit)
        rijen = {}
        for tabel in (Rij, Start, Stop, Termijn, ToewijzingVersie, Coordinator, Verzoek):
            kolommen = [each.name for each in inspect(tabel).columns if each.name not in ZONDER]
            gevonden = (await work.session.execute(select(tabel))).scalars()
            rijen[tabel.__tablename__] = sorted(
                (tuple(_genoemd(getattr(each, kolom), naam) for kolom in kolommen) for each in gevonden), key=str
            )
        told = await work.session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.position))
        events = [decode(each) for each in told.scalars()][vanaf:]
        dood = len(await dead_letters(work))
    verteld, sporen = defaultdict[str, list[Regel]](list), defaultdict[str, list[Regel]](list)
    for each in events:
        onderwerp = naam.get(each.subject, each.subject)
        regel = (onderwerp, each.type, each.sequence, _genoemd(each.data, naam))
        verteld[onderwerp].append(regel)
        assert each.traceparent is not None
        sporen[each.traceparent.split("-")[1]].append(regel)
    antwoorden = {
        naam[str(row["id"])]: (
            await dienst.client.get(f"/v1/berichten/{row['id']}/inhoud", headers=dienst.aanbieder(str(row["agb"])))
        ).content
        for row in stukken
        if row["richting"] == "uit"
    }
    statussen = {naam[str(row["id"])]: str(row["status"]) for row in stukken}
    return Staat(statussen, antwoorden, rijen, dict(verteld), sorted(sporen.values(), key=str), dood)


def _genoemd(value: object, naam: Mapping[str, str]) -> object:
    """A value with the name of each message in it in the place of its id."""
    if isinstance(value, Mapping):
        return {key: _genoemd(each, naam) for key, each in value.items()}
    return naam.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("zaad", range(zo_vaak(4)))
async def test_deliveries_together_or_one_by_one_are_the_same_to_the_byte(
    zaad: int, tweeling: tuple[Toewijzing, Toewijzing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RETRY_SECONDS", ())
    alle, vergift = gegeven(), 40 if zaad % 2 else None
    stukken = Mengsel(random.Random(zaad), alle).stukken(80)
    gevonden = []
    for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True):
        await neem_over(dienst, alle)
        gevonden.append(await verwerkt(dienst, stukken, bezorg, vergift))
    een, twee = gevonden
    assert een == twee
    assert een.dood == (vergift is not None)
    assert len(set(een.statussen.values())) == 2 + een.dood
    for tabel in ("starts", "stops"):
        assert {regel[-4 if tabel == "starts" else -1] for regel in een.rijen[tabel]} == {True, False}
    goed = [xml for xml in een.antwoorden.values() if b">0200<" in xml]
    assert 0 < len(goed) < len(een.antwoorden)


async def met_301s(dienst: Toewijzing) -> list[tuple[str, bytes]]:
    """Messages of the municipality, of which some tell again what others told; of each whose it is, and its XML."""
    await dienst.leg_vast()
    await dienst.leg_vast(contract(HET_ANKER))
    for client in (CLIENT, ANDERE_CLIENT):
        for agb in (DE_BRUG, HET_ANKER):
            for code in ("HO", "IB2B"):
                een = product(code, agb, id=f"{client}-{agb}-{code}")
                await dienst.hoor(dienst.beschikt(een, client_id=client))
    for een in await dienst.toewijzingen():
        gelukt(await doe(dienst, een, "wijzig", redenWijziging="05", einddatum="2024-12-31"))
    await dienst.lever_aan(bericht_315(gevraagd("VOT-1"), identificatie="V1"))
    (verzoek,) = await verzoeken(dienst)
    gelukt(await besluit(dienst, verzoek, "afwijzen", reden="2"))
    soorten = [(soort, agb) for soort in ("WMO301", "WMO319") for agb in (DE_BRUG, HET_ANKER)]
    return [(agb, xml) for soort, agb in soorten for _, xml in await dienst.post(soort, agb)]


@pytest.mark.parametrize("zaad", range(zo_vaak(2)))
async def test_retours_together_or_one_by_one_are_the_same(
    zaad: int, tweeling: tuple[Toewijzing, Toewijzing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RETRY_SECONDS", ())
    gevonden = []
    for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True):
        rng, verzonden = random.Random(zaad), await met_301s(dienst)
        rng.shuffle(verzonden)
        stukken = [Stukje(retour(rng, xml, plek), agb) for plek, (agb, xml) in enumerate(verzonden)]
        gevonden.append(await verwerkt(dienst, stukken, bezorg, 7 if zaad % 2 else None))
    een, twee = gevonden
    assert een == twee
    assert een.dood == zaad % 2
    assert len(een.statussen) > 30
    assert {each[0] for regels in een.verteld.values() for each in regels if "afgekeurd" in str(each[1])}
    retouren = {regel[-2] for regel in een.rijen["toewijzingen"]}
    assert retouren >= {"akkoord", "afgekeurd"}


@pytest.mark.parametrize("zaad", range(zo_vaak(4)))
async def test_requests_together_or_one_by_one_are_the_same_to_the_byte(
    zaad: int, tweeling: tuple[Toewijzing, Toewijzing], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the second half come when what was asked in the first is rejected."""
    monkeypatch.setattr(consumer, "RETRY_SECONDS", ())
    alle, vergift = gegeven(), 15 if zaad % 2 else None
    aanvragen = Aanvragen(random.Random(zaad), alle)
    eerst, daarna = aanvragen.stukken(30), aanvragen.stukken(30)
    gevonden = []
    for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True):
        await neem_over(dienst, alle)
        gevonden.append(await verwerkt(dienst, eerst, bezorg))
        for each in await verzoeken(dienst):
            gelukt(await besluit(dienst, each, "afwijzen", reden="2"))
        gevonden.append(await verwerkt(dienst, daarna, bezorg, vergift))
    assert gevonden[:2] == gevonden[2:]
    een = gevonden[1]
    assert een.dood == (vergift is not None)
    assert {regel[0] for regel in een.rijen["verzoeken"]} == {"VOT", "VOW"}
    retouren = [codes_in(xml) for naam, xml in een.antwoorden.items() if "319" not in naam]
    assert set() in retouren
    assert set.union(*retouren) >= {"9347", "9374"}


async def test_many_messages_ask_the_database_as_often_as_few(toewijzing: Toewijzing) -> None:
    """A start and a stop of each assignment in one delivery."""
    kant, needed = gegeven()[0].kant, []
    for ronde, aantal in enumerate((2, 20)):
        alle = [Gegeven(kant, 100 * ronde + each, ("01", "HO")) for each in range(1, aantal + 1)]
        await neem_over(toewijzing, alle)
        starts = [bericht_305(start(each.nummer), identificatie=f"S{each.nummer}") for each in alle]
        stops = [bericht_307(stop(each.nummer), identificatie=f"E{each.nummer}") for each in alle]
        needed.append(await statements(toewijzing, [Stukje(each, DE_BRUG) for each in (*starts, *stops)]))
    assert {each["status"] for each in await toewijzing.toewijzingen("?limit=100")} == {"gestopt"}
    assert needed[0] == needed[1], needed


async def test_many_requests_ask_the_database_as_often_as_few(toewijzing: Toewijzing) -> None:
    """A request for an assignment or for a change about each client, of whom each has something."""
    await maak_klaar(toewijzing)
    needed, clienten = [], iter(CLIENTEN)
    for aantal in (1, 6):
        vots, vows = ([next(clienten) for _ in range(aantal)] for _ in range(2))
        await toewijzing.hoor(*[besluit_voor(toewijzing, each, product()) for each in (*vots, *vows)])
        nummers = {each["clientId"]: each["toewijzingNummer"] for each in await toewijzing.toewijzingen("?limit=100")}
        stukken: list[wetten.Bericht] = []
        for each in vots:
            stukken.append(bericht_315(gevraagd(each), identificatie=each, bsn=CLIENTEN[each]))
        for each in vows:
            blijft = {"ongewijzigd": [nummers[each]], "nieuwe": [nieuw()]}
            stukken.append(bericht_317(each, identificatie=each, bsn=CLIENTEN[each], **blijft))
        needed.append(await statements(toewijzing, [Stukje(each, DE_BRUG) for each in stukken]))
    assert [each["status"] for each in await verzoeken(toewijzing)] == ["open"] * 14
    assert needed[0] == needed[1], needed


async def test_many_retours_ask_the_database_as_often_as_few(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    (een,) = await toewijzing.toewijzingen()
    needed = []
    for ronde, aantal in enumerate((2, 20)):
        for _ in range(aantal):
            assert (await doe(toewijzing, een, "verstuur")).status_code == 204
        verzonden = (await toewijzing.post("WMO301"))[-aantal:]
        stukken = [retour_op(xml, identificatie=f"R{ronde}-{each}") for each, (_, xml) in enumerate(verzonden)]
        needed.append(await statements(toewijzing, [Stukje(each, DE_BRUG) for each in stukken]))
    assert {stuk["status"] for stuk, _ in await toewijzing.post("WMO302")} == {"verwerkt"}
    assert needed[0] == needed[1], needed


@pytest.mark.parametrize("zaad", range(zo_vaak(4)))
async def test_decisions_together_or_one_by_one_are_the_same(
    zaad: int, tweeling: tuple[Toewijzing, Toewijzing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RETRY_SECONDS", ())
    besluiten = Besluiten(random.Random(zaad), tweeling[0])
    events = besluiten.events(24)
    if zaad % 2:
        events.insert(10, besluiten.onbekend())
    gevonden = []
    for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True):
        await maak_klaar(dienst)
        await bezet_nummers(dienst)
        vanaf = len(await dienst.events())
        batch = [Outgoing(0, each.id, each.type, encode(each)) for each in events]
        await bezorg(consumer.Consumer(dienst.room), batch)
        gevonden.append(await wat_er_staat(dienst, {}, vanaf))
    een, twee = gevonden
    assert een == twee
    assert een.dood == zaad % 2
    soorten = {str(each[1]).split(".")[-2] for regels in een.verteld.values() for each in regels}
    assert soorten >= {"voorbereid", "gesignaleerd", "toegewezen", "verzonden"}


@pytest.mark.parametrize("aanbieder", [DE_BRUG, None])
async def test_many_decisions_ask_the_database_as_often_as_few(toewijzing: Toewijzing, aanbieder: str | None) -> None:
    """Of what waits for a provider is asked whether there are enough to choose from, each with products of its own."""
    await maak_klaar(toewijzing)
    clienten, needed = iter(CLIENTEN), []
    with counted(toewijzing.room) as since:
        for aantal in (2, 12):
            codes = ("HO", "IB2B", "DB2B")
            producten = [product(codes[each % 3], id=f"{aantal}-{each}", aanbieder=aanbieder) for each in range(aantal)]
            events = [besluit_voor(toewijzing, next(clienten), each) for each in producten]
            since()
            await consumer.Consumer(toewijzing.room).deliver([read_message(encode(each)) for each in events])
            needed.append(since())
    assert {each["wachtOp"] is None for each in await toewijzing.toewijzingen()} == {aanbieder is not None}
    assert needed[0] == needed[1], needed


async def statements(dienst: Toewijzing, stukken: Sequence[Stukje]) -> int:
    """How often the database is asked to work through messages that come in one delivery."""
    await dienst.settle()
    await stuur(dienst, stukken)
    async with dienst.room.work(writes=False) as work:
        told = select(tables.outbox.c.body).where(tables.outbox.c.published_at.is_(None))
        bodies = (await work.session.execute(told.order_by(tables.outbox.c.position))).scalars().all()
    with counted(dienst.room) as since:
        await consumer.Consumer(dienst.room).deliver([read_message(each.encode()) for each in bodies])
        return since()
