"""How a provider is reached: by our own API, by the GGk, or both; per law and from a day on."""

from datetime import timedelta

from sqlalchemy import update
from tests.toewijzing.conftest import XML, Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BRUG, HET_ANKER, Json, bericht_305, contract, start

import iwmo
from berichtenverkeer.tables import berichten
from berichtenverkeer.wachtend import niet_doorgegeven, niet_opgehaald

DOORGEVER = "berichten:doorgeven"


def weg(langs: str, vanaf: str = "2023-01-01", wet: str = "wmo", agb: str = DE_BRUG) -> Json:
    return {"agb": agb, "wet": wet, "vanaf": vanaf, "weg": langs}


async def leg(toewijzing: Toewijzing, body: Json, status: int = 200) -> Json:
    return gelukt(await toewijzing.client.post("/v1/berichtwegen", json=body, headers=toewijzing.gemeente), status)


async def lijst(toewijzing: Toewijzing, query: str = "") -> Json:
    headers = toewijzing.token(DOORGEVER, gemeenten=("*",))
    return gelukt(await toewijzing.client.get(f"/v1/berichtwegen{query}", headers=headers))


async def test_a_way_is_recorded_and_told_and_the_last_of_a_day_stands(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    assert await leg(toewijzing, weg("ggk")) == weg("ggk")
    await leg(toewijzing, weg("beide"))
    await leg(toewijzing, weg("ggk", "2024-01-01"))
    await leg(toewijzing, weg("api", wet="jeugdwet"))
    eerste = await lijst(toewijzing, "?limit=2")
    tweede = await lijst(toewijzing, f"?limit=2&cursor={eerste['volgende']}")
    assert [eerste["items"], tweede["items"], tweede["volgende"]] == [
        [weg("api", wet="jeugdwet"), weg("beide")],
        [weg("ggk", "2024-01-01")],
        None,
    ]
    verteld = [each["data"] for each in await toewijzing.events("berichtwegen.vastgelegd")]
    assert [each["weg"] for each in verteld] == ["ggk", "beide", "ggk", "api"]  # type: ignore[index]
    assert verteld[-1] == weg("api", wet="jeugdwet")


async def test_only_contract_management_with_a_contract_records_it(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()

    async def status(scope: str, gemeente: str, agb: str = DE_BRUG) -> int:
        headers = toewijzing.token(scope, gemeenten=(gemeente,))
        return (await toewijzing.client.post("/v1/berichtwegen", json=weg("ggk", agb=agb), headers=headers)).status_code

    assert await status("contracten", ALMELO) == 403
    assert await status("toewijzing", ALMERE) == 403
    assert await status(DOORGEVER, ALMERE) == 403
    assert await status("contracten", ALMERE, HET_ANKER) == 404
    assert await status("contracten", ALMERE) == 200


async def test_what_only_the_ggk_takes_is_not_laid_to_the_provider(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    await toewijzing.hoor(toewijzing.beschikt())
    ((stuk, _),) = await toewijzing.post("WMO301")
    nu = toewijzing.room.clock() + timedelta(days=2)
    dag = toewijzing.room.clock().date()

    async def wacht() -> tuple[int, int]:
        toewijzing.room.clock = lambda: nu
        async with toewijzing.room.work() as work:
            return len(await niet_opgehaald(work)), len(await niet_doorgegeven(work))

    assert await wacht() == (1, 0)
    for body in (weg("ggk", str(dag), "jeugdwet"), weg("ggk", str(dag), agb=HET_ANKER), weg("beide", str(dag))):
        await leg(toewijzing, body)
        assert await wacht() == (1, 0), body
    await leg(toewijzing, weg("ggk", str(dag + timedelta(days=1))))
    assert await wacht() == (1, 0), "it was made the day before"
    await leg(toewijzing, weg("ggk", str(dag)))
    assert await wacht() == (0, 1)
    async with toewijzing.room.work() as work:
        (wachtend,) = await niet_doorgegeven(work)
        assert "GGk" in wachtend.waits_for
        await work.session.execute(update(berichten).where(berichten.c.id == stuk["id"]).values(status="opgehaald"))
    assert await wacht() == (0, 0)


async def test_the_koppelvlak_brings_and_takes_for_every_provider_of_its_municipalities(
    toewijzing: Toewijzing,
) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    ((stuk, inhoud),) = await toewijzing.post("WMO301")
    (row,) = await toewijzing.toewijzingen()
    doorgever, elders = (toewijzing.token(DOORGEVER, gemeenten=(each,)) for each in (ALMERE, ALMELO))
    start_305 = iwmo.schrijf(bericht_305(start(int(str(row["toewijzingNummer"])), "HO"), identificatie="S1"))
    pad = f"/v1/berichten/{stuk['id']}"

    async def breng(headers: dict[str, str]) -> int:
        return (await toewijzing.client.post("/v1/berichten", content=start_305, headers=headers | XML)).status_code

    assert await breng(elders) == 403
    assert await breng(toewijzing.token("berichten:lezen personen:lezen", gemeenten=("*",))) == 403
    assert await breng(doorgever) == 202
    gelezen = await toewijzing.client.get(f"{pad}/inhoud", headers=doorgever)
    assert gelezen.content == inhoud
    assert (await toewijzing.client.get(f"{pad}/inhoud", headers=elders)).status_code == 404
    assert (await toewijzing.client.get(f"{pad}/woorden", headers=doorgever)).status_code == 403, (
        "no more than it needs"
    )
    assert (await toewijzing.client.post(f"{pad}/_opgehaald", headers=elders)).status_code == 404
    assert (await toewijzing.client.post(f"{pad}/_opgehaald", headers=doorgever)).status_code == 204
    gevonden = gelukt(await toewijzing.client.get(pad, headers=doorgever))
    assert gevonden["status"] == "opgehaald"
