"""Almelo against its document: five lots, 19 products, two laws, six steps, and no day that nobody decided."""

from datetime import date
from pathlib import Path

import pytest

from inkoop import MODELLEN, Inkoopmodel, InkoopmodelFout, laad, laad_bestand
from inkoop.pagina import pagina
from inkoop.uitleg import uitleg
from wetten import Wet

ALMELO = laad("almelo-2024")

PERCELEN = {
    ("perceel-1", "Ambulante ondersteuning Wmo", "wmo"): {
        "OIL1": "Ondersteuning zelfstandig leven 1",
        "OIL2": "Ondersteuning zelfstandig leven 2",
        "OIL3": "Ondersteuning zelfstandig leven 3",
        "PV1": "Persoonlijke verzorging",
    },
    ("perceel-2", "Individuele ondersteuning jeugd", "jeugdwet"): {
        "ABJ": "Ambulante begeleiding Jeugd",
        "BHJ": "Ambulante behandeling jeugd",
        "GGZ": "Ambulante behandeling GGZ",
        "GGZW": "Ambulante behandeling GGZ (WO++)",
        "GGZA": "Ambulante behandeling GGZ (ARTS)",
        "FOR": "Ambulante behandeling forensisch",
        "CONH": "Consultatie HBO/WO",
        "CONW": "Consultatie WO+/ARTS",
        "PVJ": "Persoonlijke verzorging",
    },
    ("perceel-3", "Groepsaanbod jeugd", "jeugdwet"): {"DVJ": "Dagverblijf"},
    ("perceel-4", "Groepsaanbod Wmo", "wmo"): {"OMD1": "Dagverblijf licht Wmo", "OMD2": "Dagverblijf middel Wmo"},
    ("perceel-5", "Crisis", "jeugdwet"): {
        "SGGZ": "SGGZ-crisisbehandeling",
        "SPOED": "Ambulante spoedhulp thuis",
        "FF": "Family first",
    },
}
"""The voorzieningenboek (3.1): per lot with its title and its law, the 19 products by their names there."""
PER_UUR = {"DVJ", "OMD1", "OMD2"}
"""Help in a group; all the rest is per minute (3.1, 4.3)."""
JZ020 = {
    "45": {"ABJ", "BHJ", "FOR", "CONH", "CONW"},
    "54": {"GGZ", "GGZW", "GGZA"},
    "40": {"PVJ"},
    "41": {"DVJ"},
    "46": {"SGGZ", "SPOED", "FF"},
}
"""Ambulant, jeugd-ggz, verzorging, dagbehandeling, crisis: our choice, since the document names no category."""


def test_five_lots_with_nineteen_products_by_their_names() -> None:
    gevonden: dict[tuple[str, str, str], dict[str, str]] = {}
    percelen = {each.naam: each.titel for each in ALMELO.percelen}
    for each in ALMELO.producten:
        lot = (each.perceel, percelen[each.perceel], each.wet.value)
        gevonden.setdefault(lot, {})[each.code] = each.naam
    assert gevonden == PERCELEN
    assert set(percelen) == {lot for lot, _, _ in PERCELEN}
    assert sum(map(len, PERCELEN.values())) == len(ALMELO.producten) == 19


def test_youth_has_the_categories_of_jz020() -> None:
    jeugd = [each for each in ALMELO.producten if each.wet == Wet.JEUGDWET]
    gevonden: dict[str, set[str]] = {}
    for each in jeugd:
        gevonden.setdefault(each.categorie, set()).add(each.code)
    assert gevonden == JZ020


def test_m74_m75_minutes_alone_and_hours_in_a_group() -> None:
    assert {each.code for each in ALMELO.producten if each.bekostiging == "uur"} == PER_UUR
    assert {each.code for each in ALMELO.producten if each.eenheid == "04"} == PER_UUR
    assert {each.bekostiging for each in ALMELO.producten} == {"minuut", "uur"}
    assert {each.uitvoeringsvariant for each in ALMELO.producten} == {"inspanning"}
    assert ALMELO.declaratieregels.alleen_geleverd
    assert not ALMELO.declaratieregels.trajectprijzen


