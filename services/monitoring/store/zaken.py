"""Dossiers that may be among the cases behind a figure, of the active generation; who has help by an assignment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.dossier import Dossiersoort, Inhoud
from monitoring.domain.herkomst import BIT, IETS, VINDBAAR, Bron
from monitoring.domain.maanden import maandnummer
from monitoring.domain.vindplaats import ALTIJD, LANG, OVERAL
from monitoring.store.dossiers import lees_inhoud
from monitoring.store.selectie import ACTIEF
from monitoring.tables import Clientperiode, Dossier

Plaats = tuple[int, str]
"""First month and key: the order of a list, from late to early."""


@dataclass(frozen=True)
class Kandidaat:
    """A dossier that may be among the cases; whether it is, follows from what it says."""

    sleutel: str
    van: int
    inhoud: Inhoud


async def kandidaten(
    session: AsyncSession, soort: Dossiersoort, bron: Bron, na: Plaats | None, aantal: int
) -> list[Kandidaat]:
    """The next dossiers of a kind that may be behind a figure, those of the latest months first."""
    query = select(Dossier.sleutel, Dossier.van, Dossier.inhoud).where(
        Dossier.generatie == ACTIEF, Dossier.soort == soort, Dossier.van.is_not(None), *_waar(bron)
    )
    query = query.order_by(Dossier.van.desc(), Dossier.sleutel.desc()).limit(aantal)
    gevonden: list[Kandidaat] = []
    # Two ranges of the index: what lies between the months, then what is looked at always.
    for deel in _maanden(bron):
        if len(gevonden) < aantal:
            verder = deel if na is None else [*deel, tuple_(Dossier.van, Dossier.sleutel) < na]
            rows = await session.execute(query.where(*verder))
            gevonden += [Kandidaat(sleutel, van or ALTIJD, lees_inhoud(inhoud)) for sleutel, van, inhoud in rows]
    return gevonden


def _maanden(bron: Bron) -> list[list[ColumnElement[bool]]]:
    van, tot = bron.selectie.van, bron.selectie.tot
    tussen: list[ColumnElement[bool]] = [Dossier.van > ALTIJD]
    if tot is not None:
        tussen.append(Dossier.van <= maandnummer(tot))
    if van is not None and not VINDBAAR[bron.maat].doorlopend:
        tussen.append(Dossier.van >= maandnummer(van) - LANG)
    return [tussen, [Dossier.van == ALTIJD]]


def _waar(bron: Bron) -> list[ColumnElement[bool]]:
    selectie = bron.selectie
    bits = BIT[bron.maat] | (BIT[bron.min] if bron.min else 0)
    waar: list[ColumnElement[bool]] = [Dossier.maten.bitwise_and(bits) != 0]
    if selectie.van is not None:
        laatste = Dossier.loopt_tot if VINDBAAR[bron.maat].doorlopend else Dossier.tot
        waar.append(laatste >= maandnummer(selectie.van))
    if selectie.gemeenten is not None:
        waar.append(Dossier.gemeente.in_([*selectie.gemeenten, OVERAL]))
    if selectie.aanbieders is not None:
        waar.append(Dossier.agb.in_([*selectie.aanbieders, OVERAL]))
    if selectie.code is not None:
        waar.append(Dossier.code.in_([selectie.code, OVERAL]))
    if bron.kenmerk is not None and not bron.kenmerk.endswith(IETS):
        waar.append(or_(Dossier.kenmerk == bron.kenmerk, Dossier.kenmerk == OVERAL))
    return waar


async def een(session: AsyncSession, soort: Dossiersoort, sleutel: str) -> Inhoud | None:
    """What is known of one case; None when there is none."""
    query = select(Dossier.inhoud).where(
        Dossier.generatie == ACTIEF, Dossier.soort == soort, Dossier.sleutel == sleutel
    )
    gevonden = (await session.execute(query)).scalar_one_or_none()
    return None if gevonden is None else lees_inhoud(gevonden)


async def clienten_van(session: AsyncSession, toewijzingen: Collection[str]) -> Mapping[str, str]:
    """The client of each of these assignments that is known."""
    query = select(Clientperiode.toewijzing, Clientperiode.client).where(
        Clientperiode.generatie == ACTIEF, Clientperiode.toewijzing.in_(toewijzingen)
    )
    return {str(row.toewijzing): str(row.client) for row in await session.execute(query)}
