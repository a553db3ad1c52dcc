import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from tests.chassis.proef import TEST_BSN

from chassis.bsn import MASK
from chassis.log import REQUEST_DONE, SERVICE_STARTED, configure_logging, log

Lines = Callable[[], list[dict[str, object]]]
LIBRARIES = ("httpx", "httpcore", "alembic", "aiormq", "aio_pika")


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Lines]:
    """Logging as in production, in a file; afterwards as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    raising = logging.raiseExceptions
    file = tmp_path / "log" / "clientroute.log"
    configure_logging(file=file)

    def read() -> list[dict[str, object]]:
        text = file.read_text(encoding="utf-8")
        assert TEST_BSN not in text
        return [json.loads(line) for line in text.splitlines()]

    yield read
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    logging.raiseExceptions = raising
    structlog.reset_defaults()


def test_a_line_is_json_with_a_moment_a_level_and_its_own_fields(lines: Lines) -> None:
    log(SERVICE_STARTED, service="toegang", role="api", database="sqlite", bus="embedded")
    (line,) = lines()
    assert str(line.pop("timestamp")).endswith("Z")
    assert line == {
        "event": "service.started",
        "level": "info",
        "service": "toegang",
        "role": "api",
        "database": "sqlite",
        "bus": "embedded",
    }


def test_a_field_outside_the_catalogue_is_refused_and_nothing_is_written(lines: Lines) -> None:
    with pytest.raises(TypeError, match=r"^request\.done has no field bsn, name$"):
        log(REQUEST_DONE, name="Jansen", bsn=TEST_BSN)
    assert lines() == []


@pytest.mark.parametrize(
    "value",
    [TEST_BSN, int(TEST_BSN), float(TEST_BSN), f"bsn {TEST_BSN}, {TEST_BSN}"],
    ids=["text", "int", "float", "in a sentence"],
)
def test_no_bsn_passes_in_a_field(lines: Lines, value: str | int | float) -> None:
    log(REQUEST_DONE, route=value)
    (line,) = lines()
    assert MASK in str(line["route"])


@pytest.mark.parametrize(
    "value",
    [
        {"bsn": TEST_BSN},
        {TEST_BSN: 1},
        {int(TEST_BSN): 1},
        [{"deep": (TEST_BSN, [int(TEST_BSN)])}],
        {TEST_BSN},
        TEST_BSN.encode(),
        ValueError(TEST_BSN),
        [float(TEST_BSN)],
        type("Client", (), {"__repr__": lambda _self: f"Client({TEST_BSN})"})(),
    ],
    ids=["dict", "key", "int key", "nested", "set", "bytes", "exception", "float", "object"],
)
def test_no_bsn_passes_in_anything_that_a_library_logs(lines: Lines, value: object) -> None:
    structlog.get_logger("somebody").info("found", value=value)
    logging.getLogger("somebody.else").warning("found %s", value)
    logging.getLogger("somebody.else").warning("found %(value)s", {"value": value})
    first, second, third = lines()
    assert MASK in json.dumps(first)
    assert MASK in str(second["event"])
    assert MASK in str(third["event"])


def test_no_bsn_passes_in_the_text_of_an_exception(lines: Lines) -> None:
    try:
        raise ValueError(f"client {TEST_BSN}")
    except ValueError:
        logging.getLogger("somebody").exception("went wrong")
        structlog.get_logger("clientroute").error("went wrong", exc_info=True)
    found = lines()
    assert len(found) == 2
    assert all(f"client {MASK}" in str(line["exception"]) for line in found)


def test_no_bsn_passes_when_a_log_line_itself_is_wrong(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("somebody").warning("number %d", TEST_BSN)
    lines()
    assert TEST_BSN not in capsys.readouterr().err


def test_numbers_that_are_no_bsn_stay_numbers(lines: Lines) -> None:
    log(REQUEST_DONE, status=200, milliseconds=1.5, route=None)
    (line,) = lines()
    assert (line["status"], line["milliseconds"], line["route"]) == (200, 1.5, None)


def test_what_is_bound_to_the_request_stands_on_its_lines(lines: Lines) -> None:
    with structlog.contextvars.bound_contextvars(request="r1"):
        log(REQUEST_DONE, status=200)
        logging.getLogger("somebody").warning("foreign")
    assert [line["request"] for line in lines()] == ["r1", "r1"]


def test_chatter_of_libraries_stays_out(lines: Lines) -> None:
    logging.getLogger("httpx").info("GET https://example.nl")
    logging.getLogger("httpx").warning("slow")
    assert [line["event"] for line in lines()] == ["slow"]
