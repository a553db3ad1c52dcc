"""Read an inkoopmodel from a file, or say per line what is wrong and what was meant."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from inkoop.basis import VORMEN, bedoelde
from inkoop.controle import controleer
from inkoop.logo import Logo, lees_logo
from inkoop.model import Inkoopmodel
from inkoop.sturing import Gemeente
from inkoop.yamlboom import Boom, OngeldigeYamlError, Pad, lees_yaml

MODELLEN = Path(__file__).parent / "modellen"

MELDINGEN = {
    "missing": "verplicht veld ontbreekt",
    "extra_forbidden": "onbekend veld",
    "string_type": "moet tekst zijn; zet codes en getallen tussen aanhalingstekens",
    "string_too_short": "mag niet leeg zijn",
    "string_pattern_mismatch": "moet {vorm} zijn",
    "int_type": "moet een heel getal zijn, zonder aanhalingstekens of komma",
    "bool_type": "moet true of false zijn",
    "date_type": "moet een datum zijn, zoals 2023-01-01",
    "tuple_type": "moet een lijst zijn",
    "model_type": "moet uit velden met een naam bestaan",
    "too_short": "moet ten minste {min_length} onderdeel hebben",
    "greater_than_equal": "moet ten minste {ge} zijn",
    "less_than_equal": "mag ten hoogste {le} zijn",
    "literal_error": "moet een van deze zijn: {expected}",
}


@dataclass(frozen=True)
class Bevinding:
    """One thing wrong in a model file: file name, line from 1, path such as `producten[2].eenheid`, and what."""

    bestand: str
    regel: int
    pad: str
    melding: str

    def __str__(self) -> str:
        return f"{self.bestand}, regel {self.regel}: {self.pad}: {self.melding}".replace(": :", ":")


class InkoopmodelFout(Exception):
    """A model file cannot be used; `bevindingen` says why, in the order of the file."""

    def __init__(self, bevindingen: tuple[Bevinding, ...]) -> None:
        super().__init__("\n".join(str(bevinding) for bevinding in bevindingen))
        self.bevindingen = bevindingen


_eigen: list[Path] = []
"""The folder of the region's own models, when there is one; it goes before ours."""


def gebruik_map(folder: Path | None) -> None:
    """Look for models in this folder first, then in ours.

    Raises InkoopmodelFout when it is no folder, or holds a file that is wrong: better now than at the first request.
    A file with the name of one of ours takes its place, of the same version: cases keep the version under which they
    were decided, so a later one has a name of its own.
    """
    if folder is not None and not folder.is_dir():
        raise InkoopmodelFout((Bevinding(str(folder), 1, "", "deze map met inkoopmodellen is er niet"),))
    _eigen[:] = [folder] if folder else []
    for onthoudt in (_laad, _logo, _paden, _voor, gemeentecodes, namen_met_budget):
        onthoudt.cache_clear()
    for naam in namen(folder) if folder else ():
        _zelfde_versie(laad(naam))


def _zelfde_versie(model: Inkoopmodel) -> None:
    """Raises InkoopmodelFout when it has the name of one of ours that has another version."""
    if model.naam in _paden(MODELLEN) and model.versie != (onze := laad(model.naam, MODELLEN).versie):
        pad = _paden(None)[model.naam]
        melding = f"een model met deze naam heeft versie {onze}; geef een andere versie een eigen naam"
        raise InkoopmodelFout((Bevinding(pad.name, lees_yaml(pad.read_bytes()).regel(("versie",)), "versie", melding),))


