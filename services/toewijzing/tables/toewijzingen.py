"""Assignments, and what providers report on them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toewijzing.tables.base import Base


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
