"""A payment run: what one municipality pays its providers in one go, checked and approved by two people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from weigering import Weigering


class Postsoort(StrEnum):
    """What an amount to be paid, or to be taken off, is for."""

    DECLARATIE = "declaratie"
    """Granted lines of one declaration, credits taken off."""
    VORDERING = "vordering"
    """What a provider has to pay back; below zero."""
    VERVALLEN = "vervallen"
    """What a provider paid back and need not have: a credit line took it back as well."""
    LUMPSUM = "lumpsum"
    """A part of a lump sum for a task, apart from clients (M140)."""
    NOSHOW = "noshow"
    """An appointment that the client did not come to (M77)."""


class Rekeningstand(StrEnum):
    """What became of an account number that was recorded."""

    VOORGESTELD = "voorgesteld"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"
    GEWEIGERD = "geweigerd"
    """A bank did not pay to it, or sent it back: nothing goes there until somebody looked."""


class Runstand(StrEnum):
    """How far a payment run is; also the step that brought it there."""

    VOORGESTELD = "voorgesteld"
    GECONTROLEERD = "gecontroleerd"
    GOEDGEKEURD = "goedgekeurd"
    GESLOTEN = "gesloten"
    INGETROKKEN = "ingetrokken"


class Overboekingstand(StrEnum):
    """What became of a transfer."""

    VOORGESTELD = "voorgesteld"
    OPGEDRAGEN = "opgedragen"
    """It stands in the file for the bank."""
    VERREKEND = "verrekend"
    """Nothing is left to transfer: what is paid and what is taken off are the same."""
    BETAALD = "betaald"
    GEWEIGERD = "geweigerd"
    TERUGGEBOEKT = "teruggeboekt"


EERST = {
    Runstand.GECONTROLEERD: (Runstand.VOORGESTELD,),
    Runstand.GOEDGEKEURD: (Runstand.GECONTROLEERD,),
    Runstand.GESLOTEN: (Runstand.GOEDGEKEURD,),
    Runstand.INGETROKKEN: (Runstand.VOORGESTELD, Runstand.GECONTROLEERD, Runstand.GOEDGEKEURD),
}
"""What has to be before a step."""
OPEN = EERST[Runstand.INGETROKKEN]
"""As long as a run is one of these its municipality cannot propose another."""


@dataclass(frozen=True)
class Te:
    """What is open for one provider, in eurocents, and to which account it goes; None when no account is approved."""

    agb: str
    bedrag: int
    rekening_id: str | None


@dataclass(frozen=True)
class Overgeslagen:
    """A provider that is left out of a run, with what stays open, in eurocents."""

    agb: str
    bedrag: int
    reden: str


ZONDER_REKENING = "geen-rekening"
ONDER_NUL = "onder-nul"
TE_VEEL = "te-veel"


def mag_stap(stand: Runstand, stap: Runstand, door: str, gedaan: Mapping[Runstand, str]) -> None:
    """Raises Weigering when this step does not come now, or when who checked would approve as well."""
    if stand not in EERST[stap]:
        raise Weigering(f"Deze betaalrun is {stand.value}. Dan kan dit niet meer, of nog niet.", soort="stand")
    if stap is Runstand.GOEDGEKEURD and gedaan[Runstand.GECONTROLEERD] == door:
        raise Weigering(
            "U heeft deze betaalrun gecontroleerd. Laat een collega hem goedkeuren.", soort="zelfde-persoon"
        )


def verdeel(open_: Sequence[Te], meest: int) -> tuple[list[Te], list[Overgeslagen]]:
    """Who is paid, and who is left out with why; `meest` is what one transfer may be, in eurocents.

    Below zero nothing is transferred: it waits for what comes in later. What comes out at nothing needs no account.
    """
    mee, over = [], []
    for each in open_:
        reden = _reden(each, meest)
        if reden is None:
            mee.append(each)
        else:
            over.append(Overgeslagen(each.agb, each.bedrag, reden))
    return mee, over


def _reden(te: Te, meest: int) -> str | None:
    if te.bedrag < 0:
        return ONDER_NUL
    if te.bedrag > meest:
        return TE_VEEL
    return ZONDER_REKENING if te.bedrag and te.rekening_id is None else None


@dataclass(frozen=True)
class Waarvoor:
    """What a transfer pays: numbers of declarations, and every kind of amount in it."""

    declaratienummers: list[str]
    soorten: set[Postsoort]


ZONDER_DECLARATIE = {
    Postsoort.LUMPSUM: "Lumpsum",
    Postsoort.NOSHOW: "No-shows",
    Postsoort.VERVALLEN: "Terugbetaling van een vordering",
}
"""What stands on the statement of the bank when no declaration is paid; the first of these that is there."""


def omschrijving(waarvoor: Waarvoor, langste: int = 140) -> str:
    """What stands on the statement of the bank: as many numbers of declarations as there is room for."""
    declaratienummers = waarvoor.declaratienummers
    if not declaratienummers:
        return next(tekst for soort, tekst in ZONDER_DECLARATIE.items() if soort in waarvoor.soorten)
    tekst = "Declaraties " if len(declaratienummers) > 1 else "Declaratie "
    for plek, nummer in enumerate(declaratienummers):
        rest = len(declaratienummers) - plek
        erbij = f"{', ' if plek else ''}{nummer}"
        if len(tekst) + len(erbij) + len(f" en {rest} andere") > langste:
            return f"{tekst} en {rest} andere"
        tekst += erbij
    return tekst


class Nieuws(StrEnum):
    """Whether what a bank tells of a transfer changes anything."""

    NIEUW = "nieuw"
    BEKEND = "bekend"
    TEGENSPRAAK = "tegenspraak"
    """It was refused, so that it is to be paid again, and now it is said to be paid."""


NA = {
    Overboekingstand.BETAALD: (Overboekingstand.OPGEDRAGEN,),
    Overboekingstand.GEWEIGERD: (Overboekingstand.OPGEDRAGEN,),
    Overboekingstand.TERUGGEBOEKT: (Overboekingstand.OPGEDRAGEN, Overboekingstand.BETAALD),
}
"""What a transfer was before the bank tells this of it for the first time."""
OVER_EEN_REKENING = ("AC", "BE", "RC")
"""How codes begin with which a bank says that an account is wrong (ISO 20022, ExternalStatusReason)."""
VAN_WIE_BETAALT = frozenset(("AC02", "AC05", "AC10", "AC13", "BE05", "BE07", "RC03"))
"""Of those: that it is the account of who pays, or who gave the order (the debtor, the initiating party)."""


def is_over_de_ontvanger(reden: str | None) -> bool:
    """Whether a bank says that the account of the provider is wrong, by the code with which its reason begins."""
    gezegd = reden or ""
    return gezegd.startswith(OVER_EEN_REKENING) and gezegd[:4] not in VAN_WIE_BETAALT


def nieuws(stand: Overboekingstand, gemeld: Overboekingstand) -> Nieuws:
    """A file that comes twice, or after a later one, changes nothing."""
    if stand in NA[gemeld]:
        return Nieuws.NIEUW
    tegen = {stand, gemeld} == {Overboekingstand.BETAALD, Overboekingstand.GEWEIGERD}
    return Nieuws.TEGENSPRAAK if tegen else Nieuws.BEKEND
