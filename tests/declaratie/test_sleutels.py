"""A client stays the same client for declaratie while keys change: what is granted, found and pointed at."""

from sqlalchemy import select, update
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import ALMERE, BSN, NUMMER, VREEMDE_BSN, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import afgewezen, bedragen
from tests.wissel import ongezien, wissel

from chassis.persoonsgegevens import Gezocht
from chassis.reseal import count_stale, reseal
from declaratie.tables import GehoordeToewijzing as Toewijzing
from declaratie.usecases.vernietig import vernietig_gegevens

CLIENT = "01a2250e-37b0-7217-bc05-e61ac52d5a84"


async def test_old_and_new_hashes_of_one_client_are_of_one_client(declaratie: Declaratie) -> None:
    """TR-rules on the client (8187, 0233) look at hashes: half of them stand under the key of before."""
    oud = declaratie.room.vault.bsn_hash(BSN)
    wissel(declaratie.room)
    await declaratie.wijs_toe(NUMMER + 1, product=("02", "DB2B"))
    await declaratie.wijs_toe(NUMMER + 2, product=("02", "IB3"), bsn_hash=oud)
    bericht = bericht_met(
        client(prestatie(10, ref="OUD")), client(prestatie(1, ref="VREEMD"), bsn=VREEMDE_BSN), nummer="D1"
    )
    antwoord = await declaratie.declareer(bericht)
    assert bedragen(antwoord)[1] == 10 * 6150
    assert afgewezen(antwoord) == {VREEMDE_BSN: ("8187", {"VREEMD": ["0233"]})}


async def test_the_line_of_another_client_stays_refused_after_the_change(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(NUMMER + 1, bsn=VREEMDE_BSN)
    wissel(declaratie.room)
    antwoord = await declaratie.declareer(bericht_met(client(prestatie(1, ref="VREEMD", nummer=NUMMER + 1))))
    assert bedragen(antwoord)[1] == 0


async def test_an_old_event_that_is_told_again_after_the_change_is_about_the_same_client(leeg: Declaratie) -> None:
    await leeg.sluit_contract()
    oud = leeg.room.vault.bsn_hash(BSN)
    await leeg.wijs_toe(bsn_hash=oud)
    wissel(leeg.room)
    wissel(leeg.room)
    await reseal(leeg.room, ongezien)
    await leeg.wijs_toe(bsn_hash=oud, sequence=2)
    assert await count_stale(leeg.room) == 0
    antwoord = await leeg.declareer(bericht_met(client(prestatie(10))))
    assert bedragen(antwoord) == (10 * 6150, 10 * 6150)


async def test_all_is_brought_over_after_somebody_was_destroyed(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(NUMMER + 1, bsn=VREEMDE_BSN)
    async with declaratie.room.work() as work:
        await work.session.execute(update(Toewijzing).where(Toewijzing.nummer == NUMMER).values(client_id=CLIENT))
        await vernietig_gegevens(work, CLIENT, Gezocht(ALMERE, ()))
    wissel(declaratie.room)
    walk = await reseal(declaratie.room, ongezien)
    assert walk.closed == 0
    assert await count_stale(declaratie.room) == 0
    async with declaratie.room.work(writes=False) as work:
        hashes = set((await work.session.execute(select(Toewijzing.bsn_hash))).scalars())
        assert hashes == {"", work.vault.bsn_hash(VREEMDE_BSN)}


async def test_lines_of_a_client_are_found_before_and_after_everything_is_brought_over(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(10))))
    headers = declaratie.backoffice(ALMERE)
    for brengt_over in (False, True):
        wissel(declaratie.room)
        if brengt_over:
            await reseal(declaratie.room, ongezien)
            assert await count_stale(declaratie.room) == 0
        answer = await declaratie.client.post("/v1/prestaties/_zoek", json={"bsn": BSN}, headers=headers)
        assert [each["toewijzingNummer"] for each in answer.json()["items"]] == [NUMMER]
