"""The read models: dossiers made of events, the figures that follow from them, and what is still open.

All of it can be made again from the log. Every row carries the `generatie` it belongs to, so that a rebuild can go on
beside the generation that is being read (decision record 0701).
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from monitoring.domain.trekken import LENGTE
from monitoring.tables.basis import Base

NUL = text("waarde = 0")
"""Of an index that holds next to nothing: what just fell to nothing is found without a look at all figures."""


class Generatie(Base):
    """One whole set of read models, and how far in the log it is; one of them is read."""

    __tablename__ = "generaties"

    nummer: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    actief: Mapped[bool] = mapped_column(Boolean)
    positie: Mapped[int] = mapped_column(BigInteger)
    """Of the last event that is in it."""
    begonnen_op: Mapped[datetime]
    modellen: Mapped[str | None] = mapped_column(String(64))
    """With which inkoopmodellen it was made (domain.beleid); null until the first events are folded into it."""


class Dossier(Base):
    """What is known of one case: facts by name, each with its rank (domain.dossier)."""

    __tablename__ = "dossiers"
    __table_args__ = (Index("ix_dossiers_van", "generatie", "soort", "van", "sleutel", "loopt_tot"),)

    generatie: Mapped[int] = mapped_column(Integer, primary_key=True)
    soort: Mapped[str] = mapped_column(String(12), primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(99), primary_key=True)
    inhoud: Mapped[str] = mapped_column(Text)
    """JSON."""
    van: Mapped[int | None]
    tot: Mapped[int | None]
    loopt_tot: Mapped[int | None]
    maten: Mapped[int | None] = mapped_column(BigInteger)
    gemeente: Mapped[str | None] = mapped_column(String(4))
    agb: Mapped[str | None] = mapped_column(String(8))
    code: Mapped[str | None] = mapped_column(String(5))
    kenmerk: Mapped[str | None] = mapped_column(String(LENGTE))
    """Where it may be found among the cases behind a figure (domain.vindplaats); null where none of it leads on."""


class Cijfer(Base):
    """A number: of what (`maat`), in which month, municipality, of which provider and product. '' is not applicable.

    `niveau` says over what it was added up (domain.cijfers). A figure of nothing is no row.
    """

    __tablename__ = "cijfers"
    __table_args__ = (Index("ix_cijfers_nul", "generatie", postgresql_where=NUL, sqlite_where=NUL),)

    generatie: Mapped[int] = mapped_column(Integer, primary_key=True)
    maat: Mapped[str] = mapped_column(String(32), primary_key=True)
    niveau: Mapped[str] = mapped_column(String(20), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4), primary_key=True)
    """Before the month: a municipality is chosen with all its months more often than a month with all of them."""
    maand: Mapped[date] = mapped_column(primary_key=True)
    agb: Mapped[str] = mapped_column(String(8), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(LENGTE), primary_key=True)
    wet: Mapped[str] = mapped_column(String(12), primary_key=True)
    """'' for what is under no law, as a plan."""
    waarde: Mapped[int] = mapped_column(BigInteger)


class Clientperiode(Base):
    """A client has help by one assignment, in these months. People are counted from here (store.cijfers)."""

    __tablename__ = "clientperioden"
    __table_args__ = (Index("ix_clientperioden_tot", "generatie", "tot"),)

    generatie: Mapped[int] = mapped_column(Integer, primary_key=True)
    toewijzing: Mapped[str] = mapped_column(String(99), primary_key=True)
    client: Mapped[str] = mapped_column(String(99), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(5))
    wet: Mapped[str] = mapped_column(String(12))
    van: Mapped[int]
    tot: Mapped[int]
    """Numbers of the first and the last month (domain.maanden.maandnummer)."""
    profiel: Mapped[str] = mapped_column(String(LENGTE))
    leeftijdsgroep: Mapped[str] = mapped_column(String(12))
    wijk: Mapped[str] = mapped_column(String(LENGTE))
    specialisme: Mapped[str] = mapped_column(String(LENGTE))
    doelgroep: Mapped[str] = mapped_column(String(LENGTE))
    """Of the decision; '' where it is not known."""


class Openstaand(Base):
    """Something that waits, since when, and when it should be done at the latest."""

    __tablename__ = "openstaand"
    __table_args__ = (Index("ix_openstaand_sinds", "generatie", "soort", "sinds", "sleutel"),)

    generatie: Mapped[int] = mapped_column(Integer, primary_key=True)
    soort: Mapped[str] = mapped_column(String(20), primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(99), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(5))
    kenmerk: Mapped[str] = mapped_column(String(30))
    wet: Mapped[str] = mapped_column(String(12))
    sinds: Mapped[date]
    uiterlijk: Mapped[date | None]
    tot: Mapped[date | None]
