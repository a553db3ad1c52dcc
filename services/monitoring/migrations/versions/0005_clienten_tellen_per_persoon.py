"""People are counted from the months in which they have help, instead of as sums that count some twice.

The months come from the dossiers. Other figures are counted in another way too and have to be made again
(`clientroute monitoring herbouw`): the mark of those that are there is taken off, so the service says so.
"""

import json
from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ZONDER_EINDE, HOOGSTENS = 60, 600
"""Months that an assignment without an end is looked ahead, and that one with an end may last."""


def upgrade() -> None:
    perioden = op.create_table(
        "clientperioden",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("toewijzing", sa.String(99), nullable=False),
        sa.Column("client", sa.String(99), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("van", sa.Integer, nullable=False),
        sa.Column("tot", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("generatie", "toewijzing", name="pk_clientperioden"),
    )
    op.create_index("ix_clientperioden_tot", "clientperioden", ["generatie", "tot"])
    dossiers = op.get_bind().execute(sa.text("SELECT generatie, sleutel, inhoud FROM dossiers WHERE soort = 'client'"))
    op.bulk_insert(perioden, [row for dossier in dossiers for row in _perioden(*dossier)])
    op.execute("UPDATE generaties SET modellen = '' WHERE positie > 0")


def _perioden(generatie: int, client: str, inhoud: str) -> Iterator[dict[str, object]]:
    """The months of every assignment of a client that was not removed."""
    for naam, (_, velden) in json.loads(inhoud).items():
        van, eind = _maandnummer(velden["ingangsdatum"]), velden["einddatum"]
        tot = van + ZONDER_EINDE - 1 if eind is None else min(_maandnummer(eind), van + HOOGSTENS - 1)
        if tot >= van and not velden["vervallen"]:
            plek = {veld: velden[veld] or "" for veld in ("gemeente", "agb", "code")}
            toewijzing = naam.removeprefix("toewijzing:")
            yield {"generatie": generatie, "toewijzing": toewijzing, "client": client, **plek, "van": van, "tot": tot}


def _maandnummer(dag: str) -> int:
    datum = date.fromisoformat(dag)
    return datum.year * 12 + datum.month - 1
