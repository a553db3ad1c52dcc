"""Exact days and numbers of providers: their contracts, shortages of them, and their points."""

from dataclasses import replace
from datetime import date

import pytest
from tests.toewijzing.kandidaten import ALLE, kandidaat, punten, vraag

from inkoop import laad
from toewijzing.domain.contract import (
    Bestaand,
    Deelname,
    Voorstel,
    botsingen,
    einde_zorgcontinuiteit,
    fouten,
    na_optie,
)
from toewijzing.domain.coordinatie import kies_coordinator
from toewijzing.domain.matching import Ervaring, rangschik
from toewijzing.domain.tekort import GecontracteerdProduct, tekorten
from toewijzing.domain.toewijzing import Levering

# Contracts

ALMERE = laad("almere-2023")
CODES = tuple(each.code for each in ALMERE.producten)
EERDER, LATER = date(2023, 1, 1), date(2025, 1, 1)
VOORSTEL = Voorstel(
    agb="99990001",
    gemeenten=frozenset({"0034"}),
    geldig_van=date(2024, 1, 1),
    geldig_tot=date(2025, 12, 31),
    geen_nieuwe_vanaf=None,
    codes=("IB2B", "DB2B", "IB2S", "DB2S"),
    tarieven=(None,) * 4,
    specialismen=frozenset(),
    doelgroepen=frozenset(),
    deelname=Deelname.ZELFSTANDIG,
    partners=(),
)


def velden(**anders: object) -> list[str | None]:
    """The fields that are wrong in a contract, changed in this way."""
    model = ALMERE.model_copy(update={"levering": ALMERE.levering.model_copy(update={"alle_vormen": False})})
    return [each.veld for each in fouten(replace(VOORSTEL, **anders), model)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({}, []),
        ({"geldig_tot": None}, []),
        ({"geldig_tot": date(2024, 1, 1)}, []),
        ({"geldig_tot": date(2023, 12, 31)}, ["body.geldigTot"]),
        ({"geen_nieuwe_vanaf": date(2023, 12, 31)}, ["body.geenNieuweVanaf"]),
        ({"geen_nieuwe_vanaf": date(2024, 1, 1)}, []),
        ({"geen_nieuwe_vanaf": date(2025, 12, 31)}, []),
        ({"geen_nieuwe_vanaf": date(2026, 1, 1)}, ["body.geenNieuweVanaf"]),
        ({"geen_nieuwe_vanaf": date(2025, 1, 1), "geldig_tot": None}, ["body.geenNieuweVanaf"]),
        ({"codes": ("IB2B", "IB2B"), "tarieven": (None, None)}, ["body.producten"]),
        ({"codes": ("IB2B", "ZZ"), "tarieven": (None, None)}, ["body.producten"]),
        ({"tarieven": (None, ((date(2024, 1, 1), 1), (date(2025, 1, 1), 1)), None, None)}, []),
        (
            {"tarieven": (None, ((date(2024, 1, 2), 1), (LATER, 1)), None, None)},
            ["body.producten.1.tarieven"],
        ),
        (
            {"tarieven": (None, ((EERDER, 1), (EERDER, 1)), None, None)},
            ["body.producten.1.tarieven"],
        ),
        ({"specialismen": frozenset({"zeilen"})}, ["body.specialismen"]),
        ({"doelgroepen": frozenset({"zeilers"})}, ["body.doelgroepen"]),
        ({"partners": ("99990002",)}, ["body.partners"]),
        ({"deelname": Deelname.COMBINATIE}, ["body.partners"]),
        ({"deelname": Deelname.COMBINATIE, "partners": ("99990002", "99990003")}, []),
        ({"deelname": Deelname.COMBINATIE, "partners": ("99990002", "99990002")}, ["body.partners"]),
        ({"deelname": Deelname.COMBINATIE, "partners": ("99990002", "99990001")}, ["body.partners"]),
    ],
)
def test_one_thing_that_is_wrong_in_a_contract(anders: dict[str, object], verwacht: list[str]) -> None:
    assert velden(**anders) == verwacht


