"""The checks between the parts of a model, at the value that may just be and the one that may just not."""

from datetime import date

import pytest
from pydantic import BaseModel

from inkoop import Inkoopmodel, laad, namen, tarief_op
from inkoop.controle import CONTROLES, controleer
from inkoop.eigen_bijdrage import beleid_op
from inkoop.producten import Tarief

ALMERE, LEKSTROOM, ALKMAAR, ALMELO = (
    laad(naam) for naam in ("almere-2023", "lekstroom-2022", "regio-alkmaar-2027", "almelo-2024")
)


def met(deel: BaseModel, pad: str, waarde: object) -> BaseModel:
    """A copy with another value at one place, such as `producten.0.frequentie`; a model is not checked again."""
    naam, _, verder = pad.partition(".")
    huidig = getattr(deel, naam)
    if not verder:
        return deel.model_copy(update={naam: waarde})
    if isinstance(huidig, tuple):
        plek, _, dieper = verder.partition(".")
        nieuw = [*huidig]
        nieuw[int(plek)] = met(huidig[int(plek)], dieper, waarde) if dieper else waarde
        return deel.model_copy(update={naam: tuple(nieuw)})
    return deel.model_copy(update={naam: met(huidig, verder, waarde)})


def fout(model: Inkoopmodel, **anders: object) -> list[str]:
    """Where a model is wrong once it is changed; `__` stands for a dot."""
    veranderd: BaseModel = model
    for pad, waarde in anders.items():
        veranderd = met(veranderd, pad.replace("__", "."), waarde)
    assert isinstance(veranderd, Inkoopmodel)
    return [".".join(map(str, pad)) for pad, _ in controleer(veranderd)]


@pytest.mark.parametrize("naam", namen())
def test_the_models_themselves(naam: str) -> None:
    assert list(controleer(laad(naam))) == []


def test_a_range_may_be_one_value_and_not_less() -> None:
    band = next(plek for plek, each in enumerate(ALMERE.producten) if each.normband is not None)
    gevonden = ALMERE.producten[band].normband
    assert gevonden is not None
    for tot, goed in ((gevonden.van, True), (gevonden.van - 1, False)):
        assert (fout(ALMERE, **{f"producten.{band}.normband.tot": tot}) == []) is goed
    assert fout(ALMERE, trajecten__0__standaard_maanden=12) == []
    assert fout(ALMERE, trajecten__0__standaard_maanden=13) == ["trajecten.0.maximaal_maanden"]
    assert fout(ALMERE, trajecten__0__standaard_maanden=13, trajecten__0__maximaal_maanden=None) == []


@pytest.mark.parametrize("categorie", ["47", "48"])
def test_what_a_gecertificeerde_instelling_delivers_is_bought_by_output(categorie: str) -> None:
    """SAP GI 1.3; of another category any uitvoeringsvariant may be."""
    varianten = set()
    for plek, product in enumerate(ALMERE.producten):
        gevonden = fout(ALMERE, **{f"producten.{plek}.categorie": categorie})
        assert (f"producten.{plek}.uitvoeringsvariant" in gevonden) is (product.uitvoeringsvariant != "output")
        varianten.add(product.uitvoeringsvariant == "output")
    assert varianten == {True, False}


def test_m45_an_end_is_expected_or_decided_and_not_both() -> None:
    """Either date may stand without the other; the last day does not lie before the first without new decisions."""
    plek = next(nr for nr, each in enumerate(ALMELO.producten) if each.uitloop and each.uitloop.verwacht)
    uitloop, dag = f"producten.{plek}.uitloop", date(2026, 1, 1)
    assert fout(ALMELO, **{f"{uitloop}.verwacht": None}) == []
    for veld in ("geen_nieuwe_vanaf", "einde"):
        assert fout(ALMELO, **{f"{uitloop}.{veld}": dag}) == [f"{uitloop}.verwacht"]
        assert fout(ALMELO, **{f"{uitloop}.{veld}": dag, f"{uitloop}.verwacht": None}) == []
    ozr = next(nr for nr, each in enumerate(LEKSTROOM.producten) if each.uitloop)
    grens = LEKSTROOM.producten[ozr].uitloop
    assert grens is not None
    assert fout(LEKSTROOM, **{f"producten.{ozr}.uitloop.einde": grens.geen_nieuwe_vanaf}) == []
    assert fout(LEKSTROOM, **{f"producten.{ozr}.uitloop.einde": date(2021, 12, 31)}) == [
        f"producten.{ozr}.uitloop.einde"
    ]


