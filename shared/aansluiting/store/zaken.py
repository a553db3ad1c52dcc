"""Queries on cases that are zaken, and what is to be made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import aliased

from aansluiting.domain.zaken import Stap
from aansluiting.tables.zaken import Zaak, Zaakstap
from chassis.database import upsert
from chassis.identifiers import new_id
from chassis.work import Work
from koppelvlakken.zgw.verbinding import ZaakStand


async def zaak(work: Work, melding_id: str) -> Zaak | None:
    """One case."""
    return await work.session.get(Zaak, melding_id)


async def zorg_voor_zaak(
    work: Work, melding_id: str, client_id: str, gemeente: str, wet: str, startdatum: date, zaaknummer: str | None
) -> None:
    """Keep a case that is new; of one that is known the number, when it was not."""
    row = {"melding_id": melding_id, "client_id": client_id, "gemeente": gemeente, "wet": wet,
           "startdatum": startdatum, "zaaknummer": zaaknummer}  # fmt: skip
    insert = upsert(work.session, Zaak).values(row)
    await work.session.execute(insert.on_conflict_do_nothing(index_elements=["melding_id"]))
    if zaaknummer is not None:
        bekend = update(Zaak).where(Zaak.melding_id == melding_id, Zaak.zaaknummer.is_(None), Zaak.zaak_url.is_(None))
        await work.session.execute(bekend.values(zaaknummer=zaaknummer))


async def voeg_toe(
    work: Work,
    melding_id: str,
    stappen: Sequence[Stap],
    onderwerp: str,
    dag: date,
    *,
    ingang: date | None = None,
    resultaat: str | None = None,
) -> None:
    """Have these steps done; one that is there already stays as it is."""
    for each in stappen:
        row = {"id": new_id(), "melding_id": melding_id, "soort": each.value, "onderwerp": onderwerp,
               "rang": each.rang, "dag": dag, "ingang": ingang, "resultaat": resultaat, "pogingen": 0,
               "opnieuw_vanaf": work.now}  # fmt: skip
        insert = upsert(work.session, Zaakstap).values(row)
        await work.session.execute(insert.on_conflict_do_nothing(index_elements=["melding_id", "soort", "onderwerp"]))


async def met_werk(work: Work, gemeente: str, limit: int) -> Sequence[str]:
    """Cases of a municipality with something to do whose time has come, who waits longest first.

    The time is that of the next step: what comes after a refused one is due long since, and cannot be done yet.
    """
    nummer = func.row_number().over(partition_by=Zaakstap.melding_id, order_by=(Zaakstap.rang, Zaakstap.onderwerp))
    open_ = select(Zaakstap.melding_id, Zaakstap.opnieuw_vanaf.label("vanaf"), nummer.label("nummer"))
    eerste = open_.where(Zaakstap.gedaan_op.is_(None)).subquery()
    query = (
        select(Zaak.melding_id)
        .join(eerste, eerste.c.melding_id == Zaak.melding_id)
        .where(Zaak.gemeente == gemeente, eerste.c.nummer == 1, eerste.c.vanaf <= work.now)
        .order_by(eerste.c.vanaf, Zaak.melding_id)
        .limit(limit)
    )
    return (await work.session.execute(query)).scalars().all()


async def volgende_stap(work: Work, melding_id: str) -> Zaakstap | None:
    """What is to be done next of a case; None when nothing is, or when it has to wait."""
    query = select(Zaakstap).where(Zaakstap.melding_id == melding_id, Zaakstap.gedaan_op.is_(None))
    query = query.order_by(Zaakstap.rang, Zaakstap.onderwerp).limit(1)
    eerste = (await work.session.execute(query)).scalar_one_or_none()
    return eerste if eerste is not None and eerste.opnieuw_vanaf <= work.now else None


async def stap(work: Work, stap_id: str) -> Zaakstap | None:
    """One step."""
    return await work.session.get(Zaakstap, stap_id)


async def urls_van(work: Work, melding_id: str, onderwerp: str) -> dict[Stap, str]:
    """Where what was made about a case, or a decision of it, is."""
    query = select(Zaakstap.soort, Zaakstap.url).where(
        Zaakstap.melding_id == melding_id, Zaakstap.onderwerp == onderwerp, Zaakstap.url.is_not(None)
    )
    return {Stap(soort): url for soort, url in await work.session.execute(query) if url is not None}


async def meld_gedaan(work: Work, stap_id: str, url: str, stand: ZaakStand | None) -> None:
    """A step was made there. `stand` when the zaak ended by it: from then on nothing of the client is kept."""
    rij = await stap(work, stap_id)
    assert rij is not None  # steps stay
    rij.url, rij.gedaan_op, rij.fout = url, work.now, None
    van = await zaak(work, rij.melding_id)
    assert van is not None  # a foreign key holds it
    if rij.soort == Stap.ZAAK:
        van.zaak_url = url
    if stand is not None:
        van.gesloten_op, van.archiefactiedatum, van.client_id = work.now, stand.archiefactiedatum, None


async def meld_vervallen(work: Work, stap_id: str) -> None:
    """A step has nothing to make: its client was destroyed, and nothing of him is kept here either."""
    rij = await stap(work, stap_id)
    assert rij is not None  # steps stay
    rij.gedaan_op, rij.fout = work.now, None
    van = await zaak(work, rij.melding_id)
    assert van is not None  # a foreign key holds it
    van.client_id = None


@dataclass(frozen=True)
class Geweigerd:
    """What a zaaksysteem refuses, of one kind of step."""

    gemeente: str
    soort: str
    fout: str
    aantal: int
    sinds: datetime


async def met_fout(work: Work) -> Sequence[Geweigerd]:
    """What the zaaksystemen refuse, per municipality and kind of step."""
    query = (
        select(Zaak.gemeente, Zaakstap.soort, func.max(Zaakstap.fout), func.count(), func.min(Zaakstap.gefaald_sinds))
        .join(Zaak, Zaak.melding_id == Zaakstap.melding_id)
        .where(Zaakstap.gedaan_op.is_(None), Zaakstap.fout.is_not(None))
        .group_by(Zaak.gemeente, Zaakstap.soort)
        .order_by(Zaak.gemeente, Zaakstap.soort)
    )
    return [
        Geweigerd(gemeente, soort, fout or "", aantal, sinds or work.now)
        for gemeente, soort, fout, aantal, sinds in await work.session.execute(query)
    ]


@dataclass(frozen=True)
class Blijft:
    """Cases of a municipality with a step that nobody refused and that is not done."""

    gemeente: str
    aantal: int
    sinds: datetime


async def te_lang_open(work: Work, voor: datetime, pogingen: int) -> Sequence[Blijft]:
    """What was to be done before this moment, or was tried so many times, without a refusal, per municipality."""
    blijft = or_(Zaakstap.opnieuw_vanaf < voor, Zaakstap.pogingen >= pogingen)
    query = (
        select(Zaak.gemeente, func.count(Zaak.melding_id.distinct()), func.min(Zaakstap.opnieuw_vanaf))
        .join(Zaak, Zaak.melding_id == Zaakstap.melding_id)
        .where(Zaakstap.gedaan_op.is_(None), blijft, ~_geweigerd())
        .group_by(Zaak.gemeente)
        .order_by(Zaak.gemeente)
    )
    return [Blijft(*row) for row in await work.session.execute(query)]


def _geweigerd() -> ColumnElement[bool]:
    """Whether a step of the same case was refused: then it waits for that."""
    ander = aliased(Zaakstap)
    query = select(ander.id).where(
        ander.melding_id == Zaakstap.melding_id, ander.gedaan_op.is_(None), ander.fout.is_not(None)
    )
    return query.exists()


async def nog_eens(work: Work, gemeente: str, soort: str) -> int:
    """Try at once what was refused; how many."""
    van = select(Zaak.melding_id).where(Zaak.gemeente == gemeente)
    weer = (
        update(Zaakstap)
        .where(Zaakstap.melding_id.in_(van), Zaakstap.soort == soort)
        .where(Zaakstap.gedaan_op.is_(None), Zaakstap.fout.is_not(None))
        .values(opnieuw_vanaf=work.now)
        .returning(Zaakstap.id)
    )
    return len((await work.session.execute(weer)).all())
