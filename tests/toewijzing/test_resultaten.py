"""M56: who works well is asked first, by what monitoring counted."""

from dataclasses import replace
from datetime import date

import pytest
from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.kandidaten import gemeten
from tests.toewijzing.verhaal import ALMERE, DE_BRUG, HET_ANKER, NU, contract, product

from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.monitoring import AANBIEDER_GEMETEN, AanbiederGemeten
from toewijzing.domain.resultaten import Gemeten, punten_voor, samen

REGIO = gemeten(toewijzingen=200, afgeschaald=20)


def verteld(agb: str, sequence: int = 1, model: str = "almere-2023", **geteld: int) -> Event:
    """What monitoring tells of a provider."""
    niets = dict.fromkeys(
        ("starts", "starts_op_tijd", "toewijzingen", "afgeschaald", "prestaties_ingediend", "prestaties_afgewezen"), 0
    )
    data = AanbiederGemeten(
        agb=agb,
        gemeenten=(ALMERE,),
        inkoopmodel=model,
        van=date(2023, 6, 1),
        tot=date(2024, 5, 1),
        **niets | geteld,
    )
    content = data.model_dump(mode="json", by_alias=True)
    return Event(new_id(), "urn:monitoring", AANBIEDER_GEMETEN.name, f"{agb}/{model}", sequence, NU, content)


@pytest.mark.parametrize(
    ("geteld", "punten"),
    [
        (None, 50),
        (gemeten(starts=4), 50),
        (gemeten(starts=5, starts_op_tijd=4), 80),
        (gemeten(toewijzingen=4, afgeschaald=4), 50),
        (gemeten(toewijzingen=5), 0),
        (gemeten(toewijzingen=50, afgeschaald=5), 50),
        (gemeten(toewijzingen=50, afgeschaald=8), 80),
        (gemeten(toewijzingen=50, afgeschaald=50), 100),
        (gemeten(prestaties_ingediend=19, prestaties_afgewezen=19), 50),
        (gemeten(prestaties_ingediend=20, prestaties_afgewezen=1), 95),
        (gemeten(starts=10, starts_op_tijd=9, prestaties_ingediend=100, prestaties_afgewezen=40), 75),
    ],
)
def test_m56_points_are_the_mean_of_what_was_counted_often_enough(geteld: Gemeten | None, punten: int) -> None:
    assert punten_voor(geteld, REGIO)[0] == punten


def test_m56_the_reason_says_what_counted_and_what_was_too_little() -> None:
    alles = gemeten(starts=10, starts_op_tijd=9, toewijzingen=25, afgeschaald=4, prestaties_ingediend=40)
    assert punten_voor(alles, REGIO)[1] == (
        "Van 06-2023 tot en met 05-2024: 90 procent van 10 starts was op tijd; op 100 toewijzingen ging het 16 keer "
        "met minder verder (regio: 10); 0 procent van 40 prestaties is afgewezen."
    )
    assert punten_voor(replace(alles, starts=0), REGIO)[1].endswith("Te weinig gemeten om te tellen: op tijd beginnen.")
    assert punten_voor(gemeten(starts=4), REGIO)[1].startswith("Er is nog te weinig gemeten")


def test_m56_where_nobody_scales_down_it_says_nothing() -> None:
    niemand = gemeten(toewijzingen=200)
    assert punten_voor(niemand, niemand) == punten_voor(None, None)


def test_m56_a_region_is_all_its_providers_together() -> None:
    assert samen([]) is None
    assert samen([gemeten(starts=3, afgeschaald=1), gemeten(starts=4)]) == gemeten(starts=7, afgeschaald=1)


async def test_m56_what_monitoring_told_decides_who_is_asked_first(toewijzing: Toewijzing) -> None:
    """The newest counts, and that of the region; without it a provider stands in the middle."""
    keuze = product("HO", None)
    await toewijzing.leg_vast(contract(DE_BRUG))
    await toewijzing.leg_vast(contract(HET_ANKER))
    await toewijzing.hoor(toewijzing.beschikt(keuze))
    assert await toewijzing.keuze(keuze.id) == [DE_BRUG, HET_ANKER]
    await toewijzing.hoor(
        verteld(DE_BRUG, 2, starts=10, starts_op_tijd=2),
        verteld(DE_BRUG, 1, starts=10, starts_op_tijd=10),
        verteld(DE_BRUG, 9, "lekstroom-2022", starts=10, starts_op_tijd=10),
    )
    anker, brug = await toewijzing.plaatsen(keuze.id)
    assert (anker["agb"], brug["agb"]) == (HET_ANKER, DE_BRUG)
    redenen = {each["agb"]: each["redenen"][2] for each in (anker, brug)}
    assert redenen[DE_BRUG]["punten"] == 20
    assert "20 procent van 10 starts was op tijd" in redenen[DE_BRUG]["toelichting"]
    assert redenen[HET_ANKER]["punten"] == 50
    assert "te weinig gemeten" in redenen[HET_ANKER]["toelichting"]
