"""What a page shows stands in the answer of the service that it asks, and is written as it is."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from toegang.domain.beschikking import Beschikkingsoort
from werkplek import inhoud
from werkplek.inhoud.zaken import BESLUIT, BESLUITSOORTEN, MEELEZEN, PERSOON, ZAAK
from werkplek.opmaak import GEEN, lees, toon
from werkplek.vorm import Bron, Kaart, Lijst, Namen, Tabel, Waarde, ZoekOpBsn

Schema = Mapping[str, object]
DIENSTEN = Path(__file__).parents[2] / "services"
DOOR_ONS = {"naam"}
"""What no service says: the name of a client in a row of a provider."""


@cache
def _contract(dienst: str) -> Schema:
    return cast(Schema, json.loads((DIENSTEN / dienst / "openapi.json").read_text()))


def _kaal(pad: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", pad.partition("?")[0]).removeprefix("/v1")


def _antwoord(bron: Bron) -> object:
    """The schema of the answer, of a service whose contract is here."""
    paden = cast(Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]], _contract(bron.dienst)["paths"])
    (acties,) = [each for pad, each in paden.items() if _kaal(pad) == _kaal(bron.pad)]
    gelukt = acties[bron.methode.lower()]["responses"]["200"]
    return cast(Mapping[str, Mapping[str, Schema]], gelukt)["content"]["application/json"]["schema"]


def _vormen(dienst: str, schema: object) -> Iterator[Schema]:
    """What a schema can be, with each reference followed."""
    zo = cast(Schema, schema)
    if "$ref" in zo:
        naam = str(zo["$ref"]).rpartition("/")[2]
        yield from _vormen(
            dienst, cast(Mapping[str, Schema], cast(Schema, _contract(dienst)["components"])["schemas"])[naam]
        )
    elif keuzes := zo.get("anyOf") or zo.get("oneOf") or zo.get("allOf"):
        for each in cast(list[object], keuzes):
            yield from _vormen(dienst, each)
    else:
        yield zo


def _staat_er(dienst: str, schema: object, stappen: list[str]) -> bool:
    if not stappen:
        return True
    stap, *rest = stappen
    for vorm in _vormen(dienst, schema):
        velden = cast(Mapping[str, object], vorm.get("properties", {}))
        if stap in velden and _staat_er(dienst, velden[stap], rest):
            return True
        if vorm.get("type") == "array" and (stap == "*" or stap.isdecimal()):
            return _staat_er(dienst, vorm["items"], rest)
    return False


def _in_rij(bron: Bron) -> list[str]:
    """Where the rows stand: in the list itself, or in a page of it."""
    vormen = list(_vormen(bron.dienst, _antwoord(bron)))
    return ["*"] if vormen[0].get("type") == "array" else ["items", "*"]


def _kolommen(onderdeel: Kaart | Lijst | ZoekOpBsn, tabel: Tabel) -> Iterator[tuple[Bron, list[str]]]:
    eigen = None if isinstance(onderdeel, Lijst) else onderdeel.bron
    bron = tabel.uit if isinstance(tabel.uit, Bron) else eigen
    assert bron is not None
    heel = isinstance(tabel.uit, Bron) or isinstance(onderdeel, ZoekOpBsn)
    if bron.dienst == "koppelvlak":  # which has no contract
        return
    begin = _in_rij(bron) if heel else [*str(tabel.uit).split("."), "*"]
    yield from ((bron, [*begin, *each.pad.split(".")]) for each in tabel.kolommen if each.pad not in DOOR_ONS)


def _getoond() -> Iterator[tuple[str, Bron, list[str]]]:
    """Every place in an answer that a page shows."""
    for module in pkgutil.iter_modules(inhoud.__path__):
        for onderdeel in vars(importlib.import_module(f"werkplek.inhoud.{module.name}")).values():
            if not isinstance(onderdeel, Kaart | Lijst | ZoekOpBsn):
                continue
            if isinstance(onderdeel, Kaart):
                yield from ((onderdeel.blad, onderdeel.bron, each.pad.split(".")) for each in onderdeel.waarden)
            for tabel in (onderdeel.tabel,) if isinstance(onderdeel, ZoekOpBsn) else onderdeel.tabellen:
                yield from ((onderdeel.blad, *each) for each in _kolommen(onderdeel, tabel))


def test_every_value_on_a_page_stands_in_the_answer_that_it_is_from() -> None:
    getoond = list(_getoond())
    assert len(getoond) > 100
    weg = [
        (blad, ".".join(stappen))
        for blad, bron, stappen in getoond
        if not _staat_er(bron.dienst, _antwoord(bron), stappen)
    ]
    assert weg == []


@pytest.mark.parametrize(
    ("titel", "tekst"),
    [
        ("Telefoon", "0600000456, 0600000457"),
        ("Huisnummer", "1327"),
        ("Huisletter", "a"),
        ("Toevoeging", "bis"),
        ("Adres geheim", "ja"),
        ("Geboren op", "01-01-1948"),
        ("Niet bekend van de geboortedatum", "de dag en de maand"),
        ("E-mail", GEEN),
    ],
)
def test_a_person_is_shown_as_he_is_known(titel: str, tekst: str) -> None:
    """A house number counts nothing, and a date of which a part is unknown says so."""
    persoon = {
        "geboortedatum": "1948-01-01",
        "datumGebruik": "2",
        "adres": {"huisnummer": 1327, "huisletter": "a", "huisnummerToevoeging": "bis"},
        "adresGeheim": True,
        "telefoonnummers": [{"telefoonnummer": "0600000456"}, {"telefoonnummer": "0600000457"}],
    }
    (waarde,) = [each for each in PERSOON.waarden if each.titel == titel]
    assert toon(lees(persoon, waarde.pad), waarde, Namen({}, {}, {})) == tekst  # type: ignore[arg-type]


@pytest.mark.parametrize("kaart", [ZAAK, MEELEZEN])
def test_of_a_decision_on_an_objection_a_page_speaks_of_appeal(kaart: Kaart) -> None:
    """Awb 8:1: who objects once more gets a 409, and the citizen has lost the days."""
    (tabel,) = [each for each in kaart.tabellen if each.titel.startswith("Besluiten")]
    titels = {each.pad: each for each in (*tabel.kolommen, *BESLUIT.waarden)}
    assert titels["soort"].woorden == BESLUITSOORTEN
    assert BESLUITSOORTEN.keys() == {each.value for each in Beschikkingsoort}
    assert "beroep" in titels["bezwaarTot"].titel


def test_a_number_that_counts_has_a_point_between_thousands() -> None:
    assert toon(1327, Waarde("volume", "Volume", "getal"), Namen({}, {}, {})) == "1.327"
