"""Judging a 323 of each law, from upload to stored answer, on PostgreSQL and RabbitMQ with a real worker."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
from lxml import etree
from sqlalchemy import func, select
from tenacity import AsyncRetrying, retry_if_result, wait_fixed

from berichtenverkeer.post import vind_antwoord
from chassis.bus_rabbit import Topology
from chassis.relay import backlog
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tables import inbox, outbox
from chassis.web import create_api
from chassis.work import NOTIFY
from chassis.worker import run_worker
from clientroute.bench.diensten import RABBITMQ, clean_broker, create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.gebeurtenissen import Bare, bare
from clientroute.bench.grote_323 import bsns
from clientroute.bench.opstelling import loop, van_aanbieder
from clientroute.bench.standaard import schema
from declaratie.app import SERVICE
from declaratie.domain.kalender import laatste_van_maand
from declaratie.tables import Declaratie
from istandaard.codes import Eenheid
from wetten import STANDAARD, Wet

CLIENTEN, PER_CLIENT, TOEWIJZINGEN, DELEN = 4250, 10, 50_000, 10
AGB, ANDERE_AGB = "99990001", "99990002"
NU = datetime(2031, 1, 15, 9, tzinfo=UTC)
OMVANG = (("6", 100_000), ("4", 40), ("2", 10))
TARIEF, VOLUME = 6000, 20


@dataclass(frozen=True)
class Inkoop:
    """What is billed under a law: products of one category, to a municipality that buys them in this unit."""

    wet: Wet
    gemeente: str
    categorie: str
    producten: tuple[str, str, str]
    eenheid: Eenheid


WMO = Inkoop(Wet.WMO, "0034", "02", ("IB2B", "IB2S", "IB3"), Eenheid.UUR)
JEUGD = Inkoop(Wet.JEUGDWET, "0141", "45", ("ABJ", "BHJ", "FOR"), Eenheid.MINUUT)

KOP = """<?xml version="1.0" encoding="UTF-8"?>
<w:Bericht xmlns:w="{ruimte}" \
xmlns:i="{basis}">
<w:Header><w:BerichtCode>{code}</w:BerichtCode><w:BerichtVersie>3</w:BerichtVersie>\
<w:BerichtSubversie>2</w:BerichtSubversie><w:Afzender>{agb}</w:Afzender><w:Ontvanger>{gemeente}</w:Ontvanger>\
<w:BerichtIdentificatie><i:Identificatie>{naam}</i:Identificatie><i:Dagtekening>{einde}</i:Dagtekening>\
</w:BerichtIdentificatie><w:XsdVersie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie>\
<i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></w:XsdVersie></w:Header>
<w:Declaratie><w:DeclaratieNummer>{naam}</w:DeclaratieNummer><w:DeclaratiePeriode>\
<i:Begindatum>{begin}</i:Begindatum><i:Einddatum>{einde}</i:Einddatum></w:DeclaratiePeriode>\
<w:DeclaratieDagtekening>{einde}</w:DeclaratieDagtekening><w:TotaalIngediendBedrag>\
<i:TotaalBedrag>{totaal}</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></w:TotaalIngediendBedrag><w:Clienten>
"""
PRESTATIE = """    <w:Prestatie>
<w:ProductReferentie><i:ReferentieNummer>P{maand:03}-{nummer:06}</i:ReferentieNummer></w:ProductReferentie>
<w:ToewijzingNummer>{nummer}</w:ToewijzingNummer>
<w:ProductCategorie>{categorie}</w:ProductCategorie>
<w:ProductCode>{code}</w:ProductCode>
<w:ProductPeriode><i:Begindatum>{begin}</i:Begindatum><i:Einddatum>{einde}</i:Einddatum></w:ProductPeriode>
<w:GeleverdVolume>{volume}</w:GeleverdVolume>
<w:Eenheid>{eenheid}</w:Eenheid>
<w:ProductTarief>{tarief}</w:ProductTarief>
<w:IngediendBedrag><i:Bedrag>{bedrag}</i:Bedrag><i:DebetCredit>D</i:DebetCredit></w:IngediendBedrag>
    </w:Prestatie>
