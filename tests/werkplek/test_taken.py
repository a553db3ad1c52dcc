"""What people come for, each from where their day begins, in at most five clicks."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page
from tests.browser import kom_binnen, page
from tests.werkplek.demo import demo, draaiende_demo

pytestmark = pytest.mark.processen

__all__ = ["demo", "page"]

HOOGSTENS = 5


@dataclass
class Mens:
    """Somebody at work, whose clicks are counted."""

    page: Page
    root: str
    kliks: int = 0

    async def komt(self, naam: str) -> None:
        """Begin the day."""
        await self.page.context.clear_cookies()
        await kom_binnen(self.page, self.root, naam)
        self.kliks = 0

    async def klikt(self, waarop: Locator) -> None:
        await waarop.first.click()
        await self.page.wait_for_load_state()
        self.kliks += 1
        assert self.kliks <= HOOGSTENS

    async def leest(self) -> str:
        return " ".join((await self.page.inner_text("main")).split())


@pytest.fixture
async def mens(demo: Path, tmp_path: Path, page: Page) -> AsyncIterator[Mens]:
    async with draaiende_demo(demo, tmp_path) as (_, root):
        yield Mens(page, root)


async def test_what_is_late_in_my_municipality(mens: Mens) -> None:
    await mens.komt("Noor")
    te_laat = mens.page.get_by_role("link", name=re.compile("^[0-9]+ te laat$"))
    aantal = int((await te_laat.first.inner_text()).split()[0])
    await mens.klikt(te_laat)
    assert await mens.page.locator("main tbody tr").count() == aantal
    await mens.klikt(mens.page.locator("main tbody a"))
    assert "Het onderzoek is klaar" in await mens.leest()


async def test_why_did_this_provider_turn_red(mens: Mens) -> None:
    await mens.komt("Fatima")
    await mens.klikt(mens.page.locator(".seinen").get_by_role("link", name="Bekijk waarom"))
    await mens.klikt(mens.page.locator("main table").get_by_role("link", name=re.compile("rood")))
    gezegd = await mens.leest()
    assert re.search("[Nn]orm", gezegd)
    assert "rood" in gezegd


async def test_pay_october(mens: Mens) -> None:
    await mens.komt("Sanne")
    await mens.klikt(mens.page.get_by_role("navigation").get_by_role("link", name="Betaalruns"))
    await mens.klikt(mens.page.get_by_role("link", name="Stel een betaalrun voor"))
    await mens.page.get_by_label("Gemeente die betaalt").select_option(label="Almere")
    await mens.page.get_by_label("Dag waarop de bank betaalt").fill("2027-12-15")
    await mens.klikt(mens.page.get_by_role("button", name="Stel een betaalrun voor"))
    await mens.klikt(mens.page.get_by_role("button", name="De bedragen kloppen"))
    await mens.komt("Joris")
    await mens.klikt(mens.page.get_by_role("navigation").get_by_role("link", name="Betaalruns"))
    await mens.klikt(mens.page.locator("main tbody th a"))
    await mens.klikt(mens.page.get_by_role("button", name="Keur goed"))
    await mens.klikt(mens.page.get_by_role("button", name="Sluit de betaalrun"))
    async with mens.page.expect_download() as wacht:
        await mens.klikt(mens.page.get_by_role("link", name="Bestand voor de bank"))
    assert (await wacht.value).suggested_filename == "bankopdracht.xml"


async def test_answer_this_hearing(mens: Mens) -> None:
    await mens.komt("Sem")
    await mens.klikt(mens.page.get_by_role("navigation").get_by_role("link", name="Stappen van de gemeente"))
    await mens.klikt(mens.page.get_by_role("link", name=re.compile("Geef antwoord")))
    await mens.page.get_by_label("Antwoord").fill("Wij namen twee mensen aan")
    await mens.klikt(mens.page.get_by_role("button", name="Geef antwoord"))
    assert "Wij namen twee mensen aan" in await mens.leest()
