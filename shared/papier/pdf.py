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


@dataclass(frozen=True)
class Logo:
    """A picture, SVG or PNG, and what it says to who listens."""

    inhoud: bytes
    is_svg: bool
    tekst: str


@dataclass(frozen=True)
class Briefhoofd:
    """Who writes, as it stands at the head of the first page: a name, lines of an address, and a logo."""

    naam: str
    regels: tuple[str, ...]
    logo: Logo | None = None


def op_papier(
    titel: str, voet: str, stukken: Iterable[list[Deel]], gemaakt_op: datetime, hoofd: Briefhoofd | None = None
) -> bytes:
    """These pieces of text as PDF, below a head; what is in one list stays on one page. `voet` is on each page."""
    return zet(SJABLOON.read_bytes(), te_zetten(titel, voet, stukken, hoofd), gemaakt_op)


def te_zetten(titel: str, voet: str, stukken: Iterable[list[Deel]], hoofd: Briefhoofd | None = None) -> bytes:
    """What `zet_lang` makes a PDF of."""
    gezet = [list(map(_deel, each)) for each in stukken]
    inhoud = {"titel": _tekst(titel), "voet": _tekst(voet), "stukken": gezet, "hoofd": _hoofd(hoofd) if hoofd else None}
    return json.dumps(inhoud).encode()


def zet_lang(inhoud: bytes, gemaakt_op: bytes) -> list[bytes]:
    """The same, of what may have hundreds of pages and takes as many megabytes: for `chassis.readers`."""
    return [zet(SJABLOON.read_bytes(), inhoud, datetime.fromisoformat(gemaakt_op.decode()))]


def kop(tekst: str, grootte: int) -> Deel:
    """A heading of 14, 12 or 11 points."""
    return Deel(tekst, grootte=grootte, vet=True, na=1, niveau=NIVEAUS[grootte])


def _hoofd(hoofd: Briefhoofd) -> dict[str, object]:
    return {
        "naam": _tekst(hoofd.naam),
        "regels": list(map(_tekst, hoofd.regels)),
        "logo": _logo(hoofd.logo) if hoofd.logo else None,
    }


def _logo(logo: Logo) -> dict[str, object]:
    """As numbers, since what Typst reads as JSON has no bytes."""
    vorm = "svg" if logo.is_svg else "png"
    return {"inhoud": list(logo.inhoud), "vorm": vorm, "tekst": _tekst(logo.tekst)}


def _deel(deel: Deel) -> dict[str, object]:
    return asdict(deel) | {"tekst": _tekst(deel.tekst), "links": _tekst(deel.links)}


def _tekst(tekst: str) -> str:
    """In letters that the font has: another is put together from letter and accent, or is a question mark."""
    return geschreven(tekst, bekende_letters())
