"""M96, M133: what monitoring may count by, and nothing that points at one person."""

from datetime import date

import pytest

from inkoop import laad
from istandaard.codes import AdresSoort, DatumGebruik
from istandaard.landen import LandCode
from toegang.domain.persoon import Geboren, Plek
from toegang.domain.trekken import Leeftijdsgroep, leeftijdsgroep, profiel, wijk
from toegang.domain.weging import Keuze

DAG = date(2027, 3, 2)
ALKMAAR, ALMERE, LEKSTROOM = (laad(naam) for naam in ("regio-alkmaar-2027", "almere-2023", "lekstroom-2022"))


@pytest.mark.parametrize(
    ("jaren", "groep"),
    [
        (0, "0-17"), (17, "0-17"), (18, "18-19"), (19, "18-19"), (20, "20-39"), (39, "20-39"), (40, "40-59"),
        (59, "40-59"), (60, "60-69"), (69, "60-69"), (70, "70-79"), (79, "70-79"), (80, "80+"), (104, "80+"),
    ],
)  # fmt: skip
def test_m96_an_age_class_begins_on_the_birthday(jaren: int, groep: str) -> None:
    assert leeftijdsgroep(Geboren(date(2027 - jaren, 3, 2)), DAG) == groep


def test_m96_the_day_before_the_birthday_is_of_the_class_before() -> None:
    assert leeftijdsgroep(Geboren(date(1947, 3, 3)), DAG) is Leeftijdsgroep.VAN_70
    assert leeftijdsgroep(Geboren(date(1947, 3, 2)), DAG) is Leeftijdsgroep.VAN_80


def test_m96_who_may_be_of_two_classes_is_of_none() -> None:
    """Only the year of birth is known: in 1947 some were 80 on that day and some not."""
    assert leeftijdsgroep(Geboren(date(1947, 1, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND), DAG) is None
    assert leeftijdsgroep(Geboren(date(1950, 1, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND), DAG) == "70-79"
    assert leeftijdsgroep(Geboren(date(1900, 1, 1), DatumGebruik.ONBEKEND), DAG) is None


def plek(postcode: str | None, soort: AdresSoort = AdresSoort.BRP_ADRES, land: LandCode = LandCode.NL) -> Plek:
    return Plek(soort, land, 1, postcode)


def test_m133_a_district_follows_from_the_four_digits_of_where_somebody_lives() -> None:
    assert wijk(ALKMAAR, "0361", plek("1811AB")) == "Alkmaar Centrum"
    assert wijk(ALKMAAR, "0361", plek("1811AB", AdresSoort.VERBLIJFADRES)) == "Alkmaar Centrum"
    for niet in (plek("1899AB"), plek(None), plek("1811AB", AdresSoort.CORRESPONDENTIE_ADRES), plek("SW1A1")):
        assert wijk(ALKMAAR, "0361", niet) is None
    assert wijk(ALKMAAR, "0361", plek("1811AB", land=LandCode("BE"))) is None
    assert wijk(ALMERE, "0034", plek("1311AB")) is None


@pytest.mark.parametrize(
    ("regio", "code", "anders", "verwacht"),
    [
        ("lekstroom-2022", "B2O2", {"specialisme": "begeleiding"}, "gebieden-3-4 ontwikkelen plusplus"),
        ("regio-alkmaar-2027", "DBG", {"traject": "behoud"}, "Dagbesteding of groepsbegeleiding"),
        ("almere-2023", "IB2B", {"specialisme": "lvb", "traject": "traject-2"}, "lvb"),
        ("almere-2023", "IB2B", {"traject": "traject-1"}, "traject-1"), ("almere-2023", "IB3", {}, None),
    ],
)  # fmt: skip
def test_m96_a_profile_is_how_the_region_weighs_it(
    regio: str, code: str, anders: dict[str, str], verwacht: str | None
) -> None:
    """The cell of the frame, the step of the ladder, the specialisme, the traject that was chosen."""
    keuze = Keuze(code, DAG, None, **anders)  # type: ignore[arg-type]
    assert profiel(laad(regio), keuze) == verwacht
