"""A trial (proef=true): the answer that a declaration would get, and nothing is kept."""

import pytest
from sqlalchemy import func, select
from tests.declaratie.conftest import JSON, XML, Declaratie
from tests.declaratie.maker import AGB, ANDERE_AGB, BSN, VREEMDE_BSN, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import probeer

import iwmo
from chassis.tables import logregels
from declaratie.tables.base import Base
from istandaard.berichten import Bericht323

APRIL, MAART = ("04-01", "04-30"), ("03-01", "03-31")


async def rijen(van: Declaratie) -> dict[str, int]:
    """How many rows each table has, beside the log of who asked."""
    async with van.room.work(writes=False) as work:
        return {
            name: (await work.session.execute(select(func.count()).select_from(table))).scalar_one()
            for name, table in Base.metadata.tables.items()
            if name != logregels.name
        }


def verscheiden() -> list[Bericht323]:
    """Declarations that are granted, partly rejected, and rejected whole."""
    goed, te_veel = prestatie(periode=APRIL), prestatie(101, periode=MAART)
    return [
        bericht_met(client(prestatie())),
        bericht_met(client(goed, te_veel), client(prestatie(nummer=7), bsn=VREEMDE_BSN)),
        bericht_met(client(prestatie()), totaal=1),
        bericht_met(client(prestatie()), dagtekening="12-31"),
    ]


@pytest.mark.parametrize("nummer", range(4))
async def test_a_trial_gives_the_answer_that_the_real_one_gets(declaratie: Declaratie, nummer: int) -> None:
    bericht = verscheiden()[nummer]
    proef = await probeer(declaratie, bericht)
    echt = await declaratie.declareer(bericht)
    assert proef.declaratie_antwoord == echt.declaratie_antwoord
    assert proef.header.retour_codes == echt.header.retour_codes
    assert proef.header.declaratie_identificatie == echt.header.declaratie_identificatie
    assert proef.header.bericht_identificatie.identificatie == "PROEF"
    assert echt.header.bericht_identificatie.identificatie == f"{AGB}0001"


async def test_a_trial_counts_what_was_granted_before(declaratie: Declaratie) -> None:
    te_veel = bericht_met(client(prestatie(60, periode=APRIL)))
    assert (await probeer(declaratie, te_veel)).declaratie_antwoord == await toegekend(declaratie, te_veel)
    await declaratie.declareer(bericht_met(client(prestatie(60))))
    antwoord = (await probeer(declaratie, te_veel)).declaratie_antwoord
    assert antwoord is not None
    assert [list(p.retour_codes) for p in antwoord.clienten[0].prestaties] == [["9322"]]


async def toegekend(van: Declaratie, bericht: Bericht323) -> object:
    """The answer when everything is granted, as the standard makes it."""
    return iwmo.declaratie_antwoord(
        bericht, [], identificatie="X", dagtekening=van.room.clock().date()
    ).declaratie_antwoord


async def test_a_trial_keeps_nothing_and_tells_nothing(declaratie: Declaratie) -> None:
    before = await rijen(declaratie)
    for bericht in verscheiden():
        await probeer(declaratie, bericht)
    await declaratie.werk()
    assert await rijen(declaratie) == before
    assert declaratie.told == []


async def test_a_trial_can_be_read_as_json(declaratie: Declaratie) -> None:
    bericht = verscheiden()[1]
    assert await probeer(declaratie, bericht, JSON) == await probeer(declaratie, bericht, XML)


async def test_a_message_that_was_delivered_has_used_its_number(declaratie: Declaratie) -> None:
    bericht = bericht_met(client(prestatie()))
    await declaratie.declareer(bericht)
    assert list((await probeer(declaratie, bericht)).header.retour_codes) == ["9056"]


async def test_a_trial_takes_no_idempotency_key(declaratie: Declaratie) -> None:
    """Else the remembered trial would be the answer when the message is delivered for real."""
    content = iwmo.schrijf(bericht_met(client(prestatie())))
    headers = {**declaratie.aanbieder(), "Content-Type": XML, "Idempotency-Key": "een"}
    proef = await declaratie.client.post("/v1/berichten?proef=true", content=content, headers=headers)
    assert proef.status_code == 400
    assert proef.json()["invalidParams"][0]["name"] == "header.Idempotency-Key"
    echt = await declaratie.client.post("/v1/berichten", content=content, headers=headers)
    assert echt.status_code == 202


async def test_a_trial_keeps_the_door(declaratie: Declaratie) -> None:
    """Another sender and a wrong format are refused as ever, without the BSN."""
    content = iwmo.schrijf(bericht_met(client(prestatie())))
    wrong = {**declaratie.aanbieder(ANDERE_AGB), "Content-Type": XML}
    assert (await declaratie.client.post("/v1/berichten?proef=true", content=content, headers=wrong)).status_code == 403
    headers = {**declaratie.aanbieder(), "Content-Type": XML}
    stuk = content.replace(b"GeleverdVolume>", b"Volume>")
    refused = await declaratie.client.post("/v1/berichten?proef=true", content=stuk, headers=headers)
    assert refused.status_code == 400
    assert refused.json()["findings"][0]["path"]
    assert BSN not in refused.text
