"""How a client stands in a 301 (IV002, IV007, IV009, IV047, OP076)."""

from collections.abc import Sequence
from datetime import date

from istandaard import cdt, codes
from istandaard.berichten.bericht301 import Client, Contact, ToegewezenProduct
from istandaard.berichten.bericht301 import Relatie as RelatieInBericht
from toewijzing.bodies.persoon import Adres, Naam, Periode, Persoon, Relatie, Telefoon

GEZAG = (codes.SoortRelatie.OUDER, codes.SoortRelatie.VOOGD)
"""As what somebody with authority over a youth stands in a 301 (OP001, OP002)."""


def client_van(
    persoon: Persoon, producten: tuple[ToegewezenProduct, ...], op: date, *, zonder_gezag: bool = False
) -> Client:
    """The client of a 301 that is made on a day, with these assignments; a stay that is over does not go along.

    `zonder_gezag`: who has authority is left out, as the provider knows them (OP002x1).
    """
    if persoon.adres_geheim:
        persoon = zonder_geheim_adres(persoon)
    wijze = persoon.communicatie
    hoofd = _contact(persoon.adres, persoon.telefoonnummers, persoon.emailadres)
    return Client(
        bsn=persoon.bsn,
        geboortedatum=cdt.Geboortedatum(datum=persoon.geboortedatum, datum_gebruik=persoon.datum_gebruik),
        geslacht=persoon.geslacht,
        naam=_naam(persoon.naam),
        communicatie=cdt.Communicatie(vorm=wijze.vorm, taal=wijze.taal) if wijze else None,
        juridische_status=persoon.juridische_status,
        wettelijke_vertegenwoordiging=persoon.wettelijke_vertegenwoordiging,
        relaties=tuple(_relatie(each) for each in persoon.relaties if not (zonder_gezag and each.soort in GEZAG)),
        contactgegevens=(hoofd, *(_contact(each) for each in persoon.andere_adressen if not _is_voorbij(each, op))),
        toegewezen_producten=producten,
    )


def is_bereikbaar(persoon: Persoon) -> bool:
    """Whether a provider can be told where this client is reached: at an address, or by telephone (TR006)."""
    zichtbaar = zonder_geheim_adres(persoon) if persoon.adres_geheim else persoon
    return zichtbaar.adres is not None or bool(zichtbaar.telefoonnummers)


def zonder_geheim_adres(persoon: Persoon) -> Persoon:
    """The person as a provider may know it: with the correspondence address and telephone, not where they live.

    Nor by who lives in the same house: that relation is reached there too.
    """
    post = next(
        (each for each in persoon.andere_adressen if each.soort == codes.AdresSoort.CORRESPONDENTIE_ADRES), None
    )
    relaties = [
        each.model_copy(update={"adres": post, "telefoonnummers": each.telefoonnummers or persoon.telefoonnummers})
        if each.adres and persoon.adres and _huis(each.adres) == _huis(persoon.adres)
        else each
        for each in persoon.relaties
    ]
    return persoon.model_copy(update={"adres": post, "andere_adressen": (), "relaties": tuple(relaties)})


def _huis(adres: Adres) -> tuple[str | None, int | None]:
    return adres.postcode, adres.huisnummer


def _naam(naam: Naam) -> cdt.VolledigeNaam:
    partner = naam.partnernaam
    return cdt.VolledigeNaam(
        geslachtsnaam=cdt.Achternaam(achternaam=naam.geslachtsnaam, voorvoegsel=naam.voorvoegsel),
        partnernaam=cdt.Achternaam(achternaam=partner.achternaam, voorvoegsel=partner.voorvoegsel) if partner else None,
        voornamen=naam.voornamen,
        voorletters=naam.voorletters,
        naam_gebruik=naam.naam_gebruik,
    )


def _relatie(relatie: Relatie) -> RelatieInBericht:
    geboren = relatie.geboortedatum
    return RelatieInBericht(
        nummer=relatie.nummer,
        volgorde=relatie.volgorde,
        soort=relatie.soort,
        geboortedatum=cdt.Geboortedatum(datum=geboren, datum_gebruik=relatie.datum_gebruik) if geboren else None,
        geslacht=relatie.geslacht,
        naam=_naam(relatie.naam),
        contact=_contact(relatie.adres, relatie.telefoonnummers, relatie.emailadres),
    )


def _contact(adres: Adres | None, telefoons: Sequence[Telefoon] = (), emailadres: str | None = None) -> Contact:
    """Where somebody can be reached; without an address, that is by telephone (Soort asks for no address then)."""
    return Contact(
        soort=adres.soort if adres else codes.AdresSoort.CORRESPONDENTIE_ADRES,
        adres=_adres(adres) if adres else None,
        organisatie=adres.organisatie if adres else None,
        telefoon=_telefoon(telefoons),
        emailadres=emailadres,
        periode=_periode(adres.periode) if adres else None,
    )


def _telefoon(telefoons: Sequence[Telefoon]) -> cdt.Telefoonnummers | None:
    nummers = [cdt.Telefoon(telefoonnummer=each.telefoonnummer, landnummer=each.landnummer) for each in telefoons]
    if not nummers:
        return None
    return cdt.Telefoonnummers(telefoon01=nummers[0], telefoon02=nummers[1] if len(nummers) > 1 else None)


def _adres(adres: Adres) -> cdt.Adres:
    huis = None
    if adres.huisnummer is not None:
        huis = cdt.Huis(
            huisnummer=adres.huisnummer,
            huisletter=adres.huisletter,
            huisnummer_toevoeging=adres.huisnummer_toevoeging,
            aanduiding_woonadres=adres.aanduiding_woonadres,
        )
    return cdt.Adres(
        huis=huis,
        postcode=adres.postcode,
        straatnaam=adres.straatnaam,
        plaatsnaam=adres.plaatsnaam,
        # Without a postcode the standard has no room for the country (CD005).
        land_code=adres.land_code if adres.postcode is not None else None,
    )


def _periode(periode: Periode | None) -> cdt.OpenPeriode | None:
    if periode is None or (periode.begindatum is None and periode.einddatum is None):
        return None
    return cdt.OpenPeriode(begindatum=periode.begindatum, einddatum=periode.einddatum)


def _is_voorbij(adres: Adres, op: date) -> bool:
    return bool(adres.periode and adres.periode.einddatum and adres.periode.einddatum < op)
