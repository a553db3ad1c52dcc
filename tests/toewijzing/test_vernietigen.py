"""Of whom nothing is known but the BSN that a provider named is shown and destroyed too."""

from typing import cast

import pytest
from sqlalchemy import select
from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.gesprek import bericht_315, codes_in, gevraagd
from tests.toewijzing.handelingen import besluit, verzoeken
from tests.toewijzing.verhaal import ALMERE, ANDER_BSN, BSN, DE_BRUG, HET_ANKER, Json
from tests.wissel import wissel

from chassis import tables
from toewijzing.tables import Termijn, Verzoek

IEMAND = "01a2250e-37b0-7217-bc05-e61ac52d5a84"
"""Of whom toegang knows that he has this BSN, and toewijzing knows nothing."""


async def vraag(
    toewijzing: Toewijzing, pad: str, bsn: str = BSN, gemeente: str = ALMERE, client_id: str = IEMAND
) -> Json:
    """What toegang asks, and hears."""
    headers = toewijzing.token("personen:lezen vernietigen", gemeenten=("*",))
    body = {"gemeente": gemeente, "bsn": bsn}
    return gelukt(await toewijzing.client.post(f"/v1/clienten/{client_id}/{pad}", json=body, headers=headers))


async def bewaard(toewijzing: Toewijzing, **van: str) -> dict[str, list[Json]]:
    return cast(dict[str, list[Json]], (await vraag(toewijzing, "gegevens/_inzage", **van))["gegevens"])


async def gevraagd_voor(toewijzing: Toewijzing, referentie: str, bsn: str = BSN, agb: str = DE_BRUG) -> str:
    """A VOT about who has no assignment: where its message is."""
    vot = bericht_315(gevraagd(referentie), identificatie=referentie, bsn=bsn, agb=agb)
    waar, retour = await toewijzing.lever_aan(vot, agb)
    assert codes_in(retour) == set()
    return waar


async def test_what_a_provider_asked_for_somebody_is_shown_before_there_is_an_assignment(
    toewijzing: Toewijzing,
) -> None:
    await toewijzing.leg_vast()
    await gevraagd_voor(toewijzing, "VOT-1")
    await gevraagd_voor(toewijzing, "VOT-2", ANDER_BSN)
    for _ in range(2):
        (een,) = (await bewaard(toewijzing))["verzoeken"]
        assert (een["referentie"], een["status"]) == ("VOT-1", "open")
        assert "bsn_hash" not in een
        wissel(toewijzing.room)  # what was kept stands under the key of before
    assert await bewaard(toewijzing, gemeente="0361") == {}


@pytest.mark.parametrize("hoe", ["open", "afgewezen"])
async def test_it_is_destroyed_with_its_messages_and_terms(toewijzing: Toewijzing, hoe: str) -> None:
    await toewijzing.leg_vast()
    waar = await gevraagd_voor(toewijzing, "VOT-1")
    ander = await gevraagd_voor(toewijzing, "VOT-2", ANDER_BSN)
    een, blijft = await verzoeken(toewijzing)
    if hoe == "afgewezen":
        gelukt(await besluit(toewijzing, een, "afwijzen", reden="3"))
    wissel(toewijzing.room)
    aantallen = cast(dict[str, int], (await vraag(toewijzing, "_vernietig"))["aantallen"])
    assert (aantallen["verzoeken"], aantallen["berichten"]) == (1, 1)
    assert [each["id"] for each in await verzoeken(toewijzing)] == [blijft["id"]]
    pad = f"/v1/verzoeken/{een['id']}"
    assert (await toewijzing.client.get(pad, headers=toewijzing.gemeente)).status_code == 404
    assert (await besluit(toewijzing, een, "afwijzen", reden="3")).status_code == 404
    assert (await toewijzing.client.get(f"{waar}/inhoud", headers=toewijzing.aanbieder())).status_code == 404
    assert (await toewijzing.client.get(f"{ander}/inhoud", headers=toewijzing.aanbieder())).status_code == 200
    async with toewijzing.room.work(writes=False) as work:
        assert set((await work.session.execute(select(Termijn.onderwerp_id))).scalars()) >= {blijft["id"]}
        weg = select(Termijn.soort).where(Termijn.onderwerp_id == een["id"])
        assert (await work.session.execute(weg)).scalars().all() == []
    assert cast(dict[str, int], (await vraag(toewijzing, "_vernietig"))["aantallen"]).get("berichten", 0) == 0


async def test_a_message_that_was_refused_whole_goes_too(toewijzing: Toewijzing) -> None:
    """No request came of it: the BSN stands in the message, and in what was answered."""
    await toewijzing.leg_vast()
    await gevraagd_voor(toewijzing, "VOT-1", ANDER_BSN, HET_ANKER)
    fout = bericht_315(gevraagd("VOT-2"), gevraagd("VOT-2"), identificatie="DUBBEL")
    waar, retour = await toewijzing.lever_aan(fout)
    assert codes_in(retour) != set()
    assert cast(dict[str, int], (await vraag(toewijzing, "_vernietig"))["aantallen"])["berichten"] >= 1
    assert (await toewijzing.client.get(f"{waar}/inhoud", headers=toewijzing.aanbieder())).status_code == 404
    assert len(await verzoeken(toewijzing)) == 1


async def test_who_has_an_assignment_is_destroyed_with_what_was_asked_before_it(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await gevraagd_voor(toewijzing, "VOT-1")
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "afwijzen", reden="3"))
    await toewijzing.hoor(toewijzing.beschikt())
    async with toewijzing.room.work(writes=False) as work:
        assert (await work.session.execute(select(Verzoek.client_id))).scalars().all() == [None]
    client_id = str((await toewijzing.toewijzingen())[0]["clientId"])
    assert set(await bewaard(toewijzing, client_id=client_id)) >= {"toewijzingen", "verzoeken"}


async def test_the_bsn_stands_in_no_log_and_only_services_may_ask(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await gevraagd_voor(toewijzing, "VOT-1")
    await vraag(toewijzing, "gegevens/_inzage")
    await vraag(toewijzing, "_vernietig")
    async with toewijzing.room.work(writes=False) as work:
        regels = (await work.session.execute(select(tables.logregels))).all()
        assert BSN not in repr(regels)
    een_gemeente = toewijzing.token("personen:lezen vernietigen", gemeenten=(ALMERE,))
    for pad in ("gegevens/_inzage", "_vernietig"):
        waar, body = f"/v1/clienten/{IEMAND}/{pad}", {"gemeente": ALMERE, "bsn": BSN}
        assert (await toewijzing.client.post(waar, json=body, headers=een_gemeente)).status_code == 403
        geen_bsn = await toewijzing.client.post(waar, json=body | {"bsn": BSN[:-1] + "9"}, headers=een_gemeente)
        assert geen_bsn.status_code == 400
        assert BSN[:-1] not in geen_bsn.text
