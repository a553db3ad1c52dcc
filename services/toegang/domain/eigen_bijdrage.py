"""Who owes an own contribution on a day, and why not (Wmo 2015, 2.1.4a and 2.1.4b; M142).

One contribution for all support of a citizen together, and one for a couple. The amount is that of the municipality,
or the CAK sets it by income.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from inkoop.eigen_bijdrage import Bijdragebeleid, beleid_op
from istandaard.regels.rekenen import jaren_later
from toegang.domain.persoon import OUDSTE, Geboren
from weigering import Weigering
from wetten import Wet

DAG = timedelta(days=1)


class Bijdrage(StrEnum):
    """How much is owed: the amount per month of the municipality, or what the CAK sets by income."""

    VAST = "vast"
    INKOMEN = "inkomen"


class Bijdragereden(StrEnum):
    """Why a contribution is owed, or is not."""

    HULP = "hulp"
    GEEN_HULP = "geen-hulp"
    ONDERBROKEN = "onderbroken"
    JEUGDWET = "jeugdwet"
    GEEN_REGEL = "geen-regel"
    PRODUCT = "product"
    LEEFTIJD = "leeftijd"
    PAAR = "paar-onder-pensioenleeftijd"
    VRIJGESTELD = "vrijgesteld"
    PARTNER = "partner-betaalt"


@dataclass(frozen=True)
class Looptijd:
    """From the first up to and including the last day; without an end it runs on."""

    van: date
    tot: date | None = None

    def bevat(self, dag: date) -> bool:
        """Whether a day is in it."""
        return self.van <= dag <= (self.tot or date.max)


@dataclass(frozen=True)
class Omstandigheid:
    """What is known of a citizen from a day on; `vrijstellingen` are names of the inkoopmodel, `partner` is a client.

    `partner_betaalt`: somebody who is no client here pays for the couple already.
    """

    vanaf: date
    gehuwd: bool = False
    partner: str | None = None
    partner_geboren: Geboren | None = None
    partner_overleden_op: date | None = None
    partner_betaalt: bool = False
    vrijstellingen: frozenset[str] = frozenset()

    def gehuwd_op(self, dag: date) -> bool:
        """Whether there is a partner on a day: until and including the day on which one dies."""
        return self.gehuwd and dag <= (self.partner_overleden_op or date.max)


@dataclass(frozen=True)
class Voorziening:
    """Support that was decided on, when it was used and stood still, and the policy of its inkoopmodel."""

    code: str
    wet: Wet
    beleid: tuple[Bijdragebeleid, ...]
    gebruik: tuple[Looptijd, ...]
    pauzes: tuple[Looptijd, ...] = ()


@dataclass(frozen=True)
class Inwoner:
    """A citizen with all that says whether a contribution is owed; `omstandigheden` in the order of telling."""

    id: str
    geboren: Geboren
    omstandigheden: tuple[Omstandigheid, ...]
    voorzieningen: tuple[Voorziening, ...]

    def omstandigheid_op(self, dag: date) -> Omstandigheid:
        """What holds on a day: the last that was said; who told nothing has no partner and no exemption."""
        gezegd = [each for each in reversed(self.omstandigheden) if each.vanaf <= dag]
        return max(gezegd, key=lambda each: each.vanaf, default=Omstandigheid(date.min))


@dataclass(frozen=True)
class Oordeel:
    """What holds on a day: which contribution is owed, or why none; `vrijstelling` names the exemption."""

    bijdrage: Bijdrage | None
    reden: Bijdragereden
    bedrag_per_maand: int | None = None
    vrijstelling: str | None = None


def keur_geboorte_van_partner(geboren: date | None, vandaag: date) -> None:
    """Raises Weigering for a partner who was not born yet, or too long ago: by that date nothing is owed for years."""
    oudste = jaren_later(vandaag, -OUDSTE)
    if geboren is not None and not oudste <= geboren <= vandaag:
        reden = f"Kies een dag van {oudste:%d-%m-%Y} tot en met vandaag."
        raise Weigering(reden, veld="body.partnerGeboortedatum", regel="Wmo 2015, 2.1.4a")


GEEN_HULP = Oordeel(None, Bijdragereden.GEEN_HULP)


def oordeel_op(inwoner: Inwoner, dag: date) -> Oordeel:
    """What a citizen owes on a day for all support together.

    A contribution by income takes the place of the fixed one: of beschermd wonen nobody owes both.
    """
    gebruikt = [_over(inwoner, each, dag) for each in inwoner.voorzieningen if _is_in(each.gebruik, dag)]
    for bijdrage in (Bijdrage.INKOMEN, Bijdrage.VAST):
        for each in gebruikt:
            if each.bijdrage is bijdrage:
                return each
    stil = [_over(inwoner, each, dag) for each in inwoner.voorzieningen if _is_in(each.pauzes, dag)]
    if any(each.bijdrage for each in stil):
        return Oordeel(None, Bijdragereden.ONDERBROKEN)
    return next(iter((*gebruikt, *stil)), GEEN_HULP)


def _is_in(looptijden: Iterable[Looptijd], dag: date) -> bool:
    return any(each.bevat(dag) for each in looptijden)


def _over(inwoner: Inwoner, voorziening: Voorziening, dag: date) -> Oordeel:
    """What is owed on a day for one product, if it were the only one."""
    if voorziening.wet is not Wet.WMO:
        return Oordeel(None, Bijdragereden.JEUGDWET)
    beleid = beleid_op(voorziening.beleid, dag)
    if beleid is None:
        return Oordeel(None, Bijdragereden.GEEN_REGEL)
    if voorziening.code in beleid.zonder_bijdrage:
        return Oordeel(None, Bijdragereden.PRODUCT)
    if _jonger(inwoner.geboren, beleid.leeftijd * 12, dag):
        return Oordeel(None, Bijdragereden.LEEFTIJD)
    return _naar_omstandigheid(inwoner, voorziening, beleid, dag)


def _naar_omstandigheid(inwoner: Inwoner, voorziening: Voorziening, beleid: Bijdragebeleid, dag: date) -> Oordeel:
    """The same, by what is known of the citizen. Of what a couple and the municipality change for the contribution of
    the law, beschermd wonen has nothing (2.1.4a, fourth and fifth paragraph).
    """
    naar_inkomen = voorziening.code in beleid.naar_inkomen
    omstandigheid = inwoner.omstandigheid_op(dag)
    for each in beleid.vrijstellingen:
        if each.naam in omstandigheid.vrijstellingen and (each.grond == "wet" or not naar_inkomen):
            return Oordeel(None, Bijdragereden.VRIJGESTELD, vrijstelling=each.naam)
    if not naar_inkomen and _paar_is_jonger(inwoner, omstandigheid, beleid, dag):
        return Oordeel(None, Bijdragereden.PAAR)
    if not naar_inkomen and omstandigheid.gehuwd_op(dag) and omstandigheid.partner_betaalt:
        return Oordeel(None, Bijdragereden.PARTNER)
    eurocent = None if naar_inkomen else beleid.bedrag_op(dag)
    return Oordeel(Bijdrage.INKOMEN if eurocent is None else Bijdrage.VAST, Bijdragereden.HULP, eurocent)


def _paar_is_jonger(inwoner: Inwoner, omstandigheid: Omstandigheid, beleid: Bijdragebeleid, dag: date) -> bool:
    """Whether one of a couple has not reached the pension age: then the fixed contribution is not owed."""
    if not omstandigheid.gehuwd_op(dag) or beleid.pensioenleeftijd_maanden is None:
        return False
    geboren = [inwoner.geboren] + ([omstandigheid.partner_geboren] if omstandigheid.partner_geboren else [])
    return any(_jonger(each, beleid.pensioenleeftijd_maanden, dag) for each in geboren)


def _jonger(geboren: Geboren, maanden: int, dag: date) -> bool:
    """Whether somebody may be younger than so many months; of whom nothing is known is taken to be older."""
    return not geboren.is_onbekend and dag < maanden_later(geboren.uiterlijk, maanden)


def maanden_later(dag: date, maanden: int) -> date:
    """The same day so many months later, or the first of the next month where that month has no such day."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    if dag.day > monthrange(jaar, maand + 1)[1]:
        return date(jaar, maand + 1, monthrange(jaar, maand + 1)[1]) + DAG
    return date(jaar, maand + 1, dag.day)


