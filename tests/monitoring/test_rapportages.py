"""Rapportages: asked of who has a contract, reminded, handed in once, judged and laid side by side (M115)."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.monitoring.conftest import Monitoring, running
from tests.monitoring.over_http import lees, post, rapport
from tests.monitoring.verhaal import AGB, ALKMAAR, ALMERE, contract

from chassis import tables
from chassis.service import load_secrets
from chassis.settings import Settings
from gebeurtenissen.monitoring import RAPPORTAGE_GEWIJZIGD
from inkoop import laad
from monitoring.domain.rapportages import Antwoord, check_antwoorden, herinneringen, uiterlijk, voorbij
from monitoring.usecases.rapportages import vraag_uit
from weigering import Weigering

ANDER = "99990002"
SOCIAL_RETURN = [{"vraag": "plaatsen", "getal": 6}, {"vraag": "besteed", "getal": 1_850_000}]
VERKLARING = [
    {"vraag": "bevoegd", "klopt": True},
    {"vraag": "geleverd", "klopt": True},
    {"vraag": "onderaannemers", "klopt": False},
    {"vraag": "afwijking", "tekst": "Een onderaannemer had geen verklaringen. Die werkt niet meer voor ons."},
]


class Jaren:
    """Monitoring on one database, on the day that is asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @asynccontextmanager
    async def op(self, dag: date) -> AsyncIterator[Monitoring]:
        """On this day, after the hour came round."""
        moment = datetime(dag.year, dag.month, dag.day, 10, tzinfo=UTC)
        async with running(self.settings, load_secrets(self.settings), moment) as monitoring:
            async with monitoring.room.work() as work:
                await vraag_uit(work)
            yield monitoring


@pytest.fixture
def jaren(migrated_url: str, tmp_path: Path) -> Jaren:
    """On SQLite and on PostgreSQL."""
    return Jaren(Settings(data_dir=tmp_path, database_url=migrated_url))


@pytest.fixture
async def gevraagd(jaren: Jaren) -> Jaren:
    """The year 2025 is over in Almere, and one provider has a contract there."""
    async with jaren.op(date(2025, 12, 31)) as monitoring:
        await monitoring.hoor(contract(AGB, 10))
        assert await rapportages(monitoring) == []
    async with jaren.op(date(2026, 1, 1)):
        return jaren


async def rapportages(monitoring: Monitoring, query: str = "", agb: str | None = None) -> list[dict[str, object]]:
    """What somebody of Almere, or a provider, sees."""
    answer = await lees(monitoring, f"rapportages{query}", ALMERE, agb=agb)
    found: list[dict[str, object]] = answer["items"]
    return found


async def verteld(monitoring: Monitoring) -> list[tuple[str, str]]:
    """Of every event so far: which form, and what happened."""
    query = select(tables.outbox.c.body).where(tables.outbox.c.type == RAPPORTAGE_GEWIJZIGD.name)
    async with monitoring.room.work(writes=False) as work:
        rows = (await work.session.execute(query.order_by(tables.outbox.c.position))).scalars()
        return [(each["data"]["uitvraag"], each["data"]["wijziging"]) for each in map(json.loads, rows)]


def dien(antwoorden: list[dict[str, object]]) -> dict[str, object]:
    return {"gegevenAntwoorden": antwoorden}


async def test_m115_each_provider_with_a_contract_is_asked_once_when_the_year_is_over(gevraagd: Jaren) -> None:
    async with gevraagd.op(date(2026, 1, 1)) as monitoring:
        gezien = await rapportages(monitoring, agb=AGB)
        assert {(each["uitvraag"], each["verslagperiode"], each["status"]) for each in gezien} == {
            (naam, "2025", "gevraagd") for naam in ("bestuurdersverklaring", "reflectieverslag", "social-return")
        }
        assert {each["uiterlijk"] for each in gezien} == {"2026-07-02"}
        assert await rapportages(monitoring, agb=ANDER) == []
        assert len(await verteld(monitoring)) == 3
    async with gevraagd.op(date(2026, 1, 2)) as monitoring:
        assert len(await rapportages(monitoring)) == 3
        assert len(await verteld(monitoring)) == 3


