"""Whom toegang takes in fits in a WMO301, whoever it is; and a correction travels with the next one."""

from datetime import date, time

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from pydantic import ValidationError
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toegang.conftest import persoon as gewoon
from tests.toegang.persoon import rijk
from tests.toegang.wie_mag_niet import MAG_NIET
from tests.toeval import zo_vaak
from tests.toewijzing.conftest import CLIENT, Toewijzing
from tests.toewijzing.mensen import PERSOON
from tests.toewijzing.verhaal import ALMERE, BSN, CATEGORIE, DE_BRUG, VANDAAG, Json, product

import iwmo
from istandaard import cdt
from istandaard.berichten.bericht301 import Bericht301, ToegewezenProduct
from istandaard.berichten.gedeeld import HeaderVanGemeente
from iwmo import codes
from toegang.bodies.persoon import Persoon
from toegang.domain.route import Weigering
from toegang.usecases.keur_persoon import keur_persoon
from toegang.usecases.personen import met_nummers
from toewijzing.bodies.persoon import Persoon as PersoonVanToegang
from toewijzing.usecases.client_in_bericht import client_van

ADRES: Json = {"straatnaam": "x", "huisnummer": 0, "postcode": "1000AA", "plaatsnaam": "x"}
PERSONEN: dict[str, Json] = {
    "only what must be": {
        "bsn": BSN,
        "geboortedatum": "1904-06-03",
        "geslacht": "1",
        "naam": {"geslachtsnaam": "x"},
        "adres": ADRES,
    },
    "all as long as it may be": {
        "bsn": BSN,
        "geboortedatum": "2024-05-06",
        "geslacht": "0",
        "naam": {
            "geslachtsnaam": "É" * 200,
            "voorvoegsel": "van 't " + "x" * 3,
            "partnernaam": {"achternaam": "Ñ" * 200, "voorvoegsel": "x" * 10},
            "voornamen": "😀" * 200,
            "voorletters": "ÀÉabcd",
            "naamGebruik": "4",
        },
        "adres": {
            "straatnaam": "&<>\"'" + "x" * 19,
            "huisnummer": 99999,
            "huisletter": "Z",
            "huisnummerToevoeging": "\t] x",
            "aanduidingWoonadres": "WW",
            "postcode": "9999ZZ",
            "plaatsnaam": " " + "ij " * 26 + "x",
            "organisatie": "x" * 35,
        },
    },
    "all there can be": rijk(),
}


def aangenomen(body: Json) -> Persoon | None:
    """The person as toegang keeps them; None when it refuses."""
    try:
        persoon = Persoon.model_validate(body)
        keur_persoon(persoon, "body", None, VANDAAG)
    except (ValidationError, Weigering):
        return None
    return met_nummers(persoon, None, 0)


def verteld(persoon: Persoon) -> Json:
    """As toegang sends it, fields without a value included."""
    return persoon.model_dump(mode="json", by_alias=True)


def bericht_over(persoon: Json, op: date = VANDAAG) -> Bericht301:
    """The WMO301 of a day that this person becomes."""
    hulp = ToegewezenProduct(
        toewijzing_nummer=1,
        product=cdt.Product(categorie=codes.ProductCategorie.BEGELEIDING, code="02A03"),
        toewijzingsdatum=op,
        toewijzingstijd=time(9),
        ingangsdatum=op,
        omvang=cdt.Omvang(volume=1, eenheid=codes.Eenheid.UUR, frequentie=codes.Frequentie.TOTAAL),
        einddatum=op,
    )
    return Bericht301(
        header=HeaderVanGemeente(
            bericht_code=codes.BerichtCode.WMO301,
            afzender=ALMERE,
            ontvanger=DE_BRUG,
            bericht_identificatie=cdt.BerichtIdentificatie(identificatie="1", dagtekening=op),
        ),
        client=client_van(PersoonVanToegang.model_validate(persoon), (hulp,), op),
    )


