"""The simple datatypes (LDT_…) of the basisschema.

A datatype reads the text of an element (`lees`), writes it (`schrijf`), tests a Python value (`keur`) and describes
itself in JSON Schema (`schema`). The aliases below annotate the fields of the models: `bsn: Bsn`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated, Protocol

from istandaard import codes
from istandaard.datum_tijd import WIT, lees_datum, lees_tijd
from istandaard.fouten import Waardefout

_GEEN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEHEEL = re.compile(r"[+-]?[0-9]+")
_ALLES, _NIET_LEEG = r"[\s\S]+", r"[ \t]*[^ \t\n\r][^\n\r]*"
_LENGTE_REGEL = {
    1: "RS008", 2: "RS009", 3: "RS010", 4: "RS011", 5: "RS012", 6: "RS013", 8: "RS014", 9: "RS015", 10: "RS016",
    12: "RS017", 15: "RS018", 20: "RS019", 24: "RS020", 25: "RS021", 35: "RS023", 36: "RS024", 64: "RS025",
    80: "RS026", 200: "RS028",
}  # fmt: skip
_MAXIMUM_REGEL = {99: "RS002", 99999: "RS004", 99999999: "RS005", 999999999: "RS006", 999999999999: "RS040"}

Schema = dict[str, object]


class Datatype(Protocol):
    """What the reader, the writer and the JSON mirror ask of a datatype."""

    @property
    def naam(self) -> str | None:
        """The type in the XSD, without LDT_; None for a type without a name."""

    def lees(self, tekst: str) -> object:
        """The value that the text of an element stands for. Raises Waardefout."""

    def schrijf(self, waarde: object) -> str:
        """The text of an element for a value that passed `keur`."""

    def keur(self, waarde: object) -> None:
        """Raises Waardefout for a Python value that no text could stand for."""

    def schema(self) -> Schema:
        """JSON Schema of the value in the JSON mirror."""


@dataclass(frozen=True)
class Tekst:
    """xs:string; patroon must match the whole text, maximum counts characters, regel is the rule behind patroon.

    naam is the type in the XSD, without LDT_; None where the XSD narrows it inside one element.
    """

    naam: str | None
    maximum: int | None
    patroon: str
    regel: str
    melding: str
    past: Callable[[str], object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "past", re.compile(self.patroon).fullmatch)

    @property
    def is_vrij(self) -> bool:
        """Whether any text on one line will do that does not begin with a space and is not too long."""
        return self.patroon in (_ALLES, _NIET_LEEG)

    def lees(self, tekst: str) -> str:
        """See Datatype."""
        if self.maximum is not None and len(tekst) > self.maximum:
            raise Waardefout(_LENGTE_REGEL[self.maximum], f"Gebruik hoogstens {self.maximum} tekens.")
        if not self.past(tekst):
            raise Waardefout(self.regel, self.melding)
        return tekst

    def schrijf(self, waarde: object) -> str:
        """See Datatype."""
        return str(waarde)

    def keur(self, waarde: object) -> None:
        """See Datatype."""
        if not isinstance(waarde, str):
            raise Waardefout("XSD", "Vul tekst in.")
        if _GEEN_XML.search(waarde):
            raise Waardefout("XSD", "De tekst bevat een teken dat in XML niet kan.")
        self.lees(waarde)

    def schema(self) -> Schema:
        """See Datatype."""
        lengte: Schema = {} if self.maximum is None else {"maxLength": self.maximum}
        return {"type": "string", "minLength": 1, **lengte, "pattern": f"^(?:{self.patroon})$"}


@dataclass(frozen=True)
class Getal:
    """xs:integer from 0 up to maximum. A fixed number (vast) must be written in that one way; regel is its rule."""

    naam: str | None
    maximum: int
    vast: int | None = None
    regel: str = "XSD"

    def lees(self, tekst: str) -> int:
        """See Datatype."""
        if len(tekst) < 13 and tekst.isdigit() and tekst.isascii() and self.vast is None:
            waarde = int(tekst)
            if waarde <= self.maximum:
                return waarde
        return self._lees_ander(tekst)

    def _lees_ander(self, tekst: str) -> int:
        if self.vast is not None:
            if tekst.strip(WIT) != str(self.vast):
                raise Waardefout(self.regel, f"Vul hier altijd {self.vast} in.")
            return self.vast
        tekst = tekst.strip(WIT)
        if not _GEHEEL.fullmatch(tekst):
            raise Waardefout("XSD", "Vul een geheel getal in.")
        if len(tekst) > 12:
            # int() of a very long text is slow, and Python refuses it altogether over 4300 digits.
            minteken = "-" if tekst[0] == "-" else ""
            tekst = minteken + (tekst.lstrip("+-0")[:14] or "0")
        waarde = int(tekst)
        self._keur_grens(waarde)
        return waarde

    def schrijf(self, waarde: object) -> str:
        """See Datatype."""
        return str(waarde)

    def keur(self, waarde: object) -> None:
        """See Datatype."""
        if not isinstance(waarde, int) or isinstance(waarde, bool):
            raise Waardefout("XSD", "Vul een geheel getal in.")
        if self.vast is not None and waarde != self.vast:
            raise Waardefout(self.regel, f"Vul hier altijd {self.vast} in.")
        self._keur_grens(waarde)

    def _keur_grens(self, waarde: int) -> None:
        if waarde > self.maximum:
            raise Waardefout(_MAXIMUM_REGEL[self.maximum], f"Vul hoogstens {self.maximum} in.")
        if waarde < 0:
            raise Waardefout("RS001", "Vul 0 of hoger in.")

    def schema(self) -> Schema:
        """See Datatype."""
        if self.vast is not None:
            return {"type": "integer", "const": self.vast}
        return {"type": "integer", "minimum": 0, "maximum": self.maximum}


@dataclass(frozen=True)
class _Datum:
    """xs:date without a time zone (RS032)."""

    naam: str = "Datum"

    def lees(self, tekst: str) -> date:
        """See Datatype."""
        return lees_datum(tekst)

    def schrijf(self, waarde: object) -> str:
        """See Datatype."""
        assert isinstance(waarde, date)
        return waarde.isoformat()

    def keur(self, waarde: object) -> None:
        """See Datatype."""
        # A datetime is a date to Python, but carries a time that would get lost.
        if not isinstance(waarde, date) or hasattr(waarde, "hour"):
            raise Waardefout("XSD", "Vul een datum in.")
        lees_datum(waarde.isoformat())

    def schema(self) -> Schema:
        """See Datatype."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class _Tijd:
    """xs:time without a time zone (RS034)."""

    naam: str = "Tijd"

    def lees(self, tekst: str) -> time:
        """See Datatype."""
        return lees_tijd(tekst)

    def schrijf(self, waarde: object) -> str:
        """See Datatype."""
        assert isinstance(waarde, time)
        return waarde.isoformat()

    def keur(self, waarde: object) -> None:
        """See Datatype."""
        if not isinstance(waarde, time) or waarde.tzinfo is not None:
            raise Waardefout("RS034", "Vul een tijd in, zonder tijdzone.")
        lees_tijd(waarde.isoformat())

    def schema(self) -> Schema:
        """See Datatype."""
        # Not the format "time" of JSON Schema: that one demands a time zone.
        return {"type": "string", "pattern": r"^[0-9]{2}:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$"}


