"""The tables of toewijzing. Persons stand here by clientId and keyed BSN hash only."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from berichtenverkeer.tables import add_berichten_tables
from chassis.database import UtcDateTime, new_metadata
from chassis.tables import add_chassis_tables


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, list[str]: JSON}


add_chassis_tables(Base.metadata)
add_berichten_tables(Base.metadata)


class Contract(Base):
    """An agreement with a provider for a number of municipalities."""

    __tablename__ = "contracten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8), index=True)
    naam: Mapped[str] = mapped_column(String(200))
    gemeenten: Mapped[list[str]]
    geldig_van: Mapped[date]
    geldig_tot: Mapped[date | None]


class ContractProduct(Base):
    """A product under a contract."""

    __tablename__ = "contract_producten"

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


class Toewijzing(Base):
    """A decided product and the provider that delivers it; without one it waits for a choice."""

    __tablename__ = "toewijzingen"
    __table_args__ = (
        UniqueConstraint("gemeente", "nummer"),
        Index("ix_toewijzingen_client_agb", "client_id", "agb"),
        Index("ix_toewijzingen_gemeente_id", "gemeente", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """The id of the product in the beschikking: a product is assigned once."""
    beschikking_id: Mapped[str] = mapped_column(String(36))
    client_id: Mapped[str] = mapped_column(String(36))
    bsn_hash: Mapped[str] = mapped_column(String(64))
    gemeente: Mapped[str] = mapped_column(String(4))
    categorie: Mapped[str] = mapped_column(String(2))
    code: Mapped[str] = mapped_column(String(5))
    volume: Mapped[int]
    eenheid: Mapped[str] = mapped_column(String(2))
    frequentie: Mapped[str] = mapped_column(String(1))
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    besluitdatum: Mapped[date]
    status: Mapped[str] = mapped_column(String(12))
    """A value of domain.toewijzing.Status."""
    wacht_op: Mapped[str | None] = mapped_column(String(200))
    """Why no provider is assigned yet, in plain Dutch."""
    agb: Mapped[str | None] = mapped_column(String(8))
    nummer: Mapped[int | None]
    toegewezen_op: Mapped[datetime | None]


class Start(Base):
    """A start of delivery as the provider reported it (WMO305)."""

    __tablename__ = "starts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), index=True)
    begindatum: Mapped[date]
    bericht_id: Mapped[str] = mapped_column(String(36))
    verwijderd: Mapped[bool]
