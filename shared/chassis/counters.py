"""Counters of what happens to events; apart from the page that shows them, so that consumer and relay can count."""

from prometheus_client import Counter

HANDLED = Counter("clientroute_events_handled", "Events taken in, by what came of it.", ("dienst", "uitkomst"))
"""uitkomst: verwerkt, opnieuw (tried again) or dead."""
PUBLISHED = Counter("clientroute_events_published", "Events that the bus has taken over.", ("dienst",))
