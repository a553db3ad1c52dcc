"""Whatever breaks between two services, nothing is lost, doubled or stuck: the short form of `make storing`."""

from pathlib import Path
from random import Random

import pytest
from tests.services import NewDatabase
from tests.storing.storing import STORINGEN, breek, draaiend
from tests.storing.werker import HOORT, TELT

pytestmark = [pytest.mark.lang, pytest.mark.processen]
HOE_VAAK = 2 * len(STORINGEN)


async def test_whatever_breaks_every_event_has_one_effect(
    tmp_path: Path, new_postgres: NewDatabase, rabbit_url: str, rabbit_prefix: str
) -> None:
    urls = {TELT: new_postgres(), HOORT: new_postgres()}
    async with draaiend(urls, rabbit_url, rabbit_prefix, tmp_path, Random(1)) as keten:
        uitkomst = await breek(keten, HOE_VAAK)
    assert uitkomst.verteld > HOE_VAAK
    assert uitkomst.goed, uitkomst
