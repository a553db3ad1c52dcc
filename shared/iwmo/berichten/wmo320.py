"""WMO320: the retour on a 319. Each class of the 319, with its return codes."""

from __future__ import annotations

from iwmo import codes
from iwmo.berichten import wmo319
from iwmo.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanGemeente
from iwmo.model import model


@model
class Antwoord(wmo319.Antwoord):
    """See 319."""

    retour_codes: RetourCodes


@model
class Wmo320(Bericht):
    """Antwoord-retour; the antwoord is only there when the 319 was rejected below the header."""

    CODE = codes.BerichtCode.WMO320

    header: RetourHeaderVanGemeente
    antwoord: Antwoord | None = None
