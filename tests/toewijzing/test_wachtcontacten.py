"""The municipality speaks to a client who waits for a provider, and says so (M130)."""

from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, ALMERE, product


async def test_m130_who_waits_is_spoken_to(toewijzing: Toewijzing) -> None:
    """Recorded with who did it, told without that, and shown on the list, oldest first."""
    wacht, loopt = product("HO", None), product("IB2B")
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(wacht, loopt))
    pad = f"/v1/toewijzingen/{wacht.id}/wachtcontacten"
    for dag in ("2024-06-03", "2024-05-27"):
        answer = await toewijzing.client.post(pad, json={"op": dag}, headers=toewijzing.gemeente)
        assert gelukt(answer, 201) == {"op": dag, "door": "tester", "vastgelegdOp": "2024-06-03T10:00:00Z"}
        assert answer.headers["Location"] == f"/v1/toewijzingen/{wacht.id}"
    (found,) = gelukt(await toewijzing.client.get("/v1/wachtlijst", headers=toewijzing.gemeente))["items"]  # type: ignore[misc]
    assert [each["op"] for each in found["wachtcontacten"]] == ["2024-05-27", "2024-06-03"]
    told, _ = await toewijzing.events("wachtenden.gesproken")
    assert told["data"] == {
        "toewijzingId": wacht.id, "clientId": CLIENT, "gemeente": ALMERE, "wet": "wmo", "op": "2024-06-03"
    }  # fmt: skip


async def test_m130_nobody_is_spoken_to_who_does_not_wait_or_on_another_day(toewijzing: Toewijzing) -> None:
    """The decision was on 27 May; tomorrow is not known yet."""
    wacht, loopt = product("HO", None), product("IB2B")
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(wacht, loopt))
    pad = f"/v1/toewijzingen/{wacht.id}/wachtcontacten"
    for dag in ("2024-05-26", "2024-06-04"):
        refused = await toewijzing.client.post(pad, json={"op": dag}, headers=toewijzing.gemeente)
        assert (refused.status_code, refused.json()["rule"]) == (400, "M130")
        assert refused.json()["invalidParams"][0]["name"] == "body.op"
    for body in ({}, {"op": "gisteren"}, {"op": "2024-06-03", "door": "ik"}):
        assert (await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente)).status_code == 400
    elders = toewijzing.token("toewijzing", gemeenten=(ALMELO,))
    assert (await toewijzing.client.post(pad, json={"op": "2024-06-03"}, headers=elders)).status_code == 404
    pad = f"/v1/toewijzingen/{loopt.id}/wachtcontacten"
    refused = await toewijzing.client.post(pad, json={"op": "2024-06-03"}, headers=toewijzing.gemeente)
    assert (refused.status_code, refused.json()["rule"]) == (409, "M130")
    assert await toewijzing.events("wachtenden.gesproken") == []
