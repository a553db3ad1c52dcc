"""Queries on cases that go to an archive."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select, update

from aansluiting.tables.archief import Archiefstuk, Dossier
from chassis.database import upsert
from chassis.work import Work


async def zorg_voor_dossier(
    work: Work, melding_id: str, client_id: str, gemeente: str, wet: str, startdatum: date, zaaknummer: str | None
) -> None:
    """Keep a case that is new; of one that is known the number, when it was not."""
    row = {"melding_id": melding_id, "client_id": client_id, "gemeente": gemeente, "wet": wet,
           "startdatum": startdatum, "zaaknummer": zaaknummer, "versie": 0, "geschreven_versie": 0, "pogingen": 0,
           "opnieuw_vanaf": work.now}  # fmt: skip
    insert = upsert(work.session, Dossier).values(row)
    await work.session.execute(insert.on_conflict_do_nothing(index_elements=["melding_id"]))
    if zaaknummer is not None:
        onbekend = update(Dossier).where(Dossier.melding_id == melding_id, Dossier.zaaknummer.is_(None))
        await work.session.execute(onbekend.values(zaaknummer=zaaknummer))


async def voeg_stuk_toe(
    work: Work,
    beschikking_id: str,
    melding_id: str,
    besluitdatum: date,
    begin: date | None,
    einden: Mapping[str, str | None],
) -> None:
    """Keep a decision; one that is there already stays as it is."""
    row = {"beschikking_id": beschikking_id, "melding_id": melding_id, "besluitdatum": besluitdatum, "begin": begin,
           "einden": dict(einden)}  # fmt: skip
    insert = upsert(work.session, Archiefstuk).values(row)
    await work.session.execute(insert.on_conflict_do_nothing(index_elements=["beschikking_id"]))


async def sluit(work: Work, melding_id: str, op: date, resultaat: str) -> None:
    """The case was decided on, or ended."""
    van = update(Dossier).where(Dossier.melding_id == melding_id)
    await work.session.execute(van.values(gesloten_op=op, resultaat=resultaat))
    await schrijf_opnieuw(work, melding_id)


async def schrijf_opnieuw(work: Work, melding_id: str) -> None:
    """Something changed in a case: what is in the archive is written again."""
    van = update(Dossier).where(Dossier.melding_id == melding_id)
    await work.session.execute(van.values(versie=Dossier.versie + 1, pogingen=0, opnieuw_vanaf=work.now))


async def stuk(work: Work, beschikking_id: str) -> Archiefstuk | None:
    """One decision."""
    return await work.session.get(Archiefstuk, beschikking_id)


async def te_schrijven(work: Work, gemeente: str, limit: int) -> Sequence[Dossier]:
    """Cases of a municipality that have ended and whose time it is, who waits longest first."""
    query = select(Dossier).where(
        Dossier.gemeente == gemeente,
        Dossier.versie > Dossier.geschreven_versie,
        Dossier.gesloten_op.is_not(None),
        Dossier.opnieuw_vanaf <= work.now,
    )
    query = query.order_by(Dossier.opnieuw_vanaf, Dossier.melding_id).limit(limit)
    return (await work.session.execute(query)).scalars().all()


async def stukken(work: Work, melding_id: str) -> Sequence[Archiefstuk]:
    """The decisions of a case, oldest first."""
    query = select(Archiefstuk).where(Archiefstuk.melding_id == melding_id)
    return (await work.session.execute(query.order_by(Archiefstuk.beschikking_id))).scalars().all()


async def dossier(work: Work, melding_id: str) -> Dossier | None:
    """One case."""
    return await work.session.get(Dossier, melding_id)


async def met_fout(work: Work) -> Sequence[Dossier]:
    """Cases that could not be written."""
    query = select(Dossier).where(Dossier.versie > Dossier.geschreven_versie, Dossier.fout.is_not(None))
    return (await work.session.execute(query.order_by(Dossier.melding_id))).scalars().all()
