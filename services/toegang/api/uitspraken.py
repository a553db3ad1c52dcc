"""What the rules of an inkoopmodel refuse, as a problem document: each rule by its number, and what may be."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pydantic.alias_generators import to_camel

from chassis.problems import Problem
from toegang.domain.weging import Geweigerd, Uitspraak


def geweigerd(uitspraken: Sequence[Uitspraak], lijst: str, lichaam: str = "body") -> Problem:
    """400 with all that stands in the way. `lijst` is the field that holds the choices, `lichaam` that of the rest."""
    params = [
        {"name": _naam(each, lijst, lichaam), "reason": each.reden, "rule": each.regel, "allowed": each.wel}
        for each in uitspraken
    ]
    eerste = uitspraken[0]
    detail = f"{eerste.reden} {eerste.wel}".strip()
    return Problem(400, "inkoopmodel", detail, rule=eerste.regel, more={"invalidParams": params})


@contextmanager
def weigeringen(lijst: str, lichaam: str = "body") -> Iterator[None]:
    """Turn what the inkoopmodel refuses into a problem document; see `geweigerd` for the names."""
    try:
        yield
    except Geweigerd as fout:
        raise geweigerd(fout.uitspraken, lijst, lichaam) from None


def _naam(uitspraak: Uitspraak, lijst: str, lichaam: str) -> str:
    veld = ".".join(to_camel(each) for each in uitspraak.veld.split("."))
    return f"{lichaam}.{veld}" if uitspraak.plek is None else f"body.{lijst}.{uitspraak.plek}.{veld}"
