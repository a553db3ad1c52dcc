"""Two caseworkers at once: nobody overwrites what another changed; and every read and change stands in the log."""

import asyncio

import httpx
from tests.toegang.conftest import (
    ALMELO,
    ALMERE,
    ANDER_BSN,
    BEVESTIGING,
    BSN,
    NU,
    ONDERZOEK,
    Json,
    Toegang,
    gelukt,
    melding,
    met,
    persoon,
)

from chassis.bsn import mask_bsn

VERTREK: Json = {"reden": "verhuisd", "laatsteDag": "2024-06-30"}


async def test_a_change_says_which_state_it_saw(toegang: Toegang) -> None:
    """428 without If-Match, 412 when somebody else was first, and the right state goes through."""
    gegeven = await toegang.beschikt()
    bezwaar = {"ingediendOp": "2024-06-03", "gronden": "Ik wil meer hulp."}
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", bezwaar))
    lopend = f"/v1/meldingen/{(await toegang.meld())['id']}"
    client = f"/v1/clienten/{gegeven['clientId']}"
    changes = [
        ("PUT", f"{lopend}/bevestiging", lopend, BEVESTIGING),
        ("POST", f"{lopend}/_sluit", lopend, {"reden": "ingetrokken", "op": "2024-06-03"}),
        ("POST", f"/v1/bezwaren/{bezwaar['id']}/_verdaag", f"/v1/bezwaren/{bezwaar['id']}", None),
        (
            "POST",
            f"/v1/bezwaren/{bezwaar['id']}/_besluit",
            f"/v1/bezwaren/{bezwaar['id']}",
            {"besluitdatum": "2024-06-03", "motivering": "Het klopt.", "uitkomst": "ongegrond"},
        ),
        (
            "POST",
            f"/v1/beschikkingen/{gegeven['id']}/_beeindig",
            f"/v1/beschikkingen/{gegeven['id']}",
            {"reden": "wens client", "laatsteDag": "2024-07-31"},
        ),
        ("PUT", f"{client}/persoon", client, persoon()),
        ("POST", f"{client}/_vertrek", client, VERTREK),
    ]
    for method, pad, gelezen, body in changes:
        etag = (await toegang.get(gelezen)).headers["ETag"]
        without = await _send(toegang, method, pad, body, None)
        other = await _send(toegang, method, pad, body, '"99"')
        right = await _send(toegang, method, pad, body, etag)
        late = await _send(toegang, method, pad, body, etag)
        assert [each.status_code for each in (without, other, late)] == [428, 412, 412], pad
        assert right.is_success, right.text
        assert right.headers["ETag"] != etag


async def _send(toegang: Toegang, method: str, pad: str, body: object, match: str | None) -> httpx.Response:
    headers = toegang.headers | ({"If-Match": match} if match else {})
    return await toegang.client.request(method, pad, json=body, headers=headers)


async def test_of_two_caseworkers_one_wins(toegang: Toegang) -> None:
    pad = f"/v1/meldingen/{(await toegang.meld())['id']}"
    etag = (await toegang.get(pad)).headers["ETag"]
    both = await asyncio.gather(*[toegang.put(f"{pad}/bevestiging", BEVESTIGING, etag) for _ in range(4)])
    assert sorted(each.status_code for each in both) == [200, 412, 412, 412]
    stap = await toegang.post(f"{pad}/onderzoek", ONDERZOEK, **{"If-Match": etag})
    assert stap.status_code == 412
    gelukt(await toegang.post(f"{pad}/onderzoek", ONDERZOEK, **{"If-Match": '"2"'}))


async def test_personal_data_change_but_never_become_somebody_elses(toegang: Toegang) -> None:
    client = f"/v1/clienten/{(await toegang.meld())['clientId']}"
    verhuisd = met(persoon(), "adres.straatnaam", "Lindelaan")
    answer = await toegang.put(f"{client}/persoon", verhuisd)
    assert answer.status_code == 204
    ander = await toegang.put(f"{client}/persoon", persoon(ANDER_BSN))
    assert (ander.status_code, ander.json()["invalidParams"][0]["name"]) == (400, "body.bsn")
    jong = await toegang.put(f"{client}/persoon", met(persoon(), "geboortedatum", "2024-06-04"))
    assert (jong.status_code, jong.json()["detail"]) == (400, "De geboortedatum ligt na vandaag.")
    gelezen = await toegang.client.post(f"{client}/_inzage", headers=toegang.token(scope="personen:lezen"))
    assert gelezen.json()["adres"]["straatnaam"] == "Lindelaan"
    assert gelezen.headers["ETag"] == '"2"'
    assert (await toegang.events())[-1]["type"] == "nl.wmo.personen.gewijzigd.v1"


