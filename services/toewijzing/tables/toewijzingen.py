"""Assignments, and what providers report on them."""

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, Index, String, UniqueConstraint, column, false, text
from sqlalchemy.orm import Mapped, mapped_column

from toewijzing.domain.toewijzing import LOPEND
from toewijzing.tables.base import Base
from wetten import Wet

_LOPEND = text("status IN ({})".format(", ".join(f"'{each}'" for each in LOPEND)))
_GELDIG = column("verwijderd", Boolean).is_(False)


class Toewijzing(Base):
    """A decided product and the provider that delivers it; without one it waits for a choice."""

    __tablename__ = "toewijzingen"
    __table_args__ = (
        UniqueConstraint("gemeente", "wet", "toewijzing_nummer", name="uq_toewijzingen_gemeente_wet_nummer"),
        Index("ix_toewijzingen_client_agb", "client_id", "agb"),
        Index("ix_toewijzingen_gemeente_id", "gemeente", "id"),
        Index("ix_toewijzingen_agb_code", "agb", "code"),
        # All that is asked to count the clients of a provider: their rows are not read for it (0514).
        Index(
            "ix_toewijzingen_lopend",
            *("agb", "gemeente", "client_id", "code", "einddatum"),
            postgresql_where=_LOPEND,
            sqlite_where=_LOPEND,
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """The id of the product in the beschikking: a product is assigned once."""
    beschikking_id: Mapped[str] = mapped_column(String(36))
    client_id: Mapped[str] = mapped_column(String(36))
    bsn_hash: Mapped[str] = mapped_column(String(64), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    """The law that it was decided under; its number is unique within that (TR332)."""
    categorie: Mapped[str | None] = mapped_column(String(2))
    """Null when the assignment is generic: a budget only. With a categorie and no code it is aspecific."""
    code: Mapped[str | None] = mapped_column(String(5))
    volume: Mapped[int | None]
    eenheid: Mapped[str | None] = mapped_column(String(2))
    frequentie: Mapped[str | None] = mapped_column(String(1))
    budget: Mapped[int | None]
    """Eurocents for the whole term."""
    vorm: Mapped[str] = mapped_column(String(6))
    """natura or pgb (M16)."""
    specialisme: Mapped[str | None] = mapped_column(String(60))
    doelgroep: Mapped[str | None] = mapped_column(String(60))
    spoed: Mapped[bool]
    afschaalmomenten: Mapped[list[str]]
    """Days on which less support is expected to do (M51), as 2026-01-31."""
    contactmomenten: Mapped[list[str]]
    """Days on which provider, client and municipality evaluate (M51, M68)."""
    vervoer: Mapped[bool]
    """The provider fetches and brings the client (M14)."""
    netwerkmogelijkheden: Mapped[list[str]]
    """What the own network and general provisions may do, as the decision names it (M51)."""
    wens: Mapped[str | None] = mapped_column(String(8))
    """AGB code of the provider that the client wishes (M54)."""
    verbruikt_procent: Mapped[int | None]
    """What was granted, as a percentage of an even use until the end of the last month billed (M47, M48)."""
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    besluitdatum: Mapped[date]
    status: Mapped[str] = mapped_column(String(12))
    """A value of domain.toewijzing.Status."""
    wacht_op: Mapped[str | None] = mapped_column(String(200))
    """Why no provider is assigned yet, in plain Dutch."""
    agb: Mapped[str | None] = mapped_column(String(8))
    toewijzing_nummer: Mapped[int | None]
    toegewezen_op: Mapped[datetime | None]
    """When the version that stands was made: Toewijzingsdatum and Toewijzingstijd."""
    product_id: Mapped[str | None] = mapped_column(String(36))
    """The product in the beschikking, where it is not the first assignment of it: then that is its own id."""
    verlengt: Mapped[str | None] = mapped_column(String(36), index=True)
    """Of what has the status verlengd: the product whose assignment got its days (OP380)."""
    reden_wijziging: Mapped[str | None] = mapped_column(String(2))
    """RedenWijziging (WMO002): why it changed last; nothing while it is as it was given."""
    retour: Mapped[str | None] = mapped_column(String(12))
    """What the provider said of the last WMO301 with a new version: a value of domain.toewijzing.Retour, or nothing."""
    overgenomen: Mapped[bool] = mapped_column(server_default=false())
    """It ran already when it was taken in by file (M134): its number is from elsewhere."""


class Onderaannemer(Base):
    """A partner of the provider that delivers an assignment, or a part of it: it sees term and content (M61)."""

    __tablename__ = "onderaannemers"

    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), primary_key=True)
    agb: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)


class Start(Base):
    """A start of delivery as the provider reported it (WMO305).

    With what never changes of its assignment: the starts of a provider are weighed without reading those (0514).
    """

    __tablename__ = "starts"
    __table_args__ = (
        Index(
            "ix_starts_geldig",
            *("agb", "gemeente", "begindatum", "wachtdagen"),
            postgresql_where=_GELDIG,
            sqlite_where=_GELDIG,
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), index=True)
    categorie: Mapped[str | None] = mapped_column(String(2))
    code: Mapped[str | None] = mapped_column(String(5))
    """Product as the message named it: a stop has to repeat it (TR382)."""
    begindatum: Mapped[date]
    bericht_id: Mapped[str | None] = mapped_column(String(36))
    """The WMO305 that told it; null when it was taken in by file (M134)."""
    verwijderd: Mapped[bool]
    agb: Mapped[str] = mapped_column(String(8))
    gemeente: Mapped[str] = mapped_column(String(4))
    wachtdagen: Mapped[int]
    """Days that the client waited after Ingangsdatum; 0 when the start was on that day or before it."""
