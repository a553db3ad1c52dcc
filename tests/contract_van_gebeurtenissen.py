"""Holding an event against asyncapi.json, and against the NL GOV profile for CloudEvents."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

import pytest
from jsonschema import Draft7Validator, FormatChecker

import gebeurtenissen
from chassis.bsn import mask_bsn
from chassis.events import MEDIA_TYPE
from gebeurtenissen.toewijzing import BERICHT_VERZONDEN

Json: TypeAlias = dict[str, object]
Rule: TypeAlias = tuple[str, str, int]
"""Of the profile: the part, the level, and the how-manieth of these."""
ASYNCAPI = Path(gebeurtenissen.__file__).parent / "asyncapi.json"
MUSTS = Path(__file__).parents[2] / "shared" / "koppelvlakken" / "cloudevents" / "musts.csv"
NUMBER = re.compile(r"(?<![\w-])[0-9]{9}(?![\w-])")
"""Nine digits by themselves; within a hash or a UUID they say nothing."""
FORMATS = FormatChecker(formats=["date"])


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """RFC 3339, with its offset."""
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


@cache
def contract() -> Json:
    return json.loads(ASYNCAPI.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def step(part: object, *names: str) -> Json:
    """What stands somewhere in a document."""
    for name in names:
        assert isinstance(part, dict)
        part = part[name]
    assert isinstance(part, dict)
    return part


def messages() -> dict[str, Json]:
    return {
        name: step(contract(), "components", "messages", name) for name in step(contract(), "components", "messages")
    }


def example(name: str) -> Json:
    (only,) = messages()[name]["examples"]  # type: ignore[misc]
    return step(only, "payload")


@cache
def _validator(name: str) -> Draft7Validator:
    root = {"$ref": f"#/components/messages/{name}/payload", "components": contract()["components"]}
    return Draft7Validator(root, format_checker=FORMATS)


def breaks_contract(event: Json) -> list[str]:
    """What is in this event otherwise than asyncapi.json says."""
    name = str(event.get("type"))
    if name not in messages():
        return [f"{name} is in no contract"]
    return [f"{name} {error.json_path}: {error.message}" for error in _validator(name).iter_errors(event)]


@cache
def profile() -> frozenset[Rule]:
    """The rules of the profile; leaves the test out where the reference folder is not there."""
    if not MUSTS.exists():
        pytest.skip(f"no NL GOV profile in {MUSTS.parent.name}")
    counts: dict[tuple[str, str], int] = {}
    rules = set()
    with MUSTS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            key = (row["onderdeel"], row["niveau"])
            counts[key] = counts.get(key, 0) + 1
            rules.add((*key, counts[key]))
    return frozenset(rules)


def _attributes(event: Json) -> Json:
    return {name: value for name, value in event.items() if name != "data"}


def _about(name: str) -> str:
    return str(step(contract(), "components", "schemas", "CloudEvent", "properties", name)["description"])


def _is_uuid(value: object) -> bool:
    try:
        return str(UUID(str(value))) == value
    except ValueError:
        return False


def _moment(event: Json) -> datetime:
    return datetime.fromisoformat(str(event["time"]))


CHECKS: Mapping[Rule, Callable[[Json], bool]] = {
    ("algemeen", "MUST", 1): lambda event: {"id", "source", "specversion", "type"} <= event.keys(),
    ("naam attribuut", "MUST", 1): lambda event: all(re.fullmatch("[a-z0-9]+", name) for name in event),
    ("naam attribuut", "SHOULD NOT", 1): lambda event: all(len(name) <= 20 for name in event),
    ("types", "MUST", 1): lambda event: all(isinstance(each, str) for each in _attributes(event).values()),
    ("id", "MUST", 1): lambda event: bool(event["id"]),
    ("id", "MUST", 2): lambda event: event["type"] != BERICHT_VERZONDEN.name or event["id"] == event["subject"],
    ("id", "SHOULD", 1): lambda event: _is_uuid(event["id"]),
    ("id", "MUST", 3): lambda _: "willekeurig" in _about("id"),
    ("source", "MUST", 1): lambda event: bool(event["source"]),
    ("source", "SHOULD", 1): lambda event: str(event["source"]).startswith("urn:nld:oin:"),
    ("source", "MUST NOT", 1): lambda event: "://" not in str(event["source"]),
    ("specversion", "MUST", 1): lambda event: event["specversion"] == "1.0",
    ("type", "MUST", 1): lambda event: str(event["type"]).startswith("nl.wmo."),
    ("type", "MUST", 2): lambda event: bool(messages()[str(event["type"])]["summary"]),
    ("type", "MUST", 3): lambda event: len(re.findall(r"\.v[0-9]+(?=\.|$)", str(event["type"]))) == 1,
    ("type", "MUST", 4): lambda event: str(event["type"]).split(".")[2].endswith(("en", "s")),
    ("type", "SHOULD NOT", 1): lambda event: len(str(event["type"]).split(".")) == 5,
    ("datacontenttype", "MUST", 1): lambda event: bool(
        re.fullmatch(r"[a-z]+/[a-z+.-]+", str(event["datacontenttype"]))
    ),
    ("datacontenttype", "SHOULD", 1): lambda event: event["datacontenttype"] == "application/json",
    ("dataschema", "MUST", 1): lambda event: str(event["dataschema"]) == f"{event['source']}:schema:{event['type']}",
    ("subject", "MUST", 1): lambda event: bool(event["subject"]),
    ("time", "MUST", 1): lambda event: _moment(event).tzinfo is not None and str(event["time"]).endswith("Z"),
    ("time", "MUST", 2): lambda _: "vastlegde" in _about("time"),
    ("extensies", "MUST", 1): lambda event: all(isinstance(event.get(each, ""), str) for each in ("dataref", "reden")),
    ("sequence", "MUST", 1): lambda event: bool(re.fullmatch("[0-9]{10}", str(event["sequence"]))),
    ("omvang", "MUST", 1): lambda event: len(json.dumps(event).encode()) <= 64 * 1024,
    ("JSON", "MUST", 1): lambda event: json.loads(json.dumps(event)) == event,
    ("beveiliging", "SHOULD NOT", 1): lambda event: (
        not any(mask_bsn(each) != each for each in NUMBER.findall(json.dumps(event)))
    ),
    ("transport", "SHOULD", 1): lambda event: messages()[str(event["type"])]["contentType"] == MEDIA_TYPE,
}
OF_NO_EVENT: Mapping[Rule, str] = {
    ("type", "SHOULD", 1): "how long an old version goes on beside a new one is seen over years: no type has two yet",
    ("subject", "(open)", 1): "the profile leaves it open",
    (
        "time",
        "SHOULD",
        1,
    ): "the time of the unit of work, as the description of time says; what happened in the world stands in data",
    ("omvang", "SHOULD", 1): "what a receiver accepts is up to the receiver",
    ("beveiliging", "SHOULD", 1): "TLS to the broker is a setting: docs/productie.md",
}
"""Rules that one event cannot show."""


def breaks_profile(event: Json) -> list[str]:
    """The rules of the NL GOV profile that this event breaks."""
    return [
        f"{' '.join(map(str, rule))}: {event['type']}"
        for rule in sorted(profile() & CHECKS.keys())
        if not CHECKS[rule](event)
    ]
