"""Prometheus and Grafana: what the files in deploy/dashboards ask for is what /metrics shows."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import declaratie, product, voorbereid

from monitoring.app import SERVICE
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie
from monitoring.store.openstaand import Gezocht, open_zaken, tel_open
from monitoring.usecases.meet_openstaand import meet_openstaand

DASHBOARDS = Path(__file__).parents[2] / "deploy" / "dashboards"
NAAM = re.compile(r"clientroute_\w+")
REEKS = re.compile(r"^(clientroute_\w+)(?:\{(.*)\})? ", re.MULTILINE)
LABEL = re.compile(r"by \(([\w, ]+)\)|\b(\w+)=~?\"")


def _vragen() -> Iterator[tuple[str, str]]:
    """Every question that an alarm or a panel asks, and where it stands."""
    alarmen = yaml.safe_load((DASHBOARDS / "alarmen.yaml").read_text())
    for groep in alarmen["groups"]:
        for regel in groep["rules"]:
            yield f"alarmen.yaml {regel['alert']}", regel["expr"]
    for file in sorted(DASHBOARDS.glob("grafana-*.json")):
        for paneel in json.loads(file.read_text())["panels"]:
            for vraag in paneel["targets"]:
                yield f"{file.name} {paneel['title']}", vraag["expr"]


VRAGEN = dict(_vragen())


@pytest.mark.parametrize("waar", VRAGEN)
async def test_every_question_is_about_numbers_that_there_are(op_sqlite: Monitoring, waar: str) -> None:
    await op_sqlite.hoor(voorbereid("t1", date(2023, 1, 19)))
    await op_sqlite.client.get("/v1/keten", headers=op_sqlite.token())
    await meet_openstaand(op_sqlite.room)
    gevonden: dict[str, set[str]] = {}
    text = (await op_sqlite.client.get("/metrics")).text
    for naam, labels in REEKS.findall(text):
        gevonden.setdefault(naam, set()).update(re.findall(r"(\w+)=", labels))
    for naam in re.findall(r"# TYPE (\w+) counter", text):
        gevonden.setdefault(naam, {"dienst", "status"})  # a counter without a count has no labels yet
    namen = NAAM.findall(VRAGEN[waar])
    assert namen or VRAGEN[waar].startswith("up{"), "which Prometheus makes itself"
    for naam in namen:
        assert naam in gevonden, waar
        gevraagd = {each.strip() for lijst, een in LABEL.findall(VRAGEN[waar]) for each in (lijst or een).split(",")}
        assert gevraagd <= gevonden[naam], waar


async def test_what_is_open_and_late_is_measured(op_sqlite: Monitoring) -> None:
    assert any(each.run is meet_openstaand for each in SERVICE.ticks)
    await op_sqlite.hoor(
        voorbereid("t1", date(2023, 1, 19)),  # long past the norm for waiting on 1 June
        voorbereid("t2", date(2023, 6, 1)),
        declaratie("d1", date(2023, 1, 1), (product("HO", 1, 1, 100, 100),)),
    )
    await meet_openstaand(op_sqlite.room)
    text = (await op_sqlite.client.get("/metrics")).text
    assert 'clientroute_open_items{soort="zonder-aanbieder"} 2.0' in text
    assert 'clientroute_late_items{soort="zonder-aanbieder"} 1.0' in text
    assert 'clientroute_last_day_items{soort="zonder-aanbieder"} 0.0' in text


async def test_what_has_to_be_done_today_is_measured_until_it_is_late(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(voorbereid("t1", date(2023, 6, 1)))
    async with op_sqlite.room.work(writes=False) as work:
        (open_,) = await open_zaken(work.session, Selectie(), Gezocht(Opensoort.ZONDER_AANBIEDER, work.today), None, 1)
        uiterlijk = open_.uiterlijk
        assert uiterlijk is not None
        geteld = [
            (await tel_open(work.session, Selectie(), [Opensoort.ZONDER_AANBIEDER], uiterlijk + timedelta(each)))[0]
            for each in (-1, 0, 1)
        ]
    assert [(each.laatste_dag, each.te_laat) for each in geteld] == [(0, 0), (1, 0), (0, 1)]
