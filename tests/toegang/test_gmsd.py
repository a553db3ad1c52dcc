"""What citizens had in a half year, as a file for the CBS (GMSD)."""

import csv
import io
from datetime import date

import pytest
from tests.toegang.bijdrage import Gebruik, op
from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, BSN, Toegang, gelukt, melding, product
from tests.toegang.overname import neem_over, rij
from tests.toegang.plandelen import hoor_toegewezen

from toegang.domain.halfjaar import Geleverd, Halfjaar, werkelijk

BEIDE = "toegang personen:lezen"


async def bestand(toegang: Toegang, halfjaar: str = "2024-1", gemeente: str = ALMERE) -> list[dict[str, str]]:
    pad = f"/v1/gmsd/export?gemeente={gemeente}&halfjaar={halfjaar}"
    answer = await toegang.client.get(pad, headers=toegang.token(scope=BEIDE))
    assert answer.status_code == 200, answer.text
    assert f"gmsd-{gemeente}-{halfjaar}.csv" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


async def test_a_row_says_who_had_what_when_and_how_it_was_delivered(toegang: Toegang) -> None:
    besluit = await toegang.beschikt()
    product_id, client_id = besluit["producten"][0]["id"], str(besluit["clientId"])  # type: ignore[index]
    await hoor_toegewezen(toegang, product_id, client_id)
    hulp = Gebruik(toegang, client_id, str(product_id))
    await hulp.start(date(2024, 6, 3))
    await hulp.stop(date(2024, 6, 3), date(2024, 12, 1))
    assert await bestand(toegang) == [
        {
            "Gemeente": ALMERE,
            "BSN": BSN,
            "Categorie": "01",
            "Categorie in woorden": "Hulp bij het huishouden",
            "Product": "HO",
            "Leveringsvorm": "zorg in natura",
            "Aanbieder": "",
            "Ingangsdatum": "2024-06-01",
            "Einddatum": "2025-05-31",
            "Levering begonnen": "2024-06-03",
            "Levering gestopt": "2024-12-01",
            "Volume": "1",
            "Eenheid": "Stuks (output)",
            "Frequentie": "Per maand",
            "Reden einde": "",
        }
    ]
    (spoor,) = [each for each in await toegang.logboek() if each["naam"] == "ondersteuning gelezen voor het CBS"]
    assert spoor["client_id"] == client_id


async def test_what_lies_outside_the_half_year_is_not_in_it(toegang: Toegang) -> None:
    """It begins after, ended before, or was stopped before it began; of another municipality there is nothing."""
    besluit = await toegang.beschikt(product(), body=melding(bsn=ANDER_BSN))
    eerder = {"ingangsdatum": "2023-01-01", "besluitdatum": "2022-12-01", "begindatum_levering": "2023-01-02"}
    await neem_over(toegang, rij(bsn=BSN, **eerder))
    assert [each["BSN"] for each in await bestand(toegang, "2023-2")] == [BSN]
    assert {each["BSN"] for each in await bestand(toegang, "2024-1")} == {BSN, ANDER_BSN}
    assert await bestand(toegang, "2024-1", ALMELO) == []
    einde = {"reden": "wens client", "laatsteDag": "2024-05-31"}
    gelukt(await toegang.post(f"/v1/beschikkingen/{besluit['id']}/_beeindig", einde, **{"If-Match": "*"}), 200)
    assert [each["BSN"] for each in await bestand(toegang, "2024-1")] == [BSN]
    op(toegang, date(2025, 7, 1))
    assert await bestand(toegang, "2025-2") == []


@pytest.mark.parametrize("halfjaar", ["2024-3", "2024", "2025-1", "24-1"])
async def test_a_half_year_that_is_none_or_has_not_begun_is_refused(toegang: Toegang, halfjaar: str) -> None:
    pad = f"/v1/gmsd/export?gemeente={ALMERE}&halfjaar={halfjaar}"
    answer = await toegang.client.get(pad, headers=toegang.token(scope=BEIDE))
    assert answer.status_code == 400
    assert [each["name"] for each in answer.json()["invalidParams"]] == ["query.halfjaar"]


async def test_it_takes_both_rights_and_the_own_municipality(toegang: Toegang) -> None:
    pad = f"/v1/gmsd/export?gemeente={ALMERE}&halfjaar=2024-1"
    for headers in (toegang.token(), toegang.token(scope="personen:lezen"), toegang.token(ALMELO, scope=BEIDE)):
        assert (await toegang.client.get(pad, headers=headers)).status_code == 403


def test_help_that_goes_on_has_not_ended() -> None:
    een, twee, drie = date(2024, 1, 8), date(2024, 3, 1), date(2024, 4, 1)
    assert werkelijk([]) == (None, None)
    assert werkelijk([Geleverd(een, twee), Geleverd(drie, None)]) == (een, None)
    assert werkelijk([Geleverd(een, twee), Geleverd(twee, drie)]) == (een, drie)
    assert Halfjaar.lees("2024-2") == Halfjaar(date(2024, 7, 1), date(2024, 12, 31))
