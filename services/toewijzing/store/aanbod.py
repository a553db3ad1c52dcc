"""What contracts offer now, and what is known of the providers: the queries behind a choice."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Integer, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from toewijzing.domain.matching import Ervaring
from toewijzing.domain.toewijzing import Aanbod, Levering, Status
from toewijzing.tables import Aanbieder, Contract, ContractProduct, Pauze, Start, Toewijzing

LOPEND = (Status.TOEGEWEZEN, Status.GESTART, Status.ONDERBROKEN)
TERUGBLIK = timedelta(days=365)
"""How long ago starts still say something about a provider."""


async def aanbod_van(session: AsyncSession, levering: Levering, op: date) -> list[Aanbod]:
    """The contracts that cover a product in its municipality, with the pauses of today, in order of AGB code.

    For an aspecific product any of its categorie will do, for a generic one any at all.
    """
    met = select(ContractProduct.contract_id)
    if levering.code is not None:
        met = met.where(ContractProduct.code == levering.code)
    elif levering.categorie is not None:
        met = met.where(ContractProduct.categorie == levering.categorie)
    # Columns, not rows as objects: a large region has hundreds of contracts for one product.
    query = (
        select(
            Contract.id,
            Contract.agb,
            Aanbieder.naam,
            Contract.gemeenten,
            Contract.geldig_van,
            Contract.geldig_tot,
            Contract.geen_nieuwe_vanaf,
            Contract.specialismen,
            Contract.doelgroepen,
            Contract.leversnelheid,
            Contract.capaciteit,
            _is_gepauzeerd(levering.gemeente, op).label("gepauzeerd"),
        )
        .join(Aanbieder, Aanbieder.agb == Contract.agb)
        .where(Contract.id.in_(met))
        .order_by(Contract.agb, Contract.id)
    )
    return [
        Aanbod(
            contract_id=each.id,
            agb=each.agb,
            naam=each.naam,
            gemeenten=each.gemeenten,
            geldig_van=each.geldig_van,
            geldig_tot=each.geldig_tot,
            geen_nieuwe_vanaf=each.geen_nieuwe_vanaf,
            gepauzeerd=each.gepauzeerd,
            specialismen=frozenset(each.specialismen),
            doelgroepen=frozenset(each.doelgroepen),
            leversnelheid=each.leversnelheid,
            capaciteit=each.capaciteit,
        )
        for each in await session.execute(query)
    ]


def _is_gepauzeerd(gemeente: str, op: date) -> ColumnElement[bool]:
    """Nothing is assigned to the provider of a contract in a municipality on a day (M64)."""
    query = select(Pauze.id).where(
        Pauze.agb == Contract.agb,
        Pauze.gemeente == gemeente,
        Pauze.vanaf <= op,
        or_(Pauze.tot.is_(None), Pauze.tot > op),
    )
    return query.exists()


async def clienten_per_contract(session: AsyncSession, op: date) -> dict[str, int]:
    """How many clients are served now under each contract that names a capacity, where that is anybody.

    A client in two municipalities of a contract would count twice, but a client is in one.
    """
    query = (
        select(Contract.id, Toewijzing.gemeente, func.count(Toewijzing.client_id.distinct()))
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .join(Toewijzing, (Toewijzing.agb == Contract.agb) & (Toewijzing.code == ContractProduct.code))
        .where(Contract.capaciteit.is_not(None), loopt(op))
        .group_by(Contract.id, Toewijzing.gemeente)
    )
    gemeenten = dict((await session.execute(select(Contract.id, Contract.gemeenten))).all())
    found: dict[str, int] = {}
    for contract_id, gemeente, clienten in await session.execute(query):
        if gemeente in gemeenten[contract_id]:
            found[contract_id] = found.get(contract_id, 0) + clienten
    return found


async def actief_in(session: AsyncSession, gemeente: str, op: date) -> frozenset[str]:
    """The AGB codes of the providers that serve anybody in a municipality now."""
    query = select(Toewijzing.agb).where(Toewijzing.gemeente == gemeente, Toewijzing.agb.is_not(None), loopt(op))
    return frozenset(str(agb) for agb in (await session.execute(query.distinct())).scalars())


def loopt(op: date) -> ColumnElement[bool]:
    """Assignments with a provider that have not ended by a day."""
    return Toewijzing.status.in_(LOPEND) & or_(Toewijzing.einddatum.is_(None), Toewijzing.einddatum >= op)


async def ervaring(session: AsyncSession, gemeenten: Collection[str], op: date, dagen: int) -> dict[str, Ervaring]:
    """By AGB code, over the starts of the last year in a region; in time is within so many days (M56, M65)."""
    wacht = _dagen_tussen(session)
    query = (
        select(
            Toewijzing.agb,
            func.count(),
            func.sum(case((wacht > 0, wacht), else_=0)),
            func.sum(case((wacht <= dagen, 1), else_=0)),
        )
        .join(Start, Start.toewijzing_id == Toewijzing.id)
        .where(
            Toewijzing.gemeente.in_(gemeenten),
            Toewijzing.agb.is_not(None),
            Start.verwijderd.is_(False),
            Start.begindatum >= op - TERUGBLIK,
        )
        .group_by(Toewijzing.agb)
    )
    return {
        str(agb): Ervaring(starts, int(totaal) // starts, int(tijdig))
        for agb, starts, totaal, tijdig in (await session.execute(query))
    }


def _dagen_tussen(session: AsyncSession) -> ColumnElement[int]:
    """Days from the first day of an assignment to its start; the two databases count days in their own way."""
    if is_postgresql(session):
        return cast(Start.begindatum - Toewijzing.ingangsdatum, Integer)
    return cast(func.julianday(Start.begindatum) - func.julianday(Toewijzing.ingangsdatum), Integer)
