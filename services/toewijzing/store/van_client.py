"""All that one client has, or had, in a municipality: asked for in one query, and looked at from many sides."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from toewijzing.domain.einde import Onderdeel
from toewijzing.domain.melding import Honorering, Verteld
from toewijzing.domain.toewijzing import (
    BIJ_AANBIEDER,
    LOPEND,
    NIET_AANGEKOMEN,
    Hulp,
    Levering,
    Retour,
    Toewijzingstatus,
)
from toewijzing.domain.wijziging import Afspraak
from toewijzing.tables import Toewijzing, ToewijzingVersie
from wetten import Wet

_VAN_CLIENT = (
    select(Toewijzing)
    .where(Toewijzing.gemeente == bindparam("gemeente"), Toewijzing.client_id == bindparam("client_id"))
    .order_by(Toewijzing.toewijzing_nummer, Toewijzing.id)
)


async def van_client(session: AsyncSession, gemeente: str, client_id: str) -> list[Toewijzing]:
    """Every assignment of a client, by number: also what waits for a provider, is in PGB, ended or was removed.

    Of every law: what a message tells, and what may go together, is looked at per law by who asks (TR302, OP087).
    """
    found = await session.execute(_VAN_CLIENT, {"gemeente": gemeente, "client_id": client_id})
    return list(found.scalars())


async def alles_van(session: AsyncSession, wie: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Toewijzing]]:
    """The same of several clients, by municipality and client."""
    alles: dict[tuple[str, str], list[Toewijzing]] = {each: [] for each in wie}
    if not alles:
        return alles
    query = select(Toewijzing).where(Toewijzing.client_id.in_({client_id for _, client_id in wie}))
    for each in (await session.execute(query.order_by(Toewijzing.toewijzing_nummer, Toewijzing.id))).scalars():
        if (each.gemeente, each.client_id) in alles:
            alles[each.gemeente, each.client_id].append(each)
    return alles


def levering_van(toewijzing: Toewijzing) -> Levering:
    """What an assignment asks for."""
    return Levering(
        toewijzing.gemeente,
        toewijzing.categorie,
        toewijzing.code,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        toewijzing.toewijzing_nummer,
    )


def afspraak_van(toewijzing: Toewijzing | ToewijzingVersie) -> Afspraak:
    """How much is assigned now, or was told in a version."""
    return Afspraak(
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        toewijzing.volume,
        toewijzing.eenheid,
        toewijzing.frequentie,
        toewijzing.budget,
    )


def verteld_in(versie: ToewijzingVersie) -> Verteld:
    """What a provider was told of an assignment in one WMO301, and what it said of that."""
    honoreert = None if versie.referentie is None else Honorering(versie.referentie, versie.toelichting)
    codes = versie.retourcodes
    retour = None if codes is None else Retour.AFGEKEURD if codes else Retour.AKKOORD
    return Verteld(afspraak_van(versie), honoreert, retour)


def onderdeel_van(toewijzing: Toewijzing) -> Onderdeel:
    """An assignment as it is looked at when products stop."""
    product = toewijzing.product_id or toewijzing.id
    return Onderdeel(toewijzing.id, product, toewijzing.verlengt, toewijzing.ingangsdatum, toewijzing.einddatum)


def hulp_naast(toewijzing: Toewijzing, van_client: Iterable[Toewijzing]) -> Hulp:
    """All else that the client of an assignment has, or had, under the same law: with providers, and in PGB."""
    natura: dict[str, list[Levering]] = {}
    pgb: list[Levering] = []
    for each in van_client:
        if each.id == toewijzing.id or each.wet != toewijzing.wet:
            continue
        if each.status == Toewijzingstatus.PGB:
            pgb.append(levering_van(each))
        elif each.status in BIJ_AANBIEDER:
            natura.setdefault(str(each.agb), []).append(levering_van(each))
    return Hulp(natura, pgb)


def bij_aanbieder(van_client: Iterable[Toewijzing], wet: Wet, agb: str) -> dict[str, Levering]:
    """What a client has, or had, at one provider under a law, by the id of the assignment."""
    return {each.id: levering_van(each) for each in onder(van_client, wet, agb) if each.status in BIJ_AANBIEDER}


def te_melden(van_client: Iterable[Toewijzing], wet: Wet, agb: str, op: date) -> list[Toewijzing]:
    """The assignments to a provider under a law that are valid on or after `op`: those belong in one 301 (OP087).

    With them goes what did not arrive before.
    """
    return [each for each in onder(van_client, wet, agb) if _is_actueel(each, op) or each.retour in NIET_AANGEKOMEN]


def actueel(van_client: Iterable[Toewijzing], wet: Wet, agb: str, op: date) -> list[Toewijzing]:
    """The assignments to a provider under a law that are valid on or after `op`, ended or not (TR349)."""
    return [each for each in onder(van_client, wet, agb) if _is_actueel(each, op)]


def onder(van_client: Iterable[Toewijzing], wet: Wet, agb: str) -> Iterator[Toewijzing]:
    """What a provider and a municipality speak of in the messages of one law."""
    return (each for each in van_client if each.wet == wet and each.agb == agb)


def _is_actueel(toewijzing: Toewijzing, op: date) -> bool:
    return toewijzing.status in BIJ_AANBIEDER and _is_niet_voorbij(toewijzing, op)


def _is_niet_voorbij(toewijzing: Toewijzing, op: date) -> bool:
    return toewijzing.einddatum is None or toewijzing.einddatum >= op


def lopend_bij_aanbieders(van_client: Iterable[Toewijzing], op: date) -> dict[str, list[Levering]]:
    """What a client has with each provider on a day or later, by AGB code."""
    found: dict[str, list[Levering]] = {}
    for each in van_client:
        if each.status in LOPEND and _is_niet_voorbij(each, op):
            found.setdefault(str(each.agb), []).append(levering_van(each))
    return found
