"""What goes in and out over the API: clients, meldingen, onderzoeken."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from chassis.bsn import Bsn
from chassis.model import ApiModel
from chassis.strict import FORM, IsoDate
from toegang.bodies.brp import BrpToetsView
from toegang.bodies.persoon import Huisnummer, Persoon
from toegang.domain.route import Toereikend
from wetten import Wet

Gemeentecode = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente: vier cijfers.")]
Tekst = Annotated[str, Field(min_length=1, max_length=10_000)]
Postcode = Annotated[str, Field(pattern=r"^[1-9][0-9]{3}[A-Z]{2}$")]
AgbCode = Annotated[str, Field(pattern=r"^[0-9]{8}$", description="AGB-code van de aanbieder: acht cijfers.")]


Woongemeente = Annotated[
    Gemeentecode | None,
    Field(
        description="De gemeente waar de inwoner volgens de BRP woont. Is dat een andere dan die van de zaak, dan "
        "wordt het verzoek geweigerd (Wmo 2015, 1.2.1). Zonder dit veld gaan we ervan uit dat de inwoner hier woont, "
        "behalve na een vastgelegde verhuizing."
    ),
]
WoongemeenteNu = Annotated[
    Gemeentecode | None,
    Field(
        description="De gemeente waar de inwoner volgens de BRP woont. Is dat een andere, dan kan dat pas na een "
        "vastgelegde verhuizing (Wmo 2015, 1.2.1); wie in het buitenland woont heeft 1999. Zonder dit veld gaan we "
        "ervan uit dat de inwoner hier woont, behalve na een vastgelegde verhuizing: dan is het nodig."
    ),
]


class GewijzigdePersoon(Persoon):
    """The personal data as they are now; `woongemeente` is not kept."""

    woongemeente: WoongemeenteNu = None


class NieuweMelding(ApiModel):
    """A melding to register."""

    gemeente: Gemeentecode
    wet: Wet = Wet.WMO
    persoon: Persoon
    meldingsdatum: IsoDate
    hulpvraag: Annotated[str, Field(min_length=1, max_length=10_000)]
    spoed: bool = False
    woongemeente: Woongemeente = None


class MeldingView(ApiModel):
    """A melding, without personal data."""

    id: str
    client_id: str
    gemeente: str
    wet: Wet
    zaaknummer: str
    meldingsdatum: date
    status: str
    spoed: bool
    aanvraagdatum: date | None
    gesloten_op: date | None
    sluitreden: str | None


class BsnVraag(ApiModel):
    """Search by BSN: in the body, never in an address."""

    bsn: Bsn


class AdresVraag(ApiModel):
    """Search by Dutch address: where a citizen lives, or gets their post when that is all there is."""

    postcode: Postcode
    huisnummer: Huisnummer


def _vorm(gegeven: object) -> str:
    """Which of the two is meant: an address as soon as a part of one is there."""
    return ADRES if isinstance(gegeven, dict) and gegeven.keys() & {"postcode", "huisnummer"} else BSN


BSN, ADRES = f"{FORM}bsn", f"{FORM}adres"
ClientVraag = Annotated[Annotated[BsnVraag, Tag(BSN)] | Annotated[AdresVraag, Tag(ADRES)], Discriminator(_vorm)]
"""Search by BSN or by address; what is wrong is told of the one that was chosen."""


class InzageVraag(ApiModel):
    """Whose personal data are asked, at once."""

    clienten: Annotated[list[str], Field(min_length=1, max_length=500)]


class PersoonVanClient(ApiModel):
    """The personal data of one of them."""

    client_id: str
    persoon: Persoon
    jeugdwet_tot: date | None
    """The last day on which this client falls under the Jeugdwet (1.1); null without a border."""


class ClientView(ApiModel):
    """A client, without personal data."""

    id: str
    gemeente: str
    overleden_op: date | None
    verhuisd_op: date | None
    brp: Annotated[
        BrpToetsView | None, Field(description="Hoe het staat met de BRP; leeg als die niet is aangesloten.")
    ] = None


class NieuweBevestiging(ApiModel):
    """The confirmation of a melding: what was offered, and what the citizen chose (M36)."""

    bevestigd_op: IsoDate
    clientondersteuning_aangeboden_op: IsoDate
    clientondersteuning_gekozen: bool | None = None
    persoonlijk_plan_aangeboden_op: IsoDate
    persoonlijk_plan_gewenst: bool | None = None
    persoonlijk_plan_ontvangen_op: IsoDate | None = None
    persoonlijk_plan: Annotated[str, Field(min_length=1, max_length=100_000)] | None = None


class BevestigingView(ApiModel):
    """What was offered and chosen, without the text of the plan; and until when a plan can be handed in."""

    melding_id: str
    bevestigd_op: date
    clientondersteuning_aangeboden_op: date
    clientondersteuning_gekozen: bool | None
    persoonlijk_plan_aangeboden_op: date
    persoonlijk_plan_gewenst: bool | None
    persoonlijk_plan_ontvangen_op: date | None
    persoonlijk_plan_tot: date


class Gesprek(ApiModel):
    """The kitchen-table talk (M36)."""

    datum: IsoDate
    vorm: Literal["huisbezoek", "op-kantoor", "beeldbellen", "telefoon"]
    met_clientondersteuner: bool = False
    met_mantelzorger: bool = False


class Voorliggend(ApiModel):
    """Whether what goes first is enough (M19, M21); `titel` as in the inkoopmodel."""

    titel: Annotated[str, Field(min_length=1, max_length=200)]
    uitkomst: Toereikend
    toelichting: Tekst | None = None


class BekekenVoorziening(ApiModel):
    """A general provision from the register that was considered (M112)."""

    id: Annotated[str, Field(min_length=1, max_length=36)]
    uitkomst: Toereikend


class Bevindingen(ApiModel):
    """What the investigation looked at (Wmo 2015, 2.3.2, fourth to sixth paragraph)."""

    gesprek: Gesprek
    eigen_kracht: Tekst
    gebruikelijke_hulp: Tekst
    netwerk: Tekst
    voorliggend: Annotated[list[Voorliggend], Field(max_length=50)]
    voorzieningen: Annotated[list[BekekenVoorziening], Field(max_length=50)] = []
    pgb_uitgelegd: Annotated[
        bool, Field(description="Of de inwoner weet wat een pgb is en wat het vraagt (Wmo 2015, 2.3.2, zesde lid).")
    ] = False
    pgb_gewenst: Annotated[bool, Field(description="Of de inwoner een pgb vraagt.")] = False


class NieuwOnderzoek(Bevindingen):
    """The outcome of an investigation; `afgerond_op` is the day on which the citizen got the report."""

    afgerond_op: IsoDate
    verslag: Annotated[str, Field(min_length=1, max_length=100_000)]


class OnderzoekView(ApiModel):
    """That the investigation was done, and when."""

    melding_id: str
    afgerond_op: date


class NieuweAanvraag(ApiModel):
    """The application: a signed report counts as one."""

    ingediend_op: IsoDate


class Sluiting(ApiModel):
    """The end of a case without a decision."""

    reden: Literal["ingetrokken", "geen aanvraag"]
    op: IsoDate


class Vertrek(ApiModel):
    """Death or moving to another municipality: all cases close, and all support stops after `laatste_dag`."""

    reden: Literal["overleden", "verhuisd"]
    laatste_dag: IsoDate


class MeldingInhoud(ApiModel):
    """What is known of a case in words; reading it leaves a trace."""

    hulpvraag: str
    persoonlijk_plan: str | None
    verslag: str | None
    bevindingen: Bevindingen | None
