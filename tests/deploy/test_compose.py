"""The compose file: each service with its own secrets, and all the processes that there are."""

import re
from pathlib import Path, PurePosixPath
from typing import cast

import pytest
import yaml

from chassis.health import PROBES
from chassis.settings import Settings
from clientroute.services import SERVICES

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SECRET = re.compile(r"\$\{(\w+)")
SHARED = {"CLIENTROUTE_OIN", "CLIENTROUTE_OIDC_ISSUER"}


def environment(name: str) -> dict[str, str]:
    return cast(dict[str, str], COMPOSE["services"][name]["environment"])


def test_each_process_sees_the_keys_of_its_own_service_only() -> None:
    parts = dict(COMPOSE["services"])
    beheer = parts.pop("beheer")
    bestand = PurePosixPath(beheer["environment"]["CLIENTROUTE_KEYS_FILE"])
    assert (beheer["volumes"], beheer["profiles"]) == (["./sleutels:/sleutels"], ["beheer"])
    for name in SERVICES:
        for part in (parts.pop(name), parts.pop(f"{name}-worker")):
            # The folder of the service, so that a running process sees the next file too.
            (mount,) = part["volumes"]
            buiten, binnen, wat_mag = mount.split(":")
            van_beheer = PurePosixPath(str(bestand).replace("{service}", name))
            assert buiten == f"./{van_beheer.parent.relative_to('/')}"
            assert part["environment"]["CLIENTROUTE_KEYS_FILE"] == f"{binnen}/{van_beheer.name}"
            assert wat_mag == "ro"
    assert [name for name, part in parts.items() if "sleutels" in str(part.get("volumes"))] == []


@pytest.mark.parametrize("service", list(SERVICES))
def test_a_service_gets_its_own_secrets_only(service: str) -> None:
    own = {f"{service.upper()}_{each}" for each in ("POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "OIDC_CLIENT_SECRET")}
    for name in (service, f"{service}-worker", f"{service}-migrate"):
        assert "env_file" not in COMPOSE["services"][name]
        assert set(SECRET.findall(str(COMPOSE["services"][name]))) == own | SHARED
        assert environment(name)["CLIENTROUTE_DATABASE_URL"].startswith(f"postgresql://{service}:")
        assert environment(name)["CLIENTROUTE_DATABASE_URL"].endswith(f"/{service}")
        assert environment(name)["CLIENTROUTE_BROKER_URL"].startswith(f"amqp://{service}:")
        assert environment(name)["CLIENTROUTE_OIDC_CLIENT_ID"] == f"clientroute-{service}"
    assert COMPOSE["services"][service]["command"] == f"api {service}"
    assert COMPOSE["services"][f"{service}-worker"]["command"] == f"worker {service}"
    assert COMPOSE["services"][f"{service}-migrate"]["command"] == f"migrate {service}"


def test_there_is_nothing_else() -> None:
    expected = {f"{service}{role}" for service in SERVICES for role in ("", "-worker", "-migrate")}
    assert set(COMPOSE["services"]) == {*expected, "postgres", "rabbitmq", "beheer"}


def test_every_name_to_fill_in_is_in_the_example_and_is_asked_for() -> None:
    asked = set(SECRET.findall((DEPLOY / "compose.yaml").read_text()))
    assert set(re.findall(r"^(\w+)=$", (DEPLOY / ".env.example").read_text(), flags=re.MULTILINE)) == asked
    assert not re.search(r"\$\{\w+\}", (DEPLOY / "compose.yaml").read_text())  # an empty one would start


def test_the_broker_gets_a_password_for_every_user() -> None:
    users = set(SECRET.findall((DEPLOY / "rabbitmq.json").read_text()))
    assert users == set(environment("rabbitmq"))
    assert users == {f"{name.upper()}_RABBITMQ_PASSWORD" for name in ("beheer", *SERVICES)}


def test_the_image_is_built_on_one_that_cannot_change() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert len(bases) == 2
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:[\d.]+-slim@sha256:[0-9a-f]{64}", bases[0])


def test_the_image_says_whether_it_lives() -> None:
    """Docker asks it of every process that serves: each has that probe on the port of the image."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "HEALTHCHECK" in text
    assert f"http://127.0.0.1:{Settings.model_fields['port'].default}/livez" in text
    assert "/livez" in PROBES
