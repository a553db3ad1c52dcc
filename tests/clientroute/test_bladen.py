"""Every sheet of the dashboard has something to look at in the demo, in every region; what is empty is so by policy."""

from pathlib import Path

import pytest

from chassis.settings import Settings
from clientroute import run
from clientroute.demo.doorstroom import zwaar_naar_licht
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel, laad, namen
from monitoring.dashboard.paginas import AANBIEDER, PAGINAS
from wetten import Wet

pytestmark = pytest.mark.lang

BURGERS = 40
GEEN_OORDEEL = {"onrechtmatig", "productkeuze", "uitstroom"}
"""Only where something stands out, or where help ended within the two months that are played."""
Rijen = dict[str, list[list[object]]]


def niet_gevraagd(model: Inkoopmodel) -> set[str]:
    """The tables that stay empty because the region does not measure, buy, agree or ask that."""
    leeg = set[str]()
    if not model.plan.zrm_maanden:
        leeg.add("effecten")
    if not model.plan.evaluatievragen:
        leeg |= {"regievragen", "regievragen-per-product"}
    if {each.wet for each in model.producten} == {Wet.WMO}:
        leeg.add("jeugdhulp")
    if not model.eigen_termijnen:
        leeg.add("eigen-termijnen")
    # Yearly reports of a region that began this year are asked when the year is over.
    if not [each for each in model.uitvragen if each.vanaf < model.versie or each.vanaf.year > model.versie.year]:
        leeg |= {"rapportages", "rapportages-antwoorden"}
    if not model.declaratieregels.alleen_geleverd:
        leeg.add("aandachtspunten")
    return leeg


def leeg(rijen: Rijen) -> set[str]:
    """The tables without a row."""
    return {each for each, gevonden in rijen.items() if not gevonden} - GEEN_OORDEEL


async def gespeeld(model: Inkoopmodel, folder: Path) -> Rijen:
    """The tables after the first start of a region."""
    settings, klok = Settings(data_dir=folder), SpeelKlok()
    async with running_suite(settings, klok) as suite:
        await run.first_play(settings, suite, model, 2, klok)
        gemeenten = model.gemeentecodes
        async with run.client_factory(suite)("monitoring", caller_for("beleid", gemeenten)) as client:
            tabellen = {naam for each in (*PAGINAS.values(), AANBIEDER) for naam in each.rapporten}

            async def lees() -> Rijen:
                return {naam: (await client.get(f"/v1/rapporten/{naam}")).json()["rijen"] for naam in sorted(tabellen)}

            # Monitoring hears of the last steps a moment after they were taken.
            return await until(lees, lambda rijen: leeg(rijen) == niet_gevraagd(model))


@pytest.mark.parametrize("naam", namen())
async def test_every_sheet_has_rows_in_every_region(naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "EERSTE_BURGERS", BURGERS)
    model = laad(naam)
    rijen = await gespeeld(model, tmp_path)
    besluiten = {(str(soort), str(uitkomst)) for soort, uitkomst, _ in rijen["uitkomsten"]}
    assert besluiten >= {("Besluit", "toegekend"), ("Besluit", "afgewezen"), ("Besluit op bezwaar", "toegekend")}
    assert rijen["uitstroom"] or not zwaar_naar_licht(model), "somebody went from heavy to light help"
    gebruikt = [deel for each in rijen["budget"] if isinstance(deel := each[5], float) and deel]
    assert gebruikt
    assert max(gebruikt) < 2, "nobody looks at a budget of a whole region beside the people of a demo"
    assert max(gebruikt) > 0.05
