"""Appointments that nobody came to."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import text_of
from declaratie.domain.noshow import Noshowsoort, Noshowstand
from declaratie.tables.base import Base
from declaratie.tables.betalen import STAND
from wetten import Wet


class Noshow(Base):
    """One appointment on an assignment that did not take place, with what is paid and billed for it, in eurocents."""

    __tablename__ = "noshows"
    __table_args__ = (
        UniqueConstraint("toewijzing_id", "dag"),
        Index("ix_noshows_gemeente_id", "gemeente", "id"),
        Index("ix_noshows_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"))
    toewijzing_nummer: Mapped[int]
    gemeente: Mapped[str] = mapped_column(String(4))
    budgethouder: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    categorie: Mapped[str] = mapped_column(String(2))
    code: Mapped[str] = mapped_column(String(5))
    soort: Mapped[Noshowsoort] = mapped_column(text_of(Noshowsoort, STAND))
    dag: Mapped[date]
    volume: Mapped[int]
    eenheid: Mapped[str] = mapped_column(String(2))
    bedrag: Mapped[int] = mapped_column(BigInteger)
    voor_inwoner: Mapped[int] = mapped_column(BigInteger)
    stand: Mapped[Noshowstand] = mapped_column(text_of(Noshowstand, STAND))
    gemeld_op: Mapped[datetime]
    reden: Mapped[str | None] = mapped_column(String(300))
    """Why it was withdrawn."""
