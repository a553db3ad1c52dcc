"""The pictures of the README are of the demo: each page is there, and PICTURES=1 makes them anew."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.browser import kom_binnen, page
from tests.werkplek.demo import demo, draaiende_demo

pytestmark = pytest.mark.processen

__all__ = ["demo", "page"]

DOCS = Path(__file__).parents[2] / "docs" / "dashboards"
PLAATJES = {
    "start-contractbeheer": ("Fatima", "/dashboard/start/contractbeheer"),
    "keten": ("Fatima", "/dashboard/keten"),
    "aanbieders": ("Fatima", "/dashboard/aanbieders"),
    "signalen": ("Fatima", "/dashboard/signalen"),
    "budget": ("Fatima", "/dashboard/budget"),
    "declareren": ("Kim", "/werkplek/declareren"),
    "betaalrun": ("Sanne", "/werkplek/betaalruns/nieuw"),
}
"""By the name of its file: who looks, and at what."""


async def _neem(page: Page, naam: str) -> None:
    if os.environ.get("PICTURES") == "1":
        await page.screenshot(path=DOCS / f"{naam}.png", clip={"x": 0, "y": 0, "width": 1280, "height": 900})


async def test_every_picture_of_the_readme_is_of_a_page_of_the_demo(demo: Path, tmp_path: Path, page: Page) -> None:
    async with draaiende_demo(demo, tmp_path, date(2026, 12, 8)) as (_, root):
        for naam, (wie, pad) in PLAATJES.items():
            await page.context.clear_cookies()
            await kom_binnen(page, root, wie)
            answer = await page.goto(root + pad)
            assert answer is not None
            assert answer.status == 200, pad
            if naam == "betaalrun":
                await page.get_by_label("Gemeente die betaalt").select_option(label="Almere")
                await page.get_by_label("Dag waarop de bank betaalt").fill("2027-12-15")
                await page.get_by_role("button", name="Stel een betaalrun voor").click()
                await page.wait_for_url("**gedaan=**")
            if naam == "declareren":
                for nummer, volume in enumerate(("1", "1", "40")):
                    await page.locator("input[name^=volume-]").nth(nummer).fill(volume)
                await page.get_by_role("button", name="Bekijk wat eruit komt").click()
                await page.get_by_role("heading", name="Wat eruit komt").wait_for()
            await _neem(page, naam)


def test_the_pictures_are_those_that_the_readme_shows() -> None:
    readme = (DOCS.parents[1] / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"docs/dashboards/([a-z-]+)\.png", readme)) == set(PLAATJES)
    assert {each.stem for each in DOCS.glob("*.png")} == set(PLAATJES)
