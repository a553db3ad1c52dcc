"""What contracts offer now, and what is known of the providers: the queries behind a choice."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from chassis.database import is_postgresql
from toewijzing.domain.matching import Ervaring, Kandidaat
from toewijzing.domain.resultaten import Gemeten
from toewijzing.domain.toewijzing import LOPEND, Aanbod, Levering
from toewijzing.tables import Aanbieder, Contract, ContractProduct, GemetenAanbieder, Pauze, Start, Toewijzing

TERUGBLIK = timedelta(days=365)
"""How long ago starts still say something about a provider."""
Kolommen = tuple[
    str, str, str, str, date, date | None, date | None, bool, str, str, int | None, int | None, date | None
]
"""What a contract offers, in the order of Aanbod; lists as JSON."""
Product = tuple[str, str]
"""Categorie and code, of a contract."""
Cijfers = tuple[bool, int, int | None, int]
"""Actief, clients, and of the starts: how many, and days waited together."""


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
        aanbod = _aanbod(row[:13])
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
        _kolommen(false())
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .outerjoin(Pauze, pauze)
        .add_columns(ContractProduct.categorie, ContractProduct.code, Pauze.gemeente)
        .where(Contract.agb.in_(agbs))
    )
    if is_generiek:
        return query
    return query.where(or_(ContractProduct.code.in_(codes), ContractProduct.categorie.in_(categorieen)))


async def kandidaten(
    session: AsyncSession, levering: Levering, op: date, regio: Collection[str], gemeten: Mapping[str, Gemeten]
) -> list[tuple[Aanbod, Kandidaat]]:
    """As `aanbod_van`, of all providers that cover the first day there: in order of AGB code, with what is known.

    `regio`: the municipalities where starts say something about a provider; `gemeten`: what monitoring counted (M56).
    """
    query = _met_cijfers(
        met_code=levering.code is not None,
        met_categorie=levering.categorie is not None,
        postgresql=is_postgresql(session),
    )
    meer = {"sinds": op - TERUGBLIK, "regio": regio}
    found = []
    for row in await session.execute(query, _gevraagd(levering, op) | meer):
        aanbod = _aanbod(row[:13])
        actief, clienten, starts, wachtdagen = row[13:]
        kandidaat = Kandidaat(
            agb=aanbod.agb,
            naam=aanbod.naam,
            specialismen=aanbod.specialismen,
            doelgroepen=aanbod.doelgroepen,
            leversnelheid=aanbod.leversnelheid,
            vrij=None if aanbod.capaciteit is None else max(0, aanbod.capaciteit - clienten),
            actief_in_gemeente=actief,
            ervaring=Ervaring(starts, wachtdagen // starts) if starts else None,
            gemeten=gemeten.get(aanbod.agb),
            integriteit_getoetst_op=aanbod.integriteit_getoetst_op,
        )
        found.append((aanbod, kandidaat))
    return found


async def gemeten_in(session: AsyncSession, inkoopmodel: str) -> dict[str, Gemeten]:
    """By AGB code, what monitoring counted of the providers of a region (M56)."""
    velden = [getattr(GemetenAanbieder, each.name) for each in fields(Gemeten)]
    query = select(GemetenAanbieder.agb, *velden).where(GemetenAanbieder.inkoopmodel == inkoopmodel)
    return {agb: Gemeten(*waarden) for agb, *waarden in await session.execute(query)}


def _gevraagd(levering: Levering, op: date) -> dict[str, object]:
    return {
        "gemeente": levering.gemeente,
        "op": op,
        "code": levering.code,
        "categorie": levering.categorie,
        "ingangsdatum": levering.ingangsdatum,
    }


@cache
def _contracten(*, met_code: bool, met_categorie: bool) -> Select[*Kolommen]:
    """Made once, as all that builds on it: every beschikking asks this."""
    met = select(ContractProduct.contract_id)
    if met_code:
        met = met.where(ContractProduct.code == bindparam("code"))
    elif met_categorie:
        met = met.where(ContractProduct.categorie == bindparam("categorie"))
    return _kolommen(_gepauzeerd()).where(Contract.id.in_(met))


def _kolommen(gepauzeerd: ColumnElement[bool]) -> Select[*Kolommen]:
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


@cache
def _met_cijfers(*, met_code: bool, met_categorie: bool, postgresql: bool) -> Select[*Kolommen, *Cijfers]:
    """One statement for all that is known: each question of its own would read hundreds of rows more."""
    dag = bindparam("ingangsdatum", type_=Date)
    starts = _starts().subquery()
    actief = select(Toewijzing.id).where(
        Toewijzing.agb == Contract.agb, Toewijzing.gemeente == bindparam("gemeente"), loopt(bindparam("op"))
    )
    return (
        _contracten(met_code=met_code, met_categorie=met_categorie)
        .add_columns(
            actief.exists().label("actief"),
            case((Contract.capaciteit.is_not(None), _clienten(postgresql=postgresql))).label("clienten"),
            starts.c.starts,
            starts.c.wachtdagen,
        )
        .outerjoin(starts, starts.c.agb == Contract.agb)
        .where(Contract.geldig_van <= dag, or_(Contract.geldig_tot.is_(None), Contract.geldig_tot >= dag))
    )


def _aanbod(row: Kolommen) -> Aanbod:
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
    """How many clients are served now under each contract that names a capacity."""
    query = select(Contract.id, _clienten(postgresql=is_postgresql(session))).where(Contract.capaciteit.is_not(None))
    return {str(contract_id): int(aantal) for contract_id, aantal in await session.execute(query, {"op": op})}


def _clienten(*, postgresql: bool) -> ScalarSelect[int]:
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
    return Toewijzing.status.in_(lopend) & or_(Toewijzing.einddatum.is_(None), Toewijzing.einddatum >= op)


def _starts() -> Select[str, int, int]:
    """By AGB code: how many starts there were, and the days that clients waited together."""
    return (
        select(
            Start.agb,
            func.count().label("starts"),
            func.sum(Start.wachtdagen).label("wachtdagen"),
        )
        .where(
            Start.verwijderd.is_(False),
            Start.begindatum >= bindparam("sinds"),
            Start.gemeente.in_(bindparam("regio", expanding=True)),
        )
        .group_by(Start.agb)
    )
