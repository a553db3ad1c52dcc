"""What a support plan must hold before it is settled, as the inkoopmodel asks (M11, M12, M18, M32-M35, M39, M42)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inkoop import Inkoopmodel
from inkoop.weging import Traject
from toegang.domain.weging.zaak import Uitspraak, maand_verder, opsomming
from toegang.domain.zrm import DOMEINEN


class Plansoort(StrEnum):
    """Which plan."""

    ONDERSTEUNING = "ondersteuning"
    PERSPECTIEF = "perspectief"


class Planstatus(StrEnum):
    """Where a plan is."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"
    AFGESLOTEN = "afgesloten"


class Voortgang(StrEnum):
    """Where a goal is."""

    OPEN = "open"
    BEHAALD = "behaald"
    DEELS = "deels"
    NIET = "niet-behaald"
    VERVALLEN = "vervallen"


@dataclass(frozen=True)
class Planregel:
    """A goal as the rules see it; `meetbaar`: it says how it is measured, `wie`: it says who does what."""

    gebied: str
    termijn: str
    op_netwerk: bool
    van_client: bool
    volgorde: int
    streefdatum: date | None
    meetbaar: bool
    wie: bool


@dataclass(frozen=True)
class Planzaak:
    """Everything that a rule on plans may look at.

    `leeftijden`: the youngest and the oldest that the client can be on the first day, in years; None when their date of
    birth is unknown.
    """

    model: Inkoopmodel
    soort: Plansoort
    traject: Traject
    begindatum: date
    einddatum: date
    leeftijden: tuple[int, int] | None
    doelen: tuple[Planregel, ...]
    zrm_gemeten: bool
    getoetst: bool
    """Whether the case manager says that the goals are SMART (M33)."""


def traject_van(model: Inkoopmodel, naam: str) -> Traject | None:
    """The traject with this name."""
    return next((each for each in model.trajecten if each.naam == naam), None)


def gebieden(model: Inkoopmodel, soort: Plansoort) -> tuple[str, ...]:
    """What goals of a plan can be about: the domains of a perspective plan (M39), else the areas of the region (M23).

    A region without areas uses the domains of self-reliance.
    """
    if soort == Plansoort.PERSPECTIEF:
        return model.plan.perspectiefdomeinen
    return tuple(each.naam for each in model.resultaatgebieden) or DOMEINEN


def check_plan(zaak: Planzaak) -> list[Uitspraak]:
    """Everything that a plan lacks before it can be settled, all rules at once."""
    return [uitspraak for regel in REGELS for uitspraak in regel(zaak)]


def _doelen(zaak: Planzaak) -> Iterator[Uitspraak]:
    """Goals are about areas that the region knows (M23), and there is one at least (M32)."""
    bekend = gebieden(zaak.model, zaak.soort)
    if not zaak.doelen:
        yield Uitspraak("M32", "Er staat nog geen doel in het plan.", veld="doelen", wel="Voeg een doel toe.")
    for plek, doel in enumerate(zaak.doelen):
        if doel.gebied not in bekend:
            wel = f"Kies {opsomming(list(bekend))}."
            regel = "M39" if zaak.soort == Plansoort.PERSPECTIEF else "M23"
            yield Uitspraak(regel, "Dit gebied kent de regio niet.", plek=plek, veld="gebied", wel=wel)


def _smart(zaak: Planzaak) -> Iterator[Uitspraak]:
    """Goals are specific, can be measured, have a date and somebody who acts (M32); the case manager checks (M33)."""
    if not zaak.model.plan.smart_verplicht:
        return
    for plek, doel in enumerate(zaak.doelen):
        for goed, veld, wel in (
            (doel.meetbaar, "meetbaar", "Schrijf op waaraan u ziet dat het doel bereikt is."),
            (doel.streefdatum is not None, "streefdatum", "Kies een dag waarop het doel bereikt moet zijn."),
            (doel.wie, "acties", "Schrijf op wie wat doet."),
        ):
            if not goed:
                yield Uitspraak("M32", "Dit doel is nog niet SMART.", plek=plek, veld=veld, wel=wel)
    if not zaak.getoetst:
        wel = "Laat de regisseur de doelen nalopen en zet getoetst op true."
        yield Uitspraak("M33", "De regisseur heeft de doelen nog niet getoetst.", veld="getoetst", wel=wel)


def _data(zaak: Planzaak) -> Iterator[Uitspraak]:
    """A goal is reached within the plan (M32)."""
    for plek, doel in enumerate(zaak.doelen):
        if doel.streefdatum is not None and not zaak.begindatum <= doel.streefdatum <= zaak.einddatum:
            wel = f"Kies een dag van {zaak.begindatum:%d-%m-%Y} tot en met {zaak.einddatum:%d-%m-%Y}."
            yield Uitspraak("M32", "Deze dag valt buiten het plan.", plek=plek, veld="streefdatum", wel=wel)


