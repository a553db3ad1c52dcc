"""The envelope of events, and what the registry may hold."""

import json
import re
from datetime import UTC, datetime
from types import UnionType
from typing import Union, cast, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from chassis.events import NAME_LENGTH, Event, EventData, EventType, UnreadableEvent, decode, encode, gemeenten_in
from chassis.subscriptions import Subscription, on, wanted
from chassis.work import Work
from gebeurtenissen import ALL

NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=NAME_LENGTH)
TEXT = st.text(st.characters(codec="utf-8"))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
EVENTS = st.builds(
    Event,
    id=NAMES,
    source=NAMES,
    type=NAMES,
    subject=NAMES,
    sequence=st.integers(1, 10**10 - 1),
    time=st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    data=st.dictionaries(TEXT, JSON_VALUES, max_size=4),
)


@given(EVENTS)
def test_an_event_comes_back_as_it_was_sent(event: Event) -> None:
    assert decode(encode(event)) == event
    assert decode(encode(event).decode()) == event


def test_the_envelope_is_that_of_the_nl_gov_profile() -> None:
    moment = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    event = Event("id-1", "urn:nld:oin:1:systeem:x", "nl.wmo.x.y.v1", "s", 7, moment, {"aantal": 1})
    assert json.loads(encode(event)) == {
        "specversion": "1.0",
        "id": "id-1",
        "source": "urn:nld:oin:1:systeem:x",
        "type": "nl.wmo.x.y.v1",
        "subject": "s",
        "sequence": "0000000007",
        "time": "2026-03-01T12:00:00Z",
        "datacontenttype": "application/json",
        "dataschema": "urn:nld:oin:1:systeem:x:schema:nl.wmo.x.y.v1",
        "data": {"aantal": 1},
    }


@given(st.one_of(st.binary(max_size=60), JSON_VALUES.map(lambda value: json.dumps(value).encode())))
def test_whatever_is_no_event_is_unreadable_and_nothing_else_happens(body: bytes) -> None:
    with pytest.raises(UnreadableEvent):
        decode(body)


GOOD = json.loads(encode(Event("i", "s", "t", "u", 1, datetime(2026, 3, 1, tzinfo=UTC), {})))


@given(st.sampled_from(["id", "source", "type", "subject", "sequence", "time", "data", "specversion"]), JSON_VALUES)
def test_one_strange_attribute_is_unreadable_or_read_but_never_a_crash(name: str, value: object) -> None:
    try:
        event = decode(json.dumps({**GOOD, name: value}))
    except UnreadableEvent:
        return
    for text in (event.id, event.source, event.type, event.subject):
        assert isinstance(text, str)
        assert 0 < len(text) <= NAME_LENGTH
    assert isinstance(event.sequence, int)
    assert event.time.tzinfo is not None


@pytest.mark.parametrize("name", ["id", "source", "type", "subject", "sequence", "time", "data"])
def test_a_missing_attribute_is_unreadable(name: str) -> None:
    assert decode(json.dumps(GOOD))
    with pytest.raises(UnreadableEvent):
        decode(json.dumps({key: value for key, value in GOOD.items() if key != name}))


@pytest.mark.parametrize("data", ["tekst", [1], 7])
def test_data_that_is_no_object_is_unreadable(data: object) -> None:
    with pytest.raises(UnreadableEvent):
        decode(json.dumps({**GOOD, "data": data}))


@pytest.mark.parametrize(
    ("data", "gemeenten"),
    [
        ({"gemeente": "0034"}, {"0034"}),
        ({"gemeenten": ["0034", "0361"], "gemeente": "0141"}, {"0034", "0361"}),
        ({"gemeenten": []}, set()),
        ({"gemeenten": ["0034", 7, None]}, {"0034"}),
        ({"gemeenten": "0034"}, set()),
        ({"gemeente": 7}, set()),
        ({}, set()),
        ("geen object", set()),
    ],
)
def test_which_municipalities_an_event_is_about(data: object, gemeenten: set[str]) -> None:
    assert gemeenten_in(json.dumps({**GOOD, "data": data})) == gemeenten