async def test_a_client_is_found_by_bsn_and_by_address(toegang: Toegang) -> None:
    eerste = await toegang.meld()
    huisgenoot = await toegang.meld(melding(bsn=ANDER_BSN))
    elders = await toegang.meld(melding(ALMELO))
    adres: Json = {"postcode": "1327AB", "huisnummer": 12}
    gevonden = (await toegang.post("/v1/clienten/_zoek", adres)).json()
    assert {each["id"] for each in gevonden} == {each["clientId"] for each in (eerste, huisgenoot, elders)}
    assert gevonden[0].keys() == {"id", "gemeente", "overledenOp"}
    assert (await toegang.post("/v1/clienten/_zoek", adres | {"huisnummer": 13})).json() == []
    op_bsn = (await toegang.post("/v1/clienten/_zoek", {"bsn": BSN})).json()
    assert {each["id"] for each in op_bsn} == {eerste["clientId"], elders["clientId"]}
    pad = f"/v1/clienten/{eerste['clientId']}/persoon"
    assert (await toegang.put(pad, met(persoon(), "adres.huisnummer", 13))).status_code == 204
    assert [each["id"] for each in (await toegang.post("/v1/clienten/_zoek", adres | {"huisnummer": 13})).json()] == [
        eerste["clientId"]
    ]
    toegang.headers = toegang.token(ALMELO)
    assert [each["id"] for each in (await toegang.post("/v1/clienten/_zoek", adres)).json()] == [elders["clientId"]]
    for fout in ({}, {"bsn": "999900007"}, {"postcode": "1327 AB", "huisnummer": 1}, {"bsn": BSN, **adres}):
        answer = await toegang.post("/v1/clienten/_zoek", fout)
        assert (answer.status_code, mask_bsn(answer.text)) == (400, answer.text)


async def _logboek(toegang: Toegang, client_id: object, query: str = "") -> Json:
    headers = toegang.token(ALMERE, scope="logboek:lezen")
    return gelukt(await toegang.client.get(f"/v1/clienten/{client_id}/logboek{query}", headers=headers), 200)


async def test_the_log_tells_who_read_and_changed_what(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    client_id, melding_id = gegeven["clientId"], gegeven["meldingId"]
    (gewogen,) = (await toegang.get(f"/v1/meldingen/{melding_id}/afwegingen")).json()
    await toegang.post("/v1/clienten/_zoek", {"bsn": BSN})
    lezer = toegang.token(scope="personen:lezen")
    inhoud = gelukt(await toegang.client.post(f"/v1/meldingen/{melding_id}/_inzage", headers=lezer), 200)
    assert inhoud["hulpvraag"] == "Ik kan niet meer zelf koken."
    assert inhoud["verslag"] == ONDERZOEK["verslag"]
    assert inhoud["bevindingen"]["netwerk"] == ONDERZOEK["netwerk"]  # type: ignore[index]
    await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief", headers=lezer)
    regels = (await _logboek(toegang, client_id))["items"]
    assert isinstance(regels, list)
    assert [(each["wat"], each["onderwerp"]) for each in regels] == [
        ("melding geregistreerd", melding_id),
        ("melding bevestigd", melding_id),
        ("onderzoek afgerond", melding_id),
        ("afweging vastgelegd", gewogen["id"]),
        ("aanvraag ingediend", melding_id),
        ("beschikking afgegeven", gegeven["id"]),
        ("gevonden bij zoeken", client_id),
        ("zaak gelezen", melding_id),
        ("brief gelezen", gegeven["id"]),
    ]
    assert {(each["wie"], each["op"]) for each in regels} == {("tester", NU.isoformat().replace("+00:00", "Z"))}
    eerste = await _logboek(toegang, client_id, "?limit=5")
    rest = await _logboek(toegang, client_id, f"?limit=5&cursor={eerste['volgende']}")
    assert [*eerste["items"], *rest["items"]] == regels  # type: ignore[misc]


async def test_the_log_is_for_who_may_read_it(toegang: Toegang) -> None:
    pad = f"/v1/clienten/{(await toegang.meld())['clientId']}/logboek"
    assert (await toegang.get(pad)).status_code == 403
    assert (await toegang.client.get(pad, headers=toegang.token(ALMELO, scope="logboek:lezen"))).status_code == 404
