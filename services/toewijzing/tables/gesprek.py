"""The conversation with providers: versions of assignments, stops, requests, and the terms that all of it has."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from toewijzing.tables.base import Base
from wetten import Wet


class ToewijzingVersie(Base):
    """An assignment as it was told to the provider in one WMO301, changed or not; the latest that counts stands."""

    __tablename__ = "toewijzing_versies"

    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), primary_key=True)
    versienummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1."""
    op: Mapped[datetime]
    volume: Mapped[int | None]
    eenheid: Mapped[str | None] = mapped_column(String(2))
    frequentie: Mapped[str | None] = mapped_column(String(1))
    budget: Mapped[int | None]
    """Eurocents."""
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    reden_wijziging: Mapped[str | None] = mapped_column(String(2))
    referentie: Mapped[str | None] = mapped_column(String(36))
    """ReferentieAanbieder of the request that it honours (TR379)."""
    toelichting: Mapped[str | None] = mapped_column(String(1000))
    """In what it differs from that request, in plain Dutch (IV093, IV094)."""
    bericht_id: Mapped[str | None] = mapped_column(String(36), index=True)
    """The WMO301 that told it; null when it was told from elsewhere, before it was taken in by file (M134)."""
    retourcodes: Mapped[list[str] | None]
    """What the provider said of it in the WMO302; empty when all was right, nothing while there is no retour."""


class Stop(Base):
    """A stop of delivery as the provider reported it (WMO307)."""

    __tablename__ = "stops"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    toewijzing_id: Mapped[str] = mapped_column(ForeignKey("toewijzingen.id"), index=True)
    categorie: Mapped[str | None] = mapped_column(String(2))
    code: Mapped[str | None] = mapped_column(String(5))
    """Product as the message named it."""
    begindatum: Mapped[date]
    einddatum: Mapped[date]
    reden: Mapped[str] = mapped_column(String(2))
    """RedenBeeindiging (WMO588, or JZ588 under the Jeugdwet)."""
    bericht_id: Mapped[str] = mapped_column(String(36))
    verwijderd: Mapped[bool]


class Verzoek(Base):
    """A request of a provider: one product of a WMO315 (VOT), or a whole WMO317 (VOW). Its content is the message."""

    __tablename__ = "verzoeken"
    __table_args__ = (
        UniqueConstraint("agb", "wet", "referentie"),
        Index("ix_verzoeken_bsn_hash_agb", "bsn_hash", "agb"),
        Index("ix_verzoeken_gemeente_id", "gemeente", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    soort: Mapped[str] = mapped_column(String(3))
    bericht_id: Mapped[str] = mapped_column(String(36))
    positie: Mapped[int]
    """Which AangevraagdProduct of the message, from 0; 0 for a VOW."""
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    agb: Mapped[str] = mapped_column(String(8))
    bsn_hash: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str | None] = mapped_column(String(36), index=True)
    """Nothing while the client is not known here."""
    referentie: Mapped[str] = mapped_column(String(36))
    """ReferentieAanbieder: unique per provider and law (TR347)."""
    status: Mapped[str] = mapped_column(String(12))
    """A value of domain.verzoek.Status."""
    ontvangen_op: Mapped[date]
    uiterlijk: Mapped[date]
    besloten_op: Mapped[date | None]
    reden: Mapped[str | None] = mapped_column(String(2))
    """RedenAfwijzingVerzoek (WJ759)."""


class Termijn(Base):
    """Something that is due: who has to do it, and until when."""

    __tablename__ = "termijnen"
    __table_args__ = (Index("ix_termijnen_klaar_op_uiterlijk", "klaar_op", "uiterlijk", "onderwerp_id"),)

    soort: Mapped[str] = mapped_column(String(12), primary_key=True)
    """A value of domain.termijn.Soort."""
    onderwerp_id: Mapped[str] = mapped_column(String(36), primary_key=True, index=True)
    """The message, the request or the assignment."""
    wie: Mapped[str] = mapped_column(String(9))
    """A value of domain.termijn.Wie."""
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    vanaf: Mapped[date]
    uiterlijk: Mapped[date]
    klaar_op: Mapped[date | None]
    gemeld_op: Mapped[date | None]
    """When it was told that this is late."""
