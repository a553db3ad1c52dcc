"""What goes in and out over the API: decisions, objections, terms."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from gebeurtenissen.toegang import Netwerkmogelijkheid
from toegang.bodies.eigen_bijdrage import BijdragebesluitView
from toegang.bodies.route import AgbCode, Tekst
from toegang.domain.beschikking import Besluituitkomst, Vorm
from toegang.domain.eindbrief import Briefreden
from toegang.domain.termijn import Stand, Termijnsoort
from wetten import Wet

LangeTekst = Annotated[str, Field(min_length=1, max_length=100_000)]
Naam = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$", description="Een naam uit het inkoopmodel.")]
Dagen = Annotated[list[IsoDate], Field(max_length=60)]
Netwerk = Annotated[list[Netwerkmogelijkheid], Field(max_length=7)]
Minuten = Annotated[int, Field(ge=1, le=10_080)]


class PgbToets(ApiModel):
    """The skill check of who will manage a PGB: the citizen, or who represents them (M16; Wmo 2015, 2.3.6)."""

    bekwaam: bool
    beheerder: Literal["inwoner", "vertegenwoordiger"] = "inwoner"
    beoordeeld_op: IsoDate
    uitgelegd_op: Annotated[
        IsoDate | None, Field(description="De dag waarop het pgb is uitgelegd, als het verslag dat niet zegt.")
    ] = None
    toelichting: Tekst
    zorgverlener: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class GevraagdProduct(ApiModel):
    """A product to decide on; unit and frequency follow from the inkoopmodel."""

    code: Annotated[str, Field(min_length=1, max_length=120)]
    volume: Annotated[int, Field(ge=1, le=99_999_999)]
    ingangsdatum: IsoDate
    einddatum: IsoDate | None = None
    aanbieder: AgbCode | None = None
    traject: Naam | None = None
    scenario: Naam | None = None
    minuten_per_week: Minuten | None = None
    reden_afwijking: Tekst | None = None
    vervoer: bool = False
    specialisme: Naam | None = None
    doelgroep: Naam | None = None
    vorm: Vorm = Vorm.NATURA
    pgb: PgbToets | None = None
    toelichting: Tekst | None = None
    afschaalmomenten: Dagen = []
    contactmomenten: Dagen = []
    netwerkmogelijkheden: Netwerk = []


class Besluit(ApiModel):
    """What a decision says, of whatever kind."""

    besluitdatum: IsoDate
    motivering: LangeTekst
    producten: Annotated[list[GevraagdProduct], Field(max_length=25)] = []


class NieuweBeschikking(Besluit):
    """A decision on an application (Wmo 2015, 2.3.5)."""

    uitkomst: Besluituitkomst = Besluituitkomst.TOEGEKEND


class BeschiktProductView(ApiModel):
    """A product that was decided on; `budget` in eurocents."""

    id: str
    categorie: str
    code: str
    volume: int
    eenheid: str
    frequentie: str
    ingangsdatum: date
    einddatum: date | None
    aanbieder: str | None
    vorm: Vorm
    budget: int | None
    specialisme: str | None
    doelgroep: str | None
    spoed: bool
    afschaalmomenten: list[date]
    contactmomenten: list[date]
    vervoer: bool
    netwerkmogelijkheden: list[Netwerkmogelijkheid]
    minuten_per_week: int | None
    scenario: str | None
    regels: list[str]
    laatste_dag: date | None
    eindreden: str | None
    omgezet_uit: str | None


class BeschikkingView(ApiModel):
    """A decision and its products."""

    id: str
    melding_id: str
    client_id: str
    gemeente: str
    wet: Wet
    zaaknummer: str
    besluitdatum: date
    soort: str
    uitkomst: str
    inkoopmodel: str
    inkoopmodel_versie: date
    bezwaar_tot: date
    """The last day of the term for an objection (Awb 6:7)."""
    eigen_bijdrage: BijdragebesluitView | None
    producten: list[BeschiktProductView]


class ProductView(ApiModel):
    """A product that a municipality can decide on."""

    code: str
    naam: str
    wet: Wet
    categorie: str
    eenheid: str
    frequentie: str


class NieuweBeeindiging(ApiModel):
    """Products of a decision stop after `laatste_dag`; without `product_ids`, all of them."""

    reden: Briefreden
    laatste_dag: IsoDate
    product_ids: Annotated[list[str], Field(min_length=1, max_length=25)] | None = None
    motivering: LangeTekst | None = None


class BeeindigingView(ApiModel):
    """A decision that support stops, without its text."""

    id: str
    beschikking_id: str
    client_id: str
    gemeente: str
    besluitdatum: date
    laatste_dag: date
    reden: Briefreden
    product_ids: list[str]
    bezwaar_tot: date


class NieuwBezwaar(ApiModel):
    """An objection; `commissie` when an independent committee advises (Awb 7:13)."""

    ingediend_op: IsoDate
    gronden: LangeTekst
    commissie: bool = False


class BezwaarView(ApiModel):
    """An objection, without its text."""

    id: str
    beschikking_id: str
    melding_id: str
    client_id: str
    gemeente: str
    ingediend_op: date
    op_tijd: bool
    verdaagd: bool
    uitkomst: str | None
    besluitdatum: date | None
    nieuwe_beschikking_id: str | None


class BezwaarInhoud(ApiModel):
    """What an objection and the decision on it say; reading it leaves a trace."""

    gronden: str
    motivering: str | None


class BesluitOpBezwaar(Besluit):
    """The decision on an objection (Awb 7:11); `producten` replace those of the first decision when it is gegrond."""

    uitkomst: Literal["gegrond", "ongegrond", "niet-ontvankelijk", "ingetrokken"]
    nieuwe_uitkomst: Besluituitkomst | None = None


class NieuweOpschorting(ApiModel):
    """A clock stands still as from `vanaf`."""

    reden: Annotated[str, Field(min_length=1, max_length=20)]
    vanaf: IsoDate


class Hervatting(ApiModel):
    """A clock runs again; `tot` is the first day that counts again."""

    tot: IsoDate


class OpschortingView(ApiModel):
    """A time in which a clock stands still, why, and by which article."""

    reden: str
    uitleg: str
    vanaf: date
    tot: date | None


class TermijnView(ApiModel):
    """A clock of a case; `uiterlijk` is its last day, null while it stands still."""

    id: str
    melding_id: str
    zaaknummer: str
    gemeente: str
    soort: Termijnsoort
    onderwerp: str
    begin: date
    weken: int
    uiterlijk: date | None
    gestopt_op: date | None
    stand: Stand
    opschortingen: list[OpschortingView]