def test_orange_is_as_green_or_looser() -> None:
    """M89: where higher is better, and where lower is."""
    for plek, kpi in enumerate(ALMERE.contractsturing.kpis):
        strenger = 1 if kpi.beter == "hoger" else -1
        pad = f"contractsturing.kpis.{plek}.oranje"
        assert fout(ALMERE, **{pad: kpi.groen}) == []
        assert fout(ALMERE, **{pad: kpi.groen - strenger}) == []
        assert fout(ALMERE, **{pad: kpi.groen + strenger}) == [pad]
    assert {each.beter for each in ALMERE.contractsturing.kpis} == {"hoger", "lager"}


def test_prices_begin_by_the_version_and_follow_each_other() -> None:
    """M79: on the day itself is in time, twice one day is not."""

    def prijzen(*dagen: date) -> tuple[Tarief, ...]:
        return tuple(Tarief(vanaf=dag, eurocent=6150) for dag in dagen)

    eerste, tweede, derde = ALMERE.versie, date(2024, 1, 1), date(2025, 1, 1)
    assert fout(ALMERE, producten__1__tarieven=prijzen(eerste, tweede, derde)) == []
    assert fout(ALMERE, producten__1__tarieven=prijzen(date(2023, 1, 2), tweede)) == ["producten.1.tarieven.0.vanaf"]
    assert fout(ALMERE, producten__1__tarieven=prijzen(eerste, eerste)) == ["producten.1.tarieven.1.vanaf"]
    assert fout(ALMERE, producten__1__tarieven=prijzen(eerste, derde, tweede)) == ["producten.1.tarieven.2.vanaf"]
    index, volgende, *_ = ALMERE.indexatie
    for dag, goed in ((index.vanaf, False), (date(index.vanaf.year, index.vanaf.month, index.vanaf.day + 1), True)):
        tweede_index = volgende.model_copy(update={"vanaf": dag})
        gevonden = fout(ALMERE, indexatie=(index, tweede_index))
        assert gevonden == ([] if goed else ["indexatie.1.vanaf"])


def test_an_index_counts_after_the_price_and_up_to_the_day() -> None:
    """M79: an index of the day of a price is in that price; one of the day that is asked counts; one later does not."""
    index = ALMERE.indexatie[0].model_copy(update={"vanaf": date(2024, 1, 1), "basispunten": 1000})
    for begin, op, verwacht in (
        (date(2023, 12, 31), date(2024, 1, 1), 6765),
        (date(2023, 12, 31), date(2023, 12, 31), 6150),
        (date(2024, 1, 1), date(2024, 1, 1), 6150),
    ):
        model = met(ALMERE, "producten.1.tarieven", (Tarief(vanaf=begin, eurocent=6150),))
        model = met(model, "indexatie", (index,))
        assert isinstance(model, Inkoopmodel)
        assert model.tarief_op(model.producten[1].code, op) == verwacht


def test_prices_and_indexes_count_in_order_of_time_however_they_stand() -> None:
    """M79: each step rounds by itself, so the order matters: 33 cents, 10 % and 50 % more."""
    tien = ALMERE.indexatie[0].model_copy(update={"vanaf": date(2024, 1, 1), "basispunten": 1000})
    vijftig = tien.model_copy(update={"vanaf": date(2025, 1, 1), "basispunten": 5000})
    prijzen = (Tarief(vanaf=date(2023, 1, 1), eurocent=33), Tarief(vanaf=date(2022, 1, 1), eurocent=900))
    product = ALMERE.producten[1].model_copy(update={"tarieven": prijzen})
    assert tarief_op(product, date(2025, 6, 1), (vijftig, tien)) == 54  # 36, 54; and not 50, 55
    assert tarief_op(product, date(2024, 6, 1), (vijftig, tien)) == 36
    assert tarief_op(product, date(2022, 6, 1), (vijftig, tien)) == 900


def test_a_code_stands_for_one_thing_in_every_list() -> None:
    """Each list of each model that has one: the last of two is the one that is told."""
    lijsten = (
        "gemeenten",
        "producten",
        "percelen",
        "stappen",
        "verwijsroutes",
        "specialismen",
        "doelgroepen",
        "trajecten",
        "scenarios",
        "resultaatgebieden",
        "matching",
        "contractsturing.kpis",
        "afwegingskader.zwaarten",
        "afwegingskader.intensiteiten",
        "bevolking.pakketten",
        "bevolking.profielen",
        "bevolking.jeugd.profielen",
    )
    gezien = set()
    for model in map(laad, namen()):
        for lijst in lijsten:
            delen: object = model
            for naam in lijst.split("."):
                delen = getattr(delen, naam, None)
            if isinstance(delen, tuple) and delen:
                dubbel = fout(model, **{lijst: (*delen, delen[0])})
                assert any(each.startswith(f"{lijst}.{len(delen)}.") for each in dubbel), lijst
                gezien.add(lijst)
    assert gezien == set(lijsten)


