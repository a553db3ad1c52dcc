"""What somebody of a municipality does, and what a provider gets of that."""

from collections.abc import Mapping

import httpx
from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import DE_BRUG, Json

import iwmo
from istandaard.berichten import Bericht301


async def doe(toewijzing: Toewijzing, een: Json, stap: str, **body: object) -> httpx.Response:
    pad = f"/v1/toewijzingen/{een['id']}/_{stap}"
    return await toewijzing.client.post(pad, json=body or None, headers=toewijzing.gemeente)


async def laatste_301(toewijzing: Toewijzing, agb: str = DE_BRUG) -> list[tuple[int, str, str | None, str | None, int]]:
    """Of each product in the last WMO301: number, first and last day, reason, volume."""
    bericht = iwmo.lees((await toewijzing.post("WMO301", agb))[-1][1])
    assert isinstance(bericht, Bericht301)
    assert iwmo.controleer(bericht) == []
    return [
        (
            each.toewijzing_nummer,
            each.ingangsdatum.isoformat(),
            each.einddatum.isoformat() if each.einddatum else None,
            each.reden_wijziging.value if each.reden_wijziging else None,
            each.omvang.volume if each.omvang else 0,
        )
        for each in bericht.client.toegewezen_producten
    ]


async def berichten_301(toewijzing: Toewijzing, agb: str = DE_BRUG) -> list[Bericht301]:
    """The 301s for a provider, in order."""
    found = [iwmo.lees(xml) for _, xml in await toewijzing.post("WMO301", agb)]
    return [each for each in found if isinstance(each, Bericht301)]


async def verzoeken(toewijzing: Toewijzing) -> list[dict[str, object]]:
    items = gelukt(await toewijzing.client.get("/v1/verzoeken", headers=toewijzing.gemeente))["items"]
    assert isinstance(items, list)
    return items


async def besluit(toewijzing: Toewijzing, verzoek: Mapping[str, object], keuze: str, **meer: object) -> httpx.Response:
    pad = f"/v1/verzoeken/{verzoek['id']}/_besluit"
    return await toewijzing.client.post(pad, json={"besluit": keuze, **meer}, headers=toewijzing.gemeente)
