"""Which addresses a webhook may call: names outside our own network, checked when registered and when called."""

import asyncio
import ipaddress
import re

import httpx

NAAM = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])", re.ASCII)
"""A name as it stands in an address (other letters as xn--). The last part begins with a letter: `127.1` is no name."""
BINNEN = re.compile(r"(.*\.)?(localhost|local|localdomain|internal|intranet|lan|home|corp|svc|home\.arpa)")
"""Names that only mean something inside a network, such as `dienst.ruimte.svc.cluster.local`."""
VERPAKT = tuple(
    map(
        ipaddress.ip_network,
        ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10"),
    )
)
"""IPv6 addresses that hold an IPv4 address (mapped, NAT64, Teredo, 6to4), and site-local ones: never called."""


def is_naam_buiten(host: str) -> bool:
    """Whether a host is written as a name that may stand for something outside."""
    naam = host.lower().removesuffix(".")
    return NAAM.fullmatch(naam) is not None and BINNEN.fullmatch(naam) is None


def is_adres_buiten(adres: str) -> bool:
    """Whether an IP address, as the resolver gives it, is on the public internet."""
    gelezen = ipaddress.ip_address(adres)
    if not gelezen.is_global or gelezen.is_multicast or gelezen.is_reserved:
        return False
    return not any(gelezen in net for net in VERPAKT if net.version == gelezen.version)


async def adressen_buiten(host: str, poort: int) -> list[str]:
    """The addresses of a name. Raises OSError when there is none, or when any of them is inside."""
    gevonden = await asyncio.get_running_loop().getaddrinfo(host, poort)
    adressen = list(dict.fromkeys(str(each[4][0]) for each in gevonden))
    if not adressen or not all(map(is_adres_buiten, adressen)):
        raise OSError("an address inside")
    return adressen


class NaarBuiten(httpx.AsyncBaseTransport):
    """Resolves the name of a request once, checks every address, and connects to what was checked.

    Otherwise a name that says one thing to the check and another to the connection reaches our own network. Host and
    the name in the certificate stay those of the request.
    """

    def __init__(self, binnenste: httpx.AsyncBaseTransport) -> None:
        self._binnenste = binnenste

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises httpx.ConnectError for a name that is none, or stands for an address inside."""
        host = request.url.host
        try:
            adressen = await adressen_buiten(host, request.url.port or 443)
        except (OSError, UnicodeError):
            raise httpx.ConnectError("no address outside", request=request) from None
        request.url = request.url.copy_with(host=adressen[0])
        request.extensions = {**request.extensions, "sni_hostname": host}
        return await self._binnenste.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what it sends with."""
        await self._binnenste.aclose()
