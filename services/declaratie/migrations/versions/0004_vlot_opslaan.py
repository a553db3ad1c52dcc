"""Lines without a foreign key, and assignments by client."""

from alembic import op

revision = "declaratie_0004"
down_revision = "declaratie_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("prestaties") as prestaties:
        prestaties.drop_constraint("fk_prestaties_declaratie_id_declaraties", type_="foreignkey")
    op.create_index("ix_toewijzingen_gemeente_bsn_hash", "toewijzingen", ["gemeente", "bsn_hash"], unique=False)
