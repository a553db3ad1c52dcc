"""What goes in and out over the API: plans, goals, evaluations, households, indications that end."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chassis.model import ApiModel
from chassis.strict import IsoDate
from gebeurtenissen.plan import Antwoord
from inkoop.weging import Partij
from toegang.domain.evaluatie import Evaluatieuitkomst
from toegang.domain.indicatie import Kanaal, Vervolg
from toegang.domain.plan import Plansoort, Voortgang
from toegang.domain.zrm import DOMEINEN, HOOGST, LAAGST

Gebied = Annotated[str, Field(min_length=1, max_length=60, description="Een gebied of domein van de regio.")]
Zin = Annotated[str, Field(min_length=1, max_length=1000)]
Verhaal = Annotated[str, Field(min_length=1, max_length=20_000)]
Regisseur = Annotated[str, Field(min_length=1, max_length=200, description="Wie de regie voert.")]


def _zrm_domeinen(scores: dict[str, int]) -> dict[str, int]:
    if not set(scores) <= set(DOMEINEN):
        raise PydanticCustomError("regel", "Kies uit de domeinen: {domeinen}.", {"domeinen": ", ".join(DOMEINEN)})
    return scores


ZrmScores = Annotated[
    dict[str, Annotated[int, Field(ge=LAAGST, le=HOOGST)]],
    Field(min_length=1, max_length=len(DOMEINEN), description="Score per domein, van 1 (acuut) tot 5 (zelfredzaam)."),
    AfterValidator(_zrm_domeinen),
]


class Actie(ApiModel):
    """Who does what for a goal."""

    wie: Zin
    wat: Zin


class NieuwDoel(ApiModel):
    """A goal: in words, how it is measured, by when, and who does what (M32)."""

    gebied: Gebied
    doel: Verhaal
    meetbaar: Verhaal | None = None
    streefdatum: IsoDate | None = None
    termijn: Literal["kort", "lang"] = "lang"
    op_netwerk: bool = False
    van_client: bool = False
    voor_mantelzorger: bool = False
    volgorde: Annotated[int, Field(ge=1, le=50)] = 1
    acties: Annotated[list[Actie], Field(max_length=20)] = []
    client_id: str | None = None
    """For whom, in a plan of a household; absent means the client of the plan."""


class NieuwPlan(ApiModel):
    """A plan to work on; `traject` is one of the inkoopmodel."""

    soort: Plansoort = Plansoort.ONDERSTEUNING
    traject: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    begindatum: IsoDate
    einddatum: IsoDate
    regisseur: Regisseur
    doelen: Annotated[list[NieuwDoel], Field(max_length=100)] = []


class Vaststelling(ApiModel):
    """The plan is settled; `getoetst`: the director says that the goals are SMART (M33).

    `evaluatiedagen` are the days of this case, where the region lets the case decide (M29).
    """

    getoetst: bool = False
    evaluatiedagen: Annotated[list[IsoDate], Field(max_length=120)] = []


class DoelView(ApiModel):
    """A goal, without its words."""

    id: str
    client_id: str
    gebied: str
    termijn: str
    op_netwerk: bool
    van_client: bool
    voor_mantelzorger: bool
    volgorde: int
    streefdatum: date | None
    status: Voortgang


class DoelInWoorden(ApiModel):
    """The words of a goal; reading them leaves a trace."""

    doel_id: str
    doel: str
    meetbaar: str | None
    acties: list[Actie]


class EvaluatieView(ApiModel):
    """A moment to evaluate, and what came of it."""

    id: str
    plan_id: str
    gemeente: str
    gepland_op: date
    soort: str
    status: str
    gehouden_op: date | None
    uitkomst: str | None
    partijen: list[str]
    antwoorden: list[str]


class ZrmView(ApiModel):
    """One measurement of self-reliance."""

    op: date
    scores: dict[str, int]


class PlanRegel(ApiModel):
    """A plan in a list."""

    id: str
    client_id: str
    huishouden_id: str | None
    gemeente: str
    soort: Plansoort
    status: str
    inkoopmodel: str
    inkoopmodel_versie: date
    traject: str
    regisseur: str
    begindatum: date
    einddatum: date
    vastgesteld_op: date | None


class PlanView(PlanRegel):
    """A plan with everything in it."""

    doelen: list[DoelView]
    zrm_metingen: list[ZrmView]
    evaluaties: list[EvaluatieView]


class NieuweZrm(ApiModel):
    """A measurement of self-reliance (M11)."""

    op: IsoDate
    scores: ZrmScores


class DoelUitkomst(ApiModel):
    """How a goal stands at an evaluation."""

    doel_id: str
    status: Voortgang


class NieuweEvaluatie(ApiModel):
    """An evaluation that was held. `antwoorden` are to the questions of the region, in its order (M87)."""

    gehouden_op: IsoDate
    uitkomst: Evaluatieuitkomst
    partijen: Annotated[list[Partij], Field(min_length=1, max_length=3)]
    antwoorden: Annotated[list[Antwoord], Field(max_length=20)] = []
    doelen: Annotated[list[DoelUitkomst], Field(max_length=100)] = []
    zrm: ZrmScores | None = None
    verslag: Verhaal | None = None


class EvaluatieInWoorden(ApiModel):
    """What was written of an evaluation; reading it leaves a trace."""

    verslag: str | None


class NieuwHuishouden(ApiModel):
    """People who get one plan and one director (M18)."""

    clienten: Annotated[list[str], Field(min_length=2, max_length=20)]
    regisseur: Regisseur


class NieuwLid(ApiModel):
    """A client joins a household."""

    client_id: str


class NieuweRegisseur(ApiModel):
    """Somebody else directs."""

    regisseur: Regisseur


class HuishoudenView(ApiModel):
    """A household."""

    id: str
    gemeente: str
    regisseur: str
    clienten: list[str]


class NieuwVervolg(ApiModel):
    """What follows when an indication ends (M38)."""

    vervolg: Vervolg


class Verzending(ApiModel):
    """How and when the warning went to the client."""

    kanaal: Annotated[Kanaal, Field(strict=False)]
    verstuurd_op: IsoDate


class AflopendeIndicatieView(ApiModel):
    """An indication that ends; `bericht` is what the client reads."""

    product_id: str
    beschikking_id: str
    client_id: str
    gemeente: str
    code: str
    einddatum: date
    gewaarschuwd_op: date
    verstuurd_op: date | None
    kanaal: Kanaal | None
    vervolg: Vervolg | None
    bericht: str
