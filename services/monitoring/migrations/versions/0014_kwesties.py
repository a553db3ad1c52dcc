"""Kwesties take over complaints and risks; a step with a provider says why, and an answer of a survey its mark."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime
from chassis.history import BATCH
from chassis.identifiers import new_id

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WEKEN = {"aanbieder-en-consulent": 6, "onafhankelijk": 10}
"""After its receipt, and with somebody independent (Awb 9:11)."""

kwesties = sa.table(
    "kwesties",
    *map(sa.column, ("id", "soort", "gemeente", "agb", "onderwerp")),
    sa.column("op", sa.Date),
    *map(sa.column, ("zwaarte", "eigenaar", "stap")),
    *(sa.column(naam, sa.Date) for naam in ("uiterlijk", "gemeld_op", "gesloten_op")),
)
kwestiestappen = sa.table(
    "kwestiestappen",
    *map(sa.column, ("id", "kwestie_id", "volgnummer", "stap")),
    sa.column("op", sa.Date),
    sa.column("uiterlijk", sa.Date),
    sa.column("door"),
    sa.column("vastgelegd_op", UtcDateTime),
)
"""Only what is written here; the rest is empty in what is moved."""
klachten = sa.table(
    "klachten",
    *map(sa.column, ("id", "gemeente", "agb", "onderwerp", "stap")),
    sa.column("ontvangen_op", sa.Date),
)
klachtstappen = sa.table(
    "klachtstappen", *map(sa.column, ("klacht_id", "volgnummer", "stap", "door")), sa.column("op", sa.Date)
)
aantekeningen = sa.table(
    "aantekeningen",
    *map(sa.column, ("id", "soort", "gemeente", "agb", "kenmerk", "waarde", "door")),
    *(sa.column(naam, sa.Date) for naam in ("op", "gesloten_op")),
    sa.column("vastgelegd_op", UtcDateTime),
)


def upgrade() -> None:
    _maak()
    _verplaats_klachten()
    _verplaats_risicos()
    op.drop_table("klachtstappen")
    op.drop_table("klachten")
    op.execute("DELETE FROM aantekeningen WHERE soort = 'risico'")
    op.drop_column("aantekeningen", "gesloten_op")
    op.add_column("aantekeningen", sa.Column("antwoord", sa.String(60)))
    op.create_index("ix_aantekeningen_antwoord", "aantekeningen", ["gemeente", "antwoord"], unique=True)
    for naam, soort in (
        ("kpi", sa.String(60)),
        *((naam, sa.Text()) for naam in ("norm", "reden", "reden_overgeslagen", "wederhoor")),
        *((naam, sa.Date()) for naam in ("uiterlijk", "wederhoor_op")),
    ):
        op.add_column("maatregelen", sa.Column(naam, soort))


def _maak() -> None:
    op.create_table(
        "kwesties",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("onderwerp", sa.String(30), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("zwaarte", sa.Integer()),
        sa.Column("eigenaar", sa.String(60), nullable=False),
        sa.Column("besproken", sa.Text()),
        sa.Column("stap", sa.String(30), nullable=False),
        sa.Column("uiterlijk", sa.Date()),
        sa.Column("melden_uiterlijk", sa.Date()),
        sa.Column("gemeld_op", sa.Date(), nullable=False),
        sa.Column("gesloten_op", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_kwesties"),
    )
    op.create_index("ix_kwesties_op", "kwesties", ["op", "id"])
    op.create_index("ix_kwesties_agb", "kwesties", ["agb", "op", "id"])
    op.create_index("ix_kwesties_soort", "kwesties", ["soort", "gesloten_op"])
    op.create_table(
        "kwestiestappen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kwestie_id", sa.String(36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("stap", sa.String(30), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("tekst", sa.LargeBinary()),
        sa.Column("uitkomst", sa.String(30)),
        sa.Column("uiterlijk", sa.Date()),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("vastgelegd_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kwestiestappen"),
        sa.ForeignKeyConstraint(["kwestie_id"], ["kwesties.id"], name="fk_kwestiestappen_kwestie_id_kwesties"),
    )
    op.create_index("ix_kwestiestappen_kwestie_id", "kwestiestappen", ["kwestie_id", "volgnummer"], unique=True)
    op.create_table(
        "afspraken",
        sa.Column("kwestie_id", sa.String(36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("partij", sa.String(10), nullable=False),
        sa.Column("eigenaar", sa.String(60), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("gedaan_op", sa.Date()),
        sa.Column("door", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kwestie_id", "volgnummer", name="pk_afspraken"),
        sa.ForeignKeyConstraint(["kwestie_id"], ["kwesties.id"], name="fk_afspraken_kwestie_id_kwesties"),
    )
    op.create_index("ix_afspraken_open", "afspraken", ["gedaan_op", "uiterlijk"])


def _verplaats_klachten() -> None:
    gevonden = op.get_bind().execute(sa.select(klachten)).all()
    stappen = op.get_bind().execute(sa.select(klachtstappen).order_by("klacht_id", "volgnummer")).all()
    einde = {each.klacht_id: each.op for each in stappen if each.stap == "afgehandeld"}
    begin = {each.id: each.ontvangen_op for each in gevonden}
    _schrijf(
        kwesties,
        [
            {
                "id": each.id,
                "soort": "klacht",
                "gemeente": each.gemeente,
                "agb": each.agb,
                "onderwerp": each.onderwerp,
                "op": each.ontvangen_op,
                "zwaarte": None,
                "eigenaar": "consulent",
                "stap": each.stap,
                "uiterlijk": _uiterlijk(each.stap, each.ontvangen_op),
                "gemeld_op": each.ontvangen_op,
                "gesloten_op": einde.get(each.id),
            }
            for each in gevonden
        ],
    )
    _schrijf(
        kwestiestappen,
        [
            {
                "id": new_id(),
                "kwestie_id": each.klacht_id,
                "volgnummer": each.volgnummer,
                "stap": each.stap,
                "op": each.op,
                "uiterlijk": _uiterlijk(each.stap, begin[each.klacht_id]),
                "door": each.door,
                "vastgelegd_op": datetime.combine(each.op, time(), UTC),
            }
            for each in stappen
        ],
    )


def _uiterlijk(stap: str, begin: date) -> date | None:
    return begin + timedelta(weeks=WEKEN[stap]) if stap in WEKEN else None


def _verplaats_risicos() -> None:
    """A risk of before has no measure: nobody recorded one."""
    gevonden = op.get_bind().execute(sa.select(aantekeningen).where(aantekeningen.c.soort == "risico")).all()
    for each in gevonden:
        gesloten = each.gesloten_op is not None
        _schrijf(
            kwesties,
            [
                {
                    "id": each.id,
                    "soort": "risico",
                    "gemeente": each.gemeente,
                    "agb": each.agb,
                    "onderwerp": each.kenmerk,
                    "op": each.op,
                    "zwaarte": each.waarde,
                    "eigenaar": "contractbeheer",
                    "stap": "gesloten" if gesloten else "open",
                    "uiterlijk": None,
                    "gemeld_op": each.op,
                    "gesloten_op": each.gesloten_op,
                }
            ],
        )
        stap = {"kwestie_id": each.id, "uiterlijk": None, "door": each.door, "vastgelegd_op": each.vastgelegd_op}
        _schrijf(kwestiestappen, [{**stap, "id": new_id(), "volgnummer": 1, "stap": "open", "op": each.op}])
        if gesloten:
            _schrijf(
                kwestiestappen, [{**stap, "id": new_id(), "volgnummer": 2, "stap": "gesloten", "op": each.gesloten_op}]
            )


def _schrijf(table: sa.TableClause, rows: Sequence[Mapping[str, object]]) -> None:
    for begin in range(0, len(rows), BATCH):
        op.get_bind().execute(sa.insert(table), list(rows[begin : begin + BATCH]))
