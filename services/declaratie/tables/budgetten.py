"""What was spent of budgets, and what was told of that."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from declaratie.tables.base import Base


class Uitgave(Base):
    """What one declaration takes from a budget, in eurocents, credits taken off."""

    __tablename__ = "uitgaven"
    __table_args__ = (Index("ix_uitgaven_gemeente_jaar", "gemeente", "jaar"),)

    declaratie_id: Mapped[str] = mapped_column(ForeignKey("declaraties.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    jaar: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    betaler: Mapped[str] = mapped_column(String(4), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    bedrag: Mapped[int] = mapped_column(BigInteger)


class BudgetMelding(Base):
    """A threshold of a budget that was told of."""

    __tablename__ = "budget_meldingen"

    budget: Mapped[str] = mapped_column(String(90), primary_key=True)
    drempel: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    op: Mapped[datetime]