async def test_m115_who_had_no_contract_in_the_year_is_not_asked(jaren: Jaren) -> None:
    async with jaren.op(date(2026, 1, 1)) as monitoring:
        await monitoring.hoor(
            contract(AGB, 10).met(geldigVan="2026-01-01"),
            contract(ANDER, 10).met(geldigTot="2025-01-01"),
        )
    async with jaren.op(date(2026, 1, 1)) as monitoring:
        assert {each["agb"] for each in await rapportages(monitoring)} == {ANDER}


async def test_m115_a_reminder_in_good_time_and_one_when_it_is_late(gevraagd: Jaren) -> None:
    async with gevraagd.op(date(2026, 1, 1)) as monitoring:
        (een,) = [each for each in await rapportages(monitoring) if each["uitvraag"] == "social-return"]
        await post(monitoring, f"rapportages/{een['id']}/_indienen", dien(SOCIAL_RETURN), agb=AGB, status=200)
    aantallen = []
    for dag in (date(2026, 6, 17), date(2026, 6, 18), date(2026, 7, 2), date(2026, 7, 3), date(2026, 7, 4)):
        async with gevraagd.op(dag) as monitoring:
            herinnerd = [naam for naam, wijziging in await verteld(monitoring) if wijziging == "herinnerd"]
            aantallen.append(len(herinnerd))
            assert "social-return" not in herinnerd
            laat = await rapportages(monitoring, "?teLaat=true")
            assert len(laat) == (2 if dag > date(2026, 7, 2) else 0)
    assert aantallen == [0, 2, 2, 4, 4]


async def test_m115_it_is_handed_in_once_and_again_when_it_is_given_back(gevraagd: Jaren) -> None:
    async with gevraagd.op(date(2026, 7, 3)) as monitoring:
        (een,) = [each for each in await rapportages(monitoring) if each["uitvraag"] == "social-return"]
        pad = f"rapportages/{een['id']}"
        terug = {"reden": "Noem het deel van deze regio.", "uiterlijk": "2026-07-20"}
        await post(monitoring, f"{pad}/_beoordeel", terug, ALMERE, status=409)
        eerst = await post(monitoring, f"{pad}/_indienen", dien(SOCIAL_RETURN), agb=AGB, status=200)
        assert (eerst["status"], eerst["teLaat"], eerst["ingediendOp"]) == ("ingediend", True, "2026-07-03")
        nog_eens = await post(monitoring, f"{pad}/_indienen", dien(SOCIAL_RETURN), agb=AGB, status=409)
        assert "al ingediend" in nog_eens["detail"]
        await post(monitoring, f"{pad}/_beoordeel", {"reden": "Waarom?"}, ALMERE, status=400)
        await post(monitoring, f"{pad}/_beoordeel", {**terug, "uiterlijk": "2026-07-03"}, ALMERE, status=400)
        gegeven = await post(monitoring, f"{pad}/_beoordeel", terug, ALMERE, status=200)
        assert (gegeven["status"], gegeven["uiterlijk"], gegeven["teLaat"]) == ("teruggegeven", "2026-07-20", False)
        beter = [{"vraag": "besteed", "getal": 400_000}, {"vraag": "plaatsen", "getal": 2}]
        await post(monitoring, f"{pad}/_indienen", dien(beter), agb=AGB, status=200)
        klaar = await post(monitoring, f"{pad}/_beoordeel", {}, ALMERE, status=200)
        assert [(each["vraag"], each["getal"]) for each in klaar["vragen"]] == [("plaatsen", 2), ("besteed", 400_000)]
        assert [(each["status"], each["reden"]) for each in klaar["stappen"]] == [
            ("ingediend", None), ("teruggegeven", terug["reden"]), ("ingediend", None), ("akkoord", None),
        ]  # fmt: skip
        assert [wat for naam, wat in await verteld(monitoring) if naam == "social-return"] == [
            "gevraagd", "herinnerd", "ingediend", "teruggegeven", "ingediend", "akkoord",
        ]  # fmt: skip


