"""Ask the BRP who has a BSN (RaadpleegMetBurgerservicenummer)."""

import re
from collections.abc import Mapping

import httpx
from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from koppelvlakken.brp.antwoord import Antwoord, Fout, Foutsoort, Gevonden, Onbekend
from koppelvlakken.brp.persoon import Gestuurd, waarde_van
from koppelvlakken.brp.velden import Doel, velden_voor
from koppelvlakken.brp.verbinding import Verbinding
from koppelvlakken.wacht import gevraagde_wacht

SOORT = "RaadpleegMetBurgerservicenummer"
KOPPEN = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
CODES = {
    "paramsRequired",
    "paramsValidation",
    "tooManyResults",
    "authentication",
    "autorisation",
    "notAcceptable",
    "unsupported",
    "tooManyRequests",
    "serverError",
    "notAvailable",
}
"""The codes of a problem document that the BRP is known to give; another one is not repeated by us."""
PARAMETER = re.compile(r"[A-Za-z.]{1,60}(\[\d{1,3}\])?", re.ASCII)


_PER_STATUS: Mapping[int, Foutsoort] = {
    401: Foutsoort.AANMELDEN,
    403: Foutsoort.RECHT,
    408: Foutsoort.WEG,
    425: Foutsoort.WEG,
    429: Foutsoort.WEG,
}


class _Parameter(BaseModel):
    name: str = ""


class _Probleem(BaseModel):
    code: str | None = None
    invalidParams: tuple[_Parameter, ...] = ()  # noqa: N815  as the BRP calls it


class _Antwoord(BaseModel):
    type: str
    personen: tuple[JsonValue, ...]


_RUW = TypeAdapter(_Antwoord)


async def raadpleeg(http: httpx.AsyncClient, verbinding: Verbinding, bsn: str, doel: Doel) -> Antwoord:
    """Who has this BSN, with the fields of a purpose. The BSN stands in the body of the question only.

    Raises nothing: a connection that fails is a Fout too.
    """
    vraag = {
        "type": SOORT,
        "burgerservicenummer": [bsn],
        "fields": velden_voor(doel, alleen_binnenland=verbinding.alleen_binnenland),
    }
    try:
        answer = await http.post("/personen", json=vraag, headers={**KOPPEN, **verbinding.koppen_voor(doel)})
    except httpx.HTTPError:
        return Fout(Foutsoort.WEG)
    if answer.status_code != httpx.codes.OK:
        return _fout(answer)
    return _lees(answer.content, bsn)


def _lees(inhoud: bytes, bsn: str) -> Antwoord:
    try:
        antwoord = _RUW.validate_json(inhoud)
        gestuurd = [Gestuurd.model_validate(each) for each in antwoord.personen]
    except ValidationError:
        return Fout(Foutsoort.ONLEESBAAR, 200)
    if antwoord.type != SOORT:
        return Fout(Foutsoort.ONLEESBAAR, 200)
    if not gestuurd:
        return Onbekend()
    if [each.burgerservicenummer for each in gestuurd] != [bsn]:
        return Fout(Foutsoort.IEMAND_ANDERS, 200)
    return Gevonden(waarde_van(gestuurd[0], bsn, antwoord.personen[0]))


def _fout(answer: httpx.Response) -> Fout:
    status = answer.status_code
    soort = _PER_STATUS.get(status, Foutsoort.WEG if status >= 500 else Foutsoort.VRAAG)
    try:
        probleem = _Probleem.model_validate_json(answer.content)
    except ValidationError:
        probleem = _Probleem()
    return Fout(
        soort,
        status,
        probleem.code if probleem.code in CODES else None,
        tuple(each.name for each in probleem.invalidParams if PARAMETER.fullmatch(each.name)),
        gevraagde_wacht(answer.headers.get("Retry-After", "")),
    )
