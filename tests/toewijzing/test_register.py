"""The contract register: what a contract may be, what happens to it, and what is known of providers."""

import asyncio
from datetime import date
from itertools import permutations

import httpx
import pytest
from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BOOM, DE_BRUG, HET_ANKER, NU, Json, contract, product

from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.monitoring import AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT, AanbiederMaatregel
from inkoop import laad
from toewijzing.domain.contract import einde_zorgcontinuiteit, na_optie
from toewijzing.store import contracten as register

HOUTEN = "0321"


async def stuur(toewijzing: Toewijzing, methode: str, pad: str, body: Json | None = None) -> httpx.Response:
    return await toewijzing.client.request(methode, pad, json=body, headers=toewijzing.gemeente)


async def leg_aanbieder_vast(toewijzing: Toewijzing, body: Json, agb: str = DE_BRUG, **hoe: str) -> httpx.Response:
    """Record a provider that is there, as it was last read."""
    pad = f"/v1/aanbieders/{agb}"
    gezien = await stuur(toewijzing, "GET", pad)
    headers = toewijzing.gemeente | {"If-Match": gezien.headers["ETag"]} | hoe
    return await toewijzing.client.put(pad, json=body, headers=headers)


async def geweigerd(toewijzing: Toewijzing, body: Json) -> tuple[int, object, str]:
    """Status, rule and the first field of a contract that is refused."""
    answer = await stuur(toewijzing, "POST", "/v1/contracten", body)
    found = answer.json()
    params = found.get("invalidParams") or [{"name": ""}]
    return answer.status_code, found.get("rule"), params[0]["name"]


async def test_no_subcontractors_in_household_help_in_almere(toewijzing: Toewijzing) -> None:
    """M61: four forms of taking part; perceel 1 of Almere knows no onderaannemers, perceel 2 does."""
    for vorm in ("onderaannemers met beroep", "onderaannemers zonder beroep"):
        ho = contract(DE_BRUG, "HO", deelname=vorm, partners=[HET_ANKER])
        assert await geweigerd(toewijzing, ho) == (400, "M61", "body.deelname")
    await toewijzing.leg_vast(contract(DE_BRUG, "HO", deelname="combinatie", partners=[HET_ANKER]))
    met = await toewijzing.leg_vast(
        contract(DE_BRUG, "IB2B", deelname="onderaannemers met beroep", partners=[HET_ANKER, DE_BOOM])
    )
    assert (met["deelname"], met["partners"]) == ("onderaannemers met beroep", [HET_ANKER, DE_BOOM])


@pytest.mark.parametrize(
    "anders",
    [
        {"deelname": "zelfstandig", "partners": [HET_ANKER]},
        {"deelname": "combinatie"},
        {"deelname": "combinatie", "partners": [DE_BRUG]},
        {"deelname": "combinatie", "partners": [HET_ANKER, HET_ANKER]},
    ],
)
async def test_partners_go_with_the_form_of_taking_part(toewijzing: Toewijzing, anders: Json) -> None:
    """M61."""
    assert await geweigerd(toewijzing, contract(DE_BRUG, "IB2B", **anders)) == (400, "M61", "body.partners")


async def test_m60_traject_3_demands_traject_2(toewijzing: Toewijzing) -> None:
    """M60: in the same contract, or in another one that holds on the first day."""
    drie = contract(DE_BRUG, "IB3", geldigVan="2024-01-01")
    assert (await geweigerd(toewijzing, drie))[:2] == (409, "M60")
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B", geldigTot="2023-12-31"))
    assert (await geweigerd(toewijzing, drie))[:2] == (409, "M60")
    await toewijzing.leg_vast(contract(DE_BRUG, "DB2S"))
    await toewijzing.leg_vast(drie)
    await toewijzing.leg_vast(contract(HET_ANKER, "IB3", "IB2B"))


