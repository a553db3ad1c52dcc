"""What toegang tells: melding, onderzoek, beschikking."""

from datetime import date

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


MELDING_GEREGISTREERD = EventType(
    "nl.wmo.meldingen.geregistreerd.v1", MeldingGeregistreerd, "Een inwoner heeft een hulpvraag gemeld."
)
ONDERZOEK_AFGEROND = EventType(
    "nl.wmo.onderzoeken.afgerond.v1", OnderzoekAfgerond, "Het onderzoek na een melding is klaar."
)
BESCHIKKING_AFGEGEVEN = EventType(
    "nl.wmo.beschikkingen.afgegeven.v1", BeschikkingAfgegeven, "De gemeente heeft besloten over ondersteuning."
)
