"""What a decision may say: outcome, form, time per week, urgent need; and what it changes."""

from datetime import date

from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    ANDER_BSN,
    BEVESTIGING,
    ONDERZOEK,
    Json,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    melding,
    met,
    persoon,
    product,
)

from inkoop import laad
from istandaard.codes import Eenheid
from toegang.domain.beschikking import Gevraagd, Vorm, pgb_budget
from toegang.domain.weging import Keuze

PGB: Json = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Zij houdt haar administratie bij."}


async def _besluit(toegang: Toegang, *producten: Json) -> tuple[int, str, str | None]:
    """Status, field and rule of a decision."""
    answer = await toegang.post(f"{await toegang.aangevraagd()}/beschikkingen", beschikking(*producten))
    problem = answer.json()
    return answer.status_code, problem.get("invalidParams", [{"name": ""}])[0]["name"], problem.get("rule")


async def test_m16_a_pgb_needs_a_skill_check(toegang: Toegang) -> None:
    """M16: held, passed, and the citizen chooses who helps."""
    pad = f"{await toegang.aangevraagd()}/beschikkingen"
    gewoon = product("IB2B", volume=104)
    cases: list[tuple[Json, str]] = [
        (gewoon | {"vorm": "pgb"}, "body.producten.0.pgb"),
        (gewoon | {"vorm": "pgb", "pgb": PGB | {"bekwaam": False}}, "body.producten.0.vorm"),
        (gewoon | {"vorm": "pgb", "pgb": PGB, "aanbieder": "99990001"}, "body.producten.0.aanbieder"),
        (gewoon | {"vorm": "pgb", "pgb": PGB | {"beoordeeldOp": "2024-05-28"}}, "body.producten.0.pgb.beoordeeldOp"),
    ]
    for body, veld in cases:
        answer = await toegang.post(pad, beschikking(body))
        found = (answer.status_code, answer.json()["rule"], answer.json()["invalidParams"][0]["name"])
        assert found == (400, "M16", veld)
    gegeven = gelukt(await toegang.post(pad, beschikking(gewoon | {"vorm": "pgb", "pgb": PGB})))
    (beschikt,) = gegeven["producten"]  # type: ignore[misc]
    # 104 hours at 80 % of € 65.01: € 61.50 of 2023, raised by 5.71 % in 2024.
    assert (beschikt["vorm"], beschikt["budget"]) == ("pgb", 104 * 6501 * 80 // 100)
    told = (await toegang.events())[-1]["data"]["producten"][0]  # type: ignore[index]
    assert (told["vorm"], told["budget"], told["aanbieder"]) == ("pgb", beschikt["budget"], None)


def test_a_pgb_for_a_product_in_euros_is_a_part_of_its_amount() -> None:
    """IV042: the volume is in eurocents; € 200 a month for twelve months, and 80 % of it (M16)."""
    model = laad("almere-2023")
    euros = model.product("HO").model_copy(update={"eenheid": Eenheid.EUROS})
    jaar = Keuze("HO", date(2024, 1, 1), date(2024, 12, 31))
    assert pgb_budget(model, euros, Gevraagd(jaar, 20_000, vorm=Vorm.PGB)) == 12 * 20_000 * 80 // 100


UITLEG = "Wmo 2015, 2.3.2, zesde lid"


async def test_who_asks_for_a_pgb_hears_first_what_it_is(toegang: Toegang) -> None:
    """M16: a report with the wish and without the explanation is refused; without the wish it may be left out."""
    pad = f"{await toegang.bevestigd()}/onderzoek"
    gewenst = ONDERZOEK | {"pgbGewenst": True, "pgbUitgelegd": False}
    answer = await toegang.post(pad, gewenst)
    problem = answer.json()
    gevonden = (answer.status_code, problem["rule"], problem["invalidParams"][0]["name"])
    assert gevonden == (400, UITLEG, "body.pgbUitgelegd")
    gelukt(await toegang.post(pad, gewenst | {"pgbUitgelegd": True}))


async def test_a_pgb_is_decided_on_after_it_was_explained(toegang: Toegang) -> None:
    """M16: in the report, or on a day after it; also in an urgent need, where there is no report yet."""
    pad = await toegang.bevestigd()
    gelukt(await toegang.post(f"{pad}/onderzoek", ONDERZOEK | {"pgbUitgelegd": False}))
    gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    spoed = f"/v1/meldingen/{(await toegang.meld(melding(bsn=ANDER_BSN)))['id']}/tijdelijke-voorziening"
    pgb = product("IB2B", volume=104, vorm="pgb", pgb=PGB | {"beoordeeldOp": "2024-05-20"})
    for deur, besluitdatum in ((f"{pad}/beschikkingen", "2024-05-27"), (spoed, "2024-05-24")):
        gevonden = []
        for dag in (None, "2024-05-28", "2024-05-24"):
            body = beschikking(met(pgb, "pgb.uitgelegdOp", dag), besluitdatum=besluitdatum)
            answer = await toegang.post(deur, body)
            problem = answer.json()
            plek = problem.get("invalidParams", [{"name": None}])[0]["name"]
            gevonden.append((answer.status_code, problem.get("rule"), plek))
        veld = "body.producten.0.pgb.uitgelegdOp"
        assert gevonden == [(400, UITLEG, veld), (400, "M16", veld), (201, None, None)]


async def test_a_rejection_has_no_products_and_is_told(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    body = met(met(beschikking(), "producten", []), "uitkomst", "afgewezen")
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", body))
    assert (gegeven["uitkomst"], gegeven["producten"]) == ("afgewezen", [])
    told = (await toegang.events())[-1]["data"]
    assert (told["uitkomst"], told["producten"], told["soort"]) == ("afgewezen", [], "besluit")  # type: ignore[index]


async def test_m19_m21_what_goes_first_and_is_enough_leaves_nothing_to_grant(toegang: Toegang) -> None:
    """M19 and M21: the onderzoek says so, and the decision follows it."""
    titels = [each["titel"] for each in ONDERZOEK["voorliggend"]]  # type: ignore[attr-defined]
    regels = {}
    for index, bsn in ((0, "999900006"), (2, "999900018")):
        pad = await toegang.bevestigd(melding(bsn=bsn))
        gelukt(await toegang.post(f"{pad}/onderzoek", met(ONDERZOEK, f"voorliggend.{index}.uitkomst", "voldoende")))
        gelukt(await toegang.post(f"{pad}/aanvraag", {"ingediendOp": "2024-05-21"}))
        answer = await toegang.post(f"{pad}/beschikkingen", beschikking())
        assert (answer.status_code, answer.json()["invalidParams"][0]["name"]) == (400, "body.uitkomst")
        regels[titels[index]] = answer.json()["rule"]
        afwijzing = met(met(beschikking(), "producten", []), "uitkomst", "afgewezen")
        gelukt(await toegang.post(f"{pad}/beschikkingen", afwijzing))
    assert regels == {"Eigen netwerk en mantelzorg": "M19", "Wet langdurige zorg (Wlz)": "M21"}


async def test_m19_m21_the_onderzoek_looks_at_all_that_goes_first(toegang: Toegang) -> None:
    """M19, M21: own network, general provisions, Wlz and Zvw are always answered, and nothing else."""
    pad = f"{await toegang.bevestigd()}/onderzoek"
    voorliggend = ONDERZOEK["voorliggend"]
    assert isinstance(voorliggend, list)
    for index, regel in enumerate(("M19", "M19", "M21", "M21")):
        zonder = voorliggend[:index] + voorliggend[index + 1 :]
        answer = await toegang.post(pad, met(ONDERZOEK, "voorliggend", zonder))
        assert (answer.status_code, answer.json()["rule"]) == (400, regel)
        assert voorliggend[index]["titel"] in answer.json()["detail"]
    anders = [*voorliggend, {"titel": "Jeugdwet", "uitkomst": "onvoldoende"}]
    answer = await toegang.post(pad, met(ONDERZOEK, "voorliggend", anders))
    assert (answer.status_code, answer.json()["rule"]) == (400, "M19")
    assert "Zorgverzekeringswet (Zvw)" in answer.json()["detail"]


async def test_m36_client_support_and_a_personal_plan_are_offered_and_waited_for(toegang: Toegang) -> None:
    """M36: without the offer no onderzoek; without a plan not within seven days, unless the citizen wants none."""
    pad = f"/v1/meldingen/{(await toegang.meld(melding(meldingsdatum='2024-05-28')))['id']}"
    onderzoek = met(met(ONDERZOEK, "afgerondOp", "2024-06-03"), "gesprek.datum", "2024-06-03")
    zonder = await toegang.post(f"{pad}/onderzoek", onderzoek)
    assert (zonder.status_code, zonder.json()["rule"]) == (409, "M36")
    aanbod: Json = {
        "bevestigdOp": "2024-05-28",
        "clientondersteuningAangebodenOp": "2024-05-28",
        "persoonlijkPlanAangebodenOp": "2024-05-28",
    }
    gelukt(await toegang.put(f"{pad}/bevestiging", aanbod), 200)
    te_snel = await toegang.post(f"{pad}/onderzoek", onderzoek)
    assert (te_snel.status_code, te_snel.json()["rule"]) == (409, "M36")
    voor = await toegang.put(f"{pad}/bevestiging", aanbod | {"bevestigdOp": "2024-05-27"})
    assert (voor.status_code, voor.json()["invalidParams"][0]["name"]) == (400, "body.bevestigdOp")
    gelukt(await toegang.put(f"{pad}/bevestiging", aanbod | {"persoonlijkPlanGewenst": False}), 200)
    gelukt(await toegang.post(f"{pad}/onderzoek", onderzoek))


async def test_the_talk_lies_between_melding_and_report(toegang: Toegang) -> None:
    pad = f"{await toegang.bevestigd()}/onderzoek"
    for dag in ("2024-05-05", "2024-05-21"):
        answer = await toegang.post(pad, met(ONDERZOEK, "gesprek.datum", dag))
        assert (answer.status_code, answer.json()["invalidParams"][0]["name"]) == (400, "body.gesprek.datum")


async def test_an_urgent_need_gets_a_temporary_measure_at_once(toegang: Toegang) -> None:
    """Wmo 2015, 2.3.3: before the onderzoek; it ends, without a gap, when the decision comes."""
    pad = f"/v1/meldingen/{(await toegang.meld())['id']}"
    body = beschikking(product(ingangsdatum="2024-05-07", einddatum="2024-08-06"), besluitdatum="2024-05-06")
    tijdelijk = gelukt(await toegang.post(f"{pad}/tijdelijke-voorziening", body))
    assert (tijdelijk["soort"], tijdelijk["producten"][0]["spoed"]) == ("tijdelijk", True)  # type: ignore[index]
    told = (await toegang.events())[-1]["data"]
    assert (told["soort"], told["onderzoekAfgerondOp"]) == ("tijdelijk", None)  # type: ignore[index]
    twice = await toegang.post(f"{pad}/tijdelijke-voorziening", body)
    assert (twice.status_code, twice.json()["rule"]) == (409, "Wmo 2015, 2.3.3")
    leeg = await toegang.post(f"{pad}/tijdelijke-voorziening", met(body, "producten", []))
    assert leeg.status_code == 409
    gemeld = gelukt(await toegang.get(pad), 200)
    assert (gemeld["status"], gemeld["spoed"]) == ("geregistreerd", True)

    for stap in ("bevestiging", "onderzoek", "aanvraag"):
        await _stap(toegang, pad, stap)
    gelukt(await toegang.post(f"{pad}/afwegingen", afweging()))
    gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(product(ingangsdatum="2024-06-10"))))
    (einde,) = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.beschikkingen.beeindigd.v1"]
    assert einde == {
        "beschikkingId": tijdelijk["id"],
        "clientId": tijdelijk["clientId"],
        "gemeente": ALMERE,
        "wet": "wmo",
        "producten": [tijdelijk["producten"][0]["id"]],  # type: ignore[index]
        "einddatum": "2024-06-09",
        "reden": "vervangen",
    }
    gestopt = (await toegang.get(f"/v1/beschikkingen/{tijdelijk['id']}")).json()["producten"][0]
    assert (gestopt["laatsteDag"], gestopt["eindreden"]) == ("2024-06-09", "vervangen")