async def test_m59_all_forms_of_the_product_in_lekstroom(toewijzing: Toewijzing) -> None:
    """M59: a contract covers every product of the perceel; what is phased out may be left out."""
    perceel = [each.code for each in laad("lekstroom-2022").producten if each.uitloop is None]
    zonder = contract(gemeenten=(HOUTEN,), producten=[{"code": code} for code in perceel[1:]])
    assert await geweigerd(toewijzing, zonder) == (400, "M59", "body.producten")
    await toewijzing.leg_vast(contract(gemeenten=(HOUTEN,), producten=[{"code": code} for code in perceel]))


async def test_specialisms_and_target_groups_are_those_of_the_region(toewijzing: Toewijzing) -> None:
    """M13, M101."""
    assert await geweigerd(toewijzing, contract(DE_BRUG, "IB2B", specialismen=["lvb", "nah"])) == (
        400,
        "M13",
        "body.specialismen",
    )
    assert (await geweigerd(toewijzing, contract(DE_BRUG, "IB2B", doelgroepen=["lvb"])))[1] == "M101"
    made = await toewijzing.leg_vast(contract(DE_BRUG, "IB2B", specialismen=["psychosociaal", "lvb"]))
    assert made["specialismen"] == ["lvb", "psychosociaal"]


async def test_all_that_is_wrong_is_said_at_once(toewijzing: Toewijzing) -> None:
    body = contract(DE_BRUG, "HO", "XX", geldigTot="2022-01-01", specialismen=["nah"], partners=[HET_ANKER])
    answer = await stuur(toewijzing, "POST", "/v1/contracten", body)
    velden = [each["name"] for each in answer.json()["invalidParams"]]
    assert velden == ["body.geldigTot", "body.producten", "body.specialismen", "body.partners"]


@pytest.mark.parametrize(
    ("anders", "past"),
    [
        ({"geldigVan": "2024-07-01"}, True),
        ({"geldigVan": "2024-06-30"}, False),
        ({"geldigVan": "2023-01-01", "geldigTot": "2023-12-31"}, True),
        ({"geldigVan": "2023-01-01", "geldigTot": "2024-01-01"}, False),
        ({"producten": [{"code": "IB2B"}]}, True),
        ({"producten": [{"code": "IB2B"}, {"code": "HO"}]}, False),
        ({"agb": HET_ANKER}, True),
    ],
)
async def test_contracts_of_one_provider_do_not_overlap(toewijzing: Toewijzing, anders: Json, past: bool) -> None:
    """One contract for a product in a municipality on a day: else two prices would hold."""
    await toewijzing.leg_vast(contract(DE_BRUG, "HO", geldigVan="2024-01-01", geldigTot="2024-06-30"))
    answer = await stuur(toewijzing, "POST", "/v1/contracten", contract(DE_BRUG, "HO") | anders)
    assert answer.status_code == (201 if past else 409)


async def test_two_overlapping_contracts_at_once_become_one(toewijzing: Toewijzing) -> None:
    answers = await asyncio.gather(*[stuur(toewijzing, "POST", "/v1/contracten", contract()) for _ in range(3)])
    assert sorted(each.status_code for each in answers) == [201, 409, 409]


async def test_a_change_replaces_the_contract_and_is_told_whole(toewijzing: Toewijzing) -> None:
    made = await toewijzing.leg_vast(contract(DE_BRUG, "HO", "IB2B"))
    nieuw = contract(DE_BRUG, "HO", capaciteit=40, leversnelheid=5, geldigTot="2026-12-31")
    pad = f"/v1/contracten/{made['id']}"
    changed = gelukt(await stuur(toewijzing, "PUT", pad, nieuw))
    assert (changed["capaciteit"], changed["leversnelheid"], changed["geldigTot"]) == (40, 5, "2026-12-31")
    assert [each["code"] for each in changed["producten"]] == ["HO"]  # type: ignore[attr-defined]
    assert gelukt(await stuur(toewijzing, "GET", pad)) == changed
    told = await toewijzing.events("contracten.vastgelegd")
    assert [(each["subject"], each["sequence"]) for each in told] == [
        (made["id"], "0000000001"),
        (made["id"], "0000000002"),
    ]
    data = told[-1]["data"]
    assert isinstance(data, dict)
    assert (data["capaciteit"], [each["code"] for each in data["producten"]]) == (40, ["HO"])
    ander = await stuur(toewijzing, "PUT", pad, {**nieuw, "agb": HET_ANKER})
    assert ander.json()["invalidParams"][0]["name"] == "body.agb"


