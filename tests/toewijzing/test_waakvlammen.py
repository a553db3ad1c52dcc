"""A light contact after the end of help: who keeps it, when it is due, and that a contact ends a day (M69)."""

import pytest
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BRUG, HET_ANKER, NU, Json, product

AUGUSTUS = NU.replace(year=2025, month=8)
"""Two months after the assignment ended."""
DAGEN = ["2025-07-01", "2025-09-01", "2025-11-30"]


async def haal(toewijzing: Toewijzing, pad: str, wie: dict[str, str] | None = None) -> Json:
    return gelukt(await toewijzing.client.get(pad, headers=wie or toewijzing.gemeente))


async def afgesproken(toewijzing: Toewijzing, door: str = "aanbieder", dagen: list[str] | None = None) -> str:
    """The address of a light contact with these days, after an assignment that ends on 31 May 2025."""
    loopt = product("IB2B")
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(loopt))
    pad = f"/v1/toewijzingen/{loopt.id}/waakvlam"
    body: Json = {"door": door, "tot": "2025-11-30", "contactdagen": DAGEN if dagen is None else dagen}
    gelukt(await toewijzing.client.put(pad, json=body, headers=toewijzing.gemeente))
    return pad


async def te_doen(toewijzing: Toewijzing, wie: dict[str, str] | None = None, query: str = "") -> list[tuple[str, bool]]:
    """The days on the work list, and whether they are over."""
    items = (await haal(toewijzing, f"/v1/waakvlammen{query}", wie))["items"]
    return [(each["dag"], each["teLaat"]) for each in items]  # type: ignore[attr-defined]


async def test_m69_who_keeps_it_and_when_it_is_due(toewijzing: Toewijzing) -> None:
    """From the day after until which day; agreed anew it replaces what was agreed; without days it is the last one."""
    pad = await afgesproken(toewijzing)
    body = {"door": "sociaal team", "tot": "2025-11-30"}
    made = gelukt(await toewijzing.client.put(pad, json=body, headers=toewijzing.gemeente))
    toewijzing_id = pad.split("/")[3]
    assert made == {
        "toewijzingId": toewijzing_id,
        "door": "sociaal team",
        "vanaf": "2025-06-01",
        "tot": "2025-11-30",
        "contactdagen": ["2025-11-30"],
    }
    for wie in (toewijzing.gemeente, toewijzing.aanbieder(DE_BRUG)):
        assert (await haal(toewijzing, f"/v1/clienten/{CLIENT}/hulp", wie))["waakvlammen"] == [made]
    told = (await toewijzing.events("waakvlammen.afgesproken"))[-1]["data"]
    assert told == {**made, "clientId": CLIENT, "gemeente": ALMERE, "wet": "wmo"}


async def test_m69_a_light_contact_is_after_an_end(toewijzing: Toewijzing) -> None:
    pad = await afgesproken(toewijzing)
    body: Json = {"door": "aanbieder", "tot": "2025-11-30"}
    for fout, veld in (
        ({"tot": "2025-05-31"}, "body.tot"),
        ({"contactdagen": ["2025-05-31"]}, "body.contactdagen"),
        ({"contactdagen": ["2025-12-01"]}, "body.contactdagen"),
    ):
        op = await toewijzing.client.put(pad, json=body | fout, headers=toewijzing.gemeente)
        assert (op.status_code, op.json()["rule"], op.json()["invalidParams"][0]["name"]) == (400, "M69", veld)
    open_eind, wacht = product("HO", einddatum=None), product("DB2B", None)
    await toewijzing.hoor(toewijzing.beschikt(open_eind, wacht))
    for each in (open_eind, wacht):
        refused = await toewijzing.client.put(
            f"/v1/toewijzingen/{each.id}/waakvlam", json=body, headers=toewijzing.gemeente
        )
        assert (refused.status_code, refused.json()["rule"]) == (409, "M69")