@pytest.mark.lang
@met_standaard
@settings(max_examples=zo_vaak(100), suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(PERSOON)
def test_everybody_who_is_accepted_gives_a_valid_301(body: Json) -> None:
    """Levels 1 and 2: the XSD, every CD and CS, every TR that a message alone can break."""
    persoon = aangenomen(body)
    event("accepted" if persoon else "refused")
    assume(persoon is not None)
    assert persoon is not None
    bericht = bericht_over(verteld(persoon))
    xml = iwmo.schrijf(bericht)
    assert (iwmo.controleer(bericht), xsd_aanvaardt("WMO301", xml), iwmo.lees(xml)) == ([], True, bericht)


STRENGER = {"CS089 a briefadres needs one", "CS139 which part of nothing"}
"""What toegang asks beyond the standard: that a letter arrives, and that nothing is lost on the way."""
IN_BERICHT = {"OP130": "TR006"}
VERBODEN = {
    geval: (anders, IN_BERICHT.get(regel, regel))
    for geval, anders, _, regel in MAG_NIET
    if IN_BERICHT.get(regel, regel) in iwmo.REGELS and geval not in STRENGER
}


@pytest.mark.parametrize(("anders", "regel"), VERBODEN.values(), ids=VERBODEN)
def test_who_is_refused_would_break_that_rule(anders: Json, regel: str) -> None:
    persoon = met_nummers(Persoon.model_validate(gewoon() | anders), None, 0)
    assert regel in {each.regel for each in iwmo.controleer(bericht_over(verteld(persoon)))}


@met_standaard
@pytest.mark.usefixtures("no_pauses")
async def test_everybody_fits(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    for code, body in zip(CATEGORIE, PERSONEN.values(), strict=True):
        persoon = aangenomen(body)
        assert persoon is not None
        toewijzing.toegang.personen[CLIENT] = verteld(persoon)
        await toewijzing.hoor(toewijzing.beschikt(product(code)))
    assert [each["reason"] for each in (await toewijzing.rows())["dead_letters"]] == []
    sent = [xml for _, xml in await toewijzing.post("WMO301")]
    assert [(xsd_aanvaardt("WMO301", xml), iwmo.controleer(iwmo.lees(xml))) for xml in sent] == [(True, [])] * 3


def _client(xml: bytes) -> Json:
    client = iwmo.naar_json(iwmo.lees(xml))["client"]
    assert isinstance(client, dict)
    return client


async def test_all_that_is_known_of_somebody_travels(toewijzing: Toewijzing) -> None:
    """IV002, IV007, IV009, IV045, OP076, OP130."""
    persoon = aangenomen(rijk())
    assert persoon is not None
    toewijzing.toegang.personen[CLIENT] = verteld(persoon)
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    ((_, xml),) = await toewijzing.post("WMO301")
    client = _client(xml)
    client.pop("toegewezenProducten")
    almere = {"plaatsnaam": "Almere", "landCode": "NL"}
    huis = {"huisnummer": 12, "huisletter": "a", "huisnummerToevoeging": "bis"}
    assert client == {
        "bsn": BSN,
        "geboortedatum": {"datum": "1948-02-01", "datumGebruik": "1"},
        "geslacht": "2",
        "naam": {
            "geslachtsnaam": {"achternaam": "Grootkerk", "voorvoegsel": "van der"},
            "partnernaam": {"achternaam": "Vreemdeling", "voorvoegsel": "de"},
            "voornamen": "Wilhelmina",
            "voorletters": "W",
            "naamGebruik": "3",
        },
        "communicatie": {"vorm": "1", "taal": "Tigrinya"},
        "wettelijkeVertegenwoordiging": "07",
        "relaties": [
            {
                "nummer": "1",
                "soort": "16",
                "naam": {
                    "geslachtsnaam": {"achternaam": "Zonnestraal"},
                    "voornamen": "Liesbeth",
                    "naamGebruik": "1",
                },
                "contact": {
                    "soort": "02",
                    "telefoon": {"telefoon01": {"telefoonnummer": "0600000123", "landnummer": "+31"}},
                },
            },
            {
                "nummer": "2",
                "volgorde": 1,
                "soort": "14",
                "naam": {"geslachtsnaam": {"achternaam": "Bewindhuis Het Roer"}, "naamGebruik": "6"},
                "contact": {
                    "soort": "02",
                    "adres": {"huis": {"huisnummer": 3}, "postcode": "1328CD", "straatnaam": "Roerkade", **almere},
                    "emailadres": "post@bewindhuis.example",
                },
            },
        ],
        "contactgegevens": [
            {
                "soort": "01",
                "adres": {"huis": huis, "postcode": "1327AB", "straatnaam": "Populierendreef", **almere},
                "telefoon": {
                    "telefoon01": {"telefoonnummer": "0600000456", "landnummer": "+31"},
                    "telefoon02": {"telefoonnummer": "470000000", "landnummer": "+32"},
                },
                "emailadres": "mevrouw@voorbeeld.example",
            },
            {
                "soort": "04",
                "adres": {"huis": {"huisnummer": 1}, "postcode": "1329EF", "straatnaam": "Herstelpad", **almere},
                "organisatie": "Revalidatie De Stap",
                "periode": {"begindatum": "2024-05-01", "einddatum": "2024-09-01"},
            },
        ],
    }


@pytest.mark.parametrize(("soort", "adressen"), [("02", ["02"]), ("03", ["03"])])
def test_who_has_only_a_briefadres_or_lives_elsewhere(soort: str, adressen: list[str]) -> None:
    """IV047: the address of another kind comes in the place of that of the BRP."""
    persoon = aangenomen(PERSONEN["only what must be"] | {"adres": ADRES | {"soort": soort}})
    assert persoon is not None
    bericht = bericht_over(verteld(persoon))
    assert ([each.soort for each in bericht.client.contactgegevens], iwmo.controleer(bericht)) == (adressen, [])


def test_abroad_without_postcode_the_country_stays_out() -> None:
    """CD005."""
    ver = {"soort": "02", "straatnaam": "Rue Haute", "plaatsnaam": "Charleroi", "landCode": "BE"}
    telefoon = [{"telefoonnummer": "470000000", "landnummer": "+32"}]
    persoon = aangenomen(PERSONEN["only what must be"] | {"adres": ver, "telefoonnummers": telefoon})
    assert persoon is not None
    bericht = bericht_over(verteld(persoon))
    (contact,) = bericht.client.contactgegevens
    assert contact.adres == cdt.Adres(straatnaam="Rue Haute", plaatsnaam="Charleroi")
    assert iwmo.controleer(bericht) == []


def test_a_stay_that_is_over_does_not_go_along() -> None:
    persoon = aangenomen(rijk())
    assert persoon is not None
    soorten = {
        op: [each.soort for each in bericht_over(verteld(persoon), op).client.contactgegevens]
        for op in (date(2024, 9, 1), date(2024, 9, 2))
    }
    assert list(soorten.values()) == [["01", "04"], ["01"]]


async def test_a_correction_sends_nothing_by_itself_and_travels_with_the_next_301(toewijzing: Toewijzing) -> None:
    """OP087 asks for a message when an assignment changes; sent again, its moment stays as it was (IV013)."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    ((_, eerste),) = await toewijzing.post("WMO301")
    persoon = aangenomen(rijk() | {"geboortedatum": "1900-01-01", "datumGebruik": "3"})
    assert persoon is not None
    toewijzing.toegang.personen[CLIENT] = verteld(persoon)
    (toegewezen,) = await toewijzing.toewijzingen()
    pad = f"/v1/toewijzingen/{toegewezen['id']}/_verstuur"
    assert (await toewijzing.client.post(pad, headers=toewijzing.gemeente)).status_code == 204
    _, (_, tweede) = await toewijzing.post("WMO301")
    voor, na = _client(eerste), _client(tweede)
    assert (voor["geboortedatum"], "communicatie" in voor) == ({"datum": "1948-02-29"}, False)
    assert (na["geboortedatum"], na["communicatie"]) == (
        {"datum": "1900-01-01", "datumGebruik": "3"},
        {"vorm": "1", "taal": "Tigrinya"},
    )
    assert na["toegewezenProducten"] == voor["toegewezenProducten"]


async def test_an_older_toegang_tells_less(toewijzing: Toewijzing) -> None:
    """While the services are renewed one by one: name and address alone will do."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    ((_, xml),) = await toewijzing.post("WMO301")
    assert "relaties" not in _client(xml)


POST: Json = {"soort": "02", "straatnaam": "Postpad", "huisnummer": 7, "postcode": "1329EF", "plaatsnaam": "Almere"}
HUISGENOOT: Json = {"soort": "16", "naam": {"geslachtsnaam": "Zonnestraal"},
                    "telefoonnummers": [{"telefoonnummer": "0600000123"}]}  # fmt: skip


@met_standaard
@pytest.mark.parametrize(
    "anders",
    [
        {"telefoonnummers": [{"telefoonnummer": "0600000456"}]},
        {"andereAdressen": [POST]},
        {"andereAdressen": [POST], "telefoonnummers": [{"telefoonnummer": "0600000456"}]},
    ],
    ids=["by telephone", "by post", "by both"],
)
def test_no_provider_reads_a_secret_address_nor_that_of_who_lives_there_too(anders: Json) -> None:
    thuis = gewoon()["adres"]
    assert isinstance(thuis, dict)
    relaties = [HUISGENOOT | {"adres": thuis | {"soort": "02"}}]
    teksten = []
    for geheim in (True, False):
        persoon = aangenomen(gewoon() | {"adresGeheim": geheim, "relaties": relaties} | anders)
        assert persoon is not None
        bericht = bericht_over(verteld(persoon))
        xml = iwmo.schrijf(bericht)
        assert (iwmo.controleer(bericht), xsd_aanvaardt("WMO301", xml)) == ([], True)
        teksten.append(xml.decode())
    gesloten, geopend = teksten
    assert not any(each in gesloten for each in ("Populierendreef", "1327AB"))
    assert geopend.count("Populierendreef") == 2
    assert ("Postpad" in gesloten) is ("andereAdressen" in anders)
