"""The examples of the contracts, played in the region of the demo: what a reader pastes is accepted."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.contract import contract
from tests.keten.gespeeld import gespeelde_suite

from betekenis import woorden
from chassis.settings import Settings
from clientroute.demo.wachten import until
from clientroute.run import client_factory
from clientroute.suite import Suite
from clientroute.tokens import caller_for
from monitoring.usecases.rapportages import vraag_uit
from wetten import soorten

pytestmark = pytest.mark.lang

VANDAAG = date(2026, 11, 25)
AGB, ANDERE_AGB = "99990001", "99990002"
ANDER_BSN = "999999989"
VERZONNEN = "019a0000-0000-7000-8000-{:012}"
"""The ids that examples have."""
IDS = {VERZONNEN.format(1): "client", VERZONNEN.format(2): "ander", VERZONNEN.format(3): "doel"}
"""The same by what they stand for; in a play each becomes an id that is there."""
GEEN_PLANDEEL = "no goal of the demo is of a product that the provider has (M122)"
GEEN_NOSHOW = "Almere pays nothing for an appointment that nobody came to (M77)"
GEEN_LUMPSUM = "no region of ours pays a task by lump sum (M140)"
NIET_GESPEELD = {
    "BeoordelingVanLumpsum": GEEN_LUMPSUM,
    "BerichtwegBody": "it would take a provider of the demo away from our API",
    "BesluitBody": "there is no request of a provider without one whose client is known",
    "BesluitOpAandachtspunt": "nothing that was granted stands out",
    "EindeVanLumpsum": GEEN_LUMPSUM,
    "GedeeldeProducten": GEEN_PLANDEEL,
    "GehadContact": "no support of the demo has ended yet (M69)",
    "Intrekking": GEEN_NOSHOW,
    "JeugdzaakBody": "Almere buys no jeugdhulp: a case of its demo is under the Wmo",
    "NieuweBrpToets": "the koppelvlak sends it, and nobody of the demo has the right",
    "NieuweDeclaratie": "which number an assignment gets differs per play",
    "NieuweNoshow": GEEN_NOSHOW,
    "NieuweLumpsum": GEEN_LUMPSUM,
    "NieuweUitwerking": GEEN_PLANDEEL,
    "NieuweStart": "the provider of the demo plays them itself",
    "NieuweStop": "the same",
    "WelkeToewijzingen": "which assignments a provider has differs per play",
    "NieuwVervolg": "no support ends within eight weeks",
    "OordeelOverVerantwoording": GEEN_LUMPSUM,
    "PersoonVraag": "toegang asks it of the others, when a citizen is shown or destroyed",
    "Opnieuw": "everything that was told could be handled",
    "OpnieuwVertellen": "nothing was lost",
    "Verantwoord": GEEN_LUMPSUM,
    "Verwijdering": "the same",
    "WachtendHervatting": "nothing waits",
    "Verzending": "no support ends within eight weeks",
}
"""What needs something that a quiet region does not have: only its schema is held against it."""


@dataclass
class Spel:
    """A region, who works there, and what was made so far by the name that paths give it."""

    suite: Suite
    gemaakt: dict[str, str] = field(default_factory=dict)
    gespeeld: set[str] = field(default_factory=set)

    async def vraag(
        self, rol: str, methode: str, pad: str, inhoud: bytes | None = None, soort: str = "application/json"
    ) -> httpx.Response:
        """Ask a service as somebody; the first part of the path is its name."""
        service, _, rest = pad.partition("/")
        rol, _, naam = rol.partition(" ")
        caller = caller_for(rol, agb=AGB) if rol == "aanbieder" else caller_for(rol, ["0034"], naam=naam or None)
        headers = {"Content-Type": soort, "If-Match": "*"}
        async with client_factory(self.suite)(service, caller) as client:
            plek = f"/v1/{rest.format(**self.gemaakt)}"
            return await client.request(methode, plek, headers=headers, content=inhoud)

    async def stuur(self, rol: str, methode: str, pad: str, naam: str, /, **anders: object) -> dict[str, object]:
        """Send an example, and give what is answered."""
        inhoud = json.dumps(self.voorbeeld(naam) | anders).encode()
        answer = await self.vraag(rol, methode, pad, inhoud)
        assert answer.is_success, f"{naam}: {answer.text}"
        self.gespeeld.add(naam)
        body = answer.json() if answer.content else {}
        return body if isinstance(body, dict) else {"items": body}

    def voorbeeld(self, naam: str) -> dict[str, object]:
        """An example, with the ids that are there."""
        tekst = json.dumps(woorden().examples[naam])
        for verzonnen, wat in IDS.items():
            tekst = tekst.replace(verzonnen, self.gemaakt.get(wat, verzonnen))
        gelezen = json.loads(tekst)
        assert isinstance(gelezen, dict)
        return gelezen


@pytest.fixture
async def spel(tmp_path: Path) -> AsyncIterator[Spel]:
    """Almere after a month of play, on the day on which the examples were sent."""
    async with gespeelde_suite(Settings(data_dir=tmp_path), VANDAAG) as (suite, _):
        yield Spel(suite)


async def test_the_examples_are_accepted_one_after_the_other(spel: Spel) -> None:
    await _contract(spel)
    await _melding_tot_beschikking(spel)
    await _plan_en_huishouden(spel)
    await _toewijzing(spel)
    await _berichten(spel)
    await _betalen(spel)
    await _registers(spel)
    await _einde(spel)
    assert spel.gespeeld | NIET_GESPEELD.keys() == woorden().examples.keys()
    assert spel.gespeeld & NIET_GESPEELD.keys() == set()


async def _contract(spel: Spel) -> None:
    rol = "contractbeheer"
    gemaakt = await spel.stuur(rol, "POST", "toewijzing/contracten", "NieuwContract")
    await spel.stuur(rol, "POST", "toewijzing/contracten", "NieuwContract", agb=ANDERE_AGB, naam="Hulp in Haven")
    await spel.stuur(rol, "PUT", f"toewijzing/aanbieders/{AGB}", "AanbiederBody")
    spel.gemaakt["contract"] = str(gemaakt["id"])
    bestand = str(body_van("toewijzing", "/contracten/_import")["text/csv"]["example"]).encode()
    answer = await spel.vraag(rol, "POST", "toewijzing/contracten/_import?proef=true", bestand, "text/csv")
    assert (answer.json()["fouten"], answer.json()["nieuw"]) == ([], 1)


async def _melding_tot_beschikking(spel: Spel) -> None:
    rol, zaak = "front-office", "toegang/meldingen/{melding}"
    melding = await spel.stuur(rol, "POST", "toegang/meldingen", "NieuweMelding")
    spel.gemaakt |= {"melding": str(melding["id"]), "client": str(melding["clientId"])}
    assert (await spel.stuur(rol, "POST", "toegang/meldingen/_zoek", "BsnVraag"))["items"] == [melding]
    await spel.stuur(rol, "POST", "toegang/clienten/_zoek", "AdresVraag")
    await spel.stuur("consulent", "POST", "toegang/clienten/_inzage", "InzageVraag")
    await spel.stuur(rol, "PUT", f"{zaak}/bevestiging", "NieuweBevestiging")
    termijnen = await spel.vraag(rol, "GET", f"{zaak}/termijnen")
    spel.gemaakt["termijn"] = termijnen.json()[0]["id"]
    await spel.stuur(rol, "POST", "toegang/termijnen/{termijn}/opschortingen", "NieuweOpschorting")
    await spel.stuur(rol, "POST", "toegang/termijnen/{termijn}/_hervat", "Hervatting")
    await spel.stuur(rol, "POST", f"{zaak}/tijdelijke-voorziening", "Besluit")
    await spel.stuur(rol, "PUT", f"{zaak}/ontslag", "NieuwOntslag")
    await spel.stuur(rol, "POST", "toegang/raadplegingen", "NieuweRaadpleging")
    await spel.stuur(rol, "POST", f"{zaak}/onderzoek", "NieuwOnderzoek")
    await spel.stuur(rol, "POST", f"{zaak}/aanvraag", "NieuweAanvraag")
    voorstel = await spel.stuur(rol, "POST", f"{zaak}/afwegingen/_voorstel", "Voorstelvraag")
    assert voorstel["mogelijk"]
    await spel.stuur(rol, "POST", f"{zaak}/afwegingen", "NieuweAfweging")
    assert (await spel.stuur(rol, "POST", "toewijzing/toewijzingen/_toets", "Voornemen"))["items"] == []
    overname = await spel.stuur(rol, "POST", "toewijzing/toewijzingen/overname/_toets", "Overnamevoornemen")
    assert overname["items"] == []
    await spel.stuur(rol, "POST", "toewijzing/toewijzingen/omzetting/_toets", "Omzettingsvoornemen")
    await spel.stuur(rol, "POST", "toegang/omzettingen?proef=true", "Omzetting")
    mag = await spel.stuur(rol, "POST", "toegang/clienten/{client}/toestemmingen", "NieuweToestemming")
    await spel.vraag(rol, "POST", f"toegang/toestemmingen/{mag['id']}/_intrekken")
    await spel.stuur(rol, "POST", "toegang/clienten/{client}/bijdrageomstandigheden", "Bijdrageomstandigheden")
    beschikking = await spel.stuur(rol, "POST", f"{zaak}/beschikkingen", "NieuweBeschikking")
    spel.gemaakt["beschikking"] = str(beschikking["id"])
    bezwaar = await spel.stuur(rol, "POST", "toegang/beschikkingen/{beschikking}/bezwaren", "NieuwBezwaar")
    spel.gemaakt["bezwaar"] = str(bezwaar["id"])
    await spel.stuur(rol, "POST", "toegang/bezwaren/{bezwaar}/_besluit", "BesluitOpBezwaar")
    await spel.stuur(rol, "POST", "toegang/signalen", "NieuwSignaal")
    bestand = str(body_van("toegang", "/voorzieningen/_importeer")["text/csv"]["example"]).encode()
    answer = await spel.vraag(rol, "POST", "toegang/voorzieningen/_importeer?gemeente=0034", bestand, "text/csv")
    assert (answer.json()["fouten"], answer.json()["nieuw"]) == ([], 2)


async def _plan_en_huishouden(spel: Spel) -> None:
    rol, plan = "front-office", "toegang/plannen/{plan}"
    persoon = spel.voorbeeld("NieuweMelding")["persoon"]
    assert isinstance(persoon, dict)
    ander = await spel.stuur(rol, "POST", "toegang/meldingen", "NieuweMelding", persoon=persoon | {"bsn": ANDER_BSN})
    spel.gemaakt |= {"ander": str(ander["clientId"]), "andere_melding": str(ander["id"])}
    gemaakt = await spel.stuur(rol, "POST", "toegang/clienten/{client}/plannen", "NieuwPlan")
    assert isinstance(gemaakt["doelen"], list)
    spel.gemaakt |= {"plan": str(gemaakt["id"]), "doel": gemaakt["doelen"][0]["id"]}
    await spel.stuur(rol, "POST", f"{plan}/doelen", "NieuwDoel")
    await spel.stuur(rol, "PUT", f"{plan}/doelen/{{doel}}", "NieuwDoel")
    await spel.stuur(rol, "POST", f"{plan}/zrm-metingen", "NieuweZrm")
    vast = await spel.stuur(rol, "POST", f"{plan}/vaststelling", "Vaststelling")
    assert isinstance(vast["evaluaties"], list)
    spel.gemaakt["evaluatie"] = vast["evaluaties"][0]["id"]
    await spel.stuur(rol, "POST", "toegang/evaluaties/{evaluatie}/uitkomst", "NieuweEvaluatie")
    huishouden = await spel.stuur(rol, "POST", "toegang/huishoudens", "NieuwHuishouden")
    spel.gemaakt["huishouden"] = str(huishouden["id"])
    await spel.stuur(rol, "PUT", "toegang/huishoudens/{huishouden}/regisseur", "NieuweRegisseur")
    weg = await spel.vraag(rol, "DELETE", "toegang/huishoudens/{huishouden}/leden/{ander}")
    assert weg.status_code == 204
    await spel.stuur(rol, "POST", "toegang/huishoudens/{huishouden}/leden", "NieuwLid")
    await spel.stuur(rol, "PUT", "toegang/clienten/{client}/persoon", "GewijzigdePersoon")


async def _toewijzing(spel: Spel) -> None:
    rol, toewijzing = "front-office", "toewijzing/toewijzingen/{toewijzing}"
    ingang = "2026-11-23"

    async def wachtend() -> list[str]:
        answer = await spel.vraag(rol, "GET", "toewijzing/toewijzingen?status=voorbereid&clientId={client}")
        return [each["id"] for each in answer.json()["items"] if each["ingangsdatum"] == ingang]

    spel.gemaakt["toewijzing"] = (await until(wachtend, bool))[0]
    await spel.stuur(rol, "POST", f"{toewijzing}/overbruggingen", "NieuweOverbrugging")
    await spel.stuur(rol, "POST", f"{toewijzing}/wachtcontacten", "NieuwWachtcontact")
    await spel.stuur(rol, "POST", f"{toewijzing}/aanbieder", "GekozenAanbieder")
    await spel.stuur(rol, "PUT", f"{toewijzing}/waakvlam", "NieuweWaakvlam")
    wens = await spel.stuur(rol, "POST", f"{toewijzing}/wisselwensen", "NieuweWisselwens")
    spel.gemaakt["wisselwens"] = str(wens["id"])
    await spel.stuur("aanbieder", "POST", "toewijzing/wisselwensen/{wisselwens}/_beantwoord", "AntwoordOpWens")
    await spel.stuur("aanbieder", "PUT", f"{toewijzing}/onderaannemers", "OnderaannemersBody")
    await spel.stuur(rol, "POST", f"{toewijzing}/_wijzig", "WijzigingBody")
    await spel.stuur(rol, "POST", f"{toewijzing}/_overstap", "OverstapBody")


async def _berichten(spel: Spel) -> None:
    """A message is registered: what it is worth is for the worker. A retour needs the message that it answers."""
    await spel.stuur("aanbieder", "PUT", "toewijzing/webhooks", "WebhookBody")
    retouren = soorten("302", "320")
    for service in ("toewijzing", "declaratie"):
        for soort in ("application/json", "application/xml"):
            for kind, each in body_van(service, "/berichten")[soort]["examples"].items():
                inhoud = each["value"] if isinstance(each["value"], str) else json.dumps(each["value"])
                answer = await spel.vraag("aanbieder", "POST", f"{service}/berichten", inhoud.encode(), soort)
                assert answer.status_code == (400 if kind in retouren else 202), f"{kind}: {answer.text}"
    await spel.stuur("backoffice", "POST", "declaratie/prestaties/_zoek", "ZoekVraag")


async def _betalen(spel: Spel) -> None:
    rol, collega, vordering = "financien anna", "financien bart", "declaratie/vorderingen/{vordering}"
    await spel.stuur(rol, "PUT", "declaratie/betaalrekeningen/0034", "BetaalrekeningBody", betaaltVanaf="2026-01-01")
    posten = (await spel.vraag(rol, "GET", "declaratie/betaalposten?open=true&limit=500")).json()["items"]
    spel.gemaakt["betaalpost"] = posten[0]["id"]
    rekening = await spel.stuur(rol, "POST", "declaratie/rekeningen", "NieuweRekening", agb=posten[-1]["agb"])
    spel.gemaakt["rekening"] = str(rekening["id"])
    await spel.stuur(collega, "POST", "declaratie/rekeningen/{rekening}/_beoordelen", "BeoordelingVanRekening")
    await spel.stuur(rol, "POST", "declaratie/betaalposten/{betaalpost}/_aanhouden", "Aanhouding")
    await spel.stuur(rol, "POST", "declaratie/betaalruns", "NieuweBetaalrun")
    bestand = str(body_van("declaratie", "/bankmeldingen")["text/csv"]["example"]).encode()
    answer = await spel.vraag(rol, "POST", "declaratie/bankmeldingen", bestand, "text/csv")
    assert len(answer.json()["onbekend"]) == 1
    spel.gemaakt["vordering"] = str((await spel.stuur(rol, "POST", "declaratie/vorderingen", "NieuweVordering"))["id"])
    await spel.stuur(rol, "POST", f"{vordering}/_betwisten", "Betwisting")
    await spel.stuur(rol, "POST", f"{vordering}/_besluit", "BesluitOpVordering")
    await spel.stuur(rol, "POST", f"{vordering}/ontvangsten", "NieuweOntvangst", bedrag=6150)
    jaar = f"declaratie/jaarafsluitingen/2025/{AGB}/0034"
    await spel.stuur("aanbieder", "PUT", f"{jaar}/productieverantwoording", "Productieverantwoording")
    await spel.stuur("aanbieder", "PUT", f"{jaar}/controleverklaring", "ControleverklaringBody")
    await spel.stuur(rol, "PUT", f"{jaar}/toelichting", "Verschiltoelichting")
    await spel.stuur(rol, "POST", f"{jaar}/_voorstellen", "Sluitvoorstel")


async def _registers(spel: Spel) -> None:
    rol = "contractbeheer"
    await spel.stuur(rol, "POST", "monitoring/clientervaringen", "NieuweClientervaring")
    await spel.stuur(rol, "POST", "monitoring/planningssignalen", "NieuwPlanningssignaal")
    bestand = str(body_van("monitoring", "/clientervaringen/_importeer")["text/csv"]["example"]).encode()
    answer = await spel.vraag(rol, "POST", "monitoring/clientervaringen/_importeer", bestand, "text/csv")
    assert answer.json()["nieuw"] == 1
    maatregel = await spel.stuur(rol, "POST", f"monitoring/aanbieders/{AGB}/maatregelen", "NieuweMaatregel")
    wederhoor = f"monitoring/aanbieders/{AGB}/maatregelen/{maatregel['id']}/wederhoor"
    await spel.stuur("aanbieder", "POST", wederhoor, "NieuwWederhoor")
    kwestie = f"monitoring/kwesties/{(await spel.stuur(rol, 'POST', 'monitoring/kwesties', 'NieuweKwestie'))['id']}"
    await spel.stuur(rol, "POST", f"{kwestie}/afspraken", "NieuweAfspraak")
    for plek, wie in ((1, "aanbieder"), (2, rol)):
        await spel.stuur(wie, "POST", f"{kwestie}/afspraken/{plek}/_gedaan", "AfspraakGedaan")
    await spel.stuur(rol, "POST", f"{kwestie}/stappen", "NieuweKwestiestap")
    async with spel.suite.rooms["monitoring"].work() as work:
        await vraag_uit(work)
    gevraagd = (await spel.vraag(rol, "GET", "monitoring/rapportages")).json()["items"]
    rapportage = next(
        f"monitoring/rapportages/{each['id']}" for each in gevraagd if each["uitvraag"] == "social-return"
    )
    await spel.stuur(rol, "POST", f"{rapportage}/_indienen", "RapportageIndiening")
    await spel.stuur(rol, "POST", f"{rapportage}/_beoordeel", "Rapportageoordeel")


async def _einde(spel: Spel) -> None:
    await spel.stuur("contractbeheer", "POST", f"toewijzing/aanbieders/{AGB}/_pauzeer", "NieuwePauze")
    await spel.stuur("contractbeheer", "POST", "toewijzing/contracten/{contract}/_beeindig", "VertrekVanAanbieder")
    await spel.stuur("front-office", "POST", "toegang/beschikkingen/{beschikking}/_beeindig", "NieuweBeeindiging")
    await spel.stuur("front-office", "POST", "toegang/meldingen/{andere_melding}/_sluit", "Sluiting")
    await spel.stuur("front-office", "POST", "toegang/clienten/{client}/_vertrek", "Vertrek")
    await spel.stuur("privacy", "PUT", "toegang/clienten/{client}/bewaarplicht", "NieuweBewaarplicht")
    assert (await spel.vraag("privacy", "DELETE", "toegang/clienten/{client}/bewaarplicht")).status_code == 204
    await spel.stuur("privacy", "POST", "toegang/vernietigingen", "NieuweVernietiging")


@cache
def body_van(service: str, pad: str) -> dict[str, dict[str, Any]]:
    """What a POST takes by the contract: its examples, by kind of content."""
    return contract(service)["paths"][pad]["post"]["requestBody"]["content"]  # type: ignore[index,no-any-return]
