"""Two caseworkers at once: nobody overwrites what another changed; and every read and change stands in the log."""

import asyncio

import httpx
from fastapi import FastAPI
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
from tests.toegang.plan import doel, plan

from chassis.bsn import mask_bsn

VERTREK: Json = {"reden": "verhuisd", "laatsteDag": "2024-06-30"}
OVERLEDEN: Json = {"reden": "overleden", "laatsteDag": "2024-06-02"}


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
        ("POST", f"{client}/_vertrek", client, OVERLEDEN),
        ("POST", f"{client}/overlijden/_herroep", client, None),
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


async def test_plans_and_households_say_which_state_was_seen(toegang: Toegang) -> None:
    """M18, M32: as `test_a_change_says_which_state_it_saw`, for all that is planned together."""
    een, twee = [str((await toegang.meld(melding(bsn=bsn)))["clientId"]) for bsn in (BSN, ANDER_BSN)]
    huis = gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    samen = gelukt(await toegang.post(f"/v1/clienten/{een}/plannen", plan(doel(), doel())))
    plan_pad, huis_pad = f"/v1/plannen/{samen['id']}", f"/v1/huishoudens/{huis['id']}"
    eerste, tweede = (f"{plan_pad}/doelen/{each['id']}" for each in samen["doelen"])  # type: ignore[attr-defined]
    changes = [
        ("PUT", eerste, plan_pad, doel(streefdatum="2024-10-01")),
        ("DELETE", tweede, plan_pad, None),
        ("PUT", f"{huis_pad}/regisseur", huis_pad, {"regisseur": "consulent-9"}),
        ("DELETE", f"{huis_pad}/leden/{twee}", huis_pad, None),
    ]
    for method, pad, gelezen, body in changes:
        etag = (await toegang.get(gelezen)).headers["ETag"]
        antwoorden = [await _send(toegang, method, pad, body, match) for match in (None, '"99"', etag, etag)]
        assert [each.status_code for each in antwoorden] == [428, 412, 204 if method == "DELETE" else 200, 412], pad
        assert antwoorden[2].headers["ETag"] == (await toegang.get(gelezen)).headers["ETag"] != etag
    stappen: list[tuple[str, Json]] = [
        (f"{plan_pad}/doelen", doel()),
        (f"{plan_pad}/zrm-metingen", {"op": "2024-06-03", "scores": {"financien": 2}}),
        (f"{plan_pad}/vaststelling", {"getoetst": True}),
    ]
    for pad, body in stappen:
        etag = (await toegang.get(plan_pad)).headers["ETag"]
        antwoorden = [await _send(toegang, "POST", pad, body, match) for match in ('"1"', etag)]
        assert [each.status_code for each in antwoorden] == [412, 201], pad
    (evaluatie, *_) = (await toegang.get(plan_pad)).json()["evaluaties"]
    uitkomst = {"gehoudenOp": "2024-06-03", "uitkomst": "voortzetten", "partijen": ["client", "aanbieder", "gemeente"]}
    pad, vooraf = f"/v1/evaluaties/{evaluatie['id']}", (await toegang.get(plan_pad)).headers["ETag"]
    antwoorden = [await _send(toegang, "POST", f"{pad}/uitkomst", uitkomst, match) for match in ('"9"', '"1"')]
    assert [each.status_code for each in antwoorden] == [412, 201]
    assert (await toegang.get(pad)).headers["ETag"] == '"2"'
    assert (await toegang.get(plan_pad)).headers["ETag"] != vooraf


async def test_of_two_who_change_a_goal_one_wins(toegang: Toegang) -> None:
    client_id = (await toegang.meld())["clientId"]
    gemaakt = await toegang.post(f"/v1/clienten/{client_id}/plannen", plan())
    pad, etag = gemaakt.headers["Location"], gemaakt.headers["ETag"]
    doelpad = f"{pad}/doelen/{gemaakt.json()['doelen'][0]['id']}"
    allen = await asyncio.gather(*[toegang.put(doelpad, doel(streefdatum="2024-10-01"), etag) for _ in range(4)])
    assert sorted(each.status_code for each in allen) == [200, 412, 412, 412]


ZONDER_STAND = {
    # What begins something of its own
    "/v1/meldingen",
    "/v1/signalen",
    "/v1/raadplegingen",
    "/v1/huishoudens",
    "/v1/clienten/{client_id}/plannen",
    "/v1/beschikkingen/{beschikking_id}/bezwaren",
    "/v1/vernietigingen",
    # What is added to what was said, and takes nothing away
    "/v1/clienten/{client_id}/bijdrageomstandigheden",
    "/v1/lopende-indicaties/_importeer",
    "/v1/omzettingen",
    "/v1/clienten/{client_id}/toestemmingen",
    "/v1/pgb-bestedingen/_importeer",
    "/v1/plandelen/{plandeel_id}/uitwerkingen",
    # What says the same whatever stood there
    "/v1/clienten/{client_id}/brp-toets",
    "/v1/clienten/{client_id}/bewaarplicht",
    "/v1/toestemmingen/{toestemming_id}/_intrekken",
    # What keeps nothing
    "/v1/meldingen/{melding_id}/afwegingen/_voorstel",
}
LEZEN = ("/_inzage", "/_zoek", "/_brief", "/_dossier", "/_inzagebrief")
BEHEER = ("/v1/dead-letters", "/v1/verteld")


def test_every_route_that_changes_something_knows_if_match(toegang_api: FastAPI) -> None:
    """A new route that forgets it shows here by name."""
    zonder = set()
    for kort, routes in toegang_api.openapi()["paths"].items():
        pad = f"/v1{kort}"
        for methode, route in routes.items():
            kent = any(each.get("name") == "If-Match" for each in route.get("parameters", []))
            if methode != "get" and not kent and not pad.endswith(LEZEN) and not pad.startswith(BEHEER):
                zonder.add(pad)
    assert zonder == ZONDER_STAND


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
    assert (jong.status_code, jong.json()["rule"]) == (400, "TR134")
    assert jong.json()["detail"].startswith(
        "De geboortedatum ligt na vandaag. Kies een dag van 03-06-1904 tot en met 03-06-2024"
    )
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
    assert gevonden[0].keys() == {"id", "gemeente", "overledenOp", "verhuisdOp", "brp"}
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
    for fout, genoemd in (
        ({}, {"body.bsn"}),
        ({"bsn": "999900007"}, {"body.bsn"}),
        ({"postcode": "1327 AB", "huisnummer": 1}, {"body.postcode"}),
        ({"postcode": "1327AB"}, {"body.huisnummer"}),
        ({"bsn": BSN, **adres}, {"body.bsn"}),
    ):
        answer = await toegang.post("/v1/clienten/_zoek", fout)
        assert {each["name"] for each in answer.json()["invalidParams"]} == genoemd, "of the form that was chosen"
        # Without the id of the request: nine of its digits in a row may happen to be a BSN.
        gezegd = str({**answer.json(), "instance": None})
        assert (answer.status_code, mask_bsn(gezegd)) == (400, gezegd)


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
        ("De afwegingen bij een melding, de nieuwste eerst.", None),
        ("gevonden bij zoeken", None),
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
