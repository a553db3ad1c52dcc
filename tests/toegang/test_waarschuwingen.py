"""Who is on the list to be warned that support stops (M38), and who is not any more."""

import pytest
from tests.toegang.conftest import ALMERE, Json, Toegang, gelukt, product

from toegang.usecases.kondig_einde_aan import kondig_einde_aan

MATCH = {"If-Match": "*"}
LIJST = f"/v1/aflopende-indicaties?gemeente={ALMERE}"


async def _aangekondigd(toegang: Toegang) -> tuple[Json, str]:
    """A decision of which the end was announced, and the address of that."""
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    gegeven = await toegang.beschikt(product(einddatum="2024-07-01"))
    async with toegang.room.work() as work:
        await kondig_einde_aan(work)
    pad = f"/v1/aflopende-indicaties/{gegeven['producten'][0]['id']}"  # type: ignore[index]
    assert len(await _te_waarschuwen(toegang)) == 1
    assert (await toegang.post(f"{pad}/_brief")).status_code == 200
    return gegeven, pad


async def _te_waarschuwen(toegang: Toegang) -> list[Json]:
    items: list[Json] = (await toegang.get(f"{LIJST}&verstuurd=false")).json()["items"]
    return items


async def _niet_meer(toegang: Toegang, pad: str) -> None:
    assert await _te_waarschuwen(toegang) == []
    brief = await toegang.post(f"{pad}/_brief")
    assert (brief.status_code, brief.json()["rule"]) == (409, "M38")


async def test_m38_who_got_the_same_help_anew_is_not_told_that_it_stops(toegang: Toegang) -> None:
    """The announcement was what began the new case."""
    _, pad = await _aangekondigd(toegang)
    await toegang.beschikt(product(ingangsdatum="2024-07-02"))
    await _niet_meer(toegang, pad)
    assert len((await toegang.get(LIJST)).json()["items"]) == 1  # that it was announced stays known


@pytest.mark.parametrize("reden", ["overleden", "verhuisd"])
async def test_m38_of_help_that_stopped_before_nobody_is_warned(toegang: Toegang, reden: str) -> None:
    gegeven, pad = await _aangekondigd(toegang)
    weg: Json = {"reden": reden, "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", weg, **MATCH), 200)
    await _niet_meer(toegang, pad)


async def test_m38_who_was_warned_before_it_went_on_can_still_be_recorded_so(toegang: Toegang) -> None:
    _, pad = await _aangekondigd(toegang)
    await toegang.beschikt(product(ingangsdatum="2024-07-02"))
    gelukt(await toegang.post(f"{pad}/_verstuurd", {"kanaal": "post", "verstuurdOp": "2024-06-03"}), 200)
