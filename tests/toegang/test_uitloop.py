"""Products that are phased out (M45): refused and not offered after a day that was decided, marked without one."""

from datetime import date

from tests.toegang.weging.zaken import met_einde

from inkoop import Inkoopmodel, laad
from toegang.domain.weging import Keuze, Uitspraak, Zaak, te_beschikken, uitspraken
from wetten import Wet

ALMELO = laad("almelo-2024")
ALLES = [each.code for each in ALMELO.producten]
EINDIG = met_einde(ALMELO, "OIL1", date(2025, 1, 1), date(2025, 12, 31))
"""Almelo as it would be once somebody decided when zelfstandig leven 1 ends."""


def besluit(model: Inkoopmodel, code: str, op: date) -> list[Uitspraak]:
    """What stands in the way of deciding on a product on a day under its law, and the mark that it gets."""
    wet = next((each.wet for each in model.producten if each.code == code), Wet.WMO)
    gezegd = uitspraken(Zaak(model, op, None, (Keuze(code, date(2025, 1, 1), date(2025, 6, 30)),), wet=wet))
    return [each for each in gezegd if each.regel == "M45" or not each.mag]


def test_not_from_that_day_on() -> None:
    (gevonden,) = besluit(EINDIG, "OIL1", date(2025, 1, 1))
    assert (gevonden.regel, gevonden.plek, gevonden.wel) == ("M45", 0, "Kijk naar: Een algemene voorziening.")
    assert not gevonden.mag
    assert besluit(EINDIG, "OIL1", date(2024, 12, 31)) == []


def test_it_is_not_offered_any_more() -> None:
    assert ["OIL1", *(each.code for each in te_beschikken(EINDIG, date(2025, 1, 1)))] == ALLES
    assert [each.code for each in te_beschikken(EINDIG, date(2024, 12, 31))] == ALLES
    (gevonden,) = besluit(EINDIG, "XX", date(2025, 1, 1))
    wmo = [each.code for each in ALMELO.producten if each.wet is Wet.WMO]
    assert gevonden.wel == f"Kies uit: {', '.join(wmo[1:])}."


def test_without_a_day_nothing_is_refused_and_the_decision_carries_the_mark() -> None:
    """Almelo says that OIL1 goes, and not when: years later it may be decided on, with the mark under it."""
    for op in (ALMELO.versie, date(2026, 11, 27), date(2099, 1, 1)):
        assert [each.code for each in te_beschikken(ALMELO, op)] == ALLES
        (merk,) = besluit(ALMELO, "OIL1", op)
        assert (merk.regel, merk.mag, merk.plek) == ("M45", True, 0)
        assert merk.reden == "De gemeente stopt op den duur met dit product. Daarna komt: een algemene voorziening."
        assert besluit(ALMELO, "OIL2", op) == []


def test_the_mark_names_the_part_that_goes() -> None:
    (deel,) = besluit(ALMELO, "ABJ", date(2026, 11, 27))
    assert deel.mag
    assert deel.reden == (
        "De gemeente stopt op den duur met een deel van dit product (OIL 1 jeugd). "
        "Daarna komt: een algemene voorziening."
    )


def test_a_day_that_is_expected_refuses_nothing_and_is_named_until_it_comes() -> None:
    merk = "De gemeente stopt op den duur met dit product. Daarna komt: hulp die de regio inkoopt."
    for op, verwacht in (
        (date(2024, 12, 31), " Dat wordt verwacht op 01-01-2025."),
        (date(2025, 1, 1), ""),
        (date(2026, 11, 27), ""),
    ):
        (gezegd,) = besluit(ALMELO, "GGZ", op)
        assert (gezegd.reden, gezegd.mag) == (merk + verwacht, True)
