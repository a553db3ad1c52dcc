"""A case and its decisions have a number that can be read out; those of before get theirs."""

import sqlalchemy as sa
from alembic import op

from chassis.history import BATCH, filled_v1
from toegang.domain.zaaknummer import zaaknummer_van

revision = "toegang_0024"
down_revision = "toegang_0023"
branch_labels = None
depends_on = None

TABELLEN = ("meldingen", "beschikkingen")
meldingen = sa.table("meldingen", *map(sa.column, ("id", "gemeente", "zaaknummer")))
beschikkingen = sa.table("beschikkingen", *map(sa.column, ("melding_id", "zaaknummer")))


def upgrade() -> None:
    for tabel in TABELLEN:
        with op.batch_alter_table(tabel) as batch:
            batch.add_column(sa.Column("zaaknummer", sa.String(9), nullable=True))
    _vul()
    for tabel in TABELLEN:
        with op.batch_alter_table(tabel) as batch:
            batch.alter_column("zaaknummer", existing_type=sa.String(9), nullable=False)
    with op.batch_alter_table("meldingen") as batch:
        batch.create_unique_constraint("uq_meldingen_gemeente_zaaknummer", ["gemeente", "zaaknummer"])


def _vul() -> None:
    """Some at a time, in order of the melding."""
    connection, bezet, na, gedaan = op.get_bind(), set[tuple[str, str]](), "", 0
    query = sa.select(meldingen.c.id, meldingen.c.gemeente).order_by(meldingen.c.id).limit(BATCH)
    bij_melding = sa.update(meldingen).where(meldingen.c.id == sa.bindparam("melding"))
    bij_beschikking = sa.update(beschikkingen).where(beschikkingen.c.melding_id == sa.bindparam("melding"))
    while found := connection.execute(query.where(meldingen.c.id > na)).all():
        nummers = [{"melding": each.id, "nummer": _nummer(each.id, each.gemeente, bezet)} for each in found]
        for opdracht in (bij_melding, bij_beschikking):
            connection.execute(opdracht.values(zaaknummer=sa.bindparam("nummer")), nummers)
        na, gedaan = found[-1].id, gedaan + len(found)
        filled_v1("meldingen", gedaan)


def _nummer(melding_id: str, gemeente: str, bezet: set[tuple[str, str]]) -> str:
    poging = 0
    while (gemeente, zaaknummer_van(melding_id, poging)) in bezet:
        poging += 1
    bezet.add((gemeente, zaaknummer_van(melding_id, poging)))
    return zaaknummer_van(melding_id, poging)
