"""Weighing, plans, goals, evaluations, households, and indications that end."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import text_of
from toegang.domain.indicatie import Kanaal
from toegang.tables.base import Base
from wetten import Wet


class Afweging(Base):
    """What was weighed and chosen for a melding, under the inkoopmodel of that day (M22)."""

    __tablename__ = "afwegingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    op: Mapped[date]
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    inkoopmodel_versie: Mapped[date]
    inhoud: Mapped[bytes]
    """Sealed JSON: situatie and keuzes, with their reasons."""


class GewogenProduct(Base):
    """One choice of an afweging, without free text: to compare indications by (M31)."""

    __tablename__ = "gewogen_producten"
    __table_args__ = (Index("ix_gewogen_producten_gemeente_op", "gemeente", "op"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    afweging_id: Mapped[str] = mapped_column(ForeignKey("afwegingen.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    op: Mapped[date]
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    product: Mapped[str] = mapped_column(String(5))
    traject: Mapped[str | None] = mapped_column(String(60))
    intensiteit: Mapped[str | None] = mapped_column(String(60))
    scenario: Mapped[str | None] = mapped_column(String(60))
    aantal_gebieden: Mapped[int]
    duur_maanden: Mapped[int | None]
    minuten_per_week: Mapped[int | None]
    afgeweken: Mapped[bool]
    """Outside the norm band, with a reason (M9)."""


class Huishouden(Base):
    """People who have one plan and one director (M18)."""

    __tablename__ = "huishoudens"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    regisseur: Mapped[str] = mapped_column(String(200))
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes, also of who belongs to it: the ETag."""


class Huishoudlid(Base):
    """A client is in one household at most (M18)."""

    __tablename__ = "huishoudleden"

    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), primary_key=True)
    huishouden_id: Mapped[str] = mapped_column(ForeignKey("huishoudens.id"), index=True)


class Plan(Base):
    """A support plan of a client, or of all clients of a household, under the inkoopmodel of its first day."""

    __tablename__ = "plannen"
    __table_args__ = (Index("ix_plannen_gemeente_id", "gemeente", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    huishouden_id: Mapped[str | None] = mapped_column(ForeignKey("huishoudens.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    soort: Mapped[str] = mapped_column(String(20))
    """ondersteuning or perspectief (M39)."""
    status: Mapped[str] = mapped_column(String(20))
    """A value of domain.plan.Planstatus."""
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    inkoopmodel_versie: Mapped[date]
    traject: Mapped[str] = mapped_column(String(60))
    regisseur: Mapped[str] = mapped_column(String(200))
    begindatum: Mapped[date]
    einddatum: Mapped[date]
    vastgesteld_op: Mapped[date | None]
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes, also of goals and measurements: the ETag."""


class Doel(Base):
    """A goal of a plan: in a resultaatgebied, on the network, or in a domain of a perspective plan."""

    __tablename__ = "doelen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plannen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    volgnummer: Mapped[int]
    gebied: Mapped[str] = mapped_column(String(60))
    termijn: Mapped[str] = mapped_column(String(4))
    """kort or lang (M12)."""
    op_netwerk: Mapped[bool]
    """A result on the own network or what goes first (M35)."""
    van_client: Mapped[bool]
    """A result that the resident named (M34)."""
    voor_mantelzorger: Mapped[bool] = mapped_column(default=False)
    """A result that relieves who cares for the resident (M127)."""
    volgorde: Mapped[int]
    """Which goals come first where areas are taken one after another (M42)."""
    streefdatum: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(20))
    """A value of domain.plan.Voortgang."""
    inhoud: Mapped[bytes]
    """Sealed JSON: the goal in words, how it is measured, who does what."""


class ZrmMeting(Base):
    """Self-reliance of a client on a day: a score per domain (M11)."""

    __tablename__ = "zrm_metingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plannen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    op: Mapped[date]
    scores: Mapped[dict[str, int]] = mapped_column(JSON)


class Evaluatie(Base):
    """A moment to evaluate a plan, planned by the inkoopmodel (M68, M85, M86), and what came of it."""

    __tablename__ = "evaluaties"
    __table_args__ = (Index("ix_evaluaties_gemeente_status_gepland_op", "gemeente", "status", "gepland_op"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plannen.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    gepland_op: Mapped[date]
    soort: Mapped[str] = mapped_column(String(20))
    """voortgang, or overgang: the change at 18 (M39)."""
    status: Mapped[str] = mapped_column(String(20))
    """A value of domain.evaluatie.Evaluatiestatus."""
    gehouden_op: Mapped[date | None]
    uitkomst: Mapped[str | None] = mapped_column(String(20))
    partijen: Mapped[list[str]] = mapped_column(JSON)
    antwoorden: Mapped[list[str]] = mapped_column(JSON)
    """To the questions of direction, in the order of the inkoopmodel (M87)."""
    verslag: Mapped[bytes | None]
    """Sealed text."""
    gevraagd_op: Mapped[date | None]
    """When the providers who belong to it were asked for theirs (M86)."""
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes: the ETag."""


class AflopendeIndicatie(Base):
    """That a client was warned that a product ends, and what follows (M38)."""

    __tablename__ = "aflopende_indicaties"
    __table_args__ = (Index("ix_aflopende_indicaties_gemeente_einddatum", "gemeente", "einddatum"),)

    product_id: Mapped[str] = mapped_column(ForeignKey("beschikte_producten.id"), primary_key=True)
    beschikking_id: Mapped[str] = mapped_column(ForeignKey("beschikkingen.id"), index=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    inkoopmodel: Mapped[str] = mapped_column(String(60))
    """Under which was decided."""
    code: Mapped[str] = mapped_column(String(5))
    einddatum: Mapped[date]
    gewaarschuwd_op: Mapped[date]
    verstuurd_op: Mapped[date | None]
    kanaal: Mapped[Kanaal | None] = mapped_column(text_of(Kanaal, 20))
    """How the warning went to the client; null while it did not."""
    vervolg: Mapped[str | None] = mapped_column(String(20))
    """A value of domain.indicatie.Vervolg; null while nobody decided what follows."""
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes: the ETag."""
