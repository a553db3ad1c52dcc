"""The ceilings of an assignment, in the unit in which it is counted (`stand.in_tel_eenheid`)."""

from datetime import date
from functools import lru_cache

import wetten
from declaratie.domain.stand import BekendeToewijzing, in_tel_eenheid
from istandaard import volume
from istandaard.cdt import GeslotenPeriode, Omvang
from istandaard.codes import Eenheid, Frequentie


def plafond_periode(toewijzing: BekendeToewijzing, periode: GeslotenPeriode) -> int | None:
    """The most that may be billed for one ProductPeriode (TR321); None without an Omvang."""
    specifiek = _specifiek(toewijzing)
    return None if specifiek is None else _tel(volume.plafond_periode(specifiek, periode), specifiek)


def plafond_looptijd(toewijzing: BekendeToewijzing) -> int | None:
    """The most that may be billed over the whole assignment (TR322); None without an Omvang or without an end."""
    specifiek = _specifiek(toewijzing)
    plafond = None if specifiek is None else volume.plafond_toewijzing(specifiek)
    return None if specifiek is None or plafond is None else _tel(plafond, specifiek)


def _specifiek(toewijzing: BekendeToewijzing) -> volume.ToegewezenOmvang | None:
    if toewijzing.volume is None or toewijzing.eenheid is None or toewijzing.frequentie is None:
        return None
    if toewijzing.categorie is None:
        return None
    return _volledig(
        (toewijzing.volume, toewijzing.eenheid, toewijzing.frequentie),
        toewijzing.categorie,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
    )


@lru_cache(maxsize=10_000)
def _volledig(omvang: tuple[int, str, str], categorie: str, begin: date, einde: date | None) -> volume.ToegewezenOmvang:
    # Kept, for each line asks for it twice, and many assignments have the same.
    return volume.ToegewezenOmvang(_omvang(*omvang), wetten.categorie(categorie), begin, einde)


@lru_cache(maxsize=10_000)
def _omvang(aantal: int, eenheid: str, frequentie: str) -> Omvang:
    # Kept, for making one checks every field, and many assignments have the same.
    return Omvang(volume=aantal, eenheid=Eenheid(eenheid), frequentie=Frequentie(frequentie))


def _tel(plafond: int, toewijzing: volume.ToegewezenOmvang) -> int:
    eenheid = toewijzing.omvang.eenheid
    return in_tel_eenheid(plafond, eenheid, eenheid)
