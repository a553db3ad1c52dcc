"""Every number on every page, reckoned again from the raw events of a demo region in the plainest way; to the cent."""

import html
import re
from datetime import date

import pytest
from tests.monitoring import (
    nagerekend,
    nagerekend_geld,
    nagerekend_registers,
    nagerekend_sturing,
    nagerekend_toegang,
)
from tests.monitoring.kijk import Kijk
from tests.monitoring.nagerekend_geld import GLOBAAL
from tests.monitoring.streek import Streek, streek

from monitoring.dashboard.paginas import AANBIEDER, PAGINAS
from monitoring.tabellen import TABELLEN

__all__ = ["streek"]

NAGEREKEND = {
    **nagerekend.TABELLEN,
    **nagerekend_toegang.TABELLEN,
    **nagerekend_geld.TABELLEN,
    **nagerekend_sturing.TABELLEN,
    **nagerekend_registers.TABELLEN,
}


def test_there_is_something_to_reckon(streek: Streek) -> None:
    assert len(streek.soort("meldingen.geregistreerd")) == 64
    assert len(streek.soort("declaraties.beantwoord")) > 9
    assert sum(len(each["toegekend"]) for each in streek.soort("toewijzingen.gedeclareerd")) > 30
    assert [naam for naam in TABELLEN if not streek.rijen(naam)] == []


def test_no_event_of_the_demo_is_parked(streek: Streek) -> None:
    assert {each["type"]: each["reden"] for each in streek.gebeurtenissen if each["reden"]} == {}


def test_every_table_is_reckoned_again() -> None:
    assert set(NAGEREKEND) == set(TABELLEN)
    assert {naam for pagina in (*PAGINAS.values(), AANBIEDER) for naam in pagina.tabellen} == set(TABELLEN)


@pytest.mark.parametrize("naam", TABELLEN)
def test_a_table_agrees_with_the_raw_events(streek: Streek, naam: str) -> None:
    gevonden, verwacht = streek.rijen(naam), NAGEREKEND[naam](Kijk(streek))
    if naam == "dekking":
        elders = [rij for rij in gevonden if rij["gemeente"] != "0034"]
        assert {(rij["aanbieders"], rij["clienten"], rij["capaciteit"], rij["oordeel"]) for rij in elders} == {
            (0, 0, None, "rood")
        }
        gevonden = [rij for rij in gevonden if rij not in elders]
    assert len(gevonden) == len(verwacht)
    for rij, juist in zip(gevonden, verwacht, strict=True):
        precies = {kolom: waarde for kolom, waarde in juist.items() if kolom not in GLOBAAL}
        assert {kolom: rij[kolom] for kolom in precies} == precies
        for kolom in GLOBAAL & juist.keys():
            assert rij[kolom] == (juist[kolom] and pytest.approx(juist[kolom], rel=0.001))


MAANDNAMEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
TEKST = {"tekst", "aanbieder", "gemeente", "product", "licht", "maandstand"}


def _zoals_op_de_pagina(soort: str, waarde: object) -> str | None:
    """A number as it must stand on a page; None for words."""
    if waarde is None:
        return "–"
    if soort in TEKST:
        return None
    if soort == "maand":
        jaar, nummer = str(waarde).split("-")[:2]
        return f"{MAANDNAMEN[int(nummer) - 1]} {jaar}"
    if soort == "datum":
        return f"{date.fromisoformat(str(waarde)):%d-%m-%Y}"
    getal = float(str(waarde))
    if soort == "procent":
        return f"{getal * 100:.1f}%".replace(".", ",")
    decimalen = 2 if soort == "euro" else 0 if getal.is_integer() and isinstance(waarde, int) else None
    if decimalen is None:
        return f"{getal:g}".replace(".", ",")
    geheel = (
        f"{getal / (100 if soort == 'euro' else 1):,.{decimalen}f}".replace(",", "_")
        .replace(".", ",")
        .replace("_", ".")
    )
    return f"€ {geheel}" if soort == "euro" else geheel


def _cellen(pagina: str, tabel: str) -> list[list[str]]:
    (inhoud,) = re.findall(rf'<table id="tabel-{tabel}">.*?<tbody>(.*?)</tbody>', pagina, re.DOTALL)
    rijen = re.findall(r"<tr>(.*?)</tr>", inhoud, re.DOTALL)
    cellen = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rij, re.DOTALL) for rij in rijen]
    return [[" ".join(html.unescape(re.sub(r"<[^>]*>", "", cel)).split()) for cel in rij] for rij in cellen]


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_shows_the_numbers_of_its_tables(streek: Streek, naam: str) -> None:
    for tabel in PAGINAS[naam].tabellen:
        rapport = streek.rapporten[tabel]
        soorten = [kolom["soort"] for kolom in rapport["kolommen"]]
        gevonden = _cellen(streek.paginas[naam], tabel)
        assert len(gevonden) == len(rapport["rijen"])
        for cellen, rij in zip(gevonden, rapport["rijen"], strict=True):
            verwacht = [_zoals_op_de_pagina(soort, waarde) for soort, waarde in zip(soorten, rij, strict=True)]
            getoond = [cel if juist is not None else None for cel, juist in zip(cellen, verwacht, strict=True)]
            assert getoond == verwacht, tabel


def test_what_was_granted_per_assignment_is_what_was_granted(streek: Streek) -> None:
    """Two ways to the same euros of the demo: per assignment and per declaration."""
    echt = {
        each["declaratieId"]
        for each in streek.soort("declaraties.beantwoord")
        if not str(each["declaratieId"]).startswith("d-")
    }
    per_toewijzing = [
        (e["declaratieId"], r["bedrag"]) for e in streek.soort("toewijzingen.gedeclareerd") for r in e["toegekend"]
    ]
    per_declaratie = [(e["declaratieId"], e["bedragToegekend"]) for e in streek.soort("declaraties.beantwoord")]
    sommen = [sum(bedrag for key, bedrag in lijst if key in echt) for lijst in (per_toewijzing, per_declaratie)]
    assert sommen[0] == sommen[1] > 0
