"""Declarations that were judged, those that wait, and the lock per provider."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from declaratie.tables.base import Base
from wetten import Wet


class Aanbieder(Base):
    """One row per provider, locked while a message of that provider is judged."""

    __tablename__ = "aanbieders"

    agb: Mapped[str] = mapped_column(String(8), primary_key=True)


class Declaratie(Base):
    """A judged WMO323. Amounts in eurocents, credit negative."""

    __tablename__ = "declaraties"
    __table_args__ = (
        Index("ix_declaraties_agb_declaratienummer", "agb", "declaratienummer"),
        # What was sent over later months (TR318) is little, and what was ever sent is much.
        Index("ix_declaraties_agb_gemeente_periode", "agb", "gemeente", "declaratieperiode"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """The id of the WMO323 in the post."""
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    declaratienummer: Mapped[str] = mapped_column(String(12))
    declaratieperiode: Mapped[date]
    """First day of the calendar month."""
    ontvangen_op: Mapped[datetime]
    beantwoord_op: Mapped[datetime]
    retourcode: Mapped[str] = mapped_column(String(4))
    bedrag_ingediend: Mapped[int] = mapped_column(BigInteger)
    bedrag_toegekend: Mapped[int] = mapped_column(BigInteger)
    identificatie_323: Mapped[str] = mapped_column(String(12), server_default="")
    """The number of the message that it came in; with those below it stays when the messages are destroyed.

    Empty, as these are, where that happened before they were kept.
    """
    dagtekening: Mapped[date | None]
    """The day on which the 323 says that it was made."""
    antwoord_id: Mapped[str] = mapped_column(String(36), server_default="")
    """The id of the 325 in the post."""
    identificatie_325: Mapped[str] = mapped_column(String(12), server_default="")


class WachtendeDeclaratie(Base):
    """A WMO323 that waits for an assignment to arrive (OP080), at the latest until `wacht_tot`."""

    __tablename__ = "wachtende_declaraties"
    __table_args__ = (Index("ix_wachtende_declaraties_agb_gemeente", "agb", "gemeente"),)

    bericht_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    wacht_tot: Mapped[datetime] = mapped_column(index=True)
