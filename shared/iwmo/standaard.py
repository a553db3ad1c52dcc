"""iWmo 3.2 as a value."""

from __future__ import annotations

from datetime import date

from istandaard.berichten import bericht315, bericht319
from istandaard.cdt import Product
from istandaard.regels import GEDEELD, Regels
from istandaard.standaard import Standaard, Voorbeeldwaarden
from iwmo import codes

IWMO = Standaard(
    naam="iwmo",
    titel="iWmo 3.2",
    versie=(3, 2),
    bericht_codes=codes.BerichtCode,
    codelijsten=(codes.ProductCategorie, codes.RedenBeeindiging),
    regels=Regels.van("WMO", *GEDEELD),
    voorbeeld=Voorbeeldwaarden(
        geboren=date(1950, 4, 1),
        product=Product(categorie=codes.ProductCategorie.BEGELEIDING, code="02A03"),
        nieuw_product=Product(categorie=codes.ProductCategorie.DAGBESTEDING, code="07A11"),
        reden_beeindiging=codes.RedenBeeindiging.VOLGENS_PLAN,
    ),
    zonder=frozenset({(bericht315.Client, "gezagsdrager_bekend"), (bericht319.Antwoord, "woonplaatsbeginsel")}),
)
