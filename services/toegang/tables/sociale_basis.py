"""The social base: general provisions that go first, and the gaps that people see (M112)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Voorziening(Base):
    """A general provision of a municipality, open to everybody (Wmo 2015, 1.1.1)."""

    __tablename__ = "voorzieningen"
    __table_args__ = (UniqueConstraint("gemeente", "naam"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    naam: Mapped[str] = mapped_column(String(120))
    onderwerp: Mapped[str] = mapped_column(String(30))
    """A key of domain.sociale_basis.ONDERWERPEN."""
    organisatie: Mapped[str] = mapped_column(String(120))
    wijk: Mapped[str] = mapped_column(String(80))
    """Empty when it is there for the whole municipality."""
    contact: Mapped[str] = mapped_column(String(200))
    vervallen_op: Mapped[date | None]
    """The day since which it stands no longer in the register."""


class Signaal(Base):
    """A gap in the social base, as somebody saw it."""

    __tablename__ = "signalen"
    __table_args__ = (Index("ix_signalen_gemeente_id", "gemeente", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    onderwerp: Mapped[str] = mapped_column(String(30))
    wijk: Mapped[str] = mapped_column(String(80))
    omschrijving: Mapped[bytes]
    """Sealed text."""
    melding_id: Mapped[str | None] = mapped_column(ForeignKey("meldingen.id"), index=True)
    op: Mapped[date]
