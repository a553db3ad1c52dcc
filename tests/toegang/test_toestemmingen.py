"""A client lets one supporter read of him, and nobody else (Wmo 2.2.4)."""

from datetime import UTC, date, datetime

import pytest
from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, NU, Json, Toegang, gelukt, melding
from tests.toegang.plandelen import gedeeld

from chassis.tokens import Caller

TOT = "2025-06-02"
MAG: Json = {"ondersteuner": "ondersteuner-3", "gegevenOp": "2024-06-03", "tot": TOT}


def als(toegang: Toegang, naam: str = "ondersteuner-3", gemeente: str = ALMERE) -> dict[str, str]:
    """Headers of a supporter."""
    issuer = toegang.room.secrets.issuer
    assert issuer is not None
    scopes = frozenset({"clientondersteuning"})
    return {"Authorization": f"Bearer {issuer.issue(Caller(naam, scopes, gemeenten=frozenset({gemeente})))}"}


async def leest(toegang: Toegang, toestemming: Json, **wie: str) -> int:
    pad = f"/v1/toestemmingen/{toestemming['id']}/_inzage"
    return (await toegang.client.post(pad, headers=als(toegang, **wie))).status_code


async def lijst(toegang: Toegang, **wie: str) -> list[Json]:
    items = gelukt(await toegang.client.get("/v1/toestemmingen", headers=als(toegang, **wie)), 200)["items"]
    assert isinstance(items, list)
    return items


async def test_a_supporter_reads_of_who_agreed_and_of_nobody_else(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    ander = await toegang.meld(melding(bsn=ANDER_BSN))
    van_een_ander = MAG | {"ondersteuner": "ondersteuner-4"}
    anders = gelukt(await toegang.post(f"/v1/clienten/{ander['clientId']}/toestemmingen", van_een_ander))
    gegeven = gelukt(await toegang.post(f"/v1/clienten/{wat.client_id}/toestemmingen", MAG))
    assert (gegeven["ondersteuner"], gegeven["ingetrokkenOp"]) == ("ondersteuner-3", None)
    assert await lijst(toegang) == [gegeven]
    pad = f"/v1/toestemmingen/{gegeven['id']}/_inzage"
    gelezen = gelukt(await toegang.client.post(pad, headers=als(toegang)), 200)
    zaken, besluiten, doelen = (gelezen[each] for each in ("meldingen", "beschikkingen", "doelen"))
    assert isinstance(zaken, list)
    assert isinstance(besluiten, list)
    assert isinstance(doelen, list)
    assert [each["clientId"] for each in zaken] == [wat.client_id]
    assert [each["producten"][0]["code"] for each in besluiten] == ["HO"]
    # All goals of the client, also what no provider sees.
    assert [each["doel"] for each in doelen][1] == "Ik houd mijn geld op orde."
    assert await leest(toegang, anders) == 404
    assert await leest(toegang, gegeven, naam="ondersteuner-4") == 404
    assert await leest(toegang, gegeven, gemeente=ALMELO) == 404
    assert await lijst(toegang, gemeente=ALMELO) == []
    wie = [each["wie"] for each in await toegang.logboek() if each["naam"] == "cliëntondersteuner las mee"]
    assert wie == ["ondersteuner-3"]


async def test_what_is_taken_back_opens_nothing(toegang: Toegang) -> None:
    zaak = await toegang.meld()
    gegeven = gelukt(await toegang.post(f"/v1/clienten/{zaak['clientId']}/toestemmingen", MAG))
    assert await leest(toegang, gegeven) == 200
    for _ in range(2):
        terug = gelukt(await toegang.post(f"/v1/toestemmingen/{gegeven['id']}/_intrekken"), 200)
        assert terug["ingetrokkenOp"] == "2024-06-03"
    assert await leest(toegang, gegeven) == 404
    assert await lijst(toegang) == []
    soorten = [str(each["type"]) for each in await toegang.events()]
    assert soorten[1:] == ["nl.wmo.toestemmingen.gegeven.v1", "nl.wmo.toestemmingen.ingetrokken.v1"]
    alle = gelukt(await toegang.get(f"/v1/clienten/{zaak['clientId']}/toestemmingen"), 200)["items"]
    assert alle == [terug]


async def test_after_its_last_day_it_opens_nothing(toegang: Toegang) -> None:
    zaak = await toegang.meld()
    kort = MAG | {"tot": "2024-06-04"}
    gegeven = gelukt(await toegang.post(f"/v1/clienten/{zaak['clientId']}/toestemmingen", kort))
    for dag, status in ((date(2024, 6, 4), 200), (date(2024, 6, 5), 404)):
        toegang.room.clock = lambda dag=dag: datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)
        assert await leest(toegang, gegeven) == status


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"gegevenOp": "2024-06-04"}, "body.gegevenOp"),
        ({"tot": "2024-06-02"}, "body.tot"),
        ({"tot": "2025-06-05"}, "body.tot"),
        ({"ondersteuner": "999900006"}, "body.ondersteuner"),
        ({"ondersteuner": ""}, "body.ondersteuner"),
    ],
)
async def test_a_consent_is_for_a_year_at_most(toegang: Toegang, anders: Json, veld: str) -> None:
    """And not of tomorrow, not over, not without a name, and with no BSN in it."""
    zaak = await toegang.meld()
    answer = await toegang.post(f"/v1/clienten/{zaak['clientId']}/toestemmingen", MAG | anders)
    assert answer.status_code == 400
    assert [each["name"] for each in answer.json()["invalidParams"]] == [veld]
    assert "999900006" not in answer.text
    assert (await toegang.rows())["toestemmingen"] == []


async def test_a_supporter_may_do_nothing_else(toegang: Toegang) -> None:
    zaak = await toegang.meld()
    for pad in (f"/v1/meldingen/{zaak['id']}", f"/v1/clienten/{zaak['clientId']}", "/v1/meldingen"):
        assert (await toegang.client.get(pad, headers=als(toegang))).status_code == 403
    pad = f"/v1/clienten/{zaak['clientId']}/toestemmingen"
    assert (await toegang.client.post(pad, json=MAG, headers=als(toegang))).status_code == 403
    assert NU.date() == date(2024, 6, 3)
