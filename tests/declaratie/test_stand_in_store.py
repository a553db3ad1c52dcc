"""What judging looks up in bulk."""

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.statements import counted

from declaratie.store import stand as store_stand
from declaratie.store.bulk import Waar
from wetten import Wet


@pytest.mark.parametrize("referentie", ['a"b', "a\\b", "{a,b}", "NULL", "a'b;%s", "é", " a, b "])
async def test_a_reference_may_hold_anything(declaratie: Declaratie, referentie: str) -> None:
    """It goes to the database in arrays and in bulk, and comes back the same."""
    await declaratie.declareer(bericht_met(client(prestatie(ref=referentie))))
    async with declaratie.room.work(writes=False) as work:
        gevraagd = [(Waar("0034", AGB, Wet.WMO), {referentie, "iets anders"})]
        found = await store_stand.gebruikte_referenties(work.session, gevraagd)
    assert found == [{referentie}]
    antwoord = (await declaratie.declareer(bericht_met(client(prestatie(ref=referentie, vorig=referentie))))).header
    assert antwoord.retour_codes
    terug = await declaratie.declareer(bericht_met(client(prestatie(vorig=referentie))))
    assert terug.declaratie_antwoord is not None
    assert terug.declaratie_antwoord.retour_codes == ("8001",)


async def test_round_trips_do_not_grow_with_what_is_known(declaratie: Declaratie) -> None:
    """A message asks the database as often, whatever the number of assignments and of earlier lines."""
    # The first message of a provider also makes the row that its messages take turns on.
    await declaratie.declareer(bericht_met(client(prestatie(1))))
    needed = []
    with counted(declaratie.room) as since:
        for maand, einde in enumerate(("01-31", "02-28", "03-31"), 1):
            for nummer in range(maand * 100, maand * 100 + 20):
                await declaratie.wijs_toe(nummer)
            lijnen = (prestatie(1, nummer=100 + n, periode=(f"0{maand}-01", einde)) for n in range(9))
            bericht = bericht_met(client(*lijnen))
            since()
            await declaratie.declareer(bericht)
            needed.append(since())
    assert len(set(needed)) == 1, needed
