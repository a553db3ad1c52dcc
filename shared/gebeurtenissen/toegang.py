"""What toegang tells: melding, onderzoek, beschikking."""

from datetime import date
from typing import Literal

from chassis.events import EventData, EventType


class MeldingGeregistreerd(EventData):
    """A citizen has reported a need for support (Wmo 2015, 2.3.2)."""

    melding_id: str
    client_id: str
    gemeente: str
    meldingsdatum: date


class OnderzoekAfgerond(EventData):
    """The investigation after a melding is done; the law gives six weeks (Wmo 2015, 2.3.2)."""

    melding_id: str
    client_id: str
    gemeente: str
    meldingsdatum: date
    afgerond_op: date


class BeschiktProduct(EventData):
    """One product of a beschikking. `volume` in `eenheid` (WJ756) per `frequentie` (WMO757)."""

    id: str
    categorie: str
    code: str
    volume: int
    eenheid: str
    frequentie: str
    ingangsdatum: date
    einddatum: date | None
    aanbieder: str | None
    """AGB code of the provider that the beschikking names; null leaves the choice to the client."""
    vorm: Literal["natura", "pgb"] = "natura"
    """How it is delivered (M16); a PGB is never assigned to a provider (OP043)."""
    budget: int | None = None
    """Eurocents for the whole term, where the decision gives a budget."""
    specialisme: str | None = None
    """A specialisme of the inkoopmodel (M13)."""
    doelgroep: str | None = None
    """A doelgroep of the inkoopmodel (M101)."""
    spoed: bool = False
    """An urgent need (Wmo 2015, 2.3.3)."""
    afschaalmomenten: tuple[date, ...] = ()
    """Days on which less support is expected to do (M51)."""
    contactmomenten: tuple[date, ...] = ()
    """Days on which provider, client and municipality evaluate (M51, M68)."""


class BeschikkingAfgegeven(EventData):
    """The decision on an application (Wmo 2015, 2.3.5), with the inkoopmodel under which it was taken."""

    beschikking_id: str
    melding_id: str
    client_id: str
    bsn_hash: str
    gemeente: str
    meldingsdatum: date
    onderzoek_afgerond_op: date
    besluitdatum: date
    inkoopmodel: str
    inkoopmodel_versie: date
    producten: tuple[BeschiktProduct, ...]


class BeschikkingBeeindigd(EventData):
    """Products of a decision stop, in whole or as from a day; `einddatum` is the last day that still counts."""

    beschikking_id: str
    client_id: str
    gemeente: str
    producten: tuple[str, ...]
    einddatum: date
    reden: Literal["overleden", "verhuisd", "wens client", "ingetrokken", "bezwaar", "vervangen"]


MELDING_GEREGISTREERD = EventType(
    "nl.wmo.meldingen.geregistreerd.v1", MeldingGeregistreerd, "Een inwoner heeft een hulpvraag gemeld."
)
ONDERZOEK_AFGEROND = EventType(
    "nl.wmo.onderzoeken.afgerond.v1", OnderzoekAfgerond, "Het onderzoek na een melding is klaar."
)
BESCHIKKING_AFGEGEVEN = EventType(
    "nl.wmo.beschikkingen.afgegeven.v1", BeschikkingAfgegeven, "De gemeente heeft besloten over ondersteuning."
)
BESCHIKKING_BEEINDIGD = EventType(
    "nl.wmo.beschikkingen.beeindigd.v1", BeschikkingBeeindigd, "Producten van een beschikking stoppen."
)
