"""Judging a 323, from upload to stored answer, on PostgreSQL and RabbitMQ with a real worker."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
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
from chassis.tokens import Caller
from chassis.web import create_api
from chassis.work import NOTIFY
from chassis.worker import run_worker
from clientroute.bench.diensten import RABBITMQ, clean_broker, create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.gebeurtenissen import Bare, bare
from clientroute.bench.grote_323 import bsns
from clientroute.bench.opstelling import loop
from clientroute.bench.standaard import schema
from declaratie.app import SERVICE
from declaratie.domain.kalender import laatste_van_maand
from declaratie.tables import Declaratie

CLIENTEN, PER_CLIENT, TOEWIJZINGEN, DELEN = 4250, 10, 50_000, 10
AGB, ANDERE_AGB = "99990001", "99990002"
NU = datetime(2031, 1, 15, 9, tzinfo=UTC)
PRODUCTEN = ("IB2B", "IB2S", "IB3")
OMVANG = (("6", 100_000), ("4", 40), ("2", 10))
TARIEF, UREN = 6000, 20

KOP = """<?xml version="1.0" encoding="UTF-8"?>
<w:Bericht xmlns:w="http://www.istandaarden.nl/iwmo/3_2/wmo323/schema" \
xmlns:i="http://www.istandaarden.nl/iwmo/3_2/basisschema/schema">
<w:Header><w:BerichtCode>484</w:BerichtCode><w:BerichtVersie>3</w:BerichtVersie>\
<w:BerichtSubversie>2</w:BerichtSubversie><w:Afzender>{agb}</w:Afzender><w:Ontvanger>0034</w:Ontvanger>\
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
<w:ProductCategorie>02</w:ProductCategorie>
<w:ProductCode>{code}</w:ProductCode>
<w:ProductPeriode><i:Begindatum>{begin}</i:Begindatum><i:Einddatum>{einde}</i:Einddatum></w:ProductPeriode>
<w:GeleverdVolume>{uren}</w:GeleverdVolume>
<w:Eenheid>04</w:Eenheid>
<w:ProductTarief>{tarief}</w:ProductTarief>
<w:IngediendBedrag><i:Bedrag>{bedrag}</i:Bedrag><i:DebetCredit>D</i:DebetCredit></w:IngediendBedrag>
    </w:Prestatie>
"""


def _maand(volgnummer: int) -> tuple[date, date]:
    """First and last day of the month that is so many months after December 2025."""
    begin = date(2026 + (volgnummer - 1) // 12, (volgnummer - 1) % 12 + 1, 1)
    return begin, laatste_van_maand(begin)


def _schrijf(bestand: Path, naam: str, volgnummer: int, clienten: range, per_client: int = PER_CLIENT) -> None:
    """A 323 with a line on each assignment of these clients, all right."""
    begin, einde = _maand(volgnummer)
    totaal = len(clienten) * per_client * UREN * TARIEF
    with bestand.open("w", encoding="utf-8") as uit:
        uit.write(KOP.format(agb=AGB, naam=naam, begin=begin, einde=einde, totaal=totaal))
        for client, bsn in zip(clienten, islice(bsns(), clienten.start, clienten.stop), strict=True):
            uit.write(f"<w:Client>\n<w:Bsn>{bsn}</w:Bsn>\n  <w:Prestaties>\n")
            for nummer in range(client * PER_CLIENT + 1, client * PER_CLIENT + per_client + 1):
                uit.write(
                    PRESTATIE.format(
                        maand=volgnummer,
                        nummer=nummer,
                        code=PRODUCTEN[nummer % len(PRODUCTEN)],
                        begin=begin,
                        einde=einde,
                        uren=UREN,
                        tarief=TARIEF,
                        bedrag=UREN * TARIEF,
                    )
                )
            uit.write("  </w:Prestaties>\n</w:Client>\n")
        uit.write("</w:Clienten></w:Declaratie></w:Bericht>\n")


EERDER = """
INSERT INTO contracten VALUES ('c', 1, '99990001', '["0034"]', '2023-01-01', NULL);
INSERT INTO contract_tarieven (contract_id, code, vanaf, categorie, eenheid, bedrag)
  SELECT 'c', code, '2023-01-01', '02', '04', 6000 FROM unnest(ARRAY['IB2B', 'IB2S', 'IB3']) AS code;
INSERT INTO declaraties SELECT 'eerder-' || maand, '0034', '99990001', 'E' || maand, make_date(2025, maand, 1),
  now(), now(), '8001', 0, 0, 'wmo' FROM generate_series(1, 12) AS maand;
INSERT INTO prestaties SELECT 'eerder-' || maand, nummer, '0034', agb, 'E' || maand || '-' || nummer, NULL, nummer,
  categorie, code, make_date(2025, maand, 1),
  (make_date(2025, maand, 1) + interval '1 month' - interval '1 day')::date,
  20, '04', 6000, 120000, false, true, '[]', '0034', 'wmo' FROM toewijzingen, generate_series(1, 12) AS maand
  WHERE agb = '99990001';
INSERT INTO saldi (gemeente, wet, toewijzing_nummer, agb, eenheid, volume, bedrag)
  SELECT gemeente, wet, toewijzing_nummer, agb, eenheid, sum(volume), sum(bedrag) FROM prestaties
  GROUP BY 1, 2, 3, 4, 5;
