"""The numbers of messages: those that a municipality gives out, each once, and those that an aanbieder used before."""

import string
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Executable, select, tuple_

from berichtenverkeer.post import IN, Berichtstatus, Poststuk
from berichtenverkeer.tables import berichten, nummers
from chassis.database import Inserter, made_once
from chassis.work import Work

TEKENS = string.digits + string.ascii_uppercase
CIJFERS = 4
"""What an Identificatie of twelve has left after an AGB code of eight."""


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


def reeks_van(soort: str, gemeente: str, agb: str) -> str:
    """The series from which a municipality numbers its messages of one kind to one provider.

    Not one series for all: it is counted on until the transaction ends, and who answers others would wait for that.
    """
    return f"{soort} {gemeente} {agb}"


def als_identificatie(agb: str, nummer: int) -> str:
    """A number of that series as the Identificatie of a message: the AGB code and four digits in base 36.

    With the provider in it, no other message of the municipality of this kind has it (TR056). Raises OverflowError
    after 1,679,615.
    """
    cijfers = ""
    for _ in range(CIJFERS):
        nummer, rest = divmod(nummer, len(TEKENS))
        cijfers = TEKENS[rest] + cijfers
    if nummer:
        raise OverflowError("more messages of one kind to one provider than their numbers have room for")
    return agb + cijfers


async def volgende_identificaties(work: Work, van: Sequence[tuple[str, str, str]]) -> list[str]:
    """The Identificatie of each message that a municipality sends, in order: of its kind, municipality and provider."""
    reeksen = [reeks_van(*each) for each in van]
    gegeven = {reeks: iter(nummers) for reeks, nummers in (await volgende_nummers(work, Counter(reeksen))).items()}
    return [als_identificatie(agb, next(gegeven[reeks])) for (_, _, agb), reeks in zip(van, reeksen, strict=True)]


async def volgende_identificatie(work: Work, soort: str, gemeente: str, agb: str) -> str:
    """That of one message."""
    return (await volgende_identificaties(work, [(soort, gemeente, agb)]))[0]


async def met_gebruikte_identificatie(work: Work, stukken: Sequence[Poststuk]) -> set[str]:
    """Of which of these another message of the same kind and aanbieder had the Identificatie first (TR056); ids."""
    table = berichten.c
    sleutel = tuple_(table.soort, table.agb, table.identificatie)
    query = select(table.soort, table.agb, table.identificatie, table.id, table.status)
    query = query.where(
        table.richting == IN, sleutel.in_([(each.soort, each.agb, each.identificatie) for each in stukken])
    )
    onder: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for soort, agb, identificatie, bericht_id, status in await work.session.execute(query):
        onder[soort, agb, identificatie].append((bericht_id, status))
    # Of two that came together the first stands; but one that was answered already stands in any case.
    return {
        stuk.id
        for stuk in stukken
        if any(
            bericht_id < stuk.id or (bericht_id != stuk.id and status == Berichtstatus.BEANTWOORD)
            for bericht_id, status in onder[stuk.soort, stuk.agb, stuk.identificatie]
        )
    }
