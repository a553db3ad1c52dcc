"""What is granted may differ from what a provider asked (IV093, IV094)."""

from datetime import date

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.gesprek import (
    bericht_315,
    bericht_317,
    gevraagd,
    wens,
)
from tests.toewijzing.handelingen import besluit, verzoeken
from tests.toewijzing.verzoek import EINDE, JULI, PER_WEEK, inhoud, laatste_301, stuur, toegewezen


async def test_a_vot_is_granted_with_what_the_municipality_thinks_right(toewijzing: Toewijzing) -> None:
    """IV094: other days, another amount and another product; the WMO301 says what differs."""
    await toegewezen(toewijzing)
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1")) == set()
    (een,) = await verzoeken(toewijzing)
    anders = {
        "ingangsdatum": "2024-08-01",
        "einddatum": "2024-10-31",
        "omvang": {"volume": 6, "eenheid": "16", "frequentie": "6"},
    }
    gelukt(await besluit(toewijzing, een, "toekennen", afgesproken=[anders]))
    assert (await laatste_301(toewijzing))[3] == ("VOT-1", None, "2024-08-01", "2024-10-31")
    assert (await inhoud(toewijzing))[3] == (
        "DB2B",
        "6 6",
        "Anders dan gevraagd: ingangsdatum 01-08-2024, gevraagd was 01-07-2024; "
        "einddatum 31-10-2024, gevraagd was 31-12-2024; volume 6, gevraagd was 8.",
    )
    (derde,) = [each for each in await toewijzing.toewijzingen() if each["toewijzingNummer"] == 3]
    pad = f"/v1/toewijzingen/{derde['id']}/versies"
    (versie,) = (await toewijzing.client.get(pad, headers=toewijzing.gemeente)).json()["items"]
    assert versie["toelichting"].startswith("Anders dan gevraagd")

    assert (
        await stuur(toewijzing, bericht_315(gevraagd("VOT-2", vanaf=date(2025, 1, 1), tot=EINDE), identificatie="V2"))
        == set()
    )
    _, tweede = await verzoeken(toewijzing)
    huishoudelijk = {
        "anderProduct": {"categorie": "01", "code": "HO"},
        "omvang": {"volume": 1, "eenheid": "82", "frequentie": "4"},
    }
    refused = await besluit(toewijzing, tweede, "toekennen", afgesproken=[huishoudelijk])
    assert (refused.status_code, refused.json()["rule"]) == (409, "TR302")
    later = huishoudelijk | {"ingangsdatum": "2025-06-01", "einddatum": "2025-12-31"}
    gelukt(await besluit(toewijzing, tweede, "toekennen", afgesproken=[later]))
    assert (await inhoud(toewijzing))[4][0] == "HO"
    assert "product HO, gevraagd was DB2B" in str((await inhoud(toewijzing))[4][2])


async def test_what_is_agreed_must_fit_the_request(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[wens(1, JULI, EINDE, PER_WEEK)])
    assert await stuur(toewijzing, vow) == set()
    (een,) = await verzoeken(toewijzing)
    omvang = {"volume": 3, "eenheid": "82", "frequentie": "4"}
    for afgesproken in (
        [{"toewijzingNummer": 2, "einddatum": "2025-01-31"}],  # stays as it is
        [{"nieuwProduct": 1, "einddatum": "2025-01-31"}],  # there is none
        [{"einddatum": "2025-01-31"}],  # of which part?
        [{"toewijzingNummer": 1, "omvang": omvang}],  # a VOW is granted as it was asked (IV093)
        [{"toewijzingNummer": 1}, {"toewijzingNummer": 1}],
    ):
        refused = await besluit(toewijzing, een, "toekennen", afgesproken=afgesproken)
        assert (refused.status_code, refused.json()["rule"]) == (409, "IV093"), afgesproken
    wrong = await besluit(toewijzing, een, "afwijzen", reden="7", afgesproken=[{"toewijzingNummer": 1}])
    assert wrong.status_code == 400
    assert [each["status"] for each in await verzoeken(toewijzing)] == ["open"]
