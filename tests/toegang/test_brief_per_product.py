"""What the letter says of each product by itself, and each sentence that a case may lack."""

from dataclasses import replace

import pytest
from tests.toegang.brieven import ALKMAAR, ALMERE, ONTVANGER, brief, hoofd, toegekend, zaak
from tests.toegang.conftest import Toegang, afweging, product

from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.brief import schrijf


async def test_each_product_has_its_own_reasons_in_the_decision_and_the_letter(toegang: Toegang) -> None:
    """M1: of two products with different minutes each is explained by its own, and by what holds for all."""
    keuzes = [
        product("HO", minutenPerWeek=155),
        product("IB2B", volume=104, minutenPerWeek=125),
    ]
    gegeven = await toegang.beschikt(*keuzes, gewogen=afweging(155))
    thuis, begeleiding = gegeven["producten"]  # type: ignore[misc]
    assert "M9: 2 uur en 35 minuten per week; gebruikelijk is 1 uur tot 3 uur en 30 minuten." in thuis["regels"]
    assert any("In het huishoudplan staat 2 uur en 35 minuten hulp per week." in each for each in thuis["regels"])
    assert [each for each in thuis["regels"] if "2 uur en 5 minuten" in each] == []
    assert any(each.startswith("M9: 2 uur en 5 minuten per week") for each in begeleiding["regels"])
    assert [each for each in begeleiding["regels"] if "2 uur en 35 minuten" in each] == []
    lezer = toegang.token(scope="personen:lezen")
    page = (await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief", headers=lezer)).text
    voor, na = page.split("2 uur en 5 minuten per week; gebruikelijk", 1)
    van_thuis, van_begeleiding = (f"2 uur en {each} minuten per week; gebruikelijk" for each in (35, 5))
    assert page.count(van_thuis) == voor.count(van_thuis) == 1
    assert page.count(van_begeleiding) == 1
    assert "2 uur en 35 minuten" not in na


async def test_m2_each_product_has_its_own_period_in_the_letter_and_for_the_provider(toegang: Toegang) -> None:
    begeleiding = product("IB2B", volume=52, ingangsdatum="2024-07-01", einddatum="2024-12-31", minutenPerWeek=120)
    gegeven = await toegang.beschikt(product("HO", minutenPerWeek=155), begeleiding, gewogen=afweging(155))
    verteld = (await toegang.events())[-1]["data"]["producten"]  # type: ignore[index]
    perioden = {each["code"]: (each["ingangsdatum"], each["einddatum"]) for each in verteld}
    assert perioden == {"HO": ("2024-06-01", "2025-05-31"), "IB2B": ("2024-07-01", "2024-12-31")}
    lezer = toegang.token(scope="personen:lezen")
    page = (await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief", headers=lezer)).text
    dagen = ("1 juni 2024", "31 mei 2025", "1 juli 2024", "31 december 2024")
    assert [page.count(f">{dag}<") for dag in dagen] == [1, 1, 1, 1]


def _inleiding(**anders: object) -> str:
    soort = Beschikkingsoort(str(anders.pop("soort", Beschikkingsoort.BESLUIT)))
    geval = replace(zaak(soort), **anders)  # type: ignore[arg-type]
    return " ".join(schrijf(geval, hoofd(), "Omdat het past.", ()).inleiding)


def test_the_report_and_the_application_are_named_when_there_are_any() -> None:
    verslag = "We onderzochten uw situatie. Op 20 mei 2024 kreeg u het verslag."
    aanvraag = "Uw aanvraag kregen we op 21 mei 2024."
    assert verslag in _inleiding()
    assert aanvraag in _inleiding()
    assert "verslag" not in _inleiding(afgerond_op=None)
    assert aanvraag in _inleiding(afgerond_op=None)
    assert verslag in _inleiding(aanvraagdatum=None)
    assert "aanvraag" not in _inleiding(aanvraagdatum=None)


@pytest.mark.parametrize("uitkomst", list(Besluituitkomst))
def test_the_letter_says_what_was_decided(uitkomst: Besluituitkomst) -> None:
    woorden = {
        Besluituitkomst.TOEGEKEND: "dat u ondersteuning krijgt",
        Besluituitkomst.GEDEELTELIJK: "dat u een deel krijgt",
        Besluituitkomst.AFGEWEZEN: "dat u geen ondersteuning krijgt",
    }
    for each, zin in woorden.items():
        assert (zin in _inleiding(uitkomst=uitkomst)) is (each == uitkomst)
        assert zin not in _inleiding(uitkomst=uitkomst, soort=Beschikkingsoort.TIJDELIJK)


def test_a_product_without_an_end_a_band_or_a_scenario() -> None:
    zonder = {each.code: each for each in ALKMAAR.producten if each.normband is None}
    code = next(iter(zonder))
    (onderdeel,) = brief(replace(toegekend(code, 3, 95), einddatum=None)).onderdelen
    feiten = dict(onderdeel.feiten)
    assert feiten["Tot en met"] == "geen einddatum"
    assert feiten["Vanaf"] == "1 juni 2024"
    assert {"Gebruikelijk", "Soort hulp"} & feiten.keys() == set()
    (met_einde,) = brief(toegekend(code, 3, 95)).onderdelen
    assert dict(met_einde.feiten)["Tot en met"] == "31 mei 2025"


@pytest.mark.parametrize(
    ("eenheid", "frequentie", "volume", "minuten", "woorden"),
    [
        ("16", 2, 1, 240, "1 dagdeel per week (4 uur)"),
        ("16", 2, 2, 480, "2 dagdelen per week (8 uur)"),
        ("16", 2, 1, 239, "ongeveer 1 dagdeel per week (3 uur en 59 minuten)"),
        ("16", 4, 5, 240, "1 dagdeel per week (4 uur). Dat is 5 dagdelen per maand"),
        ("04", 2, 2, 121, "2 uur en 1 minuut per week"),
        ("04", 4, 9, 480, "8 uur per week. Dat is 9 uur per maand"),
        ("01", 1, 17, 119, "1 uur en 59 minuten per week. Dat is 17 minuten per dag"),
        ("82", 4, 3, 95, "gemiddeld 1 uur en 35 minuten per week"),
        ("84", 4, 3, None, "3 keer per maand"),
        ("83", 6, 123_456, 95, "gemiddeld 1 uur en 35 minuten per week"),
        ("83", 6, 123_456, None, "€\u00a01.234,56 in de hele periode"),
    ],
)
def test_how_much_in_every_unit(eenheid: str, frequentie: int, volume: int, minuten: int | None, woorden: str) -> None:
    """M1: a dagdeel is four hours, a fixed price says nothing of time; per week needs no second amount."""
    soort = ALMERE.product("IB2B").model_copy(update={"eenheid": eenheid, "frequentie": frequentie})
    (onderdeel,) = brief(replace(toegekend("IB2B", volume, minuten), product=soort)).onderdelen
    assert dict(onderdeel.feiten)["Hoeveel"] == woorden


def test_a_rule_is_said_in_words_without_its_number_also_where_it_has_a_colon() -> None:
    regel = "M9: 150 minuten per week: dat is gebruikelijk."
    (onderdeel,) = brief(replace(toegekend("IB2B", 104, 120), regels=(regel,))).onderdelen
    assert onderdeel.regels == ("150 minuten per week: dat is gebruikelijk.",)


def test_a_pgb_without_an_amount_names_none() -> None:
    hoe = {
        (vorm, budget): dict(brief(toegekend("IB2B", 104, 120, vorm=vorm, budget=budget)).onderdelen[0].feiten)["Hoe"]
        for vorm in Vorm
        for budget in (None, 12_345)
    }
    assert hoe[Vorm.NATURA, 12_345] == hoe[Vorm.NATURA, None] == "Een aanbieder van de gemeente helpt u."
    assert hoe[Vorm.PGB, None].endswith("(pgb).")
    assert hoe[Vorm.PGB, 12_345].endswith("(pgb). Uw budget is €\u00a0123,45 in totaal.")


def test_empty_lines_are_no_paragraphs() -> None:
    assert brief(motivering="Eerst.\n\n  \nDan.").motivering == ("Eerst.", "Dan.")


@pytest.mark.parametrize(
    ("geslacht", "aanhef"),
    [("1", "Beste heer X,"), ("2", "Beste mevrouw X,"), ("0", "Beste A. X,"), ("9", "Beste A. X,")],
)
def test_who_is_addressed(geslacht: str, aanhef: str) -> None:
    geschreven = schrijf(zaak(), hoofd(replace(ONTVANGER, geslacht=geslacht)), "Omdat.", ())
    assert geschreven.aanhef == aanhef
