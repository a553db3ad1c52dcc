"""A municipality begins: a file goes in by the command, and the next bill on a number from before is granted (M134)."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from tests.declaratie.maker import client as clientdeel
from tests.declaratie.maker import declaratie, prestatie
from tests.keten.gespeeld import gespeelde_suite
from tests.toegang.overname import bestand, rij

from chassis.settings import Settings
from clientroute import inname
from clientroute.demo.aanbieder import verstuur
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.inname import Totaal, stuur_alles
from clientroute.run import client_factory
from clientroute.suite import Suite
from clientroute.tokens import caller_for
from istandaard.berichten import Bericht325
from istandaard.berichten.bericht323 import Prestatie
from toegang.bodies.overname import OvernameUitkomst

VANDAAG = date(2026, 11, 25)
EEN_MAAND_LATER = date(2026, 12, 2)
BSN, NUMMER = "999999990", 700123
Json = dict[str, object]


@pytest.fixture
async def gespeeld(tmp_path: Path) -> AsyncIterator[tuple[Suite, SpeelKlok]]:
    async with gespeelde_suite(Settings(data_dir=tmp_path / "data"), VANDAAG) as suite_en_klok:
        yield suite_en_klok


def lopend(agb: str = "99990001", **anders: str) -> dict[str, str]:
    """A running indication of somebody whom the play does not know."""
    return rij(
        bsn=BSN,
        toewijzingnummer=str(NUMMER),
        aanbieder=agb,
        ingangsdatum="2026-01-01",
        einddatum="2027-12-31",
        besluitdatum="2025-12-11",
        begindatum_levering="2026-01-05",
        **anders,
    )


async def lees(suite: Suite, service: str, rol: str, pad: str) -> list[Json]:
    """The items of a list, as somebody in Almere sees them."""
    async with client_factory(suite)(service, caller_for(rol, ["0034"])) as client:
        items = (await client.get(pad)).raise_for_status().json()["items"]
        assert isinstance(items, list)
        return items


@pytest.mark.lang
async def test_m134_from_a_file_to_a_line_that_is_granted(gespeeld: tuple[Suite, SpeelKlok], tmp_path: Path) -> None:
    suite, klok = gespeeld
    maak = client_factory(suite)
    csv = tmp_path / "lopend.csv"
    agb, tarief = await _met_contract(suite)
    csv.write_text(bestand(lopend(agb), lopend(agb, kenmerk="K-2", product="XX") | {"toewijzingnummer": "8"}))
    totaal = Totaal()
    rijen = inname.lees_bestand(csv)
    async with maak("toegang", caller_for("front-office", ["0034"])) as front_office:
        await stuur_alles(front_office, rijen, inname.vraag("0034", proef=False), totaal)
        nog_eens = Totaal()
        await stuur_alles(front_office, rijen, inname.vraag("0034", proef=False), nog_eens)
    assert (totaal.overgenomen, [each.rij for each in totaal.fouten]) == (1, [3])
    assert (nog_eens.overgenomen, nog_eens.al_overgenomen) == (0, 1)

    (toewijzing,) = await until(lambda: _met_nummer(suite, NUMMER), bool)
    assert (toewijzing["status"], toewijzing["agb"]) == ("gestart", agb)
    async with maak("toewijzing", caller_for("aanbieder", agb=agb)) as aanbieder:
        verteld = (await aanbieder.get("/v1/berichten?soort=WMO301&limit=100")).raise_for_status().json()["items"]
        assert all(str(each["op"]) < "2026-11-25" for each in verteld), "no 301 for what the provider has already"
    klok.set_to(EEN_MAAND_LATER)
    regel = prestatie(
        1,
        ref="Rinname",
        nummer=NUMMER,
        product=("01", "HO"),
        periode=("2026-11-01", "2026-11-30"),
        eenheid="82",
        tarief=tarief,
    )
    await _wordt_toegekend(suite, agb, regel, "2026-12-02", "2026-11")


@pytest.mark.lang
async def test_m134_under_a_new_contract_to_a_line_that_is_granted(
    gespeeld: tuple[Suite, SpeelKlok], tmp_path: Path
) -> None:
    """What was taken in goes on as another product: the provider is told, starts, and its next bill is paid."""
    suite, klok = gespeeld
    maak = client_factory(suite)
    agb, tarief = await _met_contract(suite, "IB2S")
    csv = tmp_path / "lopend.csv"
    csv.write_text(bestand(lopend(agb, product="IB2B", volume="200", eenheid="04", frequentie="6")))
    async with maak("toegang", caller_for("front-office", ["0034"])) as front_office:
        await stuur_alles(front_office, inname.lees_bestand(csv), inname.vraag("0034", proef=False), Totaal())
        await until(lambda: _met_nummer(suite, NUMMER), bool)
        body = {"gemeente": "0034", "vanaf": "2026-12-01", "producten": [{"van": "IB2B", "naar": "IB2S"}]}
        klaar = (await front_office.post("/v1/omzettingen", json=body)).raise_for_status().json()
    assert klaar["omgezet"] >= 1
    (oud,) = await _met_nummer(suite, NUMMER)

    async def verder() -> list[Json]:
        alles = await lees(suite, "toewijzing", "backoffice", f"/v1/toewijzingen?clientId={oud['clientId']}")
        return [each for each in alles if each["code"] == "IB2S"]

    (nieuw,) = await until(verder, bool)
    nummer = int(str(nieuw["toewijzingNummer"]))
    (oud,) = await _met_nummer(suite, NUMMER)
    assert (oud["einddatum"], oud["redenWijziging"], nieuw["ingangsdatum"], nieuw["agb"]) == (
        *("2026-11-30", "03", "2026-12-01"),
        agb,
    )
    klok.set_to(date(2027, 1, 4))
    periode = ("2026-12-01", "2026-12-31")
    regel = prestatie(4, ref="Romzet", nummer=nummer, product=("02", "IB2S"), periode=periode, tarief=tarief)
    await _wordt_toegekend(suite, agb, regel, "2027-01-04", "2026-12")


async def _wordt_toegekend(suite: Suite, agb: str, regel: Prestatie, dagtekening: str, maand: str) -> None:
    """The provider bills this one line, and all of it is granted."""
    vraag = declaratie(
        clientdeel(regel, bsn=BSN),
        agb=agb,
        identificatie="700000001",
        nummer="Dinname",
        dagtekening=dagtekening,
        maand=maand,
    )
    async with client_factory(suite)("declaratie", caller_for("aanbieder", agb=agb)) as aanbieder:
        antwoord = await verstuur(aanbieder, vraag)
    assert isinstance(antwoord, Bericht325)
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    assert deel.totaal_toegekend_bedrag == vraag.declaratie.totaal_ingediend_bedrag
    assert deel.clienten == ()


async def _met_nummer(suite: Suite, nummer: int) -> list[Json]:
    alles = await lees(suite, "toewijzing", "backoffice", "/v1/toewijzingen?limit=500")
    return [each for each in alles if each["toewijzingNummer"] == nummer]


async def _met_contract(suite: Suite, code: str = "HO") -> tuple[str, int]:
    """A provider of a product in the play, and its price."""
    async with client_factory(suite)("toewijzing", caller_for("contractbeheer", ["0034"])) as client:
        for contract in await lees(suite, "toewijzing", "contractbeheer", "/v1/contracten?limit=100"):
            detail = (await client.get(f"/v1/contracten/{contract['id']}")).raise_for_status().json()
            for product in detail["producten"]:
                if product["code"] == code:
                    return str(detail["agb"]), int(max(product["tarieven"], key=lambda each: each["vanaf"])["bedrag"])
    raise AssertionError(f"nobody has a contract for {code}")


async def test_m134_an_interrupted_send_says_how_to_go_on(tmp_path: Path) -> None:
    """The second part is not answered: what was counted stays counted, and the message says what to do."""
    csv = tmp_path / "lopend.csv"
    csv.write_text(bestand(*(lopend(kenmerk=f"K-{each}") for each in range(3))))
    rijen = inname.lees_bestand(csv)
    keren = 0

    def antwoord(_request: httpx.Request) -> httpx.Response:
        nonlocal keren
        keren += 1
        if keren > 1:
            return httpx.Response(503)
        goed = OvernameUitkomst(proef=False, overgenomen=1, al_overgenomen=0, nieuwe_clienten=1, fouten=[])
        return httpx.Response(200, content=goed.model_dump_json(by_alias=True))

    totaal = Totaal()
    async with httpx.AsyncClient(transport=httpx.MockTransport(antwoord), base_url="http://toegang.test") as client:
        with pytest.raises(inname.CommandError, match="Geef dezelfde opdracht nog eens"):
            await stuur_alles(client, rijen[:1] + _van_anderen(rijen[1:]), inname.vraag("0034", proef=False), totaal, 1)
    assert totaal.overgenomen == 1


def _van_anderen(rijen: list[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    """The rows as of other citizens."""
    return [(nummer, cellen | {"bsn": f"{nummer}"}) for nummer, cellen in rijen]


def test_m134_all_rows_of_a_citizen_are_in_one_part_and_none_is_lost() -> None:
    rijen = [(nummer, {"bsn": str(nummer % 3)}) for nummer in range(2, 12)]
    delen = list(inname.delen(rijen, 4))
    assert sorted(each for deel in delen for each, _ in deel) == list(range(2, 12))
    waar: dict[str, set[int]] = {}
    for plek, deel in enumerate(delen):
        for _, cellen in deel:
            waar.setdefault(cellen["bsn"], set()).add(plek)
    assert all(len(plekken) == 1 for plekken in waar.values())
    assert len(delen) > 1


def test_m134_what_stands_twice_in_the_whole_file_is_named_and_not_sent() -> None:
    een = lopend()
    rijen = [(2, een), (3, een | {"kenmerk": "K-2"}), (4, een | {"toewijzingnummer": "9"})]
    totaal = Totaal()
    assert inname.zonder_dubbele(rijen, totaal) == rijen[:1]
    assert [(each.rij, each.kolom) for each in totaal.fouten] == [(3, "toewijzingnummer"), (4, "kenmerk")]
