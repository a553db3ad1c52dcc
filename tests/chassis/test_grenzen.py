"""The value that may just be, and the one that may just not: events, settings, pages, tokens and refusals."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.events import Event, UnreadableEvent, decode, encode
from chassis.paging import page_of, read_cursor
from chassis.problems import TITLES, Problem, conflict, invalid, not_found, problem_document, problem_of
from chassis.security import found_for, must_serve, must_serve_everywhere
from chassis.service import Room
from chassis.settings import Settings, SettingsError, load_settings
from chassis.tokens import EVERYWHERE, Caller
from weigering import Weigering

EVENT = Event("i", "s", "t", "u", 1, datetime(2026, 3, 1, tzinfo=UTC), {})


@pytest.mark.parametrize("name", ["id", "source", "type", "subject"])
@pytest.mark.parametrize(("length", "good"), [(0, False), (1, True), (99, True), (100, False)])
def test_names_of_an_event_fit_in_what_is_kept(name: str, length: int, good: bool) -> None:
    body = json.dumps({**json.loads(encode(EVENT)), name: "x" * length})
    if good:
        assert getattr(decode(body), name) == "x" * length
    else:
        with pytest.raises(UnreadableEvent):
            decode(body)


def test_a_trace_goes_along_when_there_is_one() -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    with_trace = replace(EVENT, traceparent=trace)
    assert decode(encode(with_trace)) == with_trace
    assert "traceparent" not in json.loads(encode(EVENT))
    assert decode(encode(EVENT)).traceparent is None
    strange = json.dumps({**json.loads(encode(EVENT)), "traceparent": 7})
    assert decode(strange).traceparent is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "localhost"),
        ("HOST", "::1"),
        ("BROKER_URL", "amqp://rabbit/"),
        ("BROKER_URL", "amqps://rabbit/"),
        ("SERVICE_URL", "http://{service}.local"),
    ],
)
def test_a_setting_that_may_just_be(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CLIENTROUTE_{name}", value)
    assert str(getattr(load_settings(), name.lower())) == value


BOUNDS = {
    "port": (1, 65535),
    "metrics_port": (1, 65535),
    "database_connections": (2, 200),
    "statement_seconds": (1, 600),
    "outbox_seconds": (1, 86400),
    "kept_days": (30, 3650),
    "assignment_wait_minutes": (0, 7 * 24 * 60),
    "caller_requests": (0, None),
    "address_requests": (0, None),
}


def test_every_number_among_the_settings_has_its_bounds_here() -> None:
    numbers = (name for name, field in Settings.model_fields.items() if field.annotation in {int, int | None})
    assert sorted(numbers) == sorted(BOUNDS)


@pytest.mark.parametrize(
    ("name", "value"), [(name, bound) for name, bounds in BOUNDS.items() for bound in bounds if bound is not None]
)
def test_a_number_may_be_its_least_and_its_most(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setenv(f"CLIENTROUTE_{name.upper()}", str(value))
    assert getattr(load_settings(), name) == value


BEYOND = [(name, least - 1, f"ten minste {least}") for name, (least, _) in BOUNDS.items()]
BEYOND += [(name, most + 1, f"hoogstens {most}") for name, (_, most) in BOUNDS.items() if most is not None]


@pytest.mark.parametrize(("name", "value", "advice"), BEYOND)
def test_a_number_may_be_nothing_beyond(monkeypatch: pytest.MonkeyPatch, name: str, value: int, advice: str) -> None:
    monkeypatch.setenv(variable := f"CLIENTROUTE_{name.upper()}", str(value))
    with pytest.raises(SettingsError, match=f"^{variable}: geef {advice}$"):
        load_settings()


@pytest.mark.parametrize(("length", "good"), [(31, False), (32, True), (33, False)])
def test_a_key_has_32_bytes(monkeypatch: pytest.MonkeyPatch, length: int, good: bool) -> None:
    monkeypatch.setenv("CLIENTROUTE_BSN_KEY", base64.b64encode(bytes(length)).decode())
    if good:
        assert load_settings().bsn_key is not None
    else:
        with pytest.raises(SettingsError, match="32 willekeurige bytes"):
            load_settings()


def test_a_key_with_anything_else_in_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python would skip what is no base64, and take the rest for a key."""
    monkeypatch.setenv("CLIENTROUTE_BSN_KEY", "!" + base64.b64encode(bytes(32)).decode())
    with pytest.raises(SettingsError, match="32 willekeurige bytes"):
        load_settings()


def test_a_wait_in_days_and_an_address_with_its_own_slashes() -> None:
    assert Settings(assignment_wait_minutes=90).assignment_wait == timedelta(minutes=90)
    van = Settings(database_url="postgresql://u:p@h/{service}?options=a://b")
    assert van.database_for("toegang") == "postgresql+psycopg://u:p@h/toegang?options=a://b"


def test_a_page_ends_where_the_list_does() -> None:
    """As many as fit are all; one more is for the next page, which begins after the last that was given."""
    assert page_of(["a", "b"], 2, key=str).volgende is None
    page = page_of(["a", "b", "c"], 2, key=str)
    assert (page.items, read_cursor(page.volgende)) == (["a", "b"], "b")
    assert (page_of([], 2, key=str).items, page_of([], 2, key=str).volgende) == ([], None)
    assert page_of(["a", "b"], 1, key=str).items == ["a"]


