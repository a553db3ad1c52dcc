"""The list of a day for the CAK, who may have it, and what may not be recorded (M142)."""

import csv
from datetime import date
from io import StringIO

import pytest
from tests.toegang.bijdrage import Gebruik, hoor_zelf, kort, op, opgaven
from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, BSN, NU, Json, Toegang, gelukt, melding, product

from bladen import XLSX, lees
from chassis.persoonsgegevens import vernietig
from toegang.usecases.eigen_bijdrage import groepen_van, herbereken
from toegang.usecases.vernietig import KAART

JUNI = date(2024, 6, 1)
LIJST = f"/v1/eigen-bijdragen?gemeente={ALMERE}&op={NU.date()}"
BESTAND = LIJST.replace("?", "/export?")
BEIDE = "toegang personen:lezen"


async def begonnen(toegang: Toegang, bsn: str = BSN) -> str:
    """The id of a client whose help began."""
    besloten = await toegang.beschikt(body=melding(bsn=bsn))
    hulp = Gebruik(toegang, str(besloten["clientId"]), toewijzing_id=f"019a0000-0000-7000-8000-{bsn:0>12}")
    await hulp.start(JUNI)
    return hulp.client_id


async def test_the_list_comes_by_cursor_and_names_nobody(toegang: Toegang) -> None:
    clienten = [await begonnen(toegang, bsn) for bsn in (BSN, ANDER_BSN)]
    eerste = gelukt(await toegang.get(f"{LIJST}&limit=1"), 200)
    tweede = gelukt(await toegang.get(f"{LIJST}&limit=1&cursor={eerste['volgende']}"), 200)
    assert [each["clientId"] for page in (eerste, tweede) for each in page["items"]] == clienten  # type: ignore[attr-defined]
    assert tweede["volgende"] is None
    assert BSN not in (await toegang.get(LIJST)).text


