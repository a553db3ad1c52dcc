"""Tables on paper, for tests that read them back."""

from collections.abc import Sequence
from datetime import datetime

from bladen import Blad
from declaratie.uitvoer.als_pdf import verslag
from declaratie.uitvoer.zetten import zet


def als_pdf(titel: str, bladen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    """These tables on paper, without a child process."""
    (inhoud,) = zet(verslag(titel, bladen), gemaakt_op.isoformat().encode())
    return inhoud
