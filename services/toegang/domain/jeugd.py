"""Youth: who falls under the Jeugdwet and until when, by which way they come in, and who has to agree."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from istandaard.codes import SoortRelatie, TypeVerwijzer
from istandaard.regels.rekenen import jaren_later
from toegang.domain.persoon import Geboren
from weigering import Weigering
from wetten import Wet

MEERDERJARIG = 18
MEEBESLIST, BESLIST_ZELF = 12, 16
"""From which age a youth has a say in help, and from which alone (Jeugdwet, 7.3.4)."""
JEUGDIGE = "Jeugdwet 1.1"
"""The article that says who is a youth, and where a youth belongs."""
WMO_OOK_VOOR_KIND = {"11", "12", "13", "14", "16", "17"}
"""Product categories that the Wmo has for who is not 18 yet: wheelchairs, transport, homes, other aids, and shelter.
Guidance, care and stay of a child are jeugdhulp."""


class Verlengingsgrond(StrEnum):
    """Why help under the Jeugdwet goes on after 18 (Jeugdwet, 1.1)."""

    BEGONNEN = "begonnen-voor-18"
    BEPAALD = "bepaald-voor-18"
    """It was found before 18 that it is needed."""
    HERVAT = "hervat-binnen-half-jaar"
    PLEEGZORG = "pleegzorg"
    STRAFRECHT = "jeugdstrafrecht"


TOT_LEEFTIJD: dict[Verlengingsgrond | None, int | None] = {
    None: MEERDERJARIG,
    Verlengingsgrond.BEGONNEN: 23,
    Verlengingsgrond.BEPAALD: 23,
    Verlengingsgrond.HERVAT: 23,
    Verlengingsgrond.PLEEGZORG: 21,
    Verlengingsgrond.STRAFRECHT: None,
}
"""The birthday on which the Jeugdwet stops to hold, by why it goes on; a criminal court sets no age."""


class Gezag(StrEnum):
    """Who has authority over a youth (OP001, OP002)."""

    OUDERS = "ouders"
    VOOGD = "voogd"
    JEUGDIGE = "jeugdige"
    """The youth himself, from 16 on; he is not repeated as a Relatie (OP002x2)."""


RELATIES = {Gezag.OUDERS: SoortRelatie.OUDER, Gezag.VOOGD: SoortRelatie.VOOGD}
"""As what who has authority stands among the people around a youth."""
ZONDER_ONDERZOEK = {
    TypeVerwijzer.HUISARTS,
    TypeVerwijzer.JEUGDARTS,
    TypeVerwijzer.MEDISCH_SPECIALIST,
    TypeVerwijzer.GECERTIFICEERDE_INSTELLING,
    TypeVerwijzer.RECHTER,
}
"""Who refers without an investigation of the municipality (Jeugdwet, 2.6 and 3.5)."""
MET_AGB = ZONDER_ONDERZOEK - {TypeVerwijzer.RECHTER}
"""Referrers that have an AGB code, or else a name (CD066-CD068)."""
GEDWONGEN = {TypeVerwijzer.RECHTER, TypeVerwijzer.GECERTIFICEERDE_INSTELLING}
"""Whose decision stands in the place of consent."""


class Woonplaatsgrond(StrEnum):
    """On what it rests which municipality is responsible (Jeugdwet, 1.1, woonplaats)."""

    WOONADRES = "woonadres"
    VOOR_VERBLIJF = "voor-verblijf"
    """Of who stays somewhere: the address right before."""
    MOEDER = "moeder-bij-geboorte"
    WERKELIJK_VERBLIJF = "werkelijk-verblijf"


@dataclass(frozen=True)
class Adresperiode:
    """Where a youth was registered from a day on, until the next one; `is_verblijf` for a stay under the Jeugdwet."""

    gemeente: str
    vanaf: date
    is_verblijf: bool


@dataclass(frozen=True)
class Jeugdzaak:
    """How a youth came in, why help goes on after 18, who has authority and who agreed."""

    verwijzer: TypeVerwijzer
    verlengingsgrond: Verlengingsgrond | None
    gezag: Gezag
    toestemming_gezag: bool
    toestemming_jeugdige: bool

    @property
    def zonder_onderzoek(self) -> bool:
        """Whether a decision needs no investigation of the municipality."""
        return self.verwijzer in ZONDER_ONDERZOEK


def woonplaats(adressen: Sequence[Adresperiode], op: date) -> tuple[str, Woonplaatsgrond] | None:
    """The responsible municipality on a day and why, by the history of addresses; None where that does not decide."""
    tot_dan = sorted((each for each in adressen if each.vanaf <= op), key=lambda each: each.vanaf)
    if not tot_dan:
        return None
    if not tot_dan[-1].is_verblijf:
        return tot_dan[-1].gemeente, Woonplaatsgrond.WOONADRES
    thuis = [each for each in tot_dan if not each.is_verblijf]
    return (thuis[-1].gemeente, Woonplaatsgrond.VOOR_VERBLIJF) if thuis else None


def check_woonplaats(gemeente: str, verantwoordelijk: str) -> None:
    """Raises Weigering when another municipality is responsible."""
    if verantwoordelijk != gemeente:
        reden = (
            f"Volgens het woonplaatsbeginsel is gemeente {verantwoordelijk} verantwoordelijk. "
            "Overleg met die gemeente en geef de zaak door."
        )
        raise Weigering(reden, veld="body.woonplaats", regel=JEUGDIGE)


def check_verwijzer(verwijzer: TypeVerwijzer, agb: str | None, naam: str | None) -> None:
    """Raises Weigering unless a referrer is named as a message names one (CD066-CD068)."""
    if verwijzer in MET_AGB and agb is None and naam is None:
        raise Weigering("Geef de AGB-code van de verwijzer, of zijn naam.", veld="body.agb", regel="CD067")
    if verwijzer in MET_AGB and agb is not None and naam is not None:
        reden = "Geef de AGB-code van de verwijzer of zijn naam, en niet allebei."
        raise Weigering(reden, veld="body.naam", regel="CD066")
    if verwijzer not in MET_AGB and agb is not None:
        raise Weigering("Deze verwijzer heeft geen AGB-code.", veld="body.agb", regel="CD068")


def laatste_dag(geboren: Geboren, verlengingsgrond: Verlengingsgrond | None) -> date | None:
    """The last day on which somebody falls under the Jeugdwet; None without a border.

    Of who was born in a month or a year that is all we know, the last day that can be. Raises Weigering when nothing is
    known.
    """
    grens = TOT_LEEFTIJD[verlengingsgrond]
    if grens is None:
        return None
    if geboren.is_onbekend:
        raise Weigering("De geboortedatum is niet bekend. Leg eerst het geboortejaar vast.", regel=JEUGDIGE)
    return jaren_later(geboren.uiterlijk, grens) - timedelta(days=1)


def jeugdwet_tot(geboren: Geboren, gronden: Collection[Verlengingsgrond | None]) -> date | None:
    """The last day on which a client falls under the Jeugdwet, whatever case is looked at; None without a border.

    `gronden` are those of the cases of this client. Nothing is known of a date of birth: then nobody can say.
    """
    if geboren.is_onbekend or any(TOT_LEEFTIJD[each] is None for each in gronden):
        return None
    return max(dag for each in {None, *gronden} if (dag := laatste_dag(geboren, each)) is not None)


def overgang_op(geboren: Geboren) -> date | None:
    """The eighteenth birthday, the first day that can be; None when nothing is known of the date of birth."""
    return None if geboren.is_onbekend else jaren_later(geboren.datum, MEERDERJARIG)


def check_product(
    wet: Wet,
    geboren: Geboren,
    verlengingsgrond: Verlengingsgrond | None,
    categorie: str,
    van: date,
    tot: date | None,
    veld: str,
) -> None:
    """Raises Weigering when the law does not have this product for somebody of this age.

    `veld` is the path of the product, in a body.
    """
    if wet is Wet.WMO:
        leeftijden = geboren.leeftijden_op(van)
        if leeftijden and max(leeftijden) < MEERDERJARIG and categorie not in WMO_OOK_VOOR_KIND:
            reden = "Tot 18 jaar valt dit onder de Jeugdwet. Behandel het in een zaak onder de Jeugdwet."
            raise Weigering(reden, veld=f"{veld}.code", regel=JEUGDIGE)
        return
    laatste = laatste_dag(geboren, verlengingsgrond)
    if laatste is None:
        return
    if van > laatste:
        reden = f"De Jeugdwet geldt hier tot en met {laatste:%d-%m-%Y}. Behandel dit in een zaak onder de Wmo"
        raise Weigering(_anders(reden, verlengingsgrond), veld=f"{veld}.ingangsdatum", regel=JEUGDIGE)
    if tot is None or tot > laatste:
        reden = f"De Jeugdwet geldt hier tot en met {laatste:%d-%m-%Y}. Kies een einddatum tot en met die dag"
        raise Weigering(_anders(reden, verlengingsgrond), veld=f"{veld}.einddatum", regel=JEUGDIGE)


def _anders(reden: str, verlengingsgrond: Verlengingsgrond | None) -> str:
    if verlengingsgrond is not None:
        return f"{reden}."
    return f"{reden}, of leg vast waarom de jeugdhulp na 18 jaar doorgaat."


def check_gezag(gezag: Gezag, relaties: Collection[SoortRelatie], geboren: Geboren, op: date) -> None:
    """Raises Weigering when nobody who can be told to a provider has authority over a youth (OP001, OP002)."""
    leeftijden = geboren.leeftijden_op(op)
    if leeftijden and min(leeftijden) >= MEERDERJARIG:
        return
    if gezag is Gezag.JEUGDIGE:
        if leeftijden is None or max(leeftijden) < BESLIST_ZELF:
            reden = f"Alleen een jeugdige vanaf {BESLIST_ZELF} jaar kan zelf het gezag hebben. Noem een ouder of voogd."
            raise Weigering(reden, veld="body.gezag", regel="OP002")
    elif RELATIES[gezag] not in relaties:
        reden = (
            f"Er is geen {RELATIES[gezag].betekenis.lower()} bekend bij deze jeugdige. Vul de persoonsgegevens aan: "
            "een aanbieder moet weten wie het gezag heeft."
        )
        raise Weigering(reden, veld="body.gezag", regel="OP001")


def check_toestemming(zaak: Jeugdzaak, geboren: Geboren, op: date) -> None:
    """Raises Weigering unless who decides on help at this age agreed (Jeugdwet, 7.3.4).

    Under 12 who has authority; from 12 both; from 16 the youth. A court or a certified institution decides itself.
    """
    if zaak.verwijzer in GEDWONGEN:
        return
    leeftijden = geboren.leeftijden_op(op)
    jaren = min(leeftijden) if leeftijden else 0
    if jaren >= MEEBESLIST and not zaak.toestemming_jeugdige:
        raise Weigering(f"Vanaf {MEEBESLIST} jaar stemt de jeugdige zelf ook in.", regel="Jeugdwet 7.3.4")
    if jaren < BESLIST_ZELF and not zaak.toestemming_gezag:
        raise Weigering("Wie het gezag heeft, moet instemmen met de jeugdhulp.", regel="Jeugdwet 7.3.4")
