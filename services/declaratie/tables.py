"""The tables of declaratie: its own copy of assignments and contracts, and every line that it judged."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from berichtenverkeer.tables import add_berichten_tables, add_webhook_tables
from chassis.database import UtcDateTime, new_metadata
from chassis.tables import add_chassis_tables


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, list[str]: JSON}


add_chassis_tables(Base.metadata)
add_berichten_tables(Base.metadata)
add_webhook_tables(Base.metadata)


class GehoordeToewijzing(Base):
    """An assignment as toewijzing told of it; the highest `sequence` stands."""

    __tablename__ = "toewijzingen"
    __table_args__ = (
        UniqueConstraint("gemeente", "nummer"),
        Index("ix_toewijzingen_agb_bsn_hash", "agb", "bsn_hash"),
        Index("ix_toewijzingen_gemeente_bsn_hash", "gemeente", "bsn_hash"),
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
    declaratieperiode: Mapped[date]
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
        Index("ix_prestaties_toewijzing_begindatum", "gemeente", "toewijzing_nummer", "begindatum"),
        Index(
            "ix_prestaties_agb_vorige_referentie",
            "agb",
            "vorige_referentie",
            postgresql_where=text("vorige_referentie IS NOT NULL"),
            sqlite_where=text("vorige_referentie IS NOT NULL"),
        ),
        Index(
            "ix_prestaties_budgethouder",
            "budgethouder",
            postgresql_where=text("budgethouder <> gemeente"),
            sqlite_where=text("budgethouder <> gemeente"),
        ),
    )

    declaratie_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """Of a row in `declaraties`, written in the same transaction: a foreign key would look it up for every line."""
    volgnummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
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
    is_credit: Mapped[bool]
    is_toegekend: Mapped[bool]
    codes: Mapped[list[str]]
    budgethouder: Mapped[str] = mapped_column(String(4))
    """The municipality that pays (M83), as it was when the line was judged; `gemeente` is that of the client."""


class Saldo(Base):
    """Of the granted lines on an assignment: their sums per unit, credits taken off. Kept along with the lines."""

    __tablename__ = "saldi"
    # Room in every page, so that PostgreSQL can change a row in its place and leave the index alone.
    __table_args__ = ({"postgresql_with": {"fillfactor": 50}},)

    gemeente: Mapped[str] = mapped_column(String(4), primary_key=True)
    toewijzing_nummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agb: Mapped[str] = mapped_column(String(8), primary_key=True)
    eenheid: Mapped[str] = mapped_column(String(2), primary_key=True)
    volume: Mapped[int] = mapped_column(BigInteger)
    """In `eenheid` itself: hours are not made minutes."""
    bedrag: Mapped[int] = mapped_column(BigInteger)
    """In eurocents."""


class Aandachtspunt(Base):
    """A granted line that the policy of the region wants somebody to look at, and what was decided."""

    __tablename__ = "aandachtspunten"
    __table_args__ = (
        ForeignKeyConstraint(["declaratie_id", "volgnummer"], ["prestaties.declaratie_id", "prestaties.volgnummer"]),
        UniqueConstraint("declaratie_id", "volgnummer", "m_nummer"),
        Index("ix_aandachtspunten_gemeente_id", "gemeente", "id"),
        Index("ix_aandachtspunten_agb_id", "agb", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    declaratie_id: Mapped[str] = mapped_column(String(36))
    volgnummer: Mapped[int]
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(5))
    m_nummer: Mapped[str] = mapped_column(String(4))
    reden: Mapped[str] = mapped_column(String(300))
    bedrag: Mapped[int]
    """Of the line, in eurocents."""
    budgethouder: Mapped[str] = mapped_column(String(4))
    """Of the line."""
    created_at: Mapped[datetime]
    afgehandeld_op: Mapped[datetime | None]
    afgehandeld_door: Mapped[str | None] = mapped_column(String(100))
    besluit: Mapped[str | None] = mapped_column(String(20))
    toelichting: Mapped[str | None] = mapped_column(String(1000))


class Levering(Base):
    """A start and its stop as toewijzing told of them; of each the highest sequence stands.

    `telt` is false when the start was removed, or not heard of yet. `gestopt_op` is the last day of delivery.
    """

    __tablename__ = "leveringen"

    toewijzing_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    begindatum: Mapped[date] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    telt: Mapped[bool]
    gestopt_op: Mapped[date | None]
    stop_sequence: Mapped[int]


class Uitgave(Base):
    """What one declaration takes from a budget, in eurocents, credits taken off."""

    __tablename__ = "uitgaven"
    __table_args__ = (Index("ix_uitgaven_gemeente_jaar", "gemeente", "jaar"),)

    declaratie_id: Mapped[str] = mapped_column(ForeignKey("declaraties.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    jaar: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    betaler: Mapped[str] = mapped_column(String(4), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    bedrag: Mapped[int] = mapped_column(BigInteger)


class BudgetMelding(Base):
    """A threshold of a budget that was told of."""

    __tablename__ = "budget_meldingen"

    budget: Mapped[str] = mapped_column(String(90), primary_key=True)
    drempel: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    op: Mapped[datetime]


class WachtendeDeclaratie(Base):
    """A WMO323 that waits for an assignment to arrive (OP080), at the latest until `wacht_tot`."""

    __tablename__ = "wachtende_declaraties"
    __table_args__ = (Index("ix_wachtende_declaraties_agb_gemeente", "agb", "gemeente"),)

    bericht_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    agb: Mapped[str] = mapped_column(String(8))
    wacht_tot: Mapped[datetime] = mapped_column(index=True)
