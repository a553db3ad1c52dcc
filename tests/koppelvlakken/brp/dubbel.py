"""A BRP of our own that keeps to the published rules: what it refuses, the BRP refuses too.

It demands POST, JSON and a token, refuses fields that are missing, forbidden or strange with the body of the BRP, gives
only the fields that were asked, and by itself what always comes. On command it is away, too busy, or answers for
somebody else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send
from tests.koppelvlakken.gegevens import MAP

Json = dict[str, object]
TOKEN = "proef-token"
PAD = "/haalcentraal/api/brp/personen"
ADRES = "https://brp.example/haalcentraal/api/brp"
VANZELF = (
    "geheimhoudingPersoonsgegevens",
    "inOnderzoek",
    "opschortingBijhouding",
    "rni",
    "verificatie",
    "indicatieVastgesteldVerblijftNietOpAdres",
)
FOUT = "https://datatracker.ietf.org/doc/html/rfc7231"


def bekende_velden() -> frozenset[str]:
    """The paths that may be asked, from the published list."""
    return frozenset((MAP / "brp" / "fields-Persoon.csv").read_text(encoding="utf-8").split()[1:])


@dataclass
class BrpDubbel:
    """`personen` by BSN, in the form of the API; `fout` makes every question end in it."""

    personen: dict[str, Json] = field(default_factory=dict)
    fout: tuple[int, str] | None = None
    koppen: Mapping[str, str] = field(default_factory=dict)
    """What goes with that fault, such as Retry-After."""
    verwisseld: dict[str, str] = field(default_factory=dict)
    """Which BSN is answered with the person of another."""
    vragen: list[Request] = field(default_factory=list)
    gevraagd: list[Json] = field(default_factory=list)

    def transport(self) -> httpx.ASGITransport:
        return httpx.ASGITransport(self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.vragen.append(request)
        answer = self._antwoord(request, await request.body())
        await answer(scope, receive, send)

    def _antwoord(self, request: Request, body: bytes) -> Response:
        if request.url.path != PAD or request.method != "POST":
            return probleem(404, "notFound")
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return probleem(401, "authentication")
        if self.fout is not None:
            return probleem(*self.fout, koppen=self.koppen)
        if not request.headers.get("Content-Type", "").startswith("application/json"):
            return probleem(415, "unsupported")
        vraag = json.loads(body)
        self.gevraagd.append(vraag)
        fouten = list(_fouten(vraag))
        if fouten:
            return probleem(400, "paramsValidation", fouten)
        gevonden = [
            self.personen[self.verwisseld.get(bsn, bsn)]
            for bsn in vraag["burgerservicenummer"]
            if self.verwisseld.get(bsn, bsn) in self.personen
        ]
        personen = [_gefilterd(each, vraag["fields"]) for each in gevonden]
        return JSONResponse({"type": vraag["type"], "personen": personen})


def _fouten(vraag: Json) -> Iterator[Json]:
    if vraag.get("type") != "RaadpleegMetBurgerservicenummer":
        yield {"name": "type", "code": "value", "reason": "Waarde is geen geldig zoek type."}
    nummers, velden = vraag.get("burgerservicenummer"), vraag.get("fields")
    if not isinstance(nummers, list) or not 1 <= len(nummers) <= 20:
        yield {"name": "burgerservicenummer", "code": "required", "reason": "Parameter is verplicht."}
    if not isinstance(velden, list) or not velden:
        yield {"name": "fields", "code": "required", "reason": "Parameter is verplicht."}
        return
    bekend = bekende_velden()
    for plek, veld in enumerate(velden):
        if veld not in bekend or veld.startswith("gezag."):
            reden = "Parameter bevat een niet toegestane veldnaam."
            yield {"name": f"fields[{plek}]", "code": "fields", "reason": reden}
    strange = set(vraag) - {"type", "burgerservicenummer", "fields", "gemeenteVanInschrijving"}
    yield from ({"name": each, "code": "unknownParam", "reason": "Parameter is niet verwacht."} for each in strange)


def _gefilterd(persoon: Json, velden: Iterable[str]) -> Json:
    paden = [each.replace("verblijfplaatsBinnenland", "verblijfplaats").split(".") for each in velden]
    return _deel(persoon, paden)


def _deel(groep: Json, paden: list[list[str]]) -> Json:
    """What was asked of a group, with its type and what comes by itself; what is empty is left out."""
    uit: Json = {}
    for naam, waarde in groep.items():
        verder = [pad[1:] for pad in paden if pad[0] == naam]
        if naam in VANZELF or naam == "type" or [] in verder:
            gekozen: object = waarde
        elif isinstance(waarde, dict) and verder:
            gekozen = _deel(waarde, verder)
        else:
            continue
        if gekozen not in (None, False, "", {}, []):
            uit[naam] = gekozen
    return uit


def probleem(
    status: int, code: str, fouten: list[Json] | None = None, koppen: Mapping[str, str] | None = None
) -> Response:
    """As the BRP tells what is wrong."""
    body: Json = {"type": FOUT, "title": "Fout.", "status": status, "code": code, "instance": PAD}
    if fouten:
        body |= {"detail": "De foutieve parameter(s) zijn: fields[0].", "invalidParams": fouten}
    return JSONResponse(body, status, dict(koppen or {}), "application/problem+json")


def datum(iso: str) -> Json:
    """A day that is known whole."""
    return {"type": "Datum", "datum": iso, "langFormaat": "een dag in het verleden"}


def persoon(bsn: str, **anders: object) -> Json:
    """Somebody who lives in Almere, about whom nothing is special."""
    gewoon: Json = {
        "burgerservicenummer": bsn,
        "naam": {
            "voornamen": "Wilhelmina",
            "voorvoegsel": "van der",
            "geslachtsnaam": "Grootkerk",
            "volledigeNaam": "Wilhelmina van der Grootkerk",
        },
        "geboorte": {"datum": datum("1948-02-29"), "plaats": {"code": "0034", "omschrijving": "Almere"}},
        "gemeenteVanInschrijving": {"code": "0034", "omschrijving": "Almere"},
        "datumInschrijvingInGemeente": datum("2010-05-01"),
        "verblijfplaats": {
            "type": "Adres",
            "datumVan": datum("2010-05-01"),
            "functieAdres": {"code": "W", "omschrijving": "woonadres"},
            "verblijfadres": {
                "officieleStraatnaam": "Populierendreef",
                "korteStraatnaam": "Populierendreef",
                "huisnummer": 12,
                "huisletter": "a",
                "huisnummertoevoeging": "bis",
                "postcode": "1327AB",
                "woonplaats": "Almere",
            },
        },
        "nationaliteiten": [
            {"type": "Nationaliteit", "nationaliteit": {"code": "0001", "omschrijving": "Nederlandse"}}
        ],
    }
    return gewoon | anders
