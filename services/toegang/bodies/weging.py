"""What goes in and out over the API: weighing, and inkoopmodellen."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.domain.weging import Keuze, Situatie, Taak, Uitspraak, Verwijzing
from toegang.domain.weging.zaak import Dader

Naam = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$", description="Een naam uit het inkoopmodel.")]
Reden = Annotated[str, Field(min_length=1, max_length=4000)]
Minuten = Annotated[int, Field(ge=1, le=10_080, description="Minuten per week.")]


class HuishoudTaak(ApiModel):
    """One line of a huishoudplan (M3)."""

    naam: Annotated[str, Field(min_length=1, max_length=200)]
    minuten_per_week: Minuten
    door: Dader


class GepasseerdeTrede(ApiModel):
    """Why a lighter step of the ladder does not do (M20); steps count from 1."""

    trede: Annotated[int, Field(ge=1, le=20)]
    reden: Reden


class VerwijzingBody(ApiModel):
    """That somebody else referred, by a verwijsroute of the inkoopmodel (M40, M41)."""

    route: Naam
    overlegd_op: IsoDate | None = None
    meer_domeinen: bool = False
    gemeld_op: IsoDate | None = None
    verlenging: bool = False
    beoordeeld_op: IsoDate | None = None


class SituatieBody(ApiModel):
    """What the onderzoek found, in the names of the inkoopmodel."""

    gebieden: Annotated[list[Naam], Field(max_length=30)] = []
    omstandigheden: Annotated[list[Naam], Field(max_length=30)] = []
    huidig_traject: Naam | None = None
    reden_doorstroom: Reden | None = None
    gepasseerd: Annotated[list[GepasseerdeTrede], Field(max_length=20)] = []
    reden_groep: Reden | None = None
    kan_niet_reizen: bool = False
    alleen_praktische_hulp: bool = False
    huishoudplan: Annotated[list[HuishoudTaak], Field(max_length=60)] = []
    scenario_verlengd: Annotated[int, Field(ge=0, le=100)] = 0
    verwijzing: VerwijzingBody | None = None

    def situatie(self) -> Situatie:
        """As the rules see it."""
        waarden = self.model_dump(exclude={"gebieden", "omstandigheden", "gepasseerd", "huishoudplan", "verwijzing"})
        return Situatie(
            **waarden,
            gebieden=tuple(self.gebieden),
            omstandigheden=tuple(self.omstandigheden),
            gepasseerd=tuple((each.trede, each.reden) for each in self.gepasseerd),
            huishoudplan=tuple(Taak(each.naam, each.minuten_per_week, each.door) for each in self.huishoudplan),
            verwijzing=Verwijzing(**self.verwijzing.model_dump()) if self.verwijzing else None,
        )


class NieuweKeuze(ApiModel):
    """A product that the caseworker chooses, with its reasons where the rules ask for them."""

    product: Annotated[str, Field(min_length=1, max_length=120)]
    ingangsdatum: IsoDate
    einddatum: IsoDate | None = None
    traject: Naam | None = None
    scenario: Naam | None = None
    minuten_per_week: Minuten | None = None
    reden_afwijking: Reden | None = None
    vervoer: bool = False
    aanbieder: Annotated[str, Field(pattern=r"^[0-9]{8}$")] | None = None
    specialisme: Naam | None = None
    doelgroep: Naam | None = None

    def keuze(self) -> Keuze:
        """As the rules see it."""
        return Keuze(**self.model_dump())


class Voorstelvraag(ApiModel):
    """In which situation, and as from when."""

    situatie: SituatieBody
    ingangsdatum: IsoDate


class NieuweAfweging(ApiModel):
    """What was weighed and chosen."""

    situatie: SituatieBody
    keuzes: Annotated[list[NieuweKeuze], Field(min_length=1, max_length=25)]


class UitspraakView(ApiModel):
    """What one rule says; `wel` is what would be allowed."""

    regel: str
    reden: str
    wel: str | None

    @classmethod
    def van(cls, uitspraak: Uitspraak) -> Self:
        """As it goes out."""
        return cls(regel=uitspraak.regel, reden=uitspraak.reden, wel=uitspraak.wel or None)


class OptieView(ApiModel):
    """A product in one of its uses. `maanden` are the terms to choose from; minutes are those of the norm band."""

    product: str
    naam: str
    traject: str | None
    scenario: str | None
    intensiteit: str | None
    maanden: list[int]
    langste_maanden: int | None
    minuten_van: int | None
    minuten_tot: int | None
    vervoer: bool
    evaluatie_maanden: int | None
    regie_door: str | None
    regie: str | None
    onderbouwing: list[UitspraakView]
    weigeringen: list[UitspraakView]


class Voorstel(ApiModel):
    """What the inkoopmodel allows, what it refuses, and why. The caseworker decides."""

    inkoopmodel: str
    inkoopmodel_versie: date
    mogelijk: list[OptieView]
    niet_mogelijk: list[OptieView]
    overig: list[UitspraakView]
    """What the situation itself lacks, whatever the product."""


class KeuzeView(ApiModel):
    """A product that was chosen, without the reasons in words."""

    product: str
    traject: str | None
    intensiteit: str | None
    scenario: str | None
    aantal_gebieden: int
    duur_maanden: int | None
    minuten_per_week: int | None
    afgeweken: bool


class AfwegingView(ApiModel):
    """An afweging; `onderbouwing` are the rules on which it rests."""

    id: str
    melding_id: str
    client_id: str
    gemeente: str
    op: date
    inkoopmodel: str
    inkoopmodel_versie: date
    keuzes: list[KeuzeView]
    onderbouwing: list[UitspraakView]


class WeegregelView(ApiModel):
    """A rule of weighing, with the M numbers that it carries out."""

    nummers: list[str]
    naam: str
    uitleg: str


class VergelijkingView(ApiModel):
    """Indications for one product in one situation: minutes per week (M31)."""

    product: str
    traject: str | None
    aantal_gebieden: int
    aantal: int
    mediaan: int
    kwart: int
    driekwart: int
    meest_gekozen: int
    aandeel_meest_gekozen: int
    standaard: bool
    """Nearly everybody gets the same: a standard intervention."""
    spreiding: bool
    """The same situation is judged very differently."""


class InkoopmodelRegel(ApiModel):
    """One inkoopmodel in the list."""

    naam: str
    titel: str
    versie: date
    gemeenten: list[str]
