"""What people record here: it comes from no event, so a rebuild leaves it alone. No names, no free text."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from monitoring.tables.basis import Base


class Aantekening(Base):
    """One thing that somebody recorded about help from a provider: an answer in a survey, a planning signal, a risk.

    `waarde` is the grade in tenths (M90), or chance times impact (M106); null for a planning signal (M116).
    """

    __tablename__ = "aantekeningen"
    __table_args__ = (Index("ix_aantekeningen_soort_op", "soort", "op", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    soort: Mapped[str] = mapped_column(String(20))
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    op: Mapped[date]
    kenmerk: Mapped[str] = mapped_column(String(30))
    waarde: Mapped[int | None]
    gesloten_op: Mapped[date | None]
    door: Mapped[str] = mapped_column(Text)
    """Who recorded it, as the token names them."""
    vastgelegd_op: Mapped[datetime]


class Klacht(Base):
    """A complaint and how far it is (M110): with the provider and the consultant first, then independent."""

    __tablename__ = "klachten"
    __table_args__ = (Index("ix_klachten_ontvangen_op", "ontvangen_op", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    onderwerp: Mapped[str] = mapped_column(String(30))
    ontvangen_op: Mapped[date]
    stap: Mapped[str] = mapped_column(String(30))


class Klachtstap(Base):
    """A step of a complaint, on a day."""

    __tablename__ = "klachtstappen"

    klacht_id: Mapped[str] = mapped_column(ForeignKey("klachten.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    stap: Mapped[str] = mapped_column(String(30))
    op: Mapped[date]
    door: Mapped[str] = mapped_column(Text)


class Maatregel(Base):
    """A step with a provider after a traffic light that turned red (M89), in the municipalities of one inkoopmodel."""

    __tablename__ = "maatregelen"
    __table_args__ = (Index("ix_maatregelen_agb", "agb", "inkoopmodel", "volgnummer", unique=True),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8))
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    volgnummer: Mapped[int]
    """Counts up per provider and inkoopmodel."""
    stap: Mapped[str] = mapped_column(String(20))
    """gesprek, verbeterplan, pauze, einde or hersteld."""
    per: Mapped[date]
    door: Mapped[str] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
