"""Facts of the legal route, and of gaps in the social base."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Gemeld:
    """A citizen reported a need for support."""

    gemeente: str
    datum: date


@dataclass(frozen=True)
class Bevestigd:
    """The receipt of a melding was confirmed."""

    gemeente: str
    datum: date


@dataclass(frozen=True)
class Onderzocht:
    """The investigation after a melding is done."""

    gemeente: str
    datum: date
    meldingsdatum: date


@dataclass(frozen=True)
class Aangevraagd:
    """The citizen applied."""

    gemeente: str
    datum: date


@dataclass(frozen=True)
class BeschiktProduct:
    """A product that was decided on; `vorm` is the leveringsvorm."""

    code: str | None
    vorm: str
    categorie: str | None = None


@dataclass(frozen=True)
class Beschikt:
    """A decision: on an aanvraag, for a while, or on a bezwaar (`soort`)."""

    gemeente: str
    datum: date
    onderzocht_op: date | None
    aanvraagdatum: date | None
    soort: str
    uitkomst: str
    producten: tuple[BeschiktProduct, ...]
    verwijzer: str | None = None
    """TypeVerwijzer (COD327) of a youth."""
    verlengingsgrond: str | None = None


@dataclass(frozen=True)
class Opgeschort:
    """The clock of a term stands still from a day on, up to `tot` once it runs again."""

    termijn: str
    vanaf: date
    tot: date | None = None


@dataclass(frozen=True)
class Gesloten:
    """A melding ended without a decision."""

    gemeente: str
    datum: date
    reden: str


@dataclass(frozen=True)
class Bezwaar:
    """An objection; no outcome while it runs."""

    gemeente: str
    datum: date
    uitkomst: str | None = None


@dataclass(frozen=True)
class Gesignaleerd:
    """Somebody saw a gap in the social base (M112)."""

    gemeente: str
    datum: date
    onderwerp: str


@dataclass(frozen=True)
class Geraadpleegd:
    """An expert was asked (M126)."""

    gemeente: str
    datum: date
    deskundigheid: str
    in_groep: bool


MELDING = Enig(Dossiersoort.MELDING, "melding", Gemeld)
BEVESTIGD = Enig(Dossiersoort.MELDING, "bevestigd", Bevestigd)
ONDERZOEK = Enig(Dossiersoort.MELDING, "onderzoek", Onderzocht)
AANVRAAG = Enig(Dossiersoort.MELDING, "aanvraag", Aangevraagd)
BESLUIT = Reeks(Dossiersoort.MELDING, "besluit:", Beschikt)
OPSCHORTING = Reeks(Dossiersoort.MELDING, "opschorting:", Opgeschort)
GESLOTEN = Enig(Dossiersoort.MELDING, "gesloten", Gesloten)
BEZWAAR = Reeks(Dossiersoort.MELDING, "bezwaar:", Bezwaar)
SIGNAAL = Enig(Dossiersoort.SIGNAAL, "zelf", Gesignaleerd)
RAADPLEGING = Enig(Dossiersoort.RAADPLEGING, "zelf", Geraadpleegd)
