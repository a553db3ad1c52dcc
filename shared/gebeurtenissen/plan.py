"""What toegang tells about weighing, plans and evaluations."""

from datetime import date
from typing import Literal

from chassis.events import EventData, EventType
from gebeurtenissen.wet import OnderEenWet

Uitkomst = Literal["voortzetten", "bijstellen", "opschalen", "afschalen", "beeindigen"]
"""What an evaluation leads to."""
Antwoord = Literal["ja", "deels", "nee"]
Vervolg = Literal["nieuw-onderzoek", "algemene-voorziening", "eigen-netwerk", "andere-wet", "geen"]
"""What follows when an indication ends."""


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


class AfwegingVastgelegd(OnderEenWet):
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


class PlanGemaakt(EventData):
    """A plan was begun; its goals follow as events of their own, and it is settled later."""

    plan_id: str
    client_id: str
    gemeente: str
    huishouden_id: str | None
    soort: Literal["ondersteuning", "perspectief"]
    inkoopmodel: str
    inkoopmodel_versie: date
    traject: str
    begindatum: date
    einddatum: date


class PlanOvergegaan(EventData):
    """A plan goes on in another name, or joins or leaves a household; these are what holds from now on (M18)."""

    plan_id: str
    client_id: str
    gemeente: str
    huishouden_id: str | None


class PlanAfgesloten(EventData):
    """A plan is done: by an evaluation, or since the client died or moved away. What was still planned lapses."""

    plan_id: str
    client_id: str
    gemeente: str
    reden: Literal["evaluatie", "overleden", "verhuisd"]
    op: date


class DoelVastgelegd(EventData):
    """A goal as it is from now on: new, changed, evaluated or lapsed (M32); its words stay in toegang."""

    doel_id: str
    plan_id: str
    client_id: str
    gemeente: str
    gebied: str | None
    """A resultaatgebied, or a domain of a perspective plan, of the inkoopmodel; null while it knows no such area."""
    termijn: Literal["kort", "lang"]
    netwerk: bool
    """A result on the own network or what goes first (M35)."""
    van_client: bool
    """A result that the resident named (M34)."""
    streefdatum: date | None
    status: Literal["open", "behaald", "deels", "niet-behaald", "vervallen"]


class DoelVerwijderd(EventData):
    """A goal was taken out of a plan before it was evaluated."""

    doel_id: str
    plan_id: str
    client_id: str
    gemeente: str


class ZrmScore(EventData):
    """Self-reliance in one domain, from 1 (acute problems) to 5 (wholly self-reliant)."""

    domein: str
    score: int


class ZrmGemeten(EventData):
    """Self-reliance of a client was measured (M11), by itself or in an evaluation."""

    meting_id: str
    plan_id: str
    client_id: str
    gemeente: str
    op: date
    scores: tuple[ZrmScore, ...]


class HuishoudenGewijzigd(EventData):
    """A household was formed or changed (M18); `clienten` is who belongs to it from now on, perhaps nobody.

    Who directs it is a person, and stays in toegang.
    """

    huishouden_id: str
    gemeente: str
    wijziging: Literal["gevormd", "lid erbij", "lid eraf", "regisseur"]
    clienten: tuple[str, ...]


class PlandeelGedeeld(EventData):
    """Goals of a plan are shared with the provider of a product (M122); a later one of the product replaces it."""

    product_id: str
    plan_id: str
    client_id: str
    gemeente: str
    doelen: int
    """How many goals are shared with that product now."""


class UitwerkingVastgelegd(EventData):
    """A provider worked out a goal of its part of a plan, or evaluated it (M122); its words stay in toegang."""

    uitwerking_id: str
    doel_id: str
    plan_id: str
    product_id: str
    client_id: str
    gemeente: str
    agb: str
    soort: Literal["doel", "stap", "evaluatie"]
    op: date
    voortgang: Literal["open", "behaald", "deels", "niet-behaald"] | None
    """How the goal stands by the provider; of an evaluation only."""


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


class EvaluatieGevraagd(EventData):
    """Soon a plan is evaluated with its providers: those that see goals of it are asked for theirs (M86)."""

    evaluatie_id: str
    plan_id: str
    client_id: str
    gemeente: str
    gepland_op: date
    aanbieders: tuple[str, ...]
    """AGB codes."""


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
    doelen_mantelzorger: int = 0
    behaald_mantelzorger: int = 0
    """Of the goals those that relieve who cares for the client (M127)."""


