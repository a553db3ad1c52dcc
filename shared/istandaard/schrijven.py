"""Writing a message as XML that the XSD accepts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from istandaard.berichten.gedeeld import Bericht
from istandaard.fouten import OngeldigeWaarde, Waardefout
from istandaard.ldt import Datatype
from istandaard.model import Model, Samengesteld, Veld, velden
from istandaard.standaard import Standaard

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
def _van_bericht(standaard: Standaard, soort: str) -> tuple[_Schrijfveld, ...]:
    return _schrijfvelden(standaard, standaard.berichten[soort], soort.lower())


def _schrijfvelden(standaard: Standaard, klasse: type[Model], prefix: str) -> tuple[_Schrijfveld, ...]:
    eigen = standaard.naam if issubclass(klasse, Samengesteld) else prefix
    van_standaard = {veld.naam: veld for veld in standaard.velden(klasse)}
    return tuple(_schrijfveld(standaard, veld, van_standaard.get(veld.naam), eigen, prefix) for veld in velden(klasse))


def _schrijfveld(standaard: Standaard, veld: Veld, van_standaard: Veld | None, eigen: str, prefix: str) -> _Schrijfveld:
    # A class starts on a new line, so that a finding can point at it.
    nieuwe_regel = "\n" if veld.deel is not None and not issubclass(veld.deel, Samengesteld) else ""
    return _Schrijfveld(
        naam=veld.naam,
        open=f"{'' if veld.item else nieuwe_regel}<{eigen}:{veld.element}>",
        dicht=f"</{eigen}:{veld.element}>",
        item_open=f"{nieuwe_regel}<{prefix}:{veld.item}>",
        item_dicht=f"</{prefix}:{veld.item}>",
        is_lijst=veld.item is not None,
        schrijf=_schrijver(veld, van_standaard),
        deel=() if veld.deel is None else _schrijfvelden(standaard, veld.deel, prefix),
    )


def _schrijver(veld: Veld, van_standaard: Veld | None) -> Callable[[object], str] | None:
    """How a leaf is written, None for a class. What the model leaves open is held against the standard here."""
    if van_standaard is None:

        def weiger(_waarde: object) -> str:
            raise OngeldigeWaarde(veld.naam, "XSD", "Laat dit leeg: deze standaard kent het niet.")

        return weiger
    if van_standaard.datatype is None or van_standaard == veld:
        return None if veld.datatype is None else veld.datatype.schrijf
    return _keurend(veld.naam, van_standaard.datatype)


def _keurend(naam: str, datatype: Datatype) -> Callable[[object], str]:
    def schrijf_gekeurd(waarde: object) -> str:
        try:
            datatype.keur(waarde)
        except Waardefout as fout:
            raise OngeldigeWaarde(naam, fout.regel, fout.melding) from None
        return datatype.schrijf(waarde)

    return schrijf_gekeurd


def schrijf(standaard: Standaard, bericht: Bericht) -> bytes:
    """The message as XML in UTF-8, valid against the XSD of its kind.

    Raises OngeldigeWaarde for what the models let pass and this standard does not have: a code of another, another
    version, an element that it leaves out. Raises KeyError for a kind of message of another standard.
    """
    soort = bericht.soort()
    prefix = soort.lower()
    basis = f'xmlns:{standaard.naam}="{standaard.basis}"'
    uit: list[str] = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<{prefix}:Bericht xmlns:{prefix}="{standaard.naamruimte(soort)}" {basis}>',
    ]
    _schrijf_velden(bericht, _van_bericht(standaard, soort), uit.append)
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
