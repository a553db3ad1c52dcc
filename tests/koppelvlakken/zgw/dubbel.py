"""A zaaksysteem of our own that refuses what Open Zaak refuses: signature, required fields, headers, and order.

Required fields are those of the published OpenAPI documents. A result goes before the end status, every document of a
zaak has indicatieGebruiksrecht by then, and what is closed does not change. On command it is away, or makes what was
asked while the answer gets lost.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

import httpx
import yaml
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send
from tests.koppelvlakken.gegevens import MAP

Json = dict[str, object]
BASIS = "https://zaken.example"
ZAKEN, DOCUMENTEN, BESLUITEN, CATALOGI = (
    f"{BASIS}/{each}/api/v1" for each in ("zaken", "documenten", "besluiten", "catalogi")
)
CLIENT_ID, GEHEIM, RSIN = "clientroute", "een-geheim-van-32-tekens-of-meer!", "123456782"
BESTANDEN = {"zaken": "zaken", "documenten": "documenten", "besluiten": "besluiten"}
SCHEMAS = {
    "zaken": "ZaakRequest",
    "rollen": "RolRequest",
    "statussen": "StatusRequest",
    "resultaten": "ResultaatRequest",
    "zaakinformatieobjecten": "ZaakInformatieObjectRequest",
    "enkelvoudiginformatieobjecten": "EnkelvoudigInformatieObjectCreateLockRequest",
    "besluiten": "BesluitRequest",
    "besluitinformatieobjecten": "BesluitInformatieObjectRequest",
}
VAN_ROL = ("zaak", "betrokkeneType", "roltype", "roltoelichting")
"""What the standard asks of a rol: the document of Open Zaak has its forms apart."""
VAN_ZAAKTYPE = {"statussen": "statustypen", "resultaten": "resultaattypen", "rollen": "roltypen"}
"""What is made by a type of the zaaktype, which has to be that of the zaak."""
UNIEK = {
    "zaken": ("bronorganisatie", "identificatie"),
    "enkelvoudiginformatieobjecten": ("bronorganisatie", "identificatie"),
    "besluiten": ("verantwoordelijkeOrganisatie", "identificatie"),
    "resultaten": ("zaak",),
    "zaakinformatieobjecten": ("zaak", "informatieobject"),
    "besluitinformatieobjecten": ("besluit", "informatieobject"),
}


@cache
def openapi(api: str) -> dict[str, dict[str, Json]]:
    """The published document of an API; dear to read, so nobody changes it."""
    gelezen: dict[str, dict[str, Json]] = yaml.load(
        (MAP / "zgw" / f"{api}.openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    return gelezen


@cache
def verplicht(api: str, soort: str) -> tuple[str, ...]:
    """The required fields of what is posted, by the published document."""
    gevonden = openapi(api)["components"]["schemas"][SCHEMAS[soort]]
    return tuple(gevonden.get("required", ())) + (
        ("roltoelichting", "zaak", "betrokkeneType", "roltype") if soort == "rollen" else ()
    )


def zaaktype_(naam: str, versie: str, sinds: str, **anders: object) -> Json:
    """A version of a zaaktype."""
    gewoon: Json = {"url": f"{CATALOGI}/zaaktypen/{naam}{versie}", "identificatie": naam, "concept": False,
                    "omschrijving": f"Aanvraag {naam}", "beginGeldigheid": sinds, "eindeGeldigheid": None}  # fmt: skip
    return gewoon | anders


def typen(zaaktype: str) -> dict[str, list[Json]]:
    """The catalogue: a zaaktype for each law, with what it has."""
    return {
        "zaaktypen": [
            zaaktype_(zaaktype, "", "2020-01-01"),
            zaaktype_(zaaktype, "-oud", "2015-01-01", eindeGeldigheid="2020-01-01"),
            zaaktype_(zaaktype, "-nieuw", "2024-01-01", concept=True),
        ],
        "statustypen": [
            {"url": f"{CATALOGI}/statustypen/{zaaktype}-{naam}", "omschrijving": naam.capitalize(),
             "volgnummer": nummer, "isEindstatus": naam == "afgehandeld",
             "zaaktype": f"{CATALOGI}/zaaktypen/{zaaktype}"}
            for nummer, naam in enumerate(("ontvangen", "onderzocht", "aangevraagd", "afgehandeld"), 1)
        ],
        "resultaattypen": [
            {"url": f"{CATALOGI}/resultaattypen/{zaaktype}-{naam}", "omschrijving": naam.capitalize(), "jaren": jaren,
             "zaaktype": f"{CATALOGI}/zaaktypen/{zaaktype}"}
            for naam, jaren in (("verstrekt", 15), ("geweigerd", 5), ("afgebroken", 1))
        ],
        "roltypen": [
            {"url": f"{CATALOGI}/roltypen/{zaaktype}-{naam}", "omschrijving": naam.capitalize(),
             "zaaktype": f"{CATALOGI}/zaaktypen/{zaaktype}"}
            for naam in ("initiator", "behandelaar")
        ],
        "informatieobjecttypen": [
            {"url": f"{CATALOGI}/informatieobjecttypen/brief", "omschrijving": "Beschikking", "concept": False,
             "beginGeldigheid": "2020-01-01"}
        ],
        "besluittypen": [
            {"url": f"{CATALOGI}/besluittypen/besluit", "omschrijving": "Besluit Wmo", "concept": False,
             "beginGeldigheid": "2020-01-01"}
        ],
    }  # fmt: skip


@dataclass
class ZaakDubbel:
    """`gemaakt` by kind (zaken, rollen …), in order."""

    klok: Callable[[], datetime]
    catalogus: dict[str, list[Json]] = field(default_factory=lambda: typen("WMO"))
    gemaakt: dict[str, list[Json]] = field(default_factory=lambda: {soort: [] for soort in SCHEMAS})
    weg: int | None = None
    """Every call ends in this status."""
    koppen: dict[str, str] = field(default_factory=dict)
    """What goes with that, such as Retry-After."""
    verlies: str | None = None
    """Of the next of this kind the answer gets lost after it was made."""
    gevraagd: list[str] = field(default_factory=list)

    def transport(self) -> httpx.AsyncBaseTransport:
        return _Draad(self)

    def publiceer(self, zaaktype: str, versie: str, sinds: str) -> None:
        """A new version of a zaaktype holds from a day, with types of its own; the one before it ends then."""
        for each in self.catalogus["zaaktypen"]:
            if each["identificatie"] == zaaktype and not each["concept"] and not each["eindeGeldigheid"]:
                each["eindeGeldigheid"] = sinds
        nieuw = zaaktype_(zaaktype, versie, sinds)
        self.catalogus["zaaktypen"].append(nieuw)
        for soort in VAN_ZAAKTYPE.values():
            van_nu = [each for each in self.catalogus[soort] if each["zaaktype"] == f"{CATALOGI}/zaaktypen/{zaaktype}"]
            self.catalogus[soort] += [
                each | {"url": f"{each['url']}{versie}", "zaaktype": nieuw["url"]} for each in van_nu
            ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = self._antwoord(request, await request.body())
        await answer(scope, receive, send)

    def _antwoord(self, request: Request, body: bytes) -> Response:
        self.gevraagd.append(f"{request.method} {request.url.path}")
        if self.weg is not None:
            weg = fout(self.weg, "weg")
            weg.headers.update(self.koppen)
            return weg
        if (reden := self._ondertekend(request)) is not None:
            return fout(403, reden)
        api, soort, sleutel = re.fullmatch(r"/(\w+)/api/v1/(\w+)/?(.*)", request.url.path).groups()  # type: ignore[union-attr]
        if api == "zaken" and "EPSG:4326" not in request.headers.get("Accept-Crs", ""):
            return fout(406, "not-acceptable")
        if request.method == "GET":
            return self._lees(api, soort, sleutel, request)
        if api == "zaken" and request.headers.get("Content-Crs") != "EPSG:4326":
            return fout(412, "precondition-failed")
        gegeven = json.loads(body)
        if fouten := list(self._fouten(api, soort, gegeven)):
            return fout(400, "invalid", fouten)
        if self._is_dicht(gegeven):
            return fout(403, "permission-denied")
        return JSONResponse(self._maak(api, soort, gegeven), 201)

    def _ondertekend(self, request: Request) -> str | None:
        """What is wrong with the signature: made with the secret, in this hour, and not ahead of the clock."""
        try:
            token = jwt.decode(
                request.headers.get("Authorization", "").removeprefix("Bearer "), OctKey.import_key(GEHEIM), ["HS256"]
            )
        except (JoseError, ValueError):
            return "not-authenticated"
        claims, nu = token.claims, self.klok().timestamp()
        if claims.get("client_id") != CLIENT_ID or claims.get("iss") != CLIENT_ID or not claims.get("user_id"):
            return "not-authenticated"
        return None if -3600 < claims["iat"] - nu <= 0 else "jwt-expired"

    def _lees(self, api: str, soort: str, sleutel: str, request: Request) -> Response:
        rijen = self.catalogus[soort] if api == "catalogi" else self.gemaakt[soort]
        if sleutel:
            gevonden = [each for each in rijen if str(each["url"]).endswith(f"/{sleutel}")]
            return JSONResponse(gevonden[0]) if gevonden else fout(404, "not-found")
        params = {naam: waarde for naam, waarde in request.query_params.items() if naam != "status"}
        passend = [each for each in rijen if all(str(each.get(naam)) == waarde for naam, waarde in params.items())]
        if soort in {"enkelvoudiginformatieobjecten"}:
            passend = [{naam: waarde for naam, waarde in each.items() if naam != "inhoud"} for each in passend]
        return JSONResponse({"count": len(passend), "next": None, "previous": None, "results": passend})

    def _fouten(self, api: str, soort: str, gegeven: Json) -> Iterator[Json]:
        for naam in verplicht(api, soort):
            if gegeven.get(naam) in (None, ""):
                yield {"name": naam, "code": "required", "reason": "Dit veld is vereist."}
        velden = UNIEK.get(soort, ())
        if velden and any(all(each.get(veld) == gegeven.get(veld) for veld in velden) for each in self.gemaakt[soort]):
            yield {"name": velden[-1], "code": "identificatie-niet-uniek", "reason": "Bestaat al."}
        if soort in VAN_ZAAKTYPE and not self._hoort_bij_zaaktype(VAN_ZAAKTYPE[soort], gegeven):
            yield {"name": "nonFieldErrors", "code": "zaaktype-mismatch", "reason": "Van een ander zaaktype."}
        yield from getattr(self, f"_fouten_{soort}", lambda _gegeven: ())(gegeven)

    def _hoort_bij_zaaktype(self, typen: str, gegeven: Json) -> bool:
        van_zaak = [each["zaaktype"] for each in self.gemaakt["zaken"] if each["url"] == gegeven["zaak"]]
        van_type = [each["zaaktype"] for each in self.catalogus[typen] if each["url"] in gegeven.values()]
        return van_zaak == van_type

    def _fouten_zaken(self, zaak: Json) -> Iterator[Json]:
        geldig = [
            each["url"] for each in self.catalogus["zaaktypen"] if not each["concept"] and not each["eindeGeldigheid"]
        ]
        if zaak.get("zaaktype") not in geldig:
            yield {"name": "zaaktype", "code": "not-published", "reason": "Het zaaktype is niet gepubliceerd."}
        if len(str(zaak.get("identificatie", ""))) > 40 or len(str(zaak.get("omschrijving", ""))) > 80:
            yield {"name": "identificatie", "code": "max-length", "reason": "Te lang."}
        if not re.fullmatch(r"[0-9]{9}", str(zaak.get("bronorganisatie"))):
            yield {"name": "bronorganisatie", "code": "invalid", "reason": "Geen RSIN."}

    def _fouten_statussen(self, status: Json) -> Iterator[Json]:
        if datetime.fromisoformat(str(status["datumStatusGezet"])) > self.klok():
            yield {"name": "datumStatusGezet", "code": "date-in-future", "reason": "In de toekomst."}
        eerder = [each["datumStatusGezet"] for each in self.gemaakt["statussen"] if each["zaak"] == status["zaak"]]
        if status["datumStatusGezet"] in eerder:
            yield {"name": "nonFieldErrors", "code": "unique", "reason": "Twee statussen op een moment."}
        if self._is_eind(status):
            if not any(each["zaak"] == status["zaak"] for each in self.gemaakt["resultaten"]):
                yield {"name": "nonFieldErrors", "code": "resultaat-does-not-exist", "reason": "Zonder resultaat."}
            if any(each.get("indicatieGebruiksrecht") is None for each in self._documenten(status["zaak"])):
                yield {"name": "nonFieldErrors", "code": "indicatiegebruiksrecht-unset", "reason": "Niet gezet."}

    def _fouten_enkelvoudiginformatieobjecten(self, document: Json) -> Iterator[Json]:
        inhoud = base64.b64decode(str(document.get("inhoud", "")), validate=True)
        if len(inhoud) != document.get("bestandsomvang") or not document.get("bestandsnaam"):
            yield {"name": "inhoud", "code": "file-size", "reason": "De omvang klopt niet."}

    def _fouten_besluiten(self, besluit: Json) -> Iterator[Json]:
        if date.fromisoformat(str(besluit.get("datum"))) > self.klok().date():
            yield {"name": "datum", "code": "future_not_allowed", "reason": "In de toekomst."}

    def _fouten_rollen(self, rol: Json) -> Iterator[Json]:
        if not isinstance(rol.get("betrokkeneIdentificatie"), Mapping):
            yield {"name": "betrokkeneIdentificatie", "code": "required", "reason": "Dit veld is vereist."}

    def _is_eind(self, status: Json) -> bool:
        return any(
            each["url"] == status["statustype"] and each["isEindstatus"] for each in self.catalogus["statustypen"]
        )

    def _documenten(self, zaak: object) -> list[Json]:
        urls = {each["informatieobject"] for each in self.gemaakt["zaakinformatieobjecten"] if each["zaak"] == zaak}
        return [each for each in self.gemaakt["enkelvoudiginformatieobjecten"] if each["url"] in urls]

    def _is_dicht(self, gegeven: Json) -> bool:
        return any(each["url"] == gegeven.get("zaak") and each.get("einddatum") for each in self.gemaakt["zaken"])

    def _maak(self, api: str, soort: str, gegeven: Json) -> Json:
        row = gegeven | {"url": f"{BASIS}/{api}/api/v1/{soort}/{len(self.gemaakt[soort]) + 1}"}
        self.gemaakt[soort].append(row)
        if soort == "statussen" and self._is_eind(row):
            self._sluit(row)
        return row

    def _sluit(self, status: Json) -> None:
        """The end status sets the end, and from the result follows until when it is kept."""
        (zaak,) = (each for each in self.gemaakt["zaken"] if each["url"] == status["zaak"])
        (resultaat,) = (each for each in self.gemaakt["resultaten"] if each["zaak"] == status["zaak"])
        (type_,) = (each for each in self.catalogus["resultaattypen"] if each["url"] == resultaat["resultaattype"])
        einde = date.fromisoformat(str(status["datumStatusGezet"])[:10])
        jaren = type_["jaren"]
        assert isinstance(jaren, int)
        zaak["einddatum"] = einde.isoformat()
        zaak["archiefnominatie"] = "vernietigen"
        zaak["archiefactiedatum"] = einde.replace(year=einde.year + jaren).isoformat()


@dataclass
class _Draad(httpx.AsyncBaseTransport):
    """The line to it, on which an answer can get lost."""

    dubbel: ZaakDubbel

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await httpx.ASGITransport(self.dubbel).handle_async_request(request)
        soort = request.url.path.rpartition("/")[2]
        if request.method == "POST" and soort == self.dubbel.verlies:
            self.dubbel.verlies = None
            raise httpx.ReadTimeout("the answer got lost", request=request)
        return answer


def fout(status: int, code: str, velden: list[Json] | None = None) -> Response:
    body: Json = {
        "type": f"{BASIS}/ref/fouten/",
        "code": code,
        "title": "Fout.",
        "status": status,
        "detail": "",
        "instance": "urn:uuid:1",
    }
    return JSONResponse(body | ({"invalidParams": velden} if velden else {}), status, None, "application/problem+json")
