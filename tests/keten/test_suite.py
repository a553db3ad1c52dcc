"""The whole route in the embedded suite, through the public doors only."""

import asyncio
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from tests.eenmaal import eenmaal
from tests.keten.berichten import WIE_ALLES_LEEST, every_message

from chassis.settings import Settings
from clientroute.demo import Speler, Uitkomst, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.run import client_factory
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from inkoop import MODELLEN, Inkoopmodel, gebruik_map, laad, namen
from istandaard.berichten import Bericht301, Bericht323, Bericht325

pytestmark = pytest.mark.lang

BURGERS = 12
IN_EEN_STREEK = 8
VANDAAG = date(2026, 11, 21)


@pytest.fixture(scope="module")
def almere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Uitkomst]:
    """The data of a suite in which Almere was played once, and the totals of that play."""
    return eenmaal(tmp_path_factory, "suite", lambda folder: asyncio.run(_speel(folder)))


async def _speel(folder: Path) -> tuple[Path, Uitkomst]:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        speler = Speler(laad("almere-2023"), client_factory(suite), klok)
        return folder, await speel(speler, maanden=2, burgers=BURGERS, vandaag=VANDAAG)


@pytest.fixture
async def gespeeld(almere: tuple[Path, Uitkomst], tmp_path: Path) -> AsyncIterator[tuple[Suite, Uitkomst]]:
    """A suite in which Almere was played, for one test to do in what it wants."""
    shutil.copytree(almere[0], tmp_path / "var")
    async with running_suite(Settings(data_dir=tmp_path / "var")) as suite:
        yield suite, almere[1]


def backoffice(suite: Suite, service: str) -> httpx.AsyncClient:
    return client_factory(suite)(service, WIE_ALLES_LEEST)


async def test_the_totals_are_what_the_messages_say(gespeeld: tuple[Suite, Uitkomst]) -> None:
    suite, totalen = gespeeld
    async with backoffice(suite, "toewijzing") as toewijzing, backoffice(suite, "declaratie") as declaratie:
        sent = await every_message(toewijzing, soort="WMO301")
        starts = await every_message(toewijzing, soort="WMO305")
        stops = await every_message(toewijzing, soort="WMO307")
        requests = await every_message(toewijzing, soort="WMO315")
        answered = await every_message(toewijzing, soort="WMO320")
        bills = [each for _, each in await every_message(declaratie, soort="WMO323")]
        answers = [each for _, each in await every_message(declaratie, soort="WMO325")]
    nummers = {
        product.toewijzing_nummer
        for _, bericht in sent
        if isinstance(bericht, Bericht301)
        for product in bericht.client.toegewezen_producten
    }
    assert totalen["aantalMeldingen"] == totalen["aantalBeschikkingen"] == BURGERS
    assert totalen["aantalToewijzingen"] == len(nummers)
    assert {status for status, _ in sent} == {"beantwoord"}
    assert {status for status, _ in starts} == {"beantwoord"}
    assert {status for status, _ in stops} == {"beantwoord"}
    assert {each.soort() for _, each in requests} == {"WMO315"}
    assert len(answered) == len(requests)

    claimed = [
        prestatie
        for bill in bills
        if isinstance(bill, Bericht323)
        for client in bill.declaratie.clienten
        for prestatie in client.prestaties
    ]
    rejected = [
        prestatie
        for answer in answers
        if isinstance(answer, Bericht325) and answer.declaratie_antwoord
        for client in answer.declaratie_antwoord.clienten
        for prestatie in client.prestaties
    ]
    amount = sum(each.ingediend_bedrag.bedrag for each in claimed)
    refused = sum(each.ingediend_bedrag.bedrag for each in rejected)
    prestaties = totalen["prestatieaantallen"]
    assert isinstance(prestaties, dict)
    assert (prestaties["ontvangen"], prestaties["afgewezen"]) == (len(claimed), len(rejected))
    assert prestaties["toegekend"] == len(claimed) - len(rejected) > 0
    assert totalen["bedragen"] == {"ingediend": amount, "toegekend": amount - refused}
    per_code = Counter(code for each in rejected for code in each.retour_codes)
    assert {each["retourcode"]: each["aantal"] for each in prestaties["afkeuringen"]} == dict(per_code)