async def test_m107_the_register_is_read_and_searched_from_anywhere(toewijzing: Toewijzing) -> None:
    """M107."""
    een = await toewijzing.leg_vast(contract(DE_BRUG, "HO"))
    twee = await toewijzing.leg_vast(contract(HET_ANKER, "HO", "IB2B"))
    lezer = toewijzing.token("toewijzing", gemeenten=(ALMELO,))
    for query, verwacht in {f"agb={DE_BRUG}": [een], "product=HO": [een, twee], "product=IB2B": [twee]}.items():
        page = gelukt(await toewijzing.client.get(f"/v1/contracten?{query}", headers=lezer))
        assert [each["id"] for each in page["items"]] == [each["id"] for each in verwacht]  # type: ignore[attr-defined]


async def test_only_who_serves_the_municipality_changes_a_contract(toewijzing: Toewijzing) -> None:
    made = await toewijzing.leg_vast()
    elders = toewijzing.token("contracten", gemeenten=(ALMELO,))
    for methode, pad, body in (
        ("PUT", f"/v1/contracten/{made['id']}", contract()),
        ("POST", f"/v1/contracten/{made['id']}/_verleng", None),
        ("POST", f"/v1/contracten/{made['id']}/_beeindig", {"geenNieuweVanaf": "2024-07-01"}),
        ("POST", f"/v1/aanbieders/{DE_BRUG}/_pauzeer", {"gemeenten": [ALMERE]}),
        ("POST", f"/v1/aanbieders/{DE_BRUG}/_hervat", {"gemeenten": [ALMERE]}),
    ):
        answer = await toewijzing.client.request(methode, pad, json=body, headers=elders)
        assert (answer.status_code, pad) == (403, pad)
    assert len(await toewijzing.events()) == 2  # the provider and its contract
    onbekend = await stuur(toewijzing, "POST", "/v1/contracten/onbekend/_verleng")
    assert onbekend.status_code == 404


async def test_exercising_the_options(toewijzing: Toewijzing) -> None:
    """M103: Almere 4 + 2 + 2."""
    made = await toewijzing.leg_vast(contract(geldigTot="2026-12-31"))
    pad = f"/v1/contracten/{made['id']}/_verleng"
    found = [gelukt(await stuur(toewijzing, "POST", pad)) for _ in range(2)]
    assert [(each["geldigTot"], each["opties"]) for each in found] == [("2028-12-31", [2]), ("2030-12-31", [])]
    op = await stuur(toewijzing, "POST", pad)
    assert (op.status_code, op.json()["rule"]) == (409, "M103")
    data = (await toewijzing.events("contracten.vastgelegd"))[-1]["data"]
    assert isinstance(data, dict)
    assert (data["geldigTot"], data["opties"]) == ("2030-12-31", [])

    zonder_einde = await toewijzing.leg_vast(contract(HET_ANKER, opties=[1]))
    answer = await stuur(toewijzing, "POST", f"/v1/contracten/{zonder_einde['id']}/_verleng")
    assert (answer.status_code, answer.json()["rule"]) == (409, "M103")


