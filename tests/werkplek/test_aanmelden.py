"""Coming in and going out, in a browser, at an issuer that is a process of its own."""

import json
import re

import httpx
import pytest
from playwright.async_api import Page
from sqlalchemy import text
from tests.browser import violations
from tests.werkplek.conftest import RUN, Werkplek

from chassis.web import create_api

pytestmark = pytest.mark.processen

GOEDKEUREN = f"/werkplek/betaalruns/{RUN['id']}/goedkeuren"


async def kom_binnen(werkplek: Werkplek, blad: Page, wie: str, pad: str = "/werkplek") -> None:
    await blad.goto(f"{werkplek.url}{pad}")
    await blad.get_by_label("Naam").fill(wie)
    await blad.get_by_role("button", name="Meld aan").click()


async def koekje(werkplek: Werkplek, blad: Page) -> dict[str, object]:
    (gevonden,) = await blad.context.cookies(werkplek.url)
    return dict(gevonden)


async def test_somebody_signs_in_at_the_issuer_and_lands_on_the_page_that_was_asked(
    werkplek: Werkplek, blad: Page
) -> None:
    await kom_binnen(werkplek, blad, "noor", "/dashboard/budget?wet=wmo")
    assert blad.url == f"{werkplek.url}/dashboard/budget?wet=wmo"
    assert "Noor" in await blad.inner_text("header")
    gezet = await koekje(werkplek, blad)
    assert gezet["name"] == "__Host-clientroute"
    assert (gezet["httpOnly"], gezet["secure"], gezet["sameSite"], gezet["path"]) == (True, True, "Lax", "/")


async def test_who_signs_out_is_signed_out_at_the_issuer_too_and_the_cookie_opens_nothing(
    werkplek: Werkplek, blad: Page
) -> None:
    await kom_binnen(werkplek, blad, "noor")
    oud = (await koekje(werkplek, blad))["value"]
    await blad.get_by_role("button", name="Afmelden").click()
    await blad.wait_for_url(f"{werkplek.url}/werkplek/afgemeld")
    assert werkplek.issuer.zeg() == 1
    assert await violations(blad) == []
    async with httpx.AsyncClient(base_url=werkplek.url, verify=False) as client:
        koppen = {"Cookie": f"__Host-clientroute={oud}", "Accept": "text/html"}
        answer = await client.get("/dashboard", headers=koppen)
    assert (answer.status_code, answer.headers["location"]) == (303, "/werkplek/aanmelden?naar=/dashboard")


async def test_a_session_is_over_after_half_an_hour_of_nothing_and_after_a_working_day(
    werkplek: Werkplek, blad: Page
) -> None:
    await kom_binnen(werkplek, blad, "noor", "/dashboard/keten")
    for _ in range(3):
        werkplek.later(minuten=25)
        await blad.goto(f"{werkplek.url}/dashboard/keten")
        assert blad.url == f"{werkplek.url}/dashboard/keten"
    werkplek.later(minuten=31)
    await blad.goto(f"{werkplek.url}/dashboard/keten")
    assert blad.url.startswith(werkplek.issuer.url)
    await kom_binnen(werkplek, blad, "noor", "/dashboard/keten")
    for _ in range(24):
        werkplek.later(minuten=26)
        await blad.goto(f"{werkplek.url}/dashboard/keten")
    assert blad.url.startswith(werkplek.issuer.url)


async def test_a_right_that_was_taken_away_is_gone_at_the_next_token(werkplek: Werkplek, blad: Page) -> None:
    werkplek.diensten.antwoorden[("GET", "/v1/betaalruns")] = lambda: httpx.Response(200, json={"items": [RUN]})
    await kom_binnen(werkplek, blad, "sanne", "/werkplek/betaalruns")
    assert "€ 1.234,56" in await blad.inner_text("main")
    werkplek.issuer.zeg(scopes={"sanne": "monitoring"})
    werkplek.later(minuten=1)
    answer = await blad.reload()
    assert answer is not None
    assert answer.status == 403
    assert "recht betalen" in await blad.inner_text("main")
    assert await violations(blad) == []


async def test_an_issuer_that_is_away_says_so_and_the_session_goes_on_when_it_is_back(
    werkplek: Werkplek, blad: Page
) -> None:
    await kom_binnen(werkplek, blad, "noor", "/dashboard/keten")
    werkplek.issuer.kill()
    werkplek.later(minuten=1)
    answer = await blad.reload()
    assert answer is not None
    assert answer.status == 503
    assert "antwoordt niet" in await blad.inner_text("main")
    await blad.context.clear_cookies()
    answer = await blad.goto(f"{werkplek.url}/werkplek/aanmelden")
    assert answer is not None
    assert answer.status == 503


