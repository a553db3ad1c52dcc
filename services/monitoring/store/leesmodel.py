"""The read models as they are written: generations, dossiers, and the difference that a batch makes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import upsert
from monitoring.domain.dossier import Cijfersleutel, Inhoud, Open, Opensleutel
from monitoring.tables import Cijfer, Dossier, Generatie, Openstaand

Dossiersleutel = tuple[str, str]
"""Kind and key."""
Rij = TypeVar("Rij")
PER_KEER = 1_000
"""Rows in one statement: SQLite takes 32,766 parameters."""


async def actief(session: AsyncSession) -> Generatie:
    """The generation that is read."""
    return (await session.execute(select(Generatie).where(Generatie.actief))).scalar_one()


async def generaties(session: AsyncSession) -> list[Generatie]:
    """All generations: beside the active one there is one while a rebuild is under way."""
    return list((await session.execute(select(Generatie).order_by(Generatie.nummer))).scalars())


async def begin(session: AsyncSession, nummer: int, begonnen_op: datetime) -> None:
    """A new, empty generation."""
    row = {"nummer": nummer, "actief": False, "positie": 0, "begonnen_op": begonnen_op}
    await session.execute(insert(Generatie).values(row))


async def schuif_op(session: AsyncSession, nummer: int, positie: int) -> None:
    """Keep how far a generation is."""
    await session.execute(update(Generatie).where(Generatie.nummer == nummer).values(positie=positie))


async def maak_actief(session: AsyncSession, nummer: int) -> None:
    """From the commit on this generation is read."""
    await session.execute(update(Generatie).values(actief=Generatie.nummer == nummer))


async def ruim_op(session: AsyncSession, nummer: int) -> None:
    """Remove a generation with all that belongs to it."""
    for table in (Dossier, Cijfer, Openstaand):
        await session.execute(delete(table).where(table.generatie == nummer))
    await session.execute(delete(Generatie).where(Generatie.nummer == nummer))


async def dossiers(
    session: AsyncSession, generatie: int, sleutels: Iterable[Dossiersleutel]
) -> dict[Dossiersleutel, Inhoud]:
    """The dossiers that there are among these."""
    per_soort: dict[str, list[str]] = {}
    for soort, sleutel in sleutels:
        per_soort.setdefault(soort, []).append(sleutel)
    found: dict[Dossiersleutel, Inhoud] = {}
    for soort, namen in per_soort.items():
        for deel in _delen(namen):
            query = select(Dossier.sleutel, Dossier.inhoud).where(
                Dossier.generatie == generatie, Dossier.soort == soort, Dossier.sleutel.in_(deel)
            )
            found |= {(soort, sleutel): json.loads(inhoud) for sleutel, inhoud in await session.execute(query)}
    return found


async def dossiers_van(session: AsyncSession, generatie: int, soort: str) -> list[Inhoud]:
    """All dossiers of a kind of which there are few, such as contracts."""
    query = select(Dossier.inhoud).where(Dossier.generatie == generatie, Dossier.soort == soort)
    return [json.loads(inhoud) for inhoud in (await session.execute(query.order_by(Dossier.sleutel))).scalars()]


async def bewaar_dossiers(session: AsyncSession, generatie: int, inhoud: Mapping[Dossiersleutel, Inhoud]) -> None:
    """Write dossiers as they are now."""
    rows = [
        {"generatie": generatie, "soort": soort, "sleutel": sleutel, "inhoud": json.dumps(each, separators=(",", ":"))}
        for (soort, sleutel), each in inhoud.items()
    ]
    if rows:
        statement = upsert(session, Dossier)
        changed = {"inhoud": statement.excluded.inhoud}
        keys = ["generatie", "soort", "sleutel"]
        await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


async def tel_op(session: AsyncSession, generatie: int, verschil: Mapping[Cijfersleutel, int]) -> None:
    """Add differences to the figures, in the order of their keys so that two writers never wait for each other."""
    rows = [
        {"generatie": generatie, **sleutel._asdict(), "waarde": waarde}
        for sleutel, waarde in sorted(verschil.items())
        if waarde
    ]
    if rows:
        statement = upsert(session, Cijfer)
        keys = ["generatie", *Cijfersleutel._fields]
        added = {"waarde": Cijfer.waarde + statement.excluded.waarde}
        await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=added), rows)


async def werk_openstaand_bij(
    session: AsyncSession, generatie: int, klaar: Sequence[Opensleutel], open_: Mapping[Opensleutel, Open]
) -> None:
    """Take off what is done and write what is open."""
    for deel in _delen(klaar):
        done = tuple_(Openstaand.soort, Openstaand.sleutel).in_(deel)
        await session.execute(delete(Openstaand).where(Openstaand.generatie == generatie, done))
    rows = [{"generatie": generatie, **key._asdict(), **vars(each)} for key, each in open_.items()]
    if rows:
        statement = upsert(session, Openstaand)
        changed = {name: statement.excluded[name] for name in vars(next(iter(open_.values())))}
        keys = ["generatie", "soort", "sleutel"]
        await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _delen(rijen: Sequence[Rij]) -> Iterator[Sequence[Rij]]:
    for eerste in range(0, len(rijen), PER_KEER):
        yield rijen[eerste : eerste + PER_KEER]
