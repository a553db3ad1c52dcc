"""Traces that follow one case over all services, for OpenTelemetry.

Off unless the platform names a collector (OTEL_EXPORTER_OTLP_ENDPOINT): then the API of OpenTelemetry does nothing.
A span says which route or type of event, never a body, an id of a person or a value. The trace goes along with an
event as `traceparent`, the distributed tracing extension of CloudEvents.
"""

import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
TRACEPARENT = "traceparent"
_propagator = TraceContextTextMapPropagator()


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
    tracer = trace.get_tracer("clientroute")
    # What an exception says could hold anything: its kind stands in the log.
    with tracer.start_as_current_span(
        name, context, kind, attributes, record_exception=False, set_status_on_exception=True
    ):
        yield


def name_span(name: str) -> None:
    """Name the span under way: of a request the route is known only afterwards."""
    trace.get_current_span().update_name(name)


def current_traceparent() -> str | None:
    """Where we are, for who goes on from here; None while nothing is traced."""
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
