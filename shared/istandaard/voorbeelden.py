"""A valid example of each message, with an invented client, aanbieder and test BSN."""

from __future__ import annotations

from datetime import date, time
from typing import cast

from istandaard import codes
from istandaard.berichten import (
    Bericht301,
    Bericht305,
    Bericht307,
    Bericht315,
    Bericht317,
    Bericht319,
    Bericht323,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    bericht317,
    bericht319,
    bericht323,
)
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder, HeaderVanGemeente
from istandaard.cdt import (
    Achternaam,
    Adres,
    BedragMetDC,
    BerichtIdentificatie,
    Communicatie,
    Geboortedatum,
    GeslotenPeriode,
    Huis,
    Omvang,
    OpenPeriode,
    Referentie,
    Telefoon,
    Telefoonnummers,
    TotaalBedragMetDC,
    VerkorteNaam,
    Verwijzer,
    VolledigeNaam,
)
from istandaard.landen import LandCode
from istandaard.regels import bevinding
from istandaard.retour import RETOUR_OP, declaratie_antwoord, retour
from istandaard.standaard import Standaard

_AANBIEDER, _GEMEENTE, _BSN = "99990001", "0363", "999900006"
_DAGTEKENING, _INGANG, _EINDE = date(2026, 2, 5), date(2026, 1, 1), date(2026, 12, 31)
_NAAM = Achternaam(achternaam="Vries", voorvoegsel="de")
_UREN = Omvang(volume=3, eenheid=codes.Eenheid.UUR, frequentie=codes.Frequentie.PER_WEEK)
_AFWIJZINGEN = {
    "301": ("TR332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"),
    "305": ("TR019", "/Bericht/Client/StartProducten/StartProduct[1]"),
    "307": ("TR382", "/Bericht/Client/StopProducten/StopProduct[1]"),
    "315": ("TR347", "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]"),
    "317": ("TR374", "/Bericht/Client/Verzoek"),
    "319": ("TR355", "/Bericht/Antwoord"),
    "323": ("TR321", "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"),
}
"""What the example of an answer finds wrong in the example of the message."""


def voorbeeld(standaard: Standaard, soort: str) -> Bericht:
    """The example of a kind of message ("WMO323"); an answer rejects. Raises KeyError for an unknown kind."""
    maakt = {
        "301": _bericht301,
        "305": _bericht305,
        "307": _bericht307,
        "315": _bericht315,
        "317": _bericht317,
        "319": _bericht319,
        "323": _bericht323,
    }
    nummer = standaard.berichten[soort].NUMMER
    if nummer in maakt:
        return maakt[nummer](standaard)
    if nummer == "325":
        fout = bevinding(standaard.regels, *_AFWIJZINGEN["323"])
        declaratie = _bericht323(standaard)
        return declaratie_antwoord(standaard, declaratie, [fout], identificatie="A1", dagtekening=_DAGTEKENING)
    heen = {retour: heen for heen, retour in RETOUR_OP.items()}[nummer]
    fout = bevinding(standaard.regels, *_AFWIJZINGEN[heen])
    return retour(standaard, maakt[heen](standaard), [fout], identificatie="R1", dagtekening=_DAGTEKENING)


def _geboren(standaard: Standaard) -> Geboortedatum:
    return Geboortedatum(datum=standaard.voorbeeld.geboren, datum_gebruik=codes.DatumGebruik.DAG_ONBEKEND)


def _van_gemeente(code: codes.BerichtCode) -> HeaderVanGemeente:
    identificatie = BerichtIdentificatie(identificatie="G1", dagtekening=_DAGTEKENING)
    return HeaderVanGemeente(
        bericht_code=code, afzender=_GEMEENTE, ontvanger=_AANBIEDER, bericht_identificatie=identificatie
    )


def _van_aanbieder(code: codes.BerichtCode) -> HeaderVanAanbieder:
    identificatie = BerichtIdentificatie(identificatie="A1", dagtekening=_DAGTEKENING)
    return HeaderVanAanbieder(
        bericht_code=code, afzender=_AANBIEDER, ontvanger=_GEMEENTE, bericht_identificatie=identificatie
    )


