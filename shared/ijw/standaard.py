"""iJw 3.2 as a value."""

from __future__ import annotations

from datetime import date

from ijw import codes
from ijw.regels import TABEL
from istandaard.cdt import Product
from istandaard.regels import GEDEELD, Regels
from istandaard.standaard import Standaard, Voorbeeldwaarden

IJW = Standaard(
    naam="ijw",
    titel="iJw 3.2",
    versie=(3, 2),
    bericht_codes=codes.BerichtCode,
    codelijsten=(codes.ProductCategorie, codes.RedenBeeindiging),
    regels=Regels.van("JW", *GEDEELD, TABEL),
    voorbeeld=Voorbeeldwaarden(
        geboren=date(2014, 4, 1),
        product=Product(categorie=codes.ProductCategorie.AMBULANT, code="45A04"),
        nieuw_product=Product(categorie=codes.ProductCategorie.DAGBEHANDELING, code="41A01"),
        reden_beeindiging=codes.RedenBeeindiging.VOLGENS_PLAN,
    ),
)