async def _stap(toegang: Toegang, pad: str, stap: str) -> None:
    if stap == "bevestiging":
        gelukt(await toegang.put(f"{pad}/bevestiging", BEVESTIGING), 200)
    else:
        gelukt(await toegang.post(f"{pad}/{stap}", ONDERZOEK if stap == "onderzoek" else AANVRAAG))


async def test_an_urgent_measure_still_obeys_the_model(toegang: Toegang) -> None:
    """What is urgent is not weighed first (M22), but stays within the products of the region (M7)."""
    pad = f"/v1/meldingen/{(await toegang.meld())['id']}/tijdelijke-voorziening"
    samen = beschikking(product("IB2B"), product("IB3"), besluitdatum="2024-05-06")
    answer = await toegang.post(pad, samen)
    assert (answer.status_code, answer.json()["rule"]) == (400, "M7")
    houten = f"/v1/meldingen/{(await toegang.meld(melding('0321', bsn=ANDER_BSN)))['id']}/tijdelijke-voorziening"
    codes = [each["code"] for each in (await toegang.get("/v1/producten?gemeente=0321")).json()]
    gegeven = await toegang.post(houten, beschikking(product(codes[0], minutenPerWeek=90), besluitdatum="2024-05-06"))
    assert gegeven.status_code == 201


