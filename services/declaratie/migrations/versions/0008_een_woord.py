"""One word for one thing: a line of a declaration has a place (volgnummer), and is granted or not, credit or not."""

from alembic import op

revision = "declaratie_0008"
down_revision = "declaratie_0007"
branch_labels = None
depends_on = None

NAMEN = (
    ("prestaties", "regel", "volgnummer"),
    ("prestaties", "credit", "is_credit"),
    ("prestaties", "toegekend", "is_toegekend"),
    ("aandachtspunten", "regel", "volgnummer"),
    ("declaraties", "periode", "declaratieperiode"),
)


def upgrade() -> None:
    for tabel, naam, wordt in NAMEN:
        op.execute(f"ALTER TABLE {tabel} RENAME COLUMN {naam} TO {wordt}")
    with op.batch_alter_table("aandachtspunten") as alter:
        alter.drop_constraint("uq_aandachtspunten_declaratie_id_regel_m_nummer", type_="unique")
        alter.create_unique_constraint(
            "uq_aandachtspunten_declaratie_id_volgnummer_m_nummer", ["declaratie_id", "volgnummer", "m_nummer"]
        )
