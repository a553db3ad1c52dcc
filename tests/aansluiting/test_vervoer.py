"""What an adapter may answer, and what follows: taken, refused for good, or tried again; one sends at a time."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from tests.aansluiting.conftest import AGB, Koppeling

from aansluiting.instellingen import Ontvangst, Soap
from aansluiting.store.koppelstanden import geef_beurt_terug, geef_tijdstip, neem_beurt
from aansluiting.usecases.ggk_versturen import BEURT, verstuur_met
from aansluiting.vervoer.soap import SoapVervoer
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.envelop import Fout, Plek, Systeem, Weigering
from koppelvlakken.ggk.maken import nieuw_nummer

SOAP_FOUT = (
    f'<s:Envelope xmlns:s="{soap.SOAP}"><s:Body><s:Fault><faultcode>s:CODE</faultcode></s:Fault></s:Body></s:Envelope>'
)


def weigering(code: str) -> str:
    """A Fo03 of an adapter, in a fault."""
    wij, adapter = Systeem("0034", "GGk"), Systeem("AD", "adapter")
    fout = Fout(code, Plek.SERVER, "Nu niet")
    return soap.pak_in(Weigering(adapter, wij, nieuw_nummer(), "20260302", nieuw_nummer(), fout)).decode()


def adapter(status: int, inhoud: str = "") -> SoapVervoer:
    instelling = Soap(adapter="http://127.0.0.1/ggk", ontvangst=Ontvangst(poort=9998))
    return SoapVervoer(instelling, httpx.MockTransport(lambda _request: httpx.Response(status, content=inhoud)))


@pytest.mark.parametrize(
    ("status", "inhoud", "wordt", "code"),
    [
        (200, "", "verstuurd", None),
        (202, "", "verstuurd", None),
        (204, "", "verstuurd", None),
        (500, SOAP_FOUT.replace("CODE", "Client"), "fout", None),
        (413, "", "fout", "IB003"),
        (400, "kapot", "fout", None),
        (422, "", "fout", None),
        (500, weigering("StUF010"), "fout", "StUF010"),
        (500, weigering("StUF001"), "fout", "StUF001"),
    ],
)
async def test_an_answer_of_an_adapter_says_what_becomes_of_a_message(
    koppeling: Koppeling, status: int, inhoud: str, wordt: str, code: str | None
) -> None:
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    await koppeling.haal()
    await verstuur_met(koppeling.room, adapter(status, inhoud))
    (rij,) = await koppeling.uit()
    assert (rij.status, rij.foutcode) == (wordt, code)


@pytest.mark.parametrize(
    ("status", "inhoud"),
    [
        (401, ""), (403, ""), (404, ""), (429, ""), (500, ""), (503, ""), (201, ""), (302, ""), (200, "<html/>"),
        (500, weigering("StUF046")),
        (500, SOAP_FOUT.replace("CODE", "Server")), (200, SOAP_FOUT.replace("CODE", "Server")),
    ],
)  # fmt: skip
async def test_what_is_no_verdict_is_tried_again(koppeling: Koppeling, status: int, inhoud: str) -> None:
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    koppeling.wijs_toe(identificatie="T2")
    await koppeling.haal()
    with pytest.raises(httpx.HTTPError):
        await verstuur_met(koppeling.room, adapter(status, inhoud))
    assert [each.status for each in await koppeling.uit()] == ["klaar", "klaar"], "and nothing goes before its turn"
    await koppeling.verstuur()
    assert len(koppeling.hub.voor(AGB, "WMO301")) == 2


async def test_two_that_send_at_once_send_nothing_twice(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    for nummer in range(4):
        koppeling.wijs_toe(identificatie=f"T{nummer}")
    await koppeling.haal()
    await asyncio.gather(*(koppeling.verstuur() for _ in range(3)))
    await koppeling.verstuur()
    assert koppeling.hub.aangeboden == 4
    tijdstippen = [each.tijdstip for each in koppeling.hub.voor(AGB, "WMO301")]
    assert tijdstippen == sorted(set(tijdstippen))


async def test_the_turn_of_who_fell_over_passes_to_another_and_not_before(koppeling: Koppeling) -> None:
    async def neemt(wie: str) -> bool:
        async with koppeling.room.work() as work:
            return await neem_beurt(work, BEURT, wie, 60)

    assert [await neemt("een"), await neemt("ander"), await neemt("een")] == [True, False, True]
    koppeling.later(seconds=60)
    assert not await neemt("ander")
    koppeling.later(seconds=1)
    assert [await neemt("ander"), await neemt("een")] == [True, False]
    async with koppeling.room.work() as work:
        await geef_beurt_terug(work, BEURT, "een")
    assert not await neemt("een"), "it was not his to give"
    async with koppeling.room.work() as work:
        await geef_beurt_terug(work, BEURT, "ander")
    assert await neemt("een")


async def test_moments_that_are_asked_at_once_are_all_different(koppeling: Koppeling) -> None:
    async def vraag() -> str:
        async with koppeling.room.work() as work:
            return await geef_tijdstip(work)

    eerst = await asyncio.gather(*(vraag() for _ in range(6)))
    koppeling.room.clock = lambda nu=koppeling.room.clock() - timedelta(days=1): nu  # type: ignore[misc]
    later = await asyncio.gather(*(vraag() for _ in range(6)))
    assert len({*eerst, *later}) == 12
    assert max(eerst) < min(later)