def namen(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the models, in alphabetical order: of one folder, or all that can be used."""
    return tuple(sorted(_paden(folder)))


@cache
def gemeentecodes(folder: Path | None = None) -> frozenset[str]:
    """The CBS codes of all municipalities that have an inkoopmodel."""
    return frozenset(code for naam in namen(folder) for code in laad(naam, folder).gemeentecodes)


@cache
def namen_met_budget(gemeente: str, folder: Path | None = None) -> tuple[str, ...]:
    """The names of the models with budgets that a municipality is in, in alphabetical order."""
    alle = (laad(naam, folder) for naam in namen(folder))
    return tuple(each.naam for each in alle if each.budgetten and gemeente in each.gemeentecodes)


def gemeentenaam(code: str, folder: Path | None = None) -> str:
    """What a municipality is called, by its CBS code; the code itself when no inkoopmodel has it."""
    namen_ = {each.code: each.naam for naam in namen(folder) for each in laad(naam, folder).gemeenten}
    return namen_.get(code, code)


def model_van(gemeenten: Collection[str], datum: date, folder: Path | None = None) -> Inkoopmodel | None:
    """The newest inkoopmodel in force on `datum` that holds all these municipalities; None when there is none.

    Of one municipality it is with what that chose for itself (M132); of more it is what they share.
    """
    passend = [each for each in _van(gemeenten, folder) if each.versie <= datum]
    return max(passend, key=lambda model: model.versie, default=None)


def _van(gemeenten: Collection[str], folder: Path | None = None) -> list[Inkoopmodel]:
    """Every inkoopmodel that holds all these municipalities, as it is for them."""
    gevraagd = set(gemeenten)
    alle = (laad(naam, folder) for naam in namen(folder))
    passend = [each for each in alle if gevraagd.issubset(each.gemeentecodes)]
    if len(gevraagd) != 1:
        return passend
    (gemeente,) = gevraagd
    return [_voor(each.naam, gemeente, folder) for each in passend]


@cache
def _voor(naam: str, gemeente: str, folder: Path | None) -> Inkoopmodel:
    """The model with what a municipality chose; cached, so that asking again gives the same one."""
    return laad(naam, folder).voor(gemeente)


def komend_model(gemeenten: Collection[str], datum: date) -> Inkoopmodel | None:
    """The inkoopmodel in force on `datum`; where none is yet, the first that begins after it: a case may begin before.

    None when no model ever holds all these municipalities.
    """
    return model_van(gemeenten, datum) or min(_van(gemeenten), key=lambda model: model.versie, default=None)


def laad(naam: str, folder: Path | None = None) -> Inkoopmodel:
    """The model with this name. Raises InkoopmodelFout for an unknown name or a wrong file. Cached."""
    return _laad(naam, folder)


@cache
def _laad(naam: str, folder: Path | None) -> Inkoopmodel:
    bekend = _paden(folder)
    if naam not in bekend:
        melding = f"dit inkoopmodel is er niet{bedoelde(naam, bekend)}; er zijn: {', '.join(sorted(bekend)) or 'geen'}"
        raise InkoopmodelFout((Bevinding(f"{naam}.yaml", 1, "", melding),))
    return laad_bestand(bekend[naam])


@cache
def _paden(folder: Path | None) -> dict[str, Path]:
    """The file of each model; a region's own file goes before ours with the same name."""
    mappen = [folder] if folder else [MODELLEN, *_eigen]
    return {pad.stem: pad for each in mappen for pad in each.glob("*.yaml")}


def laad_bestand(pad: Path) -> Inkoopmodel:
    """The model in a file. Raises InkoopmodelFout with every finding, in the order of the file."""
    try:
        boom = lees_yaml(pad.read_bytes())
    except OSError:
        raise InkoopmodelFout((Bevinding(pad.name, 1, "", "het bestand is niet te lezen"),)) from None
    except OngeldigeYamlError as fout:
        raise InkoopmodelFout((Bevinding(pad.name, fout.regel, pad_tekst(fout.pad), fout.melding),)) from None
    try:
        model = Inkoopmodel.model_validate(boom.waarde)
    except ValidationError as fout:
        raise _fout(pad, boom, (_vertaal(detail) for detail in fout.errors(include_url=False))) from None
    bevindingen = [*controleer(model), *_logos(model, pad.parent)]
    if model.naam != pad.stem:
        bevindingen.append((("naam",), "moet gelijk zijn aan de naam van het bestand"))
    if bevindingen:
        raise _fout(pad, boom, iter(bevindingen))
    return model


def logo_van(naam: str, gemeente: str) -> Logo | None:
    """The logo of a municipality of a model; None where it names none. Raises KeyError for a strange municipality."""
    gevonden = {each.code: each for each in laad(naam).gemeenten}[gemeente]
    return _logo(gevonden, _paden(None)[naam].parent) if gevonden.logo else None


@cache
def _logo(gemeente: Gemeente, folder: Path) -> Logo:
    """From the folder of the model, or ours: a region that begins with a copy of one of our models has a logo too."""
    naam = str(gemeente.logo)
    pad = next((map_ / naam for map_ in (folder, MODELLEN) if (map_ / naam).exists()), folder / naam)
    return lees_logo(pad, f"Logo van de gemeente {gemeente.naam}")


def _logos(model: Inkoopmodel, folder: Path) -> Iterator[tuple[Pad, str]]:
    """Every logo that cannot be used."""
    for plek, each in enumerate(model.gemeenten):
        try:
            if each.logo:
                _logo(each, folder)
        except ValueError as fout:
            yield ("gemeenten", plek, "logo"), str(fout)


def pad_tekst(pad: Pad) -> str:
    """A path as people read it: `producten[2].eenheid`, counted from 0."""
    tekst = "".join(f"[{deel}]" if isinstance(deel, int) else f".{deel}" for deel in pad)
    return tekst.removeprefix(".")


def _fout(pad: Path, boom: Boom, gevonden: Iterator[tuple[Pad, str]]) -> InkoopmodelFout:
    bevindingen = (Bevinding(pad.name, boom.regel(plek), pad_tekst(plek), melding) for plek, melding in gevonden)
    return InkoopmodelFout(tuple(sorted(bevindingen, key=lambda bevinding: bevinding.regel)))


def _vertaal(detail: ErrorDetails) -> tuple[Pad, str]:
    plek, soort = detail["loc"], detail["type"]
    context = detail.get("ctx", {})
    vorm, expected = VORMEN.get(context.get("pattern", "")), str(context.get("expected", "")).replace(" or ", " of ")
    melding = MELDINGEN.get(soort, "is hier niet goed").format_map({**context, "vorm": vorm, "expected": expected})
    if soort == "extra_forbidden":
        melding += bedoelde(str(plek[-1]), _velden(plek[:-1]))
    if soort == "literal_error" and isinstance(detail["input"], str):
        melding += bedoelde(detail["input"], tuple(melding.split("'")[1::2]))
    return plek, melding


def _velden(pad: Pad) -> tuple[str, ...]:
    """The field names that the schema knows at a path."""
    onderdeel: type[BaseModel] = Inkoopmodel
    for deel in pad:
        if isinstance(deel, str):
            onderdeel = _onderdeel(onderdeel.model_fields[deel].annotation) or onderdeel
    return tuple(onderdeel.model_fields)


def _onderdeel(annotatie: object) -> type[BaseModel] | None:
    """The model class inside an annotation such as `tuple[Product, ...]` or `Ladder | None`."""
    if isinstance(annotatie, type) and issubclass(annotatie, BaseModel):
        return annotatie
    gevonden = (_onderdeel(deel) for deel in get_args(annotatie))
    return next((klasse for klasse in gevonden if klasse), None)