@pytest.mark.parametrize(
    ("vanaf", "bedrag", "goed"),
    [
        (date(2024, 1, 1), 112, True),
        (date(2024, 1, 1), 111, False),
        (date(2023, 1, 1), 111, False),
        (date(2025, 1, 1), 112, False),
    ],
)
def test_m137_no_contract_pays_less_than_the_cost_price(vanaf: date, bedrag: int, goed: bool) -> None:
    """Almelo's OIL2 costs 112 cents a minute, and more from 2025 on, by the index; of OIL3 no ground is known."""
    almelo = laad("almelo-2024")
    voorstel = replace(VOORSTEL, codes=("OIL2", "OIL3"), tarieven=(((vanaf, bedrag),), ((vanaf, 1),)))
    gevonden = [each for each in fouten(voorstel, almelo) if each.regel == "M137"]
    assert ([each.veld for each in gevonden] == []) is goed
    assert all("onafhankelijke tarievenonderzoek" in each.reden for each in gevonden)


ANDER = Bestaand(frozenset({"0034", "0361"}), date(2024, 1, 1), date(2024, 12, 31), frozenset({"IB2B", "HO"}))


@pytest.mark.parametrize(
    ("termijn", "botst"),
    [
        ((date(2024, 12, 31), None), True),
        ((date(2025, 1, 1), None), False),
        ((date(2023, 1, 1), date(2024, 1, 1)), True),
        ((date(2023, 1, 1), date(2023, 12, 31)), False),
    ],
)
def test_two_contracts_for_a_product_on_one_day(termijn: tuple[date, date | None], botst: bool) -> None:
    voorstel = replace(VOORSTEL, geldig_van=termijn[0], geldig_tot=termijn[1])
    gevonden = botsingen(voorstel, ALMERE, [ANDER])
    assert ([each.soort for each in gevonden] == ["contract"]) is botst
    assert botsingen(replace(voorstel, gemeenten=frozenset({"0141"})), ALMERE, [ANDER]) == []
    assert botsingen(voorstel, ALMERE, [replace(ANDER, codes=frozenset({"HO"}))]) == []
    altijd = replace(ANDER, geldig_van=date(2020, 1, 1), geldig_tot=None)
    assert len(botsingen(voorstel, ALMERE, [altijd, altijd])) == 2


def test_traject_3_asks_for_traject_2_in_each_municipality() -> None:
    """M60: by itself, or by another contract that holds on the first day."""
    voorstel = replace(VOORSTEL, codes=("IB3",), tarieven=(None,), gemeenten=frozenset({"0034", "0361"}))
    assert [each.regel for each in botsingen(voorstel, ALMERE, [])] == ["M60"]
    assert botsingen(replace(voorstel, codes=("IB3", "IB2B")), ALMERE, []) == []
    twee = replace(ANDER, codes=frozenset({"IB2B"}))
    assert botsingen(voorstel, ALMERE, [twee]) == []
    assert [each.regel for each in botsingen(voorstel, ALMERE, [replace(twee, gemeenten=frozenset({"0034"}))])] == [
        "M60"
    ]
    for van, tot, goed in (
        (date(2024, 1, 1), None, True),
        (date(2024, 1, 2), None, False),
        (date(2023, 1, 1), date(2024, 1, 1), True),
        (date(2023, 1, 1), date(2023, 12, 31), False),
    ):
        gevonden = botsingen(voorstel, ALMERE, [replace(twee, geldig_van=van, geldig_tot=tot)])
        assert (gevonden == []) is goed
    assert [each for each in botsingen(VOORSTEL, ALMERE, []) if each.regel == "M60"] == []


