"""The closing of a year: figures of providers, explanations, declarations of accountants, and the statement as kept."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "declaratie_0015"
down_revision = "declaratie_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _jaarafsluitingen()
    _cijfers()
    _bestanden()


def _jaarafsluitingen() -> None:
    op.create_table(
        "jaarafsluitingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("adresregel", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("plaatsnaam", sa.String(length=80), nullable=False),
        sa.Column("opgegeven_door", sa.String(length=100), nullable=False),
        sa.Column("opgegeven_op", UtcDateTime, nullable=False),
        sa.Column("toelichting", sa.String(length=1000), nullable=True),
        sa.Column("voorgesteld_door", sa.String(length=100), nullable=True),
        sa.Column("voorgesteld_op", UtcDateTime, nullable=True),
        sa.Column("toegekend", sa.JSON(), nullable=True),
        sa.Column("gesloten_door", sa.String(length=100), nullable=True),
        sa.Column("gesloten_op", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jaarafsluitingen")),
        sa.UniqueConstraint("jaar", "agb", "budgethouder", name=op.f("uq_jaarafsluitingen_jaar_agb_budgethouder")),
    )
    op.create_index("ix_jaarafsluitingen_agb_id", "jaarafsluitingen", ["agb", "id"], unique=False)
    op.create_index("ix_jaarafsluitingen_budgethouder_id", "jaarafsluitingen", ["budgethouder", "id"], unique=False)


def _product() -> list[sa.Column[str]]:
    return [
        sa.Column("jaarafsluiting_id", sa.String(length=36), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
    ]


def _cijfers() -> None:
    sleutel = ("jaarafsluiting_id", "categorie", "code", "eenheid")
    op.create_table(
        "jaaropgaven",
        *_product(),
        sa.Column("volume", sa.BigInteger(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jaarafsluiting_id"],
            ["jaarafsluitingen.id"],
            name=op.f("fk_jaaropgaven_jaarafsluiting_id_jaarafsluitingen"),
        ),
        sa.PrimaryKeyConstraint(*sleutel, name=op.f("pk_jaaropgaven")),
    )
    op.create_table(
        "jaartoelichtingen",
        *_product(),
        sa.Column("kant", sa.String(20), nullable=False),
        sa.Column("volume", sa.BigInteger(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("tekst", sa.String(length=1000), nullable=False),
        sa.Column("door", sa.String(length=100), nullable=False),
        sa.Column("op", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["jaarafsluiting_id"],
            ["jaarafsluitingen.id"],
            name=op.f("fk_jaartoelichtingen_jaarafsluiting_id_jaarafsluitingen"),
        ),
        sa.PrimaryKeyConstraint(*sleutel, "kant", name=op.f("pk_jaartoelichtingen")),
    )


def _bestanden() -> None:
    op.create_table(
        "controleverklaringen",
        sa.Column("jaarafsluiting_id", sa.String(length=36), nullable=False),
        sa.Column("oordeel", sa.String(20), nullable=False),
        sa.Column("accountant", sa.String(length=200), nullable=False),
        sa.Column("afgegeven_op", sa.Date(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["jaarafsluiting_id"],
            ["jaarafsluitingen.id"],
            name=op.f("fk_controleverklaringen_jaarafsluiting_id_jaarafsluitingen"),
        ),
        sa.PrimaryKeyConstraint("jaarafsluiting_id", name=op.f("pk_controleverklaringen")),
    )
    op.create_table(
        "jaarstaatbestanden",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("jaarafsluiting_id", sa.String(length=36), nullable=False),
        sa.Column("vorm", sa.String(length=4), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jaarafsluiting_id"],
            ["jaarafsluitingen.id"],
            name=op.f("fk_jaarstaatbestanden_jaarafsluiting_id_jaarafsluitingen"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jaarstaatbestanden")),
        sa.UniqueConstraint("jaarafsluiting_id", "vorm", name=op.f("uq_jaarstaatbestanden_jaarafsluiting_id_vorm")),
    )
    op.create_table(
        "na_afsluitingen",
        sa.Column("declaratie_id", sa.String(length=36), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("jaar", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["declaratie_id"], ["declaraties.id"], name=op.f("fk_na_afsluitingen_declaratie_id_declaraties")
        ),
        sa.PrimaryKeyConstraint("declaratie_id", "budgethouder", "jaar", name=op.f("pk_na_afsluitingen")),
    )
