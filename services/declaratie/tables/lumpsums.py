"""Lump sums for a task: when which part is paid, and what the provider accounts for."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import text_of
from declaratie.domain.lumpsum import Lumpsumstand, Verantwoordingstand
from declaratie.tables.base import Base
from declaratie.tables.betalen import STAND
from wetten import Wet


class Lumpsum(Base):
    """What one municipality pays one provider for a task from `van` until and with `tot`, in eurocents.

    When it ends before its time `laatste_dag` says so, and why.
    """

    __tablename__ = "lumpsums"
    __table_args__ = (
        Index("ix_lumpsums_budgethouder_id", "budgethouder", "id"),
        Index("ix_lumpsums_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    budgethouder: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    categorie: Mapped[str] = mapped_column(String(2))
    code: Mapped[str] = mapped_column(String(5))
    taak: Mapped[str] = mapped_column(String(1000))
    van: Mapped[date]
    tot: Mapped[date]
    bedrag: Mapped[int] = mapped_column(BigInteger)
    stand: Mapped[Lumpsumstand] = mapped_column(text_of(Lumpsumstand, STAND))
    laatste_dag: Mapped[date]
    reden: Mapped[str | None] = mapped_column(String(1000))
    voorgesteld_door: Mapped[str] = mapped_column(String(100))
    voorgesteld_op: Mapped[datetime]
    beoordeeld_door: Mapped[str | None] = mapped_column(String(100))
    beoordeeld_op: Mapped[datetime | None]


class Deelbetaling(Base):
    """A part of a lump sum that is paid from `dag` on, in eurocents; `betaalbaar_op` once a run may take it."""

    __tablename__ = "deelbetalingen"
    __table_args__ = (Index("ix_deelbetalingen_dag", "dag"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    lumpsum_id: Mapped[str] = mapped_column(ForeignKey("lumpsums.id"), index=True)
    dag: Mapped[date]
    bedrag: Mapped[int] = mapped_column(BigInteger)
    betaalbaar_op: Mapped[date | None]


class Verantwoording(Base):
    """The account of a period: how many residents were helped, at what cost in eurocents, and what was done."""

    __tablename__ = "verantwoordingen"

    lumpsum_id: Mapped[str] = mapped_column(ForeignKey("lumpsums.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    van: Mapped[date]
    tot: Mapped[date]
    uiterlijk: Mapped[date]
    stand: Mapped[Verantwoordingstand] = mapped_column(text_of(Verantwoordingstand, STAND))
    inwoners: Mapped[int | None]
    kosten: Mapped[int | None] = mapped_column(BigInteger)
    toelichting: Mapped[str | None] = mapped_column(String(4000))
    ingediend_op: Mapped[datetime | None]
    reden: Mapped[str | None] = mapped_column(String(1000))
    """Why the municipality does not agree."""
    beoordeeld_door: Mapped[str | None] = mapped_column(String(100))
    beoordeeld_op: Mapped[datetime | None]
