"""Small messages to send, and those that answer them."""

from datetime import date

from istandaard.berichten import bericht305, bericht306
from istandaard.berichten.gedeeld import HeaderVanAanbieder, RetourHeaderVanAanbieder
from istandaard.cdt import Achternaam, BerichtIdentificatie, Geboortedatum, Product, VerkorteNaam
from istandaard.retourcodes import RetourCode
from iwmo import codes

AGB, ANDER_AGB = "99990001", "99990002"
GEMEENTE, ANDERE_GEMEENTE = "0141", "0034"
DAG = date(2026, 3, 2)


def start(identificatie: str = "S1", *, agb: str = AGB, gemeente: str = GEMEENTE) -> bericht305.Bericht305:
    """A WMO305 for one product."""
    return bericht305.Bericht305(
        header=HeaderVanAanbieder(
            bericht_code=codes.BerichtCode.WMO305,
            afzender=agb,
            ontvanger=gemeente,
            bericht_identificatie=BerichtIdentificatie(identificatie=identificatie, dagtekening=DAG),
        ),
        client=bericht305.Client(
            bsn="999900006",
            geboortedatum=Geboortedatum(datum=date(1950, 4, 1)),
            geslacht=codes.Geslacht.VROUWELIJK,
            naam=VerkorteNaam(geslachtsnaam=Achternaam(achternaam="Vries", voorvoegsel="de")),
            start_producten=(
                bericht305.StartProduct(
                    toewijzing_nummer=1001,
                    product=Product(categorie=codes.ProductCategorie.BEGELEIDING, code="02A03"),
                    begindatum=date(2026, 3, 1),
                    status_aanlevering=codes.StatusAanlevering.EERSTE,
                ),
            ),
        ),
    )


def retour(bericht: bericht305.Bericht305) -> bericht306.Bericht306:
    """The WMO306 that finds nothing wrong."""
    header = bericht.header
    return bericht306.Bericht306(
        header=RetourHeaderVanAanbieder(
            bericht_code=codes.BerichtCode.WMO306,
            afzender=header.afzender,
            ontvanger=header.ontvanger,
            bericht_identificatie=header.bericht_identificatie,
            identificatie_retour="R1",
            dagtekening_retour=DAG,
            retour_codes=(RetourCode("0200"),),
        )
    )
