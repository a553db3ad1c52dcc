"""The technical rules that only iJw has: where the woonplaatsbeginsel is given. Level 2, return code 0001."""

from __future__ import annotations

from istandaard.berichten import bericht319
from istandaard.codes import RedenAfwijzingVerzoek
from istandaard.regels.tabel import Paden, Tabel

TABEL = Tabel()


def _om_woonplaats(antwoord: bericht319.Antwoord) -> bool:
    return antwoord.reden_afwijzing_verzoek == RedenAfwijzingVerzoek.WOONPLAATSBEGINSEL


@TABEL.regel("TR377", "Vul Woonplaatsbeginsel als de reden van afwijzing 8 is.", bericht319.Antwoord)
def tr377(antwoord: bericht319.Antwoord) -> Paden:
    """Who rejects because another municipality is responsible, says which."""
    return ("Woonplaatsbeginsel",) if _om_woonplaats(antwoord) and antwoord.woonplaatsbeginsel is None else ()


@TABEL.regel("TR409", "Laat Woonplaatsbeginsel leeg als de reden van afwijzing geen 8 is.", bericht319.Antwoord)
def tr409(antwoord: bericht319.Antwoord) -> Paden:
    """Another municipality is named for that reason only."""
    return ("Woonplaatsbeginsel",) if not _om_woonplaats(antwoord) and antwoord.woonplaatsbeginsel else ()
