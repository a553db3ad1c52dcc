"""What comes in twice, at once, late or out of order; who may see what; and where no BSN may be."""

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import structlog
from sqlalchemy import func, select, text
from tests.declaratie.conftest import XML, Declaratie
from tests.declaratie.maker import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDERE_AGB,
    ANDERE_BSN,
    BSN,
    TOTAAL,
    UUR,
    VREEMDE_BSN,
    client,
    prestatie,
)
from tests.declaratie.maker import declaratie as bericht_met

import iwmo
from berichtenverkeer import webhooks
from chassis.consumer import Consumer, Message, dead_letters, handle_all, read_message
from chassis.log import configure_logging
from chassis.service import Room
from declaratie.tables import Prestatie as PrestatieRij
from declaratie.tables.base import Base

APRIL, MAART = ("04-01", "04-30"), ("03-01", "03-31")


async def berichten(van: Declaratie, soort: str, agb: str = AGB) -> list[dict[str, object]]:
    items = (await van.get(f"/v1/berichten?soort={soort}", van.aanbieder(agb)))["items"]
    assert isinstance(items, list)
    return items


async def test_a_provider_is_called_when_its_325_is_ready(
    declaratie: Declaratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    geroepen: list[bytes] = []

    async def aanbieder(request: httpx.Request) -> httpx.Response:
        geroepen.append(request.content)
        return httpx.Response(204)

    def naar_buiten(*, alleen_buiten: bool) -> httpx.AsyncClient:
        assert not alleen_buiten
        return httpx.AsyncClient(transport=httpx.MockTransport(aanbieder))

    monkeypatch.setattr(webhooks, "nieuwe_client", naar_buiten)
    adres = {"url": "https://aanbieder.example/berichten"}
    assert (await declaratie.client.put("/v1/webhooks", json=adres, headers=declaratie.aanbieder())).status_code == 200
    await declaratie.lever_aan(bericht_met(client(prestatie())))
    await declaratie.werk()
    await webhooks.bezorg(declaratie.room)
    ((oproep,), (antwoord,)) = geroepen, await berichten(declaratie, "WMO325")
    told = json.loads(oproep)
    assert (told["data"]["soort"], told["data"]["berichtId"]) == ("WMO325", antwoord["id"])
    assert told["dataref"].endswith(f"/declaratie/v1/berichten/{antwoord['id']}")


async def test_an_administrator_sees_calls_that_fail_and_messages_nobody_fetches(
    declaratie: Declaratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    geroepen: list[bytes] = []

    async def stuk(request: httpx.Request) -> httpx.Response:
        geroepen.append(request.content)
        return httpx.Response(500)

    transport = httpx.MockTransport(stuk)
    monkeypatch.setattr(webhooks, "nieuwe_client", lambda **_: httpx.AsyncClient(transport=transport))
    adres = {"url": "https://aanbieder.example/berichten"}
    await declaratie.client.put("/v1/webhooks", json=adres, headers=declaratie.aanbieder())
    await declaratie.lever_aan(bericht_met(client(prestatie())))
    await declaratie.werk()
    await webhooks.bezorg(declaratie.room)
    nu = declaratie.room.clock() + timedelta(days=2)
    declaratie.room.clock = lambda: nu
    answer = await declaratie.client.get("/v1/wachtend", headers=declaratie.beheerder(ALMERE))
    gezien = {each["soort"]: each for each in answer.raise_for_status().json()["items"]}
    assert {naam: (each["aantal"], each["kanHervat"]) for naam, each in gezien.items()} == {
        "niet-opgehaald": (1, False),
        "webhooks": (1, True),
    }
    assert "HTTP 500" in gezien["webhooks"]["waarop"]
    elders = await declaratie.client.get("/v1/wachtend", headers=declaratie.beheerder(ALKMAAR))
    assert elders.json()["items"] == []

    async def hervat(soort: str) -> httpx.Response:
        body = {"soort": soort, "id": gezien[soort]["id"], "reden": "De aanbieder zegt dat het weer kan."}
        return await declaratie.client.post("/v1/wachtend/_hervat", json=body, headers=declaratie.beheerder(ALMERE))

    assert (await hervat("webhooks")).json() == {"aantal": 1}
    await webhooks.bezorg(declaratie.room)
    assert len(geroepen) == 2
    assert (await hervat("niet-opgehaald")).status_code == 409, "only the provider fetches them"


# --- twice, and at once


async def test_the_same_file_ten_times_at_once_is_one_message(declaratie: Declaratie) -> None:
    content = iwmo.schrijf(bericht_met(client(prestatie())))
    headers = {**declaratie.aanbieder(), "Content-Type": XML}
    answers = await asyncio.gather(
        *(declaratie.client.post("/v1/berichten", content=content, headers=headers) for _ in range(10))
    )
    assert {each.status_code for each in answers} == {202}
    assert len({each.json()["id"] for each in answers}) == 1
    await declaratie.werk()
    assert len(await berichten(declaratie, "WMO323")) == 1
    assert len(await berichten(declaratie, "WMO325")) == 1
    (event,) = declaratie.beantwoord()
    assert event.bedrag_toegekend == 61_500


async def test_one_number_is_one_message_only_if_every_line_is_the_same(declaratie: Declaratie) -> None:
    eerste = bericht_met(client(prestatie(), prestatie(nummer=2002)), identificatie="EEN", nummer="EEN")
    (van_client,) = eerste.declaratie.clienten
    andere_lijn = replace(van_client.prestaties[1], geleverd_volume=11)
    anders = replace(van_client, prestaties=(van_client.prestaties[0], andere_lijn))
    headers = {**declaratie.aanbieder(), "Content-Type": XML}

    async def lever_aan(content: bytes) -> str:
        answer = await declaratie.client.post("/v1/berichten", content=content, headers=headers)
        return str(answer.json()["id"])

    inhoud = iwmo.schrijf(eerste)
    bericht_id = await lever_aan(inhoud)
    assert await lever_aan(inhoud.replace(b"<wmo323:Eenheid>", b"<wmo323:Eenheid >")) == bericht_id
    ander = replace(eerste, declaratie=replace(eerste.declaratie, clienten=(anders,)))
    assert await lever_aan(iwmo.schrijf(ander)) != bericht_id


async def test_the_same_event_at_several_workers_is_judged_once(declaratie: Declaratie) -> None:
    await declaratie.lever_aan(bericht_met(client(prestatie())))
    onderweg = await declaratie.onderweg()
    await asyncio.gather(*(Consumer(declaratie.room).deliver(onderweg) for _ in range(4)))
    await declaratie.werk()
    assert len(await berichten(declaratie, "WMO325")) == 1
    assert len(declaratie.beantwoord()) == 1


async def test_messages_at_the_same_time_stay_under_the_ceiling_together(declaratie: Declaratie) -> None:
    """Five messages of 30 hours on an assignment of 100: three fit, whatever the order."""
    for begin, einde in (("01-01", "01-31"), ("02-01", "02-28"), MAART, APRIL, ("05-01", "05-31")):
        await declaratie.lever_aan(bericht_met(client(prestatie(30, periode=(begin, einde)))))
    onderweg = await declaratie.onderweg()
    assert len(onderweg) == 5
    await asyncio.gather(*(Consumer(declaratie.room).deliver([each]) for each in onderweg))
    await declaratie.werk()
    events = declaratie.beantwoord()
    assert sorted(each.bedrag_toegekend for each in events) == [0, 0, *[30 * 6150] * 3]
    assert [[a.retourcode for a in each.afkeuringen] for each in events if not each.prestaties_toegekend] == [
        ["9322"]
    ] * 2


async def test_the_same_line_in_two_messages_at_the_same_time_is_granted_once(declaratie: Declaratie) -> None:
    for _ in range(2):
        await declaratie.lever_aan(bericht_met(client(prestatie(ref="R")), nummer="D"))
    onderweg = await declaratie.onderweg()
    await asyncio.gather(*(Consumer(declaratie.room).deliver([each]) for each in onderweg))
    await declaratie.werk()
    assert sorted(each.retourcode for each in declaratie.beantwoord()) == ["8001", "9333"]


async def test_a_batch_of_messages_is_judged_in_its_order(declaratie: Declaratie) -> None:
    for ref, periode in (("EEN", MAART), ("TWEE", APRIL)):
        await declaratie.lever_aan(bericht_met(client(prestatie(60, ref=ref, periode=periode))))
    await declaratie.werk()
    assert [each.retourcode for each in declaratie.beantwoord()] == ["8001", "0200"]


async def test_a_crash_before_the_end_books_nothing_and_the_next_try_does(
    declaratie: Declaratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    bericht_id = await declaratie.lever_aan(bericht_met(client(prestatie())))
    onderweg = await declaratie.onderweg()
    room = declaratie.room
    monkeypatch.setattr("declaratie.usecases.beoordeel_declaratie.verzend", _stuk)
    with pytest.raises(RuntimeError):
        await _hoor(room, onderweg[0])
    async with room.work(writes=False) as work:
        assert (await work.session.execute(select(func.count()).select_from(PrestatieRij))).scalar_one() == 0
    monkeypatch.undo()
    await Consumer(room).deliver(onderweg)
    await declaratie.werk()
    antwoord = iwmo.lees(await declaratie.antwoord_xml(bericht_id))
    assert antwoord.soort() == "WMO325"
    assert [each.retourcode for each in declaratie.beantwoord()] == ["8001"]


async def _hoor(room: Room, message: Message) -> None:
    """One attempt of a worker."""
    async with room.work() as work:
        await handle_all(work, room, [message])


async def _stuk(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError("the process stops here")


# --- late, and out of order


async def test_of_an_assignment_the_newest_event_stands(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, omvang=(5, UUR, TOTAAL), sequence=3)
    await declaratie.wijs_toe(2002, omvang=(50, UUR, TOTAAL), sequence=2)
    await declaratie.declareer(bericht_met(client(prestatie(6, nummer=2002))))
    await declaratie.wijs_toe(2002, omvang=(6, UUR, TOTAAL), sequence=4)
    await declaratie.declareer(bericht_met(client(prestatie(6, nummer=2002))))
    assert [each.retourcode for each in declaratie.beantwoord()] == ["0200", "8001"]


async def test_of_a_contract_the_newest_event_stands_with_its_prices(declaratie: Declaratie) -> None:
    await declaratie.sluit_contract(prijzen=[("01-01", 6000), ("05-01", 6200)], sequence=3)
    await declaratie.sluit_contract(prijzen=[("01-01", 5000)], sequence=2)
    mei, april = prestatie(tarief=6200), prestatie(tarief=6000, periode=APRIL)
    await declaratie.declareer(bericht_met(client(mei, april)))
    await declaratie.declareer(bericht_met(client(prestatie(tarief=5000, periode=MAART))))
    assert [each.retourcode for each in declaratie.beantwoord()] == ["8001", "0200"]


async def test_a_price_holds_only_as_long_as_its_contract(declaratie: Declaratie) -> None:
    await declaratie.sluit_contract(prijzen=[("01-01", 6150)], termijn=("04-01", "04-30"), sequence=2)
    bericht = bericht_met(client(prestatie(ref="MEI"), prestatie(periode=APRIL), prestatie(ref="MAART", periode=MAART)))
    antwoord = await declaratie.declareer(bericht)
    assert antwoord.declaratie_antwoord is not None
    (van_client,) = antwoord.declaratie_antwoord.clienten
    assert {p.product_referentie.referentie_nummer: list(p.retour_codes) for p in van_client.prestaties} == {
        "MEI": ["0611"],
        "MAART": ["0611"],
    }


async def test_a_removed_assignment_is_not_paid(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(termijn=("01-01", "01-01"), reden="13", sequence=2)
    await declaratie.declareer(bericht_met(client(prestatie())))
    (event,) = declaratie.beantwoord()
    assert "9384" in {each.retourcode for each in event.afkeuringen}
    assert event.bedrag_toegekend == 0


async def test_a_shorter_assignment_leaves_what_was_granted_and_no_double_month(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(10, ref="HEEL"))))
    await declaratie.wijs_toe(termijn=("01-01", "05-10"), sequence=2)
    kort = ("05-01", "05-10")
    await declaratie.declareer(bericht_met(client(prestatie(4, periode=kort))))
    await declaratie.declareer(bericht_met(client(prestatie(10, vorig="HEEL"), prestatie(4, periode=kort))))
    assert [(each.retourcode, each.bedrag_toegekend) for each in declaratie.beantwoord()] == [
        ("8001", 10 * 6150),
        ("0200", 0),
        ("8001", -6 * 6150),
    ]


async def test_messages_of_another_service_are_not_judged(declaratie: Declaratie) -> None:
    """Toewijzing tells of its own messages with the same event."""
    await declaratie.lever_aan(bericht_met(client(prestatie())))
    (onderweg,) = await declaratie.onderweg()
    vreemd = read_message(onderweg.body.replace("clientroute-declaratie", "clientroute-toewijzing").encode())
    assert vreemd.event is not None
    await Consumer(declaratie.room).deliver([vreemd])
    assert await berichten(declaratie, "WMO325") == []
    async with declaratie.room.work(writes=False) as work:
        assert await dead_letters(work) == []


# --- who may see what


async def test_others_see_nothing(declaratie: Declaratie) -> None:
    bericht_id = await declaratie.lever_aan(bericht_met(client(prestatie())))
    await declaratie.werk()
    waar = f"/v1/declaraties/{bericht_id}"
    for path in (waar, f"{waar}/prestaties", f"/v1/berichten/{bericht_id}/antwoord", "/v1/declaraties"):
        assert (await declaratie.client.get(path, headers=declaratie.backoffice())).status_code == 403
    for wie in (declaratie.aanbieder(ANDERE_AGB), declaratie.backoffice(ALKMAAR)):
        for path in (waar, f"{waar}/prestaties", f"/v1/berichten/{bericht_id}/antwoord"):
            assert (await declaratie.client.get(path, headers=wie)).status_code == 404
        for path in ("/v1/declaraties", "/v1/berichten"):
            assert (await declaratie.get(path, wie))["items"] == []
    for wie in (declaratie.aanbieder(), declaratie.backoffice(ALMERE), declaratie.backoffice("*")):
        assert (await declaratie.get(waar, wie))["id"] == bericht_id
        items = (await declaratie.get("/v1/declaraties", wie))["items"]
        assert isinstance(items, list)
        assert [each["id"] for each in items] == [bericht_id]


async def test_a_provider_cannot_bill_for_another(declaratie: Declaratie) -> None:
    content = iwmo.schrijf(bericht_met(client(prestatie())))
    headers = {**declaratie.aanbieder(ANDERE_AGB), "Content-Type": XML}
    assert (await declaratie.client.post("/v1/berichten", content=content, headers=headers)).status_code == 403


async def test_an_assignment_of_another_provider_or_municipality_is_unknown(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, agb=ANDERE_AGB)
    await declaratie.wijs_toe(3003, gemeente=ALKMAAR)
    antwoord = await declaratie.declareer(bericht_met(client(prestatie(nummer=2002), prestatie(nummer=3003))))
    assert antwoord.declaratie_antwoord is not None
    (van_client,) = antwoord.declaratie_antwoord.clienten
    assert [list(each.retour_codes) for each in van_client.prestaties] == [["9338"], ["9338"]]


async def test_a_client_of_another_provider_is_unknown(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN, agb=ANDERE_AGB)
    antwoord = await declaratie.declareer(bericht_met(client(prestatie(nummer=2002), bsn=ANDERE_BSN)))
    assert antwoord.declaratie_antwoord is not None
    (van_client,) = antwoord.declaratie_antwoord.clienten
    assert list(van_client.retour_codes) == ["8187"]


# --- no BSN


@pytest.fixture
def logboek(tmp_path: Path) -> Iterator[None]:
    """The log as production writes it, everything included; afterwards logging is as it was."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.raiseExceptions)
    file = tmp_path / "clientroute.log"
    configure_logging(file=file, level="DEBUG")
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:], logging.raiseExceptions = before[0], before[2]
    root.setLevel(before[1])
    structlog.reset_defaults()


@pytest.mark.usefixtures("logboek")
async def test_no_bsn_in_the_database_the_log_or_an_event(declaratie: Declaratie, tmp_path: Path) -> None:
    bsns = (BSN, ANDERE_BSN, VREEMDE_BSN)
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN)
    bericht = bericht_met(
        client(prestatie(), prestatie(bedrag=1, periode=APRIL)),
        client(prestatie(nummer=2002), bsn=ANDERE_BSN),
        client(prestatie(nummer=9), bsn=VREEMDE_BSN),
    )
    bericht_id = await declaratie.lever_aan(bericht)
    fout = iwmo.schrijf(bericht).replace(BSN.encode(), b"999900007")
    headers = {**declaratie.aanbieder(), "Content-Type": XML}
    await declaratie.client.post("/v1/berichten", content=fout, headers=headers)
    await declaratie.werk()
    assert BSN in (await declaratie.antwoord_xml(bericht_id)).decode()
    geschreven = [*await _rows(declaratie), *_files(tmp_path), *(repr(each) for each in declaratie.told)]
    assert any("request.done" in each for each in geschreven)
    for bsn in (*bsns, "999900007"):
        assert not [each for each in geschreven if bsn in each]


def _files(folder: Path) -> list[str]:
    """The log, and the database when it is a file."""
    return [each.read_bytes().decode("latin-1") for each in folder.iterdir() if each.is_file()]


async def _rows(van: Declaratie) -> list[str]:
    """Every row of every table, bytes included, as text."""
    async with van.room.work(writes=False) as work:
        tables = [text(f'SELECT * FROM "{name}"') for name in Base.metadata.tables]
        return [repr(tuple(row)) for query in tables for row in await work.session.execute(query)]
