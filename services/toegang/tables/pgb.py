"""PGBs as the SVB is told them, and what it tells of payments (M16)."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base
from wetten import Wet


class PgbToekenning(Base):
    """A PGB as it was on a day; what changes gets another row, and none is changed."""

    __tablename__ = "pgb_toekenningen"
    __table_args__ = (Index("ix_pgb_toekenningen_gemeente_id", "gemeente", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    code: Mapped[str] = mapped_column(String(5))
    op: Mapped[date]
    """The day on which it was told."""
    soort: Mapped[str] = mapped_column(String(10))
    """A value of domain.pgb.Toekenningsoort."""
    begin: Mapped[date]
    einde: Mapped[date | None]
    """The last day; before `begin` when it was withdrawn before it began."""
    budget: Mapped[int | None]
    """Eurocents for the term; null without an end."""
    per_jaar: Mapped[dict[str, int]] = mapped_column(JSON)
    """Eurocents by calendar year."""
    tarief: Mapped[int | None]
    """Eurocents per unit of the product; null for what is bought in euros."""


class PgbBesteding(Base):
    """A payment from a PGB, from a file; the same `kenmerk` of a municipality is the same payment."""

    __tablename__ = "pgb_bestedingen"
    __table_args__ = (UniqueConstraint("gemeente", "kenmerk"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    kenmerk: Mapped[str] = mapped_column(String(40))
    maand: Mapped[date]
    bedrag: Mapped[int]
    """Eurocents; negative what came back."""
    betaald_op: Mapped[date]
    ingelezen_op: Mapped[date]