class IndicatieLooptAf(OnderEenWet):
    """The client is warned that the support ends after `einddatum` (M38)."""

    product_id: str
    beschikking_id: str
    client_id: str
    gemeente: str
    code: str
    einddatum: date
    gewaarschuwd_op: date


class IndicatieGewaarschuwd(OnderEenWet):
    """The warning that support ends after `einddatum` went to the client, by this way (M38)."""

    product_id: str
    beschikking_id: str
    client_id: str
    gemeente: str
    code: str
    einddatum: date
    kanaal: str
    verstuurd_op: date


class VervolgBepaald(OnderEenWet):
    """What follows when an indication ends was decided (M38); it replaces what was said before."""

    product_id: str
    beschikking_id: str
    client_id: str
    gemeente: str
    vervolg: Vervolg


AFWEGING_VASTGELEGD = EventType(
    "nl.wmo.afwegingen.vastgelegd.v1", AfwegingVastgelegd, "Een consulent heeft gewogen en gekozen."
)
PLAN_GEMAAKT = EventType("nl.wmo.plannen.gemaakt.v1", PlanGemaakt, "Een consulent is aan een plan begonnen.")
PLAN_OVERGEGAAN = EventType(
    "nl.wmo.plannen.overgegaan.v1", PlanOvergegaan, "Een plan staat op een andere naam of bij een ander huishouden."
)
PLAN_AFGESLOTEN = EventType("nl.wmo.plannen.afgesloten.v1", PlanAfgesloten, "Een plan is afgesloten.")
DOEL_VASTGELEGD = EventType("nl.wmo.doelen.vastgelegd.v1", DoelVastgelegd, "Een doel is toegevoegd of gewijzigd.")
DOEL_VERWIJDERD = EventType("nl.wmo.doelen.verwijderd.v1", DoelVerwijderd, "Een doel is uit een plan gehaald.")
ZRM_GEMETEN = EventType("nl.wmo.metingen.vastgelegd.v1", ZrmGemeten, "De zelfredzaamheid is gemeten.")
HUISHOUDEN_GEWIJZIGD = EventType(
    "nl.wmo.huishoudens.gewijzigd.v1", HuishoudenGewijzigd, "Een huishouden is gevormd of gewijzigd."
)
PLAN_VASTGESTELD = EventType("nl.wmo.plannen.vastgesteld.v1", PlanVastgesteld, "Een ondersteuningsplan is vastgesteld.")
EVALUATIE_GEVRAAGD = EventType(
    "nl.wmo.evaluaties.gevraagd.v1", EvaluatieGevraagd, "Aanbieders wordt om hun evaluatie van een cliënt gevraagd."
)
EVALUATIE_VASTGELEGD = EventType(
    "nl.wmo.evaluaties.vastgelegd.v1", EvaluatieVastgelegd, "Een evaluatie is gehouden en vastgelegd."
)
INDICATIE_LOOPT_AF = EventType(
    "nl.wmo.indicaties.aangekondigd.v1", IndicatieLooptAf, "Ondersteuning loopt binnenkort af; de cliënt hoort dat."
)
INDICATIE_GEWAARSCHUWD = EventType(
    "nl.wmo.indicaties.gewaarschuwd.v1",
    IndicatieGewaarschuwd,
    "De waarschuwing dat ondersteuning afloopt, is naar de cliënt gegaan.",
)
VERVOLG_BEPAALD = EventType(
    "nl.wmo.vervolgen.bepaald.v1", VervolgBepaald, "Bepaald is wat er volgt als ondersteuning afloopt."
)
PLANDEEL_GEDEELD = EventType(
    "nl.wmo.plandelen.gedeeld.v1", PlandeelGedeeld, "Doelen van een plan zijn gedeeld met de aanbieder van een product."
)
UITWERKING_VASTGELEGD = EventType(
    "nl.wmo.uitwerkingen.vastgelegd.v1", UitwerkingVastgelegd, "Een aanbieder werkte een doel uit, of evalueerde het."
)
