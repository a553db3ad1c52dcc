"""Starts and stops of before are told to toegang, which listens to them by now: the own contribution follows (M142)."""

from chassis.history import tell_again_v1

revision = "toewijzing_0015"
down_revision = "toewijzing_0014"
branch_labels = None
depends_on = None

LEVERINGEN = (
    "nl.wmo.leveringen.gestart.v1",
    "nl.wmo.leveringen.verwijderd.v1",
    "nl.wmo.leveringen.beeindigd.v1",
    "nl.wmo.beeindigingen.verwijderd.v1",
)


def upgrade() -> None:
    tell_again_v1(*LEVERINGEN)
