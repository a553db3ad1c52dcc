"""The koppelvlak as it runs, killed again and again: nothing lost, nothing twice, moments as they rise."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tests.aansluiting.conftest import AGB, ALMERE, bericht
from tests.aansluiting.diensten import Dienst
from tests.koppelvlakken.knooppunt import Knooppunt, van_aanbieder

import wetten
from clientroute.demo.wachten import until
from clientroute.serve import bind, serving
from koppelvlakken.ggk.lezen import lees

pytestmark = pytest.mark.processen
AANTAL = 12


@asynccontextmanager
async def luistert(app: Starlette) -> AsyncIterator[int]:
    """The port on which an app is reached."""
    listening = bind("127.0.0.1", 0)
    poort = int(listening.getsockname()[1])
    async with serving(app, listening):
        yield poort


def als_app(diensten: dict[str, Dienst]) -> Starlette:
    """The stand-ins for the services, over a network."""

    async def antwoord(request: Request) -> Response:
        dienst, _, pad = request.url.path.removeprefix("/").partition("/")
        url = f"http://dienst/{pad}" + (f"?{request.url.query}" if request.url.query else "")
        gevraagd = httpx.Request(request.method, url, headers=request.headers.raw, content=await request.body())
        answer = diensten[dienst]._antwoord(gevraagd)
        return Response(answer.content, answer.status_code, media_type=answer.headers.get("content-type"))

    return Starlette(routes=[Route("/{pad:path}", antwoord, methods=["GET", "POST"])])


def vrij() -> int:
    listening = bind("127.0.0.1", 0)
    poort = int(listening.getsockname()[1])
    listening.close()
    return poort


async def test_a_koppelvlak_that_is_killed_again_and_again_loses_nothing_and_does_nothing_twice(
    tmp_path: Path,
) -> None:
    hub, diensten = Knooppunt([AGB]), {"toegang": Dienst(), "toewijzing": Dienst(), "declaratie": Dienst()}
    toewijzing = diensten["toewijzing"]
    toewijzing.wegen.append({"agb": AGB, "wet": "wmo", "vanaf": "2026-01-01", "weg": "ggk"})
    async with AsyncExitStack() as stack:
        hub_poort = await stack.enter_async_context(luistert(hub.app))
        dienst_poort = await stack.enter_async_context(luistert(als_app(diensten)))
        deur, api = vrij(), vrij()
        bestand = tmp_path / "koppelvlak.yaml"
        soap = f'{{adapter: "http://127.0.0.1:{hub_poort}/ggk", ontvangst: {{poort: {deur}}}}}'
        bestand.write_text(f'gemeenten: ["{ALMERE}"]\nggk:\n  soap: {soap}\n')
        omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("CLIENTROUTE_")} | {
            "CLIENTROUTE_KOPPELVLAK": str(bestand),
            "CLIENTROUTE_DATA_DIR": str(tmp_path / "var"),
            "CLIENTROUTE_SERVICE_URL": f"http://127.0.0.1:{dienst_poort}/{{service}}",
        }
        adapter = await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{deur}"))

        async def start(*woorden: str) -> Process:
            opdracht = (sys.executable, "-m", "clientroute", *woorden)
            return await asyncio.create_subprocess_exec(*opdracht, env=omgeving, stdout=DEVNULL, stderr=DEVNULL)

        assert await (await start("migrate", "koppelvlak")).wait() == 0
        for ronde in range(AANTAL // 3):
            leg_klaar(hub, toewijzing, ronde)
            was = stand(hub, toewijzing)
            proces = await start("koppelvlak", "--port", str(api))
            # Killed as soon as it did anything of this round: so halfway with the rest.
            await until(lambda: breng(hub, adapter), partial(is_verder, hub, toewijzing, was))
            proces.send_signal(signal.SIGKILL)
            await proces.wait()
        proces = await start("koppelvlak", "--port", str(api))
        await until(lambda: breng(hub, adapter), lambda klaar: klaar and len(hub.bezorgd[AGB]) == AANTAL)
        await until(lambda: leeft(api), lambda _: len(toewijzing.genomen) == AANTAL)
        await until(lambda: leeft(api), bool)
        proces.send_signal(signal.SIGTERM)
        assert await proces.wait() == 0
    keur_alles(hub, toewijzing)


def leg_klaar(hub: Knooppunt, toewijzing: Dienst, ronde: int) -> None:
    """Three more each way."""
    for nummer in range(3 * ronde, 3 * ronde + 3):
        toewijzing.klaar(bericht("WMO301", identificatie=f"T{nummer}"))
        inhoud = wetten.schrijf(bericht("WMO305", identificatie=f"S{nummer}"))
        tijdstip = f"20260302{nummer:06d}000"
        hub.stuur(van_aanbieder(None, "WMO305", inhoud, agb=AGB, gemeente=ALMERE, tijdstip=tijdstip))


def stand(hub: Knooppunt, toewijzing: Dienst) -> tuple[int, int]:
    """How many messages arrived, each way."""
    return len(hub.bezorgd[AGB]), len(toewijzing.genomen)


def is_verder(hub: Knooppunt, toewijzing: Dienst, was: tuple[int, int], _gebracht: bool) -> bool:
    """Whether anything went on in either direction."""
    return stand(hub, toewijzing) != was


async def breng(hub: Knooppunt, adapter: httpx.AsyncClient) -> bool:
    """Let the hub bring what it has; whether all of it was taken in."""
    try:
        await hub.bezorg(adapter)
    except httpx.TransportError:
        return False
    return hub.uit == []


async def leeft(poort: int) -> bool:
    """Whether the process answers."""
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"http://127.0.0.1:{poort}/livez")).status_code == 200
        except httpx.TransportError:
            return False


def keur_alles(hub: Knooppunt, toewijzing: Dienst) -> None:
    """Each message once, and moments as they rise."""
    assert [each.inhoud for each in hub.voor(AGB, "WMO301")] == [each.inhoud for each in toewijzing.stukken]
    assert {each.status for each in toewijzing.stukken} == {"opgehaald"}
    genomen = [lees(each) for each in hub.genomen.values()]
    tijdstippen = [each.tijdstip for each in genomen]
    assert tijdstippen == sorted(set(tijdstippen))
    assert len({wetten.lees(each).header.bericht_identificatie.identificatie for each in toewijzing.genomen}) == AANTAL