async def test_a_form_that_outlived_its_session_is_kept_for_who_typed_it_and_for_nobody_else(
    werkplek: Werkplek, blad: Page
) -> None:
    await kom_binnen(werkplek, blad, "sanne", "/werkplek/betaalposten/post-1/aanhouden")
    await blad.get_by_label("Reden").fill("De uren kloppen niet met het rooster")
    werkplek.later(minuten=40)
    await blad.get_by_role("button", name="Houd aan").click()
    assert "Wat u invulde is bewaard" in await blad.inner_text("main")
    assert [each for each in werkplek.diensten.gevraagd if each.methode == "POST"] == []
    verder = await blad.get_by_role("link", name="Meld u opnieuw aan").get_attribute("href")
    await kom_binnen(werkplek, blad, "sanne", str(verder))
    assert await blad.get_by_label("Reden").input_value() == "De uren kloppen niet met het rooster"
    await blad.context.clear_cookies()
    werkplek.issuer.zeg(scopes={"joris": "betalen"})
    await kom_binnen(werkplek, blad, "joris", str(verder))
    assert await blad.get_by_label("Reden").input_value() == ""


async def test_another_site_can_do_nothing_with_the_cookie(werkplek: Werkplek, blad: Page) -> None:
    await kom_binnen(werkplek, blad, "sanne")
    koppen = {"Cookie": f"__Host-clientroute={(await koekje(werkplek, blad))['value']}", "Accept": "text/html"}
    async with httpx.AsyncClient(base_url=werkplek.url, verify=False, headers=koppen) as client:
        for teken in ({}, {"formulierteken": "verzonnen"}):
            answer = await client.post(GOEDKEUREN, data=teken)
            assert answer.status_code == 403
            assert "niet van onze eigen" in answer.text
            assert (await client.post("/werkplek/afmelden", data=teken)).status_code == 403
    assert [each for each in werkplek.diensten.gevraagd if each.methode == "POST"] == []
    await blad.reload()
    assert "Sanne" in await blad.inner_text("header")


async def test_what_comes_back_from_the_issuer_counts_once_and_only_where_it_began(
    werkplek: Werkplek, blad: Page
) -> None:
    terug: list[str] = []
    blad.on(
        "request", lambda request: terug.append(request.url) if "/werkplek/aanmelden/terug" in request.url else None
    )
    await kom_binnen(werkplek, blad, "noor")
    answer = await blad.goto(terug[0])
    assert answer is not None
    assert answer.status == 403
    async with httpx.AsyncClient(base_url=werkplek.url, verify=False, headers={"Accept": "text/html"}) as client:
        for adres in (terug[0], "/werkplek/aanmelden/terug", "/werkplek/aanmelden/terug?code=x&state=y"):
            assert (await client.get(adres)).status_code == 403, adres
        begonnen = await client.get("/werkplek/aanmelden?naar=https://boos.example")
        assert begonnen.headers["location"].startswith(werkplek.issuer.url)
        assert re.search(r"__Host-clientroute-aanmelden=[^;]+; HttpOnly; Max-Age=600; Path=/; SameSite=lax; Secure",
                         begonnen.headers["set-cookie"])  # fmt: skip


