"""Set tables in a child process (`chassis.readers`), since a table of a thousand rows takes 300 MB of memory."""

from datetime import datetime
from importlib.resources import files

from papier.zetten import zet as zet_op_papier

SJABLOON = files("declaratie.uitvoer") / "als_pdf.typ"


def zet(verslag: bytes, gemaakt_op: bytes) -> list[bytes]:
    """A PDF of what `als_pdf.verslag` gives, made at a moment in ISO 8601: the same gives the same bytes."""
    return [zet_op_papier(SJABLOON.read_bytes(), verslag, datetime.fromisoformat(gemaakt_op.decode()))]
