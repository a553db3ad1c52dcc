"""The legal route: confirmation, terms, applications, endings, objections; the social base; the log."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "toegang_0002"
down_revision = "toegang_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _clienten_and_meldingen()
    _besluiten()
    _termijnen()
    _sociale_basis()
    _logboek()


def _clienten_and_meldingen() -> None:
    with op.batch_alter_table("clienten") as table:
        table.add_column(sa.Column("adres_hash", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("overleden_op", sa.Date(), nullable=True))
        table.add_column(_new("versie", sa.Integer(), "1"))
        table.create_index(op.f("ix_clienten_adres_hash"), ["adres_hash"], unique=False)
    with op.batch_alter_table("meldingen") as table:
        table.add_column(_new("spoed", sa.Boolean(), sa.false()))
        table.add_column(sa.Column("aanvraagdatum", sa.Date(), nullable=True))
        table.add_column(sa.Column("gesloten_op", sa.Date(), nullable=True))
        table.add_column(sa.Column("sluitreden", sa.String(length=20), nullable=True))
        table.add_column(_new("versie", sa.Integer(), "1"))
    with op.batch_alter_table("onderzoeken") as table:
        table.add_column(sa.Column("bevindingen", sa.LargeBinary(), nullable=True))
    op.create_table(
        "bevestigingen",
        sa.Column("melding_id", sa.String(length=36), nullable=False),
        sa.Column("bevestigd_op", sa.Date(), nullable=False),
        sa.Column("clientondersteuning_aangeboden_op", sa.Date(), nullable=False),
        sa.Column("clientondersteuning_gekozen", sa.Boolean(), nullable=True),
        sa.Column("persoonlijk_plan_aangeboden_op", sa.Date(), nullable=False),
        sa.Column("persoonlijk_plan_gewenst", sa.Boolean(), nullable=True),
        sa.Column("persoonlijk_plan_ontvangen_op", sa.Date(), nullable=True),
        sa.Column("persoonlijk_plan", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_bevestigingen_melding_id_meldingen")),
        sa.PrimaryKeyConstraint("melding_id", name=op.f("pk_bevestigingen")),
    )


def _besluiten() -> None:
    with op.batch_alter_table("beschikkingen") as table:
        # A temporary measure and a decision on an objection stand beside the decision.
        table.drop_constraint(op.f("uq_beschikkingen_melding_id"), type_="unique")
        table.create_index(op.f("ix_beschikkingen_melding_id"), ["melding_id"], unique=False)
        table.add_column(_new("soort", sa.String(length=20), "besluit"))
        table.add_column(_new("uitkomst", sa.String(length=20), "toegekend"))
        table.add_column(_new("versie", sa.Integer(), "1"))
    with op.batch_alter_table("beschikte_producten") as table:
        table.add_column(_new("vorm", sa.String(length=6), "natura"))
        table.add_column(sa.Column("budget", sa.Integer(), nullable=True))
        table.add_column(sa.Column("specialisme", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("doelgroep", sa.String(length=60), nullable=True))
        table.add_column(_new("spoed", sa.Boolean(), sa.false()))
        table.add_column(_new("afschaalmomenten", sa.JSON(), "[]"))
        table.add_column(_new("contactmomenten", sa.JSON(), "[]"))
        table.add_column(sa.Column("minuten_per_week", sa.Integer(), nullable=True))
        table.add_column(sa.Column("scenario", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("toelichting", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("pgb", sa.LargeBinary(), nullable=True))
        table.add_column(_new("regels", sa.JSON(), "[]"))
        table.add_column(sa.Column("laatste_dag", sa.Date(), nullable=True))
        table.add_column(sa.Column("eindreden", sa.String(length=20), nullable=True))
    op.create_table(
        "bezwaren",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("beschikking_id", sa.String(length=36), nullable=False),
        sa.Column("melding_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("ingediend_op", sa.Date(), nullable=False),
        sa.Column("op_tijd", sa.Boolean(), nullable=False),
        sa.Column("gronden", sa.LargeBinary(), nullable=False),
        sa.Column("verdaagd", sa.Boolean(), nullable=False),
        sa.Column("uitkomst", sa.String(length=20), nullable=True),
        sa.Column("besluitdatum", sa.Date(), nullable=True),
        sa.Column("motivering", sa.LargeBinary(), nullable=True),
        sa.Column("nieuwe_beschikking_id", sa.String(length=36), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beschikking_id"], ["beschikkingen.id"], name=op.f("fk_bezwaren_beschikking_id_beschikkingen")
        ),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_bezwaren_melding_id_meldingen")),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_bezwaren_client_id_clienten")),
        sa.ForeignKeyConstraint(
            ["nieuwe_beschikking_id"],
            ["beschikkingen.id"],
            name=op.f("fk_bezwaren_nieuwe_beschikking_id_beschikkingen"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bezwaren")),
    )
    op.create_index(op.f("ix_bezwaren_beschikking_id"), "bezwaren", ["beschikking_id"], unique=False)


def _termijnen() -> None:
    op.create_table(
        "termijnen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("melding_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("onderwerp", sa.String(length=36), nullable=False),
        sa.Column("begin", sa.Date(), nullable=False),
        sa.Column("weken", sa.Integer(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("gestopt_op", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_termijnen_melding_id_meldingen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_termijnen")),
    )
    op.create_index(op.f("ix_termijnen_melding_id"), "termijnen", ["melding_id"], unique=False)
    op.create_index(
        "ix_termijnen_gemeente_gestopt_op_uiterlijk", "termijnen", ["gemeente", "gestopt_op", "uiterlijk"], unique=False
    )
    _clocks_of_open_cases()
    op.create_table(
        "opschortingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("termijn_id", sa.String(length=36), nullable=False),
        sa.Column("reden", sa.String(length=20), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["termijn_id"], ["termijnen.id"], name=op.f("fk_opschortingen_termijn_id_termijnen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opschortingen")),
    )
    op.create_index(op.f("ix_opschortingen_termijn_id"), "opschortingen", ["termijn_id"], unique=False)


def _clocks_of_open_cases() -> None:
    """Six weeks from the melding for every case whose onderzoek is not done."""
    names = ("id", "gemeente", "status")
    meldingen = sa.table("meldingen", *map(sa.column, names), sa.column("meldingsdatum", sa.Date))
    termijnen = sa.table(
        "termijnen",
        *map(sa.column, ("id", "melding_id", "gemeente", "soort", "onderwerp", "weken")),
        sa.column("begin", sa.Date),
        sa.column("uiterlijk", sa.Date),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(meldingen).where(meldingen.c.status == "geregistreerd")).all():
        clock = {"id": row.id, "melding_id": row.id, "gemeente": row.gemeente, "onderwerp": row.id}
        clock |= {"soort": "onderzoek", "weken": 6, "begin": row.meldingsdatum}
        connection.execute(sa.insert(termijnen).values(**clock, uiterlijk=row.meldingsdatum + timedelta(weeks=6)))


def _sociale_basis() -> None:
    op.create_table(
        "voorzieningen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("onderwerp", sa.String(length=30), nullable=False),
        sa.Column("organisatie", sa.String(length=120), nullable=False),
        sa.Column("wijk", sa.String(length=80), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("vervallen_op", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorzieningen")),
        sa.UniqueConstraint("gemeente", "naam", name=op.f("uq_voorzieningen_gemeente_naam")),
    )
    op.create_table(
        "signalen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("onderwerp", sa.String(length=30), nullable=False),
        sa.Column("wijk", sa.String(length=80), nullable=False),
        sa.Column("omschrijving", sa.LargeBinary(), nullable=False),
        sa.Column("melding_id", sa.String(length=36), nullable=True),
        sa.Column("op", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_signalen_melding_id_meldingen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signalen")),
    )
    op.create_index("ix_signalen_gemeente_id", "signalen", ["gemeente", "id"], unique=False)


def _logboek() -> None:
    op.create_table(
        "logboek",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("wie", sa.String(length=200), nullable=False),
        sa.Column("wat", sa.String(length=60), nullable=False),
        sa.Column("onderwerp", sa.String(length=36), nullable=False),
        sa.Column("op", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_logboek_client_id_clienten")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logboek")),
    )
    op.create_index("ix_logboek_client_id_id", "logboek", ["client_id", "id"], unique=False)
    op.execute(
        "INSERT INTO logboek (id, client_id, wie, wat, onderwerp, op) "
        "SELECT id, client_id, wie, 'persoonsgegevens gelezen', client_id, op FROM inzages"
    )
    op.drop_table("inzages")


def _new(name: str, kind: sa.types.TypeEngine[object], default: object) -> sa.Column[object]:
    """A column for which existing rows get a value; new rows bring their own."""
    return sa.Column(name, kind, nullable=False, server_default=default)
