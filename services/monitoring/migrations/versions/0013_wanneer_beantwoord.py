"""When the money of a month was granted, for forecasts: filled from the answers that dossiers hold.

An answer of before 0006 does not say who pays; then the figures of its provider, month, municipality and product do. Of
one for which they name several, the figures have to be made again (`clientroute monitoring herbouw`), and the service
says so.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

from chassis.history import BATCH, filled_v1

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

RIJP = 6

dossiers = sa.table("dossiers", *map(sa.column, ("generatie", "soort", "sleutel", "inhoud")))
generaties = sa.table("generaties", *map(sa.column, ("nummer", "modellen")))
cijfers = sa.table(
    "cijfers",
    *map(sa.column, ("generatie", "maat", "niveau", "gemeente")),
    sa.column("maand", sa.Date),
    *map(sa.column, ("agb", "code", "kenmerk", "wet")),
    sa.column("waarde", sa.BigInteger),
)


class Cijfer(NamedTuple):
    """Which figure; '' is of all municipalities and products together."""

    niveau: str
    gemeente: str
    maand: date
    code: str
    kenmerk: str
    wet: str


def upgrade() -> None:
    for generatie in op.get_bind().execute(sa.select(generaties.c.nummer)).scalars().all():
        _vul(generatie)


def _vul(generatie: int) -> None:
    som, betalers, is_onzeker = Counter[Cijfer](), _betalers(generatie), False
    for inhoud in _declaraties(generatie):
        wet = inhoud["wet"][1]["wet"] if "wet" in inhoud else "wmo"
        antwoord = inhoud["antwoord"][1]
        plek = str(antwoord["maand"]), str(antwoord["agb"]), str(antwoord["gemeente"])
        maand, beantwoord = date.fromisoformat(antwoord["maand"]), date.fromisoformat(antwoord["beantwoordOp"])
        later = (beantwoord.year - maand.year) * 12 + beantwoord.month - maand.month
        kenmerk = str(min(max(later, 0), RIJP))
        for product in antwoord["producten"]:
            code, bedrag = product["code"], product["bedragToegekend"]
            betaalt = product.get("budgethouder")
            if betaalt is None:
                bekend = betalers.get((*plek, code), set())
                is_onzeker |= len(bekend) > 1
                betaalt = next(iter(bekend), antwoord["gemeente"]) if len(bekend) < 2 else None
            if betaalt is not None:
                som[Cijfer("gemeente", betaalt, maand, code, kenmerk, wet)] += bedrag
                som[Cijfer("alles", "", maand, "", kenmerk, wet)] += bedrag
    _schrijf(generatie, som)
    if is_onzeker:
        op.execute(sa.update(generaties).where(generaties.c.nummer == generatie).values(modellen=""))


def _betalers(generatie: int) -> Mapping[tuple[str, str, str, str], set[str]]:
    """Who pays, by month, provider, municipality of the client, and product."""
    velden = (cijfers.c.maand, cijfers.c.agb, cijfers.c.kenmerk, cijfers.c.code, cijfers.c.gemeente)
    van_budget = cijfers.c.maat.in_(("budget-ingediend", "budget-toegekend")) & (cijfers.c.niveau == "aanbieder")
    gevonden: dict[tuple[str, str, str, str], set[str]] = {}
    for maand, agb, gemeente, code, betaler in op.get_bind().execute(
        sa.select(*velden).where(cijfers.c.generatie == generatie, van_budget).distinct()
    ):
        gevonden.setdefault((maand.isoformat(), agb, gemeente, code), set()).add(betaler)
    return gevonden


def _declaraties(generatie: int) -> Iterator[Mapping[str, Sequence[dict]]]:  # type: ignore[type-arg, explicit-any]  # JSON
    """What is known of every declaration that was answered, some at a time."""
    query = (
        sa.select(dossiers.c.sleutel, dossiers.c.inhoud)
        .where(dossiers.c.generatie == generatie, dossiers.c.soort == "declaratie")
        .order_by(dossiers.c.sleutel)
        .limit(BATCH)
    )
    na = ""
    while rows := op.get_bind().execute(query.where(dossiers.c.sleutel > na)).all():
        yield from (inhoud for _, tekst in rows if "antwoord" in (inhoud := json.loads(tekst)))
        na = rows[-1].sleutel


def _schrijf(generatie: int, som: Counter[Cijfer]) -> None:
    rows = [
        {"generatie": generatie, "maat": "budget-binnen", "agb": "", **each._asdict(), "waarde": waarde}
        for each, waarde in som.items()
        if waarde
    ]
    for begin in range(0, len(rows), BATCH):
        op.get_bind().execute(sa.insert(cijfers), rows[begin : begin + BATCH])
    filled_v1("cijfers", len(rows))
