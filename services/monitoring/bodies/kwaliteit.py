"""What residents who choose a provider may compare (M139)."""

from chassis.model import ApiModel
from monitoring.bodies.keten import Gemeentecode


class Kwaliteitfilter(ApiModel):
    """One municipality, or all that publish it."""

    gemeente: Gemeentecode = None


class KwaliteitView(ApiModel):
    """A provider in a municipality over the last twelve months; null where fewer than ten were counted."""

    gemeente: str
    aanbieder: str
    aanbiedernaam: str | None
    productnamen: list[str]
    rapportcijfer: float | None
    wachtdagen: int | None
    deel_doelen_behaald: float | None