def test_m45_nothing_ends_on_a_day_that_the_document_does_not_give() -> None:
    """Four go to general provisions without any day, two of them as a part; ten go to the region, expected in 2025."""
    gevonden = {each.code: each.uitloop for each in ALMELO.producten if each.uitloop}
    assert [code for code, each in gevonden.items() if each.geen_nieuwe_vanaf or each.einde] == []
    algemeen = {code: each for code, each in gevonden.items() if each.daarna == "Een algemene voorziening"}
    assert {code: (each.deel, each.verwacht) for code, each in algemeen.items()} == {
        "OIL1": (None, None),
        "ABJ": ("OIL 1 jeugd", None),
        "DVJ": ("OMD 1 jeugd", None),
        "OMD1": (None, None),
    }
    regio = {code: each for code, each in gevonden.items() if each.daarna == "Hulp die de regio inkoopt"}
    assert set(regio) == JZ020["54"] | JZ020["46"] | JZ020["45"] - {"ABJ"}
    assert {(each.deel, each.verwacht) for each in regio.values()} == {(None, date(2025, 1, 1))}
    assert set(gevonden) == set(algemeen) | set(regio)


def test_m28_both_laws_in_both_trajecten() -> None:
    """4.1 divides all help in two; what is for a crisis is not for years."""
    alles = {each.code for each in ALMELO.producten}
    trajecten = {each.naam: set(each.producten) for each in ALMELO.trajecten}
    assert trajecten == {"ontwikkelen": alles, "stabiliseren": alles - JZ020["46"]}


def test_six_steps_with_their_place_and_who_does_them() -> None:
    assert [(each.paragraaf, each.titel, each.wie) for each in ALMELO.stappen] == [
        ("4.1", "Toewijzen", ("verwijzer", "gemeente")),
        ("4.2", "Ondersteunen", ("aanbieder",)),
        ("4.3", "Bekostigen", ()),
        ("4.4", "Administreren", ("verwijzer", "gemeente", "aanbieder")),
        ("4.5", "Verantwoorden", ("aanbieder",)),
        ("4.6", "Beheersen", ("gemeente",)),
    ]
    assert all("M121" in each.bron for each in ALMELO.stappen)


def test_m40_m41_ways_in_are_for_youth_and_have_their_code() -> None:
    """Only the doctor and the institution stand in the document, with what they have to do; the others in the law."""
    routes = {each.naam: each for each in ALMELO.verwijsroutes}
    assert {naam: each.type_verwijzer.value for naam, each in routes.items()} == {
        "huisarts": "02",
        "jeugdarts": "03",
        "gecertificeerde-instelling": "04",
        "medisch-specialist": "05",
        "rechter": "08",
    }
    assert {each.wet for each in routes.values()} == {Wet.JEUGDWET}
    assert all(each.artikel.startswith("Jeugdwet ") for each in routes.values())
    assert {naam for naam, each in routes.items() if not each.voorbeeld} == {"huisarts", "gecertificeerde-instelling"}
    assert {naam for naam, each in routes.items() if each.verlenging_beoordelen and each.melden_bij_meer_domeinen} == {
        "huisarts",
        "jeugdarts",
        "medisch-specialist",
    }
    assert {naam for naam, each in routes.items() if each.overleg_vooraf} == {"gecertificeerde-instelling"}


