"""Dossiers as they are kept: facts by name, each with its rank, as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import TypeVar, cast, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, with_config
from pydantic.alias_generators import to_camel
from pydantic_core import to_json
from sqlalchemy import ColumnElement, Executable, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from monitoring.domain.dossier import Dossiersoort, Genoteerd, Inhoud, Notitie
from monitoring.domain.vindplaats import Vindplaats
from monitoring.store.bulk import Bij, as_table, as_text, table_of, upsert_all
from monitoring.tables import Dossier, Generatie

F = TypeVar("F")
Dossiersleutel = tuple[Dossiersoort, str]
"""Kind and key."""
OUDE_NAMEN = {
    "prestaties": "regels",
    "prestaties_ingediend": "regelsIngediend",
    "prestaties_toegekend": "regelsToegekend",
}
"""Dossiers keep the words that events have: a prestatie was called a line (regel)."""
NAMEN = ConfigDict(alias_generator=lambda veld: OUDE_NAMEN.get(veld, to_camel(veld)))
VORMEN: dict[type, object] = {}


def _vorm(feit: type[F]) -> TypeAdapter[F]:
    """How a fact is kept; made once."""
    vorm = VORMEN.get(feit)
    if vorm is None:
        _noem(feit)
        vorm = VORMEN[feit] = TypeAdapter(feit)
    return cast(TypeAdapter[F], vorm)


def _noem(soort: object) -> None:
    """Let a fact, and whatever it holds, be kept under its names."""
    if isinstance(soort, type) and is_dataclass(soort):
        with_config(NAMEN)(soort)
        for veld in get_type_hints(soort).values():
            _noem(veld)
    for each in get_args(soort):
        _noem(each)


@dataclass(frozen=True, eq=False, slots=True)
class Bewaard:
    """A fact as it is kept: only who asks for it pays for reading it."""

    rang: int
    velden: Mapping[str, object]

    def als(self, feit: type[F]) -> F:
        """What the fact says."""
        return _vorm(feit).validate_python(self.velden)


def lees_inhoud(tekst: str) -> Inhoud:
    """The facts of a dossier, of its JSON."""
    bewaard: Mapping[str, tuple[int, Mapping[str, object]]] = json.loads(tekst)
    return {naam: Bewaard(rang, velden) for naam, (rang, velden) in bewaard.items()}


def schrijf_inhoud(inhoud: Inhoud) -> str:
    """The facts of a dossier as JSON."""
    return to_json({naam: (genoteerd.rang, _velden(genoteerd)) for naam, genoteerd in inhoud.items()}).decode()


def _velden(genoteerd: Genoteerd) -> object:
    if isinstance(genoteerd, Bewaard):
        return genoteerd.velden
    assert isinstance(genoteerd, Notitie)
    return _vorm(type(genoteerd.feit)).dump_python(genoteerd.feit, mode="json", by_alias=True)


@dataclass(frozen=True)
class Gevonden:
    """A dossier as it is kept: what it says, and where it may be found."""

    inhoud: Inhoud
    plaats: Vindplaats | None


def dossier_van_client(client_id: str) -> ColumnElement[bool]:
    """The dossier of a client, in every generation: no other one names him."""
    generaties = select(Generatie.nummer)
    return and_(Dossier.generatie.in_(generaties), Dossier.soort == Dossiersoort.CLIENT, Dossier.sleutel == client_id)


async def dossiers(
    session: AsyncSession, generatie: int, sleutels: Iterable[Dossiersleutel]
) -> dict[Dossiersleutel, Gevonden]:
    """The dossiers that there are among these."""
    rows = [{"soort": soort, "sleutel": sleutel} for soort, sleutel in sleutels]
    if not rows:
        return {}
    query = _gevraagde_dossiers(postgresql=is_postgresql(session))
    found = await session.execute(query, as_text(rows) | {"van": generatie})
    return {
        (Dossiersoort(soort), sleutel): Gevonden(lees_inhoud(inhoud), None if waar[0] is None else Vindplaats(*waar))
        for soort, sleutel, inhoud, *waar in found
    }


@cache
def _gevraagde_dossiers(*, postgresql: bool) -> Executable:
    table = table_of(Dossier)
    asked = as_table(table, ("soort", "sleutel"), postgresql=postgresql).subquery()
    plaats = [table.c[naam] for naam in Vindplaats._fields]
    query = select(table.c.soort, table.c.sleutel, table.c.inhoud, *plaats).join(
        asked, and_(table.c.soort == asked.c.soort, table.c.sleutel == asked.c.sleutel)
    )
    return query.where(table.c.generatie == bindparam("van"))


async def dossiers_van(session: AsyncSession, generatie: int, soort: Dossiersoort) -> list[Inhoud]:
    """All dossiers of a kind of which there are few, such as contracts."""
    return list((await van_sleutel(session, generatie, soort)).values())


async def van_sleutel(session: AsyncSession, generatie: int, soort: Dossiersoort) -> dict[str, Inhoud]:
    """The same by key, in the order of those."""
    query = select(Dossier.sleutel, Dossier.inhoud).where(Dossier.generatie == generatie, Dossier.soort == soort)
    found = await session.execute(query.order_by(Dossier.sleutel))
    return {sleutel: lees_inhoud(inhoud) for sleutel, inhoud in found}


async def bewaar(session: AsyncSession, generatie: int, gewijzigd: Mapping[Dossiersleutel, Gevonden]) -> None:
    """Write dossiers as they are now."""
    nergens = dict.fromkeys(Vindplaats._fields)
    rows = [
        {"generatie": generatie, "soort": soort, "sleutel": sleutel, "inhoud": schrijf_inhoud(each.inhoud)}
        | (each.plaats._asdict() if each.plaats else nergens)
        for (soort, sleutel), each in gewijzigd.items()
    ]
    anders = tuple((naam, Bij.NIEUW) for naam in ("inhoud", *Vindplaats._fields))
    await upsert_all(session, table_of(Dossier), rows, anders)
