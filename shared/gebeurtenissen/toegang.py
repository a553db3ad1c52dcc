"""What toegang tells: melding, onderzoek, beschikking."""

from datetime import date
from typing import Literal

from chassis.events import EventData, EventType
from chassis.strict import IsoDate
from gebeurtenissen.wet import OnderEenWet


class MeldingGeregistreerd(OnderEenWet):
    """A citizen has reported a need for support (Wmo 2015, 2.3.2)."""

    melding_id: str
    client_id: str
    gemeente: str
    meldingsdatum: date
    zaaknummer: str | None = None
    """What stands on the letters of the case; null in older events."""


class OnderzoekAfgerond(OnderEenWet):
    """The investigation after a melding is done; the law gives six weeks (Wmo 2015, 2.3.2)."""

    melding_id: str
    client_id: str
    gemeente: str
    meldingsdatum: date
    afgerond_op: date


class MeldingBevestigd(OnderEenWet):
    """The receipt is confirmed, and what the law lets a citizen choose was offered (Wmo 2015, 2.3.2; M36)."""

    melding_id: str
    client_id: str
    gemeente: str
    bevestigd_op: date
    clientondersteuning_gekozen: bool | None
    """Whether the citizen wants independent client support; null while there is no answer."""
    persoonlijk_plan_ontvangen_op: date | None


class JeugdzaakVastgelegd(OnderEenWet):
    """How a youth came in, and why help goes on after 18 (Jeugdwet, 1.1 and 2.6); a later one replaces it."""

    melding_id: str
    client_id: str
    gemeente: str
    verwijzer: str
    """TypeVerwijzer (COD327)."""
    verlengingsgrond: str | None


class AanvraagIngediend(OnderEenWet):
    """The citizen applies; the law gives two weeks for the decision (Wmo 2015, 2.3.5)."""

    melding_id: str
    client_id: str
    gemeente: str
    aanvraagdatum: date


Termijn = Literal["onderzoek", "besluit", "bezwaar"]
"""The clocks: six weeks from the melding, two weeks from the aanvraag, and the decision on a bezwaar."""


class TermijnOpgeschort(OnderEenWet):
    """A clock stands still as from `vanaf`, for one of the reasons that fit it."""

    opschorting_id: str
    melding_id: str
    client_id: str
    gemeente: str
    termijn: Termijn
    reden: str
    vanaf: date


class TermijnHervat(TermijnOpgeschort):
    """A clock runs again; `tot` is the first day that counts again."""

    tot: date


Netwerkmogelijkheid = Literal[
    "mantelzorger",
    "familie",
    "vrienden en buren",
    "vrijwilliger",
    "lotgenoten",
    "vereniging of geloofsgemeenschap",
    "algemene voorziening",
]
"""Who or what around a client may help, in general (M51; Lekstroom 4b); a code, since a text could hold a person."""


Leeftijdsgroep = Literal["0-17", "18-19", "20-39", "40-59", "60-69", "70-79", "80+"]
"""In years; wide enough to be of many."""


class BeschiktProduct(EventData):
    """One product of a beschikking. `volume` in `eenheid` (WJ756) per `frequentie` (WMO757).

    Without a code it is aspecific, without a categorie as well it is generic: then only `budget` says how much.
    """

    id: str
    categorie: str | None
    code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    ingangsdatum: IsoDate
    einddatum: IsoDate | None
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
    afschaalmomenten: tuple[IsoDate, ...] = ()
    """Days on which less support is expected to do (M51)."""
    contactmomenten: tuple[IsoDate, ...] = ()
    """Days on which provider, client and municipality evaluate (M51, M68)."""
    vervoer: bool = False
    """The provider fetches and brings the client (M14)."""
    netwerkmogelijkheden: tuple[Netwerkmogelijkheid, ...] = ()
    """What the own network and general provisions may do (M51)."""
    profiel: str | None = None
    """How the region weighs it (M96): cell, step, specialisme or traject of the inkoopmodel; null in older events."""


class BeschikkingAfgegeven(OnderEenWet):
    """The decision on an application (Wmo 2015, 2.3.5), with the inkoopmodel under which it was taken."""

    beschikking_id: str
    melding_id: str
    client_id: str
    bsn_hash: str
    gemeente: str
    meldingsdatum: IsoDate
    onderzoek_afgerond_op: IsoDate | None
    """Null for a temporary measure, that comes before the investigation."""
    besluitdatum: IsoDate
    inkoopmodel: str
    inkoopmodel_versie: IsoDate
    producten: tuple[BeschiktProduct, ...]
    """Empty when the application is rejected."""
    soort: Literal["besluit", "tijdelijk", "bezwaar"] = "besluit"
    """On an application (2.3.5), a temporary measure in an urgent need (2.3.3), or on an objection (Awb 7:11)."""
    uitkomst: Literal["toegekend", "gedeeltelijk", "afgewezen"] = "toegekend"
    aanvraagdatum: IsoDate | None = None
    """From which the two weeks run; null for a temporary measure."""
    verwijzer: str | None = None
    """TypeVerwijzer (COD327): by which way a youth came in; null under the Wmo."""
    verlengingsgrond: str | None = None
    """Why help under the Jeugdwet goes on after 18; null where it does not."""
    leeftijdsgroep: Leeftijdsgroep | None = None
    """On the day of the decision (M96); null where it is not known, and in older events."""
    wijk: str | None = None
    """The district of the client, as the inkoopmodel calls it (M133); null where it names none."""
    zaaknummer: str | None = None
    """What stands on the letters of the case; null in older events."""


