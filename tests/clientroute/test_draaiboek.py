"""What the demo decides: spread as the figures say, and allowed by the rules of each region."""

from collections import Counter
from datetime import date

import pytest

from chassis.clock import local_date, system_clock
from clientroute.demo import consulent
from clientroute.demo.doorstroom import zwaar_naar_licht
from clientroute.demo.draaiboek import Draaiboek, maak_draaiboek, uiterste_speeldag
from clientroute.demo.klok import SpeelKlok
from inkoop import Inkoopmodel, laad, namen
from istandaard.regels.rekenen import jaren_later
from toegang.bodies.weging import NieuweAfweging
from toegang.domain.weging import Zaak, overtredingen

VANDAAG = date(2026, 11, 21)


@pytest.fixture(params=namen())
def model(request: pytest.FixtureRequest) -> Inkoopmodel:
    return laad(str(request.param))


def draaiboek(model: Inkoopmodel, burgers: int) -> Draaiboek:
    return maak_draaiboek(model, 2, burgers, VANDAAG, seed=1)


def test_every_case_of_every_region_is_allowed_by_the_rules(model: Inkoopmodel) -> None:
    for zaak in draaiboek(model, 300).zaken:
        body = NieuweAfweging.model_validate(consulent.afweging(model, zaak))
        keuzes = tuple(each.keuze() for each in body.keuzes)
        assert (
            overtredingen(Zaak(model, zaak.besluitdatum, body.situatie.situatie(), keuzes, wet=zaak.burger.wet)) == []
        )


def test_the_same_play_comes_out_the_same(model: Inkoopmodel) -> None:
    een, twee = draaiboek(model, 20), draaiboek(model, 20)
    assert een == twee
    assert [consulent.zrm(each, 1) for each in een.zaken] == [consulent.zrm(each, 1) for each in twee.zaken]


def test_m10_scenarios_in_almere_follow_the_figures() -> None:
    """85 % scenario 2, of which 55 % without and 30 % with washing, and 15 % scenario 3."""
    zaken = draaiboek(laad("almere-2023"), 3000).zaken
    geteld = Counter(each.scenario for zaak in zaken for each in zaak.aanvragen if each.code == "HO")
    totaal = geteld.total()
    aandelen = {naam: 100 * aantal / totaal for naam, aantal in geteld.items()}
    assert aandelen == pytest.approx({"langdurig": 55, "langdurig-wassen": 30, "licht": 15}, abs=4)


def test_trajecten_in_almere_follow_the_figures() -> None:
    """Traject 2 suits about 40 % of those with guidance or day care, traject 3 almost 60 %."""
    zaken = draaiboek(laad("almere-2023"), 3000).zaken
    per_zaak = [next((each.traject for each in zaak.aanvragen if each.traject), None) for zaak in zaken]
    geteld = Counter(each for each in per_zaak if each)
    assert 100 * geteld["traject-3"] / geteld.total() == pytest.approx(58, abs=4)
    assert set(geteld) == {"traject-2", "traject-3"}


def test_m103_a_region_whose_contracts_ended_is_played_within_their_term() -> None:
    """Lekstroom 7d: until and with 2025; whoever starts the demo later sees the last months of it."""
    lekstroom = laad("lekstroom-2022")
    laatst = lekstroom.looptijd.laatste_dag
    gespeeld = draaiboek(lekstroom, 300)
    assert gespeeld.einde == uiterste_speeldag(lekstroom) < laatst < VANDAAG
    assert max(each.ingangsdatum for zaak in gespeeld.zaken for each in zaak.aanvragen) <= laatst


def test_the_clock_goes_back_to_the_present_but_not_beyond_the_term() -> None:
    klok = SpeelKlok()
    klok.to_present(date(2025, 11, 26))
    assert local_date(klok()) == date(2025, 11, 26)
    klok.to_present(date.max)
    assert local_date(klok()) == local_date(system_clock())


@pytest.mark.parametrize("naam", ["lekstroom-2022", "regio-alkmaar-2027"])
def test_m39_who_is_16_up_to_23_gets_a_perspective_plan_over_every_domain(naam: str) -> None:
    """Lekstroom 3c and Alkmaar, opgave 2; the demo has adults, so 18 up to 23."""
    model = laad(naam)
    plannen = {zaak.burger.bsn: (zaak, consulent.perspectiefplan(model, zaak)) for zaak in draaiboek(model, 300).zaken}
    met = [(zaak, body) for zaak, body in plannen.values() if body is not None]
    assert met
    for zaak, body in met:
        begin = date.fromisoformat(str(body["begindatum"]))
        assert jaren_later(zaak.burger.geboortedatum, 16) <= begin < jaren_later(zaak.burger.geboortedatum, 23)
        doelen = body["doelen"]
        assert isinstance(doelen, list)
        assert [each["gebied"] for each in doelen] == list(model.plan.perspectiefdomeinen)


def test_m128_alkmaar_goes_from_heavy_to_light() -> None:
    """4.3: Beschermd Thuis is there to let people leave Beschermd Wonen, and begeleiding to let them leave that."""
    assert zwaar_naar_licht(laad("regio-alkmaar-2027")) == ["BWI", "BT", "BI"]
    assert zwaar_naar_licht(laad("almere-2023")) == []
