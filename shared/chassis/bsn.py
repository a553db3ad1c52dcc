"""The burgerservicenummer: a type for request bodies, and a mask for everything that is written down."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from stdnum.nl import bsn as elfproef

NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
MASK = "[bsn]"


def _check(value: str) -> str:
    if not elfproef.is_valid(value):
        raise PydanticCustomError("bsn", "Dit is geen burgerservicenummer: het voldoet niet aan de 11-proef.")
    return value


Bsn = Annotated[
    str,
    Field(pattern=r"^[0-9]{9}$", description="Burgerservicenummer: negen cijfers die voldoen aan de 11-proef."),
    AfterValidator(_check),
]


def mask_bsn(text: str) -> str:
    """`text` with every run of nine digits that passes the 11-proef replaced."""
    return NINE_DIGITS.sub(lambda found: MASK if elfproef.is_valid(found.group()) else found.group(), text)
