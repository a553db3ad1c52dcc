"""M96, M133: clients and cost by profile, age, district, product and municipality; of too few nothing."""

from collections.abc import Sequence
from datetime import date

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.feit import AGB, ALMERE, TOEGEWEZEN, cijfers, enig, gegeven, reeks, tel
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import Verteld, beschikking, gedeclareerd, toegewezen

from monitoring.domain import maten
from monitoring.domain.cijfers import Geteld
from monitoring.domain.feiten.toewijzing import GEDECLAREERD, NU
from monitoring.domain.feiten.trekken import TREKKEN, Trekken

JANUARI = date(2023, 1, 1)
MAANDBEDRAG = 31_250
PERIODE = "?van=2023-01&tot=2023-02"


def met_trekken(key: str, **velden: str) -> Verteld:
    """A decision of one product with this id, that tells these traits."""
    product = {
        "id": key, "categorie": "01", "code": "HO", "volume": 1, "eenheid": "82", "frequentie": "4",
        "ingangsdatum": "2023-01-01", "einddatum": None, "aanbieder": None, "profiel": velden.pop("profiel", None),
    }  # fmt: skip
    return beschikking(f"b-{key}", JANUARI, JANUARI).met(clientId=f"c-{key}", producten=[product], **velden)


def hulp(nummers: Sequence[int]) -> list[Verteld]:
    """Each has help from January on, and one month of it is granted."""
    alle = [toegewezen(f"t{nummer}", JANUARI, JANUARI).met(clientId=f"c-t{nummer}") for nummer in nummers]
    return alle + [gedeclareerd(f"t{nummer}", JANUARI, 1) for nummer in nummers]


def test_m96_what_was_granted_counts_once_by_each_trait_where_the_assignment_is() -> None:
    trekken = enig(TREKKEN, Trekken("lvb", "80+", None))
    verschil = tel(enig(NU, TOEGEWEZEN), trekken, *reeks(GEDECLAREERD, gegeven(JANUARI, 1), gegeven(JANUARI, 1)))
    plaats = (JANUARI, ALMERE, AGB, "IB2B")
    per_trek = {maten.KOSTEN_PROFIEL: "lvb", maten.KOSTEN_LEEFTIJD: "80+", maten.KOSTEN_WIJK: ""}
    gevonden = {key: n for key, n in cijfers(verschil).items() if key.maat in per_trek}
    assert gevonden == {Geteld(maat, *plaats, kenmerk): 13_002 for maat, kenmerk in per_trek.items()}


@pytest.mark.parametrize("eerst", ["besluit", "hulp"])
async def test_m96_of_nine_clients_nothing_is_shown_and_of_ten_all(monitoring: Monitoring, eerst: str) -> None:
    """Whichever is heard first. Nine are 80 or older, ten between 70 and 80, and of one nobody told it."""
    besluiten = [met_trekken(f"t{nummer}", leeftijdsgroep="80+" if nummer < 9 else "70-79") for nummer in range(19)]
    delen = [besluiten, hulp(range(20))]
    for deel in delen if eerst == "besluit" else reversed(delen):
        await monitoring.hoor(*deel)
    assert await rapport(monitoring, "clienten-en-kosten-per-leeftijd", PERIODE) == [
        ["onbekend", None, "minder dan 10", None, None],
        ["70-79", 10, None, 10 * MAANDBEDRAG, MAANDBEDRAG],
        ["80+", None, "minder dan 10", None, None],
    ]
    (rij,) = await rapport(monitoring, "clienten-en-kosten-per-gemeente", PERIODE)
    assert rij == [ALMERE, 20, None, 20 * MAANDBEDRAG, MAANDBEDRAG]


async def test_m96_of_months_to_come_there_is_nothing_also_of_help_that_runs_through(monitoring: Monitoring) -> None:
    """It is June 2023."""
    await monitoring.hoor(*hulp(range(10)))
    assert await rapport(monitoring, "clienten-en-kosten-per-gemeente", "?van=2023-06&tot=2023-08") != []
    assert await rapport(monitoring, "clienten-en-kosten-per-gemeente", "?van=2023-07&tot=2023-08") == []


async def test_m96_profile_stands_beside_product_and_a_client_counts_once_in_a_row(monitoring: Monitoring) -> None:
    """Ten with two assignments each, two months long: ten people."""
    for reeks_ in (range(10), range(10, 20)):
        besluiten = [met_trekken(f"t{nummer}", profiel="lichamelijk") for nummer in reeks_]
        zelfde = [each.met(clientId=f"c-{plek}") for plek, each in enumerate(besluiten)]
        toegewezen_ = [each.met(clientId=f"c-{plek}") for plek, each in enumerate(hulp(reeks_)[:10])]
        await monitoring.hoor(*zelfde, *toegewezen_, *hulp(reeks_)[10:])
    assert await rapport(monitoring, "clienten-en-kosten", PERIODE) == [
        ["lichamelijk", "HO", 10, None, 20 * MAANDBEDRAG, 2 * MAANDBEDRAG]
    ]
    (rij,) = await rapport(monitoring, "clienten-en-kosten-per-profiel", PERIODE)
    assert rij[:2] == ["lichamelijk", 10]


async def test_m133_cost_and_clients_per_district_and_unknown_apart(monitoring: Monitoring) -> None:
    besluiten = [met_trekken(f"t{nummer}", wijk="Haven") for nummer in range(10)]
    await monitoring.hoor(*besluiten, *hulp(range(20)))
    assert await rapport(monitoring, "clienten-en-kosten-per-wijk", PERIODE) == [
        [ALMERE, "onbekend", 10, None, 10 * MAANDBEDRAG, MAANDBEDRAG],
        [ALMERE, "Haven", 10, None, 10 * MAANDBEDRAG, MAANDBEDRAG],
    ]
