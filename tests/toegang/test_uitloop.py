"""Products after the day from which no new decisions are taken (M45): refused, and not offered."""

from datetime import date

import pytest

from inkoop import laad
from toegang.domain.beschikking import Gevraagd, check_producten, te_beschikken
from toegang.domain.route import Weigering

ALMELO = laad("almelo-2024")
NIEUW = ["OIL2", "OIL3", "PV1", "OMD2"]


def gevraagd(code: str) -> list[Gevraagd]:
    return [Gevraagd(code, 60, date(2025, 1, 1), date(2025, 6, 30), None)]


def test_not_from_that_day_on() -> None:
    with pytest.raises(Weigering) as caught:
        check_producten(ALMELO, gevraagd("OIL1"), date(2025, 1, 1))
    assert (caught.value.veld, caught.value.regel) == ("body.producten.0.code", "M45")
    assert caught.value.reden == "Dit product loopt af. Kijk naar: Een algemene voorziening."
    assert [each.code for each in check_producten(ALMELO, gevraagd("OIL1"), date(2024, 12, 31))] == ["OIL1"]


def test_it_is_not_offered_any_more() -> None:
    assert [each.code for each in te_beschikken(ALMELO, date(2025, 1, 1))] == NIEUW
    assert {each.code for each in te_beschikken(ALMELO, date(2024, 12, 31))} == {*NIEUW, "OIL1", "OMD1"}
    with pytest.raises(Weigering) as caught:
        check_producten(ALMELO, gevraagd("XX"), date(2025, 1, 1))
    assert caught.value.reden == f"Dit product staat niet in almelo-2024. Wel: {', '.join(NIEUW)}."
