"""A case in toegang becomes a zaak: once, in its order, and after an outage as if there had been none."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.aansluiting.kamers import Kamers, open_kamers
from tests.aansluiting.zaakwerk import (
    AANTALLEN,
    VOLGORDE,
    bestand,
    dubbel,
    gemaakt,
    hoor,
    kamers,
    neem_aan,
    stappen,
    verteld,
    werk,
    zaak_van,
)
from tests.koppelvlakken.gegevens import met_koppelvlakken
from tests.koppelvlakken.zgw.dubbel import RSIN, ZAKEN, ZaakDubbel
from tests.toegang.conftest import ALMELO, ALMERE, BSN, gelukt, jeugdmelding, log_text, melding, onderzoek

from aansluiting.instellingen import instellingen_van, lees_instellingen
from aansluiting.usecases.controleer import controleer
from aansluiting.usecases.zaken_bijwerken import werk_bij
from chassis.settings import SettingsError

__all__ = ["dubbel", "kamers", "log_text", "open_kamers"]
pytestmark = met_koppelvlakken


async def test_a_case_becomes_a_zaak_with_all_that_belongs_to_it(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    besluit = await kamers.toegang.beschikt()
    await werk(kamers, dubbel)
    assert gemaakt(dubbel) == VOLGORDE
    (zaak,) = dubbel.gemaakt["zaken"]
    assert zaak["identificatie"] == f"WMO-{besluit['zaaknummer']}"
    assert (zaak["startdatum"], zaak["uiterlijkeEinddatumAfdoening"]) == ("2024-05-06", "2024-07-01")
    assert (zaak["einddatum"], zaak["archiefactiedatum"]) == ("2024-05-27", "2039-05-27")
    statussen = [str(each["statustype"]).rpartition("-")[2] for each in dubbel.gemaakt["statussen"]]
    assert statussen == ["ontvangen", "onderzocht", "aangevraagd", "afgehandeld"]
    rollen = [each["betrokkeneIdentificatie"] for each in dubbel.gemaakt["rollen"]]
    assert isinstance(rollen[0], dict)
    assert (rollen[0]["inpBsn"], rollen[0]["geslachtsnaam"]) == (BSN, "Grootkerk")
    (gezet,) = dubbel.gemaakt["besluiten"]
    assert (gezet["datum"], gezet["ingangsdatum"], gezet["uiterlijkeReactiedatum"]) == (
        "2024-05-27", "2024-06-01", "2024-07-08",
    )  # fmt: skip
    (brief,) = dubbel.gemaakt["enkelvoudiginformatieobjecten"]
    assert (brief["auteur"], brief["formaat"]) == ("Gemeente Almere", "application/pdf")
    assert "koken" not in str(dubbel.gemaakt["zaken"])


async def test_heard_twice_and_worked_twice_it_is_there_once(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    await kamers.toegang.beschikt()
    for _ in range(3):
        await werk(kamers, dubbel, 60)
    assert gemaakt(dubbel) == VOLGORDE


async def test_in_whatever_order_it_is_heard_it_is_made_in_that_of_the_standard(
    kamers: Kamers, dubbel: ZaakDubbel
) -> None:
    await kamers.toegang.beschikt()
    await hoor(kamers, omgekeerd=True)
    await werk(kamers, dubbel)
    assert gemaakt(dubbel) == VOLGORDE


@pytest.mark.parametrize("soort", AANTALLEN)
async def test_an_answer_that_got_lost_makes_nothing_twice(kamers: Kamers, dubbel: ZaakDubbel, soort: str) -> None:
    await kamers.toegang.beschikt()
    dubbel.verlies = soort
    for _ in range(len(VOLGORDE)):
        await werk(kamers, dubbel, 5)
    assert {naam: len(rijen) for naam, rijen in dubbel.gemaakt.items()} == AANTALLEN
    assert (await zaak_van(kamers)).gesloten_op is not None


async def test_after_an_outage_everything_is_caught_up_with(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    dubbel.weg = 503
    await kamers.toegang.beschikt()
    await werk(kamers, dubbel)
    kamers.tijd.nu += timedelta(days=1)
    await werk(kamers, dubbel)
    assert gemaakt(dubbel) == []
    dubbel.weg = None
    await werk(kamers, dubbel, 60)
    assert gemaakt(dubbel) == VOLGORDE


async def test_a_zaaksysteem_that_asks_to_wait_is_left_alone_for_so_long(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    dubbel.weg, dubbel.koppen = 429, {"Retry-After": "600"}
    await kamers.toegang.beschikt()
    await werk(kamers, dubbel)
    gevraagd = len(dubbel.gevraagd)
    dubbel.weg = None
    await werk(kamers, dubbel, 9)
    assert len(dubbel.gevraagd) == gevraagd
    await werk(kamers, dubbel, 2)
    assert gemaakt(dubbel) == VOLGORDE


async def test_while_toegang_is_away_nothing_is_lost(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    await kamers.toegang.beschikt()
    await hoor(kamers)
    kamers.weg.add("toegang")
    with pytest.raises(Exception, match="away"):
        await werk_bij(kamers.room, dubbel.transport())
    kamers.weg.clear()
    await werk(kamers, dubbel, 5)
    assert gemaakt(dubbel) == VOLGORDE


async def test_what_is_refused_waits_with_why_and_goes_on_after_it_was_set_right(
    kamers: Kamers, dubbel: ZaakDubbel, log_text: Callable[[], str]
) -> None:
    await kamers.toegang.beschikt()
    kamers.tijd.nu -= timedelta(days=30)  # our clock is behind: the decision lies ahead of it
    await werk(kamers, dubbel)
    kamers.tijd.nu += timedelta(days=30)
    (fout,) = (each for each in await stappen(kamers) if each.fout)
    assert (fout.soort, fout.fout) == ("besluit", "400 invalid (datum future_not_allowed)")
    (wacht,) = (each for each in kamers.room.service.waits if each.name == "zaken")
    async with kamers.room.work() as work:
        (gezien,) = await wacht.find(work)
        assert (gezien.gemeente, gezien.count) == (ALMERE, 1)
        assert "datum" in gezien.waits_for
        assert wacht.release is not None
        assert await wacht.release(work, gezien.id) == 1
    await werk(kamers, dubbel)
    assert {naam: len(rijen) for naam, rijen in dubbel.gemaakt.items()} == AANTALLEN
    assert "coupling.fault" in log_text()
    assert BSN not in log_text()


async def test_a_type_that_is_not_in_the_catalogue_stops_everything_before_it_begins(
    kamers: Kamers, dubbel: ZaakDubbel, log_text: Callable[[], str]
) -> None:
    dubbel.catalogus["resultaattypen"].pop()
    await kamers.toegang.beschikt()
    await werk(kamers, dubbel)
    assert gemaakt(dubbel) == []
    assert "catalogus" in log_text()
    assert await liggen(kamers) == []
    await werk(kamers, dubbel, 61)
    assert await liggen(kamers) == [(ALMERE, 1)]


@pytest.mark.parametrize("status", [401, 503])
async def test_a_zaaksysteem_that_is_away_or_shut_is_on_the_work_list_within_hours(
    kamers: Kamers, dubbel: ZaakDubbel, status: int
) -> None:
    await kamers.toegang.bevestigd()
    dubbel.weg = status
    await werk(kamers, dubbel)
    assert await liggen(kamers) == []
    await werk(kamers, dubbel, 61)
    assert await liggen(kamers) == [(ALMERE, 1)]
    dubbel.weg = None
    await werk(kamers, dubbel)
    assert await liggen(kamers) == []


async def test_without_its_secret_a_zaaksysteem_is_on_the_work_list_and_nothing_fails(
    kamers: Kamers, dubbel: ZaakDubbel, tmp_path: Path, log_text: Callable[[], str]
) -> None:
    (tmp_path / "geheim").write_text("")
    await kamers.toegang.bevestigd()
    await werk(kamers, dubbel)
    await werk(kamers, dubbel, 61)
    assert dubbel.gevraagd == []
    assert await liggen(kamers) == [(ALMERE, 1)]
    assert '"kind": "bestand"' in log_text()


async def liggen(kamers: Kamers) -> list[tuple[str | None, int]]:
    """What is neither made nor refused: the municipality, and how many cases."""
    (wacht,) = (each for each in kamers.room.service.waits if each.name == "zaken-liggen")
    async with kamers.room.work(writes=False) as work:
        return [(each.gemeente, each.count) for each in await wacht.find(work)]


async def test_a_running_zaak_keeps_the_version_of_its_zaaktype(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    pad = await kamers.toegang.bevestigd()
    await werk(kamers, dubbel)
    dubbel.publiceer("WMO", "-2024", "2024-05-07")
    gelukt(await kamers.toegang.post(f"{pad}/onderzoek", onderzoek()))
    await werk(kamers, dubbel, 5)
    assert [each.fout for each in await stappen(kamers) if each.gedaan_op is None] == []
    await kamers.toegang.meld(melding(bsn="999900018"))
    await werk(kamers, dubbel, 5)
    oud, nieuw = (str(each["zaaktype"]).rpartition("/")[2] for each in dubbel.gemaakt["zaken"])
    assert (oud, nieuw) == ("WMO", "WMO-2024")
    assert [str(each["statustype"]).rpartition("/")[2] for each in dubbel.gemaakt["statussen"]] == [
        "WMO-ontvangen", "WMO-onderzocht", "WMO-ontvangen-2024"
    ]  # fmt: skip


async def test_a_zaak_that_was_thrown_away_there_is_said_and_others_go_on(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    pad = await kamers.toegang.bevestigd()
    await werk(kamers, dubbel)
    dubbel.gemaakt["zaken"][0]["url"] = f"{ZAKEN}/zaken/vernietigd"
    gelukt(await kamers.toegang.post(f"{pad}/onderzoek", onderzoek()))
    await kamers.toegang.meld(melding(bsn="999900018"))
    await werk(kamers, dubbel, 5)
    assert [each.fout for each in await stappen(kamers) if each.gedaan_op is None] == ["404 not-found"]
    assert len(dubbel.gemaakt["zaken"]) == 2


async def test_however_many_are_refused_others_get_their_turn(
    kamers: Kamers, dubbel: ZaakDubbel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aansluiting.usecases.zaken_bijwerken.PER_KEER", 1)
    pad = await kamers.toegang.bevestigd()
    await werk(kamers, dubbel)
    dubbel.publiceer("WMO", "-2024", "2024-05-07")
    dubbel.catalogus["statustypen"].pop(1)  # of the version that this zaak has
    gelukt(await kamers.toegang.post(f"{pad}/onderzoek", onderzoek()))
    await werk(kamers, dubbel, 5)
    await kamers.toegang.sluit(pad)
    await kamers.toegang.meld(melding(bsn="999900018"))
    await werk(kamers, dubbel)
    assert len(dubbel.gemaakt["zaken"]) == 2


async def test_a_case_that_ends_without_a_decision_ends_its_zaak(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    zaak = await kamers.toegang.meld()
    await werk(kamers, dubbel)
    await kamers.toegang.sluit(f"/v1/meldingen/{zaak['id']}")
    await werk(kamers, dubbel)
    assert gemaakt(dubbel) == ["zaken", "rollen", "rollen", "statussen", "resultaten", "statussen"]
    (resultaat,) = dubbel.gemaakt["resultaten"]
    assert str(resultaat["resultaattype"]).endswith("afgebroken")


async def test_a_rejection_has_its_own_result(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    pad = await kamers.toegang.aangevraagd()
    afwijzing = {"besluitdatum": "2024-05-27", "motivering": "Er is genoeg hulp.", "uitkomst": "afgewezen"}
    gelukt(await kamers.toegang.post(f"{pad}/beschikkingen", afwijzing))
    await werk(kamers, dubbel)
    (resultaat,) = dubbel.gemaakt["resultaten"]
    assert str(resultaat["resultaattype"]).endswith("geweigerd")
    (zaak,) = dubbel.gemaakt["zaken"]
    assert zaak["archiefactiedatum"] == "2029-05-27"


async def test_a_case_that_began_before_becomes_a_zaak_at_its_next_step(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    pad = await kamers.toegang.bevestigd()
    eerder = len(await kamers.toegang.events())
    gelukt(await kamers.toegang.post(f"{pad}/onderzoek", onderzoek()))
    await neem_aan(kamers, (await verteld(kamers))[eerder:])
    await werk_bij(kamers.room, dubbel.transport())
    (zaak,) = dubbel.gemaakt["zaken"]
    assert (zaak["identificatie"], zaak["startdatum"]) == (pad.rpartition("/")[2], "2024-05-06")


async def test_of_a_law_or_a_municipality_that_is_not_connected_nothing_is_kept(
    kamers: Kamers, dubbel: ZaakDubbel
) -> None:
    await kamers.toegang.meld(jeugdmelding())
    await kamers.toegang.meld(jeugdmelding(gemeente=ALMERE))
    await kamers.toegang.meld(melding(ALMELO, bsn="999900018"))
    await werk(kamers, dubbel)
    assert dubbel.gevraagd == []
    assert await stappen(kamers) == []


async def test_once_a_zaak_has_ended_nothing_of_the_client_is_kept(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    client_id = (await kamers.toegang.beschikt())["clientId"]
    await hoor(kamers)
    assert (await zaak_van(kamers)).client_id == client_id
    await werk(kamers, dubbel)
    zaak = await zaak_van(kamers)
    assert (zaak.client_id, str(zaak.archiefactiedatum)) == (None, "2039-05-27")


async def test_the_command_shows_each_type_or_what_is_missing(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    instellingen = instellingen_van(kamers.room.settings)
    regels = await controleer(instellingen, kamers.tijd, dubbel.transport())
    assert all(each.goed for each in regels)
    assert len(regels) == 12
    dubbel.catalogus["roltypen"].clear()
    regels = await controleer(instellingen, kamers.tijd, dubbel.transport())
    assert [each.gevonden.partition(":")[0] for each in regels if not each.goed] == ["initiator", "behandelaar"]
    dubbel.weg = 403
    (regel,) = await controleer(instellingen, kamers.tijd, dubbel.transport())
    assert (regel.goed, regel.gevonden) == (False, "geweigerd: 403 weg")
    dubbel.weg = 503
    (regel,) = await controleer(instellingen, kamers.tijd, dubbel.transport())
    assert regel.gevonden == "geen verbinding"


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding_"),
    [
        ("afgehandeld: Afgehandeld", "klaar: Afgehandeld", "geef bij statussen: aangevraagd, afgehandeld"),
        ("gesloten: Afgebroken", "weg: Afgebroken", "geef bij resultaten: afgewezen, gesloten, toegekend"),
        ("      besluittype: Besluit Wmo\n", "", "wmo.besluittype: dit ontbreekt"),
        (f'rsin: "{RSIN}"', 'rsin: "12345678"', "rsin"),
        (f"zaken: {ZAKEN}", "zaken: http://zaken.example", "https"),
    ],
)
def test_what_is_wrong_in_the_part_of_the_zaaksysteem_is_said(
    tmp_path: Path, oud: str, nieuw: str, melding_: str
) -> None:
    tekst = bestand(tmp_path)
    assert oud in tekst
    pad = tmp_path / "koppelvlak.yaml"
    pad.write_text(tekst.replace(oud, nieuw))
    with pytest.raises(SettingsError) as fout:
        lees_instellingen(pad)
    assert melding_ in str(fout.value)
