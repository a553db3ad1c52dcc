"""The numbers of a process: in production on a port of their own, and on that of the API nowhere."""

from pathlib import Path

import httpx
from tests.chassis.proef import PRODUCTION, client_of, running
from tests.chassis.proefdienst.app import proefdienst
from tests.keten.processen import free_port
from tests.services import NewDatabase

from chassis.keys import Beginning, first_keys, new_secret, write_keys
from chassis.keysource import KeyFiles
from chassis.settings import Settings
from clientroute.run import showing_metrics


async def test_production_shows_its_numbers_on_a_port_of_their_own(tmp_path: Path, new_postgres: NewDatabase) -> None:
    port = free_port()
    keys = tmp_path / "sleutels.json"
    KeyFiles(str(keys)).write("proef", write_keys(first_keys(Beginning(new_secret()), bsn=False)))
    values = {**PRODUCTION, "database_url": new_postgres(), "broker_url": "amqp://127.0.0.1:1/", "keys_file": str(keys)}
    settings = Settings.model_validate({**values, "data_dir": tmp_path, "metrics_port": port})
    async with running(proefdienst(), settings) as room, client_of(room) as api:
        assert (await api.get("/metrics")).status_code == 404
        async with showing_metrics(room), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            shown = await client.get("/metrics")
            assert shown.status_code == 200
            assert 'clientroute_outbox_events{dienst="proef"} 0.0' in shown.text
            assert {(await client.get(each)).status_code for each in ("/v1/openapi.json", "/readyz")} == {404}


async def test_development_shows_them_on_the_port_of_the_api(tmp_path: Path) -> None:
    async with (
        running(proefdienst(), Settings(data_dir=tmp_path)) as room,
        client_of(room) as api,
        showing_metrics(room),
    ):
        assert (await api.get("/metrics")).status_code == 200
