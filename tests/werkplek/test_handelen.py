"""Acting on pages, in a browser: with rights, once, by who was there first, and with nothing lost that was typed."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, Route
from tests.browser import kom_binnen, page, violations
from tests.werkplek.demo import demo, draaiende_demo

from chassis.tokens import Caller
from clientroute.run import client_factory
from clientroute.suite import Suite
from clientroute.tokens import caller_for

pytestmark = pytest.mark.processen

__all__ = ["demo", "page"]


@dataclass
class Demo:
    """The demo that runs, in a browser."""

    suite: Suite
    root: str
    page: Page

    async def als(self, naam: str, pad: str = "/werkplek") -> str:
        """Be somebody of the demo, on this page; what it says."""
        await self.page.context.clear_cookies()
        await kom_binnen(self.page, self.root, naam)
        return await self.op(pad)

    async def op(self, pad: str, status: int = 200) -> str:
        answer = await self.page.goto(f"{self.root}{pad}")
        assert answer is not None
        assert answer.status == status, pad
        return await self.tekst()

    async def tekst(self) -> str:
        return " ".join((await self.page.inner_text("main")).split())

    async def doe(self, knop: str) -> str:
        """Press a button or follow a link; what the page says then."""
        gezocht = self.page.get_by_role("main").get_by_role("button", name=knop, exact=True)
        if not await gezocht.count():
            gezocht = self.page.get_by_role("main").get_by_role("link", name=knop, exact=True)
        await gezocht.first.click()
        await self.page.wait_for_load_state()
        return await self.tekst()


@pytest.fixture
async def wereld(demo: Path, tmp_path: Path, page: Page) -> AsyncIterator[Demo]:
    async with draaiende_demo(demo, tmp_path) as (suite, root):
        yield Demo(suite, root, page)


async def run_van(wereld: Demo) -> str:
    """Sanne proposes a run; its page."""
    await wereld.als("Sanne", "/werkplek/betaalruns/nieuw")
    await wereld.page.get_by_label("Gemeente die betaalt").select_option(label="Almere")
    await wereld.page.get_by_label("Dag waarop de bank betaalt").fill("2027-12-15")
    assert "De betaalrun is voorgesteld." in await wereld.doe("Stel een betaalrun voor")
    return wereld.page.url.removeprefix(wereld.root).partition("?")[0]


async def test_two_people_pay_a_month_and_keep_the_file_for_the_bank(wereld: Demo) -> None:
    run = await run_van(wereld)
    assert "gecontroleerd, wacht op goedkeuring" in await wereld.doe("De bedragen kloppen")
    zelf = await wereld.doe("Keur goed")
    assert "Dit is nog niet gelukt" in zelf
    await wereld.als("Joris", run)
    assert "goedgekeurd, wacht op sluiten" in await wereld.doe("Keur goed")
    assert "Bewaar nu het bestand voor de bank." in await wereld.doe("Sluit de betaalrun")
    async with wereld.page.expect_download() as wacht:
        await wereld.page.get_by_role("link", name="Bestand voor de bank").click()
    assert b"pain.001" in (await (await wacht.value).path()).read_bytes()
    assert await violations(wereld.page) == []


async def test_a_double_click_on_approve_and_going_back_approve_once(wereld: Demo) -> None:
    run = await run_van(wereld)
    await wereld.doe("De bedragen kloppen")
    await wereld.als("Joris", run)
    verstuurd: list[str | None] = []
    wereld.page.on("request", lambda each: verstuurd.append(each.post_data) if each.method == "POST" else None)
    await wereld.page.get_by_role("button", name="Keur goed").dblclick()
    await wereld.page.wait_for_url("**gedaan=betaalruns.goedkeuren")
    koppen = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    nog_eens = await wereld.page.request.post(f"{wereld.root}{run}/goedkeuren", data=str(verstuurd[0]), headers=koppen)
    assert nog_eens.url.endswith("gedaan=betaalruns.goedkeuren")
    await wereld.page.go_back()
    assert await wereld.page.get_by_role("button", name="Keur goed").count() == 0
    assert len(re.findall("goedgekeurd, wacht op sluiten financien-joris", await wereld.op(run))) == 1


async def test_two_people_on_one_form_see_who_was_later_what_differs(wereld: Demo) -> None:
    await wereld.als("Fatima", "/werkplek/aanbieders")
    await wereld.page.locator("tbody th a").first.click()
    await wereld.page.wait_for_url("**/werkplek/aanbieders/*")
    await wereld.doe("Wijzig")
    agb = wereld.page.url.split("/")[-2]
    async with client_factory(wereld.suite)("toewijzing", caller_for("contractbeheer")) as ander:
        etag = (await ander.get(f"/v1/aanbieders/{agb}")).headers["etag"]
        body = {"naam": "Zorg van de ander", "integriteitGetoetstOp": None}
        (await ander.put(f"/v1/aanbieders/{agb}", json=body, headers={"If-Match": etag})).raise_for_status()
    await wereld.page.get_by_label("Naam").fill("Zorg van mij")
    gezegd = await wereld.doe("Wijzig")
    assert re.search(r"Op [0-9-]{10} [0-9:]{5} uur: contractbeheer heeft dit gewijzigd terwijl u bezig was", gezegd)
    assert "Zorg van mij Zorg van de ander" in gezegd
    assert await wereld.page.get_by_label("Naam").input_value() == "Zorg van mij"
    assert await violations(wereld.page) == []
    assert "De gegevens zijn gewijzigd." in await wereld.doe("Wijzig")
    async with client_factory(wereld.suite)("toewijzing", caller_for("contractbeheer")) as ander:
        assert (await ander.get(f"/v1/aanbieders/{agb}")).json()["naam"] == "Zorg van mij"


async def test_what_is_refused_says_so_at_its_field_and_keeps_what_was_typed(wereld: Demo) -> None:
    await wereld.als("Fatima", "/werkplek/kwesties/nieuw")
    await wereld.page.get_by_label("Soort").select_option(label="Klacht")
    await wereld.page.get_by_label("Gemeente").select_option(label="Almere")
    await wereld.page.get_by_label("Onderwerp").select_option(label="niet nakomen")
    await wereld.page.get_by_label("Wanneer").fill("2026-11-01")
    await wereld.page.get_by_label("Wat er speelt").fill("De hulp komt niet op tijd")
    assert "Dit is nog niet gelukt" in await wereld.doe("Leg vast")
    assert await wereld.page.get_by_label("Wat er speelt").input_value() == "De hulp komt niet op tijd"
    assert await wereld.page.locator(".mis").count() >= 1
    assert await violations(wereld.page) == []


async def test_a_risk_is_recorded_followed_and_closed(wereld: Demo) -> None:
    await wereld.als("Fatima", "/werkplek/kwesties/nieuw")
    keuzes = {"Soort": "Risico", "Gemeente": "Almere", "Onderwerp": "financieel", "Wie doet dat": "gemeente",
              "Hoe groot is de kans": "3, redelijk", "Hoe groot is het gevolg": "4, groot"}  # fmt: skip
    for label, keuze in keuzes.items():
        await wereld.page.get_by_label(label).select_option(label=keuze)
    await wereld.page.get_by_label("Aanbieder").select_option(index=1)
    teksten = {"Wanneer": "2026-11-01", "Wat er speelt": "De cijfers zijn rood", "Voor welke dag": "2027-03-01",
               "Afspraak of maatregel": "Elke maand bellen", "Naam van wie het doet": "contractbeheer"}  # fmt: skip
    for label, waarde in teksten.items():
        await wereld.page.get_by_label(label).fill(waarde)
    assert "Het is vastgelegd." in await wereld.doe("Leg vast")
    await wereld.page.get_by_role("link", name="Gedaan: Elke maand bellen").click()
    await wereld.page.get_by_label("Wanneer").fill("2026-11-20")
    assert "De afspraak staat op gedaan." in await wereld.doe("Gedaan")
    await wereld.doe("Zet de volgende stap")
    await wereld.page.get_by_label("Stap", exact=True).select_option(label="Gesloten")
    await wereld.page.get_by_label("Wanneer").fill("2026-11-21")
    await wereld.page.get_by_label("Toelichting").fill("Opgelost")
    assert "De stap is gezet." in await wereld.doe("Zet de volgende stap")
    assert "Hoe ver Gesloten" in await wereld.tekst()


async def test_a_provider_answers_a_hearing_and_the_municipality_reads_it(wereld: Demo) -> None:
    await wereld.als("Sem", "/werkplek/maatregelen")
    await wereld.page.get_by_role("link", name=re.compile("Geef antwoord")).first.click()
    await wereld.page.get_by_label("Antwoord").fill("Wij namen twee mensen aan")
    assert "Het antwoord is vastgelegd." in await wereld.doe("Geef antwoord")
    assert "Wij namen twee mensen aan" in await wereld.tekst()
    assert await violations(wereld.page) == []


async def test_the_day_of_a_caseworker_begins_with_what_has_to_be_ready_first(wereld: Demo) -> None:
    async with client_factory(wereld.suite)("toegang", caller_for("consulent")) as client:
        lopend = (await client.get("/v1/termijnen")).json()["items"]
    await wereld.als("Thijs")
    assert wereld.page.url.endswith("/werkplek/termijnen")
    assert await wereld.page.locator("tbody th").all_inner_texts() == [each["zaaknummer"] for each in lopend]
    assert await violations(wereld.page) == []
    await wereld.page.get_by_label("Stand").select_option(label="loopt")
    await wereld.doe("Zoek")
    nog_tijd = [each for each in lopend if each["stand"] == "loopt"]
    assert await wereld.page.locator("tbody th").all_inner_texts() == [each["zaaknummer"] for each in nog_tijd]
    await wereld.doe(nog_tijd[0]["zaaknummer"])
    assert await wereld.page.inner_text("h1") == f"Zaak {nog_tijd[0]['zaaknummer']}"


async def test_a_caseworker_looks_into_a_case_and_each_look_is_kept(wereld: Demo) -> None:
    await wereld.als("Thijs", "/werkplek/zaken")
    await wereld.page.locator("tbody th a").first.click()
    gezegd = await wereld.tekst()
    assert "Termijnen" in gezegd
    assert await violations(wereld.page) == []
    zaaknummer = (await wereld.page.inner_text("h1")).removeprefix("Zaak ")
    await wereld.doe("Persoonsgegevens")
    client_id = wereld.page.url.split("/")[-2]
    assert "Achternaam" in await wereld.tekst()
    await wereld.page.go_back()
    async with wereld.page.expect_download() as wacht:
        await wereld.doe("Brief over wie de gegevens zag")
    assert (await (await wacht.value).path()).read_bytes().startswith(b"%PDF")
    await wereld.op(f"/werkplek/zaken?zaaknummer={zaaknummer}")
    assert await wereld.page.locator("tbody tr").count() == 1
    async with client_factory(wereld.suite)("toegang", caller_for("privacy")) as client:
        regels = (await client.get(f"/v1/clienten/{client_id}/logboek", params={"limit": 200})).json()["items"]
    assert {"post_client_inzage", "post_client_inzagebrief"} <= {
        each["operatie"] for each in regels if each["wie"] == "consulent-thijs"
    }


async def test_a_caseworker_sees_what_the_brp_says_otherwise(wereld: Demo) -> None:
    await wereld.als("Thijs", "/werkplek/zaken")
    await wereld.page.locator("tbody th a").first.click()
    await wereld.doe("Wat de BRP zegt")
    client_id = wereld.page.url.split("/")[-2]
    toetser = Caller("toetser", frozenset({"brp"}), gemeenten=frozenset({"*"}))
    anders = {"uitkomst": "gevonden", "persoon": {"geslachtsnaam": "Heelanders", "gegevensGeheim": True}}
    async with client_factory(wereld.suite)("toegang", toetser) as client:
        (await client.post(f"/v1/clienten/{client_id}/brp-toets", json=anders)).raise_for_status()
    await wereld.page.reload()
    gezegd = await wereld.tekst()
    assert "de BRP zegt iets anders" in gezegd
    assert "Wat verschilt naam" in gezegd
    assert "Heelanders" not in gezegd
    assert await violations(wereld.page) == []


async def test_a_bsn_is_looked_for_in_a_form_and_stands_in_no_address(wereld: Demo) -> None:
    async with client_factory(wereld.suite)("toegang", caller_for("consulent")) as client:
        client_id = (await client.get("/v1/meldingen", params={"limit": 1})).json()["items"][0]["clientId"]
        bsn = (await client.post(f"/v1/clienten/{client_id}/_inzage")).json()["bsn"]
    adressen: list[str] = []
    wereld.page.on("request", lambda each: adressen.append(each.url))
    await wereld.als("Thijs", "/werkplek/zaken/zoek")
    await wereld.page.get_by_label("Burgerservicenummer").fill(bsn)
    assert "Zaken van deze inwoner" in await wereld.doe("Zoek")
    assert await wereld.page.locator("tbody tr").count() >= 1
    await wereld.page.get_by_label("Burgerservicenummer").fill("12345")
    assert "heeft acht of negen cijfers" in await wereld.doe("Zoek")
    assert not [each for each in adressen if bsn in each]
    assert bsn not in await wereld.page.content()


async def test_who_saw_what_of_a_citizen_is_shown_with_a_letter_for_him(wereld: Demo) -> None:
    async with client_factory(wereld.suite)("toegang", caller_for("consulent")) as client:
        client_id = (await client.get("/v1/meldingen", params={"limit": 1})).json()["items"][0]["clientId"]
        bsn = (await client.post(f"/v1/clienten/{client_id}/_inzage")).json()["bsn"]
    await wereld.als("Elif")
    await wereld.page.get_by_role("link", name="Wie zag wat").click()
    await wereld.page.get_by_label("Burgerservicenummer").fill(bsn)
    assert "Deze inwoner" in await wereld.doe("Zoek")
    assert await violations(wereld.page) == []
    await wereld.page.locator("tbody th a").click()
    assert wereld.page.url.endswith(f"/werkplek/clienten/{client_id}/logboek")
    async with client_factory(wereld.suite)("toegang", caller_for("privacy")) as client:
        regels = (await client.get(f"/v1/clienten/{client_id}/logboek")).json()["items"]
    getoond = await wereld.page.locator("tbody tr").all_inner_texts()
    assert len(getoond) == len(regels)
    assert all(each["wat"] in rij for each, rij in zip(regels, getoond, strict=True))
    assert bsn not in await wereld.page.content()
    assert await violations(wereld.page) == []
    async with wereld.page.expect_download() as wacht:
        await wereld.doe("Brief voor de inwoner")
    assert (await (await wacht.value).path()).read_bytes().startswith(b"%PDF")
    await wereld.als("Thijs")
    await wereld.op(f"/werkplek/clienten/{client_id}/logboek", 403)


async def test_without_the_right_a_page_says_so_and_shows_nothing(wereld: Demo) -> None:
    await wereld.als("Noor")
    for pad in ("/werkplek/betaalruns", "/werkplek/vastgelopen", "/werkplek/vernietigingen/voorstel"):
        assert "Uw token heeft hiervoor het recht" in await wereld.op(pad, 403)
    assert "We vinden deze pagina niet" in await wereld.op("/werkplek/bestaat-niet", 404)
    assert "We vinden deze startpagina niet" in await wereld.op("/dashboard/start/bestaat-niet", 404)
    await wereld.als("Kim")
    await wereld.op("/dashboard/keten", 403)
    assert await violations(wereld.page) == []


async def test_a_service_that_is_away_keeps_what_was_typed_and_does_it_once(
    wereld: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wereld.als("Sanne", "/werkplek/betaalposten")
    await wereld.page.get_by_role("link", name=re.compile("Houd aan")).first.click()
    await wereld.page.get_by_label("Reden").fill("Eerst uitzoeken")
    peer = wereld.suite.rooms["monitoring"].peers["declaratie"]
    echt = peer.request

    async def weg(*args: object, **kwargs: object) -> httpx.Response:
        await echt(*args, **kwargs)  # type: ignore[arg-type]  # as it is
        raise httpx.ReadTimeout("te laat")

    monkeypatch.setattr(peer, "request", weg)
    gezegd = await wereld.doe("Houd aan")
    assert "Wat u invulde staat hieronder" in gezegd
    assert await wereld.page.get_by_label("Reden").input_value() == "Eerst uitzoeken"
    monkeypatch.undo()
    assert "Het bedrag wordt aangehouden." in await wereld.doe("Houd aan")
    assert (await wereld.tekst()).count("Eerst uitzoeken") == 1


async def test_everything_works_without_script(wereld: Demo) -> None:
    assert wereld.page.context.browser is not None
    context = await wereld.page.context.browser.new_context(java_script_enabled=False)
    zonder = Demo(wereld.suite, wereld.root, await context.new_page())
    run = await run_van(zonder)
    assert "gecontroleerd, wacht op goedkeuring" in await zonder.doe("De bedragen kloppen")
    assert run.startswith("/werkplek/betaalruns/")
    await context.close()


async def test_nothing_is_loaded_from_elsewhere_and_no_page_asks_a_script(wereld: Demo) -> None:
    gevraagd: list[str] = []

    async def zie(route: Route) -> None:
        gevraagd.append(route.request.url)
        await route.continue_()

    await wereld.page.route("**/*", zie)
    await wereld.als("Ravi", "/werkplek/vastgelopen")
    assert {each.split("/")[2] for each in gevraagd if not each.startswith("data:")} == {wereld.root.split("/")[2]}
    assert not [each for each in gevraagd if each.endswith(".js")]
