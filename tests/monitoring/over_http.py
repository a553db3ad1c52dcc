"""Asking monitoring over HTTP, and recording in it, as whoever has a token."""

from tests.monitoring.conftest import Monitoring


async def post(
    monitoring: Monitoring,
    path: str,
    body: dict[str, object],
    *gemeenten: str,
    scope: str = "contracten",
    agb: str | None = None,
    status: int = 201,
) -> dict[str, object]:
    """What is answered on a POST, which must be with this status; with `agb` as that provider."""
    headers = monitoring.token(*gemeenten, scope=scope, agb=agb)
    answer = await monitoring.client.post(f"/v1/{path}", json=body, headers=headers)
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.json()
    return found


async def rapport(monitoring: Monitoring, naam: str, query: str = "", *gemeenten: str) -> list[list[object]]:
    """The rows of a report, as seen by somebody of these municipalities."""
    answer = await monitoring.client.get(f"/v1/rapporten/{naam}{query}", headers=monitoring.token(*gemeenten))
    assert answer.status_code == 200, answer.text
    rijen: list[list[object]] = answer.json()["rijen"]
    return rijen


async def feed(monitoring: Monitoring, query: str, *gemeenten: str) -> dict[str, object]:
    """A page of the log of events."""
    answer = await monitoring.client.get(f"/v1/gebeurtenissen{query}", headers=monitoring.token(*gemeenten))
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def ids(found: dict[str, object]) -> list[str]:
    """The ids of the events on it."""
    return [each["id"] for each in found["items"]]


async def lees(
    monitoring: Monitoring,
    path: str,
    *gemeenten: str,
    scope: str = "contracten",
    agb: str | None = None,
    status: int = 200,
) -> dict[str, object]:
    """What is answered on a GET, which must be with this status; with `agb` as that provider."""
    answer = await monitoring.client.get(f"/v1/{path}", headers=monitoring.token(*gemeenten, scope=scope, agb=agb))
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.json()
    return found
