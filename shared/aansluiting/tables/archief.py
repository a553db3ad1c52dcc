"""Cases whose metadata go to an archive, and the decisions in them. Nobody's name is kept here."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from aansluiting.tables.base import Base


class Dossier(Base):
    """A case of toegang that has ended or was decided on, or will be."""

    __tablename__ = "archiefdossiers"

    melding_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(String(36))
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    wet: Mapped[str] = mapped_column(String(10))
    zaaknummer: Mapped[str | None] = mapped_column(String(9))
    startdatum: Mapped[date]
    gesloten_op: Mapped[date | None]
    """The day of the decision on the application, or of the end without one; null while the case runs."""
    resultaat: Mapped[str | None] = mapped_column(String(20))
    """A key of domain.zaken.RESULTATEN, as its value."""
    versie: Mapped[int]
    """Counts the changes."""
    geschreven_versie: Mapped[int]
    """The one that is in the archive; 0 for none."""
    geschreven_op: Mapped[datetime | None]
    pogingen: Mapped[int]
    opnieuw_vanaf: Mapped[datetime]
    fout: Mapped[str | None] = mapped_column(String(300))


class Archiefstuk(Base):
    """A decision of a case, with its letter."""

    __tablename__ = "archiefstukken"

    beschikking_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("archiefdossiers.melding_id"), index=True)
    besluitdatum: Mapped[date]
    begin: Mapped[date | None]
    """The first day of what was granted."""
    einden: Mapped[dict[str, str | None]] = mapped_column(JSON)
    """Of each product the last day; null without one."""
