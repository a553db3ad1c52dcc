"""Who may read the register of contracts: everybody who works for a municipality, in whatever role (M107)."""

from typing import Annotated

from fastapi import Depends

from chassis.security import needs
from chassis.tokens import Caller

Registerlezer = Annotated[Caller, Depends(needs("contracten", "logboek:lezen", "monitoring", "toewijzing"))]
"""Each role of docs/productie.md but that of a provider and of an independent supporter has one of these."""