def _korte_doelen(zaak: Planzaak) -> Iterator[Uitspraak]:
    """A traject with short cycles has long-term goals, and short-term goals for the next months (M12)."""
    maanden = zaak.traject.korte_doelen_maanden
    if maanden is None:
        return
    tot = maand_verder(zaak.begindatum, maanden)
    kort = [each for each in zaak.doelen if each.termijn == "kort"]
    if not any(each.termijn == "lang" for each in zaak.doelen):
        yield Uitspraak("M12", "Er is geen doel voor de lange termijn.", veld="doelen", wel="Voeg er een toe.")
    if not any(each.streefdatum is not None and each.streefdatum <= tot for each in kort):
        wel = f"Voeg een kort doel toe voor uiterlijk {tot:%d-%m-%Y}."
        yield Uitspraak("M12", "Er is geen doel voor de komende maanden.", veld="doelen", wel=wel)


def _netwerk(zaak: Planzaak) -> Iterator[Uitspraak]:
    """A plan holds a result on the own network or what goes first (M35)."""
    if zaak.model.plan.netwerkresultaat_verplicht and not any(each.op_netwerk for each in zaak.doelen):
        wel = "Voeg een doel toe over het eigen netwerk of het voorliggend veld (opNetwerk: true)."
        yield Uitspraak("M35", "Er is geen resultaat op het netwerk.", veld="doelen", wel=wel)


def _eigen(zaak: Planzaak) -> Iterator[Uitspraak]:
    """The results that the resident named lead (M34)."""
    if zaak.model.plan.eigen_resultaat_verplicht and not any(each.van_client for each in zaak.doelen):
        wel = "Voeg een doel toe dat de inwoner zelf noemt (vanClient: true)."
        yield Uitspraak("M34", "Er is geen resultaat van de inwoner zelf.", veld="doelen", wel=wel)


def _volgorde(zaak: Planzaak) -> Iterator[Uitspraak]:
    """Areas may be taken one after another, in every region: what comes later is not reached earlier (M42)."""
    for plek, doel in enumerate(zaak.doelen):
        eerder = [each.streefdatum for each in zaak.doelen if each.volgorde < doel.volgorde]
        laatste = max((dag for dag in eerder if dag is not None), default=None)
        if laatste is not None and doel.streefdatum is not None and doel.streefdatum < laatste:
            wel = f"Kies een dag vanaf {laatste:%d-%m-%Y}, of geef dit doel een eerdere volgorde."
            yield Uitspraak(
                "M42", "Dit doel komt na een doel dat later klaar is.", plek=plek, veld="streefdatum", wel=wel
            )


def _nulmeting(zaak: Planzaak) -> Iterator[Uitspraak]:
    """Self-reliance is measured at the start (M11)."""
    if zaak.soort == Plansoort.ONDERSTEUNING and zaak.model.plan.zrm_maanden and not zaak.zrm_gemeten:
        wel = "Leg eerst een ZRM-meting vast bij dit plan."
        yield Uitspraak("M11", "De zelfredzaamheid is nog niet gemeten.", veld="zrm", wel=wel)


def _perspectief(zaak: Planzaak) -> Iterator[Uitspraak]:
    """Who is nearly adult, or is since a few years, has a perspective plan with a goal in each of its domains (M39)."""
    leeftijd, tot = zaak.model.plan.perspectiefplan_leeftijd, zaak.model.plan.perspectiefplan_tot
    if zaak.soort != Plansoort.PERSPECTIEF:
        return
    if leeftijd is None or tot is None:
        wel = "Maak een ondersteuningsplan."
        yield Uitspraak("M39", "Deze regio kent geen perspectiefplan.", veld="soort", wel=wel)
    elif zaak.leeftijden is None:
        wel = "Maak een ondersteuningsplan. Of leg vast in welk jaar de cliënt is geboren, met datumGebruik 2."
        yield Uitspraak("M39", "De geboortedatum van de cliënt is onbekend.", veld="soort", wel=wel)
    elif zaak.leeftijden[1] < leeftijd or zaak.leeftijden[0] >= tot:
        wel = f"Een perspectiefplan is er van {leeftijd} tot {tot} jaar; maak een ondersteuningsplan."
        jaren = " of ".join(map(str, sorted(set(zaak.leeftijden))))
        yield Uitspraak("M39", f"De cliënt is {jaren} jaar.", veld="soort", wel=wel)
    else:
        zonder = [each for each in zaak.model.plan.perspectiefdomeinen if each not in {d.gebied for d in zaak.doelen}]
        if zonder:
            wel = f"Voeg een doel toe over {opsomming(zonder, woord='en')}."
            yield Uitspraak("M39", "Niet elk domein van het perspectiefplan heeft een doel.", veld="doelen", wel=wel)


REGELS: tuple[Callable[[Planzaak], Iterator[Uitspraak]], ...] = (
    _doelen,
    _smart,
    _data,
    _korte_doelen,
    _netwerk,
    _eigen,
    _volgorde,
    _nulmeting,
    _perspectief,
)
"""Every rule on plans."""
