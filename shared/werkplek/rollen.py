"""The roles: what each is for, which scopes it holds, and where its day begins."""

from collections.abc import Collection
from dataclasses import dataclass

from chassis.tokens import Caller


@dataclass(frozen=True)
class Rol:
    """A role over scopes, as docs/productie.md prints it."""

    naam: str
    titel: str
    scopes: frozenset[str]
    begin: str
    """The page on which its day begins."""
    doet: str
    """What somebody in this role comes for, in plain Dutch."""


def _rol(naam: str, titel: str, scopes: str, begin: str, doet: str) -> Rol:
    return Rol(naam, titel, frozenset(scopes.split()), begin, doet)


AANBIEDER = "aanbieder"
ROLLEN: tuple[Rol, ...] = (
    _rol(
        "beheer", "Beheer", "beheer monitoring", "/dashboard/start/beheer",
        "Kijkt of alles loopt, en lost op wat vastzit.",
    ),
    _rol(
        "financien", "Financiën", "berichten:lezen declaratie betalen monitoring", "/dashboard/start/financien",
        "Betaalt aanbieders en bewaakt het budget.",
    ),
    _rol(
        "contractbeheer", "Contractbeheer", "contracten toewijzing monitoring", "/dashboard/start/contractbeheer",
        "Volgt aanbieders, voert gesprekken en legt afspraken vast.",
    ),
    _rol(
        "toezicht", "Toezicht", "toezicht monitoring", "/dashboard/start/toezicht",
        "Houdt toezicht op kwaliteit en rechtmatigheid.",
    ),
    _rol(
        "beleid", "Beleid", "monitoring", "/dashboard/start/beleid",
        "Volgt hoe het gaat, in cijfers.",
    ),
    _rol(
        "wethouder", "Wethouder", "monitoring", "/dashboard/start/wethouder",
        "Ziet in een paar cijfers hoe de gemeente ervoor staat.",
    ),
    _rol(
        "consulent", "Consulent", "toegang toewijzing personen:lezen", "/werkplek/termijnen",
        "Helpt inwoners op tijd, en kijkt hun zaken in.",
    ),
    _rol(
        "front-office", "Front office", "toegang toewijzing", "/werkplek/zaken",
        "Werkt in het eigen zaaksysteem, dat de API gebruikt.",
    ),
    _rol(
        "backoffice", "Backoffice", "berichten:lezen declaratie toewijzing monitoring", "/dashboard/start/financien",
        "Volgt berichten, toewijzingen en declaraties.",
    ),
    _rol(
        "privacy", "Privacy", "logboek:lezen personen:lezen vernietigen", "/werkplek/vernietigingen",
        "Beslist over vernietigen, en kijkt wie wat inzag.",
    ),
    _rol(
        "clientondersteuner", "Cliëntondersteuner", "clientondersteuning", "/werkplek/toestemmingen",
        "Leest mee met wie daarmee instemde.",
    ),
    _rol(
        AANBIEDER, "Aanbieder", "berichten", "/werkplek/aanbieder",
        "Levert hulp: start en stop, declaraties en rapportages.",
    ),
)  # fmt: skip
"""From who may do most to who may do least of what pages are for: somebody's day begins with the first that fits."""


def rol_van(caller: Caller) -> Rol | None:
    """The role that takes in most of what somebody may do, else one that shares anything; None when no role does."""
    rechten = caller.rights
    passend = [each for each in ROLLEN if each.scopes <= rechten]
    if passend:
        return max(passend, key=lambda each: len(each.scopes))
    return next((each for each in ROLLEN if mag(rechten, each.scopes)), None)


def mag(rechten: Collection[str], scopes: Collection[str]) -> bool:
    """Whether somebody with these rights holds one of the scopes."""
    return any(each in rechten for each in scopes)
