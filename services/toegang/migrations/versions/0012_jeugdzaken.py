"""What a case under the Jeugdwet has more."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0012"
down_revision = "toegang_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jeugdzaken",
        sa.Column("melding_id", sa.String(36), nullable=False),
        sa.Column("verwijzer", sa.String(2), nullable=False),
        sa.Column("verlengingsgrond", sa.String(30)),
        sa.Column("woonplaats", sa.String(4), nullable=False),
        sa.Column("woonplaatsgrond", sa.String(30), nullable=False),
        sa.Column("inhoud", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name="fk_jeugdzaken_melding_id_meldingen"),
        sa.PrimaryKeyConstraint("melding_id", name="pk_jeugdzaken"),
    )
