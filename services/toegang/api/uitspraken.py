"""What the rules of an inkoopmodel refuse, as a problem document: each rule by its number, and what may be."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pydantic.alias_generators import to_camel

from chassis.problems import Problem, conflict, invalid
from toegang.domain.route import Weigering
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
    """Turn what a use case refuses into a problem document; see `geweigerd` for the names.

    A step out of order is a conflict with the present state (409); anything else is wrong input (400).
    """
    try:
        yield
    except Geweigerd as fout:
        raise geweigerd(fout.uitspraken, lijst, lichaam) from None
    except Weigering as weigering:
        if weigering.veld == "status":
            raise conflict("volgorde", weigering.reden, rule=weigering.regel) from None
        raise invalid(weigering.veld, weigering.reden, rule=weigering.regel) from None


def _naam(uitspraak: Uitspraak, lijst: str, lichaam: str) -> str:
    veld = ".".join(to_camel(each) for each in uitspraak.veld.split("."))
    return f"{lichaam}.{veld}" if uitspraak.plek is None else f"body.{lijst}.{uitspraak.plek}.{veld}"
