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
TLS = yaml.safe_load((DEPLOY / "compose.tls.yaml").read_text())
BESTANDEN = sorted(each.name for each in DEPLOY.glob("compose*.yaml"))
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
    asked: set[str] = set()
    for name in BESTANDEN:
        text = (DEPLOY / name).read_text()
        asked |= set(SECRET.findall(text))
        assert not re.search(r"\$\{\w+\}", text), name  # an empty one would start
    assert set(re.findall(r"^(\w+)=$", (DEPLOY / ".env.example").read_text(), flags=re.MULTILINE)) == asked


GROOTTE = re.compile(r"[1-9]\d*[mg]")


def test_every_container_has_limits() -> None:
    """One that runs wild, by a fault or an attack, leaves the others memory, time and processes."""
    parts = COMPOSE["services"]
    assert len(parts) == 15
    for name, part in parts.items():
        limits = part["deploy"]["resources"]["limits"]
        assert set(limits) == {"cpus", "memory", "pids"}, name
        assert float(limits["cpus"]) > 0, name
        assert GROOTTE.fullmatch(limits["memory"]), name
        assert limits["pids"] >= 64, name


def test_our_processes_have_the_memory_of_the_chart() -> None:
    values = yaml.safe_load((DEPLOY / "helm" / "clientroute" / "values.yaml").read_text())
    for service in SERVICES:
        for name, role in ((service, "api"), (f"{service}-worker", "worker")):
            compose = COMPOSE["services"][name]["deploy"]["resources"]["limits"]["memory"]
            assert compose.replace("g", "Gi") == values[role]["resources"]["limits"]["memory"], name


def test_our_containers_write_nothing_and_may_nothing_more() -> None:
    ours = {name: part for name, part in COMPOSE["services"].items() if "build" in part}
    assert len(ours) == 13
    for name, part in ours.items():
        assert part["read_only"] is True, name
        assert part["cap_drop"] == ["ALL"], name
        assert part["security_opt"] == ["no-new-privileges:true"], name
    # Commands log in a folder: the only one that can be written to.
    assert PurePosixPath(environment("beheer")["CLIENTROUTE_DATA_DIR"]).is_relative_to(ours["beheer"]["tmpfs"][0])


def test_with_tls_every_address_is_checked() -> None:
    parts = {name: part for name, part in TLS["services"].items() if name not in ("postgres", "rabbitmq")}
    assert set(parts) == {name for name, part in COMPOSE["services"].items() if "build" in part}
    for name, part in parts.items():
        database, broker = (part["environment"][f"CLIENTROUTE_{each}_URL"] for each in ("DATABASE", "BROKER"))
        assert (
            database == f"{environment(name)['CLIENTROUTE_DATABASE_URL']}?sslmode=verify-full&sslrootcert=/certs/ca.pem"
        )
        plain = environment(name)["CLIENTROUTE_BROKER_URL"]
        assert broker == plain.replace("amqp://", "amqps://").replace(":5672/", ":5671/?cafile=/certs/ca.pem")
        assert part["volumes"] == ["./certs/ca.pem:/certs/ca.pem:ro"]


def test_with_tls_postgres_and_rabbitmq_show_a_certificate() -> None:
    postgres, rabbitmq = TLS["services"]["postgres"], TLS["services"]["rabbitmq"]
    conf = (DEPLOY / "rabbitmq-tls.conf").read_text()
    told = dict(line.split(" = ") for line in conf.splitlines() if not line.startswith("#"))
    assert (told["listeners.tcp"], told["listeners.ssl.default"]) == ("none", "5671")
    used = {told["ssl_options.cacertfile"], told["ssl_options.certfile"], told["ssl_options.keyfile"]}
    mounted = {each.split(":")[1] for each in rabbitmq["volumes"]}
    assert mounted == {*used, "/etc/rabbitmq/conf.d/20-tls.conf"}
    files = {each.split("=")[1] for each in postgres["command"] if "_file=" in each}
    assert "ssl=on" in postgres["command"]
    assert {each.split(":")[1] for each in postgres["volumes"]} == files


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
