"""320: the retour on a 319. Each class of the 319, with its return codes."""

from __future__ import annotations

from istandaard.berichten import bericht319
from istandaard.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanGemeente
from istandaard.model import model


@model
class Woonplaatsbeginsel(bericht319.Woonplaatsbeginsel):
    """See 319."""

    retour_codes: RetourCodes


@model
class Antwoord(bericht319.Antwoord):
    """See 319."""

    woonplaatsbeginsel: Woonplaatsbeginsel | None = None
    retour_codes: RetourCodes


@model
class Bericht320(Bericht):
    """Antwoord-retour; the antwoord is only there when the 319 was rejected below the header."""

    NUMMER = "320"

    header: RetourHeaderVanGemeente
    antwoord: Antwoord | None = None
