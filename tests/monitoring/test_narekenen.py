"""Every number on every page, reckoned again from the raw events of a demo region in the plainest way; to the cent."""

import pytest
from tests.monitoring import toevoegsel
from tests.monitoring.kijk import Kijk
from tests.monitoring.streek import BURGERS, Streek, streek
from tests.monitoring.vormen import NAGEREKEND, is_gelijk_op_pagina, is_nagerekend

from monitoring.dashboard.paginas import AANBIEDER, PAGINAS
from monitoring.rapporten import RAPPORTEN

pytestmark = pytest.mark.lang

__all__ = ["streek"]


def test_there_is_something_to_reckon(streek: Streek) -> None:
    extra = [each for each in toevoegsel.gebeurtenissen() if "meldingen.geregistreerd" in each.type]
    assert len(streek.soort("meldingen.geregistreerd")) == BURGERS + len(extra)
    assert len(streek.soort("declaraties.beantwoord")) > 9
    assert sum(len(each["toegekend"]) for each in streek.soort("toewijzingen.gedeclareerd")) > 30
    assert [naam for naam in RAPPORTEN if not streek.rijen(naam)] == []


def test_no_event_of_the_demo_is_parked(streek: Streek) -> None:
    assert {each["type"]: each["reden"] for each in streek.gebeurtenissen if "reden" in each} == {}


def test_every_table_is_reckoned_again() -> None:
    assert set(NAGEREKEND) == set(RAPPORTEN)
    assert {naam for pagina in (*PAGINAS.values(), AANBIEDER) for naam in pagina.rapporten} == set(RAPPORTEN)


@pytest.mark.parametrize("naam", RAPPORTEN)
def test_a_table_agrees_with_the_raw_events(streek: Streek, naam: str) -> None:
    is_nagerekend(streek.rapporten[naam], Kijk(streek))


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_shows_the_numbers_of_its_tables(streek: Streek, naam: str) -> None:
    for tabel in PAGINAS[naam].rapporten:
        is_gelijk_op_pagina(streek.paginas[naam], streek.rapporten[tabel])


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
