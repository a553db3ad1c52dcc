"""Who may read and who may record."""

from typing import Annotated

from fastapi import Depends

from chassis.security import needs
from chassis.tokens import Caller

Reader = Annotated[Caller, Depends(needs("monitoring", "beheer"))]
Recorder = Annotated[Caller, Depends(needs("contracten", "beheer"))]
"""Contract management: it records talks, complaints, surveys, risks and the steps with a provider."""
