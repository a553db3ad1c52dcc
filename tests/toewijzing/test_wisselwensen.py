"""M54: another professional at the same provider is asked for, and the provider answers."""

from datetime import date

import httpx
import pytest
from tests.toewijzing.conftest import Json, Toewijzing, gelukt
from tests.toewijzing.handelingen import doe
from tests.toewijzing.verhaal import ALMELO, DE_BRUG, HET_ANKER, contract, product

WENS: Json = {"reden": "geen klik", "gevraagdOp": "2024-06-03"}
ANDER: Json = {"antwoord": "andere professional", "per": "2024-06-10"}


async def loopt(toewijzing: Toewijzing) -> Json:
    """An assignment at De Brug, from today on."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product("HO", ingangsdatum=date(2024, 6, 3))))
    (een,) = await toewijzing.toewijzingen()
    return een


async def vraag(toewijzing: Toewijzing, een: Json, body: Json = WENS) -> httpx.Response:
    pad = f"/v1/toewijzingen/{een['id']}/wisselwensen"
    return await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente)


async def antwoord(toewijzing: Toewijzing, wens: Json, body: Json = ANDER, agb: str = DE_BRUG) -> httpx.Response:
    pad = f"/v1/wisselwensen/{wens['id']}/_beantwoord"
    return await toewijzing.client.post(pad, json=body, headers=toewijzing.aanbieder(agb))


async def lijst(toewijzing: Toewijzing, pad: str, headers: dict[str, str] | None = None) -> list[Json]:
    answer = await toewijzing.client.get(pad, headers=headers or toewijzing.gemeente)
    items = gelukt(answer)["items"]
    assert isinstance(items, list)
    return items


async def test_m54_a_wish_reaches_the_provider_and_its_answer_the_municipality(toewijzing: Toewijzing) -> None:
    een = await loopt(toewijzing)
    wens = gelukt(await vraag(toewijzing, een), 201)
    assert await lijst(toewijzing, "/v1/wisselwensen?beantwoord=false", toewijzing.aanbieder()) == [wens]
    (knelt,) = await lijst(toewijzing, "/v1/knelpunten?soort=wissel-gevraagd")
    assert knelt["toelichting"] == (
        "De cliënt vroeg op 03-06-2024 om een andere professional, en de aanbieder heeft nog niet geantwoord (M54)."
    )
    klaar = gelukt(await antwoord(toewijzing, wens))
    assert klaar == wens | ANDER | {"beantwoordOp": "2024-06-03"}
    assert await lijst(toewijzing, "/v1/knelpunten?soort=wissel-gevraagd") == []
    assert await lijst(toewijzing, "/v1/wisselwensen?beantwoord=false", toewijzing.aanbieder()) == []
    assert await lijst(toewijzing, "/v1/wisselwensen?beantwoord=true") == [klaar]
    told = [each["data"] for each in await toewijzing.events("wisselwensen.vastgelegd")]
    assert [(each["antwoord"], each["per"]) for each in told] == [(None, None), tuple(ANDER.values())]  # type: ignore[index]
    assert [each["wisselwensId"] for each in told] == [wens["id"]] * 2  # type: ignore[index]


async def test_m54_a_wish_stays_on_the_list_when_the_number_changes(toewijzing: Toewijzing) -> None:
    een = await loopt(toewijzing)
    gelukt(await vraag(toewijzing, een), 201)
    omvang = {"volume": 3, "eenheid": "82", "frequentie": "4"}
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="14", vanaf="2024-07-01", omvang=omvang))
    (knelt,) = await lijst(toewijzing, "/v1/knelpunten?soort=wissel-gevraagd")
    assert knelt["toewijzing"]["toewijzingNummer"] == 2  # type: ignore[index]


async def test_m54_only_who_has_the_assignment_sees_and_answers(toewijzing: Toewijzing) -> None:
    een = await loopt(toewijzing)
    wens = gelukt(await vraag(toewijzing, een), 201)
    assert await lijst(toewijzing, "/v1/wisselwensen", toewijzing.aanbieder(HET_ANKER)) == []
    assert (await antwoord(toewijzing, wens, agb=HET_ANKER)).status_code == 404
    elders = toewijzing.token("toewijzing", gemeenten=(ALMELO,))
    assert await lijst(toewijzing, "/v1/wisselwensen", elders) == []
    pad = f"/v1/toewijzingen/{een['id']}/wisselwensen"
    assert (await toewijzing.client.post(pad, json=WENS, headers=elders)).status_code == 404
    assert (await toewijzing.client.post(pad, json=WENS, headers=toewijzing.aanbieder())).status_code == 403


async def test_m54_one_wish_at_a_time_and_one_answer(toewijzing: Toewijzing) -> None:
    een = await loopt(toewijzing)
    wens = gelukt(await vraag(toewijzing, een), 201)
    weer = await vraag(toewijzing, een)
    assert (weer.status_code, weer.json()["rule"]) == (409, "M54")
    gelukt(await antwoord(toewijzing, wens))
    nog_eens = await antwoord(toewijzing, wens)
    assert (nog_eens.status_code, nog_eens.json()["rule"]) == (409, "M54")
    gelukt(await vraag(toewijzing, een), 201)


@pytest.mark.parametrize(
    ("body", "mag"),
    [
        ({"antwoord": "andere professional"}, False),
        ({"antwoord": "andere professional", "per": "2024-06-02"}, False),
        ({"antwoord": "andere professional", "per": "2024-06-03"}, True),
        ({"antwoord": "niet mogelijk", "per": "2024-06-10"}, False),
        ({"antwoord": "blijft na gesprek"}, True),
    ],
)
async def test_m54_another_professional_comes_on_a_day(toewijzing: Toewijzing, body: Json, mag: bool) -> None:
    wens = gelukt(await vraag(toewijzing, await loopt(toewijzing)), 201)
    answer = await antwoord(toewijzing, wens, body)
    assert answer.status_code == (200 if mag else 400)
    assert mag or answer.json()["rule"] == "M54"


async def test_m54_nobody_is_asked_where_nobody_delivers(toewijzing: Toewijzing) -> None:
    """It waits for a provider; or the wish is for a day that is still to come."""
    await toewijzing.hoor(toewijzing.beschikt(product("HO", None)))
    (wacht,) = await toewijzing.toewijzingen()
    answer = await vraag(toewijzing, wacht)
    assert (answer.status_code, answer.json()["rule"]) == (409, "M54")
    await toewijzing.leg_vast()
    gelukt(await toewijzing.kies(wacht["id"]))
    answer = await vraag(toewijzing, wacht, WENS | {"gevraagdOp": "2024-06-04"})
    assert (answer.status_code, answer.json()["rule"]) == (400, "M54")


async def test_m54_a_wish_lapses_from_the_list_when_the_client_leaves_the_provider(toewijzing: Toewijzing) -> None:
    een = await loopt(toewijzing)
    await toewijzing.leg_vast(contract(HET_ANKER))
    gelukt(await vraag(toewijzing, een), 201)
    gelukt(await doe(toewijzing, een, "overstap", agb=HET_ANKER, vanaf="2024-06-03"))
    assert await lijst(toewijzing, "/v1/knelpunten?soort=wissel-gevraagd") == []
