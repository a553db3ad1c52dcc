"""The play of the first start: once, whole, and anew after one that was broken off."""

from datetime import date
from pathlib import Path

import pytest

from chassis.settings import Settings
from clientroute import run
from clientroute.demo import Speler, speel
from clientroute.demo.anders import AFWIJZINGEN, GESLOTEN
from clientroute.demo.klok import SpeelKlok
from clientroute.suite import running_suite
from inkoop import laad

ALMERE = laad("almere-2023")
ROND_HET_SPEL = len(AFWIJZINGEN) + len(GESLOTEN) + 1
"""People whose case goes otherwise, and one whose provider bills too early."""


class Afgebroken(Exception):
    """Somebody pulled the plug."""


async def begin(settings: Settings) -> run.Uitkomst:
    """A start, until the play is done."""
    klok = SpeelKlok()
    run.begin_again(settings)
    async with running_suite(settings, klok) as suite:
        return await run.first_play(settings, suite, ALMERE, 1, klok)


async def test_a_play_that_was_broken_off_is_said_and_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=tmp_path)
    monkeypatch.setattr(run, "EERSTE_BURGERS", 3)

    async def halverwege(speler: Speler, maanden: int, burgers: int, vandaag: date) -> run.Uitkomst:
        await speel(speler, maanden, 1, vandaag)
        raise Afgebroken

    with monkeypatch.context() as eerst:
        eerst.setattr(run, "speel", halverwege)
        with pytest.raises(Afgebroken):
            await begin(settings)
    capsys.readouterr()
    assert (await begin(settings))["aantalMeldingen"] == 3
    assert "niet uitgespeeld. Zij begint opnieuw." in capsys.readouterr().out
    assert (await begin(settings))["aantalMeldingen"] == 3 + ROND_HET_SPEL
    assert "niet uitgespeeld" not in capsys.readouterr().out


def test_databases_elsewhere_are_left_and_the_reader_hears_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / run.BEZIG).touch()
    (tmp_path / "toegang.db").touch()
    assert run.begin_again(Settings(data_dir=tmp_path, database_url="postgresql://db/{service}"))
    assert "Begin met lege databases." in " ".join(capsys.readouterr().out.split())
    assert (tmp_path / "toegang.db").exists()


def test_without_a_play_that_was_broken_off_nothing_is_touched(tmp_path: Path) -> None:
    (tmp_path / "toegang.db").touch()
    assert not run.begin_again(Settings(data_dir=tmp_path))
    assert (tmp_path / "toegang.db").exists()
