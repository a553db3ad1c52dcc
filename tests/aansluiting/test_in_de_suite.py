"""In the embedded suite the koppelvlak asks a BRP over a real connection, and what closes comes in the archive."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from tests.chassis.proef import until
from tests.clientroute.omgeving import eigen_map
from tests.koppelvlakken.brp.dubbel import PAD, TOKEN, BrpDubbel, persoon
from tests.koppelvlakken.gegevens import met_koppelvlakken
from tests.toegang.conftest import ALMERE, BSN, melding

from chassis import ticks
from chassis.clock import local_date
from chassis.service import Errand, Room, Tick
from chassis.settings import Settings
from chassis.ticks import tick_forever, tick_once
from clientroute.run import client_factory
from clientroute.serve import bind
from clientroute.services import KOPPELVLAK
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for

pytestmark = met_koppelvlakken


@contextmanager
def draaiend(brp: BrpDubbel) -> Iterator[str]:
    """The double on a free port, in a thread of this process; its address."""
    listening = bind("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(brp, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}{PAD.removesuffix('/personen')}"
    finally:
        server.should_exit = True
        thread.join()


async def op_verzoek(room: Room, tick: Tick | Errand) -> None:
    """In the place of `tick_forever`: the koppelvlak takes no turn of its own, which might ask at the same moment."""
    if room.service.name == KOPPELVLAK:
        await room.stopping.wait()
    else:
        await tick_forever(room, tick)


async def doe(suite: Suite, naam: str) -> None:
    """Take the turn of a part of the koppelvlak now."""
    room = suite.rooms[KOPPELVLAK]
    (tick,) = (each for each in room.service.ticks if each.name == naam)
    await tick_once(room, tick)
    assert f"tick {naam}" not in room.failures


async def test_who_melds_is_verified_and_what_closes_is_archived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks, "tick_forever", op_verzoek)
    brp, vandaag = BrpDubbel({BSN: persoon(BSN)}), local_date(datetime.now(UTC)).isoformat()
    with eigen_map(tmp_path, monkeypatch) as map_, draaiend(brp) as adres:
        (map_ / "token").write_text(TOKEN)
        (map_ / "archief").mkdir()
        bestand = map_ / "koppelvlak.yaml"
        bestand.write_text(
            f'gemeenten: ["{ALMERE}"]\n'
            f'brp: {{"{ALMERE}": {{adres: "{adres}", tokenbestand: "{map_ / "token"}"}}}}\n'
            f'archief: {{"{ALMERE}": {{map: "{map_ / "archief"}", naam: Gemeente Almere}}}}\n'
        )
        settings = Settings(data_dir=map_ / "var", koppelvlak=bestand)
        async with running_suite(settings) as suite:
            async with client_factory(suite)("toegang", caller_for("front-office", (ALMERE,))) as client:
                gemeld = await client.post("/v1/meldingen", json=melding(meldingsdatum=vandaag))
                zaak = gemeld.raise_for_status().json()
                await doe(suite, "brp")
                gezien = (await client.get(f"/v1/clienten/{zaak['clientId']}")).json()["brp"]
                sluiting = {"reden": "ingetrokken", "op": vandaag}
                pad = f"/v1/meldingen/{zaak['id']}/_sluit"
                (await client.post(pad, json=sluiting, headers={"If-Match": "*"})).raise_for_status()

            async def geschreven() -> bool:
                await doe(suite, "archief")
                return any((map_ / "archief").rglob("dossier.mdto.xml"))

            await until(geschreven)
    assert (gezien["stand"], gezien["verschillen"]) == ("geverifieerd", [])
    assert [each["burgerservicenummer"] for each in brp.gevraagd] == [[BSN]]