@dataclass(frozen=True)
class Code:
    """A value of a code list."""

    lijst: type[codes.Codelijst]
    lengte: int
    waarden: dict[str, codes.Codelijst] = field(init=False, repr=False, compare=False)

    @classmethod
    def van(cls, lijst: type[codes.Codelijst]) -> Code:
        """A code list as a datatype; as long as its longest code."""
        return cls(lijst, max((len(lid.value) for lid in lijst), default=0))

    @property
    def is_open(self) -> bool:
        """Whether each standard fills this list with codes of its own."""
        return not self.waarden

    @property
    def naam(self) -> str:
        """The type in the XSD, without LDT_."""
        return self.lijst.__name__

    def __post_init__(self) -> None:
        object.__setattr__(self, "waarden", {lid.value: lid for lid in self.lijst})

    def lees(self, tekst: str) -> codes.Codelijst:
        """See Datatype."""
        try:
            return self.waarden[tekst]
        except KeyError:
            pass
        if len(tekst) > self.lengte:
            raise Waardefout(_LENGTE_REGEL[self.lengte], f"Gebruik hoogstens {self.lengte} tekens.")
        raise Waardefout("XSD", f"Vul een code in uit de lijst {self.lijst.__name__}.")

    def schrijf(self, waarde: object) -> str:
        """See Datatype."""
        return str(waarde)

    def keur(self, waarde: object) -> None:
        """See Datatype."""
        if not isinstance(waarde, self.lijst):
            raise Waardefout("XSD", f"Vul een code in uit de lijst {self.lijst.__name__}.")

    def schema(self) -> Schema:
        """See Datatype."""
        uitleg = "\n".join(f"{lid.value}: {lid.betekenis}" for lid in self.lijst)
        return {"type": "string", "enum": [lid.value for lid in self.lijst], "description": uitleg}


