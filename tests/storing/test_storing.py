"""Whatever breaks, every accepted request has every effect once: the short form of `make storing`."""

from pathlib import Path

import pytest
from tests.services import needs_postgres, needs_rabbitmq
from tests.storing.keten import draaiend
from tests.storing.storing import Vorm, breek

pytestmark = [pytest.mark.lang, pytest.mark.processen]
KORT = Vorm(doden=24, elk=1, lang=8.0)


async def test_whatever_breaks_every_accepted_request_has_every_effect_once(tmp_path: Path) -> None:
    needs_postgres()
    needs_rabbitmq()
    async with draaiend(tmp_path, seed=1) as (keten, zaken):
        uitkomst = await breek(keten, zaken, KORT)
    assert uitkomst.rond
    assert uitkomst.goed, uitkomst
