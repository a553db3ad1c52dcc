"""Builders: the WMO307, WMO315, WMO317 of a provider, and its retour on a message of the municipality."""

from collections.abc import Sequence
from datetime import date

from tests.toewijzing.verhaal import ALMERE, BSN, CATEGORIE, DE_BRUG, EENHEID, VANDAAG

import iwmo
import wetten
from istandaard import cdt
from istandaard.berichten import bericht307, bericht315, bericht317
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from iwmo import codes

TIJDELIJK, VOLGENS_PLAN, OVERLIJDEN = (
    codes.RedenBeeindiging.TIJDELIJK,
    codes.RedenBeeindiging.VOLGENS_PLAN,
    codes.RedenBeeindiging.OVERLIJDEN,
)
BEGIN, EINDE = date(2024, 6, 1), date(2024, 6, 2)


def kop(
    soort: codes.BerichtCode, identificatie: str, agb: str = DE_BRUG, dagtekening: date = VANDAAG
) -> HeaderVanAanbieder:
    """The header of a message to Almere."""
    return HeaderVanAanbieder(
        bericht_code=soort,
        afzender=agb,
        ontvanger=ALMERE,
        bericht_identificatie=cdt.BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
    )


def product_van(code: str | None) -> cdt.Product | None:
    """A product of these tests."""
    return None if code is None else cdt.Product(categorie=wetten.categorie(CATEGORIE[code]), code=code)


def omvang_van(code: str, volume: int = 1) -> cdt.Omvang:
    """An amount of a product of these tests."""
    eenheid, frequentie = EENHEID[code]
    return cdt.Omvang(volume=volume, eenheid=codes.Eenheid(eenheid), frequentie=codes.Frequentie(frequentie))


def stop(
    nummer: int | None,
    einddatum: date = EINDE,
    reden: codes.RedenBeeindiging = VOLGENS_PLAN,
    *,
    code: str | None = "HO",
    begindatum: date = BEGIN,
    verwijder: bool = False,
) -> bericht307.StopProduct:
    """One stop, or the removal of one."""
    return bericht307.StopProduct(
        toewijzing_nummer=nummer,
        product=product_van(code),
        begindatum=begindatum,
        reden_beeindiging=reden,
        einddatum=einddatum,
        status_aanlevering=codes.StatusAanlevering.VERWIJDEREN if verwijder else codes.StatusAanlevering.EERSTE,
    )


def bericht_307(
    *stops: bericht307.StopProduct, identificatie: str, bsn: str = BSN, dagtekening: date = VANDAAG
) -> bericht307.Bericht307:
    """A WMO307 about one client."""
    return bericht307.Bericht307(
        header=kop(codes.BerichtCode.WMO307, identificatie, dagtekening=dagtekening),
        client=bericht307.Client(
            bsn=bsn,
            geboortedatum=cdt.Geboortedatum(datum=date(1948, 2, 29)),
            geslacht=codes.Geslacht.VROUWELIJK,
            naam=cdt.VerkorteNaam(geslachtsnaam=cdt.Achternaam(achternaam="Grootkerk")),
            stop_producten=stops,
        ),
    )


def gevraagd(
    referentie: str,
    code: str = "DB2B",
    *,
    vanaf: date = date(2024, 7, 1),
    tot: date = date(2024, 12, 31),
    volume: int = 8,
) -> bericht315.AangevraagdProduct:
    """One requested product."""
    return bericht315.AangevraagdProduct(
        referentie_aanbieder=referentie,
        product=product_van(code),
        toewijzing_ingangsdatum=vanaf,
        toewijzing_einddatum=tot,
        omvang=omvang_van(code, volume),
        verwijzer=cdt.Verwijzer(type=codes.TypeVerwijzer.HUISARTS, naam="Huisarts"),
    )


def bericht_315(
    *producten: bericht315.AangevraagdProduct, identificatie: str, bsn: str = BSN, agb: str = DE_BRUG
) -> bericht315.Bericht315:
    """A VOT about one client."""
    return bericht315.Bericht315(
        header=kop(codes.BerichtCode.WMO315, identificatie, agb),
        client=bericht315.Client(
            bsn=bsn,
            geboortedatum=cdt.Geboortedatum(datum=date(1948, 2, 29)),
            geslacht=codes.Geslacht.VROUWELIJK,
            naam=cdt.VerkorteNaam(geslachtsnaam=cdt.Achternaam(achternaam="Grootkerk")),
            aangevraagde_producten=producten,
        ),
    )


def wens(
    nummer: int,
    vanaf: date,
    tot: date | None = date(2025, 5, 31),
    omvang: cdt.Omvang | None = None,
    budget: int | None = None,
) -> bericht317.TeWijzigenProduct:
    """An assignment as it should become."""
    return bericht317.TeWijzigenProduct(
        toewijzing_nummer=nummer, gewenste_ingangsdatum=vanaf, einddatum=tot, omvang=omvang, budget=budget
    )


def nieuw(code: str = "DB2B", vanaf: date = date(2024, 7, 1)) -> bericht317.NieuwProduct:
    """A product to be assigned anew, to the end of May 2025."""
    return bericht317.NieuwProduct(
        product=product_van(code), gewenste_ingangsdatum=vanaf, einddatum=date(2025, 5, 31), omvang=omvang_van(code, 8)
    )


def bericht_317(
    referentie: str,
    *,
    identificatie: str,
    ongewijzigd: Sequence[int] = (),
    te_wijzigen: Sequence[bericht317.TeWijzigenProduct] = (),
    nieuwe: Sequence[bericht317.NieuwProduct] = (),
    bsn: str = BSN,
    dagtekening: date = VANDAAG,
) -> bericht317.Bericht317:
    """A VOW about one client."""
    return bericht317.Bericht317(
        header=kop(codes.BerichtCode.WMO317, identificatie, dagtekening=dagtekening),
        client=bericht317.Client(
            bsn=bsn,
            verzoek=bericht317.Verzoek(
                referentie_aanbieder=referentie,
                reden_verzoek=codes.RedenVerzoek.VERANDERING_CLIENTSITUATIE,
                ongewijzigde_producten=tuple(
                    bericht317.OngewijzigdProduct(toewijzing_nummer=each) for each in ongewijzigd
                ),
                te_wijzigen_producten=tuple(te_wijzigen),
                nieuwe_producten=tuple(nieuwe),
            ),
        ),
    )


def retour_op(xml: bytes, *bevindingen: wetten.Bevinding, identificatie: str = "R1") -> wetten.Bericht:
    """What a provider answers on a message of the municipality; without findings, that all is right."""
    return iwmo.retour(wetten.lees(xml), bevindingen, identificatie=identificatie, dagtekening=VANDAAG)


def codes_in(xml: bytes) -> set[str]:
    """All return codes in a retour but those that say that nothing is wrong."""
    bericht = wetten.lees(xml)
    found = {code.value for _, deel in wetten.klassen(bericht) for code in getattr(deel, "retour_codes", ())}
    return found - {"0200", "0233"}
