"""Own contributions: what is known of a citizen, when help was delivered, and what the CAK was told (M142)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Bijdrageomstandigheid(Base):
    """What holds of a citizen from a day on, until the next one; of two of the same day the last counts."""

    __tablename__ = "bijdrageomstandigheden"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    vanaf: Mapped[date]
    partner_id: Mapped[str | None] = mapped_column(String(36), index=True)
    """The client to whom he is married, or who counts as such."""
    inhoud: Mapped[bytes]
    """Sealed JSON: exemptions, the birth of a partner who is no client."""


class GehoordeLevering(Base):
    """Delivery as toewijzing told it: a start (305), and the stop that ended it (307)."""

    __tablename__ = "gehoorde_leveringen"

    toewijzing_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    begindatum: Mapped[date] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    code: Mapped[str] = mapped_column(String(5))
    telt: Mapped[bool]
    """Whether the start was heard, and not removed since."""
    sequence: Mapped[int]
    """Of the newest event about the start; 0 while there was none."""
    einddatum: Mapped[date | None]
    """The last day of delivery."""
    tijdelijk: Mapped[bool]
    """Whether a new start may follow (reason 20)."""
    stop_sequence: Mapped[int]


class Bijdrageopgave(Base):
    """What the CAK is told: once, and never changed; another one takes it back."""

    __tablename__ = "bijdrageopgaven"
    __table_args__ = (Index("ix_bijdrageopgaven_gemeente_op_id", "gemeente", "op", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    op: Mapped[date]
    """The day on which it was told, and in the list of which it stands."""
    soort: Mapped[str] = mapped_column(String(10))
    """A value of domain.bijdrageopgaven.Opgavesoort."""
    per: Mapped[date]
    """The first day on which it holds."""
    bijdrage: Mapped[str] = mapped_column(String(7))
    """A value of domain.eigen_bijdrage.Bijdrage."""
    reden: Mapped[str] = mapped_column(String(30))
    """A value of domain.eigen_bijdrage.Bijdragereden."""
    bedrag_per_maand: Mapped[int | None]
    """Eurocents per month on that day; null when the CAK sets the amount by income."""
    trekt_in: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The one that this one takes back, which has the same kind and day."""
    overgenomen: Mapped[bool] = mapped_column(default=False)
    """Told to the CAK from elsewhere, before the help was taken in by file (M134): it is not told again."""


class Bijdragemoment(Base):
    """When the contribution of a citizen has to be looked at again, because a day comes on which it may change."""

    __tablename__ = "bijdragemomenten"

    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), primary_key=True)
    op: Mapped[date] = mapped_column(index=True)
