"""A person stays the same person for toewijzing while keys change, also in what was told before."""

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.gesprek import bericht_315, gevraagd
from tests.toewijzing.handelingen import besluit, verzoeken
from tests.toewijzing.verhaal import bericht_305, product, start
from tests.toewijzing.verzoek import stuur, toegewezen
from tests.wissel import ongezien, wissel

import iwmo
from chassis.reseal import count_stale, reseal
from istandaard.berichten import Bericht306


def codes(xml: bytes) -> list[str]:
    retour = iwmo.lees(xml)
    assert isinstance(retour, Bericht306)
    return [code.value for code in retour.header.retour_codes]


async def test_an_old_event_that_is_heard_after_the_change_is_about_the_same_person(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    oud = toewijzing.beschikt(product())
    wissel(toewijzing.room)
    wissel(toewijzing.room)
    await reseal(toewijzing.room, ongezien)
    await toewijzing.hoor(oud)
    (row,) = (await toewijzing.rows())["toewijzingen"]
    assert row["bsn_hash"] != oud.data["bsnHash"]
    assert await count_stale(toewijzing.room) == 0
    _, retour = await toewijzing.lever_aan(bericht_305(start(int(str(row["toewijzing_nummer"]))), identificatie="EEN"))
    assert codes(retour) == []


async def test_the_same_event_told_again_after_the_change_makes_nothing_twice(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    oud = toewijzing.beschikt(product())
    await toewijzing.hoor(oud)
    wissel(toewijzing.room)
    await reseal(toewijzing.room, ongezien)
    voor = (await toewijzing.rows())["toewijzingen"]
    await toewijzing.hoor(oud)
    assert (await toewijzing.rows())["toewijzingen"] == voor


async def test_a_request_is_open_and_granted_while_some_hashes_are_old_and_some_new(toewijzing: Toewijzing) -> None:
    """TR374: one at a time, whichever key it came in under."""
    await toegewezen(toewijzing)
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1")) == set()
    wissel(toewijzing.room)
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-2"), identificatie="V2")) == {"9374"}
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "afwijzen", reden="3"))
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-3"), identificatie="V3")) == set()
    wissel(toewijzing.room)
    _, ander = await verzoeken(toewijzing)
    assert ander["clientId"] is not None
    gelukt(await besluit(toewijzing, ander, "toekennen"))
    await reseal(toewijzing.room, ongezien)
    assert await count_stale(toewijzing.room) == 0


async def test_the_same_message_is_one_message_before_and_after_the_change(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    bericht = bericht_305(start(1), identificatie="EEN")
    waar, _ = await toewijzing.lever_aan(bericht)
    for brengt_over in (False, True):
        wissel(toewijzing.room)
        if brengt_over:
            await reseal(toewijzing.room, ongezien)
        assert (await toewijzing.lever_aan(bericht))[0] == waar
    assert len(await toewijzing.post("WMO306")) == 1
