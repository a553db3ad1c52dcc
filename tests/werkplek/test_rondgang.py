"""Every page that somebody can reach, role by role: in words, for everybody, on every screen, on paper and by keyboard.

What is walked is not listed: from where a day begins each link is followed, once per kind of page. A new page is in it.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page
from tests.browser import kom_binnen, page, violations
from tests.werkplek.demo import demo, draaiende_demo

from werkplek.demo import VOORNAMEN

pytestmark = pytest.mark.processen

__all__ = ["demo", "page"]

ROLLEN = {rol: voornamen[-1] for rol, voornamen in VOORNAMEN.items()} | {"aanbieder": "Sem"}
ID = re.compile(r"/[^/]*[0-9][^/]*")
"""A step of an address that names one thing: of a kind of page one is looked at."""
BESTAND = re.compile(r"/(csv|xlsx|brief|inzagebrief|bankopdracht|journaal)(\?|$)")
JARGON = re.compile(
    r"(?<![A-Z0-9-])M[0-9]{1,3}\b(?!-)|\b(?:OP|TR|CS|IV|UP)[0-9]{3}\b|\bNone\b|\bnull\b|\bundefined\b|dead letter"
)
VOLLEDIG = "contractbeheer"
"""Figures are the same pages for six roles: in this one they are looked at on every screen."""
ZICHTBAAR = "all => all.filter(each => each.checkVisibility()).length"
BREEDTES = (1280, 640, 390)
"""CSS pixels of a screen, of that screen at 200 %, and of a phone."""


@pytest.fixture
async def root(demo: Path, tmp_path: Path) -> AsyncIterator[str]:
    async with draaiende_demo(demo, tmp_path) as (_, adres):
        yield adres


async def bladen(page: Page, root: str, begin: str) -> AsyncIterator[str]:
    """A page of every kind that links lead to, shown, with its address."""
    te_gaan, gezien = [begin], set[str]()
    while te_gaan:
        pad = te_gaan.pop(0)
        soort = ID.sub("/*", pad.partition("?")[0])
        if soort in gezien:
            continue
        gezien.add(soort)
        answer = await page.goto(root + pad)
        assert answer is not None
        assert answer.status == 200, pad
        yield pad
        links = await page.locator("a[href]").evaluate_all("all => all.map(each => each.href)")
        for each in links:
            if each.startswith(f"{root}/") and not BESTAND.search(each) and "/v1/" not in each:
                te_gaan.append(urlsplit(each)._replace(fragment="").geturl().removeprefix(root))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("rol", ROLLEN)
async def test_every_page_of_a_role_is_for_everybody_on_every_screen(rol: str, root: str, page: Page) -> None:
    await kom_binnen(page, root, ROLLEN[rol])
    gezien, fouten = 0, list[str]()
    async for pad in bladen(page, root, "/werkplek"):
        gezien += 1
        woorden = JARGON.findall(await page.inner_text("body"))
        fouten += [f"{pad}: zegt {each}" for each in set(woorden)]
        if rol == VOLLEDIG or not pad.startswith("/dashboard/") or pad.startswith("/dashboard/start/"):
            fouten += [f"{pad}: {each}" async for each in _op_elk_scherm(page)]
    assert not fouten, "\n".join(fouten)
    assert gezien >= 3


async def _op_elk_scherm(page: Page) -> AsyncIterator[str]:
    """What is wrong with a page on a screen, on that at 200 %, on a phone and on paper."""
    for each in await violations(page):
        yield each
    for breedte in BREEDTES:
        await page.set_viewport_size({"width": breedte, "height": 900})
        gemeten = await page.evaluate("document.documentElement.scrollWidth")
        if gemeten > breedte:
            yield f"{gemeten} breed op {breedte}"
    for each in await violations(page):
        yield f"op een telefoon {each}"
    await page.set_viewport_size({"width": 1280, "height": 900})
    await page.emulate_media(media="print")
    for wat in ("nav", "button", "[role=search]"):
        if await page.locator(wat).evaluate_all(ZICHTBAAR) and not await page.locator("form.invullen").count():
            yield f"op papier staat {wat}"
    await page.emulate_media(media="screen")


async def test_a_page_is_used_with_the_keyboard_alone(root: str, page: Page) -> None:
    await kom_binnen(page, root, "Sanne")
    await page.goto(f"{root}/werkplek/betaalposten")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Ga direct naar de inhoud"
    await page.keyboard.press("Enter")
    for _ in range(10):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == "Houd aan":
            break
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/aanhouden")
    await page.get_by_label("Reden").focus()
    await page.keyboard.type("Eerst bellen")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**gedaan=betaalposten.aanhouden")
    assert "Eerst bellen" in await page.inner_text("main")
