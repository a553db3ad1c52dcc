"""The contract register, matching, and what an assignment knows of its decision."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "toewijzing_0002"
down_revision = "toewijzing_0001"
branch_labels = None
depends_on = None

LEEG = sa.text("'[]'")


def upgrade() -> None:
    _change_toewijzingen()
    _create_aanbieders()
    _change_contracten()
    _create_hulp()


def _change_toewijzingen() -> None:
    with op.batch_alter_table("toewijzingen") as batch:
        for name, kind in {
            "categorie": sa.String(length=2),
            "code": sa.String(length=5),
            "volume": sa.Integer(),
            "eenheid": sa.String(length=2),
            "frequentie": sa.String(length=1),
        }.items():
            batch.alter_column(name, existing_type=kind, nullable=True)
        batch.add_column(sa.Column("budget", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("vorm", sa.String(length=6), nullable=False, server_default="natura"))
        batch.add_column(sa.Column("specialisme", sa.String(length=60), nullable=True))
        batch.add_column(sa.Column("doelgroep", sa.String(length=60), nullable=True))
        batch.add_column(sa.Column("spoed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("afschaalmomenten", sa.JSON(), nullable=False, server_default=LEEG))
        batch.add_column(sa.Column("contactmomenten", sa.JSON(), nullable=False, server_default=LEEG))
        batch.add_column(sa.Column("wens", sa.String(length=8), nullable=True))
        batch.add_column(sa.Column("verbruikt_procent", sa.Integer(), nullable=True))
    op.create_index("ix_toewijzingen_agb_code", "toewijzingen", ["agb", "code"], unique=False)


def _create_aanbieders() -> None:
    op.create_table(
        "aanbieders",
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("integriteit_getoetst_op", sa.Date(), nullable=True),
        sa.Column("resultaat", sa.Integer(), nullable=True),
        sa.Column("resultaat_op", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("agb", name=op.f("pk_aanbieders")),
    )
    op.execute("INSERT INTO aanbieders (agb, naam) SELECT agb, max(naam) FROM contracten GROUP BY agb")
    op.create_table(
        "pauzes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauzes")),
    )
    op.create_index("ix_pauzes_agb_gemeente", "pauzes", ["agb", "gemeente"], unique=False)


def _change_contracten() -> None:
    with op.batch_alter_table("contracten") as batch:
        batch.drop_column("naam")
        for name in ("opties", "specialismen", "doelgroepen", "partners"):
            batch.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=LEEG))
        batch.add_column(sa.Column("leversnelheid", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("capaciteit", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("deelname", sa.String(length=40), nullable=False, server_default="zelfstandig"))
        batch.add_column(sa.Column("geen_nieuwe_vanaf", sa.Date(), nullable=True))
        batch.create_foreign_key(op.f("fk_contracten_agb_aanbieders"), "aanbieders", ["agb"], ["agb"])
    op.create_index("ix_contract_producten_code", "contract_producten", ["code"], unique=False)


def _create_hulp() -> None:
    op.create_table(
        "overbruggingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("maatregel", sa.String(length=40), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("vastgelegd_op", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_overbruggingen_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overbruggingen")),
    )
    op.create_index(op.f("ix_overbruggingen_toewijzing_id"), "overbruggingen", ["toewijzing_id"], unique=False)
    op.create_table(
        "coordinatoren",
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("sinds", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("gemeente", "client_id", name=op.f("pk_coordinatoren")),
    )
    op.create_table(
        "waakvlammen",
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_waakvlammen_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("toewijzing_id", name=op.f("pk_waakvlammen")),
    )
    op.create_table(
        "verbruik",
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("maand", sa.Date(), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("regels", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("toewijzing_id", "maand", "eenheid", name=op.f("pk_verbruik")),
    )
