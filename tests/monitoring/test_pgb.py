"""A PGB counts in budget and forecast: what it may cost by month, and what was paid from it (M16, M73)."""

from datetime import date

from tests.monitoring.conftest import Monitoring
from tests.monitoring.kijk import dag
from tests.monitoring.verhaal import ALMERE, CLIENT, Verteld, vertel

from gebeurtenissen.pgb import PGB_BESTEED, PGB_TOEGEKEND, PgbBestedingInMaand, PgbBesteed, PgbToegekend

JAAR = "?van=2023-01&tot=2023-12"


def pgb(einde: str | None, budget: int | None, sequence: int = 1) -> Verteld:
    """A PGB for household help from 1 January 2023 on."""
    data = PgbToegekend(
        toekenning_id=f"t{sequence}",
        product_id="p",
        beschikking_id="b",
        client_id=CLIENT,
        gemeente=ALMERE,
        code="HO",
        soort="toekenning" if sequence == 1 else "wijziging",
        begin=date(2023, 1, 1),
        einde=dag(einde) if einde else None,
        budget=budget,
        per_jaar=(),
        tarief=25_000,
    )
    return vertel(PGB_TOEGEKEND, "p", data, sequence)


def betaald(*bedragen: int, deel: int = 1) -> Verteld:
    """Payments for January, in a part of one file."""
    regels = tuple(
        PgbBestedingInMaand(
            product_id="p", code="HO", maand=date(2023, 1, 1), bedrag=each, betaald_op=date(2023, 2, 10)
        )
        for each in bedragen
    )
    data = PgbBesteed(bestand_id="f", deel=deel, gemeente=ALMERE, bestedingen=regels)
    return vertel(PGB_BESTEED, "f", data, deel)


async def _ho(monitoring: Monitoring) -> dict[str, object]:
    """The row of household help in Almere."""
    antwoord = await monitoring.client.get(f"/v1/rapporten/budget{JAAR}", headers=monitoring.token())
    assert antwoord.status_code == 200, antwoord.text
    namen = [kolom["naam"] for kolom in antwoord.json()["kolommen"]]
    (rij,) = [rij for rij in antwoord.json()["rijen"] if rij[namen.index("product")] == "HO"]
    return dict(zip(namen, rij, strict=True))


async def test_what_a_pgb_may_cost_and_what_was_paid_count_in_the_budget(monitoring: Monitoring) -> None:
    await monitoring.hoor(pgb("2024-12-31", 73_100), betaald(4_000, 500), betaald(-1_000, deel=2))
    rij = await _ho(monitoring)
    assert (rij["toegewezen"], rij["toegekend"]) == (73_100 * 365 // 731, 3_500), "of two years, by days"


async def test_hearing_it_twice_or_in_another_order_counts_once(monitoring: Monitoring) -> None:
    kort, lang, geld = pgb("2023-06-30", 18_100, 2), pgb("2023-12-31", 36_500), betaald(4_000)
    await monitoring.hoor(kort, geld, lang, geld.opnieuw_verteld(), lang.opnieuw_verteld())
    rij = await _ho(monitoring)
    assert (rij["toegewezen"], rij["toegekend"]) == (18_100, 4_000)


async def test_a_pgb_that_was_withdrawn_or_has_no_end_promises_nothing(monitoring: Monitoring) -> None:
    for nieuw in (pgb("2022-12-31", 0, 2), pgb(None, None, 3)):
        await monitoring.hoor(pgb("2023-12-31", 36_500), betaald(4_000), nieuw)
        rij = await _ho(monitoring)
        assert (rij["toegewezen"], rij["toegekend"]) == (0, 4_000)
