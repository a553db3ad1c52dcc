"""A provider without software: clients, start and stop, billing, goals and reports, in a browser."""

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.browser import kom_binnen, page, violations
from tests.werkplek.demo import demo, draaiende_demo

from clientroute.demo.wachten import until
from clientroute.run import client_factory
from clientroute.suite import Suite
from clientroute.tokens import caller_for

pytestmark = pytest.mark.processen

__all__ = ["demo", "page"]

VANDAAG = date(2026, 12, 8)
"""November is over, and nobody billed it yet."""
Wereld = tuple[Suite, str]


@pytest.fixture
async def wereld(demo: Path, tmp_path: Path) -> AsyncIterator[Wereld]:
    async with draaiende_demo(demo, tmp_path, VANDAAG) as draait:
        yield draait


async def tekst(page: Page) -> str:
    return " ".join((await page.inner_text("main")).split())


async def klik(page: Page, knop: str) -> str:
    await page.get_by_role("main").get_by_role("button", name=re.compile(f"^{knop}")).first.click()
    await page.wait_for_load_state()
    return await tekst(page)


async def test_the_day_begins_with_what_waits(wereld: Wereld, page: Page) -> None:
    await kom_binnen(page, wereld[1], "Sem")
    gezegd = await tekst(page)
    assert "De gemeente zette een stap en wacht op uw antwoord." in gezegd
    assert await violations(page) == []


async def test_three_clients_are_billed_in_five_clicks_once(wereld: Wereld, page: Page) -> None:
    suite, root = wereld
    await kom_binnen(page, root, "Kim")
    await page.get_by_role("main").get_by_role("link", name="Declareren", exact=True).click()
    velden = page.locator("input[name^=volume-]")
    for nummer in range(3):
        await velden.nth(nummer).fill("1")
    gezegd = await klik(page, "Bekijk wat eruit komt")
    assert "Er is nog niets verstuurd." in gezegd
    assert "wordt betaald" in gezegd
    assert await violations(page) == []
    await page.get_by_role("button", name=re.compile("^Dien in voor")).dblclick()
    await page.wait_for_url("**/werkplek/declaraties?gedaan=declareren")
    assert "Uw declaratie is ingediend." in await tekst(page)
    agb = (await _agb(suite))[0]
    async with client_factory(suite)("declaratie", caller_for("aanbieder", agb=agb)) as client:
        berichten = (await client.get("/v1/berichten", params={"richting": "in", "limit": 200})).json()["items"]
    assert len([each for each in berichten if each["dagtekening"] == VANDAAG.isoformat()]) == 1


async def test_what_is_wrong_is_said_at_the_client_and_what_was_typed_stays(wereld: Wereld, page: Page) -> None:
    await kom_binnen(page, wereld[1], "Kim")
    await page.goto(f"{wereld[1]}/werkplek/declareren")
    eerste = page.locator("input[name^=volume-]").first
    label = await eerste.get_attribute("aria-label")
    assert label is not None
    assert re.search(", geboren [0-9]{2}-[0-9]{2}-[0-9]{4}, ", label), "two clients may have one name"
    assert "Vul bij ten minste één cliënt in" in await klik(page, "Bekijk wat eruit komt")
    await eerste.fill("veel")
    assert "een heel getal boven nul" in await klik(page, "Bekijk wat eruit komt")
    assert await eerste.input_value() == "veel"
    await eerste.fill("99999")
    assert "een bedrag dat niet in een declaratie past" in await klik(page, "Bekijk wat eruit komt")
    await eerste.fill("999")
    gezegd = await klik(page, "Bekijk wat eruit komt")
    assert "Wordt afgewezen." in gezegd
    assert "(code 9" in gezegd
    await eerste.fill("1")
    gezegd = await klik(page, "Dien in voor")
    assert "Er is nog niets verstuurd." in gezegd
    assert await violations(page) == []


async def test_help_starts_and_stops_from_the_list(wereld: Wereld, page: Page) -> None:
    await kom_binnen(page, wereld[1], "Kim")
    await page.goto(f"{wereld[1]}/werkplek/clienten")
    assert await violations(page) == []
    assert not re.search("[0-9]{9}", re.sub(r"\([0-9]{8}\)", "", await tekst(page)))
    await page.get_by_role("link", name=re.compile("^Meld stop")).first.click()
    await page.get_by_label("Laatste dag van de hulp").fill("2026-11-30")
    await page.get_by_label("Waarom").select_option(label="Verhuizing naar een andere gemeente")
    assert "De stop is gemeld." in await klik(page, "Meld stop")


async def test_a_report_is_filled_in_and_kept_when_something_is_missing(wereld: Wereld, page: Page) -> None:
    _, root = wereld
    await kom_binnen(page, root, "Sem")
    await page.goto(f"{root}/werkplek/rapportages?status=gevraagd")
    await page.locator("tbody th a").first.click()
    await page.get_by_role("main").get_by_role("link", name="Dien de rapportage in").click()
    assert await violations(page) == []
    getallen = page.locator("form.invullen input[inputmode]")
    teksten = page.locator("form.invullen textarea")
    for each in await teksten.all():
        await each.fill("Dat ging goed")
    for each in await getallen.all():
        await each.fill("veel")
    if await getallen.count():
        assert "Nog niet alles klopt." in await klik(page, "Dien de rapportage in")
        assert await teksten.first.input_value() == "Dat ging goed" if await teksten.count() else True
        for each in await getallen.all():
            await each.fill("12")
    assert "De rapportage is ingediend." in await klik(page, "Dien de rapportage in")


