"""The settings of a command, and the inkoopmodellen that go with them."""

from chassis import settings
from chassis.settings import Settings
from inkoop import gebruik_map
from verwerkingen import gebruik_termijnen


def load_settings(*, port: int | None = None) -> Settings:
    """Read the settings, and let everybody use the region's own inkoopmodellen.

    Raises SettingsError or InkoopmodelFout.
    """
    loaded = settings.load_settings(port=port)
    gebruik_map(loaded.inkoopmodellen)
    gebruik_termijnen(loaded.bewaartermijnen)
    return loaded
