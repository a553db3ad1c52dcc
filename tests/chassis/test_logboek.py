"""The log of processings: a line per person, whoever asked, refused or not, and as the standard has it."""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, Depends
from jsonschema import Draft202012Validator
from sqlalchemy import select, text
from tests.chassis.proef import client_of, running, settings_in
from tests.chassis.proefdienst.app import proefdienst

from chassis import logboek_api, tables
from chassis.door import Door, InWork, Question
from chassis.identifiers import new_id
from chassis.logboek import Verwerking
from chassis.problems import Problem
from chassis.security import needs
from chassis.service import Room, Service
from chassis.tokens import Caller

EEN, TWEE = "019a0000-0000-7000-8000-0000000000a1", "019a0000-0000-7000-8000-0000000000a2"
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
LDV = Path(os.environ.get("CLIENTROUTE_LDV", Path(__file__).parents[3] / "shared/koppelvlakken/ldv"))
router = APIRouter(prefix="/v1/personen", route_class=Door, dependencies=[Depends(needs("lezen"))])


@router.get("")
async def get_personen() -> list[dict[str, str]]:
    """Iedereen."""
    return [{"clientId": EEN}, {"clientId": TWEE}]


@router.get("/_niets")
async def niets() -> dict[str, str]:
    """Over niemand."""
    return {}


@router.get("/{client_id}")
async def get_persoon(client_id: str) -> dict[str, str]:
    """Een mens."""
    if client_id == TWEE:
        raise RuntimeError("stuk")
    return {}


@router.post("/_inzage")
async def inzage(work: InWork) -> dict[str, str]:
    """Wie iemand is."""
    work.note([EEN], "persoon gelezen", "onderwerp")
    return {"clientId": EEN}


@router.put("/_weiger")
async def weiger(work: InWork) -> None:
    """Iets dat niet kan."""
    work.note([EEN], "gewijzigd")
    raise Problem(409, "nee", "Dit kan niet.")


vragen = APIRouter(prefix="/v1/vragen", route_class=Question, dependencies=[Depends(needs("lezen"))])


@vragen.post("/_stel")
async def stel() -> dict[str, str]:
    """Een vraag van een andere dienst."""
    return {"clientId": EEN}


def _dienst() -> Service:
    plain = proefdienst()
    namen = ("get_personen", "get_client", "post_personen_inzage", "put_personen_weiger", "post_vragen_stel")
    verwerking = Verwerking("proef", 3, "Om te zien of het klopt.")
    routers = (router, vragen, logboek_api.router)
    return type(plain)(**{**vars(plain), "routers": routers, "verwerkingen": dict.fromkeys(namen, verwerking)})


@pytest.fixture
async def kamer(database_url: str, tmp_path: Path) -> AsyncIterator[Room]:
    async with running(_dienst(), settings_in(tmp_path, database_url=database_url)) as room:
        yield room


async def _lines(room: Room) -> list[dict[str, object]]:
    await room.written()
    async with room.work(writes=False) as work:
        rows = (await work.session.execute(select(tables.logregels).order_by(tables.logregels.c.id))).mappings().all()
    return [
        dict(row)
        | {"betrokkene": row["betrokkene"] and room.vault.open_fixed(tables.BETROKKENE.purpose, row["betrokkene"])}
        for row in rows
    ]


def _headers(room: Room, caller: Caller) -> dict[str, str]:
    assert room.secrets.issuer is not None
    return {"Authorization": f"Bearer {room.secrets.issuer.issue(caller)}"}


LEZER = Caller("lezer", frozenset({"lezen", "beheer"}), gemeenten=frozenset({"0034"}))


async def _ask(room: Room, method: str, path: str, caller: Caller = LEZER, **headers: str) -> httpx.Response:
    async with client_of(room) as client:
        return await client.request(method, path, headers=_headers(room, caller) | headers)


async def test_a_read_of_several_is_a_line_and_one_under_it_for_each(kamer: Room) -> None:
    await _ask(kamer, "GET", "/v1/personen", traceparent=TRACE)
    samen, *ieder = await _lines(kamer)
    assert (samen["betrokkene"], [each["betrokkene"] for each in ieder]) == (None, [EEN, TWEE])
    assert {each["trace_id"] for each in (samen, *ieder)} == {TRACE.split("-")[1]}
    assert samen["parent_span_id"] == TRACE.split("-")[2]
    assert {each["parent_span_id"] for each in ieder} == {samen["span_id"]}
    assert len({each["span_id"] for each in (samen, *ieder)}) == 3


async def test_a_line_says_who_with_which_right_and_of_which_activity(kamer: Room) -> None:
    await _ask(kamer, "POST", "/v1/personen/_inzage")
    (line,) = await _lines(kamer)
    assert (line["wie"], line["rol"], line["recht"]) == ("lezer", "gemeente", "lezen")
    assert (line["operatie"], line["verwerking"]) == ("post_personen_inzage", "proef:v3")
    assert (line["naam"], line["onderwerp"], line["betrokkene"]) == ("persoon gelezen", "onderwerp", EEN)
    assert (line["status"], line["antwoord"], line["parent_span_id"]) == ("Unset", 200, None)


