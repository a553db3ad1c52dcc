"""Messages that came together are judged as one: what comes of it is what would have come of them one by one."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.bezorgen import Bezorg, bezorg_alles, breek, een_voor_een, samen
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, ANDERE_AGB, ANDERE_BSN, BSN, VREEMDE_BSN, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.jeugdwet import als_jw
from tests.statements import counted
from tests.toeval import zo_vaak

import wetten
from berichtenverkeer.tables import berichten
from chassis import consumer, tables
from chassis.consumer import dead_letters
from chassis.events import decode
from chassis.relay import Outgoing
from declaratie.domain.volgorde import rondes
from declaratie.tables import Aandachtspunt, Betaalpost, BudgetMelding, Prestatie, Saldo, Uitgave
from declaratie.usecases import toegekende, toets_beleid
from gebeurtenissen.declaratie import (
    AANDACHTSPUNTEN_VASTGELEGD,
    BUDGETDREMPEL_OVERSCHREDEN,
    DECLARATIE_BEANTWOORD,
    TOEWIJZING_GEDECLAREERD,
)
from inkoop import Inkoopmodel, model_van
from inkoop.sturing import Budget
from wetten import Wet

DERDE_AGB = "99990003"
VERGIFT = "7"
"""The message of which what is kept cannot be read."""
WAAR = [(agb, gemeente) for agb in (AGB, ANDERE_AGB, DERDE_AGB) for gemeente in (ALMERE, ALKMAAR)]
NUMMERS = {waar: 1001 + plek for plek, waar in enumerate(WAAR)}
"""The assignment of each provider in each municipality."""
MAANDEN = (("03-01", "03-31"), ("04-01", "04-30"), ("05-01", "05-31"))


@given(st.lists(st.sampled_from("ABCD"), max_size=30))
def test_a_round_holds_no_provider_twice_and_who_came_first_is_judged_first(van: list[str]) -> None:
    gevonden = rondes(van)
    alle = [plek for ronde in gevonden for plek in ronde]
    assert sorted(alle) == list(range(len(van)))
    assert all(len({van[plek] for plek in ronde}) == len(ronde) > 0 for ronde in gevonden)
    for agb in set(van):
        volgorde = [plek for plek in alle if van[plek] == agb]
        assert volgorde == sorted(volgorde)


def test_messages_of_as_many_providers_are_one_round() -> None:
    assert rondes("ABC") == [[0, 1, 2]]
    assert rondes("AABCA") == [[0, 2, 3], [1], [4]]


@dataclass(frozen=True)
class Stukje:
    """A message that is sent, by what it is known in the answer."""

    bericht: wetten.Bericht
    agb: str
    sleutel: str


@dataclass(frozen=True)
class Staat:
    """What came of messages, by what each is known."""

    antwoorden: dict[str, str]
    statussen: dict[str, str]
    lijnen: list[tuple[object, ...]]
    saldi: list[tuple[str, str, int, int, int]]
    posten: list[tuple[str, str, int]]
    dood: int
    xml: dict[str, bytes]


def mengsel(rng: random.Random) -> list[Stukje]:
    """Messages of three providers for two municipalities: right, wrong, repeated, credited, unknown and broken."""
    gemaakt: list[Stukje] = []
    eerder: dict[tuple[str, str], list[tuple[str, int, tuple[str, str]]]] = {each: [] for each in WAAR}
    for nummer in range(24):
        agb, gemeente = rng.choice(WAAR)
        periode = rng.choice(MAANDEN)
        ref = f"R{rng.choice((nummer, nummer, 3))}"
        kant = NUMMERS[agb, gemeente]
        tarief = rng.choice((6150, 6150, 6150, 6151))
        lijnen = [
            prestatie(
                rng.choice((5, 60)), ref=ref, nummer=rng.choice((kant, kant, 4004)), periode=periode, tarief=tarief
            )
        ]
        if eerder[agb, gemeente] and rng.random() < 0.4:
            vorig, volume, toen = rng.choice(eerder[agb, gemeente])
            lijnen.append(prestatie(volume, ref=f"C{nummer}", vorig=vorig, nummer=kant, periode=toen))
        else:
            eerder[agb, gemeente].append((ref, lijnen[0].geleverd_volume, periode))
        bericht = bericht_met(
            client(*lijnen, bsn=rng.choice((BSN, BSN, BSN, ANDERE_BSN, VREEMDE_BSN))),
            identificatie=f"I{rng.choice((nummer, nummer, nummer, 1))}",
            nummer=f"D{rng.choice((nummer, nummer, nummer, 2))}",
            agb=agb,
            gemeente=gemeente,
            dagtekening=rng.choice(("06-10", "06-12")),
        )
        gemaakt.append(Stukje(bericht, agb, str(nummer)))
    return gemaakt


def goed_mengsel(rng: random.Random) -> list[Stukje]:
    """Messages with lines that are granted, some with one that was granted before and is taken back."""
    gemaakt: list[Stukje] = []
    eerder: list[tuple[tuple[str, str], str, tuple[str, str]]] = []
    for nummer, (waar, periode) in enumerate(rng.sample([(waar, maand) for waar in WAAR for maand in MAANDEN], 18)):
        agb, gemeente = waar
        lijnen = [prestatie(5, ref=f"R{nummer}", nummer=NUMMERS[waar], periode=periode)]
        if terug := [each for each in eerder if each[0] == waar and rng.random() < 0.7]:
            eerder.remove(terug[0])
            _, vorig, toen = terug[0]
            lijnen.append(prestatie(5, ref=f"C{nummer}", vorig=vorig, nummer=NUMMERS[waar], periode=toen))
        eerder.append((waar, f"R{nummer}", periode))
        bericht = bericht_met(
            client(*lijnen), identificatie=f"I{nummer}", nummer=f"D{nummer}", agb=agb, gemeente=gemeente
        )
        gemaakt.append(Stukje(bericht, agb, str(nummer)))
    return gemaakt


async def beoordeeld(dienst: Declaratie, stukken: Sequence[Stukje], bezorg: Bezorg, vergift: str) -> Staat:
    """What comes of these messages: answers to the byte, what is booked, what is to be paid, and what waits."""
    for (agb, gemeente), nummer in NUMMERS.items():
        await dienst.wijs_toe(nummer, agb=agb, gemeente=gemeente)
        await dienst.sluit_contract(agb=agb, gemeente=gemeente)
    gepost = {await dienst.lever_aan(each.bericht, each.agb): each.sleutel for each in stukken}
    await breek(dienst.room, [each for each, sleutel in gepost.items() if sleutel == vergift])
    await bezorg_alles(dienst.room, bezorg)
    return await _wat_er_staat(dienst, gepost)


async def _wat_er_staat(dienst: Declaratie, gepost: dict[str, str]) -> Staat:
    async with dienst.room.work(writes=False) as work:
        rows = (await work.session.execute(select(berichten))).mappings().all()
        stuk = {str(row["id"]): row for row in rows}
        antwoorden = {
            gepost[str(row["antwoord_op"])]: str(row["identificatie"]) for row in rows if row["antwoord_op"] is not None
        }
        statussen = {sleutel: str(stuk[each]["status"]) for each, sleutel in gepost.items()}
        prestaties = (await work.session.execute(select(Prestatie))).scalars().all()
        lijnen = sorted(
            (gepost[each.declaratie_id], each.volgnummer, each.is_toegekend, each.budgethouder, *each.codes)
            for each in prestaties
        )
        saldi = sorted(
            (each.gemeente, each.agb, each.toewijzing_nummer, each.volume, each.bedrag)
            for each in (await work.session.execute(select(Saldo))).scalars()
        )
        posten = sorted(
            (gepost[each.bron_id], each.budgethouder, each.bedrag)
            for each in (await work.session.execute(select(Betaalpost))).scalars()
        )
        dood = len(await dead_letters(work))
    xml = {
        sleutel: await dienst.antwoord_xml(each, str(stuk[each]["agb"]))
        for each, sleutel in gepost.items()
        if sleutel in antwoorden
    }
    return Staat(antwoorden, statussen, lijnen, saldi, posten, dood, xml)


@pytest.mark.parametrize("zaad", range(zo_vaak(3)))
async def test_together_or_one_by_one_is_the_same_to_the_byte(
    zaad: int, tweeling: tuple[Declaratie, Declaratie], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RETRY_SECONDS", ())
    stukken, vergift = mengsel(random.Random(zaad)), VERGIFT if zaad % 2 else ""
    een, twee = [
        await beoordeeld(dienst, stukken, bezorg, vergift)
        for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True)
    ]
    assert een == twee
    assert len(set(een.statussen.values())) == 1 + bool(vergift)
    assert een.dood == bool(vergift)
    assert een.antwoorden
    assert een.posten
    assert {each[2] for each in een.lijnen} == {True, False}


async def beleid_over(dienst: Declaratie, stukken: Sequence[Stukje], bezorg: Bezorg) -> list[list[tuple[object, ...]]]:
    """What policy says of these messages, judged one by one: points, spent budgets, and what is told."""

    async def alleen_beleid(door: consumer.Consumer, batch: Sequence[Outgoing]) -> None:
        for is_beantwoord, some in groupby(batch, lambda each: each.type == DECLARATIE_BEANTWOORD.name):
            await (bezorg if is_beantwoord else een_voor_een)(door, list(some))

    await beoordeeld(dienst, stukken, alleen_beleid, "")
    async with dienst.room.work(writes=False) as work:
        rows = (await work.session.execute(select(berichten.c.id, berichten.c.identificatie))).all()
        naam = {str(each.id): str(each.identificatie) for each in rows}
        punten = (await work.session.execute(select(Aandachtspunt))).scalars().all()
        uitgaven = (await work.session.execute(select(Uitgave))).scalars().all()
        meldingen = (await work.session.execute(select(BudgetMelding))).scalars().all()
        verteld = (
            await work.session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.position))
        ).scalars()
        events = [decode(each) for each in verteld]
    return [
        sorted(
            ((naam[each.declaratie_id], each.volgnummer, each.m_nummer, each.reden, each.besluit) for each in punten),
            key=str,
        ),
        sorted((naam[each.declaratie_id], each.code, each.jaar, each.betaler, each.bedrag) for each in uitgaven),
        sorted((each.budget, each.drempel, each.bedrag) for each in meldingen),
        [
            (each.type, each.sequence, {**each.data, "declaratieId": naam[str(each.data["declaratieId"])]})
            for soort in (TOEWIJZING_GEDECLAREERD, AANDACHTSPUNTEN_VASTGELEGD, BUDGETDREMPEL_OVERSCHREDEN)
            for each in events
            if each.type == soort.name
        ],
    ]


@pytest.mark.parametrize("zaad", range(zo_vaak(2)))
async def test_policy_together_or_one_by_one_says_the_same(
    zaad: int, tweeling: tuple[Declaratie, Declaratie], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a tight budget that may not be passed, lines that are taken back, and what is looked at in small parts."""
    krap = Budget(jaar=2023, product="IB2B", eurocent=50_000, plafond=True, bron=("M113",))
    ruimer = Budget(jaar=2023, gemeente=ALMERE, eurocent=60_000, bron=("M73",))

    def met_budget(gemeenten: Sequence[str], dag: date) -> Inkoopmodel | None:
        model = model_van(gemeenten, dag)
        return model and model.model_copy(update={"budgetten": (krap, ruimer)})

    monkeypatch.setattr(toets_beleid, "model_van", met_budget)
    monkeypatch.setattr(toets_beleid, "CLIENTEN", 2)
    monkeypatch.setattr(toegekende, "LIJNEN", 5)
    stukken = goed_mengsel(random.Random(zaad))
    een, twee = [
        await beleid_over(dienst, stukken, bezorg)
        for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True)
    ]
    assert een == twee
    punten, uitgaven, drempels, verteld = een
    assert {besluit for *_, besluit in punten} == {None, "gecrediteerd"}
    assert uitgaven
    assert len(drempels) == 4
    assert len(verteld) > len(uitgaven) + len(drempels)


