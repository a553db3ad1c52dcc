"""What is written as MDTO is valid against the published schema, with or without what may be left out."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from lxml import etree
from tests.koppelvlakken.gegevens import MAP, met_koppelvlakken

from koppelvlakken.mdto import (
    CATEGORIEEN,
    Bestand,
    Bewaartermijn,
    Gebeurtenis,
    Informatieobject,
    Verwijzing,
    schrijf,
)
from koppelvlakken.mdto.schrijven import NAMESPACE

pytestmark = met_koppelvlakken
GEMEENTE = Verwijzing("Gemeente Almere", "gm0034", "TOOI")
DOSSIER = Verwijzing("Zaakdossier WMO-K7PM-3RXC", "WMO-K7PM-3RXC", "clientroute")
KAAL = Informatieobject(
    kenmerk="019a0000-0000-7000-8000-000000000001",
    bron="clientroute",
    naam="Beschikking Wmo, zaak K7PM-3RXC",
    niveau="Archiefstuk",
    archiefvormer=Verwijzing("Gemeente Almere"),
    categorie=CATEGORIEEN["8.1.1"],
    bewaartermijn=Bewaartermijn("P15Y"),
)
VOL = replace(
    KAAL,
    archiefvormer=GEMEENTE,
    bewaartermijn=Bewaartermijn("P15Y", date(2025, 5, 31), date(2040, 5, 31)),
    gebeurtenissen=(
        Gebeurtenis("Accordering", date(2024, 5, 27), "Gemeente Almere"),
        Gebeurtenis("Verzending", date(2024, 5, 27)),
    ),
    periode=(date(2024, 6, 1), date(2025, 5, 31)),
    onderdeel_van=DOSSIER,
    representatie=Verwijzing("beschikking.pdf", "b1", "clientroute"),
    belanghebbende="Inwoner 019a",
)
BESTAND = Bestand(
    kenmerk="b1",
    bron="clientroute",
    naam="beschikking.pdf",
    omvang=12,
    pronom="fmt/276",
    vorm="PDF 1.7",
    sha256="0" * 64,
    berekend_op=datetime(2024, 5, 27, 8, 30, tzinfo=UTC),
    van=DOSSIER,
)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(MAP / "mdto" / "MDTO-XML1.0.1.xsd"))


def geldig(waarde: Informatieobject | Bestand) -> etree._Element:
    document = etree.fromstring(schrijf(waarde))
    schema().assertValid(document)
    return document


@pytest.mark.parametrize(
    "waarde",
    [
        KAAL,
        VOL,
        replace(VOL, niveau="Dossier", onderdelen=(DOSSIER, Verwijzing("x")), onderdeel_van=None, representatie=None),
        replace(VOL, periode=(date(2024, 6, 1), None)),
        replace(VOL, naam="Beschikking <Wmo> & Jeugdwet"),
        BESTAND,
    ],
    ids=["bare", "full", "dossier", "open period", "signs", "file"],
)
def test_what_is_written_is_valid(waarde: Informatieobject | Bestand) -> None:
    geldig(waarde)


def test_it_says_until_when_it_is_kept_and_under_which_number() -> None:
    document = geldig(VOL)
    gevonden = {
        naam: document.findtext(f".//{{{NAMESPACE}}}{naam}")
        for naam in ("termijnLooptijd", "termijnStartdatumLooptijd", "termijnEinddatum")
    }
    assert gevonden == {
        "termijnLooptijd": "P15Y",
        "termijnStartdatumLooptijd": "2025-05-31",
        "termijnEinddatum": "2040-05-31",
    }
    assert [each.text for each in document.iter(f"{{{NAMESPACE}}}begripCode")] == ["V", "8.1.1"]
    assert "Geen beperking" not in schrijf(VOL).decode()


def test_the_elements_of_our_own_are_those_of_the_example_of_a_decision() -> None:
    voorbeeld = etree.parse(MAP / "mdto" / "voorbeeld-wmo-beschikking.xml").getroot()
    onze = {each.tag for each in geldig(VOL).iter()}
    assert {each.tag for each in voorbeeld.iter() if isinstance(each.tag, str)} - onze == set()


def test_the_categories_are_those_of_the_published_list() -> None:
    lijst = json.loads((MAP / "mdto" / "selectielijst-2020-wmo-jeugd.json").read_text(encoding="utf-8"))["resultaten"]
    per_nummer = {each["nummer"]: each for each in lijst}
    for nummer, each in CATEGORIEEN.items():
        bron = per_nummer[nummer]
        assert (each.proces, each.resultaat, each.omschrijving) == (
            bron["procestype"], bron["resultaat"], bron["omschrijving"],
        )  # fmt: skip
        assert bron["bewaartermijn"] == (f"P{each.jaren}Y" if each.jaren else f"P{each.dagen}D")
