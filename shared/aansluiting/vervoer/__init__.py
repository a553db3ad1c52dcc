"""The ways by which envelopes reach the hub: SOAP with a local adapter, or a folder. One small protocol for both."""

from typing import Protocol

from koppelvlakken.ggk.envelop import Bericht, Fout


class Vervoer(Protocol):
    """Brings envelopes away."""

    async def verstuur(self, bericht: Bericht, inhoud: bytes) -> Fout | None:
        """Bring one away; what is wrong with it, when whoever stands there refuses it for good.

        Raises what `chassis.away` knows as being away when it has to be tried again. The same envelope may be brought
        more than once, when nobody could say whether it arrived.
        """
        ...

    async def sluit(self) -> None:
        """Give back connections."""
        ...
