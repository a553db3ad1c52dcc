"""Somebody leaves an institution (M17, M125)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Ontslag(Base):
    """Somebody leaves an institution; one per case."""

    __tablename__ = "ontslagen"
    __table_args__ = (Index("ix_ontslagen_gemeente", "gemeente", "ontslag_op", "melding_id"),)

    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    ontslag_op: Mapped[date]
    """The day that is known now."""
    regisseur_betrokken_op: Mapped[date | None]
    """Since when the director of the municipality takes part."""
    time_out_id: Mapped[str | None] = mapped_column(ForeignKey("voorzieningen.id"), index=True)
    instelling: Mapped[bytes]
    """Sealed: it tells what is wrong with somebody."""
