"""Exact days, times and numbers of the standard: the last that counts and the first that does not."""

from datetime import date, time, timedelta

import pytest
from tests.istandaard.wijzig import Wijzigingen, gewijzigd

import iwmo
from istandaard.datum_tijd import BijzondereTijd, VerreDatum, lees_datum, lees_tijd
from istandaard.fouten import Waardefout
from istandaard.regels.constraints import voldoet_aan_11_proef


@pytest.mark.parametrize("tekst", ["2024-02-29", "2000-02-29", "2023-02-28", "1900-02-28", "2100-02-28", "2024-12-31"])
def test_a_day_that_exists(tekst: str) -> None:
    assert lees_datum(tekst) == date.fromisoformat(tekst)


@pytest.mark.parametrize(
    "tekst",
    ["2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-01", "2024-01-00"],
)
def test_a_day_that_does_not_exist(tekst: str) -> None:
    """A century has no leap day, but every fourth has."""
    with pytest.raises(Waardefout):
        lees_datum(tekst)


def test_a_year_that_python_does_not_know_stays_as_it_is_written() -> None:
    assert lees_datum("9999-12-31") == date(9999, 12, 31)
    for tekst in ("10000-01-01", "-0001-12-31", "12000-02-29"):
        assert lees_datum(tekst) == VerreDatum(tekst)
    for tekst in ("0000-01-01", "-0000-01-01", "12100-02-29"):
        with pytest.raises(Waardefout):
            lees_datum(tekst)


@pytest.mark.parametrize(
    ("tekst", "tijd"),
    [
        ("00:00:00", time(0)),
        ("23:59:59", time(23, 59, 59)),
        ("23:59:59.9", time(23, 59, 59, 900_000)),
        ("10:00:00.123456", time(10, 0, 0, 123_456)),
        ("10:00:00.1234560", time(10, 0, 0, 123_456)),
        ("10:00:00.0", time(10)),
    ],
)
def test_a_time_of_the_day(tekst: str, tijd: time) -> None:
    gelezen = lees_tijd(tekst)
    assert (gelezen, type(gelezen)) == (tijd, time)


@pytest.mark.parametrize("tekst", ["24:00:00", "24:00:00.0", "10:00:00.1234567"])
def test_a_time_that_python_does_not_know_stays_as_it_is_written(tekst: str) -> None:
    """The end of the day, and a seventh digit."""
    assert lees_tijd(tekst) == BijzondereTijd(tekst)


@pytest.mark.parametrize(
    "tekst", ["24:00:01", "24:01:00", "24:00:00.1", "25:00:00", "10:60:00", "10:00:60", "10:00:60.0"]
)
def test_a_time_that_does_not_exist(tekst: str) -> None:
    with pytest.raises(Waardefout):
        lees_tijd(tekst)


DAGTEKENING = "2026-02-05"
"""Of the examples."""
OP_DE_DAG: dict[str, tuple[str, Wijzigingen, Wijzigingen]] = {
    "TR134 assigned": (
        "WMO301",
        {"client.toegewezenProducten.0.toewijzingsdatum": DAGTEKENING},
        {"client.toegewezenProducten.0.toewijzingsdatum": "2026-02-06"},
    ),
    "TR134 start": (
        "WMO305",
        {"client.startProducten.0.begindatum": DAGTEKENING},
        {"client.startProducten.0.begindatum": "2026-02-06"},
    ),
    "TR134 stop": (
        "WMO307",
        {"client.stopProducten.0.einddatum": DAGTEKENING},
        {"client.stopProducten.0.einddatum": "2026-02-06"},
    ),
    "TR380": (
        "WMO317",
        {"client.verzoek.nieuweProducten.0.gewensteIngangsdatum": "2026-02-06"},
        {"client.verzoek.nieuweProducten.0.gewensteIngangsdatum": DAGTEKENING},
    ),
}


@pytest.mark.parametrize("geval", OP_DE_DAG)
def test_on_the_day_of_the_message_and_the_day_after(geval: str) -> None:
    """What was done, was done by then; what is asked for begins later."""
    soort, goed, fout = OP_DE_DAG[geval]
    regel = geval.split()[0]
    for wijziging, verwacht in ((goed, False), (fout, True)):
        bericht = gewijzigd(soort, {"header.berichtIdentificatie.dagtekening": DAGTEKENING, **wijziging})
        assert (regel in {each.regel for each in iwmo.controleer(bericht)}) is verwacht


EEN_DAG: dict[str, tuple[str, str, str, str]] = {
    "TR018": ("WMO307", "client.stopProducten.0.einddatum", "client.stopProducten.0.begindatum", "2026-01-05"),
    "CS003": (
        "WMO301",
        "client.toegewezenProducten.0.einddatum",
        "client.toegewezenProducten.0.ingangsdatum",
        "2026-01-05",
    ),
}
"""Kind of message, path of the last day and of the first, and a day."""


@pytest.mark.parametrize("regel", EEN_DAG)
def test_one_day_is_a_period_and_the_day_before_is_not(regel: str) -> None:
    soort, einde, begin, dag = EEN_DAG[regel]
    ervoor = (date.fromisoformat(dag) - timedelta(1)).isoformat()
    for laatste, verwacht in ((dag, False), (ervoor, True)):
        bericht = gewijzigd(soort, {begin: dag, einde: laatste})
        assert (regel in {each.regel for each in iwmo.controleer(bericht)}) is verwacht


@pytest.mark.parametrize("plek", range(8))
def test_cs002_each_digit_counts_by_its_weight(plek: int) -> None:
    """9 for the first to 2 for the eighth, less the last."""
    for cijfer in range(10):
        for laatste in range(10):
            nummer = f"{'0' * plek}{cijfer}{'0' * (7 - plek)}{laatste}"
            assert voldoet_aan_11_proef(nummer) is (((9 - plek) * cijfer - laatste) % 11 == 0), (cijfer, laatste)
