"""What is done with is forgotten after a while; what asks for somebody stays whole."""

import zlib

from sqlalchemy import select
from tests.aansluiting.conftest import AGB, Koppeling, bericht

from aansluiting.store import ggk as store
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand
from aansluiting.usecases.ggk_opruimen import ruim_op
from koppelvlakken.ggk import soap


async def inhouden(koppeling: Koppeling) -> tuple[list[bool], list[bool]]:
    """Of each envelope out and in whether anything is in it."""
    async with koppeling.room.work(writes=False) as work:
        uit = (await work.session.execute(select(GgkUitgaand).order_by(GgkUitgaand.id))).scalars().all()
        binnen = (await work.session.execute(select(GgkInkomend).order_by(GgkInkomend.id))).scalars().all()
        gevuld = [zlib.decompress(work.vault.open(store.IN, each.id, each.inhoud)) for each in binnen]
        return [bool(store.envelop_van(work, each)) for each in uit], [bool(each) for each in gevuld]


async def test_what_is_done_with_is_forgotten_and_a_double_is_known_all_the_same(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    for nummer in range(3):
        koppeling.wijs_toe(identificatie=f"T{nummer}")
    await koppeling.rond()
    beantwoord, geweigerd, _ = koppeling.hub.voor(AGB, "WMO301")
    retour = koppeling.antwoordt(beantwoord, "WMO302")
    koppeling.hub.stuur(retour)
    koppeling.hub.wijs_af(geweigerd, "IB010", retour.zender)
    await koppeling.bezorg()
    koppeling.later(days=89)
    await ruim_op(koppeling.room)
    assert (await inhouden(koppeling))[0] == [True, True, True]
    koppeling.later(days=2)
    await ruim_op(koppeling.room)
    await ruim_op(koppeling.room)
    assert (await inhouden(koppeling))[0] == [False, True, True], "a refused one and one without its answer stay"
    assert (await koppeling.adapter.post("/ggk", content=soap.pak_in(retour))).status_code == 200
    assert koppeling.toewijzing.aangeboden == 1
    assert len(await koppeling.binnen()) == 2


async def test_what_came_in_and_cannot_go_on_stays_whole(koppeling: Koppeling) -> None:
    koppeling.hub.stuur(koppeling.begint())
    await koppeling.bezorg()
    koppeling.toewijzing.weigert = (409, "kan-niet", "Dat kan niet.")
    koppeling.hub.stuur(koppeling.begint(soort="WMO307"))
    await koppeling.bezorg()
    koppeling.later(days=91)
    await ruim_op(koppeling.room)
    assert (await inhouden(koppeling))[1] == [False, True]


async def test_an_error_about_what_is_no_longer_kept_says_that_it_cannot_go_again(koppeling: Koppeling) -> None:
    """Nothing answers a retour, so it is done with when it was sent; the chain may refuse it later all the same."""
    koppeling.langs_ggk()
    koppeling.hub.stuur(koppeling.begint())
    await koppeling.bezorg()
    (binnen,) = await koppeling.binnen()
    koppeling.toewijzing.klaar(bericht("WMO306"), antwoord_op=binnen.bericht_id)
    await koppeling.haal()
    await koppeling.verstuur()
    koppeling.later(days=91)
    await ruim_op(koppeling.room)
    (retour,) = koppeling.hub.voor(AGB, "WMO306")
    koppeling.hub.wijs_af(retour, "IB010", retour.ontvanger)
    await koppeling.bezorg()
    (rij,) = await koppeling.lijst("uitgaand", "?status=fout")
    answer = await koppeling.opnieuw(rij["id"])
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:clientroute:fout:niet-bewaard")
    assert "niet meer bewaard" in answer.json()["detail"]
    assert (rij["kanOpnieuw"], rij["advies"]) == (False, answer.json()["detail"])
    assert [each.status for each in await koppeling.uit()] == ["fout"]
