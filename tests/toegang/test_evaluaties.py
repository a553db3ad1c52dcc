"""Evaluations, their follow-up, and indications that end: over the API."""

import json
from datetime import UTC, date, datetime

from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, HOUTEN, Json, Toegang, gelukt, melding
from tests.toegang.plan import PARTIJEN, VANDAAG, ZRM, client, doel, evaluatie, nieuw_plan, plan, regels, vastgesteld

from toegang.tables import Beschikking, BeschiktProduct
from toegang.usecases.kondig_einde_aan import kondig_einde_aan


async def test_m85_m86_an_evaluation_with_outcome_and_follow_up(toegang: Toegang) -> None:
    """Goals reached, self-reliance from start to now, and what follows; told without names or words."""
    af = await vastgesteld(toegang, await client(toegang), plan(doel(), doel()))
    eerste, _ = (each["id"] for each in af["doelen"])  # type: ignore[index, union-attr]
    uitkomst = {
        "gehoudenOp": VANDAAG,
        "uitkomst": "bijstellen",
        "partijen": PARTIJEN,
        "doelen": [{"doelId": eerste, "status": "behaald"}],
        "zrm": ZRM | {"financien": 4},
        "verslag": "Ze gaat elke week naar de soos.",
    }
    pad = await evaluatie(toegang, af)
    gedaan = gelukt(await toegang.post(pad, uitkomst))
    assert (gedaan["status"], gedaan["uitkomst"]) == ("gehouden", "bijstellen")
    assert (await toegang.get(pad.removesuffix("/uitkomst"))).json() == gedaan
    event = (await toegang.events())[-1]
    assert event["type"] == "nl.wmo.evaluaties.vastgelegd.v1"
    data = event["data"]
    assert isinstance(data, dict)
    assert (data["doelenTotaal"], data["doelenBehaald"], data["doelenDeels"]) == (2, 1, 0)
    assert {"domein": "financien", "start": 2, "nu": 4} in data["zrm"]
    assert "soos" not in json.dumps(await toegang.events())
    assert "soos" not in str(await toegang.rows())
    assert (await toegang.post(pad, uitkomst)).status_code == 409
    lezen = pad.replace("/uitkomst", "/_inzage")
    assert (await toegang.post(lezen)).status_code == 403
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    assert (await toegang.post(lezen)).json() == {"verslag": "Ze gaat elke week naar de soos."}
    assert "plan gelezen" in [each["naam"] for each in await toegang.logboek()]


async def test_an_evaluation_that_lacks_something(toegang: Toegang) -> None:
    """M85: who is there; M17: the director before scaling down; M11: measured again after a year."""
    kort, lang = doel(termijn="kort", streefdatum="2024-10-03"), doel(streefdatum="2026-01-01")
    drie = plan(kort, lang, traject="traject-3", einddatum="2026-06-02")
    pad = await evaluatie(toegang, await vastgesteld(toegang, await client(toegang), drie))
    goed: Json = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    assert await regels(toegang, pad, goed | {"partijen": ["client", "aanbieder"]}) == ["M85"]
    alleen = goed | {"partijen": ["client"], "uitkomst": "beeindigen"}
    assert await regels(toegang, pad, alleen) == ["M85", "M17"]
    assert await regels(toegang, pad, goed | {"antwoorden": ["ja"]}) == ["M87"]
    assert await regels(toegang, pad, goed | {"doelen": [{"doelId": "weg", "status": "behaald"}]}) == [None]
    assert await regels(toegang, pad, goed | {"gehoudenOp": "2024-06-04"}) == [None]
    gelukt(await toegang.post(pad, goed))


async def test_when_support_ends_the_plan_is_closed(toegang: Toegang) -> None:
    af = await vastgesteld(toegang, await client(toegang))
    einde = {"gehoudenOp": VANDAAG, "uitkomst": "beeindigen", "partijen": PARTIJEN}
    gelukt(await toegang.post(await evaluatie(toegang, af), einde))
    pad = f"/v1/plannen/{af['id']}"
    dicht = (await toegang.get(pad)).json()
    assert dicht["status"] == "afgesloten"
    assert [each["status"] for each in dicht["evaluaties"]] == ["gehouden", "vervallen"]
    assert (await toegang.post(f"{pad}/doelen", doel())).status_code == 409
    assert (await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM})).status_code == 409
    await nieuw_plan(toegang, str(af["clientId"]))


