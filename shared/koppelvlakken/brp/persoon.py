"""A person as the BRP answers. An absent key is usual: unknown, empty and false values are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Discriminator, JsonValue

from koppelvlakken.brp.datum import Datum, GestuurdeDatum
from koppelvlakken.brp.vorm import VORM

OVERLEDEN = "O"
EMIGRATIE = "E"
"""Codes of why a person is no longer kept up (opschortingBijhouding.reden)."""


@dataclass(frozen=True)
class Adres:
    """A Dutch address; `is_briefadres` when somebody only gets post there."""

    straatnaam: str | None
    huisnummer: int | None
    huisletter: str | None
    huisnummertoevoeging: str | None
    postcode: str | None
    woonplaats: str | None
    is_briefadres: bool


@dataclass(frozen=True)
class Locatie:
    """A place without an address, such as a ship."""


@dataclass(frozen=True)
class Buitenland:
    """Somewhere abroad."""


@dataclass(frozen=True)
class Plaatsonbekend:
    """Where somebody lives is not known."""


Verblijfplaats = Adres | Locatie | Buitenland | Plaatsonbekend


@dataclass(frozen=True)
class Naam:
    """A name, as far as it is known."""

    voornamen: str | None = None
    voorvoegsel: str | None = None
    geslachtsnaam: str | None = None


@dataclass(frozen=True)
class Persoon:
    """What the BRP says of somebody, with what always comes by itself."""

    bsn: str
    naam: Naam
    geboren: Datum | None
    gemeente: str | None
    """CBS code of the municipality where this person is registered."""
    ingeschreven_op: Datum | None
    """Since when in that municipality."""
    verblijfplaats: Verblijfplaats | None
    woont_sinds: Datum | None
    """Since when at that place."""
    overleden: bool
    overleden_op: Datum | None
    opgeschort: str | None
    """Why nothing is kept up any longer: a code, of which OVERLEDEN and EMIGRATIE matter."""
    opgeschort_op: Datum | None
    geheim: bool
    """Nothing of this person may be given to others (geheimhouding)."""
    in_onderzoek: Sequence[str]
    """The groups of which something is under investigation, in order of the alphabet."""
    niet_op_adres: bool
    """It was found that this person does not live at that address."""
    onder_curatele: bool
    gezag: Sequence[str]
    """The kinds of authority over a minor, as the BRP names them (such as GezamenlijkOuderlijkGezag)."""


class _Code(BaseModel):
    model_config = VORM
    code: str | None = None


class _Naam(BaseModel):
    model_config = VORM
    voornamen: str | None = None
    voorvoegsel: str | None = None
    geslachtsnaam: str | None = None


class _Gebeurtenis(BaseModel):
    model_config = VORM
    datum: GestuurdeDatum | None = None


class _Opschorting(_Gebeurtenis):
    reden: _Code | None = None


class _Straat(BaseModel):
    model_config = VORM
    officiele_straatnaam: str | None = None
    korte_straatnaam: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    postcode: str | None = None
    woonplaats: str | None = None


class _Plaats(BaseModel):
    model_config = VORM
    datum_van: GestuurdeDatum | None = None
    indicatie_vastgesteld_verblijft_niet_op_adres: bool = False


class _Adres(_Plaats):
    type: Literal["Adres"]
    functie_adres: _Code | None = None
    verblijfadres: _Straat = _Straat()

    @property
    def waarde(self) -> Verblijfplaats:
        adres = self.verblijfadres
        return Adres(
            straatnaam=adres.officiele_straatnaam or adres.korte_straatnaam,
            huisnummer=adres.huisnummer,
            huisletter=adres.huisletter,
            huisnummertoevoeging=adres.huisnummertoevoeging,
            postcode=adres.postcode,
            woonplaats=adres.woonplaats,
            is_briefadres=self.functie_adres is not None and self.functie_adres.code == "B",
        )


class _Locatie(_Plaats):
    type: Literal["Locatie"]
    waarde: Verblijfplaats = Locatie()


class _Buitenland(_Plaats):
    type: Literal["VerblijfplaatsBuitenland"]
    waarde: Verblijfplaats = Buitenland()


class _Onbekend(_Plaats):
    type: Literal["VerblijfplaatsOnbekend"]
    waarde: Verblijfplaats = Plaatsonbekend()


class _Gezag(BaseModel):
    model_config = VORM
    type: str


class Gestuurd(BaseModel):
    """A person as it comes in; `waarde_van` makes the value of it."""

    model_config = VORM
    burgerservicenummer: str | None = None
    naam: _Naam = _Naam()
    geboorte: _Gebeurtenis = _Gebeurtenis()
    gemeente_van_inschrijving: _Code = _Code()
    datum_inschrijving_in_gemeente: GestuurdeDatum | None = None
    verblijfplaats: Annotated[_Adres | _Locatie | _Buitenland | _Onbekend, Discriminator("type")] | None = None
    overlijden: _Gebeurtenis | None = None
    opschorting_bijhouding: _Opschorting | None = None
    geheimhouding_persoonsgegevens: bool = False
    indicatie_curatele_register: bool = False
    gezag: tuple[_Gezag, ...] = ()


def waarde_van(gestuurd: Gestuurd, bsn: str, ruw: JsonValue) -> Persoon:
    """The person with this BSN; `ruw` is what came, in which what is under investigation can stand anywhere."""
    plaats, opschorting = gestuurd.verblijfplaats, gestuurd.opschorting_bijhouding or _Opschorting()
    reden = opschorting.reden.code if opschorting.reden else None
    overlijden = gestuurd.overlijden or _Gebeurtenis()
    return Persoon(
        bsn=bsn,
        naam=Naam(**gestuurd.naam.model_dump()),
        geboren=_datum(gestuurd.geboorte.datum),
        gemeente=gestuurd.gemeente_van_inschrijving.code,
        ingeschreven_op=_datum(gestuurd.datum_inschrijving_in_gemeente),
        verblijfplaats=plaats.waarde if plaats else None,
        woont_sinds=_datum(plaats.datum_van) if plaats else None,
        overleden=reden == OVERLEDEN or gestuurd.overlijden is not None,
        overleden_op=_datum(overlijden.datum),
        opgeschort=reden,
        opgeschort_op=_datum(opschorting.datum),
        geheim=gestuurd.geheimhouding_persoonsgegevens,
        in_onderzoek=tuple(sorted(set(_in_onderzoek(ruw)))),
        niet_op_adres=plaats is not None and plaats.indicatie_vastgesteld_verblijft_niet_op_adres,
        onder_curatele=gestuurd.indicatie_curatele_register,
        gezag=tuple(each.type for each in gestuurd.gezag),
    )


def _datum(gestuurd: GestuurdeDatum | None) -> Datum | None:
    return None if gestuurd is None else gestuurd.waarde


def _in_onderzoek(ruw: JsonValue, groep: str = "persoon") -> Iterator[str]:
    """The groups with `inOnderzoek` in them, each by its name at the top."""
    if isinstance(ruw, list):
        for each in ruw:
            yield from _in_onderzoek(each, groep)
    elif isinstance(ruw, dict):
        for naam, inhoud in ruw.items():
            if naam == "inOnderzoek":
                yield groep
            elif groep == "persoon":
                yield from _in_onderzoek(inhoud, naam)
            else:
                yield from _in_onderzoek(inhoud, groep)
