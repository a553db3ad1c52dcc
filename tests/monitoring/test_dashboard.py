"""The dashboard: shows the numbers, loads nothing from outside, can be used by everybody, knows who may look."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from openpyxl import load_workbook
from tests.monitoring.conftest import Monitoring, OpenMonitoring
from tests.monitoring.pagina import Pagina
from tests.monitoring.verhaal import AGB, ALMERE, verhaal

from chassis.service import load_secrets
from chassis.settings import Settings
from monitoring.dashboard.paginas import AANBIEDER, PAGINAS
from monitoring.domain.rapport import Grafiek, Kolom, Rapport
from monitoring.domain.stappen import TRAJECTEN
from monitoring.domain.stoplicht import PIJLERTITELS
from monitoring.grafiek import labels
from monitoring.opmaak import procent, zonder_bron
from monitoring.rapporten import RAPPORTEN
from monitoring.rapporten.doorlooptijden import TITELS
from werkplek.opmaak import euro

TEST_BSN = "999900006"


async def _page(monitoring: Monitoring, query: str = "") -> Pagina:
    answer = await monitoring.client.get(f"/dashboard{query}")
    assert answer.status_code == 200, answer.text
    return Pagina(answer.text)


def rijen(page: Pagina) -> list[str]:
    return page.text("tr")


async def test_the_page_of_the_chain_shows_its_numbers(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    rows = rijen(await _page(monitoring))
    assert "jan 2023 2 1 0 1 1 0 1 compleet" in rows
    assert "feb 2023 1 1 0 1 1 1 1 compleet" in rows
    assert "Van melding tot het onderzoek klaar is 2 10 30 100,0% 6 weken (Wmo 2015, artikel 2.3.2)" in rows
    assert "Product zonder aanbieder 1 1 10-02-2023" in rows


async def test_the_page_of_declarations_says_why_lines_are_rejected(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    rows = rijen(await _page(monitoring, "/declaraties"))
    assert "jan 2023 1 100,0% 5 1 20,0% € 1.083,10 € 1.010,30 compleet" in rows
    (code,) = [row for row in rows if row.startswith("9321 ") and "Bespreek met toegang" in row]
    assert "Het ingediende volume overschrijdt het toegewezen volume. 2 € -239,70 28,6%" in code


async def test_the_page_of_the_budget_holds_the_year_against_it(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    rows = rijen(await _page(monitoring, "/budget"))
    (ho,) = [row for row in rows if row.startswith("Huishoudelijke ondersteuning (HO) hele regio 2023")]
    assert "€ 150.000,00 € 1.562,50 1,0%" in ho


async def test_the_page_of_the_services_shows_what_waits(monitoring: Monitoring) -> None:
    rows = rijen(await _page(monitoring, "/diensten"))
    assert "toegang kijk naar wat niet verwerkt is 3 01-06-2023 11:30 (30 minuten) 12 2 1" in rows


@pytest.mark.parametrize("pagina", [*PAGINAS, f"aanbieder/{AGB}", f"aanbieder/{AGB}/gespreksblad", "diensten"])
async def test_every_page_is_there_before_anything_happened_and_after(op_sqlite: Monitoring, pagina: str) -> None:
    await _page(op_sqlite, f"/{pagina}")
    await op_sqlite.hoor(*verhaal())
    page = await _page(op_sqlite, f"/{pagina}")
    assert page.all("html") == [{"lang": "nl"}]
    tags = [tag for tag, _ in page.elements]
    assert [tags.count(tag) for tag in ("h1", "main", "header", "footer", "nav", "title")] == [1] * 6
    ids = [each["id"] for _, each in page.elements if "id" in each]
    assert len(ids) == len(set(ids))
    # Whoever reads it wants to know what, not by which number a region asked for it; that stands behind a sign.
    assert re.findall(r"\b(?:M|OP|TR)[0-9]", page.text("html")[0]) == []
    labelled = {each["for"] for each in page.all("label")}
    invoer = [each for each in page.all("input", "select") if each.get("type") != "hidden"]
    assert {each["id"] for each in invoer} == labelled


async def test_every_table_stands_on_a_page() -> None:
    geplaatst = {naam for pagina in (*PAGINAS.values(), AANBIEDER) for naam in pagina.rapporten}
    assert geplaatst == set(RAPPORTEN)


async def test_an_unknown_page_is_not_found(op_sqlite: Monitoring) -> None:
    assert (await op_sqlite.client.get("/dashboard/bestaat-niet")).status_code == 404
    assert (await op_sqlite.client.get("/dashboard/tabel/stappen/pdf")).status_code == 404
    assert (await op_sqlite.client.get("/dashboard/tabel/bestaat-niet/csv")).status_code == 404


async def test_the_filter_of_the_page_is_the_filter_of_the_numbers(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    page = await _page(op_sqlite, f"?gemeente={ALMERE}&van=&tot=2023-01&product=")
    assert [row for row in rijen(page) if row.startswith("feb 2023")] == []
    assert [each["value"] for each in page.all("option") if "selected" in each] == [ALMERE]
    assert [each["value"] for each in page.all("input")] == ["", "2023-01"]
    assert any("U ziet Almere, tot en met jan 2023." in tekst for tekst in page.text("summary"))


async def test_without_a_choice_the_last_twelve_months_are_shown(op_sqlite: Monitoring) -> None:
    zin = "U ziet alle gemeenten die u mag zien, van jul 2022 tot en met jun 2023."
    assert any(zin in tekst for tekst in (await _page(op_sqlite)).text("summary"))


async def test_a_table_is_sorted_by_the_link_in_its_head(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    page = await _page(op_sqlite, "?sorteer=-stappen.maand")
    maanden = [row[:8] for row in rijen(page) if row[:8] in {"jan 2023", "feb 2023"}]
    assert maanden[:2] == ["feb 2023", "jan 2023"]
    assert [each["aria-sort"] for each in page.all("th") if "aria-sort" in each] == ["descending"]
    assert (await op_sqlite.client.get("/dashboard?sorteer=stappen.kleur")).status_code == 400


async def test_a_table_can_be_kept_as_csv_and_xlsx(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    answer = await op_sqlite.client.get("/dashboard/tabel/declaraties/csv?van=2023-01&tot=2023-02")
    assert answer.headers["content-disposition"] == 'attachment; filename="declaraties.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1] == "2023-01;1;1,0;5;1;0,2;1083,10;1010,30;compleet"
    answer = await op_sqlite.client.get("/dashboard/tabel/declaraties/xlsx?van=2023-01&tot=2023-02")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    tweede = [cell.value for cell in sheet[2]]
    assert tweede[1:] == [1, 1, 5, 1, 0.2, 1083.1, 1010.3, "compleet"]
    assert sheet.cell(2, 7).number_format == "#,##0.00"


async def test_a_chart_has_words_for_who_cannot_see_it(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    page = await _page(op_sqlite)
    figures = page.all("figure")
    assert len(figures) >= 2
    assert {each["role"] for each in figures} == {"img"}
    assert all("De cijfers staan in de tabel" in (each["aria-label"] or "") for each in figures)
    beelden = [str(each.get("class")) for each in page.all("svg") if each.get("class") != "vonk"]
    assert beelden == ["marks groot", "marks klein"] * len(figures)  # one for a screen, one for a phone


async def test_m95_the_sheet_for_the_quarterly_talk_shows_that_quarter(
    op_sqlite: Monitoring,
) -> None:
    await op_sqlite.hoor(*verhaal())
    eerste, tweede = [
        await _page(op_sqlite, f"/aanbieder/{AGB}/gespreksblad?kwartaal=2023-{nummer}") for nummer in (1, 2)
    ]
    for blad in (eerste, tweede):
        vast = [rij for rij in rijen(blad) if rij in PIJLERTITELS.values()]
        assert vast == list(PIJLERTITELS.values())  # the same four every time, to fill in together
        assert next(text for tag, text in blad.texts if tag == "h2") == "Wat we bespreken"
        assert blad.all("figure") == []  # it is printed
    assert [rij for rij in rijen(eerste) if rij.startswith("feb 2023 1 ")] != []
    assert [rij for rij in rijen(tweede) if rij.startswith("feb 2023")] == []


@pytest.mark.parametrize("kwartaal", ["2023-5", "2023", "1999-1", "x"])
async def test_m105_a_quarter_that_makes_no_sense_is_told_on_the_sheet(op_sqlite: Monitoring, kwartaal: str) -> None:
    answer = await op_sqlite.client.get(f"/dashboard/aanbieder/{AGB}/gespreksblad?kwartaal={kwartaal}")
    assert answer.status_code == 400
    assert "Schrijf een kwartaal als 2026-2." in answer.text


@pytest.mark.parametrize(
    "query", ["?product=QQ9", "?gemeente=9999", "?van=2023-02&tot=2023-01", "?van=%3Cscript%3E", "?kleur=rood"]
)
async def test_a_filter_that_makes_no_sense_is_told_on_the_page(op_sqlite: Monitoring, query: str) -> None:
    answer = await op_sqlite.client.get(f"/dashboard{query}")
    assert answer.status_code == 400
    assert Pagina(answer.text).all("section") == [{"role": "alert", "class": "fout"}]
    assert [each["value"] for each in Pagina(answer.text).all("input")] == ["", ""]
    assert "<script" not in answer.text


async def test_a_bsn_in_the_address_is_not_shown_again(op_sqlite: Monitoring) -> None:
    for name in ("gemeente", "van", "tot", "bsn"):
        answer = await op_sqlite.client.get(f"/dashboard?{name}={TEST_BSN}")
        assert answer.status_code == 400
        assert TEST_BSN not in answer.text
        problem = await op_sqlite.client.get(f"/v1/keten?{name}={TEST_BSN}", headers=op_sqlite.token())
        assert problem.status_code == 400
        assert TEST_BSN not in problem.text


@pytest.mark.parametrize("query", ["", "?gemeente=9999"])
async def test_nothing_comes_from_outside(op_sqlite: Monitoring, query: str) -> None:
    answer = await op_sqlite.client.get(f"/dashboard{query}")
    page = Pagina(answer.text)
    loaded = [each[name] or "" for _, each in page.elements for name in ("src", "href", "action") if name in each]
    assert len(loaded) >= 4
    assert [each for each in loaded if not each.startswith(("/", "#", "data:")) or each.startswith("//")] == []
    css = await op_sqlite.client.get("/dashboard/static/dashboard.css")
    assert css.status_code == 200
    assert css.headers["content-type"].startswith("text/css")
    assert "url(" not in css.text
    assert "@import" not in css.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_links_hold_under_the_address_of_the_suite(op_sqlite: Monitoring) -> None:
    suite = FastAPI()
    suite.mount("/monitoring", op_sqlite.app)
    transport, token = httpx.ASGITransport(app=suite), op_sqlite.token()
    suite_client = httpx.AsyncClient(
        transport=transport, base_url="http://127.0.0.1", headers=token, follow_redirects=True
    )
    async with suite_client as client:
        page = Pagina((await client.get("/monitoring/dashboard")).text)
        addresses = [each["href"] or "" for each in page.all("a", "link")] + [page.all("form")[0]["action"] or ""]
        inside = [each for each in addresses if each.startswith("/")]
        assert len(inside) > 10
        assert [(each, (await client.get(each)).status_code) for each in inside] == [(each, 200) for each in inside]


def test_figures_as_people_write_them() -> None:
    assert [euro(each) for each in (0, 5, 123_456_789, -1_200)] == ["€ 0,00", "€ 0,05", "€ 1.234.567,89", "€ -12,00"]
    assert [procent(each) for each in (None, 0.0, 0.12345, 1.5)] == ["–", "0,0%", "12,3%", "150,0%"]


def test_every_lead_time_has_a_name_for_people() -> None:
    assert list(TITELS) == [each.naam for each in TRAJECTEN]


async def test_production_asks_for_a_token(
    open_monitoring: OpenMonitoring, new_postgres: Callable[[], str], tmp_path: Path
) -> None:
    secrets = load_secrets(Settings(data_dir=tmp_path))
    settings = Settings(
        env="production",
        data_dir=tmp_path,
        database_url=new_postgres(),
        broker_url="amqp://broker.test",
        service_url="https://{service}.test",
        oin="00000001234567890000",
        keys_file=str(tmp_path / "{service}.json"),
        oidc_issuer="https://issuer.test",
        oidc_client_id="monitoring",
        oidc_client_secret="secret",
    )
    monitoring = await open_monitoring(settings, secrets)
    await monitoring.room.migrate()
    await monitoring.hoor(*verhaal())
    client, path = monitoring.client, "/dashboard"
    niemand = {"Authorization": "Bearer verzonnen"}
    assert (await client.get(path, headers=niemand)).status_code == 401
    assert (await client.get(path, headers=monitoring.token(scope="toegang"))).status_code == 403
    page = await client.get(path, headers=monitoring.token("0361"))
    assert page.status_code == 200
    assert [row for row in rijen(Pagina(page.text)) if row.startswith("jan 2023")] == []
    assert [each["value"] for each in Pagina(page.text).all("option")][:2] == ["", "0361"]
    other = await client.get(f"{path}?gemeente={ALMERE}", headers=monitoring.token("0361"))
    assert other.status_code == 403
    assert (await client.get("/dashboard/static/dashboard.css")).status_code == 200


def test_each_row_of_a_chart_has_a_label_of_its_own() -> None:
    kolommen = (
        Kolom("code", "Waarvoor", "tekst"),
        Kolom("gemeente", "Gemeente", "tekst"),
        Kolom("jaar", "Jaar", "tekst"),
        Kolom("budget", "Budget", "euro"),
    )
    rijen = (("HO", "regio", "2025", 1), ("HO", "regio", "2026", 2), ("IB", "regio", "2026", 3))
    tabel = Rapport("budget", "Budget", "", kolommen, rijen, Grafiek("staaf", ("budget",)))
    assert labels(tabel, lambda _, waarde: str(waarde)) == ["HO, 2025", "HO, 2026", "IB, 2026"]
    een_jaar = replace(tabel, rijen=rijen[1:])
    assert labels(een_jaar, lambda _, waarde: str(waarde)) == ["HO", "IB"]


async def test_behind_a_table_stands_which_documents_ask_for_it(op_sqlite: Monitoring) -> None:
    page = await _page(op_sqlite, "/toewijzing")
    bron = "Almere 2023 (5.3.2, 5.2), Lekstroom 2022 (7c), Almelo 2024 (2), Noord-Veluwe 2021."
    assert f"Regio’s vragen hierom in hun inkoopdocumenten: {bron}" in page.text("html")[0]
    assert page.all("details")


def test_only_the_numbers_of_who_asked_are_left_out() -> None:
    assert zonder_bron("Dekking (M53, M100) van 1 (M2) jaar") == "Dekking van 1 jaar"
    for tekst in ("M53", "(norm M53)", "(M)", "Mazda (M3x)"):
        assert zonder_bron(tekst) == tekst
    assert zonder_bron("binnen 10 werkdagen (OP090x4).") == "binnen 10 werkdagen."
