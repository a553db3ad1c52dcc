"""A long table shows what asks for a look and all of it when asked, and can be searched."""

from datetime import date

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.pagina import Pagina
from tests.monitoring.verhaal import aanbieder, declaratie, product

from monitoring.dashboard.lengte import KORT

KEUZE = "van=2023-01&tot=2023-02"


def agb(nummer: int) -> str:
    return f"9999{nummer:04}"


@pytest.fixture
async def vol(op_sqlite: Monitoring) -> Monitoring:
    """Thirty providers; the last ones bill most."""
    await op_sqlite.hoor(
        *(aanbieder(agb(nummer), f"Zorg {nummer}") for nummer in range(30)),
        *(
            declaratie(f"d{nummer}", date(2023, 1, 1), (product("HO", 9, 9, 100, 100),), agb=agb(nummer))
            for nummer in range(30)
        ),
    )
    return op_sqlite


async def tabel(monitoring: Monitoring, query: str) -> tuple[Pagina, list[str]]:
    pagina = Pagina((await monitoring.client.get(f"/dashboard/aanbieders?{KEUZE}{query}")).raise_for_status().text)
    return pagina, [rij for rij in pagina.text("tr") if rij.startswith("Zorg ") and rij.endswith("€ 1,00 € 1,00")]


async def test_a_page_shows_so_many_rows_and_all_of_one_table_when_asked(vol: Monitoring) -> None:
    pagina, rijen = await tabel(vol, "")
    assert len(rijen) == KORT
    assert any("20 van 30 rijen, wat aandacht vraagt eerst." in each for each in pagina.text("p"))
    links = [each["href"] or "" for each in pagina.all("a")]
    (alle,) = [each for each in links if "alle=declaraties-per-aanbieder" in each]
    heel = Pagina((await vol.client.get(alle)).text)
    assert len([rij for rij in heel.text("tr") if rij.endswith("€ 1,00 € 1,00")]) == 30
    assert any("20 van 30 rijen" in each for each in heel.text("p"))  # the other tables stay short


async def test_what_is_looked_for_is_found_by_name_and_by_code(vol: Monitoring) -> None:
    for zoek in ("zorg 7", agb(7)):
        pagina, rijen = await tabel(vol, f"&tabel=declaraties-per-aanbieder&zoek={zoek}")
        assert [rij.split(" (")[0] for rij in rijen] == ["Zorg 7"]
        assert any("1 van 30 rijen gevonden." in each for each in pagina.text("p"))


async def test_a_chosen_order_is_kept(vol: Monitoring) -> None:
    _, rijen = await tabel(vol, "&sorteer=declaraties-per-aanbieder.aanbieder")
    assert [rij.split(" (")[0] for rij in rijen] == [f"Zorg {nummer}" for nummer in range(KORT)]


async def test_what_is_looked_for_never_becomes_a_part_of_the_page(vol: Monitoring) -> None:
    antwoord = await vol.client.get("/dashboard/aanbieders", params={"tabel": "benchmark", "zoek": "<script>x"})
    assert "<script" not in antwoord.text
