"""The page of each API in a real Chromium: Dutch, with examples to send, and no axe violation but one of Swagger UI."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.browser import WCAG_21, page, violations

from betekenis import woorden
from chassis.docs import LABELS
from chassis.settings import Settings
from clientroute.serve import bind, serving
from clientroute.services import SERVICES
from clientroute.suite import running_suite

pytestmark = pytest.mark.processen

__all__ = ["page"]

VAN_SWAGGER = {"nested-interactive": "the summary of an operation is a button, in which the path is a link"}
"""What Swagger UI itself does and no style or name of ours can mend."""


@pytest.fixture
async def base(tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty suite."""
    listening = bind("127.0.0.1", 0)
    async with running_suite(Settings(data_dir=tmp_path)) as suite, serving(suite.app, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


async def open_operation(page: Page, base: str, service: str, naam: str) -> None:
    await page.goto(f"{base}/{service}/v1/docs")
    await page.locator(f"[id$=-{naam}] .opblock-summary-control").first.click()
    await page.locator(".opblock.is-open .responses-table").first.wait_for()


@pytest.mark.parametrize("service", list(SERVICES))
async def test_the_page_of_an_api_is_dutch_and_has_no_axe_violation(base: str, page: Page, service: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await open_operation(page, base, service, "post_dead_letters_bekijk")
    assert await page.evaluate("document.documentElement.lang") == "nl"
    assert await page.title() == f"clientroute {service}: de API"
    assert await violations(page, VAN_SWAGGER, WCAG_21) == []
    await page.get_by_role("button", name="Proberen").first.click()
    assert await violations(page, VAN_SWAGGER, WCAG_21) == []
    zichtbaar = (await page.locator("#swagger-ui").inner_text()).splitlines()
    assert len(zichtbaar) > 50
    assert set(zichtbaar) & LABELS.keys() == set()
    assert errors == []


@pytest.mark.parametrize(("naam", "schema"), [("post_meldingen", "NieuweMelding"), ("post_signalen", "NieuwSignaal")])
async def test_what_is_filled_in_to_try_is_the_example(base: str, page: Page, naam: str, schema: str) -> None:
    """Also where the contract has it in words."""
    await open_operation(page, base, "toegang", naam)
    await page.get_by_role("button", name="Proberen").first.click()
    assert json.loads(await page.get_by_label("Inhoud van het verzoek").input_value()) == woorden().examples[schema]