def _niet_leeg(naam: str, maximum: int) -> Tekst:
    return Tekst(naam, maximum, _NIET_LEEG, "RS033", "Vul meer in dan spaties en gebruik geen regeleinden.")


Bsn = Annotated[str, Tekst("BurgerServicenummer", 9, "[0-9]{9}", "RS037", "Vul 9 cijfers in.")]
AgbCode = Annotated[str, Tekst("AgbCode", 8, "[0-9]{8}", "RS036", "Vul 8 cijfers in.")]
Gemeentecode = Annotated[str, Tekst("Gemeente", None, "[0-9]{4}", "RS035", "Vul 4 cijfers in.")]
IdentificatieBericht = Annotated[str, _niet_leeg("IdentificatieBericht", 12)]
IdentificatieDeclaratie = Annotated[str, Tekst("IdentificatieDeclaratie", 12, _ALLES, "XSD", "Vul tekst in.")]
DeclaratieNummer = Annotated[
    str, Tekst(None, 12, "[a-zA-Z0-9]+", "CS319", "Gebruik alleen letters en cijfers, zonder spaties.")
]
Referentie = Annotated[str, _niet_leeg("Referentie", 36)]
ReferentieNummer = Annotated[str, Tekst("ReferentieNummer", 20, _ALLES, "XSD", "Vul tekst in.")]
Persoonsid = Annotated[str, _niet_leeg("Persoonsid", 20)]
Naamtekst = Annotated[str, _niet_leeg("Naam", 200)]
NaamVerwijzer = Annotated[str, _niet_leeg("NaamVerwijzer", 64)]
Voorvoegsel = Annotated[str, _niet_leeg("Voorvoegsel", 10)]
Voorletters = Annotated[
    str, Tekst("Voorletters", 6, "[a-zA-ZÀ-ỳ]+", "RS045", "Gebruik alleen letters, zonder punten of spaties.")
]
Taal = Annotated[str, _niet_leeg("Taal", 25)]
Commentaar = Annotated[
    str, Tekst("Commentaar", None, r"[ \t\n\r]*[^ \t\n\r][\s\S]*", "RS031", "Vul meer in dan spaties.")
]
Huisletter = Annotated[str, _niet_leeg("Huisletter", 1)]
HuisnummerToevoeging = Annotated[str, _niet_leeg("HuisnummerToevoeging", 4)]
Postcode = Annotated[str, _niet_leeg("Postcode", 8)]
Straatnaam = Annotated[str, _niet_leeg("Straatnaam", 24)]
Plaatsnaam = Annotated[str, _niet_leeg("Plaatsnaam", 80)]
Organisatienaam = Annotated[str, _niet_leeg("Organisatienaam", 35)]
Emailadres = Annotated[str, _niet_leeg("Emailadres", 80)]
Telefoonnummer = Annotated[
    str, Tekst("Telefoonnummer", 15, "[0-9]+", "RS046", "Gebruik alleen cijfers, zonder spaties.")
]
Landnummer = Annotated[str, _niet_leeg("Landnummer", 4)]
ProductCode = Annotated[str, _niet_leeg("ProductCode", 5)]
Versie = Annotated[
    str,
    Tekst("Versie", None, r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}", "RS048", "Vul een versienummer in, zoals 1.0.0."),
]

Huisnummer = Annotated[int, Getal("Huisnummer", 99999)]
Nummer = Annotated[int, Getal("Nummer", 999999999)]
RelatieVolgorde = Annotated[int, Getal("RelatieVolgorde", 99)]
BerichtVersie = Annotated[int, Getal(None, 99, regel="CS025")]
"""Which release of the standard; a release has one of each."""
BerichtSubversie = Annotated[int, Getal(None, 99, regel="CS015")]
Volume = Annotated[int, Getal("Volume", 99999999)]
Bedrag = Annotated[int, Getal("Bedrag", 99999999)]
"""Whole eurocents; so are Budget and TotaalBedrag."""
Budget = Annotated[int, Getal("Budget", 99999999)]
TotaalBedrag = Annotated[int, Getal("TotaalBedrag", 999999999999)]

Datum = Annotated[date, _Datum()]
Tijd = Annotated[time, _Tijd()]

RedenAfwijzingVerzoek = Annotated[codes.RedenAfwijzingVerzoek, Code(codes.RedenAfwijzingVerzoek, 2)]
"""The list has codes of one character; the standard leaves room for two."""
