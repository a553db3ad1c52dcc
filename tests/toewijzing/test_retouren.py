"""Retours of providers on what was sent, and what is due (OP090, OP271, OP272, OP274)."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import delete, select, update
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, XML, Toewijzing, gelukt
from tests.toewijzing.gesprek import bericht_307, bericht_315, codes_in, gevraagd, retour_op, stop
from tests.toewijzing.verhaal import ALMERE, DE_BRUG, HET_ANKER, NU, Json, bericht_305, product, start

import iwmo
from berichtenverkeer.tables import berichten
from chassis.persoonsgegevens import Gezocht
from chassis.ticks import tick_once
from istandaard.berichten import Bericht301
from toewijzing.domain.afkeur import ADVIES, wat_te_doen
from toewijzing.events import TICKS
from toewijzing.tables import Termijn
from toewijzing.tables import Toewijzing as Tabel
from toewijzing.usecases.vernietig import vernietig_gegevens

IEMAND = "01a2250e-37b0-7217-bc05-e61ac52d5a84"

FOUT = iwmo.bevinding("TR332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]")


async def stuur(toewijzing: Toewijzing, bericht: iwmo.Bericht, agb: str = "99990001") -> httpx.Response:
    headers = toewijzing.aanbieder(agb) | XML
    answer = await toewijzing.client.post("/v1/berichten", content=iwmo.schrijf(bericht), headers=headers)
    await toewijzing.settle()
    return answer


async def verzonden(toewijzing: Toewijzing) -> tuple[Json, bytes]:
    """The WMO301 of an assignment that was just given."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt())
    return (await toewijzing.post("WMO301"))[0]


async def termijnen(toewijzing: Toewijzing, query: str = "") -> list[tuple[object, ...]]:
    items = gelukt(await toewijzing.client.get(f"/v1/termijnen{query}", headers=toewijzing.gemeente))["items"]
    assert isinstance(items, list)
    return [(each["soort"], each["wie"], each["uiterlijk"], each["teLaat"]) for each in items]


async def test_a_retour_closes_the_message_and_its_term(toewijzing: Toewijzing) -> None:
    stuk, xml = await verzonden(toewijzing)
    assert ("retour", "aanbieder", "2024-06-06", False) in await termijnen(toewijzing)
    taken = await stuur(toewijzing, retour_op(xml))
    assert (taken.status_code, taken.json()["antwoordOp"]) == (202, stuk["id"])
    found = (await toewijzing.client.get(f"/v1/berichten/{stuk['id']}", headers=toewijzing.gemeente)).json()
    assert found["status"] == "beantwoord"
    answer = await toewijzing.client.get(f"/v1/berichten/{stuk['id']}/antwoord", headers=toewijzing.gemeente)
    assert iwmo.lees(answer.content).soort() == "WMO302"
    assert await termijnen(toewijzing, "?soort=retour") == []
    retouren = [each for each, _ in await toewijzing.post("WMO302")]
    assert [each["status"] for each in retouren] == ["verwerkt"]
    assert await toewijzing.events("berichten.afgekeurd") == []


@pytest.mark.parametrize("niveau", ["header", "product"])
async def test_a_rejected_301_shows_on_the_assignment_and_goes_along_again(toewijzing: Toewijzing, niveau: str) -> None:
    """It counts as never sent: what it told goes along in the next WMO301 (OP087)."""
    _, xml = await verzonden(toewijzing)
    fout = FOUT if niveau == "product" else replace(FOUT, niveau=2, retourcode="0001")
    gelukt(await stuur(toewijzing, retour_op(xml, fout)), 202)
    code = "9332" if niveau == "product" else "0001"
    (een,) = await toewijzing.toewijzingen()
    pad = f"/v1/toewijzingen/{een['id']}"
    (versie,) = (await toewijzing.client.get(f"{pad}/versies", headers=toewijzing.gemeente)).json()["items"]
    assert (een["retour"], versie["retourcodes"]) == ("afgekeurd", [code])
    (told,) = await toewijzing.events("berichten.afgekeurd")
    assert (told["data"]["soort"], told["data"]["retourcodes"]) == ("WMO301", [code])  # type: ignore[index]
    assert (await toewijzing.client.post(f"{pad}/_verstuur", headers=toewijzing.gemeente)).status_code == 204
    _, opnieuw = (await toewijzing.post("WMO301"))[-1]
    gelukt(await stuur(toewijzing, retour_op(opnieuw, identificatie="R2")), 202)
    assert [each["retour"] for each in await toewijzing.toewijzingen()] == ["akkoord"]


