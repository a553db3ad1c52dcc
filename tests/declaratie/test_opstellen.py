"""A provider without software: a declaration out of a few lines comes in as any other, and is tried in words first."""

import json

import httpx
import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import ALKMAAR, ALMERE, ANDERE_AGB, ANDERE_BSN, BSN, MINUUT, NUMMER, TOTAAL, UUR, UURTARIEF
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt

import wetten
from chassis.tokens import Caller
from istandaard.berichten import Bericht323

Json = dict[str, object]
MAART = "2023-03"


@pytest.fixture(autouse=True)
def toegang(declaratie: Declaratie) -> list[Json]:
    """Toegang knows two clients; what it was asked."""
    gevraagd: list[Json] = []
    bsns = {f"client-{bsn[-4:]}": bsn for bsn in (BSN, ANDERE_BSN)}

    async def antwoord(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/clienten/_inzage"
        body = json.loads(request.content)
        gevraagd.append(body)
        gevonden = [{"clientId": each, "persoon": {"bsn": bsns[each]}} for each in body["clienten"]]
        return httpx.Response(200, json=gevonden)

    client = httpx.AsyncClient(transport=httpx.MockTransport(antwoord), base_url="http://toegang.test")
    declaratie.room.peers = dict(declaratie.room.peers) | {"toegang": client}
    return gevraagd


def regels(*prestaties: Json, **anders: object) -> Json:
    """The body of a declaration; without lines ten hours in March."""
    standaard: Json = {"toewijzingNummer": NUMMER, "volume": 10}
    return {"gemeente": ALMERE, "maand": MAART, "prestaties": list(prestaties) or [standaard]} | anders


async def stuur(declaratie: Declaratie, pad: str, body: Json, **headers: str) -> httpx.Response:
    return await declaratie.client.post(f"/v1/declaraties{pad}", json=body, headers=declaratie.aanbieder() | headers)


async def aangenomen(declaratie: Declaratie, body: Json) -> tuple[Bericht323, list[Json]]:
    """The message that was written, and the judged lines of it."""
    answer = await stuur(declaratie, "", body)
    assert answer.status_code == 202, answer.text
    id_ = answer.json()["id"]
    assert answer.headers["Location"] == f"/v1/berichten/{id_}"
    await declaratie.werk()
    headers = declaratie.aanbieder() | {"Accept": "application/xml"}
    inhoud = (await declaratie.client.get(f"/v1/berichten/{id_}/inhoud", headers=headers)).content
    bericht = wetten.lees(inhoud)
    assert isinstance(bericht, Bericht323)
    assert list(wetten.controleer(bericht)) == []
    items = (await declaratie.get(f"/v1/declaraties/{id_}/prestaties"))["items"]
    assert isinstance(items, list)
    return bericht, items


async def test_a_few_lines_become_a_message_that_is_granted(declaratie: Declaratie, toegang: list[Json]) -> None:
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN, termijn=("03-10", "12-31"))
    bericht, gevonden = await aangenomen(
        declaratie,
        regels({"toewijzingNummer": NUMMER, "volume": 10}, {"toewijzingNummer": 2002, "volume": 4}),
    )
    assert [client.bsn for client in bericht.declaratie.clienten] == [BSN, ANDERE_BSN]
    velden = ("toewijzingNummer", "begindatum", "einddatum", "volume", "eenheid", "tarief", "bedrag", "isToegekend")
    assert [[each[veld] for veld in velden] for each in gevonden] == [
        [NUMMER, "2023-03-01", "2023-03-31", 10, UUR, UURTARIEF, 10 * UURTARIEF, True],
        [2002, "2023-03-10", "2023-03-31", 4, UUR, UURTARIEF, 4 * UURTARIEF, True],
    ]
    assert bericht.declaratie.totaal_ingediend_bedrag.totaal_bedrag == 14 * UURTARIEF
    assert toegang[-1] == {"clienten": sorted(f"client-{bsn[-4:]}" for bsn in (BSN, ANDERE_BSN))}


