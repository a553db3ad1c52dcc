"""Quality of providers that residents can compare: the one operation that asks no token (M139)."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from chassis.door import Door, InWork
from monitoring.bodies.kwaliteit import Kwaliteitfilter, KwaliteitView
from monitoring.usecases.lees_kwaliteit import lees_kwaliteit

router = APIRouter(prefix="/v1", route_class=Door, tags=["Kwaliteit"])
BEWAREN = "public, max-age=3600"


@router.get("/kwaliteit", openapi_extra={"security": []})
async def get_kwaliteit(
    work: InWork, response: Response, gevraagd: Annotated[Kwaliteitfilter, Query()]
) -> list[KwaliteitView]:
    """Wat inwoners van aanbieders kunnen vergelijken, over de laatste twaalf maanden (M139).

    Gebruik dit op een website waar inwoners een aanbieder kiezen. U heeft geen token nodig, en er staat niets in over
    een cliënt. Alleen gemeenten die dit in hun inkoopmodel openbaar maken staan erin, en van minder dan tien
    antwoorden, starts of evaluaties staat er geen cijfer. Er verandert niets; u mag het antwoord een uur bewaren.
    """
    response.headers["Cache-Control"] = BEWAREN
    return await lees_kwaliteit(work, gevraagd.gemeente)
