"""The messages of a post, read back from it."""

import httpx

import wetten
from chassis.tokens import EVERYWHERE, Caller
from clientroute.tokens import caller_for

WIE_ALLES_LEEST = Caller(
    "backoffice", caller_for("backoffice").scopes | {"personen:lezen"}, gemeenten=frozenset({EVERYWHERE})
)
"""What is in a message only opens to who may read persons."""


async def every_message(client: httpx.AsyncClient, **query: str) -> list[tuple[str, wetten.Bericht]]:
    """All messages in a post, read from their XML."""
    found: list[tuple[str, wetten.Bericht]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await client.get("/v1/berichten", params={**query, **cursor})).raise_for_status().json()
        for item in page["items"]:
            content = (await client.get(f"/v1/berichten/{item['id']}/inhoud")).raise_for_status().content
            found.append((item["status"], wetten.lees(content)))
        if page["volgende"] is None:
            return found
        cursor = {"cursor": page["volgende"]}
