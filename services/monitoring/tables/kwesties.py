"""Kwesties: what is going on with a provider, the steps that were set, and who promised what (domain.kwesties).

Words are free up to a length; no names stand in them.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.sealed import Sealed
from monitoring.tables.basis import Base

VERHAAL = Sealed("kwestiestappen", "tekst")


class Kwestie(Base):
    """One case about a provider, and how far it is."""

    __tablename__ = "kwesties"
    __table_args__ = (
        Index("ix_kwesties_op", "op", "id"),
        Index("ix_kwesties_agb", "agb", "op", "id"),
        Index("ix_kwesties_soort", "soort", "gesloten_op"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    soort: Mapped[str] = mapped_column(String(20))
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    """'' for a signal that is about no provider."""
    onderwerp: Mapped[str] = mapped_column(String(30))
    op: Mapped[date]
    """The day of the event, the talk or the visit; of a complaint the day on which it came in."""
    zwaarte: Mapped[int | None]
    """Chance times impact, of a risk (M106)."""
    eigenaar: Mapped[str] = mapped_column(String(60))
    """A function or department."""
    besproken: Mapped[str | None] = mapped_column(Text)
    """JSON: per point of a fixed format what was said (M105)."""
    stap: Mapped[str] = mapped_column(String(30))
    uiterlijk: Mapped[date | None]
    """When the next step has to be there."""
    melden_uiterlijk: Mapped[date | None]
    """The last day to report it here, of what has to be reported at once (Wmo 3.4)."""
    gemeld_op: Mapped[date]
    gesloten_op: Mapped[date | None]


class Kwestiestap(Base):
    """A step of a kwestie, on a day."""

    __tablename__ = "kwestiestappen"
    __table_args__ = (Index("ix_kwestiestappen_kwestie_id", "kwestie_id", "volgnummer", unique=True),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kwestie_id: Mapped[str] = mapped_column(ForeignKey("kwesties.id"))
    volgnummer: Mapped[int]
    stap: Mapped[str] = mapped_column(String(30))
    op: Mapped[date]
    tekst: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed: it tells what happened to somebody. Null only of what was recorded before there were words."""
    uitkomst: Mapped[str | None] = mapped_column(String(30))
    uiterlijk: Mapped[date | None]
    """When the step after it has to be there."""
    door: Mapped[str] = mapped_column(Text)
    """Who recorded it, as the token names them."""
    vastgelegd_op: Mapped[datetime]


class Afspraak(Base):
    """What somebody does before a day: agreed in a talk (M138), or the measure against a risk (M106)."""

    __tablename__ = "afspraken"
    __table_args__ = (Index("ix_afspraken_open", "gedaan_op", "uiterlijk"),)

    kwestie_id: Mapped[str] = mapped_column(ForeignKey("kwesties.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    partij: Mapped[str] = mapped_column(String(10))
    """gemeente or aanbieder."""
    eigenaar: Mapped[str] = mapped_column(String(60))
    tekst: Mapped[str] = mapped_column(Text)
    uiterlijk: Mapped[date]
    gedaan_op: Mapped[date | None]
    door: Mapped[str] = mapped_column(Text)
