"""The clients of a provider: who gets which help, and that it started or stopped."""

from collections.abc import Mapping
from datetime import date

from fastapi import Response
from pydantic import JsonValue

from werkplek import diensten, schil
from werkplek.bladen import GEDAAN, bij_van, toon_tabel
from werkplek.deur import Aanvraag
from werkplek.inhoud.zaken import HULPSTANDEN
from werkplek.opmaak import dag, dingen
from werkplek.vorm import Bij, Bron, Ding, Handeling, Tabel, Vraag, Waarde, staat, wie
from wetten import Wet, redenen_beeindiging

DIENST = "toewijzing"
LEVERT = wie("berichten")
BLAD = "/werkplek/clienten"
PER_BLAD = 100
LOPEND = ("toegewezen", "gestart", "onderbroken")
TOEWIJZING = Bron(DIENST, "/v1/toewijzingen/{id}")


def _redenen(bij: Bij) -> Mapping[str, str]:
    """Why help may stop, under the law of the assignment."""
    return redenen_beeindiging(Wet(str(bij.ding["wet"])))


START = Handeling(
    f"{BLAD}/{{id}}/start",
    "Meld dat de hulp begon",
    "Meld start",
    LEVERT,
    DIENST,
    "/v1/toewijzingen/{id}/_start",
    "De start is gemeld. De gemeente verwerkt hem zo.",
    BLAD,
    over=TOEWIJZING,
    als=staat("status", "toegewezen", "onderbroken"),
    vragen=(Vraag("begindatum", "Eerste dag van de hulp", "datum"),),
)
STOP = Handeling(
    f"{BLAD}/{{id}}/stop",
    "Meld dat de hulp stopte",
    "Meld stop",
    LEVERT,
    DIENST,
    "/v1/toewijzingen/{id}/_stop",
    "De stop is gemeld. De gemeente verwerkt hem zo.",
    BLAD,
    over=TOEWIJZING,
    als=staat("status", "gestart"),
    vragen=(
        Vraag("einddatum", "Laatste dag van de hulp", "datum"),
        Vraag("reden", "Waarom", keuzes=_redenen),
    ),
)
CLIENTEN = Tabel(
    "Cliënten met hulp van u",
    (
        Waarde("naam", "Cliënt"),
        Waarde("geboren", "Geboren"),
        Waarde("code", "Hulp", "product"),
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("ingangsdatum", "Vanaf", "datum"),
        Waarde("einddatum", "Tot en met", "datum"),
        Waarde("status", "Stand", woorden=HULPSTANDEN),
    ),
    "toewijzingen",
    per_rij=(START, STOP),
    leeg="Er is nu geen cliënt aan u toegewezen.",
)
ONDERDELEN = (START, STOP)


async def toon(aanvraag: Aanvraag) -> Response:
    """Everybody whom this provider helps, or is going to."""
    query = aanvraag.request.query_params
    gevonden, verder = await _toewijzingen(aanvraag, query.get("cursor"))
    lopend = [each for each in gevonden if each.get("status") in LOPEND]
    toewijzingen = await met_naam(aanvraag, lopend)
    bij = await bij_van(aanvraag, {"toewijzingen": [dict(each) for each in toewijzingen]})
    waarden = {
        "titel": "Cliënten",
        "uitleg": "Wie hulp van u krijgt. Meld hier dat de hulp begon of stopte.",
        "getoond": await toon_tabel(aanvraag, bij, CLIENTEN, {}, {}, None),
        "verder": verder,
        "gedaan": aanvraag.request.app.state.gedaan.get(query.get(GEDAAN, "")),
    }
    return schil.toon(aanvraag.request, "clienten.html", waarden)


async def alle_toewijzingen(aanvraag: Aanvraag) -> list[Ding]:
    """Every assignment of this provider, also of help that has stopped."""
    gevonden, cursor = await _toewijzingen(aanvraag, None)
    while cursor is not None:
        meer, cursor = await _toewijzingen(aanvraag, cursor)
        gevonden += meer
    return gevonden


async def _toewijzingen(aanvraag: Aanvraag, cursor: str | None) -> tuple[list[Ding], str | None]:
    query = {"limit": str(PER_BLAD), **({} if cursor is None else {"cursor": cursor})}
    return await diensten.bladzijde(aanvraag, Bron(DIENST, "/v1/toewijzingen"), {}, query)


async def met_naam(aanvraag: Aanvraag, toewijzingen: list[Ding]) -> list[Ding]:
    """These assignments with the name of each client: those that wait for a start first, then by name."""
    rijen: list[Ding] = []
    for begin in range(0, len(toewijzingen), PER_BLAD):
        deel = toewijzingen[begin : begin + PER_BLAD]
        namen = await _namen(aanvraag, [each["id"] for each in deel])
        rijen += [{**each, **namen.get(str(each["id"]), {})} for each in deel]
    return sorted(rijen, key=lambda each: (each.get("status") != "toegewezen", str(each.get("naam"))))


async def _namen(aanvraag: Aanvraag, ids: list[JsonValue]) -> dict[str, dict[str, JsonValue]]:
    if not ids:
        return {}
    answer = await diensten.vraag(aanvraag, DIENST, "POST", "/v1/toewijzingen/_clienten", body={"ids": ids})
    gevonden = dingen(diensten.json_van(diensten.geslaagd(answer)))
    return {str(each["toewijzingId"]): {"naam": each["naam"], "geboren": _geboren(each)} for each in gevonden}


def _geboren(client: Ding) -> str:
    """A birthday as far as it is known."""
    if client.get("datumGebruik") is not None:
        return "niet precies bekend"
    return dag(date.fromisoformat(str(client["geboortedatum"])))
