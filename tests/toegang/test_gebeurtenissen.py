"""What toegang tells about households, plans, goals, measurements and departures: codes and dates, nobody by name."""

import json

import pytest
from tests.toegang.conftest import ALMERE, ANDER_BSN, BSN, PERSOONSGEGEVENS, Json, Toegang, gelukt, product
from tests.toegang.plan import PARTIJEN, VANDAAG, ZRM, client, doel, nieuw_plan, plan, vastgesteld

from toegang.usecases.kondig_einde_aan import kondig_einde_aan

MATCH = {"If-Match": "*"}
SCORES = [{"domein": domein, "score": score} for domein, score in ZRM.items()]


async def verteld(toegang: Toegang, soort: str) -> list[Json]:
    """The data of the events of this type, in order."""
    return [each["data"] for each in await toegang.events() if each["type"] == f"nl.wmo.{soort}.v1"]  # type: ignore[misc]


async def test_a_household_tells_who_belongs_to_it(toegang: Toegang) -> None:
    een, twee, drie = sorted([await client(toegang, bsn=bsn) for bsn in (BSN, ANDER_BSN, "999900031")])
    body: Json = {"clienten": [een, twee], "regisseur": "Wilhelmina Grootkerk"}
    pad = f"/v1/huishoudens/{gelukt(await toegang.post('/v1/huishoudens', body))['id']}"
    gelukt(await toegang.post(f"{pad}/leden", {"clientId": drie}))
    gelukt(await toegang.put(f"{pad}/regisseur", {"regisseur": "Wilhelmina"}), 200)
    assert (await toegang.client.delete(f"{pad}/leden/{een}", headers=toegang.headers | MATCH)).status_code == 204
    over = {"huishoudenId": pad.rpartition("/")[2], "gemeente": ALMERE}
    assert await verteld(toegang, "huishoudens.gewijzigd") == [
        over | {"wijziging": "gevormd", "clienten": [een, twee]},
        over | {"wijziging": "lid erbij", "clienten": [een, twee, drie]},
        over | {"wijziging": "regisseur", "clienten": [een, twee, drie]},
        over | {"wijziging": "lid eraf", "clienten": [twee, drie]},
    ]
    assert not [each for each in PERSOONSGEGEVENS if each in json.dumps(await toegang.events())]


