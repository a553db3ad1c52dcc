"""Ceilings per period and per assignment, checked against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istandaard import volume
from istandaard.cdt import GeslotenPeriode, Omvang
from istandaard.codes import Eenheid, Frequentie
from istandaard.volume import ToegewezenOmvang, plafond_periode, plafond_toewijzing
from iwmo.codes import ProductCategorie

DAG, WEEK, MAAND, TOTAAL = Frequentie.PER_DAG, Frequentie.PER_WEEK, Frequentie.PER_MAAND, Frequentie.TOTAAL
BEGELEIDING, HUISHOUDEN = ProductCategorie.BEGELEIDING, ProductCategorie.HULP_BIJ_HET_HUISHOUDEN


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def toewijzing(
    eenheid: Eenheid, frequentie: Frequentie, begin: str, einde: str | None, categorie: ProductCategorie = BEGELEIDING
) -> ToegewezenOmvang:
    omvang = Omvang(volume=10, eenheid=eenheid, frequentie=frequentie)
    return ToegewezenOmvang(omvang, categorie, d(begin), None if einde is None else d(einde))


def periode(begin: str, einde: str) -> GeslotenPeriode:
    return GeslotenPeriode(begindatum=d(begin), einddatum=d(einde))


UUR, STUKS = Eenheid.UUR, Eenheid.STUKS_OUTPUT


@pytest.mark.parametrize(
    ("van", "maand", "verwacht"),
    [
        (toewijzing(UUR, DAG, "2024-01-01", None), periode("2024-02-01", "2024-02-29"), 290),
        (toewijzing(UUR, DAG, "2024-02-10", "2024-02-20"), periode("2024-02-10", "2024-02-20"), 110),
        (toewijzing(UUR, WEEK, "2025-10-07", "2025-12-30"), periode("2025-10-07", "2025-10-31"), 40),
        (toewijzing(UUR, WEEK, "2025-10-07", "2025-12-30"), periode("2025-11-01", "2025-11-30"), 50),
        (toewijzing(UUR, WEEK, "2025-10-07", "2025-12-30"), periode("2025-12-01", "2025-12-30"), 50),
        # Week 53 of 2026 runs into 2027.
        (toewijzing(UUR, WEEK, "2026-01-01", "2027-12-31"), periode("2027-01-01", "2027-01-31"), 50),
        (toewijzing(UUR, WEEK, "2025-10-07", "2025-12-30", HUISHOUDEN), periode("2025-12-01", "2025-12-30"), 60),
        (toewijzing(UUR, WEEK, "2025-12-30", "2025-12-30", HUISHOUDEN), periode("2025-12-30", "2025-12-30"), 60),
        (toewijzing(STUKS, WEEK, "2025-10-01", "2025-12-31"), periode("2025-10-01", "2025-10-31"), 40),
        (toewijzing(STUKS, WEEK, "2025-10-01", "2025-12-31"), periode("2025-11-01", "2025-11-30"), 50),
        (toewijzing(STUKS, WEEK, "2025-10-01", "2025-12-31"), periode("2025-12-01", "2025-12-31"), 50),
        # The last Sunday is 31 August: the half week of September counts in August.
        (toewijzing(Eenheid.EUROS, WEEK, "2025-07-07", "2025-09-05"), periode("2025-08-01", "2025-08-31"), 60),
        (toewijzing(Eenheid.EUROS, WEEK, "2025-07-07", "2025-09-05"), periode("2025-09-01", "2025-09-05"), 0),
        (toewijzing(STUKS, WEEK, "2025-10-01", "2025-11-30"), periode("2025-11-01", "2025-11-30"), 50),
        (toewijzing(STUKS, WEEK, "2025-10-01", None), periode("2025-11-01", "2025-11-30"), 50),
        (toewijzing(STUKS, WEEK, "2025-11-03", "2025-11-05"), periode("2025-11-03", "2025-11-05"), 10),
        (toewijzing(UUR, MAAND, "2026-01-15", "2026-12-31"), periode("2026-01-15", "2026-01-31"), 10),
        (toewijzing(STUKS, TOTAAL, "2026-01-15", "2026-12-31"), periode("2026-03-01", "2026-03-31"), 10),
        (toewijzing(UUR, MAAND, "2026-01-15", "2026-12-31"), periode("2027-01-01", "2027-01-31"), 0),
    ],
)
def test_ceiling_of_a_period(van: ToegewezenOmvang, maand: GeslotenPeriode, verwacht: int) -> None:
    assert plafond_periode(van, maand) == verwacht


@pytest.mark.parametrize(
    ("van", "verwacht"),
    [
        (toewijzing(UUR, DAG, "2024-01-01", "2024-12-31"), 3660),
        (toewijzing(UUR, WEEK, "2025-10-07", "2025-12-30"), 130),
        (toewijzing(UUR, WEEK, "2025-10-07", "2025-12-30", HUISHOUDEN), 130),
        (toewijzing(UUR, WEEK, "2026-01-01", "2026-12-31"), 530),
        (toewijzing(STUKS, WEEK, "2025-10-01", "2025-12-31"), 140),
        (toewijzing(UUR, MAAND, "2026-01-31", "2026-03-01"), 30),
        (toewijzing(UUR, TOTAAL, "2026-01-31", None), 10),
        (toewijzing(UUR, WEEK, "2026-01-31", None), None),
        (toewijzing(UUR, DAG, "2026-01-31", None), None),
        (toewijzing(UUR, MAAND, "2026-01-31", None), None),
    ],
)
def test_ceiling_of_an_assignment(van: ToegewezenOmvang, verwacht: int | None) -> None:
    assert plafond_toewijzing(van) == verwacht


DATUMS = st.dates(d("2019-01-01"), d("2032-12-31"))
TERMIJNEN = st.tuples(DATUMS, DATUMS).map(sorted)


def alle_dagen(begin: date, einde: date) -> list[date]:
    return [begin + timedelta(days=n) for n in range((einde - begin).days + 1)]


def kalendermaanden(begin: date, einde: date) -> list[GeslotenPeriode]:
    dagen = alle_dagen(begin, einde)
    maanden = sorted({(dag.year, dag.month) for dag in dagen})
    per_maand = [[dag for dag in dagen if (dag.year, dag.month) == maand] for maand in maanden]
    return [GeslotenPeriode(begindatum=deel[0], einddatum=deel[-1]) for deel in per_maand]


@given(TERMIJNEN)
def test_counts_agree_with_counting_day_by_day(termijn: list[date]) -> None:
    begin, einde = termijn
    dagen = alle_dagen(begin, einde)
    assert volume.dagen(begin, einde) == len(dagen)
    assert volume.weken(begin, einde) == len({dag.isocalendar()[:2] for dag in dagen})
    assert volume.zondagen(begin, einde) == sum(dag.isoweekday() == 7 for dag in dagen)
    assert volume.maanden(begin, einde) == len({(dag.year, dag.month) for dag in dagen})


@given(TERMIJNEN, st.sampled_from([STUKS, Eenheid.EUROS]))
def test_output_per_week_the_whole_is_the_sum_of_the_periods(termijn: list[date], eenheid: Eenheid) -> None:
    van = ToegewezenOmvang(Omvang(volume=7, eenheid=eenheid, frequentie=WEEK), BEGELEIDING, termijn[0], termijn[1])
    assert sum(plafond_periode(van, maand) for maand in kalendermaanden(*termijn)) == plafond_toewijzing(van)


@given(TERMIJNEN, st.sampled_from(Frequentie), st.sampled_from(Eenheid))
def test_the_periods_together_never_allow_less_than_the_whole(
    termijn: list[date], frequentie: Frequentie, eenheid: Eenheid
) -> None:
    van = ToegewezenOmvang(
        Omvang(volume=7, eenheid=eenheid, frequentie=frequentie), BEGELEIDING, termijn[0], termijn[1]
    )
    geheel = plafond_toewijzing(van)
    assert geheel is not None
    assert sum(plafond_periode(van, maand) for maand in kalendermaanden(*termijn)) >= geheel


def test_units() -> None:
    assert volume.in_eenheid(3, UUR, Eenheid.MINUUT) == 180
    assert volume.in_eenheid(3, STUKS, STUKS) == 3
    with pytest.raises(ValueError, match="cannot be billed"):
        volume.in_eenheid(3, Eenheid.MINUUT, UUR)
    assert [volume.tarief_per_minuut(uur) for uur in (6000, 6029, 6030, 6145, 6150, 6155)] == [
        100,
        100,
        101,
        102,
        103,
        103,
    ]
    assert [volume.bedrag_van_minuten(6001, m) for m in (1, 30, 60, 61)] == [100, 3001, 6001, 6101]
