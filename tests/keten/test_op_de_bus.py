"""What a played region tells on a real broker is what asyncapi.json says; what it does not tell, its example shows."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from aio_pika.abc import AbstractQueue
from tests.contract_van_gebeurtenissen import breaks_contract, breaks_profile, example, messages

from chassis.bus_rabbit import connect, declare
from chassis.events import MEDIA_TYPE
from chassis.settings import Settings
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.services import topology
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from inkoop import laad

pytestmark = pytest.mark.lang

VANDAAG = date(2026, 11, 21)
NIET_GESPEELD = {
    "nl.wmo.aanbieders.gemeten.v1",
    "nl.wmo.aanbieders.gepauzeerd.v1",
    "nl.wmo.aanbieders.hervat.v1",
    "nl.wmo.aanbieders.vastgelegd.v1",
    "nl.wmo.aandachtspunten.afgehandeld.v1",
    "nl.wmo.aandachtspunten.vastgelegd.v1",
    "nl.wmo.beeindigingen.verwijderd.v1",
    "nl.wmo.berichten.afgekeurd.v1",
    "nl.wmo.berichtwegen.vastgelegd.v1",
    "nl.wmo.beschikkingen.beeindigd.v1",
    "nl.wmo.betaalruns.gesloten.v1",
    "nl.wmo.bezwaren.besloten.v1",
    "nl.wmo.bezwaren.ingediend.v1",
    "nl.wmo.bezwaren.verdaagd.v1",
    "nl.wmo.budgetdrempels.overschreden.v1",
    "nl.wmo.clienten.vertrokken.v1",
    "nl.wmo.declaraties.hervat.v1",
    "nl.wmo.doelen.verwijderd.v1",
    "nl.wmo.evaluaties.gevraagd.v1",
    "nl.wmo.huishoudens.gewijzigd.v1",
    "nl.wmo.indicaties.aangekondigd.v1",
    "nl.wmo.indicaties.gewaarschuwd.v1",
    "nl.wmo.indicaties.omgezet.v1",
    "nl.wmo.indicaties.overgenomen.v1",
    "nl.wmo.jaarafsluitingen.gewijzigd.v1",
    "nl.wmo.jeugdzaken.vastgelegd.v1",
    "nl.wmo.leveringen.verwijderd.v1",
    "nl.wmo.lumpsums.gewijzigd.v1",
    "nl.wmo.noshows.gewijzigd.v1",
    "nl.wmo.ontslagen.vastgelegd.v1",
    "nl.wmo.rapportages.gewijzigd.v1",
    "nl.wmo.overboekingen.gemeld.v1",
    "nl.wmo.overbruggingen.vastgelegd.v1",
    "nl.wmo.personen.gewijzigd.v1",
    "nl.wmo.toestemmingen.gegeven.v1",
    "nl.wmo.toestemmingen.ingetrokken.v1",
    "nl.wmo.pgbs.besteed.v1",
    "nl.wmo.pgbs.toegekend.v1",
    "nl.wmo.plandelen.gedeeld.v1",
    "nl.wmo.plannen.afgesloten.v1",
    "nl.wmo.plannen.overgegaan.v1",
    "nl.wmo.raadplegingen.vastgelegd.v1",
    "nl.wmo.retouren.gemist.v1",
    "nl.wmo.signalen.geregistreerd.v1",
    "nl.wmo.tekorten.gesignaleerd.v1",
    "nl.wmo.termijnen.hervat.v1",
    "nl.wmo.termijnen.opgeschort.v1",
    "nl.wmo.toewijzingen.verlengd.v1",
    "nl.wmo.toewijzingen.vervallen.v1",
    "nl.wmo.uitwerkingen.vastgelegd.v1",
    "nl.wmo.vervolgen.bepaald.v1",
    "nl.wmo.vorderingen.gewijzigd.v1",
    "nl.wmo.waakvlammen.afgesproken.v1",
    "nl.wmo.wachtenden.gesproken.v1",
    "nl.wmo.wisselwensen.vastgelegd.v1",
    "nl.wmo.zaken.gesloten.v1",
}
"""What nobody in the demo does. (A declaration only waits when it overtakes its assignment.)"""


@asynccontextmanager
async def backoffice(settings: Settings) -> AsyncIterator[AbstractQueue]:
    """A queue of our own that gets every event."""
    assert settings.broker_url is not None
    async with await connect(settings.broker_url) as connection:
        channel = await connection.channel()
        exchange = await declare(channel, topology(settings))
        queue = await channel.declare_queue(f"{settings.broker_prefix}.backoffice.v1", exclusive=True)
        await queue.bind(exchange, routing_key="#")
        yield queue


async def gehoord(queue: AbstractQueue) -> list[dict[str, object]]:
    """All events in the queue, in order, as they are on the wire."""
    events = []
    while (message := await queue.get(fail=False, no_ack=True)) is not None:
        event = json.loads(message.body)
        assert (message.content_type, message.routing_key) == (MEDIA_TYPE, event["type"])
        assert message.message_id == event["id"]
        events.append(event)
    return events


async def feed(suite: Suite) -> list[dict[str, object]]:
    async with client_factory(suite)("monitoring", caller_for("backoffice")) as client:
        items: list[dict[str, object]] = []
        cursor: dict[str, str] = {}
        while True:
            answer = await client.get("/v1/gebeurtenissen", params={"limit": "500", **cursor})
            page = answer.raise_for_status().json()
            if not page["items"]:
                return items
            items += page["items"]
            cursor = {"cursor": page["volgende"]}


async def test_every_event_of_a_play_is_as_the_contract_says(
    tmp_path: Path, rabbit_url: str, rabbit_prefix: str
) -> None:
    settings = Settings(data_dir=tmp_path, broker_url=rabbit_url, broker_prefix=rabbit_prefix)
    klok = SpeelKlok()
    async with backoffice(settings) as queue:
        async with running_suite(settings, klok) as suite:
            await speel(
                Speler(laad("almere-2023"), client_factory(suite), klok), maanden=2, burgers=25, vandaag=VANDAAG
            )
        events = await gehoord(queue)
    assert len(events) > 300
    assert [found for each in events for found in breaks_contract(each)] == []
    assert [found for each in events for found in breaks_profile(each)] == []

    untold = messages().keys() - {str(each["type"]) for each in events}
    assert untold <= NIET_GESPEELD
    assert [found for name in untold for found in breaks_contract(example(name))] == []


async def test_the_feed_gives_the_same_events_without_the_hash_of_a_bsn_and_the_trace(
    tmp_path: Path, rabbit_url: str, rabbit_prefix: str
) -> None:
    settings = Settings(data_dir=tmp_path, broker_url=rabbit_url, broker_prefix=rabbit_prefix)
    klok = SpeelKlok()
    async with backoffice(settings) as queue, running_suite(settings, klok) as suite:
        await speel(Speler(laad("almere-2023"), client_factory(suite), klok), maanden=1, burgers=3, vandaag=VANDAAG)
        op_de_bus = {str(each["id"]): each for each in await gehoord(queue)}
        items = await feed(suite)
    assert [found for each in items for found in (*breaks_contract(each), *breaks_profile(each))] == []
    assert len(items) > 50
    hashes = [each["data"].pop("bsnHash") for each in op_de_bus.values() if "bsnHash" in each["data"]]  # type: ignore[attr-defined, operator]
    assert hashes
    assert all(each.pop("traceparent") for each in op_de_bus.values())
    verteld = {str(each["id"]): each for each in items}
    assert verteld == {name: op_de_bus[name] for name in verteld}
