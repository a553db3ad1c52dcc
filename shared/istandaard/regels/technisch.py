"""Technical rules (TR) that 301 to 317 can be judged by alone. Level 2, return code 0001."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from istandaard.berichten import (
    Bericht301,
    Bericht305,
    Bericht307,
    Bericht315,
    Bericht317,
    bericht301,
    bericht305,
    bericht307,
    bericht315,
    bericht317,
)
from istandaard.cdt import Geboortedatum
from istandaard.codes import AdresSoort, DatumGebruik, RedenWijziging
from istandaard.regels.rekenen import dubbele, gestapeld, jaren_later
from istandaard.regels.tabel import Paden, Tabel

TABEL = Tabel()
regel = TABEL.regel

MetGeboortedatum = Bericht301 | Bericht305 | Bericht307 | Bericht315


def _dagtekening(bericht: Bericht301 | Bericht305 | Bericht307 | Bericht315 | Bericht317) -> date:
    return bericht.header.bericht_identificatie.dagtekening


def _geboortedatums(bericht: MetGeboortedatum) -> Iterator[tuple[str, Geboortedatum]]:
    yield "Client/Geboortedatum/Datum", bericht.client.geboortedatum
    if isinstance(bericht, Bericht301):
        for nummer, relatie in enumerate(bericht.client.relaties, start=1):
            if relatie.geboortedatum:
                yield f"Client/Relaties/Relatie[{nummer}]/Geboortedatum/Datum", relatie.geboortedatum


@regel(
    "TR002",
    "De geboortedatum mag hooguit 120 jaar voor de dagtekening liggen.",
    Bericht301,
    Bericht305,
    Bericht307,
    Bericht315,
)
def tr002(bericht: MetGeboortedatum) -> Iterator[str]:
    """Nobody is over 120, unless the date of birth is unknown."""
    oudste = jaren_later(_dagtekening(bericht), -120)
    for pad, geboren in _geboortedatums(bericht):
        onbekend = geboren.datum_gebruik == DatumGebruik.ONBEKEND and geboren.datum == date(1900, 1, 1)
        if geboren.datum < oudste and not onbekend:
            yield pad


@regel("TR006", "Een Contact moet een Telefoon hebben, of een Huis met Postcode.", bericht301.Contact)
def tr006(contact: bericht301.Contact) -> Paden:
    """A client or relation can be reached by phone or at an address."""
    adres = contact.adres
    heeft_adres = adres is not None and adres.huis is not None and adres.postcode is not None
    return () if contact.telefoon is not None or heeft_adres else ("",)


@regel("TR018", "De einddatum mag niet vóór de begindatum liggen.", bericht307.StopProduct)
def tr018(product: bericht307.StopProduct) -> Paden:
    """A delivery does not end before it begins."""
    return ("Einddatum",) if product.einddatum < product.begindatum else ()


@regel(
    "TR061", "Een cliënt moet een BRP-adres, een correspondentieadres of een verblijfadres hebben.", bericht301.Client
)
def tr061(client: bericht301.Client) -> Paden:
    """A temporary address alone is not enough."""
    vast = any(contact.soort != AdresSoort.TIJDELIJK_VERBLIJFADRES for contact in client.contactgegevens)
    return () if vast else ("Contactgegevens",)


DUBBEL = "Geen dubbele regels: elke sleutel mag één keer voorkomen."


@regel("TR101", DUBBEL, bericht301.Client)
def tr101_301(client: bericht301.Client) -> Iterator[str]:
    """Contacts differ in Soort, relations in Nummer, assignments in ToewijzingNummer."""
    yield from dubbele("Contactgegevens/Contact", [c.soort for c in client.contactgegevens])
    yield from dubbele("Relaties/Relatie", [r.nummer for r in client.relaties])
    producten = [p.toewijzing_nummer for p in client.toegewezen_producten]
    yield from dubbele("ToegewezenProducten/ToegewezenProduct", producten)


@regel("TR101", DUBBEL, bericht305.Client)
def tr101_305(client: bericht305.Client) -> Iterator[str]:
    """Starts differ in ToewijzingNummer, Product or Begindatum."""
    sleutels = [(p.toewijzing_nummer, p.product, p.begindatum) for p in client.start_producten]
    yield from dubbele("StartProducten/StartProduct", sleutels)


@regel("TR101", DUBBEL, bericht307.Client)
def tr101_307(client: bericht307.Client) -> Iterator[str]:
    """Stops differ in the key of the start, RedenBeeindiging or Einddatum."""
    sleutels = [
        (p.toewijzing_nummer, p.product, p.begindatum, p.reden_beeindiging, p.einddatum) for p in client.stop_producten
    ]
    yield from dubbele("StopProducten/StopProduct", sleutels)


@regel("TR101", DUBBEL, bericht315.Client)
def tr101_315(client: bericht315.Client) -> Iterator[str]:
    """Requested products differ in ReferentieAanbieder."""
    sleutels = [p.referentie_aanbieder for p in client.aangevraagde_producten]
    yield from dubbele("AangevraagdeProducten/AangevraagdProduct", sleutels)


@regel("TR101", DUBBEL, bericht317.Verzoek)
def tr101_317(verzoek: bericht317.Verzoek) -> Iterator[str]:
    """Running assignments differ in ToewijzingNummer, new products in Product or GewensteIngangsdatum."""
    ongewijzigd = [p.toewijzing_nummer for p in verzoek.ongewijzigde_producten]
    yield from dubbele("OngewijzigdeProducten/OngewijzigdProduct", ongewijzigd)
    te_wijzigen = [p.toewijzing_nummer for p in verzoek.te_wijzigen_producten]
    yield from dubbele("TeWijzigenProducten/TeWijzigenProduct", te_wijzigen)
    nieuw = [(p.product, p.gewenste_ingangsdatum) for p in verzoek.nieuwe_producten]
    yield from dubbele("NieuweProducten/NieuwProduct", nieuw)


NIET_NA_DAGTEKENING = "De datum mag niet na de dagtekening liggen."


@regel("TR134", NIET_NA_DAGTEKENING, Bericht301, Bericht305, Bericht307, Bericht315)
def tr134_geboortedatum(bericht: MetGeboortedatum) -> Iterator[str]:
    """Whom a message is about has been born."""
    dagtekening = _dagtekening(bericht)
    for pad, geboren in _geboortedatums(bericht):
        if geboren.datum > dagtekening:
            yield pad


@regel("TR134", NIET_NA_DAGTEKENING, Bericht301)
def tr134_301(bericht: Bericht301) -> Iterator[str]:
    """What is assigned was decided on before."""
    for nummer, product in enumerate(bericht.client.toegewezen_producten, start=1):
        if product.toewijzingsdatum > _dagtekening(bericht):
            yield f"Client/ToegewezenProducten/ToegewezenProduct[{nummer}]/Toewijzingsdatum"


@regel("TR134", NIET_NA_DAGTEKENING, Bericht305)
def tr134_305(bericht: Bericht305) -> Iterator[str]:
    """A start is told after it happened."""
    for nummer, product in enumerate(bericht.client.start_producten, start=1):
        if product.begindatum > _dagtekening(bericht):
            yield f"Client/StartProducten/StartProduct[{nummer}]/Begindatum"


@regel("TR134", NIET_NA_DAGTEKENING, Bericht307)
def tr134_307(bericht: Bericht307) -> Iterator[str]:
    """A stop is told after it happened."""
    for nummer, product in enumerate(bericht.client.stop_producten, start=1):
        if product.einddatum > _dagtekening(bericht):
            yield f"Client/StopProducten/StopProduct[{nummer}]/Einddatum"


def is_vervallen(product: bericht301.ToegewezenProduct) -> bool:
    """Whether an assignment was taken back: it does not count where assignments pile up (TR302, OP259)."""
    reden = product.reden_wijziging in (RedenWijziging.VERWIJDERD, RedenWijziging.VERVALLEN)
    return reden and product.einddatum == product.ingangsdatum


@regel("TR302", "Hetzelfde product mag niet twee keer tegelijk toegewezen zijn.", bericht301.Client)
def tr302(client: bericht301.Client) -> Iterator[str]:
    """Assignments of one product do not overlap; removed ones do not count."""
    nummers = [n for n, p in enumerate(client.toegewezen_producten, start=1) if not is_vervallen(p)]
    producten = [client.toegewezen_producten[nummer - 1] for nummer in nummers]
    for plaats in gestapeld([(p.product, p.ingangsdatum, p.einddatum) for p in producten]):
        yield f"ToegewezenProducten/ToegewezenProduct[{nummers[plaats]}]"


@regel("TR386", "Hetzelfde product mag niet twee keer tegelijk aangevraagd zijn.", bericht315.Client)
def tr386(client: bericht315.Client) -> Iterator[str]:
    """Requests for one product do not overlap."""
    producten = client.aangevraagde_producten
    for plaats in gestapeld([(p.product, p.toewijzing_ingangsdatum, p.toewijzing_einddatum) for p in producten]):
        yield f"AangevraagdeProducten/AangevraagdProduct[{plaats + 1}]"


@regel("TR410", "Hetzelfde nieuwe product mag niet twee keer tegelijk gevraagd zijn.", bericht317.Verzoek)
def tr410(verzoek: bericht317.Verzoek) -> Iterator[str]:
    """New products of one kind do not overlap."""
    producten = verzoek.nieuwe_producten
    for plaats in gestapeld([(p.product, p.gewenste_ingangsdatum, p.einddatum) for p in producten]):
        yield f"NieuweProducten/NieuwProduct[{plaats + 1}]"


@regel("TR352", "Een verzoek om wijziging moet minstens één lopende toewijzing noemen.", bericht317.Verzoek)
def tr352(verzoek: bericht317.Verzoek) -> Paden:
    """Without a running assignment there is nothing to change."""
    return () if verzoek.ongewijzigde_producten or verzoek.te_wijzigen_producten else ("",)


@regel("TR353", "Een verzoek om wijziging moet minstens één wijziging of nieuw product vragen.", bericht317.Verzoek)
def tr353(verzoek: bericht317.Verzoek) -> Paden:
    """A request asks for something."""
    return () if verzoek.te_wijzigen_producten or verzoek.nieuwe_producten else ("",)


@regel("TR380", "De gewenste ingangsdatum van een nieuw product moet na de dagtekening liggen.", Bericht317)
def tr380(bericht: Bericht317) -> Iterator[str]:
    """A new product begins in the future."""
    for nummer, product in enumerate(bericht.client.verzoek.nieuwe_producten, start=1):
        if product.gewenste_ingangsdatum <= _dagtekening(bericht):
            yield f"Client/Verzoek/NieuweProducten/NieuwProduct[{nummer}]/GewensteIngangsdatum"


@regel("TR383", "Elk aangevraagd product moet een eigen ReferentieAanbieder hebben.", bericht315.Client)
def tr383(client: bericht315.Client) -> Iterator[str]:
    """An answer must tell which product it is about."""
    referenties = [p.referentie_aanbieder for p in client.aangevraagde_producten]
    for pad in dubbele("AangevraagdeProducten/AangevraagdProduct", referenties):
        yield f"{pad}/ReferentieAanbieder"
