"""The settings of a command, and the inkoopmodellen that go with them."""

from chassis import settings
from chassis.settings import Settings
from inkoop import gebruik_map


def load_settings(*, port: int | None = None) -> Settings:
    """Read the settings, and let everybody use the region's own inkoopmodellen.

    Raises SettingsError or InkoopmodelFout.
    """
    loaded = settings.load_settings(port=port)
    gebruik_map(loaded.inkoopmodellen)
    return loaded
