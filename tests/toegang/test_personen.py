"""People beyond the plain case: taken in with all that iWmo has room for, refused with field and rule, corrected."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, update
from tests.toegang.conftest import (
    ALMERE,
    ANDER_BSN,
    BSN,
    NU,
    Json,
    Toegang,
    gelukt,
    melding,
    met,
    persoon,
)
from tests.toegang.persoon import BEWINDVOERDER, GEHEIM, relatie, rijk
from tests.toegang.wie_mag_niet import BEL, BUITENLAND, ELDERS, MAG_NIET, PARTNER, TIJDELIJK, naam

from toegang.bodies.persoon import Persoon
from toegang.tables import Client, PersoonVersie
from toegang.tables.beschermd import PERSOON, PERSOON_VERSIE
from toegang.usecases.keur_persoon import keur_persoon
from weigering import Weigering

VANDAAG = NU.date()


def geweigerd(**anders: object) -> list[tuple[str, str | None]]:
    """Field and rule of all that is refused in a citizen who is otherwise plain."""
    try:
        keur_persoon(Persoon.model_validate(persoon() | anders), "body", None, VANDAAG)
    except Weigering as fout:
        return [(each.veld, each.regel) for each in (fout, *fout.ook)]
    return []


MAG: dict[str, Json] = {
    "nothing of the birth date is known": {"geboortedatum": "1900-01-01", "datumGebruik": "3"},
    "only the year is known": {"geboortedatum": "1953-01-01", "datumGebruik": "2"},
    "the year is known, and it is this year": {"geboortedatum": "2024-01-01", "datumGebruik": "2"},
    "only month and year are known": {"geboortedatum": "1949-09-01", "datumGebruik": "1"},
    "the name of the partner first": {"naam": naam(partnernaam=PARTNER, naamGebruik="3")},
    "the own name, though there is a partner": {"naam": naam(partnernaam=PARTNER, naamGebruik="1")},
    "only a briefadres": {"adres": ELDERS | {"soort": "02"}},
    "lives elsewhere than registered": {"andereAdressen": [ELDERS]},
    "stays somewhere for a while": {"andereAdressen": [TIJDELIJK | {"periode": {"begindatum": "2024-06-01"}}]},
    "nobody knows how long": {"andereAdressen": [TIJDELIJK | {"periode": {}}]},
    "abroad": {"adres": BUITENLAND | {"huisnummer": 5, "postcode": "6000"}},
    "abroad without postcode, with telephone": {"adres": BUITENLAND, **BEL},
    "an interpreter for a language": {"communicatie": {"vorm": "1", "taal": "Pools"}},
    "an interpreter for the deaf": {"communicatie": {"vorm": "2"}},
    "a relation with a telephone": {"relaties": [relatie()]},
    "a relation with an address": {"relaties": [relatie(telefoonnummers=[], adres=ELDERS)]},
    "a relation of whom no birth date is known": {
        "relaties": [relatie(geboortedatum="1900-01-01", datumGebruik="3", geslacht="2")]
    },
    "an organisation": {"relaties": [BEWINDVOERDER]},
    "all of it": rijk(),
}


@pytest.mark.parametrize("anders", MAG.values(), ids=MAG)
def test_who_is_taken_in(anders: Json) -> None:
    assert geweigerd(**anders) == []


@pytest.mark.parametrize(("anders", "veld", "regel"), [each[1:] for each in MAG_NIET], ids=[e[0] for e in MAG_NIET])
def test_who_is_refused(anders: Json, veld: str, regel: str) -> None:
    assert geweigerd(**anders) == [(f"body.{veld}", regel)]


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        ("telefoonnummers", [{"telefoonnummer": "06-12345678"}]),
        ("telefoonnummers", [{"telefoonnummer": "0600000123", "landnummer": "00031"}]),
        ("telefoonnummers", [{"telefoonnummer": "0600000123"}] * 3),
        ("emailadres", "geen adres"),
        ("communicatie", {"vorm": "4"}),
        ("communicatie", {"vorm": "1", "taal": "x" * 26}),
        ("datumGebruik", "0"),
        ("adres", ELDERS | {"landCode": "XX"}),
        ("adres", ELDERS | {"soort": "05"}),
        ("adres", ELDERS | {"organisatie": "x" * 36}),
        ("naam", naam(partnernaam={"achternaam": ""})),
        ("relaties", [relatie(soort="01")]),
        ("relaties", [relatie(volgorde=100)]),
    ],
)
async def test_what_no_message_can_hold_is_refused_at_the_door(toegang: Toegang, pad: str, waarde: object) -> None:
    answer = await toegang.post("/v1/meldingen", met(melding(), f"persoon.{pad}", waarde))
    namen = [each["name"] for each in answer.json()["invalidParams"]]
    assert (answer.status_code, {name.startswith(f"body.persoon.{pad}") for name in namen}) == (400, {True})


async def test_all_that_is_wrong_is_said_at_once_with_its_rule_and_without_the_values(toegang: Toegang) -> None:
    fout = rijk() | {"communicatie": {"vorm": "1"}, "datumGebruik": "2"}
    fout = met(fout, "relaties.0.telefoonnummers", [])
    verwacht = [
        ("datumGebruik", "CS139"),
        ("communicatie.taal", "CD007"),
        ("relaties.0", "OP130"),
    ]
    answer = await toegang.post("/v1/meldingen", met(melding(), "persoon", fout))
    gevonden = [(each["name"], each["rule"]) for each in answer.json()["invalidParams"]]
    assert (answer.status_code, answer.json()["rule"]) == (400, "CS139")
    assert gevonden == [(f"body.persoon.{veld}", regel) for veld, regel in verwacht]
    assert [woord for woord in GEHEIM if woord in answer.text] == []
    client = f"/v1/clienten/{(await toegang.meld())['clientId']}"
    gewijzigd = await toegang.put(f"{client}/persoon", fout)
    assert [each["name"] for each in gewijzigd.json()["invalidParams"]] == [f"body.{veld}" for veld, _ in verwacht]


async def _gelezen(toegang: Toegang, client_id: object) -> Json:
    lezer = toegang.token(scope="personen:lezen")
    return gelukt(await toegang.client.post(f"/v1/clienten/{client_id}/_inzage", headers=lezer), 200)


async def test_a_person_with_everything_is_kept_and_changed(toegang: Toegang, log_text: Callable[[], str]) -> None:
    client_id = (await toegang.meld(met(melding(), "persoon", rijk())))["clientId"]
    gelezen = await _gelezen(toegang, client_id)
    assert Persoon.model_validate(gelezen) == Persoon.model_validate(
        met(met(rijk(), "relaties.0.nummer", "1"), "relaties.1.nummer", "2")
    )
    # What was read can be sent back with one thing changed.
    gewijzigd = met(gelezen, "telefoonnummers.0.telefoonnummer", "0600000789")
    pad = f"/v1/clienten/{client_id}/persoon"
    assert (await toegang.put(pad, gewijzigd, '"1"')).status_code == 204
    assert await _gelezen(toegang, client_id) == gewijzigd
    assert (await toegang.put(pad, gewijzigd, '"1"')).status_code == 412
    assert (await toegang.events())[-1]["type"] == "nl.wmo.personen.gewijzigd.v1"
    wat = [each["naam"] for each in await toegang.logboek()]
    assert "persoonsgegevens gewijzigd" in wat
    overal = f"{await toegang.events()} {await toegang.rows()} {log_text()}"
    assert [woord for woord in (*GEHEIM, "0600000789") if woord in overal] == []


async def test_a_relation_keeps_its_number_and_no_other_gets_it(toegang: Toegang) -> None:
    """OP071: also when it is named without, when another goes, and when another comes."""
    client_id = (await toegang.meld(met(melding(), "persoon", rijk())))["clientId"]
    pad = f"/v1/clienten/{client_id}/persoon"

    async def nummers(*relaties: Json) -> dict[object, object]:
        answer = await toegang.put(pad, persoon() | {"relaties": list(relaties)})
        assert answer.status_code == 204, answer.text
        gelezen = (await _gelezen(toegang, client_id))["relaties"]
        assert isinstance(gelezen, list)
        return {each["naam"]["geslachtsnaam"]: each["nummer"] for each in gelezen}

    buur = relatie(soort="19", naam=naam())
    roer, dochter = "Bewindhuis Het Roer", "Zonnestraal"
    assert await nummers(BEWINDVOERDER, relatie()) == {roer: "2", dochter: "1"}
    assert await nummers(relatie(nummer="1", naam=naam(geslachtsnaam="Nieuwenhuis"))) == {"Nieuwenhuis": "1"}
    assert await nummers(buur) == {"Grootkerk": "3"}
    assert await nummers(relatie(), buur) == {dochter: "4", "Grootkerk": "3"}
    dubbel = persoon() | {"relaties": [relatie(nummer="4"), buur | {"nummer": "4"}]}
    weg = persoon() | {"relaties": [relatie(nummer="2")]}
    for body, regel in ((dubbel, "TR101"), (weg, "OP071")):
        assert {each["rule"] for each in (await toegang.put(pad, body)).json()["invalidParams"]} == {regel}


async def test_numbers_are_per_client(toegang: Toegang) -> None:
    een = await toegang.meld(met(melding(), "persoon", rijk()))
    ander = await toegang.meld(met(melding(), "persoon", rijk() | {"bsn": ANDER_BSN}))
    for each in (een, ander):
        relaties = (await _gelezen(toegang, each["clientId"]))["relaties"]
        assert isinstance(relaties, list)
        assert [item["nummer"] for item in relaties] == ["1", "2"]


async def test_what_a_next_melding_leaves_out_stays(toegang: Toegang) -> None:
    """Who only knows name and address does not wipe out the people around a citizen; an empty list does."""
    eerste = await toegang.meld(met(melding(), "persoon", rijk()))
    await toegang.sluit(f"/v1/meldingen/{eerste['id']}")
    tweede = await toegang.meld()
    gelezen = await _gelezen(toegang, tweede["clientId"])
    verwacht = met(met(rijk(), "relaties.0.nummer", "1"), "relaties.1.nummer", "2")
    gewoon = {veld: persoon()[veld] for veld in ("naam", "geboortedatum", "adres")} | {"datumGebruik": None}
    assert Persoon.model_validate(gelezen) == Persoon.model_validate(verwacht | gewoon)
    await toegang.sluit(f"/v1/meldingen/{tweede['id']}")
    await toegang.meld(met(melding(), "persoon", persoon() | {"relaties": [], "emailadres": None}))
    gelezen = await _gelezen(toegang, tweede["clientId"])
    assert (gelezen["relaties"], gelezen["emailadres"]) == ([], None)
    assert gelezen["communicatie"] == {"vorm": "1", "taal": "Tigrinya"}


async def test_the_legal_status_of_a_citizen_stays_when_a_next_melding_leaves_it_out(toegang: Toegang) -> None:
    """A supervision order, which a message to a provider carries."""
    eerste = await toegang.meld(met(melding(), "persoon", persoon() | {"juridischeStatus": "04"}))
    await toegang.sluit(f"/v1/meldingen/{eerste['id']}")
    tweede = await toegang.meld()
    assert (await _gelezen(toegang, tweede["clientId"]))["juridischeStatus"] == "04"


async def test_who_was_stored_before_is_read_changed_and_asks_again(toegang: Toegang) -> None:
    """Sealed data of an older version: of what it does not name nothing is known."""
    gemeld = await toegang.meld()
    oud = {
        "bsn": BSN,
        "geboortedatum": "1948-02-29",
        "geslacht": "2",
        "naam": {"geslachtsnaam": "Grootkerk", "voorvoegsel": None, "voornamen": None, "voorletters": "W"},
        "adres": {
            "straatnaam": "Populierendreef",
            "huisnummer": 12,
            "huisletter": None,
            "huisnummer_toevoeging": None,
            "postcode": "1327AB",
            "plaatsnaam": "Almere",
        },
    }
    async with toegang.room.work() as work:
        verzegeld = work.vault.seal(PERSOON, str(gemeld["clientId"]), json.dumps(oud).encode())
        await work.session.execute(update(Client).values(persoon=verzegeld, laatste_relatienummer=0))
    gelezen = await _gelezen(toegang, gemeld["clientId"])
    assert (gelezen["adres"]["soort"], gelezen["naam"]["naamGebruik"], gelezen["relaties"]) == ("01", "1", [])  # type: ignore[index]
    await toegang.sluit(f"/v1/meldingen/{gemeld['id']}")
    await toegang.meld()
    pad = f"/v1/clienten/{gemeld['clientId']}/persoon"
    assert (await toegang.put(pad, gelezen | {"relaties": [relatie()]})).status_code == 204


async def test_who_has_a_briefadres_is_found_there_and_who_lives_abroad_is_not(toegang: Toegang) -> None:
    brief = await toegang.meld(met(melding(), "persoon.adres", ELDERS | {"soort": "02"}))
    belg = BUITENLAND | {"huisnummer": 5, "postcode": "6000"}
    ver = await toegang.meld(met(melding(bsn=ANDER_BSN), "persoon.adres", belg))
    adres = {"postcode": "1327AC", "huisnummer": 1}
    assert [each["id"] for each in (await toegang.post("/v1/clienten/_zoek", adres)).json()] == [brief["clientId"]]
    op_bsn = (await toegang.post("/v1/clienten/_zoek", {"bsn": ANDER_BSN})).json()
    assert [each["id"] for each in op_bsn] == [ver["clientId"]]
    naar_huis = met(persoon(ANDER_BSN), "adres", ELDERS)
    assert (await toegang.put(f"/v1/clienten/{ver['clientId']}/persoon", naar_huis)).status_code == 204
    assert len((await toegang.post("/v1/clienten/_zoek", adres)).json()) == 2


async def test_who_is_120_today_can_stand_in_a_message_of_today(toegang: Toegang) -> None:
    """TR002 counts from the day of the message, not from that of the melding."""
    assert melding()["meldingsdatum"] == "2024-05-06"
    op_grens = await toegang.post("/v1/meldingen", met(melding(), "persoon.geboortedatum", "1904-06-02"))
    assert (op_grens.status_code, op_grens.json()["rule"]) == (400, "TR002")
    assert "1900-01-01 met datumGebruik 3" in op_grens.json()["detail"]
    await toegang.meld(met(melding(ALMERE), "persoon.geboortedatum", "1904-06-03"))
    assert date(1904, 6, 3).replace(year=2024) == VANDAAG


async def test_what_a_person_was_is_kept(toegang: Toegang) -> None:
    client_id = (await toegang.meld())["clientId"]
    pad = f"/v1/clienten/{client_id}/persoon"
    for straat in ("Lindelaan", "Lindelaan", "Eikenhof"):  # the second time nothing changes
        anders = persoon() | {"adres": {**persoon()["adres"], "straatnaam": straat}}  # type: ignore[dict-item]
        assert (await toegang.put(pad, anders)).status_code == 204
    async with toegang.room.work(writes=False) as work:
        versies = (await work.session.execute(select(PersoonVersie).order_by(PersoonVersie.id))).scalars().all()
        was = [json.loads(work.vault.open(PERSOON_VERSIE, each.id, each.persoon)) for each in versies]
    assert [each["adres"]["straatnaam"] for each in was] == ["Populierendreef", "Lindelaan"]
