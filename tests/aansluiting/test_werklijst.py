"""The work list of the GGk: what each code asks, in Dutch, and the one action on it."""

import pytest
from tests.aansluiting.conftest import AGB, Json, Koppeling
from tests.koppelvlakken.knooppunt import GGK, VECOZO

from koppelvlakken.ggk.envelop import Envelop
from koppelvlakken.ggk.foutcodes import CODES, Herstel, herstel_van


async def verstuurd(koppeling: Koppeling) -> Envelop:
    """A message that the hub took."""
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    await koppeling.rond()
    (envelop,) = koppeling.hub.voor(AGB, "WMO301")
    return envelop


async def geweigerd(koppeling: Koppeling, code: str, omschrijving: str = "Afgekeurd") -> Json:
    """A message that the chain refused with a code, as the work list shows it."""
    koppeling.hub.wijs_af(await verstuurd(koppeling), code, VECOZO, omschrijving)
    await koppeling.bezorg()
    (rij,) = await koppeling.lijst("uitgaand", "?status=fout")
    return rij


@pytest.mark.parametrize("code", sorted({each.code for each in CODES if herstel_van(each.code) is each.herstel}))
async def test_each_code_leads_to_what_the_list_says(koppeling: Koppeling, code: str) -> None:
    rij = await geweigerd(koppeling, code)
    assert (rij["foutcode"], rij["foutVan"], rij["fout"]) == (code, "VECOZO", "Afgekeurd")
    assert str(rij["advies"]).endswith(".")
    herstel = herstel_van(code)
    answer = await koppeling.opnieuw(rij["id"])
    assert (answer.status_code == 200) == rij["kanOpnieuw"] == (herstel is not Herstel.NIET_OPNIEUW)
    if herstel is Herstel.NIET_OPNIEUW:
        assert answer.json()["detail"] == rij["advies"]
        return
    eerste = str(rij["referentienummer"])
    assert (answer.json()["referentienummer"] == eerste) == (herstel is Herstel.LATER_OPNIEUW)
    assert answer.json()["status"] == "klaar"


async def test_a_new_message_takes_the_place_of_a_refused_one(koppeling: Koppeling) -> None:
    rij = await geweigerd(koppeling, "IB010")
    nieuw = (await koppeling.opnieuw(rij["id"])).json()
    await koppeling.verstuur()
    eerste, tweede = koppeling.hub.voor(AGB, "WMO301")
    assert eerste.inhoud == tweede.inhoud
    assert eerste.referentienummer != tweede.referentienummer == nieuw["referentienummer"]
    assert eerste.tijdstip < tweede.tijdstip
    assert [each.status for each in await koppeling.uit()] == ["vervangen", "verstuurd"]
    assert (await koppeling.opnieuw(rij["id"])).status_code == 409, "it was done"


async def test_what_was_blocked_for_a_while_goes_again_as_it_was(koppeling: Koppeling) -> None:
    koppeling.hub.functies_dicht.add("WMO301")
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    await koppeling.rond()
    (rij,) = await koppeling.lijst("uitgaand", "?status=fout")
    assert (rij["foutcode"], rij["foutVan"]) == ("IB103", "IB")
    koppeling.hub.functies_dicht.clear()
    assert (await koppeling.opnieuw(rij["id"])).json()["referentienummer"] == rij["referentienummer"]
    await koppeling.verstuur()
    (envelop,) = koppeling.hub.voor(AGB, "WMO301")
    assert envelop.referentienummer == rij["referentienummer"]
    assert [each.status for each in await koppeling.uit()] == ["verstuurd"]


async def test_an_unknown_code_is_shown_and_asks_to_ask(koppeling: Koppeling) -> None:
    rij = await geweigerd(koppeling, "XYZ1", "Iets nieuws")
    assert (rij["foutcode"], rij["fout"], rij["kanOpnieuw"]) == ("XYZ1", "Iets nieuws", True)
    assert "geen lijst" in str(rij["advies"])


