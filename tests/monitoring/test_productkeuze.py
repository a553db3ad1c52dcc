"""M84: products that are hardly used, and products that are near-equal, stand out for a next purchase."""

from datetime import date

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import declaratie, product

from inkoop import Inkoopmodel, laad
from monitoring.domain.productkeuze import Kandidaat, kandidaten

DAG = date(2023, 3, 1)


def twee(**anders: object) -> Inkoopmodel:
    """Almere with its household help, twice; the second is called B."""
    model = laad("almere-2023")
    ho = model.product("HO")
    return model.model_copy(update={"producten": (ho, ho.model_copy(update={"code": "B", **anders}))})


def van(model: Inkoopmodel, **bedragen: int) -> dict[str, tuple[bool, tuple[str, ...]]]:
    return {each.code: (each.is_weinig, each.lijkt_op) for each in kandidaten(model, bedragen, DAG)}


@pytest.mark.parametrize(("bedrag", "is_weinig"), [(99, True), (100, False), (0, True)])
def test_m84_less_than_one_percent_of_all_is_hardly_used(bedrag: int, is_weinig: bool) -> None:
    """One percent of ten thousand is one hundred: that is enough."""
    gevonden = van(twee(categorie="02"), HO=10_000 - bedrag, B=bedrag)
    assert gevonden == ({"B": (True, ())} if is_weinig else {})


def test_m84_the_same_category_unit_and_price_is_near_equal() -> None:
    assert van(twee(), HO=50, B=50) == {"HO": (False, ("B",)), "B": (False, ("HO",))}
    duurder = tuple(
        each.model_copy(update={"eurocent": each.eurocent + 1}) for each in laad("almere-2023").product("HO").tarieven
    )
    for anders in ({"categorie": "02"}, {"eenheid": "84"}, {"tarieven": duurder}):
        assert van(twee(**anders), HO=50, B=50) == {}


def test_m84_nothing_stands_out_while_nothing_is_granted_and_a_lump_sum_is_never_billed() -> None:
    assert van(twee()) == {}
    assert van(twee(categorie="02", bekostiging="lumpsum"), HO=50) == {}
    later = tuple(
        each.model_copy(update={"vanaf": date(2030, 1, 1)}) for each in laad("almere-2023").product("HO").tarieven
    )
    zonder_prijs = laad("almere-2023").model_copy(update={"producten": twee(tarieven=later).producten[1:] * 2})
    assert [each for each in kandidaten(zonder_prijs, {"B": 1}, DAG) if each.lijkt_op] == []


def test_m84_a_candidate_says_how_much_it_is_of_all() -> None:
    (gevonden,) = kandidaten(twee(categorie="02"), {"HO": 9_950, "B": 50}, DAG)
    assert gevonden == Kandidaat("B", 50, 10_000, True, ())


async def test_m84_the_table_names_products_of_the_region_only(monitoring: Monitoring) -> None:
    """Half a percent goes to IB3, and other regions, where nothing is granted, are not in it."""
    await monitoring.hoor(declaratie("d1", DAG, (product("HO", 1, 1, 9_950, 9_950), product("IB3", 1, 1, 50, 50))))
    rijen = {rij[0]: rij[1:] for rij in await rapport(monitoring, "productkeuze")}
    assert rijen["IB3"][::2] == ["bijna niet gebruikt", 50]
    assert "HO" not in rijen
    assert set(rijen) <= {each.code for each in laad("almere-2023").producten}
