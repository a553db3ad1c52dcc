"""An invented citizen as toegang takes them."""

from clientroute.bevolking import Burger
from clientroute.bijzonder import Naaste


def persoon_body(burger: Burger) -> dict[str, object]:
    """The personal data of an invented citizen, as toegang takes them."""
    anders = burger.bijzonder
    communicatie = {"vorm": "1", "taal": anders.taal} if anders.taal else {"vorm": "2"} if anders.doof else None
    return {
        "bsn": burger.bsn,
        "geboortedatum": anders.bekende_geboortedatum(burger.geboortedatum).isoformat(),
        "datumGebruik": anders.datum_gebruik,
        "geslacht": burger.geslacht,
        "naam": {
            "geslachtsnaam": burger.geslachtsnaam,
            "voorvoegsel": burger.voorvoegsel or None,
            "partnernaam": _achternaam(*anders.partner) if anders.partner else None,
            "voornamen": burger.voornamen,
            "voorletters": burger.voorletters,
            "naamGebruik": anders.naam_gebruik,
        },
        "telefoonnummers": _telefoon(anders.telefoon),
        "communicatie": communicatie,
        "wettelijkeVertegenwoordiging": anders.naaste.vertegenwoordiging if anders.naaste else None,
        "relaties": [_relatie(anders.naaste)] if anders.naaste else [],
        "adres": {
            "soort": "02" if anders.briefadres else "01",
            "straatnaam": burger.adres.straat,
            "huisnummer": burger.adres.huisnummer,
            "postcode": burger.adres.postcode,
            "plaatsnaam": burger.adres.plaats,
        },
    }


def _achternaam(voorvoegsel: str, achternaam: str) -> dict[str, object]:
    return {"achternaam": achternaam, "voorvoegsel": voorvoegsel or None}


def _telefoon(nummer: str | None) -> list[dict[str, object]]:
    return [{"telefoonnummer": nummer}] if nummer else []


def _relatie(naaste: Naaste) -> dict[str, object]:
    naam_gebruik = "1" if naaste.voornaam else "6"
    return {
        "soort": naaste.soort,
        "volgorde": 1,
        "naam": {
            "geslachtsnaam": naaste.naam,
            "voorvoegsel": naaste.voorvoegsel or None,
            "voornamen": naaste.voornaam,
            "naamGebruik": naam_gebruik,
        },
        "telefoonnummers": _telefoon(naaste.telefoon),
    }
