"""A decision that follows on the same help stretches what runs, under its own number (OP380, published casus 1)."""

from datetime import date

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.gesprek import TIJDELIJK, VOLGENS_PLAN, bericht_307, stop
from tests.toewijzing.handelingen import berichten_301, doe, laatste_301
from tests.toewijzing.knelpunten import knelt_op
from tests.toewijzing.van_anderen import beeindigd, vertrokken
from tests.toewijzing.verhaal import DE_BRUG, HET_ANKER, VANDAAG, bericht_305, contract, product, start

from chassis.consumer import replay_all
from chassis.tokens import EVERYWHERE, Caller
from gebeurtenissen.toegang import BeschiktProduct
from iwmo.codes import RedenBeeindiging

DECEMBER, JANUARI, JUNI = date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30)


async def lopend(toewijzing: Toewijzing) -> BeschiktProduct:
    """Help at De Brug from June until the end of 2024."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    eerste = product(einddatum=DECEMBER, contactmomenten=(date(2024, 9, 1),))
    await toewijzing.hoor(toewijzing.beschikt(eerste))
    return eerste


def vervolg(**anders: object) -> BeschiktProduct:
    return product(**{"ingangsdatum": JANUARI, "einddatum": JUNI} | anders)  # type: ignore[arg-type]


async def test_the_same_number_a_later_end_and_reason_04(toewijzing: Toewijzing) -> None:
    eerste = await lopend(toewijzing)
    tweede = vervolg(contactmomenten=(date(2025, 3, 1),))
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2025-06-30", "04", 1)]
    (deel,) = (await berichten_301(toewijzing))[-1].client.toegewezen_producten
    assert deel.commentaar == "Evaluatie met cliënt en gemeente op: 01-09-2024, 01-03-2025."
    found = {str(each["id"]): each for each in await toewijzing.toewijzingen()}
    assert (found[eerste.id]["einddatum"], found[eerste.id]["toewijzingNummer"]) == ("2025-06-30", 1)
    bij = found[tweede.id]
    assert (bij["status"], bij["toewijzingNummer"], bij["verlengt"], bij["agb"]) == (
        "verlengd",
        None,
        eerste.id,
        DE_BRUG,
    )
    told = [each["data"] for each in await toewijzing.events("toewijzingen.verlengd")]
    assert [(each["toewijzingId"], each["verlengt"], each["toewijzingNummer"]) for each in told] == [  # type: ignore[index]
        (tweede.id, eerste.id, 1)
    ]
    assert await toewijzing.events("toewijzingen.voorbereid") == []
    refused = await doe(toewijzing, bij, "wijzig", redenWijziging="05", einddatum="2025-03-31")
    assert (refused.status_code, refused.json()["rule"]) == (409, "OP380")


async def test_also_when_the_provider_is_chosen_later(toewijzing: Toewijzing) -> None:
    await lopend(toewijzing)
    tweede = vervolg(aanbieder=None)
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    assert gelukt(await toewijzing.kies(tweede.id))["status"] == "verlengd"
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2025-06-30", "04", 1)]


async def test_what_does_not_follow_on_it_is_a_number_of_its_own(toewijzing: Toewijzing) -> None:
    await lopend(toewijzing)
    anders = [
        vervolg(volume=2),
        vervolg(ingangsdatum=date(2025, 7, 2), einddatum=date(2025, 7, 31)),
        vervolg(aanbieder=HET_ANKER),
        product("IB2B", ingangsdatum=JANUARI, einddatum=JUNI),
    ]
    for each in anders:
        await toewijzing.hoor(toewijzing.beschikt(each))
    assert [each["toewijzingNummer"] for each in await toewijzing.toewijzingen()] == [1, 2, 3, 4, 5]
    assert await toewijzing.events("toewijzingen.verlengd") == []


async def test_what_has_ended_is_not_stretched(toewijzing: Toewijzing) -> None:
    """OP380 holds while the last day has not passed."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(ingangsdatum=date(2024, 3, 1), einddatum=date(2024, 6, 2))))
    await toewijzing.hoor(toewijzing.beschikt(product(ingangsdatum=date(2024, 6, 3), einddatum=DECEMBER)))
    assert [each["toewijzingNummer"] for each in await toewijzing.toewijzingen()] == [1, 2]


