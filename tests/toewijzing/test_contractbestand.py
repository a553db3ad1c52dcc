"""The register as a file: what goes out comes in again, and a file that is wrong says where."""

import io
from datetime import UTC, datetime
from typing import NoReturn

import httpx
import openpyxl
import pytest
from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, DE_BRUG, HET_ANKER, Json, contract

from bladen import Blad, schrijf
from chassis.readers import Readers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SOORT = {"csv": "text/csv", "xlsx": XLSX}
KOP = "contract;agb;naam;gemeenten;geldig_van;product;tarief_vanaf;tarief_eurocent;specialismen;deelname;partners"


async def neem_over(
    toewijzing: Toewijzing,
    inhoud: bytes | str,
    vorm: str = "csv",
    query: str = "",
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    content = inhoud.encode() if isinstance(inhoud, str) else inhoud
    headers = (headers or toewijzing.gemeente) | {"Content-Type": SOORT[vorm]}
    return await toewijzing.client.post(f"/v1/contracten/_import{query}", content=content, headers=headers)


async def register(toewijzing: Toewijzing) -> list[Json]:
    """Every contract with all that is in it."""
    page = gelukt(await toewijzing.client.get("/v1/contracten", headers=toewijzing.gemeente))["items"]
    assert isinstance(page, list)
    paden = [f"/v1/contracten/{each['id']}" for each in page]
    return [gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente)) for pad in paden]