async def test_m69_who_must_be_contacted_is_a_list_for_who_keeps_the_contact(toewijzing: Toewijzing) -> None:
    pad = await afgesproken(toewijzing)
    toewijzing.room.clock = lambda: AUGUSTUS
    verwacht = [("2025-07-01", True), ("2025-09-01", False), ("2025-11-30", False)]
    assert await te_doen(toewijzing) == await te_doen(toewijzing, toewijzing.aanbieder(DE_BRUG)) == verwacht
    assert await te_doen(toewijzing, toewijzing.aanbieder(HET_ANKER)) == []
    assert await te_doen(toewijzing, toewijzing.token("toewijzing", gemeenten=(ALMELO,))) == []
    assert await te_doen(toewijzing, query="?uiterlijk=2025-09-01") == verwacht[:2]
    eerste = await haal(toewijzing, "/v1/waakvlammen?limit=2")
    assert await te_doen(toewijzing, query=f"?limit=2&cursor={eerste['volgende']}") == verwacht[2:]
    body: Json = {"door": "voorliggend veld", "tot": "2025-11-30", "contactdagen": DAGEN}
    gelukt(await toewijzing.client.put(pad, json=body, headers=toewijzing.gemeente))
    assert await te_doen(toewijzing, toewijzing.aanbieder(DE_BRUG)) == []
    assert await te_doen(toewijzing) == verwacht


@pytest.mark.parametrize("wie", ["gemeente", "aanbieder"])
async def test_m69_a_contact_ends_its_day_and_no_other(toewijzing: Toewijzing, wie: str) -> None:
    pad = await afgesproken(toewijzing)
    toewijzing.room.clock = lambda: AUGUSTUS
    headers = toewijzing.gemeente if wie == "gemeente" else toewijzing.aanbieder(DE_BRUG)
    body = {"dag": "2025-07-01", "gehadOp": "2025-07-03"}
    gehad = gelukt(await toewijzing.client.post(f"{pad}/_contact", json=body, headers=headers))
    assert gehad["contactdagen"] == DAGEN[1:]
    assert [dag for dag, _ in await te_doen(toewijzing)] == DAGEN[1:]
    told = (await toewijzing.events("waakvlammen.afgesproken"))[-1]["data"]
    assert isinstance(told, dict)
    assert told["contactdagen"] == DAGEN[1:]
    for fout, status in (
        (body, 409),
        ({"dag": "2025-07-02", "gehadOp": "2025-07-03"}, 409),
        ({"dag": "2025-09-01", "gehadOp": "2025-05-31"}, 400),
        ({"dag": "2025-09-01", "gehadOp": "2025-12-31"}, 400),
    ):
        op = await toewijzing.client.post(f"{pad}/_contact", json=fout, headers=headers)
        assert (op.status_code, op.json()["rule"]) == (status, "M69")
    opnieuw: Json = {"door": "aanbieder", "tot": "2025-11-30", "contactdagen": DAGEN}
    anders = gelukt(await toewijzing.client.put(pad, json=opnieuw, headers=toewijzing.gemeente))
    assert anders["contactdagen"] == DAGEN[1:], "there was contact already on the first day"


async def test_m69_only_who_keeps_the_contact_says_that_there_was_one(toewijzing: Toewijzing) -> None:
    pad = await afgesproken(toewijzing, door="sociaal team")
    toewijzing.room.clock = lambda: AUGUSTUS
    body = {"dag": "2025-07-01", "gehadOp": "2025-07-03"}
    vreemd = (
        toewijzing.aanbieder(DE_BRUG),
        toewijzing.aanbieder(HET_ANKER),
        toewijzing.token("toewijzing", gemeenten=(ALMELO,)),
    )
    for wie in vreemd:
        assert (await toewijzing.client.post(f"{pad}/_contact", json=body, headers=wie)).status_code == 404
    zonder = await toewijzing.client.post(
        "/v1/toewijzingen/onbekend/waakvlam/_contact", json=body, headers=toewijzing.gemeente
    )
    assert zonder.status_code == 404
