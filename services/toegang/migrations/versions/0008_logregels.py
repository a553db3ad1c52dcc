"""Who did what with whose data, in every service: the log that toegang had goes over in it."""

from alembic import op

from chassis.migrations import create_logregels_v2

revision = "toegang_0008"
down_revision = "toegang_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_logregels_v2()
    # Of then only this is known; a line that stands by itself is its own trace.
    op.execute(
        "INSERT INTO logregels (id, trace_id, span_id, naam, operatie, verwerking, begonnen_op, geeindigd_op, status,"
        " betrokkene, onderwerp, wie, rol, recht)"
        " SELECT id, replace(id, '-', ''), substr(replace(id, '-', ''), 17), wat, 'eerder', 'eerder', op, op, 'Unset',"
        " client_id, onderwerp, wie, 'gemeente', '' FROM logboek"
    )
    op.drop_table("logboek")
