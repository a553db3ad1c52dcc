"""The tables of monitoring: a log of all events, and read models with one row per fact.

Sums are made when somebody looks. So an event that comes twice or late can never be counted twice, and a read model
can be filled again from the log (decision record 0301).
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import UtcDateTime, new_metadata
from chassis.tables import add_chassis_tables


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime}


add_chassis_tables(Base.metadata)


class Gebeurtenis(Base):
    """An event as it came, of a known type or not; never changed, never removed."""

    __tablename__ = "gebeurtenissen"
    __table_args__ = (Index("ix_gebeurtenissen_subject", "source", "subject", "sequence"),)

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(BigInteger)
    time: Mapped[datetime]
    gemeente: Mapped[str | None] = mapped_column(String(4))
    """CBS code, when the data names one municipality."""
    data: Mapped[str] = mapped_column(Text)
    """JSON."""


class StapRij(Base):
    """One step of one case (domain.stappen.GezetteStap)."""

    __tablename__ = "stappen"
    __table_args__ = (Index("ix_stappen_gemeente_maand", "gemeente", "maand"),)

    stap: Mapped[str] = mapped_column(String(12), primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(60), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    maand: Mapped[date]
    dagen: Mapped[int | None]
    telt: Mapped[bool]
    sequence: Mapped[int] = mapped_column(BigInteger)


class Declaratie(Base):
    """An answered declaration; `maand` is its declaratieperiode, amounts are eurocents."""

    __tablename__ = "declaraties"
    __table_args__ = (Index("ix_declaraties_gemeente_maand", "gemeente", "maand"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    maand: Mapped[date]
    retourcode: Mapped[str] = mapped_column(String(4))
    regels_ingediend: Mapped[int]
    regels_toegekend: Mapped[int]
    regels_afgewezen: Mapped[int]
    bedrag_ingediend: Mapped[int] = mapped_column(BigInteger)
    bedrag_toegekend: Mapped[int] = mapped_column(BigInteger)


class Producttotaal(Base):
    """Lines and eurocents of one product in one declaration."""

    __tablename__ = "producttotalen"

    declaratie_id: Mapped[str] = mapped_column(ForeignKey("declaraties.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    ingediend: Mapped[int]
    toegekend: Mapped[int]
    bedrag_ingediend: Mapped[int] = mapped_column(BigInteger)
    bedrag_toegekend: Mapped[int] = mapped_column(BigInteger)


class Afkeuring(Base):
    """How often a return code was given on the lines of one declaration, and the eurocents of those lines."""

    __tablename__ = "afkeuringen"

    declaratie_id: Mapped[str] = mapped_column(ForeignKey("declaraties.id"), primary_key=True)
    retourcode: Mapped[str] = mapped_column(String(4), primary_key=True)
    aantal: Mapped[int]
    bedrag: Mapped[int] = mapped_column(BigInteger)
