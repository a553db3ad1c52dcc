"""What must be kept, what is to be destroyed, and what was."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Bewaarplicht(Base):
    """A reason to destroy nothing of a client, such as a court case; whatever term has passed."""

    __tablename__ = "bewaarplichten"

    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), primary_key=True)
    reden: Mapped[str] = mapped_column(String(200))
    """Without personal data."""
    tot: Mapped[date | None]
    """The last day; null until somebody lifts it."""
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


class Vernietiging(Base):
    """A decision to destroy what is kept of some clients, and what came of it: the declaration of destruction."""

    __tablename__ = "vernietigingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    grond: Mapped[str] = mapped_column(String(20))
    """A value of domain.bewaren.Grond."""
    door: Mapped[str] = mapped_column(String(200))
    besloten_op: Mapped[datetime]
    aantal_clienten: Mapped[int]
    gereed_op: Mapped[datetime | None]
    """When the last of them was destroyed in every service."""
    aantallen: Mapped[dict[str, int]] = mapped_column(JSON)
    """Rows that were destroyed or are nobody's any more, by service and table: "declaratie.toewijzingen"."""


class TeVernietigen(Base):
    """A client whose turn has not come yet in a destruction; his row goes with him."""

    __tablename__ = "te_vernietigen"

    client_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    vernietiging_id: Mapped[str] = mapped_column(ForeignKey("vernietigingen.id"), index=True)