def grenzen(inwoner: Inwoner) -> set[date]:
    """The days on which what a citizen owes may become another thing."""
    return set(_grenzen(inwoner))


def _grenzen(inwoner: Inwoner) -> Iterator[date]:
    for omstandigheid in inwoner.omstandigheden:
        yield omstandigheid.vanaf
        if omstandigheid.partner_overleden_op is not None:
            yield omstandigheid.partner_overleden_op + DAG
    mensen = [inwoner.geboren, *filter(None, (each.partner_geboren for each in inwoner.omstandigheden))]
    for voorziening in inwoner.voorzieningen:
        for looptijd in (*voorziening.gebruik, *voorziening.pauzes):
            yield looptijd.van
            if looptijd.tot is not None and looptijd.tot < date.max:
                yield looptijd.tot + DAG
        for beleid in voorziening.beleid:
            yield beleid.vanaf
            for maanden in (beleid.leeftijd * 12, beleid.pensioenleeftijd_maanden or 0):
                yield from (maanden_later(each.uiterlijk, maanden) for each in mensen if not each.is_onbekend)


@dataclass(frozen=True)
class Bijdragebesluit:
    """What a decision says of the contribution: the first day on which it can be owed, and how much; or why it is not.

    With another `reden` than help it is not owed yet when the help may begin, but is as from `vanaf`.
    """

    bijdrage: Bijdrage | None
    reden: Bijdragereden
    vanaf: date | None
    bedrag_per_maand: int | None
    """Eurocents, on that day; None when the CAK sets it by income."""
    vrijstelling: str | None
    """Which exemption of the inkoopmodel holds, where it is the reason."""


def besluit_over(inwoner: Inwoner, producten: Sequence[Voorziening]) -> Bijdragebesluit | None:
    """What a decision on these products says of the contribution; None when it grants nothing.

    Each product counts from its first day on: help in natura may begin later, and then so does the contribution.
    """
    if not producten:
        return None
    zo = replace(inwoner, voorzieningen=tuple(producten))
    begin = min(each.van for product in producten for each in product.gebruik)
    eerste = oordeel_op(zo, begin)
    for dag in sorted({begin} | {each for each in grenzen(zo) if each > begin}):
        oordeel = oordeel_op(zo, dag)
        if oordeel.bijdrage is not None:
            return Bijdragebesluit(oordeel.bijdrage, eerste.reden, dag, oordeel.bedrag_per_maand, eerste.vrijstelling)
    return Bijdragebesluit(None, eerste.reden, None, None, eerste.vrijstelling)
