"""Which fields each purpose needs: what is not needed is not asked (AVG, article 5, first paragraph under c)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

BINNENLAND = {"verblijfplaats": "verblijfplaatsBinnenland"}
"""The group to ask for instead by who may see no addresses abroad; what comes back is called as before."""


class Doel(StrEnum):
    """Why the BRP is asked. Each may have its own doelbinding at a gateway."""

    MELDING = "melding"
    """Somebody asks for support under the Wmo: is it who it says, and who lives here (Wmo 2015, 2.3.4 and 5.2.9)."""
    JEUGD = "jeugd"
    """The same of a youth, of whom it matters who has authority (Jeugdwet, 7.2.1 and 7.3.4)."""
    WIJZIGING = "wijziging"
    """Who has support or a case: does this person live, and live here, still."""


_WIE = (
    "burgerservicenummer",
    "naam.voornamen",
    "naam.voorvoegsel",
    "naam.geslachtsnaam",
    "geboorte.datum",
)
_WAAR = (
    "gemeenteVanInschrijving",
    "datumInschrijvingInGemeente",
    "verblijfplaats.datumVan",
    "verblijfplaats.functieAdres",
    "verblijfplaats.verblijfadres.officieleStraatnaam",
    "verblijfplaats.verblijfadres.korteStraatnaam",
    "verblijfplaats.verblijfadres.huisnummer",
    "verblijfplaats.verblijfadres.huisletter",
    "verblijfplaats.verblijfadres.huisnummertoevoeging",
    "verblijfplaats.verblijfadres.postcode",
    "verblijfplaats.verblijfadres.woonplaats",
)
_OVERLEDEN = ("overlijden.datum",)
_CURATELE = ("indicatieCurateleRegister",)

DOELEN: Mapping[Doel, Sequence[str]] = {
    Doel.MELDING: (*_WIE, *_WAAR, *_OVERLEDEN, *_CURATELE),
    Doel.JEUGD: (*_WIE, *_WAAR, *_OVERLEDEN, "gezag"),
    Doel.WIJZIGING: ("burgerservicenummer", *_WAAR, *_OVERLEDEN),
}
"""The paths, as in `fields` of the question. What always comes by itself may not stand in it."""


def velden_voor(doel: Doel, *, alleen_binnenland: bool = False) -> list[str]:
    """The fields for a purpose; `alleen_binnenland` for who is not authorised for addresses abroad."""
    if not alleen_binnenland:
        return list(DOELEN[doel])
    gesplitst = (each.partition(".") for each in DOELEN[doel])
    return [BINNENLAND.get(groep, groep) + punt + rest for groep, punt, rest in gesplitst]
