"""Products after the day from which no new decisions are taken (M45): refused, and not offered."""

from datetime import date

from inkoop import laad
from toegang.domain.weging import Keuze, Uitspraak, Zaak, overtredingen, te_beschikken

ALMELO = laad("almelo-2024")
NIEUW = ["OIL2", "OIL3", "PV1", "OMD2"]


def besluit(code: str, op: date) -> list[Uitspraak]:
    """What stands in the way of deciding on a product on a day."""
    return overtredingen(Zaak(ALMELO, op, None, (Keuze(code, date(2025, 1, 1), date(2025, 6, 30)),)))


def test_not_from_that_day_on() -> None:
    (gevonden,) = besluit("OIL1", date(2025, 1, 1))
    assert (gevonden.regel, gevonden.plek, gevonden.wel) == ("M45", 0, "Kijk naar: Een algemene voorziening.")
    assert besluit("OIL1", date(2024, 12, 31)) == []


def test_it_is_not_offered_any_more() -> None:
    assert [each.code for each in te_beschikken(ALMELO, date(2025, 1, 1))] == NIEUW
    assert {each.code for each in te_beschikken(ALMELO, date(2024, 12, 31))} == {*NIEUW, "OIL1", "OMD1"}
    (gevonden,) = besluit("XX", date(2025, 1, 1))
    assert gevonden.wel == f"Kies uit: {', '.join(NIEUW)}."
