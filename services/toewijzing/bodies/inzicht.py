"""What goes in and out about waiting, what hurts, gaps, and the help around a client."""

from datetime import date, datetime
from typing import Literal

from chassis.model import ApiModel
from chassis.strict import IsoDate
from gebeurtenissen.aanbod import Wisselantwoord, Wisselreden
from toewijzing.bodies.toewijzingen import ToewijzingView
from toewijzing.bodies.waakvlammen import WaakvlamView
from toewijzing.domain.knelpunt import Knelpunt

Maatregel = Literal[
    "algemene voorziening",
    "vrijwilliger",
    "ontlasten mantelzorger",
    "tijdelijk andere aanbieder",
    "tijdelijk ander product",
]
"""What may help a client while it waits; a code, since a text could hold a person."""


class NieuweOverbrugging(ApiModel):
    """What helps a client while it waits (M65)."""

    maatregel: Maatregel
    vanaf: IsoDate
    tot: IsoDate | None = None


class OverbruggingView(ApiModel):
    """What helps a client while it waits, and when that was recorded."""

    maatregel: str
    vanaf: date
    tot: date | None
    vastgelegd_op: datetime


class NieuwWachtcontact(ApiModel):
    """The municipality spoke to a client who waits, on this day (M130)."""

    op: IsoDate


class WachtcontactView(ApiModel):
    """When a client who waits was spoken to, and who recorded that."""

    op: date
    door: str
    vastgelegd_op: datetime


class NieuweWisselwens(ApiModel):
    """A client wants another professional at the same provider (M54)."""

    reden: Wisselreden
    gevraagd_op: IsoDate


class AntwoordOpWens(ApiModel):
    """What the provider did with the wish; `per` is the first day of another professional."""

    antwoord: Wisselantwoord
    per: IsoDate | None = None


class WisselwensView(ApiModel):
    """A wish for another professional, and the answer of the provider (M54)."""

    id: str
    toewijzing_id: str
    gemeente: str
    agb: str
    reden: str
    gevraagd_op: date
    antwoord: str | None
    per: date | None
    beantwoord_op: date | None


class WachtendeView(ApiModel):
    """An assignment that waits for a provider."""

    toewijzing: ToewijzingView
    uiterlijk: date | None
    """The last day that the norm of the region allows, counted in working days from the decision."""
    te_laat: bool
    overbrugd: bool
    """Something helps the client today."""
    overbruggingen: list[OverbruggingView]
    wachtcontacten: list[WachtcontactView]
    """When the municipality spoke to the client, oldest first (M130)."""


class KnelpuntView(ApiModel):
    """An assignment that needs attention, and why."""

    soort: Knelpunt
    toelichting: str
    toewijzing: ToewijzingView


class TeVragenView(ApiModel):
    """A contracted provider that could be asked first (M102), and why it does not count yet."""

    agb: str
    naam: str
    reden: str


class TekortView(ApiModel):
    """Fewer providers than a norm of the inkoopmodel asks for; without a gemeente it is about the region."""

    norm: str
    gemeente: str | None
    code: str
    specialisme: str | None
    doelgroep: str | None
    minimum: int
    beschikbaar: int
    eerst_vragen: list[TeVragenView]


class HulpView(ApiModel):
    """All help around a client: assignments, who coordinates (M58), and who keeps in touch afterwards (M69)."""

    coordinator: str | None
    """AGB code."""
    toewijzingen: list[ToewijzingView]
    waakvlammen: list[WaakvlamView]