async def test_what_is_due_stands_in_a_list(toegang: Toegang) -> None:
    af = await vastgesteld(toegang, await client(toegang))
    vraag = f"/v1/evaluaties?gemeente={ALMERE}&tot="
    assert (await toegang.get(f"{vraag}2025-06-02")).json() == {"items": [], "volgende": None}
    eerst = (await toegang.get(f"{vraag}2025-06-03")).json()["items"]
    assert [each["id"] for each in eerst] == [af["evaluaties"][0]["id"]]  # type: ignore[index]
    assert (await toegang.client.get(f"{vraag}2025-06-03", headers=toegang.token(HOUTEN))).status_code == 403


async def test_what_is_due_comes_page_by_page_also_on_one_day(toegang: Toegang) -> None:
    een, ander = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    alle = [each for wie in (een, ander) for each in (await vastgesteld(toegang, wie))["evaluaties"]]  # type: ignore[attr-defined]
    op_volgorde = [each["id"] for each in sorted(alle, key=lambda each: (each["geplandOp"], each["id"]))]
    assert len(alle) == 2 * len({each["geplandOp"] for each in alle}) == 4
    for limit in (1, 3, 4):
        vraag = f"/v1/evaluaties?gemeente={ALMERE}&tot=2030-01-01&limit={limit}"
        gezien, pagina = [], (await toegang.get(vraag)).json()
        while True:
            gezien += [each["id"] for each in pagina["items"]]
            if pagina["volgende"] is None:
                break
            assert len(pagina["items"]) == limit
            pagina = (await toegang.get(f"{vraag}&cursor={pagina['volgende']}")).json()
        assert gezien == op_volgorde


async def _beschikt(toegang: Toegang, client_id: str, melding_id: str, gemeente: str, *einden: str | None) -> list[str]:
    """Decided products that end on these days, straight in the tables; the ids of them."""
    model = {ALMERE: "almere-2023", ALMELO: "almelo-2024"}[gemeente]
    beschikking = Beschikking(
        id=f"b{gemeente}",
        melding_id=melding_id,
        client_id=client_id,
        gemeente=gemeente,
        wet="wmo",
        zaaknummer="K7PM-3RXC",
        besluitdatum=date(2024, 1, 1),
        soort="besluit",
        uitkomst="toegekend",
        inkoopmodel=model,
        inkoopmodel_versie=date(2023, 1, 1),
        motivering=b"",
    )
    producten = [
        BeschiktProduct(
            id=f"p{gemeente}{nr}",
            beschikking_id=beschikking.id,
            volgnummer=nr,
            categorie="01",
            code=("HO", "IB2B", "HO", "DB2B", "IB3")[nr] if gemeente == ALMERE else "OIL2",
            volume=1,
            eenheid="82",
            frequentie="4",
            ingangsdatum=date(2024, 1, 1),
            einddatum=date.fromisoformat(einde) if einde else None,
            vorm="natura",
            spoed=False,
            afschaalmomenten=[],
            contactmomenten=[],
            regels=[],
        )
        for nr, einde in enumerate(einden)
    ]
    async with toegang.room.work() as work:
        work.session.add(beschikking)
        await work.session.flush()
        work.session.add_all(producten)
    return [each.id for each in producten]


async def test_m38_the_client_is_warned_before_an_indication_ends(toegang: Toegang) -> None:
    """Eight weeks before in Almere; once; with what follows. It is 3 June 2024."""
    zaak = await toegang.meld()
    einden = ("2024-06-02", "2024-06-03", "2024-07-29", "2024-07-30", None)
    _, vandaag, nog_net, _, _ = await _beschikt(toegang, str(zaak["clientId"]), str(zaak["id"]), ALMERE, *einden)
    for _ in range(2):
        async with toegang.room.work() as work:
            await kondig_einde_aan(work)
    verteld = [each for each in await toegang.events() if each["type"] == "nl.wmo.indicaties.aangekondigd.v1"]
    assert [each["subject"] for each in verteld] == [vandaag, nog_net]
    pad = f"/v1/aflopende-indicaties?gemeente={ALMERE}"
    gevonden = (await toegang.get(pad)).json()["items"]
    assert [each["productId"] for each in gevonden] == [vandaag, nog_net]
    assert gevonden[1]["bericht"] == (
        "Uw ondersteuning (Huishoudelijke ondersteuning) stopt na 29-07-2024. "
        "Wij nemen contact met u op om te bespreken wat u daarna nodig heeft."
    )
    vervolg = f"/v1/aflopende-indicaties/{nog_net}/vervolg"
    daarna = gelukt(await toegang.post(vervolg, {"vervolg": "algemene-voorziening"}, **{"If-Match": '"1"'}))
    assert str(daarna["bericht"]).endswith("Daarna kunt u terecht bij een algemene voorziening in de buurt.")
    assert (await toegang.post("/v1/aflopende-indicaties/weg/vervolg", {"vervolg": "geen"})).status_code == 404
    toegang.headers = toegang.token(HOUTEN)
    assert (await toegang.get(pad)).status_code == 403
    assert (await toegang.post(vervolg, {"vervolg": "geen"})).status_code == 404


