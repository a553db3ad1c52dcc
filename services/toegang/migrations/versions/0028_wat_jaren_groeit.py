"""What grows for years is found by an index: old events, and whatever is destroyed of somebody."""

from alembic import op

from chassis.migrations import index_what_goes_v5

revision = "toegang_0028"
down_revision = "toegang_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index_what_goes_v5()
    # A row that goes is looked for in all that may refer to it.
    op.create_index("ix_afwegingen_client_id", "afwegingen", ["client_id"])
    op.create_index("ix_doelen_client_id", "doelen", ["client_id"])
    op.create_index("ix_signalen_melding_id", "signalen", ["melding_id"])
    op.create_index("ix_zrm_metingen_client_id", "zrm_metingen", ["client_id"])
    op.create_index("ix_beschikte_producten_omgezet_uit", "beschikte_producten", ["omgezet_uit"])
    op.create_index("ix_bezwaren_nieuwe_beschikking_id", "bezwaren", ["nieuwe_beschikking_id"])
    op.create_index("ix_bezwaren_client_id", "bezwaren", ["client_id"])
    op.create_index("ix_bezwaren_melding_id", "bezwaren", ["melding_id"])
    op.create_index("ix_aflopende_indicaties_beschikking_id", "aflopende_indicaties", ["beschikking_id"])
    op.create_index("ix_aflopende_indicaties_client_id", "aflopende_indicaties", ["client_id"])
    # Every day is looked for what ends, and for what is still to be paid as pgb.
    op.create_index("ix_beschikte_producten_einddatum", "beschikte_producten", ["einddatum"])
    op.create_index("ix_beschikte_producten_vorm", "beschikte_producten", ["vorm"])
