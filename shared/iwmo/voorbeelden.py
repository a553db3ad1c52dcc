"""A valid example of each message, with an invented client, aanbieder and test BSN."""

from __future__ import annotations

from datetime import date, time

from iwmo import codes
from iwmo.berichten import (
    Wmo301,
    Wmo305,
    Wmo307,
    Wmo315,
    Wmo317,
    Wmo319,
    Wmo323,
    wmo301,
    wmo305,
    wmo307,
    wmo315,
    wmo317,
    wmo319,
    wmo323,
)
from iwmo.berichten.gedeeld import Bericht, HeaderVanAanbieder, HeaderVanGemeente
from iwmo.cdt import (
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
    Product,
    Referentie,
    Telefoon,
    Telefoonnummers,
    TotaalBedragMetDC,
    VerkorteNaam,
    Verwijzer,
    VolledigeNaam,
)
from iwmo.landen import LandCode
from iwmo.regels import bevinding
from iwmo.retour import RETOUR_OP, declaratie_antwoord, retour

_AANBIEDER, _GEMEENTE, _BSN = "99990001", "0363", "999900006"
_DAGTEKENING, _INGANG, _EINDE = date(2026, 2, 5), date(2026, 1, 1), date(2026, 12, 31)
_GEBOREN = Geboortedatum(datum=date(1950, 4, 1), datum_gebruik=codes.DatumGebruik.DAG_ONBEKEND)
_NAAM = Achternaam(achternaam="Vries", voorvoegsel="de")
_BEGELEIDING = Product(categorie=codes.ProductCategorie.BEGELEIDING, code="02A03")
_UREN = Omvang(volume=3, eenheid=codes.Eenheid.UUR, frequentie=codes.Frequentie.PER_WEEK)
_AFWIJZINGEN = {
    "WMO301": ("TR332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"),
    "WMO305": ("TR019", "/Bericht/Client/StartProducten/StartProduct[1]"),
    "WMO307": ("TR382", "/Bericht/Client/StopProducten/StopProduct[1]"),
    "WMO315": ("TR347", "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]"),
    "WMO317": ("TR374", "/Bericht/Client/Verzoek"),
    "WMO319": ("TR355", "/Bericht/Antwoord"),
    "WMO323": ("TR321", "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"),
}
"""What the example of an answer finds wrong in the example of the message."""


def voorbeeld(soort: str) -> Bericht:
    """The example of a kind of message ("WMO323"); an answer rejects. Raises KeyError for an unknown kind."""
    maakt = {
        "WMO301": _wmo301,
        "WMO305": _wmo305,
        "WMO307": _wmo307,
        "WMO315": _wmo315,
        "WMO317": _wmo317,
        "WMO319": _wmo319,
        "WMO323": _wmo323,
    }
    if soort in maakt:
        return maakt[soort]()
    if soort == "WMO325":
        fout = bevinding(*_AFWIJZINGEN["WMO323"])
        return declaratie_antwoord(_wmo323(), [fout], identificatie="A1", dagtekening=_DAGTEKENING)
    heen = {retour: heen for heen, retour in RETOUR_OP.items()}[soort]
    fout = bevinding(*_AFWIJZINGEN[heen])
    return retour(maakt[heen](), [fout], identificatie="R1", dagtekening=_DAGTEKENING)


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


