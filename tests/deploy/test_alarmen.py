"""Alarms and boards: what they ask can be asked, goes off when it should, and leads to what to do."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.programmas import programme

BRON = Path(__file__).parents[2]
DASHBOARDS = BRON / "deploy" / "dashboards"
ALARMEN = DASHBOARDS / "alarmen.yaml"
PROEVEN = Path(__file__).with_name("alarmen.test.yaml")
BORDEN = sorted(DASHBOARDS.glob("grafana-*.json"))
SCHEMA = json.loads(Path(__file__).with_name("grafana.schema.json").read_text())
REGELS: dict[str, Any] = {
    each["alert"]: each for group in yaml.safe_load(ALARMEN.read_text())["groups"] for each in group["rules"]
}
PLEK = "https://example.nl/clientroute/docs/beheer.md"


def promtool(*woorden: str) -> str:
    """What promtool says of it; whether it is good stands in the exit code."""
    gedaan = subprocess.run([programme("promtool"), *woorden], capture_output=True, text=True, check=False)
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr
    return gedaan.stdout


def test_every_alarm_has_its_section_of_the_runbook_and_every_section_its_alarm() -> None:
    _, _, runbook = (BRON / "docs" / "beheer.md").read_text(encoding="utf-8").partition("\n## Wat elk alarm betekent\n")
    runbook, _, _ = runbook.partition("\n## ")
    delen = re.split(r"^### (\S+)$", runbook, flags=re.MULTILINE)[1:]
    assert delen[::2] == list(REGELS)
    for naam, tekst in zip(delen[::2], delen[1::2], strict=True):
        assert REGELS[naam]["annotations"]["runbook_url"] == f"{PLEK}#{naam.lower()}"
        assert tekst.count("**Wat het betekent.**") == tekst.count("**Wat u doet.**") == 1, naam


def test_every_alarm_says_whom_it_asks_and_what_is_wrong() -> None:
    for regel in REGELS.values():
        assert set(regel) <= {"alert", "expr", "for", "labels", "annotations"}
        assert regel["labels"]["severity"] in {"page", "ticket"}
        assert "$labels" in regel["annotations"]["summary"]


def test_every_alarm_is_tried_when_it_goes_off_and_when_it_does_not() -> None:
    proeven = [each for proef in yaml.safe_load(PROEVEN.read_text())["tests"] for each in proef["alert_rule_test"]]
    gaan_af = {each["alertname"] for each in proeven if each.get("exp_alerts")}
    stil = {each["alertname"] for each in proeven if not each.get("exp_alerts")}
    assert gaan_af == stil == set(REGELS)


def test_prometheus_takes_the_alarms_and_they_go_off_when_they_should() -> None:
    assert f"{len(REGELS)} rules found" in promtool("check", "config", str(DASHBOARDS / "prometheus.yaml"))
    promtool("test", "rules", str(PROEVEN))


@pytest.mark.parametrize("bord", BORDEN, ids=lambda pad: pad.stem)
def test_grafana_takes_a_board(bord: Path, tmp_path: Path) -> None:
    inhoud = json.loads(bord.read_text(encoding="utf-8"))
    jsonschema.validate(inhoud, SCHEMA)
    panelen = inhoud["panels"]
    assert len({each["id"] for each in panelen}) == len(panelen)
    bezet = [(x, y) for each in panelen for x, y in _vakken(each["gridPos"])]
    assert len(bezet) == len(set(bezet)), "two panels in one place"
    assert max(x for x, _ in bezet) < 24
    vragen = [
        {"record": f"paneel_{each['id']}", "expr": vraag["expr"]} for each in panelen for vraag in each["targets"]
    ]
    (tmp_path / "vragen.yaml").write_text(yaml.safe_dump({"groups": [{"name": "bord", "rules": vragen}]}))
    assert f"{len(vragen)} rules found" in promtool("check", "rules", str(tmp_path / "vragen.yaml"))


def _vakken(plek: dict[str, int]) -> list[tuple[int, int]]:
    return [(plek["x"] + x, plek["y"] + y) for x in range(plek["w"]) for y in range(plek["h"])]
