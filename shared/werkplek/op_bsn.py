"""Looking for a citizen by BSN: asked in a form, sent in the body of a request, and shown in no page or address."""

import re

from fastapi import Response
from pydantic import JsonValue

from werkplek import diensten, schil
from werkplek.bladen import Getoond, bij_van, toon_tabel
from werkplek.deur import Aanvraag
from werkplek.vorm import GEVONDEN, ZoekOpBsn

BSN = re.compile(r"[0-9]{8,9}", re.ASCII)


async def toon_zoek(blad: ZoekOpBsn, aanvraag: Aanvraag) -> Response:
    """The form."""
    return _blad(blad, aanvraag)


async def zoek(blad: ZoekOpBsn, aanvraag: Aanvraag) -> Response:
    """What was found of a citizen."""
    bsn = re.sub(r"[ .]", "", (await aanvraag.getypt()).get("bsn", ""))
    if not BSN.fullmatch(bsn):
        return _blad(blad, aanvraag, fout="Een burgerservicenummer heeft acht of negen cijfers.", status=400)
    body: JsonValue = {"bsn": bsn.zfill(9)}
    answer = await diensten.vraag(aanvraag, blad.bron.dienst, blad.bron.methode, blad.bron.pad, body=body)
    if answer.is_error:
        return _blad(blad, aanvraag, fout=diensten.weigering(answer).detail, status=answer.status_code)
    bij = await bij_van(aanvraag, {GEVONDEN: diensten.json_van(answer)})
    return _blad(blad, aanvraag, getoond=await toon_tabel(aanvraag, bij, blad.tabel, {}, {}, None))


def _blad(
    blad: ZoekOpBsn, aanvraag: Aanvraag, *, fout: str | None = None, getoond: Getoond | None = None, status: int = 200
) -> Response:
    waarden = {"titel": blad.titel, "fout": fout, "getoond": getoond}
    return schil.toon(aanvraag.request, "zoek_bsn.html", waarden, status=status)
