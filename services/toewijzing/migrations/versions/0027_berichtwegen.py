"""How each provider is reached: by our own API, by the GGk, or both."""

from berichtenverkeer.migrations import create_berichtwegen_v3

revision = "toewijzing_0027"
down_revision = "toewijzing_0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_berichtwegen_v3()
