"""Decisions, their products, and objections to them."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base
from wetten import Wet


class Beschikking(Base):
    """A decision, with the inkoopmodel under which it was taken."""

    __tablename__ = "beschikkingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    zaaknummer: Mapped[str] = mapped_column(String(9))
    """Of its case."""
    besluitdatum: Mapped[date]
    """The day on which the letter is sent: the term for an objection runs from the next day on."""
    soort: Mapped[str] = mapped_column(String(20))
    """A value of domain.beschikking.Beschikkingsoort."""
    uitkomst: Mapped[str] = mapped_column(String(20))
    """A value of domain.beschikking.Besluituitkomst."""
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    inkoopmodel_versie: Mapped[date]
    motivering: Mapped[bytes]
    """Sealed text."""
    eigen_bijdrage: Mapped[dict[str, str | int | None] | None] = mapped_column(JSON)
    """What was decided on the own contribution (M142); null when nothing was granted, or before version 0.2."""
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes: the ETag."""


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
    einddatum: Mapped[date | None] = mapped_column(index=True)
    aanbieder: Mapped[str | None] = mapped_column(String(8))
    vorm: Mapped[str] = mapped_column(String(6), index=True)
    """natura or pgb (M16)."""
    budget: Mapped[int | None]
    """Eurocents for the whole term of a PGB."""
    specialisme: Mapped[str | None] = mapped_column(String(60))
    doelgroep: Mapped[str | None] = mapped_column(String(60))
    spoed: Mapped[bool]
    afschaalmomenten: Mapped[list[str]] = mapped_column(JSON)
    """Dates (M51)."""
    contactmomenten: Mapped[list[str]] = mapped_column(JSON)
    """Dates (M51, M68)."""
    vervoer: Mapped[bool] = mapped_column(default=False)
    """The provider fetches and brings the client (M14)."""
    netwerkmogelijkheden: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Values of the event's Netwerkmogelijkheid (M51)."""
    minuten_per_week: Mapped[int | None]
    """What the letter states (M1); null for a decision from before version 0.2."""
    scenario: Mapped[str | None] = mapped_column(String(60))
    """A scenario of the inkoopmodel (M10)."""
    toelichting: Mapped[bytes | None]
    """Sealed text: why this much, and why not within the norm band (M9)."""
    pgb: Mapped[bytes | None]
    """Sealed JSON: the skill check (M16)."""
    regels: Mapped[list[str]] = mapped_column(JSON)
    """The rules of the inkoopmodel on which this product rests, as the letter names them."""
    laatste_dag: Mapped[date | None]
    """The last day that counts, when the product was stopped; before ingangsdatum when it never began."""
    eindreden: Mapped[str | None] = mapped_column(String(20))
    """A `reden` of the event BeschikkingBeeindigd, or that it was moved to another product (M134)."""
    omgezet_uit: Mapped[str | None] = mapped_column(ForeignKey("beschikte_producten.id"), index=True)
    """Of what was not decided but moved to a new contract: the product that it goes on from (M134)."""
    inkoopmodel: Mapped[str | None] = mapped_column(String(60))
    """By which it goes since it was moved; null where that is the one of its decision."""


class Beeindiging(Base):
    """A decision that support stops, with a letter of its own (Wmo 2015, 2.3.10; Awb 3:41)."""

    __tablename__ = "beeindigingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    beschikking_id: Mapped[str] = mapped_column(ForeignKey("beschikkingen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    besluitdatum: Mapped[date]
    """The day on which the letter is sent: the term for an objection runs from the next day on."""
    laatste_dag: Mapped[date]
    reden: Mapped[str] = mapped_column(String(20))
    """A value of domain.eindbrief.Briefreden."""
    motivering: Mapped[bytes | None]
    """Sealed text; null where the reason says it all."""
    producten: Mapped[list[str]] = mapped_column(JSON)
    """Ids of the products that stop."""


class Bezwaar(Base):
    """An objection to a decision (Awb 6:4, 7:1)."""

    __tablename__ = "bezwaren"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    beschikking_id: Mapped[str] = mapped_column(ForeignKey("beschikkingen.id"), index=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    ingediend_op: Mapped[date]
    op_tijd: Mapped[bool]
    gronden: Mapped[bytes]
    """Sealed text."""
    verdaagd: Mapped[bool]
    """Whether the decision was put off by six weeks (Awb 7:10, third paragraph)."""
    uitkomst: Mapped[str | None] = mapped_column(String(20))
    besluitdatum: Mapped[date | None]
    motivering: Mapped[bytes | None]
    """Sealed text of the decision on the objection."""
    nieuwe_beschikking_id: Mapped[str | None] = mapped_column(ForeignKey("beschikkingen.id"), index=True)
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes: the ETag."""
