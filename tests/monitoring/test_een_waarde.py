"""One figure has one value: the same table, choice and row on every page and in every file, equal to a recount."""

import asyncio
import random
import shutil
import tempfile
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.monitoring.conftest import Monitoring, running
from tests.monitoring.kijk import Kijk
from tests.monitoring.streek import Streek, streek
from tests.monitoring.vormen import is_gelijk_op_pagina, is_nagerekend, is_overal_gelijk
from tests.monitoring.wereld import GREPEN, NU, ZONDER_KRIMPEN, Voorval, keuze, streek_van, werelden
from tests.services import migrated
from tests.toeval import zo_vaak

from chassis.clock import NEDERLAND
from chassis.consumer import Consumer, read_message
from chassis.events import encode
from chassis.service import load_secrets
from chassis.settings import Settings
from monitoring.dashboard.paginas import AANBIEDER, PAGINAS
from monitoring.rapporten import RAPPORTEN

__all__ = ["streek"]

pytestmark = pytest.mark.lang


async def _is_een_waarde(monitoring: Monitoring, kijk: Kijk, pagina: str) -> None:
    """Every table of a page: on that page, over the API, and as a file; and reckoned again."""
    eigen = pagina == AANBIEDER.naam
    adres = f"/dashboard/aanbieder/{kijk.aanbieder}" if eigen else f"/dashboard/{pagina}"
    antwoord = await monitoring.client.get(f"{adres}{kijk.query}&alle=alles")
    for naam in (AANBIEDER if eigen else PAGINAS[pagina]).rapporten:
        rapport = await monitoring.client.get(f"/v1/rapporten/{naam}{kijk.query}", headers=monitoring.token())
        is_nagerekend(rapport.raise_for_status().json(), kijk)
        is_gelijk_op_pagina(antwoord.raise_for_status().text, rapport.json())
        await is_overal_gelijk(monitoring.client, monitoring.token(), rapport.json(), kijk.query)


@given(greep=GREPEN)
@settings(max_examples=zo_vaak(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_somebody_chooses_in_the_demo_a_figure_has_one_value(
    streek: Streek, tmp_path: Path, greep: list[int]
) -> None:
    kijk = keuze(streek, greep, van="2025-12", tot="2027-03")
    paginas = [*PAGINAS, *([AANBIEDER.naam] if kijk.aanbieder else [])]
    pagina = paginas[greep[-1] % len(paginas)]
    if not (tmp_path / "monitoring.db").exists():
        shutil.copytree(streek.data_dir, tmp_path, dirs_exist_ok=True)
    nu = datetime.combine(streek.vandaag, time(12), NEDERLAND)

    async def vergelijk() -> None:
        instellingen = Settings(data_dir=tmp_path)
        async with running(instellingen, load_secrets(instellingen), nu) as monitoring:
            await _is_een_waarde(monitoring, kijk, pagina)

    asyncio.run(vergelijk())


@given(greep=GREPEN, voorvallen=werelden(), seed=st.integers(0, 99))
@settings(
    max_examples=zo_vaak(8),
    phases=ZONDER_KRIMPEN,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_whatever_happens_in_a_region_a_figure_has_one_value(
    greep: list[int], voorvallen: list[Voorval], seed: int
) -> None:
    """Events come in any order. Every table is reckoned again; those of one page are held against it and its files."""
    kijk = keuze(streek_van(voorvallen), greep, van="2027-01", tot="2028-03")
    pagina = list(PAGINAS)[greep[-1] % len(PAGINAS)]
    gehoord = [read_message(encode(each.event())) for each in voorvallen]
    random.Random(seed).shuffle(gehoord)

    async def vergelijk(data_dir: Path) -> None:
        database = migrated("monitoring").sqlite(data_dir / "wereld.db")
        instellingen = Settings(data_dir=data_dir, database_url=database)
        async with running(instellingen, load_secrets(instellingen), NU) as monitoring:
            await Consumer(monitoring.room).deliver(gehoord)
            for naam in RAPPORTEN:
                rapport = await monitoring.client.get(f"/v1/rapporten/{naam}{kijk.query}", headers=monitoring.token())
                is_nagerekend(rapport.raise_for_status().json(), kijk)
            await _is_een_waarde(monitoring, kijk, pagina)

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(vergelijk(Path(folder)))
