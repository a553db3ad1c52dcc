"""Refuse a person who could never stand in a WMO301: everything that is wrong at once, each with its rule."""

from collections.abc import Iterator, Sequence
from datetime import date

from istandaard.codes import AdresSoort
from toegang.bodies.persoon import AdresVanRelatie, Persoon, Relatie
from toegang.domain.persoon import (
    keur_adres,
    keur_bereikbaar,
    keur_communicatie,
    keur_geboren,
    keur_geheim,
    keur_naam,
    keur_nummers,
    keur_organisatie,
    keur_periode,
    keur_soorten,
)
from weigering import Weigering, samen


def keur_persoon(
    persoon: Persoon, veld: str, bekend: Persoon | None, vandaag: date, gemeld: date | None = None
) -> None:
    """Raises Weigering unless this person can be told to a provider.

    `veld` is where the person stands in the request, `bekend` who we knew until now, `gemeld` the day of a melding.
    """
    uiterlijk, genoemd = (gemeld, "de meldingsdatum") if gemeld else (vandaag, "vandaag")
    weigeringen = [
        *keur_geboren(veld, persoon.geboren, uiterlijk, genoemd, vandaag),
        *_naam_en_adres(persoon, veld),
        *_relaties(persoon, f"{veld}.relaties", bekend, vandaag),
    ]
    if bekend is None or not any(_zonder_adres(bekend, None)):  # who was so already stands in nobody's way
        weigeringen += _zonder_adres(persoon, f"{veld}.adresGeheim")
    if weigeringen:
        raise samen(weigeringen)


def toets_bereikbaar(persoon: Persoon, producten: Sequence[object]) -> None:
    """Raises Weigering when something is granted and a provider has no way to reach this person."""
    for each in _zonder_adres(persoon, None) if producten else ():
        raise each


def _zonder_adres(persoon: Persoon, veld: str | None) -> Iterator[Weigering]:
    post = any(each.soort == AdresSoort.CORRESPONDENTIE_ADRES for each in persoon.andere_adressen)
    yield from keur_geheim(
        veld, is_geheim=persoon.adres_geheim, met_telefoon=bool(persoon.telefoonnummers), met_post=post
    )


def _naam_en_adres(persoon: Persoon, veld: str) -> Iterator[Weigering]:
    naam, adres, telefoon = persoon.naam, persoon.adres, bool(persoon.telefoonnummers)
    met_partner = naam.partnernaam is not None
    yield from keur_naam(f"{veld}.naam", naam.naam_gebruik, met_partner=met_partner, is_client=True)
    yield from keur_soorten(veld, adres.soort, [each.soort for each in persoon.andere_adressen])
    onvolledig = list(keur_adres(f"{veld}.adres", adres.plek))
    yield from onvolledig or keur_bereikbaar(f"{veld}.adres", adres.plek, met_telefoon=telefoon)
    for plaats, ander in enumerate(persoon.andere_adressen):
        pad = f"{veld}.andereAdressen.{plaats}"
        # The telephone numbers of a client go with the first address.
        yield from list(keur_adres(pad, ander.plek)) or keur_bereikbaar(pad, ander.plek, met_telefoon=False)
        if ander.periode:
            yield from keur_periode(pad, ander.soort, ander.periode.begindatum, ander.periode.einddatum)
    if persoon.communicatie:
        yield from keur_communicatie(f"{veld}.communicatie", persoon.communicatie.vorm, persoon.communicatie.taal)


def _relaties(persoon: Persoon, veld: str, bekend: Persoon | None, vandaag: date) -> Iterator[Weigering]:
    yield from keur_nummers(veld, [each.nummer for each in persoon.relaties], genummerd(bekend))
    for plaats, relatie in enumerate(persoon.relaties):
        yield from _relatie(relatie, f"{veld}.{plaats}", vandaag)


def _relatie(relatie: Relatie, veld: str, vandaag: date) -> Iterator[Weigering]:
    naam, adres = relatie.naam, relatie.adres
    yield from keur_naam(f"{veld}.naam", naam.naam_gebruik, met_partner=naam.partnernaam is not None, is_client=False)
    yield from keur_organisatie(veld, naam.naam_gebruik, heeft_meer=_is_persoon(relatie))
    if relatie.geboren:
        yield from keur_geboren(veld, relatie.geboren, vandaag, "vandaag", vandaag)
    elif relatie.datum_gebruik:
        yield Weigering("Geef ook de geboortedatum.", veld=f"{veld}.datumGebruik", regel="CS139")
    yield from _bereikbaar(adres, veld, met_telefoon=bool(relatie.telefoonnummers))


def _bereikbaar(adres: AdresVanRelatie | None, veld: str, *, met_telefoon: bool) -> Iterator[Weigering]:
    onvolledig = list(keur_adres(f"{veld}.adres", adres.plek)) if adres else []
    yield from onvolledig or keur_bereikbaar(
        veld, adres.plek if adres else None, met_telefoon=met_telefoon, regel="OP130"
    )


def _is_persoon(relatie: Relatie) -> bool:
    naam = relatie.naam
    return any((naam.voorvoegsel, naam.voornamen, naam.voorletters, relatie.geboortedatum, relatie.geslacht))


def genummerd(persoon: Persoon | None) -> dict[str, tuple[object, object]]:
    """The relations of a client whom we know, by number: what each is to them, and its name."""
    relaties = persoon.relaties if persoon else []
    return {each.nummer: sleutel(each) for each in relaties if each.nummer is not None}


def sleutel(relatie: Relatie) -> tuple[object, object]:
    """By what a relation without a number is known again."""
    return (relatie.soort, relatie.naam)
