"""Help that runs is moved to the products of a new contract (M134)."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0021"
down_revision = "toegang_0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("beschikte_producten") as batch:
        batch.add_column(sa.Column("omgezet_uit", sa.String(36), nullable=True))
        batch.add_column(sa.Column("inkoopmodel", sa.String(60), nullable=True))
        batch.create_foreign_key(
            "fk_beschikte_producten_omgezet_uit_beschikte_producten", "beschikte_producten", ["omgezet_uit"], ["id"]
        )
