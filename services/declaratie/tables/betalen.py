"""What has to be paid, by whom and to which account, and in which payment run it was."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import text_of
from declaratie.domain.betaalrun import Overboekingstand, Postsoort, Rekeningstand, Runstand
from declaratie.tables.base import Base
from wetten import Wet

STAND = 20
"""How long the text of a state may be."""


class Betaalrekening(Base):
    """The account from which a municipality pays, and from which day of answering on it pays by runs of ours."""

    __tablename__ = "betaalrekeningen"

    budgethouder: Mapped[str] = mapped_column(String(4), primary_key=True)
    naam: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str] = mapped_column(String(11))
    betaalt_vanaf: Mapped[date]
    gewijzigd_door: Mapped[str] = mapped_column(String(100))
    gewijzigd_op: Mapped[datetime]


class Rekening(Base):
    """An account of a provider, for what these municipalities pay it. The last one that was approved holds."""

    __tablename__ = "rekeningen"
    __table_args__ = (Index("ix_rekeningen_agb", "agb", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8))
    budgethouders: Mapped[list[str]]
    naam: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    herkomst: Mapped[str] = mapped_column(String(300))
    stand: Mapped[Rekeningstand] = mapped_column(text_of(Rekeningstand, STAND))
    voorgesteld_door: Mapped[str] = mapped_column(String(100))
    voorgesteld_op: Mapped[datetime]
    beoordeeld_door: Mapped[str | None] = mapped_column(String(100))
    beoordeeld_op: Mapped[datetime | None]


class Betaalrun(Base):
    """What one municipality pays in one go. Name, account and bank are those on the day of the proposal."""

    __tablename__ = "betaalruns"
    __table_args__ = (
        Index(
            "uq_betaalruns_open",
            "budgethouder",
            unique=True,
            postgresql_where=text("stand NOT IN ('gesloten', 'ingetrokken')"),
            sqlite_where=text("stand NOT IN ('gesloten', 'ingetrokken')"),
        ),
        Index("ix_betaalruns_budgethouder_id", "budgethouder", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    budgethouder: Mapped[str] = mapped_column(String(4))
    stand: Mapped[Runstand] = mapped_column(text_of(Runstand, STAND))
    dag: Mapped[date]
    """On which the bank is asked to transfer."""
    naam: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str] = mapped_column(String(11))
    aantal: Mapped[int]
    """Transfers."""
    bedrag: Mapped[int] = mapped_column(BigInteger)
    overgeslagen: Mapped[list[dict[str, str | int]]] = mapped_column(JSON)
    hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the file for the bank."""


class Betaalrunstap(Base):
    """Who brought a run to a state, and when."""

    __tablename__ = "betaalrunstappen"

    betaalrun_id: Mapped[str] = mapped_column(ForeignKey("betaalruns.id"), primary_key=True)
    stand: Mapped[Runstand] = mapped_column(text_of(Runstand, STAND), primary_key=True)
    door: Mapped[str] = mapped_column(String(100))
    op: Mapped[datetime]


class Bankopdracht(Base):
    """The file for the bank, as it was made when the run was closed: it is never made again."""

    __tablename__ = "bankopdrachten"

    betaalrun_id: Mapped[str] = mapped_column(ForeignKey("betaalruns.id"), primary_key=True)
    inhoud: Mapped[str] = mapped_column(Text)
    """XML, in UTF-8 when it is a file."""


class Overboeking(Base):
    """What a run transfers to one provider, and what the bank tells of it. `kenmerk` is the EndToEndId."""

    __tablename__ = "overboekingen"
    __table_args__ = (
        UniqueConstraint("betaalrun_id", "agb"),
        UniqueConstraint("kenmerk"),
        Index("ix_overboekingen_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    betaalrun_id: Mapped[str] = mapped_column(String(36))
    """Of a row in `betaalruns`, as that of a Betaalpost."""
    budgethouder: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    kenmerk: Mapped[str] = mapped_column(String(35))
    bedrag: Mapped[int] = mapped_column(BigInteger)
    rekening_id: Mapped[str | None] = mapped_column(String(36))
    """Of a row in `rekeningen`, which are never removed: read in the same transaction."""
    stand: Mapped[Overboekingstand] = mapped_column(text_of(Overboekingstand, STAND))
    gemeld_op: Mapped[date | None]
    """The day on which the bank booked, refused or sent it back."""
    reden: Mapped[str | None] = mapped_column(String(140))


class Betaalpost(Base):
    """An amount that one municipality pays one provider, in eurocents; below zero it is taken off.

    It is in one run at most. When the bank does not pay, a post for the same with the next `poging` comes beside it.
    """

    __tablename__ = "betaalposten"
    __table_args__ = (
        UniqueConstraint("soort", "bron_id", "budgethouder", "poging"),
        Index("ix_betaalposten_betaalrun_id", "betaalrun_id", "agb"),
        Index(
            "ix_betaalposten_open",
            "budgethouder",
            "agb",
            postgresql_where=text("betaalrun_id IS NULL"),
            sqlite_where=text("betaalrun_id IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    soort: Mapped[Postsoort] = mapped_column(text_of(Postsoort, STAND))
    bron_id: Mapped[str] = mapped_column(String(36))
    """The declaration or claim that it is for."""
    poging: Mapped[int]
    budgethouder: Mapped[str] = mapped_column(String(4))
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    bedrag: Mapped[int] = mapped_column(BigInteger)
    vanaf: Mapped[date]
    """The first day on which a run may take it: of a declaration the day of its answer."""
    aangehouden: Mapped[str | None] = mapped_column(String(300))
    """Why no run may take it."""
    aangehouden_door: Mapped[str | None] = mapped_column(String(100))
    betaalrun_id: Mapped[str | None] = mapped_column(String(36))
    """Of a row in `betaalruns`, written in the same transaction: a foreign key would look it up for every amount."""