def test_a_cursor_with_anything_else_in_it_is_not_ours() -> None:
    cursor = page_of(["abc", "d"], 1, key=str).volgende
    assert cursor is not None
    assert read_cursor(cursor) == "abc"
    for strange in (f"{cursor[:2]}!{cursor[2:]}", f" {cursor}"):
        with pytest.raises(Problem):
            read_cursor(strange)


@pytest.mark.parametrize(
    ("caller", "served", "seen"),
    [
        (Caller("x", frozenset(), None, frozenset({"0034"})), True, True),
        (Caller("x", frozenset(), None, frozenset({"0361"})), False, False),
        (Caller("x", frozenset(), None, frozenset({EVERYWHERE})), True, True),
        (Caller("x", frozenset(), "99990001", frozenset()), False, True),
        (Caller("x", frozenset(), "99990002", frozenset({"0034"})), True, False),
    ],
)
def test_a_provider_sees_its_own_and_a_municipality_what_is_of_it(caller: Caller, served: bool, seen: bool) -> None:
    assert caller.serves("0034") is served
    assert caller.may_see("0034", "99990001") is seen
    assert caller.may_see("0034", None) is (served and caller.agb is None)
    if served:
        must_serve(caller, "0034")
    else:
        with pytest.raises(Problem) as refused:
            must_serve(caller, "0034")
        assert (refused.value.status, refused.value.slug) == (403, "gemeente")


@pytest.mark.parametrize(
    ("gemeenten", "asked", "served"),
    [
        ({"0034"}, {"0034"}, True),
        ({"0034"}, {"0034", "0361"}, False),
        ({"0034"}, set(), False),
        ({EVERYWHERE}, {"0034", "0361"}, True),
        ({EVERYWHERE}, set(), True),
    ],
)
def test_what_is_about_several_is_for_who_works_for_all_of_them(
    gemeenten: set[str], asked: set[str], *, served: bool
) -> None:
    """What names none is about every municipality."""
    assert Caller("x", frozenset(), None, frozenset(gemeenten)).serves_all(asked) is served


def test_what_is_for_the_services_asks_for_all_municipalities() -> None:
    must_serve_everywhere(Caller("x", frozenset(), None, frozenset({EVERYWHERE})), "verteld", "Dit niet.")
    with pytest.raises(Problem) as refused:
        must_serve_everywhere(Caller("x", frozenset(), None, frozenset({"0034"})), "verteld", "Dit niet.")
    assert (refused.value.status, refused.value.slug, refused.value.detail) == (403, "verteld", "Dit niet.")


async def test_what_is_of_another_municipality_is_not_found(sqlite_room: Room) -> None:
    """As what does not exist: the same answer."""

    class Found:
        gemeente = "0034"
        client_id = "019a0000-0000-7000-8000-0000000000a1"

    caller = Caller("x", frozenset(), None, frozenset({"0034"}))
    thing = Found()
    async with sqlite_room.work(writes=False) as work:
        assert found_for(work, caller, thing, "dit") is thing
        for who, what in ((caller, None), (Caller("x", frozenset(), None, frozenset({"0361"})), thing)):
            with pytest.raises(Problem) as refused:
                found_for(work, who, what, "dit")
            assert (refused.value.status, refused.value.detail) == (404, not_found("dit").detail)
        assert [each.client_id for each in work.noted] == [thing.client_id], "of what was found it is known whose it is"


def test_every_kind_of_refusal_has_its_status_and_its_title() -> None:
    """RFC 9457; the text of the exception is the kind and never the reason, which may end in a log."""
    assert TITLES == {
        400: "De invoer klopt niet",
        401: "U bent niet aangemeld",
        403: "U mag dit niet",
        404: "Niet gevonden",
        405: "Deze methode kan hier niet",
        406: "Deze vorm leveren we niet",
        409: "Dit past niet bij de huidige stand",
        412: "Intussen gewijzigd",
        413: "Het bericht is te groot",
        415: "Deze vorm kennen we niet",
        422: "Dit verzoek past niet bij een eerder verzoek",
        428: "Zeg welke stand u zag",
        429: "Te veel verzoeken",
        500: "Er ging iets mis bij ons",
        503: "De dienst is even niet beschikbaar",
    }
    for problem, status, text in (
        (not_found("dit"), 404, "niet-gevonden"),
        (conflict("al-klaar", "Mevrouw Grootkerk is klaar."), 409, "al-klaar"),
        (invalid("body.op", "Kies een dag.", rule="M36"), 400, "invoer"),
        (problem_of(Weigering("Mevrouw Grootkerk is klaar.")), 409, "volgorde"),
        (problem_of(Weigering("Mevrouw Grootkerk is klaar.", veld="body.op")), 400, "invoer"),
    ):
        assert (problem.status, problem.slug, str(problem)) == (status, text, text)
        document = json.loads(bytes(problem_document(problem, "id").body))
        assert (document["status"], document["title"]) == (status, TITLES[status])
        assert document.get("rule") == problem.rule
    teapot = json.loads(bytes(problem_document(Problem(418, "x", "y"), "id").body))
    assert teapot["title"] == "I'm a Teapot"


def test_only_fields_stand_among_the_wrong_fields() -> None:
    """A refusal of the state has none; of several, those without a field are told by the first."""
    problem = problem_of(Weigering("Al klaar.", ook=[Weigering("Te laat.", veld="body.op"), Weigering("Nog iets.")]))
    assert problem.more == {"invalidParams": [{"name": "body.op", "reason": "Te laat."}]}
    assert problem_of(Weigering("Al klaar.")).more == {}