async def test_nobody_signs_in_over_a_connection_that_others_can_read(werkplek: Werkplek) -> None:
    transport = httpx.ASGITransport(app=create_api(werkplek.room))
    async with httpx.AsyncClient(transport=transport, base_url="http://wmo.example.nl") as client:
        answer = await client.get("/werkplek/aanmelden", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "alleen over HTTPS" in answer.text
    assert "set-cookie" not in answer.headers


async def test_who_is_sent_elsewhere_after_signing_in_lands_on_a_page_of_ours(werkplek: Werkplek, blad: Page) -> None:
    for elders in ("https://boos.example/", "//boos.example", "/\\boos.example"):
        await blad.context.clear_cookies()
        await kom_binnen(werkplek, blad, "noor", f"/werkplek/aanmelden?naar={elders}")
        assert blad.url.startswith(f"{werkplek.url}/dashboard")


async def test_nothing_of_a_token_stands_in_the_database_as_it_is(werkplek: Werkplek, blad: Page) -> None:
    await kom_binnen(werkplek, blad, "noor")
    geheim = str((await koekje(werkplek, blad))["value"]).encode()
    async with werkplek.room.work(writes=False) as work:
        ((sleutel, inhoud),) = (await work.session.execute(text("SELECT id, inhoud FROM sessies"))).all()
    assert geheim not in sleutel.encode()
    assert b"eyJ" not in bytes(inhoud)


async def test_a_case_of_another_municipality_is_not_there_and_nothing_is_said_of_it(
    werkplek: Werkplek, blad: Page
) -> None:
    weg = {"type": "urn:clientroute:fout:niet-gevonden", "title": "Niet gevonden", "status": 404,
           "detail": "We vinden deze melding niet, of u mag er niet bij."}  # fmt: skip
    werkplek.diensten.antwoorden[("GET", "/v1/meldingen/van-een-ander")] = lambda: httpx.Response(404, json=weg)
    werkplek.issuer.zeg(scopes={"thijs": "toegang"})
    await kom_binnen(werkplek, blad, "thijs", "/werkplek/zaken/van-een-ander")
    assert "We vinden deze melding niet, of u mag er niet bij." in await blad.inner_text("main")
    assert await violations(blad) == []


async def test_what_is_destroyed_is_chosen_confirmed_and_done_once(werkplek: Werkplek, blad: Page) -> None:
    rijen = [{"clientId": f"019a0000-0000-7000-8000-00000000000{each}", "laatsteWijziging": "2010-01-01",
              "vernietigenPer": "2026-01-01", "heeftBewaarplicht": each == 3} for each in (1, 2, 3)]  # fmt: skip
    gemaakt = {"id": "v-1", "gemeente": "0034", "grond": "Termijn voorbij", "door": "elif", "aantalClienten": 1,
               "beslotenOp": "2026-11-28T10:00:00Z", "gereedOp": None, "aantallen": {}}  # fmt: skip
    antwoorden = werkplek.diensten.antwoorden
    antwoorden[("GET", "/v1/vernietigingen/voorstel")] = lambda: httpx.Response(200, json={"items": rijen})
    antwoorden[("POST", "/v1/vernietigingen")] = lambda: httpx.Response(201, json=gemaakt)
    antwoorden[("GET", "/v1/vernietigingen/v-1")] = lambda: httpx.Response(200, json=gemaakt)
    werkplek.issuer.zeg(scopes={"elif": "vernietigen"})
    await kom_binnen(werkplek, blad, "elif", "/werkplek/vernietigingen/voorstel?gemeente=0034")
    assert await blad.get_by_label("moet bewaard blijven").is_disabled()
    await blad.locator("[name=client-019a0000-0000-7000-8000-000000000002]").uncheck()
    await blad.get_by_label("Grond").fill("Termijn voorbij")
    await blad.locator("#zeker").evaluate("each => each.removeAttribute('required')")
    await blad.get_by_role("button", name="Vernietig", exact=True).click()
    assert "Er is niets vernietigd." in await blad.inner_text("main")
    assert await blad.get_by_label("Grond").input_value() == "Termijn voorbij"
    assert await violations(blad) == []
    await blad.get_by_label("Ik weet dat dit niet ongedaan").check()
    await blad.get_by_role("button", name="Vernietig", exact=True).click()
    await blad.wait_for_url("**/werkplek/vernietigingen/v-1")
    (verstuurd,) = [each for each in werkplek.diensten.gevraagd if each.methode == "POST"]
    assert json.loads(verstuurd.inhoud)["clienten"] == ["019a0000-0000-7000-8000-000000000001"]
    assert verstuurd.sleutel


async def test_what_is_stuck_is_looked_into_handled_again_or_dropped_with_a_reason(
    werkplek: Werkplek, blad: Page
) -> None:
    stuk = {"id": "vreemd/1?x=<b>", "type": "nl.wmo.meldingen.ontvangen.v1", "reden": "KeyError",
            "sinds": "2026-11-01T10:00:00Z"}  # fmt: skip
    lijst, inhoud = {"items": [stuk], "volgende": None}, {"id": stuk["id"], "inhoud": "{}"}
    antwoorden, gevraagd = werkplek.diensten.antwoorden, werkplek.diensten.gevraagd
    antwoorden[("GET", "/v1/dead-letters")] = lambda: httpx.Response(200, json=lijst)
    antwoorden[("POST", "/v1/dead-letters/_bekijk")] = lambda: httpx.Response(200, json=inhoud)
    antwoorden[("POST", "/v1/dead-letters/_opnieuw")] = lambda: httpx.Response(409, json={"detail": "Weer niet."})
    antwoorden[("POST", "/v1/dead-letters/_verwijder")] = lambda: httpx.Response(204)
    await kom_binnen(werkplek, blad, "ravi", "/werkplek/vastgelopen")
    assert await violations(blad) == []
    await blad.get_by_role("button", name="Bekijk").first.click()
    assert await violations(blad) == []
    await blad.get_by_role("button", name="Verwerk opnieuw").click()
    assert "Nog eens verwerken lukte weer niet." in await blad.inner_text("main")
    await blad.get_by_label("Reden").fill("Dubbel verstuurd")
    await blad.get_by_role("button", name="Gooi weg").click()
    assert "De gebeurtenis is weg." in await blad.inner_text("main")
    gedaan = [(each.dienst, each.pad, json.loads(each.inhoud)) for each in gevraagd if each.pad.endswith("_verwijder")]
    assert gedaan == [("toegang", "/v1/dead-letters/_verwijder", {"id": stuk["id"], "reden": "Dubbel verstuurd"})]
    assert "vreemd" not in blad.url
