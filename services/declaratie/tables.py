"""The tables of declaratie: its own copy of assignments and contracts, and every line that it judged."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from berichtenverkeer.tables import add_berichten_tables
from chassis.database import UtcDateTime, new_metadata
from chassis.tables import add_chassis_tables


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, list[str]: JSON}


add_chassis_tables(Base.metadata)
add_berichten_tables(Base.metadata)


class Toewijzing(Base):
    """An assignment as toewijzing told of it; the highest `sequence` stands."""

    __tablename__ = "toewijzingen"
    __table_args__ = (
        UniqueConstraint("gemeente", "nummer"),
        Index("ix_toewijzingen_agb_bsn_hash", "agb", "bsn_hash"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    sequence: Mapped[int]
    gemeente: Mapped[str] = mapped_column(String(4))
    nummer: Mapped[int]
    agb: Mapped[str] = mapped_column(String(8))
    client_id: Mapped[str] = mapped_column(String(36))
    bsn_hash: Mapped[str] = mapped_column(String(64))
    categorie: Mapped[str | None] = mapped_column(String(2))
    code: Mapped[str | None] = mapped_column(String(5))
    volume: Mapped[int | None]
    eenheid: Mapped[str | None] = mapped_column(String(2))
    frequentie: Mapped[str | None] = mapped_column(String(1))
    budget: Mapped[int | None]
    ingangsdatum: Mapped[date]
    einddatum: Mapped[date | None]
    reden_wijziging: Mapped[str | None] = mapped_column(String(2))


class Contract(Base):
    """A contract as toewijzing told of it; the highest `sequence` stands."""

    __tablename__ = "contracten"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    sequence: Mapped[int]
    agb: Mapped[str] = mapped_column(String(8), index=True)
    gemeenten: Mapped[list[str]]
    geldig_van: Mapped[date]
    geldig_tot: Mapped[date | None]


class ContractTarief(Base):
    """The price of a product under a contract, in eurocents per `eenheid`, from a day on."""

    __tablename__ = "contract_tarieven"

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracten.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    vanaf: Mapped[date] = mapped_column(primary_key=True)
    categorie: Mapped[str] = mapped_column(String(2))
    eenheid: Mapped[str] = mapped_column(String(2))
    bedrag: Mapped[int]


class Aanbieder(Base):
    """One row per provider, locked while a message of that provider is judged."""

    __tablename__ = "aanbieders"

    agb: Mapped[str] = mapped_column(String(8), primary_key=True)


class Declaratie(Base):
    """A judged WMO323. Amounts in eurocents, credit negative."""

    __tablename__ = "declaraties"
    __table_args__ = (Index("ix_declaraties_agb_declaratienummer", "agb", "declaratienummer"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """The id of the WMO323 in the post."""
    gemeente: Mapped[str] = mapped_column(String(4), index=True)
    agb: Mapped[str] = mapped_column(String(8))
    declaratienummer: Mapped[str] = mapped_column(String(12))
    periode: Mapped[date]
    """First day of the calendar month."""
    ontvangen_op: Mapped[datetime]
    beantwoord_op: Mapped[datetime]
    retourcode: Mapped[str] = mapped_column(String(4))
    bedrag_ingediend: Mapped[int] = mapped_column(BigInteger)
    bedrag_toegekend: Mapped[int] = mapped_column(BigInteger)


class Prestatie(Base):
    """A judged line. `codes` is empty when it was granted; amounts and volumes are as billed."""

    __tablename__ = "prestaties"
    __table_args__ = (
        Index("ix_prestaties_agb_referentie", "agb", "referentie"),
        Index("ix_prestaties_gemeente_toewijzing_nummer", "gemeente", "toewijzing_nummer"),
    )

    declaratie_id: Mapped[str] = mapped_column(ForeignKey("declaraties.id"), primary_key=True)
    regel: Mapped[int] = mapped_column(primary_key=True)
    """Place in the message, from 1."""
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    referentie: Mapped[str] = mapped_column(String(20))
    vorige_referentie: Mapped[str | None] = mapped_column(String(20))
    toewijzing_nummer: Mapped[int]
    categorie: Mapped[str] = mapped_column(String(2))
    code: Mapped[str] = mapped_column(String(5))
    begindatum: Mapped[date]
    einddatum: Mapped[date]
    volume: Mapped[int]
    eenheid: Mapped[str] = mapped_column(String(2))
    tarief: Mapped[int | None]
    bedrag: Mapped[int]
    credit: Mapped[bool]
    toegekend: Mapped[bool]
    codes: Mapped[list[str]]
