"""The mistakes that providers make in a demo, each breaking one rule."""

import random
from dataclasses import replace
from datetime import timedelta

from istandaard import cdt, codes
from istandaard.berichten.bericht323 import Prestatie

ONBEKEND = 900_000_000
HOOGSTE = 99_999_999
"""Of a volume; in euros it is soon passed (RS005)."""


def maak_fout(prestatie: Prestatie, rng: random.Random) -> Prestatie:
    """The line with one mistake in it; euros have no price to be wrong about."""
    return rng.choice(FOUTEN if prestatie.product_tarief is not None else ZONDER_PRIJS)(prestatie)


def te_veel(prestatie: Prestatie) -> Prestatie:
    """More than was assigned (TR321)."""
    return _met_volume(prestatie, min(prestatie.geleverd_volume * 40, HOOGSTE))


def verkeerd_tarief(prestatie: Prestatie) -> Prestatie:
    """Another price than the contract has (TR418)."""
    return _met_tarief(prestatie, (prestatie.product_tarief or 0) + 125)


def onbekende_toewijzing(prestatie: Prestatie) -> Prestatie:
    """An assignment that does not exist (TR338)."""
    return replace(prestatie, toewijzing_nummer=ONBEKEND + prestatie.toewijzing_nummer % 1_000_000)


def verkeerde_som(prestatie: Prestatie) -> Prestatie:
    """An amount that is not volume times price (TR346)."""
    return replace(prestatie, ingediend_bedrag=_debet(prestatie.ingediend_bedrag.bedrag + 1))


def halve_maand(prestatie: Prestatie) -> Prestatie:
    """A period that stops a day early (TR388)."""
    periode = prestatie.product_periode
    einde = max(periode.begindatum, periode.einddatum - timedelta(1))
    return replace(prestatie, product_periode=replace(periode, einddatum=einde))


FOUTEN = (te_veel, verkeerd_tarief, onbekende_toewijzing, verkeerde_som, halve_maand)
ZONDER_PRIJS = (te_veel, onbekende_toewijzing, halve_maand)


def _met_volume(prestatie: Prestatie, volume: int) -> Prestatie:
    bedrag = volume if prestatie.product_tarief is None else volume * prestatie.product_tarief
    return replace(prestatie, geleverd_volume=volume, ingediend_bedrag=_debet(bedrag))


def _met_tarief(prestatie: Prestatie, tarief: int) -> Prestatie:
    volume = prestatie.geleverd_volume
    return replace(prestatie, product_tarief=tarief, ingediend_bedrag=_debet(volume * tarief))


def _debet(eurocent: int) -> cdt.BedragMetDC:
    return cdt.BedragMetDC(bedrag=eurocent, debet_credit=codes.DebetCredit.DEBET)
