"""Numbers for Prometheus: requests, events, what waits. Counts by route and type; never an id, a body or a person."""

from datetime import datetime
from math import nan

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

from chassis.condition import look
from chassis.problems import not_found
from chassis.service import Room

REQUESTS = Counter("clientroute_requests", "Requests answered.", ("dienst", "method", "route", "status"))
REQUEST_SECONDS = Histogram(
    "clientroute_request_seconds",
    "Seconds until a request was answered.",
    ("dienst", "route"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
OUTBOX = Gauge("clientroute_outbox_events", "Events that the bus does not have yet.", ("dienst",))
OUTBOX_AGE = Gauge("clientroute_outbox_oldest_seconds", "How long the oldest of them waits.", ("dienst",))
DEAD = Gauge("clientroute_dead_letters", "Events that could not be handled.", ("dienst",))
QUEUE = Gauge("clientroute_queue_events", "Events in the queue on the broker; NaN when nobody can say.", ("dienst",))
CONSUMERS = Gauge("clientroute_queue_consumers", "Workers that take from it; NaN when nobody can say.", ("dienst",))
RELAYS = Gauge("clientroute_relays", "Whether a process brings events to the bus: 1, or 0.", ("dienst",))
FAILING = Gauge("clientroute_failing_parts", "Parts of this process that stopped working.", ("dienst",))
FORWARDED = {"forwarded", "x-forwarded-for"}
router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """For Prometheus, on the network of the platform: who comes in through a gateway finds nothing here."""
    if FORWARDED & set(request.headers.keys()):
        raise not_found("deze pagina")
    await measure(request.app.state.room, request.app.state.room.clock())
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def measure(room: Room, now: datetime) -> None:
    """Look at what waits in this service at this moment."""
    name = room.service.name
    found = await look(room)
    OUTBOX.labels(name).set(found.outbox.waiting)
    OUTBOX_AGE.labels(name).set((now - found.outbox.oldest).total_seconds() if found.outbox.oldest else 0)
    DEAD.labels(name).set(found.dead.waiting)
    FAILING.labels(name).set(len(room.failures))
    RELAYS.labels(name).set(found.relays)
    QUEUE.labels(name).set(found.queue.waiting if found.queue else nan)
    CONSUMERS.labels(name).set(found.queue.consumers if found.queue else nan)


def count_request(service: str, method: str, route: str, status: int, seconds: float) -> None:
    """Count one request that was answered."""
    REQUESTS.labels(service, method, route, str(status)).inc()
    REQUEST_SECONDS.labels(service, route).observe(seconds)
