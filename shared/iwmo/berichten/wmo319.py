"""WMO319: the gemeente answers a request of an aanbieder."""

from __future__ import annotations

from iwmo import codes, ldt
from iwmo.berichten.gedeeld import Bericht, HeaderVanGemeente
from iwmo.model import Model, model


@model
class Antwoord(Model):
    """Rejected, with a reason, or under investigation."""

    referentie_aanbieder: ldt.Referentie
    verzoek_antwoord: codes.VerzoekAntwoord
    reden_afwijzing_verzoek: ldt.RedenAfwijzingVerzoek | None = None


@model
class Wmo319(Bericht):
    """Antwoord."""

    CODE = codes.BerichtCode.WMO319

    header: HeaderVanGemeente
    antwoord: Antwoord