class IndicatieOvergenomen(OnderEenWet):
    """A running indication was taken in by file when a municipality began here (M134); nothing was decided.

    Its provider has it already under `toewijzing_nummer`: `product.aanbieder` says who.
    """

    beschikking_id: str
    client_id: str
    bsn_hash: str
    gemeente: str
    besluitdatum: IsoDate
    """Of the decision, that was taken in another system."""
    product: BeschiktProduct
    toewijzing_nummer: int
    begindatum: IsoDate | None
    """The first day of delivery; null while the provider has not begun."""


class IndicatieOmgezet(OnderEenWet):
    """Help that runs goes on as a product of a new contract (M134); what the citizen was granted stays the same."""

    beschikking_id: str
    client_id: str
    bsn_hash: str
    gemeente: str
    besluitdatum: IsoDate
    omgezet_uit: str
    """The id of the product that it goes on from."""
    laatste_dag: IsoDate
    """Of that one; before its first day when it had not begun."""
    beschikt_product: BeschiktProduct
    leeftijdsgroep: Leeftijdsgroep | None = None
    """On the first day of the new product (M96); null where it is not known."""
    wijk: str | None = None
    """The district of the client (M133); null where the inkoopmodel names none."""


class BeschikkingBeeindigd(OnderEenWet):
    """Products of a decision stop, in whole or as from a day; `einddatum` is the last day that still counts."""

    beschikking_id: str
    client_id: str
    gemeente: str
    producten: tuple[str, ...]
    einddatum: date
    reden: Literal["overleden", "verhuisd", "wens client", "ingetrokken", "bezwaar", "vervangen"]


class BezwaarIngediend(OnderEenWet):
    """The citizen objects to a decision (Awb 6:7)."""

    bezwaar_id: str
    beschikking_id: str
    melding_id: str
    client_id: str
    gemeente: str
    ingediend_op: date
    op_tijd: bool
    """Whether it came within the six weeks."""


class BezwaarVerdaagd(OnderEenWet):
    """The decision on an objection is put off, once, by six weeks (Awb 7:10, third paragraph)."""

    bezwaar_id: str
    beschikking_id: str
    melding_id: str
    client_id: str
    gemeente: str
    uiterlijk: date | None
    """The last day for the decision now; null while its clock stands still."""


class BezwaarBesloten(OnderEenWet):
    """The decision on an objection (Awb 7:11), or its withdrawal (Awb 6:21)."""

    bezwaar_id: str
    beschikking_id: str
    melding_id: str
    client_id: str
    gemeente: str
    ingediend_op: date
    besluitdatum: date
    uitkomst: Literal["gegrond", "ongegrond", "niet-ontvankelijk", "ingetrokken"]


class ZaakGesloten(OnderEenWet):
    """A melding ends without a decision; its clocks stop on `op`."""

    melding_id: str
    client_id: str
    gemeente: str
    reden: Literal["ingetrokken", "overleden", "verhuisd", "geen aanvraag"]
    op: date


class PersoonGewijzigd(EventData):
    """The personal data of a client changed: who needs them fetches them again."""

    client_id: str
    gemeente: str


class ClientVertrokken(EventData):
    """A client died or moved to another municipality; which products that ends is told by events of its own."""

    client_id: str
    gemeente: str
    reden: Literal["overleden", "verhuisd"]
    laatste_dag: date


class BijdrageVastgelegd(EventData):
    """What the CAK has to know of the own contribution of a client (Wmo 2015, 2.1.4b); each is told once."""

    opgave_id: str
    client_id: str
    gemeente: str
    op: date
    """The day in the list of which it stands."""
    soort: Literal["start", "pauze", "hervatting", "stop"]
    per: date
    """The first day on which it holds; of a stop, the first day without a contribution."""
    bijdrage: Literal["vast", "inkomen"]
    bedrag_per_maand: int | None
    """Eurocents on that day; null when the CAK sets the amount by income."""
    reden: str
    trekt_in: str | None
    """The one that this one takes back: it counts as never told."""


class SignaalGeregistreerd(EventData):
    """Somebody saw a gap in the social base (M112); what is missing, not for whom."""

    signaal_id: str
    gemeente: str
    onderwerp: str
    """A code, such as `vervoer`; the story itself stays in toegang."""
    op: date


