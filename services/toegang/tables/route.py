"""The legal route: client, melding, onderzoek, beschikking."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base


class Client(Base):
    """A citizen known to a municipality; `id` is the clientId that travels in events."""

    __tablename__ = "clienten"
    __table_args__ = (UniqueConstraint("gemeente", "bsn_hash"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    bsn_hash: Mapped[str] = mapped_column(String(64), index=True)
    persoon: Mapped[bytes]
    """Sealed JSON: BSN, name, date of birth, address."""


class Melding(Base):
    """A question for support (Wmo 2015, 2.3.2)."""

    __tablename__ = "meldingen"
    __table_args__ = (Index("ix_meldingen_gemeente_id", "gemeente", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    meldingsdatum: Mapped[date]
    hulpvraag: Mapped[bytes]
    """Sealed text."""
    status: Mapped[str] = mapped_column(String(20))
    """A value of domain.route.Status."""


class Onderzoek(Base):
    """The investigation after a melding; one per melding."""

    __tablename__ = "onderzoeken"

    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), primary_key=True)
    afgerond_op: Mapped[date]
    verslag: Mapped[bytes]
    """Sealed text."""


class Beschikking(Base):
    """The decision, with the inkoopmodel under which it was taken; one per melding."""

    __tablename__ = "beschikkingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), unique=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    besluitdatum: Mapped[date]
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    inkoopmodel_versie: Mapped[date]
    motivering: Mapped[bytes]
    """Sealed text."""


class BeschiktProduct(Base):
    """One product of a beschikking, with its own period (M2)."""

    __tablename__ = "beschikte_producten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    beschikking_id: Mapped[str] = mapped_column(ForeignKey("beschikkingen.id"), index=True)
    volgnummer: Mapped[int]
    categorie: Mapped[str] = mapped_column(String(2))
    code: Mapped[str] = mapped_column(String(5))
    volume: Mapped[int]
    eenheid: Mapped[str] = mapped_column(String(2))
    frequentie: Mapped[str] = mapped_column(String(1))
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    aanbieder: Mapped[str | None] = mapped_column(String(8))


class Inzage(Base):
    """Who read the personal data of a client, and when."""

    __tablename__ = "inzages"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    wie: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