@pytest.mark.parametrize(
    ("oud", "nieuw", "pad"),
    [
        ("    wet: jeugdwet\n", "    wet: wlz\n", "verwijsroutes[0].wet"),
        ('    type_verwijzer: "02"\n', '    type_verwijzer: "07"\n', "verwijsroutes[0].type_verwijzer"),
        ("    wie: [verwijzer, gemeente]\n", "    wie: [rechter]\n", "stappen[0].wie[0]"),
        ('    categorie: "54"\n', '    categorie: "39"\n', "producten[6].categorie"),
        ("  - code: ABJ\n", "  - code: OIL1\n", "producten[4].code"),
        ("    uitloop: { daarna: Een algemene voorziening, ", "    uitloop: { ", "producten[0].uitloop.daarna"),
    ],
)
def test_what_does_not_exist_is_told_by_its_place(tmp_path: Path, oud: str, nieuw: str, pad: str) -> None:
    tekst = (MODELLEN / "almelo-2024.yaml").read_text(encoding="utf-8")
    assert oud in tekst
    bestand = tmp_path / "almelo-2024.yaml"
    bestand.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(InkoopmodelFout) as fout:
        laad_bestand(bestand)
    assert pad in {each.pad for each in fout.value.bevindingen}


def test_the_page_shows_steps_marks_and_laws() -> None:
    tekst = uitleg(ALMELO, ALMELO.versie)
    assert "- **Toewijzen** (4.1): " in tekst
    assert "- **Bekostigen** (4.3): hoe die hulp wordt betaald.\n" in tekst
    assert "Wie: verwijzer, gemeente en aanbieder." in tekst
    for each in (
        "- Is er nog geen dag besloten, dan kunt u over het product blijven beschikken.",
        "- Ondersteuning zelfstandig leven 1 (OIL1): De gemeente stopt op den duur met dit product. Daarna komt: "
        "een algemene voorziening.",
        "- Dagverblijf (DVJ): De gemeente stopt op den duur met een deel van dit product (OMD 1 jeugd). "
        "Daarna komt: een algemene voorziening.",
        "- Family first (FF): De gemeente stopt op den duur met dit product. Daarna komt: hulp die de regio inkoopt.",
        "  - Het document verwacht dat op 1 januari 2025.",
        "  - Alleen bij hulp onder de Jeugdwet (Jeugdwet 2.6 lid 1 onder e).",
    ):
        assert f"{each}\n" in tekst
        assert each.strip().removeprefix("- ") in pagina(ALMELO, ALMELO.versie)
    assert tekst.count("  - Het document verwacht dat op ") == 10
    assert "Niet meer nieuw vanaf" not in tekst
    wetten = {regel.split(" | ")[0].strip("| "): regel.rsplit(" | ", 1)[1].strip(" |") for regel in _rijen(ALMELO)}
    assert wetten == {each.code: each.wet.titel for each in ALMELO.producten}


def test_the_page_tells_the_days_that_were_decided() -> None:
    """Lekstroom's prices per hour end; each day that is there is told, and only that."""
    lekstroom = laad("lekstroom-2022")
    tekst = uitleg(lekstroom, lekstroom.versie)
    assert tekst.count("  - Niet meer nieuw vanaf 1 januari 2022*.\n  - Helemaal voorbij na 31 december 2022*.\n") == 3
    assert "Is er nog geen dag besloten" not in tekst
    (regel,) = [each for each in tekst.splitlines() if "(OZR1)" in each]
    assert regel.endswith(": De gemeente stopt met dit product. Daarna komt: een van de 18 nieuwe producten.")


def test_m53_both_laws_have_providers_in_the_demo() -> None:
    assert ALMELO.bevolking is not None
    aangeboden = [set(each.producten) for each in ALMELO.bevolking.aanbiedersgroepen]
    assert set().union(*aangeboden) == {each.code for each in ALMELO.producten}
    (norm,) = ALMELO.dekking
    assert set(norm.producten) == {each.code for each in ALMELO.producten}


def _rijen(model: Inkoopmodel) -> list[str]:
    """The rows of the table of products."""
    codes = tuple(f"| {each.code} |" for each in model.producten)
    return [regel for regel in uitleg(model, model.versie).splitlines() if regel.startswith(codes)]
