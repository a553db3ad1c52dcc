"""The six municipalities of Alkmaar pay, to the cent and once, while the service that pays is killed."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import httpx
import pytest
from lxml import etree
from tests.keten.processen import Proces
from tests.keten.streek import MODEL, Beurzen, Json, Streek, streek, streek_map

from chassis.identifiers import new_id
from chassis.service import load_secrets
from chassis.settings import Settings
from clientroute.demo.betalen import rekeningnummer
from clientroute.tokens import caller_for

__all__ = ["streek", "streek_map"]

pytestmark = [pytest.mark.lang, pytest.mark.processen]

DAG = "2027-12-15"
BIC = "ABNANL2A"
STERFT_BIJ = {"POST /v1/betaalruns": 2, "_sluiten": 5}
"""At which request of a kind the service is killed while it is busy with it."""
CTRLSUM = ".//{*}GrpHdr/{*}CtrlSum"


@dataclass
class Betalers:
    """Two people of each municipality, and the service that they ask, which may die at any request."""

    proces: Proces
    tokens: dict[tuple[str, str], str]
    geteld: Counter[str] = field(default_factory=Counter)
    gedood: int = 0

    def vraag(self, wie: str, gemeente: str, methode: str, pad: str, body: object = None) -> httpx.Response:
        """A request, and the same once more when no answer comes, as a front office does."""
        headers = {"Authorization": f"Bearer {self.tokens[wie, gemeente]}", "Idempotency-Key": new_id()}
        soort = next((each for each in STERFT_BIJ if f"{methode} {pad}".endswith(each)), None)
        if soort is not None:
            self.geteld[soort] += 1
            if self.geteld[soort] == STERFT_BIJ[soort]:
                self._dood_onder(methode, pad, body, headers)
        antwoord = self._stuur(methode, pad, body, headers)
        assert antwoord.is_success, antwoord.text
        return antwoord

    def doe(self, wie: str, gemeente: str, methode: str, pad: str, body: object = None) -> Json:
        """The same; its JSON."""
        return cast(Json, self.vraag(wie, gemeente, methode, pad, body).json())

    def _stuur(self, methode: str, pad: str, body: object, headers: dict[str, str]) -> httpx.Response:
        eigen = headers if methode == "POST" else {k: v for k, v in headers.items() if k != "Idempotency-Key"}
        return httpx.request(methode, f"http://127.0.0.1:{self.proces.port}{pad}", json=body, headers=eigen, timeout=30)

    def _dood_onder(self, methode: str, pad: str, body: object, headers: dict[str, str]) -> None:
        def stuur() -> None:
            with suppress(httpx.HTTPError):
                self._stuur(methode, pad, body, headers)

        bezig = threading.Thread(target=stuur)
        bezig.start()
        self.proces.kill()
        bezig.join()
        self.gedood += 1
        self.proces.start()
        self.proces.await_ready()


@pytest.fixture
def betalers(streek_map: Path, tmp_path: Path) -> Iterator[Betalers]:
    """The API of declaratie on the databases of the play."""
    settings = Settings(data_dir=streek_map)
    issuer = load_secrets(settings).issuer
    assert issuer is not None
    eigen = {name: value for name, value in os.environ.items() if not name.startswith("CLIENTROUTE_")}
    # No worker runs here: however long the test takes, that nobody publishes makes the API no less ready.
    zonder_worker = {"CLIENTROUTE_DATA_DIR": str(streek_map), "CLIENTROUTE_OUTBOX_SECONDS": "3600"}
    proces = Proces("api", "declaratie", eigen | zonder_worker, tmp_path / "api.log")
    tokens = {
        (wie, each.code): issuer.issue(caller_for("financien", [each.code], naam=wie))
        for wie in ("anna", "bart")
        for each in MODEL.gemeenten
    }
    proces.start()
    try:
        proces.await_ready()
        yield Betalers(proces, tokens)
    finally:
        proces.stop()


def betaal(betalers: Betalers, gemeente: str, aanbieders: dict[str, str]) -> tuple[Json, bytes]:
    """A run of one municipality from its accounts to the file for the bank."""
    rekening = {"naam": f"Gemeente {gemeente}", "iban": rekeningnummer(int(gemeente)), "bic": BIC}
    pad = f"/v1/betaalrekeningen/{gemeente}"
    betalers.doe("anna", gemeente, "PUT", pad, {**rekening, "betaaltVanaf": "2026-01-01"})
    for agb, nummer in aanbieders.items():
        nieuw = {"agb": agb, "budgethouders": [gemeente], "naam": f"Zorg {agb}", "iban": nummer, "herkomst": "Gebeld."}
        vast = betalers.doe("anna", gemeente, "POST", "/v1/rekeningen", nieuw)
        betalers.doe("bart", gemeente, "POST", f"/v1/rekeningen/{vast['id']}/_beoordelen", {"akkoord": True})
    run = betalers.doe("anna", gemeente, "POST", "/v1/betaalruns", {"budgethouder": gemeente, "dag": DAG})
    for wie, stap in (("anna", "controleren"), ("bart", "goedkeuren"), ("anna", "sluiten")):
        run = betalers.doe(wie, gemeente, "POST", f"/v1/betaalruns/{run['id']}/_{stap}")
    return run, betalers.vraag("anna", gemeente, "GET", f"/v1/betaalruns/{run['id']}/bankopdracht").content


async def test_every_purse_pays_to_the_cent_while_the_service_is_killed(streek: Streek, betalers: Betalers) -> None:
    aanbieders = {agb: rekeningnummer(nummer) for nummer, agb in enumerate(streek.aanbieders, 1)}
    gemeenten = MODEL.gemeentecodes
    betaald, open_, in_bestand = Beurzen(), Beurzen(), Beurzen()
    for gemeente in gemeenten:
        run, bestand = betaal(betalers, gemeente, aanbieders)
        betaald[gemeente] = int(str(run["bedrag"]))
        overgeslagen = cast(list[Json], run["overgeslagen"])
        assert {each["reden"] for each in overgeslagen} <= {"onder-nul"}
        open_[gemeente] = sum(int(str(each["bedrag"])) for each in overgeslagen)
        in_bestand[gemeente] = int((etree.fromstring(bestand).findtext(CTRLSUM) or "").replace(".", ""))
        _niets_meer(betalers, gemeente)
    assert betalers.gedood == 2
    assert in_bestand == betaald
    samen = {gemeente: betaald[gemeente] + open_[gemeente] for gemeente in gemeenten}
    assert samen == {gemeente: streek.verwacht[gemeente] for gemeente in gemeenten}
    assert min(betaald.values()) > 0


def _niets_meer(betalers: Betalers, gemeente: str) -> None:
    """A second run finds nothing: whatever happened, all was paid once."""
    headers = {"Authorization": f"Bearer {betalers.tokens['anna', gemeente]}"}
    url = f"http://127.0.0.1:{betalers.proces.port}/v1/betaalruns"
    antwoord = httpx.post(url, json={"budgethouder": gemeente, "dag": DAG}, headers=headers, timeout=30)
    assert antwoord.json()["type"].endswith("niets-te-betalen"), antwoord.text
