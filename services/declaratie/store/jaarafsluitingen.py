"""The closing of years, what was granted in them, and what was granted after."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, and_, case, cast, delete, exists, extract, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_caller
from declaratie.domain.jaarafsluiting import Afsluitingstand, Cijfer, Jaarproduct, Kant, Uitleg
from declaratie.store.prestaties import BEDRAG
from declaratie.store.zicht import Zicht, gelijk_aan
from declaratie.tables import (
    Controleverklaring,
    Declaratie,
    Jaarafsluiting,
    Jaaropgave,
    Jaarstaatbestand,
    Jaartoelichting,
    NaAfsluiting,
    Prestatie,
)

VOLUME = case((Prestatie.is_credit, -Prestatie.volume), else_=Prestatie.volume)


@dataclass(frozen=True)
class Jaar:
    """Which year of whom: a provider, and the municipality that pays it."""

    jaar: int
    agb: str
    budgethouder: str


async def jaarafsluiting(session: AsyncSession, van: Jaar, *, lock: bool = False) -> Jaarafsluiting | None:
    """The closing of this year; with `lock`, nobody else changes it until this transaction ends."""
    query = select(Jaarafsluiting).filter_by(jaar=van.jaar, agb=van.agb, budgethouder=van.budgethouder)
    return (await session.execute(query.with_for_update() if lock else query)).scalar_one_or_none()


async def jaarafsluitingen(
    session: AsyncSession,
    zicht: Zicht,
    van: Mapping[str, int | str | None],
    after: str | None,
    limit: int,
) -> Sequence[Jaarafsluiting]:
    """Those that the caller may see in order of id, narrowed by `jaar`, `agb`, `budgethouder` and `stand`."""
    gelijk = {getattr(Jaarafsluiting, naam): waarde for naam, waarde in van.items()}
    query = (
        select(Jaarafsluiting)
        .where(
            of_caller(Jaarafsluiting.agb, Jaarafsluiting.budgethouder, zicht.agb, zicht.gemeenten),
            *gelijk_aan(gelijk),
        )
        .order_by(Jaarafsluiting.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(Jaarafsluiting.id > after)
    return (await session.execute(query)).scalars().all()


async def afzender(session: AsyncSession, agb: str) -> Jaarafsluiting | None:
    """Where a provider said last what it is called and where it is."""
    query = (
        select(Jaarafsluiting).where(Jaarafsluiting.agb == agb).order_by(Jaarafsluiting.opgegeven_op.desc()).limit(1)
    )
    return (await session.execute(query)).scalar_one_or_none()


async def toegekend(session: AsyncSession, van: Jaar) -> dict[Jaarproduct, Cijfer]:
    """What was granted until now, per product, of which the ProductPeriode lies in this year."""
    product = (Prestatie.categorie, Prestatie.code, Prestatie.eenheid)
    query = (
        select(*product, func.sum(VOLUME), func.sum(BEDRAG))
        .where(
            Prestatie.agb == van.agb,
            Prestatie.budgethouder == van.budgethouder,
            Prestatie.is_toegekend.is_(True),
            Prestatie.begindatum.between(date(van.jaar, 1, 1), date(van.jaar, 12, 31)),
        )
        .group_by(*product)
    )
    found = await session.execute(query)
    return {Jaarproduct(*row[:3]): Cijfer(int(row[3]), int(row[4])) for row in found}


async def opgaven(session: AsyncSession, jaarafsluiting_id: str) -> dict[Jaarproduct, Cijfer]:
    """What the provider says, per product."""
    rows = (await session.execute(select(Jaaropgave).filter_by(jaarafsluiting_id=jaarafsluiting_id))).scalars()
    return {Jaarproduct(each.categorie, each.code, each.eenheid): Cijfer(each.volume, each.bedrag) for each in rows}


async def toelichtingen(session: AsyncSession, jaarafsluiting_id: str) -> dict[tuple[Jaarproduct, Kant], Uitleg]:
    """What either side explains, and of which difference."""
    rows = (await session.execute(select(Jaartoelichting).filter_by(jaarafsluiting_id=jaarafsluiting_id))).scalars()
    return {
        (Jaarproduct(each.categorie, each.code, each.eenheid), each.kant): Uitleg(
            Cijfer(each.volume, each.bedrag), each.tekst
        )
        for each in rows
    }


async def vervang_opgave(
    session: AsyncSession, jaarafsluiting_id: str, rows: Sequence[Jaaropgave], uitleg: Sequence[Jaartoelichting]
) -> None:
    """Only these figures stand, and only these explanations of the provider; those of the municipality stay."""
    await session.execute(delete(Jaaropgave).where(Jaaropgave.jaarafsluiting_id == jaarafsluiting_id))
    await session.execute(
        delete(Jaartoelichting).where(
            Jaartoelichting.jaarafsluiting_id == jaarafsluiting_id, Jaartoelichting.kant == Kant.AANBIEDER
        )
    )
    session.add_all([*rows, *uitleg])
    await session.flush()


async def verklaring(session: AsyncSession, jaarafsluiting_id: str) -> Controleverklaring | None:
    """The declaration of the accountant, with or without its file."""
    return await session.get(Controleverklaring, jaarafsluiting_id)


async def bestand(session: AsyncSession, jaarafsluiting_id: str, vorm: str) -> Jaarstaatbestand | None:
    """The statement in this form, as it was when the year was closed."""
    query = select(Jaarstaatbestand).filter_by(jaarafsluiting_id=jaarafsluiting_id, vorm=vorm)
    return (await session.execute(query)).scalar_one_or_none()


async def noteer_na_afsluiting(session: AsyncSession, declaraties: Sequence[Declaratie]) -> None:
    """Note which years were closed already when their lines were granted, per municipality that pays for them.

    Their providers are locked: a year is closed before a declaration is judged, or after it. However many years and
    municipalities were closed, the lines are looked through once, and of who closed none not at all.
    """
    gesloten = Jaarafsluiting.stand == Afsluitingstand.GESLOTEN
    van_hen = Jaarafsluiting.agb.in_({each.agb for each in declaraties})
    if not (await session.execute(select(exists().where(van_hen, gesloten)))).scalar_one():
        return
    afsluiting = and_(
        Jaarafsluiting.agb == Prestatie.agb,
        Jaarafsluiting.budgethouder == Prestatie.budgethouder,
        Jaarafsluiting.jaar == cast(extract("year", Prestatie.begindatum), Integer),
        gesloten,
    )
    query = (
        select(Prestatie.declaratie_id, Jaarafsluiting.budgethouder, Jaarafsluiting.jaar)
        .join(Jaarafsluiting, afsluiting)
        .where(Prestatie.declaratie_id.in_([each.id for each in declaraties]), Prestatie.is_toegekend.is_(True))
        .distinct()
    )
    for declaratie_id, budgethouder, jaar in (await session.execute(query)).all():
        session.add(NaAfsluiting(declaratie_id=declaratie_id, budgethouder=budgethouder, jaar=jaar))


async def jaren_na_afsluiting(
    session: AsyncSession, declaratie_ids: Collection[str]
) -> dict[tuple[str, str], list[int]]:
    """Per declaration and budgethouder the years of its granted lines that were closed before it was answered."""
    query = select(NaAfsluiting).where(NaAfsluiting.declaratie_id.in_(declaratie_ids)).order_by(NaAfsluiting.jaar)
    found: dict[tuple[str, str], list[int]] = {}
    for each in (await session.execute(query)).scalars():
        found.setdefault((each.declaratie_id, each.budgethouder), []).append(each.jaar)
    return found
