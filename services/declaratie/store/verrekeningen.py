"""What was granted to a provider and still stands."""

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncSession

import wetten
from declaratie.domain.verrekeningen import Toegekend
from declaratie.domain.vordering import LOPEND
from declaratie.store.prestaties import is_open
from declaratie.store.zicht import Zicht, prestatie_van
from declaratie.tables import (
    Declaratie,
    Prestatie,
    Vordering,
    VorderingPrestatie,
)
from istandaard import cdt, codes
from istandaard.berichten.bericht323 import Prestatie as PrestatieInBericht
from wetten import Wet


async def toegekend(session: AsyncSession, gemeente: str, agb: str, wet: Wet) -> list[Toegekend]:
    """The open lines of a provider in a municipality under a law, in the order in which they were judged."""
    query = (
        select(Prestatie, _vereffend())
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(Prestatie.gemeente == gemeente, Prestatie.agb == agb, Prestatie.wet == wet, is_open())
        .order_by(Declaratie.beantwoord_op, Prestatie.declaratie_id, Prestatie.volgnummer)
    )
    return [
        Toegekend(row.declaratie_id, row.volgnummer, row.budgethouder, _prestatie(row), int(vereffend or 0))
        for row, vereffend in await session.execute(query)
    ]


def _vereffend() -> ScalarSelect[int | None]:
    """What claims that have ended took back of a line, whatever ended them: the rest of it they let go."""
    query = select(func.sum(VorderingPrestatie.bedrag)).join(Vordering, Vordering.id == VorderingPrestatie.vordering_id)
    van_prestatie = (
        VorderingPrestatie.declaratie_id == Prestatie.declaratie_id,
        VorderingPrestatie.volgnummer == Prestatie.volgnummer,
    )
    return query.where(*van_prestatie, Vordering.stand.not_in(LOPEND)).correlate(Prestatie).scalar_subquery()


async def betaalt_mee(session: AsyncSession, gemeente: str, agb: str, zicht: Zicht) -> bool:
    """Whether who looks pays for granted lines of this provider for clients of this municipality (M83)."""
    query = select(Prestatie.volgnummer).where(
        Prestatie.gemeente == gemeente, Prestatie.agb == agb, Prestatie.is_toegekend.is_(True), prestatie_van(zicht)
    )
    return (await session.execute(query.limit(1))).first() is not None


def _prestatie(row: Prestatie) -> PrestatieInBericht:
    return PrestatieInBericht(
        product_referentie=cdt.Referentie(referentie_nummer=row.referentie),
        toewijzing_nummer=row.toewijzing_nummer,
        product_categorie=wetten.categorie(row.categorie),
        product_code=row.code,
        product_periode=cdt.GeslotenPeriode(begindatum=row.begindatum, einddatum=row.einddatum),
        geleverd_volume=row.volume,
        eenheid=codes.Eenheid(row.eenheid),
        product_tarief=row.tarief,
        ingediend_bedrag=cdt.BedragMetDC(bedrag=row.bedrag, debet_credit=codes.DebetCredit.DEBET),
    )
