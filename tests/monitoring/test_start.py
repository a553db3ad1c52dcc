"""At a glance: tiles, what is late or red in words, and a page per role to begin with."""

from datetime import date

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.pagina import Pagina
from tests.monitoring.verhaal import (
    AGB,
    ALKMAAR,
    ALMERE,
    aanbieder,
    declaratie,
    gestart,
    melding,
    onderzoek,
    product,
    toegewezen,
    verhaal,
)

from monitoring.dashboard.paginas import AANBIEDER, PAGINAS
from monitoring.dashboard.startbladen import STARTBLADEN
from monitoring.rapporten.seinen import SEINEN
from monitoring.rapporten.tegels import TEGELS


async def pagina(monitoring: Monitoring, adres: str) -> Pagina:
    antwoord = await monitoring.client.get(f"/dashboard/{adres}")
    assert antwoord.status_code == 200, antwoord.text
    return Pagina(antwoord.text)


@pytest.mark.parametrize("rol", STARTBLADEN)
async def test_every_role_has_a_page_to_begin_with_before_and_after(op_sqlite: Monitoring, rol: str) -> None:
    await pagina(op_sqlite, f"start/{rol}")
    await op_sqlite.hoor(*verhaal())
    blad = await pagina(op_sqlite, f"start/{rol}?van=2023-01&tot=2023-02")
    tegels = [
        tekst for tekst in blad.text("li") if any(TEGELS[naam].titel in tekst for naam in STARTBLADEN[rol].tegels)
    ]
    assert len(tegels) >= 4
    links = [each["href"] or "" for each in blad.all("a") if "/dashboard/" in (each["href"] or "")]
    assert all("van=2023-01" in each for each in links if "/dashboard/keten" in each)
    for link in dict.fromkeys(links):
        assert (await op_sqlite.client.get(link)).status_code == 200, link


async def test_an_unknown_role_has_no_page(op_sqlite: Monitoring) -> None:
    assert (await op_sqlite.client.get("/dashboard/start/koning")).status_code == 404


@pytest.mark.parametrize("blad", [*PAGINAS.values(), AANBIEDER, *STARTBLADEN.values()])
def test_every_page_opens_with_four_to_six_tiles_that_there_are(blad: object) -> None:
    tegels, seinen = blad.tegels, blad.seinen
    assert 4 <= len(tegels) <= 6
    assert set(tegels) <= TEGELS.keys()
    assert set(seinen) <= SEINEN.keys()


async def test_what_is_late_is_said_in_words_and_leads_to_it(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*(melding(f"m{nummer}", date(2023, 4, nummer)) for nummer in (1, 2, 3)))
    blad = await pagina(op_sqlite, f"start/beleid?gemeente={ALMERE}")
    zin = "3 onderzoeken zijn te laat: de oudste 19 dagen."
    assert any(zin in tekst for tekst in blad.text("li"))
    (link,) = [each["href"] or "" for each in blad.all("a") if "/openstaand/onderzoek?" in (each["href"] or "")]
    lijst = Pagina((await op_sqlite.client.get(link)).text)
    assert [rij for rij in lijst.text("tr") if rij.startswith("Melding m1 Almere")] == [
        "Melding m1 Almere – – 01-04-2023 13-05-2023 19"
    ]
    elders = await pagina(op_sqlite, f"start/beleid?gemeente={ALKMAAR}")
    assert "Er is nu niets te laat of rood." in elders.text("p")


async def test_a_red_light_leads_to_the_norm_the_value_and_the_cases(op_sqlite: Monitoring) -> None:
    """Why did this provider turn red: two of ten started after the norm."""
    gebeurd = [aanbieder(AGB, "Zorg Voor U")]
    for nummer in range(10):
        toe = date(2023, 1, 2)
        start = date(2023, 4, 20) if nummer < 4 else date(2023, 1, 9)
        gebeurd += [toegewezen(f"t{nummer}", toe, toe), gestart(f"t{nummer}", toe, start)]
    await op_sqlite.hoor(*gebeurd)
    keuze = f"gemeente={ALMERE}&van=2023-01&tot=2023-05"
    blad = await pagina(op_sqlite, f"start/contractbeheer?{keuze}")
    assert any(
        f"1 aanbieder staat op rood. Zorg Voor U ({AGB}): gestart binnen de wachttijdnorm." in each
        for each in blad.text("li")
    )
    eigen = await pagina(op_sqlite, f"aanbieder/{AGB}?{keuze}")
    (zin,) = [each for each in eigen.text("li") if each.endswith("Bekijk deze 4")]
    assert "Rood: gestart binnen de wachttijdnorm, 60,0%. De norm is minstens 90%. Bekijk deze 4" in zin
    link = next(each["href"] or "" for each in eigen.all("a") if "zonder=start" in (each["href"] or ""))
    rijen = Pagina((await op_sqlite.client.get(link)).text).text("tr")
    assert [each.split()[1] for each in rijen[1:]] == ["t3", "t2", "t1", "t0"]


async def test_a_tile_is_laid_beside_a_year_earlier_and_the_region(op_sqlite: Monitoring) -> None:
    ermelo, putten = "0233", "0273"  # of one region
    gebeurd = []
    for jaar, gemeente, laat in ((2022, ermelo, 0), (2023, ermelo, 1), (2023, putten, 0)):
        for nummer in range(2):
            key, op = f"{jaar}-{gemeente}-{nummer}", date(jaar, 1, 2)
            klaar = date(jaar, 3, 30) if nummer < laat else date(jaar, 1, 30)
            gebeurd += [melding(key, op, gemeente), onderzoek(key, op, klaar, gemeente)]
    await op_sqlite.hoor(*gebeurd)
    blad = await pagina(op_sqlite, f"start/wethouder?gemeente={ermelo}&van=2023-01&tot=2023-04")
    (tegel,) = [each for each in blad.text("li") if each.startswith("Onderzoek op tijd klaar")]
    assert "50,0%" in tegel
    assert "50,0 procentpunt minder dan een jaar eerder" in tegel
    assert "1 te laat" in tegel
    assert "De regio: 75,0%" in tegel


async def test_of_one_provider_a_tile_is_laid_beside_all(op_sqlite: Monitoring) -> None:
    regels = (product("HO", 10, 9, 1_000, 900),)
    await op_sqlite.hoor(
        declaratie("d1", date(2023, 1, 1), regels),
        declaratie("d2", date(2023, 1, 1), (product("HO", 10, 10, 1_000, 1_000),), agb="99990002"),
    )
    blad = await pagina(op_sqlite, f"aanbieder/{AGB}?van=2023-01&tot=2023-02")
    (tegel,) = [each for each in blad.text("li") if each.startswith("Prestaties afgewezen 10,0%")]
    assert "Alle aanbieders: 5,0%" in tegel
