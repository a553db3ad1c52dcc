from datetime import date

import pytest

from inkoop import laad, namen
from inkoop.uitleg import uitleg


@pytest.mark.parametrize("naam", namen())
def test_each_model_is_explained_with_every_product(naam: str) -> None:
    model = laad(naam)
    tekst = uitleg(model, model.versie)
    assert tekst.startswith(f"# {model.titel}\n")
    for product in model.producten:
        assert f"| {product.code} | {product.naam}" in tekst
    assert "nog geen prijs" not in tekst


def test_the_price_is_that_of_the_day() -> None:
    model = laad("almere-2023")
    assert "| HO | Huishoudelijke ondersteuning* | € 312,50 |" in uitleg(model, date(2023, 5, 1))
    assert "| HO | Huishoudelijke ondersteuning* | € 330,34 |" in uitleg(model, date(2024, 5, 1))
    assert "nog geen prijs" in uitleg(model, date(2022, 5, 1))


def test_an_example_value_carries_a_star_and_a_fact_does_not() -> None:
    tekst = uitleg(laad("almere-2023"), date(2023, 1, 1))
    assert "- De contracten duren 4 jaar vanaf 1 januari 2023, met verlengingen van 2 jaar en 2 jaar.\n" in tekst
    assert "- Een pgb is 80 % van het tarief*.\n" in tekst
    assert "Traject 2 en traject 3 kunnen niet tegelijk." in tekst