async def test_who_is_refused_leaves_a_line_too(kamer: Room) -> None:
    vreemde = Caller("vreemde", frozenset({"anders"}), gemeenten=frozenset({"*"}))
    assert (await _ask(kamer, "GET", f"/v1/personen/{EEN}", vreemde)).status_code == 403
    assert (await _ask(kamer, "PUT", "/v1/personen/_weiger")).status_code == 409
    eerste, tweede = await _lines(kamer)
    assert (eerste["wie"], eerste["rol"], eerste["antwoord"], eerste["betrokkene"]) == ("vreemde", "regio", 403, EEN)
    # What was rolled back was not done: the line says that it was refused, and of whom is not known.
    assert (tweede["antwoord"], tweede["status"], tweede["betrokkene"]) == (409, "Unset", None)


async def test_a_crash_is_an_error(kamer: Room) -> None:
    assert (await _ask(kamer, "GET", f"/v1/personen/{TWEE}")).status_code == 500
    (line,) = await _lines(kamer)
    assert (line["status"], line["antwoord"], line["betrokkene"]) == ("Error", 500, TWEE)


async def test_a_question_of_another_service_leaves_its_line(kamer: Room) -> None:
    await _ask(kamer, "POST", "/v1/vragen/_stel")
    (line,) = await _lines(kamer)
    assert line["betrokkene"] == EEN


async def test_who_asks_in_a_change_of_another_service_waits_for_no_turn(kamer: Room) -> None:
    """On SQLite too, where a change keeps all others waiting, and perhaps the one who asks."""
    async with kamer.work() as work:
        await work.session.execute(text("SELECT 1"))
        await _ask(kamer, "POST", "/v1/vragen/_stel")
        assert (await _ask(kamer, "GET", f"/v1/personen/{TWEE}")).status_code == 500
    assert [each["betrokkene"] for each in await _lines(kamer)] == [EEN, TWEE]


async def test_what_is_about_nobody_leaves_nothing(kamer: Room) -> None:
    assert (await _ask(kamer, "GET", "/v1/personen/_niets")).status_code == 200
    async with client_of(kamer) as client:
        assert (await client.get("/v1/personen")).status_code == 401
    assert await _lines(kamer) == []


async def test_ids_of_persons_are_kept_sealed(kamer: Room) -> None:
    await _ask(kamer, "POST", "/v1/personen/_inzage")
    async with kamer.work(writes=False) as work:
        (row,) = (await work.session.execute(select(tables.logregels))).mappings()
    assert EEN not in str(dict(row))


async def test_the_log_of_a_client_is_read_by_services_and_not_by_a_municipality(kamer: Room) -> None:
    for _ in range(3):
        await _ask(kamer, "POST", "/v1/personen/_inzage")
    dienst = Caller("dienst", frozenset({"logboek:lezen"}), gemeenten=frozenset({"*"}))
    gemeente = Caller("gemeente", frozenset({"logboek:lezen"}), gemeenten=frozenset({"0034"}))
    assert (await _ask(kamer, "GET", f"/v1/clienten/{EEN}/logboek", gemeente)).status_code == 403
    eerste = (await _ask(kamer, "GET", f"/v1/clienten/{EEN}/logboek?limit=2", dienst)).json()
    rest = (await _ask(kamer, "GET", f"/v1/clienten/{EEN}/logboek?cursor={eerste['volgende']}", dienst)).json()
    lines = [*eerste["items"], *rest["items"]]
    assert [len(eerste["items"]), len(lines), rest["volgende"]] == [2, 3, None]
    assert {(each["dienst"], each["wat"], each["doel"], each["uitkomst"]) for each in lines} == {
        ("proef", "persoon gelezen", "Om te zien of het klopt.", "gelukt")
    }
    assert (await _ask(kamer, "GET", f"/v1/clienten/{new_id()}/logboek", dienst)).json()["items"] == []


@pytest.mark.skipif(not LDV.is_dir(), reason="the schema of the Logboek Dataverwerkingen is not on this machine")
async def test_a_line_is_as_the_standard_has_it(kamer: Room) -> None:
    await _ask(kamer, "POST", "/v1/personen/_inzage", traceparent=TRACE)
    dienst = Caller("dienst", frozenset({"logboek:lezen"}), gemeenten=frozenset({"*"}))
    (line,) = (await _ask(kamer, "GET", f"/v1/clienten/{EEN}/logboek", dienst)).json()["items"]
    schema = json.loads((LDV / "logregel.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(line["logregel"])
    assert EEN not in json.dumps(line["logregel"]), "encrypted"
    assert "lezer" not in json.dumps(line["logregel"]), "who did it is no part of a line of that log"
