"""The dashboard: shows the numbers, loads nothing from outside, can be used by everybody, knows who may look."""

import base64
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.monitoring.conftest import Monitoring, OpenMonitoring
from tests.monitoring.verhaal import ALMERE, declaratie, product, verhaal

from chassis.service import load_secrets
from chassis.settings import Settings
from monitoring import dashboard
from monitoring.opmaak import breedte, euro, procent

TEST_BSN = "999900006"
VOID = {"meta", "link", "input", "br"}


class Pagina(HTMLParser):
    """The elements of a page with their attributes, the text of each, and whether all were closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        opened, parts = self._open.pop()
        assert opened == tag
        self.texts.append((tag, " ".join("".join(parts).split())))

    def handle_data(self, data: str) -> None:
        for _, parts in self._open:
            parts.append(data)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag in tags]

    def text(self, *tags: str) -> list[str]:
        return [text for tag, text in self.texts if tag in tags]


async def _page(monitoring: Monitoring, query: str = "") -> Pagina:
    answer = await monitoring.client.get(f"/dashboard{query}")
    assert answer.status_code == 200, answer.text
    return Pagina(answer.text)


async def test_the_page_shows_the_numbers_of_the_chain(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    page = await _page(monitoring)
    numbers = dict(zip(page.text("dt"), page.text("dd"), strict=True))
    assert numbers == {
        "Meldingen": "3",
        "Onderzoeken klaar": "2",
        "Beschikkingen": "2",
        "Toewijzingen": "2",
        "Wacht op een aanbieder": "1",
        "Hulp gestart": "1",
        "Declaraties": "2",
        "Regels ontvangen": "7",
        "Regels toegekend": "5",
        "Regels afgewezen": "2",
        "Deel afgewezen": "28,6%",
        "Bedrag ingediend": "€ 1.395,60",
        "Bedrag toegekend": "€ 1.635,30",
    }
    rows = page.text("tr")
    assert "9321 Het volume is meer dan in deze periode is toegewezen. 2 € -239,70" in rows
    assert "Van melding tot het onderzoek klaar is 2 10 30" in rows
    assert "Huishoudelijke ondersteuning 2023 € 11.500.000,00 € 1.562,50 0,0%" in rows
    assert "toegang kijk naar wat niet verwerkt is 3 01-06-2023 11:30 (30 minuten) 1" in rows


async def test_the_page_is_there_before_anything_happened(op_sqlite: Monitoring) -> None:
    page = await _page(op_sqlite)
    assert "Er zijn geen regels afgewezen." in page.text("p")
    assert page.text("dd").count("–") == 1


async def test_the_filter_of_the_page_is_the_filter_of_the_numbers(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    page = await _page(op_sqlite, f"?gemeente={ALMERE}&van=&tot=2023-01")
    assert page.text("dd")[0] == "2"
    assert [each["value"] for each in page.all("option") if "selected" in each] == [ALMERE]
    assert [each["value"] for each in page.all("input")] == ["", "2023-01"]
    assert "U ziet Almere, tot en met 2023-01." in page.text("p")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "U ziet alle gemeenten die u mag zien, alle maanden."),
        ("?van=2023-01", "U ziet alle gemeenten die u mag zien, vanaf 2023-01."),
        ("?van=2023-01&tot=2023-02", "U ziet alle gemeenten die u mag zien, van 2023-01 tot en met 2023-02."),
    ],
)
async def test_the_choice_stands_in_words_for_who_prints_the_page(
    op_sqlite: Monitoring, query: str, words: str
) -> None:
    assert words in (await _page(op_sqlite, query)).text("p")


@pytest.mark.parametrize("query", ["?gemeente=9999", "?van=2023-02&tot=2023-01", "?van=%3Cscript%3E", "?kleur=rood"])
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


async def test_more_than_the_budget_stays_within_its_bar(op_sqlite: Monitoring) -> None:
    year = verhaal()[-1].event.time.date()
    await op_sqlite.hoor(declaratie("d1", year, (product("DB2S", 1, 1, 190_000_000, 190_000_000),)))
    page = await _page(op_sqlite)
    assert "200,0% – meer dan het budget" in page.text("td")
    assert {"style": "width: 100%"} in page.all("span")


async def test_money_without_a_budget_is_shown_as_that(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(declaratie("d1", date(2022, 1, 1), (product("HO", 1, 1, 31_250, 31_250),)))
    page = await _page(op_sqlite)
    assert "HO in Almere 2022 geen budget € 312,50 –" in page.text("tr")
    assert page.all("span").count({"class": "balk", "aria-hidden": "true"}) == 0


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
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=suite), base_url="http://test") as client:
        page = Pagina((await client.get("/monitoring/dashboard")).text)
        addresses = [each["href"] or "" for each in page.all("a", "link")] + [page.all("form")[0]["action"] or ""]
        inside = [each for each in addresses if each.startswith("/")]
        assert len(inside) == 4
        assert [(each, (await client.get(each)).status_code) for each in inside] == [(each, 200) for each in inside]


async def test_everybody_can_use_the_page(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    page = await _page(op_sqlite)
    tags = [tag for tag, _ in page.elements]
    assert page.all("html") == [{"lang": "nl"}]
    assert [tags.count(tag) for tag in ("h1", "main", "header", "footer", "form", "title")] == [1] * 6
    assert [tag for tag in tags if tag in {"h1", "h2", "h3"}] == ["h1"] + ["h2"] * 5
    assert len(page.all("table")) == len(page.all("caption")) == 4
    assert {each.get("scope") for each in page.all("th")} == {"row", "col"}
    ids = [each["id"] for _, each in page.elements if "id" in each]
    assert len(ids) == len(set(ids))
    labelled = {each["for"] for each in page.all("label")}
    assert {each["id"] for each in page.all("input", "select")} == labelled
    pointed = {each["aria-labelledby"] for _, each in page.elements if "aria-labelledby" in each}
    assert pointed <= set(ids)
    assert page.all("a")[0]["href"] == "#inhoud"
    assert "inhoud" in ids


def test_figures_as_people_write_them() -> None:
    assert [euro(each) for each in (0, 5, 123_456_789, -1_200)] == ["€ 0,00", "€ 0,05", "€ 1.234.567,89", "€ -12,00"]
    assert [procent(each) for each in (None, 0.0, 0.12345, 1.5)] == ["–", "0,0%", "12,3%", "150,0%"]
    assert [breedte(each) for each in (None, -0.5, 0.426, 3.0)] == [0, 0, 43, 100]


def test_every_lead_time_has_a_name_for_people() -> None:
    from monitoring.domain.stappen import TRAJECTEN

    assert list(dashboard.TRAJECTEN) == [each.naam for each in TRAJECTEN]


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
        bsn_key=base64.b64encode(bytes(32)).decode(),
        oidc_issuer="https://issuer.test",
        oidc_client_id="monitoring",
        oidc_client_secret="secret",
    )
    monitoring = await open_monitoring(settings, secrets)
    await monitoring.hoor(*verhaal())
    client, path = monitoring.client, "/dashboard"
    assert (await client.get(path)).status_code == 401
    assert (await client.get(path, headers=monitoring.token(scope="toegang"))).status_code == 403
    page = await client.get(path, headers=monitoring.token("0361"))
    assert page.status_code == 200
    assert Pagina(page.text).text("dd")[0] == "0"
    assert [each["value"] for each in Pagina(page.text).all("option")] == ["", "0361"]
    other = await client.get(f"{path}?gemeente={ALMERE}", headers=monitoring.token("0361"))
    assert other.status_code == 403
    assert (await client.get("/dashboard/static/dashboard.css")).status_code == 200
