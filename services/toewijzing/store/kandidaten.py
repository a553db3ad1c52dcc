"""Which providers can begin with a product, and what is known of each: the query behind a ranking (0514)."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Select,
    String,
    Subquery,
    TableValuedAlias,
    bindparam,
    case,
    column,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from toewijzing.domain.matching import Ervaring, Kandidaat
from toewijzing.domain.resultaten import Gemeten
from toewijzing.domain.toewijzing import Aanbod
from toewijzing.store.aanbod import Kolommen, aanbod_uit, clienten_van_contract, kolommen, loopt
from toewijzing.tables import Contract, ContractProduct, GemetenAanbieder, Pauze, Start, Toewijzing

TERUGBLIK = timedelta(days=365)
"""How long ago starts still say something about a provider."""
Cijfers = tuple[bool, int, int | None, int]
"""Actief, clients, and of the starts: how many, and days waited together."""
Gevraagd = TableValuedAlias | Subquery  # type: ignore[explicit-any]  # generic over its columns
"""What is looked for as a table: a `gemeente`, a `waarde` and a `dag` in a row, and its `plek` from 1."""
VELDEN = ("gemeente", "waarde", "dag")
Kolom = Literal["code", "categorie"] | None
"""What names a product that is looked for."""


@dataclass(frozen=True)
class Regio:
    """The municipalities of an inkoopmodel: what providers do there says something about them."""

    naam: str
    """Of the inkoopmodel."""
    gemeenten: tuple[str, ...]


class Gezocht(NamedTuple):
    """A product for which somebody looks for providers: who can begin there that day, and what is known of them."""

    gemeente: str
    categorie: str | None
    code: str | None
    ingangsdatum: date
    regio: Regio

    @property
    def kolom(self) -> Kolom:
        """By what it is looked up in a contract; for a generic product any contract will do."""
        return "code" if self.code is not None else "categorie" if self.categorie is not None else None


async def kandidaten(
    session: AsyncSession, gezocht: Iterable[Gezocht], op: date, gemeten: Mapping[str, Mapping[str, Gemeten]]
) -> dict[Gezocht, list[tuple[Aanbod, Kandidaat]]]:
    """As `aanbod_van`, of all providers that cover the first day there: in order of AGB code, with what is known.

    In a statement per region for each way in which a product is named. `gemeten`: per inkoopmodel what monitoring
    counted (M56).
    """
    gevonden: dict[Gezocht, list[tuple[Aanbod, Kandidaat]]] = {each: [] for each in gezocht}
    groepen: dict[tuple[Regio, Kolom], list[Gezocht]] = {}
    for each in gevonden:
        groepen.setdefault((each.regio, each.kolom), []).append(each)
    postgresql = is_postgresql(session)
    for (regio, kolom), samen in groepen.items():
        vragen = {"op": op, "sinds": op - TERUGBLIK, "regio": regio.gemeenten}
        vragen |= _als_tabel(samen, postgresql=postgresql)
        hier = gemeten.get(regio.naam, {})
        for row in await session.execute(_met_cijfers(kolom, postgresql=postgresql), vragen):
            aanbod = aanbod_uit(row[:13])
            kandidaat = _kandidaat(aanbod, row[13:17], hier.get(aanbod.agb))
            gevonden[samen[row[17] - 1]].append((aanbod, kandidaat))
    return gevonden


def _kandidaat(aanbod: Aanbod, cijfers: Cijfers, gemeten: Gemeten | None) -> Kandidaat:
    actief, clienten, starts, wachtdagen = cijfers
    return Kandidaat(
        agb=aanbod.agb,
        naam=aanbod.naam,
        specialismen=aanbod.specialismen,
        doelgroepen=aanbod.doelgroepen,
        leversnelheid=aanbod.leversnelheid,
        vrij=None if aanbod.capaciteit is None else max(0, aanbod.capaciteit - clienten),
        actief_in_gemeente=actief,
        ervaring=Ervaring(starts, wachtdagen // starts) if starts else None,
        gemeten=gemeten,
        integriteit_getoetst_op=aanbod.integriteit_getoetst_op,
    )


async def gemeten_in(session: AsyncSession, inkoopmodellen: Collection[str]) -> dict[str, dict[str, Gemeten]]:
    """By inkoopmodel and AGB code, what monitoring counted of the providers of a region (M56)."""
    found: dict[str, dict[str, Gemeten]] = {each: {} for each in inkoopmodellen}
    velden = [getattr(GemetenAanbieder, each.name) for each in fields(Gemeten)]
    query = select(GemetenAanbieder.inkoopmodel, GemetenAanbieder.agb, *velden)
    for naam, agb, *waarden in await session.execute(query.where(GemetenAanbieder.inkoopmodel.in_(found))):
        found[naam][agb] = Gemeten(*waarden)
    return found


def _als_tabel(gezocht: Sequence[Gezocht], *, postgresql: bool) -> dict[str, object]:
    """What `_gevraagd` makes a table of: as one array per column, of which PostgreSQL knows how long they are."""
    rows = [(each.gemeente, each.categorie if each.code is None else each.code, each.ingangsdatum) for each in gezocht]
    if postgresql:
        return dict(zip(VELDEN, map(list, zip(*rows, strict=True)), strict=True))
    return {"gevraagd": json.dumps(rows, default=str)}


def _gevraagd(*, postgresql: bool) -> Gevraagd:
    if postgresql:
        arrays = [bindparam(naam, type_=ARRAY(Date if naam == "dag" else String)) for naam in VELDEN]
        kolommen = (column("gemeente", String), column("waarde", String), column("dag", Date))
        return func.unnest(*arrays).table_valued(*kolommen, with_ordinality="plek").render_derived()
    rij = func.json_each(bindparam("gevraagd", type_=String)).table_valued("key", "value").c
    velden = [func.json_extract(rij.value, f"$[{plek}]").label(naam) for plek, naam in enumerate(VELDEN)]
    return select(*velden, (rij.key + 1).label("plek")).subquery()


@cache
def _met_cijfers(kolom: Kolom, *, postgresql: bool) -> Select[*Kolommen, *Cijfers, int]:
    """One statement for all that is known: each question of its own would read hundreds of rows more.

    Made once: every beschikking asks this.
    """
    gevraagd = _gevraagd(postgresql=postgresql).c
    starts = _starts().subquery()
    actief = select(Toewijzing.id).where(
        Toewijzing.agb == Contract.agb, Toewijzing.gemeente == gevraagd.gemeente, loopt(bindparam("op"))
    )
    return (
        kolommen(_gepauzeerd(gevraagd.gemeente))
        .add_columns(
            actief.exists().label("actief"),
            case((Contract.capaciteit.is_not(None), clienten_van_contract(postgresql=postgresql))).label("clienten"),
            starts.c.starts,
            starts.c.wachtdagen,
            gevraagd.plek,
        )
        .outerjoin(starts, starts.c.agb == Contract.agb)
        .where(
            Contract.geldig_van <= gevraagd.dag,
            or_(Contract.geldig_tot.is_(None), Contract.geldig_tot >= gevraagd.dag),
            _heeft(kolom, gevraagd.waarde),
        )
    )


def _heeft(kolom: Kolom, waarde: ColumnElement[str]) -> ColumnElement[bool]:
    """A product with this code, or of this categorie, is in a contract."""
    if kolom is None:
        return true()
    product = ContractProduct.__table__.c
    return select(product.contract_id).where(product.contract_id == Contract.id, product[kolom] == waarde).exists()


def _gepauzeerd(gemeente: ColumnElement[str]) -> ColumnElement[bool]:
    """Nothing is assigned to the provider of a contract in a municipality on a day (M64)."""
    query = select(Pauze.id).where(
        Pauze.agb == Contract.agb,
        Pauze.gemeente == gemeente,
        Pauze.vanaf <= bindparam("op"),
        or_(Pauze.tot.is_(None), Pauze.tot > bindparam("op")),
    )
    return query.exists()


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
