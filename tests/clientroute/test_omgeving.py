"""What a newcomer finds around the help of the demo: every page of steering has something to look at."""

from datetime import date
from pathlib import Path

import pytest
from tests.keten.gespeeld import gespeelde_suite

from chassis.settings import Settings
from clientroute.run import client_factory, play_around
from clientroute.tokens import caller_for
from inkoop import laad

pytestmark = pytest.mark.lang

VANDAAG = date(2026, 11, 25)
TE_ZIEN = (
    *("afspraken", "risicos", "maatregelen", "veiligheid", "toezicht", "signalen-over-aanbod"),
    *("rapportages", "rapportages-antwoorden", "clientervaringen", "planningssignalen", "klachten"),
)


async def test_the_demo_has_complaints_risks_talks_supervision_and_reports(tmp_path: Path) -> None:
    async with gespeelde_suite(Settings(data_dir=tmp_path), VANDAAG) as (suite, _):
        await play_around(suite, laad("almere-2023"), VANDAAG)
        async with client_factory(suite)("monitoring", caller_for("toezicht", ["0034"])) as client:
            rijen = {naam: (await client.get(f"/v1/rapporten/{naam}")).json()["rijen"] for naam in TE_ZIEN}
    assert [naam for naam, gevonden in rijen.items() if not gevonden] == []
    assert all(rij[2] is not None for rij in rijen["clientervaringen"]), "from ten answers on there is a grade"
    gehoord = sorted(rij[8] is not None for rij in rijen["maatregelen"])
    assert gehoord == [False, True], "one provider was heard, and one has still to answer"
    assert {rij[3] for rij in rijen["rapportages"]} == {"gevraagd", "ingediend"}
