"""Every query of declaratie."""

from collections.abc import Collection, Sequence, Set
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from berichtenverkeer.tables import berichten
from chassis.database import upsert
from declaratie.domain.stand import BekendeToewijzing, Tarief
from declaratie.domain.volgorde import IngediendeDeclaratie
from declaratie.store.stand import Attribuut, een_van
from declaratie.store.zicht import Zicht, declaratie_van, prestatie_van
from declaratie.tables import Aanbieder, Base, Contract, ContractTarief, Declaratie, GehoordeToewijzing, Prestatie


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


async def lock_aanbieder(session: AsyncSession, agb: str) -> None:
    """Judge one message of a provider at a time: what two messages grant together stays under every ceiling."""
    await session.execute(upsert(session, Aanbieder).values(agb=agb).on_conflict_do_nothing())
    await session.execute(select(Aanbieder.agb).where(Aanbieder.agb == agb).with_for_update())


async def toewijzing(session: AsyncSession, toewijzing_id: str) -> GehoordeToewijzing | None:
    """The copy of one assignment."""
    return await session.get(GehoordeToewijzing, toewijzing_id, with_for_update=True)


async def contract(session: AsyncSession, contract_id: str) -> Contract | None:
    """The copy of one contract."""
    return await session.get(Contract, contract_id, with_for_update=True)


async def vervang_tarieven(session: AsyncSession, contract_id: str, tarieven: Sequence[ContractTarief]) -> None:
    """Put the prices of a contract in the place of those that were there."""
    await session.execute(delete(ContractTarief).where(ContractTarief.contract_id == contract_id))
    await add(session, *tarieven)


_BEKEND = tuple(getattr(GehoordeToewijzing, naam) for naam in BekendeToewijzing._fields)


async def toewijzingen(
    session: AsyncSession, gemeente: str, agb: str, nummers: Collection[int], bsn_hashes: Collection[str]
) -> dict[int, BekendeToewijzing]:
    """The assignments of a provider in a municipality: those by these numbers, and all of these clients."""
    found: dict[int, BekendeToewijzing] = {}
    gevraagd: tuple[tuple[Attribuut, Set[int | str]], ...] = (
        (GehoordeToewijzing.bsn_hash, frozenset(bsn_hashes)),
        (GehoordeToewijzing.nummer, frozenset(nummers)),
    )
    for kolom, alle in gevraagd:
        # Most numbers are of these clients: only the others are looked for by number.
        if waarden := alle - found.keys():
            query = select(*_BEKEND).where(GehoordeToewijzing.gemeente == gemeente, GehoordeToewijzing.agb == agb)
            rows = await session.execute(query.where(een_van(session, kolom, waarden)))
            found |= {row.nummer: BekendeToewijzing(*row) for row in rows}
    return found


async def tarieven(session: AsyncSession, agb: str) -> list[Tarief]:
    """All contract prices of a provider."""
    query = (
        select(Contract, ContractTarief)
        .join(ContractTarief, ContractTarief.contract_id == Contract.id)
        .where(Contract.agb == agb)
        .order_by(ContractTarief.code, ContractTarief.vanaf, Contract.id)
    )
    return [
        Tarief(
            gemeenten=frozenset(contract.gemeenten),
            code=tarief.code,
            eenheid=tarief.eenheid,
            vanaf=tarief.vanaf,
            van=contract.geldig_van,
            tot=contract.geldig_tot,
            bedrag=tarief.bedrag,
        )
        for contract, tarief in await session.execute(query)
    ]


_IS_INGEDIEND = Declaratie.retourcode.in_(("0200", "8001"))
"""Lines of it were judged: what is rejected whole counts as never sent."""


async def is_declaratienummer_gebruikt(session: AsyncSession, agb: str, declaratienummer: str) -> bool:
    """Whether lines of a declaration by this number were judged before (TR333)."""
    query = select(Declaratie.id).where(
        Declaratie.agb == agb,
        Declaratie.declaratienummer == declaratienummer,
        _IS_INGEDIEND,
    )
    return (await session.execute(query.limit(1))).first() is not None


async def ingediend_over_later(
    session: AsyncSession, gemeente: str, agb: str, periode: date
) -> list[IngediendeDeclaratie]:
    """What a provider submitted to a municipality over months after this one (TR318)."""
    antwoorden = berichten.alias()
    query = (
        select(berichten.c.dagtekening, antwoorden.c.id)
        .select_from(Declaratie)
        .join(berichten, berichten.c.id == Declaratie.id)
        .join(antwoorden, antwoorden.c.antwoord_op == Declaratie.id)
        .where(
            Declaratie.agb == agb,
            Declaratie.gemeente == gemeente,
            Declaratie.declaratieperiode > periode,
            _IS_INGEDIEND,
        )
    )
    return [IngediendeDeclaratie(dagtekening, antwoord_id) for dagtekening, antwoord_id in await session.execute(query)]


async def declaratie(session: AsyncSession, declaratie_id: str) -> Declaratie | None:
    """One judged declaration."""
    return await session.get(Declaratie, declaratie_id)


async def declaraties(session: AsyncSession, zicht: Zicht, after: str | None, limit: int) -> Sequence[Declaratie]:
    """Judged declarations in order of id: of one provider, or of municipalities."""
    query = select(Declaratie).order_by(Declaratie.id).limit(limit).where(declaratie_van(zicht))
    if after is not None:
        query = query.where(Declaratie.id > after)
    return (await session.execute(query)).scalars().all()


async def prestaties(
    session: AsyncSession, declaratie_id: str, zicht: Zicht, na: Sequence[str | int] | None, limit: int
) -> Sequence[Prestatie]:
    """The judged lines of a declaration in the order of the message, from after line `na`, as far as visible."""
    query = select(Prestatie).where(Prestatie.declaratie_id == declaratie_id, prestatie_van(zicht))
    if na is not None:
        query = query.where(Prestatie.volgnummer > na[0])
    return (await session.execute(query.order_by(Prestatie.volgnummer).limit(limit))).scalars().all()
