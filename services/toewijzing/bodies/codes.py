"""The codes that stand in more than one body."""

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from wetten import CATEGORIEEN, categorie

Gemeentecode = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente: vier cijfers.")]
AgbCode = Annotated[str, Field(pattern=r"^[0-9]{8}$", description="AGB-code van de aanbieder: acht cijfers.")]


def _bestaande(code: str) -> str:
    try:
        return categorie(code).value
    except ValueError:
        raise PydanticCustomError("code", "Kies een productcategorie van WMO020 of JZ020.") from None


Productcategorie = Annotated[
    str, AfterValidator(_bestaande), WithJsonSchema({"type": "string", "enum": [each.value for each in CATEGORIEEN]})
]
"""A product category of any law; each law has codes of its own."""
