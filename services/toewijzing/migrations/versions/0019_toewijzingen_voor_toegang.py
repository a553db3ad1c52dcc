"""Assignments of before are told to toegang, which listens by now: a provider sees its part of a plan (M122)."""

from chassis.history import tell_again_v1

revision = "toewijzing_0019"
down_revision = "toewijzing_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    tell_again_v1("nl.wmo.toewijzingen.toegewezen.v1", "nl.wmo.toewijzingen.verlengd.v1")
