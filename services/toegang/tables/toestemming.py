"""A client lets one supporter read what the municipality has of him (Wmo 2.2.4)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Toestemming(Base):
    """Consent of one client for one supporter, until a day or until it is taken back."""

    __tablename__ = "toestemmingen"
    __table_args__ = (Index("ix_toestemmingen_ondersteuner_client_id", "ondersteuner", "client_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    ondersteuner: Mapped[str] = mapped_column(String(100))
    """The name under which the supporter comes in: `sub` of the token."""
    gegeven_op: Mapped[date]
    tot: Mapped[date]
    """The last day."""
    ingetrokken_op: Mapped[date | None]
