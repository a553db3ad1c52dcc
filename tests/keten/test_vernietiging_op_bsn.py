"""A citizen of whom toewijzing knows only what a provider asked is shown and destroyed as any other."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from tests.chassis.proef import until
from tests.toegang.conftest import BSN, melding
from tests.toewijzing.gesprek import bericht_315, gevraagd

import wetten
from chassis.settings import Settings
from clientroute.run import client_factory
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from toegang.usecases.vernietig import voer_uit

NU = datetime(2024, 6, 3, 10, tzinfo=UTC)
ALMERE, DE_BRUG = "0034", "99990001"


@pytest.fixture
async def suite(tmp_path: Path) -> AsyncIterator[Suite]:
    async with running_suite(Settings(data_dir=tmp_path), lambda: NU) as suite:
        yield suite


def als(suite: Suite, dienst: str, rol: str) -> httpx.AsyncClient:
    return client_factory(suite)(dienst, caller_for(rol, agb=DE_BRUG if rol == "aanbieder" else None))


def afgeluisterd(suite: Suite) -> list[tuple[str, str, bytes]]:
    """What toegang asks from now on: of which service, where, and with what in the body."""
    gehoord: list[tuple[str, str, bytes]] = []

    def luister(dienst: str, peer: httpx.AsyncClient) -> None:
        async def hoor(request: httpx.Request) -> None:
            gehoord.append((dienst, str(request.url), request.content))

        peer.event_hooks = {"request": [hoor]}

    for dienst, peer in suite.rooms["toegang"].peers.items():
        luister(dienst, peer)
    return gehoord


async def test_what_was_asked_before_an_assignment_is_in_the_file_and_goes(suite: Suite) -> None:
    async with als(suite, "toegang", "front-office") as balie:
        client_id = (await balie.post("/v1/meldingen", json=melding())).raise_for_status().json()["clientId"]
    async with als(suite, "toewijzing", "aanbieder") as aanbieder, als(suite, "toegang", "privacy") as privacy:
        vot = wetten.schrijf(bericht_315(gevraagd("VOT-1"), identificatie="V1", bsn=BSN))
        xml = {"Content-Type": "application/xml"}
        waar = (await aanbieder.post("/v1/berichten", content=vot, headers=xml)).raise_for_status().headers["Location"]

        async def verzoeken() -> list[dict[str, object]]:
            items: list[dict[str, object]] = (await aanbieder.get("/v1/verzoeken")).raise_for_status().json()["items"]
            return items

        async def is_er() -> bool:
            return bool(await verzoeken())

        await until(is_er)
        gehoord = afgeluisterd(suite)
        (een,) = await verzoeken()
        dossier = (await privacy.post(f"/v1/clienten/{client_id}/_dossier")).raise_for_status().json()
        assert [each["referentie"] for each in dossier["diensten"]["toewijzing"]["verzoeken"]] == ["VOT-1"]
        weg = {"gemeente": ALMERE, "grond": "verzoek", "clienten": [client_id]}
        besloten = (await privacy.post("/v1/vernietigingen", json=weg)).raise_for_status().json()
        await voer_uit(suite.rooms["toegang"])
        verklaring = (await privacy.get(f"/v1/vernietigingen/{besloten['id']}")).raise_for_status().json()
        assert verklaring["gereedOp"] is not None
        assert verklaring["aantallen"]["toewijzing.verzoeken"] == 1
        assert (await aanbieder.get(f"{waar}/inhoud")).status_code == 404
        assert (await aanbieder.get(f"/v1/verzoeken/{een['id']}")).status_code == 404
    assert not any(BSN in waar for _, waar, _ in gehoord)
    verteld = {(dienst, waar.rpartition("/")[2]) for dienst, waar, body in gehoord if BSN.encode() in body}
    assert verteld == {("toewijzing", "_inzage"), ("toewijzing", "_vernietig"), ("declaratie", "_vernietig")}
    assert {dienst for dienst, *_ in gehoord} == {"toewijzing", "declaratie", "monitoring"}, "who need it, of all"
