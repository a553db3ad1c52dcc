"""The values of the chart: what is wrong is refused by name, and its page names what has to exist."""

import json
import re

import pytest
import yaml
from tests.deploy.helm import CHART, MINIMAL, SECRETS, container_of, of_kind, pods, rendered, run

from chassis.settings import PREFIX, Settings

FOR_FILES = {"CLIENTROUTE_BEWAARTERMIJNEN", "CLIENTROUTE_INKOOPMODELLEN"}
NOT_OFFERED = {"KOPPELVLAK", "DATA_DIR", "PORT", "METRICS_PORT", "KMS_URL", "KMS_TOKEN_FILE", "BSN_KEY"}
"""Settings that have no place in the values: of development, fixed in the templates, or left out as its README says."""


def test_a_digest_wins_from_a_tag() -> None:
    digest = f"sha256:{'a' * 64}"
    for image, expected in (
        ({"tag": "1.2"}, "registry.example.nl/clientroute:1.2"),
        ({"tag": "1.2", "digest": digest}, f"registry.example.nl/clientroute@{digest}"),
    ):
        found = {container_of(pod)["image"] for _, _, pod in pods(rendered(MINIMAL, image=image))}
        assert found == {expected}
    version = yaml.safe_load((CHART / "Chart.yaml").read_text())["appVersion"]
    assert {container_of(pod)["image"] for _, _, pod in pods(rendered(MINIMAL))} == {
        f"registry.example.nl/clientroute:{version}"
    }


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"settings": {"oin": "123"}}, "/settings/oin"),
        ({"settings": {"oin": "0" * 20}}, "/settings/oin"),
        ({"settings": {"issuer": "http://inloggen.example.nl"}}, "/settings/issuer"),
        ({"settings": {"gateways": "*"}}, "/settings/gateways"),
        ({"settings": {"extra": {"CLIENTROUTE_KEPT_DAY": "90"}}}, "CLIENTROUTE_KEPT_DAY"),
        ({"settings": {"extra": {"CLIENTROUTE_BSN_KEY": "geheim"}}}, "CLIENTROUTE_BSN_KEY"),
        ({"settings": {"extra": {"CLIENTROUTE_KEPT_DAYS": 90}}}, "/settings/extra"),
        ({"secrets": {"settings": "een-voor-allen"}}, "/secrets/settings"),
        ({"image": {"digest": "latest"}}, "/image/digest"),
        ({"image": {"repository": "registry.example.nl/clientroute:1.0"}}, "/image/repository"),
        ({"api": {"replicas": {"min": 0}}}, "/api/replicas/min"),
        ({"network": {"ingressController": []}}, "/network/ingressController"),
        ({"providers": {"host": "{service}.aanbieders.example.nl"}}, "/providers/caSecret"),
        ({"ingress": {"host": "wmo.example.nl"}}, "/ingress/host"),
        ({"postgresql": {"enabled": True}}, "postgresql"),
        ({"ingress": {"host": "{service}.nl"}, "providers": {"host": "{service}.nl", "caSecret": "ca"}}, "their own"),
    ],
)
def test_a_wrong_value_is_refused_by_name(given: dict[str, object], place: str) -> None:
    done = run("template", MINIMAL, **given)
    assert done.returncode != 0
    assert place in done.stderr


def test_without_values_it_says_what_is_missing() -> None:
    done = run("template")
    assert done.returncode != 0
    for each in ("/settings/oin", "/settings/issuer", "/settings/gateways", "/image/repository"):
        assert each in done.stderr


def test_other_settings_are_those_that_there_are() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    offered = set(schema["properties"]["settings"]["properties"]["extra"]["properties"])
    (config,) = of_kind(rendered(MINIMAL), "ConfigMap")
    have = {name for name in config["data"] if name.startswith(PREFIX)} | set(SECRETS) | FOR_FILES
    all_there_are = {PREFIX + name.upper() for name in Settings.model_fields}
    assert offered == all_there_are - have - {PREFIX + name for name in NOT_OFFERED}


def test_the_page_names_what_has_to_exist() -> None:
    page = (CHART / "README.md").read_text(encoding="utf-8")
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    for each in (*SECRETS, "sleutels.json", *values["secrets"].values(), "ca.crt", "FORWARDED_ALLOW_IPS"):
        assert f"`{each}`" in page, each
    assert [each for each in values if not re.search(rf"\b{each}\b", page)] == []
