"""A running toegang on a real database with real migrations, and callers with several rights."""

import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy import select
from tests.services import database_url, new_postgres

from chassis import tables
from chassis.log import configure_logging
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from inkoop import model_van
from toegang.app import SERVICE

__all__ = ["database_url", "new_postgres"]

ALMERE, ALMELO, HOUTEN = "0034", "0141", "0321"
NU = datetime(2024, 6, 3, 8, 30, tzinfo=UTC)
BSN, ANDER_BSN = "999900006", "999900018"
PERSOONSGEGEVENS = (BSN, ANDER_BSN, "Grootkerk", "Wilhelmina", "Populierendreef", "1327 huis", "kan niet meer")
"""What no event, log line, error or table may show."""

Json = dict[str, object]


def persoon(bsn: str = BSN) -> Json:
    """A citizen, complete."""
    return {
        "bsn": bsn,
        "geboortedatum": "1948-02-29",
        "geslacht": "2",
        "naam": {
            "geslachtsnaam": "Grootkerk",
            "voorvoegsel": "van der",
            "voornamen": "Wilhelmina",
            "voorletters": "W",
        },
        "adres": {
            "straatnaam": "Populierendreef",
            "huisnummer": 12,
            "huisletter": "a",
            "huisnummerToevoeging": "bis",
            "postcode": "1327AB",
            "plaatsnaam": "Almere",
        },
    }


def melding(gemeente: str = ALMERE, meldingsdatum: str = "2024-05-06", bsn: str = BSN) -> Json:
    """The body of a melding."""
    return {
        "gemeente": gemeente,
        "persoon": persoon(bsn),
        "meldingsdatum": meldingsdatum,
        "hulpvraag": "Ik kan niet meer zelf koken.",
    }


JEUGD_BSN = "999900043"


def jeugdige(geboortedatum: str = "2012-09-15", **anders: object) -> Json:
    """A youth who lives with a mother."""
    moeder: Json = {
        "soort": "10",
        "naam": {"geslachtsnaam": "Grootkerk", "voornamen": "Anna"},
        "telefoonnummers": [{"telefoonnummer": "0600000001"}],
    }
    return persoon(JEUGD_BSN) | {"geboortedatum": geboortedatum, "relaties": [moeder]} | anders


def jeugdmelding(geboortedatum: str = "2012-09-15", gemeente: str = ALMELO, **anders: object) -> Json:
    """The body of a melding under the Jeugdwet; `anders` of the youth."""
    return melding(gemeente) | {"wet": "jeugdwet", "persoon": jeugdige(geboortedatum, **anders)}


def jeugdzaak(**anders: object) -> Json:
    """How a youth came in: referred by the general practitioner, living here, and all agreed."""
    return {
        "verwijzer": "02",
        "agb": "01999901",
        "verwezenOp": "2024-05-06",
        "gezag": "ouders",
        "toestemmingGezagOp": "2024-05-06",
        "toestemmingJeugdigeOp": "2024-05-06",
        "adressen": [{"gemeente": ALMELO, "vanaf": "2012-09-15"}],
    } | anders


BEVESTIGING: Json = {
    "bevestigdOp": "2024-05-07",
    "clientondersteuningAangebodenOp": "2024-05-07",
    "clientondersteuningGekozen": True,
    "persoonlijkPlanAangebodenOp": "2024-05-07",
}
AANVRAAG: Json = {"ingediendOp": "2024-05-21"}
GEWOGEN: dict[str, Json] = {
    "HO": {"minutenPerWeek": 150},
    "IB2B": {"traject": "traject-2", "minutenPerWeek": 120},
    "DB2B": {"traject": "traject-2", "minutenPerWeek": 480},
    "IB3": {"traject": "traject-3", "minutenPerWeek": 120},
}
"""What weighing asks of products of Almere."""


def onderzoek(gemeente: str = ALMERE) -> Json:
    """The body of an onderzoek in which nothing that goes first was enough."""
    model = model_van([gemeente], NU.date())
    assert model is not None
    return {
        "afgerondOp": "2024-05-20",
        "gesprek": {"datum": "2024-05-15", "vorm": "huisbezoek", "metMantelzorger": True},
        "eigenKracht": "Mevrouw Grootkerk dekt zelf de tafel.",
        "gebruikelijkeHulp": "Zij woont alleen.",
        "netwerk": "Haar dochter kan niet meer doen dan nu.",
        "voorliggend": [{"titel": each.titel, "uitkomst": "onvoldoende"} for each in model.voorliggend],
        "pgbUitgelegd": True,
        "verslag": "Mevrouw Grootkerk kan niet meer koken.",
    }


ONDERZOEK: Json = onderzoek()