async def test_an_option_does_not_run_into_the_next_contract(toewijzing: Toewijzing) -> None:
    eerste = await toewijzing.leg_vast(contract(geldigTot="2026-12-31"))
    await toewijzing.leg_vast(contract(geldigVan="2028-12-31"))
    answer = await stuur(toewijzing, "POST", f"/v1/contracten/{eerste['id']}/_verleng")
    assert answer.status_code == 409
    assert "31-12-2028" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("laatste", "jaren", "einde"),
    [
        (date(2026, 12, 31), 2, date(2028, 12, 31)),
        (date(2026, 6, 14), 1, date(2027, 6, 14)),
        (date(2023, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 28), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
    ],
)
def test_an_option_ends_where_its_years_end(laatste: date, jaren: int, einde: date) -> None:
    assert na_optie(laatste, jaren) == einde


@pytest.mark.parametrize(
    ("vanaf", "maanden", "einde"),
    [
        (date(2024, 7, 1), 12, date(2025, 6, 30)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 14)),
    ],
)
def test_continuity_lasts_whole_months(vanaf: date, maanden: int, einde: date) -> None:
    """M63."""
    assert einde_zorgcontinuiteit(vanaf, maanden) == einde


async def test_m63_a_leaving_provider_keeps_its_clients_and_takes_no_new_ones(toewijzing: Toewijzing) -> None:
    """M63: Almere gives twelve months; who is a client may get more, who is not goes elsewhere."""
    made = await toewijzing.leg_vast(contract())
    await toewijzing.hoor(toewijzing.beschikt(product("HO")))
    pad = f"/v1/contracten/{made['id']}/_beeindig"
    gone = gelukt(await stuur(toewijzing, "POST", pad, {"geenNieuweVanaf": "2024-07-01"}))
    assert (gone["geenNieuweVanaf"], gone["geldigTot"]) == ("2024-07-01", "2025-06-30")

    erna = {"ingangsdatum": date(2024, 7, 1)}
    bekend, nieuw, op_tijd = product("IB2B", **erna), product("IB2B", **erna), product("IB2B")
    te_laat = product("DB2B", ingangsdatum=date(2025, 7, 1), einddatum=date(2025, 12, 31))
    await toewijzing.hoor(toewijzing.beschikt(bekend, te_laat))
    await toewijzing.hoor(toewijzing.beschikt(nieuw, client_id="client-b"))
    await toewijzing.hoor(toewijzing.beschikt(op_tijd, client_id="client-b"))
    redenen = {each["id"]: each["wachtOp"] for each in await toewijzing.toewijzingen()}
    assert redenen[bekend.id] is None
    assert redenen[op_tijd.id] is None
    assert redenen[nieuw.id] == "Deze aanbieder stopt, en neemt geen nieuwe cliënten meer aan (M63)."
    assert "geen contract" in str(redenen[te_laat.id])


async def test_days_of_leaving_follow_each_other(toewijzing: Toewijzing) -> None:
    made = await toewijzing.leg_vast(contract(geldigTot="2025-12-31"))
    pad = f"/v1/contracten/{made['id']}/_beeindig"
    for body in (
        {"geenNieuweVanaf": "2022-12-31"},
        {"geenNieuweVanaf": "2026-01-01"},
        {"geenNieuweVanaf": "2024-07-01", "zorgcontinuiteitTot": "2024-06-30"},
    ):
        answer = await stuur(toewijzing, "POST", pad, body)
        assert (answer.status_code, answer.json()["rule"]) == (400, "M63")
    afgesproken = {"geenNieuweVanaf": "2024-07-01", "zorgcontinuiteitTot": "2024-09-30"}
    assert gelukt(await stuur(toewijzing, "POST", pad, afgesproken))["geldigTot"] == "2024-09-30"
    verlengd = await stuur(toewijzing, "POST", f"/v1/contracten/{made['id']}/_verleng")
    assert verlengd.status_code == 409


