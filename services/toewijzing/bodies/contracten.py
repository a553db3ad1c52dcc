"""What goes in and out about the contract register."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toewijzing.bodies.codes import AgbCode, Gemeentecode
from toewijzing.domain.contract import Deelname

Aanbiedersnaam = Annotated[
    str,
    # A spreadsheet takes a text that begins so for a formula, and the register is exported to spreadsheets.
    Field(min_length=1, max_length=200, pattern=r"^[^=+\-@\s]"),
]
Naam = Annotated[str, Field(min_length=1, max_length=60)]


class TariefBody(ApiModel):
    """A price in eurocents per unit, from a day on."""

    vanaf: IsoDate
    bedrag: Annotated[int, Field(ge=0, le=99_999_999, description="Eurocenten per eenheid.")]


class ContractProductBody(ApiModel):
    """A product under a contract; without prices those of the inkoopmodel hold, with its indexation (M79)."""

    code: Annotated[str, Field(min_length=1, max_length=5)]
    tarieven: Annotated[list[TariefBody], Field(min_length=1)] | None = None


class Gunningsscore(ApiModel):
    """Points of the tender for one criterion (M118)."""

    criterium: Naam
    punten: Annotated[int, Field(ge=0, le=100)]


class NieuwContract(ApiModel):
    """A contract to record. All municipalities share one inkoopmodel."""

    agb: AgbCode
    naam: Aanbiedersnaam
    gemeenten: Annotated[list[Gemeentecode], Field(min_length=1)]
    geldig_van: IsoDate
    geldig_tot: IsoDate | None = None
    geen_nieuwe_vanaf: Annotated[
        IsoDate | None,
        Field(description="Vanaf deze dag geen nieuwe cliënten (M63). Zonder opgave blijft staan wat er stond."),
    ] = None
    opties: Annotated[
        list[Annotated[int, Field(ge=1, le=10)]] | None,
        Field(description="Jaren per optie om te verlengen (M103). Zonder opgave: die van het inkoopmodel."),
    ] = None
    specialismen: list[Naam] = []
    doelgroepen: list[Naam] = []
    leversnelheid: Annotated[
        int | None, Field(ge=0, le=260, description="Werkdagen tussen toewijzing en start (M55).")
    ] = None
    capaciteit: Annotated[int | None, Field(ge=0, le=1_000_000, description="Hoeveel cliënten tegelijk.")] = None
    deelname: Deelname = Deelname.ZELFSTANDIG
    partners: Annotated[
        list[AgbCode], Field(description="De andere leden van de combinatie, of de onderaannemers (M61).")
    ] = []
    producten: Annotated[list[ContractProductBody], Field(min_length=1)]
    gunningsscores: Annotated[
        list[Gunningsscore] | None,
        Field(max_length=20, description="Punten van de gunning (M118). Zonder opgave blijft staan wat er stond."),
    ] = None


class ContractView(ApiModel):
    """A contract as it stands."""

    id: str
    agb: str
    naam: str
    gemeenten: list[str]
    geldig_van: date
    geldig_tot: date | None
    opties: list[int]
    specialismen: list[str]
    doelgroepen: list[str]
    leversnelheid: int | None
    capaciteit: int | None
    deelname: str
    partners: list[str]
    gunningsscores: list[Gunningsscore]
    gunningstotaal: float | None
    geen_nieuwe_vanaf: date | None
    """From this day on no new clients; the present ones stay until `geldigTot` (M63)."""


class ContractDetail(ContractView):
    """A contract with its products and prices."""

    producten: list[ContractProductBody]


class VertrekVanAanbieder(ApiModel):
    """A provider leaves; without `zorgcontinuiteitTot` the months of the inkoopmodel hold (M63)."""

    geen_nieuwe_vanaf: IsoDate
    zorgcontinuiteit_tot: IsoDate | None = None


class PauzeView(ApiModel):
    """Nothing new is assigned in a municipality from `vanaf` until the day `tot` (M64)."""

    gemeente: str
    vanaf: date
    tot: date | None


class AanbiederBody(ApiModel):
    """What is recorded of a provider."""

    naam: Aanbiedersnaam
    integriteit_getoetst_op: Annotated[
        IsoDate | None, Field(description="Wanneer de integriteitstoets is gehaald (M108).")
    ] = None


class AanbiederView(AanbiederBody):
    """A provider as it stands, with its pauses now and later."""

    agb: str
    integriteit_getoetst_door: str | None
    gewijzigd_door: str | None
    gewijzigd_op: datetime | None
    pauzes: list[PauzeView]


class NieuwePauze(ApiModel):
    """Pause, or go on with, assigning to a provider in municipalities (M64); without a day as from today."""

    gemeenten: Annotated[list[Gemeentecode], Field(min_length=1)]
    per: IsoDate | None = None


class RijFout(ApiModel):
    """What is wrong in a file: the row as a spreadsheet counts it, the column where that is known, and why."""

    rij: int
    kolom: str | None
    reden: str


class ImportView(ApiModel):
    """What came of a file: with errors, or as a trial, nothing is kept."""

    contracten: int
    nieuw: int
    gewijzigd: int
    bewaard: bool
    fouten: list[RijFout]
