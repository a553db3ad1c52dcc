"""What contracts offer now: the queries behind a choice."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    cast,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from chassis.database import is_postgresql
from toewijzing.domain.toewijzing import LOPEND, Aanbod, Levering
from toewijzing.tables import Aanbieder, Contract, ContractProduct, Pauze, Toewijzing

Kolommen = tuple[
    str, str, str, str, date, date | None, date | None, bool, str, str, int | None, int | None, date | None
]
"""What a contract offers, in the order of Aanbod; lists as JSON."""
Product = tuple[str, str]
"""Categorie and code, of a contract."""


@dataclass(frozen=True)
class Aanbodlijst:
    """What some providers offer on a day, as far as it was asked for."""

    contracten: Mapping[str, Mapping[Aanbod, Collection[Product]]]
    """By AGB code, each contract with the products of it that were asked for."""
    pauzes: Collection[tuple[str, str]]
    """Who gets nothing in which municipality that day."""

    def van(self, agb: str, levering: Levering) -> list[Aanbod]:
        """The contracts of a provider that cover a product, with its pause in the municipality.

        For an aspecific product any of its categorie will do, for a generic one any at all.
        """
        gepauzeerd = (agb, levering.gemeente) in self.pauzes
        return [
            replace(aanbod, gepauzeerd=gepauzeerd)
            for aanbod, producten in self.contracten.get(agb, {}).items()
            if any(_dekt(each, levering) for each in producten)
        ]


NIETS = Aanbodlijst({}, ())


def _dekt(product: Product, levering: Levering) -> bool:
    categorie, code = product
    return code == levering.code if levering.code is not None else levering.categorie in (None, categorie)


async def aanbod_van(session: AsyncSession, gevraagd: Collection[tuple[str, Levering]], op: date) -> Aanbodlijst:
    """What these providers offer for what is asked of each, with the pauses of a day."""
    contracten: dict[str, dict[Aanbod, list[Product]]] = {}
    pauzes: set[tuple[str, str]] = set()
    for row in await session.execute(_van_enkele([each for _, each in gevraagd], {agb for agb, _ in gevraagd}, op)):
        aanbod = aanbod_uit(row[:13])
        categorie, code, gepauzeerd_in = row[13:]
        contracten.setdefault(aanbod.agb, {}).setdefault(aanbod, []).append((categorie, code))
        if gepauzeerd_in is not None:
            pauzes.add((aanbod.agb, gepauzeerd_in))
    return Aanbodlijst(contracten, pauzes)


def _van_enkele(
    leveringen: Sequence[Levering], agbs: Collection[str], op: date
) -> Select[*Kolommen, str, str, str | None]:
    codes = {each.code for each in leveringen if each.code is not None}
    categorieen = {each.categorie for each in leveringen if each.code is None and each.categorie is not None}
    is_generiek = any(each.code is None and each.categorie is None for each in leveringen)
    pauze = and_(
        Pauze.agb == Contract.agb,
        Pauze.gemeente.in_({each.gemeente for each in leveringen}),
        Pauze.vanaf <= op,
        or_(Pauze.tot.is_(None), Pauze.tot > op),
    )
    query = (
        kolommen(false())
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .outerjoin(Pauze, pauze)
        .add_columns(ContractProduct.categorie, ContractProduct.code, Pauze.gemeente)
        .where(Contract.agb.in_(agbs))
    )
    if is_generiek:
        return query
    return query.where(or_(ContractProduct.code.in_(codes), ContractProduct.categorie.in_(categorieen)))


def kolommen(gepauzeerd: ColumnElement[bool]) -> Select[*Kolommen]:
    """What contracts offer, where something says whether their provider is paused; by AGB code."""
    # Columns, not rows as objects, and lists as text: a large region has hundreds of contracts for one product.
    return (
        select(
            Contract.id,
            Contract.agb,
            Aanbieder.naam,
            cast(Contract.gemeenten, String).label("gemeenten"),
            Contract.geldig_van,
            Contract.geldig_tot,
            Contract.geen_nieuwe_vanaf,
            gepauzeerd.label("gepauzeerd"),
            cast(Contract.specialismen, String).label("specialismen"),
            cast(Contract.doelgroepen, String).label("doelgroepen"),
            Contract.leversnelheid,
            Contract.capaciteit,
            Aanbieder.integriteit_getoetst_op,
        )
        .join(Aanbieder, Aanbieder.agb == Contract.agb)
        .order_by(Contract.agb, Contract.id)
    )


def aanbod_uit(row: Kolommen) -> Aanbod:
    """One of these."""
    # By place, not by name: that takes a tenth of the time, and there are hundreds.
    (
        contract_id,
        agb,
        naam,
        gemeenten,
        geldig_van,
        geldig_tot,
        geen_nieuwe_vanaf,
        gepauzeerd,
        specialismen,
        doelgroepen,
        leversnelheid,
        capaciteit,
        integriteit_getoetst_op,
    ) = row
    return Aanbod(
        contract_id=contract_id,
        agb=agb,
        naam=naam,
        gemeenten=_namen(gemeenten),
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
        geen_nieuwe_vanaf=geen_nieuwe_vanaf,
        gepauzeerd=gepauzeerd,
        specialismen=_namen(specialismen),
        doelgroepen=_namen(doelgroepen),
        leversnelheid=leversnelheid,
        capaciteit=capaciteit,
        integriteit_getoetst_op=integriteit_getoetst_op,
    )


@lru_cache(maxsize=1000)
def _namen(text: str) -> frozenset[str]:
    """Hundreds of contracts name the same few."""
    return frozenset(json.loads(text))


async def clienten_per_contract(session: AsyncSession, op: date) -> dict[str, int]:
    """How many clients are served now under each contract that names a capacity."""
    query = select(Contract.id, clienten_van_contract(postgresql=is_postgresql(session))).where(
        Contract.capaciteit.is_not(None)
    )
    return {str(contract_id): int(aantal) for contract_id, aantal in await session.execute(query, {"op": op})}


def clienten_van_contract(*, postgresql: bool) -> ScalarSelect[int]:
    """How many clients are served now under a contract: they have a product of it, in a municipality of it.

    A client in two municipalities of a contract would count twice, but a client is in one.
    """
    codes = select(ContractProduct.code).where(ContractProduct.contract_id == Contract.id).correlate(Contract)
    if postgresql:
        gemeenten = select(func.json_array_elements_text(Contract.gemeenten)).correlate(Contract)
    else:
        gemeenten = select(func.json_each(Contract.gemeenten).table_valued("value").c.value).correlate(Contract)
    clienten = (
        select(Toewijzing.gemeente, Toewijzing.client_id)
        .where(
            Toewijzing.agb == Contract.agb,
            loopt(bindparam("op")),
            _een_van(Toewijzing.code, codes, postgresql=postgresql),
            _een_van(Toewijzing.gemeente, gemeenten, postgresql=postgresql),
        )
        .correlate(Contract)
        .distinct()
        .subquery()
    )
    return select(func.count()).select_from(clienten).scalar_subquery()


def _een_van(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], namen: Select[str], *, postgresql: bool
) -> ColumnElement[bool]:
    """PostgreSQL makes a join of IN, anew for every contract; an array it makes once and looks in."""
    return column == func.any(func.array(namen.scalar_subquery())) if postgresql else column.in_(namen)


def loopt(op: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Assignments with a provider that have not ended by a day."""
    # As text in the statement: the index holds these only, and for a value that is sent along it would not do.
    lopend: BindParameter[str] = bindparam("lopend", LOPEND, expanding=True, literal_execute=True)
    return Toewijzing.status.in_(lopend) & niet_voorbij(op)


def niet_voorbij(op: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Assignments that were given for a day or later, whatever became of them."""
    return or_(Toewijzing.einddatum.is_(None), Toewijzing.einddatum >= op)
