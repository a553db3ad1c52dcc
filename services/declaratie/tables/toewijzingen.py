"""What declaratie heard of assignments, contracts and deliveries."""

from datetime import date

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from declaratie.tables.base import Base
from wetten import Wet


class GehoordeToewijzing(Base):
    """An assignment as toewijzing told of it; the highest `sequence` stands."""

    __tablename__ = "toewijzingen"
    __table_args__ = (
        UniqueConstraint("gemeente", "wet", "nummer"),
        Index("ix_toewijzingen_agb_bsn_hash", "agb", "bsn_hash"),
        Index("ix_toewijzingen_gemeente_client_id", "gemeente", "client_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    sequence: Mapped[int]
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    nummer: Mapped[int]
    agb: Mapped[str] = mapped_column(String(8))
    client_id: Mapped[str] = mapped_column(String(36), index=True)
    bsn_hash: Mapped[str] = mapped_column(String(64), index=True)
    categorie: Mapped[str | None] = mapped_column(String(2))
    code: Mapped[str | None] = mapped_column(String(5))
    volume: Mapped[int | None]
    eenheid: Mapped[str | None] = mapped_column(String(2))
    frequentie: Mapped[str | None] = mapped_column(String(1))
    budget: Mapped[int | None]
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    reden_wijziging: Mapped[str | None] = mapped_column(String(2))
    is_overleden: Mapped[bool] = mapped_column(server_default=false())
    """Whether the client died, as toegang told of him, whatever ended this assignment."""


class Contract(Base):
    """A contract as toewijzing told of it; the highest `sequence` stands."""

    __tablename__ = "contracten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    sequence: Mapped[int]
    agb: Mapped[str] = mapped_column(String(8), index=True)
    gemeenten: Mapped[list[str]]
    geldig_van: Mapped[date]
    geldig_tot: Mapped[date | None]


class ContractTarief(Base):
    """The price of a product under a contract, in eurocents per `eenheid`, from a day on."""

    __tablename__ = "contract_tarieven"

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracten.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    vanaf: Mapped[date] = mapped_column(primary_key=True)
    categorie: Mapped[str] = mapped_column(String(2))
    eenheid: Mapped[str] = mapped_column(String(2))
    bedrag: Mapped[int]


class Levering(Base):
    """A start and its stop as toewijzing told of them; of each the highest sequence stands.

    `telt` is false when the start was removed, or not heard of yet. `gestopt_op` is the last day of delivery.
    """

    __tablename__ = "leveringen"

    toewijzing_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    begindatum: Mapped[date] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    telt: Mapped[bool]
    gestopt_op: Mapped[date | None]
    stop_sequence: Mapped[int]
