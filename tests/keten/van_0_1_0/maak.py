"""Plays a small part of a region on release 0.1.0 and writes the rows that it left: `rijen.json`.

It runs in a checkout of that release, not in this one. From the folder of this repository:

    git worktree add ../0.1.0 cc9ca8e && make -C ../0.1.0 setup
    (cd ../0.1.0 && .venv/bin/python ../clientroute/tests/keten/van_0_1_0/maak.py)
    git worktree remove --force ../0.1.0

What messages said is left out (`berichten.inhoud` is empty): it stands in the other tables. The key is that of a play:
it opens the invented people in these rows and nothing else.
"""

import asyncio
import base64
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx

from chassis.settings import Settings
from chassis.tokens import Caller
from clientroute.bevolking import bevolking
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.spel import persoon_body
from clientroute.run import client_factory
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from inkoop import laad

REGIO, VANDAAG, BURGERS = "almere-2023", date(2025, 2, 16), 6
"""Providers bill December and January: of two years."""
DIENSTEN = ("toegang", "toewijzing", "declaratie", "monitoring")
HIER = Path(__file__).parent
Fabriek = Callable[[str, Caller], httpx.AsyncClient]
Verzonden = tuple[str, Caller, str]
"""The service, the provider and the XML of a message."""


class Post:
    """Makes clients as the suite does, and keeps the messages that providers send."""

    def __init__(self, fabriek: Fabriek) -> None:
        self.fabriek = fabriek
        self.verzonden: list[Verzonden] = []

    def __call__(self, dienst: str, wie: Caller) -> httpx.AsyncClient:
        """A client that keeps what it sends."""

        async def bewaar(request: httpx.Request) -> None:
            if request.method == "POST" and request.url.path.endswith("/v1/berichten"):
                self.verzonden.append((dienst, wie, request.content.decode()))

        client = self.fabriek(dienst, wie)
        client.event_hooks["request"].append(bewaar)
        return client

    def aan(self, dienst: str) -> list[Verzonden]:
        """What was sent to a service, in order."""
        return [each for each in self.verzonden if each[0] == dienst]

    async def stuur(self, als: Verzonden, xml: str) -> None:
        """Send another message as the one who sent this."""
        dienst, wie, _ = als
        async with self.fabriek(dienst, wie) as client:
            answer = await client.post("/v1/berichten", content=xml, headers={"Content-Type": "application/xml"})
            answer.raise_for_status()


async def speel_0_1_0(folder: Path) -> dict[str, object]:
    """A play, and what the demo of that release leaves out; gives the totals of the chain."""
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        post = Post(client_factory(suite))
        await speel(Speler(laad(REGIO), post, klok), 2, BURGERS, VANDAAG)
        klok.set_to(VANDAAG)
        declaratie, laatste, start = post.aan("declaratie")[0], post.aan("declaratie")[-1], post.aan("toewijzing")[-1]
        await post.stuur(declaratie, credit(declaratie[2]))
        await post.stuur(laatste, anders(laatste[2], 70_000))  # its lines were billed before: rejected
        await post.stuur(start, anders(start[2], 50_000).replace("StatusAanlevering>1<", "StatusAanlevering>3<"))
        await open_zaken(post.fabriek)
        return await _totalen(suite, post.fabriek)


def anders(xml: str, erbij: int) -> str:
    """The message under other numbers, of today."""
    nummers = r"(Identificatie|DeclaratieNummer)>(\d{4})(\d{8})<"
    xml = re.sub(nummers, lambda found: f"{found[1]}>{found[2]}{int(found[3]) + erbij:08}<", xml)
    return re.sub(r"([Dd]agtekening)>[\d-]+<", rf"\g<1>>{VANDAAG}<", xml)


def credit(xml: str) -> str:
    """Takes all lines of a WMO323 back."""
    xml = anders(xml, 60_000).replace("DebetCredit>D<", "DebetCredit>C<")
    vorig = r"\1>C\2</iwmo:ReferentieNummer><iwmo:VorigReferentieNummer>\2</iwmo:VorigReferentieNummer>"
    return re.sub(r"(<iwmo:ReferentieNummer)>(\w+)</iwmo:ReferentieNummer>", vorig, xml)


async def open_zaken(fabriek: Fabriek) -> None:
    """Two cases that only began and one whose onderzoek is done: none is decided yet."""
    gemeenten = [each.code for each in laad(REGIO).gemeenten]
    async with fabriek("toegang", caller_for("front-office", gemeenten)) as client:
        for burger, dag in zip(bevolking(laad(REGIO), 3, 99), ("2025-01-12", "2025-02-10", "2025-02-03"), strict=True):
            body = {"gemeente": burger.gemeente, "persoon": persoon_body(burger), "meldingsdatum": dag}
            answer = await client.post("/v1/meldingen", json={**body, "hulpvraag": "Ik heb hulp nodig."})
            melding = answer.raise_for_status().json()["id"]
        onderzoek = {"afgerondOp": "2025-02-14", "verslag": "Het gesprek is gevoerd."}
        (await client.post(f"/v1/meldingen/{melding}/onderzoek", json=onderzoek)).raise_for_status()


async def _totalen(suite: Suite, fabriek: Fabriek) -> dict[str, object]:
    """The totals of the chain, once monitoring heard all there was to hear."""
    for _ in range(20):
        await asyncio.sleep(0.5)
        async with fabriek("monitoring", caller_for("backoffice")) as client:
            totalen: dict[str, object] = (await client.get("/v1/keten")).raise_for_status().json()
    return totalen


def rijen(database: Path) -> Iterator[tuple[str, object]]:
    """Every table that has rows: its columns, and its rows."""
    with sqlite3.connect(database) as connection:
        namen = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (naam,) in namen:
            found = connection.execute(f"SELECT * FROM {naam} ORDER BY rowid")
            kolommen = [each[0] for each in found.description]
            rows = [[_waarde(naam, kolom, each) for kolom, each in zip(kolommen, row, strict=True)] for row in found]
            if rows and naam != "sqlite_sequence":
                yield naam, {"kolommen": kolommen, "rijen": rows}


def _waarde(tabel: str, kolom: str, waarde: object) -> object:
    if isinstance(waarde, bytes):
        return {"base64": "" if (tabel, kolom) == ("berichten", "inhoud") else base64.b64encode(waarde).decode()}
    return waarde


def schrijf(inhoud: object) -> str:
    """As JSON with each row on a line of its own."""
    text = json.dumps(inhoud, indent=1, ensure_ascii=False)
    return re.sub(r"\n {4,}", "", text) + "\n"


def main() -> None:
    """Play, and write `rijen.json` beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        totalen = asyncio.run(speel_0_1_0(Path(folder)))
        sleutels = json.loads((Path(folder) / "development.json").read_text())
        diensten = {each: dict(rijen(Path(folder) / f"{each}.db")) for each in DIENSTEN}
    inhoud = {"bsn_key": sleutels["bsn_key"], "keten": totalen, "diensten": diensten}
    (HIER / "rijen.json").write_text(schrijf(inhoud), encoding="utf-8")


if __name__ == "__main__":
    main()
