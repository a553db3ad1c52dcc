"""What a payment run paid, as the books want it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.betaalrun import Postsoort
from declaratie.domain.kalender import eerste_van_maand
from declaratie.store.prestaties import MAAND
from declaratie.tables import Betaalpost, Deelbetaling, Lumpsum, Noshow, Prestatie
from wetten import Wet

VAN_PRODUCTEN = (Postsoort.DECLARATIE, Postsoort.LUMPSUM, Postsoort.NOSHOW)


@dataclass(frozen=True)
class Geboekt:
    """What was paid for one product and month, in eurocents; of a claim there is neither."""

    soort: Postsoort
    gemeente: str
    wet: Wet
    categorie: str | None
    code: str | None
    maand: date | None
    bedrag: int


async def boekingen(session: AsyncSession, betaalrun_id: str) -> list[Geboekt]:
    """What a run paid, credits taken off, in a fixed order; together what the run pays."""
    delen = (_van_declaraties, _van_lumpsums, _van_noshows, _andere)
    return [each for deel in delen for each in await deel(session, betaalrun_id)]


async def _van_declaraties(session: AsyncSession, betaalrun_id: str) -> list[Geboekt]:
    groep = (Prestatie.gemeente, Prestatie.wet, Prestatie.categorie, Prestatie.code, MAAND)
    bedrag = func.sum(case((Prestatie.is_credit, -Prestatie.bedrag), else_=Prestatie.bedrag))
    query = (
        select(*groep, bedrag)
        .join(
            Betaalpost,
            (Betaalpost.bron_id == Prestatie.declaratie_id) & (Betaalpost.budgethouder == Prestatie.budgethouder),
        )
        .where(
            Betaalpost.betaalrun_id == betaalrun_id,
            Betaalpost.soort == Postsoort.DECLARATIE,
            Prestatie.is_toegekend.is_(True),
        )
        .group_by(*groep)
        .order_by(*groep)
    )
    return [
        Geboekt(Postsoort.DECLARATIE, gemeente, wet, categorie, code, date(maand // 100, maand % 100, 1), int(som))
        for gemeente, wet, categorie, code, maand, som in await session.execute(query)
    ]


async def _van_lumpsums(session: AsyncSession, betaalrun_id: str) -> list[Geboekt]:
    """Parts of lump sums, in the month in which they were due."""
    query = (
        select(Lumpsum, Deelbetaling)
        .join(Deelbetaling, Deelbetaling.lumpsum_id == Lumpsum.id)
        .join(Betaalpost, (Betaalpost.bron_id == Deelbetaling.id) & (Betaalpost.soort == Postsoort.LUMPSUM))
        .where(Betaalpost.betaalrun_id == betaalrun_id)
        .order_by(Lumpsum.budgethouder, Lumpsum.code, Deelbetaling.dag, Deelbetaling.id)
    )
    return [
        Geboekt(
            soort=Postsoort.LUMPSUM,
            gemeente=lumpsum.budgethouder,
            wet=lumpsum.wet,
            categorie=lumpsum.categorie,
            code=lumpsum.code,
            maand=eerste_van_maand(deel.dag),
            bedrag=deel.bedrag,
        )
        for lumpsum, deel in await session.execute(query)
    ]


async def _van_noshows(session: AsyncSession, betaalrun_id: str) -> list[Geboekt]:
    """Appointments that nobody came to, in the month in which they were."""
    query = (
        select(Noshow)
        .join(Betaalpost, (Betaalpost.bron_id == Noshow.id) & (Betaalpost.soort == Postsoort.NOSHOW))
        .where(Betaalpost.betaalrun_id == betaalrun_id)
    )
    sommen = Counter[tuple[str, Wet, str, str, date]]()
    for each in (await session.execute(query)).scalars():
        sommen[each.gemeente, each.wet, each.categorie, each.code, eerste_van_maand(each.dag)] += each.bedrag
    return [Geboekt(Postsoort.NOSHOW, *groep, bedrag) for groep, bedrag in sorted(sommen.items())]


async def _andere(session: AsyncSession, betaalrun_id: str) -> list[Geboekt]:
    """Claims, and what fell away of them."""
    groep = (Betaalpost.soort, Betaalpost.gemeente, Betaalpost.wet)
    query = (
        select(*groep, func.sum(Betaalpost.bedrag))
        .where(Betaalpost.betaalrun_id == betaalrun_id, Betaalpost.soort.not_in(VAN_PRODUCTEN))
        .group_by(*groep)
        .order_by(*groep)
    )
    return [
        Geboekt(soort, gemeente, wet, None, None, None, int(som))
        for soort, gemeente, wet, som in await session.execute(query)
    ]
