"""How bodies of the BRP are read: what is new in them is left out, and what is wrong is not shown."""

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

VORM = ConfigDict(frozen=True, alias_generator=to_camel, extra="ignore", hide_input_in_errors=True)