async def test_a_second_start_finds_the_same_data(gespeeld: tuple[Suite, Uitkomst]) -> None:
    suite, first = gespeeld
    async with backoffice(suite, "monitoring") as monitoring:
        assert (await monitoring.get("/v1/keten")).json() == first


async def test_a_correction_of_a_person_travels_with_the_next_301(gespeeld: tuple[Suite, Uitkomst]) -> None:
    """From the front office to the provider: nothing is sent by itself (OP087), sent again it is told."""
    suite, _ = gespeeld
    als = client_factory(suite)
    async with (
        als("toegang", caller_for("front-office")) as toegang,
        als("toegang", caller_for("consulent")) as lezer,
        als("toewijzing", caller_for("front-office")) as toewijzing,
        backoffice(suite, "toewijzing") as post,
    ):
        loopt = (await toewijzing.get("/v1/toewijzingen")).raise_for_status().json()["items"][0]
        pad = f"/v1/clienten/{loopt['clientId']}"
        gelezen = (await lezer.post(f"{pad}/_inzage")).raise_for_status()
        tolk = gelezen.json() | {"communicatie": {"vorm": "1", "taal": "Papiaments"}}
        headers = {"If-Match": gelezen.headers["ETag"]}
        (await toegang.put(f"{pad}/persoon", json=tolk, headers=headers)).raise_for_status()
        voor = await every_message(post, soort="WMO301")
        (await toewijzing.post(f"/v1/toewijzingen/{loopt['id']}/_verstuur")).raise_for_status()
        na = await every_message(post, soort="WMO301")
    talen = [
        [
            bericht.client.communicatie.taal if bericht.client.communicatie else None
            for _, bericht in berichten
            if isinstance(bericht, Bericht301)
        ]
        for berichten in (voor, na)
    ]
    assert (talen[0].count("Papiaments"), talen[1].count("Papiaments")) == (0, 1)
    assert len(na) == len(voor) + 1


async def test_the_demo_shows_people_beyond_the_plain_case(gespeeld: tuple[Suite, Uitkomst]) -> None:
    suite, _ = gespeeld
    async with backoffice(suite, "toewijzing") as toewijzing:
        clienten = [each.client for _, each in await every_message(toewijzing) if isinstance(each, Bericht301)]
    assert {each.geboortedatum.datum_gebruik for each in clienten} == {None, "2", "3"}
    assert {each.naam.partnernaam is None for each in clienten} == {True, False}
    assert {each.contactgegevens[0].soort for each in clienten} == {"01", "02"}
    for wat in ("relaties", "communicatie"):
        assert {bool(getattr(each, wat)) for each in clienten} == {True, False}


@pytest.mark.parametrize("regio", namen())
async def test_every_region_plays_with_weighing_plans_and_evaluations(regio: str, tmp_path: Path) -> None:
    """From melding to payment: every decision was weighed, and plans are settled and evaluated on the way."""
    klok, model = SpeelKlok(), laad(regio)
    async with running_suite(Settings(data_dir=tmp_path), klok) as suite:
        totalen = await speel(Speler(model, client_factory(suite), klok), 1, IN_EEN_STREEK, VANDAAG)
        async with client_factory(suite)("toegang", caller_for("front-office")) as toegang:
            meldingen = (await toegang.get("/v1/meldingen")).json()["items"]
            gewogen = [(await toegang.get(f"/v1/meldingen/{each['id']}/afwegingen")).json() for each in meldingen]
            regels = (await toegang.get("/v1/plannen")).json()["items"]
            plannen = [(await toegang.get(f"/v1/plannen/{each['id']}")).json() for each in regels]
    prestaties = totalen["prestatieaantallen"]
    assert isinstance(prestaties, dict)
    assert totalen["aantalBeschikkingen"] == IN_EEN_STREEK
    assert prestaties["toegekend"] > 0
    assert {(len(each), each[0]["inkoopmodel"]) for each in gewogen} == {(1, regio)}
    assert {each["status"] for each in plannen} == {"vastgesteld"}
    gehouden = [each for plan in plannen for each in plan["evaluaties"] if each["status"] == "gehouden"]
    assert gehouden
    assert {len(each["antwoorden"]) for each in gehouden} == {len(model.plan.evaluatievragen)}


