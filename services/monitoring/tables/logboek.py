"""The log: every event of the chain as it came."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from monitoring.tables.basis import POSITIE, Base


class Gebeurtenis(Base):
    """An event as it came, of a known type or not; never changed, never removed.

    `positie` counts up in the order in which events became visible, so that who reads on from a position misses
    nothing (store.logboek). `gemeente` is null when the data names none, or several: those stand in `gemeenten`.
    """

    __tablename__ = "gebeurtenissen"
    __table_args__ = (
        Index("ix_gebeurtenissen_subject", "subject", "positie"),
        Index("ix_gebeurtenissen_type", "type", "positie"),
        Index("ix_gebeurtenissen_gemeente", "gemeente", "type", "positie"),
        Index("ix_gebeurtenissen_geparkeerd", "reden", "positie"),
        Index(
            "ix_gebeurtenissen_client_id",
            "client_id",
            postgresql_where=text("client_id IS NOT NULL"),
            sqlite_where=text("client_id IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    positie: Mapped[int] = mapped_column(POSITIE, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(BigInteger)
    time: Mapped[datetime]
    gemeente: Mapped[str | None] = mapped_column(String(4))
    gemeenten: Mapped[str | None] = mapped_column(Text)
    """CBS codes with a comma before and after each, when the data names several."""
    client_id: Mapped[str | None] = mapped_column(Text)
    """Whom the data names in `clientId`: few events name somebody, and he has to be found among millions."""
    data: Mapped[str] = mapped_column(Text)
    """JSON."""
    reden: Mapped[str | None] = mapped_column(String(200))
    """Why it is parked: it stands in no read model until it is played again (usecases.verwerk)."""
