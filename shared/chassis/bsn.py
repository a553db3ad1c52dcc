"""The burgerservicenummer: a type for request bodies, and a mask for everything that is written down."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from stdnum.nl import bsn as elfproef

NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
MASK = "[bsn]"
VORM = re.compile(r"[0-9]{9}")


ELFPROEF = "Dit is geen burgerservicenummer: het voldoet niet aan de 11-proef. Neem het over uit de BRP."
CIJFERS = "Een burgerservicenummer heeft negen cijfers, met de nullen vooraan, zonder punten of spaties."


def _check(value: str) -> str:
    """The value. Raises PydanticCustomError with the rule of iWmo that it breaks (RS037, CS002)."""
    if not VORM.fullmatch(value):
        raise PydanticCustomError("regel", "{melding}", {"melding": CIJFERS, "regel": "RS037"})
    if not elfproef.is_valid(value):
        raise PydanticCustomError("regel", "{melding}", {"melding": ELFPROEF, "regel": "CS002"})
    return value


Bsn = Annotated[
    str,
    Field(
        description="Burgerservicenummer: negen cijfers die voldoen aan de 11-proef.",
        json_schema_extra={"pattern": "^[0-9]{9}$"},
    ),
    AfterValidator(_check),
]


def mask_bsn(text: str) -> str:
    """`text` with every run of nine digits that passes the 11-proef replaced."""
    return NINE_DIGITS.sub(lambda found: MASK if elfproef.is_valid(found.group()) else found.group(), text)
