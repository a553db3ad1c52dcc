"""The codes that stand in more than one body."""

from typing import Annotated

from pydantic import Field

Gemeentecode = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente: vier cijfers.")]
AgbCode = Annotated[str, Field(pattern=r"^[0-9]{8}$", description="AGB-code van de aanbieder: acht cijfers.")]
