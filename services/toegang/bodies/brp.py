"""What goes in and out over the API: what the BRP says of a client."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from chassis.model import ApiModel
from toegang.domain.brp import BrpStand, Deeldatum, Gegevens, Huis, Lot
from toegang.tables import BrpToets
from wetten import Wet

Kort = Annotated[str, Field(min_length=1, max_length=200)]
Kenmerk = Annotated[str, Field(pattern=r"^[A-Za-z]{1,60}$")]
Soortplaats = Literal["adres", "briefadres", "locatie", "buitenland", "onbekend"]
VERSCHILLEN = "Wat de BRP anders zegt dan bij ons vastligt: naam, geboortedatum, adres of gemeente."


def _keur_datum(waarde: str) -> str:
    if waarde.count("-") == 2:
        date.fromisoformat(waarde)  # a day that is none is refused
    return waarde


BrpDatum = Annotated[
    str,
    Field(
        pattern=r"^([1-9][0-9]{3}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?|onbekend)$",
        description="Een dag (2024-05-31), maand (2024-05) of jaar (2024): zoveel als de BRP weet; of onbekend.",
    ),
    AfterValidator(_keur_datum),
]


def _deeldatum(geschreven: str | None) -> Deeldatum | None:
    if geschreven is None or geschreven == "onbekend":
        return None if geschreven is None else Deeldatum()
    return Deeldatum(*map(int, geschreven.split("-")))


class BrpPlaats(ApiModel):
    """Where somebody lives by the BRP, and since when."""

    soort: Soortplaats
    straatnaam: Kort | None = None
    huisnummer: Annotated[int | None, Field(ge=0, le=99999)] = None
    huisletter: Annotated[str | None, Field(max_length=1)] = None
    huisnummer_toevoeging: Annotated[str | None, Field(max_length=4)] = None
    postcode: Annotated[str | None, Field(max_length=8)] = None
    plaatsnaam: Kort | None = None
    woont_sinds: BrpDatum | None = None

    @property
    def huis(self) -> Huis | None:
        """The house, when somebody lives in one."""
        if self.soort != "adres" or self.huisnummer is None:
            return None
        return Huis(self.postcode, self.huisnummer, self.huisletter, self.huisnummer_toevoeging)


class BrpPersoon(ApiModel):
    """What the BRP says of somebody. What was not asked, or is not known there, is left out."""

    voornamen: Kort | None = None
    voorvoegsel: Kort | None = None
    geslachtsnaam: Kort | None = None
    geboren: BrpDatum | None = None
    gemeente: Annotated[
        str | None, Field(pattern=r"^[0-9]{4}$", description="Waar iemand volgens de BRP is ingeschreven: CBS-code.")
    ] = None
    ingeschreven_sinds: BrpDatum | None = None
    verblijfplaats: BrpPlaats | None = None
    overleden: bool = False
    overlijdensdatum: BrpDatum | None = None
    opgeschort: Annotated[
        str | None, Field(pattern=r"^[A-Z]$", description="Waarom de BRP niet meer wordt bijgehouden: de code.")
    ] = None
    opschortingsdatum: BrpDatum | None = None
    gegevens_geheim: Annotated[bool, Field(description="De gegevens mogen niet aan anderen worden gegeven.")] = False
    in_onderzoek: Annotated[list[Kenmerk], Field(max_length=10)] = []
    niet_op_adres: Annotated[bool, Field(description="Er is vastgesteld dat iemand niet op dit adres woont.")] = False
    onder_curatele: bool | None = None
    gezagsvormen: Annotated[list[Kenmerk], Field(max_length=10)] | None = None

    @property
    def gegevens(self) -> Gegevens:
        """What is compared with what we know."""
        plaats = self.verblijfplaats
        return Gegevens(
            geslachtsnaam=self.geslachtsnaam,
            voorvoegsel=self.voorvoegsel,
            geboren=_deeldatum(self.geboren),
            huis=plaats.huis if plaats else None,
            gemeente=self.gemeente,
        )

    @property
    def lot(self) -> Lot:
        """What became of them."""
        return Lot(
            overleden=self.overleden,
            overleden_op=_deeldatum(self.overlijdensdatum),
            opgeschort=self.opgeschort,
            opgeschort_op=_deeldatum(self.opschortingsdatum),
            ingeschreven_op=_deeldatum(self.ingeschreven_sinds),
            in_onderzoek=bool(self.in_onderzoek),
        )


class NieuweBrpToets(ApiModel):
    """What came of asking the BRP who a client is."""

    uitkomst: Annotated[
        Literal["gevonden", "onbekend", "geen-antwoord"],
        Field(description="gevonden: met persoon. onbekend: de BRP kent dit nummer niet. geen-antwoord: later weer."),
    ]
    persoon: BrpPersoon | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.persoon is not None) != (self.uitkomst == "gevonden"):
            raise ValueError("een persoon hoort bij de uitkomst gevonden, en alleen daarbij")
        return self


class BrpToetsView(ApiModel):
    """How it stands with a client and the BRP, without personal data."""

    client_id: str
    stand: BrpStand
    gevraagd_op: datetime
    geantwoord_op: datetime | None
    verschillen: Annotated[list[str], Field(description=VERSCHILLEN)]
    gegevens_geheim: bool
    niet_op_adres: bool
    in_onderzoek: list[str]
    onder_curatele: bool
    overleden_op: date | None

    @classmethod
    def van(cls, row: BrpToets) -> Self:
        """As it is kept."""
        return cls(
            client_id=row.client_id,
            stand=BrpStand(row.stand),
            gevraagd_op=row.gevraagd_op,
            geantwoord_op=row.geantwoord_op,
            verschillen=row.verschillen.split(),
            gegevens_geheim=row.geheim,
            niet_op_adres=row.niet_op_adres,
            in_onderzoek=row.in_onderzoek.split(),
            onder_curatele=row.onder_curatele,
            overleden_op=row.overleden_op,
        )


class TeToetsen(ApiModel):
    """A client about whom the BRP is to be asked now."""

    client_id: str
    wet: Annotated[Wet, Field(description="De wet van wat loopt; bij beide de Jeugdwet.")]
    eerder: Annotated[bool, Field(description="De BRP gaf al eens antwoord: dan is alleen wat kan wijzigen nodig.")]