async def test_a_plan_tells_its_beginning_and_in_whose_household_it_is(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    gemaakt = await nieuw_plan(toegang, een)
    over = {"planId": gemaakt["id"], "clientId": een, "gemeente": ALMERE, "huishoudenId": None}
    assert await verteld(toegang, "plannen.gemaakt") == [
        over
        | {"soort": "ondersteuning", "inkoopmodel": "almere-2023", "inkoopmodelVersie": "2023-01-01"}
        | {"traject": "traject-2", "begindatum": VANDAAG, "einddatum": "2027-06-02"}
    ]
    samen = gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    weg = await toegang.client.delete(f"/v1/huishoudens/{samen['id']}/leden/{een}", headers=toegang.headers | MATCH)
    assert weg.status_code == 204
    assert await verteld(toegang, "plannen.overgegaan") == [over | {"huishoudenId": samen["id"]}, over]


async def test_a_goal_tells_that_it_is_new_changed_evaluated_and_gone(toegang: Toegang) -> None:
    """Its words stay here, and so does an area that the region does not know."""
    gemaakt = await nieuw_plan(toegang, await client(toegang), plan(doel(), doel(gebied="Wilhelmina")))
    blijft, gaat = (f"/v1/plannen/{gemaakt['id']}/doelen/{each['id']}" for each in gemaakt["doelen"])  # type: ignore[attr-defined]
    gelukt(await toegang.put(blijft, doel(streefdatum="2024-10-01", termijn="kort")), 200)
    assert (await toegang.client.delete(gaat, headers=toegang.headers | MATCH)).status_code == 204
    over = {"doelId": blijft.rpartition("/")[2], "planId": gemaakt["id"], "clientId": gemaakt["clientId"]}
    weg = {**over, "doelId": gaat.rpartition("/")[2], "gemeente": ALMERE}
    nieuw = over | {"gemeente": ALMERE, "gebied": "tijdsbesteding", "termijn": "lang", "netwerk": False}
    nieuw |= {"vanClient": False, "streefdatum": "2024-09-01", "status": "open"}
    assert await verteld(toegang, "doelen.vastgelegd") == [
        nieuw,
        nieuw | weg | {"gebied": None},
        nieuw | {"streefdatum": "2024-10-01", "termijn": "kort"},
    ]
    assert await verteld(toegang, "doelen.verwijderd") == [weg]
    assert "soos" not in json.dumps(await toegang.events())


async def test_a_refused_goal_tells_nothing(toegang: Toegang) -> None:
    af = await vastgesteld(toegang, await client(toegang))
    voor = await toegang.events()
    assert (await toegang.post(f"/v1/plannen/{af['id']}/doelen", doel(meetbaar=None))).status_code == 400
    assert await toegang.events() == voor


async def test_every_measurement_is_told_once_and_an_evaluation_closes_the_plan(toegang: Toegang) -> None:
    """M11: by itself and within an evaluation, of which the event says how it went from start to now."""
    af = await vastgesteld(toegang, await client(toegang))
    (wens,), (eerste, _) = af["doelen"], af["evaluaties"]  # type: ignore[misc]
    uitkomst: Json = {"gehoudenOp": VANDAAG, "uitkomst": "beeindigen", "partijen": PARTIJEN, "zrm": ZRM}
    uitkomst |= {"doelen": [{"doelId": wens["id"], "status": "behaald"}]}  # type: ignore[index]
    gelukt(await toegang.post(f"/v1/evaluaties/{eerste['id']}/uitkomst", uitkomst))  # type: ignore[index]
    over = {"planId": af["id"], "clientId": af["clientId"], "gemeente": ALMERE}
    metingen = await verteld(toegang, "metingen.vastgelegd")
    assert len({each["metingId"] for each in metingen}) == 2
    assert [each | {"metingId": ""} for each in metingen] == [
        over | {"metingId": "", "op": VANDAAG, "scores": SCORES}
    ] * 2
    assert [each["status"] for each in await verteld(toegang, "doelen.vastgelegd")] == ["open", "behaald"]
    assert await verteld(toegang, "plannen.afgesloten") == [over | {"reden": "evaluatie", "op": VANDAAG}]


async def test_a_departure_tells_what_becomes_of_plans_and_household(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    samen = await vastgesteld(toegang, een, plan(doel(), doel(clientId=twee)))
    for wie, reden, dag in ((een, "overleden", "2024-06-01"), (twee, "verhuisd", VANDAAG)):
        gelukt(await toegang.post(f"/v1/clienten/{wie}/_vertrek", {"reden": reden, "laatsteDag": dag}, **MATCH), 200)
    over = {"planId": samen["id"], "clientId": twee, "gemeente": ALMERE}
    assert await verteld(toegang, "clienten.vertrokken") == [
        {"clientId": een, "gemeente": ALMERE, "reden": "overleden", "laatsteDag": "2024-06-01"},
        {"clientId": twee, "gemeente": ALMERE, "reden": "verhuisd", "laatsteDag": VANDAAG},
    ]
    assert await verteld(toegang, "plannen.overgegaan") == [over | {"huishoudenId": samen["huishoudenId"]}]
    assert await verteld(toegang, "plannen.afgesloten") == [over | {"reden": "verhuisd", "op": VANDAAG}]
    vervallen = [each["clientId"] for each in await verteld(toegang, "doelen.vastgelegd") if each["status"] != "open"]
    assert vervallen == [een]
    assert [each["clienten"] for each in await verteld(toegang, "huishoudens.gewijzigd")][1:] == [[twee], []]


async def test_m38_the_warning_goes_to_the_client_by_letter_and_is_told(toegang: Toegang) -> None:
    """Who is not warned yet is on a list of its own; the same once more changes nothing."""
    gegeven = await toegang.beschikt(product(einddatum="2024-07-01"))
    async with toegang.room.work() as work:
        await kondig_einde_aan(work)
    (eerste,) = gegeven["producten"]  # type: ignore[misc]
    pad = f"/v1/aflopende-indicaties/{eerste['id']}"  # type: ignore[index]
    lijst = f"/v1/aflopende-indicaties?gemeente={ALMERE}&verstuurd=false"
    assert len((await toegang.get(lijst)).json()["items"]) == 1
    assert (await toegang.post(f"{pad}/_brief")).status_code == 403  # it names somebody
    lezer = toegang.token(scope="personen:lezen")
    brief = (await toegang.post(f"{pad}/_brief", **lezer)).text
    assert "Uw ondersteuning (Huishoudelijke ondersteuning) stopt na 01-07-2024." in brief
    assert "Niet eens met dit besluit?" not in brief
    assert (await toegang.post(f"{pad}/_brief?vorm=pdf", **lezer)).content.startswith(b"%PDF-")
    verzending = {"kanaal": "post", "verstuurdOp": VANDAAG}
    for _ in range(2):
        gelukt(await toegang.post(f"{pad}/_verstuurd", verzending), 200)
    assert (await toegang.get(lijst)).json()["items"] == []
    assert [(each["kanaal"], each["verstuurdOp"]) for each in await verteld(toegang, "indicaties.gewaarschuwd")] == [
        ("post", VANDAAG)
    ]
    anders = await toegang.post(f"{pad}/_verstuurd", verzending | {"kanaal": "gesprek"})
    assert (anders.status_code, anders.json()["rule"]) == (409, "M38")
    for dag in ("2024-06-02", "2024-06-04"):
        te_vroeg_of_laat = await toegang.post(f"{pad}/_verstuurd", verzending | {"verstuurdOp": dag})
        assert te_vroeg_of_laat.status_code == 400


@pytest.mark.parametrize(
    ("vervolg", "gewaarschuwd"),
    [
        (product(ingangsdatum="2024-07-02", einddatum="2025-05-31"), 0),
        (product(ingangsdatum="2024-07-03", einddatum="2025-05-31"), 1),
        (product("DB3", traject="traject-3", minutenPerWeek=480, ingangsdatum="2024-07-02", einddatum="2025-05-31"), 1),
    ],
    ids=("the next day", "with a gap", "other help"),
)
async def test_m38_who_goes_on_with_the_same_help_is_not_told_that_it_stops(
    toegang: Toegang, vervolg: Json, gewaarschuwd: int
) -> None:
    gegeven = await toegang.beschikt(product(einddatum="2024-07-01"), vervolg)
    for _ in range(2):
        async with toegang.room.work() as work:
            await kondig_einde_aan(work)
    assert len(await verteld(toegang, "indicaties.aangekondigd")) == gewaarschuwd
    over = {"reden": "wens client", "laatsteDag": "2024-06-30", "productIds": [gegeven["producten"][1]["id"]]}  # type: ignore[index]
    pad = f"/v1/beschikkingen/{gegeven['id']}/_beeindig"
    gelukt(await toegang.post(pad, over, **MATCH), 200)
    async with toegang.room.work() as work:
        await kondig_einde_aan(work)
    assert len(await verteld(toegang, "indicaties.aangekondigd")) == 1, "what was to follow does not come any more"


async def test_what_follows_an_indication_is_told(toegang: Toegang) -> None:
    """M38."""
    gegeven = await toegang.beschikt(product(einddatum="2024-07-01"))
    async with toegang.room.work() as work:
        await kondig_einde_aan(work)
    (eerste,) = gegeven["producten"]  # type: ignore[misc]
    pad = f"/v1/aflopende-indicaties/{eerste['id']}/vervolg"  # type: ignore[index]
    gelukt(await toegang.post(pad, {"vervolg": "andere-wet"}, **MATCH))
    assert await verteld(toegang, "vervolgen.bepaald") == [
        {
            "productId": eerste["id"],  # type: ignore[index]
            "beschikkingId": gegeven["id"],
            "clientId": gegeven["clientId"],
            "gemeente": ALMERE,
            "wet": "wmo",
            "vervolg": "andere-wet",
        }
    ]
