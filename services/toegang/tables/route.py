"""The legal route up to the decision: client, melding, confirmation, onderzoek, terms."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from toegang.tables.base import Base
from wetten import Wet


class Client(Base):
    """A citizen known to a municipality; `id` is the clientId that travels in events."""

    __tablename__ = "clienten"
    __table_args__ = (UniqueConstraint("gemeente", "bsn_hash"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    bsn_hash: Mapped[str] = mapped_column(String(64), index=True)
    adres_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    """Keyed hash of postcode and house number; null for who was not heard of since the search by address exists."""
    persoon: Mapped[bytes]
    """Sealed JSON: BSN, names, date of birth, addresses, telephone, the people around the client."""
    laatste_relatienummer: Mapped[int] = mapped_column(default=0)
    """The last number that a relation of this client got; none comes back for another one (OP071)."""
    overleden_op: Mapped[date | None]
    verhuisd_op: Mapped[date | None]
    """The last day here of who moved to another municipality; null again for who came back."""
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes of the personal data: the ETag."""


class PersoonVersie(Base):
    """The personal data of a client as they were, until somebody changed them."""

    __tablename__ = "persoon_versies"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    persoon: Mapped[bytes]
    """Sealed, as in `clienten`."""
    tot: Mapped[datetime]
    """When they were changed."""


class Melding(Base):
    """A question for support (Wmo 2015, 2.3.2; Jeugdwet, 2.3), and the case that comes from it."""

    __tablename__ = "meldingen"
    __table_args__ = (Index("ix_meldingen_gemeente_id", "gemeente", "id"), UniqueConstraint("gemeente", "zaaknummer"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("clienten.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    wet: Mapped[Wet]
    """Under which support is asked: a case has one."""
    zaaknummer: Mapped[str] = mapped_column(String(9))
    """What stands on the letters of the case, and can be read out (domain.zaaknummer)."""
    meldingsdatum: Mapped[date]
    hulpvraag: Mapped[bytes]
    """Sealed text."""
    status: Mapped[str] = mapped_column(String(20))
    """A value of domain.route.Meldingstatus."""
    spoed: Mapped[bool] = mapped_column(default=False)
    """Whether an urgent need was reported (Wmo 2015, 2.3.3)."""
    overgang: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was opened because help under the Jeugdwet ends at 18 (M39)."""
    aanvraagdatum: Mapped[date | None]
    gesloten_op: Mapped[date | None]
    sluitreden: Mapped[str | None] = mapped_column(String(20))
    versie: Mapped[int] = mapped_column(default=1)
    """Counts the changes of the case: the ETag."""


class Jeugdzaak(Base):
    """What a case under the Jeugdwet has more: the way in, why help goes on after 18, authority and consent."""

    __tablename__ = "jeugdzaken"

    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), primary_key=True)
    verwijzer: Mapped[str] = mapped_column(String(2))
    """TypeVerwijzer (COD327)."""
    verlengingsgrond: Mapped[str | None] = mapped_column(String(30))
    """A value of domain.jeugd.Verlengingsgrond."""
    woonplaats: Mapped[str] = mapped_column(String(4))
    """The responsible municipality."""
    woonplaatsgrond: Mapped[str] = mapped_column(String(30))
    """A value of domain.jeugd.Woonplaatsgrond."""
    inhoud: Mapped[bytes]
    """Sealed JSON: who referred, authority, consent, the history of addresses."""


class Bevestiging(Base):
    """The confirmation of a melding, with what was offered and chosen (Wmo 2015, 2.3.2; M36)."""

    __tablename__ = "bevestigingen"

    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), primary_key=True)
    bevestigd_op: Mapped[date]
    clientondersteuning_aangeboden_op: Mapped[date]
    clientondersteuning_gekozen: Mapped[bool | None]
    persoonlijk_plan_aangeboden_op: Mapped[date]
    persoonlijk_plan_gewenst: Mapped[bool | None]
    """Null while there is no answer."""
    persoonlijk_plan_ontvangen_op: Mapped[date | None]
    persoonlijk_plan: Mapped[bytes | None]
    """Sealed text."""


class Onderzoek(Base):
    """The investigation after a melding; one per melding."""

    __tablename__ = "onderzoeken"

    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), primary_key=True)
    afgerond_op: Mapped[date]
    verslag: Mapped[bytes]
    """Sealed text."""
    bevindingen: Mapped[bytes | None]
    """Sealed JSON: the talk, own strength, network, what goes first; null for an onderzoek from before version 0.2."""


class Termijn(Base):
    """A clock of a case: running, standing still, or stopped."""

    __tablename__ = "termijnen"
    __table_args__ = (Index("ix_termijnen_gemeente_gestopt_op_uiterlijk", "gemeente", "gestopt_op", "uiterlijk"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    melding_id: Mapped[str] = mapped_column(ForeignKey("meldingen.id"), index=True)
    gemeente: Mapped[str] = mapped_column(String(4))
    soort: Mapped[str] = mapped_column(String(20))
    """A value of domain.termijn.Termijnsoort."""
    onderwerp: Mapped[str] = mapped_column(String(36))
    """The melding, or the bezwaar."""
    begin: Mapped[date]
    """The day before the first one that counts."""
    weken: Mapped[int]
    uiterlijk: Mapped[date | None]
    """The last day; null while the clock stands still."""
    gestopt_op: Mapped[date | None]
    """The day of what the clock waited for, or of the end of the case; null while it is open."""


class Opschorting(Base):
    """A time in which a clock stands still."""

    __tablename__ = "opschortingen"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    termijn_id: Mapped[str] = mapped_column(ForeignKey("termijnen.id"), index=True)
    reden: Mapped[str] = mapped_column(String(20))
    """A key of domain.termijn.REDENEN."""
    vanaf: Mapped[date]
    tot: Mapped[date | None]
    """The first day that counts again; null while the clock stands still."""
