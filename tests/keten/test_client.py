"""From melding to declaration with the Python clients that are generated from the contracts, and nothing else."""

import importlib
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from tests.clienten import in_python
from tests.keten.gespeeld import gespeelde_suite

import iwmo
from betekenis import woorden
from chassis.settings import Settings
from clientroute.demo.aanbieder import Aanbieder
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.suite import Suite
from clientroute.tokens import caller_for
from istandaard.berichten import Bericht301, Bericht306, Bericht325

pytestmark = pytest.mark.lang

VANDAAG = date(2026, 11, 25)
EEN_MAAND_LATER = date(2026, 12, 2)
AGB = "99990001"
NA_DE_DEMO = 50_000_000
"""The messages of the demo have the numbers before it."""


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """What lies in this folder can be imported meanwhile."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in [each for each in sys.modules if each.split(".")[0].endswith("_client")]:
            del sys.modules[name]


@dataclass(frozen=True)
class Dienst:
    """The generated client of a service, in the hands of somebody with a token."""

    package: str
    client: Any

    async def vraag(self, operatie: str, *plek: str, **met: object) -> Any:
        """Do an operation, by its place in the package; what it gives is of a generated type."""
        response = await self._module(f"api.{operatie}").asyncio_detailed(*plek, client=self.client, **met)
        assert response.status_code < 300, response.content.decode()
        assert type(response.parsed).__module__.startswith(self.package), "of a type that the contract has"
        return response.parsed

    def maak(self, soort: str, gegevens: dict[str, object] | None = None) -> Any:
        """A body of a generated type: with these data, or those of the example in the contract."""
        return getattr(self._module("models"), soort).from_dict(gegevens or woorden().examples[soort])

    def _module(self, naam: str) -> ModuleType:
        return importlib.import_module(f"{self.package}.{naam}")


@pytest.fixture
async def gespeeld(tmp_path: Path) -> AsyncIterator[tuple[Suite, SpeelKlok]]:
    """Almere after a month of play, on the day on which the examples were sent."""
    async with gespeelde_suite(Settings(data_dir=tmp_path / "data"), VANDAAG) as suite_en_klok:
        yield suite_en_klok


def dienst(suite: Suite, service: str, rol: str) -> Dienst:
    """The client of somebody with this role."""
    caller = caller_for(rol, agb=AGB) if rol == "aanbieder" else caller_for(rol, ["0034"])
    assert suite.secrets.issuer is not None
    package = f"{service}_client"
    client = importlib.import_module(f"{package}.client").AuthenticatedClient(
        base_url=f"http://127.0.0.1/{service}/v1",
        token=suite.secrets.issuer.issue(caller),
        headers={"Accept": "application/json"},
        httpx_args={"transport": httpx.ASGITransport(app=suite.app)},
    )
    return Dienst(package, client)


async def test_from_melding_to_declaration(gespeeld: tuple[Suite, SpeelKlok], tmp_path: Path) -> None:
    suite, klok = gespeeld
    clients = tmp_path / "clients"
    clients.mkdir()
    for service in ("toegang", "toewijzing", "declaratie"):
        in_python(service, clients)
    with importable(clients):
        await _contracteer(dienst(suite, "toewijzing", "contractbeheer"))
        client_id = await _melding_tot_besluit(dienst(suite, "toegang", "front-office"))
        await _kies(dienst(suite, "toewijzing", "front-office"), client_id)
        toegewezen = await _start(dienst(suite, "toewijzing", "aanbieder"))
        klok.set_to(EEN_MAAND_LATER)
        await _declareer(dienst(suite, "declaratie", "aanbieder"), toegewezen)


async def _melding_tot_besluit(toegang: Dienst) -> str:
    melding = await toegang.vraag("meldingen.post_meldingen", body=toegang.maak("NieuweMelding"))
    met: dict[str, object] = {"if_match": "*"}
    stappen = (
        ("meldingen.put_melding_bevestiging", "NieuweBevestiging"),
        ("meldingen.post_melding_onderzoek", "NieuwOnderzoek"),
        ("meldingen.post_melding_aanvraag", "NieuweAanvraag"),
        ("afwegingen.post_melding_afwegingen", "NieuweAfweging"),
        ("beschikkingen.post_melding_beschikkingen", "NieuweBeschikking"),
    )
    for operatie, soort in stappen:
        await toegang.vraag(operatie, melding.id, body=toegang.maak(soort), **met)
    return str(melding.client_id)


async def _contracteer(contractbeheer: Dienst) -> None:
    await contractbeheer.vraag("contracten.post_contracten", body=contractbeheer.maak("NieuwContract"))


async def _kies(toewijzing: Dienst, client_id: str) -> None:

    async def wachtend() -> list[Any]:
        gevonden = await toewijzing.vraag("toewijzingen.get_toewijzingen", client_id=client_id)
        return [each for each in gevonden.items if each.status == "voorbereid"]

    (te_kiezen,) = await until(wachtend, bool)
    keuze = toewijzing.maak("GekozenAanbieder")
    gekozen = await toewijzing.vraag("toewijzingen.post_toewijzing_aanbieder", te_kiezen.id, body=keuze)
    assert (gekozen.status, gekozen.agb) == ("toegewezen", AGB)


async def _start(aanbieder: Dienst) -> Bericht301:
    """Take in what was assigned, and report that it began; the retour finds nothing wrong."""

    async def toegewezen() -> list[Any]:
        gevonden = await aanbieder.vraag("berichten.get_berichten", soort="WMO301")
        return list(gevonden.items)

    *_, laatste = await until(toegewezen, bool)
    bericht = iwmo.uit_json((await aanbieder.vraag("berichten.get_bericht_inhoud", laatste.id)).to_dict())
    assert isinstance(bericht, Bericht301)
    (product,) = bericht.client.toegewezen_producten
    start = _software().start(bericht.header.afzender, bericht.client, [product], VANDAAG)
    retour = iwmo.uit_json((await _stuur(aanbieder, start)).to_dict())
    assert isinstance(retour, Bericht306)
    assert retour.header.retour_codes == ()
    return bericht


async def _declareer(aanbieder: Dienst, toegewezen: Bericht301) -> None:
    """Bill what was delivered; everything is granted."""
    (product,) = toegewezen.client.toegewezen_producten
    software, bsn, maand = _software(), toegewezen.client.bsn, product.ingangsdatum.replace(day=1)
    prestatie = software.prestatie(bsn, product, maand)
    assert prestatie is not None
    bericht = software.declaratie_van(toegewezen.header.afzender, {bsn: [prestatie]}, maand, EEN_MAAND_LATER)
    antwoord = iwmo.uit_json((await _stuur(aanbieder, bericht)).to_dict())
    assert isinstance(antwoord, Bericht325)
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    assert deel.totaal_toegekend_bedrag == bericht.declaratie.totaal_ingediend_bedrag
    assert deel.totaal_toegekend_bedrag.totaal_bedrag > 0


def _software() -> Aanbieder:
    """What makes the messages of a provider; it sends none here."""
    tarieven = {
        each["code"]: [(date.fromisoformat(prijs["vanaf"]), prijs["bedrag"]) for prijs in each["tarieven"]]
        for each in woorden().examples["NieuwContract"]["producten"]
    }
    return Aanbieder(AGB, httpx.AsyncClient(), httpx.AsyncClient(), tarieven, seed=1, volgnummer=NA_DE_DEMO, foutkans=0)


async def _stuur(dienst: Dienst, bericht: iwmo.Bericht) -> Any:
    """Post a message, and give what answers it."""
    soort = str(bericht.soort()).capitalize()
    gepost = await dienst.vraag("berichten.post_berichten", body=dienst.maak(soort, iwmo.naar_json(bericht)))

    async def status() -> str:
        return str((await dienst.vraag("berichten.get_bericht", gepost.id)).status)

    await until(status, lambda each: each != "ontvangen")
    return await dienst.vraag("berichten.get_bericht_antwoord", gepost.id)