class OntslagVastgelegd(OnderEenWet):
    """Somebody leaves an institution, and whether the director is there before it (M17, M125); a later one replaces it.

    Not which institution.
    """

    melding_id: str
    client_id: str
    gemeente: str
    ontslag_op: date
    regisseur_betrokken_op: date | None


class RaadplegingVastgelegd(EventData):
    """An expert was asked (M126), on a case or in a group; not about whom, nor what was said."""

    raadpleging_id: str
    gemeente: str
    deskundigheid: str
    """A code, such as `psychiatrie`."""
    in_groep: bool
    op: date


MELDING_GEREGISTREERD = EventType(
    "nl.wmo.meldingen.geregistreerd.v1", MeldingGeregistreerd, "Een inwoner heeft een hulpvraag gemeld."
)
ONDERZOEK_AFGEROND = EventType(
    "nl.wmo.onderzoeken.afgerond.v1", OnderzoekAfgerond, "Het onderzoek na een melding is klaar."
)
MELDING_BEVESTIGD = EventType(
    "nl.wmo.meldingen.bevestigd.v1", MeldingBevestigd, "De ontvangst van een melding is bevestigd."
)
JEUGDZAAK_VASTGELEGD = EventType(
    "nl.wmo.jeugdzaken.vastgelegd.v1", JeugdzaakVastgelegd, "Vastgelegd is hoe een jeugdige binnenkwam."
)
AANVRAAG_INGEDIEND = EventType(
    "nl.wmo.aanvragen.ingediend.v1", AanvraagIngediend, "Een inwoner heeft een aanvraag ingediend."
)
TERMIJN_OPGESCHORT = EventType(
    "nl.wmo.termijnen.opgeschort.v1", TermijnOpgeschort, "Een wettelijke termijn staat stil."
)
TERMIJN_HERVAT = EventType("nl.wmo.termijnen.hervat.v1", TermijnHervat, "Een wettelijke termijn loopt weer.")
BESCHIKKING_AFGEGEVEN = EventType(
    "nl.wmo.beschikkingen.afgegeven.v1", BeschikkingAfgegeven, "De gemeente heeft besloten over ondersteuning."
)
INDICATIE_OVERGENOMEN = EventType(
    "nl.wmo.indicaties.overgenomen.v1", IndicatieOvergenomen, "Een lopende indicatie is overgenomen uit een bestand."
)
INDICATIE_OMGEZET = EventType(
    "nl.wmo.indicaties.omgezet.v1",
    IndicatieOmgezet,
    "Ondersteuning loopt door onder een product van een nieuw contract.",
)
BESCHIKKING_BEEINDIGD = EventType(
    "nl.wmo.beschikkingen.beeindigd.v1", BeschikkingBeeindigd, "Producten van een beschikking stoppen."
)
BEZWAAR_INGEDIEND = EventType(
    "nl.wmo.bezwaren.ingediend.v1", BezwaarIngediend, "Een inwoner maakt bezwaar tegen een beschikking."
)
BEZWAAR_VERDAAGD = EventType(
    "nl.wmo.bezwaren.verdaagd.v1", BezwaarVerdaagd, "De gemeente neemt meer tijd voor het besluit over een bezwaar."
)
BEZWAAR_BESLOTEN = EventType("nl.wmo.bezwaren.besloten.v1", BezwaarBesloten, "De gemeente besloot over een bezwaar.")
ZAAK_GESLOTEN = EventType("nl.wmo.zaken.gesloten.v1", ZaakGesloten, "Een melding is gesloten zonder besluit.")
PERSOON_GEWIJZIGD = EventType(
    "nl.wmo.personen.gewijzigd.v1", PersoonGewijzigd, "De persoonsgegevens van een cliënt zijn gewijzigd."
)
CLIENT_VERTROKKEN = EventType(
    "nl.wmo.clienten.vertrokken.v1", ClientVertrokken, "Een cliënt is overleden of uit de gemeente verhuisd."
)
SIGNAAL_GEREGISTREERD = EventType(
    "nl.wmo.signalen.geregistreerd.v1", SignaalGeregistreerd, "Iemand mist iets in de sociale basis."
)
BIJDRAGE_VASTGELEGD = EventType(
    "nl.wmo.bijdragen.vastgelegd.v1",
    BijdrageVastgelegd,
    "Een eigen bijdrage begint, staat stil, gaat verder of stopt, of een eerdere opgave daarvan is ingetrokken.",
)
ONTSLAG_VASTGELEGD = EventType(
    "nl.wmo.ontslagen.vastgelegd.v1", OntslagVastgelegd, "Een inwoner komt uit een instelling."
)
RAADPLEGING_VASTGELEGD = EventType(
    "nl.wmo.raadplegingen.vastgelegd.v1", RaadplegingVastgelegd, "Een deskundige is om advies gevraagd."
)
