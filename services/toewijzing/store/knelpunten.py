"""The lists for a front office: who waits, and where it hurts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.clock import NEDERLAND
from chassis.visible import of_gemeenten
from toewijzing.domain.knelpunt import Beleid, Knelpunt, te_laat_sinds, twee_maanden_terug
from toewijzing.domain.toewijzing import Retour, Toewijzingstatus
from toewijzing.domain.verbruik import RUIM
from toewijzing.store import wisselwensen
from toewijzing.store.aanbod import loopt, niet_voorbij
from toewijzing.store.contractloos import dagen_na_contracten, zonder_contract
from toewijzing.tables import Overbrugging, Stop, Toewijzing

PerBeleid = Mapping[Beleid, Collection[str]]
"""The municipalities that share a policy."""


async def wachtenden(
    session: AsyncSession, gemeenten: Collection[str], after: str | None, limit: int
) -> Sequence[Toewijzing]:
    """Assignments without a provider, in order of id, which is about the order of time."""
    query = select(Toewijzing).where(Toewijzing.status == Toewijzingstatus.VOORBEREID)
    query = query.where(of_gemeenten(Toewijzing.gemeente, gemeenten))
    return (await session.execute(_bladzijde(query, after, limit))).scalars().all()


async def knelpunten(
    session: AsyncSession, soort: Knelpunt, per_beleid: PerBeleid, op: date, after: str | None, limit: int
) -> Sequence[Toewijzing]:
    """Assignments with which this is the matter on a day, in order of id; what ended or was taken back only when
    the provider does not know."""
    dagen: Sequence[date] = ()
    if soort == Knelpunt.ZONDER_CONTRACT:
        laatste = max((each.waarschuwt_tot(op) for each in per_beleid), default=op)
        dagen = await dagen_na_contracten(session, op, laatste)
    waar = [
        Toewijzing.gemeente.in_(gemeenten) & _knelt(soort, beleid, op, dagen)
        for beleid, gemeenten in per_beleid.items()
    ]
    query = select(Toewijzing).where(or_(False, *waar))
    match soort:
        case Knelpunt.AFGEKEURD | Knelpunt.ONVERZONDEN:
            pass
        case Knelpunt.GESTOPT:
            query = query.where(niet_voorbij(op))
        case Knelpunt.ONOVERBRUGD:
            query = query.where(Toewijzing.status == Toewijzingstatus.VOORBEREID)
        case _:
            query = query.where(loopt(op))
    return (await session.execute(_bladzijde(query, after, limit))).scalars().all()


def _bladzijde(query: Select[Toewijzing], after: str | None, limit: int) -> Select[Toewijzing]:
    query = query.order_by(Toewijzing.id).limit(limit)
    return query if after is None else query.where(Toewijzing.id > after)


def _knelt(soort: Knelpunt, beleid: Beleid, op: date, na_contracten: Sequence[date]) -> ColumnElement[bool]:
    match soort:
        case Knelpunt.NIET_GESTART:
            grens = te_laat_sinds(op, beleid.wachttijd_werkdagen)
            erna = datetime.combine(grens + timedelta(days=1), time(), NEDERLAND)
            is_toegewezen = Toewijzing.status == Toewijzingstatus.TOEGEWEZEN
            return is_toegewezen & (Toewijzing.ingangsdatum <= grens) & (Toewijzing.toegewezen_op < erna)
        case Knelpunt.NIET_GEBRUIKT:
            begonnen = (Toewijzing.status == Toewijzingstatus.GESTART) & (
                Toewijzing.ingangsdatum <= twee_maanden_terug(op)
            )
            return begonnen & (func.coalesce(Toewijzing.verbruikt_procent, 0) <= 0)
        case Knelpunt.OVERGEBRUIK:
            return Toewijzing.verbruikt_procent > RUIM
        case Knelpunt.AFGEKEURD | Knelpunt.ONVERZONDEN:
            return Toewijzing.retour == Retour(soort.value)
        case Knelpunt.WISSEL_GEVRAAGD:
            return wisselwensen.staat_open()
        case Knelpunt.ONOVERBRUGD:
            return (Toewijzing.besluitdatum <= te_laat_sinds(op, beleid.wachttijd_werkdagen)) & ~_overbrugd(op)
        case Knelpunt.GESTOPT:
            return _gestopt(te_laat_sinds(op, beleid.wachttijd_werkdagen))
        case Knelpunt.ZONDER_CONTRACT:
            return zonder_contract(na_contracten, beleid.waarschuwt_tot(op))
        case Knelpunt.LOOPT_AF:
            return Toewijzing.einddatum <= beleid.waarschuwt_tot(op)


def _gestopt(grens: date) -> ColumnElement[bool]:
    """Delivery ended for good, or for a while and by `grens`, and days were decided after it."""
    query = select(func.max(Stop.einddatum)).where(Stop.toewijzing_id == Toewijzing.id, Stop.verwijderd.is_(False))
    laatste_dag = query.scalar_subquery()
    voorgoed = Toewijzing.status == Toewijzingstatus.GESTOPT
    te_lang = (Toewijzing.status == Toewijzingstatus.ONDERBROKEN) & (laatste_dag <= grens)
    # A provider may say beforehand that it stops on the last day: then nothing is left to deliver.
    return (voorgoed | te_lang) & or_(Toewijzing.einddatum.is_(None), laatste_dag < Toewijzing.einddatum)


def _overbrugd(op: date) -> ColumnElement[bool]:
    """Something helps the client that day, while it waits."""
    query = select(Overbrugging.id).where(
        Overbrugging.toewijzing_id == Toewijzing.id,
        Overbrugging.vanaf <= op,
        or_(Overbrugging.tot.is_(None), Overbrugging.tot >= op),
    )
    return query.exists()
