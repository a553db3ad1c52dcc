"""What providers have to pay back."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import text_of
from declaratie.domain.vordering import Vorderingsgrond, Vorderingstand
from declaratie.tables.base import Base
from declaratie.tables.betalen import STAND
from wetten import Wet


class Vordering(Base):
    """What one municipality claims back from one provider, in eurocents; `openstaand` is what is not settled yet.

    Until and with `uiterlijk` the provider may pay it back or dispute it; then the next run takes it off.
    """

    __tablename__ = "vorderingen"
    __table_args__ = (
        Index("ix_vorderingen_budgethouder_id", "budgethouder", "id"),
        Index("ix_vorderingen_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    budgethouder: Mapped[str] = mapped_column(String(4))
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    naam: Mapped[str] = mapped_column(String(70))
    """Of the provider, as it stands in the letter."""
    bedrag: Mapped[int] = mapped_column(BigInteger)
    openstaand: Mapped[int] = mapped_column(BigInteger)
    grond: Mapped[Vorderingsgrond] = mapped_column(text_of(Vorderingsgrond, STAND))
    toelichting: Mapped[str] = mapped_column(String(1000))
    uiterlijk: Mapped[date]
    stand: Mapped[Vorderingstand] = mapped_column(text_of(Vorderingstand, STAND))
    betwisting: Mapped[str | None] = mapped_column(String(1000))
    """Why the provider disputes it."""
    betwist_door: Mapped[str | None] = mapped_column(String(100))
    vastgelegd_door: Mapped[str] = mapped_column(String(100))
    vastgelegd_op: Mapped[datetime]


class VorderingPrestatie(Base):
    """A granted line that a claim is about, with what of it is claimed back, in eurocents. One claim runs at a time."""

    __tablename__ = "vordering_prestaties"

    declaratie_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vordering_id: Mapped[str] = mapped_column(ForeignKey("vorderingen.id"), primary_key=True, index=True)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    gecrediteerd_door: Mapped[str | None] = mapped_column(String(36), index=True)
    """The declaration that took the line back: nothing is claimed of it any more."""
    teruggegeven: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    """What is payable to the provider since then, in eurocents, as it had paid it or a run was taking it off."""


class Ontvangst(Base):
    """What a provider paid back on a claim, in eurocents. A reference of the bank counts once."""

    __tablename__ = "ontvangsten"

    vordering_id: Mapped[str] = mapped_column(ForeignKey("vorderingen.id"), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(35), primary_key=True)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    ontvangen_op: Mapped[date]
    vastgelegd_door: Mapped[str] = mapped_column(String(100))
