"""What is stuck at the GGk stands on a page, in Dutch, and is sent again by one press of a button."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Page
from sqlalchemy import select
from tests.browser import kom_binnen, page, violations

import aansluiting.app
from aansluiting.instellingen import instellingen_van
from aansluiting.tables.ggk import GgkUitgaand
from aansluiting.usecases.ggk_ophalen import Poststuk, pak_in
from aansluiting.usecases.ggk_versturen import zet_fout
from chassis.service import Room
from chassis.settings import Settings
from clientroute.demo.klok import SpeelKlok
from clientroute.serve import bind, serving
from clientroute.services import KOPPELVLAK
from clientroute.suite import running_suite
from koppelvlakken.ggk.envelop import Fout

pytestmark = pytest.mark.processen

__all__ = ["page"]

STUK = Poststuk(id="1", soort="WMO301", gemeente="0034", agb="99990001", dagtekening=date(2026, 11, 2), antwoordOp=None)


@pytest.fixture
async def wereld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Room, str]]:
    """A koppelvlak that does nothing by itself, with a message that the chain refused."""
    monkeypatch.setattr(aansluiting.app, "KOPPELVLAK", replace(aansluiting.app.KOPPELVLAK, ticks=()))
    pad = tmp_path / "koppelvlak.yaml"
    pad.write_text(f'gemeenten: ["0034"]\nggk: {{map: "{tmp_path}"}}\n')
    listening = bind("127.0.0.1", 0)
    async with (
        running_suite(Settings(data_dir=tmp_path / "data", koppelvlak=pad), SpeelKlok()) as suite,
        serving(suite.app, listening),
    ):
        room = suite.rooms[KOPPELVLAK]
        ggk = instellingen_van(room.settings).ggk
        assert ggk is not None
        async with room.work() as work:
            rij = await pak_in(work, ggk, STUK, b"<Bericht/>", None)
            assert rij is not None
            zet_fout(rij, Fout("IB010", "server", "De ontvanger is niet aangesloten"), "VECOZO")
        yield room, f"http://127.0.0.1:{listening.getsockname()[1]}/monitoring"


async def test_what_was_refused_is_sent_again(wereld: tuple[Room, str], page: Page) -> None:
    room, root = wereld
    await kom_binnen(page, root, "Ravi")
    await page.get_by_role("link", name="Langs het GGk").click()
    gezegd = " ".join((await page.inner_text("main")).split())
    assert "toewijzing (WMO301)" in gezegd
    assert "De ontvanger is niet aangesloten" in gezegd
    assert await violations(page) == []
    await page.get_by_role("link", name="Stuur opnieuw").click()
    await page.get_by_role("button", name="Stuur opnieuw").dblclick()
    await page.wait_for_url("**/werkplek/ggk?gedaan=*")
    assert "Er is niets geweigerd." in await page.inner_text("main")
    async with room.work(writes=False) as work:
        rijen = (await work.session.execute(select(GgkUitgaand))).scalars().all()
    assert sorted(each.status.value for each in rijen)[0] == "klaar"
    assert [each.status.value for each in rijen].count("klaar") == 1
