"""`clientroute toestand`: what it says of a service, and when somebody has to do something."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from tests.clientroute.doen import doe, opdrachten
from tests.clientroute.omgeving import eigen_map

from chassis.bus_rabbit import QueueState
from chassis.condition import Condition
from chassis.relay import Backlog
from clientroute.toestand import (
    WACHT_TE_LANG,
    WACHTRIJ_TE_LANG,
    ZORGEN,
    Stand,
    Termijnen,
    wat_te_doen,
    zeg,
)

NU = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
NIETS = Backlog(0, None)
GOED = Stand("toegang", NU, True, "toegang_0009", "", Condition(NIETS, NIETS, relays=True, queue=QueueState(0, 1)))
ALARMEN = Path(__file__).parents[2] / "deploy" / "dashboards" / "alarmen.yaml"


def met(**anders: object) -> Stand:
    """The service that is well, but for this."""
    return replace(GOED, gezien=replace(GOED.gezien, **anders))


@pytest.mark.parametrize(
    ("stand", "zin"),
    [
        (replace(GOED, fout="De database is weg."), "De database is weg."),
        (met(queue=None), "De broker antwoordt niet."),
        (met(queue=QueueState(3, 0), relays=False), "Er draait geen worker van toegang"),
        (met(relays=False), "Geen worker van toegang verstuurt"),
        (met(outbox=Backlog(2, NU - WACHT_TE_LANG - timedelta(seconds=1))), "toegang krijgt zijn gebeurtenissen al"),
        (met(queue=QueueState(WACHTRIJ_TE_LANG + 1, 1)), "toegang heeft meer dan 1000"),
        (met(dead=Backlog(1, NU)), "toegang kon niet alles verwerken."),
        (
            replace(GOED, te_laat=Backlog(1, NU - WACHT_TE_LANG - timedelta(seconds=1))),
            "In toegang wacht iets dat al sinds",
        ),
    ],
)
def test_what_is_not_right_is_said_in_one_sentence(stand: Stand, zin: str) -> None:
    (gezegd,) = wat_te_doen([stand])
    assert gezegd.startswith(zin)


@pytest.mark.parametrize(
    "stand",
    [
        GOED,
        met(outbox=Backlog(2, NU - WACHT_TE_LANG)),
        met(queue=QueueState(WACHTRIJ_TE_LANG, 1)),
        replace(met(queue=None), heeft_broker=False),
        replace(GOED, termijnen=Termijnen(3, 4)),
        replace(GOED, te_laat=Backlog(1, NU - WACHT_TE_LANG)),
    ],
)
def test_what_is_right_asks_nobody(stand: Stand) -> None:
    assert wat_te_doen([stand]) == []


def test_a_broker_that_is_away_is_said_once_for_all_services() -> None:
    assert len(wat_te_doen([met(queue=None), replace(met(queue=None), dienst="monitoring")])) == 1


def test_every_command_that_it_advises_is_there() -> None:
    genoemd = {each for zorg in ZORGEN for each in re.findall(r"clientroute ([a-z-]+(?: [a-z-]+)?)", zorg.doe)}
    assert len(genoemd) > 1
    assert genoemd <= {" ".join(each) for each in opdrachten()}


def test_it_worries_when_the_alarms_do() -> None:
    regels = {each["alert"]: each["expr"] for each in yaml.safe_load(ALARMEN.read_text())["groups"][0]["rules"]}
    assert regels["GebeurtenissenWachten"].endswith(f" > {WACHT_TE_LANG.total_seconds():.0f}")
    assert regels["WachtrijLooptOp"].endswith(f" > {WACHTRIJ_TE_LANG}")


def test_what_waits_is_said_since_when() -> None:
    assert "wacht te lang  2, het oudste sinds 27-11-2026 10:00" in zeg(replace(GOED, te_laat=Backlog(2, NU)))
    stand = met(outbox=Backlog(1, NU), dead=Backlog(2, NU), queue=QueueState(5, 2))
    assert list(zeg(replace(stand, termijnen=Termijnen(3, 4)))) == [
        "database       antwoordt, versie toegang_0009",
        "te versturen   1 gebeurtenis, de oudste sinds 27-11-2026 10:00",
        "te lezen       5 gebeurtenissen, 2 workers lezen",
        "niet verwerkt  2 gebeurtenissen, de oudste sinds 27-11-2026 10:00",
        "termijnen      3 voorbij, 4 lopen vandaag af: zie het dashboard",
    ]


@pytest.fixture
def map_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with eigen_map(tmp_path, monkeypatch) as folder:
        yield folder


@pytest.mark.usefixtures("map_")
def test_the_page_of_what_is_well_and_of_what_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doe(capsys, monkeypatch, "migrate", "monitoring")
    code, uit, _ = doe(capsys, monkeypatch, "toestand", "monitoring")
    assert (code, uit.splitlines()[-1]) == (0, "Alles gaat goed: u hoeft niets te doen.")
    assert "  te versturen   niets\n" in uit
    monkeypatch.setenv("CLIENTROUTE_BROKER_URL", "amqp://127.0.0.1:1/")
    code, uit, _ = doe(capsys, monkeypatch, "toestand", "monitoring", "toegang")
    assert code == 1
    assert "  te lezen       onbekend: de broker antwoordt niet\n" in uit
    assert "  database       niet te gebruiken\n" in uit
    _, gevonden, doen = uit.rpartition("Wat u moet doen\n")
    assert gevonden
    assert [each[:6] for each in doen.splitlines()] == ["  1. D", "  2. D"]
    assert doen.rstrip().endswith("Doe: clientroute migrate toegang")
