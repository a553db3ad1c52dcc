"""The contract of events is true of what the code makes: every example, the envelope, and the NL GOV profile."""

import json
import re
from datetime import UTC, datetime

import pytest
from tests.contract_van_gebeurtenissen import (
    CHECKS,
    OF_NO_EVENT,
    breaks_contract,
    breaks_profile,
    contract,
    example,
    messages,
    profile,
    step,
)

import betekenis
import gebeurtenissen
from chassis.asyncapi import BACKOFFICE, WEBHOOK
from chassis.events import Event, encode
from clientroute.services import SERVICES
from gebeurtenissen import woorden

NAMES = sorted(each.name for each in gebeurtenissen.ALL)


def test_every_type_has_a_message_a_channel_and_an_operation_with_which_we_send_it() -> None:
    assert sorted(messages()) == NAMES
    operations = step(contract(), "operations")
    sends = {name.removeprefix("stuur.") for name in operations if name.startswith("stuur.")}
    assert sorted(sends) == NAMES
    for name in NAMES:
        assert step(operations, f"stuur.{name}")["action"] == "send"
        binding = step(contract(), "channels", name, "bindings", "amqp")
        assert (binding["is"], step(binding, "exchange")["name"]) == ("routingKey", "clientroute.events.v1")


def test_each_service_receives_what_it_hears_from_its_own_queue() -> None:
    for name, service in SERVICES.items():
        heard = {each.type for each in service.subscriptions}
        if not heard:
            assert f"ontvang.{name}" not in step(contract(), "operations")
            continue
        operation = step(contract(), "operations", f"ontvang.{name}")
        assert (operation["action"], operation["channel"]) == ("receive", {"$ref": f"#/channels/clientroute.{name}.v1"})
        channel = step(contract(), "channels", f"clientroute.{name}.v1")
        assert set(step(channel, "messages")) == (set(NAMES) if "#" in heard else heard)
    assert set(step(contract(), "channels", BACKOFFICE, "messages")) == set(NAMES)
    assert step(contract(), "channels", WEBHOOK)["address"] is None


def test_nothing_in_the_document_points_nowhere() -> None:
    references = set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(contract())))
    assert len(references) > len(NAMES)
    for reference in references:
        *way, last = reference.split("/")
        assert last in step(contract(), *way), reference


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_an_event_is_as_the_contract_and_the_profile_say(name: str) -> None:
    event = example(name)
    assert breaks_contract(event) == []
    assert breaks_profile(event) == []
    model = next(each.data for each in gebeurtenissen.ALL if each.name == name)
    assert model.model_validate(event["data"]).model_dump(mode="json", by_alias=True) == event["data"]


def test_what_is_written_keeps_to_the_contract_and_a_mistake_is_seen() -> None:
    spoken = example("nl.wmo.meldingen.geregistreerd.v1")
    moment = datetime(2026, 2, 2, 9, tzinfo=UTC)
    data = step(spoken, "data")
    event = Event(
        str(spoken["id"]), str(spoken["source"]), str(spoken["type"]), str(spoken["subject"]), 1, moment, data
    )
    written = json.loads(encode(event))
    assert written == spoken
    for name, wrong in (
        ("sequence", 1),
        ("time", "gisteren"),
        ("specversion", "0.3"),
        ("source", "https://x"),
        ("data", {}),
    ):
        assert breaks_contract({**written, name: wrong}) != [], name
    assert breaks_contract({**written, "eenTeVreemdAttribuut": "x"}) != []


def test_every_rule_of_the_profile_is_held_or_is_of_no_event() -> None:
    assert CHECKS.keys() | OF_NO_EVENT.keys() == profile()
    assert not CHECKS.keys() & OF_NO_EVENT.keys()


def test_an_event_that_breaks_the_profile_is_seen() -> None:
    good = example("nl.wmo.meldingen.geregistreerd.v1")
    for name, wrong in (("id", ""), ("source", "https://x"), ("specversion", "2"), ("sequence", "7"), ("subject", "")):
        rule = f"{name} MUST"
        assert any(found.startswith(rule) for found in breaks_profile({**good, name: wrong})), name
    assert any("beveiliging" in found for found in breaks_profile({**good, "subject": "999990019"}))


def test_no_word_is_explained_that_no_event_has() -> None:
    schemas = step(contract(), "components", "schemas")
    fields = {f"{model}.{name}" for model in schemas for name in step(schemas, model).get("properties", {})}  # type: ignore[attr-defined]
    used = fields | {each.partition(".")[2] for each in fields}
    assert woorden.BETEKENIS.keys() - used == set()
    assert woorden.VOORBEELD.keys() - used == set()
    assert woorden.ONDERDELEN.keys() - schemas.keys() == set()
    over_http = betekenis.woorden().properties
    assert [name for name, text in woorden.BETEKENIS.items() if over_http.get(name) == text] == []
