"""What a municipality chooses for itself within the model of its region, and what it cannot choose (M132)."""

from datetime import date

from tests.inkoop.conftest import Wijziger

from inkoop import komend_model, laad, model_van
from inkoop.uitleg import uitleg

MODEL, DAG = "noord-veluwe-2021", date(2024, 1, 1)
ELBURG, PUTTEN = "0230", "0273"
KEUZE = 'gemeente: "0230"'


def test_m132_a_municipality_has_its_own_terms_and_provisions_and_the_rest_of_the_region() -> None:
    regio, elburg, putten = laad(MODEL), model_van([ELBURG], DAG), model_van([PUTTEN], DAG)
    assert elburg is not None
    assert putten is regio
    assert (regio.levering.wachttijd_werkdagen, elburg.levering.wachttijd_werkdagen) == (20, 15)
    assert (regio.plan.waarschuwing_weken, elburg.plan.waarschuwing_weken) == (8, 10)
    assert [each.titel for each in elburg.voorliggend] == [
        *(each.titel for each in regio.voorliggend),
        "Klussendienst Elburg",
    ]
    zelfde = {"naam", "producten", "indexatie", "trajecten", "declaratieregels", "dekking", "contractsturing"}
    assert all(getattr(elburg, veld) == getattr(regio, veld) for veld in zelfde)
    assert elburg.levering.model_copy(update={"wachttijd_werkdagen": 20}) == regio.levering


def test_m132_asked_again_it_is_the_same_one_also_before_the_model_begins() -> None:
    assert model_van([ELBURG], DAG) is model_van([ELBURG], date(2025, 1, 1))
    assert komend_model([ELBURG], date(2020, 1, 1)) is model_van([ELBURG], DAG)


def test_m132_of_more_municipalities_holds_what_they_share() -> None:
    assert model_van([ELBURG, PUTTEN], DAG) is laad(MODEL)
    assert model_van([ELBURG, ELBURG], DAG) is model_van([ELBURG], DAG)


def test_m132_what_is_of_the_region_cannot_be_chosen(fouten: Wijziger) -> None:
    """Each with its line: a price, an unknown municipality, the same one twice, nothing, what the region has."""
    (prijs,) = fouten(MODEL, "    wachttijd_werkdagen: 15\n", "    tarieven: []\n")
    assert "tarieven" in prijs
    (onbekend,) = fouten(MODEL, KEUZE, 'gemeente: "0361"')
    assert "staat niet bij gemeenten" in onbekend
    nog_een = f"lokaal:\n  - {KEUZE}\n    wachttijd_werkdagen: 5\n    bron: [M132]"
    oud = "lokaal:  # gemeenten mogen eigen keuzes maken in de toegang; welke, laat het document open"
    (dubbel,) = fouten(MODEL, oud, nog_een)
    assert "komt al eerder voor" in dubbel
    (niets,) = fouten(MODEL, oud, f'lokaal:\n  - gemeente: "{PUTTEN}"\n    bron: [M132]')
    assert "zegt niets" in niets
    (al_daar,) = fouten(MODEL, "Klussendienst Elburg", "Zorgverzekeringswet (Zvw)")
    assert "staat al bij de regio" in al_daar


def test_m132_the_page_of_the_model_says_it() -> None:
    tekst = uitleg(laad(MODEL), DAG)
    assert "**Elburg**: wachten mag daar 15 werkdagen duren; de gemeente waarschuwt 10 weken voor hulp stopt;" in tekst
