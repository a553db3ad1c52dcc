"""What every message and every part of one is: an immutable dataclass whose fields say how they stand in the XML.

The annotations of a class are its only description. From them `velden` derives what the reader, the writer, the JSON
mirror and the JSON Schema need; building a model tests every value against the same datatypes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from types import NoneType, UnionType
from typing import (
    Annotated,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from istandaard.codes import Codelijst
from istandaard.fouten import OngeldigeWaarde, Waardefout
from istandaard.ldt import Code, Datatype


class Model:
    """Base of all parts of a message. Its elements stand in the namespace of the message."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for veld in velden(type(self)):
            _keur(veld, getattr(self, veld.naam))


class Samengesteld(Model):
    """Base of the composite datatypes: their elements stand in the namespace of the basisschema."""

    __slots__ = ()


M = TypeVar("M", bound=type)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def model(klasse: M) -> M:
    """Class decorator: a frozen, slotted dataclass with keyword-only fields."""
    gemaakt: object = dataclass(frozen=True, slots=True, kw_only=True)(klasse)
    return cast(M, gemaakt)


@dataclass(frozen=True)
class Veld:
    """One field of a model.

    element is its name in the XML. One of datatype (a leaf) and deel (a class) is set. item is the name of the repeated
    element inside `element`, None when the field is not a list.
    """

    naam: str
    element: str
    verplicht: bool
    item: str | None
    datatype: Datatype | None
    deel: type[Model] | None

    @property
    def json(self) -> str:
        """Its key in the JSON mirror."""
        return self.element[0].lower() + self.element[1:]


R = TypeVar("R")


def per_klasse(functie: Callable[[type], R]) -> Callable[[type], R]:
    """Decorator: remember the answer for each class."""
    geheugen: dict[type, R] = {}

    @wraps(functie)
    def onthouden(klasse: type) -> R:
        if klasse not in geheugen:
            geheugen[klasse] = functie(klasse)
        return geheugen[klasse]

    return onthouden


@per_klasse
def velden(klasse: type) -> tuple[Veld, ...]:
    """The fields of a model class in the order of the XSD."""
    hints: dict[str, object] = get_type_hints(klasse, include_extras=True)
    return tuple(_veld(veld.name, hints[veld.name], leeg_mag=veld.default == ()) for veld in fields(klasse))


def _veld(naam: str, hint: object, *, leeg_mag: bool) -> Veld:
    verplicht = not leeg_mag
    if get_origin(hint) in (Union, UnionType):
        verplicht = False
        hint = next(deel for deel in get_args(hint) if deel is not NoneType)
    element = "".join(woord[0].upper() + woord[1:] for woord in naam.split("_"))
    item = None
    if get_origin(hint) is tuple:
        hint = get_args(hint)[0]
        assert isinstance(hint, type)
        item = hint.__name__
    if get_origin(hint) is Annotated:
        return Veld(naam, element, verplicht, item, cast(Datatype, get_args(hint)[1]), None)
    assert isinstance(hint, type)
    if issubclass(hint, Codelijst):
        return Veld(naam, element, verplicht, item, Code.van(hint), None)
    return Veld(naam, element, verplicht, item, None, cast("type[Model]", hint))


def _keur(veld: Veld, waarde: object) -> None:
    """Refuse a value of a field that the XSD would refuse. Raises OngeldigeWaarde."""
    if veld.item is not None:
        if not isinstance(waarde, tuple):
            raise OngeldigeWaarde(veld.naam, "XSD", "Geef een tuple.")
        if veld.verplicht and not waarde:
            raise OngeldigeWaarde(veld.naam, "XSD", f"Geef minstens één {veld.item}.")
        for nummer, lid in enumerate(waarde, start=1):
            _keur_waarde(veld, lid, f"{veld.naam}[{nummer}]")
    elif waarde is not None or veld.verplicht:
        _keur_waarde(veld, waarde, veld.naam)


def _keur_waarde(veld: Veld, waarde: object, pad: str) -> None:
    if veld.datatype is None:
        # The exact class: a subclass has fields that this message does not know.
        if type(waarde) is not veld.deel:
            raise OngeldigeWaarde(pad, "XSD", f"Geef een {cast(type, veld.deel).__name__}.")
        return
    try:
        veld.datatype.keur(waarde)
    except Waardefout as fout:
        raise OngeldigeWaarde(pad, fout.regel, fout.melding) from None


Zetter = Callable[[object, object], None]


@per_klasse
def zetters(klasse: type) -> dict[str, Zetter]:
    """Per field a function that fills it on a fresh, unchecked instance: for readers that have checked the value."""
    return {veld.naam: cast("Zetter", getattr(klasse, veld.naam).__set__) for veld in velden(klasse)}
