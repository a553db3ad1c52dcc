"""Parts of a citizen, and each citizen whom iWmo cannot hold: what differs, at which field, by which rule."""

from tests.toegang.conftest import Json
from tests.toegang.persoon import relatie

BUITENLAND: Json = {"soort": "02", "straatnaam": "Rue Haute", "plaatsnaam": "Charleroi", "landCode": "BE"}
ELDERS: Json = {"soort": "03", "straatnaam": "Lindelaan", "huisnummer": 1, "postcode": "1327AC", "plaatsnaam": "Almere"}
TIJDELIJK = ELDERS | {"soort": "04"}
BEL: Json = {"telefoonnummers": [{"telefoonnummer": "0600000123"}]}


def naam(**anders: object) -> Json:
    return {"geslachtsnaam": "Grootkerk"} | anders


PARTNER: Json = {"achternaam": "Vries", "voorvoegsel": "de"}


def _relatie(**anders: object) -> Json:
    return {"relaties": [relatie(**anders)]}


MAG_NIET: list[tuple[str, Json, str, str]] = [
    ("TR134 born tomorrow", {"geboortedatum": "2024-06-04"}, "geboortedatum", "TR134"),
    ("TR002 over 120", {"geboortedatum": "1904-06-02"}, "geboortedatum", "TR002"),
    ("TR002 unknown without saying so", {"geboortedatum": "1900-01-01"}, "geboortedatum", "TR002"),
    ("TR002 over 120, the day unknown", {"geboortedatum": "1904-06-01", "datumGebruik": "1"}, "geboortedatum", "TR002"),
    ("CS139 unknown but known", {"datumGebruik": "3"}, "datumGebruik", "CS139"),
    ("CS139 the month", {"geboortedatum": "1948-02-01", "datumGebruik": "2"}, "datumGebruik", "CS139"),
    ("CS139 the day", {"geboortedatum": "1948-02-29", "datumGebruik": "1"}, "datumGebruik", "CS139"),
    ("CS050 a partner's name without one", {"naam": naam(naamGebruik="2")}, "naam.naamGebruik", "CS050"),
    ("CS050 a pseudonym", {"naam": naam(naamGebruik="5")}, "naam.naamGebruik", "CS050"),
    (
        "CS050 a pseudonym beside a partner",
        {"naam": naam(naamGebruik="5", partnernaam=PARTNER)},
        "naam.naamGebruik",
        "CS050",
    ),
    ("CS318 an organisation", {"naam": naam(naamGebruik="6")}, "naam.naamGebruik", "CS318"),
    ("CD007 no language", {"communicatie": {"vorm": "1"}}, "communicatie.taal", "CD007"),
    ("CD007 a language too much", {"communicatie": {"vorm": "3", "taal": "Pools"}}, "communicatie.taal", "CD007"),
    ("TR061 only for a while", {"adres": TIJDELIJK}, "adres.soort", "TR061"),
    ("CD025 no house", {"adres": ELDERS | {"huisnummer": None}}, "adres.huisnummer", "CD025"),
    ("CD034 no postcode", {"adres": ELDERS | {"postcode": None}}, "adres.postcode", "CD034"),
    ("CD034 no postcode abroad", {"adres": BUITENLAND | {"soort": "01"}, **BEL}, "adres.postcode", "CD034"),
    ("CS089 no Dutch postcode", {"adres": ELDERS | {"postcode": "1327 AC"}}, "adres.postcode", "CS089"),
    ("CS089 a briefadres needs one", {"adres": ELDERS | {"soort": "02", "postcode": None}}, "adres.postcode", "CS089"),
    ("TR006 nowhere to be reached", {"adres": BUITENLAND}, "adres", "TR006"),
    (
        "TR006 the telephone goes with the first address",
        {"andereAdressen": [BUITENLAND], **BEL},
        "andereAdressen.0",
        "TR006",
    ),
    ("XSD a letter without house", {"adres": BUITENLAND | {"huisletter": "a"}, **BEL}, "adres.huisnummer", "XSD"),
    ("TR101 twice where they live", {"andereAdressen": [ELDERS | {"soort": "01"}]}, "andereAdressen.0.soort", "TR101"),
    ("TR101 twice another", {"andereAdressen": [ELDERS, ELDERS]}, "andereAdressen.1.soort", "TR101"),
    (
        "CD009 a period for good",
        {"andereAdressen": [ELDERS | {"periode": {"begindatum": "2024-06-01"}}]},
        "andereAdressen.0.periode",
        "CD009",
    ),
    (
        "CS003 over before it begins",
        {"andereAdressen": [TIJDELIJK | {"periode": {"begindatum": "2024-06-05", "einddatum": "2024-06-04"}}]},
        "andereAdressen.0.periode.einddatum",
        "CS003",
    ),
    ("OP071 a number of their own", _relatie(nummer="1"), "relaties.0.nummer", "OP071"),
    ("OP130 no way to reach", _relatie(telefoonnummers=[]), "relaties.0", "OP130"),
    (
        "OP130 e-mail is not enough",
        _relatie(telefoonnummers=[], emailadres="a@b.example"),
        "relaties.0",
        "OP130",
    ),
    ("OP130 an address that is not whole", _relatie(telefoonnummers=[], adres=BUITENLAND), "relaties.0", "OP130"),
    ("CD025 of a relation", _relatie(adres=ELDERS | {"huisnummer": None}), "relaties.0.adres.huisnummer", "CD025"),
    ("CS050 of a relation", _relatie(naam=naam(naamGebruik="4")), "relaties.0.naam.naamGebruik", "CS050"),
    ("CS139 of a relation", _relatie(geboortedatum="1948-02-29", datumGebruik="3"), "relaties.0.datumGebruik", "CS139"),
    ("CS139 which part of nothing", _relatie(datumGebruik="3"), "relaties.0.datumGebruik", "CS139"),
    ("TR134 of a relation", _relatie(geboortedatum="2024-06-04"), "relaties.0.geboortedatum", "TR134"),
    (
        "IV045 an organisation has no first names",
        _relatie(naam=naam(naamGebruik="6", voornamen="Jan")),
        "relaties.0.naam",
        "IV045",
    ),
]
