"""The facts of the five regions, written out by hand from the procurement documents."""

import pytest

from inkoop import laad, model_van

NAAR_DE_REGIO = ("BHJ", "GGZ", "GGZW", "GGZA", "FOR", "CONH", "CONW", "SGGZ", "SPOED", "FF")
"""Treatment, consultation and crisis of Almelo, which the region is to buy later (3.1, 3.5)."""

FEITEN = {
    "almere-2023": {
        "gemeenten": {"0034"},
        "start": ("2023-01-01", 4, (2, 2)),
        "percelen": 2,
        "bekostiging": {"HO": "maandbedrag"}
        | dict.fromkeys(("IB2B", "IB2S", "IB3"), "uur")
        | dict.fromkeys(("DB2B", "DB2S", "DB3"), "dagdeel"),
        "langst": {"traject-1": 12, "traject-2": None, "traject-3": 24},
        "evaluatie": {"traject-1": 4, "traject-2": 12, "traject-3": 4},
        "venster": "looptijd",
        "loopt af": set(),
    },
    "lekstroom-2022": {
        "gemeenten": {"0321", "0331", "0353", "0356", "1961"},
        "start": ("2022-01-01", 2, (1, 1)),
        "percelen": 1,
        "bekostiging": dict.fromkeys((f"B{z}{k}{i}" for z in "123" for k in "BO" for i in "012"), "maandbedrag")
        | dict.fromkeys(("OZR1", "OZR2", "OZR3"), "uur"),
        "langst": {"behouden": 60, "ontwikkelen": 24},
        "evaluatie": {"behouden": 12, "ontwikkelen": 6},
        "venster": "maand",
        "loopt af": {"OZR1", "OZR2", "OZR3"},
    },
    "almelo-2024": {
        "gemeenten": {"0141"},
        "start": ("2024-01-01", 4, (2,)),
        "percelen": 5,
        "bekostiging": dict.fromkeys(("OIL1", "OIL2", "OIL3", "PV1", "PVJ", "ABJ", *NAAR_DE_REGIO), "minuut")
        | dict.fromkeys(("DVJ", "OMD1", "OMD2"), "uur"),
        "langst": {"ontwikkelen": 24, "stabiliseren": None},
        "evaluatie": {"ontwikkelen": 6, "stabiliseren": 12},
        "venster": "geen",
        "loopt af": {"OIL1", "ABJ", "DVJ", "OMD1", *NAAR_DE_REGIO},
    },
    "regio-alkmaar-2027": {
        "gemeenten": {"0361", "0373", "0383", "1980", "0399", "0450"},
        "start": ("2027-01-01", 4, (2, 2)),
        "percelen": 3,
        "bekostiging": {"KV": "etmaal", "DBG": "dagdeel", "BI": "uur", "BT": "uur", "BWI": "etmaal", "BWW": "etmaal"},
        "langst": {"herstel": 36, "behoud": None},
        "evaluatie": {"herstel": 6, "behoud": 12},
        "venster": "weken",
        "loopt af": set(),
    },
    "noord-veluwe-2021": {
        "gemeenten": {"0269", "0273", "0233", "0243", "0050", "0302", "0230"},
        "start": ("2021-01-01", 4, (2, 2)),
        "percelen": 3,
        "bekostiging": {"HBH": "uur", "AB": "traject", "BG": "maandbedrag"},
        "langst": {"cyclisch": None, "huishouden": None},
        "evaluatie": {"cyclisch": 6, "huishouden": 24},
        "venster": "geen",
        "loopt af": set(),
    },
}


@pytest.mark.parametrize("naam", FEITEN)
def test_the_model_says_what_the_document_says(naam: str) -> None:
    """Municipalities (M120), term and options (M103), lots, payment (M71, M72, M74, M80), terms and rhythm."""
    model = laad(naam)
    looptijd = model.looptijd
    assert {
        "gemeenten": set(model.gemeentecodes),
        "start": (looptijd.start.isoformat(), looptijd.jaren, looptijd.opties),
        "percelen": len(model.percelen),
        "bekostiging": {each.code: each.bekostiging for each in model.producten},
        "langst": {each.naam: each.maximaal_maanden for each in model.trajecten},
        "evaluatie": {each.naam: each.evaluatie.maanden for each in model.trajecten},
        "venster": model.uitnutten.venster,
        "loopt af": {each.code for each in model.producten if each.uitloop},
    } == FEITEN[naam]


@pytest.mark.parametrize("naam", FEITEN)
def test_prices_that_no_document_gives_are_marked(naam: str) -> None:
    assert [each.code for each in laad(naam).producten if not each.voorbeeld] == []


@pytest.mark.parametrize("naam", FEITEN)
def test_m120_each_municipality_of_a_region_has_its_one_policy(naam: str) -> None:
    """The same products at the same prices, whichever of them asks."""
    regio = laad(naam)
    van_elk = [model_van([each.code], regio.versie) for each in regio.gemeenten]
    assert [(each.naam, each.producten) for each in van_elk if each] == [(naam, regio.producten)] * len(regio.gemeenten)


def test_m100_coverage_in_almere() -> None:
    """Household 80-85 %, traject 2 and 3 each 70-85 % per specialism, two providers at least (M53)."""
    normen = {(each.titel.split(",")[0], each.van_procent, each.tot_procent) for each in laad("almere-2023").dekking}
    assert normen == {("Perceel 1", 80, 85), ("Traject 2", 70, 85), ("Traject 3", 70, 85)}
    assert {each.minimum_aanbieders for each in laad("almere-2023").dekking} == {2}


def test_m118_scores_of_the_tenders() -> None:
    almere, noord_veluwe = laad("almere-2023").gunning, laad("noord-veluwe-2021").gunning
    assert almere is not None
    assert noord_veluwe is not None
    assert (almere.minimum_per_criterium, almere.minimum_gemiddeld) == (60, 70)
    assert (noord_veluwe.prijs_procent, noord_veluwe.kwaliteit_procent) == (30, 70)


def test_m87_three_questions_and_m39_five_domains() -> None:
    plan = laad("regio-alkmaar-2027").plan
    assert len(plan.evaluatievragen) == 3
    assert plan.perspectiefdomeinen == ("Support", "Wonen", "School en werk", "Inkomen", "Welzijn")
    assert plan.perspectiefplan_leeftijd == 16