async def test_what_waits_holds_up_nothing_that_came_with_it(tweeling: tuple[Declaratie, Declaratie]) -> None:
    gevonden = []
    for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True):
        dienst.room.settings = dienst.room.settings.model_copy(update={"assignment_wait_minutes": 60})
        gevonden.append(await beoordeeld(dienst, mengsel(random.Random(9)), bezorg, ""))
    assert gevonden[0] == gevonden[1]
    assert set(gevonden[0].statussen.values()) == {"beantwoord", "ontvangen"}


async def test_many_messages_ask_the_database_as_often_as_few(leeg: Declaratie) -> None:
    needed = []
    with counted(leeg.room) as since:
        for ronde, aantal in enumerate((2, 4, 12)):
            agbs = [f"9999{ronde}{each:03d}" for each in range(aantal)]
            for nummer, agb in enumerate(agbs, 1000 * (ronde + 2)):
                await leeg.wijs_toe(nummer, agb=agb)
                await leeg.sluit_contract(agb=agb)
                await leeg.lever_aan(bericht_met(client(prestatie(1, nummer=nummer)), agb=agb), agb)
            steps = []
            for _ in ("judging", "policy"):
                since()
                assert await leeg.stap() >= aantal
                steps.append(since())
            needed.append(tuple(steps))
            await leeg.werk()
    assert len(leeg.beantwoord()) == 18
    assert {each.prestaties_toegekend for each in leeg.beantwoord()} == {1}
    assert len(set(needed)) == 1, needed


async def test_messages_of_both_laws_go_together(leeg: Declaratie) -> None:
    """Once one of another law between them cut what goes together."""
    needed = []
    with counted(leeg.room) as since:
        for ronde, jeugd in enumerate(((), (1, 3))):
            for each in range(5):
                product = ("45", "JAB1") if each in jeugd else ("02", "IB2B")
                bericht = bericht_met(client(prestatie(product=product)), agb=f"9999{ronde}{each:03d}")
                bericht = als_jw(bericht, ALMERE) if each in jeugd else bericht
                await leeg.lever_aan(bericht, bericht.header.afzender)
            since()
            await leeg.stap()
            needed.append(since())
            await leeg.werk()
    assert [each.wet for each in leeg.beantwoord()].count(Wet.JEUGDWET) == 2
    assert needed[0] == needed[1]
