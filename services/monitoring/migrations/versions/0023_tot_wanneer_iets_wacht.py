"""After which day something waits no more, done or not: help that ended before it began.

Filled from the assignments that dossiers hold.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from alembic import op

from chassis.history import BATCH, filled_v1

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

dossiers = sa.table("dossiers", *map(sa.column, ("generatie", "soort", "sleutel", "inhoud")))
openstaand = sa.table("openstaand", *map(sa.column, ("generatie", "soort", "sleutel")), sa.column("tot", sa.Date))
WACHT = openstaand.c.soort == "niet-gestart"


def upgrade() -> None:
    op.add_column("openstaand", sa.Column("tot", sa.Date))
    for generatie in op.get_bind().execute(sa.select(openstaand.c.generatie).distinct()).scalars().all():
        _vul(generatie)


def _vul(generatie: int) -> None:
    deze = (openstaand.c.generatie == generatie) & WACHT
    query = sa.select(openstaand.c.sleutel).where(deze).order_by(openstaand.c.sleutel).limit(BATCH)
    na, gevuld = "", 0
    while sleutels := op.get_bind().execute(query.where(openstaand.c.sleutel > na)).scalars().all():
        einden = _einden(generatie, sleutels)
        for tot in set(einden.values()):
            van = openstaand.c.sleutel.in_([each for each, einde in einden.items() if einde == tot])
            op.execute(sa.update(openstaand).where(deze, van).values(tot=tot))
        na, gevuld = sleutels[-1], gevuld + len(einden)
    filled_v1("openstaand", gevuld)


def _einden(generatie: int, sleutels: Sequence[str]) -> Mapping[str, date]:
    """The last day of these assignments, of those that have one."""
    rows = op.get_bind().execute(
        sa.select(dossiers.c.sleutel, dossiers.c.inhoud).where(
            dossiers.c.generatie == generatie, dossiers.c.soort == "toewijzing", dossiers.c.sleutel.in_(sleutels)
        )
    )
    gevonden = {sleutel: json.loads(inhoud).get("nu", (0, {}))[1].get("einddatum") for sleutel, inhoud in rows}
    return {sleutel: date.fromisoformat(einde) for sleutel, einde in gevonden.items() if einde}
