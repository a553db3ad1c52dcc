"""The contract register: providers, their contracts with products and prices, and pauses."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toewijzing.tables.base import Base


class Aanbieder(Base):
    """A provider, by its AGB code."""

    __tablename__ = "aanbieders"

    agb: Mapped[str] = mapped_column(String(8), primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    integriteit_getoetst_op: Mapped[date | None]
    """When the integrity test was passed (M108)."""
    integriteit_getoetst_door: Mapped[str | None] = mapped_column(String(200))
    """Who recorded that."""
    gewijzigd_door: Mapped[str | None] = mapped_column(String(200))
    """Who was the last to change any of it by hand."""
    gewijzigd_op: Mapped[datetime | None]


class GemetenAanbieder(Base):
    """What monitoring told last of how well a provider works in a region (M56); the highest `sequence` stands."""

    __tablename__ = "gemeten_aanbieders"

    agb: Mapped[str] = mapped_column(String(8), primary_key=True)
    inkoopmodel: Mapped[str] = mapped_column(String(60), primary_key=True)
    sequence: Mapped[int]
    van: Mapped[date]
    tot: Mapped[date]
    """First days of the first and the last month that were counted."""
    starts: Mapped[int]
    starts_op_tijd: Mapped[int]
    toewijzingen: Mapped[int]
    afgeschaald: Mapped[int]
    prestaties_ingediend: Mapped[int]
    prestaties_afgewezen: Mapped[int]


class Pauze(Base):
    """Nothing new is assigned to a provider in a municipality from `vanaf` until the day `tot` (M64)."""

    __tablename__ = "pauzes"
    __table_args__ = (Index("ix_pauzes_agb_gemeente", "agb", "gemeente"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8))
    gemeente: Mapped[str] = mapped_column(String(4))
    vanaf: Mapped[date]
    tot: Mapped[date | None]
    """The first day on which assigning goes on; null while nobody said so."""


class GehoordeMaatregel(Base):
    """The newest step that monitoring told of a provider in a region (M89); the highest `sequence` stands."""

    __tablename__ = "gehoorde_maatregelen"

    subject: Mapped[str] = mapped_column(String(120), primary_key=True)
    """Of the event: a provider in a region."""
    sequence: Mapped[int]
    hervat_per: Mapped[date | None]
    """Assigning goes on from this day; null when the step is a pause."""


class Contract(Base):
    """An agreement with a provider for a number of municipalities."""

    __tablename__ = "contracten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(ForeignKey("aanbieders.agb"), index=True)
    gemeenten: Mapped[list[str]]
    geldig_van: Mapped[date]
    geldig_tot: Mapped[date | None]
    opties: Mapped[list[int]] = mapped_column(JSON)
    """The years of each option to extend that is still open (M103)."""
    specialismen: Mapped[list[str]]
    """Names of the inkoopmodel (M13); none means that the contract names none."""
    doelgroepen: Mapped[list[str]]
    """Names of the inkoopmodel (M101); none means that the contract names none."""
    leversnelheid: Mapped[int | None]
    """Working days from assignment to start that the provider promises (M55)."""
    capaciteit: Mapped[int | None]
    """Clients that the provider can serve under this contract at once."""
    deelname: Mapped[str] = mapped_column(String(40))
    """A value of domain.contract.Deelname (M61)."""
    partners: Mapped[list[str]]
    """AGB codes of the other members of the combinatie, or of the onderaannemers (M61)."""
    gunningsscores: Mapped[list[list[str | int]]] = mapped_column(JSON, default=list)
    """Criterion and points of the tender (M118)."""
    geen_nieuwe_vanaf: Mapped[date | None]
    """From this day on no new clients: the provider leaves on `geldig_tot` (M63)."""


class ContractProduct(Base):
    """A product under a contract."""

    __tablename__ = "contract_producten"
    __table_args__ = (Index("ix_contract_producten_code", "code"),)

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracten.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    categorie: Mapped[str] = mapped_column(String(2))
    eenheid: Mapped[str] = mapped_column(String(2))


class ContractTarief(Base):
    """The price of a product under a contract, in eurocents per unit, from a day on (M79)."""

    __tablename__ = "contract_tarieven"

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracten.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    vanaf: Mapped[date] = mapped_column(primary_key=True)
    bedrag: Mapped[int]
