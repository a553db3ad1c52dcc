"""What judging reads: a fixed number of statements, however many messages there are and lines in them."""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.samenvatting import Saldi, Saldo
from declaratie.domain.stand import Sleutel, TellendePrestatie
from declaratie.store.bulk import Gevraagd, Vragen, Waar, eerste_dag, gevraagd, van
from declaratie.tables import Prestatie
from declaratie.tables import Saldo as SaldoRij


async def saldi(session: AsyncSession, vragen: Vragen[int]) -> list[Saldi]:
    """What was granted and not credited on the assignments with these numbers."""
    asked = gevraagd(session, vragen)
    query = select(asked.c.plek, SaldoRij.toewijzing_nummer, SaldoRij.eenheid, SaldoRij.volume, SaldoRij.bedrag).join(
        asked, and_(van(SaldoRij, asked), SaldoRij.toewijzing_nummer == asked.c.waarde)
    )
    found: list[Saldi] = [{} for _ in vragen]
    for plek, nummer, eenheid, volume, bedrag in await session.execute(query):
        found[plek][nummer, eenheid] = Saldo(volume, bedrag)
    return found


async def open_debet(session: AsyncSession, vragen: Vragen[tuple[int, date]]) -> list[dict[Sleutel, int]]:
    """How many granted debit lines with an amount stand, less credits, per key of TR389, for these assignments.

    A query per month: they are few, for nothing older than five years may be billed (TR335).
    """
    per_maand: defaultdict[date, list[tuple[Waar, set[int]]]] = defaultdict(
        lambda: [(waar, set()) for waar, _ in vragen]
    )
    for plek, (_, sleutels) in enumerate(vragen):
        for nummer, dag in sleutels:
            per_maand[eerste_van_maand(dag)][plek][1].add(nummer)
    found: list[dict[Sleutel, int]] = [{} for _ in vragen]
    kolommen = (Prestatie.toewijzing_nummer, Prestatie.categorie, Prestatie.code)
    for maand, gevraagde in sorted(per_maand.items()):
        asked, eerste = gevraagd(session, gevraagde), eerste_dag(session, maand)
        query = (
            select(asked.c.plek, *kolommen, func.sum(case((Prestatie.is_credit, -1), else_=1)))
            .join(asked, and_(van(Prestatie, asked), Prestatie.toewijzing_nummer == asked.c.waarde))
            .join(eerste, Prestatie.begindatum >= eerste.c.value)
            .where(Prestatie.is_toegekend.is_(True), Prestatie.begindatum <= laatste_van_maand(maand))
            .where(Prestatie.bedrag > 0)
            .group_by(asked.c.plek, *kolommen)
        )
        for plek, nummer, categorie, code, aantal in await session.execute(query):
            found[plek][nummer, categorie, code, maand] = aantal
    return found


_TELLEND = (
    Prestatie.referentie,
    Prestatie.vorige_referentie,
    Prestatie.toewijzing_nummer,
    Prestatie.categorie,
    Prestatie.code,
    Prestatie.begindatum,
    Prestatie.einddatum,
    Prestatie.volume,
    Prestatie.eenheid,
    Prestatie.bedrag,
    Prestatie.is_credit,
)


async def genoemd_debet(session: AsyncSession, vragen: Vragen[str]) -> list[dict[str, TellendePrestatie]]:
    """The granted debit lines that credit lines name, by ReferentieNummer (TR323)."""
    found: list[dict[str, TellendePrestatie]] = [{} for _ in vragen]
    if any(genoemd for _, genoemd in vragen):
        asked = gevraagd(session, vragen)
        query = select(asked.c.plek, *_TELLEND).join(asked, _genoemd(asked))
        for plek, *velden in await session.execute(query):
            tellend = TellendePrestatie(*velden)
            found[plek][tellend.referentie] = tellend
    return found


def _genoemd(asked: Gevraagd) -> ColumnElement[bool]:
    return and_(
        van(Prestatie, asked),
        Prestatie.referentie == asked.c.waarde,
        Prestatie.is_toegekend.is_(True),
        Prestatie.is_credit.is_(False),
    )


async def betaald_door(session: AsyncSession, vragen: Vragen[str]) -> list[dict[str, str]]:
    """Which municipality paid for the granted debit lines that credit lines name, by ReferentieNummer (M83)."""
    found: list[dict[str, str]] = [{} for _ in vragen]
    if any(genoemd for _, genoemd in vragen):
        asked = gevraagd(session, vragen)
        query = select(asked.c.plek, Prestatie.referentie, Prestatie.budgethouder).join(asked, _genoemd(asked))
        for plek, referentie, budgethouder in await session.execute(query):
            found[plek][referentie] = budgethouder
    return found


async def gecrediteerd(session: AsyncSession, vragen: Vragen[str]) -> list[set[str]]:
    """Which of these debit lines were credited before (TR390)."""
    found: list[set[str]] = [set() for _ in vragen]
    if any(genoemd for _, genoemd in vragen):
        asked = gevraagd(session, vragen)
        credit = and_(
            van(Prestatie, asked),
            Prestatie.vorige_referentie == asked.c.waarde,
            Prestatie.is_toegekend.is_(True),
            Prestatie.is_credit.is_(True),
        )
        for plek, referentie in await session.execute(select(asked.c.plek, asked.c.waarde).join(Prestatie, credit)):
            found[plek].add(referentie)
    return found


async def gebruikte_referenties(session: AsyncSession, vragen: Vragen[str]) -> list[set[str]]:
    """Which of these references a provider has used before under a law, in whichever municipality.

    On granted and on rejected lines (TR314).
    """
    asked = gevraagd(session, vragen)
    gebruikt = and_(Prestatie.agb == asked.c.agb, Prestatie.wet == asked.c.wet, Prestatie.referentie == asked.c.waarde)
    found: list[set[str]] = [set() for _ in vragen]
    for plek, referentie in await session.execute(select(asked.c.plek, asked.c.waarde).join(Prestatie, gebruikt)):
        found[plek].add(referentie)
    return found
