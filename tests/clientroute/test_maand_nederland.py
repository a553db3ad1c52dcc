"""The month of the whole country: what is sent, and that a small part of it can be played."""

import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.nl import bsn as elfproef
from tests.services import POSTGRES, needs_postgres
from typer.testing import CliRunner

import wetten
from clientroute.bench.land import AANBIEDERS, LIJNEN, bericht, nederland, zendingen
from clientroute.cli import app
from istandaard.gemeenten import Gemeente

MAAND = date(2026, 10, 1)


def test_the_month_has_all_providers_and_municipalities_and_messages_of_all_sizes() -> None:
    alle = zendingen(1.0)
    assert len({each.agb for each in alle}) == AANBIEDERS
    assert {each.gemeente for each in alle} == {each.value for each in Gemeente}
    assert {each.wet for each in alle} == set(wetten.Wet)
    lijnen = [each.lijnen for each in alle]
    assert abs(sum(lijnen) - LIJNEN) < LIJNEN // 100
    assert min(lijnen) == 1
    assert max(lijnen) > 10_000


def test_no_assignment_is_billed_twice() -> None:
    geteld = Counter((each.gemeente, nummer) for each in zendingen(0.01) for nummer in each.nummers)
    assert set(geteld.values()) == {1}


def test_no_provider_uses_a_reference_twice() -> None:
    """Once half of the lines were rejected for it (TR314), and nobody saw: the amounts were not looked at."""
    model = nederland(MAAND)
    gebruikt = Counter(
        (zending.agb, prestatie.product_referentie.referentie_nummer)
        for zending in zendingen(0.002)
        for client in bericht(zending, model, MAAND).declaratie.clienten
        for prestatie in client.prestaties
    )
    assert set(gebruikt.values()) == {1}


def test_every_message_is_right_within_itself() -> None:
    model = nederland(MAAND)
    for zending in zendingen(0.001):
        gemaakt = bericht(zending, model, MAAND)
        assert wetten.controleer(gemaakt) == []
        bsns = [each.bsn for each in gemaakt.declaratie.clienten]
        assert len(set(bsns)) == len(bsns)
        assert all(999900006 <= int(each) <= 999999990 and elfproef.is_valid(each) for each in bsns)


@pytest.mark.processen
def test_a_small_part_is_played_and_comes_out_to_the_cent(rabbit_url: str, tmp_path: Path) -> None:
    needs_postgres()
    omgeving = os.environ | {"CLIENTROUTE_DATABASE_URL": POSTGRES, "CLIENTROUTE_BROKER_URL": rabbit_url}
    command = [sys.executable, "-m", "clientroute", "bench", "maand-nederland", "--deel", "0.0005", "--werkers", "2"]
    result = subprocess.run(command, cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Werkers: 2" in result.stdout
    assert "Alles kwam uit tot op de cent." in " ".join(result.stdout.split())


def test_without_a_broker_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLIENTROUTE_BROKER_URL", raising=False)
    result = CliRunner().invoke(app, ["bench", "maand-nederland"])
    assert result.exit_code != 0
    assert "CLIENTROUTE_BROKER_URL" in str(result.exception)
