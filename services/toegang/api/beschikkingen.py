"""Beschikkingen, and the products that can be decided on."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.problems import not_found
from chassis.security import must_serve, must_serve_or_hide, needs
from chassis.tokens import Caller
from inkoop import model_van
from toegang import store
from toegang.bodies.route import BeschikkingView, BeschiktProductView, ProductView
from toegang.domain.beschikking import te_beschikken
from toegang.tables import Beschikking, BeschiktProduct

router = APIRouter(prefix="/v1", route_class=Door, tags=["Beschikkingen"])
FrontOffice = Annotated[Caller, Depends(needs("toegang"))]


@router.get("/beschikkingen/{beschikking_id}")
async def get_beschikking(work: InWork, caller: FrontOffice, beschikking_id: str) -> BeschikkingView:
    """Eén beschikking met haar producten."""
    beschikking = await store.beschikking(work.session, beschikking_id)
    if beschikking is None:
        raise not_found("deze beschikking")
    must_serve_or_hide(caller, beschikking.gemeente, "deze beschikking")
    return beschikking_view(beschikking, await store.producten(work.session, beschikking.id))


@router.get("/producten")
async def get_producten(
    work: InWork, caller: FrontOffice, gemeente: Annotated[str, Query(pattern=r"^\d{4}$")]
) -> list[ProductView]:
    """De producten waarover een gemeente vandaag kan beschikken."""
    must_serve(caller, gemeente)
    model = model_van([gemeente], work.today)
    if model is None:
        raise not_found("een inkoopmodel van deze gemeente")
    return [
        ProductView(
            code=each.code,
            naam=each.naam,
            categorie=each.categorie,
            eenheid=each.eenheid,
            frequentie=str(each.frequentie),
        )
        for each in te_beschikken(model, work.today)
    ]


def beschikking_view(beschikking: Beschikking, producten: Sequence[BeschiktProduct]) -> BeschikkingView:
    """A beschikking as it goes out."""
    return BeschikkingView(
        id=beschikking.id,
        melding_id=beschikking.melding_id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        besluitdatum=beschikking.besluitdatum,
        inkoopmodel=beschikking.inkoopmodel,
        inkoopmodel_versie=beschikking.inkoopmodel_versie,
        producten=[BeschiktProductView.model_validate(each, from_attributes=True) for each in producten],
    )
