"""Indications that ran already, and were taken in by file when a municipality began here (M134)."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base
from wetten import Wet


class OvergenomenIndicatie(Base):
    """Which row of a file became which product; the same `kenmerk` of a municipality is the same indication."""

    __tablename__ = "overgenomen_indicaties"
    __table_args__ = (
        UniqueConstraint("gemeente", "kenmerk"),
        UniqueConstraint("gemeente", "wet", "toewijzing_nummer", name="uq_overgenomen_indicaties_gemeente_wet_nummer"),
    )

    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    kenmerk: Mapped[str] = mapped_column(String(40))
    """What the municipality calls the row."""
    inhoud_hash: Mapped[str] = mapped_column(String(64))
    """Keyed hash of the whole row: the same row once more is recognised, and nothing of it can be read."""
    beschikkingnummer: Mapped[str] = mapped_column(String(40))
    """Of the decision, in the system where it was taken."""
    toewijzing_nummer: Mapped[int]
    overgenomen_op: Mapped[date]
