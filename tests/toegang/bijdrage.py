"""Citizens and policy for tests on the own contribution."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.toegang.conftest import ALMERE, NU, Json, Toegang, gelukt

from chassis.bus_embedded import EmbeddedBus
from chassis.consumer import Consumer, read_message
from chassis.events import Event, EventData, encode
from chassis.identifiers import new_id
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    LeveringBeeindigd,
    LeveringGestart,
)
from inkoop import laad
from inkoop.eigen_bijdrage import Bijdragebeleid
from toegang.domain.bijdrageopgaven import opgaven_tot
from toegang.domain.eigen_bijdrage import Inwoner, Looptijd, Omstandigheid, Voorziening
from toegang.domain.persoon import Geboren
from wetten import Wet

(BELEID,) = laad("almere-2023").eigen_bijdrage
BW = BELEID.model_copy(update={"naar_inkomen": ("BWI",), "zonder_bijdrage": ("ROL",)})
DAG = timedelta(days=1)
OUD = Geboren(date(1948, 2, 29))
MAART, APRIL, MEI = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
VER = date(2099, 1, 1)


def hulp(
    van: date = MAART, tot: date | None = None, code: str = "HO", *beleid: Bijdragebeleid, wet: Wet = Wet.WMO
) -> Voorziening:
    """Help that is used in one stretch."""
    return Voorziening(code, wet, beleid or (BW,), (Looptijd(van, tot),))


def inwoner(
    *voorzieningen: Voorziening, wie: str = "a", geboren: Geboren = OUD, zo: tuple[Omstandigheid, ...] = ()
) -> Inwoner:
    """A citizen with this help."""
    return Inwoner(wie, geboren, zo, voorzieningen)


def verteld(*inwoners: Inwoner, tot: date = VER) -> list[str]:
    """All lines until a day as people read them: who, what, as from which day."""
    return [f"{each.client_id} {each.soort} {each.per}" for each in opgaven_tot(inwoners, tot)]


@dataclass
class Gebruik:
    """What a provider tells about the help of a citizen, as toewijzing passes it on."""

    toegang: Toegang
    client_id: str
    toewijzing_id: str = "019a0000-0000-7000-8000-0000000000aa"
    code: str | None = "HO"
    volgnummer: int = 0

    async def start(self, op: date, *, verwijderd: bool = False, volgnummer: int | None = None) -> None:
        """A 305, or its removal."""
        soort = LEVERING_VERWIJDERD if verwijderd else LEVERING_GESTART
        data = LeveringGestart(**self._vast(), toewijzingsdatum=op, begindatum=op)
        await self._hoor(soort.name, data, volgnummer)

    async def stop(self, begin: date, op: date, *, tijdelijk: bool = False, verwijderd: bool = False) -> None:
        """A 307, or its removal."""
        soort = BEEINDIGING_VERWIJDERD if verwijderd else LEVERING_BEEINDIGD
        zo = {"begindatum": begin, "einddatum": op, "reden": "20" if tijdelijk else "19", "tijdelijk": tijdelijk}
        await self._hoor(soort.name, LeveringBeeindigd.model_validate(self._vast() | zo), None)

    def _vast(self) -> dict[str, Any]:  # type: ignore[explicit-any]  # as the fields of two events
        wie = {"toewijzing_id": self.toewijzing_id, "toewijzing_nummer": 1, "client_id": self.client_id}
        return wie | {"gemeente": ALMERE, "agb": "99990001", "code": self.code}

    async def _hoor(self, soort: str, data: EventData, volgnummer: int | None) -> None:
        self.volgnummer += 1
        body = data.model_dump(mode="json", by_alias=True)
        event = Event(new_id(), "urn:toewijzing", soort, self.toewijzing_id, volgnummer or self.volgnummer, NU, body)
        await Consumer(self.toegang.room).deliver([read_message(encode(event))])
        assert (await self.toegang.rows())["dead_letters"] == []


async def hoor_zelf(toegang: Toegang) -> None:
    """Let toegang hear what it told itself."""
    await EmbeddedBus([toegang.room]).settle()
    assert (await toegang.rows())["dead_letters"] == []


def op(toegang: Toegang, dag: date) -> None:
    """It is this day from now on."""
    toegang.room.clock = lambda: datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)


async def opgaven(toegang: Toegang, dag: date = NU.date(), gemeente: str = ALMERE) -> list[Json]:
    """The list of a day."""
    found: list[Json] = gelukt(await toegang.get(f"/v1/eigen-bijdragen?gemeente={gemeente}&op={dag}"), 200)["items"]  # type: ignore[assignment]
    return found


def kort(items: list[Json]) -> list[str]:
    """Lines as people read them."""
    return [f"{'terug ' if each['trektIn'] else ''}{each['soort']} {each['per']}" for each in items]