"""


def _maand(volgnummer: int) -> tuple[date, date]:
    """First and last day of the month that is so many months after December 2025."""
    begin = date(2026 + (volgnummer - 1) // 12, (volgnummer - 1) % 12 + 1, 1)
    return begin, laatste_van_maand(begin)


def _schrijf(inkoop: Inkoop, bestand: Path, naam: str, volgnummer: int, clienten: range) -> None:
    """A 323 with a line on each assignment of these clients, all right."""
    with bestand.open("w", encoding="utf-8") as uit:
        uit.writelines(_tekst(inkoop, AGB, naam, volgnummer, clienten))


def kleine_323(agb: str, maand: int = 1, client: int = 0) -> bytes:
    """A 323 of ten lines of another provider on the assignments of a client, under a number of its own."""
    return "".join(_tekst(WMO, agb, f"K{maand:03}{agb}", maand, range(client, client + 1))).encode()


def _tekst(inkoop: Inkoop, agb: str, naam: str, volgnummer: int, clienten: range) -> Iterator[str]:
    begin, einde = _maand(volgnummer)
    standaard = STANDAARD[inkoop.wet]
    code = standaard.code("323")
    yield KOP.format(
        ruimte=standaard.naamruimte(code.name),
        basis=standaard.basis,
        code=code.value,
        agb=agb,
        gemeente=inkoop.gemeente,
        naam=naam,
        begin=begin,
        einde=einde,
        totaal=len(clienten) * PER_CLIENT * VOLUME * TARIEF,
    )
    for client, bsn in zip(clienten, islice(bsns(), clienten.start, clienten.stop), strict=True):
        yield f"<w:Client>\n<w:Bsn>{bsn}</w:Bsn>\n  <w:Prestaties>\n"
        yield from (_prestatie(inkoop, volgnummer, nummer) for nummer in _nummers(client))
        yield "  </w:Prestaties>\n</w:Client>\n"
    yield "</w:Clienten></w:Declaratie></w:Bericht>\n"


def _nummers(client: int) -> range:
    """The assignments of a client."""
    return range(client * PER_CLIENT + 1, (client + 1) * PER_CLIENT + 1)


def _prestatie(inkoop: Inkoop, volgnummer: int, nummer: int) -> str:
    begin, einde = _maand(volgnummer)
    return PRESTATIE.format(
        maand=volgnummer,
        nummer=nummer,
        categorie=inkoop.categorie,
        code=inkoop.producten[nummer % len(inkoop.producten)],
        begin=begin,
        einde=einde,
        volume=VOLUME,
        eenheid=inkoop.eenheid.value,
        tarief=TARIEF,
        bedrag=VOLUME * TARIEF,
    )


KOLOMMEN = (
    "id, sequence, gemeente, nummer, agb, client_id, bsn_hash, categorie, code, volume, eenheid, frequentie, "
    "ingangsdatum, einddatum, wet"
)
EERDER = """
INSERT INTO contracten VALUES ('c', 1, '{agb}', '["{gemeente}"]', '2023-01-01', NULL);
INSERT INTO contract_tarieven (contract_id, code, vanaf, categorie, eenheid, bedrag)
  SELECT DISTINCT 'c', code, date '2023-01-01', categorie, eenheid, {tarief} FROM toewijzingen;
INSERT INTO declaraties SELECT 'eerder-' || maand, '{gemeente}', '{agb}', 'E' || maand, make_date(2025, maand, 1),
  now(), now(), '8001', 0, 0, '{wet}' FROM generate_series(1, 12) AS maand;
INSERT INTO prestaties SELECT 'eerder-' || maand, nummer, gemeente, agb, 'E' || maand || '-' || nummer, NULL, nummer,
  categorie, code, make_date(2025, maand, 1),
  (make_date(2025, maand, 1) + interval '1 month' - interval '1 day')::date,
  {volume}, eenheid, {tarief}, {volume} * {tarief}, false, true, '[]', gemeente, wet
  FROM toewijzingen, generate_series(1, 12) AS maand WHERE agb = '{agb}';
INSERT INTO saldi (gemeente, wet, toewijzing_nummer, agb, eenheid, volume, bedrag)
  SELECT gemeente, wet, toewijzing_nummer, agb, eenheid, sum(volume), sum(bedrag) FROM prestaties
  GROUP BY 1, 2, 3, 4, 5;
