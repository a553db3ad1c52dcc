"""What is known when a declaration is judged: assignments, prices, and the lines that count already.

What there is one of for each line is a tuple: of a frozen dataclass it takes three times as long to make one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from declaratie.domain.kalender import eerste_van_maand
from istandaard.berichten.bericht323 import Prestatie
from istandaard.codes import DebetCredit, Eenheid

MINUUT, UUR, EURO = Eenheid.MINUUT, Eenheid.UUR, Eenheid.EUROS
MINUTEN_PER_UUR = 60


class BekendeToewijzing(NamedTuple):
    """An assignment. Without `code` it is aspecific, without `categorie` generic. `budget` in eurocents."""

    nummer: int
    bsn_hash: str
    categorie: str | None
    code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None


@dataclass(frozen=True, slots=True)
class Tarief:
    """A price in eurocents per `eenheid`, from `vanaf` until the next price of the same contract.

    The contract holds for its municipalities, from `van` up to and including `tot`.
    """

    gemeenten: Collection[str]
    code: str
    eenheid: str
    vanaf: date
    van: date
    tot: date | None
    bedrag: int


Sleutel = tuple[int, str, str, date]
"""Of which only one debit line may stand (TR389): assignment, category, code, first day of the month.

The month, not the days: a ProductPeriode is the month, cut by the assignment, and that may have changed in between.
"""


class TellendePrestatie(NamedTuple):
    """What of a line counts. Amounts and volumes as billed, a credit line positive too."""

    referentie: str
    vorige_referentie: str | None
    toewijzing_nummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    bedrag: int
    is_credit: bool

    @property
    def sleutel(self) -> Sleutel:
        """Two debit lines with the same key may not stand together."""
        return (self.toewijzing_nummer, self.categorie, self.code, eerste_van_maand(self.begindatum))

    def neemt_terug(self, debet: "TellendePrestatie") -> bool:
        """Whether this credit line repeats `debet` whole: the same assignment, product, period, volume and amount."""
        return self.vorige_referentie == debet.referentie and self._inhoud == debet._inhoud

    @property
    def _inhoud(self) -> tuple[int, str, str, date, date, int, str, int]:
        product = (self.toewijzing_nummer, self.categorie, self.code)
        return (*product, self.begindatum, self.einddatum, self.volume, self.eenheid, self.bedrag)


def tellend_van(prestatie: Prestatie) -> TellendePrestatie:
    """A line of a message, as it counts."""
    return TellendePrestatie(
        referentie=prestatie.product_referentie.referentie_nummer,
        vorige_referentie=prestatie.product_referentie.vorig_referentie_nummer,
        toewijzing_nummer=prestatie.toewijzing_nummer,
        categorie=prestatie.product_categorie,
        code=prestatie.product_code,
        begindatum=prestatie.product_periode.begindatum,
        einddatum=prestatie.product_periode.einddatum,
        volume=prestatie.geleverd_volume,
        eenheid=prestatie.eenheid,
        bedrag=prestatie.ingediend_bedrag.bedrag,
        is_credit=prestatie.ingediend_bedrag.debet_credit == DebetCredit.CREDIT,
    )


@dataclass(slots=True)
class Stand:
    """The state against which lines are judged; granting a line changes it."""

    gemeente: str
    declaratieperiode_einde: date
    toewijzingen: Mapping[int, BekendeToewijzing]
    """Of this provider in this municipality, by ToewijzingNummer."""
    productlijsten: Mapping[date, Collection[tuple[str, str]]]
    """Per first day of a ProductPeriode: category and code of every product of the region on that day (TR381).

    A day is absent when the region had no list yet.
    """
    tarieven: Sequence[Tarief]
    gebruikte_referenties: Collection[str]
    """ReferentieNummers of this provider's lines in earlier messages, as far as this message names them."""
    debet: dict[str, TellendePrestatie] = field(default_factory=dict)
    """Granted debit lines by ReferentieNummer."""
    gecrediteerd: set[str] = field(default_factory=set)
    """ReferentieNummers of debit lines that are credited."""
    open_debet: dict[Sleutel, int] = field(default_factory=dict)
    """How many debit lines with an amount stand per key: granted and not credited. Lines come in any order."""
    volume: dict[int, int] = field(default_factory=dict)
    """Granted and not credited per assignment, in its own unit; hours as minutes (`in_tel_eenheid`)."""
    bedrag: dict[int, int] = field(default_factory=dict)
    """Granted and not credited per assignment, in eurocents."""
    _prijzen: dict[tuple[str, date], Tarief | None] = field(default_factory=dict)
    """Contract prices that were asked for before."""

    def tel_eerder(self, nummer: int, eenheid: str, volume: int, bedrag: int) -> None:
        """Let what was granted before count: sums of lines in one unit on one assignment."""
        toewijzing = self.toewijzingen.get(nummer)
        geteld = in_tel_eenheid(volume, eenheid, toewijzing.eenheid if toewijzing else None)
        self.volume[nummer] = self.volume.get(nummer, 0) + geteld
        self.bedrag[nummer] = self.bedrag.get(nummer, 0) + bedrag

    def tel(self, tellend: TellendePrestatie) -> None:
        """Let a granted line count."""
        teken = -1 if tellend.is_credit else 1
        self.tel_eerder(tellend.toewijzing_nummer, tellend.eenheid, teken * tellend.volume, teken * tellend.bedrag)
        sleutel = tellend.sleutel
        if tellend.bedrag:  # what has no amount can never be credited (CS325): it holds no month
            self.open_debet[sleutel] = self.open_debet.get(sleutel, 0) + teken
        if tellend.is_credit:
            self.gecrediteerd.add(tellend.vorige_referentie or "")
        else:
            self.debet[tellend.referentie] = tellend

    def tarief(self, code: str, op: date) -> Tarief | None:
        """The contract price of a product on a day (TR418)."""
        if (code, op) not in self._prijzen:
            self._prijzen[code, op] = tarief_op(self.tarieven, self.gemeente, code, op)
        return self._prijzen[code, op]


def tarief_op(tarieven: Sequence[Tarief], gemeente: str, code: str, op: date) -> Tarief | None:
    """The contract price of a product in a municipality on a day (TR418); None without one."""
    geldig = [
        each
        for each in tarieven
        if each.code == code
        and gemeente in each.gemeenten
        and max(each.vanaf, each.van) <= op
        and (each.tot is None or op <= each.tot)
    ]
    return max(geldig, key=lambda each: each.vanaf, default=None)


def eenheid_past(eenheid: str, afgesproken: str) -> bool:
    """Whether what is counted in one unit can be held against another: the same one, or minutes on hours (TR341)."""
    return eenheid == afgesproken or (eenheid == MINUUT and afgesproken == UUR)


def in_tel_eenheid(volume: int, eenheid: str, toegewezen_eenheid: str | None) -> int:
    """A volume in the unit in which an assignment is counted: minutes for hours (TR341), else the unit itself."""
    if toegewezen_eenheid == UUR and eenheid == UUR:
        return volume * MINUTEN_PER_UUR
    return volume
