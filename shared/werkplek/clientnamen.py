"""Whose assignments of a provider are: asked by themselves, since each look at a name is kept."""

from datetime import date

from pydantic import JsonValue

from werkplek import diensten
from werkplek.deur import Aanvraag
from werkplek.opmaak import dag, dingen
from werkplek.vorm import Bron, Ding

DIENST = "toewijzing"
PER_BLAD = 100


async def alle_toewijzingen(aanvraag: Aanvraag) -> list[Ding]:
    """Every assignment of this provider, also of help that has stopped."""
    gevonden, cursor = await toewijzingen_van(aanvraag, None)
    while cursor is not None:
        meer, cursor = await toewijzingen_van(aanvraag, cursor)
        gevonden += meer
    return gevonden


async def toewijzingen_van(aanvraag: Aanvraag, cursor: str | None) -> tuple[list[Ding], str | None]:
    """Some assignments of this provider, and the cursor of those after them."""
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


async def noem_clienten(aanvraag: Aanvraag, rijen: list[Ding], veld: str) -> list[Ding]:
    """These rows with the name of the client of the assignment that each names in this field, by id or number."""
    genoemd = {each.get(veld) for each in rijen}
    if not genoemd:
        return rijen
    gevonden = [each for each in await alle_toewijzingen(aanvraag) if genoemd & {each["id"], each["toewijzingNummer"]}]
    namen: dict[JsonValue, JsonValue] = {}
    for each in await met_naam(aanvraag, gevonden):
        namen |= {each["id"]: each.get("naam"), each["toewijzingNummer"]: each.get("naam")}
    return [{**each, "naam": namen.get(each.get(veld))} for each in rijen]


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
