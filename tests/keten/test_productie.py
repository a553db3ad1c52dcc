"""The production form: eight real processes on PostgreSQL, behind a pooler, and RabbitMQ; every worker dies once."""

import asyncio
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import httpx
import pytest
from stdnum.nl import bsn as elfproef
from tests.keten.hersluiten import hersluit
from tests.keten.processen import Proces, omgeving, productie
from tests.keten.uitgever import draaiende_uitgever
from tests.pooler import pgbouncer
from tests.services import NewDatabase

from chassis.bsn import NINE_DIGITS
from chassis.clock import system_clock
from chassis.keychain import LOOK
from chassis.keysource import KeyFiles
from chassis.settings import Settings
from chassis.tokens import Caller
from clientroute.demo import Speler, Uitkomst, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.services import SERVICES
from clientroute.sleutels import voeg_toe
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import laad

pytestmark = [pytest.mark.lang, pytest.mark.processen]

MODEL = "almere-2023"
BURGERS = 15
VANDAAG = date(2026, 11, 21)
WISSEL_AT = 0.25
"""At which part of the play keys are changed."""
BEKEND = 1.5 * LOOK
"""How long every process gets to know a key before it is used."""
KILL_AT = dict(zip((0.15, 0.35, 0.55, 0.75), SERVICES, strict=True))
"""At which part of the play which worker dies."""


async def in_one_process(folder: Path) -> Uitkomst:
    """The same play in the embedded suite: what the numbers have to be."""
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        return await speel(Speler(laad(MODEL), client_factory(suite), klok), 1, BURGERS, VANDAAG)


async def een_voor_een(omgevingen: Mapping[str, Mapping[str, str]], vanaf: datetime) -> list[str]:
    """Bring each service over, as somebody would who looks on."""
    return [await hersluit(omgeving, name, vanaf=vanaf) for name, omgeving in omgevingen.items()]


@pytest.mark.timeout(900)
async def test_eight_processes_lose_nothing_when_every_worker_is_killed(
    tmp_path: Path, new_postgres: NewDatabase, rabbit_url: str, rabbit_prefix: str
) -> None:
    expected = await in_one_process(tmp_path / "suite")
    with draaiende_uitgever() as uitgever, pgbouncer() as through:
        settings = {
            "CLIENTROUTE_ENV": "production",
            # The play bills unknown assignments on purpose, and waits for their rejection.
            "CLIENTROUTE_ASSIGNMENT_WAIT_MINUTES": "0",
            # All of the play comes from one address, as fast as it is answered.
            "CLIENTROUTE_CALLER_REQUESTS": "0",
            "CLIENTROUTE_ADDRESS_REQUESTS": "0",
            "CLIENTROUTE_BROKER_URL": rabbit_url,
            "CLIENTROUTE_BROKER_PREFIX": rabbit_prefix,
            "CLIENTROUTE_OIN": "00000001234567890000",
            "CLIENTROUTE_KEYS_FILE": str(tmp_path / "sleutels" / "{service}.json"),
            "CLIENTROUTE_OIDC_ISSUER": uitgever.url,
            "CLIENTROUTE_OIDC_CLIENT_ID": "clientroute",
            "CLIENTROUTE_OIDC_CLIENT_SECRET": "a secret of the test",
        }
        direct = {service: new_postgres() for service in SERVICES}
        databases = {service: through(database) for service, database in direct.items()}
        hersluiten: list[asyncio.Task[list[str]]] = []
        with productie(settings, databases, tmp_path, direct) as (url, apis, workers):
            waiting = dict(KILL_AT)

            def kill_one_in_the_middle(day: int, days: int) -> None:
                if day / days >= WISSEL_AT and not hersluiten:
                    vanaf = system_clock() + BEKEND
                    voeg_toe(KeyFiles(settings["CLIENTROUTE_KEYS_FILE"]), vanaf)
                    omgevingen = {name: omgeving(settings, databases[name], url, direct[name]) for name in SERVICES}
                    hersluiten.append(asyncio.create_task(een_voor_een(omgevingen, vanaf)))
                for part in [each for each in waiting if day / days >= each]:
                    worker = workers[waiting.pop(part)]
                    worker.kill()
                    worker.start()

            def client(service: str, caller: Caller) -> httpx.AsyncClient:
                headers = {"Authorization": f"Bearer {uitgever.issue(caller)}"}
                return httpx.AsyncClient(base_url=url.replace("{service}", service), headers=headers, timeout=60)

            totals = await speel(Speler(laad(MODEL), client, toon=kill_one_in_the_middle), 1, BURGERS, VANDAAG)
            async with client("monitoring", caller_for("beheer")) as beheer:
                services = (await beheer.get("/v1/diensten")).raise_for_status().json()
            (overgebracht,) = await asyncio.gather(*hersluiten)
            numbers = [
                (numbers_of(each.metrics_port), numbers_of(each.port)) for each in (*apis.values(), *workers.values())
            ]
            stopped = {each.name: each.stop() for each in (*apis.values(), *workers.values())}

    assert not waiting, "every worker was killed"
    assert set(numbers) == {(200, 404)}
    aantallen = dict(each.removesuffix(" overgebracht\n").split(": ") for each in overgebracht)
    assert [name for name, aantal in aantallen.items() if int(aantal)] == ["toegang", "toewijzing", "declaratie"]
    # The clock cannot be set in production, so lead times differ; every count and every euro is the same.
    same = [step for step in expected if step.startswith("aantal")]
    assert len(same) == 7
    assert {step: totals[step] for step in same} == {step: expected[step] for step in same}
    assert (totals["prestatieaantallen"], totals["bedragen"]) == (expected["prestatieaantallen"], expected["bedragen"])
    assert [(each["bereikbaar"], each["outbox"], each["deadLetters"]) for each in services] == [(True, 0, 0)] * 4
    assert set(stopped.values()) == {0}, stopped
    assert_logs_are_clean(tmp_path)


def numbers_of(port: int) -> int:
    """The status of the answer to a question for numbers."""
    return httpx.get(f"http://127.0.0.1:{port}/metrics").status_code


def assert_logs_are_clean(folder: Path) -> None:
    """Every line is JSON, and no line holds a BSN."""
    lines = [line for file in folder.glob("*.log") for line in file.read_text().splitlines()]
    assert lines
    for line in lines:
        json.loads(line)
        assert not any(elfproef.is_valid(number) for number in NINE_DIGITS.findall(line)), "a BSN in a log"


def test_production_refuses_development_settings(tmp_path: Path) -> None:
    proces = Proces("api", "toegang", {**os.environ, "CLIENTROUTE_ENV": "production"}, tmp_path / "log")
    proces.start()
    assert proces.wait() == 1
    told = (tmp_path / "log").read_text()
    for name in ("DATABASE_URL", "BROKER_URL", "SERVICE_URL", "OIN", "KEYS_FILE", "OIDC_ISSUER"):
        assert f"CLIENTROUTE_{name}" in told
    assert "Traceback" not in told
