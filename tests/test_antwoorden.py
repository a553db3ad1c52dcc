"""What the contracts say of HTTP: which headers an answer has, and which a request needs."""

import json
from typing import cast

import pytest
from tests.contract import Schema, operaties

from clientroute.services import SERVICES


def goed(operatie: Schema) -> dict[str, set[str]]:
    """By number, the headers of the answers that an operation is for."""
    antwoorden = cast(dict[str, dict[str, Schema]], operatie["responses"])
    return {nummer: set(each["headers"]) for nummer, each in antwoorden.items() if nummer < "300"}


def vraagt(operatie: Schema) -> set[str]:
    return {str(each.get("name")) for each in cast(list[Schema], operatie.get("parameters", []))}


@pytest.mark.parametrize("service", list(SERVICES))
def test_what_was_made_or_taken_in_says_where_it_is(service: str) -> None:
    gemaakt = [
        (pad, headers)
        for pad, _, operatie in operaties(service)
        for nummer, headers in goed(operatie).items()
        if nummer in {"201", "202"}
    ]
    assert gemaakt
    assert [pad for pad, headers in gemaakt if "Location" not in headers] == []


def test_what_can_be_matched_is_shown_where_it_is_read() -> None:
    """Who has to send If-Match got the ETag: from the answer of a change, and from reading the thing."""
    alle = {(pad, methode): operatie for pad, methode, operatie in operaties("toegang")}
    met_match = {plek: each for plek, each in alle.items() if "If-Match" in vraagt(each)}
    assert len(met_match) > 20
    zonder = [
        plek
        for plek, operatie in met_match.items()
        for nummer, headers in goed(operatie).items()
        if nummer != "204" and "ETag" not in headers
    ]
    assert zonder == []
    leest = {pad for (pad, methode), operatie in alle.items() if methode == "get" and "ETag" in str(goed(operatie))}
    # What is added with POST is matched by the thing that it is added to.
    assert {pad for pad, methode in met_match if methode != "post" and (pad, "get") in alle} <= leest


@pytest.mark.parametrize("service", list(SERVICES))
def test_nothing_in_an_address_can_be_null(service: str) -> None:
    kan_leeg = [
        (pad, each["name"])
        for pad, _, operatie in operaties(service)
        for each in cast(list[Schema], operatie.get("parameters", []))
        if '"null"' in json.dumps(each)
    ]
    assert kan_leeg == []
