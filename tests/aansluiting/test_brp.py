"""Whoever melds is looked up in the BRP; while it is away nothing waits, and afterwards nobody was forgotten."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.aansluiting.kamers import Kamers, Opener, open_kamers
from tests.koppelvlakken.brp.dubbel import ADRES, TOKEN, BrpDubbel, datum, persoon
from tests.koppelvlakken.gegevens import met_koppelvlakken
from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, BSN, Json, gelukt, jeugdmelding, log_text, melding

from aansluiting.instellingen import instellingen_van, lees_instellingen
from aansluiting.usecases.brp import kijk_in_de_brp
from aansluiting.usecases.controleer import controleer
from chassis.settings import SettingsError
from chassis.ticks import tick_once

__all__ = ["log_text", "open_kamers"]
pytestmark = met_koppelvlakken


@pytest.fixture
def brp() -> BrpDubbel:
    return BrpDubbel({BSN: persoon(BSN), ANDER_BSN: persoon(ANDER_BSN)})


@pytest.fixture
def kamers(open_kamers: Opener, tmp_path: Path) -> Kamers:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    return open_kamers(
        f"""
gemeenten: ["{ALMERE}", "{ALMELO}"]
brp:
  "{ALMERE}":
    adres: {ADRES}
    tokenbestand: {tmp_path / "token"}
    koppen: {{x-gebruiker: clientroute}}
    koppen_per_doel: {{melding: {{x-doelbinding: BRPACT-Wmo}}, jeugd: {{x-doelbinding: BRPACT-Jeugd}}}}
"""
    )


async def kijk(kamers: Kamers, brp: BrpDubbel, minuten: int = 0) -> None:
    kamers.tijd.nu += timedelta(minutes=minuten)
    await kijk_in_de_brp(kamers.room, brp.transport())


async def stand(kamers: Kamers, client_id: object) -> Json | None:
    client = gelukt(await kamers.toegang.get(f"/v1/clienten/{client_id}"), 200)
    return client["brp"]  # type: ignore[return-value]


async def test_who_melds_is_looked_up_with_what_that_needs(kamers: Kamers, brp: BrpDubbel) -> None:
    client_id = (await kamers.toegang.meld())["clientId"]
    await kijk(kamers, brp)
    gezien = await stand(kamers, client_id)
    assert gezien is not None
    assert (gezien["stand"], gezien["verschillen"]) == ("geverifieerd", [])
    assert brp.vragen[0].headers["x-doelbinding"] == "BRPACT-Wmo"
    await kijk(kamers, brp)
    assert len(brp.gevraagd) == 1
    await kijk(kamers, brp, 60 * 24)
    assert [each["burgerservicenummer"] for each in brp.gevraagd] == [[BSN], [BSN]]
    assert "naam.geslachtsnaam" in str(brp.gevraagd[0]["fields"])
    assert "naam.geslachtsnaam" not in str(brp.gevraagd[1]["fields"])


@pytest.mark.parametrize("inhoud", [None, b"", b"\xff"], ids=["weg", "leeg", "geen tekst"])
async def test_a_file_of_one_municipality_that_cannot_be_read_stops_no_other(
    open_kamers: Opener, brp: BrpDubbel, tmp_path: Path, log_text: Callable[[], str], inhoud: bytes | None
) -> None:
    (tmp_path / "goed").write_text(f"{TOKEN}\n")
    if inhoud is not None:
        (tmp_path / "fout").write_bytes(inhoud)
    koppen = "{melding: {x-doelbinding: BRPACT-Wmo}}"
    kamers = open_kamers(
        f"""
gemeenten: ["{ALMERE}", "{ALMELO}"]
brp:
  "{ALMERE}": {{adres: {ADRES}, tokenbestand: {tmp_path / "fout"}, koppen_per_doel: {koppen}}}
  "{ALMELO}": {{adres: {ADRES}, tokenbestand: {tmp_path / "goed"}, koppen_per_doel: {koppen}}}