async def test_moments_lie_within_the_period(toegang: Toegang) -> None:
    """Scaling down (M51) and contact (M68) are agreed on days within the period of the product."""
    pad = f"{await toegang.aangevraagd()}/beschikkingen"
    for veld, regel in (("afschaalmomenten", "M51"), ("contactmomenten", "M68")):
        for dag in ("2024-05-31", "2025-06-01"):
            answer = await toegang.post(pad, beschikking(product(**{veld: [dag]})))
            found = (answer.json()["rule"], answer.json()["invalidParams"][0]["name"])
            assert found == (regel, f"body.producten.0.{veld}")
    momenten = {"afschaalmomenten": ["2024-12-01"], "contactmomenten": ["2024-06-01", "2025-05-31"]}
    (gegeven,) = gelukt(await toegang.post(pad, beschikking(product(**momenten))))["producten"]  # type: ignore[misc]
    assert {name: gegeven[name] for name in momenten} == momenten
    told = (await toegang.events())[-1]["data"]["producten"][0]  # type: ignore[index]
    assert {name: told[name] for name in momenten} == momenten


async def test_m14_m51_transport_and_network_are_told_with_the_decision(toegang: Toegang) -> None:
    """Who cannot travel is fetched; what the network may do is a code, and stands once."""
    pad = await toegang.onderzocht()
    periode = {"ingangsdatum": "2024-06-01", "einddatum": "2025-05-31"}
    keuze = {"product": "DB2B", "minutenPerWeek": 480, "vervoer": True, "traject": "traject-2", **periode}
    gelukt(await toegang.post(f"{pad}/afwegingen", {"situatie": {"kanNietReizen": True}, "keuzes": [keuze]}))
    gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    anders = {"vervoer": True, "netwerkmogelijkheden": ["familie", "vrijwilliger", "familie"]}
    body = beschikking(product("DB2B", volume=1872, minutenPerWeek=480, **anders))
    (gegeven,) = gelukt(await toegang.post(f"{pad}/beschikkingen", body))["producten"]  # type: ignore[misc]
    (told,) = (await toegang.events())[-1]["data"]["producten"]  # type: ignore[index]
    for each in (gegeven, told):
        assert (each["vervoer"], each["netwerkmogelijkheden"]) == (True, ["familie", "vrijwilliger"])
    body = beschikking(product("IB2B", volume=104, netwerkmogelijkheden=["buurvrouw An"]))
    assert (await toegang.post(f"{pad}/beschikkingen", body)).status_code == 400


