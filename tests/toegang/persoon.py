"""A citizen about whom everything is known that can be, as a front office sends it."""

from tests.toegang.conftest import Json, persoon


def relatie(**anders: object) -> Json:
    """The daughter, who can be called."""
    gewoon: Json = {
        "soort": "16",
        "naam": {"geslachtsnaam": "Zonnestraal", "voornamen": "Liesbeth"},
        "telefoonnummers": [{"telefoonnummer": "0600000123"}],
    }
    return gewoon | anders


BEWINDVOERDER: Json = {
    "soort": "14",
    "volgorde": 1,
    "naam": {"geslachtsnaam": "Bewindhuis Het Roer", "naamGebruik": "6"},
    "adres": {
        "straatnaam": "Roerkade",
        "huisnummer": 3,
        "postcode": "1328CD",
        "plaatsnaam": "Almere",
    },
    "emailadres": "post@bewindhuis.example",
}


def rijk() -> Json:
    """Everything at once: partner name, part of a birth date, several addresses, telephone, interpreter, relations."""
    gewoon = persoon()
    naam = gewoon["naam"]
    assert isinstance(naam, dict)
    return gewoon | {
        "geboortedatum": "1948-02-01",
        "datumGebruik": "1",
        "naam": naam | {"partnernaam": {"achternaam": "Vreemdeling", "voorvoegsel": "de"}, "naamGebruik": "3"},
        "andereAdressen": [
            {
                "soort": "04",
                "straatnaam": "Herstelpad",
                "huisnummer": 1,
                "postcode": "1329EF",
                "plaatsnaam": "Almere",
                "organisatie": "Revalidatie De Stap",
                "periode": {"begindatum": "2024-05-01", "einddatum": "2024-09-01"},
            }
        ],
        "telefoonnummers": [
            {"telefoonnummer": "0600000456"},
            {"telefoonnummer": "470000000", "landnummer": "+32"},
        ],
        "emailadres": "mevrouw@voorbeeld.example",
        "communicatie": {"vorm": "1", "taal": "Tigrinya"},
        "wettelijkeVertegenwoordiging": "07",
        "relaties": [relatie(), BEWINDVOERDER],
    }


GEHEIM = (
    "Vreemdeling",
    "Herstelpad",
    "De Stap",
    "0600000456",
    "470000000",
    "mevrouw@voorbeeld",
    "Tigrinya",
    "Zonnestraal",
    "Liesbeth",
    "0600000123",
    "Het Roer",
    "Roerkade",
    "post@bewindhuis",
)
"""What of it may stand nowhere but sealed."""
