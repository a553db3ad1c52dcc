"""What the rules of an inkoopmodel refuse, as a problem document: each rule by its number, and what would be allowed."""

from collections.abc import Sequence

from pydantic.alias_generators import to_camel

from chassis.problems import Problem
from toegang.domain.weging import Uitspraak


def geweigerd(uitspraken: Sequence[Uitspraak], lijst: str, lichaam: str = "body") -> Problem:
    """400 with all that stands in the way. `lijst` is the field that holds the choices, `lichaam` that of the rest."""
    params = [
        {"name": _naam(each, lijst, lichaam), "reason": each.reden, "rule": each.regel, "allowed": each.wel}
        for each in uitspraken
    ]
    eerste = uitspraken[0]
    detail = f"{eerste.reden} {eerste.wel}".strip()
    return Problem(400, "inkoopmodel", detail, rule=eerste.regel, more={"invalidParams": params})


def _naam(uitspraak: Uitspraak, lijst: str, lichaam: str) -> str:
    veld = ".".join(to_camel(each) for each in uitspraak.veld.split("."))
    return f"{lichaam}.{veld}" if uitspraak.plek is None else f"body.{lijst}.{uitspraak.plek}.{veld}"
