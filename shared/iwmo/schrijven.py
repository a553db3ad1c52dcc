"""Writing a message as XML that the XSD accepts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from iwmo.berichten import BERICHTEN
from iwmo.berichten.gedeeld import Bericht
from iwmo.model import BASIS, Model, Samengesteld, Veld, velden

_BIJZONDER = re.compile("[&<>\r]")


@dataclass(frozen=True, slots=True)
class _Schrijfveld:
    """How one field is written: its value between `open` and `dicht`, each item of a list between its own two tags."""

    naam: str
    open: str
    dicht: str
    item_open: str
    item_dicht: str
    is_lijst: bool
    schrijf: Callable[[object], str] | None
    deel: tuple[_Schrijfveld, ...]


@cache
def _van_bericht(soort: str) -> tuple[_Schrijfveld, ...]:
    return _schrijfvelden(BERICHTEN[soort], soort.lower())


def _schrijfvelden(klasse: type[Model], prefix: str) -> tuple[_Schrijfveld, ...]:
    eigen = "iwmo" if issubclass(klasse, Samengesteld) else prefix
    return tuple(_schrijfveld(veld, eigen, prefix) for veld in velden(klasse))


def _schrijfveld(veld: Veld, eigen: str, prefix: str) -> _Schrijfveld:
    # A class starts on a new line, so that a finding can point at it.
    nieuwe_regel = "\n" if veld.deel is not None and not issubclass(veld.deel, Samengesteld) else ""
    return _Schrijfveld(
        naam=veld.naam,
        open=f"{'' if veld.item else nieuwe_regel}<{eigen}:{veld.element}>",
        dicht=f"</{eigen}:{veld.element}>",
        item_open=f"{nieuwe_regel}<{prefix}:{veld.item}>",
        item_dicht=f"</{prefix}:{veld.item}>",
        is_lijst=veld.item is not None,
        schrijf=None if veld.datatype is None else veld.datatype.schrijf,
        deel=() if veld.deel is None else _schrijfvelden(veld.deel, prefix),
    )


def schrijf(bericht: Bericht) -> bytes:
    """The message as XML in UTF-8, valid against the XSD of its kind."""
    prefix = bericht.soort().lower()
    uit: list[str] = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<{prefix}:Bericht xmlns:{prefix}="{bericht.naamruimte()}" xmlns:iwmo="{BASIS}">',
    ]
    _schrijf_velden(bericht, _van_bericht(bericht.soort()), uit.append)
    uit.append(f"\n</{prefix}:Bericht>\n")
    return "".join(uit).encode()


def _schrijf_velden(deel: object, schrijfvelden: tuple[_Schrijfveld, ...], uit: Callable[[str], None]) -> None:
    for veld in schrijfvelden:
        waarde: object = getattr(deel, veld.naam)
        if waarde is None or waarde == ():
            continue
        uit(veld.open)
        if veld.is_lijst:
            for lid in cast("tuple[object, ...]", waarde):
                uit(veld.item_open)
                _schrijf_waarde(lid, veld, uit)
                uit(veld.item_dicht)
        else:
            _schrijf_waarde(waarde, veld, uit)
        uit(veld.dicht)


def _schrijf_waarde(waarde: object, veld: _Schrijfveld, uit: Callable[[str], None]) -> None:
    if veld.schrijf is None:
        _schrijf_velden(waarde, veld.deel, uit)
        return
    tekst = veld.schrijf(waarde)
    if _BIJZONDER.search(tekst):
        tekst = tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    uit(tekst)
