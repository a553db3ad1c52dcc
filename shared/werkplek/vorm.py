"""What a page is made of: lists, cards, forms and files, each a value. `bladen` shows them and carries them out.

An address has names between braces, such as `/werkplek/betaalruns/{id}`; they are filled from the address of the page
and from the row or answer that leads there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from chassis.security import Needs, needs
from chassis.tokens import Caller

Ding = Mapping[str, JsonValue]
"""What an API says of one thing."""
Soort = Literal[
    "tekst", "lang", "datum", "moment", "getal", "nummer", "euro", "ja", "gemeente", "aanbieder", "product", "maand",
    "iban"
]  # fmt: skip
"""How a value is written and asked for. Euros are whole eurocents in an API; a nummer, as of a house,
counts nothing."""


@dataclass(frozen=True)
class Namen:
    """What codes stand for: municipalities, products and providers."""

    gemeenten: Mapping[str, str]
    producten: Mapping[str, str]
    aanbieders: Mapping[str, str]


@dataclass(frozen=True)
class Bij:
    """Where a form or a list is shown: who looks, at what, and what codes stand for."""

    caller: Caller
    namen: Namen
    ding: Ding

    @property
    def gemeenten(self) -> Mapping[str, str]:
        """The municipalities that who looks works for."""
        return {code: naam for code, naam in self.namen.gemeenten.items() if self.caller.serves(code)}


Woorden = Mapping[str, str]
Keuzes = Callable[[Bij], Woorden]
Wanneer = Callable[[Ding], bool]
Vast = Mapping[str, str]
"""Fields of a body that are not asked; names between braces are filled as in an address."""


@dataclass(frozen=True)
class Waarde:
    """A value that is shown: where it stands in an answer (`stappen.0.op`, or `redenen.*.tekst` for that of each), its
    title, and in words what codes mean.
    """

    pad: str
    titel: str
    soort: Soort = "tekst"
    woorden: Woorden | None = None


@dataclass(frozen=True)
class Vraag:
    """A field of a form: where it goes in the body of the request, and what it asks."""

    pad: str
    titel: str
    soort: Soort = "tekst"
    uitleg: str = ""
    verplicht: bool = True
    keuzes: Keuzes | None = None
    begin: str | None = None
    """Where in the thing stands what the field begins with."""


@dataclass(frozen=True)
class Bron:
    """What is read at one of the services; what a trace is kept of is asked there with POST."""

    dienst: str
    pad: str
    methode: Literal["GET", "POST"] = "GET"


@dataclass(frozen=True)
class Handeling:
    """Something to do: a form with questions, or a button without any."""

    blad: str
    titel: str
    knop: str
    recht: Needs
    dienst: str
    pad: str
    gedaan: str
    """What is said once it is done."""
    naar: str
    """The page to go to then."""
    uitleg: str = ""
    methode: Literal["POST", "PUT"] = "POST"
    vragen: "tuple[Vraag, ...] | Callable[[Ding], tuple[Vraag, ...]]" = ()
    """What is asked; of some things only the thing itself says it."""
    over: Bron | None = None
    """What it is about: read for its state, and for what the form begins with."""
    als: Wanneer | None = None
    """When it is offered."""
    vast: Vast | Callable[[Ding], Vast] | None = None


@dataclass(frozen=True)
class Tabel:
    """Rows on a page: of a list in an answer, or of a source of its own."""

    titel: str
    kolommen: tuple[Waarde, ...]
    uit: str | Bron
    naar: str | None = None
    """Where a row leads."""
    per_rij: tuple[Handeling, ...] = ()
    leeg: str = "Er is niets."
    recht: Needs | None = None
    """Shown to who holds it only; None is everybody who sees the page."""
    client: str | None = None
    """Where in a row an assignment of a provider is named, by id or number: `naam` is then that of the client."""


@dataclass(frozen=True)
class Lijst:
    """A page with a table or more, and what can be begun there."""

    blad: str
    titel: str
    uitleg: str
    recht: Needs
    tabellen: tuple[Tabel, ...]
    zoek: tuple[Vraag, ...] = ()
    """Questions that make the first shorter; each goes along in the query of its source."""
    handelingen: tuple[Handeling, ...] = ()
    ook: "tuple[Verwijzing, ...]" = ()
    """Other pages to go on to."""


@dataclass(frozen=True)
class Bestand:
    """A file to keep."""

    blad: str
    titel: str
    recht: Needs
    bron: Bron
    naam: str
    als: Wanneer | None = None
    uitleg: str = ""


@dataclass(frozen=True)
class Verwijzing:
    """A link to another page about the same thing."""

    titel: str
    naar: str
    recht: Needs
    uitleg: str = ""


@dataclass(frozen=True)
class Kaart:
    """A page about one thing: what is known, what belongs to it, and what can be done."""

    blad: str
    recht: Needs
    bron: Bron
    titel: Callable[[Bij], str]
    waarden: tuple[Waarde, ...]
    terug: Lijst
    tabellen: tuple[Tabel, ...] = ()
    handelingen: tuple[Handeling, ...] = ()
    bestanden: tuple[Bestand, ...] = ()
    verwijzingen: tuple[Verwijzing, ...] = ()


GEVONDEN = "gevonden"
"""Where in the thing stands what was found of a citizen."""


@dataclass(frozen=True)
class ZoekOpBsn:
    """A page to look for a citizen by BSN, and what was found; the look itself is kept by the service."""

    blad: str
    titel: str
    recht: Needs
    bron: Bron
    tabel: Tabel
    """Of what was found: `uit` is GEVONDEN."""


Onderdeel = Lijst | Kaart | Handeling | Bestand | ZoekOpBsn


def wie(*scopes: str) -> Needs:
    """Who holds one of these scopes."""
    return needs(*scopes)


def vast(woorden: Woorden) -> Keuzes:
    """Choices that are always the same."""
    return lambda _bij: woorden


def is_er(pad: str) -> Wanneer:
    """When a value of the thing is known."""
    return lambda ding: ding.get(pad) is not None


def staat(pad: str, *waarden: JsonValue) -> Wanneer:
    """When a value of the thing is one of these."""
    return lambda ding: ding.get(pad) in waarden
