"""Weighing, plans, goals and evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0003"
down_revision = "toegang_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "huishoudens",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("regisseur", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_huishoudens")),
    )
    op.create_table(
        "huishoudleden",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("huishouden_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_huishoudleden_client_id_clienten")),
        sa.ForeignKeyConstraint(
            ["huishouden_id"], ["huishoudens.id"], name=op.f("fk_huishoudleden_huishouden_id_huishoudens")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_huishoudleden")),
    )
    op.create_index(op.f("ix_huishoudleden_huishouden_id"), "huishoudleden", ["huishouden_id"], unique=False)
    op.create_table(
        "plannen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("huishouden_id", sa.String(length=36), nullable=True),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("inkoopmodel", sa.String(length=60), nullable=False),
        sa.Column("inkoopmodel_versie", sa.Date(), nullable=False),
        sa.Column("traject", sa.String(length=60), nullable=False),
        sa.Column("regisseur", sa.String(length=200), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("vastgesteld_op", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_plannen_client_id_clienten")),
        sa.ForeignKeyConstraint(
            ["huishouden_id"], ["huishoudens.id"], name=op.f("fk_plannen_huishouden_id_huishoudens")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plannen")),
    )
    op.create_index(op.f("ix_plannen_client_id"), "plannen", ["client_id"], unique=False)
    op.create_index("ix_plannen_gemeente_id", "plannen", ["gemeente", "id"], unique=False)
    op.create_index(op.f("ix_plannen_huishouden_id"), "plannen", ["huishouden_id"], unique=False)
    op.create_table(
        "afwegingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("melding_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("inkoopmodel", sa.String(length=60), nullable=False),
        sa.Column("inkoopmodel_versie", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_afwegingen_client_id_clienten")),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_afwegingen_melding_id_meldingen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afwegingen")),
    )
    op.create_index(op.f("ix_afwegingen_melding_id"), "afwegingen", ["melding_id"], unique=False)
    op.create_table(
        "doelen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("gebied", sa.String(length=60), nullable=False),
        sa.Column("termijn", sa.String(length=4), nullable=False),
        sa.Column("netwerk", sa.Boolean(), nullable=False),
        sa.Column("van_client", sa.Boolean(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("streefdatum", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_doelen_client_id_clienten")),
        sa.ForeignKeyConstraint(["plan_id"], ["plannen.id"], name=op.f("fk_doelen_plan_id_plannen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doelen")),
    )
    op.create_index(op.f("ix_doelen_plan_id"), "doelen", ["plan_id"], unique=False)
    op.create_table(
        "evaluaties",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("gepland_op", sa.Date(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("gehouden_op", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(length=20), nullable=True),
        sa.Column("partijen", sa.JSON(), nullable=False),
        sa.Column("antwoorden", sa.JSON(), nullable=False),
        sa.Column("verslag", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plannen.id"], name=op.f("fk_evaluaties_plan_id_plannen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluaties")),
    )
    op.create_index(
        "ix_evaluaties_gemeente_status_gepland_op", "evaluaties", ["gemeente", "status", "gepland_op"], unique=False
    )
    op.create_index(op.f("ix_evaluaties_plan_id"), "evaluaties", ["plan_id"], unique=False)
    op.create_table(
        "zrm_metingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_zrm_metingen_client_id_clienten")),
        sa.ForeignKeyConstraint(["plan_id"], ["plannen.id"], name=op.f("fk_zrm_metingen_plan_id_plannen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zrm_metingen")),
    )
    op.create_index(op.f("ix_zrm_metingen_plan_id"), "zrm_metingen", ["plan_id"], unique=False)
    op.create_table(
        "gewogen_producten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("afweging_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("inkoopmodel", sa.String(length=60), nullable=False),
        sa.Column("product", sa.String(length=5), nullable=False),
        sa.Column("traject", sa.String(length=60), nullable=True),
        sa.Column("intensiteit", sa.String(length=60), nullable=True),
        sa.Column("scenario", sa.String(length=60), nullable=True),
        sa.Column("gebieden", sa.Integer(), nullable=False),
        sa.Column("maanden", sa.Integer(), nullable=True),
        sa.Column("minuten_per_week", sa.Integer(), nullable=True),
        sa.Column("afgeweken", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["afweging_id"], ["afwegingen.id"], name=op.f("fk_gewogen_producten_afweging_id_afwegingen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gewogen_producten")),
    )
    op.create_index(op.f("ix_gewogen_producten_afweging_id"), "gewogen_producten", ["afweging_id"], unique=False)
    op.create_index("ix_gewogen_producten_gemeente_op", "gewogen_producten", ["gemeente", "op"], unique=False)
    op.create_table(
        "aflopende_indicaties",
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("beschikking_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("inkoopmodel", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("gewaarschuwd_op", sa.Date(), nullable=False),
        sa.Column("vervolg", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["beschikking_id"], ["beschikkingen.id"], name=op.f("fk_aflopende_indicaties_beschikking_id_beschikkingen")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clienten.id"], name=op.f("fk_aflopende_indicaties_client_id_clienten")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["beschikte_producten.id"],
            name=op.f("fk_aflopende_indicaties_product_id_beschikte_producten"),
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_aflopende_indicaties")),
    )
    op.create_index(
        "ix_aflopende_indicaties_gemeente_einddatum", "aflopende_indicaties", ["gemeente", "einddatum"], unique=False
    )
