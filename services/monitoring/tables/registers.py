"""What people record here: it comes from no event, so a rebuild leaves it alone. No names."""

from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from monitoring.tables.basis import Base


class Aantekening(Base):
    """One thing that somebody recorded about help from a provider: an answer in a survey or a planning signal.

    `waarde` is the grade in tenths (M90); null for a planning signal (M116).
    """

    __tablename__ = "aantekeningen"
    __table_args__ = (
        Index("ix_aantekeningen_soort_op", "soort", "op", "id"),
        Index("ix_aantekeningen_antwoord", "gemeente", "antwoord", unique=True),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    soort: Mapped[str] = mapped_column(String(20))
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    op: Mapped[date]
    kenmerk: Mapped[str] = mapped_column(String(30))
    waarde: Mapped[int | None]
    antwoord: Mapped[str | None] = mapped_column(String(60))
    """Under which mark it stood in a file of the survey: the same answer counts once."""
    door: Mapped[str] = mapped_column(Text)
    """Who recorded it, as the token names them."""
    vastgelegd_op: Mapped[datetime]


class Maatregel(Base):
    """A step with a provider after a traffic light that turned red (M89), in the municipalities of one inkoopmodel."""

    __tablename__ = "maatregelen"
    __table_args__ = (Index("ix_maatregelen_agb", "agb", "inkoopmodel", "volgnummer", unique=True),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8))
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    volgnummer: Mapped[int]
    """Counts up per provider and inkoopmodel."""
    stap: Mapped[str] = mapped_column(String(20))
    """gesprek, verbeterplan, controle, pauze, einde or hersteld."""
    per: Mapped[date]
    kpi: Mapped[str | None] = mapped_column(String(60))
    """The light that was red; null where somebody named another norm."""
    norm: Mapped[str | None] = mapped_column(Text)
    """Which norm it is about, as it was then; null of what was recorded before this was asked, as `reden`."""
    reden: Mapped[str | None] = mapped_column(Text)
    reden_overgeslagen: Mapped[str | None] = mapped_column(Text)
    """Why a step before this one was left out."""
    uiterlijk: Mapped[date | None]
    """By when the improvement plan has to be carried out."""
    wederhoor: Mapped[str | None] = mapped_column(Text)
    """What the provider says of it (hoor en wederhoor)."""
    wederhoor_op: Mapped[date | None]
    door: Mapped[str] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
