from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.nl import bsn as elfproef

from clientroute.bevolking import Burger, aanbieders, bevolking
from clientroute.demo.persoon import persoon_body
from inkoop import MODELLEN, Inkoopmodel, laad, namen
from istandaard.codes import SoortRelatie
from toegang.bodies.persoon import Persoon
from toegang.usecases.keur_persoon import keur_persoon
from wetten import Wet


def leeftijd(burger: Burger, peildatum: date) -> int:
    geboren = burger.geboortedatum
    return peildatum.year - geboren.year - ((peildatum.month, peildatum.day) < (geboren.month, geboren.day))


def codes(burger: Burger) -> set[str]:
    return {deel.product for deel in burger.ondersteuning}


@pytest.fixture(params=namen())
def model(request: pytest.FixtureRequest) -> Inkoopmodel:
    return laad(str(request.param))


def test_every_citizen_has_its_own_test_bsn(model: Inkoopmodel) -> None:
    burgers = bevolking(model, 500, seed=1)
    nummers = {burger.bsn for burger in burgers}
    assert len(nummers) == 500
    assert all(999900006 <= int(nummer) <= 999999990 and elfproef.is_valid(nummer) for nummer in nummers)


def test_the_same_seed_gives_the_same_people(model: Inkoopmodel) -> None:
    assert bevolking(model, 200, seed=7) == bevolking(model, 200, seed=7)
    assert bevolking(model, 200, seed=7) != bevolking(model, 200, seed=8)
    assert aanbieders(model, 200, seed=7) == aanbieders(model, 200, seed=7)


def test_citizens_live_in_the_region_in_proportion(model: Inkoopmodel) -> None:
    assert model.bevolking is not None
    gebieden = model.bevolking.woongebieden
    geteld = Counter(burger.gemeente for burger in bevolking(model, 1000, seed=3))
    totaal = sum(gebied.aandeel for gebied in gebieden)
    for gebied in gebieden:
        assert geteld[gebied.gemeente] == pytest.approx(1000 * gebied.aandeel / totaal, abs=2)


def test_ages_follow_the_classes(model: Inkoopmodel) -> None:
    assert model.bevolking is not None
    burgers, jeugd = bevolking(model, 1000, seed=3), model.bevolking.jeugd
    for wet, klassen in ((Wet.WMO, model.bevolking.leeftijden), (Wet.JEUGDWET, jeugd.leeftijden if jeugd else ())):
        leeftijden = [leeftijd(burger, model.versie) for burger in burgers if burger.wet is wet]
        totaal = sum(klasse.aandeel for klasse in klassen)
        assert bool(leeftijden) == bool(klassen)
        for klasse in klassen:
            geteld = sum(klasse.van <= jaren < klasse.tot for jaren in leeftijden)
            assert geteld == pytest.approx(len(leeftijden) * klasse.aandeel / totaal, abs=2)


def test_youth_come_in_by_every_way_with_a_parent_and_get_what_the_jeugdwet_has() -> None:
    """Counted on a day long after the model began, on which an adult of then still is one."""
    almelo, op = laad("almelo-2024"), date(2036, 1, 1)
    assert almelo.bevolking is not None
    assert almelo.bevolking.jeugd is not None
    burgers = bevolking(almelo, 1000, seed=2, op=op)
    jeugd = [burger for burger in burgers if burger.wet is Wet.JEUGDWET]
    assert len(jeugd) == 10 * almelo.bevolking.jeugd.aandeel_procent
    geteld = Counter(burger.verwijzer for burger in jeugd)
    for weg in almelo.bevolking.jeugd.verwijzers:
        assert geteld[weg.type_verwijzer] == pytest.approx(len(jeugd) * weg.aandeel / 100, abs=2)
    for burger in burgers:
        assert {almelo.product(code).wet for code in codes(burger)} == {burger.wet}
        assert (leeftijd(burger, op) < 18) == (burger.wet is Wet.JEUGDWET)
    for burger in jeugd:
        persoon = Persoon.model_validate(persoon_body(burger))
        (ouder,) = persoon.relaties
        assert (ouder.soort, ouder.naam.geslachtsnaam) == (SoortRelatie.OUDER, persoon.naam.geslachtsnaam)
        assert ouder.naam.voorvoegsel == persoon.naam.voorvoegsel
        assert ouder.telefoonnummers


