"""Every line that was judged, and what the granted ones add up to."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Index,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from declaratie.tables.base import Base
from wetten import Wet


class Prestatie(Base):
    """A judged line. `codes` is empty when it was granted; amounts and volumes are as billed."""

    __tablename__ = "prestaties"
    __table_args__ = (
        Index("ix_prestaties_agb_referentie", "agb", "referentie"),
        Index("ix_prestaties_toewijzing_begindatum", "gemeente", "toewijzing_nummer", "begindatum"),
        Index(
            "ix_prestaties_agb_vorige_referentie",
            "agb",
            "vorige_referentie",
            postgresql_where=text("vorige_referentie IS NOT NULL"),
            sqlite_where=text("vorige_referentie IS NOT NULL"),
        ),
        Index(
            "ix_prestaties_budgethouder",
            "budgethouder",
            postgresql_where=text("budgethouder <> gemeente"),
            sqlite_where=text("budgethouder <> gemeente"),
        ),
    )

    declaratie_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """Of a row in `declaraties`, written in the same transaction: a foreign key would look it up for every line."""
    volgnummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Place in the message, from 1."""
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    referentie: Mapped[str] = mapped_column(String(20))
    vorige_referentie: Mapped[str | None] = mapped_column(String(20))
    toewijzing_nummer: Mapped[int]
    categorie: Mapped[str] = mapped_column(String(2))
    code: Mapped[str] = mapped_column(String(5))
    begindatum: Mapped[date]
    einddatum: Mapped[date]
    volume: Mapped[int]
    eenheid: Mapped[str] = mapped_column(String(2))
    tarief: Mapped[int | None]
    bedrag: Mapped[int]
    is_credit: Mapped[bool]
    is_toegekend: Mapped[bool]
    codes: Mapped[list[str]]
    budgethouder: Mapped[str] = mapped_column(String(4))
    """The municipality that pays (M83), as it was when the line was judged; `gemeente` is that of the client."""


class Saldo(Base):
    """Of the granted lines on an assignment: their sums per unit, credits taken off. Kept along with the lines."""

    __tablename__ = "saldi"
    # Room in every page, so that PostgreSQL can change a row in its place and leave the index alone.
    __table_args__ = ({"postgresql_with": {"fillfactor": 50}},)

    gemeente: Mapped[str] = mapped_column(String(4), primary_key=True)
    wet: Mapped[Wet] = mapped_column(primary_key=True)
    toewijzing_nummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agb: Mapped[str] = mapped_column(String(8), primary_key=True)
    eenheid: Mapped[str] = mapped_column(String(2), primary_key=True)
    volume: Mapped[int] = mapped_column(BigInteger)
    """In `eenheid` itself: hours are not made minutes."""
    bedrag: Mapped[int] = mapped_column(BigInteger)
    """In eurocents."""