async def uitvoer(toewijzing: Toewijzing, vorm: str) -> bytes:
    answer = await toewijzing.client.get(f"/v1/contracten/export?vorm={vorm}", headers=toewijzing.gemeente)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(SOORT[vorm])
    return answer.content


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
async def test_what_goes_out_comes_in_unchanged(toewijzing: Toewijzing, vorm: str) -> None:
    """M107."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, "IB2B", "DB2B", specialismen=["lvb", "psychosociaal"], capaciteit=12, leversnelheid=5)
    )
    await toewijzing.leg_vast(
        contract(HET_ANKER, "IB2B", geldigTot="2026-12-31", opties=[2], deelname="combinatie", partners=[DE_BRUG])
    )
    (_, stopt) = await register(toewijzing)
    vertrek = {"geenNieuweVanaf": "2026-07-01", "zorgcontinuiteitTot": "2026-12-31"}
    pad = f"/v1/contracten/{stopt['id']}/_beeindig"
    gelukt(await toewijzing.client.post(pad, json=vertrek, headers=toewijzing.gemeente))
    before = await register(toewijzing)
    answer = gelukt(await neem_over(toewijzing, await uitvoer(toewijzing, vorm), vorm))
    assert answer == {"contracten": 2, "nieuw": 0, "gewijzigd": 2, "bewaard": True, "fouten": []}
    assert await register(toewijzing) == before
    assert len(await toewijzing.events("contracten.vastgelegd")) == 5


async def test_new_contracts_from_a_file(toewijzing: Toewijzing) -> None:
    """Several rows make one contract; without prices those of the inkoopmodel hold (M79)."""
    rijen = [
        KOP,
        f"a;{DE_BRUG};De Brug;0034;2024-01-01;IB2B;2024-01-01;7000;lvb;;",
        f"a;{DE_BRUG};De Brug;0034;2024-01-01;IB2B;2025-01-01;7200;lvb;;",
        f"a;{DE_BRUG};De Brug;0034;2024-01-01;DB2B;;;lvb;;",
        ";;;;;;;;;;",
        f"b;{HET_ANKER};Het Anker;0034;2024-01-01;HO;;;;;",
    ]
    answer = gelukt(await neem_over(toewijzing, "\r\n".join(rijen)))
    assert answer == {"contracten": 2, "nieuw": 2, "gewijzigd": 0, "bewaard": True, "fouten": []}
    brug, anker = await register(toewijzing)
    prijzen = {each["code"]: each["tarieven"] for each in brug["producten"]}  # type: ignore[attr-defined]
    assert prijzen["IB2B"] == [{"vanaf": "2024-01-01", "bedrag": 7000}, {"vanaf": "2025-01-01", "bedrag": 7200}]
    assert len(prijzen["DB2B"]) > 1
    assert (brug["specialismen"], anker["naam"]) == (["lvb"], "Het Anker")


FOUT = [
    KOP,
    f"a;{DE_BRUG};De Brug;0034;2024-01-01;XX;;;;;",
    f"b;{HET_ANKER};Het Anker;0034;2024-01-01;HO;;;;onderaannemers met beroep;{DE_BRUG}",
    f"c;{HET_ANKER};Het Anker;0034;vandaag;IB2B;2024-01-01;veel;;;",
    f"d;{HET_ANKER};Het Anker;0034;2024-01-01;IB2B;;;;;",
    f"d;{HET_ANKER};Het Ankertje;0034;2024-01-01;DB2B;;;;;",
    f"e;{HET_ANKER};Het Anker;0034;2024-01-01;IB2S;2024-02-01;7000;;;",
    f"f;{DE_BRUG};De Brug;0034;2024-01-01;HO;;;;;",
    f"g;{DE_BRUG};De Brug;0034;2025-01-01;HO;;;;;",
    f";{DE_BRUG};De Brug;0034;2025-01-01;IB2B;;;;;",
]


@pytest.mark.parametrize("query", ["", "?proef=true"])
async def test_every_error_by_row_and_nothing_kept(toewijzing: Toewijzing, query: str) -> None:
    answer = gelukt(await neem_over(toewijzing, "\n".join(FOUT), query=query))
    ongeldig = "Deze waarde ontbreekt of heeft niet de juiste vorm."
    assert answer["bewaard"] is False
    assert [(each["rij"], each["kolom"], each["reden"]) for each in answer["fouten"]] == [  # type: ignore[attr-defined]
        (2, "product", "Niet in almere-2023: XX."),
        (3, "deelname", "In perceel-1 (Huishoudelijke ondersteuning) zijn geen onderaannemers toegestaan. (M61)"),
        (4, "geldig_van", ongeldig),
        (4, "tarief_eurocent", ongeldig),
        (6, "naam", "Staat anders in rij 5 van hetzelfde contract."),
        (7, "tarief_vanaf", "Geef ook een tarief dat geldt op de eerste dag van het contract."),
        (9, "product", "Deze aanbieder heeft in deze periode al een contract voor HO."),
        (10, "contract", "Geef elk contract een eigen nummer."),
    ]
    assert await register(toewijzing) == []
    assert await toewijzing.events() == []
    assert (await toewijzing.rows())["aanbieders"] == []


async def test_a_trial_of_a_good_file_keeps_nothing(toewijzing: Toewijzing) -> None:
    goed = f"{KOP}\na;{DE_BRUG};De Brug;0034;2024-01-01;HO;;;;;"
    answer = gelukt(await neem_over(toewijzing, goed, query="?proef=true"))
    assert answer == {"contracten": 1, "nieuw": 1, "gewijzigd": 0, "bewaard": False, "fouten": []}
    assert await register(toewijzing) == []
    assert await toewijzing.events() == []
    assert gelukt(await neem_over(toewijzing, goed))["bewaard"] is True
    assert len(await toewijzing.events("contracten.vastgelegd")) == 1


async def test_a_file_for_another_municipality_is_refused_by_row(toewijzing: Toewijzing) -> None:
    elders = toewijzing.token("contracten", gemeenten=(ALMELO,))
    answer = gelukt(await neem_over(toewijzing, f"{KOP}\na;{DE_BRUG};De Brug;0034;2024-01-01;HO;;;;;", headers=elders))
    assert [(each["rij"], each["kolom"]) for each in answer["fouten"]] == [(2, "gemeenten")]  # type: ignore[attr-defined]
    assert await register(toewijzing) == []


async def test_dates_and_numbers_of_a_spreadsheet(toewijzing: Toewijzing) -> None:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.append(["Contract", "AGB", "naam", "gemeenten", "geldig_van", "product", "tarief_vanaf", "tarief_eurocent"])
    dag = datetime(2024, 1, 1)  # noqa: DTZ001  a spreadsheet knows no time zones
    blad.append(["a", 99990001, "De Brug", "0034", dag, "HO", dag, 31000.0])
    bestand = io.BytesIO()
    boek.save(bestand)
    assert gelukt(await neem_over(toewijzing, bestand.getvalue(), "xlsx"))["bewaard"] is True
    (found,) = await register(toewijzing)
    assert found["producten"] == [{"code": "HO", "tarieven": [{"vanaf": "2024-01-01", "bedrag": 31000}]}]


@pytest.mark.parametrize(
    ("inhoud", "vorm", "detail"),
    [
        (b"", "csv", "Het bestand is leeg."),
        (b"agb;naam", "csv", "In de eerste rij ontbreken de kolommen: contract, gemeenten, geldig_van, product."),
        (b"\xff\xfe\x00", "csv", "Dit is geen CSV-bestand in UTF-8."),
        (b"geen zip", "xlsx", "Dit is geen XLSX-bestand."),
    ],
)
async def test_what_is_no_register(toewijzing: Toewijzing, inhoud: bytes, vorm: str, detail: str) -> None:
    answer = await neem_over(toewijzing, inhoud, vorm)
    assert (answer.status_code, answer.json()["detail"]) == (400, detail)


async def test_other_kinds_of_file_are_refused(toewijzing: Toewijzing) -> None:
    headers = toewijzing.gemeente | {"Content-Type": "application/pdf"}
    answer = await toewijzing.client.post("/v1/contracten/_import", content=b"%PDF", headers=headers)
    assert answer.status_code == 415
    lezer = toewijzing.token("toewijzing", gemeenten=("*",))
    assert (await neem_over(toewijzing, KOP, headers=lezer)).status_code == 403


async def test_a_workbook_is_read_in_a_process_of_its_own_however_small(
    toewijzing: Toewijzing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B"))
    blad = await uitvoer(toewijzing, "xlsx")

    def not_here(*_: object, **__: object) -> NoReturn:
        raise AssertionError("read in this process")

    monkeypatch.setattr(openpyxl, "load_workbook", not_here)
    assert gelukt(await neem_over(toewijzing, blad, "xlsx", "?proef=true"))["gewijzigd"] == 1


async def test_a_workbook_that_takes_too_much_is_refused_and_the_next_is_read(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B"))
    blad = await uitvoer(toewijzing, "xlsx")
    lang, kop = "a" * 30_000, [*KOP.split(";"), *map(str, range(180))]
    groeit = schrijf("xlsx", [Blad("contracten", kop, [[lang] * len(kop)] * 50)], datetime(2026, 1, 1, tzinfo=UTC))
    assert len(groeit) < 30_000  # a text that stands once, in 9,550 cells
    toewijzing.room.readers = Readers(memory=250_000_000)
    assert (await neem_over(toewijzing, groeit, "xlsx")).status_code == 413
    assert gelukt(await neem_over(toewijzing, blad, "xlsx", "?proef=true"))["gewijzigd"] == 1
