"""`bericht maak … --voor DEMO`: the message is one that the running demo takes in and accepts."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.eenmaal import eenmaal
from tests.keten.processen import free_port

import iwmo
from chassis.clock import local_date, system_clock
from chassis.settings import Settings
from clientroute.bevolking import bevolking
from clientroute.cli import main
from clientroute.demo import Speler, een_zaak, speel
from clientroute.demo.aanbieder import verstuur
from clientroute.demo.een_zaak import MAAKT, maak_bericht
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.run import client_factory
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from inkoop import laad
from istandaard.berichten import Bericht301, Bericht325

pytestmark = pytest.mark.lang

BURGERS = 12


@pytest.fixture(scope="module")
def almere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a suite in which Almere was played until today, as after `make run`."""
    return eenmaal(tmp_path_factory, "voor-demo", lambda folder: asyncio.run(_speel(folder)))


async def _speel(folder: Path) -> Path:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        speler = Speler(laad("almere-2023"), client_factory(suite), klok)
        await speel(speler, maanden=1, burgers=BURGERS, vandaag=local_date(system_clock()) - timedelta(1))
    return folder


@pytest.fixture
async def demo(almere: Path, tmp_path: Path) -> AsyncIterator[Suite]:
    """That suite, for one test to do in what it wants."""
    shutil.copytree(almere, tmp_path / "var")
    async with running_suite(Settings(data_dir=tmp_path / "var")) as suite:
        yield suite


async def test_who_is_known_already_is_passed_over(demo: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    speler = Speler(laad("almere-2023"), client_factory(demo))
    vandaag = local_date(system_clock())
    eerste = await maak_bericht(speler, "WMO301", vandaag)
    assert isinstance(eerste, Bericht301)
    alle = bevolking(speler.model, een_zaak.MENSEN, seed=1)
    (bekend,) = (each for each in alle if each.bsn == eerste.client.bsn)
    gespeeld = {bekend.bsn, *(each.bsn for each in bevolking(speler.model, BURGERS, seed=1))}
    zelfde = [each for each in alle if each.ondersteuning[:1] == bekend.ondersteuning[:1]]
    ander = next(each for each in zelfde if each.bsn not in gespeeld)
    monkeypatch.setattr(een_zaak, "bevolking", lambda *_args, **_how: [bekend, ander])
    tweede = await maak_bericht(speler, "WMO301", vandaag)
    assert isinstance(tweede, Bericht301)
    assert tweede.client.bsn == ander.bsn
    with pytest.raises(een_zaak.Niet, match="al bekend"):
        await maak_bericht(speler, "WMO301", vandaag)


async def test_the_demo_accepts_a_message_of_each_kind_that_it_takes(demo: Suite) -> None:
    speler = Speler(laad("almere-2023"), client_factory(demo))
    vandaag = local_date(system_clock())
    gezien = set()
    for soort in sorted(MAAKT):
        bericht = await maak_bericht(speler, soort, vandaag)
        assert bericht.soort() == soort
        assert iwmo.controleer(bericht) == []
        gezien.add(soort)
        if isinstance(bericht, Bericht301):
            continue
        retour = soort == "WMO302"
        agb = bericht.header.ontvanger if retour else bericht.header.afzender
        dienst = "declaratie" if soort == "WMO323" else "toewijzing"
        async with client_factory(demo)(dienst, caller_for("aanbieder", agb=agb)) as client:
            if retour:
                await _is_verwerkt(client, bericht)
                continue
            antwoord = await verstuur(client, bericht)
        if isinstance(antwoord, Bericht325):
            assert antwoord.declaratie_antwoord is not None
            assert antwoord.declaratie_antwoord.clienten == ()
            bedragen = antwoord.declaratie_antwoord
            assert bedragen.totaal_toegekend_bedrag == bedragen.totaal_ingediend_bedrag
        else:
            assert getattr(antwoord.header, "retour_codes", None) == (), soort
    assert gezien == {"WMO301", "WMO302", "WMO305", "WMO307", "WMO315", "WMO323"}


async def _is_verwerkt(client: httpx.AsyncClient, retour: iwmo.Bericht) -> None:
    headers = {"Content-Type": "application/xml"}
    taken = await client.post("/v1/berichten", content=iwmo.schrijf(retour), headers=headers)
    where = f"/v1/berichten/{taken.raise_for_status().json()['id']}"
    await until(lambda: client.get(where), lambda answer: answer.json()["status"] == "verwerkt")


@pytest.mark.parametrize(
    ("soort", "waar", "code", "melding"),
    [
        ("WMO325", "demo", 2, "SOORT: WMO325 is er niet."),
        ("WMO323", "demo", 1, "antwoordt niets. Start het eerst: make run"),
    ],
    ids=["of the municipality", "nothing runs"],
)
def test_what_cannot_be_made_for_a_demo_says_so(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    soort: str,
    waar: str,
    code: int,
    melding: str,
) -> None:
    monkeypatch.setenv("CLIENTROUTE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CLIENTROUTE_PORT", str(free_port()))
    monkeypatch.setattr(sys, "argv", ["clientroute", "bericht", "maak", soort, "--voorbeeld", "--voor", waar])
    with pytest.raises(SystemExit) as einde:
        main()
    gezegd = capsys.readouterr()
    assert (einde.value.code, gezegd.out) == (code, "")
    assert melding in gezegd.err
    assert gezegd.err.count("\n") == 1
