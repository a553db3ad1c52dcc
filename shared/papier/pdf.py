"""Pieces of text on paper, tagged for who listens to them (PDF/UA-1)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files

from papier.letters import bekende_letters, geschreven
from papier.zetten import zet

SJABLOON = files("papier") / "brief.typ"
ALINEA = 3
"""White after a paragraph, in millimetres."""
FEIT = 32
"""Width in millimetres of the column that says what a fact is."""
STREEP = 4
"""Width in millimetres of the mark before a rule."""
NIVEAUS = {14: 1, 12: 2, 11: 3}
"""By its size in points, which heading it is for who listens."""


@dataclass(frozen=True)
class Deel:
    """A piece of text, with `links` in a column of `kolom` millimetres before it and `na` millimetres after it.

    Of a heading `niveau` is its level, else 0.
    """

    tekst: str
    links: str = ""
    kolom: int = 0
    grootte: int = 11
    vet: bool = False
    na: float = ALINEA
    niveau: int = 0


def op_papier(titel: str, kenmerk: str, stukken: Iterable[list[Deel]], gemaakt_op: datetime) -> bytes:
    """These pieces of text as PDF; what is in one list stays on one page."""
    return zet(SJABLOON.read_bytes(), te_zetten(titel, kenmerk, stukken), gemaakt_op)


def te_zetten(titel: str, kenmerk: str, stukken: Iterable[list[Deel]]) -> bytes:
    """What `zet_lang` makes a PDF of."""
    gezet = [list(map(_deel, each)) for each in stukken]
    return json.dumps({"titel": _tekst(titel), "kenmerk": _tekst(kenmerk), "stukken": gezet}).encode()


def zet_lang(inhoud: bytes, gemaakt_op: bytes) -> list[bytes]:
    """The same, of what may have hundreds of pages and takes as many megabytes: for `chassis.readers`."""
    return [zet(SJABLOON.read_bytes(), inhoud, datetime.fromisoformat(gemaakt_op.decode()))]


def kop(tekst: str, grootte: int) -> Deel:
    """A heading of 14, 12 or 11 points."""
    return Deel(tekst, grootte=grootte, vet=True, na=1, niveau=NIVEAUS[grootte])


def _deel(deel: Deel) -> dict[str, object]:
    return asdict(deel) | {"tekst": _tekst(deel.tekst), "links": _tekst(deel.links)}


def _tekst(tekst: str) -> str:
    """In letters that the font has: another is put together from letter and accent, or is a question mark."""
    return geschreven(tekst, bekende_letters())