async def test_what_is_known_of_a_provider(toewijzing: Toewijzing) -> None:
    """M108."""
    await toewijzing.leg_vast()
    body = {"naam": "De Brug BV", "integriteitGetoetstOp": "2024-01-15"}
    found = gelukt(await leg_aanbieder_vast(toewijzing, body))
    wie = {"integriteitGetoetstDoor": "tester", "gewijzigdDoor": "tester"}
    assert found == {**body, "agb": DE_BRUG, **wie, "gewijzigdOp": found["gewijzigdOp"], "pauzes": []}
    assert str(found["gewijzigdOp"]).startswith(f"{toewijzing.room.clock():%Y-%m-%d}")
    page = gelukt(await stuur(toewijzing, "GET", "/v1/aanbieders"))
    assert page["items"] == [found]
    eerst, told = await toewijzing.events("aanbieders.vastgelegd")
    assert isinstance(eerst["data"], dict)
    assert (eerst["data"]["aanbiedernaam"], eerst["data"]["integriteitGetoetstOp"]) == ("De Brug", None)
    assert told["data"] == {
        "agb": DE_BRUG,
        "integriteitGetoetstOp": "2024-01-15",
        "resultaat": None,
        "resultaatOp": None,
        "integriteitGetoetstDoor": "tester",
        "aanbiedernaam": "De Brug BV",
        "pauzes": [],
    }
    assert gelukt(await stuur(toewijzing, "GET", "/v1/contracten"))["items"][0]["naam"] == "De Brug BV"  # type: ignore[index]
    assert (await stuur(toewijzing, "GET", "/v1/aanbieders/99999999")).status_code == 404


async def test_only_a_municipality_with_a_contract_changes_a_provider(
    toewijzing: Toewijzing, capsys: pytest.CaptureFixture[str]
) -> None:
    await toewijzing.leg_vast()
    body: Json = {"naam": "Van een ander"}
    for elders in (toewijzing.token("contracten", gemeenten=(ALMELO,)), toewijzing.token("contracten")):
        assert (await leg_aanbieder_vast(toewijzing, body, **elders)).status_code == 403
    naam = gelukt(await stuur(toewijzing, "GET", f"/v1/aanbieders/{DE_BRUG}"))["naam"]
    assert naam != "Van een ander"
    assert "record.changed" not in capsys.readouterr().out
    eigen = toewijzing.token("contracten", gemeenten=(ALMERE,))
    assert gelukt(await leg_aanbieder_vast(toewijzing, body, **eigen))["naam"] == "Van een ander"
    written = capsys.readouterr().out
    assert "record.changed" in written
    assert DE_BRUG in written


async def test_a_provider_is_changed_as_it_was_last_read(toewijzing: Toewijzing) -> None:
    pad, body = f"/v1/aanbieders/{DE_BRUG}", {"naam": "De Brug", "integriteitGetoetstOp": "2024-01-15"}
    nieuw = await stuur(toewijzing, "PUT", pad, body)
    assert nieuw.status_code == 200
    assert (await stuur(toewijzing, "PUT", pad, body)).status_code == 428
    gezien = {"If-Match": nieuw.headers["ETag"]}
    assert (
        await leg_aanbieder_vast(toewijzing, {"naam": "De Brug", "integriteitGetoetstOp": "2024-01-16"})
    ).status_code == 200
    assert (await leg_aanbieder_vast(toewijzing, body, **gezien)).status_code == 412
    onbekend = f"/v1/aanbieders/{HET_ANKER}"
    answer = await toewijzing.client.put(onbekend, json=body, headers=toewijzing.gemeente | gezien)
    assert answer.status_code == 412


async def test_a_name_that_a_spreadsheet_would_run_is_refused(toewijzing: Toewijzing) -> None:
    assert (await geweigerd(toewijzing, contract(naam="=1+1")))[2] == "body.naam"


def maatregel(soort: str, sequence: int, per: date = date(2024, 6, 3), agb: str = DE_BRUG) -> Event:
    data = AanbiederMaatregel(agb=agb, gemeenten=(ALMERE,), per=per)
    type_ = AANBIEDER_GEPAUZEERD if soort == "gepauzeerd" else AANBIEDER_HERVAT
    content = data.model_dump(mode="json", by_alias=True)
    return Event(new_id(), "urn:monitoring", type_.name, f"{agb}/almere-2023", sequence, NU, content)