async def test_m142_the_file_has_the_bsn_and_leaves_a_trace(toegang: Toegang) -> None:
    client_id = await begonnen(toegang)
    toegang.headers = toegang.token(ALMERE, scope=BEIDE)
    answer = await toegang.get(BESTAND)
    assert answer.headers["content-disposition"] == f'attachment; filename="eigen-bijdragen-0034-{NU.date()}.csv"'
    (rij,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert (rij["BSN"], rij["Soort"], rij["Bedrag per maand"], rij["Trekt in"]) == (BSN, "start", "20,60", "")
    (spoor,) = [each for each in await toegang.logboek() if each["operatie"] == "get_eigen_bijdragen_export"]
    assert spoor["client_id"] == client_id
    blad = (await toegang.get(f"{BESTAND}&vorm=xlsx")).content
    ((_, een),) = lees(XLSX, blad, ["bsn", "soort", "per"])
    assert (een["bsn"], een["soort"], een["client"]) == (BSN, "start", client_id)


async def test_an_empty_day_is_an_empty_file(toegang: Toegang) -> None:
    toegang.headers = toegang.token(ALMERE, scope=BEIDE)
    answer = await toegang.get(BESTAND)
    assert (answer.status_code, len(answer.text.strip().splitlines())) == (200, 1)


async def test_who_may_not_see_it(toegang: Toegang) -> None:
    client_id = await begonnen(toegang)
    for scope in ("toegang", "personen:lezen"):
        toegang.headers = toegang.token(ALMERE, scope=scope)
        assert (await toegang.get(BESTAND)).status_code == 403
    toegang.headers = toegang.token(ALMELO, scope=BEIDE)
    assert (await toegang.get(BESTAND)).status_code == 403
    assert (await toegang.get(LIJST)).status_code == 403
    assert (await toegang.get(f"/v1/clienten/{client_id}/eigen-bijdrage")).status_code == 404
    pad = f"/v1/clienten/{client_id}/bijdrageomstandigheden"
    assert (await toegang.post(pad, {"vanaf": "2024-06-01", "gehuwd": False})).status_code == 404


@pytest.mark.parametrize(
    ("zo", "veld"),
    [
        ({"partnerId": "zelf"}, "body.partnerId"),
        ({"partnerId": "zelf", "gehuwd": True}, "body.partnerId"),
        ({"partnerId": "ander", "gehuwd": True, "partnerBetaalt": True}, "body.partnerBetaalt"),
        (
            {"partnerId": "ander", "gehuwd": True, "partnerGeboortedatum": "1950-01-01"},
            "body.partnerGeboortedatum",
        ),
        ({"partnerBetaalt": True}, "body.partnerBetaalt"),
        ({"partnerGeboortedatum": "1950-01-01"}, "body.partnerGeboortedatum"),
        ({"partnerGeboortedatum": "2024-06-04", "gehuwd": True}, "body.partnerGeboortedatum"),
        ({"partnerGeboortedatum": "9999-12-31", "gehuwd": True}, "body.partnerGeboortedatum"),
        ({"partnerGeboortedatum": "1904-06-02", "gehuwd": True}, "body.partnerGeboortedatum"),
        ({"vrijstellingen": ["wlz", "rijk"]}, "body.vrijstellingen.1"),
        ({"vrijstellingen": ["wlz"], "vanaf": "2019-12-31"}, "body.vrijstellingen.0"),
        ({"partnerId": "overleden", "gehuwd": True}, "body.partnerId"),
        ({"partnerId": "elders", "gehuwd": True}, "body.partnerId"),
    ],
)
async def test_what_cannot_be_recorded(toegang: Toegang, zo: Json, veld: str) -> None:
    ids = {"zelf": await toegang.meld(), "ander": await toegang.meld(melding(bsn=ANDER_BSN))}
    ids |= {"overleden": await toegang.meld(melding(bsn="999900031"))}
    ids |= {"elders": await toegang.meld(melding(ALMELO, bsn="999900043"))}
    weg = {"reden": "overleden", "laatsteDag": "2024-05-31"}
    pad = f"/v1/clienten/{ids['overleden']['clientId']}/_vertrek"
    gelukt(await toegang.post(pad, weg, **{"If-Match": "*"}), 200)
    body = {"vanaf": "2024-06-01", "gehuwd": False} | zo
    if "partnerId" in body:
        body["partnerId"] = ids[str(body["partnerId"])]["clientId"]
    answer = await toegang.post(f"/v1/clienten/{ids['zelf']['clientId']}/bijdrageomstandigheden", body)
    assert answer.status_code == 400, answer.text
    (param,) = answer.json()["invalidParams"]
    assert param["name"] == veld
    assert (await toegang.rows())["bijdrageomstandigheden"] == []


async def test_a_partner_who_is_not_known_is_not_found(toegang: Toegang) -> None:
    pad = f"/v1/clienten/{(await toegang.meld())['clientId']}/bijdrageomstandigheden"
    body = {"vanaf": "2024-06-01", "gehuwd": True, "partnerId": "niemand"}
    assert (await toegang.post(pad, body)).status_code == 404


async def test_somebody_who_marries_again_leaves_the_first_alone(toegang: Toegang) -> None:
    een, twee, drie = [str((await toegang.meld(melding(bsn=bsn)))["clientId"]) for bsn in (BSN, ANDER_BSN, "999900031")]
    for wie, partner, vanaf in ((een, twee, "2024-01-01"), (drie, twee, "2024-02-01")):
        body = {"vanaf": vanaf, "gehuwd": True, "partnerId": partner}
        gelukt(await toegang.post(f"/v1/clienten/{wie}/bijdrageomstandigheden", body))
    zo = {}
    for naam, wie in (("een", een), ("twee", twee), ("drie", drie)):
        stand = gelukt(await toegang.get(f"/v1/clienten/{wie}/eigen-bijdrage"), 200)
        zo[naam] = stand["bijdrageomstandigheden"]["partnerId"]  # type: ignore[index]
    assert zo == {"een": None, "twee": drie, "drie": twee}


async def test_of_who_is_destroyed_nothing_is_left_and_the_partner_names_nobody(toegang: Toegang) -> None:
    een = await begonnen(toegang)
    ander = str((await toegang.meld(melding(bsn=ANDER_BSN)))["clientId"])
    body = {"vanaf": "2024-01-01", "gehuwd": True, "partnerId": ander}
    gelukt(await toegang.post(f"/v1/clienten/{een}/bijdrageomstandigheden", body))
    async with toegang.room.work() as work:
        await vernietig(work, KAART, een)
    rows = await toegang.rows()
    assert [rows[naam] for naam in ("bijdrageopgaven", "gehoorde_leveringen", "bijdragemomenten")] == [[], [], []]
    (over,) = rows["bijdrageomstandigheden"]
    assert over["client_id"] == ander
    assert over["partner_id"] not in {een, None}
    await hoor_zelf(toegang)
    assert await opgaven(toegang) == []


async def test_the_product_of_a_later_decision_goes_on_without_a_new_start(toegang: Toegang) -> None:
    """The assignment is stretched (0517), so no provider tells a start."""
    een = await begonnen(toegang)
    pad = await toegang.aangevraagd()
    body: Json = {"besluitdatum": "2024-05-27", "motivering": "Het gaat door."}
    body |= {"producten": [product(ingangsdatum="2025-06-01", einddatum="2026-05-31")]}
    gelukt(await toegang.post(f"{pad}/beschikkingen", body))
    await hoor_zelf(toegang)
    for dag in (date(2025, 6, 1), date(2026, 6, 1)):
        op(toegang, dag)
        async with toegang.room.work() as work:
            await herbereken(work, await groepen_van(work, {een: None}))
    assert await opgaven(toegang, date(2025, 6, 1)) == []
    assert kort(await opgaven(toegang, date(2026, 6, 1))) == ["stop 2026-06-01"]