async def test_every_product_says_how_much_time_it_is(toegang: Toegang) -> None:
    """M1: as the caseworker said, else as it was weighed (M3), else as the volume or the scenario says (M10)."""
    gewogen = [product(minutenPerWeek=None), product("DB2B", volume=1872, minutenPerWeek=480)]
    assert _minuten(await toegang.beschikt(*gewogen)) == [150, 480]
    pad = await toegang.onderzocht(melding(bsn=ANDER_BSN))
    gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    ongewogen = beschikking(product("IB2B", volume=104, minutenPerWeek=None), product("DB2B", volume=1872))
    assert _minuten(gelukt(await toegang.post(f"{pad}/beschikkingen", ongewogen))) == [120, 480]
    spoed = f"/v1/meldingen/{(await toegang.meld(melding(bsn='999900031')))['id']}/tijdelijke-voorziening"
    scenario = product(minutenPerWeek=None, scenario="licht")
    assert _minuten(gelukt(await toegang.post(spoed, beschikking(scenario, besluitdatum="2024-05-06")))) == [75]


def _minuten(gegeven: Json) -> list[object]:
    producten = gegeven["producten"]
    assert isinstance(producten, list)
    return [each["minutenPerWeek"] for each in producten]


async def test_a_citizen_of_another_municipality_is_sent_there(toegang: Toegang) -> None:
    for code, genoemd in (("0141", "de gemeente Almelo (0141)"), ("0999", "een andere gemeente (0999)")):
        answer = await toegang.post("/v1/meldingen", melding() | {"woongemeente": code})
        problem = answer.json()
        gevonden = (answer.status_code, problem["rule"], problem["invalidParams"][0]["name"])
        assert gevonden == (400, "Wmo 2015, 1.2.1", "body.woongemeente")
        assert problem["detail"] == (
            f"Deze inwoner woont in {genoemd}. Die gemeente geeft de ondersteuning: verwijs de inwoner, of geef de "
            "melding met zijn instemming door."
        )
    assert (await toegang.rows())["clienten"] == []
    gelukt(await toegang.post("/v1/meldingen", melding() | {"woongemeente": ALMERE}))


