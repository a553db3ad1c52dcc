"""What toegang tells about weighing, plans and evaluations."""

from datetime import date
from typing import Literal

from chassis.events import EventData, EventType

Uitkomst = Literal["voortzetten", "bijstellen", "opschalen", "afschalen", "beeindigen"]
"""What an evaluation leads to."""
Antwoord = Literal["ja", "deels", "nee"]


class GewogenProduct(EventData):
    """One product that a caseworker chose from what the inkoopmodel allows; names are those of the model."""

    product: str
    traject: str | None
    intensiteit: str | None
    scenario: str | None
    maanden: int | None
    minuten_per_week: int | None
    afgeweken: bool
    """Outside the norm band, with a reason (M9)."""


class AfwegingVastgelegd(EventData):
    """A caseworker has weighed and chosen, under the inkoopmodel that is named (M22)."""

    afweging_id: str
    melding_id: str
    client_id: str
    gemeente: str
    op: date
    inkoopmodel: str
    inkoopmodel_versie: date
    gebieden: int
    """How many resultaatgebieden are worked on."""
    producten: tuple[GewogenProduct, ...]


class PlanVastgesteld(EventData):
    """A support plan is settled; `evaluatiemomenten` are the days on which it will be evaluated (M68, M85, M86)."""

    plan_id: str
    client_id: str
    gemeente: str
    huishouden_id: str | None
    soort: Literal["ondersteuning", "perspectief"]
    inkoopmodel: str
    inkoopmodel_versie: date
    traject: str
    regie: Literal["intensief", "gewoon", "licht"]
    """How closely the case is directed (M29, M88)."""
    vastgesteld_op: date
    einddatum: date
    doelen: int
    evaluatiemomenten: tuple[date, ...]


class ZrmVerloop(EventData):
    """Self-reliance of one client in one domain, from 1 (acute problems) to 5 (wholly self-reliant) (M11)."""

    domein: str
    start: int
    nu: int


class EvaluatieVastgelegd(EventData):
    """An evaluation was held: what it led to, which goals were reached, and how self-reliance went (M85, M86, M91)."""

    evaluatie_id: str
    plan_id: str
    client_id: str
    gemeente: str
    traject: str
    gepland_op: date
    gehouden_op: date
    uitkomst: Uitkomst
    doelen_totaal: int
    doelen_behaald: int
    doelen_deels: int
    antwoorden: tuple[Antwoord, ...] = ()
    """To the questions of direction of the inkoopmodel, in its order (M87)."""
    zrm: tuple[ZrmVerloop, ...] = ()
    """The first and the last measurement, per domain that was measured in both."""
    producten: tuple[str, ...] = ()
    """Product codes that the client has on the day of the evaluation."""
    aanbieders: tuple[str, ...] = ()
    """AGB codes that the decisions on these products name."""


class IndicatieLooptAf(EventData):
    """The client is warned that the support ends after `einddatum` (M38)."""

    product_id: str
    beschikking_id: str
    client_id: str
    gemeente: str
    code: str
    einddatum: date
    gewaarschuwd_op: date


AFWEGING_VASTGELEGD = EventType(
    "nl.wmo.afwegingen.vastgelegd.v1", AfwegingVastgelegd, "Een consulent heeft gewogen en gekozen."
)
PLAN_VASTGESTELD = EventType("nl.wmo.plannen.vastgesteld.v1", PlanVastgesteld, "Een ondersteuningsplan is vastgesteld.")
EVALUATIE_VASTGELEGD = EventType(
    "nl.wmo.evaluaties.vastgelegd.v1", EvaluatieVastgelegd, "Een evaluatie is gehouden en vastgelegd."
)
INDICATIE_LOOPT_AF = EventType(
    "nl.wmo.indicaties.aangekondigd.v1", IndicatieLooptAf, "Ondersteuning loopt binnenkort af; de cliënt hoort dat."
)
