"""What a quarterly talk is about: shifts to other and longer support, groups and individuals, and its sheet."""

from datetime import date

from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import AGB, ALMERE, CLIENT, Verteld, declaratie, product, vertel

from gebeurtenissen.toewijzing import TOEWIJZING_TOEGEWEZEN, ToewijzingToegewezen


def maand(nummer: int, *producten: tuple[str, int]) -> Verteld:
    """What was granted in a month of 2023, in eurocents per product."""
    producten = tuple(product(code, 1, 1, bedrag, bedrag) for code, bedrag in producten)
    return declaratie(f"d{nummer}", date(2023, nummer, 1), producten)


def toewijzing(key: str, code: str, einddatum: date) -> Verteld:
    """An assignment from January 2023 on."""
    data = ToewijzingToegewezen(
        toewijzing_id=key, toewijzing_nummer=1, client_id=CLIENT, bsn_hash="0" * 64, gemeente=ALMERE, agb=AGB,
        categorie="02", code=code, volume=104, eenheid="04", frequentie="6", budget=None,
        ingangsdatum=date(2023, 1, 1), einddatum=einddatum, reden_wijziging=None, toewijzingsdatum=date(2023, 1, 1),
        besluitdatum=date(2023, 1, 1),
    )  # fmt: skip
    return vertel(TOEWIJZING_TOEGEWEZEN, key, data)


async def test_m98_the_shift_to_other_products_and_to_longer_assignments(monitoring: Monitoring) -> None:
    """IB3 goes from a quarter to half of the money; traject 3 takes two years, and one of two takes three."""
    await monitoring.hoor(
        maand(1, ("IB2B", 30_000), ("IB3", 10_000)),
        maand(2, ("IB2B", 20_000), ("IB3", 20_000)),
        toewijzing("t1", "IB3", date(2024, 12, 31)),
        toewijzing("t2", "IB3", date(2025, 12, 31)),
    )
    tabel = await rapport(monitoring, "verschuiving")
    # product, share of the first half, of the last half, difference; too long, share of the assignments
    assert tabel == [["IB2B", 0.75, 0.5, -0.25, 0, None], ["IB3", 0.25, 0.5, 0.25, 1, 0.5]]


async def test_m99_individual_against_group_per_month(monitoring: Monitoring) -> None:
    await monitoring.hoor(maand(1, ("IB2B", 30_000), ("DB2B", 10_000)), maand(2, ("IB3", 10_000), ("DB3", 30_000)))
    tabel = await rapport(monitoring, "individueel-en-groep")
    assert tabel == [
        ["2023-01-01", 30_000, 10_000, 0.25, "compleet"],
        ["2023-02-01", 10_000, 30_000, 0.75, "compleet"],
    ]


async def test_m95_m105_the_quarterly_talk_has_a_sheet_in_a_fixed_format(monitoring: Monitoring) -> None:
    """The quarter that is over, room to write per pillar, and the figures of this provider in that quarter only."""
    await monitoring.hoor(maand(1, ("IB2B", 30_000)), maand(5, ("IB3", 10_000)))
    pad = f"/dashboard/aanbieder/{AGB}/gespreksblad"
    vorig, tweede = [(await monitoring.client.get(f"{pad}{query}")).text for query in ("", "?kwartaal=2023-2")]
    assert "Kwartaal 1 van 2023." in vorig
    assert "Kwartaal 2 van 2023." in tweede
    for blad in (vorig, tweede):
        assert "Afgesproken, door wie en voor wanneer" in blad
    assert ("€ 300,00" in vorig, "€ 100,00" in vorig) == (True, False)
    assert ("€ 300,00" in tweede, "€ 100,00" in tweede) == (False, True)
    fout = await monitoring.client.get(f"{pad}?kwartaal=2023-5")
    assert (fout.status_code, "Schrijf een kwartaal als 2026-2." in fout.text) == (400, True)