async def gestopt(toewijzing: Toewijzing, reden: RedenBeeindiging) -> BeschiktProduct:
    """Help until today that began and was stopped yesterday, and the decision that follows on it."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(einddatum=VANDAAG)))
    await toewijzing.lever_aan(bericht_305(start(1), identificatie="1"))
    await toewijzing.lever_aan(bericht_307(stop(1, reden=reden), identificatie="2"))
    volgend = product(ingangsdatum=date(2024, 6, 4), einddatum=date(2025, 6, 30))
    await toewijzing.hoor(toewijzing.beschikt(volgend))
    return volgend


async def test_what_was_stopped_for_good_is_not_stretched(toewijzing: Toewijzing) -> None:
    """Help that is decided anew has a number of its own: the provider has to begin, and it shows when it does not."""
    volgend = await gestopt(toewijzing, VOLGENS_PLAN)
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-06-03", None, 1),
        (2, "2024-06-04", "2025-06-30", None, 1),
    ]
    assert [each["status"] for each in await toewijzing.toewijzingen()] == ["gestopt", "toegewezen"]
    wachtend = [each["onderwerp_id"] for each in (await toewijzing.rows())["termijnen"] if each["klaar_op"] is None]
    assert wachtend.count(volgend.id) == 1
    assert await knelt_op(toewijzing, "niet-gestart", date(2024, 7, 3)) == [volgend.id]


async def test_what_is_interrupted_is_stretched(toewijzing: Toewijzing) -> None:
    """A new start under its number may follow."""
    await gestopt(toewijzing, TIJDELIJK)
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2025-06-30", "04", 1)]
    assert [each["status"] for each in await toewijzing.toewijzingen()] == ["onderbroken", "verlengd"]


async def test_the_later_decision_ends_without_the_first(toewijzing: Toewijzing) -> None:
    """Only the days that were added end: halfway, or all of them."""
    await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    await toewijzing.hoor(beeindigd({"id": tweede.id}, date(2025, 3, 31), "ingetrokken"))
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2025-03-31", "05", 1)]
    await toewijzing.hoor(beeindigd({"id": tweede.id}, date(2024, 10, 1), "ingetrokken"))
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-12-31", "05", 1)]
    assert [each["status"] for each in await toewijzing.toewijzingen()] == ["toegewezen", "verwijderd"]


async def test_the_first_decision_ends_and_the_later_one_stands(toewijzing: Toewijzing) -> None:
    """It goes on under a number of its own: nothing is lost, and nothing runs twice."""
    eerste = await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    await toewijzing.hoor(beeindigd({"id": eerste.id}, date(2024, 10, 31), "ingetrokken"))
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-10-31", "05", 1),
        (2, "2025-01-01", "2025-06-30", None, 1),
    ]
    await toewijzing.hoor(beeindigd({"id": tweede.id}, date(2025, 2, 28), "ingetrokken"))
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-10-31", None, 1),
        (2, "2025-01-01", "2025-02-28", "05", 1),
    ]


async def test_a_later_decision_goes_along_to_another_provider(toewijzing: Toewijzing) -> None:
    """M54: what becomes of the first decision then sends nobody back, and loses nothing."""
    eerste = await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    gelukt(await doe(toewijzing, {"id": eerste.id}, "overstap", agb=HET_ANKER, vanaf="2024-07-01"))
    await toewijzing.hoor(beeindigd({"id": eerste.id}, date(2024, 10, 31), "ingetrokken"))
    assert await laatste_301(toewijzing, HET_ANKER) == [
        (2, "2024-07-01", "2024-10-31", "05", 1),
        (3, "2025-01-01", "2025-06-30", None, 1),
    ]


async def test_an_ending_that_overtakes_its_decision_waits_for_it(toewijzing: Toewijzing) -> None:
    """Else the help would be given all the same once the decision is heard."""
    await toewijzing.leg_vast()
    gegeven = product(einddatum=DECEMBER)
    einde = beeindigd({"id": gegeven.id}, date(2024, 6, 30), "ingetrokken")
    await toewijzing.hoor(einde)
    (dood,) = (await toewijzing.rows())["dead_letters"]
    assert dood["reason"] == "Weigering: onbekend-product"
    await toewijzing.hoor(toewijzing.beschikt(gegeven))
    everywhere = Caller("beheer", frozenset({"beheer"}), gemeenten=frozenset({EVERYWHERE}))
    assert await replay_all(toewijzing.room, everywhere) == (1, 0)
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-06-30", "05", 1)]


async def test_after_a_death_nothing_begins(toewijzing: Toewijzing) -> None:
    """Toegang ends decision by decision: that of the first begins no number for the later one."""
    eerste = await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    for each in (eerste, tweede):
        await toewijzing.hoor(beeindigd({"id": each.id}, date(2024, 6, 2)))
    await toewijzing.hoor(vertrokken(date(2024, 6, 2)))
    assert [each["toewijzingNummer"] for each in await toewijzing.toewijzingen()] == [1, None]
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-06-02", "02", 1)]


async def test_both_end_at_death(toewijzing: Toewijzing) -> None:
    eerste = await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    event = beeindigd({"id": eerste.id}, date(2024, 6, 20))
    event.data["producten"] = [eerste.id, tweede.id]
    await toewijzing.hoor(event)
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-06-20", "02", 1)]
    assert len(await berichten_301(toewijzing)) == 3


async def test_what_was_shortened_since_does_not_run_again(toewijzing: Toewijzing) -> None:
    """Stretched to June, shortened to March by a change, and then the first decision ends."""
    eerste = await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    gelukt(await doe(toewijzing, {"id": eerste.id}, "wijzig", redenWijziging="05", einddatum="2025-03-31"))
    await toewijzing.hoor(beeindigd({"id": eerste.id}, date(2024, 10, 31), "ingetrokken"))
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-10-31", "05", 1),
        (2, "2025-01-01", "2025-03-31", None, 1),
    ]


async def test_what_was_shortened_to_the_first_decision_ends_with_it(toewijzing: Toewijzing) -> None:
    eerste = await lopend(toewijzing)
    tweede = vervolg()
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    gelukt(await doe(toewijzing, {"id": eerste.id}, "wijzig", redenWijziging="05", einddatum="2024-12-31"))
    await toewijzing.hoor(beeindigd({"id": eerste.id}, date(2024, 10, 31), "ingetrokken"))
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-10-31", "05", 1)]
    assert [each["status"] for each in await toewijzing.toewijzingen()] == ["toegewezen", "verwijderd"]
