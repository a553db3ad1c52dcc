"""Whom the GGk reaches: toewijzing tells it, and what waits for the GGk is not laid to the provider."""

from datetime import date, timedelta

from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, ALMERE, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from gebeurtenissen.aanbod import BERICHTWEG_VASTGELEGD, BerichtwegVastgelegd


async def test_an_answer_for_who_only_the_ggk_reaches_is_not_laid_to_the_provider(declaratie: Declaratie) -> None:
    await declaratie.lever_aan(bericht_met(client(prestatie())))
    await declaratie.werk()
    nu = declaratie.room.clock() + timedelta(days=2)
    declaratie.room.clock = lambda: nu

    async def gezien() -> list[str]:
        answer = await declaratie.client.get("/v1/wachtend", headers=declaratie.beheerder(ALMERE))
        return [each["soort"] for each in answer.raise_for_status().json()["items"]]

    ggk = BerichtwegVastgelegd(agb=AGB, vanaf=date(2023, 1, 1), weg="ggk")
    assert await gezien() == ["niet-opgehaald"]
    await declaratie.hoor(BERICHTWEG_VASTGELEGD, AGB, ggk, 2)
    assert await gezien() == ["niet-doorgegeven"]
    await declaratie.hoor(BERICHTWEG_VASTGELEGD, AGB, ggk.model_copy(update={"weg": "api"}), 1)
    assert await gezien() == ["niet-doorgegeven"], "what comes late undoes nothing newer"