async def test_a_rejected_301_shows_in_the_work_list_with_what_to_do(toewijzing: Toewijzing) -> None:
    """Also of what was taken back: as long as the provider does not know, somebody has to act."""
    _, xml = await verzonden(toewijzing)
    pad = "/v1/knelpunten?soort=afgekeurd"
    assert gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))["items"] == []
    gelukt(await stuur(toewijzing, retour_op(xml, FOUT)), 202)
    (een,) = gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))["items"]  # type: ignore[misc]
    assert een["toewijzing"]["toewijzingNummer"] == 1
    assert een["toelichting"].startswith("De aanbieder keurde het laatste bericht af. 9332 (")
    assert een["toelichting"].endswith("Haal deze toewijzing terug en wijs opnieuw toe: dan komt er een nieuw nummer.")
    verwijder = f"/v1/toewijzingen/{een['toewijzing']['id']}/_verwijder"
    gelukt(await toewijzing.client.post(verwijder, headers=toewijzing.gemeente))
    assert gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))["items"] == []
    gelukt(await stuur(toewijzing, retour_op((await toewijzing.post("WMO301"))[-1][1], FOUT, identificatie="R2")), 202)
    (een,) = gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))["items"]  # type: ignore[misc]
    assert een["toewijzing"]["status"] == "verwijderd"


def test_every_code_of_a_301_has_an_advice() -> None:
    """Level 2 and the rules of levels 3 and 4 that look at a WMO301."""
    codes = {each.retourcode for each in iwmo.REGELS.values() if "WMO301" in each.berichten and each.niveau > 2}
    assert codes | {"0001"} == set(ADVIES)
    assert "onbekende code" in wat_te_doen(["XXXX"])


async def nummers(toewijzing: Toewijzing) -> list[int]:
    """The numbers in the last WMO301."""
    bericht = iwmo.lees((await toewijzing.post("WMO301"))[-1][1])
    assert isinstance(bericht, Bericht301)
    return [each.toewijzing_nummer for each in bericht.client.toegewezen_producten]


