"""Under which inkoopmodel a case is: that of the first day of help, so that January can be prepared in December."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.toegang.conftest import ALMERE, Toegang, afweging, beschikking, gelukt, melding, product

from inkoop import MODELLEN, gebruik_map, komend_model

KOMEND, NIEUW = "almere-2025", "2025-01-01"


@pytest.fixture(autouse=True)
def nieuw_beleid(tmp_path: Path) -> Iterator[None]:
    """Almere, with a new model from 2025 on."""
    tekst = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    for oud, nieuw in (("naam: almere-2023", f"naam: {KOMEND}"), ("versie: 2023-01-01", f"versie: {NIEUW}")):
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    (tmp_path / f"{KOMEND}.yaml").write_text(tekst, encoding="utf-8")
    gebruik_map(tmp_path)
    yield
    gebruik_map(None)


async def model_van(toegang: Toegang, begin: str) -> object:
    """Of a decision in May 2024 on help that begins on this day, weighed under that same model."""
    gewogen = afweging()
    gewogen["keuzes"][0]["ingangsdatum"] = begin  # type: ignore[index]
    gewogen["keuzes"][0]["einddatum"] = "2025-12-31"  # type: ignore[index]
    thuis = product(ingangsdatum=begin, einddatum="2025-12-31", minutenPerWeek=None, scenario=None)
    gegeven = await toegang.beschikt(thuis, gewogen=gewogen)
    return gegeven["inkoopmodel"]


@pytest.mark.parametrize(
    ("begin", "model"), [("2024-06-10", "almere-2023"), ("2024-12-31", "almere-2023"), (NIEUW, KOMEND)]
)
async def test_the_model_is_that_of_the_first_day_of_help(toegang: Toegang, begin: str, model: str) -> None:
    assert await model_van(toegang, begin) == model


async def test_what_begins_under_two_models_is_decided_on_apart(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    een, ander = product(), product("IB2B", volume=104, ingangsdatum=NIEUW, einddatum="2025-12-31")
    geweigerd = await toegang.post(f"{pad}/beschikkingen", beschikking(een, ander))
    assert geweigerd.status_code == 400
    assert "body.producten.1.ingangsdatum" in geweigerd.text
    assert "ander inkoopmodel" in geweigerd.text


async def test_a_melding_may_come_before_a_model_begins(toegang: Toegang) -> None:
    """Alkmaar's begins in 2027; in 2024 nothing can be decided on under it for 2024."""
    alkmaar = "0361"
    toegang.headers = toegang.token(alkmaar)
    zaak = gelukt(await toegang.post("/v1/meldingen", melding(alkmaar)))
    vraag = {"situatie": {}, "ingangsdatum": "2024-07-01"}
    geweigerd = await toegang.post(f"/v1/meldingen/{zaak['id']}/afwegingen/_voorstel", vraag)
    assert (geweigerd.status_code, "nog geen inkoopmodel" in geweigerd.text) == (409, True)
    assert gelukt(
        await toegang.post(f"/v1/meldingen/{zaak['id']}/afwegingen/_voorstel", vraag | {"ingangsdatum": "2027-01-01"}),
        200,
    )


def test_the_model_to_come_is_the_first_that_begins() -> None:
    def naam(gemeente: str, op: date) -> str | None:
        model = komend_model([gemeente], op)
        return model.naam if model else None

    assert naam(ALMERE, date(2022, 12, 31)) == "almere-2023"
    assert naam(ALMERE, date(2024, 12, 31)) == "almere-2023"
    assert naam(ALMERE, date(2025, 1, 1)) == KOMEND
    assert naam("9999", date(2025, 1, 1)) is None
