"""The queries on help that outlasts the contract of its provider (M63)."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, String, cast, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from toewijzing.store.aanbod import niet_voorbij
from toewijzing.tables import Contract, ContractProduct, Toewijzing


async def dagen_na_contracten(session: AsyncSession, van: date, tot: date) -> Sequence[date]:
    """The first day, and each day up to the last before which a contract ends: a gap begins on one of these."""
    einden = select(Contract.geldig_tot).where(Contract.geldig_tot >= van, Contract.geldig_tot < tot).distinct()
    na = {each + timedelta(days=1) for each in (await session.execute(einden)).scalars() if each is not None}
    return sorted({van, *na})


def zonder_contract(dagen: Sequence[date], tot: date) -> ColumnElement[bool]:
    """The provider of an assignment has no contract for it on one of these days, or on its first day where that comes
    after them and by `tot`."""
    op_dag = [(Toewijzing.ingangsdatum <= dag) & niet_voorbij(dag) & ~_gedekt(dag) for dag in dagen if dag <= tot]
    begin = Toewijzing.ingangsdatum.between(dagen[0], tot) & ~_gedekt(Toewijzing.ingangsdatum)
    return or_(begin, *op_dag)


def _gedekt(dag: date | InstrumentedAttribute[date]) -> ColumnElement[bool]:
    """A contract of the provider for the product, in the municipality, holds on a day; for an aspecific product any of
    its categorie will do, for a generic one any at all."""
    product = or_(
        ContractProduct.code == Toewijzing.code,
        Toewijzing.code.is_(None) & (ContractProduct.categorie == Toewijzing.categorie),
        Toewijzing.code.is_(None) & Toewijzing.categorie.is_(None),
    )
    # A list is kept as JSON: a code between quotes stands in it as a whole.
    in_gemeente = cast(Contract.gemeenten, String).contains(literal('"') + Toewijzing.gemeente + literal('"'))
    query = (
        select(Contract.id)
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .where(
            Contract.agb == Toewijzing.agb,
            product,
            in_gemeente,
            Contract.geldig_van <= dag,
            or_(Contract.geldig_tot.is_(None), Contract.geldig_tot >= dag),
        )
    )
    return query.correlate(Toewijzing).exists()
