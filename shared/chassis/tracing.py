"""Traces that follow one case over all services, for OpenTelemetry.

Spans go to the collector that the platform names (OTEL_EXPORTER_OTLP_ENDPOINT), and nowhere without one. A span says
which route or type of event, never a body, an id of a person or a value. Ids of trace and span are there in any case:
the log of processings ties what belongs together by them. They go along with a call and an event as `traceparent`.
"""

import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from opentelemetry import trace
from opentelemetry.context import attach, detach
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import NonRecordingSpan, SpanContext, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
TRACEPARENT = "traceparent"
_propagator = TraceContextTextMapPropagator()
_ids = RandomIdGenerator()
_above: ContextVar[str | None] = ContextVar("span_above", default=None)


@dataclass(frozen=True)
class Plek:
    """Where in a trace we are, in hexadecimal: 16 bytes, 8 bytes, and 8 bytes of what called us."""

    trace_id: str
    span_id: str
    parent_span_id: str | None


def start_tracing(process: str) -> None:
    """Send spans of this process to the collector that the platform names; without one, do nothing."""
    if os.environ.get(ENDPOINT):
        provider = TracerProvider(resource=Resource.create({"service.name": f"clientroute-{process}"}))
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        trace.set_tracer_provider(provider)


@contextmanager
def span(name: str, kind: SpanKind, parent: str | None, **attributes: str) -> Iterator[None]:
    """Do this within a span; `parent` is the traceparent that came along."""
    context = _propagator.extract({TRACEPARENT: parent}) if parent else None
    above = trace.get_current_span(context).get_span_context()
    tracer = trace.get_tracer("clientroute")
    token = _above.set(trace.format_span_id(above.span_id) if above.is_valid else None)
    try:
        # What an exception says could hold anything: its kind stands in the log.
        with tracer.start_as_current_span(
            name, context, kind, attributes, record_exception=False, set_status_on_exception=True
        ) as started:
            if started.is_recording():
                yield
            else:
                with trace.use_span(NonRecordingSpan(_under(above)), record_exception=False):
                    yield
    finally:
        _above.reset(token)


@contextmanager
def going_on_from(traceparent: str | None) -> Iterator[None]:
    """Let what is told meanwhile go on from here, where several things are done together; None changes nothing."""
    token = attach(_propagator.extract({TRACEPARENT: traceparent})) if traceparent else None
    try:
        yield
    finally:
        if token is not None:
            detach(token)


def _under(above: SpanContext) -> SpanContext:
    """A place under `above`, or the begin of a trace, where nothing is sent to a collector."""
    trace_id = above.trace_id if above.is_valid else _ids.generate_trace_id()
    return SpanContext(trace_id, _ids.generate_span_id(), is_remote=False, trace_flags=above.trace_flags)


def waar() -> Plek:
    """Where we are; outside every span at the begin of a trace of its own."""
    here = trace.get_current_span().get_span_context()
    if not here.is_valid:
        here = _under(here)
    return Plek(trace.format_trace_id(here.trace_id), trace.format_span_id(here.span_id), _above.get())


def name_span(name: str) -> None:
    """Name the span under way: of a request the route is known only afterwards."""
    trace.get_current_span().update_name(name)


def current_traceparent() -> str | None:
    """Where we are, for who goes on from here; None outside every span."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get(TRACEPARENT)


def put_traceparent(headers: MutableMapping[str, str]) -> None:
    """Let a request to another service go on from here."""
    if traceparent := current_traceparent():
        headers[TRACEPARENT] = traceparent


def traceparent_of(headers: Mapping[str, str]) -> str | None:
    """The traceparent of a request that came in."""
    return headers.get(TRACEPARENT)