class Woorden(EventData):
    """Data with a name of two words."""

    twee_woorden: int


def test_data_has_its_names_in_camel_case_on_the_bus_and_stays_as_it_was_told() -> None:
    data = Woorden(twee_woorden=2)
    assert data.model_dump(by_alias=True) == {"tweeWoorden": 2}
    assert Woorden.model_validate({"tweeWoorden": 2, "later": "erbij"}) == data
    with pytest.raises(ValidationError):
        data.twee_woorden = 3  # type: ignore[misc]  # mypy sees it too


async def test_data_that_does_not_fit_its_type_is_unreadable_and_named_without_its_values() -> None:
    woorden = EventType("nl.wmo.proeven.geteld.v1", Woorden, "Er is geteld.")
    event = Event("i", "s", woorden.name, "u", 1, datetime(2026, 3, 1, tzinfo=UTC), {"tweeWoorden": "999900006x"})
    with pytest.raises(UnreadableEvent, match=rf"^{re.escape(woorden.name)}: tweeWoorden$"):
        await on(woorden, nothing).handle(cast(Work, None), [event])


async def nothing(_work: object, _event: object) -> None:
    """A handler."""


def test_a_subscription_hears_its_type_and_a_hash_hears_all() -> None:
    one, everything = Subscription("a.v1", nothing), Subscription("#", nothing)
    assert wanted([one, everything], "a.v1") == [one, everything]
    assert wanted([one, everything], "a.v2") == [everything]


# The registry

FORBIDDEN = re.compile(
    r"naam|name|voorvoegsel|voorletters|adres|straat|huisnummer|huisletter|postcode|plaats|geboorte|geslacht|"
    r"telefoon|mail|iban|hulpvraag|verslag|motivering|toelichting|commentaar|persoon",
    re.I,
)
HARMLESS = {"aanbiedernaam", "deelname", "persoonlijk_plan_ontvangen_op", "verslagperiode"}
"""What an organisation is called (M139), a form of taking part (M61), and a day."""
NAMED = [pytest.param(each, id=each.name) for each in ALL]


def models_in(annotation: object) -> set[type[BaseModel]]:
    """Every model that a field of this type can hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner = [models_in(field.annotation) for field in annotation.model_fields.values()]
        return {annotation}.union(*inner)
    if get_origin(annotation) in {Union, UnionType, tuple, list, dict}:
        return set[type[BaseModel]]().union(*(models_in(part) for part in get_args(annotation)))
    return set()


def test_the_field_names_that_are_refused_are_those_of_persons() -> None:
    assert all(
        FORBIDDEN.search(name) for name in ("geslachtsnaam", "woonplaats", "straatnaam", "e_mail", "geboortedatum")
    )


@pytest.mark.parametrize("event_type", NAMED)
def test_no_event_has_room_for_a_name_an_address_or_a_bsn(event_type: EventType[EventData]) -> None:
    for model in models_in(event_type.data):
        for name in model.model_fields:
            assert name in HARMLESS or not FORBIDDEN.search(name), f"{model.__name__}.{name}"
            assert "bsn" not in name or name == "bsn_hash", f"{model.__name__}.{name}"


@pytest.mark.parametrize("event_type", NAMED)
def test_an_event_type_is_named_as_agreed_and_says_what_happened(event_type: EventType[EventData]) -> None:
    assert re.fullmatch(r"nl\.wmo\.[a-z]+\.[a-z]+\.v[1-9]", event_type.name)
    assert event_type.about.endswith(".")


def test_no_type_is_declared_twice_and_a_field_is_never_free_of_type() -> None:
    names = [each.name for each in ALL]
    assert len(names) == len(set(names)) >= 11
    for event_type in ALL:
        for model in models_in(event_type.data):
            assert all(field.annotation not in {object, dict, list} for field in model.model_fields.values())