def test_who_adds_youth_to_a_region_keeps_its_providers_and_who_has_none_keeps_everybody() -> None:
    almelo = laad("almelo-2024")
    assert almelo.bevolking is not None
    zonder = almelo.model_copy(update={"bevolking": almelo.bevolking.model_copy(update={"jeugd": None})})
    assert {burger.wet for burger in bevolking(zonder, 50, seed=1)} == {Wet.WMO}
    assert aanbieders(zonder, 50, seed=1) == aanbieders(almelo, 50, seed=1)
    assert bevolking(zonder, 50, seed=1, op=date(2036, 1, 1)) == bevolking(zonder, 50, seed=1)


def test_what_is_decided_is_in_the_model_and_allowed_together(model: Inkoopmodel) -> None:
    for burger in bevolking(model, 1000, seed=5):
        assert burger.ondersteuning
        for deel in burger.ondersteuning:
            product = model.product(deel.product)
            assert product.te_beschikken(model.versie)
            grenzen = [traject.maximaal_maanden for traject in model.trajecten if deel.product in traject.producten]
            assert not grenzen or any(grens is None or deel.maanden <= grens for grens in grenzen)
        for regel in model.verboden_combinaties:
            assert not (codes(burger) & set(regel.producten) and codes(burger) & set(regel.met))


def test_everyone_can_be_served_with_a_choice(model: Inkoopmodel) -> None:
    """M53: for each product decided, at least two providers of the specialisme."""
    for aantal in (50, 1000):
        beschikbaar = aanbieders(model, aantal, seed=5)
        for burger in bevolking(model, aantal, seed=5):
            for code in codes(burger):
                assert sum(code in aanbieder.producten for aanbieder in beschikbaar) >= 2


def test_almelo_has_providers_of_both_laws() -> None:
    """M53, M121: at least two for each of its 19 products, and some who see both laws side by side."""
    almelo = laad("almelo-2024")
    for aantal in (20, 1000):
        alle = aanbieders(almelo, aantal, seed=1)
        for product in almelo.producten:
            assert sum(product.code in each.producten for each in alle) >= 2, product.code
        assert {len({almelo.product(code).wet for code in each.producten}) for each in alle} & {2}


def test_almere_follows_the_figures() -> None:
    burgers = bevolking(laad("almere-2023"), 4885, seed=1)
    alleen_ho = sum(codes(burger) == {"HO"} for burger in burgers)
    assert alleen_ho / 4885 == pytest.approx(0.585, abs=0.002)
    traject_3 = [burger for burger in burgers if codes(burger) & {"IB3", "DB3"}]
    traject_2 = [burger for burger in burgers if codes(burger) & {"IB2B", "DB2B", "IB2S", "DB2S"}]
    begeleid = len(traject_2) + len(traject_3)
    assert 0.37 <= len(traject_2) / begeleid <= 0.43
    assert 0.57 <= len(traject_3) / begeleid <= 0.63
    assert 0.5 < sum("HO" in codes(burger) for burger in traject_2) / len(traject_2) < 0.65
    assert sum("HO" in codes(burger) for burger in traject_3) / len(traject_3) == pytest.approx(1 / 6, abs=0.03)


def test_almere_has_thirty_four_providers_with_fifty_one_contracts() -> None:
    alle = aanbieders(laad("almere-2023"), 4885, seed=1)
    assert len(alle) == 34
    per_specialisme = Counter(specialisme for aanbieder in alle for specialisme in aanbieder.specialismen)
    assert (per_specialisme["psychosociaal"], per_specialisme["lvb"], per_specialisme["cognitief"]) == (16, 12, 4)
    assert sum("HO" in aanbieder.producten for aanbieder in alle) == 13
    klein = aanbieders(laad("almere-2023"), 300, seed=1)
    assert 2 <= len(klein) < 34