def afweging(minuten: int = 150, **anders: object) -> Json:
    """Household help in Almere as it was weighed: a scenario, and a huishoudplan of so many minutes per week."""
    keuze = {"product": "HO", "ingangsdatum": "2024-06-01", "scenario": "langdurig", "minutenPerWeek": minuten}
    return {
        "situatie": {"huishoudplan": [{"naam": "stofzuigen", "minutenPerWeek": minuten, "door": "aanbieder"}]},
        "keuzes": [keuze | anders],
    }


def beschikking(*producten: Json, besluitdatum: str = "2024-05-27") -> Json:
    """The body of a beschikking; without products, one household package."""
    return {
        "besluitdatum": besluitdatum,
        "motivering": "Mevrouw Grootkerk heeft hulp nodig.",
        "producten": list(producten) or [product()],
    }


def product(code: str = "HO", **anders: object) -> Json:
    """One product of a beschikking."""
    standaard: Json = {"code": code, "volume": 1, "ingangsdatum": "2024-06-01", "einddatum": "2025-05-31"}
    return standaard | GEWOGEN.get(code, {}) | anders


def met(body: Json, pad: str, waarde: object) -> Json:
    """A copy of a body with another value at one place, such as `persoon.naam.geslachtsnaam`."""
    kopie = deepcopy(body)
    *stappen, laatste = pad.split(".")
    plek: object = kopie
    for stap in stappen:
        plek = plek[int(stap)] if isinstance(plek, list) else plek[stap]  # type: ignore[index]
    plek[laatste] = waarde  # type: ignore[index]
    return kopie


class LegeDienst:
    """Stands in for a service that keeps nothing of anybody, and did nothing with it."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/gegevens/_inzage"):
            return httpx.Response(200, json={"gegevens": {}})
        assert request.url.path.endswith("/logboek")
        return httpx.Response(200, json={"items": [], "volgende": None})


@dataclass
class Toewijzing:
    """Stands in for the service toewijzing: what it forbids in a decision, and whether it answers."""

    verboden: list[Json] = field(default_factory=list)
    """What is said of the next products, by the place of each in the decision, as in VerbodenView."""
    bezwaren: list[Json] = field(default_factory=list)
    """What is said of running indications that are taken in or moved, by the place of each, as in their views."""
    storingen: int = 0
    gevraagd: list[Json] = field(default_factory=list)
    """The bodies of the requests that came in."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.storingen:
            self.storingen -= 1
            raise httpx.ConnectError("away")
        if request.url.path.startswith("/v1/clienten/"):
            return await LegeDienst()(request)
        body = json.loads(request.content)
        if request.url.path == "/v1/toewijzingen/overname/_toets":
            self.gevraagd.append(body)
            indicaties = body["indicaties"]
            bezwaren = [each for each in self.bezwaren if int(str(each["plek"])) < len(indicaties)]
            found = [
                {**each, "productId": indicaties[int(str(each["plek"]))]["beschiktProduct"]["id"]} for each in bezwaren
            ]
            return httpx.Response(200, json=found)
        if request.url.path == "/v1/toewijzingen/omzetting/_toets":
            self.gevraagd.append(body)
            uit = [each["omgezetUit"] for each in body["omzettingen"]]
            found = [{**each, "productId": uit[int(str(each["plek"]))]} for each in self.bezwaren]
            return httpx.Response(200, json=found)
        assert (request.method, request.url.path) == ("POST", "/v1/toewijzingen/_toets")
        self.gevraagd.append(body)
        producten = body["beschikking"]["producten"]
        found = [{**each, "productId": producten[int(str(each["plek"]))]["id"]} for each in self.verboden]
        return httpx.Response(200, json=found)