"""
"""A contract, and twelve months of granted lines on the assignments of the provider."""


def _vul(room: Room, url: str) -> None:
    """Put the assignments and all that came earlier in the database, in bulk."""
    kolommen = (
        "id, sequence, gemeente, nummer, agb, client_id, bsn_hash, categorie, code, volume, eenheid, frequentie, "
        "ingangsdatum, einddatum, wet"
    )
    with psycopg.connect(url) as database, database.cursor() as cursor:
        with cursor.copy(f"COPY toewijzingen ({kolommen}) FROM STDIN") as copy:
            for row in _toewijzingen(room):
                copy.write_row(row)
        for statement in EERDER.split(";\n"):
            if statement.strip():
                cursor.execute(statement.encode())
        database.commit()
        database.autocommit = True
        cursor.execute("VACUUM ANALYZE")


def _toewijzingen(room: Room) -> Iterator[tuple[object, ...]]:
    for client, bsn in zip(range(TOEWIJZINGEN // PER_CLIENT), bsns(), strict=False):
        bsn_hash = room.vault.bsn_hash(bsn)
        for nummer in range(client * PER_CLIENT + 1, (client + 1) * PER_CLIENT + 1):
            frequentie, volume = OMVANG[nummer % len(OMVANG)]
            agb = AGB if client < CLIENTEN else ANDERE_AGB
            product = ("02", PRODUCTEN[nummer % len(PRODUCTEN)])
            termijn = (date(2024, 1, 1), date(2040, 12, 31))
            yield (
                *(f"t{nummer}", 1, "0034", nummer, agb, f"c{client}", bsn_hash),
                *(*product, volume, "04", frequentie, *termijn, "wmo"),
            )


@dataclass
class _Opstelling:
    """An API and a worker with the same database, and the next message to send."""

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
        _schrijf(self.heel(), f"H{self.maand}", self.maand, range(CLIENTEN))

    def schrijf_deel(self) -> None:
        """Of the month of the large message: only one of both is sent."""
        _schrijf(self.deel(), f"D{self.maand}", self.maand, range(CLIENTEN // DELEN))

    def schrijf_klein(self) -> None:
        """Ten lines, of the next month."""
        self.maand += 1
        _schrijf(self.klein(), f"K{self.maand}", self.maand, range(1))


@asynccontextmanager
async def _opstelling() -> AsyncIterator[_Opstelling]:
    prefix, stop, url = f"bench-{uuid4().hex}", asyncio.Event(), create_database()
    topology = Topology(prefix, {"declaratie": tuple(each.type for each in SERVICE.subscriptions), "bench": ("#",)})
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=url, broker_url=RABBITMQ, broker_prefix=prefix)
        secrets = load_secrets(settings)
        api, worker = (
            open_room(SERVICE, settings, secrets, lambda _: httpx.AsyncClient(), lambda: NU) for _ in range(2)
        )
        await api.migrate()
        _vul(api, url)
        assert secrets.issuer is not None
        token = secrets.issuer.issue(Caller(AGB, frozenset({"berichten"}), agb=AGB))
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/xml"}
        transport = httpx.ASGITransport(app=create_api(api))
        working = asyncio.create_task(run_worker(worker, topology, stop))
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://bench", headers=headers) as client,
            await psycopg.AsyncConnection.connect(url, autocommit=True) as ear,
        ):
            await ear.execute(f"LISTEN {NOTIFY}".encode())
            yield _Opstelling(api, client, ear, Path(folder))
        stop.set()
        await working
        await api.close()
        await worker.close()
    await clean_broker(prefix, ("declaratie", "bench"))
    drop_database(url)


@cache
def _ours() -> _Opstelling:
    return loop().keep(_opstelling())


@cache
def _bus() -> Bare:
    return loop().keep(bare(1))


def _settle() -> _Opstelling:
    loop().run(_ours().settle)
    return _ours()


def _prepare_heel() -> None:
    _settle().schrijf_heel()


def _prepare_groei() -> None:
    _settle().schrijf_heel()
    _ours().schrijf_deel()


def _prepare_klein() -> None:
    _settle().schrijf_klein()


def heel() -> None:
    """One message of 42,500 lines."""
    loop().run(lambda: _ours().judge(_ours().heel()))


def deel() -> None:
    """One message of 4,250 lines."""
    loop().run(lambda: _ours().judge(_ours().deel()))


def klein() -> None:
    """One message of ten lines."""
    loop().run(lambda: _ours().judge(_ours().klein()))


def lxml_leest_en_valideert() -> None:
    """The same large message."""
    assert schema("WMO323").validate(etree.parse(_ours().heel()))


FIGURES = [
    Figure(
        name="oordelen_klein",
        ours=klein,
        base=lambda: loop().run(_bus().publish_and_consume),
        unit="s",
        about="A 323 of 10 lines from upload to stored answer; base: bare publish, confirm, consume, insert of one.",
        rounds=15,
        prepare=_prepare_klein,
    ),
    Figure(
        name="oordelen_323",
        ours=heel,
        base=lxml_leest_en_valideert,
        unit="s",
        about="A 323 of 42,500 lines (25 MB) from upload to stored answer, against 50,000 assignments with 12 months "
        "of earlier lines; base: lxml parses and XSD-validates it. Memory: API and worker in one process.",
        prepare=_prepare_heel,
    ),
    Figure(
        name="oordelen_groei",
        ours=heel,
        base=deel,
        base_times=DELEN,
        unit="s",
        about="Time per line: a 323 of 42,500 lines; base: ten times one of 4,250 lines.",
        rounds=3,
        prepare=_prepare_groei,
    ),
]