@pytest.mark.parametrize(
    ("naam", "inhoud", "zegt"),
    [
        ("leeg.xml", b"", "Dit is geen bestand met een declaratie."),
        ("foto.png", b"\x89PNG\r\n\x1a\n", "Dit is geen bestand met een declaratie."),
        ("ander.xml", b"<html><body>hoi</body></html>", "Dit is nog niet gelukt"),
        ("groot.xml", b"<a>" + b" " * 26 * 1024 * 1024, "Dit bestand is te groot"),
    ],
    ids=["leeg", "foto", "ander", "groot"],
)
async def test_a_file_of_the_wrong_kind_or_size_says_so_and_changes_nothing(
    naam: str, inhoud: bytes, zegt: str, wereld: Wereld, page: Page, tmp_path: Path
) -> None:
    suite, root = wereld
    bestand = tmp_path / naam
    bestand.write_bytes(inhoud)
    await kom_binnen(page, root, "Kim")
    await page.goto(f"{root}/werkplek/declareren/bestand")
    await page.get_by_label("Bestand").set_input_files(bestand)
    assert zegt in await klik(page, "Dien in")
    agb = (await _agb(suite))[0]
    async with client_factory(suite)("declaratie", caller_for("aanbieder", agb=agb)) as client:
        berichten = (await client.get("/v1/berichten", params={"richting": "in", "limit": 200})).json()["items"]
    assert [each for each in berichten if each["dagtekening"] == VANDAAG.isoformat()] == []


async def test_what_is_of_another_provider_is_not_there(wereld: Wereld, page: Page) -> None:
    suite, root = wereld
    ander = (await _agb(suite))[1]
    async with client_factory(suite)("declaratie", caller_for("aanbieder", agb=ander)) as client:
        declaratie = (await client.get("/v1/declaraties")).json()["items"][0]["id"]
    async with client_factory(suite)("toewijzing", caller_for("aanbieder", agb=ander)) as client:
        toewijzing = (await client.get("/v1/toewijzingen")).json()["items"][0]["id"]
    await kom_binnen(page, root, "Kim")
    for pad in (f"declaraties/{declaratie}", f"clienten/{toewijzing}/stop"):
        answer = await page.goto(f"{root}/werkplek/{pad}")
        assert answer is not None
        assert answer.status == 404
        assert "of u mag er niet bij" in await tekst(page)


async def _agb(suite: Suite) -> list[str]:
    async with client_factory(suite)("toewijzing", caller_for("contractbeheer")) as client:
        return sorted({each["agb"] for each in (await client.get("/v1/contracten")).json()["items"]})


async def test_a_message_is_read_in_words_and_leaves_what_waits(wereld: Wereld, page: Page) -> None:
    suite, root = wereld
    await kom_binnen(page, root, "Kim")
    await page.goto(f"{root}/werkplek/clienten")
    await page.get_by_role("link", name=re.compile("^Meld stop")).first.click()
    await page.get_by_label("Laatste dag van de hulp").fill("2026-11-30")
    await page.get_by_label("Waarom").select_option(label="Verhuizing naar een andere gemeente")
    await klik(page, "Meld stop")
    agb = (await _agb(suite))[0]
    async with client_factory(suite)("toewijzing", caller_for("aanbieder", agb=agb)) as client:
        klaar = {"richting": "uit", "status": "klaar"}
        await until(lambda: client.get("/v1/berichten", params=klaar), lambda answer: bool(answer.json()["items"]))
    await page.goto(f"{root}/werkplek/aanbieder")
    await page.get_by_role("link", name=re.compile("las u nog niet")).click()
    await page.get_by_role("link", name="antwoord op een stop (WMO308)").first.click()
    gelezen = await tekst(page)
    assert "Dagtekening retour 08-12-2026" in gelezen
    assert await violations(page) == []
    assert "Het bericht staat bij wat u gelezen heeft." in await klik(page, "Gelezen")
    assert await violations(page) == []


async def test_lines_goals_and_payments_name_the_client_and_not_a_code(wereld: Wereld, page: Page) -> None:
    await kom_binnen(page, wereld[1], "Kim")
    await page.goto(f"{wereld[1]}/werkplek/declaraties")
    await page.locator("tbody th a").first.click()
    regels = page.locator("tbody tr")
    assert await regels.count() > 0
    for each in await regels.all():
        assert re.search("[A-Za-z]{2}", await each.locator("th, td").first.inner_text())
    assert await violations(page) == []
    for blad in ("betaald", "plandelen"):
        await page.goto(f"{wereld[1]}/werkplek/{blad}")
        assert await violations(page) == []


async def test_a_file_says_at_each_line_what_is_wrong(wereld: Wereld, page: Page, tmp_path: Path) -> None:
    suite, root = wereld
    agb = (await _agb(suite))[0]
    async with client_factory(suite)("declaratie", caller_for("aanbieder", agb=agb)) as client:
        vraag = {"richting": "in", "soort": "WMO323"}
        eerder = (await client.get("/v1/berichten", params=vraag)).json()["items"][0]
        inhoud = (await client.get(f"/v1/berichten/{eerder['id']}/inhoud")).text
    opnieuw = inhoud.replace(f">{eerder['identificatie']}<", ">OPNIEUW1<")
    opnieuw = re.sub("(declaratieNummer>)[^<]+<", r"\g<1>OPNIEUW1<", opnieuw)
    (tmp_path / "weer.xml").write_text(opnieuw)
    await kom_binnen(page, root, "Kim")
    await page.goto(f"{root}/werkplek/declareren/bestand")
    await page.get_by_label("Bestand").set_input_files(tmp_path / "weer.xml")
    gezegd = await klik(page, "Bekijk wat eruit komt")
    referenties = re.findall("referentieNummer>([^<]+)<", inhoud)
    for referentie in referenties:
        assert f"Prestatie {referentie}" in gezegd
    assert await violations(page) == []