def _volledige_naam(voornamen: str) -> VolledigeNaam:
    return VolledigeNaam(
        geslachtsnaam=_NAAM, voornamen=voornamen, voorletters=voornamen[0], naam_gebruik=codes.NaamGebruik.EIGEN_NAAM
    )


def _contact(soort: codes.AdresSoort, periode: OpenPeriode | None = None) -> bericht301.Contact:
    return bericht301.Contact(
        soort=soort,
        adres=Adres(
            huis=Huis(huisnummer=12, huisletter="A"),
            postcode="1011AB",
            straatnaam="Voorbeeldstraat",
            plaatsnaam="Amsterdam",
            land_code=LandCode.NL,
        ),
        telefoon=Telefoonnummers(telefoon01=Telefoon(telefoonnummer="0612345678", landnummer="+31")),
        emailadres="voorbeeld@example.nl",
        periode=periode,
    )


def _bericht301(standaard: Standaard) -> Bericht301:
    return Bericht301(
        header=_van_gemeente(standaard.code("301")),
        client=bericht301.Client(
            bsn=_BSN,
            geboortedatum=_geboren(standaard),
            geslacht=codes.Geslacht.VROUWELIJK,
            naam=_volledige_naam("Anna"),
            communicatie=Communicatie(vorm=codes.Communicatievorm.TOLK_TAAL, taal="Pools"),
            commentaar="Belt liever niet.",
            relaties=(
                bericht301.Relatie(
                    nummer="1",
                    soort=codes.SoortRelatie.MENTOR,
                    geboortedatum=_geboren(standaard),
                    naam=_volledige_naam("Bert"),
                    contact=_contact(codes.AdresSoort.BRP_ADRES),
                ),
            ),
            contactgegevens=(
                _contact(codes.AdresSoort.BRP_ADRES),
                _contact(codes.AdresSoort.TIJDELIJK_VERBLIJFADRES, OpenPeriode(begindatum=_INGANG, einddatum=_EINDE)),
            ),
            toegewezen_producten=(
                bericht301.ToegewezenProduct(
                    toewijzing_nummer=1001,
                    product=standaard.voorbeeld.product,
                    toewijzingsdatum=date(2025, 12, 15),
                    toewijzingstijd=time(10, 30),
                    ingangsdatum=_INGANG,
                    einddatum=_EINDE,
                    omvang=_UREN,
                ),
            ),
        ),
    )


def _bericht305(standaard: Standaard) -> Bericht305:
    start = bericht305.StartProduct(
        toewijzing_nummer=1001,
        product=standaard.voorbeeld.product,
        toewijzing_ingangsdatum=_INGANG,
        begindatum=date(2026, 1, 12),
        status_aanlevering=codes.StatusAanlevering.EERSTE,
    )
    client = bericht305.Client(
        bsn=_BSN,
        geboortedatum=_geboren(standaard),
        geslacht=codes.Geslacht.VROUWELIJK,
        naam=VerkorteNaam(geslachtsnaam=_NAAM),
        start_producten=(start,),
    )
    return Bericht305(header=_van_aanbieder(standaard.code("305")), client=client)


def _bericht307(standaard: Standaard) -> Bericht307:
    stop = bericht307.StopProduct(
        toewijzing_nummer=1001,
        product=standaard.voorbeeld.product,
        toewijzing_ingangsdatum=_INGANG,
        begindatum=date(2026, 1, 12),
        reden_beeindiging=standaard.voorbeeld.reden_beeindiging,
        einddatum=date(2026, 1, 31),
        status_aanlevering=codes.StatusAanlevering.EERSTE,
    )
    client = bericht307.Client(
        bsn=_BSN,
        geboortedatum=_geboren(standaard),
        geslacht=codes.Geslacht.VROUWELIJK,
        naam=VerkorteNaam(geslachtsnaam=_NAAM),
        stop_producten=(stop,),
    )
    return Bericht307(header=_van_aanbieder(standaard.code("307")), client=client)


