"""Changing an assignment that a provider has, and its history."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page
from chassis.security import needs
from chassis.tokens import Caller
from toewijzing.api.bladeren import bladzijde
from toewijzing.api.vinden import vind, vind_om_te_wijzigen
from toewijzing.bodies.gesprek import LeveringView, OverstapBody, StopView, VersieView, WijzigingBody
from toewijzing.bodies.toewijzingen import ToewijzingView
from toewijzing.domain.wijziging import Afspraak
from toewijzing.store import gesprek
from toewijzing.store.van_client import afspraak_van
from toewijzing.tables import Toewijzing
from toewijzing.usecases.levering import standen_van
from toewijzing.usecases.wijzig_toewijzing import (
    stap_over,
    verstuur_opnieuw,
    verwijder_toewijzing,
    wijzig_toewijzing,
)

router = APIRouter(prefix="/v1/toewijzingen", route_class=Door, tags=["Wijzigingen"])
Lezer = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]


@router.post("/{toewijzing_id}/_wijzig")
async def post_wijziging(work: InWork, caller: Gemeente, toewijzing_id: str, body: WijzigingBody) -> ToewijzingView:
    """Verleng, verkort of wijzig een toewijzing. De aanbieder krijgt een 301. U krijgt wat vanaf dan geldt.

    Noem alleen wat anders wordt. Kan het niet onder hetzelfde nummer, dan eindigt wat liep en begint er een nieuwe
    toewijzing. Het mag niet minder worden dan er al is toegekend. Er volgt `nl.wmo.toewijzingen.toegewezen.v1`, en
    `nl.wmo.berichten.verzonden.v1` voor het 301.
    """
    toewijzing = await vind_om_te_wijzigen(work, caller, toewijzing_id)
    wens = _wens(afspraak_van(toewijzing), body)
    return _view(await wijzig_toewijzing(work, toewijzing, wens, body.reden_wijziging))


def _wens(huidig: Afspraak, body: WijzigingBody) -> Afspraak:
    wens = replace(huidig, ingangsdatum=body.vanaf or huidig.ingangsdatum)
    if body.einddatum is not None:
        wens = replace(wens, einddatum=body.einddatum)
    if body.omvang is not None:
        omvang = body.omvang
        wens = replace(
            wens, volume=omvang.volume, eenheid=omvang.eenheid.value, frequentie=omvang.frequentie.value, budget=None
        )
    if body.budget is not None:
        wens = replace(wens, budget=body.budget)
    return wens


@router.post("/{toewijzing_id}/_verwijder")
async def post_verwijdering(work: InWork, caller: Gemeente, toewijzing_id: str) -> ToewijzingView:
    """Haal een toewijzing terug alsof zij nooit gegeven is. Dat kan niet meer als er al op gedeclareerd is (TR385).

    Gebruik dit alleen bij een vergissing. De toewijzing houdt haar nummer en krijgt als reden 13. Er volgt
    `nl.wmo.toewijzingen.toegewezen.v1` met die reden, en `nl.wmo.berichten.verzonden.v1` voor het 301.
    """
    toewijzing = await vind_om_te_wijzigen(work, caller, toewijzing_id)
    await verwijder_toewijzing(work, toewijzing)
    return _view(toewijzing)


@router.post("/{toewijzing_id}/_overstap")
async def post_overstap(work: InWork, caller: Gemeente, toewijzing_id: str, body: OverstapBody) -> ToewijzingView:
    """De cliënt gaat verder bij een andere aanbieder (M54). U krijgt de nieuwe toewijzing.

    Gebruik dit als de cliënt een andere aanbieder kiest. De oude toewijzing eindigt op de dag voor de overstap, de
    nieuwe begint op de dag zelf. Er volgt twee keer `nl.wmo.toewijzingen.toegewezen.v1`, en beide aanbieders krijgen
    een 301, met `nl.wmo.berichten.verzonden.v1`.
    """
    toewijzing = await vind_om_te_wijzigen(work, caller, toewijzing_id)
    return _view(await stap_over(work, toewijzing, body.agb, body.vanaf, body.meegenomen))


@router.post("/{toewijzing_id}/_verstuur", status_code=204)
async def post_opnieuw(work: InWork, caller: Gemeente, toewijzing_id: str) -> None:
    """Stuur de aanbieder opnieuw een 301, bijvoorbeeld nadat die de vorige heeft afgekeurd.

    De toewijzing zelf verandert niet; het nieuwe bericht heeft een eigen nummer. Gebruik dit ook als de fout bij de
    aanbieder is opgelost. Er volgt `nl.wmo.berichten.verzonden.v1`.
    """
    toewijzing = await vind_om_te_wijzigen(work, caller, toewijzing_id)
    await verstuur_opnieuw(work, toewijzing)


@router.get("/{toewijzing_id}/versies")
async def get_versies(
    work: InWork, caller: Lezer, toewijzing_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[VersieView]:
    """Alle versies van een toewijzing, oudste eerst, met wat de aanbieder ervan vond.

    Gebruik dit om te zien wat de aanbieder wanneer is verteld, en in welk bericht. Er verandert niets.
    """
    toewijzing = await vind(work, caller, toewijzing_id)
    found = await gesprek.versies(work.session, toewijzing.id)
    return bladzijde([VersieView.model_validate(each, from_attributes=True) for each in found], cursor, limit)


@router.get("/{toewijzing_id}/leveringen")
async def get_leveringen(
    work: InWork, caller: Lezer, toewijzing_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[LeveringView]:
    """Wat de aanbieder meldde: elke start die telt, met de stops daarop.

    Gebruik dit om te zien of de ondersteuning loopt. Meldt een aanbieder een start (305), dan volgt
    `nl.wmo.leveringen.gestart.v1`, en bij een stop (307) `nl.wmo.leveringen.beeindigd.v1`. Trekt de aanbieder een
    melding in, dan volgt `nl.wmo.leveringen.verwijderd.v1` of `nl.wmo.beeindigingen.verwijderd.v1`. Dit lezen verandert
    niets.
    """
    [stand] = await standen_van(work, [await vind(work, caller, toewijzing_id)])
    leveringen = [
        LeveringView(
            begindatum=start.begindatum,
            stops=[
                StopView(einddatum=each.einddatum, reden=each.reden, tijdelijk=each.is_tijdelijk)
                for each in stand.beeindigingen
                if each.sleutel == start
            ],
        )
        for start in sorted(stand.sleutels, key=lambda each: each.begindatum)
    ]
    return bladzijde(leveringen, cursor, limit)


def _view(toewijzing: Toewijzing) -> ToewijzingView:
    return ToewijzingView.model_validate(toewijzing, from_attributes=True)
