"""Where it hurts, where too little is contracted, and all help around a client."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import needs
from chassis.tokens import Caller
from toewijzing import store
from toewijzing.api.bladeren import bladzijde
from toewijzing.bodies.inzicht import HulpView, KnelpuntView, TekortView
from toewijzing.bodies.toewijzingen import ToewijzingView
from toewijzing.bodies.waakvlammen import WaakvlamView
from toewijzing.domain.afkeur import wat_te_doen
from toewijzing.domain.gestopt import wat_bij_stop
from toewijzing.domain.knelpunt import Knelpunt
from toewijzing.tables import Toewijzing
from toewijzing.usecases.inzicht import Gevonden, bekijk_hulp, met_model, vind_knelpunten
from toewijzing.usecases.tekorten import vind_tekorten
from wetten import reden_beeindiging

router = APIRouter(prefix="/v1", route_class=Door, tags=["Inzicht"])
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]
Lezer = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]
Inkoper = Annotated[Caller, Depends(needs("toewijzing", "contracten"))]
ALTIJD: Mapping[Knelpunt, str] = {
    Knelpunt.ONVERZONDEN: (
        "De aanbieder weet nog niet dat dit eindigt: het adres van de cliënt is geheim, en er is geen "
        "telefoonnummer of correspondentieadres. Vul dat aan bij de cliënt, dan gaat het bericht vanzelf."
    ),
    Knelpunt.NIET_GEBRUIKT: "De ondersteuning is gestart, maar er is nog niets gedeclareerd en toegekend.",
}
"""What is the same to say of every assignment of a kind."""


@router.get("/knelpunten")
async def get_knelpunten(
    work: InWork,
    caller: Gemeente,
    soort: Annotated[Knelpunt, Query(description="Wat er aan de hand is.")],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[KnelpuntView]:
    """Waar knelt het: van afgekeurd door de aanbieder en niet gestart tot te lang wachten zonder overbrugging.

    Gebruik dit als werklijst: kies met `soort` wat u zoekt. Met `gestopt` vindt u waar de aanbieder stopte terwijl er
    nog hulp is toegewezen, en waar die langer stilligt dan de norm; met `zonder-contract` waar het contract eerder
    eindigt dan de hulp (M63). Wie te lang wacht zonder overbrugging (M65) en wie nog geen antwoord heeft op een wens om
    een andere professional (M54), vindt u hier ook. Keurt een aanbieder een bericht af, dan volgt op dat moment
    `nl.wmo.berichten.afgekeurd.v1` en staat de toewijzing hier. Dit lezen verandert niets.
    """
    found = await vind_knelpunten(work, soort, caller.gemeenten, read_cursor(cursor), limit + 1)
    views = [
        KnelpuntView(soort=soort, toelichting=_toelichting(soort, each), toewijzing=_view(each.toewijzing))
        for each in found
    ]
    return page_of(views, limit, key=lambda each: each.toewijzing.id)


@router.get("/tekorten")
async def get_tekorten(work: InWork, caller: Inkoper, limit: Limit = 50, cursor: Cursor = None) -> Page[TekortView]:
    """Waar te weinig aanbieders zijn (M53, M101), met de aanbieders die u eerst kunt vragen (M102).

    Gebruik dit bij de inkoop. Als een product op een aanbieder gaat wachten en de cliënt uit minder dan twee aanbieders
    kan kiezen, volgt `nl.wmo.tekorten.gesignaleerd.v1`. Dit lezen verandert niets.
    """
    found = await vind_tekorten(work, met_model(caller.gemeenten))
    return bladzijde([TekortView.model_validate(asdict(each)) for each in found], cursor, limit)


@router.get("/clienten/{client_id}/hulp")
async def get_hulp(work: InWork, caller: Lezer, client_id: str) -> HulpView:
    """Alle hulp rond een cliënt: de toewijzingen, wie coördineert (M58) en wie daarna contact houdt (M69).

    Gebruik dit als meer aanbieders bij dezelfde cliënt werken. Wij wijzen zelf een coördinator aan als de toewijzingen
    veranderen; dan volgt `nl.wmo.coordinatoren.aangewezen.v1`. Een aanbieder ziet alleen zijn eigen toewijzingen. Dit
    lezen verandert niets.
    """
    hulp = await bekijk_hulp(work, store.Toewijzingselectie(caller.agb, caller.gemeenten, None, None, client_id))
    if not hulp.toewijzingen:
        raise not_found("hulp van deze cliënt")
    return HulpView(
        coordinator=hulp.coordinator,
        toewijzingen=[_view(each) for each in hulp.toewijzingen],
        waakvlammen=[WaakvlamView.van(each, hulp.contacten) for each in hulp.waakvlammen],
    )


def _view(toewijzing: Toewijzing) -> ToewijzingView:
    return ToewijzingView.model_validate(toewijzing, from_attributes=True)


def _toelichting(soort: Knelpunt, gevonden: Gevonden) -> str:
    toewijzing = gevonden.toewijzing
    match soort:
        case Knelpunt.AFGEKEURD:
            return f"De aanbieder keurde het laatste bericht af. {wat_te_doen(gevonden.retourcodes)}"
        case Knelpunt.NIET_GESTART:
            return f"De ondersteuning zou op {toewijzing.ingangsdatum:%d-%m-%Y} beginnen, en is nog niet gestart."
        case Knelpunt.ONVERZONDEN | Knelpunt.NIET_GEBRUIKT:
            return ALTIJD[soort]
        case Knelpunt.OVERGEBRUIK:
            return f"Er is {toewijzing.verbruikt_procent} procent gebruikt van wat er tot nu toe verwacht werd (M48)."
        case Knelpunt.WISSEL_GEVRAAGD:
            assert gevonden.sinds is not None  # it was asked
            return (
                f"De cliënt vroeg op {gevonden.sinds:%d-%m-%Y} om een andere professional, "
                "en de aanbieder heeft nog niet geantwoord (M54)."
            )
        case Knelpunt.ONOVERBRUGD:
            return (
                f"De cliënt wacht sinds {toewijzing.besluitdatum:%d-%m-%Y} op een aanbieder, langer dan de norm, "
                "en niets overbrugt dat vandaag (M65)."
            )
        case Knelpunt.GESTOPT:
            return _waar_gestopt(gevonden)
        case Knelpunt.ZONDER_CONTRACT:
            return _waar_zonder_contract(gevonden)
        case Knelpunt.LOOPT_AF:
            return f"De toewijzing eindigt op {toewijzing.einddatum:%d-%m-%Y} (M38)."


def _waar_zonder_contract(gevonden: Gevonden) -> str:
    assert gevonden.sinds is not None  # such a day was found
    return (
        f"Op {gevonden.sinds:%d-%m-%Y} heeft de aanbieder geen contract voor deze hulp in deze gemeente, en de hulp "
        "loopt dan nog (M63). Verleng het contract of leg een nieuw contract vast, of kies met de cliënt een andere "
        "aanbieder (`_overstap`)."
    )


def _waar_gestopt(gevonden: Gevonden) -> str:
    assert gevonden.sinds is not None  # a stop stands
    assert gevonden.reden is not None
    einddatum = gevonden.toewijzing.einddatum
    besloten = "zonder einddatum" if einddatum is None else f"tot en met {einddatum:%d-%m-%Y}"
    reden = reden_beeindiging(gevonden.toewijzing.wet, gevonden.reden)
    return (
        f"De aanbieder meldde dat hij tot en met {gevonden.sinds:%d-%m-%Y} levert ({reden}: {reden.betekenis}), maar "
        f"er is hulp toegewezen {besloten}. {wat_bij_stop(gevonden.reden)}"
    )
