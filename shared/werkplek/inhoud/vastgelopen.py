"""Events that a service could not handle: look into one, handle it again, or throw it away with a reason.

An event that somebody else made may have anything as its id, so that is in a form and never in an address.
"""

from fastapi import Response
from pydantic import JsonValue

from chassis.problems import Problem
from werkplek import diensten, schil
from werkplek.deur import Aanvraag
from werkplek.vorm import Bron, wie

BEHEERT = wie("beheer")
BLAD = "/werkplek/vastgelopen"
DIENSTEN = ("toegang", "toewijzing", "declaratie", "monitoring")
OPNIEUW = "Nog eens verwerken lukte weer niet. De gebeurtenis blijft staan."


async def toon(aanvraag: Aanvraag) -> Response:
    """What is stuck, service by service."""
    gezegd = {"verwerkt": "De gebeurtenis is verwerkt.", "weg": "De gebeurtenis is weg."}
    gedaan = gezegd.get(aanvraag.request.query_params.get("gedaan", ""))
    return await _toon(aanvraag, gedaan)


async def doe(aanvraag: Aanvraag) -> Response:
    """Look into one, handle it again, or throw it away: which of those is the button that was pressed."""
    velden = await aanvraag.getypt()
    dienst, id_, doen = velden.get("dienst", ""), velden.get("id", ""), velden.get("doen")
    if dienst not in DIENSTEN or not id_:
        raise Problem(400, "invoer", "Kies een gebeurtenis op de pagina.")
    match doen:
        case "opnieuw":
            answer = await diensten.vraag(aanvraag, dienst, "POST", "/v1/dead-letters/_opnieuw", body={"id": id_})
            if answer.is_success:
                return schil.door(f"{BLAD}?gedaan=verwerkt")
            return await _een(aanvraag, dienst, id_, f"{OPNIEUW} {diensten.weigering(answer).detail}", 409)
        case "weg":
            body: JsonValue = {"id": id_, "reden": velden.get("reden", "")}
            answer = await diensten.vraag(aanvraag, dienst, "POST", "/v1/dead-letters/_verwijder", body=body)
            if answer.is_success:
                return schil.door(f"{BLAD}?gedaan=weg")
            return await _een(aanvraag, dienst, id_, diensten.weigering(answer).detail, answer.status_code)
        case _:
            return await _een(aanvraag, dienst, id_, None, 200)


async def _toon(aanvraag: Aanvraag, gedaan: str | None) -> Response:
    gevonden = {
        dienst: (await diensten.bladzijde(aanvraag, Bron(dienst, "/v1/dead-letters?limit=100"), {}))[0]
        for dienst in DIENSTEN
    }
    waarden = {
        "titel": "Vastgelopen",
        "uitleg": "Gebeurtenissen die een dienst niet kon verwerken, de oudste eerst.",
        "gevonden": gevonden,
        "gedaan": gedaan,
    }
    return schil.toon(aanvraag.request, "vastgelopen.html", waarden)


async def _een(aanvraag: Aanvraag, dienst: str, id_: str, fout: str | None, status: int) -> Response:
    answer = await diensten.vraag(aanvraag, dienst, "POST", "/v1/dead-letters/_bekijk", body={"id": id_})
    inhoud = diensten.json_van(diensten.geslaagd(answer))
    waarden = {"titel": "Vastgelopen gebeurtenis", "dienst": dienst, "gebeurtenis": inhoud, "fout": fout}
    return schil.toon(aanvraag.request, "vastgelopen_een.html", waarden, status=status)