async def test_a_bsn_in_what_the_chain_writes_is_not_shown(koppeling: Koppeling) -> None:
    rij = await geweigerd(koppeling, "IB014", "Bsn 999900006 is niet goed")
    assert rij["fout"] == "Bsn [bsn] is niet goed"


async def test_an_answer_on_a_second_envelope_closes_that_one(koppeling: Koppeling) -> None:
    rij = await geweigerd(koppeling, "IB010")
    await koppeling.opnieuw(rij["id"])
    await koppeling.verstuur()
    koppeling.hub.stuur(koppeling.antwoordt(koppeling.hub.voor(AGB, "WMO301")[1], "WMO302"))
    await koppeling.bezorg()
    assert [each.status for each in await koppeling.uit()] == ["vervangen", "beantwoord"]


async def test_an_error_after_the_answer_is_for_somebody_to_look_at(koppeling: Koppeling) -> None:
    envelop = await verstuurd(koppeling)
    koppeling.hub.stuur(koppeling.antwoordt(envelop, "WMO302"))
    await koppeling.bezorg()
    koppeling.hub.wijs_af(envelop, "IB014", GGK)
    await koppeling.bezorg()
    assert [each.status for each in await koppeling.uit()] == ["beantwoord"]
    (rij,) = await koppeling.lijst("inkomend", "?status=apart")
    assert rij["envelop"] == "Fo01"


async def test_a_message_without_its_answer_is_signalled_on_the_first_day_after_its_term(koppeling: Koppeling) -> None:
    await verstuurd(koppeling)

    async def wacht() -> list[tuple[object, object]]:
        items = (await koppeling.api.get("/v1/wachtend", headers=koppeling.kop())).json()["items"]
        return [(each["soort"], each["gemeente"]) for each in items]

    koppeling.later(days=3)
    assert await wacht() == []
    koppeling.later(days=1)
    assert await wacht() == [("ggk-zonder-antwoord", "0034")]
    assert [each["teLaat"] for each in await koppeling.lijst("uitgaand")] == [True]


async def test_a_refusal_waits_for_somebody(koppeling: Koppeling) -> None:
    await geweigerd(koppeling, "IB010")
    (wachtend,) = (await koppeling.api.get("/v1/wachtend", headers=koppeling.kop())).json()["items"]
    assert (wachtend["soort"], wachtend["kanHervat"]) == ("ggk-geweigerd", False)


async def test_who_may_look_and_who_may_act(koppeling: Koppeling) -> None:
    rij = await geweigerd(koppeling, "IB010")

    async def kijk(scope: str, gemeente: str = "0034") -> tuple[int, int]:
        answer = await koppeling.api.get("/v1/ggk/uitgaand", headers=koppeling.kop(scope, gemeente))
        return answer.status_code, len(answer.json().get("items", []))

    async def doe(scope: str, gemeente: str = "0034") -> int:
        pad = f"/v1/ggk/uitgaand/{rij['id']}/_opnieuw"
        return (await koppeling.api.post(pad, headers=koppeling.kop(scope, gemeente))).status_code

    assert await kijk("berichten:lezen") == (200, 1)
    assert await kijk("beheer", "0141") == (200, 0)
    assert (await kijk("toewijzing monitoring berichten:doorgeven"))[0] == 403
    assert await doe("berichten:lezen") == 403
    assert await doe("beheer", "0141") == 404
    assert await doe("beheer") == 200


async def test_lists_come_by_page_and_hold_nobody(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    for nummer in range(3):
        koppeling.wijs_toe(identificatie=f"T{nummer}")
    await koppeling.rond()
    eerste = (await koppeling.api.get("/v1/ggk/uitgaand?limit=2", headers=koppeling.kop())).json()
    rest = (
        await koppeling.api.get(f"/v1/ggk/uitgaand?limit=2&cursor={eerste['volgende']}", headers=koppeling.kop())
    ).json()
    assert (len(eerste["items"]), len(rest["items"]), rest["volgende"]) == (2, 1, None)
    assert "9999900" not in str(eerste).replace(AGB, "")
