"""What a provider sees of a plan, and what it made of it (M122)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class ToegewezenProduct(Base):
    """Which provider has a product of a decision, as toewijzing told it last."""

    __tablename__ = "toegewezen_producten"
    __table_args__ = (Index("ix_toegewezen_producten_agb", "agb", "toewijzing_id"),)

    toewijzing_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    agb: Mapped[str] = mapped_column(String(8))
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    telt: Mapped[bool]
    """Not taken back."""
    sequence: Mapped[int]


class GedeeldDoel(Base):
    """A goal that the provider of a product may see."""

    __tablename__ = "gedeelde_doelen"
    __table_args__ = (UniqueConstraint("doel_id", "product_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    doel_id: Mapped[str] = mapped_column(ForeignKey("doelen.id"))
    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gedeeld_op: Mapped[date]


class Uitwerking(Base):
    """What a provider added to a goal: a goal of its own, a step, or its evaluation."""

    __tablename__ = "uitwerkingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    doel_id: Mapped[str] = mapped_column(ForeignKey("doelen.id"), index=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    soort: Mapped[str] = mapped_column(String(10))
    """A value of domain.plandeel.Uitwerkingsoort."""
    op: Mapped[date]
    voortgang: Mapped[str | None] = mapped_column(String(20))
    """A value of domain.plan.Voortgang; of an evaluation only."""
    inhoud: Mapped[bytes]
    """Sealed text."""
