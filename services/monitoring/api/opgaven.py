"""Opgaven: what providers report to all municipalities of a region on one form (M92, M93, M114, M115)."""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.paging import Page, day_key, page_of, read_day_cursor
from chassis.problems import not_found
from chassis.tokens import Caller
from chassis.work import Work
from inkoop.uitvraag import Uitvraag
from monitoring.bodies.opgaven import (
    Opgavefilter,
    OpgaveIndiening,
    OpgaveMetVragen,
    Opgaveoordeel,
    OpgavestapView,
    OpgaveView,
    OpgaveVraag,
)
from monitoring.domain.opgaven import IN_TE_VULLEN, Antwoord
from monitoring.rechten import MaatregelLezer, Recorder, Wederhorende, modellen_voor
from monitoring.store import opgaven as store_opgaven
from monitoring.tables import Opgave
from monitoring.usecases.opgaven import beoordeel, dien_in, uitvraag_van

router = APIRouter(prefix="/v1/opgaven", route_class=Door, tags=["Opgaven"])
Id = Annotated[str, Path(max_length=36)]


@router.get("")
async def get_opgaven(
    work: InWork, caller: MaatregelLezer, gevraagd: Annotated[Opgavefilter, Query()]
) -> Page[OpgaveView]:
    """Wat aanbieders laten weten over een periode, op laatste dag: in uw gemeenten, of van uzelf als aanbieder.

    Gebruik dit als aanbieder om te zien wat u nog moet indienen, en als gemeente met `teLaat=true` om te zien wie te
    laat is. Er verandert niets.
    """
    found = await store_opgaven.opgaven(
        work.session,
        store_opgaven.van(caller.agb, modellen_voor(caller)),
        aanbieder=gevraagd.aanbieder,
        status=gevraagd.status,
        te_laat_op=work.today if gevraagd.te_laat else None,
        na=read_day_cursor(gevraagd.cursor),
        aantal=gevraagd.limit + 1,
    )
    views = [_view(work, each, uitvraag_van(each)) for each in found]
    return page_of(views, gevraagd.limit, lambda each: day_key(each.uiterlijk, each.id))


@router.get("/{opgave_id}")
async def get_opgave(work: InWork, caller: MaatregelLezer, opgave_id: Id) -> OpgaveMetVragen:
    """Een opgave met haar vragen, de antwoorden en wat ermee is gebeurd.

    Gebruik dit om te zien wat er wordt gevraagd, of wat er is geantwoord. Er verandert niets.
    """
    return await _helemaal(work, await _opgave(work, caller, opgave_id))


@router.post("/{opgave_id}/_indienen")
async def post_indienen(work: InWork, caller: Wederhorende, opgave_id: Id, body: OpgaveIndiening) -> OpgaveMetVragen:
    """Dien de antwoorden in: één keer, voor alle gemeenten van de regio.

    Gebruik dit als aanbieder, of als gemeente voor wie op papier antwoordt. Beantwoord alle vragen, en noem geen namen.
    Te laat indienen kan; dan staat er te laat bij. Er volgt `nl.wmo.opgaven.gewijzigd.v1`.
    """
    opgave = await _opgave(work, caller, opgave_id)
    antwoorden = [Antwoord(each.vraag, each.tekst, each.getal, each.klopt) for each in body.gegeven_antwoorden]
    await dien_in(work, opgave, antwoorden, caller.name)
    return await _helemaal(work, opgave)


@router.post("/{opgave_id}/_beoordeel")
async def post_beoordeel(work: InWork, caller: Recorder, opgave_id: Id, body: Opgaveoordeel) -> OpgaveMetVragen:
    """Ga akkoord met wat is ingediend, of geef het terug met een reden en een nieuwe laatste dag.

    Gebruik dit nadat een aanbieder heeft ingediend. Na teruggeven dient hij opnieuw in; wat hij eerder zei blijft
    bewaard. Er volgt `nl.wmo.opgaven.gewijzigd.v1`.
    """
    opgave = await _opgave(work, caller, opgave_id)
    await beoordeel(work, opgave, body.reden, body.uiterlijk, caller.name)
    return await _helemaal(work, opgave)


async def _opgave(work: Work, caller: Caller, key: str) -> Opgave:
    found = await store_opgaven.opgave(work.session, key)
    ziet = found is not None and (
        found.agb == caller.agb if caller.agb is not None else found.inkoopmodel in modellen_voor(caller)
    )
    if found is None or not ziet:
        raise not_found("deze opgave")
    return found


def _view(work: Work, row: Opgave, uitvraag: Uitvraag) -> OpgaveView:
    tot = work.today if row.status in IN_TE_VULLEN else row.ingediend_op
    velden = {naam: getattr(row, naam) for naam in OpgaveView.model_fields if naam not in {"titel", "te_laat"}}
    te_laat = tot is not None and tot > row.uiterlijk
    return OpgaveView.model_validate({**velden, "titel": uitvraag.titel, "te_laat": te_laat})


async def _helemaal(work: Work, row: Opgave) -> OpgaveMetVragen:
    """An opgave with its questions and steps."""
    uitvraag = uitvraag_van(row)
    antwoorden: dict[str, str | int | bool] = json.loads(row.antwoorden or "{}")
    vragen = [
        OpgaveVraag(
            vraag=each.naam,
            titel=each.titel,
            vraagsoort=each.soort,
            tekst=waarde if isinstance(waarde, str) else None,
            getal=waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else None,
            klopt=waarde if isinstance(waarde, bool) else None,
        )
        for each in uitvraag.vragen
        for waarde in (antwoorden.get(each.naam),)
    ]
    stappen = [
        OpgavestapView.model_validate({naam: getattr(each, naam) for naam in OpgavestapView.model_fields})
        for each in await store_opgaven.stappen(work.session, row.id)
    ]
    return OpgaveMetVragen(**_view(work, row, uitvraag).model_dump(), vragen=vragen, stappen=stappen)
