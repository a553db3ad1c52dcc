"""Granted lines that somebody should look at."""

from datetime import datetime

from sqlalchemy import (
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from declaratie.tables.base import Base


class Aandachtspunt(Base):
    """A granted line that the policy of the region wants somebody to look at, and what was decided."""

    __tablename__ = "aandachtspunten"
    __table_args__ = (
        ForeignKeyConstraint(["declaratie_id", "volgnummer"], ["prestaties.declaratie_id", "prestaties.volgnummer"]),
        UniqueConstraint("declaratie_id", "volgnummer", "m_nummer"),
        Index("ix_aandachtspunten_gemeente_id", "gemeente", "id"),
        Index("ix_aandachtspunten_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    declaratie_id: Mapped[str] = mapped_column(String(36))
    volgnummer: Mapped[int]
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(5))
    m_nummer: Mapped[str] = mapped_column(String(4))
    reden: Mapped[str] = mapped_column(String(300))
    bedrag: Mapped[int]
    """Of the line, in eurocents."""
    budgethouder: Mapped[str] = mapped_column(String(4))
    """Of the line."""
    created_at: Mapped[datetime]
    afgehandeld_op: Mapped[datetime | None]
    afgehandeld_door: Mapped[str | None] = mapped_column(String(100))
    besluit: Mapped[str | None] = mapped_column(String(20))
    toelichting: Mapped[str | None] = mapped_column(String(1000))
