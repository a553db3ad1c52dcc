"""The personal data of a client, for those who may see them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from chassis.door import KEY_HEADER, Door, InWork
from chassis.problems import invalid, not_found
from chassis.security import must_serve_or_hide, needs
from chassis.tokens import Caller
from toegang import store
from toegang.bodies.route import Persoon
from toegang.usecases.lees_persoon import lees_persoon

router = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Cliënten"])


@router.post("/{client_id}/_inzage")
async def inzage(
    work: InWork, caller: Annotated[Caller, Depends(needs("personen:lezen"))], client_id: str, request: Request
) -> Persoon:
    """De persoonsgegevens van een cliënt. Elke inzage wordt vastgelegd."""
    if KEY_HEADER in request.headers:
        # The door would keep the answer and give it again, past the check of rights and without a trace.
        raise invalid("header.Idempotency-Key", "Laat deze header weg: elke inzage telt en wordt vastgelegd.")
    client = await store.client(work.session, client_id)
    if client is None:
        raise not_found("deze cliënt")
    must_serve_or_hide(caller, client.gemeente, "deze cliënt")
    return await lees_persoon(work, client, caller.name)
