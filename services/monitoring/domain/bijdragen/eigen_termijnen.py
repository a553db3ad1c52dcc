"""What the municipality does itself, held against what it agreed with its providers (M130)."""

from datetime import date

from inkoop.sturing import Afspraak
from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.eigen_termijnen import afgesproken, werkdagen_nodig
from monitoring.domain.maanden import maand_van


def tel_eigen_termijn(
    wat: Afspraak, gemeente: str, begin: date, eind: date, uit: Bijdrage, *, agb: str = "", code: str | None = ""
) -> None:
    """Count it in the month in which it was done, by working days; nothing where nothing was agreed."""
    norm = afgesproken(gemeente, maand_van(begin), wat)
    if norm is None:
        return
    nodig = werkdagen_nodig(begin, eind)
    uit.tel(maten.EIGEN_TERMIJN, gemeente, eind, agb=agb, code=code, kenmerk=f"{wat}:{nodig}")
    uit.tel(maten.EIGEN_TERMIJN.op_tijd, gemeente, eind, int(nodig <= norm), agb=agb, code=code, kenmerk=wat)
