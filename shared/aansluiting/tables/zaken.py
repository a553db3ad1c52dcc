"""Cases of toegang that are zaken in a zaaksysteem, and what is to be made there yet. Nobody's name is kept here."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aansluiting.tables.base import Base


class Zaak(Base):
    """A case of toegang."""

    __tablename__ = "zaken"

    melding_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str | None] = mapped_column(String(36))
    """Until the zaak has ended, or the client was destroyed: then nothing of this client is needed any more."""
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[str] = mapped_column(String(10))
    zaaknummer: Mapped[str | None] = mapped_column(String(9))
    """As on the letters; null while no event said it."""
    startdatum: Mapped[date]
    zaak_url: Mapped[str | None] = mapped_column(String(1000))
    """Where the zaak is; null until it was made."""
    gesloten_op: Mapped[datetime | None]
    archiefactiedatum: Mapped[date | None]
    """When it is to be destroyed, as the zaaksysteem says."""


class Zaakstap(Base):
    """Something to make in the zaaksysteem, in order of `rang` per case."""

    __tablename__ = "zaakstappen"
    __table_args__ = (
        UniqueConstraint("melding_id", "soort", "onderwerp"),
        Index("ix_zaakstappen_gedaan_op_melding_id", "gedaan_op", "melding_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("zaken.melding_id"))
    soort: Mapped[str] = mapped_column(String(30))
    """A value of domain.zaken.Stap."""
    onderwerp: Mapped[str] = mapped_column(String(36))
    """The case, or the decision that it is about."""
    rang: Mapped[int]
    dag: Mapped[date]
    """On which it happened."""
    ingang: Mapped[date | None]
    """Of a decision: from when."""
    resultaat: Mapped[str | None] = mapped_column(String(20))
    """A key of `resultaten` in the settings."""
    url: Mapped[str | None] = mapped_column(String(1000))
    """Of what was made; null of what there was nothing of any more."""
    pogingen: Mapped[int]
    opnieuw_vanaf: Mapped[datetime]
    gedaan_op: Mapped[datetime | None]
    fout: Mapped[str | None] = mapped_column(String(300))
    """What was refused the last time; codes and names of fields only."""
    gefaald_sinds: Mapped[datetime | None]
    """Since when it is refused."""