"""
"""A contract, and twelve months of granted lines on the assignments of the provider."""


def _vul(inkoop: Inkoop, room: Room, url: str) -> None:
    """Put the assignments and all that came earlier in the database, in bulk."""
    with psycopg.connect(url) as database, database.cursor() as cursor:
        with cursor.copy(f"COPY toewijzingen ({KOLOMMEN}) FROM STDIN") as copy:
            for row in toewijzingen(inkoop, room, TOEWIJZINGEN // PER_CLIENT):
                copy.write_row(row)
        eerder = EERDER.format(agb=AGB, gemeente=inkoop.gemeente, wet=inkoop.wet, tarief=TARIEF, volume=VOLUME)
        for statement in eerder.split(";\n"):
            if statement.strip():
                cursor.execute(statement.encode())
        database.commit()
        database.autocommit = True
        cursor.execute("VACUUM ANALYZE")


def toewijzingen(inkoop: Inkoop, room: Room, clienten: int) -> Iterator[tuple[object, ...]]:
    """Rows of these columns (KOLOMMEN) for so many clients, ten assignments each."""
    for client, bsn in zip(range(clienten), bsns(), strict=False):
        bsn_hash = room.vault.bsn_hash(bsn)
        for nummer in _nummers(client):
            frequentie, volume = OMVANG[nummer % len(OMVANG)]
            agb = AGB if client < CLIENTEN else ANDERE_AGB
            product = (inkoop.categorie, inkoop.producten[nummer % len(inkoop.producten)])
            termijn = (date(2024, 1, 1), date(2040, 12, 31))
            yield (
                *(f"t{nummer}", 1, inkoop.gemeente, nummer, agb, f"c{client}", bsn_hash),
                *(*product, volume, inkoop.eenheid.value, frequentie, *termijn, inkoop.wet.value),
            )


Vul = Callable[[Inkoop, Room, str], None]
"""Fills a database, at its URL."""


@dataclass
class Opstelling:
    """An API and a worker with the same database, and the next message to send."""

    inkoop: Inkoop
    api: Room
    client: httpx.AsyncClient
    ear: psycopg.AsyncConnection[tuple[object, ...]]
    folder: Path
    maand: int = 0

    async def settle(self) -> None:
        """Wait until the worker has nothing left to do, and to tell."""
        until_all = AsyncRetrying(retry=retry_if_result(bool), wait=wait_fixed(0.05))
        await until_all(self._open_events)

    async def _open_events(self) -> int:
        heard = [each.type for each in SERVICE.subscriptions]
        async with self.api.work(writes=False) as work:
            told = select(func.count()).select_from(outbox).where(outbox.c.type.in_(heard))
            done = select(func.count()).select_from(inbox)
            open_events = select(told.scalar_subquery() - done.scalar_subquery())
            waiting = (await backlog(work)).waiting
            return waiting + int((await work.session.execute(open_events)).scalar_one())

    async def judge(self, bestand: Path) -> None:
        """Send a message, and wait until its answer is there; all of it must be granted.

        Each commit with events is heard, and nothing is polled: that would keep the worker from its work.
        """
        answer = await self.client.post("/v1/berichten", content=await asyncio.to_thread(bestand.read_bytes))
        assert answer.status_code == 202, answer.status_code
        while (code := await self._retourcode(answer.json()["id"])) is None:
            async for _ in self.ear.notifies(timeout=1, stop_after=1):
                pass
        assert code == "8001"

    async def _retourcode(self, bericht_id: str) -> str | None:
        async with self.api.work(writes=False) as work:
            if await vind_antwoord(work, bericht_id) is None:
                return None
            query = select(Declaratie.retourcode).where(Declaratie.id == bericht_id)
            return (await work.session.execute(query)).scalar_one()

    def heel(self) -> Path:
        """One message of the largest size."""
        return self.folder / "heel.xml"

    def klein(self) -> Path:
        """A message of ten lines."""
        return self.folder / "klein.xml"

    def deel(self) -> Path:
        """A message of a tenth of the largest size."""
        return self.folder / "deel.xml"

    def schrijf_heel(self) -> None:
        """Of the next month."""
        self.maand += 1
        _schrijf(self.inkoop, self.heel(), f"H{self.maand}", self.maand, range(CLIENTEN))

    def schrijf_deel(self) -> None:
        """Of the month of the large message: only one of both is sent."""
        _schrijf(self.inkoop, self.deel(), f"D{self.maand}", self.maand, range(CLIENTEN // DELEN))

    def schrijf_klein(self) -> None:
        """Ten lines, of the next month."""
        self.maand += 1
        _schrijf(self.inkoop, self.klein(), f"K{self.maand}", self.maand, range(1))


@asynccontextmanager
async def opstelling(inkoop: Inkoop, vul: Vul = _vul) -> AsyncIterator[Opstelling]:
    """Declaratie on PostgreSQL and RabbitMQ with a real worker, in a database that `vul` filled."""
    prefix, stop, url = f"bench-{uuid4().hex}", asyncio.Event(), create_database()
    topology = Topology(prefix, {"declaratie": tuple(each.type for each in SERVICE.subscriptions), "bench": ("#",)})
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=url, broker_url=RABBITMQ, broker_prefix=prefix)
        secrets = load_secrets(settings)
        api, worker = (
            open_room(SERVICE, settings, secrets, lambda _: httpx.AsyncClient(), lambda: NU) for _ in range(2)
        )
        await api.migrate()
        vul(inkoop, api, url)
        assert secrets.issuer is not None
        headers = van_aanbieder(secrets.issuer, AGB)
        transport = httpx.ASGITransport(app=create_api(api))
        working = asyncio.create_task(run_worker(worker, topology, stop))
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://bench", headers=headers) as client,
            await psycopg.AsyncConnection.connect(url, autocommit=True) as ear,
        ):
            await ear.execute(f"LISTEN {NOTIFY}".encode())
            yield Opstelling(inkoop, api, client, ear, Path(folder))
        stop.set()
        await working
        await api.close()
        await worker.close()
    await clean_broker(prefix, ("declaratie", "bench"))
    drop_database(url)


@cache
def _ours(inkoop: Inkoop) -> Opstelling:
    return loop().keep(opstelling(inkoop))


@cache
def _bus() -> Bare:
    return loop().keep(bare(1))


def _settle(inkoop: Inkoop) -> Opstelling:
    loop().run(_ours(inkoop).settle)
    return _ours(inkoop)


def _prepare_groei() -> None:
    _settle(WMO).schrijf_heel()
    _ours(WMO).schrijf_deel()


def _prepare_klein() -> None:
    _settle(WMO).schrijf_klein()


def _oordeelt(inkoop: Inkoop, bestand: Callable[[Opstelling], Path]) -> Callable[[], None]:
    """Judging one message that was made ready."""

    def oordeelt() -> None:
        loop().run(lambda: _ours(inkoop).judge(bestand(_ours(inkoop))))

    return oordeelt


def _oordelen(inkoop: Inkoop, achter: str) -> Figure:
    standaard = STANDAARD[inkoop.wet]

    def lxml_leest_en_valideert() -> None:
        assert schema(standaard.code("323").name).validate(etree.parse(_ours(inkoop).heel()))

    return Figure(
        name=f"oordelen_323{achter}",
        ours=_oordeelt(inkoop, Opstelling.heel),
        base=lxml_leest_en_valideert,
        unit="s",
        about=f"A 323 of {standaard.titel} of 42,500 lines (25 MB) from upload to stored answer, against 50,000 "
        "assignments with 12 months of earlier lines; base: lxml parses and XSD-validates it. Memory: API and worker "
        "in one process.",
        prepare=lambda: _settle(inkoop).schrijf_heel(),
    )


FIGURES = [
    Figure(
        name="oordelen_klein",
        ours=_oordeelt(WMO, Opstelling.klein),
        base=lambda: loop().run(_bus().publish_and_consume),
        unit="s",
        about="A 323 of 10 lines from upload to stored answer; base: bare publish, confirm, consume, insert of one.",
        rounds=15,
        prepare=_prepare_klein,
    ),
    _oordelen(WMO, ""),
    _oordelen(JEUGD, "_ijw"),
    Figure(
        name="oordelen_groei",
        ours=_oordeelt(WMO, Opstelling.heel),
        base=_oordeelt(WMO, Opstelling.deel),
        base_times=DELEN,
        unit="s",
        about="Time per line: a 323 of 42,500 lines; base: ten times one of 4,250 lines.",
        rounds=3,
        prepare=_prepare_groei,
    ),
]
