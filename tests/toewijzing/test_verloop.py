"""Random sequences of everything that can happen: after each step the standard holds, and all can still be ended."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.services import migrated
from tests.toeval import zo_vaak
from tests.toewijzing.boek import Klok
from tests.toewijzing.conftest import BSN_VAN, Toewijzing
from tests.toewijzing.verhaal import HET_ANKER, Toegang, contract, persoon
from tests.toewijzing.verloop import STAPPEN, Speler

from chassis.service import load_secrets, open_room
from chassis.settings import Settings
from chassis.web import create_api
from toewijzing.app import SERVICE

pytestmark = pytest.mark.lang

Stap = tuple[int, int]
"""Which step, and a seed for its choices."""


async def speel(stappen: Sequence[Stap], map_: Path) -> None:
    url = migrated("toewijzing").sqlite(map_ / "test.db")
    instellingen = Settings(data_dir=map_, database_url=url)
    toegang = Toegang({client_id: persoon(bsn) for client_id, bsn in BSN_VAN.items()})
    klok = Klok()

    def peer(_name: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(toegang), base_url="http://toegang.test")

    room = open_room(SERVICE, instellingen, load_secrets(instellingen), peer, klok)
    transport = httpx.ASGITransport(app=create_api(room))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        toewijzing = Toewijzing(room, client, toegang)
        await toewijzing.leg_vast()
        await toewijzing.leg_vast(contract(HET_ANKER))
        speler = Speler(toewijzing, klok)
        for stap, zaad in stappen:
            await STAPPEN[stap](speler, Random(zaad))
            await speler.controleer()
        await speler.sluit_af()
    await room.close()


TWEE_KEER_VERLENGD: list[Stap] = [
    (0, 1691),
    (3, 10),
    (7, 90),
    (0, 1086),
    (3, 326),
    (6, 85861),
    (10, 428),
    (0, 710756),
    (4, 826),
    (10, 23),
    (2, 34348),
    (7, 161106),
    (5, 50669),
    (5, 1809),
    (5, 439),
    (2, 11124),
    (4, 12192),
    (0, 376),
    (8, 268),
    (10, 373),
    (10, 227),
    (5, 3968),
    (0, 38133),
    (9, 30),
    (2, 39),
    (8, 432),
    (9, 564),
    (11, 261),
    (1, 600),
    (11, 61),
    (1, 5116),
    (10, 713),
    (4, 565),
    (5, 426),
    (9, 537),
    (11, 3934),
    (3, 122098),
    (4, 83265),
    (6, 394847),
    (10, 30287),
]
"""Stretched, shortened and stretched again by two decisions, of which the first assignment is then ended."""


def test_two_stretches_of_one_number_that_ends(tmp_path: Path) -> None:
    asyncio.run(speel(TWEE_KEER_VERLENGD, tmp_path))


# In parts that run beside each other. A failing sequence is printed as it is: making
# it smaller takes minutes.
@pytest.mark.parametrize("deel", range(4))
@settings(
    max_examples=zo_vaak(4),
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(stappen=st.lists(st.tuples(st.integers(0, len(STAPPEN) - 1), st.integers(0, 2**20)), min_size=40, max_size=60))
def test_whatever_happens_the_standard_holds(deel: int, stappen: list[Stap]) -> None:
    with TemporaryDirectory() as map_:
        asyncio.run(speel(stappen, Path(map_)))
