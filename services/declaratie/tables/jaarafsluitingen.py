"""The closing of a year: what a provider says of it, its accountant, who explained what, and the statement as kept."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import text_of
from declaratie.domain.jaarafsluiting import Afsluitingstand, Kant, Oordeel
from declaratie.tables.base import Base

STAND = 20
"""How long the text of a state may be."""


class Jaarafsluiting(Base):
    """One year of one provider, for the municipality that pays it."""

    __tablename__ = "jaarafsluitingen"
    __table_args__ = (
        UniqueConstraint("jaar", "agb", "budgethouder"),
        Index("ix_jaarafsluitingen_agb_id", "agb", "id"),
        Index("ix_jaarafsluitingen_budgethouder_id", "budgethouder", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    jaar: Mapped[int]
    agb: Mapped[str] = mapped_column(String(8))
    budgethouder: Mapped[str] = mapped_column(String(4))
    stand: Mapped[Afsluitingstand] = mapped_column(text_of(Afsluitingstand, STAND))
    versie: Mapped[int]
    """Of what can be changed."""
    naam: Mapped[str] = mapped_column(String(200))
    """Of the provider, as it signs."""
    adresregel: Mapped[str] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(10))
    plaatsnaam: Mapped[str] = mapped_column(String(80))
    opgegeven_door: Mapped[str] = mapped_column(String(100))
    opgegeven_op: Mapped[datetime]
    toelichting: Mapped[str | None] = mapped_column(String(1000))
    """Why it is closed without an approving declaration."""
    voorgesteld_door: Mapped[str | None] = mapped_column(String(100))
    voorgesteld_op: Mapped[datetime | None]
    toegekend: Mapped[list[dict[str, str | int]] | None] = mapped_column(JSON)
    """Per product what was granted when closing was proposed; that is what is closed."""
    gesloten_door: Mapped[str | None] = mapped_column(String(100))
    gesloten_op: Mapped[datetime | None]


class Jaaropgave(Base):
    """What a provider says of one product, in its unit and in eurocents."""

    __tablename__ = "jaaropgaven"

    jaarafsluiting_id: Mapped[str] = mapped_column(ForeignKey("jaarafsluitingen.id"), primary_key=True)
    categorie: Mapped[str] = mapped_column(String(2), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    eenheid: Mapped[str] = mapped_column(String(2), primary_key=True)
    volume: Mapped[int] = mapped_column(BigInteger)
    bedrag: Mapped[int] = mapped_column(BigInteger)


class Jaartoelichting(Base):
    """What one side explains of a difference, and of which difference: `volume` in the unit, `bedrag` in eurocents."""

    __tablename__ = "jaartoelichtingen"

    jaarafsluiting_id: Mapped[str] = mapped_column(ForeignKey("jaarafsluitingen.id"), primary_key=True)
    categorie: Mapped[str] = mapped_column(String(2), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    eenheid: Mapped[str] = mapped_column(String(2), primary_key=True)
    kant: Mapped[Kant] = mapped_column(text_of(Kant, STAND), primary_key=True)
    volume: Mapped[int] = mapped_column(BigInteger)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    tekst: Mapped[str] = mapped_column(String(1000))
    door: Mapped[str] = mapped_column(String(100))
    op: Mapped[datetime]


class Controleverklaring(Base):
    """What an accountant declares of the figures of a provider, and the file of it once that is there."""

    __tablename__ = "controleverklaringen"

    jaarafsluiting_id: Mapped[str] = mapped_column(ForeignKey("jaarafsluitingen.id"), primary_key=True)
    oordeel: Mapped[Oordeel] = mapped_column(text_of(Oordeel, STAND))
    accountant: Mapped[str] = mapped_column(String(200))
    afgegeven_op: Mapped[date]
    hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the file."""
    inhoud: Mapped[bytes | None]
    """The file as it came, sealed: nothing here opens it."""


class Jaarstaatbestand(Base):
    """The statement in one form, as it was when the year was closed: it is never made again."""

    __tablename__ = "jaarstaatbestanden"
    __table_args__ = (UniqueConstraint("jaarafsluiting_id", "vorm"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    jaarafsluiting_id: Mapped[str] = mapped_column(ForeignKey("jaarafsluitingen.id"))
    vorm: Mapped[str] = mapped_column(String(4))
    hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the file."""
    inhoud: Mapped[bytes]
    """Sealed."""


class NaAfsluiting(Base):
    """A declaration grants something of a year that was closed before: it is paid, and shown apart."""

    __tablename__ = "na_afsluitingen"

    declaratie_id: Mapped[str] = mapped_column(ForeignKey("declaraties.id"), primary_key=True)
    budgethouder: Mapped[str] = mapped_column(String(4), primary_key=True)
    jaar: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
