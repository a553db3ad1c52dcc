"""Mutual TLS on both sides of a local adapter: who does not show a certificate that is vouched for gets nothing."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from tests.aansluiting.certificaten import Certificaten, maak_certificaten
from tests.aansluiting.conftest import Koppeling

from aansluiting.api.ggk_ontvangst import ontvangst_app
from aansluiting.instellingen import Ontvangst, Soap, Tls
from aansluiting.vervoer.soap import SoapVervoer
from clientroute.serve import MutualTls, bind, serving
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.lezen import lees
from koppelvlakken.tls import tls_met


@pytest.fixture(scope="module")
def certificaten(tmp_path_factory: pytest.TempPathFactory) -> Certificaten:
    return maak_certificaten(tmp_path_factory.mktemp("certificaten"))


@asynccontextmanager
async def bereikbaar(app: Starlette, tls: MutualTls) -> AsyncIterator[str]:
    """The address of an app that asks its callers for a certificate."""
    listening = bind("127.0.0.1", 0)
    poort = listening.getsockname()[1]
    async with serving(app, listening, tls):
        yield f"https://127.0.0.1:{poort}/ggk"


def tls_van(certificaten: Certificaten, naam: str) -> Tls:
    certificaat, sleutel = certificaten.van(naam)
    return Tls(certificaat=certificaat, sleutel=sleutel, vertrouwd=certificaten.vertrouwd)


def context_van(certificaten: Certificaten, naam: str) -> ssl.SSLContext:
    certificaat, sleutel = certificaten.van(naam)
    return tls_met(certificaat, sleutel, certificaten.vertrouwd)


def server_tls(certificaten: Certificaten, naam: str) -> MutualTls:
    certificaat, sleutel = certificaten.van(naam)
    return MutualTls(certificaat, sleutel, certificaten.vertrouwd)


async def test_only_an_adapter_with_a_certificate_brings_anything(
    koppeling: Koppeling, certificaten: Certificaten
) -> None:
    inhoud = soap.pak_in(koppeling.begint())
    zonder = ssl.create_default_context(cafile=certificaten.vertrouwd)
    async with bereikbaar(ontvangst_app(koppeling.room), server_tls(certificaten, "wij")) as adres:
        for context in (zonder, context_van(certificaten, "vreemd")):
            async with httpx.AsyncClient(verify=context) as adapter:
                with pytest.raises(httpx.TransportError):
                    await adapter.post(adres, content=inhoud)
        async with httpx.AsyncClient(verify=context_van(certificaten, "adapter")) as adapter:
            assert (await adapter.post(adres, content=inhoud)).status_code == 200
    assert len(await koppeling.binnen()) == 1


async def test_we_bring_nothing_to_who_is_not_the_adapter_or_does_not_know_us(
    koppeling: Koppeling, certificaten: Certificaten
) -> None:
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    await koppeling.haal()
    (rij,) = await koppeling.uit()
    inhoud = await koppeling.envelop(rij)
    bericht = lees(inhoud)

    async def breng(adres: str, wie: str) -> None:
        plek = Ontvangst(poort=9998)
        vervoer = SoapVervoer(Soap(adapter=adres, tls=tls_van(certificaten, wie), ontvangst=plek))
        try:
            assert await vervoer.verstuur(bericht, inhoud) is None  # type: ignore[arg-type]  # what goes out travels
        finally:
            await vervoer.sluit()

    async with bereikbaar(koppeling.hub.app, server_tls(certificaten, "vreemd")) as adres:
        with pytest.raises(httpx.ConnectError):
            await breng(adres, "wij")
    async with bereikbaar(koppeling.hub.app, server_tls(certificaten, "adapter")) as adres:
        with pytest.raises(httpx.TransportError):
            await breng(adres, "vreemd")
        assert koppeling.hub.aangeboden == 0
        await breng(adres, "wij")
    assert koppeling.hub.aangeboden == 1
