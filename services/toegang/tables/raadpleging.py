"""An expert is asked for advice (M126)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Raadpleging(Base):
    """An expert was asked: on a case, or in a group when there is none."""

    __tablename__ = "raadplegingen"
    __table_args__ = (Index("ix_raadplegingen_gemeente_id", "gemeente", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    melding_id: Mapped[str | None] = mapped_column(ForeignKey("meldingen.id"), index=True)
    deskundigheid: Mapped[str] = mapped_column(String(30))
    """A value of domain.raadpleging.Deskundigheid."""
    op: Mapped[date]
    inhoud: Mapped[bytes]
    """Sealed JSON: the question and the advice."""
