"""GET /v1/diensten: the state of each service, also of one that is away."""

import asyncio

import httpx
import pytest
from tests.monitoring.conftest import WERKVOORRAAD, Answer, Monitoring

from monitoring.usecases import lees_diensten


async def _away(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


async def _refusing(request: httpx.Request) -> httpx.Response:
    return httpx.Response(503, json={"status": 503})


async def _other(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text="<p>Onderhoud</p>")


async def _silent(request: httpx.Request) -> httpx.Response:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets this event")


async def _diensten(monitoring: Monitoring) -> dict[str, dict[str, object]]:
    answer = await monitoring.client.get("/v1/diensten", headers=monitoring.token())
    assert answer.status_code == 200
    return {each.pop("dienst"): each for each in answer.json()}


async def test_each_service_with_what_waits_there(monitoring: Monitoring) -> None:
    await monitoring.hoor_bytes([b"geen gebeurtenis"])
    diensten = await _diensten(monitoring)
    assert list(diensten) == ["toegang", "toewijzing", "declaratie", "monitoring"]
    assert diensten["toegang"] == {
        "bereikbaar": True,
        "outbox": 3,
        "oudste": "2023-06-01T09:30:00Z",
        "deadLetters": 1,
        "wachtrij": 12,
        "lezers": 2,
    }
    assert diensten["monitoring"] == {
        "bereikbaar": True,
        "outbox": 0,
        "oudste": None,
        "deadLetters": 1,
        "wachtrij": None,
        "lezers": None,
    }


async def test_a_queue_that_nobody_takes_from_is_seen(op_sqlite: Monitoring) -> None:
    async def unread(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={**WERKVOORRAAD, "deadLetters": 0, "lezers": 0})

    op_sqlite.answers["toewijzing"] = unread
    assert (await _diensten(op_sqlite))["toewijzing"]["lezers"] == 0
    page = (await op_sqlite.client.get("/dashboard/diensten")).text
    assert page.count("niemand leest de wachtrij") == 1


@pytest.mark.parametrize("answer", [_away, _refusing, _other, _silent])
async def test_a_service_that_does_not_answer_is_shown(
    op_sqlite: Monitoring, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if answer is _silent:
        monkeypatch.setattr(lees_diensten, "WAIT_SECONDS", 0.01)
    op_sqlite.answers["toewijzing"] = answer
    diensten = await _diensten(op_sqlite)
    assert diensten["toewijzing"].pop("bereikbaar") is False
    assert set(diensten["toewijzing"].values()) == {None}
    assert diensten["declaratie"]["bereikbaar"] is True
    page = await op_sqlite.client.get("/dashboard/diensten")
    assert page.status_code == 200
    assert "niet bereikbaar" in page.text


async def test_other_services_are_asked_for_their_werkvoorraad(op_sqlite: Monitoring) -> None:
    asked: list[str] = []

    async def note(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(503)

    op_sqlite.answers["declaratie"] = note
    await _diensten(op_sqlite)
    assert asked == ["http://declaratie.test/v1/werkvoorraad"]
