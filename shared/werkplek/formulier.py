"""Forms: show one, carry it out, and give back what was typed with what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from fastapi import Response
from pydantic import JsonValue

from chassis.away import is_away
from chassis.identifiers import new_id
from werkplek import diensten, invullen, opmaak, schil, sessies
from werkplek.bladen import GEDAAN, bij_van
from werkplek.deur import Aanvraag
from werkplek.vorm import Bij, Ding, Handeling, Vraag, Waarde

SLEUTEL, VERSIE = "verzoeksleutel", "versie"
"""Hidden fields: by which a request is done once, and which state somebody saw."""
INTUSSEN = "{} heeft dit gewijzigd terwijl u bezig was. Kijk wat er anders is, en sla dan opnieuw op."
OPNIEUW = (
    "Een deel van het systeem antwoordt niet. Daarom weten we niet of dit gelukt is. Wat u invulde staat hieronder. "
    "Verstuur het straks opnieuw: het gebeurt dan één keer."
)


@dataclass(frozen=True)
class Verschil:
    """What somebody typed and what stands there now."""

    titel: str
    ingevuld: str
    nu: str


@dataclass(frozen=True)
class Stand:
    """A form as it is shown."""

    velden: Mapping[str, str]
    fout: str | None = None
    fouten: Mapping[str, str] = field(default_factory=dict)
    """By field."""
    verschillen: tuple[Verschil, ...] = ()
    status: int = 200


async def toon_formulier(handeling: Handeling, aanvraag: Aanvraag) -> Response:
    """The form, empty, with what stands there now, or with what was kept while somebody signed in."""
    ding, versie = await _over(handeling, aanvraag)
    kept, vragen = await bewaard(aanvraag), vragen_van(handeling, ding)
    velden = {**invullen.begin(vragen, ding), VERSIE: versie or "", SLEUTEL: new_id(), **kept}
    for vraag in vragen:
        gegeven = aanvraag.request.query_params.get(vraag.pad)
        if gegeven is not None and vraag.pad not in kept:
            velden[vraag.pad] = gegeven
    return await _toon(handeling, aanvraag, ding, Stand(velden))


async def voer_uit(handeling: Handeling, aanvraag: Aanvraag) -> Response:
    """Carry it out once, however often it is sent; else the form again with what is wrong."""
    velden = await aanvraag.getypt()
    plek = aanvraag.request.path_params
    try:
        ding = {} if isinstance(handeling.vragen, tuple) else (await _over(handeling, aanvraag))[0]
        body, fouten = invullen.als_body(vragen_van(handeling, ding), velden)
        if fouten:
            return await _opnieuw(handeling, aanvraag, Stand(velden, "Nog niet alles klopt.", fouten, status=400))
        vast = handeling.vast(ding) if callable(handeling.vast) else handeling.vast
        for naam, waarde in (vast or {}).items():
            invullen.zet(body, naam, waarde.format_map(plek))
        answer = await diensten.vraag(
            aanvraag,
            handeling.dienst,
            handeling.methode,
            diensten.ingevuld(handeling.pad, plek),
            body=body if body else None,
            headers=_headers(handeling, velden),
        )
    except httpx.HTTPError as fout:
        if not is_away(fout):
            raise
        return await _opnieuw(handeling, aanvraag, Stand(velden, OPNIEUW, status=503))
    if answer.is_error:
        return await _opnieuw(handeling, aanvraag, await _geweigerd(handeling, aanvraag, velden, answer))
    return _klaar(handeling, aanvraag, answer)


def _headers(handeling: Handeling, velden: Mapping[str, str]) -> dict[str, str]:
    headers = {"If-Match": velden[VERSIE]} if velden.get(VERSIE) else {}
    return headers | ({"Idempotency-Key": velden[SLEUTEL]} if handeling.methode == "POST" and SLEUTEL in velden else {})


def _klaar(handeling: Handeling, aanvraag: Aanvraag, answer: httpx.Response) -> Response:
    """To the page where it shows: reading it again does nothing again."""
    gemaakt = diensten.json_van(answer)
    waarden = gemaakt if isinstance(gemaakt, dict) else {}
    naar = diensten.ingevuld(handeling.naar, {**waarden, **aanvraag.request.path_params})
    return schil.door(f"{naar}{'&' if '?' in naar else '?'}{GEDAAN}={naam_van(handeling)}")


def naam_van(handeling: Handeling) -> str:
    """By which the page that it leads to knows what was done: `betaalruns.goedkeuren`."""
    return ".".join(each for each in handeling.blad.split("/")[2:] if not each.startswith("{"))


def vragen_van(handeling: Handeling, ding: Ding) -> tuple[Vraag, ...]:
    """What a form asks of this thing."""
    return handeling.vragen if isinstance(handeling.vragen, tuple) else handeling.vragen(ding)


async def _geweigerd(
    handeling: Handeling, aanvraag: Aanvraag, velden: Mapping[str, str], answer: httpx.Response
) -> Stand:
    if answer.status_code == httpx.codes.PRECONDITION_FAILED:
        nu, versie = await _over(handeling, aanvraag)
        anders = tuple(_verschillen(vragen_van(handeling, nu), velden, nu, await bij_van(aanvraag, nu)))
        return Stand({**velden, VERSIE: versie or "", SLEUTEL: new_id()}, _intussen(nu), {}, anders, 412)
    problem = diensten.weigering(answer)
    fouten = {
        str(each.get("name", "")).removeprefix("body.").removeprefix("query."): str(each.get("reason", ""))
        for each in opmaak.dingen(diensten.JSON.validate_python(problem.more.get("invalidParams")))
    }
    # Refused is not done: what is mended and sent again is another request.
    return Stand({**velden, SLEUTEL: new_id()}, problem.detail, fouten, status=answer.status_code)


def _intussen(nu: Ding) -> str:
    """Who was first, and when, as far as the service says so."""
    door, op = nu.get("gewijzigdDoor"), nu.get("gewijzigdOp")
    if not isinstance(door, str) or not isinstance(op, str):
        return INTUSSEN.format("Iemand anders")
    return f"Op {opmaak.moment(datetime.fromisoformat(op))} uur: " + INTUSSEN.format(door)


def _verschillen(vragen: tuple[Vraag, ...], velden: Mapping[str, str], nu: Ding, bij: Bij) -> list[Verschil]:
    gevonden = []
    for vraag in vragen:
        waarde: JsonValue = None if vraag.begin is None else opmaak.lees(nu, vraag.begin)
        staat = invullen.getypt(vraag, waarde) if waarde is not None else ""
        if vraag.begin is not None and staat != velden.get(vraag.pad, ""):
            hoe = Waarde(vraag.begin, vraag.titel, vraag.soort)
            gevonden.append(
                Verschil(vraag.titel, velden.get(vraag.pad, opmaak.GEEN), opmaak.toon(waarde, hoe, bij.namen))
            )
    return gevonden


async def _opnieuw(handeling: Handeling, aanvraag: Aanvraag, stand: Stand) -> Response:
    try:
        ding, _ = await _over(handeling, aanvraag)
    except httpx.HTTPError as fout:
        if not is_away(fout):
            raise
        ding = {}
    return await _toon(handeling, aanvraag, ding, stand)


async def _over(handeling: Handeling, aanvraag: Aanvraag) -> tuple[Ding, str | None]:
    """What it is about, and its state."""
    if handeling.over is None:
        return {}, None
    answer = await diensten.uit(aanvraag, handeling.over, aanvraag.request.path_params)
    gevonden = diensten.json_van(answer)
    return gevonden if isinstance(gevonden, dict) else {}, answer.headers.get("etag")


async def bewaard(aanvraag: Aanvraag) -> dict[str, str]:
    """What was kept of this form for who just signed in."""
    sleutel = aanvraag.request.query_params.get("bewaard")
    if sleutel is None:
        return {}
    async with aanvraag.room.work(writes=False) as work:
        return await sessies.bewaard_formulier(work, aanvraag.bezoeker.caller.name, sleutel)


async def _toon(handeling: Handeling, aanvraag: Aanvraag, ding: Ding, stand: Stand) -> Response:
    bij = await bij_van(aanvraag, ding)
    gevraagd = vragen_van(handeling, ding)
    vragen = [(each, each.keuzes(bij) if each.keuzes else None) for each in gevraagd]
    bekend = {each.pad for each in gevraagd}
    waarden = {
        "titel": handeling.titel,
        "uitleg": handeling.uitleg,
        "handeling": handeling,
        "vragen": vragen,
        "stand": stand,
        "verborgen": {naam: stand.velden.get(naam, "") for naam in (SLEUTEL, VERSIE)},
        "ander": [reden for naam, reden in stand.fouten.items() if naam not in bekend],
    }
    return schil.toon(aanvraag.request, "formulier.html", waarden, status=stand.status)
