"""The codes in addresses and bodies."""

from typing import Annotated

from pydantic import Field

Agb = Annotated[str, Field(pattern=r"^[0-9]{8}$", description="AGB-code van een aanbieder.")]


Gemeente = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van een gemeente.")]


ProductCode = Annotated[str, Field(min_length=1, max_length=5)]


Maand = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="Een maand, zoals 2023-05.")]
