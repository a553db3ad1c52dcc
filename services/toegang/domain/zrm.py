"""Self-reliance in domains (Zelfredzaamheid-Matrix 2017): a score from 1, acute problems, to 5, wholly self-reliant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DOMEINEN = (
    "financien",
    "werk-opleiding",
    "tijdsbesteding",
    "huisvesting",
    "huiselijke-relaties",
    "geestelijke-gezondheid",
    "lichamelijke-gezondheid",
    "middelengebruik",
    "basale-adl",
    "instrumentele-adl",
    "sociaal-netwerk",
    "maatschappelijke-participatie",
    "justitie",
)
LAAGST, HOOGST = 1, 5


@dataclass(frozen=True)
class Verloop:
    """One domain: its first and its last score (M11)."""

    domein: str
    start: int
    nu: int


def verloop(metingen: Sequence[Mapping[str, int]]) -> list[Verloop]:
    """The first and the last score of each domain that both the first and the last measurement hold."""
    if len(metingen) < 2:
        return []
    eerste, laatste = metingen[0], metingen[-1]
    return [Verloop(each, eerste[each], laatste[each]) for each in DOMEINEN if each in eerste and each in laatste]