async def test_an_evaluation_tells_what_the_client_has(toegang: Toegang) -> None:
    zaak = await toegang.meld()
    client_id = str(zaak["clientId"])
    await _beschikt(toegang, client_id, str(zaak["id"]), ALMERE, "2024-12-31", "2024-06-02")
    af = await vastgesteld(toegang, client_id)
    einde = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    gelukt(await toegang.post(await evaluatie(toegang, af), einde))
    data = (await toegang.events())[-1]["data"]
    assert isinstance(data, dict)
    assert (data["producten"], data["aanbieders"]) == (["HO"], [])


async def test_m127_an_evaluation_tells_of_goals_that_relieve_the_carer(toegang: Toegang) -> None:
    client_id = str((await toegang.meld())["clientId"])
    af = await vastgesteld(toegang, client_id, plan(doel(), doel(voorMantelzorger=True), doel(voorMantelzorger=True)))
    _, bereikt, _ = (str(each["id"]) for each in af["doelen"])  # type: ignore[union-attr, index]
    einde = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    einde |= {"doelen": [{"doelId": bereikt, "status": "behaald"}]}
    gelukt(await toegang.post(await evaluatie(toegang, af), einde))
    data = (await toegang.events())[-1]["data"]
    assert isinstance(data, dict)
    assert (data["doelenMantelzorger"], data["behaaldMantelzorger"]) == (2, 1)


async def test_m87_alkmaar_asks_three_questions(toegang: Toegang) -> None:
    """Fits, works, network: three answers, or the evaluation is refused."""
    object.__setattr__(toegang.room, "clock", lambda: datetime(2027, 6, 3, 8, tzinfo=UTC))
    client_id = str((await toegang.meld(melding("0361", "2027-06-01")))["clientId"])
    body = plan(doel(streefdatum="2027-09-01"), traject="herstel", begindatum="2027-06-03", einddatum="2028-06-02")
    af = await vastgesteld(toegang, client_id, body, zrm=False)
    pad = await evaluatie(toegang, af)
    goed: Json = {"gehoudenOp": "2027-06-03", "uitkomst": "voortzetten", "partijen": PARTIJEN}
    assert await regels(toegang, pad, goed) == ["M87"]
    gedaan = gelukt(await toegang.post(pad, goed | {"antwoorden": ["ja", "deels", "nee"]}))
    assert gedaan["antwoorden"] == ["ja", "deels", "nee"]


async def test_m29_the_case_decides_when_it_is_evaluated_in_alkmaar(toegang: Toegang) -> None:
    """Chapter 2: how often and how direction is given depends on the case; days outside the plan are refused."""
    object.__setattr__(toegang.room, "clock", lambda: datetime(2027, 6, 3, 8, tzinfo=UTC))
    client_id = str((await toegang.meld(melding("0361", "2027-06-01")))["clientId"])
    body = plan(doel(streefdatum="2027-09-01"), traject="herstel", begindatum="2027-06-03", einddatum="2028-06-02")
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, client_id, body))['id']}/vaststelling"
    for buiten in ("2027-06-03", "2028-06-03"):
        assert await regels(toegang, pad, {"getoetst": True, "evaluatiedagen": ["2027-07-01", buiten]}) == ["M29"]
    dagen = ["2027-09-01", "2027-07-01", "2027-07-01"]
    af = gelukt(await toegang.post(pad, {"getoetst": True, "evaluatiedagen": dagen}))
    assert [each["geplandOp"] for each in af["evaluaties"]] == ["2027-07-01", "2027-09-01"]  # type: ignore[attr-defined]
    verteld = (await toegang.events())[-1]["data"]
    assert isinstance(verteld, dict)
    assert verteld["evaluatiemomenten"] == ["2027-07-01", "2027-09-01"]


async def test_m68_elsewhere_the_rhythm_of_the_region_holds(toegang: Toegang) -> None:
    af = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang)))['id']}"
    gelukt(await toegang.post(f"{af}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    eigen: Json = {"getoetst": True, "evaluatiedagen": ["2024-12-01"]}
    assert await regels(toegang, f"{af}/vaststelling", eigen) == ["M68"]
    gelukt(await toegang.post(f"{af}/vaststelling", {"getoetst": True}))
