"""Who may do what, which meldingen one sees, and what is kept of personal data."""

from pathlib import Path

from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    ANDER_BSN,
    BEVESTIGING,
    BSN,
    NU,
    ONDERZOEK,
    PERSOONSGEGEVENS,
    Json,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    melding,
    persoon,
)

from chassis.tokens import Caller
from toegang.bodies.persoon import Persoon


async def test_every_route_asks_for_a_token_and_a_scope(toegang: Toegang) -> None:
    gemeld = await toegang.meld()
    pad = f"/v1/meldingen/{gemeld['id']}"
    routes = [
        ("POST", "/v1/meldingen", melding()),
        ("GET", "/v1/meldingen", None),
        ("POST", "/v1/meldingen/_zoek", {"bsn": BSN}),
        ("GET", pad, None),
        ("POST", f"{pad}/onderzoek", ONDERZOEK),
        ("POST", f"{pad}/beschikkingen", beschikking()),
        ("GET", "/v1/beschikkingen/x", None),
        ("GET", f"/v1/producten?gemeente={ALMERE}", None),
        ("POST", f"/v1/clienten/{gemeld['clientId']}/_inzage", None),
    ]
    strange = toegang.token(scope="monitoring toewijzing berichten contracten declaratie beheer")
    without = [await toegang.client.request(method, path, json=body) for method, path, body in routes]
    wrong = [await toegang.client.request(method, path, json=body, headers=strange) for method, path, body in routes]
    assert {each.status_code for each in without} == {401}
    assert {each.headers["www-authenticate"] for each in without} == {"Bearer"}
    assert {each.status_code for each in wrong} == {403}
    assert len(await toegang.events()) == 1


async def test_another_municipality_sees_and_changes_nothing(toegang: Toegang) -> None:
    gemeld = await toegang.meld()
    pad = f"/v1/meldingen/{gemeld['id']}"
    toegang.headers = toegang.token(ALMERE)
    gelukt(await toegang.put(f"{pad}/bevestiging", BEVESTIGING), 200)
    gelukt(await toegang.post(f"{pad}/onderzoek", ONDERZOEK))
    gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    gelukt(await toegang.post(f"{pad}/afwegingen", afweging()))
    beschikt = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking()))
    toen = len(await toegang.logboek())

    toegang.headers = toegang.token(ALMELO, scope="toegang personen:lezen")
    answers = [
        await toegang.get(pad),
        await toegang.post(f"{pad}/onderzoek", ONDERZOEK),
        await toegang.post(f"{pad}/beschikkingen", beschikking()),
        await toegang.get(f"/v1/beschikkingen/{beschikt['id']}"),
        await toegang.post(f"/v1/clienten/{gemeld['clientId']}/_inzage"),
    ]
    unknown = await toegang.get("/v1/meldingen/0190a0a0-0000-7000-8000-000000000000")
    assert [each.status_code for each in (*answers, unknown)] == [404] * 6
    assert answers[0].json()["detail"] == unknown.json()["detail"]
    refused = [await toegang.post("/v1/meldingen", melding(ALMERE)), await toegang.get("/v1/producten?gemeente=0034")]
    assert [each.status_code for each in refused] == [403, 403]
    assert (await toegang.get("/v1/meldingen")).json()["items"] == []
    assert (await toegang.post("/v1/meldingen/_zoek", {"bsn": BSN})).json() == []
    geweigerd = (await toegang.logboek())[toen:]
    assert [(each["client_id"], each["antwoord"]) for each in geweigerd] == [(gemeld["clientId"], 404)]