@dataclass
class Toegang:
    """The service under test, and a front office that calls it."""

    room: Room
    client: httpx.AsyncClient
    toewijzing: Toewijzing = field(default_factory=Toewijzing)
    headers: dict[str, str] = field(default_factory=dict)

    def token(self, *gemeenten: str, scope: str = "toegang") -> dict[str, str]:
        """Headers of somebody with this scope, for these municipalities ('*' when none are given)."""
        issuer = self.room.secrets.issuer
        assert issuer is not None
        caller = Caller("tester", frozenset(scope.split()), gemeenten=frozenset(gemeenten or {"*"}))
        return {"Authorization": f"Bearer {issuer.issue(caller)}"}

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        """POST as the front office."""
        return await self.client.post(path, json=body, headers=self.headers | headers)

    async def get(self, path: str) -> httpx.Response:
        """GET as the front office."""
        return await self.client.get(path, headers=self.headers)

    async def meld(self, body: Json | None = None) -> Json:
        """A melding that is accepted."""
        return gelukt(await self.post("/v1/meldingen", body or melding()))

    async def put(self, path: str, body: object, match: str | None = "*") -> httpx.Response:
        """PUT as the front office, on the state that it saw."""
        headers = self.headers | ({"If-Match": match} if match else {})
        return await self.client.put(path, json=body, headers=headers)

    async def sluit(self, pad: str) -> None:
        """Close a case: the citizen withdraws."""
        gelukt(await self.post(f"{pad}/_sluit", {"reden": "ingetrokken", "op": "2024-06-03"}, **{"If-Match": "*"}), 200)

    async def bevestigd(self, body: Json | None = None) -> str:
        """The address of a melding that was confirmed."""
        pad = f"/v1/meldingen/{(await self.meld(body))['id']}"
        gelukt(await self.put(f"{pad}/bevestiging", BEVESTIGING), 200)
        return pad

    async def onderzocht(self, body: Json | None = None) -> str:
        """The address of a melding with its onderzoek done."""
        pad = await self.bevestigd(body)
        gemeente = str((body or {}).get("gemeente", ALMERE))
        gelukt(await self.post(f"{pad}/onderzoek", onderzoek(gemeente)))
        return pad

    async def aangevraagd(self, body: Json | None = None) -> str:
        """The address of a melding that waits for a decision; in Almere household help was weighed."""
        pad = await self.onderzocht(body)
        if (body or {}).get("gemeente", ALMERE) == ALMERE:
            gelukt(await self.post(f"{pad}/afwegingen", afweging()))
        gelukt(await self.post(f"{pad}/aanvraag", AANVRAAG))
        return pad

    async def beschikt(self, *producten: Json, body: Json | None = None, gewogen: Json | None = None) -> Json:
        """A decision with these products, after another afweging where one is given."""
        pad = await self.aangevraagd(body)
        if gewogen is not None:
            gelukt(await self.post(f"{pad}/afwegingen", gewogen))
        return gelukt(await self.post(f"{pad}/beschikkingen", beschikking(*producten)))

    async def events(self) -> list[Json]:
        """What stands in the outbox, in order."""
        async with self.room.work(writes=False) as work:
            query = select(tables.outbox.c.body).order_by(tables.outbox.c.position)
            return [json.loads(body) for body in (await work.session.execute(query)).scalars()]

    async def logboek(self) -> list[Json]:
        """The lines about a client, in order, with the id of the client as it was before it was sealed."""
        lines = [each for each in (await self.rows())["logregels"] if each["betrokkene"] is not None]
        vault = self.room.vault
        for each in lines:
            each["client_id"] = vault.open_fixed(tables.BETROKKENE.purpose, str(each["betrokkene"]))
        return sorted(lines, key=lambda each: str(each["id"]))

    async def rows(self) -> dict[str, list[Json]]:
        """Every row of every table of the service, in no order."""
        await self.room.written()
        async with self.room.work(writes=False) as work:
            return {
                table.name: [dict(row._mapping) for row in await work.session.execute(select(table))]
                for table in SERVICE.metadata.sorted_tables
            }


def gelukt(answer: httpx.Response, status: int = 201) -> Json:
    """The body of an answer that must have this status."""
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


@pytest.fixture
def toegang_api(tmp_path: Path) -> FastAPI:
    """The routes of toegang, with nothing behind them."""
    settings = Settings(data_dir=tmp_path)
    return create_api(open_room(SERVICE, settings, load_secrets(settings), _no_peer))


@pytest.fixture
async def toegang(migrated_url: str, tmp_path: Path) -> AsyncIterator[Toegang]:
    """An empty toegang, once on SQLite and once on PostgreSQL; it is 3 June 2024."""
    settings = Settings(data_dir=tmp_path, database_url=migrated_url)
    toewijzing = Toewijzing()

    def peer(name: str) -> httpx.AsyncClient:
        answers = toewijzing if name == "toewijzing" else LegeDienst()
        return httpx.AsyncClient(transport=httpx.MockTransport(answers), base_url=f"http://{name}.test")

    room = open_room(SERVICE, settings, load_secrets(settings), peer, lambda: NU)
    transport = httpx.ASGITransport(app=create_api(room))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        opened = Toegang(room, client, toewijzing)
        opened.headers = opened.token()
        yield opened
    await room.close()


def _no_peer(name: str) -> httpx.AsyncClient:
    """For routes that are looked at and not called."""
    return httpx.AsyncClient(base_url=f"http://{name}.test")


@pytest.fixture
def log_text(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Logging as in production but with all levels, in a file; afterwards as it was."""
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "alembic", "aiormq", "aio_pika")}
    file = tmp_path / "log" / "toegang.log"
    configure_logging(file=file, level="DEBUG")
    yield lambda: file.read_text(encoding="utf-8")
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    logging.raiseExceptions = raising
    structlog.reset_defaults()
