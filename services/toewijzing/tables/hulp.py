"""What stands around assignments: waiting, coordinating, a light contact afterwards, and what was used."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toewijzing.tables.base import Base


class Overbrugging(Base):
    """What helps a client while it waits for a provider (M65)."""

    __tablename__ = "overbruggingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), index=True)
    maatregel: Mapped[str] = mapped_column(String(40))
    vanaf: Mapped[date]
    tot: Mapped[date | None]
    vastgelegd_op: Mapped[datetime]


class Wachtcontact(Base):
    """The municipality spoke to a client who waits for a provider (M130)."""

    __tablename__ = "wachtcontacten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), index=True)
    op: Mapped[date]
    door: Mapped[str] = mapped_column(String(200))
    """Who recorded it, as the token names them."""
    vastgelegd_op: Mapped[datetime]


class Wisselwens(Base):
    """A client wants another professional at the same provider, and what the provider did with that (M54)."""

    __tablename__ = "wisselwensen"
    __table_args__ = (
        Index("ix_wisselwensen_gemeente_id", "gemeente", "id"),
        Index("ix_wisselwensen_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    """Who had the assignment then, and answers."""
    reden: Mapped[str] = mapped_column(String(20))
    """A Wisselreden of the event."""
    gevraagd_op: Mapped[date]
    antwoord: Mapped[str | None] = mapped_column(String(20))
    """A Wisselantwoord of the event; null while there is none."""
    per: Mapped[date | None]
    """From which day another professional comes."""
    beantwoord_op: Mapped[date | None]


class Coordinator(Base):
    """The provider that coordinates the others around a client (M58)."""

    __tablename__ = "coordinatoren"

    gemeente: Mapped[str] = mapped_column(String(4), primary_key=True)
    client_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8))
    sinds: Mapped[date]


class Waakvlam(Base):
    """Who keeps a light contact after an assignment ended, until which day (M69)."""

    __tablename__ = "waakvlammen"

    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), primary_key=True)
    door: Mapped[str] = mapped_column(String(20))
    vanaf: Mapped[date]
    tot: Mapped[date]


class Waakvlamcontact(Base):
    """A day on which the light contact is due, and when there was one (M69)."""

    __tablename__ = "waakvlamcontacten"
    __table_args__ = (Index("ix_waakvlamcontacten_dag", "dag", "toewijzing_id"),)

    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("waakvlammen.toewijzing_id"), primary_key=True)
    dag: Mapped[date] = mapped_column(primary_key=True)
    gehad_op: Mapped[date | None]


class Verbruik(Base):
    """What was granted on an assignment over a month of delivery in one unit, credits taken off."""

    __tablename__ = "verbruik"

    toewijzing_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    maand: Mapped[date] = mapped_column(primary_key=True)
    eenheid: Mapped[str] = mapped_column(String(2), primary_key=True)
    """Of the lines: minutes may be billed on an assignment in hours (TR341)."""
    volume: Mapped[int]
    bedrag: Mapped[int] = mapped_column(BigInteger)
    prestaties: Mapped[int]
    """Debit lines less credited ones."""
