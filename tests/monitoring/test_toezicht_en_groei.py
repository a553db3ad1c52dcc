"""M109: growth in volume is watched, and a supervisor holds quality against a demand. M117: an indicator may go."""

from datetime import date

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import post, rapport
from tests.monitoring.verhaal import AGB, ALMERE, declaratie, gestart, product, toegewezen

from inkoop import Inkoopmodel, laad

ANDER = "99990002"
MAART = date(2023, 3, 1)


async def _geleverd(monitoring: Monitoring, agb: str, jaar: int, bedrag: int) -> None:
    """Granted for the same month of a year."""
    toegekend = (product("HO", 1, 1, bedrag, bedrag),)
    await monitoring.hoor(declaratie(f"d-{agb}-{jaar}", date(jaar, 1, 1), toegekend, agb=agb))


@pytest.mark.parametrize(("nu", "is_signaal"), [(3_000_000, True), (2_999_999, False)])
async def test_m109_a_provider_that_grows_far_more_than_all_together_is_shown(
    monitoring: Monitoring, nu: int, is_signaal: bool
) -> None:
    """Half as much again while all together stay as they were; one cent less is no signal."""
    for agb, jaar, bedrag in (
        (AGB, 2022, 2_000_000), (AGB, 2023, nu), (ANDER, 2022, 200_000_000), (ANDER, 2023, 202_000_000 - nu),
    ):  # fmt: skip
        await _geleverd(monitoring, agb, jaar, bedrag)
    rijen = await rapport(monitoring, "onrechtmatig", "?van=2023-01&tot=2023-01")
    feit = "Groei 50%, alle aanbieders samen 0%, naast dezelfde maanden een jaar eerder"
    assert rijen == ([[AGB, "Groei wijkt af", feit, 1_000_000]] if is_signaal else [])


async def test_m109_a_supervisor_writes_down_whether_a_demand_on_quality_is_met(monitoring: Monitoring) -> None:
    """And nobody else does: it is a step of supervision."""
    zaak: dict[str, object] = {
        "gemeente": ALMERE, "agb": AGB, "soort": "toezicht", "onderwerp": "kwaliteit", "op": "2023-01-09",
        "tekst": "Een bezoek.",
    }  # fmt: skip
    bezoek = await post(monitoring, "kwesties", zaak, scope="toezicht")
    bevinding: dict[str, object] = {
        "stap": "bevinding", "op": "2023-01-16", "uitkomst": "voldoet-niet", "tekst": "Te weinig opgeleide mensen.",
        "uiterlijk": "2023-03-01",
    }  # fmt: skip
    await post(monitoring, f"kwesties/{bezoek['id']}/stappen", bevinding, status=403)
    gevonden = await post(monitoring, f"kwesties/{bezoek['id']}/stappen", bevinding, scope="toezicht")
    assert "voldoet-niet" in str(gevonden)
    (rij,) = await rapport(monitoring, "toezicht")
    assert rij == [AGB, ALMERE, "kwaliteit", "2023-01-09", "Bevinding", "2023-03-01", "te laat"]


async def test_m117_an_indicator_that_leaves_the_model_leaves_monitoring(
    monitoring: Monitoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its column, its light and its share in a pillar; the others stay."""
    toegekend = (product("HO", 2, 1, 200, 100),)
    await monitoring.hoor(toegewezen("t1", MAART, MAART), gestart("t1", MAART, MAART))
    await monitoring.hoor(declaratie("d1", MAART, toegekend))
    zonder = _zonder(laad("almere-2023"), "afgekeurd")
    voor = await _kolommen(monitoring)
    assert {"afgekeurd", "afgekeurd-licht", "tijdig-gestart"} <= voor
    assert (await rapport(monitoring, "pijlers"))[0][-1] == "rood"
    monkeypatch.setattr("monitoring.rapporten.aanbieders.inkoopmodel", lambda _gemeente, _maand: zonder)
    assert await _kolommen(monitoring) == voor - {"afgekeurd", "afgekeurd-licht"}
    assert (await rapport(monitoring, "pijlers"))[0][-1] is None


def _zonder(model: Inkoopmodel, naam: str) -> Inkoopmodel:
    kpis = tuple(each for each in model.contractsturing.kpis if each.naam != naam)
    return model.model_copy(update={"contractsturing": model.contractsturing.model_copy(update={"kpis": kpis})})


async def _kolommen(monitoring: Monitoring) -> set[str]:
    antwoord = await monitoring.client.get("/v1/rapporten/stoplichten", headers=monitoring.token())
    return {kolom["naam"] for kolom in antwoord.json()["kolommen"]}
