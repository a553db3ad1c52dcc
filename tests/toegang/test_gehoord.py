"""What came together is heard as it would have been one by one: what stands, and what the CAK and the SVB are told."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

import pytest
from tests.bezorgen import Bezorg, een_voor_een, samen
from tests.statements import counted
from tests.toegang.bijdrage import op
from tests.toegang.conftest import ALMERE, NU, Json, Toegang, gelukt, melding, product
from tests.toeval import zo_vaak

from chassis.consumer import Consumer
from chassis.events import Event, EventData, EventType, encode
from chassis.relay import Outgoing
from clientroute import bevolking
from gebeurtenissen.pgb import PGB_TOEGEKEND
from gebeurtenissen.toegang import BIJDRAGE_VASTGELEGD, PERSOON_GEWIJZIGD
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
)

Soort = tuple[EventType[EventData], EventData]
TOETS = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Kan dit.", "zorgverlener": "Buurvrouw Bos"}
AANTAL = 5
"""Clients of each half; the first two are a couple, the last has a PGB."""
BEGIN = date(2024, 6, 1)


class Helft:
    """Clients of whom things are told."""

    def __init__(self, toegang: Toegang, nummers: Sequence[str]) -> None:
        self.toegang, self.nummers = toegang, nummers
        self.clienten: list[str] = []
        self.producten: list[str] = []

    async def begin(self) -> None:
        """Each has a decision with domestic help."""
        for plek, nummer in enumerate(self.nummers):
            pgb: Json = {"vorm": "pgb", "pgb": TOETS} if plek == len(self.nummers) - 1 else {}
            besloten = await self.toegang.beschikt(product("HO", **pgb), body=melding(bsn=nummer))
            self.clienten.append(str(besloten["clientId"]))
            self.producten.append(str(besloten["producten"][0]["id"]))  # type: ignore[index]
        een, twee = self.clienten[:2]
        body = {"vanaf": "2024-01-01", "gehuwd": True, "partnerId": twee}
        gelukt(await self.toegang.post(f"/v1/clienten/{een}/bijdrageomstandigheden", body))

    def wie(self, client_id: object) -> int:
        """Which of them it is; -1 for another."""
        return self.clienten.index(str(client_id)) if client_id in self.clienten else -1

    def verteld(self, rng: random.Random, aantal: int) -> list[Soort]:
        """Starts, stops, what was removed, assignments and changes, of one client more than once."""
        soorten = [LEVERING_GESTART, LEVERING_GESTART, LEVERING_VERWIJDERD, LEVERING_BEEINDIGD, BEEINDIGING_VERWIJDERD]
        soorten += [TOEWIJZING_TOEGEWEZEN, PERSOON_GEWIJZIGD]
        verteld = [self.iets(rng.choice(soorten), rng.randrange(AANTAL), rng) for _ in range(aantal)]
        return [*verteld, self.iets(PERSOON_GEWIJZIGD, AANTAL - 1, rng)]

    def iets(self, soort: EventType[EventData], plek: int, rng: random.Random) -> Soort:
        """Something that is told of a client."""
        dag = BEGIN + timedelta(rng.randrange(3))
        velden: dict[str, object] = dict.fromkeys(soort.data.model_fields) | {
            "wet": "wmo",
            "toewijzing_id": f"{plek}-{rng.randrange(2)}-{self.clienten[0][-12:]}",
            "toewijzing_nummer": plek,
            "client_id": self.clienten[plek] if rng.random() < 0.95 else "onbekend",
            "bsn_hash": "",
            "gemeente": ALMERE,
            "agb": rng.choice(("99990001", "99990002")),
            "code": "HO" if rng.random() < 0.9 else None,
            "product_id": self.producten[plek],
            "begindatum": dag,
            "ingangsdatum": dag,
            "einddatum": dag + timedelta(20),
            "toewijzingsdatum": BEGIN,
            "besluitdatum": BEGIN,
            "reden": "19",
            "tijdelijk": rng.random() < 0.5,
            "overgenomen": False,
        }
        return soort, soort.data.model_validate(velden)

    async def staat(self) -> dict[str, Sequence[Sequence[object]]]:
        """What stands of them, and what was told of them, in order."""
        rows = await self.toegang.rows()
        return {
            "opgaven": [
                (
                    self.wie(each["client_id"]),
                    each["trekt_in"] is None,
                    *(each[naam] for naam in ("soort", "per", "reden")),
                )
                for each in sorted(rows["bijdrageopgaven"], key=lambda each: str(each["id"]))
                if self.wie(each["client_id"]) >= 0
            ],
            "leveringen": self._van(rows["gehoorde_leveringen"], {"toewijzing_id"}),
            "momenten": self._van(rows["bijdragemomenten"], set()),
            "toegewezen": self._van(rows["toegewezen_producten"], {"toewijzing_id", "product_id"}),
            "verteld": [
                (each["type"], self.wie(data["clientId"]), data.get("soort"), data.get("per"), data.get("begin"))
                for each in await self.toegang.events()
                if each["type"] in {BIJDRAGE_VASTGELEGD.name, PGB_TOEGEKEND.name}
                and self.wie((data := each["data"])["clientId"]) >= 0  # type: ignore[index]
            ],
        }

    def _van(self, rows: Sequence[Json], zonder: set[str]) -> list[list[object]]:
        """Those of them, without what differs between halves."""
        return sorted(
            [self.wie(each["client_id"]), *(str(each[naam]) for naam in sorted(each.keys() - {"client_id"} - zonder))]
            for each in rows
            if self.wie(each["client_id"]) >= 0
        )


def onderweg(soorten: Sequence[Soort], rng: random.Random, nummers: "count[int]") -> list[Outgoing]:
    """As events, of one kind after each other, newer and older."""
    events = []
    for soort, data in sorted(soorten, key=lambda each: each[0].name):
        body, nummer = data.model_dump(mode="json", by_alias=True), next(nummers)
        event = Event(f"event-{nummer}", "urn:toewijzing", soort.name, "onderwerp", rng.randint(1, 9), NU, body)
        events.append(Outgoing(nummer, event.id, event.type, encode(event)))
    return events


@pytest.mark.parametrize("zaad", range(zo_vaak(3)))
async def test_what_is_heard_together_or_one_by_one_is_the_same(zaad: int, toegang: Toegang) -> None:
    bsns, nummers = bevolking.test_bsns()[: 2 * AANTAL], count(1)
    helften = [Helft(toegang, bsns[:AANTAL]), Helft(toegang, bsns[AANTAL:])]
    gevonden = []
    wijzen: tuple[Bezorg, Bezorg] = (samen, een_voor_een)
    for helft, bezorg in zip(helften, wijzen, strict=True):
        await helft.begin()
        for ronde in range(2):
            rng = random.Random(f"{zaad}-{ronde}")
            op(toegang, BEGIN + timedelta(2 + 60 * ronde))
            await bezorg(Consumer(toegang.room), onderweg(helft.verteld(rng, 40), rng, nummers))
        op(toegang, NU.date())
        gevonden.append(await helft.staat())
    assert (await toegang.rows())["dead_letters"] == []
    een, twee = gevonden
    assert een == twee
    assert len({each[0] for each in een["opgaven"]}) > 2
    assert {each[1] for each in een["opgaven"]} == {True, False}
    assert {each[0] for each in een["verteld"]} == {BIJDRAGE_VASTGELEGD.name, PGB_TOEGEKEND.name}
    assert een["toegewezen"]


async def test_many_starts_and_changes_ask_the_database_as_often_as_few(toegang: Toegang) -> None:
    helft, nummers, needed = Helft(toegang, bevolking.test_bsns()[:8]), count(1), []
    await helft.begin()
    with counted(toegang.room) as since:
        for plekken in (range(2, 4), range(4, 7)):
            for soort in (LEVERING_GESTART, PERSOON_GEWIJZIGD, TOEWIJZING_TOEGEWEZEN):
                soorten = [helft.iets(soort, plek, random.Random(5)) for plek in plekken]
                since()
                await samen(Consumer(toegang.room), onderweg(soorten, random.Random(1), nummers))
                needed.append(since())
    assert needed[:3] == needed[3:]
