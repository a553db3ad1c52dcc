"""Destroying what may not be kept any longer: what is proposed, and the decision, which cannot be undone."""

from collections.abc import Mapping

from fastapi import Response
from pydantic import JsonValue

from werkplek import diensten, schil
from werkplek.bladen import bij_van
from werkplek.deur import Aanvraag
from werkplek.vorm import Bij, Bron, Ding, Kaart, Lijst, Tabel, Waarde, wie

DIENST = "toegang"
VERNIETIGT = wie("vernietigen")
BLAD = "/werkplek/vernietigingen/voorstel"
PER_KEER = "500"
ONVOLLEDIG = (
    "Kies ten minste één cliënt, geef de grond, en zet het vinkje dat u het zeker weet. Er is niets vernietigd."
)
GEKOZEN = "client-"
"""How the name of the field begins that says that a client is chosen."""
VERNIETIGINGEN = Lijst(
    "/werkplek/vernietigingen",
    "Vernietigingen",
    "Wat vernietigd is, door wie besloten, en of het klaar is.",
    VERNIETIGT,
    (
        Tabel(
            "Vernietigingen, oudste eerst",
            (
                Waarde("beslotenOp", "Besloten op", "moment"),
                Waarde("gemeente", "Gemeente", "gemeente"),
                Waarde("door", "Door"),
                Waarde("aantalClienten", "Cliënten", "getal"),
                Waarde("gereedOp", "Klaar op", "moment"),
            ),
            Bron(DIENST, "/v1/vernietigingen"),
            naar="/werkplek/vernietigingen/{id}",
            leeg="Er is nog niets vernietigd.",
        ),
    ),
)


def _titel(_bij: Bij) -> str:
    return "Vernietiging"


VERNIETIGING = Kaart(
    "/werkplek/vernietigingen/{vernietiging_id}",
    VERNIETIGT,
    Bron(DIENST, "/v1/vernietigingen/{vernietiging_id}"),
    _titel,
    (
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("beslotenOp", "Besloten op", "moment"),
        Waarde("door", "Door"),
        Waarde("grond", "Grond"),
        Waarde("aantalClienten", "Cliënten", "getal"),
        Waarde("gereedOp", "Klaar op", "moment"),
    ),
    VERNIETIGINGEN,
)
ONDERDELEN = (VERNIETIGINGEN, VERNIETIGING)


async def toon_voorstel(aanvraag: Aanvraag) -> Response:
    """Of whom the term is over, in a municipality, and the form to decide."""
    bij = await bij_van(aanvraag, {})
    gemeente = aanvraag.request.query_params.get("gemeente") or (
        next(iter(bij.gemeenten)) if len(bij.gemeenten) == 1 else None
    )
    return await _toon(aanvraag, bij, gemeente, {}, None)


async def besluit(aanvraag: Aanvraag) -> Response:
    """Decide that all of these clients goes."""
    velden = await aanvraag.getypt()
    clienten = [naam.removeprefix(GEKOZEN) for naam in velden if naam.startswith(GEKOZEN)]
    bij = await bij_van(aanvraag, {})
    gemeente = velden.get("gemeente", "")
    if not clienten or not velden.get("grond") or not velden.get("zeker"):
        fout = (
            "Kies ten minste één cliënt, geef de grond, en zet het vinkje dat u het zeker weet. Er is niets vernietigd."
        )
        return await _toon(aanvraag, bij, gemeente, velden, fout, 400)
    body: dict[str, JsonValue] = {"gemeente": gemeente, "grond": velden["grond"], "clienten": [*clienten]}
    sleutel = {"Idempotency-Key": velden["verzoeksleutel"]} if "verzoeksleutel" in velden else {}
    answer = await diensten.vraag(aanvraag, DIENST, "POST", "/v1/vernietigingen", body=body, headers=sleutel)
    if answer.is_error:
        return await _toon(aanvraag, bij, gemeente, velden, diensten.weigering(answer).detail, answer.status_code)
    gemaakt = diensten.json_van(answer)
    assert isinstance(gemaakt, dict)
    return schil.door(f"/werkplek/vernietigingen/{gemaakt['id']}")


async def _toon(
    aanvraag: Aanvraag, bij: Bij, gemeente: str | None, velden: Mapping[str, str], fout: str | None, status: int = 200
) -> Response:
    items: list[Ding] = []
    if gemeente:
        query = {"gemeente": gemeente, "limit": PER_KEER}
        items, _ = await diensten.bladzijde(aanvraag, Bron(DIENST, "/v1/vernietigingen/voorstel"), {}, query)
    waarden = {
        "titel": "Vernietigen",
        "uitleg": "Van deze cliënten is de bewaartermijn voorbij. Wat u vernietigt is in alle diensten weg.",
        "gemeenten": bij.gemeenten,
        "gemeente": gemeente or "",
        "clienten": items,
        "velden": velden,
        "fout": fout,
        "begin": GEKOZEN,
    }
    return schil.toon(aanvraag.request, "vernietigen.html", waarden, status=status)
