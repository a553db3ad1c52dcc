"""Queries for the half-yearly delivery of Wmo figures to the CBS (GMSD)."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.domain.halfjaar import Geleverd, Halfjaar
from toegang.tables import Beschikking, BeschiktProduct, Client, GehoordeLevering, ToegewezenProduct
from wetten import Wet


async def producten(
    session: AsyncSession, gemeente: str, halfjaar: Halfjaar, na: str | None, aantal: int
) -> Sequence[tuple[BeschiktProduct, Client]]:
    """What citizens of a municipality had under the Wmo in a half year, in order of id, from after `na`."""
    table = BeschiktProduct
    # One that was stopped before it began has a last day before its first.
    liep = (table.laatste_dag >= halfjaar.van) & (table.laatste_dag >= table.ingangsdatum)
    query = (
        select(table, Client)
        .join(Beschikking, Beschikking.id == table.beschikking_id)
        .join(Client, Client.id == Beschikking.client_id)
        .where(
            Beschikking.gemeente == gemeente,
            Beschikking.wet == Wet.WMO,
            table.ingangsdatum <= halfjaar.tot,
            or_(table.einddatum.is_(None), table.einddatum >= halfjaar.van),
            or_(table.laatste_dag.is_(None), liep),
        )
        .order_by(table.id)
        .limit(aantal)
    )
    if na is not None:
        query = query.where(table.id > na)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def leveringen(session: AsyncSession, product_ids: Collection[str]) -> dict[str, list[Geleverd]]:
    """How each of these products was delivered, as its provider told: a stop for a while is no end."""
    table = GehoordeLevering
    query = (
        select(ToegewezenProduct.product_id, table.begindatum, table.einddatum, table.tijdelijk)
        .join(table, table.toewijzing_id == ToegewezenProduct.toewijzing_id)
        .where(ToegewezenProduct.product_id.in_(product_ids), table.telt)
        .order_by(table.begindatum)
    )
    gevonden: dict[str, list[Geleverd]] = {}
    for product_id, begin, einde, tijdelijk in await session.execute(query):
        gevonden.setdefault(product_id, []).append(Geleverd(begin, None if tijdelijk else einde))
    return gevonden