def test_lekstroom_is_concentrated_with_few_providers() -> None:
    gewichten = sorted(
        (aanbieder.gewicht for aanbieder in aanbieders(laad("lekstroom-2022"), 1877, seed=1)), reverse=True
    )
    assert len(gewichten) == 49
    assert sum(gewichten[:7]) == pytest.approx(0.8)
    assert sum(gewichten[:12]) == pytest.approx(0.9)
    assert sum(gewichten) == pytest.approx(1)


def test_providers_are_invented(model: Inkoopmodel) -> None:
    alle = aanbieders(model, 5000, seed=2)
    assert len({aanbieder.agb for aanbieder in alle}) == len({aanbieder.naam for aanbieder in alle}) == len(alle)
    for aanbieder in alle:
        assert aanbieder.agb.startswith("9999")
        assert len(aanbieder.agb) == 8
        assert aanbieder.gemeenten == model.gemeentecodes


def test_traject_3_comes_with_traject_2() -> None:
    """M60: no provider has a contract for traject 3 alone."""
    for aanbieder in aanbieders(laad("almere-2023"), 400, seed=1):
        assert "IB3" not in aanbieder.producten or "IB2B" in aanbieder.producten


def test_older_profiles_get_older_people() -> None:
    model = laad("almere-2023")
    burgers = bevolking(model, 1000, seed=1)
    jong, oud = (
        [leeftijd(burger, model.versie) for burger in burgers if burger.specialisme == specialisme]
        for specialisme in ("lvb", "cognitief")
    )
    assert max(jong) < 80
    assert min(oud) > 50


def test_more_people_than_test_bsns() -> None:
    with pytest.raises(ValueError, match="test BSNs"):
        bevolking(laad("almere-2023"), 20_000, seed=1)


def test_a_model_without_figures() -> None:
    kaal = laad("almere-2023").model_copy(update={"bevolking": None})
    with pytest.raises(ValueError, match="no 'bevolking'"):
        bevolking(kaal, 10, seed=1)


def test_nobody_is_fine() -> None:
    assert bevolking(laad("almere-2023"), 0, seed=1) == []


def test_a_sixth_region_gets_its_people_from_its_file_alone(tmp_path: Path) -> None:
    tekst = (MODELLEN / "noord-veluwe-2021.yaml").read_text(encoding="utf-8")
    tekst = tekst.replace("noord-veluwe-2021", "kampen-2025").replace("plaats: Elburg", "plaats: Kampen")
    (tmp_path / "kampen-2025.yaml").write_text(tekst, encoding="utf-8")
    burgers = bevolking(laad("kampen-2025", tmp_path), 200, seed=1)
    assert {burger.adres.plaats for burger in burgers} >= {"Kampen", "Harderwijk"}


def test_a_part_of_them_is_not_plain_and_toegang_takes_them_all(model: Inkoopmodel) -> None:
    """Also in a small play there is one of each among the adults; and of most people the birth date is known."""
    kinderen = bool(model.bevolking and model.bevolking.jeugd)
    for aantal in (20 if kinderen else 12, 1000):
        burgers = [burger for burger in bevolking(model, aantal, seed=1) if burger.wet is Wet.WMO]
        personen = [Persoon.model_validate(persoon_body(burger)) for burger in burgers]
        for persoon in personen:
            keur_persoon(persoon, "body", None, model.versie)
        assert {persoon.datum_gebruik for persoon in personen} == {None, "2", "3"}
        assert {bool(persoon.relaties) for persoon in personen} == {True, False}
        assert {bool(persoon.communicatie) for persoon in personen} == {True, False}
        assert {bool(persoon.naam.partnernaam) for persoon in personen} == {True, False}
        assert {bool(persoon.telefoonnummers) for persoon in personen} == {True, False}
        assert {persoon.adres.soort for persoon in personen} == {"01", "02"}
    onbekend = sum(persoon.datum_gebruik == "3" for persoon in personen)
    assert onbekend == len(personen) / 40


def test_a_bsn_does_not_show_when_a_citizen_is_printed() -> None:
    burger = bevolking(laad("almere-2023"), 1, seed=1)[0]
    assert burger.bsn not in repr(burger)