async def test_a_caller_without_municipalities_sees_nothing(toegang: Toegang) -> None:
    await toegang.meld()
    issuer = toegang.room.secrets.issuer
    assert issuer is not None
    token = issuer.issue(Caller("nobody", frozenset({"toegang"})))
    answer = await toegang.client.get("/v1/meldingen", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
    assert "items" not in answer.json()


async def test_searching_by_bsn(toegang: Toegang) -> None:
    first = await toegang.meld()
    await toegang.sluit(f"/v1/meldingen/{first['id']}")
    first = gelukt(await toegang.get(f"/v1/meldingen/{first['id']}"), 200)
    elsewhere = await toegang.meld(melding(ALMELO))
    last = await toegang.meld()
    await toegang.meld(melding(bsn=ANDER_BSN))
    assert (await toegang.post("/v1/meldingen/_zoek", {"bsn": BSN})).json() == [last, elsewhere, first]
    toegang.headers = toegang.token(ALMERE)
    assert (await toegang.post("/v1/meldingen/_zoek", {"bsn": BSN})).json() == [last, first]
    assert (await toegang.post("/v1/meldingen/_zoek", {"bsn": "999900031"})).json() == []


async def test_pages_hold_every_melding_once(toegang: Toegang) -> None:
    burgers = iter(["999900006", "999900018", "999900031", "999900043", "999900055"])
    meldingen = [await toegang.meld(melding(bsn=next(burgers))) for _ in range(4)]
    await toegang.meld(melding(ALMELO))
    toegang.headers = toegang.token(ALMERE)
    first = gelukt(await toegang.get("/v1/meldingen?limit=2"), 200)
    meldingen.append(await toegang.meld(melding(bsn=next(burgers))))
    second = gelukt(await toegang.get(f"/v1/meldingen?limit=2&cursor={first['volgende']}"), 200)
    third = gelukt(await toegang.get(f"/v1/meldingen?limit=2&cursor={second['volgende']}"), 200)
    assert [first["items"], second["items"], third["items"]] == [meldingen[:2], meldingen[2:4], meldingen[4:]]
    assert third["volgende"] is None
    refused = [await toegang.get(f"/v1/meldingen?{query}") for query in ("cursor=!", "limit=0", "limit=501")]
    assert [each.status_code for each in refused] == [400, 400, 400]


async def test_reading_personal_data_leaves_a_trace(toegang: Toegang) -> None:
    client_id = (await toegang.meld())["clientId"]
    pad = f"/v1/clienten/{client_id}/_inzage"
    assert (await toegang.post(pad)).status_code == 403
    geweigerd = (await toegang.logboek())[-1]
    assert (geweigerd["client_id"], geweigerd["antwoord"], geweigerd["recht"]) == (client_id, 403, "")
    toegang.headers = toegang.token(ALMERE, scope="personen:lezen")
    assert Persoon.model_validate(gelukt(await toegang.post(pad), 200)) == Persoon.model_validate(persoon())
    gelukt(await toegang.post(pad), 200)
    traces = [each for each in await toegang.logboek() if each["naam"] == "persoonsgegevens gelezen"]
    assert [(each["client_id"], each["wie"], each["begonnen_op"]) for each in traces] == [(client_id, "tester", NU)] * 2
    assert (await toegang.post("/v1/clienten/onbekend/_inzage")).status_code == 404


async def test_several_clients_are_read_at_once_each_with_a_trace(toegang: Toegang) -> None:
    een, ander = await toegang.meld(), await toegang.meld(melding(bsn=ANDER_BSN))
    elders = await toegang.meld(melding(ALMELO))
    vraag: Json = {"clienten": [each["clientId"] for each in (een, ander, elders)] + ["onbekend"]}
    assert (await toegang.post("/v1/clienten/_inzage", vraag)).status_code == 403
    toegang.headers = toegang.token(ALMERE, scope="personen:lezen")
    gelezen = gelukt(await toegang.post("/v1/clienten/_inzage", vraag), 200)
    bsns = {each["clientId"]: each["persoon"]["bsn"] for each in gelezen}
    assert bsns == {een["clientId"]: BSN, ander["clientId"]: ANDER_BSN}
    traces = [each for each in await toegang.logboek() if each["naam"] == "persoonsgegevens gelezen"]
    assert sorted(each["client_id"] for each in traces) == sorted(bsns)
    assert (await toegang.post("/v1/clienten/_inzage", {"clienten": []})).status_code == 400


async def test_a_read_cannot_be_repeated_without_a_trace(toegang: Toegang) -> None:
    """An Idempotency-Key would give the first answer again, past the check of rights and the trace."""
    gemeld = await toegang.meld()
    toegang.headers = toegang.token(scope="personen:lezen toegang")
    key = {"Idempotency-Key": "lees-1"}
    paden: list[tuple[str, Json | None]] = [
        (f"/v1/clienten/{gemeld['clientId']}/_inzage", None),
        (f"/v1/meldingen/{gemeld['id']}/_inzage", None),
        ("/v1/clienten/_inzage", {"clienten": [gemeld["clientId"]]}),
        ("/v1/clienten/_zoek", {"bsn": BSN}),
        ("/v1/meldingen/_zoek", {"bsn": BSN}),
        ("/v1/beschikkingen/x/_brief", None),
        ("/v1/bezwaren/x/_inzage", None),
    ]
    answers = [await toegang.post(pad, body, **key) for pad, body in paden]
    assert [(each.status_code, BSN in each.text) for each in answers] == [(400, False)] * len(paden)
    gelukt = [each["naam"] for each in await toegang.logboek() if each["antwoord"] != 400]
    assert (gelukt, (await toegang.rows())["idempotency"]) == (["melding geregistreerd"], [])


async def test_what_is_stored_shows_nobody(toegang: Toegang, tmp_path: Path) -> None:
    toegang.headers = toegang.token(scope="toegang personen:lezen") | {"Idempotency-Key": "k"}
    pad = await toegang.aangevraagd()
    beschikt = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking()))
    bezwaar = {"ingediendOp": "2024-06-03", "gronden": "Mevrouw Grootkerk wil meer hulp."}
    gelukt(await toegang.post(f"/v1/beschikkingen/{beschikt['id']}/bezwaren", bezwaar))
    client_id = gelukt(await toegang.get(pad), 200)["clientId"]
    del toegang.headers["Idempotency-Key"]
    gelukt(await toegang.post(f"/v1/clienten/{client_id}/_inzage"), 200)
    rows = await toegang.rows()
    assert {"meldingen", "onderzoeken", "beschikkingen", "bezwaren", "logregels", "idempotency"} <= {
        name for name, found in rows.items() if found
    }
    stored = repr(rows).encode() + _files(tmp_path)
    assert [each for each in PERSOONSGEGEVENS if each.encode() in stored] == []
    assert ALMERE.encode() in stored


def _files(folder: Path) -> bytes:
    """The raw bytes of the SQLite file and its log; nothing on PostgreSQL."""
    return b"".join(each.read_bytes() for each in folder.glob("test.db*"))


async def test_the_products_on_which_can_be_decided(toegang: Toegang) -> None:
    found = (await toegang.get(f"/v1/producten?gemeente={ALMERE}")).json()
    assert [each["code"] for each in found] == ["HO", "IB2B", "DB2B", "IB2S", "DB2S", "IB3", "DB3"]
    assert found[0] == {
        "code": "HO",
        "naam": "Huishoudelijke ondersteuning",
        "wet": "wmo",
        "categorie": "01",
        "eenheid": "82",
        "frequentie": "4",
    }
    houten = (await toegang.get("/v1/producten?gemeente=0321")).json()
    assert [each["code"] for each in houten if each["code"].startswith("OZR")] == []
    assert len(houten) == 18
    assert (await toegang.get("/v1/producten?gemeente=9999")).status_code == 404
    assert (await toegang.get("/v1/producten?gemeente=Almere")).status_code == 400
