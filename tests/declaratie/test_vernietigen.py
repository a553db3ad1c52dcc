"""A provider may bill for somebody who is unknown here: he is destroyed by the BSN in its message."""

from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import ALKMAAR, ALMERE, BSN, VREEMDE_BSN, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import afgewezen

import wetten
from chassis.tokens import Caller
from istandaard.berichten import Bericht323

IEMAND = "01a2250e-37b0-7217-bc05-e61ac52d5a84"
"""Of whom toegang knows that he has this BSN, and declaratie knows nothing."""


async def vernietig(declaratie: Declaratie, gemeente: str) -> dict[str, int]:
    """What toegang asks, and hears."""
    issuer = declaratie.room.secrets.issuer
    assert issuer is not None
    wie = Caller("service-toegang", frozenset({"vernietigen"}), gemeenten=frozenset({"*"}))
    answer = await declaratie.client.post(
        f"/v1/clienten/{IEMAND}/_vernietig",
        json={"gemeente": gemeente, "bsn": VREEMDE_BSN},
        headers={"Authorization": f"Bearer {issuer.issue(wie)}"},
    )
    aantallen: dict[str, int] = answer.raise_for_status().json()["aantallen"]
    return aantallen


async def test_who_is_unknown_is_cut_out_of_what_was_billed_for_him(declaratie: Declaratie) -> None:
    onbekend = client(prestatie(1, ref="X"), bsn=VREEMDE_BSN)
    alleen = await declaratie.lever_aan(bericht_met(onbekend))
    samen = await declaratie.lever_aan(bericht_met(client(prestatie(10)), onbekend))
    await declaratie.werk()
    gelezen = wetten.lees(await declaratie.antwoord_xml(alleen))
    assert set(afgewezen(gelezen)) == {VREEMDE_BSN}  # type: ignore[arg-type]
    assert (await vernietig(declaratie, ALKMAAR))["berichten"] == 0
    assert (await vernietig(declaratie, ALMERE))["berichten"] == 4
    headers = declaratie.aanbieder()
    assert (await declaratie.client.get(f"/v1/berichten/{alleen}/inhoud", headers=headers)).status_code == 404
    heel = wetten.lees((await declaratie.client.get(f"/v1/berichten/{samen}/inhoud", headers=headers)).content)
    assert isinstance(heel, Bericht323)
    assert [each.bsn for each in heel.declaratie.clienten] == [BSN]
    assert afgewezen(wetten.lees(await declaratie.antwoord_xml(samen))) == {}  # type: ignore[arg-type]
