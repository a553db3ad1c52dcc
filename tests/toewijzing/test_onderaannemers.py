"""Who delivers for the provider that has an assignment."""

from tests.toewijzing.conftest import ANDERE_CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import doe
from tests.toewijzing.verhaal import (
    ALMELO,
    ALMERE,
    DE_BRUG,
    HET_ANKER,
    HULP_BV,
    MET_PARTNERS,
    THUIS_BV,
    contract,
    product,
)


async def _toegewezen(toewijzing: Toewijzing) -> str:
    """Two assignments to De Brug, for two clients; the id of the first."""
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B", **MET_PARTNERS))
    eerste = product("IB2B")
    await toewijzing.hoor(toewijzing.beschikt(eerste), toewijzing.beschikt(product("IB2B"), client_id=ANDERE_CLIENT))
    return eerste.id


async def test_m61_who_delivers_sees_term_and_content_and_nobody_else(toewijzing: Toewijzing) -> None:
    eerste = await _toegewezen(toewijzing)
    pad = f"/v1/toewijzingen/{eerste}"
    assert (await toewijzing.client.get(pad, headers=toewijzing.aanbieder(HULP_BV))).status_code == 404
    gegeven = await toewijzing.client.put(
        f"{pad}/onderaannemers", json={"onderaannemers": [HULP_BV]}, headers=toewijzing.aanbieder(DE_BRUG)
    )
    assert gelukt(gegeven) == {"onderaannemers": [HULP_BV]}
    van_de_brug = gelukt(await toewijzing.client.get(pad, headers=toewijzing.aanbieder(DE_BRUG)))
    assert gelukt(await toewijzing.client.get(pad, headers=toewijzing.aanbieder(HULP_BV))) == van_de_brug
    assert await toewijzing.toewijzingen(headers=toewijzing.aanbieder(HULP_BV)) == [van_de_brug]
    assert await toewijzing.toewijzingen(headers=toewijzing.aanbieder(THUIS_BV)) == []
    assert len(await toewijzing.toewijzingen(headers=toewijzing.aanbieder(DE_BRUG))) == 2
    berichten = await toewijzing.client.get("/v1/berichten", headers=toewijzing.aanbieder(HULP_BV))
    assert gelukt(berichten)["items"] == []


async def test_m61_what_is_taken_back_is_seen_no_more(toewijzing: Toewijzing) -> None:
    pad = f"/v1/toewijzingen/{await _toegewezen(toewijzing)}/onderaannemers"
    for wie in ([HULP_BV, THUIS_BV], [THUIS_BV]):
        gelukt(await toewijzing.client.put(pad, json={"onderaannemers": wie}, headers=toewijzing.gemeente))
    assert await toewijzing.toewijzingen(headers=toewijzing.aanbieder(HULP_BV)) == []
    assert len(await toewijzing.toewijzingen(headers=toewijzing.aanbieder(THUIS_BV))) == 1
    assert gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente)) == {"onderaannemers": [THUIS_BV]}


async def test_m61_who_delivers_goes_along_to_a_new_number(toewijzing: Toewijzing) -> None:
    eerste = await _toegewezen(toewijzing)
    pad = f"/v1/toewijzingen/{eerste}/onderaannemers"
    gelukt(await toewijzing.client.put(pad, json={"onderaannemers": [HULP_BV]}, headers=toewijzing.gemeente))
    omvang = {"volume": 2, "eenheid": "04", "frequentie": "2"}
    gelukt(await doe(toewijzing, {"id": eerste}, "wijzig", redenWijziging="14", vanaf="2024-07-01", omvang=omvang))
    gezien = await toewijzing.toewijzingen(headers=toewijzing.aanbieder(HULP_BV))
    assert [each["toewijzingNummer"] for each in gezien] == [1, 3]


async def test_m61_only_a_partner_in_the_contract_can_deliver(toewijzing: Toewijzing) -> None:
    eerste = await _toegewezen(toewijzing)
    body = {"onderaannemers": [HULP_BV, HET_ANKER]}
    pad = f"/v1/toewijzingen/{eerste}/onderaannemers"
    geweigerd = await toewijzing.client.put(pad, json=body, headers=toewijzing.aanbieder(DE_BRUG))
    problem = geweigerd.json()
    assert (geweigerd.status_code, problem["rule"]) == (409, "M61")
    assert problem["detail"] == f"Geen partner in een contract van deze aanbieder: {HET_ANKER}."
    assert gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente)) == {"onderaannemers": []}


async def test_only_the_provider_and_the_municipality_name_who_delivers(toewijzing: Toewijzing) -> None:
    pad = f"/v1/toewijzingen/{await _toegewezen(toewijzing)}/onderaannemers"
    gelukt(await toewijzing.client.put(pad, json={"onderaannemers": [HULP_BV]}, headers=toewijzing.gemeente))
    vreemden = (
        toewijzing.aanbieder(HULP_BV),
        toewijzing.aanbieder(HET_ANKER),
        toewijzing.token("toewijzing", gemeenten=(ALMELO,)),
    )
    answers = [await toewijzing.client.put(pad, json={"onderaannemers": []}, headers=each) for each in vreemden]
    assert [each.status_code for each in answers] == [404, 404, 404]
    eigen = toewijzing.token("toewijzing", gemeenten=(ALMERE,))
    assert gelukt(await toewijzing.client.get(pad, headers=eigen)) == {"onderaannemers": [HULP_BV]}
