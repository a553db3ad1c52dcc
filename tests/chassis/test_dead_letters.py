"""Dead letters: look into one, play all again, throw one away with a reason."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError
from tests.monitoring.conftest import Monitoring, OpenMonitoring, op_sqlite, open_monitoring
from tests.monitoring.verhaal import verhaal

from chassis import tables
from chassis.consumer import Consumer, DeadLetter, Message
from chassis.events import encode

__all__ = ["OpenMonitoring", "op_sqlite", "open_monitoring"]

BSN = "999900006"


async def bury(monitoring: Monitoring, event_id: str, body: str) -> None:
    async with monitoring.room.work() as work:
        row = {"event_id": event_id, "type": "toets", "body": body, "reason": "kapot", "created_at": work.now}
        await work.session.execute(tables.dead_letters.insert().values(row))


async def post(
    monitoring: Monitoring,
    path: str,
    body: dict[str, object] | None = None,
    *,
    status: int = 200,
    scope: str = "beheer",
) -> dict[str, object]:
    answer = await monitoring.client.post(f"/v1/dead-letters/{path}", json=body, headers=monitoring.token(scope=scope))
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.json() if answer.content else {}
    return found


async def test_one_can_be_looked_into_without_a_bsn(op_sqlite: Monitoring) -> None:
    await bury(op_sqlite, "x/1", f'{{"bsn": "{BSN}", "soort": "iets"}}')
    gezien = await post(op_sqlite, "_bekijk", {"id": "x/1"})
    assert "soort" in str(gezien["inhoud"])
    assert BSN not in str(gezien["inhoud"])
    await post(op_sqlite, "_bekijk", {"id": "x/2"}, status=404)


async def test_why_says_where_an_answer_is_wrong_and_nothing_of_who_it_is_about(
    op_sqlite: Monitoring, capsys: pytest.CaptureFixture[str]
) -> None:
    event, van_iemand = verhaal()[0].event, {"event_id": "Grootkerk", "type": 3}
    with pytest.raises(ValidationError) as wrong:
        TypeAdapter(list[DeadLetter]).validate_python([van_iemand])
    await Consumer(op_sqlite.room).bury(Message(encode(event).decode(), event), wrong.value)
    (over,) = (await op_sqlite.client.get("/v1/dead-letters", headers=op_sqlite.token(scope="beheer"))).json()["items"]
    assert over["reden"].startswith("ValidationError: 0.type (string_type), 0.reason (missing)")
    assert "Grootkerk" not in over["reden"] + capsys.readouterr().out


async def test_all_are_played_again_and_what_fails_stays(op_sqlite: Monitoring) -> None:
    for number, each in enumerate(verhaal()[:3]):
        await bury(op_sqlite, f"x/{number}", encode(each.event).decode())
    await bury(op_sqlite, "x/stuk", "geen gebeurtenis")
    assert await post(op_sqlite, "_herspeel") == {"verwerkt": 3, "gebleven": 1}
    assert (await op_sqlite.keten())["aantalMeldingen"] == 3
    over = await op_sqlite.client.get("/v1/dead-letters", headers=op_sqlite.token(scope="beheer"))
    assert [each["id"] for each in over.json()["items"]] == ["x/stuk"]


async def test_one_is_thrown_away_with_a_reason_that_is_kept(
    op_sqlite: Monitoring, capsys: pytest.CaptureFixture[str]
) -> None:
    await bury(op_sqlite, "x/1", "geen gebeurtenis")
    await post(op_sqlite, "_verwijder", {"id": "x/1"}, status=400)
    await post(op_sqlite, "_verwijder", {"id": "x/1", "reden": "oude proef"}, status=204)
    assert "oude proef" in capsys.readouterr().out
    await post(op_sqlite, "_verwijder", {"id": "x/1", "reden": "oude proef"}, status=404)


async def test_an_administrator_meets_those_of_its_own_municipalities_only(op_sqlite: Monitoring) -> None:
    eigen, *_ = verhaal()
    ander = replace(eigen.event, id="ander", data={**eigen.event.data, "gemeente": "0141"})
    van_beide = replace(eigen.event, id="beide", data={"gemeenten": ["0034", "0141"]})
    await bury(op_sqlite, "x/eigen", encode(eigen.event).decode())
    for number, body in enumerate((encode(ander).decode(), encode(van_beide).decode(), "geen gebeurtenis")):
        await bury(op_sqlite, f"x/{number}", body)
    headers = op_sqlite.token("0034", scope="beheer")
    seen = await op_sqlite.client.get("/v1/dead-letters", headers=headers)
    assert [each["id"] for each in seen.json()["items"]] == ["x/eigen"]
    for number in range(3):
        for path in ("_bekijk", "_verwijder", "_opnieuw"):
            body = {"id": f"x/{number}", "reden": "oude proef"} if path == "_verwijder" else {"id": f"x/{number}"}
            answer = await op_sqlite.client.post(f"/v1/dead-letters/{path}", json=body, headers=headers)
            assert (answer.status_code, path) == (404, path)
    played = await op_sqlite.client.post("/v1/dead-letters/_herspeel", headers=headers)
    assert played.json() == {"verwerkt": 1, "gebleven": 0}
    everywhere = await op_sqlite.client.get("/v1/dead-letters", headers=op_sqlite.token(scope="beheer"))
    assert [each["id"] for each in everywhere.json()["items"]] == ["x/0", "x/1", "x/2"]


@pytest.mark.parametrize("path", ["_bekijk", "_verwijder", "_herspeel"])
async def test_only_an_administrator_may(op_sqlite: Monitoring, path: str) -> None:
    await post(op_sqlite, path, {"id": "x/1", "reden": "oude proef"}, status=403, scope="monitoring")