async def test_m115_who_has_no_part_in_it_finds_nothing(gevraagd: Jaren) -> None:
    """A subcontractor without a contract of its own, another municipality, and a provider that would judge itself."""
    async with gevraagd.op(date(2026, 1, 1)) as monitoring:
        een = (await rapportages(monitoring))[0]
        pad = f"rapportages/{een['id']}"
        await lees(monitoring, pad, agb=ANDER, status=404)
        await lees(monitoring, pad, ALKMAAR, status=404)
        assert (await lees(monitoring, "rapportages", ALKMAAR))["items"] == []
        await post(monitoring, f"{pad}/_indienen", dien(SOCIAL_RETURN), agb=ANDER, status=404)
        await post(monitoring, f"{pad}/_beoordeel", {}, agb=AGB, status=403)


async def test_m92_m119_what_providers_said_stands_side_by_side_and_a_no_comes_first(gevraagd: Jaren) -> None:
    async with gevraagd.op(date(2026, 1, 1)) as monitoring:
        per_naam = {each["uitvraag"]: each["id"] for each in await rapportages(monitoring)}
        assert await rapport(monitoring, "rapportages-antwoorden", "", ALMERE) == []
        for naam, antwoorden in (("social-return", SOCIAL_RETURN), ("bestuurdersverklaring", VERKLARING)):
            await post(monitoring, f"rapportages/{per_naam[naam]}/_indienen", dien(antwoorden), agb=AGB, status=200)
        rijen = await rapport(monitoring, "rapportages-antwoorden", "", ALMERE)
        assert [rij[4:] for rij in rijen if rij[1].startswith("Werk")] == [
            [None, 6, None, None],
            [None, None, None, 1_850_000],
        ]
        assert rijen[0][3:5] == ["Onze onderaannemers houden zich aan dezelfde afspraken.", "nee"]
        assert len(rijen) == 6
        assert await rapport(monitoring, "rapportages-antwoorden", "", ALKMAAR) == []
        open_ = await rapport(monitoring, "rapportages", "", ALMERE)
        assert [rij[3] for rij in open_ if rij[1] == "Verslag met een terugblik"] == ["gevraagd"]
        assert [rij[3] for rij in open_ if rij[1] != "Verslag met een terugblik"] == ["ingediend", "ingediend"]


async def test_m70_m93_a_provider_looks_back_and_says_how_much_help_it_gave_at_a_distance(gevraagd: Jaren) -> None:
    async with gevraagd.op(date(2026, 1, 1)) as monitoring:
        (een,) = [each for each in await rapportages(monitoring) if each["uitvraag"] == "reflectieverslag"]
        antwoorden = [
            {"vraag": "op-afstand", "getal": 25},
            {"vraag": "samenwerking", "tekst": "Goed, maar niet in elke wijk."},
            {"vraag": "geleerd", "tekst": "Eerder bellen."},
        ]
        await post(monitoring, f"rapportages/{een['id']}/_indienen", dien(antwoorden), agb=AGB, status=200)
        rijen = await rapport(monitoring, "rapportages-antwoorden", "", ALMERE)
        assert [rij[4:] for rij in rijen] == [
            ["Goed, maar niet in elke wijk.", None, None, None],
            ["Eerder bellen.", None, None, None],
            [None, None, 0.25, None],
        ]


async def test_m114_profit_and_overhead_stand_in_the_table_of_answers(jaren: Jaren) -> None:
    async with jaren.op(date(2027, 12, 31)) as monitoring:
        await monitoring.hoor(contract(AGB, 10).met(gemeenten=[ALKMAAR], geldigVan="2027-01-01"))
    async with jaren.op(date(2028, 1, 1)) as monitoring:
        (een,) = (await lees(monitoring, "rapportages", ALKMAAR))["items"]  # type: ignore[misc]
        bedragen = {"omzet": 9_000_000, "overhead": 1_200_000, "vastgoed": 300_000, "resultaat": -50_000}
        antwoorden: list[dict[str, object]] = [{"vraag": vraag, "getal": getal} for vraag, getal in bedragen.items()]
        await post(monitoring, f"rapportages/{een['id']}/_indienen", dien(antwoorden), agb=AGB, status=200)
        rijen = await rapport(monitoring, "rapportages-antwoorden", "", ALKMAAR)
        assert [(rij[0], rij[7]) for rij in rijen] == [(AGB, bedrag) for bedrag in bedragen.values()]