async def test_minutes_are_billed_at_a_price_per_hour(declaratie: Declaratie) -> None:
    """IV081: rounded once, at the end."""
    await declaratie.wijs_toe(2002, omvang=(6_000, MINUUT, TOTAAL))
    _, (gevonden,) = await aangenomen(declaratie, regels({"toewijzingNummer": 2002, "volume": 50}))
    assert (gevonden["eenheid"], gevonden["bedrag"], gevonden["isToegekend"]) == (MINUUT, UURTARIEF * 50 // 60, True)


async def test_a_trial_says_in_words_what_would_be_wrong_and_keeps_nothing(declaratie: Declaratie) -> None:
    body = regels(
        {"toewijzingNummer": NUMMER, "volume": 90}, {"toewijzingNummer": NUMMER, "volume": 11, "maand": "2023-02"}
    )
    proef = (await stuur(declaratie, "/_proef", body)).raise_for_status().json()
    assert (proef["redenen"], proef["bedragIngediend"], proef["bedragToegekend"]) == (
        [],
        101 * UURTARIEF,
        90 * UURTARIEF,
    )
    goed, fout = proef["prestaties"]
    assert (goed["isToegekend"], goed["redenen"]) == (True, [])
    (reden,) = fout["redenen"]
    assert (fout["isToegekend"], reden["regel"]) == (False, "TR322")
    assert reden["advies"].startswith("Het volume van de toewijzing is op")
    assert (await declaratie.get("/v1/berichten"))["items"] == []
    _, gevonden = await aangenomen(declaratie, body)
    assert [each["isToegekend"] for each in gevonden] == [True, False], "the trial told the truth"


async def test_a_declaration_that_would_be_refused_whole_says_so(declaratie: Declaratie) -> None:
    """TR318: what came in later over an earlier month than another is refused as if it was never sent."""
    await aangenomen(declaratie, regels(maand="2023-04"))
    proef = (await stuur(declaratie, "/_proef", regels())).raise_for_status().json()
    assert [each["regel"] for each in proef["redenen"]] == ["TR318"]
    assert proef["bedragToegekend"] == 0
    assert [(each["isToegekend"], each["redenen"]) for each in proef["prestaties"]] == [(False, [])]


async def test_a_line_is_taken_back_as_it_was_billed(declaratie: Declaratie) -> None:
    _, (eerst,) = await aangenomen(declaratie, regels())
    terug = regels(crediteert=[eerst["referentie"]], prestaties=[{"toewijzingNummer": NUMMER, "volume": 8}])
    bericht, gevonden = await aangenomen(declaratie, terug)
    assert {(each["isCredit"], each["volume"], each["isToegekend"]) for each in gevonden} == {
        (True, 10, True),
        (False, 8, True),
    }
    totaal = bericht.declaratie.totaal_ingediend_bedrag
    assert (totaal.totaal_bedrag, totaal.debet_credit) == (2 * UURTARIEF, "C")
    nog_eens = await stuur(declaratie, "/_proef", regels(prestaties=[], crediteert=[eerst["referentie"]]))
    assert [each["regel"] for each in nog_eens.json()["prestaties"][0]["redenen"]] == ["TR390"]


async def test_numbers_never_meet_and_the_same_key_gives_the_same_message(declaratie: Declaratie) -> None:
    sleutel = {"Idempotency-Key": "3f1c2d9e-0000-4000-8000-000000000001"}
    een, weer = [(await stuur(declaratie, "", regels(), **sleutel)).json() for _ in range(2)]
    ander = (await stuur(declaratie, "", regels(maand="2023-04"))).json()
    assert een == weer
    assert (een["identificatie"], ander["identificatie"]) == ("W00000000001", "W00000000002")


@pytest.mark.parametrize(
    ("body", "veld"),
    [
        (regels({"toewijzingNummer": 9, "volume": 1}), "body.prestaties.0.toewijzingNummer"),
        (regels(gemeente=ALKMAAR), "body.prestaties.0.toewijzingNummer"),
        (regels(wet="jeugdwet"), "body.prestaties.0.toewijzingNummer"),
        (regels(maand="2023-06"), "body.maand"),
        (regels({"toewijzingNummer": NUMMER, "volume": 1, "maand": "2022-12"}), "body.prestaties.0.maand"),
        (regels(prestaties=[]), "body.prestaties"),
        (regels(crediteert=["onbekend"]), "body.crediteert.0"),
        (regels({"toewijzingNummer": NUMMER, "volume": 0}), "body.prestaties.0.volume"),
    ],
)
async def test_a_line_that_cannot_be_written_is_named_and_nothing_comes_in(
    declaratie: Declaratie, body: Json, veld: str
) -> None:
    for pad in ("", "/_proef"):
        answer = await stuur(declaratie, pad, body)
        assert answer.status_code == 400
        assert [each["name"] for each in answer.json()["invalidParams"]] == [veld]
    assert (await declaratie.get("/v1/berichten"))["items"] == []


async def test_an_amount_that_fits_in_no_message_is_named_at_its_line(declaratie: Declaratie) -> None:
    past = 99_999_999 // UURTARIEF
    assert (await stuur(declaratie, "/_proef", regels({"toewijzingNummer": NUMMER, "volume": past}))).status_code == 200
    te_veel = await stuur(declaratie, "/_proef", regels({"toewijzingNummer": NUMMER, "volume": past + 1}))
    assert te_veel.status_code == 400
    assert te_veel.json()["invalidParams"][0]["name"] == "body.prestaties.0.volume"


async def test_without_a_price_or_a_product_no_line_is_written(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, product=("02", None))
    await declaratie.wijs_toe(2003, product=("02", "DB2B"))
    for nummer, regel in ((2002, "TR340"), (2003, "TR418")):
        answer = await stuur(declaratie, "/_proef", regels({"toewijzingNummer": nummer, "volume": 1}))
        assert (answer.status_code, answer.json()["rule"]) == (400, regel)


async def test_at_the_price_of_another_unit_no_line_is_written(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, product=("02", "DB2B"))
    await declaratie.sluit_contract(product=("02", "DB2B", "16"))
    answer = await stuur(declaratie, "/_proef", regels({"toewijzingNummer": 2002, "volume": 60}))
    assert (answer.status_code, answer.json()["rule"]) == (400, "TR418")
    assert "andere eenheid" in str(answer.json())


async def test_only_a_provider_writes_and_only_on_its_own_assignments(declaratie: Declaratie) -> None:
    ander = declaratie.aanbieder(ANDERE_AGB)
    assert (await declaratie.client.post("/v1/declaraties", json=regels(), headers=ander)).status_code == 400
    gemeente = declaratie._token(Caller("g", frozenset({"declaratie"}), gemeenten=frozenset({ALMERE})))
    assert (await declaratie.client.post("/v1/declaraties", json=regels(), headers=gemeente)).status_code == 403


async def test_no_bsn_comes_back(declaratie: Declaratie) -> None:
    for pad in ("", "/_proef"):
        assert BSN not in (await stuur(declaratie, pad, regels())).text


@met_standaard
async def test_what_is_written_is_valid_by_the_standard(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN)
    bericht, (eerst, _) = await aangenomen(
        declaratie, regels({"toewijzingNummer": NUMMER, "volume": 10}, {"toewijzingNummer": 2002, "volume": 4})
    )
    terug, _ = await aangenomen(declaratie, regels(prestaties=[], crediteert=[eerst["referentie"]]))
    for each in (bericht, terug):
        assert xsd_aanvaardt("WMO323", wetten.schrijf(each))