def test_years_and_months_of_a_contract() -> None:
    """M103: an option runs to the same day; M63: care goes on for whole months."""
    assert na_optie(date(2025, 12, 31), 2) == date(2027, 12, 31)
    assert na_optie(date(2024, 2, 28), 1) == date(2025, 2, 28)  # the day after is 29 February
    assert na_optie(date(2025, 6, 14), 1) == date(2026, 6, 14)
    assert einde_zorgcontinuiteit(date(2025, 3, 1), 6) == date(2025, 8, 31)
    assert einde_zorgcontinuiteit(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert einde_zorgcontinuiteit(date(2025, 12, 15), 1) == date(2026, 1, 14)
    assert einde_zorgcontinuiteit(date(2025, 11, 15), 1) == date(2025, 12, 14)


# Shortages


def aanbieder(agb: str, **anders: object) -> GecontracteerdProduct:
    alle = frozenset({"0034"})
    vol = GecontracteerdProduct(agb, f"Aanbieder {agb}", "IB2B", alle, frozenset(), frozenset())
    return replace(vol, **anders)  # type: ignore[arg-type]


def tekort(*wie: GecontracteerdProduct) -> list[tuple[int, list[tuple[str, str]]]]:
    """What lacks for IB2B in Almere, where each municipality, specialisme and doelgroep wants two."""
    (norm,) = [each for each in ALMERE.dekking if "IB2B" in each.producten][:1]
    norm = norm.model_copy(update={"producten": ("IB2B",), "per": ("gemeente",), "minimum_aanbieders": 2})
    model = ALMERE.model_copy(update={"dekking": (norm,)})
    return [
        (each.beschikbaar, [(vraag.agb, vraag.reden) for vraag in each.eerst_vragen])
        for each in tekorten(model, ["0034"], wie)
    ]


def test_two_are_enough_and_one_is_not() -> None:
    """M53; who cannot is asked first, each once, with why (M102)."""
    assert tekort(aanbieder("1"), aanbieder("2")) == []
    assert tekort(aanbieder("1"), aanbieder("1")) == [(1, [])]
    assert tekort() == [(0, [])]
    elders = aanbieder("3", gemeenten=frozenset({"0361"}))
    pauze = aanbieder("2", gepauzeerd_in=frozenset({"0034"}))
    stopt = aanbieder("4", reden="Stopt.")
    assert tekort(aanbieder("1"), stopt, elders, pauze, pauze, aanbieder("1", reden="Vol.")) == [
        (
            1,
            [
                ("2", "Toewijzen is gepauzeerd."),
                ("3", "Heeft een contract voor dit product, maar niet voor deze gemeente."),
                ("4", "Stopt."),
            ],
        )
    ]
    elders_gepauzeerd = aanbieder("2", gemeenten=frozenset({"0034", "0361"}), gepauzeerd_in=frozenset({"0361"}))
    assert tekort(aanbieder("1"), elders_gepauzeerd) == []


def test_why_a_provider_does_not_count_for_a_specialisme_or_doelgroep() -> None:
    """M13, M101: a contract that names none counts for each; one that names others says which it lacks."""
    eerste, tweede, *_ = [each.naam for each in ALMERE.specialismen]
    (norm,) = [each for each in ALMERE.dekking if "IB2B" in each.producten][:1]
    norm = norm.model_copy(update={"producten": ("IB2B",), "minimum_aanbieders": 1})
    groepen = (ALMERE.specialismen[0].model_copy(update={"naam": "jong"}),)
    wie = aanbieder("1", specialismen=frozenset({eerste}), doelgroepen=frozenset({"oud"}))

    def gevonden(per: str, wie: GecontracteerdProduct) -> list[tuple[str | None, str | None, list[str]]]:
        dekking = (norm.model_copy(update={"per": (per,)}),)
        model = ALMERE.model_copy(update={"dekking": dekking, "doelgroepen": groepen})
        return [
            (each.specialisme, each.doelgroep, [vraag.reden for vraag in each.eerst_vragen])
            for each in tekorten(model, ["0034"], [wie])
        ]

    per_specialisme = gevonden("specialisme", wie)
    assert [each[0] for each in per_specialisme] == [each.naam for each in ALMERE.specialismen if each.naam != eerste]
    assert per_specialisme[0] == (tweede, None, [f"Heeft specialisme {tweede} niet in het contract."])
    assert gevonden("doelgroep", wie) == [(None, "jong", ["Heeft doelgroep jong niet in het contract."])]
    assert gevonden("specialisme", replace(wie, specialismen=frozenset())) == []
    assert gevonden("doelgroep", replace(wie, doelgroepen=frozenset())) == []
    # For the region as a whole, who is paused everywhere does not count, and who is paused in one place does.
    overal = replace(wie, gemeenten=frozenset({"0034", "0361"}), gepauzeerd_in=frozenset({"0034", "0361"}))
    geheel = ALMERE.model_copy(update={"dekking": (norm.model_copy(update={"per": ()}),)})
    assert [vraag.reden for each in tekorten(geheel, ["0034"], [overal]) for vraag in each.eerst_vragen] == [
        "Toewijzen is gepauzeerd."
    ]
    assert list(tekorten(geheel, ["0034"], [replace(overal, gepauzeerd_in=frozenset({"0034"}))])) == []


# Points


def test_what_clients_wait_counts_in_working_days() -> None:
    """An unknown speed says half; 7 days are 5."""
    assert punten(vraag(), kandidaat(leversnelheid=0, ervaring=Ervaring(1, 21)))["leversnelheid"] == 63
    assert punten(vraag(), kandidaat(leversnelheid=16, ervaring=Ervaring(1, 21)))["leversnelheid"] == 60
    assert punten(vraag(), kandidaat(leversnelheid=39))["leversnelheid"] == 3


def test_the_reasons_say_what_was_looked_at() -> None:
    """Each its own sentence; capacity is told when it is known, a wish when it is theirs."""
    wie = [
        kandidaat("1", ervaring=Ervaring(5, 21)),
        kandidaat("2", vrij=0, leversnelheid=3, ervaring=Ervaring(1, 7), specialismen=frozenset({"lvb"})),
    ]
    eerste, tweede = rangschik(vraag("lvb", wens="1"), wie, ALLE)
    assert [each.toelichting for each in eerste.redenen] == [
        "Er is geen doelgroep gevraagd.",
        "Het contract noemt geen specialisme.",
        "Heeft een contract voor deze gemeente, maar levert er nu niet.",
        "Noemt geen leversnelheid; cliënten wachtten gemiddeld 21 dagen.",
        "Er is nog te weinig gemeten: dit telt niet voor en niet tegen.",
        "De cliënt wil deze aanbieder.",
    ]
    assert [each.toelichting for each in tweede.redenen] == [
        "Er is geen doelgroep gevraagd.",
        "Heeft specialisme lvb in het contract.",
        "Heeft een contract voor deze gemeente, maar levert er nu niet.",
        "Begint binnen 3 werkdagen; cliënten wachtten gemiddeld 7 dagen.",
        "Er is nog te weinig gemeten: dit telt niet voor en niet tegen.",
        "Zit nu vol.",
    ]
    assert [(each.kenmerk, each.punten, each.gewicht) for each in eerste.redenen[-1:]] == [("wens", 100, 0)]
    assert [(each.kenmerk, each.punten, each.gewicht) for each in tweede.redenen[-1:]] == [("capaciteit", 0, 0)]
    assert (eerste.heeft_plek, tweede.heeft_plek) == (True, False)


# Coordination


def test_who_came_first_of_two_coordinates() -> None:
    """M58: by the first day of a product that coordinates; who does already goes on; one alone coordinates nobody."""
    vroeg, later = date(2026, 3, 1), date(2026, 4, 1)

    def hulp(code: str, *dagen: date) -> list[Levering]:
        return [Levering("0034", "02", code, dag, None) for dag in dagen]

    twee = {"2": hulp("IB3", later, vroeg), "1": [*hulp("IB3", later), *hulp("HO", date(2020, 1, 1))]}
    assert kies_coordinator(None, twee, {"IB3"}) == "2"
    assert kies_coordinator("1", twee, {"IB3"}) == "1"
    assert kies_coordinator("9", twee, {"IB3"}) == "2"
    gelijk = {"2": hulp("IB3", vroeg), "1": hulp("IB3", vroeg)}
    assert kies_coordinator(None, gelijk, {"IB3"}) == "1"
    assert kies_coordinator(None, {"2": hulp("IB3", vroeg)}, {"IB3"}) is None
    assert kies_coordinator("2", {"2": hulp("HO", vroeg), "1": hulp("HO", vroeg)}, {"IB3"}) is None
    assert kies_coordinator(None, {"2": hulp("HO", vroeg), "1": hulp("IB3", later)}, {"IB3"}) == "1"
