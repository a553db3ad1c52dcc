"""Who a citizen and the people around them are: what can be told to a provider (iWmo 3.2), and how old somebody is."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from istandaard.codes import AdresSoort, Communicatievorm, DatumGebruik, NaamGebruik
from istandaard.landen import LandCode
from istandaard.regels.rekenen import jaren_later
from weigering import Weigering

OUDSTE = 120
"""Years: no older citizen can stand in an iWmo message (TR002)."""
ONBEKENDE_DATUM = date(1900, 1, 1)
"""How a date of birth is written of which nothing is known (IV009)."""
MET_POSTCODE = (AdresSoort.BRP_ADRES, AdresSoort.VERBLIJFADRES)
"""Addresses that have a postcode, also abroad (CD034)."""
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")


@dataclass(frozen=True)
class Geboren:
    """A date of birth; `gebruik` says which part of it is not known (OP252): that part is 01, or 1900 (IV009)."""

    datum: date
    gebruik: DatumGebruik | None = None

    @property
    def is_onbekend(self) -> bool:
        """Whether nothing is known of it."""
        return self.gebruik == DatumGebruik.ONBEKEND

    def leeftijden_op(self, dag: date) -> tuple[int, int] | None:
        """The youngest and the oldest that somebody can be on a day, in years; None when nothing is known."""
        return None if self.is_onbekend else (_jaren(self.uiterlijk, dag), _jaren(self.datum, dag))

    @property
    def uiterlijk(self) -> date:
        """The last day on which they can be born; `datum` is the first."""
        jaar, maand = self.datum.year, self.datum.month
        if self.gebruik == DatumGebruik.DAG_EN_MAAND_ONBEKEND:
            return date(jaar, 12, 31)
        if self.gebruik == DatumGebruik.DAG_ONBEKEND:
            return date(jaar, maand, monthrange(jaar, maand)[1])
        return self.datum


@dataclass(frozen=True)
class Plek:
    """What the rules look at in an address. `is_nader` says that there is more of a house than its number."""

    soort: AdresSoort
    land: LandCode
    huisnummer: int | None
    postcode: str | None
    is_nader: bool = False

    @property
    def is_volledig(self) -> bool:
        """Whether it can be found by itself: house and postcode (TR006)."""
        return self.huisnummer is not None and self.postcode is not None


def keur_geboren(veld: str, geboren: Geboren, uiterlijk: date, genoemd: str, vandaag: date) -> Iterator[Weigering]:
    """A date of birth is no later than `uiterlijk` (TR134), not too long ago (TR002), and 01 where unknown (CS139)."""
    datum, oudste = geboren.datum, jaren_later(vandaag, -OUDSTE)
    wel = f"Kies een dag van {oudste:%d-%m-%Y} tot en met {uiterlijk:%d-%m-%Y}."
    if not _past(geboren):
        reden = "Vul 01 in voor een dag of maand die niet bekend is, en 1900-01-01 als niets bekend is."
        yield Weigering(reden, veld=f"{veld}.datumGebruik", regel="CS139")
    elif datum > uiterlijk:
        yield Weigering(f"De geboortedatum ligt na {genoemd}. {wel}", veld=f"{veld}.geboortedatum", regel="TR134")
    elif datum < oudste and not geboren.is_onbekend:
        reden = f"De geboortedatum ligt meer dan {OUDSTE} jaar voor vandaag. {wel}"
        onbekend = "Is de datum niet bekend? Geef dan 1900-01-01 met datumGebruik 3."
        yield Weigering(f"{reden} {onbekend}", veld=f"{veld}.geboortedatum", regel="TR002")


def keur_naam(veld: str, gebruik: NaamGebruik, *, met_partner: bool, is_client: bool) -> Iterator[Weigering]:
    """How somebody is addressed fits the names that are known (IV007, CS050); a client is a person (CS318)."""
    if gebruik == NaamGebruik.NIET_NATUURLIJK_PERSOON and is_client:
        reden = "Een cliënt is een mens, geen organisatie. Kies naamGebruik 1, of 2, 3 of 4 met een partnernaam."
        yield Weigering(reden, veld=f"{veld}.naamGebruik", regel="CS318")
    elif met_partner and gebruik in {NaamGebruik.PSEUDONIEM, NaamGebruik.NIET_NATUURLIJK_PERSOON}:
        yield Weigering("Met een partnernaam is naamGebruik 1, 2, 3 of 4.", veld=f"{veld}.naamGebruik", regel="CS050")
    elif not met_partner and gebruik not in {NaamGebruik.EIGEN_NAAM, NaamGebruik.NIET_NATUURLIJK_PERSOON}:
        reden = "Zonder partnernaam is naamGebruik 1 (eigen naam). Vul anders de partnernaam in."
        yield Weigering(reden, veld=f"{veld}.naamGebruik", regel="CS050")


def keur_organisatie(veld: str, gebruik: NaamGebruik, *, heeft_meer: bool) -> Iterator[Weigering]:
    """An organisation has a name and nothing else of a person (IV045); `heeft_meer` says that more was given."""
    if gebruik == NaamGebruik.NIET_NATUURLIJK_PERSOON and heeft_meer:
        reden = "Een organisatie (naamGebruik 6) heeft alleen een geslachtsnaam: de naam van de organisatie."
        yield Weigering(reden, veld=f"{veld}.naam", regel="IV045")


def keur_communicatie(veld: str, vorm: Communicatievorm, taal: str | None) -> Iterator[Weigering]:
    """Who interprets a language says which; other interpreters do not (CD007)."""
    if vorm == Communicatievorm.TOLK_TAAL and taal is None:
        yield Weigering("Vul in voor welke taal een tolk nodig is.", veld=f"{veld}.taal", regel="CD007")
    elif vorm != Communicatievorm.TOLK_TAAL and taal is not None:
        yield Weigering("Een taal hoort alleen bij vorm 1 (tolk taal).", veld=f"{veld}.taal", regel="CD007")


def keur_adres(veld: str, plek: Plek) -> Iterator[Weigering]:
    """A Dutch address has a house number and a Dutch postcode; abroad a postcode goes with some kinds only."""
    nederlands = plek.land == LandCode.NL
    if plek.huisnummer is None and nederlands:
        yield Weigering("Een Nederlands adres heeft een huisnummer.", veld=f"{veld}.huisnummer", regel="CD025")
    elif plek.huisnummer is None and plek.is_nader:
        yield Weigering("Geef ook het huisnummer.", veld=f"{veld}.huisnummer", regel="XSD")
    if plek.postcode is None and plek.soort in MET_POSTCODE:
        reden = "Een BRP-adres (01) en een verblijfadres (03) hebben een postcode."
        yield Weigering(reden, veld=f"{veld}.postcode", regel="CD034")
    elif nederlands and not _POSTCODE.fullmatch(plek.postcode or ""):
        reden = "Een Nederlandse postcode heeft vier cijfers en twee hoofdletters, zonder spatie."
        yield Weigering(reden, veld=f"{veld}.postcode", regel="CS089")


def keur_soorten(veld: str, hoofdadres: AdresSoort, andere: Sequence[AdresSoort]) -> Iterator[Weigering]:
    """A client has an address that lasts (TR061, IV047), and of each kind one (TR101). `veld` holds both."""
    if hoofdadres == AdresSoort.TIJDELIJK_VERBLIJFADRES:
        reden = "Geef hier het BRP-adres (01), het verblijfadres (03), of het briefadres (02) van wie alleen dat heeft."
        yield Weigering(reden, veld=f"{veld}.adres.soort", regel="TR061")
    for plaats, soort in enumerate(andere):
        if soort == hoofdadres or soort in andere[:plaats]:
            reden = "Van elke soort adres kan er één zijn."
            yield Weigering(reden, veld=f"{veld}.andereAdressen.{plaats}.soort", regel="TR101")


def keur_periode(veld: str, soort: AdresSoort, begin: date | None, eind: date | None) -> Iterator[Weigering]:
    """Only a temporary stay has a period (CD009), that does not end before it begins (CS003)."""
    if soort != AdresSoort.TIJDELIJK_VERBLIJFADRES:
        yield Weigering(
            "Alleen een tijdelijk verblijfadres (04) heeft een periode.", veld=f"{veld}.periode", regel="CD009"
        )
    elif begin and eind and eind < begin:
        yield Weigering("De einddatum ligt voor de begindatum.", veld=f"{veld}.periode.einddatum", regel="CS003")


def keur_bereikbaar(veld: str, plek: Plek | None, *, met_telefoon: bool, regel: str = "TR006") -> Iterator[Weigering]:
    """Somebody can be reached by telephone, or at a house with a postcode (TR006, OP130)."""
    if not met_telefoon and not (plek and plek.is_volledig):
        reden = "Geef een telefoonnummer, of een adres met huisnummer en postcode."
        yield Weigering(reden, veld=veld, regel=regel)


def keur_geheim(veld: str | None, *, is_geheim: bool, met_telefoon: bool, met_post: bool) -> Iterator[Weigering]:
    """Who lives where no provider may know is reached otherwise (OP003, TR006); `met_post`: at an address for post."""
    if is_geheim and not met_telefoon and not met_post:
        reden = (
            "Dit adres is geheim en gaat niet naar een aanbieder. Geef een telefoonnummer, of een correspondentieadres "
            "(02) waar de aanbieder deze inwoner bereikt."
        )
        yield Weigering(reden, veld=veld, regel="TR006")


def keur_nummers(veld: str, nummers: Sequence[str | None], bekend: Mapping[str, Hashable]) -> Iterator[Weigering]:
    """A relation keeps the number that it got from us (OP071), and no two have the same (TR101)."""
    geteld = Counter(nummers)
    for plaats, nummer in enumerate(nummers):
        if nummer is not None and nummer not in bekend:
            reden = "Dit nummer heeft geen relatie van deze cliënt. Laat het weg: een nieuwe relatie krijgt een nummer."
            yield Weigering(reden, veld=f"{veld}.{plaats}.nummer", regel="OP071")
        elif nummer is not None and geteld[nummer] > 1:
            yield Weigering("Elke relatie heeft een eigen nummer.", veld=f"{veld}.{plaats}.nummer", regel="TR101")


def nummer_relaties(
    relaties: Sequence[tuple[str | None, Hashable]], bekend: Mapping[str, Hashable], laatste: int
) -> list[str]:
    """The number of each relation, in order; `laatste` is the last that this client's relations ever got (OP071).

    A relation without a number that is known already, by what follows it, keeps the number that it has.
    """
    vrij = {nummer: wie for nummer, wie in bekend.items() if nummer not in {genoemd for genoemd, _ in relaties}}
    nummers = []
    for genoemd, wie in relaties:
        nummer = genoemd or next((each for each, ander in vrij.items() if ander == wie), None)
        if nummer is None:
            laatste += 1
            nummer = str(laatste)
        vrij.pop(nummer, None)
        nummers.append(nummer)
    return nummers


def _jaren(van: date, tot: date) -> int:
    return tot.year - van.year - ((tot.month, tot.day) < (van.month, van.day))


def _past(geboren: Geboren) -> bool:
    datum, gebruik = geboren.datum, geboren.gebruik
    if gebruik == DatumGebruik.ONBEKEND:
        return datum == ONBEKENDE_DATUM
    if gebruik == DatumGebruik.DAG_EN_MAAND_ONBEKEND:
        return (datum.month, datum.day) == (1, 1)
    return gebruik is None or datum.day == 1
