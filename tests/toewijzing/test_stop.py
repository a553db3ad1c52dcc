"""Stops of delivery: the WMO307 and its WMO308, also the published examples (verwerking.md, Start and stop)."""

from datetime import date

import pytest
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.gesprek import OVERLIJDEN, TIJDELIJK, VOLGENS_PLAN, bericht_307, codes_in, stop
from tests.toewijzing.verhaal import ANDER_BSN, bericht_305, product, start

import iwmo
from istandaard.berichten.bericht307 import StopProduct

EERDER, LATER = date(2024, 6, 2), date(2024, 6, 3)


async def gestart(toewijzing: Toewijzing) -> int:
    """The number of an assignment on which delivery runs since 1 June."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    _, retour = await toewijzing.lever_aan(bericht_305(start(1), identificatie="START"))
    assert codes_in(retour) == set()
    return 1


async def meld(
    toewijzing: Toewijzing, *stops: StopProduct, identificatie: str = "S1", bsn: str | None = None
) -> set[str]:
    """The return codes that these stops get, sent in one message."""
    extra = {} if bsn is None else {"bsn": bsn}
    _, retour = await toewijzing.lever_aan(bericht_307(*stops, identificatie=identificatie, **extra))
    return codes_in(retour)


async def leveringen(toewijzing: Toewijzing) -> object:
    (gevonden,) = await toewijzing.toewijzingen()
    answer = await toewijzing.client.get(f"/v1/toewijzingen/{gevonden['id']}/leveringen", headers=toewijzing.gemeente)
    assert answer.status_code == 200, answer.text
    return gevonden["status"], [
        (each["begindatum"], [(stopped["einddatum"], stopped["reden"]) for stopped in each["stops"]])
        for each in answer.json()["items"]
    ]


async def test_a_definitive_stop_is_accepted_and_told(toewijzing: Toewijzing) -> None:
    nummer = await gestart(toewijzing)
    assert await meld(toewijzing, stop(nummer)) == set()
    assert await leveringen(toewijzing) == ("gestopt", [("2024-06-01", [("2024-06-02", "19")])])
    (told,) = await toewijzing.events("leveringen.beeindigd")
    data = told["data"]
    assert isinstance(data, dict)
    assert (data["begindatum"], data["einddatum"], data["reden"], data["tijdelijk"]) == (
        "2024-06-01",
        "2024-06-02",
        "19",
        False,
    )


@pytest.mark.parametrize("einddatum", [EERDER, LATER], ids=["the same end date", "a later end date"])
async def test_a_temporary_stop_is_followed_by_a_definitive_one(toewijzing: Toewijzing, einddatum: date) -> None:
    """Published example: the definitive stop may have the end date of the temporary one, or a later one (TR414)."""
    nummer = await gestart(toewijzing)
    assert await meld(toewijzing, stop(nummer, EERDER, TIJDELIJK)) == set()
    assert (await leveringen(toewijzing))[0] == "onderbroken"  # type: ignore[index]
    assert await meld(toewijzing, stop(nummer, einddatum), identificatie="S2") == set()
    expected = [("2024-06-02", "20"), (einddatum.isoformat(), "19")]
    assert await leveringen(toewijzing) == ("gestopt", [("2024-06-01", expected)])


async def test_the_reason_of_a_stop_is_corrected_in_one_message(toewijzing: Toewijzing) -> None:
    """Published example: removal of the wrong stop and its replacement, in either order in the message."""
    nummer = await gestart(toewijzing)
    assert await meld(toewijzing, stop(nummer)) == set()
    weg = stop(nummer, verwijder=True)
    assert await meld(toewijzing, stop(nummer, reden=OVERLIJDEN), weg, identificatie="S2") == set()
    assert await leveringen(toewijzing) == ("gestopt", [("2024-06-01", [("2024-06-02", "02")])])
    kinds = [each["type"] for each in await toewijzing.events() if "beeindig" in str(each["type"])]
    assert kinds == [
        "nl.wmo.leveringen.beeindigd.v1",
        "nl.wmo.beeindigingen.verwijderd.v1",
        "nl.wmo.leveringen.beeindigd.v1",
    ]


async def test_after_a_stop_a_new_start_may_follow(toewijzing: Toewijzing) -> None:
    """TR326: a start without a stop is in the way, one with a stop is not."""
    nummer = await gestart(toewijzing)
    opnieuw = bericht_305(start(nummer, begindatum=LATER), identificatie="N1")
    assert codes_in((await toewijzing.lever_aan(opnieuw))[1]) == {"9326"}
    assert await meld(toewijzing, stop(nummer, EERDER, TIJDELIJK)) == set()
    opnieuw = bericht_305(start(nummer, begindatum=LATER), identificatie="N2")
    assert codes_in((await toewijzing.lever_aan(opnieuw))[1]) == set()
    assert await leveringen(toewijzing) == (
        "gestart",
        [("2024-06-01", [("2024-06-02", "20")]), ("2024-06-03", [])],
    )


async def test_each_rule_broken_over_the_api(toewijzing: Toewijzing) -> None:
    """Rejected messages change nothing, so each meets the same situation: one start, no stop."""
    nummer = await gestart(toewijzing)
    verkeerd = {
        "TR018": (stop(nummer, date(2024, 5, 31)), "0001"),  # a stop before its start
        "TR019": (stop(999), "9019"),
        "TR063": (stop(nummer, verwijder=True), "9063"),
        "TR382": (stop(nummer, LATER, begindatum=EERDER), "9069"),
    }
    found = {regel: await meld(toewijzing, een, identificatie=regel) for regel, (een, _) in verkeerd.items()}
    assert found == {regel: {code} for regel, (_, code) in verkeerd.items()}
    assert await meld(toewijzing, stop(nummer), identificatie="B", bsn=ANDER_BSN) == {"9019"}
    assert await leveringen(toewijzing) == ("gestart", [("2024-06-01", [])])


async def test_a_stop_that_overtakes_its_start_is_rejected_and_may_be_sent_again(toewijzing: Toewijzing) -> None:
    """Out of order: without a start there is nothing to stop (TR382). The provider gets 9069 and sends it again."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    assert await meld(toewijzing, stop(1), identificatie="S1") == {"9069"}
    await toewijzing.lever_aan(bericht_305(start(1), identificatie="START"))
    assert await meld(toewijzing, stop(1), identificatie="S2") == set()


