"""Granted lines that would now be judged otherwise."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

import iwmo
from chassis.door import Door, InWork
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of
from chassis.problems import invalid
from chassis.security import must_serve
from chassis.tokens import Caller
from declaratie.api.vragen import Lezer, VraagAgb, cursor_van, lees_cursor
from declaratie.bodies import Gemeente
from declaratie.domain.verrekening import Verrekening
from declaratie.usecases.zoek_verrekeningen import zoek_verrekeningen

router = APIRouter(prefix="/v1/verrekeningen", route_class=Door, tags=["Verrekeningen"])


class GrondView(ApiModel):
    """A rule that the line would break now."""

    regel: str
    tekst: str


class VerrekeningView(ApiModel):
    """A granted line to settle with the provider. Amounts in eurocents.

    `verschil` is negative when money comes back, and null when it hangs on what was delivered when.
    """

    declaratie_id: str
    regel: int
    referentie: str
    toewijzing_nummer: int
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    bedrag: int
    verschil: int | None
    gronden: list[GrondView]
    advies: str


@router.get("")
async def get_verrekeningen(
    work: InWork,
    caller: Lezer,
    gemeente: Annotated[Gemeente, Query()],
    agb: VraagAgb = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[VerrekeningView]:
    """Toegekende regels die nu anders beoordeeld zouden worden, omdat een toewijzing of tarief achteraf veranderde."""
    after = lees_cursor(cursor, (str, int))
    views = [_view(each) for each in await zoek_verrekeningen(work, gemeente, _aanbieder(caller, gemeente, agb))]
    rest = [each for each in views if after is None or (each.declaratie_id, each.regel) > after]
    return page_of(rest[: limit + 1], limit, key=lambda each: cursor_van(each.declaratie_id, each.regel))


def _aanbieder(caller: Caller, gemeente: str, agb: str | None) -> str:
    """The provider whose lines are looked at: a provider sees its own, somebody of the municipality names one."""
    if caller.agb is not None:
        return caller.agb
    must_serve(caller, gemeente)
    if agb is None:
        raise invalid("query.agb", "Geef de AGB-code van de aanbieder met wie u wilt verrekenen.")
    return agb


def _view(verrekening: Verrekening) -> VerrekeningView:
    toegekend = verrekening.toegekend
    prestatie = toegekend.prestatie
    return VerrekeningView(
        declaratie_id=toegekend.declaratie_id,
        regel=toegekend.regel,
        referentie=prestatie.product_referentie.referentie_nummer,
        toewijzing_nummer=prestatie.toewijzing_nummer,
        code=prestatie.product_code,
        begindatum=prestatie.product_periode.begindatum,
        einddatum=prestatie.product_periode.einddatum,
        volume=prestatie.geleverd_volume,
        eenheid=prestatie.eenheid.value,
        bedrag=prestatie.ingediend_bedrag.bedrag,
        verschil=verrekening.verschil,
        gronden=[GrondView(regel=each, tekst=iwmo.REGELS[each].tekst) for each in verrekening.regels],
        advies=verrekening.advies,
    )
