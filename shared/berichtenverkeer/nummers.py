"""The numbers that a municipality gives to what it sends: each once, also under load."""

from collections.abc import Mapping

from sqlalchemy import Executable

from berichtenverkeer.tables import nummers
from chassis.database import Inserter, made_once
from chassis.work import Work


async def volgende_nummers(work: Work, hoeveel: Mapping[str, int]) -> dict[str, range]:
    """The next numbers of some series, from 1, so many of each; a number is given out once, also under load."""
    # In one order, so that two units of work never wait for each other.
    rows = [{"reeks": reeks, "laatste": hoeveel[reeks]} for reeks in sorted(hoeveel)]
    found = await work.session.execute(_tel_door(work.session), rows)
    return {row.reeks: range(row.laatste - hoeveel[row.reeks] + 1, row.laatste + 1) for row in found}


@made_once
def _tel_door(insert: Inserter) -> Executable:
    first = insert(nummers)
    more = {"laatste": nummers.c.laatste + first.excluded.laatste}
    counted = first.on_conflict_do_update(index_elements=["reeks"], set_=more)
    return counted.returning(nummers.c.reeks, nummers.c.laatste)


async def volgend_nummer(work: Work, reeks: str) -> int:
    """The next number of one series."""
    return (await volgende_nummers(work, {reeks: 1}))[reeks][0]


def reeks_van(soort: str, gemeente: str) -> str:
    """The series from which the messages of one kind get their numbers in a municipality."""
    return f"{soort} {gemeente}"


def als_identificatie(nummer: int) -> str:
    """A number as the Identificatie of a message: 12 digits."""
    return f"{nummer:012d}"


async def volgende_identificatie(work: Work, soort: str, gemeente: str) -> str:
    """The Identificatie of the next message of this kind that a municipality sends."""
    return als_identificatie(await volgend_nummer(work, reeks_van(soort, gemeente)))