@pytest.fixture
def zesde(tmp_path: Path) -> Iterator[Inkoopmodel]:
    """A sixth region in a folder of its own: one file, another municipality, other prices, no code."""
    tekst = (
        (MODELLEN / "noord-veluwe-2021.yaml").read_text(encoding="utf-8").replace("noord-veluwe-2021", "kampen-2025")
    )
    tekst = tekst.replace("eurocent: 2965", "eurocent: 3480").replace("versie: 2021", "versie: 2025")
    for oud, nieuw in {"0230": "0166", "Elburg": "Kampen"}.items():
        tekst = tekst.replace(oud, nieuw)
    tekst = re.sub(r'.*"(0269|0273|0233|0243|0050|0302)".*\n', "", tekst)
    folder = tmp_path / "modellen"
    folder.mkdir()
    (folder / "kampen-2025.yaml").write_text(tekst, encoding="utf-8")
    gebruik_map(folder)
    yield laad("kampen-2025")
    gebruik_map(None)


async def test_a_sixth_region_plays_from_one_file(zesde: Inkoopmodel, tmp_path: Path) -> None:
    """From melding to payment, at its own price."""
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=tmp_path), klok) as suite:
        totalen = await speel(Speler(zesde, client_factory(suite), klok), 1, IN_EEN_STREEK, VANDAAG)
        async with client_factory(suite)("toegang", caller_for("front-office")) as toegang:
            meldingen = (await toegang.get("/v1/meldingen")).json()["items"]
        async with backoffice(suite, "declaratie") as declaratie:
            declaraties = [each for _, each in await every_message(declaratie) if isinstance(each, Bericht323)]
    assert {each["gemeente"] for each in meldingen} == {"0166"}
    assert totalen["aantalBeschikkingen"] == IN_EEN_STREEK
    assert totalen["prestatieaantallen"]["toegekend"] > 0  # type: ignore[index]
    regels = [regel for each in declaraties for client in each.declaratie.clienten for regel in client.prestaties]
    assert {each.product_tarief for each in regels if each.product_code == "HBH"} & {zesde.tarief_op("HBH", VANDAAG)}


async def test_the_suite_tells_how_it_is_and_where_everything_stands(tmp_path: Path) -> None:
    async with running_suite(Settings(data_dir=tmp_path)) as suite, suite.client() as anyone:

        async def stand() -> object:
            return (await anyone.get("/readyz")).json()

        # On a machine that is busy a database may not answer in time at first: ready is what the suite becomes.
        await until(stand, lambda each: each == {"status": "ok", "fouten": {}})
        assert (await anyone.get("/livez")).status_code == 200
        page = (await anyone.get("/")).text
        for service in ("toegang", "toewijzing", "declaratie", "monitoring"):
            assert f"/{service}/v1/docs" in page
            assert (await anyone.get(f"/{service}/v1/openapi.json")).status_code == 200
        voor_mensen = await anyone.get("/monitoring/werkplek", headers={"Accept": "text/html"})
        assert voor_mensen.headers["location"] == "/monitoring/werkplek/aanmelden?naar=/werkplek"
        assert (await anyone.get(voor_mensen.headers["location"])).status_code == 200
        for nergens in ("/nergens", "/nergens/v1/meldingen", "/toegang", "/toegang%0A", "/toegang/v1/meldingen%0A"):
            answer = await anyone.get(nergens)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), nergens
            assert answer.json()["instance"].startswith("urn:uuid:")
            assert answer.headers["x-content-type-options"] == "nosniff"