def _contact(soort: codes.AdresSoort, periode: OpenPeriode | None = None) -> wmo301.Contact:
    return wmo301.Contact(
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


def _wmo301() -> Wmo301:
    return Wmo301(
        header=_van_gemeente(codes.BerichtCode.WMO301),
        client=wmo301.Client(
            bsn=_BSN,
            geboortedatum=_GEBOREN,
            geslacht=codes.Geslacht.VROUWELIJK,
            naam=_volledige_naam("Anna"),
            communicatie=Communicatie(vorm=codes.Communicatievorm.TOLK_TAAL, taal="Pools"),
            commentaar="Belt liever niet.",
            relaties=(
                wmo301.Relatie(
                    nummer="1",
                    soort=codes.SoortRelatie.MENTOR,
                    geboortedatum=_GEBOREN,
                    naam=_volledige_naam("Bert"),
                    contact=_contact(codes.AdresSoort.BRP_ADRES),
                ),
            ),
            contactgegevens=(
                _contact(codes.AdresSoort.BRP_ADRES),
                _contact(codes.AdresSoort.TIJDELIJK_VERBLIJFADRES, OpenPeriode(begindatum=_INGANG, einddatum=_EINDE)),
            ),
            toegewezen_producten=(
                wmo301.ToegewezenProduct(
                    toewijzing_nummer=1001,
                    product=_BEGELEIDING,
                    toewijzingsdatum=date(2025, 12, 15),
                    toewijzingstijd=time(10, 30),
                    ingangsdatum=_INGANG,
                    einddatum=_EINDE,
                    omvang=_UREN,
                ),
            ),
        ),
    )


def _wmo305() -> Wmo305:
    start = wmo305.StartProduct(
        toewijzing_nummer=1001,
        product=_BEGELEIDING,
        toewijzing_ingangsdatum=_INGANG,
        begindatum=date(2026, 1, 12),
        status_aanlevering=codes.StatusAanlevering.EERSTE,
    )
    client = wmo305.Client(
        bsn=_BSN,
        geboortedatum=_GEBOREN,
        geslacht=codes.Geslacht.VROUWELIJK,
        naam=VerkorteNaam(geslachtsnaam=_NAAM),
        start_producten=(start,),
    )
    return Wmo305(header=_van_aanbieder(codes.BerichtCode.WMO305), client=client)


def _wmo307() -> Wmo307:
    stop = wmo307.StopProduct(
        toewijzing_nummer=1001,
        product=_BEGELEIDING,
        toewijzing_ingangsdatum=_INGANG,
        begindatum=date(2026, 1, 12),
        reden_beeindiging=codes.RedenBeeindiging.VOLGENS_PLAN,
        einddatum=date(2026, 1, 31),
        status_aanlevering=codes.StatusAanlevering.EERSTE,
    )
    client = wmo307.Client(
        bsn=_BSN,
        geboortedatum=_GEBOREN,
        geslacht=codes.Geslacht.VROUWELIJK,
        naam=VerkorteNaam(geslachtsnaam=_NAAM),
        stop_producten=(stop,),
    )
    return Wmo307(header=_van_aanbieder(codes.BerichtCode.WMO307), client=client)


def _wmo315() -> Wmo315:
    aangevraagd = wmo315.AangevraagdProduct(
        referentie_aanbieder="VOT-1",
        product=_BEGELEIDING,
        toewijzing_ingangsdatum=date(2026, 3, 1),
        toewijzing_einddatum=_EINDE,
        omvang=_UREN,
        verwijzer=Verwijzer(type=codes.TypeVerwijzer.HUISARTS, naam="Huisartsenpraktijk Voorbeeld"),
    )
    client = wmo315.Client(
        bsn=_BSN,
        geboortedatum=_GEBOREN,
        geslacht=codes.Geslacht.VROUWELIJK,
        naam=VerkorteNaam(geslachtsnaam=_NAAM),
        aangevraagde_producten=(aangevraagd,),
    )
    return Wmo315(header=_van_aanbieder(codes.BerichtCode.WMO315), client=client)


def _wmo317() -> Wmo317:
    verzoek = wmo317.Verzoek(
        referentie_aanbieder="VOW-1",
        reden_verzoek=codes.RedenVerzoek.VERANDERING_CLIENTSITUATIE,
        ongewijzigde_producten=(wmo317.OngewijzigdProduct(toewijzing_nummer=1002),),
        te_wijzigen_producten=(
            wmo317.TeWijzigenProduct(
                toewijzing_nummer=1001, gewenste_ingangsdatum=date(2026, 3, 1), einddatum=_EINDE, omvang=_UREN
            ),
        ),
        nieuwe_producten=(
            wmo317.NieuwProduct(
                product=Product(categorie=codes.ProductCategorie.DAGBESTEDING, code="07A11"),
                gewenste_ingangsdatum=date(2026, 3, 1),
                einddatum=_EINDE,
                omvang=Omvang(volume=4, eenheid=codes.Eenheid.DAGDEEL, frequentie=codes.Frequentie.PER_WEEK),
            ),
        ),
    )
    client = wmo317.Client(bsn=_BSN, verzoek=verzoek)
    return Wmo317(header=_van_aanbieder(codes.BerichtCode.WMO317), client=client)


def _wmo319() -> Wmo319:
    antwoord = wmo319.Antwoord(
        referentie_aanbieder="VOW-1",
        verzoek_antwoord=codes.VerzoekAntwoord.AFGEWEZEN,
        reden_afwijzing_verzoek=codes.RedenAfwijzingVerzoek.PAST_NIET_BINNEN_CONTRACT,
    )
    return Wmo319(header=_van_gemeente(codes.BerichtCode.WMO319), antwoord=antwoord)


def _prestatie(nummer: int, begin: date, einde: date, bedrag: int, vorig: str | None = None) -> wmo323.Prestatie:
    kant = codes.DebetCredit.DEBET if vorig is None else codes.DebetCredit.CREDIT
    return wmo323.Prestatie(
        product_referentie=Referentie(referentie_nummer=f"P{nummer}", vorig_referentie_nummer=vorig),
        toewijzing_nummer=1001,
        product_categorie=codes.ProductCategorie.BEGELEIDING,
        product_code="02A03",
        product_periode=GeslotenPeriode(begindatum=begin, einddatum=einde),
        geleverd_volume=bedrag // 6000,
        eenheid=codes.Eenheid.UUR,
        product_tarief=6000,
        ingediend_bedrag=BedragMetDC(bedrag=bedrag, debet_credit=kant),
    )


def _wmo323() -> Wmo323:
    januari = GeslotenPeriode(begindatum=_INGANG, einddatum=date(2026, 1, 31))
    declaratie = wmo323.Declaratie(
        declaratie_nummer="D202601",
        declaratie_periode=januari,
        declaratie_dagtekening=_DAGTEKENING,
        totaal_ingediend_bedrag=TotaalBedragMetDC(totaal_bedrag=54000, debet_credit=codes.DebetCredit.DEBET),
        clienten=(
            wmo323.Client(
                bsn=_BSN,
                prestaties=(
                    _prestatie(3, _INGANG, januari.einddatum, 72000),
                    _prestatie(4, date(2025, 12, 1), date(2025, 12, 31), 18000, vorig="P2"),
                ),
            ),
        ),
    )
    return Wmo323(header=_van_aanbieder(codes.BerichtCode.WMO323), declaratie=declaratie)
