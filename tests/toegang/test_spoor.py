"""No read of a person and no change without a line in the log, no change without an event: every route is called."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from tests.toegang.conftest import (
    AANVRAAG,
    ALMERE,
    ANDER_BSN,
    BEVESTIGING,
    BSN,
    ONDERZOEK,
    Json,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    jeugdmelding,
    jeugdzaak,
    melding,
    persoon,
    product,
)
from tests.toegang.overname import bestand, rij
from tests.toegang.plan import PARTIJEN, VANDAAG, ZRM, doel, plan
from tests.toegang.plandelen import STAP, aanbieder, gedeeld

from toegang.domain.termijn import REDENEN, Termijnsoort
from toegang.usecases.kondig_einde_aan import kondig_einde_aan

GEEN_PERSOON = {
    ("POST", "/v1/meldingen/{melding_id}/afwegingen/_voorstel"),  # keeps nothing, opens nothing
    ("POST", "/v1/voorzieningen/_importeer"),  # about nobody
    ("POST", "/v1/verteld/_opnieuw"),  # ids of events that were told already
}
LEEST = {"_inzage", "_zoek", "_brief", "_dossier", "_inzagebrief"}
"""How the routes end that only read: they tell no event."""
BEWAART = {"bewaarplicht", "vernietigingen", "brp-toets"}
"""What is decided on keeping and destroying, and what the BRP says as we know it: no help changes by that."""
BEHEER = "/v1/dead-letters"
BEZWAAR: Json = {"ingediendOp": VANDAAG, "gronden": "Ik wil meer hulp."}


class Spoor:
    """A caller that looks at the log and the outbox after each call, and keeps which routes it took."""

    def __init__(self, toegang: Toegang, api: FastAPI) -> None:
        self.toegang = toegang
        self.routes = {
            (methode.upper(), f"/v1{pad}")
            for pad, routes in api.openapi()["paths"].items()
            for methode in routes
            if methode != "get" and not f"/v1{pad}".startswith(BEHEER)
        }
        self.gegaan: set[tuple[str, str]] = set()
        self.zonder: list[str] = []
        self.stil: set[str] = set()

    async def __call__(self, methode: str, pad: str, body: object = None) -> Json:
        """Call a route that has to succeed; what it answers."""
        voor, verteld = await self._regels(), len(await self.toegang.events())
        headers = self.toegang.headers | {"If-Match": "*"}
        if isinstance(body, bytes):
            headers |= {"Content-Type": "text/csv"}
            answer = await self.toegang.client.request(methode, pad, content=body, headers=headers)
        else:
            answer = await self.toegang.client.request(methode, pad, json=body, headers=headers)
        assert answer.is_success, (pad, answer.text)
        self.gegaan.add((methode, self._route(methode, pad.partition("?")[0])))
        if await self._regels() == voor:
            self.zonder.append(f"{methode} {pad}")
        if len(await self.toegang.events()) == verteld:
            self.stil.add(pad.partition("?")[0].rpartition("/")[2])
        json = answer.content and answer.headers.get("content-type") == "application/json"
        return answer.json() if json else {}  # type: ignore[no-any-return]

    async def _regels(self) -> int:
        return len(await self.toegang.logboek())

    def _route(self, methode: str, pad: str) -> str:
        passend = [each for wijze, each in self.routes if wijze == methode and re.fullmatch(_vorm(each), pad)]
        return min(passend, key=lambda each: each.count("{"))


def _vorm(route: str) -> str:
    return re.sub(r"\{\w+\}", "[^/]+", route)


@asynccontextmanager
async def elke_route(spoor: Spoor) -> AsyncIterator[None]:
    """Afterwards: every route that is no GET was called, none without a trace, and only reads told nothing."""
    yield
    assert spoor.routes - spoor.gegaan == GEEN_PERSOON
    assert spoor.zonder == []
    assert spoor.stil == LEEST | BEWAART


async def test_every_change_and_every_read_of_a_person_stands_in_the_log_and_every_change_is_told(
    toegang: Toegang, toegang_api: FastAPI
) -> None:
    toegang.headers = toegang.token(scope="toegang personen:lezen vernietigen clientondersteuning brp")
    doe = Spoor(toegang, toegang_api)
    async with elke_route(doe):
        await _plandeel(doe)
        gegeven = await _tot_besluit(doe)
        await _na_besluit(doe, gegeven)
        await _samen(doe, str(gegeven["clientId"]))
        client = f"/v1/clienten/{gegeven['clientId']}"
        await doe("POST", f"{client}/_vertrek", {"reden": "overleden", "laatsteDag": VANDAAG})
        await doe("POST", f"{client}/overlijden/_herroep")
        await doe("POST", f"{client}/_vertrek", {"reden": "verhuisd", "laatsteDag": VANDAAG})
        await _bewaard_en_vernietigd(doe, str(gegeven["clientId"]))


async def _plandeel(doe: Spoor) -> None:
    """A provider works out the goal that is shared with it."""
    wat = await gedeeld(doe.toegang, "999900067")
    await doe("PUT", f"/v1/plannen/{wat.plan_id}/doelen/{wat.doelen[1]}/producten", {"productIds": [wat.product_id]})
    eigen, doe.toegang.headers = doe.toegang.headers, aanbieder(doe.toegang)
    await doe("POST", f"/v1/plandelen/{wat.product_id}/_inzage")
    stap = await doe("POST", f"/v1/plandelen/{wat.product_id}/uitwerkingen", STAP | {"doelId": wat.doelen[0]})
    doe.toegang.headers = eigen
    await doe("POST", f"/v1/uitwerkingen/{stap['id']}/_inzage")


async def _bewaard_en_vernietigd(doe: Spoor, client_id: str) -> None:
    """The whole file, a duty to keep it, and that it may go."""
    client = f"/v1/clienten/{client_id}"
    await doe("POST", f"{client}/_dossier")
    await doe("POST", f"{client}/_inzagebrief")
    await doe("PUT", f"{client}/bewaarplicht", {"reden": "Er loopt een rechtszaak."})
    await doe("DELETE", f"{client}/bewaarplicht")
    weg: Json = {"gemeente": ALMERE, "grond": "verzoek", "clienten": [client_id]}
    await doe("POST", "/v1/vernietigingen", weg)


async def _tot_besluit(doe: Spoor) -> Json:
    """From a melding to the decision, with a temporary measure on the way."""
    zaak = await doe("POST", "/v1/meldingen", melding())
    pad, client = f"/v1/meldingen/{zaak['id']}", f"/v1/clienten/{zaak['clientId']}"
    await doe("POST", f"{client}/brp-toets", {"uitkomst": "gevonden", "persoon": {"gemeente": ALMERE}})
    await doe("POST", f"{client}/brp-toets/_inzage")
    await doe("POST", "/v1/meldingen/_zoek", {"bsn": BSN})
    await doe("POST", "/v1/clienten/_zoek", {"bsn": BSN})
    await doe("PUT", f"{client}/persoon", persoon())
    await doe("POST", f"{client}/bijdrageomstandigheden", {"vanaf": VANDAAG, "gehuwd": False})
    await doe("POST", f"{client}/_inzage")
    await doe("POST", "/v1/clienten/_inzage", {"clienten": [zaak["clientId"]]})
    await doe("PUT", f"{pad}/bevestiging", BEVESTIGING)
    (termijn,) = (await doe.toegang.get(f"{pad}/termijnen")).json()
    reden = next(iter(REDENEN[Termijnsoort.ONDERZOEK]))
    await doe("POST", f"/v1/termijnen/{termijn['id']}/opschortingen", {"reden": reden, "vanaf": "2024-05-10"})
    await doe("POST", f"/v1/termijnen/{termijn['id']}/_hervat", {"tot": "2024-05-12"})
    spoed = beschikking(product(ingangsdatum="2024-05-07"), besluitdatum="2024-05-06")
    await doe("POST", f"{pad}/tijdelijke-voorziening", spoed)
    await doe("POST", f"{pad}/onderzoek", ONDERZOEK)
    await doe("POST", f"{pad}/aanvraag", AANVRAAG)
    gewogen = await doe("POST", f"{pad}/afwegingen", afweging())
    await doe("POST", f"/v1/afwegingen/{gewogen['id']}/_inzage")
    await doe("POST", f"{pad}/_inzage")
    signaal: Json = {"gemeente": ALMERE, "onderwerp": "ontmoeten", "omschrijving": "x", "meldingId": zaak["id"]}
    gezien = await doe("POST", "/v1/signalen", signaal)
    await doe("POST", f"/v1/signalen/{gezien['id']}/_inzage")
    raad: Json = {"gemeente": ALMERE, "deskundigheid": "schulden", "op": VANDAAG, "meldingId": zaak["id"]}
    gevraagd = await doe("POST", "/v1/raadplegingen", raad | {"vraagAanDeskundige": "x", "advies": "y"})
    await doe("POST", f"/v1/raadplegingen/{gevraagd['id']}/_inzage")
    mag = {"ondersteuner": "tester", "gegevenOp": VANDAAG, "tot": VANDAAG}
    gegeven = await doe("POST", f"{client}/toestemmingen", mag)
    await doe("POST", f"/v1/toestemmingen/{gegeven['id']}/_inzage")
    await doe("POST", f"/v1/toestemmingen/{gegeven['id']}/_intrekken")
    uit_instelling: Json = {"instelling": "x", "ontslagOp": "2024-06-20", "regisseurBetrokkenOp": VANDAAG}
    await doe("PUT", f"{pad}/ontslag", uit_instelling)
    toets: Json = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Kan dit."}
    pgb = product("IB2B", volume=104, vorm="pgb", pgb=toets)
    return await doe("POST", f"{pad}/beschikkingen", beschikking(product(einddatum="2024-07-01"), pgb))


async def _na_besluit(doe: Spoor, gegeven: Json) -> None:
    """The letter, the warning of the end, an objection, an end; and another case that closes without decision."""
    pad = f"/v1/beschikkingen/{gegeven['id']}"
    await doe("POST", f"{pad}/_brief")
    betaald = f"kenmerk;toekenning;maand;bedrag;betaald op\nK1;{gegeven['producten'][1]['id']};2024-06;1;{VANDAAG}\n"  # type: ignore[index]
    await doe("POST", f"/v1/pgb-bestedingen/_importeer?gemeente={ALMERE}", betaald.encode())
    groep = {"kenmerk": "K-2", "product": "DB2B", "volume": "12", "eenheid": "16", "frequentie": "6"}
    twee = rij(bsn="999900055"), rij(bsn="999900055", toewijzingnummer="400124", **groep)
    lopend = bestand(*twee).encode()
    await doe("POST", f"/v1/lopende-indicaties/_importeer?gemeente={ALMERE}", lopend)
    contract = {"gemeente": ALMERE, "vanaf": "2025-01-01", "producten": [{"van": "DB2B", "naar": "DB2S"}]}
    await doe("POST", "/v1/omzettingen", contract)
    async with doe.toegang.room.work() as work:
        await kondig_einde_aan(work)
    (loopt_af,) = (await doe.toegang.get(f"/v1/aflopende-indicaties?gemeente={ALMERE}")).json()["items"]
    indicatie = f"/v1/aflopende-indicaties/{loopt_af['productId']}"
    await doe("POST", f"{indicatie}/_brief", {})
    await doe("POST", f"{indicatie}/_verstuurd", {"kanaal": "post", "verstuurdOp": VANDAAG})
    await doe("POST", f"{indicatie}/vervolg", {"vervolg": "geen"})
    bezwaar = f"/v1/bezwaren/{(await doe('POST', f'{pad}/bezwaren', BEZWAAR))['id']}"
    await doe("POST", f"{bezwaar}/_inzage")
    await doe("POST", f"{bezwaar}/_verdaag")
    besluit: Json = {"besluitdatum": VANDAAG, "motivering": "Het klopt.", "uitkomst": "ongegrond"}
    await doe("POST", f"{bezwaar}/_besluit", besluit)
    await doe("POST", f"{bezwaar}/_brief")
    await doe("POST", f"{pad}/_beeindig", {"reden": "wens client", "laatsteDag": "2024-06-20"})
    (gestopt,) = (await doe.toegang.get(f"{pad}/beeindigingen")).json()
    await doe("POST", f"/v1/beeindigingen/{gestopt['id']}/_brief")
    jong = await doe("POST", "/v1/meldingen", jeugdmelding())
    await doe("PUT", f"/v1/meldingen/{jong['id']}/jeugdzaak", jeugdzaak())
    ander = await doe("POST", "/v1/meldingen", melding(bsn=ANDER_BSN))
    await doe("POST", f"/v1/meldingen/{ander['id']}/_sluit", {"reden": "ingetrokken", "op": VANDAAG})


async def _samen(doe: Spoor, client_id: str) -> None:
    """A household with its plan, until one leaves."""
    twee, drie = [
        str(gelukt(await doe.toegang.post("/v1/meldingen", melding(bsn=bsn)))["clientId"])
        for bsn in (ANDER_BSN, "999900031")
    ]
    wonen = await doe("POST", "/v1/huishoudens", {"clienten": [client_id, twee], "regisseur": "consulent-7"})
    huis = f"/v1/huishoudens/{wonen['id']}"
    await doe("POST", f"{huis}/leden", {"clientId": drie})
    await doe("PUT", f"{huis}/regisseur", {"regisseur": "consulent-7"})
    await doe("DELETE", f"{huis}/leden/{drie}")
    samen = await doe("POST", f"/v1/clienten/{client_id}/plannen", plan(doel()))
    pad = f"/v1/plannen/{samen['id']}"
    extra = await doe("POST", f"{pad}/doelen", doel(clientId=twee))
    await doe("PUT", f"{pad}/doelen/{extra['id']}", doel(clientId=twee, streefdatum="2024-10-01"))
    await doe("DELETE", f"{pad}/doelen/{extra['id']}")
    await doe("POST", f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM})
    af = await doe("POST", f"{pad}/vaststelling", {"getoetst": True})
    await doe("POST", f"{pad}/_inzage")
    evaluatie = f"/v1/evaluaties/{af['evaluaties'][0]['id']}"  # type: ignore[index]
    await doe("POST", f"{evaluatie}/uitkomst", {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN})
    await doe("POST", f"{evaluatie}/_inzage")
