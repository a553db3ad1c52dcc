"""How each provider is reached: by our own API, by the GGk, or both."""

from berichtenverkeer.migrations import create_berichtwegen_v3

revision = "declaratie_0018"
down_revision = "declaratie_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_berichtwegen_v3()
