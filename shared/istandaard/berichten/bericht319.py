"""319: the gemeente answers a request of an aanbieder."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanGemeente
from istandaard.model import Model, model


@model
class Woonplaatsbeginsel(Model):
    """The gemeente that is responsible, when that is another."""

    gemeente: ldt.Gemeentecode


@model
class Antwoord(Model):
    """Rejected, with a reason, or under investigation."""

    referentie_aanbieder: ldt.Referentie
    verzoek_antwoord: codes.VerzoekAntwoord
    reden_afwijzing_verzoek: ldt.RedenAfwijzingVerzoek | None = None
    woonplaatsbeginsel: Woonplaatsbeginsel | None = None


@model
class Bericht319(Bericht):
    """Antwoord."""

    NUMMER = "319"

    header: HeaderVanGemeente
    antwoord: Antwoord
