"""Read the rows of a file with running indications: what each says, or everything that is wrong in it (M134)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bladen import Rij
from chassis.strict import FROM_OUTSIDE
from inkoop import Inkoopmodel
from toegang.bodies.overname import LopendeIndicatie
from toegang.domain.overname import (
    KOLOMMEN,
    REGEL,
    Kolomfout,
    Lopend,
    Overnamefout,
    datumfouten,
    productfouten,
)
from toegang.usecases.keur_persoon import keur_persoon
from weigering import Weigering

NAAM = {each: each for each in ("geslachtsnaam", "voorvoegsel", "voornamen", "voorletters")}
ADRES = {
    "straatnaam": "straatnaam",
    "huisnummer": "huisnummer",
    "huisletter": "huisletter",
    "toevoeging": "huisnummerToevoeging",
    "postcode": "postcode",
    "plaatsnaam": "plaatsnaam",
}
PERSOON = {each: each for each in ("bsn", "geboortedatum", "geslacht")}
INDICATIE = {
    each: each for each in ("kenmerk", "wet", "product", "volume", "eenheid", "frequentie", "ingangsdatum", "einddatum")
} | {
    "besluitdatum": "besluitdatum",
    "beschikkingnummer": "beschikkingnummer",
    "aanbieder": "aanbieder",
    "toewijzingnummer": "toewijzingnummer",
    "begindatum_levering": "begindatumLevering",
}
KOLOM_VAN = {veld: kolom for groep in (NAAM, ADRES, PERSOON, INDICATIE) for kolom, veld in groep.items()}
"""By the name of a field: the column in which it stands."""


@dataclass(frozen=True)
class Gelezen:
    """A row, what it says, and its content as it is recognised."""

    rij: int
    indicatie: LopendeIndicatie
    inhoud: bytes


def inhoud_van(cellen: Mapping[str, str]) -> bytes:
    """All that a row says, whatever the order of the columns and however many are empty."""
    return "\x1f".join(f"{kolom}={cellen[kolom]}" for kolom in sorted(KOLOMMEN) if cellen.get(kolom)).encode()


def lees_rij(rij: Rij, model: Inkoopmodel, vandaag: date) -> Gelezen | list[Overnamefout]:
    """What a row says, or every mistake in it that can be seen without looking further."""
    nummer, cellen = rij
    try:
        indicatie = LopendeIndicatie.model_validate(_body(cellen), context=FROM_OUTSIDE)
    except ValidationError as error:
        fouten = {_van_pydantic(each, cellen): None for each in error.errors()}
        return [Overnamefout(nummer, *each) for each in fouten]
    fouten = dict.fromkeys(_inhoudelijk(indicatie, model, vandaag))
    if fouten:
        return [Overnamefout(nummer, *each) for each in fouten]
    return Gelezen(nummer, indicatie, inhoud_van(cellen))


def _body(cellen: Mapping[str, str]) -> dict[str, object]:
    """The row as it would come over the API; what is empty is left out."""
    persoon: dict[str, object] = dict(_gevuld(cellen, PERSOON))
    persoon["naam"], persoon["adres"] = dict(_gevuld(cellen, NAAM)), dict(_gevuld(cellen, ADRES))
    if telefoon := cellen.get("telefoonnummer"):
        persoon["telefoonnummers"] = [{"telefoonnummer": telefoon}]
    return {**dict(_gevuld(cellen, INDICATIE)), "persoon": persoon}


def _gevuld(cellen: Mapping[str, str], velden: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((veld, cellen[kolom]) for kolom, veld in velden.items() if cellen.get(kolom))


def _van_pydantic(fout: ErrorDetails, cellen: Mapping[str, str]) -> Kolomfout:
    """Where an error stands and what to do; the text never repeats what was in the cell."""
    kolom = _kolom(str(each) for each in fout["loc"])
    ctx = fout.get("ctx", {})
    if fout["type"] == "regel" and cellen.get(kolom):
        return kolom, str(ctx.get("regel", REGEL)), str(ctx.get("melding", KOLOMMEN[kolom]))
    return kolom, REGEL, KOLOMMEN[kolom]


def _kolom(pad: Iterable[str]) -> str:
    """The column of a path such as `persoon.adres.postcode`; where no single one holds it, the first that does."""
    for deel in reversed(list(pad)):
        if deel.startswith("telefoonnummer"):
            return "telefoonnummer"
        if deel in KOLOM_VAN:
            return KOLOM_VAN[deel]
    return "bsn"


def _inhoudelijk(indicatie: LopendeIndicatie, model: Inkoopmodel, vandaag: date) -> Iterator[Kolomfout]:
    lopend = Lopend(
        indicatie.wet,
        indicatie.product,
        indicatie.ingangsdatum,
        indicatie.einddatum,
        indicatie.besluitdatum,
        indicatie.begindatum_levering,
    )
    yield from datumfouten(lopend, vandaag)
    yield from productfouten(lopend, model, indicatie.persoon.geboren)
    try:
        keur_persoon(indicatie.persoon, "persoon", None, vandaag)
    except Weigering as weigering:
        for each in (weigering, *weigering.ook):
            yield _kolom((each.veld or "").split(".")), each.regel or REGEL, each.reden
