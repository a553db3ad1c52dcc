"""What is enough in each place of a norm, at its bounds (M53, M100, M101, M129)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from tests.monitoring.feit import AGB, ALKMAAR, ALMERE, ANDER

from inkoop import Inkoopmodel, laad
from monitoring.domain.dekking import Dekking, Hulp, Register, dekkingen
from monitoring.domain.feiten.toewijzing import Aanbieder, Contract, ContractProduct, Toewijspauze
from monitoring.domain.selectie import Selectie

MAART = date(2023, 3, 1)
ZONDER = "99999999"
"""A provider without a contract: who has help from it makes no contract full."""
CONTRACT_NU = Contract(AGB, (ALMERE,), MAART, None, (ContractProduct("HO"),), capaciteit=10)


def dekking(*contracten: Contract, code: str = "HO", clienten: int = 10, vandaag: date = MAART) -> Dekking:
    mensen = [Hulp(ALMERE, ZONDER, code, f"c{nummer}") for nummer in range(clienten)]
    mensen += [Hulp(ALKMAAR, ZONDER, code, "elders"), Hulp(ALMERE, ZONDER, "geen", "ander")]
    almere = Selectie(frozenset({ALMERE}), code=code)
    (gevonden, *_) = dekkingen([laad("almere-2023")], Register(contracten, mensen), almere, vandaag)
    return gevonden


@pytest.mark.parametrize(
    ("anders", "telt"),
    [
        ({}, True), ({"geldig_van": date(2023, 3, 2)}, False), ({"geldig_tot": date(2023, 2, 28)}, False),
        ({"geldig_tot": MAART}, True), ({"geen_nieuwe_vanaf": MAART}, False),
        ({"geen_nieuwe_vanaf": date(2023, 3, 2)}, True), ({"gemeenten": (ALKMAAR,)}, False),
        ({"gemeenten": (ALKMAAR, ALMERE)}, True), ({"producten": (ContractProduct("geen"),)}, False),
        ({"producten": ()}, False), ({"producten": (ContractProduct("geen"), ContractProduct("HO"))}, True),
    ],
)  # fmt: skip
def test_m101_a_contract_counts_in_its_place_for_its_products_while_it_holds(
    anders: dict[str, object], telt: bool
) -> None:
    """Its first and its last day are of it; from the day on which it takes nobody new it is not there."""
    gevonden = dekking(replace(CONTRACT_NU, **anders))  # type: ignore[arg-type]
    assert (gevonden.aanbieders, gevonden.capaciteit) == ((1, 10) if telt else (0, None))


def test_m100_two_contracts_of_one_provider_are_one_provider_and_all_their_room() -> None:
    """A contract that says nothing of room adds none, and is a provider all the same."""
    stil = replace(CONTRACT_NU, agb=ANDER, capaciteit=None)
    gevonden = dekking(CONTRACT_NU, replace(CONTRACT_NU, capaciteit=7), stil, clienten=32)
    assert (gevonden.aanbieders, gevonden.capaciteit, gevonden.clienten, gevonden.deel) == (2, 17, 32, 0.5312)
    assert (dekking(stil).capaciteit, dekking(stil).deel) == (None, None)
    geen_clienten = dekking(CONTRACT_NU, clienten=0)
    assert (geen_clienten.clienten, geen_clienten.deel) == (0, None)
    nul = dekking(replace(CONTRACT_NU, capaciteit=0))
    assert (nul.capaciteit, nul.deel, nul.licht) == (0, 0.0, "rood")


def test_m101_as_many_providers_as_the_norm_asks_are_enough() -> None:
    minimum = dekking().minimum
    genoeg = [replace(CONTRACT_NU, agb=f"9999000{nummer}", capaciteit=None) for nummer in range(minimum)]
    assert (dekking(*genoeg).licht, dekking(*genoeg[1:]).licht) == ("groen", "rood")


@pytest.mark.parametrize(
    ("plaatsen", "oordeel"), [(400, "groen"), (399, "rood"), (396, "rood"), (425, "groen"), (426, "oranje")]
)
def test_m100_the_room_between_the_bounds_is_enough_one_less_or_more_is_not(plaatsen: int, oordeel: str) -> None:
    """The norm of Almere is room for 80 to 85 percent: 400 to 425 places for 500 clients."""
    genoeg = [replace(CONTRACT_NU, agb=f"9999000{nummer}", capaciteit=None) for nummer in range(dekking().minimum)]
    assert dekking(replace(CONTRACT_NU, capaciteit=plaatsen), *genoeg, clienten=500).licht == oordeel


def traject_2(*contracten: Contract, hulp: Sequence[Hulp] = (), aanbieder: Aanbieder | None = None) -> list[Dekking]:
    """Coverage of traject 2 in Almere, per specialisme."""
    register = Register(contracten, hulp, {AGB: aanbieder} if aanbieder else {})
    gevonden = dekkingen([laad("almere-2023")], register, Selectie(frozenset({ALMERE})), MAART)
    return [each for each in gevonden if each.norm == "Traject 2"]


def test_m100_room_and_clients_are_counted_per_specialisme() -> None:
    """Room for one specialisme is none for another; clients of whom the decision names none count for none."""
    eerste, tweede, *_ = [each.naam for each in laad("almere-2023").specialismen]
    ib2b = replace(CONTRACT_NU, producten=(ContractProduct("IB2B"),))
    contracten = (replace(ib2b, specialismen=(eerste,), capaciteit=8), replace(ib2b, agb=ANDER, capaciteit=9))
    hulp = [Hulp(ALMERE, ZONDER, "IB2B", f"c{n}", specialisme=eerste) for n in range(20)]
    hulp += [Hulp(ALMERE, ZONDER, "DB2B", "c0", specialisme=eerste), Hulp(ALMERE, ZONDER, "IB2B", "geen")]
    hulp += [Hulp(ALMERE, ZONDER, "IB2B", f"d{n}", specialisme=tweede) for n in range(10)]
    een, twee, *rest = traject_2(*contracten, hulp=hulp)
    assert (een.plek.specialisme, een.clienten, een.capaciteit, een.deel) == (eerste, 20, 17, 0.85)
    assert (twee.plek.specialisme, twee.clienten, twee.capaciteit, twee.deel) == (tweede, 10, 9, 0.9)
    assert [(each.clienten, each.capaciteit) for each in rest] == [(0, 9)] * len(rest)
    assert (een.is_krap, een.is_ruim, twee.is_krap, twee.is_ruim) == (False, False, False, True)


@pytest.mark.parametrize(
    ("pauze", "telt"),
    [
        (Toewijspauze(ALMERE, MAART, None), False), (Toewijspauze(ALMERE, date(2023, 3, 2), None), True),
        (Toewijspauze(ALMERE, date(2023, 2, 1), MAART), True), (Toewijspauze(ALKMAAR, MAART, None), True),
        (Toewijspauze(ALMERE, date(2023, 2, 1), date(2023, 3, 2)), False),
    ],
)  # fmt: skip
def test_m64_a_paused_provider_counts_as_room_and_not_as_a_choice(pauze: Toewijspauze, telt: bool) -> None:
    """It still helps whom it helps; `tot` is the first day on which it can be chosen again."""
    ib2b = replace(CONTRACT_NU, producten=(ContractProduct("IB2B"),))
    een, *_ = traject_2(ib2b, aanbieder=Aanbieder("De Brug", None, (pauze,)))
    assert (een.aanbieders, een.capaciteit) == (int(telt), 10)
    assert dict(een.te_weinig)["IB2B"] == int(telt)


def test_m101_of_a_region_that_somebody_sees_in_part_no_clients_are_told() -> None:
    """Beschermd Thuis of Alkmaar is for the region; who sees one municipality reads how many can be chosen."""
    alkmaar = laad("regio-alkmaar-2027").model_copy(update={"versie": MAART})
    hulp = [Hulp(gemeente, ZONDER, "BT", gemeente) for gemeente in (ALKMAAR, "0373")]

    def van_regio(*gemeenten: str) -> list[tuple[str | None, int | None]]:
        keuze = Selectie(frozenset(gemeenten) or None, code="BT")
        return [(each.plek.gemeente, each.clienten) for each in dekkingen([alkmaar], Register((), hulp), keuze, MAART)]

    assert (van_regio(), van_regio(ALKMAAR), van_regio(ALMERE)) == ([(None, 2)], [(None, None)], [])


def met_hoogstens(hoogstens: int | None) -> Inkoopmodel:
    """Almere as it is, with at most so many providers for one product in its norm for traject 2."""
    model = laad("almere-2023")
    norm = next(each for each in model.dekking if each.titel == "Traject 2")
    anders = {"aanbieders_hoogstens": hoogstens, "producten": ("IB2B", "DB2B"), "per": ()}
    return model.model_copy(update={"dekking": (norm.model_copy(update=anders),)})


@pytest.mark.parametrize(
    ("hoogstens", "te_veel", "stand", "oordeel"),
    [(3, (), "genoeg", "groen"), (2, (("IB2B", 3),), "te veel", "oranje"), (None, (), "genoeg", "groen")],
)
def test_m129_one_provider_more_than_the_norm_for_one_product_is_too_many(
    hoogstens: int | None, te_veel: tuple[tuple[str, int], ...], stand: str, oordeel: str
) -> None:
    """Three give IB2B, two DB2B: each product by itself, and two contracts of one provider are one provider."""
    ib2b, db2b = (replace(CONTRACT_NU, producten=(ContractProduct(code),)) for code in ("IB2B", "DB2B"))
    wie = [replace(ib2b, agb=agb) for agb in ("99990001", "99990002", "99990003", "99990003")]
    wie += [replace(db2b, agb=agb) for agb in ("99990004", "99990005")]
    (gevonden,) = dekkingen([met_hoogstens(hoogstens)], Register(wie), Selectie(frozenset({ALMERE})), MAART)
    assert (gevonden.aanbieders, gevonden.hoogstens) == (5, hoogstens)
    assert (gevonden.te_veel, gevonden.stand, gevonden.licht) == (te_veel, stand, oordeel)


def test_m129_too_little_room_is_worse_than_too_many_providers_and_both_are_said() -> None:
    """Three providers of one product with nine places for twenty clients: the norm asks 70 percent."""
    wie = [replace(CONTRACT_NU, agb=f"9999000{n}", capaciteit=3, producten=(ContractProduct("IB2B"),)) for n in "123"]
    mensen = [Hulp(ALMERE, ZONDER, "IB2B", f"c{nummer}") for nummer in range(20)]
    (gevonden,) = dekkingen([met_hoogstens(2)], Register(wie, mensen), Selectie(frozenset({ALMERE})), MAART)
    assert (gevonden.stand, gevonden.licht) == ("te weinig en te veel", "rood")


def test_m53_only_the_newest_model_in_force_says_what_is_enough() -> None:
    model = laad("almere-2023")
    later = model.model_copy(update={"versie": MAART, "naam": "later", "dekking": model.dekking[:1]})
    straks = model.model_copy(update={"versie": date(2023, 3, 2), "dekking": ()})
    alkmaar = laad("regio-alkmaar-2027").model_copy(update={"versie": MAART})
    gevonden = dekkingen([straks, later, model], Register(()), Selectie(), MAART)
    assert [each.norm for each in gevonden] == [model.dekking[0].titel]
    elk = dekkingen([alkmaar, model], Register(()), Selectie(frozenset({ALMERE, ALKMAAR})), MAART)
    per_specialisme = [norm for norm in model.dekking if norm.per] * (len(model.specialismen) - 1)
    van_almere = Counter(norm.titel for norm in (*model.dekking, *per_specialisme))
    assert Counter(each.norm for each in elk) == van_almere + Counter(norm.titel for norm in alkmaar.dekking)
    assert list(dekkingen([model], Register(()), Selectie(code="geen"), MAART)) == []
