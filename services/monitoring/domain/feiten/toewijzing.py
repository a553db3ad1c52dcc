"""Facts of assignments, of the help that a client has, and of contracts. `budget` and `bedrag` in eurocents."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Voorbereid:
    """A product waits for a provider."""

    gemeente: str
    code: str | None
    besluitdatum: date


@dataclass(frozen=True)
class EerstToegewezen:
    """A product was assigned for the first time."""

    gemeente: str
    agb: str
    code: str | None
    datum: date
    besluitdatum: date


@dataclass(frozen=True)
class Toegewezen:
    """An assignment as it is; `budget` in eurocents."""

    gemeente: str
    agb: str
    code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    ingangsdatum: date
    einddatum: date | None
    categorie: str | None
    budget: int | None
    reden_wijziging: str | None
    toewijzingsdatum: date


@dataclass(frozen=True)
class Versie:
    """How much an assignment held from a day on."""

    gemeente: str
    agb: str
    code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    datum: date


@dataclass(frozen=True)
class Gestart:
    """The provider started; a start that was removed counts no longer."""

    gemeente: str
    agb: str
    code: str | None
    datum: date
    toewijzingsdatum: date
    telt: bool
    overgenomen: bool = False
    """Of an assignment that was taken in by file: how long the client waited is not known (M134)."""


@dataclass(frozen=True)
class Geeindigd:
    """The last day of help, and why; a stop for a while, or one that was removed, does not count."""

    datum: date
    reden: str
    telt: bool


@dataclass(frozen=True)
class Vervallen:
    """A product is not needed any more."""

    reden: str


@dataclass(frozen=True)
class Overbrugd:
    """Something helps a client that waits, from a day on; without `tot` as long as it takes."""

    vanaf: date
    tot: date | None


@dataclass(frozen=True)
class Gesproken:
    """The municipality spoke to the client while it waited."""

    datum: date


@dataclass(frozen=True)
class Tekort:
    """There are too few providers to choose from (M101)."""

    gemeente: str
    code: str | None
    minimum: int
    te_kiezen: int


@dataclass(frozen=True)
class GegevenMaand:
    """What was granted for one product and month; `bedrag` in eurocents, credit negative."""

    code: str
    maand: date
    eenheid: str
    volume: int
    bedrag: int


@dataclass(frozen=True)
class Gedeclareerd:
    """What was granted on an assignment in one declaration, or in a part of it."""

    gemeente: str
    agb: str
    prestaties: tuple[GegevenMaand, ...]


@dataclass(frozen=True)
class HulpVanClient:
    """An assignment of a client, and whether it was removed."""

    gemeente: str
    agb: str
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    vervallen: bool
    wet: str | None = None
    """Where it is another than the Wmo (domain.feiten.wet)."""
    volume: int | None = None
    eenheid: str | None = None
    frequentie: str | None = None
    budget: int | None = None
    """Eurocents. How much it is was not kept of what was noted before M128."""


@dataclass(frozen=True)
class ContractProduct:
    """A product that a contract covers."""

    code: str


@dataclass(frozen=True)
class Contract:
    """A contract as it is; `capaciteit` is how many clients can be served at once."""

    agb: str
    gemeenten: tuple[str, ...]
    geldig_van: date
    geldig_tot: date | None
    producten: tuple[ContractProduct, ...]
    capaciteit: int | None = None
    geen_nieuwe_vanaf: date | None = None
    specialismen: tuple[str, ...] = ()
    doelgroepen: tuple[str, ...] = ()
    """None named is each of them, as in what was noted before they were kept."""


@dataclass(frozen=True)
class Toewijspauze:
    """Nothing new is assigned to a provider in a municipality from a day on, until the day `tot` (M64)."""

    gemeente: str
    vanaf: date
    tot: date | None


@dataclass(frozen=True)
class Aanbieder:
    """What is known of a provider; `naam` is None in what was told before it was told along."""

    naam: str | None
    integriteit_getoetst_op: date | None
    pauzes: tuple[Toewijspauze, ...] = ()

    def gepauzeerd_in(self, dag: date) -> frozenset[str]:
        """The municipalities where nothing may be assigned to it on a day."""
        geldig = (each for each in self.pauzes if each.vanaf <= dag and (each.tot is None or dag < each.tot))
        return frozenset(each.gemeente for each in geldig)


VOORBEREID = Enig(Dossiersoort.TOEWIJZING, "voorbereid", Voorbereid)
EERSTE = Enig(Dossiersoort.TOEWIJZING, "eerste", EerstToegewezen)
NU = Enig(Dossiersoort.TOEWIJZING, "nu", Toegewezen)
VERSIE = Reeks(Dossiersoort.TOEWIJZING, "versie:", Versie)
START = Reeks(Dossiersoort.TOEWIJZING, "start:", Gestart)
EINDE = Reeks(Dossiersoort.TOEWIJZING, "einde:", Geeindigd)
VERVALLEN = Enig(Dossiersoort.TOEWIJZING, "vervallen", Vervallen)
OVERBRUGGING = Reeks(Dossiersoort.TOEWIJZING, "overbrugging:", Overbrugd)
GESPROKEN = Reeks(Dossiersoort.TOEWIJZING, "gesproken:", Gesproken)
TEKORT = Enig(Dossiersoort.TOEWIJZING, "tekort", Tekort)
GEDECLAREERD = Reeks(Dossiersoort.TOEWIJZING, "gedeclareerd:", Gedeclareerd)
HULP = Reeks(Dossiersoort.CLIENT, "toewijzing:", HulpVanClient)
"""By assignment."""
CONTRACT = Enig(Dossiersoort.CONTRACT, "nu", Contract)
AANBIEDER = Enig(Dossiersoort.AANBIEDER, "nu", Aanbieder)
"""By AGB code."""
