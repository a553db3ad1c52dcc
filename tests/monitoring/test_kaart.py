"""The map: each municipality where it lies, coloured by its figure, named, and never alone."""

import re
from xml.etree import ElementTree

import pytest

from istandaard.gemeenten import Gemeente
from monitoring.domain.rapport import Kolom, Rapport, Waarde
from monitoring.kaart import grenzen, grootste, klasse_van, midden, teken

LEKSTROOM = {"0321": "Houten", "0353": "IJsselstein", "0331": "Lopik", "0356": "Nieuwegein", "1961": "Vijfheerenlanden"}


def toon(kolom: Kolom, waarde: Waarde) -> str:
    return LEKSTROOM.get(str(waarde), f"{waarde}") if kolom.naam == "gemeente" else f"{waarde} euro"


def rapport(*waarden: tuple[str, int | None], kaart: str | None = "perClient") -> Rapport:
    kolommen = (Kolom("gemeente", "Gemeente", "gemeente"), Kolom("perClient", "Per cliënt", "euro"))
    return Rapport("r", "R", "Uitleg.", kolommen, waarden, kaart=kaart)


def test_every_municipality_of_the_standard_has_boundaries_of_its_own() -> None:
    paden = grenzen().gemeenten
    assert set(paden) == {each.value for each in Gemeente}
    assert len(set(paden.values())) == len(paden)
    for pad in paden.values():
        assert re.fullmatch(r"(M[0-9]+ [0-9]+l(-?[0-9]+[ -]?)+z)+", pad)


@pytest.mark.parametrize(
    ("west", "oost"),
    [
        ("Vlissingen", "Terneuzen"),
        ("'s-Gravenhage", "Gouda"),
        ("Gouda", "Almere"),
        ("Almere", "Zwolle"),
        ("Zwolle", "Almelo"),
        ("Almelo", "Enschede"),
        ("IJsselstein", "Nieuwegein"),
        ("Nieuwegein", "Houten"),
        ("Lopik", "IJsselstein"),
        ("Alkmaar", "Almere"),
        ("Baarle-Nassau", "Maastricht"),
        ("Amsterdam", "Almere"),
        ("Rijswijk (ZH.)", "Zoetermeer"),
    ],
)
def test_who_lies_to_the_west_is_drawn_to_the_west(west: str, oost: str) -> None:
    assert _midden(west)[0] < _midden(oost)[0]


@pytest.mark.parametrize(
    ("noord", "zuid"),
    [
        ("Groningen", "Assen"),
        ("Assen", "Emmen"),
        ("Den Helder", "Alkmaar"),
        ("Alkmaar", "Amsterdam"),
        ("Amsterdam", "Utrecht"),
        ("Utrecht", "'s-Hertogenbosch"),
        ("Arnhem", "Nijmegen"),
        ("Westervoort", "Nijmegen"),
        ("Eindhoven", "Maastricht"),
        ("Tilburg", "Baarle-Nassau"),
        ("Oegstgeest", "Delft"),
        ("Waddinxveen", "Zuidplas"),
        ("Texel", "Den Helder"),
    ],
)
def test_who_lies_to_the_north_is_drawn_to_the_north(noord: str, zuid: str) -> None:
    assert _midden(noord)[1] < _midden(zuid)[1]


def test_each_has_its_name_figure_and_shade() -> None:
    getekend = teken(rapport(("0321", 100), ("0353", 250), ("0331", 400), ("1961", None)), toon)
    assert getekend is not None
    svg = ElementTree.fromstring(getekend.svg)
    assert [each.get("class") for each in svg if each.tag == "path"] == ["licht", "midden", "donker", "leeg"]
    teksten = ["".join(each.itertext()) for each in svg if each.tag == "text"]
    assert teksten == ["Houten100 euro", "IJsselstein250 euro", "Lopik400 euro", "VijfheerenlandenNone euro"]
    assert dict(getekend.klassen) == {
        "licht": "100 euro", "midden": "250 euro", "donker": "400 euro", "leeg": "geen cijfer",
    }  # fmt: skip
    assert "Centraal Bureau voor de Statistiek" in getekend.bron


@pytest.mark.parametrize(
    "zonder",
    [rapport(("0321", 1), ("0353", 2)), rapport(("0321", 1), ("0353", 2), ("0331", 3), kaart=None),
     rapport(("0321", None), ("0353", None), ("0331", None)), rapport(("0321", 1), ("0353", 2), ("9999", 3))],
    ids=["twee", "geen kaart", "geen cijfers", "onbekend"],
)  # fmt: skip
def test_there_is_no_map_where_it_says_nothing(zonder: Rapport) -> None:
    assert teken(zonder, toon) is None


def test_figures_that_are_all_the_same_have_one_shade() -> None:
    assert klasse_van(5, 5, 5) == "midden"


def test_a_name_is_text_and_no_code() -> None:
    getekend = teken(rapport(("0321", 1), ("0353", 2), ("0331", 3)), lambda kolom, waarde: "<b>&")
    assert getekend is not None
    assert "<b>" not in getekend.svg


def _midden(naam: str) -> tuple[int, int]:
    code = next(each.value for each in Gemeente if each.betekenis == naam)
    return midden(grootste(grenzen().gemeenten[code]))
