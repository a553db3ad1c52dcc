"""Somebody is shown whole, and destroyed whole: in every service and every message, and no figure changes."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from pypdf import PdfReader
from sqlalchemy import select
from tests.chassis.proef import until
from tests.keten.gespeeld import alles_is_gehoord, gespeelde_suite

import iwmo
from berichtenverkeer.betrokkenen import bsns_in
from berichtenverkeer.post import inhoud_van, vind_antwoord
from berichtenverkeer.tables import berichten
from chassis.settings import Settings
from chassis.tokens import Caller
from clientroute.demo.klok import SpeelKlok
from clientroute.suite import Suite
from declaratie.tables import Prestatie
from istandaard.berichten import Bericht323, bericht323
from istandaard.cdt import BedragMetDC, BerichtIdentificatie, Referentie, TotaalBedragMetDC
from istandaard.codes import DebetCredit
from monitoring.usecases.herbouw import herbouw
from monitoring.usecases.verwerk import haal_achterstand_in
from toegang.tables import Client
from toegang.usecases.personen import open_persoon
from toegang.usecases.vernietig import voer_uit

pytestmark = [pytest.mark.lang, pytest.mark.asyncio(loop_scope="module")]

VANDAAG, LATER = date(2026, 11, 25), datetime(2060, 1, 1, 9, tzinfo=UTC)
ALMERE = "0034"


@dataclass
class Streek:
    """A played region, one citizen of it, and who may see and destroy."""

    suite: Suite
    klok: SpeelKlok
    client_id: str
    bsn: str

    async def vraag(self, methode: str, pad: str, **hoe: object) -> httpx.Response:
        wie = Caller(
            "privacy", frozenset({"personen:lezen", "logboek:lezen", "vernietigen"}), gemeenten=frozenset({ALMERE})
        )
        assert self.suite.secrets.issuer is not None
        headers = {"Authorization": f"Bearer {self.suite.secrets.issuer.issue(wie, seconds=10**9)}"}
        async with self.suite.client() as client:
            return await client.request(methode, f"/toegang/v1{pad}", headers=headers, **hoe)  # type: ignore[arg-type]

    async def cijfers(self) -> dict[str, object]:
        wie = Caller("bestuur", frozenset({"monitoring"}), gemeenten=frozenset({"*"}))
        assert self.suite.secrets.issuer is not None
        headers = {"Authorization": f"Bearer {self.suite.secrets.issuer.issue(wie, seconds=10**9)}"}
        async with self.suite.client() as client:
            lijst = (await client.get("/monitoring/v1/rapporten", headers=headers)).raise_for_status().json()
            namen = [each["naam"] for each in lijst]
            gevraagd = [await client.get(f"/monitoring/v1/rapporten/{naam}", headers=headers) for naam in namen]
        return {naam: answer.raise_for_status().json() for naam, answer in zip(namen, gevraagd, strict=True)}

    async def alles(self, dienst: str) -> str:
        """All rows of a service, as text."""
        async with self.suite.rooms[dienst].work(writes=False) as work:
            tabellen = self.suite.rooms[dienst].service.metadata.sorted_tables
            return repr([(each.name, (await work.session.execute(select(each))).all()) for each in tabellen])

    async def berichten(self, dienst: str) -> list[bytes]:
        async with self.suite.rooms[dienst].work(writes=False) as work:
            ids = (await work.session.execute(select(berichten.c.id))).scalars().all()
            return [await inhoud_van(work, each) for each in ids]

    async def geld(self) -> dict[str, dict[str, object]]:
        """What declaratie says of money: payable amounts with their declarations, year statements and totals.

        But for the moment at which a year statement is made.
        """
        wie = Caller("financien", frozenset({"betalen", "declaratie"}), gemeenten=frozenset({"*"}))
        assert self.suite.secrets.issuer is not None
        headers = {"Authorization": f"Bearer {self.suite.secrets.issuer.issue(wie, seconds=10**9)}"}
        jaarstaten = [f"jaarstaten/{VANDAAG.year}/{agb}" for agb in await self.aanbieders()]
        totalen = "totalen?per=aanbieder&per=maand&per=product"
        gevonden: dict[str, dict[str, object]] = {}
        async with self.suite.client() as client:
            for pad in (f"betaalstaten?maand={VANDAAG:%Y-%m}", "betaalposten", totalen, *jaarstaten):
                body = (await client.get(f"/declaratie/v1/{pad}", headers=headers)).raise_for_status().json()
                gevonden[pad] = {naam: waarde for naam, waarde in body.items() if naam != "gemaaktOp"}
        return gevonden

    async def aanbieders(self) -> list[str]:
        """Those who were granted something, by AGB."""
        async with self.suite.rooms["declaratie"].work(writes=False) as work:
            query = select(Prestatie.agb).where(Prestatie.is_toegekend.is_(True)).distinct().order_by(Prestatie.agb)
            return list((await work.session.execute(query)).scalars())


async def _wie(suite: Suite) -> tuple[str, str]:
    """A citizen for whom was billed, together with others in one message."""
    async with suite.rooms["declaratie"].work(writes=False) as work:
        ids = (await work.session.execute(select(berichten.c.id).where(berichten.c.soort == "WMO323"))).scalars().all()
        gedeeld = [bsns for each in ids if len(bsns := bsns_in(await inhoud_van(work, each))) > 1]
    bsn = min(min(gedeeld, key=sorted))
    async with suite.rooms["toegang"].work(writes=False) as work:
        for client in (await work.session.execute(select(Client))).scalars():
            if open_persoon(work, client).bsn == bsn:
                return client.id, bsn
    raise AssertionError("who is billed for is a client")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def streek(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Streek]:
    async with gespeelde_suite(Settings(data_dir=tmp_path_factory.mktemp("weg")), VANDAAG, burgers=10) as (suite, klok):
        streek = Streek(suite, klok, *await _wie(suite))
        await _declareer_nog_eens(streek)
        yield streek


async def _declareer_nog_eens(streek: Streek) -> None:
    """Credit a line of another, with one that nobody knows of the citizen: of that declaration only he is rejected.

    And one line of his own alone: that message is about nobody else.
    """
    gedeeld = await _gedeelde_323(streek)
    zijn = next(each for each in gedeeld.declaratie.clienten if each.bsn == streek.bsn)
    ander = next(each for each in gedeeld.declaratie.clienten if each.bsn != streek.bsn)
    onbekend = _gecrediteerd(zijn, "ONBEKEND", "KREDIET-1")
    samen = await _lever(streek, gedeeld, "S1", onbekend, _gecrediteerd(ander, None, "KREDIET-2"))
    alleen = await _lever(streek, gedeeld, "S2", _gecrediteerd(zijn, None, "KREDIET-3"))
    afgewezen_in: dict[str, set[str]] = {samen: {streek.bsn}, alleen: set()}
    for bericht_id, afgewezen in afgewezen_in.items():
        await until(partial(_is_beantwoord, streek, bericht_id))
        assert bsns_in(await _antwoord(streek, bericht_id)) == afgewezen
    await until(lambda: alles_is_gehoord(streek.suite))
    async with streek.suite.rooms["monitoring"].work() as work:
        await haal_achterstand_in(work)


async def _gedeelde_323(streek: Streek) -> Bericht323:
    for each in await streek.berichten("declaratie"):
        bericht = iwmo.lees(each)
        if isinstance(bericht, Bericht323) and streek.bsn in bsns_in(each):
            return bericht
    raise AssertionError("he was billed for, together with others")


def _gecrediteerd(client: bericht323.Client, vorig: str | None, referentie: str) -> bericht323.Client:
    """The first line of a client, taken back; `vorig` names another line than that."""
    eerste = client.prestaties[0]
    wat = Referentie(
        referentie_nummer=referentie, vorig_referentie_nummer=vorig or eerste.product_referentie.referentie_nummer
    )
    bedrag = BedragMetDC(bedrag=eerste.ingediend_bedrag.bedrag, debet_credit=DebetCredit.CREDIT)
    return replace(client, prestaties=(replace(eerste, product_referentie=wat, ingediend_bedrag=bedrag),))


async def _lever(streek: Streek, zoals: Bericht323, nummer: str, *clienten: bericht323.Client) -> str:
    """Send a declaration of today like another, with these clients; the id of the message."""
    totaal = sum(p.ingediend_bedrag.bedrag for each in clienten for p in each.prestaties)
    declaratie = replace(
        zoals.declaratie,
        declaratie_nummer=nummer,
        declaratie_dagtekening=VANDAAG,
        totaal_ingediend_bedrag=TotaalBedragMetDC(totaal_bedrag=totaal, debet_credit=DebetCredit.CREDIT),
        clienten=clienten,
    )
    kop = replace(zoals.header, bericht_identificatie=BerichtIdentificatie(identificatie=nummer, dagtekening=VANDAAG))
    agb, issuer = zoals.header.afzender, streek.suite.secrets.issuer
    assert issuer is not None
    wie = Caller(agb, frozenset({"berichten"}), agb=agb)
    headers = {"Authorization": f"Bearer {issuer.issue(wie, seconds=10**9)}", "Content-Type": "application/xml"}
    inhoud = iwmo.schrijf(replace(zoals, header=kop, declaratie=declaratie))
    async with streek.suite.client() as client:
        answer = await client.post("/declaratie/v1/berichten", content=inhoud, headers=headers)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def _is_beantwoord(streek: Streek, bericht_id: str) -> bool:
    async with streek.suite.rooms["declaratie"].work(writes=False) as work:
        return await vind_antwoord(work, bericht_id) is not None


async def _antwoord(streek: Streek, bericht_id: str) -> bytes:
    async with streek.suite.rooms["declaratie"].work(writes=False) as work:
        stuk = await vind_antwoord(work, bericht_id)
        assert stuk is not None
        return await inhoud_van(work, stuk.id)


async def test_the_file_of_a_client_holds_everything_of_all_services(streek: Streek) -> None:
    dossier = (await streek.vraag("POST", f"/clienten/{streek.client_id}/_dossier")).raise_for_status().json()
    assert set(dossier["diensten"]) == {"toegang", "toewijzing", "declaratie", "monitoring"}
    (client,) = dossier["diensten"]["toegang"]["clienten"]
    assert client["persoon"]["bsn"] == streek.bsn
    assert {"meldingen", "onderzoeken", "beschikkingen", "beschikte_producten"} <= set(dossier["diensten"]["toegang"])
    assert dossier["diensten"]["declaratie"]["prestaties"]
    assert {each["dienst"] for each in dossier["logboek"]} >= {"toegang", "toewijzing"}
    assert not any("hash" in json.dumps(list(rij)) for rijen in dossier["diensten"].values() for rij in rijen)


async def test_the_file_of_a_client_can_be_given_to_him(streek: Streek, tmp_path: Path) -> None:
    answer = await streek.vraag("POST", f"/clienten/{streek.client_id}/_dossier?vorm=pdf")
    (tmp_path / "dossier.pdf").write_bytes(answer.raise_for_status().content)
    tekst = "\n".join(each.extract_text() for each in PdfReader(tmp_path / "dossier.pdf").pages)
    assert "Wat de gemeente van u bewaart" in tekst
    assert streek.bsn in tekst
    assert "Wie uw gegevens zag of wijzigde" in tekst
    assert "service-toewijzing" not in tekst, "for whom somebody looked, and not who it was"


async def test_nothing_is_destroyed_before_its_term(streek: Streek) -> None:
    assert (await streek.vraag("GET", f"/vernietigingen/voorstel?gemeente={ALMERE}")).json()["items"] == []
    te_vroeg = {"gemeente": ALMERE, "grond": "termijn", "clienten": [streek.client_id]}
    answer = await streek.vraag("POST", "/vernietigingen", json=te_vroeg)
    assert (answer.status_code, answer.json()["rule"]) == (409, "Wmo 2015, 5.3.4")


async def test_what_must_be_kept_is_kept_whatever_term_has_passed(
    streek: Streek, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in streek.suite.rooms.values():
        monkeypatch.setattr(room, "clock", lambda: LATER)
    plek = f"/clienten/{streek.client_id}/bewaarplicht"
    (await streek.vraag("PUT", plek, json={"reden": "Er loopt een rechtszaak."})).raise_for_status()
    voorstel = (await streek.vraag("GET", f"/vernietigingen/voorstel?gemeente={ALMERE}")).json()["items"]
    assert {each["clientId"]: each["heeftBewaarplicht"] for each in voorstel}[streek.client_id] is True
    weg = {"gemeente": ALMERE, "grond": "termijn", "clienten": [streek.client_id]}
    assert (await streek.vraag("POST", "/vernietigingen", json=weg)).status_code == 409
    (await streek.vraag("DELETE", plek)).raise_for_status()
    voorstel = (await streek.vraag("GET", f"/vernietigingen/voorstel?gemeente={ALMERE}")).json()["items"]
    assert {each["clientId"]: each["heeftBewaarplicht"] for each in voorstel}[streek.client_id] is False


async def test_who_is_destroyed_is_nowhere_and_no_figure_changes(
    streek: Streek, monkeypatch: pytest.MonkeyPatch
) -> None:
    toen, aantal = await streek.cijfers(), len(await streek.berichten("declaratie"))
    geld = await streek.geld()
    assert all(geld.values())
    weg = {"gemeente": ALMERE, "grond": "verzoek", "clienten": [streek.client_id]}
    besloten = await streek.vraag("POST", "/vernietigingen", json=weg)
    assert besloten.status_code == 201, besloten.text
    assert (await streek.vraag("POST", "/vernietigingen", json=weg)).status_code == 409, "it is on the list already"
    await voer_uit(streek.suite.rooms["toegang"])
    verklaring = (await streek.vraag("GET", f"/vernietigingen/{besloten.json()['id']}")).json()
    assert verklaring["gereedOp"] is not None
    assert {"toegang.clienten", "toewijzing.toewijzingen", "toewijzing.berichten", "declaratie.berichten"} <= set(
        verklaring["aantallen"]
    )
    assert (await streek.vraag("GET", f"/clienten/{streek.client_id}/logboek")).status_code == 404
    for dienst in streek.suite.rooms:
        assert streek.client_id not in await streek.alles(dienst), dienst
    for dienst in ("toewijzing", "declaratie"):
        over = await streek.berichten(dienst)
        assert not any(streek.bsn.encode() in each for each in over), dienst
        assert all(iwmo.lees(each) for each in over), "what is left of a message is one"
    assert len(await streek.berichten("declaratie")) == aantal - 1, "in all but one are others, or nobody"
    assert await streek.cijfers() == toen
    assert await streek.geld() == geld
    await herbouw(streek.suite.rooms["monitoring"], lambda _: None)
    assert await streek.cijfers() == toen, "and a rebuild from the log gives the same"


async def test_what_is_no_id_of_a_client_destroys_nothing(streek: Streek) -> None:
    dienst = Caller("dienst", frozenset({"vernietigen"}), gemeenten=frozenset({"*"}))
    assert streek.suite.secrets.issuer is not None
    headers = {"Authorization": f"Bearer {streek.suite.secrets.issuer.issue(dienst)}"}
    toen = await streek.cijfers()
    async with streek.suite.client() as client:
        for geen_id in ("0", "%22", ",", "nl.wmo"):
            answer = await client.post(f"/monitoring/v1/clienten/{geen_id}/_vernietig", headers=headers)
            assert answer.status_code == 404
    assert await streek.cijfers() == toen
