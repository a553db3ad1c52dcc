"""Who may do and see what, what the door refuses, and what is kept of personal data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.toewijzing.conftest import ANDERE_CLIENT, XML, Toewijzing, gelukt
from tests.toewijzing.verhaal import (
    ALMELO,
    ALMERE,
    ANDER_BSN,
    BSN,
    DE_BRUG,
    HET_ANKER,
    bericht_305,
    contract,
    product,
    start,
)

import iwmo
from iwmo import voorbeeld

PERSOONSGEGEVENS = (BSN, ANDER_BSN, "Grootkerk", "Wilhelmina", "Populierendreef")
SCHEMES = "toewijzing berichten berichten:lezen contracten"


async def test_every_route_asks_for_a_token_and_a_scope(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    routes = [
        ("POST", "/v1/contracten"),
        ("GET", "/v1/contracten"),
        ("GET", "/v1/contracten/x"),
        ("GET", "/v1/toewijzingen"),
        ("GET", "/v1/toewijzingen/x"),
        ("GET", "/v1/toewijzingen/x/keuze"),
        ("POST", "/v1/toewijzingen/x/aanbieder"),
        ("POST", "/v1/berichten"),
        ("GET", "/v1/berichten"),
        ("GET", "/v1/berichten/x"),
        ("GET", "/v1/berichten/x/inhoud"),
        ("GET", "/v1/berichten/x/antwoord"),
        ("POST", "/v1/berichten/x/_opgehaald"),
    ]
    bodies = {"/v1/contracten": contract(), "/v1/toewijzingen/x/aanbieder": {"agb": DE_BRUG}}
    strange = toewijzing.token("toegang declaratie beheer personen:lezen", gemeenten=("*",))
    statuses = {
        (method, path): [
            (await toewijzing.client.request(method, path, json=bodies.get(path), headers=headers)).status_code
            for headers in ({}, strange)
        ]
        for method, path in routes
    }
    assert statuses == {route: [401, 403] for route in routes}


async def test_a_scope_opens_only_its_own_routes(toewijzing: Toewijzing) -> None:
    body = contract()
    statuses = {
        "a provider records no contract": await toewijzing.client.post(
            "/v1/contracten", json=body, headers=toewijzing.aanbieder()
        ),
        "a reader of assignments neither": await toewijzing.client.post(
            "/v1/contracten", json=body, headers=toewijzing.token("toewijzing", gemeenten=("*",))
        ),
        "not for another municipality": await toewijzing.client.post(
            "/v1/contracten", json=body, headers=toewijzing.token("contracten", gemeenten=(ALMELO,))
        ),
        "a provider does not choose": await toewijzing.client.post(
            "/v1/toewijzingen/x/aanbieder", json={"agb": DE_BRUG}, headers=toewijzing.aanbieder()
        ),
        "a municipality sends no 305": await toewijzing.client.post(
            "/v1/berichten", content=b"<x/>", headers=XML | toewijzing.token("berichten:lezen", gemeenten=("*",))
        ),
    }
    assert {name: each.status_code for name, each in statuses.items()} == dict.fromkeys(statuses, 403)


async def test_a_provider_sees_its_own_only(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    eigen, ander, open_keuze = product(), product("IB2B", HET_ANKER), product("DB2B", None)
    await toewijzing.hoor(toewijzing.beschikt(eigen, ander, open_keuze))
    numbers = {each["id"]: each["toewijzingNummer"] for each in await toewijzing.toewijzingen()}
    nummer = int(str(numbers[ander.id]))
    where, _ = await toewijzing.lever_aan(
        bericht_305(start(nummer, "IB2B"), identificatie="S1", agb=HET_ANKER), HET_ANKER
    )
    ((stuk, _),) = await toewijzing.post("WMO301", HET_ANKER)

    brug = toewijzing.aanbieder(DE_BRUG)
    assert [each["id"] for each in await toewijzing.toewijzingen(headers=brug)] == [eigen.id]
    hidden = [
        f"/v1/toewijzingen/{ander.id}",
        f"/v1/toewijzingen/{open_keuze.id}",
        f"/v1/berichten/{stuk['id']}",
        f"/v1/berichten/{stuk['id']}/inhoud",
        where,
        f"{where}/inhoud",
        f"{where}/antwoord",
    ]
    assert [(await toewijzing.client.get(path, headers=brug)).status_code for path in hidden] == [404] * len(hidden)
    taken = await toewijzing.client.post(f"/v1/berichten/{stuk['id']}/_opgehaald", headers=brug)
    assert taken.status_code == 404
    listed = gelukt(await toewijzing.client.get("/v1/berichten", headers=brug))["items"]
    assert {each["agb"] for each in listed} == {DE_BRUG}  # type: ignore[attr-defined]
    nobody = toewijzing.aanbieder("99990009")
    assert await toewijzing.toewijzingen(headers=nobody) == []
    assert gelukt(await toewijzing.client.get("/v1/berichten", headers=nobody))["items"] == []


async def test_a_municipality_sees_its_own_only(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    gegeven, open_keuze = product(), product("IB2B", None)
    await toewijzing.hoor(toewijzing.beschikt(gegeven, open_keuze))
    ((stuk, _),) = await toewijzing.post("WMO301")
    almere, almelo = (
        toewijzing.token(SCHEMES.replace("berichten ", "") + " personen:lezen", gemeenten=(each,))
        for each in (ALMERE, ALMELO)
    )
    paths = [
        f"/v1/toewijzingen/{gegeven.id}",
        f"/v1/toewijzingen/{open_keuze.id}/keuze",
        f"/v1/berichten/{stuk['id']}/inhoud",
    ]
    assert [(await toewijzing.client.get(path, headers=almere)).status_code for path in paths] == [200] * 3
    assert [(await toewijzing.client.get(path, headers=almelo)).status_code for path in paths] == [404] * 3
    assert len(await toewijzing.toewijzingen(headers=almere)) == 2
    assert await toewijzing.toewijzingen(headers=almelo) == []
    pad = f"/v1/toewijzingen/{open_keuze.id}/aanbieder"
    refused = await toewijzing.client.post(pad, json={"agb": DE_BRUG}, headers=almelo)
    assert refused.status_code == 404
    assert (await toewijzing.client.post(pad, json={"agb": DE_BRUG}, headers=almere)).status_code == 200


async def test_the_list_of_assignments(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(), product("IB2B", None)))
    await toewijzing.hoor(toewijzing.beschikt(client_id=ANDERE_CLIENT))
    every = [each["id"] for each in await toewijzing.toewijzingen()]
    assert len(every) == 3
    pages, cursor = [], ""
    for _ in every:
        page = gelukt(await toewijzing.client.get(f"/v1/toewijzingen?limit=1{cursor}", headers=toewijzing.gemeente))
        pages += [each["id"] for each in page["items"]]  # type: ignore[attr-defined]
        cursor = f"&cursor={page['volgende']}"
    assert (pages, cursor) == (every, "&cursor=None")
    counts = {
        query: len(await toewijzing.toewijzingen(query))
        for query in ("?status=voorbereid", "?status=toegewezen", "?status=gestart", "?clientId=client-b")
    }
    assert list(counts.values()) == [1, 2, 0, 1]


async def test_a_message_is_collected_once(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    headers = toewijzing.aanbieder()
    ((stuk, _),) = await toewijzing.post("WMO301")
    for _ in range(2):
        answer = await toewijzing.client.post(f"/v1/berichten/{stuk['id']}/_opgehaald", headers=headers)
        assert answer.status_code == 204
    waiting = gelukt(await toewijzing.client.get("/v1/berichten?status=klaar", headers=headers))
    assert waiting["items"] == []
    ((stuk, _),) = await toewijzing.post("WMO301")
    assert stuk["status"] == "opgehaald"


async def test_what_the_door_of_the_post_refuses(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    bericht = bericht_305(start(1), identificatie="S1")
    goed = iwmo.schrijf(bericht)
    ((_, toegewezen),) = await toewijzing.post("WMO301")
    cases = {
        "a 323 is for declaratie": (iwmo.schrijf(voorbeeld("WMO323")), "application/xml", 400, "berichtsoort"),
        "our own 301": (toegewezen, "application/xml", 400, "berichtsoort"),
        "another provider": (goed.replace(b"99990001", b"99990002"), "application/xml", 403, "afzender"),
        "no XML": (goed[:-10], "application/xml", 400, "formaat"),
        "against the schema": (goed.replace(b"2024-06-01", b"2024-06-31"), "application/xml", 400, "formaat"),
        "an impossible BSN": (goed.replace(BSN.encode(), b"99990000x"), "application/xml", 400, "formaat"),
        "JSON that is none": (b"{", "application/json", 400, "json"),
        "another form": (goed, "text/plain", 415, "vorm"),
    }
    headers = toewijzing.aanbieder()
    answers = {
        name: await toewijzing.client.post("/v1/berichten", content=body, headers=headers | {"Content-Type": kind})
        for name, (body, kind, _, _) in cases.items()
    }
    assert {name: (each.status_code, each.json()["type"].rsplit(":", 1)[1]) for name, each in answers.items()} == {
        name: (status, slug) for name, (_, _, status, slug) in cases.items()
    }
    finding = answers["against the schema"].json()["findings"][0]
    assert finding["path"] == "/Bericht/Client/StartProducten/StartProduct[1]/Begindatum"
    assert finding["line"] > 1
    assert [name for name, each in answers.items() if any(gegeven in each.text for gegeven in PERSOONSGEGEVENS)] == []
    assert "99990000x" not in answers["an impossible BSN"].text
    assert await toewijzing.events("berichten.ontvangen") == []


async def test_the_json_mirror_goes_both_ways(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    headers = toewijzing.aanbieder() | {"Accept": "application/json"}
    mirror = iwmo.naar_json(bericht_305(start(1), identificatie="S1"))
    taken = await toewijzing.client.post("/v1/berichten", json=mirror, headers=headers)
    where = gelukt(taken, 202)["id"]
    too_soon = await toewijzing.client.get(f"/v1/berichten/{where}/antwoord", headers=headers)
    assert (too_soon.status_code, too_soon.headers["Retry-After"]) == (404, "5")
    await toewijzing.settle()
    answer = await toewijzing.client.get(f"/v1/berichten/{where}/antwoord", headers=headers)
    assert gelukt(answer)["header"]["berichtCode"] == "419"  # type: ignore[index]
    assert "retourCodes" not in gelukt(answer)["header"]  # type: ignore[operator]


@pytest.mark.usefixtures("no_pauses")
async def test_what_is_stored_told_and_logged_shows_nobody(
    toewijzing: Toewijzing, tmp_path: Path, log_text: Callable[[], str]
) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(), toewijzing.beschikt(client_id=ANDERE_CLIENT))
    await toewijzing.lever_aan(bericht_305(start(1), identificatie="S1"))
    await toewijzing.lever_aan(bericht_305(start(99), identificatie="S2"))
    toewijzing.toegang.personen.clear()
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B")))
    rows = await toewijzing.rows()
    assert {name for name, found in rows.items() if found} >= {
        *("berichten", "toewijzingen", "toewijzing_versies", "starts", "termijnen", "outbox", "dead_letters")
    }
    log = log_text()
    assert "event.dead" in log
    stored = repr(rows).encode() + _files(tmp_path) + log.encode()
    assert [each for each in PERSOONSGEGEVENS if each.encode() in stored] == []
    assert DE_BRUG.encode() in stored


def _files(folder: Path) -> bytes:
    """The raw bytes of the SQLite file and its log; nothing on PostgreSQL."""
    return b"".join(each.read_bytes() for each in folder.glob("test.db*"))
