"""What is paid beside declarations counts in the budget of who pays: lump sums (M140) and no-shows (M77)."""

from datetime import date

from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import AGB, ALMERE, Verteld, vertel

from gebeurtenissen.declaratie import (
    LUMPSUM_GEWIJZIGD,
    NOSHOW_GEWIJZIGD,
    DeelVanLumpsum,
    LumpsumGewijzigd,
    NoshowGewijzigd,
)


def lumpsum(sequence: int, *delen: tuple[int, int, bool], stand: str = "goedgekeurd") -> Verteld:
    """What is paid of it, by month of 2023: eurocents, and whether it is payable by now."""
    data = LumpsumGewijzigd(
        lumpsum_id="l1",
        budgethouder=ALMERE,
        agb=AGB,
        code="DB2B",
        van=date(2023, 1, 1),
        laatste_dag=date(2023, 12, 31),
        bedrag=100_000,
        stand=stand,
        delen=tuple(
            DeelVanLumpsum(dag=date(2023, maand, 1), bedrag=bedrag, betaalbaar=betaalbaar)
            for maand, bedrag, betaalbaar in delen
        ),
    )
    return vertel(LUMPSUM_GEWIJZIGD, "l1", data, sequence)


async def van_budget(monitoring: Monitoring) -> tuple[object, object]:
    """Granted and assigned of the budget of day care in 2023."""
    (rij,) = [each for each in await rapport(monitoring, "budget", "?van=2023-01&tot=2023-12") if each[0] == "DB2B"]
    return rij[4], rij[6]


async def test_m140_what_is_payable_is_granted_and_all_is_assigned(monitoring: Monitoring) -> None:
    eerst = lumpsum(1, (1, 40_000, True), (7, 60_000, False))
    await monitoring.hoor(eerst, eerst.opnieuw_verteld())
    assert await van_budget(monitoring) == (40_000, 100_000)
    await monitoring.hoor(lumpsum(2, (1, 40_000, True), (7, 60_000, True)))
    assert await van_budget(monitoring) == (100_000, 100_000)


async def test_m140_what_falls_away_at_its_end_does_not_count(monitoring: Monitoring) -> None:
    einde = lumpsum(2, (1, 40_000, True), stand="beeindigd")
    await monitoring.hoor(einde, lumpsum(1, (1, 40_000, True), (7, 60_000, False)))
    assert await van_budget(monitoring) == (40_000, 40_000)


def noshow(sequence: int, stand: str) -> Verteld:
    data = NoshowGewijzigd(
        noshow_id="n1",
        toewijzing_id="t1",
        gemeente=ALMERE,
        budgethouder=ALMERE,
        agb=AGB,
        code="DB2B",
        dag=date(2023, 3, 5),
        gemeld_op=date(2023, 4, 1),
        bedrag=4238,
        voor_inwoner=1500,
        stand=stand,
    )
    return vertel(NOSHOW_GEWIJZIGD, "n1", data, sequence)


async def test_m77_a_no_show_costs_what_is_paid_for_it(monitoring: Monitoring) -> None:
    await monitoring.hoor(noshow(1, "vastgesteld"), noshow(1, "vastgesteld").opnieuw_verteld())
    assert await van_budget(monitoring) == (4238, 0)
    await monitoring.hoor(noshow(2, "ingetrokken"))
    assert [each for each in await rapport(monitoring, "budget", "?van=2023-01&tot=2023-12") if each[4]] == []
