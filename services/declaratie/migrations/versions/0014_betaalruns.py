"""What is to be paid, payment runs and claims; what was answered before is to be paid, or was paid elsewhere.

A municipality says from which day of answering on it pays by runs of ours (`betaalrekeningen.betaalt_vanaf`): what was
answered before that day stays in `betaalposten` and no run takes it.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from chassis.clock import local_date
from chassis.database import UtcDateTime
from chassis.history import BATCH, filled_v1
from chassis.identifiers import new_id

revision = "declaratie_0014"
down_revision = "declaratie_0013"
branch_labels = None
depends_on = None

declaraties = sa.table(
    "declaraties", *map(sa.column, ("id", "gemeente", "wet", "agb")), sa.column("beantwoord_op", UtcDateTime)
)
prestaties = sa.table(
    "prestaties",
    *map(sa.column, ("declaratie_id", "budgethouder")),
    sa.column("bedrag", sa.Integer),
    sa.column("is_credit", sa.Boolean),
    sa.column("is_toegekend", sa.Boolean),
)
betaalposten = sa.table(
    "betaalposten",
    *map(sa.column, ("id", "soort", "bron_id", "poging", "budgethouder", "gemeente", "wet", "agb", "bedrag")),
    sa.column("vanaf", sa.Date),
)


def upgrade() -> None:
    _rekeningen()
    _betaalruns()
    _betaalposten()
    _vorderingen()
    gedaan = 0
    for deel in _beantwoord():
        rijen = _posten(deel)
        if rijen:
            op.bulk_insert(betaalposten, rijen)
        gedaan += len(rijen)
        filled_v1("betaalposten", gedaan)


def _beantwoord() -> Iterator[list[str]]:
    """All declarations, oldest first, some at a time."""
    query, na = sa.select(declaraties.c.id).order_by(declaraties.c.id).limit(BATCH), ""
    while found := list(op.get_bind().execute(query.where(declaraties.c.id > na)).scalars()):
        yield found
        na = found[-1]


def _posten(ids: list[str]) -> list[dict[str, object]]:
    """What each municipality pays on these, credits taken off."""
    bedrag = sa.func.sum(sa.case((prestaties.c.is_credit, -prestaties.c.bedrag), else_=prestaties.c.bedrag))
    groep = (
        declaraties.c.id,
        declaraties.c.gemeente,
        declaraties.c.wet,
        declaraties.c.agb,
        declaraties.c.beantwoord_op,
    )
    query = (
        sa.select(*groep, prestaties.c.budgethouder, sa.cast(bedrag, sa.BigInteger).label("bedrag"))
        .join_from(declaraties, prestaties, prestaties.c.declaratie_id == declaraties.c.id)
        .where(declaraties.c.id.in_(ids), prestaties.c.is_toegekend.is_(True))
        .group_by(*groep, prestaties.c.budgethouder)
        .order_by(declaraties.c.id, prestaties.c.budgethouder)
    )
    return [
        {
            "id": new_id(),
            "soort": "declaratie",
            "bron_id": each.id,
            "poging": 1,
            "budgethouder": each.budgethouder,
            "gemeente": each.gemeente,
            "wet": each.wet,
            "agb": each.agb,
            "bedrag": each.bedrag,
            "vanaf": local_date(each.beantwoord_op),
        }
        for each in op.get_bind().execute(query)
    ]


def _rekeningen() -> None:
    op.create_table(
        "betaalrekeningen",
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("naam", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("betaalt_vanaf", sa.Date(), nullable=False),
        sa.Column("gewijzigd_door", sa.String(length=100), nullable=False),
        sa.Column("gewijzigd_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("budgethouder", name=op.f("pk_betaalrekeningen")),
    )
    op.create_table(
        "rekeningen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("budgethouders", sa.JSON(), nullable=False),
        sa.Column("naam", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("herkomst", sa.String(length=300), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("voorgesteld_door", sa.String(length=100), nullable=False),
        sa.Column("voorgesteld_op", UtcDateTime, nullable=False),
        sa.Column("beoordeeld_door", sa.String(length=100), nullable=True),
        sa.Column("beoordeeld_op", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rekeningen")),
    )
    op.create_index("ix_rekeningen_agb", "rekeningen", ["agb", "id"], unique=False)


def _betaalruns() -> None:
    op.create_table(
        "betaalruns",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("naam", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("overgeslagen", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_betaalruns")),
    )
    op.create_index("ix_betaalruns_budgethouder_id", "betaalruns", ["budgethouder", "id"], unique=False)
    op.create_index(
        "uq_betaalruns_open",
        "betaalruns",
        ["budgethouder"],
        unique=True,
        postgresql_where=sa.text("stand NOT IN ('gesloten', 'ingetrokken')"),
        sqlite_where=sa.text("stand NOT IN ('gesloten', 'ingetrokken')"),
    )
    op.create_table(
        "betaalrunstappen",
        sa.Column("betaalrun_id", sa.String(length=36), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("door", sa.String(length=100), nullable=False),
        sa.Column("op", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["betaalrun_id"], ["betaalruns.id"], name=op.f("fk_betaalrunstappen_betaalrun_id_betaalruns")
        ),
        sa.PrimaryKeyConstraint("betaalrun_id", "stand", name=op.f("pk_betaalrunstappen")),
    )
    op.create_table(
        "bankopdrachten",
        sa.Column("betaalrun_id", sa.String(length=36), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["betaalrun_id"], ["betaalruns.id"], name=op.f("fk_bankopdrachten_betaalrun_id_betaalruns")
        ),
        sa.PrimaryKeyConstraint("betaalrun_id", name=op.f("pk_bankopdrachten")),
    )
    op.create_table(
        "overboekingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("betaalrun_id", sa.String(length=36), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("kenmerk", sa.String(length=35), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("rekening_id", sa.String(length=36), nullable=True),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("gemeld_op", sa.Date(), nullable=True),
        sa.Column("reden", sa.String(length=140), nullable=True),
        sa.ForeignKeyConstraint(
            ["betaalrun_id"], ["betaalruns.id"], name=op.f("fk_overboekingen_betaalrun_id_betaalruns")
        ),
        sa.ForeignKeyConstraint(
            ["rekening_id"], ["rekeningen.id"], name=op.f("fk_overboekingen_rekening_id_rekeningen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overboekingen")),
        sa.UniqueConstraint("betaalrun_id", "agb", name=op.f("uq_overboekingen_betaalrun_id_agb")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_overboekingen_kenmerk")),
    )
    op.create_index("ix_overboekingen_agb_id", "overboekingen", ["agb", "id"], unique=False)


def _betaalposten() -> None:
    op.create_table(
        "betaalposten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("bron_id", sa.String(length=36), nullable=False),
        sa.Column("poging", sa.Integer(), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("wet", sa.String(12), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("aangehouden", sa.String(length=300), nullable=True),
        sa.Column("aangehouden_door", sa.String(length=100), nullable=True),
        sa.Column("betaalrun_id", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_betaalposten")),
        sa.UniqueConstraint(
            "soort", "bron_id", "budgethouder", "poging", name=op.f("uq_betaalposten_soort_bron_id_budgethouder_poging")
        ),
    )
    op.create_index("ix_betaalposten_betaalrun_id", "betaalposten", ["betaalrun_id", "agb"], unique=False)
    op.create_index(
        "ix_betaalposten_open",
        "betaalposten",
        ["budgethouder", "agb"],
        unique=False,
        postgresql_where=sa.text("betaalrun_id IS NULL"),
        sqlite_where=sa.text("betaalrun_id IS NULL"),
    )


def _vorderingen() -> None:
    op.create_table(
        "vorderingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("wet", sa.String(12), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("naam", sa.String(length=70), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("openstaand", sa.BigInteger(), nullable=False),
        sa.Column("grond", sa.String(20), nullable=False),
        sa.Column("toelichting", sa.String(length=1000), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("betwisting", sa.String(length=1000), nullable=True),
        sa.Column("vastgelegd_door", sa.String(length=100), nullable=False),
        sa.Column("vastgelegd_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vorderingen")),
    )
    op.create_index("ix_vorderingen_agb_id", "vorderingen", ["agb", "id"], unique=False)
    op.create_index("ix_vorderingen_budgethouder_id", "vorderingen", ["budgethouder", "id"], unique=False)
    op.create_table(
        "vordering_prestaties",
        sa.Column("declaratie_id", sa.String(length=36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vordering_id", sa.String(length=36), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vordering_id"], ["vorderingen.id"], name=op.f("fk_vordering_prestaties_vordering_id_vorderingen")
        ),
        sa.PrimaryKeyConstraint("declaratie_id", "volgnummer", name=op.f("pk_vordering_prestaties")),
    )
    op.create_index(
        op.f("ix_vordering_prestaties_vordering_id"), "vordering_prestaties", ["vordering_id"], unique=False
    )
    op.create_table(
        "ontvangsten",
        sa.Column("vordering_id", sa.String(length=36), nullable=False),
        sa.Column("kenmerk", sa.String(length=35), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("ontvangen_op", sa.Date(), nullable=False),
        sa.Column("vastgelegd_door", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["vordering_id"], ["vorderingen.id"], name=op.f("fk_ontvangsten_vordering_id_vorderingen")
        ),
        sa.PrimaryKeyConstraint("vordering_id", "kenmerk", name=op.f("pk_ontvangsten")),
    )
