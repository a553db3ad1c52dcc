"""What contracts offer now, and what is known of the providers: the queries behind a choice."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from toewijzing.domain.matching import Ervaring
from toewijzing.domain.toewijzing import LOPEND, Aanbod, Levering
from toewijzing.tables import Aanbieder, Contract, ContractProduct, Pauze, Start, Toewijzing

TERUGBLIK = timedelta(days=365)
"""How long ago starts still say something about a provider."""


async def aanbod_van(session: AsyncSession, levering: Levering, op: date, agb: str | None = None) -> list[Aanbod]:
    """The contracts that cover a product in its municipality, with the pauses of today, in order of AGB code.

    For an aspecific product any of its categorie will do, for a generic one any at all. With `agb`: of this provider.
    """
    query = _contracten(
        met_code=levering.code is not None, met_categorie=levering.categorie is not None, van_een=agb is not None
    )
    values = {"gemeente": levering.gemeente, "op": op}
    asked = {"code": levering.code, "categorie": levering.categorie, "agb": agb}
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
        for each in await session.execute(query, values | {name: value for name, value in asked.items() if value})
    ]


@cache
def _contracten(*, met_code: bool, met_categorie: bool, van_een: bool) -> Select[*tuple[object, ...]]:
    """Made once: every beschikking asks this."""
    met = select(ContractProduct.contract_id)
    if met_code:
        met = met.where(ContractProduct.code == bindparam("code"))
    elif met_categorie:
        met = met.where(ContractProduct.categorie == bindparam("categorie"))
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
            _gepauzeerd().label("gepauzeerd"),
        )
        .join(Aanbieder, Aanbieder.agb == Contract.agb)
        .where(Contract.id.in_(met))
        .order_by(Contract.agb, Contract.id)
    )
    return query.where(Contract.agb == bindparam("agb")) if van_een else query


def _gepauzeerd() -> ColumnElement[bool]:
    """Nothing is assigned to the provider of a contract in a municipality on a day (M64)."""
    query = select(Pauze.id).where(
        Pauze.agb == Contract.agb,
        Pauze.gemeente == bindparam("gemeente"),
        Pauze.vanaf <= bindparam("op"),
        or_(Pauze.tot.is_(None), Pauze.tot > bindparam("op")),
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
