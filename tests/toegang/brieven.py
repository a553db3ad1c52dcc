"""A letter as the tests make it."""

from datetime import date

from inkoop import laad, logo_van
from toegang.domain.afzender import Afzender
from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.brief import (
    Brief,
    Hoofd,
    Ontvanger,
    Zaak,
    schrijf,
)
from toegang.domain.persoon import Geboren
from toegang.domain.toekenning_in_woorden import Toegekend

ALMERE = laad("almere-2023")
ALKMAAR = laad("regio-alkmaar-2027")
GEBOREN = Geboren(date(1948, 2, 29))
ONTVANGER = Ontvanger("X", "0", GEBOREN, ("A. X",))
VAN = Afzender("Almere", "Stadhuisplein 1, 1315 HR Almere", "14 036", logo_van("almere-2023", "0034"))


def hoofd(ontvanger: Ontvanger = ONTVANGER) -> Hoofd:
    return Hoofd(VAN, "K7PM-3RXC", ontvanger)


def zaak(
    soort: Beschikkingsoort = Beschikkingsoort.BESLUIT, uitkomst: Besluituitkomst = Besluituitkomst.TOEGEKEND
) -> Zaak:
    dagen = (date(2024, 5, 6), date(2024, 5, 20), date(2024, 5, 21), date(2024, 5, 27))
    naam = "Verordening maatschappelijke ondersteuning Almere"
    return Zaak(naam, *dagen, soort, uitkomst)


def toegekend(code: str, volume: int, minuten: int | None, **anders: object) -> Toegekend:
    model = ALMERE if code in {each.code for each in ALMERE.producten} else ALKMAAR
    gewoon: dict[str, object] = {"vorm": Vorm.NATURA, "budget": None, "scenario": None, "toelichting": None}
    gewoon |= {"regels": ["M9: 2 uur en 30 minuten per week; gebruikelijk is 1 uur tot 3 uur en 30 minuten."]}
    periode = (date(2024, 6, 1), date(2025, 5, 31))
    return Toegekend(model.product(code), volume, minuten, *periode, **(gewoon | anders))  # type: ignore[arg-type]


def brief(*producten: Toegekend, **anders: object) -> Brief:
    adres = anders.pop("adres", ("W. van der Grootkerk", "Lindelaan 1"))
    aan = Ontvanger("Van der Grootkerk", "2", GEBOREN, adres)  # type: ignore[arg-type]
    velden: dict[str, object] = {"hoofd": hoofd(aan), "motivering": "U kunt niet zelf schoonmaken."}
    return schrijf(zaak(), producten=producten, **(velden | anders))  # type: ignore[arg-type]