"""
    )
    await kamers.toegang.meld()
    ander = await kamers.toegang.meld(melding(ALMELO, bsn=ANDER_BSN))
    await kijk(kamers, brp)
    assert [each["burgerservicenummer"] for each in brp.gevraagd] == [[ANDER_BSN]]
    assert await stand(kamers, ander["clientId"]) is not None
    assert '"kind": "bestand"' in log_text()


async def test_a_municipality_without_a_connection_asks_nothing(kamers: Kamers, brp: BrpDubbel) -> None:
    await kamers.toegang.meld(jeugdmelding())
    await kijk(kamers, brp)
    assert brp.vragen == []


async def test_of_a_youth_authority_is_asked(kamers: Kamers, brp: BrpDubbel) -> None:
    wie = jeugdmelding(gemeente=ALMERE)
    bsn = "999900043"
    brp.personen[bsn] = persoon(bsn, gezag=[{"type": "Voogdij", "minderjarige": {"burgerservicenummer": bsn}}])
    zaak = await kamers.toegang.meld(wie)
    await kijk(kamers, brp)
    assert brp.vragen[0].headers["x-doelbinding"] == "BRPACT-Jeugd"
    lezer = kamers.toegang.token(scope="personen:lezen")
    pad = f"/v1/clienten/{zaak['clientId']}/brp-toets/_inzage"
    gezegd = gelukt(await kamers.toegang.client.post(pad, headers=lezer), 200)
    assert (gezegd["gezagsvormen"], gezegd["onderCuratele"]) == (["Voogdij"], None)


async def test_while_the_brp_is_away_a_melding_is_unverified_and_afterwards_nobody_is_forgotten(
    kamers: Kamers, brp: BrpDubbel
) -> None:
    brp.fout = (503, "notAvailable")
    een, ander = await kamers.toegang.meld(), await kamers.toegang.meld(melding(bsn=ANDER_BSN))
    await kijk(kamers, brp)
    assert len(brp.vragen) == 1, "it is away: the next is not asked about either"
    await kijk(kamers, brp)
    await kijk(kamers, brp)
    assert len(brp.vragen) == 2, "nobody again before a minute has passed"
    gezien = await stand(kamers, een["clientId"])
    assert gezien is not None
    assert (gezien["stand"], gezien["geantwoordOp"]) == ("ongeverifieerd", None)
    brp.fout = None
    await kijk(kamers, brp, 1)
    for zaak in (een, ander):
        assert (await stand(kamers, zaak["clientId"]) or {})["stand"] == "geverifieerd"


@pytest.mark.parametrize(
    "fout", [(401, "authentication"), (403, "autorisation"), (400, "paramsValidation"), (429, "x")]
)
async def test_a_connection_that_is_refused_waits_for_its_next_turn_and_is_told(
    kamers: Kamers, brp: BrpDubbel, fout: tuple[int, str], log_text: Callable[[], str]
) -> None:
    brp.fout = fout
    await kamers.toegang.meld()
    await kamers.toegang.meld(melding(bsn=ANDER_BSN))
    await kijk(kamers, brp)
    assert len(brp.vragen) == 1
    assert "coupling.fault" in log_text()
    assert BSN not in log_text()


async def test_a_brp_that_asks_to_wait_is_left_alone_for_so_long(kamers: Kamers, brp: BrpDubbel) -> None:
    brp.fout, brp.koppen = (429, "tooManyRequests"), {"Retry-After": "600"}
    await kamers.toegang.meld()
    ander = await kamers.toegang.meld(melding(bsn=ANDER_BSN))
    await kijk(kamers, brp)
    brp.fout = None
    await kijk(kamers, brp, 9)
    assert len(brp.vragen) == 1
    await kijk(kamers, brp, 2)
    assert (await stand(kamers, ander["clientId"]) or {})["stand"] == "geverifieerd"


async def test_a_client_over_whom_toegang_stumbles_holds_up_nobody_else(kamers: Kamers, brp: BrpDubbel) -> None:
    een, ander = await kamers.toegang.meld(), await kamers.toegang.meld(melding(bsn=ANDER_BSN))
    kamers.weg.add(str(een["clientId"]))
    for _ in range(2):
        with pytest.raises(httpx.HTTPStatusError):
            await kijk(kamers, brp)
    assert (await stand(kamers, ander["clientId"]) or {})["stand"] == "geverifieerd"
    kamers.weg.clear()
    await kijk(kamers, brp)
    assert (await stand(kamers, een["clientId"]) or {})["stand"] == "geverifieerd"


async def test_an_answer_for_somebody_else_is_not_recorded_and_the_next_is_asked(
    kamers: Kamers, brp: BrpDubbel
) -> None:
    een, ander = await kamers.toegang.meld(), await kamers.toegang.meld(melding(bsn=ANDER_BSN))
    brp.verwisseld[BSN] = ANDER_BSN
    await kijk(kamers, brp)
    assert (await stand(kamers, een["clientId"]) or {})["stand"] == "ongeverifieerd"
    assert (await stand(kamers, ander["clientId"]) or {})["stand"] == "geverifieerd"


async def test_who_died_and_who_moved_leave_and_are_asked_about_no_more(kamers: Kamers, brp: BrpDubbel) -> None:
    dood = (await kamers.toegang.beschikt())["clientId"]
    weg = (await kamers.toegang.beschikt(body=melding(bsn=ANDER_BSN)))["clientId"]
    opschorting = {"reden": {"code": "O"}, "datum": datum("2024-06-02")}
    brp.personen[BSN] = persoon(BSN, opschortingBijhouding=opschorting, overlijden={"datum": datum("2024-06-02")})
    brp.personen[ANDER_BSN] = persoon(
        ANDER_BSN,
        gemeenteVanInschrijving={"code": ALMELO},
        datumInschrijvingInGemeente=datum("2024-06-01"),
        verblijfplaats={"type": "Adres", "verblijfadres": {"postcode": "7601AA", "huisnummer": 1}},
    )
    await kijk(kamers, brp)
    vertrokken = [gelukt(await kamers.toegang.get(f"/v1/clienten/{each}"), 200) for each in (dood, weg)]
    assert [(each["overledenOp"], each["verhuisdOp"]) for each in vertrokken] == [
        ("2024-06-02", None), (None, "2024-05-31"),
    ]  # fmt: skip
    await kijk(kamers, brp, 60 * 24)
    assert len(brp.gevraagd) == 2


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({"geheimhoudingPersoonsgegevens": True}, {"gegevensGeheim": True}),
        ({"indicatieCurateleRegister": True}, {"onderCuratele": True}),
        ({"inOnderzoek": {"geslacht": True}}, {"inOnderzoek": ["persoon"]}),
        ({"geboorte": {"datum": {"type": "JaarDatum", "jaar": 1948, "langFormaat": "1948"}}},
         {"stand": "verschilt", "verschillen": ["geboortedatum"]}),
        ({"geboorte": {"datum": {"type": "DatumOnbekend", "langFormaat": "onbekend"}}},
         {"verschillen": ["geboortedatum"]}),
        ({"verblijfplaats": {"type": "VerblijfplaatsBuitenland"}}, {"stand": "geverifieerd"}),
        ({"opschortingBijhouding": {"reden": {"code": "."}}}, {"stand": "geverifieerd"}),
    ],
)  # fmt: skip
async def test_what_the_brp_signals_is_shown(kamers: Kamers, brp: BrpDubbel, anders: Json, verwacht: Json) -> None:
    brp.personen[BSN] = persoon(BSN, **anders)
    client_id = (await kamers.toegang.meld())["clientId"]
    await kijk(kamers, brp)
    gezien = await stand(kamers, client_id)
    assert gezien is not None
    assert {naam: gezien[naam] for naam in verwacht} == verwacht


async def test_while_toegang_is_away_it_is_waited_for(kamers: Kamers, brp: BrpDubbel) -> None:
    await kamers.toegang.meld()
    kamers.weg.add("toegang")
    (tick,) = (each for each in kamers.room.service.ticks if each.name == "brp")
    assert await tick_once(kamers.room, tick) <= 30
    kamers.weg.clear()
    await kijk(kamers, brp)
    assert len(brp.gevraagd) == 1


@pytest.mark.parametrize(
    ("brp_deel", "melding_"),
    [
        ('"0034": {adres: "http://brp.example"}', "https"),
        ('"0141": {adres: "https://brp.example"}', "staat niet bij gemeenten"),
        ('"0034": {adres: "https://b.example", certificaat: a.pem}', "certificaat en sleutel"),
        ('"0034": {adres: "https://b.example", token_adres: "https://t.example"}', "alle drie"),
        ('"0034": {adres: "https://b.example", koppen: {x-doelbinding: ""}}', "koppen.x-doelbinding"),
        ('"0034": {adres: "https://b.example", koppen_per_doel: {feest: {x-a: b}}}', "koppen_per_doel.feest"),
        ('"0034": {adres: "https://b.example", token: hemelsblauw}', "token: dit onderdeel is er niet"),
    ],
)
def test_what_is_wrong_in_the_part_of_the_brp_is_said(tmp_path: Path, brp_deel: str, melding_: str) -> None:
    bestand = tmp_path / "koppelvlak.yaml"
    bestand.write_text(f'gemeenten: ["0034"]\nbrp: {{{brp_deel}}}\n')
    with pytest.raises(SettingsError) as fout:
        lees_instellingen(bestand)
    assert melding_ in str(fout.value)
    assert "hemelsblauw" not in str(fout.value)


@pytest.mark.parametrize(
    ("fout", "goed"), [(None, True), ((401, "authentication"), False), ((503, "notAvailable"), False)]
)
async def test_the_command_looks_whether_the_brp_answers_and_asks_about_nobody(
    kamers: Kamers, brp: BrpDubbel, fout: tuple[int, str] | None, goed: bool
) -> None:
    brp.fout = fout
    (regel,) = await controleer(instellingen_van(kamers.room.settings), kamers.tijd, brp.transport())
    assert regel.goed is goed
    assert not any("burgerservicenummer" in each for each in brp.gevraagd)


async def test_the_command_says_which_file_is_not_there(kamers: Kamers, brp: BrpDubbel, tmp_path: Path) -> None:
    (tmp_path / "token").unlink()
    (regel,) = await controleer(instellingen_van(kamers.room.settings), kamers.tijd, brp.transport())
    assert (regel.goed, regel.gevonden) == (False, "een bestand is er niet of klopt niet: No such file or directory")
