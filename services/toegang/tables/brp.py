"""What the BRP says of a client, and when it is asked again."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class BrpToets(Base):
    """Of one client: the last answer of the BRP; nobody is asked about without it."""

    __tablename__ = "brp_toetsen"
    __table_args__ = (Index("ix_brp_toetsen_gemeente_opnieuw_vanaf", "gemeente", "opnieuw_vanaf"),)

    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    stand: Mapped[str] = mapped_column(String(20))
    """A value of domain.brp.BrpStand."""
    gevraagd_op: Mapped[datetime]
    """When the BRP was asked last, with or without an answer."""
    geantwoord_op: Mapped[datetime | None]
    """When it answered last."""
    pogingen: Mapped[int]
    """How many times in a row it gave no answer."""
    opnieuw_vanaf: Mapped[datetime]
    """When it may be asked again."""
    verschillen: Mapped[str] = mapped_column(String(60))
    """What it says otherwise, with spaces between: names of domain.brp.verschillen."""
    geheim: Mapped[bool]
    niet_op_adres: Mapped[bool]
    in_onderzoek: Mapped[str] = mapped_column(String(200))
    """The groups of data that are under investigation, with spaces between."""
    onder_curatele: Mapped[bool]
    overleden_op: Mapped[date | None]
    """The last day on which they can have died."""
    inhoud: Mapped[bytes | None]
    """Sealed JSON: what the BRP said; null while it gave no answer, or knows nobody."""