async def test_who_moves_away_during_a_case_is_of_another_municipality_too(toegang: Toegang) -> None:
    """Wmo 2015, 1.2.1: new personal data do not carry a case along; a departure closes it; who comes back says so."""
    gemeld = await toegang.meld()
    client, regel = f"/v1/clienten/{gemeld['clientId']}", "Wmo 2015, 1.2.1"
    elders = await toegang.put(f"{client}/persoon", persoon() | {"woongemeente": ALMELO})
    assert (elders.status_code, elders.json()["rule"]) == (400, regel)
    assert "_vertrek" in elders.json()["detail"]
    hier = met(persoon(), "adres.straatnaam", "Lindelaan")
    assert (await toegang.put(f"{client}/persoon", hier | {"woongemeente": ALMERE})).status_code == 204
    weg = {"reden": "verhuisd", "laatsteDag": "2024-06-02"}
    vertrokken = gelukt(await toegang.post(f"{client}/_vertrek", weg, **{"If-Match": "*"}), 200)
    assert vertrokken["verhuisdOp"] == "2024-06-02"
    assert (await toegang.get(f"/v1/meldingen/{gemeld['id']}")).json()["sluitreden"] == "verhuisd"
    for answer in (await toegang.post("/v1/meldingen", melding()), await toegang.put(f"{client}/persoon", persoon())):
        assert (answer.status_code, answer.json()["rule"]) == (400, regel)
        assert f"Geef dan woongemeente {ALMERE} mee." in answer.json()["detail"]
    daar = met(persoon(), "adres.straatnaam", "Marktstraat") | {"woongemeente": ALMELO}
    assert (await toegang.put(f"{client}/persoon", daar)).status_code == 204
    assert (await toegang.get(client)).json()["verhuisdOp"] == "2024-06-02"
    gelukt(await toegang.post("/v1/meldingen", melding(ALMELO) | {"woongemeente": ALMELO}))
    terug = gelukt(await toegang.post("/v1/meldingen", melding() | {"woongemeente": ALMERE}))
    assert terug["clientId"] == gemeld["clientId"]
    assert (await toegang.get(client)).json()["verhuisdOp"] is None