def test_how_a_product_is_paid_and_counted() -> None:
    maand = next(plek for plek, each in enumerate(ALMERE.producten) if each.bekostiging == "maandbedrag")
    assert fout(ALMERE, **{f"producten.{maand}.frequentie": 6}) == [f"producten.{maand}.frequentie"]
    per_uur = next(plek for plek, each in enumerate(ALMERE.producten) if each.eenheid == "04")
    assert fout(ALMERE, **{f"producten.{per_uur}.frequentie": 1}) == []  # CS338 is about etmaal, dagdeel and money
    etmaal = next(plek for plek, each in enumerate(ALKMAAR.producten) if each.eenheid == "14")
    assert fout(ALKMAAR, **{f"producten.{etmaal}.frequentie": 1}) == [f"producten.{etmaal}.frequentie"]
    assert fout(ALKMAAR, **{f"producten.{etmaal}.frequentie": 4}) == []


def test_invented_people_get_what_their_own_law_has() -> None:
    """A child with guidance of the Wmo was invented once; now such figures are refused."""
    assert fout(ALMELO) == []
    volwassen, jeugd = ("licht", "jeugd-ggz")
    verkeerd = fout(ALMELO, bevolking__jeugd__profielen__1__pakketten__0__pakket=volwassen)
    assert verkeerd == ["bevolking.jeugd.profielen.1.pakketten.0.pakket"]
    verkeerd = fout(ALMELO, bevolking__profielen__0__pakketten__2__pakket=jeugd)
    assert verkeerd == ["bevolking.profielen.0.pakketten.2.pakket"]
    plek = "bevolking.jeugd.leeftijden.2.tot"
    assert [fout(ALMELO, **{plek: tot}) for tot in (18, 19)] == [[], [plek]]
    assert fout(ALMELO, bevolking__jeugd=None) == []


def test_the_weighing_frame_has_each_cell_once() -> None:
    """M25."""
    kader = LEKSTROOM.afwegingskader
    assert kader is not None
    assert fout(LEKSTROOM, afwegingskader__cellen=kader.cellen[1:]) == ["afwegingskader.cellen"]
    laatste = len(kader.cellen)
    assert fout(LEKSTROOM, afwegingskader__cellen=(*kader.cellen, kader.cellen[2])) == [
        f"afwegingskader.cellen.{laatste}"
    ]
    assert fout(LEKSTROOM, afwegingskader=None) == []


def test_a_borrowed_product_belongs_somewhere() -> None:
    """M4: traject 1 of Almere has none of its own."""
    eigen = ALMERE.trajecten[0].producten
    assert fout(ALMERE, trajecten__0__producten=(*eigen, "HO")) == [f"trajecten.0.producten.{len(eigen)}"]
    assert fout(ALMERE, trajecten__1__producten=(*ALMERE.trajecten[1].producten, "HO")) == []


def test_the_version_lies_in_the_term() -> None:
    """M103: on its first day, or later."""
    assert fout(ALMERE, looptijd__start=ALMERE.versie) == []
    assert fout(ALMERE, looptijd__start=date(ALMERE.versie.year, 1, 2)) == ["versie"]


def test_a_window_of_weeks_is_longer_than_four() -> None:
    """M49."""
    assert fout(ALKMAAR, uitnutten__weken=5) == []
    assert fout(ALKMAAR, uitnutten__weken=4) == ["uitnutten.weken"]
    assert fout(ALKMAAR, uitnutten__weken=None) == ["uitnutten.venster"]
    assert fout(ALKMAAR, uitnutten__venster="maand") == ["uitnutten.venster"]
    assert fout(ALKMAAR, uitnutten__venster="maand", uitnutten__weken=None) == []


def test_what_is_named_exists() -> None:
    """Each place that names something, in a model that has it."""
    assert fout(ALMERE, verboden_combinaties__0__met=("ZZ",)) == ["verboden_combinaties.0.met.0"]
    assert fout(ALMERE, scenarios__0__product="ZZ") == ["scenarios.0.product"]
    assert fout(ALMERE, doorstroom__0__van="zz") == ["doorstroom.0.van"]
    assert fout(ALKMAAR, ladder__treden__1__producten=("ZZ",)) == ["ladder.treden.1.producten.0"]
    assert fout(ALMELO, omleidingen__0__traject="zz") == ["omleidingen.0.traject"]
    assert fout(ALMERE, eigen_bijdrage__0__zonder_bijdrage=("ZZ",)) == ["eigen_bijdrage.0.zonder_bijdrage.0"]
    assert fout(ALMERE, eigen_bijdrage__0__naar_inkomen=("ZZ",)) == ["eigen_bijdrage.0.naar_inkomen.0"]
    assert fout(ALKMAAR, wijken__0__gemeente="9999") == ["wijken.0.gemeente"]
    assert len(CONTROLES) == 16


