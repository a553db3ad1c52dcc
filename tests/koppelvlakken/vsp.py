"""A double of VECOZO for providers: push, pull and status by the published OpenAPI documents, in front of the hub."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from jsonschema import Draft202012Validator
from lxml import etree
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tests.koppelvlakken.bron import KOPPELVLAKKEN
from tests.koppelvlakken.knooppunt import Knooppunt

from clientroute.bench.standaard import schema
from koppelvlakken.ggk.envelop import Envelop, Foutbericht, Soort, Systeem, Versie
from koppelvlakken.ggk.schrijven import schrijf
from koppelvlakken.vecozo.client import PULL, PUSH, STATUS

NU = datetime(2026, 3, 2, 10, 0, tzinfo=UTC).isoformat()
DOCUMENTEN = {
    PUSH: "vspkoppeling-berichtuitwisseling-rest-push-v1",
    PULL: "vspkoppeling-berichtuitwisseling-rest-pull-v1",
    STATUS: "vspkoppeling-berichtstatus-rest-pull-v3",
}


@cache
def document(deel: str) -> dict[str, Any]:
    """The published document of a part."""
    return cast("dict[str, Any]", json.loads((KOPPELVLAKKEN / "vecozo" / f"{DOCUMENTEN[deel]}.json").read_text()))


def keur(deel: str, naam: str, waarde: object) -> list[str]:
    """What a published schema has against a value."""
    validator = Draft202012Validator(document(deel) | {"$ref": f"#/components/schemas/{naam}"})
    return [each.json_path for each in validator.iter_errors(waarde)]


@dataclass
class Vecozo:
    """What lies at VECOZO for providers, and what they sent."""

    hub: Knooppunt
    weg_na_ontvangst: int = 0
    """So many times it takes a message and its answer never arrives."""
    beschadigt: int = 0
    """So many payloads of which a byte falls over on the way."""
    bevestigd: set[str] = field(default_factory=set)
    statussen: dict[str, dict[str, object]] = field(default_factory=dict)
    aangeboden: int = 0

    def app(self, agb: str) -> Starlette:
        """VECOZO, for who holds the certificate of this provider."""

        async def push(request: Request) -> Response:
            return await self._push(agb, request)

        async def lijst(request: Request) -> Response:
            meeste = int(request.query_params.get("limit", "250"))
            return JSONResponse(self._gereed(agb)[:meeste])

        async def zoek(request: Request) -> Response:
            pad = await request.json()
            assert keur(PULL, "Zoekpad", {"zoekpadType": pad["zoekpadType"]}) == []
            veld = "conversatieId" if pad["zoekpadType"] == "ZoekpadOpConversatieId" else "alsAntwoordOp"
            assert pad.keys() == {"zoekpadType", veld}
            return JSONResponse([each for each in self._gereed(agb) if _referentie(each).get(veld) == pad[veld]])

        async def payload(request: Request) -> Response:
            found = self._met(agb, request.path_params["id"])
            if found is None:
                return Response(status_code=404)
            inhoud = _inhoud(found)
            if self.beschadigt:
                self.beschadigt -= 1
                inhoud = b"?" + inhoud[1:]
            return Response(inhoud, media_type="application/octet-stream")

        async def bevestig(request: Request) -> Response:
            nummer = request.path_params["id"]
            if nummer in self.bevestigd or self._met(agb, nummer) is None:
                return Response(status_code=404)
            self.bevestigd.add(nummer)
            return Response(status_code=202)

        async def status(request: Request) -> Response:
            nummer = request.query_params["traceerId"]
            return JSONResponse([self.statussen[nummer]] if nummer in self.statussen else [])

        return Starlette(
            routes=[
                Route(f"{PUSH}/berichten", push, methods=["POST"]),
                Route(f"{PULL}/berichten", lijst, methods=["GET"]),
                Route(f"{PULL}/berichten/zoeken", zoek, methods=["POST"]),
                Route(f"{PULL}/berichten/{{id}}/payload", payload, methods=["GET"]),
                Route(f"{PULL}/berichten/{{id}}", bevestig, methods=["DELETE"]),
                Route(f"{STATUS}/berichtstatussen", status, methods=["GET"]),
            ]
        )

    async def _push(self, agb: str, request: Request) -> Response:
        self.aangeboden += 1
        async with request.form() as form:
            metadata, deel = form["berichtMetadata"], form["payload"]
            assert isinstance(deel, UploadFile)
            assert deel.content_type == "application/octet-stream"
            gegeven = json.loads(metadata if isinstance(metadata, str) else await metadata.read())
            inhoud = await deel.read()
        fouten = keur(PUSH, "BerichtMetadata", gegeven)
        if fouten:
            return JSONResponse({"title": "Ongeldig", "errors": {each: ["fout"] for each in fouten}}, 400)
        nummer = str(_referentie(gegeven)["traceerId"])
        if nummer in self.statussen:
            self._zet(gegeven, "AfgekeurdDoorDienst", "BRS114", "TraceerID is niet uniek")
            return Response(status_code=204)
        self._neem(agb, gegeven, inhoud)
        if self.weg_na_ontvangst:
            self.weg_na_ontvangst -= 1
            return Response(status_code=504)
        return Response(status_code=204)

    def _neem(self, agb: str, gegeven: dict[str, Any], inhoud: bytes) -> None:
        routering = gegeven["routeringgegevens"]
        stroom, functie = routering["berichtstroom"], routering["berichtstroom"]["berichttype"]
        if routering["afzender"].get("code") != agb:
            self._zet(gegeven, "AfgekeurdDoorDienst", "BRS03", "Indiener is niet gemachtigd")
        elif agb not in self.hub.aanbieders:
            self._zet(gegeven, "AfgekeurdDoorDienst", "BRS01", "Afzender is niet bekend")
        elif not _is_geldig(functie, inhoud):
            self._zet(gegeven, "AfgekeurdDoorDienst", "BRS13", "Berichtinhoud voldoet niet aan XSD")
        else:
            self._zet(gegeven, "WordtAangeboden")
            self.hub.stuur(self._envelop(agb, gegeven, stroom, inhoud))

    def _envelop(self, agb: str, gegeven: dict[str, Any], stroom: dict[str, Any], inhoud: bytes) -> Envelop:
        """What VECOZO makes of it for the GGk."""
        self.hub.volgnummer += 1
        op = _referentie(gegeven).get("alsAntwoordOp")
        versie = Versie(f"{stroom['berichtversie']:04d}", f"{stroom['berichtsubversie']:04d}")
        gemeente = gegeven["routeringgegevens"]["geadresseerden"][0]["code"]
        return Envelop(
            Soort.DI01 if op is None else Soort.DU01, Systeem(agb, "Pakket"), Systeem(gemeente, "GGk"),
            str(_referentie(gegeven)["traceerId"]), f"20260302{self.hub.volgnummer:09d}", stroom["berichttype"],
            Versie("0001", "0000"), versie, inhoud, None if op is None else str(op),
        )  # fmt: skip

    def _zet(self, gegeven: dict[str, Any], status: str, code: str = "", omschrijving: str = "") -> None:
        meldingen = {"meldingen": [{"code": code, "omschrijving": omschrijving}]} if code else {}
        waarde = {
            "referentiegegevens": _referentie(gegeven),
            "berichtstroom": gegeven["routeringgegevens"]["berichtstroom"],
            "berichtstatus": status, "berichtstatusGewijzigdOp": NU, "berichtOntvangenOp": NU, **meldingen,
        }  # fmt: skip
        assert keur(STATUS, "BerichtstatusGegevens", waarde) == []
        self.statussen[str(_referentie(gegeven)["traceerId"])] = waarde

    def _gereed(self, agb: str) -> list[dict[str, Any]]:
        stukken = [each for each in self.hub.bezorgd[agb] if each.referentienummer not in self.bevestigd]
        return [self._als_gereed(each) for each in stukken]

    def _als_gereed(self, each: Envelop | Foutbericht) -> dict[str, Any]:
        inhoud, op = _inhoud(each), each.cross_referentienummer
        antwoord = {} if op is None else {"alsAntwoordOp": op}
        functie = each.functie if isinstance(each, Envelop) else "Fo01"
        waarde = {
            "basisgegevens": {
                "ontvangenOp": NU,
                "payload": {
                    "url": f"https://vsp.example{PULL}/berichten/{each.referentienummer}/payload",
                    "grootte": len(inhoud),
                    "checksum": {"algoritme": "SHA256", "waarde": hashlib.sha256(inhoud).hexdigest()},
                },
            },
            "routeringgegevens": {
                "afzender": {"rol": "Gemeente", "code": each.zender.organisatie},
                "geadresseerden": [{"rol": "Instelling", "code": each.ontvanger.organisatie}],
                "berichtstroom": {
                    "berichttype": functie, "berichtversie": 3, "berichtsubversie": 2, "actie": "Indienen",
                },
            },
            "referentiegegevens": {
                "conversatieId": op or each.referentienummer, "traceerId": each.referentienummer, **antwoord,
            },
        }  # fmt: skip
        assert keur(PULL, "BerichtMetadata", waarde) == []
        return waarde

    def _met(self, agb: str, nummer: str) -> Envelop | Foutbericht | None:
        UUID(nummer)
        return next((each for each in self.hub.bezorgd[agb] if each.referentienummer == nummer), None)


def _inhoud(each: Envelop | Foutbericht) -> bytes:
    return each.inhoud if isinstance(each, Envelop) else schrijf(each)


def _referentie(gegeven: dict[str, Any]) -> dict[str, Any]:
    return cast("dict[str, Any]", gegeven["referentiegegevens"])


def _is_geldig(functie: str, inhoud: bytes) -> bool:
    try:
        return schema(functie).validate(etree.fromstring(inhoud))
    except etree.XMLSyntaxError:
        return False