async def wacht_op(toewijzing: Toewijzing) -> object:
    """Why a new product for De Brug waits, in a period of its own."""
    nieuw = product("IB2B", einddatum=date(2024, 6, 1))
    await toewijzing.hoor(toewijzing.beschikt(nieuw))
    found = next(each for each in await toewijzing.toewijzingen() if each["id"] == nieuw.id)
    return found["wachtOp"]


async def test_monitoring_pauses_and_resumes_assigning(toewijzing: Toewijzing) -> None:
    """M64, M89: heard twice it counts once; a pause that begins later does not hold yet."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    gepauzeerd = "Aan deze aanbieder wijzen we nu niet toe: dat is gepauzeerd (M64)."
    await toewijzing.hoor(maatregel("gepauzeerd", 1), maatregel("gepauzeerd", 2))
    assert await wacht_op(toewijzing) == gepauzeerd
    wachtend = (await toewijzing.toewijzingen("?status=voorbereid"))[0]["id"]
    assert await toewijzing.keuze(wachtend) == [HET_ANKER]
    assert (await toewijzing.kies(wachtend)).json()["detail"] == gepauzeerd
    await toewijzing.hoor(maatregel("hervat", 3))
    assert (await toewijzing.kies(wachtend)).status_code == 200
    await toewijzing.hoor(maatregel("gepauzeerd", 4, per=date(2024, 6, 4)))
    assert "gepauzeerd" not in str(await wacht_op(toewijzing))


STAPPEN = (
    ("gepauzeerd", 1, date(2024, 5, 1)),
    ("hervat", 2, date(2024, 5, 20)),
    ("gepauzeerd", 3, date(2024, 6, 1)),
    ("hervat", 4, date(2024, 6, 10)),
)


async def test_steps_of_monitoring_end_alike_in_whatever_order_they_come(toewijzing: Toewijzing) -> None:
    """M64, M89: an older step that comes late does not undo a newer one, and a pause holds until it ended."""
    nummer = 0
    for aantal, verwacht in ((2, [False, False]), (3, [True, True]), (4, [True, False])):
        for volgorde in permutations(STAPPEN[:aantal]):
            nummer += 1
            agb = f"{99990100 + nummer}"
            for soort, sequence, per in volgorde:
                await toewijzing.hoor(maatregel(soort, sequence, per, agb))
            gevonden = [await is_gepauzeerd(toewijzing, agb, dag) for dag in (date(2024, 6, 3), date(2024, 6, 10))]
            assert gevonden == verwacht, volgorde


async def is_gepauzeerd(toewijzing: Toewijzing, agb: str, dag: date) -> bool:
    async with toewijzing.room.work(writes=False) as work:
        return any(each.vanaf <= dag for each in await register.pauzes(work.session, [agb], dag))


async def test_the_contract_manager_pauses_and_resumes_assigning(toewijzing: Toewijzing) -> None:
    """M64: told to others, and not done twice when we hear it ourselves."""
    await toewijzing.leg_vast()
    body = {"gemeenten": [ALMERE]}
    paused = gelukt(await stuur(toewijzing, "POST", f"/v1/aanbieders/{DE_BRUG}/_pauzeer", body))
    assert paused["pauzes"] == [{"gemeente": ALMERE, "vanaf": "2024-06-03", "tot": None}]
    assert "M64" in str(await wacht_op(toewijzing))
    resumed = gelukt(await stuur(toewijzing, "POST", f"/v1/aanbieders/{DE_BRUG}/_hervat", body))
    assert resumed["pauzes"] == []
    await toewijzing.settle()
    told = [*await toewijzing.events("aanbieders.gepauzeerd"), *await toewijzing.events("aanbieders.hervat")]
    assert [each["data"] for each in told] == [{"agb": DE_BRUG, "gemeenten": [ALMERE], "per": "2024-06-03"}] * 2
    assert len((await toewijzing.rows())["pauzes"]) == 1