async def test_m115_late_comes_first_and_what_is_agreed_is_gone(gevraagd: Jaren) -> None:
    async with gevraagd.op(date(2026, 7, 3)) as monitoring:
        per_naam = {each["uitvraag"]: each["id"] for each in await rapportages(monitoring)}
        pad = f"rapportages/{per_naam['social-return']}"
        await post(monitoring, f"{pad}/_indienen", dien(SOCIAL_RETURN), agb=AGB, status=200)
        rijen = await rapport(monitoring, "rapportages", "", ALMERE)
        assert [(rij[3], rij[5]) for rij in rijen] == [
            ("gevraagd", "te laat"), ("gevraagd", "te laat"), ("ingediend", "op tijd"),
        ]  # fmt: skip
        await post(monitoring, f"{pad}/_beoordeel", {}, ALMERE, status=200)
        assert len(await rapport(monitoring, "rapportages", "", ALMERE)) == 2


UITVRAAG = laad("noord-veluwe-2021").uitvragen[0]
GOED = (
    Antwoord("medewerkers", None, 12, None),
    Antwoord("vast", None, 100, None),
    Antwoord("verzuim", None, 0, None),
    Antwoord("bijzonder", "Niets.", None, None),
)


def fouten(*antwoorden: Antwoord) -> list[str | None]:
    """The fields that are wrong."""
    try:
        check_antwoorden(UITVRAAG.vragen, antwoorden)
    except Weigering as weigering:
        return [weigering.veld, *(each.veld for each in weigering.ook)]
    return []


def test_m115_every_question_has_one_answer_of_its_own_kind() -> None:
    assert fouten(*GOED) == []
    assert fouten(*GOED[:3]) == ["body.gegevenAntwoorden"]
    assert fouten(*GOED, GOED[0]) == ["body.gegevenAntwoorden.4"]
    assert fouten(*GOED, Antwoord("omzet", None, 1, None)) == ["body.gegevenAntwoorden.4"]
    eerste = "body.gegevenAntwoorden.0"
    for verkeerd in ((None, None, None), ("12", None, None), (None, None, True), ("12", 12, None), (None, -1, None)):
        assert fouten(Antwoord("medewerkers", *verkeerd), *GOED[1:]) == [eerste], verkeerd
    assert fouten(Antwoord("vast", None, 101, None), GOED[0], *GOED[2:]) == [eerste]
    assert fouten(Antwoord("bijzonder", None, 1, None), *GOED[:3]) == [eerste]


def test_m114_a_loss_may_be_below_zero() -> None:
    vragen = laad("regio-alkmaar-2027").uitvragen[0].vragen
    check_antwoorden(vragen, [Antwoord(each.naam, None, -1, None) for each in vragen])


def test_m115_a_period_is_asked_from_the_day_after_it() -> None:
    assert [each.naam for each in voorbij(UITVRAAG, date(2026, 9, 30))] == []
    assert [each.naam for each in voorbij(UITVRAAG, date(2026, 10, 1))] == ["2026-K3"]
    assert [each.naam for each in voorbij(UITVRAAG, date(2027, 1, 1))] == ["2026-K3", "2026-K4"]


def test_m115_the_last_day_counts_from_the_period_or_from_the_question() -> None:
    (kwartaal,) = voorbij(UITVRAAG, date(2026, 10, 1))
    assert (kwartaal.eerste, kwartaal.laatste) == (date(2026, 7, 1), date(2026, 9, 30))
    assert uiterlijk(UITVRAAG, kwartaal, date(2026, 9, 30)) == date(2026, 11, 11)
    assert uiterlijk(UITVRAAG, kwartaal, date(2026, 12, 1)) == date(2027, 1, 12)


def test_m115_two_reminders_and_when() -> None:
    laatste = date(2026, 7, 15)
    dagen = (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 15), date(2026, 7, 16))
    assert [herinneringen(laatste, dag) for dag in dagen] == [0, 1, 1, 2]
