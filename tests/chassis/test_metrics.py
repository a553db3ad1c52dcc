"""What Prometheus reads, and traces that go along with requests and events."""

import re
from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind
from tests.monitoring.conftest import Monitoring, OpenMonitoring, op_sqlite, open_monitoring
from tests.monitoring.verhaal import ALMERE, melding, verhaal

from chassis import tracing
from chassis.events import decode, encode

__all__ = ["OpenMonitoring", "op_sqlite", "open_monitoring"]
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def value(text: str, name: str) -> float:
    (line,) = [line for line in text.splitlines() if line.startswith(name)]
    return float(line.rpartition(" ")[2])


async def test_requests_events_and_what_waits_are_counted(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    await op_sqlite.client.get(f"/v1/keten?gemeente={ALMERE}", headers=op_sqlite.token())
    answer = await op_sqlite.client.get("/metrics")
    assert answer.status_code == 200
    assert value(answer.text, 'clientroute_dead_letters{dienst="monitoring"}') == 0
    assert value(answer.text, 'clientroute_outbox_events{dienst="monitoring"}') == 0
    handled = 'clientroute_events_handled_total{dienst="monitoring",uitkomst="verwerkt"}'
    assert value(answer.text, handled) >= len(verhaal())
    route = 'clientroute_requests_total{dienst="monitoring",method="GET",route="/v1/keten",status="200"}'
    assert value(answer.text, route) >= 1
    assert not [label for label in re.findall(r'"([^"]*)"', answer.text) if ALMERE in label]  # what was asked


async def test_who_comes_through_a_gateway_finds_no_metrics(op_sqlite: Monitoring) -> None:
    for header in ("X-Forwarded-For", "Forwarded"):
        assert (await op_sqlite.client.get("/metrics", headers={header: "203.0.113.5"})).status_code == 404


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """The spans of this test, as a collector would get them."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", lambda name: provider.get_tracer(name))
    yield exporter
    provider.shutdown()


def test_an_event_carries_its_trace(spans: InMemorySpanExporter) -> None:
    with tracing.span("besluit", SpanKind.INTERNAL, TRACE):
        traceparent = tracing.current_traceparent()
    assert traceparent is not None
    assert traceparent.split("-")[1] == TRACE.split("-")[1]
    verteld = melding("m1", verhaal()[0].event.time.date()).event
    body = encode(type(verteld)(**{**vars(verteld), "traceparent": traceparent}))
    assert decode(body).traceparent == traceparent


async def test_a_trace_goes_on_in_who_hears_the_event(op_sqlite: Monitoring, spans: InMemorySpanExporter) -> None:
    verteld = melding("m1", verhaal()[0].event.time.date()).event
    body = encode(type(verteld)(**{**vars(verteld), "traceparent": TRACE}))
    await op_sqlite.hoor_bytes([body])
    (heard,) = [each for each in spans.get_finished_spans() if each.kind is SpanKind.CONSUMER]
    assert f"{heard.context.trace_id:032x}" == TRACE.split("-")[1]
    assert dict(heard.attributes or {}) == {"dienst": "monitoring"}


async def test_a_request_goes_on_in_its_trace_and_says_no_more_than_its_route(
    op_sqlite: Monitoring, spans: InMemorySpanExporter
) -> None:
    headers = {**op_sqlite.token(), "traceparent": TRACE}
    await op_sqlite.client.get(f"/v1/keten?gemeente={ALMERE}", headers=headers)
    (server,) = [each for each in spans.get_finished_spans() if each.kind is SpanKind.SERVER]
    assert server.name == "GET monitoring /v1/keten"
    assert f"{server.context.trace_id:032x}" == TRACE.split("-")[1]
    assert ALMERE not in str(server.to_json())


def test_without_a_collector_nothing_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(tracing.ENDPOINT, raising=False)
    tracing.start_tracing("toets")
    with tracing.span("niets", SpanKind.INTERNAL, None):
        traceparent = tracing.current_traceparent()
    assert traceparent is not None, "ids are there: the log of processings has them"
    assert traceparent.endswith("-00"), "and nothing is sent anywhere"
    assert tracing.current_traceparent() is None