async def test_what_was_rejected_goes_along_although_it_is_past(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    voorbij = product(ingangsdatum=NU.date() - timedelta(60), einddatum=NU.date() - timedelta(30))
    await toewijzing.hoor(toewijzing.beschikt(voorbij))
    gelukt(await stuur(toewijzing, retour_op((await toewijzing.post("WMO301"))[0][1], FOUT)), 202)
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B")))
    assert await nummers(toewijzing) == [1, 2]
    gelukt(await stuur(toewijzing, retour_op((await toewijzing.post("WMO301"))[-1][1], identificatie="R2")), 202)
    assert {each["retour"] for each in await toewijzing.toewijzingen()} == {"akkoord"}
    await toewijzing.hoor(toewijzing.beschikt(product("DB2B")))
    assert await nummers(toewijzing) == [2, 3]


async def test_a_retour_counts_once_and_only_for_what_was_sent(toewijzing: Toewijzing) -> None:
    _, xml = await verzonden(toewijzing)
    first = await stuur(toewijzing, retour_op(xml))
    again = await stuur(toewijzing, retour_op(xml))
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    other = await stuur(toewijzing, retour_op(xml, FOUT, identificatie="R2"))
    assert (other.status_code, other.json()["type"]) == (409, "urn:clientroute:fout:al-beantwoord")
    elders = await stuur(toewijzing, retour_op(xml), HET_ANKER)
    assert (elders.status_code, elders.json()["type"]) == (403, "urn:clientroute:fout:afzender")
    los = await stuur(toewijzing, retour_op(xml.replace(f"{DE_BRUG}0001".encode(), f"{DE_BRUG}0099".encode())))
    assert (los.status_code, los.json()["type"]) == (400, "urn:clientroute:fout:retour")
    assert len(await toewijzing.events("berichten.ontvangen")) == 1


async def test_a_missing_retour_is_noticed_after_three_working_days(toewijzing: Toewijzing) -> None:
    """OP090: told once, and shown until it comes."""
    stuk, xml = await verzonden(toewijzing)
    room = toewijzing.room
    for dag, verwacht in {"2024-06-06": 0, "2024-06-07": 1, "2024-06-08": 1}.items():
        room.clock = lambda dag=dag: NU.fromisoformat(f"{dag}T10:00:00+00:00")  # type: ignore[misc]
        await tick_once(room, TICKS[0])
        assert len(await toewijzing.events("retouren.gemist")) == verwacht, dag
    (told,) = await toewijzing.events("retouren.gemist")
    assert told["data"] == {
        "berichtId": stuk["id"],
        "soort": "WMO301",
        "gemeente": "0034",
        "agb": "99990001",
        "verzondenOp": "2024-06-03",
        "uiterlijk": "2024-06-06",
    }
    assert await termijnen(toewijzing, "?teLaat=true&soort=retour") == [("retour", "aanbieder", "2024-06-06", True)]
    gelukt(await stuur(toewijzing, retour_op(xml)), 202)
    assert await termijnen(toewijzing, "?soort=retour") == []


@pytest.mark.parametrize("hoe", ["met zijn termijn", "zonder"])
async def test_what_was_destroyed_is_missed_no_more_and_the_others_are(toewijzing: Toewijzing, hoe: str) -> None:
    """`zonder`: as before destruction looked at what was due about a message."""
    await verzonden(toewijzing)
    await toewijzing.hoor(toewijzing.beschikt(client_id=ANDERE_CLIENT))
    stukken = [stuk["id"] for stuk, _ in await toewijzing.post("WMO301")]
    async with toewijzing.room.work() as work:
        if hoe == "zonder":
            await work.session.execute(delete(berichten).where(berichten.c.id == stukken[0]))
        else:
            await work.session.execute(update(Tabel).where(Tabel.client_id == CLIENT).values(client_id=IEMAND))
            await vernietig_gegevens(work, IEMAND, Gezocht(ALMERE, ()))
            over = (await work.session.execute(select(Termijn.onderwerp_id))).scalars().all()
            assert stukken[0] not in over
    toewijzing.room.clock = lambda: NU + timedelta(days=9)
    await tick_once(toewijzing.room, TICKS[0])
    assert not toewijzing.room.failures
    assert [each["subject"] for each in await toewijzing.events("retouren.gemist")] == stukken[1:]


async def test_a_start_and_a_stop_are_due_in_five_working_days(toewijzing: Toewijzing) -> None:
    """OP271, OP272: after the first day or the WMO301, and after the last day."""
    await verzonden(toewijzing)
    assert ("start", "aanbieder", "2024-06-10", False) in await termijnen(toewijzing)
    await toewijzing.lever_aan(bericht_305(start(1), identificatie="S1"))
    assert await termijnen(toewijzing, "?soort=start") == []
    assert await termijnen(toewijzing, "?soort=stop") == [("stop", "aanbieder", "2025-06-06", False)]
    await toewijzing.lever_aan(bericht_307(stop(1), identificatie="S2"))
    assert await termijnen(toewijzing, "?soort=stop") == []


async def test_a_request_is_due_to_the_municipality(toewijzing: Toewijzing) -> None:
    """OP274; a public holiday does not count: 5 June 2024 is none, Monday 10 June is the fifth working day."""
    await verzonden(toewijzing)
    _, retour = await toewijzing.lever_aan(bericht_315(gevraagd("VOT-1"), identificatie="V1"))
    assert codes_in(retour) == set()
    assert await termijnen(toewijzing, "?wie=gemeente") == [("verzoek", "gemeente", "2024-06-10", False)]
    eigen = toewijzing.aanbieder(HET_ANKER)
    assert gelukt(await toewijzing.client.get("/v1/termijnen", headers=eigen))["items"] == []


async def test_terms_come_page_by_page_first_due_first(toewijzing: Toewijzing) -> None:
    await verzonden(toewijzing)
    await toewijzing.lever_aan(bericht_315(gevraagd("VOT-1"), identificatie="V1"))
    seen, query = [], "?limit=1"
    while True:
        page = gelukt(await toewijzing.client.get(f"/v1/termijnen{query}", headers=toewijzing.gemeente))
        (item,) = page["items"]  # type: ignore[misc]
        seen.append(item["uiterlijk"])
        if page["volgende"] is None:
            break
        query = f"?limit=1&cursor={page['volgende']}"
    assert seen == ["2024-06-06", "2024-06-10", "2024-06-10"]
    wrong = await toewijzing.client.get("/v1/termijnen?cursor=eA==", headers=toewijzing.gemeente)
    assert wrong.status_code == 400


async def test_a_retour_that_we_owe_is_a_term_until_it_is_sent(toewijzing: Toewijzing) -> None:
    """OP090: three working days after the WMO305 came in, and the municipality has to act."""
    await verzonden(toewijzing)
    bericht = iwmo.schrijf(bericht_305(start(1), identificatie="S1"))
    headers = toewijzing.aanbieder("99990001") | XML
    gelukt(await toewijzing.client.post("/v1/berichten", content=bericht, headers=headers), 202)
    room = toewijzing.room
    for dag, te_laat in {"2024-06-03": False, "2024-06-06": False, "2024-06-07": True}.items():
        room.clock = lambda dag=dag: NU.fromisoformat(f"{dag}T10:00:00+00:00")  # type: ignore[misc]
        await tick_once(room, TICKS[0])
        assert await termijnen(toewijzing, "?wie=gemeente") == [("retour", "gemeente", "2024-06-06", te_laat)]
    assert [each["data"]["soort"] for each in await toewijzing.events("retouren.gemist")] == ["WMO301"]
    await toewijzing.settle()
    await tick_once(room, TICKS[0])
    assert await termijnen(toewijzing, "?wie=gemeente") == []
