"""Where a webhook goes: never inside, whatever a name says at one moment or another, and never in the way of others."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from berichtenverkeer import webhooks
from berichtenverkeer.adressen import NaarBuiten, adressen_buiten, is_adres_buiten, is_naam_buiten

BINNEN = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001:0:7f00:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "ff0e::1",
    "2001:db8::1",
]
NIET = [
    "127.1",
    "0x7f.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1",
    "1.2.3.4.",
    "[::1]",
    "::1",
    "fe80::1%25eth0",
    "localhost",
    "localhost.",
    "iets.localhost",
    "toegang.clientroute.svc.cluster.local",
    "toegang.clientroute.svc",
    "printer.local",
    "metadata.google.internal",
    "router.lan",
    "router.home.arpa",
    "toegang",
    "a..nl",
    "\uff11\uff12\uff17.\uff11",
    "-a.nl",
    "a_b.nl",
    "",
]


@pytest.mark.parametrize("adres", BINNEN)
def test_an_address_inside_is_not_called(adres: str) -> None:
    assert not is_adres_buiten(adres)


@pytest.mark.parametrize("adres", ["8.8.8.8", "193.176.1.1", "2a01:7c8::1", "2606:4700::1111"])
def test_an_address_on_the_internet_is_called(adres: str) -> None:
    assert is_adres_buiten(adres)


@pytest.mark.parametrize("naam", NIET)
def test_what_is_no_name_or_a_name_inside_is_refused(naam: str) -> None:
    assert not is_naam_buiten(naam)


@pytest.mark.parametrize("naam", ["aanbieder.example", "a.b-c.nl", "API.Zorg.NL", "xn--zorgn-nua.nl", "a.nl."])
def test_a_name_outside_is_taken(naam: str) -> None:
    assert is_naam_buiten(naam)


class Resolver:
    """Says something else each time that it is asked."""

    def __init__(self, *antwoorden: list[str]) -> None:
        self.antwoorden = list(antwoorden)
        self.gevraagd: list[str] = []

    async def __call__(self, host: str, port: int) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        self.gevraagd.append(host)
        found = self.antwoorden.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]


def resolve(monkeypatch: pytest.MonkeyPatch, *antwoorden: list[str]) -> Resolver:
    resolver = Resolver(*antwoorden)
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolver)
    return resolver


async def test_a_call_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: at a second question the name would stand for this machine."""
    resolver = resolve(monkeypatch, ["8.8.8.8", "8.8.4.4"], ["127.0.0.1"])
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    async with httpx.AsyncClient(transport=NaarBuiten(httpx.MockTransport(answer))) as client:
        await client.post("https://aanbieder.example:8443/berichten")
    (call,) = seen
    assert (call.url.host, call.url.port) == ("8.8.8.8", 8443)
    assert call.headers["Host"] == "aanbieder.example:8443"
    assert call.extensions["sni_hostname"] == "aanbieder.example"
    assert resolver.gevraagd == ["aanbieder.example"]


@pytest.mark.parametrize("adressen", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:127.0.0.1"], []], ids=str)
async def test_one_address_inside_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch, adressen: list[str]) -> None:
    resolve(monkeypatch, adressen, adressen)
    with pytest.raises(OSError, match="inside"):
        await adressen_buiten("aanbieder.example", 443)

    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError("it was called")

    async with httpx.AsyncClient(transport=NaarBuiten(httpx.MockTransport(answer))) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post("https://aanbieder.example/berichten")


async def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    async def luister(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.read(1))
        writer.close()

    proxy = await asyncio.start_server(luister, "127.0.0.1", 0)
    adres = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, adres)
    async with proxy, webhooks.nieuwe_client(alleen_buiten=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post("http://aanbieder.invalid/berichten")
    assert asked == []


class Eindeloos(httpx.AsyncByteStream):
    """An answer that must not be read."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        raise AssertionError("the answer was read")
        yield b""


def oproep(url: str) -> webhooks.Oproep:
    bezorging = webhooks.Bezorging("id", "99990001", "open", 1, datetime(2026, 1, 1, tzinfo=UTC), None)
    return webhooks.Oproep(url, b"geheim", bezorging, b"{}")


async def test_whatever_one_address_does_the_others_are_called() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        match request.url.host:
            case "stuk.example":
                raise UnicodeError("label too long")
            case "os.example":
                raise OSError("no route")
            case _:
                return httpx.Response(200, stream=Eindeloos())

    urls = ["https://stuk.example/", "https://os.example/", "https://[::1", "nee:", "https://goed.example/"]
    grens = asyncio.Semaphore(webhooks.TEGELIJK)
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        fouten = await asyncio.gather(*(webhooks._roep(client, oproep(url), grens) for url in urls))
    assert fouten[:2] == ["UnicodeError", "OSError"]
    assert [each is None for each in fouten] == [False, False, False, False, True]
