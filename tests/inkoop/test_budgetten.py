"""M73, M113: which budgets hold in a year; reckoned by hand."""

from datetime import date

from inkoop import Inkoopmodel, budgetten_in, laad
from inkoop.sturing import Budget

ALMERE = laad("almere-2023")
JAREN = range(2022, 2029)


def van(jaar: int, eurocent: int, product: str | None = "HO", gemeente: str | None = None) -> Budget:
    return Budget(jaar=jaar, eurocent=eurocent, product=product, gemeente=gemeente, bron=("M73",))


def model(*budgetten: Budget, versie: date = date(2023, 1, 1), **anders: object) -> Inkoopmodel:
    return ALMERE.model_copy(update={"budgetten": budgetten, "versie": versie, **anders})


def geldig(eigen: Inkoopmodel, *andere: Inkoopmodel) -> dict[int, list[int]]:
    """Per year what holds, in eurocents, whatever the order of the models."""
    gevonden = [
        {jaar: budgetten_in(jaar, eigen, alle) for jaar in JAREN}
        for alle in ((eigen, *andere), (*reversed(andere), eigen))
    ]
    assert gevonden[0] == gevonden[1]
    assert all(each.jaar == jaar for jaar, budgetten in gevonden[0].items() for each in budgetten)
    return {jaar: [each.eurocent for each in budgetten] for jaar, budgetten in gevonden[0].items() if budgetten}


def test_a_budget_holds_from_its_year_until_a_newer_one_of_the_same() -> None:
    """Not before it; and one for another product or municipality takes no place."""
    eigen = model(van(2026, 7), van(2023, 5), van(2025, 9, "BI"), van(2027, 11, "HO", "0034"))
    assert geldig(eigen) == {
        2023: [5], 2024: [5], 2025: [5, 9], 2026: [7, 9], 2027: [7, 9, 11], 2028: [7, 9, 11],
    }  # fmt: skip


def test_a_newer_model_of_the_municipality_takes_its_place() -> None:
    """From the first year that it is there on 1 January, with budgets or without."""
    oud = model(van(2023, 5))
    for budgetten in ((), (van(2026, 7),)):
        nieuw = model(*budgetten, versie=date(2026, 1, 1), naam="almere-2026")
        assert geldig(oud, nieuw) == {2023: [5], 2024: [5], 2025: [5]}
        assert geldig(nieuw, oud) == ({2026: [7], 2027: [7], 2028: [7]} if budgetten else {})


def test_in_a_year_in_which_a_newer_model_begins_its_budget_goes_before() -> None:
    """Without one the old one lasts the year, and so it does that names this very year."""
    half = date(2026, 7, 1)
    met, zonder = (model(*each, versie=half, naam="almere-2026") for each in ((van(2026, 7),), ()))
    assert 2026 not in geldig(model(van(2023, 5)), met)
    assert geldig(model(van(2023, 5)), zonder) == {2023: [5], 2024: [5], 2025: [5], 2026: [5]}
    assert geldig(model(van(2023, 5), van(2026, 6)), met)[2026] == [6]


def test_a_newer_model_of_other_municipalities_takes_no_place() -> None:
    """And one of some of them only that of those."""
    streek = laad("regio-alkmaar-2027")
    eigen = model(van(2023, 5, "BI", "0361"), van(2023, 6, "BI", "0373"), van(2023, 7), gemeenten=streek.gemeenten)
    alkmaar = tuple(each for each in streek.gemeenten if each.code == "0361")
    deel = model(versie=date(2024, 1, 1), gemeenten=alkmaar)
    assert geldig(eigen, model(versie=date(2024, 1, 1))) == {jaar: [5, 6, 7] for jaar in range(2023, 2029)}
    assert geldig(eigen, deel) == {2023: [5, 6, 7]} | {jaar: [6, 7] for jaar in range(2024, 2029)}
