"""What was assigned before terms were kept is due too, and starts of before are told to who listens to them by now.

A WMO305 or WMO307 that is due has a term (OP271, OP272), as `plan_termijnen` gives it. Of a WMO301 of before no retour
is due: nobody could send one. Where one WMO301 only went to a provider at the moment of an assignment, that is the one
that told its first version, so that a retour on it finds it.

`verbruik` comes from declaratie, which tells what was granted before (declaratie_0012).
"""

import sqlalchemy as sa
from alembic import op

from chassis.clock import local_date
from chassis.database import UtcDateTime
from chassis.history import BATCH, filled_v1, name_heard_v1, nameless_v1, own_v1, source_v1, tell_again_v1
from toewijzing.domain.termijn import voor_start, voor_stop

revision = "toewijzing_0013"
down_revision = "toewijzing_0012"
branch_labels = None
depends_on = None

STARTS = ("nl.wmo.leveringen.gestart.v1", "nl.wmo.leveringen.verwijderd.v1")
"""Declaratie listens to them since declaratie_0002."""

toewijzingen = sa.table(
    "toewijzingen",
    *map(sa.column, ("id", "gemeente", "agb", "status")),
    sa.column("ingangsdatum", sa.Date),
    sa.column("einddatum", sa.Date),
    sa.column("toegewezen_op", UtcDateTime),
)
termijnen = sa.table(
    "termijnen",
    *map(sa.column, ("soort", "onderwerp_id", "wie", "gemeente", "agb")),
    sa.column("vanaf", sa.Date),
    sa.column("uiterlijk", sa.Date),
)
HERKEND = """
UPDATE toewijzing_versies SET bericht_id = (
    SELECT min(berichten.id) FROM berichten JOIN toewijzingen ON toewijzingen.id = toewijzing_versies.toewijzing_id
    WHERE berichten.soort = 'WMO301' AND berichten.richting = 'uit' AND berichten.op = toewijzing_versies.op
    AND berichten.gemeente = toewijzingen.gemeente AND berichten.agb = toewijzingen.agb
) WHERE bericht_id = '' AND 1 = (
    SELECT count(*) FROM berichten JOIN toewijzingen ON toewijzingen.id = toewijzing_versies.toewijzing_id
    WHERE berichten.soort = 'WMO301' AND berichten.richting = 'uit' AND berichten.op = toewijzing_versies.op
    AND berichten.gemeente = toewijzingen.gemeente AND berichten.agb = toewijzingen.agb
)
"""


def upgrade() -> None:
    _noem_gehoord()
    _vul_termijnen("start", "toegewezen")
    _vul_termijnen("stop", "gestart")
    op.execute(HERKEND)
    tell_again_v1(*STARTS)


def _noem_gehoord() -> None:
    """What 0.1.0 heard and had not told itself: decisions of toegang, and messages of declaratie that it passed over.

    Which is which is not known, so all get the name of toegang. What is of declaratie is then told again, and passed
    over again. But nothing may have the name of toegang that is newer than all it told: it would not start. The ids of
    its products sort before that of the event that told them, so what came first after the newest one is that event.
    """
    toegang, product = (
        source_v1("toegang"),
        op.get_bind().execute(sa.select(sa.func.max(toewijzingen.c.id))).scalar_one(),
    )
    if toegang is None or product is None:
        return
    na_product = False
    for ids in nameless_v1():
        eigen = own_v1(ids)
        namen = dict(eigen)
        for each in ids:
            if each not in eigen and not na_product:
                namen[each], na_product = toegang, each > product
        name_heard_v1(namen)


def _vul_termijnen(soort: str, status: str) -> None:
    """The terms that assignments in a status have, some at a time."""
    table, connection = toewijzingen, op.get_bind()
    bekend = sa.exists().where(termijnen.c.soort == soort, termijnen.c.onderwerp_id == table.c.id)
    query = sa.select(table).where(table.c.status == status, ~bekend).order_by(table.c.id).limit(BATCH)
    na, gedaan = "", 0
    while found := connection.execute(query.where(table.c.id > na)).all():
        rows = [_termijn(soort, each) for each in found if soort == "start" or each.einddatum is not None]
        if rows:
            connection.execute(sa.insert(termijnen), rows)
        na, gedaan = found[-1].id, gedaan + len(rows)
        filled_v1("termijnen", gedaan)


def _termijn(soort: str, toewijzing: sa.Row[tuple[object, ...]]) -> dict[str, object]:
    """Five working days, from when it was known."""
    bekend_op = local_date(toewijzing.toegewezen_op)
    if soort == "start":
        periode = voor_start(toewijzing.ingangsdatum, bekend_op)
    else:
        periode = voor_stop(toewijzing.einddatum, bekend_op)
    return {
        "soort": soort,
        "onderwerp_id": toewijzing.id,
        "wie": "aanbieder",
        "gemeente": toewijzing.gemeente,
        "agb": toewijzing.agb,
        "vanaf": periode.vanaf,
        "uiterlijk": periode.uiterlijk,
    }