def _bericht315(standaard: Standaard) -> Bericht315:
    aangevraagd = bericht315.AangevraagdProduct(
        referentie_aanbieder="VOT-1",
        product=standaard.voorbeeld.product,
        toewijzing_ingangsdatum=date(2026, 3, 1),
        toewijzing_einddatum=_EINDE,
        omvang=_UREN,
        verwijzer=Verwijzer(type=codes.TypeVerwijzer.HUISARTS, naam="Huisartsenpraktijk Voorbeeld"),
    )
    kent_gezag = not standaard.is_weggelaten(bericht315.Client, "gezagsdrager_bekend")
    client = bericht315.Client(
        gezagsdrager_bekend=codes.JaNee.JA if kent_gezag else None,
        bsn=_BSN,
        geboortedatum=_geboren(standaard),
        geslacht=codes.Geslacht.VROUWELIJK,
        naam=VerkorteNaam(geslachtsnaam=_NAAM),
        aangevraagde_producten=(aangevraagd,),
    )
    return Bericht315(header=_van_aanbieder(standaard.code("315")), client=client)


def _bericht317(standaard: Standaard) -> Bericht317:
    verzoek = bericht317.Verzoek(
        referentie_aanbieder="VOW-1",
        reden_verzoek=codes.RedenVerzoek.VERANDERING_CLIENTSITUATIE,
        ongewijzigde_producten=(bericht317.OngewijzigdProduct(toewijzing_nummer=1002),),
        te_wijzigen_producten=(
            bericht317.TeWijzigenProduct(
                toewijzing_nummer=1001, gewenste_ingangsdatum=date(2026, 3, 1), einddatum=_EINDE, omvang=_UREN
            ),
        ),
        nieuwe_producten=(
            bericht317.NieuwProduct(
                product=standaard.voorbeeld.nieuw_product,
                gewenste_ingangsdatum=date(2026, 3, 1),
                einddatum=_EINDE,
                omvang=Omvang(volume=4, eenheid=codes.Eenheid.DAGDEEL, frequentie=codes.Frequentie.PER_WEEK),
            ),
        ),
    )
    client = bericht317.Client(bsn=_BSN, verzoek=verzoek)
    return Bericht317(header=_van_aanbieder(standaard.code("317")), client=client)


def _bericht319(standaard: Standaard) -> Bericht319:
    antwoord = bericht319.Antwoord(
        referentie_aanbieder="VOW-1",
        verzoek_antwoord=codes.VerzoekAntwoord.AFGEWEZEN,
        reden_afwijzing_verzoek=codes.RedenAfwijzingVerzoek.PAST_NIET_BINNEN_CONTRACT,
    )
    return Bericht319(header=_van_gemeente(standaard.code("319")), antwoord=antwoord)


def _prestatie(
    standaard: Standaard, nummer: int, begin: date, einde: date, bedrag: int, vorig: str | None = None
) -> bericht323.Prestatie:
    product = standaard.voorbeeld.product
    kant = codes.DebetCredit.DEBET if vorig is None else codes.DebetCredit.CREDIT
    return bericht323.Prestatie(
        product_referentie=Referentie(referentie_nummer=f"P{nummer}", vorig_referentie_nummer=vorig),
        toewijzing_nummer=1001,
        product_categorie=product.categorie,
        product_code=cast(str, product.code),
        product_periode=GeslotenPeriode(begindatum=begin, einddatum=einde),
        geleverd_volume=bedrag // 6000,
        eenheid=codes.Eenheid.UUR,
        product_tarief=6000,
        ingediend_bedrag=BedragMetDC(bedrag=bedrag, debet_credit=kant),
    )


def _bericht323(standaard: Standaard) -> Bericht323:
    januari = GeslotenPeriode(begindatum=_INGANG, einddatum=date(2026, 1, 31))
    declaratie = bericht323.Declaratie(
        declaratie_nummer="D202601",
        declaratie_periode=januari,
        declaratie_dagtekening=_DAGTEKENING,
        totaal_ingediend_bedrag=TotaalBedragMetDC(totaal_bedrag=54000, debet_credit=codes.DebetCredit.DEBET),
        clienten=(
            bericht323.Client(
                bsn=_BSN,
                prestaties=(
                    _prestatie(standaard, 3, _INGANG, januari.einddatum, 72000),
                    _prestatie(standaard, 4, date(2025, 12, 1), date(2025, 12, 31), 18000, vorig="P2"),
                ),
            ),
        ),
    )
    return Bericht323(header=_van_aanbieder(standaard.code("323")), declaratie=declaratie)
