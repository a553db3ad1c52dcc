"""Every page in a real Chromium: filters, sorting, downloads, keyboard, a phone, and no axe violation on either."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.browser import kom_binnen, page, violations
from tests.monitoring.streek import Streek, streek

from chassis.settings import Settings
from clientroute.serve import bind, serving
from clientroute.suite import running_suite
from monitoring.dashboard.paginas import PAGINAS
from monitoring.dashboard.startbladen import STARTBLADEN

pytestmark = pytest.mark.processen

__all__ = ["page", "streek"]


@pytest.fixture
async def base(streek: Streek, page: Page, tmp_path: Path) -> AsyncIterator[str]:
    """The address of the dashboards of the demo region, for a policy officer: each test has its own copy."""
    listening = bind("127.0.0.1", 0)
    data_dir = shutil.copytree(streek.data_dir, tmp_path / "streek")
    async with running_suite(Settings(data_dir=data_dir)) as suite, serving(suite.app, listening):
        root = f"http://127.0.0.1:{listening.getsockname()[1]}/monitoring"
        await kom_binnen(page, root, "Noor")
        yield f"{root}/dashboard"


async def test_every_page_has_no_axe_violation_and_fits_on_a_phone(base: str, streek: Streek, page: Page) -> None:
    agb = streek.rijen("concentratie")[0]["aanbieder"]
    starts = [f"start/{rol}" for rol in STARTBLADEN]
    lijsten = [
        "zaken?maat=melding",
        "zaken?maat=onderzoek&zonder=onderzoek:op-tijd",
        "openstaand/onderzoek?teLaat=true",
    ]
    eigen = ["diensten", f"aanbieder/{agb}", f"aanbieder/{agb}/gespreksblad?kwartaal=2026-3"]
    for path in (*PAGINAS, *starts, *lijsten, *eigen):
        answer = await page.goto(f"{base}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        assert await violations(page) == [], path
        await page.set_viewport_size({"width": 390, "height": 800})
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, path
        assert await violations(page) == [], path
        await page.set_viewport_size({"width": 1280, "height": 900})


async def test_a_page_that_refuses_a_choice_has_no_axe_violation(base: str, streek: Streek, page: Page) -> None:
    await page.goto(f"{base}/keten?van=2026-12&tot=2026-01")
    assert await page.get_by_role("alert").count() == 1
    assert await violations(page) == []


async def test_the_filter_is_used_with_the_keyboard_and_stays_on_the_next_page(
    base: str, streek: Streek, page: Page
) -> None:
    await page.goto(f"{base}/keten")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Ga direct naar de inhoud"
    await page.get_by_text("Kies anders").click()
    await page.get_by_label("Gemeente", exact=True).focus()
    await page.keyboard.type("Almere")
    await page.get_by_label("Eerste maand").fill("2026-07")
    await page.get_by_label("Laatste maand").fill("2026-12")
    await page.get_by_label("Laatste maand").press("Enter")
    await page.wait_for_url("**gemeente=0034**")
    assert "van jul 2026 tot en met dec 2026" in await page.inner_text(".keuze")
    await page.get_by_role("navigation").get_by_role("link", name="Declaraties").click()
    await page.wait_for_url("**/declaraties?**")
    assert "U ziet Almere, van jul 2026 tot en met dec 2026." in " ".join((await page.inner_text(".keuze")).split())


async def test_a_table_is_sorted_both_ways_by_its_head(base: str, streek: Streek, page: Page) -> None:
    await page.goto(f"{base}/aanbieders")
    columns = "#tabel-concentratie tbody tr td:nth-child(3)"
    for expected in (True, False):
        await page.locator("#tabel-concentratie thead").get_by_role("link", name="Toegekend").click()
        await page.wait_for_load_state()
        amounts = [int("".join(filter(str.isdigit, each))) for each in await page.locator(columns).all_inner_texts()]
        assert len(amounts) > 3
        assert amounts == sorted(amounts, reverse=not expected)


async def test_each_table_can_be_downloaded(base: str, streek: Streek, page: Page) -> None:
    await page.goto(f"{base}/budget")
    names = await page.locator("main table").evaluate_all("all => all.map(each => each.id.replace('tabel-', ''))")
    assert "budget" in names
    for name in names:
        for form, begin in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
            async with page.expect_download() as waiting:
                await page.locator(f"a[href*='/tabel/{name}/{form}']").click()
            download = await waiting.value
            assert download.suggested_filename == f"{name}.{form}"
            assert await asyncio.to_thread(_begins, await download.path(), begin)


def _begins(path: Path, begin: bytes) -> bool:
    return path.read_bytes().startswith(begin)


async def test_on_paper_there_are_figures_and_no_menus(base: str, streek: Streek, page: Page) -> None:
    await page.goto(f"{base}/keten")
    await page.emulate_media(media="print")
    assert not await page.get_by_role("navigation").first.is_visible()
    assert await page.locator("form:visible").count() == 0
    assert not await page.get_by_role("button", name="Afmelden").is_visible()
    assert await page.locator("#tabel-stappen").is_visible()
