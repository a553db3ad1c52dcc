"""Logs: JSON lines, a catalogue of events with the fields each may have, and no BSN."""

import logging
import logging.handlers
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import structlog

from chassis.bsn import mask_bsn

Field = str | int | float | None


@dataclass(frozen=True)
class LogEvent:
    """One line that we write: its name, its level and the only fields it may carry."""

    name: str
    level: Literal["debug", "info", "warning", "error"]
    fields: frozenset[str]


def log_event(name: str, level: Literal["debug", "info", "warning", "error"], *fields: str) -> LogEvent:
    """Declare a line of the catalogue."""
    return LogEvent(name, level, frozenset(fields))


REQUEST_DONE = log_event("request.done", "info", "method", "route", "status", "milliseconds", "caller")
REQUEST_FAILED = log_event("request.failed", "error", "method", "route", "error", "trace")
EVENTS_PUBLISHED = log_event("events.published", "debug", "service", "count")
PART_RESTARTED = log_event("part.restarted", "warning", "service", "part", "error", "seconds")
EVENT_RETRIED = log_event("event.retried", "warning", "service", "event_id", "type", "error", "attempt")
EVENT_DEAD = log_event("event.dead", "error", "service", "event_id", "type", "error", "trace")
REPLAY_FAILED = log_event("event.replay_failed", "warning", "service", "event_id", "error")
EVENTS_MISSED = log_event("events.missed", "warning", "service", "peer", "count")
PEER_ASKED_IN_VAIN = log_event("peer.asked_in_vain", "warning", "service", "peer", "error")
EVENT_DROPPED = log_event("event.dropped", "warning", "event_id", "type", "reason", "caller")
WAIT_RELEASED = log_event("wait.released", "warning", "kind", "id", "count", "reason", "caller")
DEPENDENCY_AWAITED = log_event("dependency.awaited", "warning", "service", "error")
COUPLING_FAULT = log_event("coupling.fault", "warning", "service", "coupling", "gemeente", "kind", "status", "code")
ENVELOPE_REFUSED = log_event("envelope.refused", "warning", "hub", "code")
TICK_FAILED = log_event("tick.failed", "error", "service", "tick", "error")
ISSUER_FAILED = log_event("issuer.failed", "warning", "error")
KEY_LEFT_OUT = log_event("issuer.key_left_out", "warning", "kind", "error")
TOKEN_REFUSED = log_event("token.refused", "warning", "kind")
HISTORY_FILLED = log_event("history.filled", "info", "table", "count")
HISTORY_TOLD = log_event("history.told", "info", "count")
SERVICE_STARTED = log_event("service.started", "info", "service", "role", "database", "bus")
SERVICE_STOPPED = log_event("service.stopped", "info", "service", "role")
KEYS_CHANGED = log_event("keys.changed", "info", "service", "key")
KEYS_FAILED = log_event("keys.failed", "warning", "service", "error")
READING_ENDED = log_event("reading.ended", "warning", "function", "error")
RECORD_CHANGED = log_event("record.changed", "info", "service", "kind", "id", "caller")


def log(event: LogEvent, /, **fields: Field) -> None:
    """Write one line of the catalogue. Raises TypeError for a field that the line may not have."""
    strange = set(fields) - event.fields
    if strange:
        raise TypeError(f"{event.name} has no field {', '.join(sorted(strange))}")
    logger = structlog.get_logger("clientroute")
    logger.log(getattr(logging, event.level.upper()), event.name, **fields)


def _mask(value: object) -> object:
    if isinstance(value, str):
        return mask_bsn(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        masked = mask_bsn(str(value))
        return value if masked == str(value) else masked
    if isinstance(value, dict):
        return {_mask(key): _mask(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_mask(item) for item in value]
    return mask_bsn(repr(value))


def mask_processor(_logger: object, _method: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
    """The last step before a line is written: no BSN passes, whatever field it stands in."""
    return cast(MutableMapping[str, object], {key: _mask(value) for key, value in event.items()})


def configure_logging(*, file: Path | None = None, level: str = "INFO") -> None:
    """Send our lines and those of every library, as JSON, to standard error or to `file` (rotated at 10 MB)."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.PositionalArgumentsFormatter()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            cast(structlog.typing.Processor, mask_processor),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=10_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(formatter)
    # Otherwise a log call with wrong arguments prints those arguments, past the mask.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("httpx", "httpcore", "alembic", "aiormq", "aio_pika"):
        logging.getLogger(name).setLevel(logging.WARNING)
