"""What went out over the GGk and what came in, with the envelope as it was, and what answers what."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aansluiting.tables.base import Base
from chassis.database import text_of
from chassis.sealed import Hashed, Protected, Sealed


class Uitstand(StrEnum):
    """How far something is that goes out."""

    KLAAR = "klaar"
    VERSTUURD = "verstuurd"
    """The adapter has it. Of the hub nothing is heard until the answer, or an error."""
    BEANTWOORD = "beantwoord"
    FOUT = "fout"
    """It was refused, or cannot be sent: somebody has to look."""
    VERVANGEN = "vervangen"
    """Another envelope went in its place."""


class Instand(StrEnum):
    """How far something is that came in."""

    ONTVANGEN = "ontvangen"
    DOORGEGEVEN = "doorgegeven"
    """The service has it."""
    VERWERKT = "verwerkt"
    """An error, which is with the message that it is about."""
    AFGEKEURD = "afgekeurd"
    """Answered with an error of ours; no retour follows."""
    ONBEKEND = "onbekend"
    """It answers a message that we do not know: it goes on by itself when that is there."""
    APART = "apart"
    """It cannot be passed on: somebody has to look."""


class GgkUitgaand(Base):
    """An envelope that goes out."""

    __tablename__ = "ggk_uitgaand"
    __table_args__ = (
        # A message of a service is in one envelope, and after each refusal in one more.
        UniqueConstraint("dienst", "bericht_id", "poging", name="uq_ggk_uitgaand_bericht"),
        UniqueConstraint("referentienummer", name="uq_ggk_uitgaand_referentienummer"),
        Index("ix_ggk_uitgaand_status_tijdstip", "status", "tijdstip"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    referentienummer: Mapped[str] = mapped_column(String(40))
    soort: Mapped[str] = mapped_column(String(4))
    functie: Mapped[str] = mapped_column(String(30))
    """Of a Fo01 that of the message that it is about."""
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    tijdstip: Mapped[str] = mapped_column(String(17))
    cross_referentienummer: Mapped[str | None] = mapped_column(String(40))
    dienst: Mapped[str] = mapped_column(String(20))
    """Whose message it is; of a Fo01 the koppelvlak itself."""
    bericht_id: Mapped[str] = mapped_column(String(36))
    """Of the message in that service; of a Fo01 what came in and is refused."""
    poging: Mapped[int]
    """0 for the first envelope of a message."""
    status: Mapped[Uitstand] = mapped_column(text_of(Uitstand))
    gemaakt_op: Mapped[datetime]
    verstuurd_op: Mapped[datetime | None]
    antwoord_voor: Mapped[date | None]
    """The last day for its answer; null when none is due."""
    foutcode: Mapped[str | None] = mapped_column(String(7))
    fout: Mapped[str | None] = mapped_column(String(300))
    """What the other side wrote about it, or why we cannot send it."""
    fout_van: Mapped[str | None] = mapped_column(String(200))
    inhoud: Mapped[bytes]
    """The envelope, exactly."""


class GgkInkomend(Base):
    """An envelope that came in."""

    __tablename__ = "ggk_inkomend"
    __table_args__ = (
        UniqueConstraint("zender", "referentienummer", name="uq_ggk_inkomend_nummer"),
        Index("ix_ggk_inkomend_status_id", "status", "id"),
        Index("ix_ggk_inkomend_bericht", "dienst", "bericht_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    zender: Mapped[str] = mapped_column(String(200))
    referentienummer: Mapped[str] = mapped_column(String(40))
    vingerafdruk: Mapped[str] = mapped_column(String(64))
    """By which the same envelope is known when it comes again."""
    soort: Mapped[str] = mapped_column(String(4))
    functie: Mapped[str] = mapped_column(String(30))
    gemeente: Mapped[str] = mapped_column(String(4))
    cross_referentienummer: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[Instand] = mapped_column(text_of(Instand))
    reden: Mapped[str | None] = mapped_column(String(300))
    """Why it does not go on."""
    dienst: Mapped[str | None] = mapped_column(String(20))
    bericht_id: Mapped[str | None] = mapped_column(String(36))
    """Of the message in that service, as soon as it has it."""
    ontvangen_op: Mapped[datetime]
    inhoud: Mapped[bytes]


class Koppelstand(Base):
    """What a coupling has to remember: the last moment that was given out, or whose turn it is."""

    __tablename__ = "koppelstanden"

    naam: Mapped[str] = mapped_column(String(40), primary_key=True)
    waarde: Mapped[str] = mapped_column(String(100))
    tot: Mapped[datetime | None]


UIT = Sealed("ggk_uitgaand", "inhoud")
IN = Sealed("ggk_inkomend", "inhoud")
VINGERAFDRUK = Hashed("ggk_inkomend", "vingerafdruk", "ggk envelop")
BESCHERMD: tuple[Protected, ...] = (UIT, IN, VINGERAFDRUK)
"""What of these only a key opens or makes."""
