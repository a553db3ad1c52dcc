"""What Schemathesis sends as a file that it cannot make from a contract; named in schemathesis.toml."""

import schemathesis
from hypothesis import strategies

# A PDF by its first bytes, or something that only says that it is one.
schemathesis.openapi.media_type(
    "application/pdf",
    strategies.one_of(strategies.binary(max_size=1000).map(b"%PDF-1.7\n".__add__), strategies.binary(max_size=1000)),
)