def test_m133_a_postcode_lies_in_one_district_of_a_municipality() -> None:
    """Another municipality may have the same one."""
    assert fout(ALKMAAR, wijken__1__postcodes=(1813, 1812)) == ["wijken.1.postcodes.1"]
    assert fout(ALKMAAR, wijken__1__postcodes=(1813, 1813)) == ["wijken.1.postcodes.1"]
    assert fout(ALKMAAR, wijken__3__postcodes=(1701, 1812)) == []
    assert ALKMAAR.wijk_van("0361", 1812) == "Alkmaar Centrum"
    assert ALKMAAR.wijk_van("1980", 1812) is None
    assert ALKMAAR.wijk_van("0361", 1818) is None


def test_m115_a_form_is_asked_from_the_first_day_of_a_period() -> None:
    """And each form, and each question on it, has one name."""
    assert fout(ALMERE, uitvragen__0__vanaf=date(2026, 1, 1)) == []
    assert fout(ALMERE, uitvragen__0__vanaf=date(2026, 1, 2)) == ["uitvragen.0.vanaf"]
    assert fout(ALMERE, uitvragen__0__vanaf=date(2026, 4, 1)) == ["uitvragen.0.vanaf"]
    assert fout(ALMERE, uitvragen__0__per="kwartaal", uitvragen__0__vanaf=date(2026, 4, 1)) == []
    assert fout(ALMERE, uitvragen__1__naam=ALMERE.uitvragen[0].naam) == ["uitvragen.1.naam"]
    assert fout(ALMERE, uitvragen__0__vragen__1__naam="bevoegd") == ["uitvragen.0.vragen.1.naam"]


def test_rules_of_the_own_contribution_follow_each_other() -> None:
    """M142: in time, with an amount from the first day on, or with none at all; and each exemption has one name."""
    (beleid,) = ALMERE.eigen_bijdrage
    later = beleid.model_copy(update={"vanaf": date(2027, 1, 1)})
    assert fout(ALMERE, eigen_bijdrage=(beleid, later)) == []
    assert fout(ALMERE, eigen_bijdrage=(beleid, beleid)) == ["eigen_bijdrage.1.vanaf"]
    assert fout(ALMERE, eigen_bijdrage__0__tarieven=()) == []
    plek = "eigen_bijdrage.0.tarieven"
    assert fout(ALMERE, eigen_bijdrage__0__vanaf=date(2019, 12, 31)) == [f"{plek}.0.vanaf"]
    eerste, tweede = Tarief(vanaf=date(2020, 1, 1), eurocent=1), Tarief(vanaf=date(2020, 1, 2), eurocent=0)
    assert fout(ALMERE, eigen_bijdrage__0__tarieven=(eerste, tweede)) == [f"{plek}.1.eurocent"]
    assert fout(ALMERE, eigen_bijdrage__0__tarieven=(eerste, eerste)) == [f"{plek}.1.vanaf"]
    een, twee = beleid.vrijstellingen
    dubbel = {"eigen_bijdrage.0.vrijstellingen": (een, twee, een)}
    assert fout(ALMERE, **dubbel) == ["eigen_bijdrage.0.vrijstellingen.2.naam"]
    beide = {"eigen_bijdrage.0.zonder_bijdrage": ("HO",), "eigen_bijdrage.0.naar_inkomen": ("HO",)}
    assert fout(ALMERE, **beide) == ["eigen_bijdrage.0.naar_inkomen.0"]


def test_the_rule_and_the_amount_of_a_day() -> None:
    """M142; Wmo 2015, 2.1.4a: 21,80 euro from 1 January 2026 on; nothing is owed before the first rule."""
    (beleid,) = ALMERE.eigen_bijdrage
    later = beleid.model_copy(update={"vanaf": date(2028, 1, 1), "tarieven": ()})
    regels = (beleid, later)
    assert beleid_op(regels, date(2019, 12, 31)) is None
    assert [beleid_op(regels, dag) for dag in (date(2020, 1, 1), date(2027, 12, 31))] == [beleid, beleid]
    assert beleid_op(regels, date(2028, 1, 1)) == later
    assert [beleid.bedrag_op(dag) for dag in (date(2025, 12, 31), date(2026, 1, 1))] == [2100, 2180]
    assert later.bedrag_op(date(2028, 1, 1)) is None


def test_m39_the_ages_of_a_perspective_plan_belong_together() -> None:
    assert fout(ALKMAAR, plan__perspectiefplan_tot=None) == ["plan.perspectiefplan_tot"]
    assert fout(ALKMAAR, plan__perspectiefplan_leeftijd=None) == ["plan.perspectiefplan_tot"]
    assert fout(ALKMAAR, plan__perspectiefplan_tot=16) == ["plan.perspectiefplan_tot"]
    assert fout(ALKMAAR, plan__perspectiefplan_tot=17) == []
    assert fout(ALKMAAR, plan__perspectiefdomeinen=()) == ["plan.perspectiefdomeinen"]
