"""Until when a case is kept in an archive: never shorter than toegang keeps its client, nor than the selectielijst."""

from collections.abc import Collection
from datetime import date, timedelta

from koppelvlakken.mdto.selectielijst import Categorie
from koppelvlakken.mdto.waarden import Bewaartermijn

PRONOM = {
    "1.4": "fmt/18",
    "1.5": "fmt/19",
    "1.6": "fmt/20",
    "1.7": "fmt/276",
    "2.0": "fmt/1129",
}
"""Codes of the forms of PDF, by the version at the head of a file."""


def bewaartermijn(categorie: Categorie, jaren: int, wijzigingen: Collection[date | None]) -> Bewaartermijn:
    """How long a case is kept.

    `jaren`: for how many years toegang keeps a client after the last change (Wmo 2015, 5.3.4; Jeugdwet, 7.3.8).
    `wijzigingen`: the last days of what belongs to the case; None for support without an end: then it is not known yet
    from when the term runs. As toegang reckons, a term from 29 February ends on 1 March where that day is not there.
    """
    jaren = max(jaren, categorie.jaren)
    if None in wijzigingen or not wijzigingen:
        return Bewaartermijn(f"P{jaren}Y")
    start = max(each for each in wijzigingen if each is not None)
    volgens_lijst = start + timedelta(days=categorie.dagen)
    return Bewaartermijn(f"P{jaren}Y", start, max(jaren_na(start, jaren), volgens_lijst))


def jaren_na(dag: date, jaren: int) -> date:
    """The same day so many years later, or the one after it."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:  # 29 February
        return date(dag.year + jaren, 3, 1)


def pdf_versie(inhoud: bytes) -> str:
    """The version at the head of a PDF. Raises ValueError for what is none, or one whose code we do not know."""
    versie = inhoud[5:8].decode("ascii", "replace")
    if not inhoud.startswith(b"%PDF-") or versie not in PRONOM:
        raise ValueError("this is no PDF of a version with a known code")
    return versie
