"""From what somebody typed to what is sent."""

import pytest

from werkplek.invullen import als_body, begin
from werkplek.vorm import Soort, Vraag


@pytest.mark.parametrize(
    ("soort", "getypt", "gelezen"),
    [
        ("datum", "2026-12-31", "2026-12-31"),
        ("datum", "31-12-2026", "2026-12-31"),
        ("datum", "1-2-2026", "2026-02-01"),
        ("euro", "1.234,56", 123456),
        ("euro", "€ 12", 1200),
        ("euro", "-0,50", -50),
        ("euro", "1234,05", 123405),
        ("getal", "12", 12),
        ("ja", "ja", True),
        ("ja", "", False),
        ("tekst", "  veel ruimte ", "veel ruimte"),
    ],
)
def test_what_people_type_is_read(soort: Soort, getypt: str, gelezen: object) -> None:
    assert als_body([Vraag("veld", "Veld", soort)], {"veld": getypt}) == ({"veld": gelezen}, {})


@pytest.mark.parametrize(
    ("soort", "getypt"),
    [("datum", "31-2-2026"), ("datum", "morgen"), ("euro", "12,5"), ("euro", "1.23,00"), ("getal", "1,5"),
     ("getal", "veel"), ("euro", "€"), ("tekst", " "), ("datum", "")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field(soort: Soort, getypt: str) -> None:
    body, fouten = als_body([Vraag("veld", "Veld", soort)], {"veld": getypt})
    assert body == {}
    assert list(fouten) == ["veld"]


def test_what_may_be_empty_is_left_out() -> None:
    assert als_body([Vraag("veld", "Veld", "datum", verplicht=False)], {"veld": ""}) == ({}, {})


def test_a_field_goes_where_its_path_says() -> None:
    vragen = [Vraag("a.0.tekst", "A"), Vraag("a.0.dag", "B", "datum"), Vraag("a.1.tekst", "C"), Vraag("b.c", "D")]
    velden = {"a.0.tekst": "een", "a.0.dag": "1-1-2026", "a.1.tekst": "twee", "b.c": "d"}
    body, _ = als_body(vragen, velden)
    assert body == {"a": [{"tekst": "een", "dag": "2026-01-01"}, {"tekst": "twee"}], "b": {"c": "d"}}


def test_a_form_begins_with_what_stands_there() -> None:
    vragen = [Vraag("naam", "Naam", begin="naam"), Vraag("bedrag", "Bedrag", "euro", begin="bedrag"), Vraag("x", "X")]
    assert begin(vragen, {"naam": "Zorg", "bedrag": 123405, "x": "nee"}) == {"naam": "Zorg", "bedrag": "1234,05"}