async def test_after_stops_each_rule_on_what_follows(toewijzing: Toewijzing) -> None:
    nummer = await gestart(toewijzing)
    assert await meld(toewijzing, stop(nummer, LATER, TIJDELIJK), identificatie="T") == set()
    assert await meld(toewijzing, stop(nummer, EERDER), identificatie="TR414") == {"9414"}
    assert await meld(toewijzing, stop(nummer, LATER, TIJDELIJK), identificatie="TR074") == {"9074", "9413"}
    weg = bericht_305(start(nummer, verwijder=True), identificatie="TR071")
    assert codes_in((await toewijzing.lever_aan(weg))[1]) == {"9071"}
    assert await meld(toewijzing, stop(nummer, LATER), identificatie="D") == set()
    assert await meld(toewijzing, stop(nummer, LATER, OVERLIJDEN), identificatie="TR415") == {"9415"}
    assert await meld(toewijzing, stop(nummer, LATER, VOLGENS_PLAN, verwijder=True), identificatie="W") == set()
    assert (await leveringen(toewijzing))[0] == "onderbroken"  # type: ignore[index]


async def test_one_wrong_stop_rejects_the_whole_message(toewijzing: Toewijzing) -> None:
    nummer = await gestart(toewijzing)
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B")))
    assert await meld(toewijzing, stop(nummer), stop(2, code="IB2B")) == {"9069"}
    assert len(await toewijzing.events("leveringen.beeindigd")) == 0


@met_standaard
async def test_every_308_validates(toewijzing: Toewijzing) -> None:
    nummer = await gestart(toewijzing)
    await meld(toewijzing, stop(nummer))
    await meld(toewijzing, stop(999), identificatie="S2")
    retouren = [xml for _, xml in await toewijzing.post("WMO308")]
    assert [xsd_aanvaardt("WMO308", xml) for xml in retouren] == [True, True]
    assert [iwmo.lees(xml).soort() for xml in retouren] == ["WMO308", "WMO308"]
