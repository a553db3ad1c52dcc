"""A page in the Chromium of the system, and what axe has against it."""

import shutil
from collections.abc import AsyncIterator, Collection

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

CHROMIUM = shutil.which("chromium")
WCAG_21 = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
"""What the law asks; Swagger UI keeps to it with our help."""
BEST = (*WCAG_21, "wcag22aa", "best-practice")
"""What axe looks at on pages of our own: WCAG 2.2, and what it calls good practice."""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page in Chromium that may load nothing from outside."""
    if CHROMIUM is None:
        pytest.skip("no chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = await browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        outside: list[str] = []
        opened.on("request", lambda request: outside.append(request.url) if "127.0.0.1" not in request.url else None)
        yield opened
        await browser.close()
        assert [each for each in outside if not each.startswith("data:")] == []


async def kom_binnen(page: Page, root: str, naam: str) -> None:
    """Come in as somebody of the demo, at this address of monitoring."""
    await page.goto(f"{root}/werkplek/aanmelden")
    await page.get_by_role("button", name=naam, exact=True).first.click()
    await page.wait_for_url(lambda adres: "/werkplek/aanmelden" not in adres)


async def violations(page: Page, known: Collection[str] = (), tags: Collection[str] = BEST) -> list[str]:
    """What axe finds on a page, beside the kinds that are known."""
    found = (await Axe().run(page, options={"runOnly": {"type": "tag", "values": list(tags)}})).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["id"] not in known]
