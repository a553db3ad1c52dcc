"""Rapportages: what providers report to all municipalities of a region on one form (M92, M93, M114, M115)."""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.paging import Page, day_key, page_of, read_day_cursor
from chassis.problems import not_found
from chassis.tokens import Caller
from chassis.work import Work
from inkoop.uitvraag import Uitvraag
from monitoring.bodies.rapportages import (
    Rapportagefilter,
    RapportageIndiening,
    RapportageMetVragen,
    Rapportageoordeel,
    RapportagestapView,
    RapportageView,
    RapportageVraag,
)
from monitoring.domain.rapportages import IN_TE_VULLEN, Antwoord
from monitoring.rechten import MaatregelLezer, Recorder, Wederhorende, modellen_voor
from monitoring.store import rapportages as store_rapportages
from monitoring.tables import Rapportage
from monitoring.usecases.rapportages import beoordeel, dien_in, uitvraag_van

router = APIRouter(prefix="/v1/rapportages", route_class=Door, tags=["Rapportages"])
Id = Annotated[str, Path(max_length=36)]


@router.get("")
async def get_rapportages(
    work: InWork, caller: MaatregelLezer, gevraagd: Annotated[Rapportagefilter, Query()]
) -> Page[RapportageView]:
    """Wat aanbieders laten weten over een periode, op laatste dag: in uw gemeenten, of van uzelf als aanbieder.

    Gebruik dit als aanbieder om te zien wat u nog moet indienen, en als gemeente met `teLaat=true` om te zien wie te
    laat is. Er verandert niets.
    """
    found = await store_rapportages.rapportages(
        work.session,
        store_rapportages.van(caller.agb, modellen_voor(caller)),
        aanbieder=gevraagd.aanbieder,
        status=gevraagd.status,
        te_laat_op=work.today if gevraagd.te_laat else None,
        na=read_day_cursor(gevraagd.cursor),
        aantal=gevraagd.limit + 1,
    )
    views = [_view(work, each, uitvraag_van(each)) for each in found]
    return page_of(views, gevraagd.limit, lambda each: day_key(each.uiterlijk, each.id))


@router.get("/{rapportage_id}")
async def get_rapportage(work: InWork, caller: MaatregelLezer, rapportage_id: Id) -> RapportageMetVragen:
    """Een rapportage met haar vragen, de antwoorden en wat ermee is gebeurd.

    Gebruik dit om te zien wat er wordt gevraagd, of wat er is geantwoord. Er verandert niets.
    """
    return await _helemaal(work, await _rapportage(work, caller, rapportage_id))


@router.post("/{rapportage_id}/_indienen")
async def post_indienen(
    work: InWork, caller: Wederhorende, rapportage_id: Id, body: RapportageIndiening
) -> RapportageMetVragen:
    """Dien de antwoorden in: één keer, voor alle gemeenten van de regio.

    Gebruik dit als aanbieder, of als gemeente voor wie op papier antwoordt. Beantwoord alle vragen, en noem geen namen.
    Te laat indienen kan; dan staat er te laat bij. Er volgt `nl.wmo.rapportages.gewijzigd.v1`.
    """
    rapportage = await _rapportage(work, caller, rapportage_id)
    antwoorden = [Antwoord(each.vraag, each.tekst, each.getal, each.klopt) for each in body.gegeven_antwoorden]
    await dien_in(work, rapportage, antwoorden, caller.name)
    return await _helemaal(work, rapportage)


@router.post("/{rapportage_id}/_beoordeel")
async def post_beoordeel(
    work: InWork, caller: Recorder, rapportage_id: Id, body: Rapportageoordeel
) -> RapportageMetVragen:
    """Ga akkoord met wat is ingediend, of geef het terug met een reden en een nieuwe laatste dag.

    Gebruik dit nadat een aanbieder heeft ingediend. Na teruggeven dient hij opnieuw in; wat hij eerder zei blijft
    bewaard. Er volgt `nl.wmo.rapportages.gewijzigd.v1`.
    """
    rapportage = await _rapportage(work, caller, rapportage_id)
    await beoordeel(work, rapportage, body.reden, body.uiterlijk, caller.name)
    return await _helemaal(work, rapportage)


async def _rapportage(work: Work, caller: Caller, key: str) -> Rapportage:
    found = await store_rapportages.rapportage(work.session, key)
    ziet = found is not None and (
        found.agb == caller.agb if caller.agb is not None else found.inkoopmodel in modellen_voor(caller)
    )
    if found is None or not ziet:
        raise not_found("deze rapportage")
    return found


def _view(work: Work, row: Rapportage, uitvraag: Uitvraag) -> RapportageView:
    tot = work.today if row.status in IN_TE_VULLEN else row.ingediend_op
    velden = {naam: getattr(row, naam) for naam in RapportageView.model_fields if naam not in {"titel", "te_laat"}}
    te_laat = tot is not None and tot > row.uiterlijk
    return RapportageView.model_validate({**velden, "titel": uitvraag.titel, "te_laat": te_laat})


async def _helemaal(work: Work, row: Rapportage) -> RapportageMetVragen:
    """A rapportage with its questions and steps."""
    uitvraag = uitvraag_van(row)
    antwoorden: dict[str, str | int | bool] = json.loads(row.antwoorden or "{}")
    vragen = [
        RapportageVraag(
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
        RapportagestapView.model_validate({naam: getattr(each, naam) for naam in RapportagestapView.model_fields})
        for each in await store_rapportages.stappen(work.session, row.id)
    ]
    return RapportageMetVragen(**_view(work, row, uitvraag).model_dump(), vragen=vragen, stappen=stappen)
