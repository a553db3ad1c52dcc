"""Who reads a table reads a provider in words, with the code beside it (M139)."""

import csv
import io

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import post, rapport
from tests.monitoring.verhaal import AGB, ALMERE, aanbieder, verhaal
from tests.monitoring.vormen import cellen

from declaratie.domain.beleid import BELEID
from monitoring.bronnen import beleidsregel

ANDER = "99990002"


async def _pagina(monitoring: Monitoring, pad: str) -> str:
    antwoord = await monitoring.client.get(f"/dashboard/{pad}", headers=monitoring.token())
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.text


async def _bestand(monitoring: Monitoring, naam: str) -> list[list[str]]:
    antwoord = await monitoring.client.get(f"/v1/rapporten/{naam}/csv", headers=monitoring.token())
    return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


async def _enquete(monitoring: Monitoring) -> None:
    for agb in (AGB, ANDER):
        ervaring: dict[str, object] = {"gemeente": ALMERE, "agb": agb, "op": "2023-01-09", "cijfer": 75}
        await post(monitoring, "clientervaringen", ervaring)


async def test_m139_every_table_says_what_a_provider_is_called(monitoring: Monitoring) -> None:
    """The survey, the lights and the benchmark; of whom no name was told the code alone stands there."""
    await monitoring.hoor(*verhaal(), aanbieder(AGB, "De Brug"))
    await _enquete(monitoring)
    met_naam = f"De Brug ({AGB})"
    ervaringen = cellen(await _pagina(monitoring, "signalen"), "clientervaringen")
    assert [rij[0] for rij in ervaringen] == [met_naam, ANDER]
    aanbieders = await _pagina(monitoring, "aanbieders?van=2023-01&tot=2023-02")
    for tabel in ("stoplichten", "pijlers", "declaraties-per-aanbieder"):
        assert cellen(aanbieders, tabel)[0][0] == met_naam, tabel
    assert [rij[0] for rij in cellen(aanbieders, "benchmark")] == [met_naam, "Alle aanbieders"]
    assert f'href="/dashboard/aanbieder/{AGB}' in aanbieders
    assert (await rapport(monitoring, "clientervaringen"))[0][0] == AGB


async def test_m139_pages_of_one_provider_are_headed_by_its_name(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal(), aanbieder(AGB, "De Brug"))
    assert f"<h1>Aanbieder De Brug ({AGB})</h1>" in await _pagina(monitoring, f"aanbieder/{AGB}")
    assert f"Gespreksblad aanbieder De Brug ({AGB})" in await _pagina(monitoring, f"aanbieder/{AGB}/gespreksblad")
    assert f"<h1>Aanbieder {ANDER}</h1>" in await _pagina(monitoring, f"aanbieder/{ANDER}")
    assert f"alleen aanbieder De Brug ({AGB})," in await _pagina(monitoring, f"aanbieders?aanbieder={AGB}")


async def test_m139_a_file_has_the_name_after_the_code(monitoring: Monitoring) -> None:
    """The code stays what a table is sorted and looked up by."""
    await monitoring.hoor(aanbieder(AGB, "De Brug"))
    await _enquete(monitoring)
    kop, *rijen = await _bestand(monitoring, "clientervaringen")
    assert kop[:2] == ["Aanbieder", "Naam van de aanbieder"]
    assert [rij[:2] for rij in rijen] == [[AGB, "De Brug"], [ANDER, ""]]
    assert "Naam van de aanbieder" not in (await _bestand(monitoring, "dekking"))[0]
    assert (await _bestand(monitoring, "dekking"))[0][1:3] == ["Gemeente", "Naam van de gemeente"]


@pytest.mark.parametrize(
    ("later", "naam"), [(aanbieder(AGB, "Het Anker", 3), "Het Anker"), (aanbieder(AGB, "Oud", 1), "De Brug")]
)
async def test_m139_the_newest_name_stands(op_sqlite: Monitoring, later: object, naam: str) -> None:
    await op_sqlite.hoor(aanbieder(AGB, "De Brug", 2), later)  # type: ignore[arg-type]
    await _enquete(op_sqlite)
    assert cellen(await _pagina(op_sqlite, "signalen"), "clientervaringen")[0][0] == f"{naam} ({AGB})"


@pytest.mark.parametrize("naam", ["<script>x()</script>", "=1+1", ""])
async def test_m139_a_name_is_text_and_nothing_else(op_sqlite: Monitoring, naam: str) -> None:
    await op_sqlite.hoor(aanbieder(AGB, naam))
    await _enquete(op_sqlite)
    pagina = await _pagina(op_sqlite, "signalen")
    assert "<script>x" not in pagina
    (_, rij, _) = await _bestand(op_sqlite, "clientervaringen")
    assert rij[1] == ("'=1+1" if naam.startswith("=") else naam)


@pytest.mark.parametrize("nummer", [*BELEID, "M113"])
def test_every_rule_of_policy_that_declaratie_points_at_has_words(nummer: str) -> None:
    assert beleidsregel(nummer) != beleidsregel("M999")
