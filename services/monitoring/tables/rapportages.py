"""Rapportages: what providers were asked to report, what they said, and what the municipality thought of it (M115)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from monitoring.tables.basis import Base


class Rapportage(Base):
    """What one provider reports over one period, on one form of an inkoopmodel."""

    __tablename__ = "rapportages"
    __table_args__ = (
        Index("ix_rapportages_een", "inkoopmodel", "uitvraag", "agb", "verslagperiode", unique=True),
        Index("ix_rapportages_uiterlijk", "uiterlijk", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    uitvraag: Mapped[str] = mapped_column(String(60))
    agb: Mapped[str] = mapped_column(String(8))
    verslagperiode: Mapped[str] = mapped_column(String(7))
    """A year, or a quarter such as 2026-K3."""
    status: Mapped[str] = mapped_column(String(20))
    gevraagd_op: Mapped[date]
    uiterlijk: Mapped[date]
    herinnerd: Mapped[int]
    """How many reminders were told."""
    ingediend_op: Mapped[date | None]
    antwoorden: Mapped[str | None] = mapped_column(Text)
    """JSON: per question a text, a whole number or a boolean. No names."""


class Rapportagestap(Base):
    """What happened with a rapportage: handed in, given back or agreed to, with the answers as they were then."""

    __tablename__ = "rapportagestappen"

    rapportage_id: Mapped[str] = mapped_column(ForeignKey("rapportages.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20))
    reden: Mapped[str | None] = mapped_column(Text)
    """Why it was given back."""
    antwoorden: Mapped[str | None] = mapped_column(Text)
    op: Mapped[date]
    door: Mapped[str] = mapped_column(Text)
    """Who did it, as the token names them."""
    vastgelegd_op: Mapped[datetime]
