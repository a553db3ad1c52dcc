"""Every line says which municipality pays for it, and so does a point on a line (M83).

What was judged before gets the one that the region has for its product on the first day of its period, else the
client's own: what the policy step put in `uitgaven`, and every screen showed.
"""

import sqlalchemy as sa
from alembic import op

from inkoop import laad, model_van, namen

revision = "declaratie_0007"
down_revision = "declaratie_0006"
branch_labels = None
depends_on = None

VAN_PUNTEN = """
UPDATE aandachtspunten SET budgethouder = (
  SELECT prestaties.budgethouder FROM prestaties
  WHERE prestaties.declaratie_id = aandachtspunten.declaratie_id AND prestaties.regel = aandachtspunten.regel
)
"""


def upgrade() -> None:
    op.add_column("prestaties", sa.Column("budgethouder", sa.String(length=4), nullable=True))
    op.add_column("aandachtspunten", sa.Column("budgethouder", sa.String(length=4), nullable=True))
    op.execute("UPDATE prestaties SET budgethouder = gemeente")
    _volgens_beleid()
    op.execute(VAN_PUNTEN)
    for tabel in ("prestaties", "aandachtspunten"):
        with op.batch_alter_table(tabel) as alter:
            alter.alter_column("budgethouder", existing_type=sa.String(length=4), nullable=False)
    elders = sa.text("budgethouder <> gemeente")
    op.create_index(
        "ix_prestaties_budgethouder",
        "prestaties",
        ["budgethouder"],
        unique=False,
        postgresql_where=elders,
        sqlite_where=elders,
    )


def _volgens_beleid() -> None:
    """The lines of products that a region has another municipality pay for."""
    prestaties = sa.table(
        "prestaties",
        sa.column("gemeente", sa.String),
        sa.column("code", sa.String),
        sa.column("begindatum", sa.Date),
        sa.column("budgethouder", sa.String),
    )
    plaats = (prestaties.c.gemeente, prestaties.c.code, prestaties.c.begindatum)
    producten = {
        product.code for naam in namen() for product in laad(naam).producten if product.budgethouder is not None
    }
    gevonden = op.get_bind().execute(sa.select(*plaats).where(prestaties.c.code.in_(producten)).distinct())
    for gemeente, code, dag in gevonden.all():
        model = model_van([gemeente], dag)
        product = next((each for each in model.producten if each.code == code), None) if model else None
        if product is not None and product.budgethouder is not None:
            waar = (kolom == waarde for kolom, waarde in zip(plaats, (gemeente, code, dag), strict=True))
            op.execute(prestaties.update().where(*waar).values(budgethouder=product.budgethouder))
