"""A goal that is shared with a provider, and that provider: for tests of its part of a plan (M122)."""

from datetime import date

import httpx
from tests.toegang.conftest import BSN, NU, Json, Toegang, gelukt, melding
from tests.toegang.plan import doel, vastgesteld
from tests.toegang.plan import plan as nieuw_plan

from chassis.consumer import Consumer, read_message
from chassis.events import Event, encode
from chassis.identifiers import new_id
from chassis.tokens import Caller
from gebeurtenissen.toewijzing import TOEWIJZING_TOEGEWEZEN, ToewijzingToegewezen

DE_BRUG, HET_ANKER = "99990001", "99990002"
STAP: Json = {"soort": "stap", "op": "2024-06-03", "tekst": "Elke maandag samen naar de soos."}


def aanbieder(toegang: Toegang, agb: str = DE_BRUG) -> dict[str, str]:
    """Headers of the software of a provider."""
    issuer = toegang.room.secrets.issuer
    assert issuer is not None
    return {"Authorization": f"Bearer {issuer.issue(Caller('software', frozenset({'berichten'}), agb=agb))}"}


async def hoor_toegewezen(toegang: Toegang, product_id: object, client_id: object, **anders: object) -> None:
    """Toewijzing tells who has a product: De Brug, unless said otherwise."""
    data = ToewijzingToegewezen.model_validate(
        {
            "toewijzing_id": product_id,
            "toewijzing_nummer": 1,
            "client_id": client_id,
            "bsn_hash": "0" * 64,
            "gemeente": "0034",
            "agb": DE_BRUG,
            "categorie": "01",
            "code": "HO",
            "volume": 1,
            "eenheid": "82",
            "frequentie": "4",
            "budget": None,
            "ingangsdatum": date(2024, 6, 1),
            "einddatum": date(2025, 5, 31),
            "reden_wijziging": None,
            "toewijzingsdatum": date(2024, 6, 3),
            "besluitdatum": date(2024, 5, 27),
            "product_id": product_id,
        }
        | {naam: waarde for naam, waarde in anders.items() if naam != "sequence"}
    )
    content = data.model_dump(mode="json", by_alias=True)
    sequence = int(str(anders.get("sequence", 1)))
    name = TOEWIJZING_TOEGEWEZEN.name
    event = Event(new_id(), "urn:clientroute:test-toewijzing", name, data.toewijzing_id, sequence, NU, content)
    await Consumer(toegang.room).deliver([read_message(encode(event))])


class Gedeeld:
    """A client with a product at De Brug and a settled plan, of which the first of two goals is shared."""

    def __init__(self, client_id: str, product_id: str, plan_id: str, doelen: list[str]) -> None:
        self.client_id, self.product_id, self.plan_id, self.doelen = client_id, product_id, plan_id, doelen


async def deel(toegang: Toegang, plan_id: object, doel_id: object, *producten: object) -> httpx.Response:
    pad = f"/v1/plannen/{plan_id}/doelen/{doel_id}/producten"
    return await toegang.put(pad, {"productIds": list(producten)})


async def gedeeld(toegang: Toegang, bsn: str = BSN) -> Gedeeld:
    beschikt = await toegang.beschikt(body=melding(bsn=bsn))
    client_id, product_id = str(beschikt["clientId"]), str(beschikt["producten"][0]["id"])  # type: ignore[index]
    body = nieuw_plan(doel(), doel(doel="Ik houd mijn geld op orde.", gebied="financien"))
    made = await vastgesteld(toegang, client_id, body)
    doelen = [str(each["id"]) for each in made["doelen"]]  # type: ignore[attr-defined]
    await hoor_toegewezen(toegang, product_id, client_id)
    gelukt(await deel(toegang, made["id"], doelen[0], product_id), 200)
    return Gedeeld(client_id, product_id, str(made["id"]), doelen)
