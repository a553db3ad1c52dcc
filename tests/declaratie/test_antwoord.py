"""From a WMO323 at the door to its WMO325: every kind of answer, on SQLite and on PostgreSQL."""

import json
from dataclasses import fields, replace
from datetime import date

from tests.declaratie.conftest import JSON, XML, Declaratie
from tests.declaratie.maker import (
    AGB,
    ALMERE,
    ANDERE_AGB,
    ANDERE_BSN,
    BSN,
    EURO,
    MINUUT,
    NUMMER,
    VREEMDE_BSN,
    client,
    prestatie,
)
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import afgewezen, bedragen, codes
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt

import iwmo
from declaratie.domain.advies import ADVIES
from gebeurtenissen.declaratie import DeclaratieBeantwoord
from istandaard.berichten import Bericht323
from istandaard.cdt import BerichtIdentificatie


def gemengd() -> Bericht323:
    """Two good lines, one wrong, and a client that is not known: 10 + 5 hours of the 10 + 5 + 7 + 3 + 2 claimed."""
    return bericht_met(
        client(
            prestatie(10, ref="GOED"),
            prestatie(7, ref="PRIJS", periode=("04-01", "04-30"), tarief=6200),
            prestatie(5, ref="OOKGOED", periode=("03-01", "03-31")),
        ),
        client(prestatie(3, ref="VREEMD1"), prestatie(2, ref="VREEMD2", periode=("04-01", "04-30")), bsn=VREEMDE_BSN),
    )


async def test_all_granted(declaratie: Declaratie) -> None:
    bericht = bericht_met(client(prestatie(10), prestatie(5, periode=("04-01", "04-30"))))
    antwoord = await declaratie.declareer(bericht)
    assert codes(antwoord) == (["0200"], ["8001"])
    assert bedragen(antwoord) == (15 * 6150, 15 * 6150)
    assert afgewezen(antwoord) == {}


async def test_header_of_the_answer(declaratie: Declaratie) -> None:
    bericht = bericht_met(client(prestatie()), identificatie="B2023", nummer="D2023")
    antwoord = await declaratie.declareer(bericht)
    header = antwoord.header
    assert (header.bericht_code, header.afzender, header.ontvanger) == ("485", ALMERE, AGB)
    assert header.declaratie_identificatie == BerichtIdentificatie(identificatie="B2023", dagtekening=date(2023, 6, 12))
    assert header.bericht_identificatie.dagtekening == date(2023, 6, 12)
    assert header.bericht_identificatie.identificatie != "B2023"
    assert header.xsd_versie_declaratie == bericht.header.xsd_versie
    assert antwoord.declaratie_antwoord is not None
    assert antwoord.declaratie_antwoord.declaratie_nummer == "D2023"


async def test_partly_granted(declaratie: Declaratie) -> None:
    antwoord = await declaratie.declareer(gemengd())
    assert codes(antwoord) == (["0200"], ["0200"])
    assert bedragen(antwoord) == (20 * 6150 + 7 * 6200, 15 * 6150)
    assert afgewezen(antwoord) == {
        BSN: ("0200", {"PRIJS": ["0611"]}),
        VREEMDE_BSN: ("8187", {"VREEMD1": ["0233"], "VREEMD2": ["0233"]}),
    }


async def test_rejected_lines_stand_as_they_were_sent(declaratie: Declaratie) -> None:
    fout = prestatie(7, tarief=6200)
    antwoord = await declaratie.declareer(bericht_met(client(fout, prestatie(1, periode=("04-01", "04-30")))))
    assert antwoord.declaratie_antwoord is not None
    (afgewezen,) = antwoord.declaratie_antwoord.clienten[0].prestaties
    assert [getattr(afgewezen, each.name) for each in fields(fout)] == [
        getattr(fout, each.name) for each in fields(fout)
    ]


async def test_all_rejected(declaratie: Declaratie) -> None:
    antwoord = await declaratie.declareer(bericht_met(client(prestatie(ref="R", nummer=9))))
    assert codes(antwoord) == (["0200"], ["0200"])
    assert bedragen(antwoord) == (61_500, 0)
    assert afgewezen(antwoord) == {BSN: ("0200", {"R": ["9338"]})}


async def test_a_line_has_every_code(declaratie: Declaratie) -> None:
    fout = prestatie(101, ref="R", product=("07", "DB2B"), periode=("05-02", "05-31"))
    antwoord = await declaratie.declareer(bericht_met(client(fout)))
    _, redenen = afgewezen(antwoord)[BSN]
    assert set(redenen["R"]) == {"9339", "9340", "9387", "9321", "9322", "0611"}


async def test_wrong_within_the_message_gives_a_header_only(declaratie: Declaratie) -> None:
    antwoord = await declaratie.declareer(bericht_met(client(prestatie()), totaal=1))
    assert codes(antwoord) == (["0001"], None)
    (event,) = declaratie.beantwoord()
    assert (event.retourcode, event.prestaties_toegekend, event.bedrag_toegekend) == ("0001", 0, 0)


async def test_wrong_within_the_message_uses_up_nothing(declaratie: Declaratie) -> None:
    """Nothing was processed: the number, the references and the room are still there."""
    await declaratie.declareer(bericht_met(client(prestatie(ref="R")), nummer="D1", totaal=1))
    assert codes(await declaratie.declareer(bericht_met(client(prestatie(ref="R")), nummer="D1"))) == (
        ["0200"],
        ["8001"],
    )


async def test_an_identificatie_that_was_used_gives_a_header_only(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie()), identificatie="B1"))
    tweede = bericht_met(client(prestatie(periode=("04-01", "04-30"))), identificatie="B1")
    assert codes(await declaratie.declareer(tweede)) == (["9056"], None)


async def test_another_provider_may_use_the_same_identificatie_and_numbers(declaratie: Declaratie) -> None:
    await declaratie.sluit_contract(agb=ANDERE_AGB)
    await declaratie.wijs_toe(2002, agb=ANDERE_AGB)
    await declaratie.declareer(bericht_met(client(prestatie(ref="R")), identificatie="B1", nummer="D1"))
    ander = bericht_met(client(prestatie(ref="R", nummer=2002)), identificatie="B1", nummer="D1", agb=ANDERE_AGB)
    assert codes(await declaratie.declareer(ander, ANDERE_AGB)) == (["0200"], ["8001"])


async def test_a_wrong_header_gives_a_header_only(declaratie: Declaratie) -> None:
    toekomst = await declaratie.declareer(bericht_met(client(prestatie()), dagtekening="06-13"))
    assert codes(toekomst) == (["8848"], None)
    vreemd = await declaratie.declareer(bericht_met(client(prestatie()), gemeente="9999"))
    assert codes(vreemd) == (["S300"], None)
    assert vreemd.header.afzender == "9999"
    beide = await declaratie.declareer(bericht_met(client(prestatie()), gemeente="9999", dagtekening="06-13"))
    assert (set(beide.header.retour_codes), beide.declaratie_antwoord) == ({"8848", "S300"}, None)


async def test_a_declaratienummer_that_was_used_rejects_the_declaration(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie()), nummer="D1"))
    antwoord = await declaratie.declareer(
        bericht_met(client(prestatie(3, ref="R", periode=("04-01", "04-30"))), nummer="D1")
    )
    assert codes(antwoord) == (["0200"], ["9333"])
    assert bedragen(antwoord) == (3 * 6150, 0)
    assert afgewezen(antwoord) == {}
    # Nothing of it was processed.
    opnieuw = bericht_met(client(prestatie(3, ref="R", periode=("04-01", "04-30"))))
    assert codes(await declaratie.declareer(opnieuw)) == (["0200"], ["8001"])


async def test_what_was_granted_counts_for_the_next_message(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(60, ref="EEN", periode=("03-01", "03-31")))))
    tweede = await declaratie.declareer(bericht_met(client(prestatie(41, ref="TWEE", periode=("04-01", "04-30")))))
    assert afgewezen(tweede) == {BSN: ("0200", {"TWEE": ["9322"]})}
    derde = await declaratie.declareer(bericht_met(client(prestatie(40, periode=("04-01", "04-30")))))
    assert codes(derde) == (["0200"], ["8001"])


async def test_a_reference_is_used_once_also_after_a_rejection(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(ref="R", nummer=9))))
    opnieuw = await declaratie.declareer(bericht_met(client(prestatie(ref="R"))))
    assert afgewezen(opnieuw) == {BSN: ("0200", {"R": ["8021"]})}


async def test_a_correction_over_two_messages(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(90, ref="FOUT"))))
    correctie = bericht_met(client(prestatie(95, ref="BETER"), prestatie(90, ref="TERUG", vorig="FOUT")))
    antwoord = await declaratie.declareer(correctie)
    assert codes(antwoord) == (["0200"], ["8001"])
    assert bedragen(antwoord) == (5 * 6150, 5 * 6150)
    nog_eens = await declaratie.declareer(bericht_met(client(prestatie(90, ref="DUBBEL", vorig="FOUT"))))
    assert afgewezen(nog_eens) == {BSN: ("0200", {"DUBBEL": ["9390"]})}
    weer_debet = await declaratie.declareer(bericht_met(client(prestatie(1, ref="EXTRA"))))
    assert afgewezen(weer_debet) == {BSN: ("0200", {"EXTRA": ["9389"]})}


async def test_only_credits_give_a_credit_total(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(10, ref="A"))))
    antwoord = await declaratie.declareer(
        bericht_met(client(prestatie(10, vorig="A"), prestatie(4, ref="X", vorig="NOOIT", periode=("04-01", "04-30"))))
    )
    assert bedragen(antwoord) == (-14 * 6150, -10 * 6150)
    assert afgewezen(antwoord) == {BSN: ("0200", {"X": ["8017"]})}
    assert declaratie.beantwoord()[-1].bedrag_toegekend == -10 * 6150


async def test_a_credit_of_a_rejected_line_is_rejected(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(ref="A", bedrag=61_501))))
    antwoord = await declaratie.declareer(bericht_met(client(prestatie(ref="C", vorig="A", bedrag=61_501))))
    assert afgewezen(antwoord) == {BSN: ("0200", {"C": ["8017"]})}


async def test_minutes_on_an_hourly_price(declaratie: Declaratie) -> None:
    minuten = prestatie(61, eenheid=MINUUT, tarief=103, bedrag=6253)  # 61 × 61.50 ÷ 60 = 62.525
    antwoord = await declaratie.declareer(bericht_met(client(minuten)))
    assert (codes(antwoord), bedragen(antwoord)) == ((["0200"], ["8001"]), (6253, 6253))


async def test_an_assignment_with_a_budget_only(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, product=(None, None), omvang=None, budget=61_500)
    past = await declaratie.declareer(bericht_met(client(prestatie(6, nummer=2002))))
    te_veel = bericht_met(client(prestatie(5, ref="R", nummer=2002, periode=("04-01", "04-30"))))
    assert codes(past) == (["0200"], ["8001"])
    assert afgewezen(await declaratie.declareer(te_veel)) == {BSN: ("0200", {"R": ["9369"]})}
    euros = bericht_met(
        client(prestatie(5, ref="S", nummer=2002, eenheid=EURO, tarief=None, periode=("03-01", "03-31")))
    )
    assert afgewezen(await declaratie.declareer(euros)) == {BSN: ("0200", {"S": ["9341"]})}


async def test_the_answer_is_the_same_however_often_it_is_fetched(declaratie: Declaratie) -> None:
    bericht_id = await declaratie.lever_aan(gemengd())
    await declaratie.werk()
    assert await declaratie.antwoord_xml(bericht_id) == await declaratie.antwoord_xml(bericht_id)


async def test_json_in_and_out(declaratie: Declaratie) -> None:
    spiegel = json.dumps(iwmo.naar_json(gemengd()))
    headers = {**declaratie.aanbieder(), "Content-Type": JSON}
    taken = await declaratie.client.post("/v1/berichten", content=spiegel, headers=headers)
    assert taken.status_code == 202, taken.text
    await declaratie.werk()
    waar = f"{taken.headers['Location']}/antwoord"
    antwoord = await declaratie.client.get(waar, headers={**declaratie.aanbieder(), "Accept": JSON})
    als_xml = await declaratie.client.get(waar, headers={**declaratie.aanbieder(), "Accept": XML})
    assert antwoord.headers["Content-Type"] == JSON
    assert iwmo.uit_json(antwoord.json()) == iwmo.lees(als_xml.content)
    assert antwoord.json()["declaratieAntwoord"]["totaalToegekendBedrag"] == {
        "totaalBedrag": 15 * 6150,
        "debetCredit": "D",
    }


@met_standaard
async def test_m81_every_answer_is_a_good_325(declaratie: Declaratie) -> None:
    """M81: what goes back is what the national protocol and its schema ask."""
    berichten = {
        "8001": bericht_met(client(prestatie()), nummer="D1"),
        "0200": gemengd(),
        "0001": bericht_met(client(prestatie()), totaal=1),
        "S300": bericht_met(client(prestatie()), gemeente="9999"),
        "9333": bericht_met(client(prestatie(periode=("02-01", "02-28"))), nummer="D1"),
    }
    terug = bericht_met(client(prestatie(vorig="NOOIT")))
    for bericht in (*berichten.values(), terug):
        bericht_id = await declaratie.lever_aan(bericht)
        await declaratie.werk()
        document = await declaratie.antwoord_xml(bericht_id)
        assert xsd_aanvaardt("WMO325", document)
        assert iwmo.controleer(iwmo.lees(document)) == []
    assert [each.retourcode for each in declaratie.beantwoord()] == [*berichten, "0200"]


async def test_lines_with_their_reasons(declaratie: Declaratie) -> None:
    await declaratie.declareer(gemengd())
    (event,) = declaratie.beantwoord()
    waar = f"/v1/declaraties/{event.declaratie_id}"
    view = await declaratie.get(waar)
    assert (view["retourcode"], view["bedragIngediend"], view["bedragToegekend"]) == ("0200", 166_400, 92_250)
    page = await declaratie.get(f"{waar}/prestaties")
    items = page["items"]
    assert isinstance(items, list)
    assert page["volgende"] is None
    assert [
        (each["referentie"], each["isToegekend"], [r["retourcode"] for r in each["redenen"]]) for each in items
    ] == [
        ("GOED", True, []),
        ("PRIJS", False, ["0611"]),
        ("OOKGOED", True, []),
        ("VREEMD1", False, ["8187"]),
        ("VREEMD2", False, ["8187"]),
    ]
    assert items[1]["redenen"] == [
        {
            "regel": "TR418",
            "retourcode": "0611",
            "tekst": "Het tarief moet het afgesproken tarief zijn.",
            "advies": ADVIES["TR418"],
        }
    ]
    assert (items[1]["volume"], items[1]["tarief"], items[1]["bedrag"]) == (7, 6200, 43_400)
    assert (items[0]["toewijzingNummer"], items[0]["begindatum"]) == (NUMMER, "2023-05-01")


async def test_lines_come_in_pages(declaratie: Declaratie) -> None:
    await declaratie.declareer(gemengd())
    waar = f"/v1/declaraties/{declaratie.beantwoord()[0].declaratie_id}/prestaties"
    volgnummers: list[int] = []
    vervolg = ""
    while True:
        page = await declaratie.get(f"{waar}?limit=2{vervolg}")
        items = page["items"]
        assert isinstance(items, list)
        assert len(items) <= 2
        volgnummers += [each["volgnummer"] for each in items]
        if page["volgende"] is None:
            break
        vervolg = f"&cursor={page['volgende']}"
    assert volgnummers == [1, 2, 3, 4, 5]


async def test_the_event_counts_right(declaratie: Declaratie) -> None:
    await declaratie.declareer(gemengd())
    (event,) = declaratie.beantwoord()
    assert event == DeclaratieBeantwoord.model_validate(
        {
            "declaratieId": event.declaratie_id,
            "berichtId": event.declaratie_id,
            "gemeente": ALMERE,
            "agb": AGB,
            "declaratieperiode": "2023-05-01",
            "ontvangenOp": "2023-06-12T09:30:00Z",
            "beantwoordOp": "2023-06-12T09:30:00Z",
            "retourcode": "0200",
            "regelsIngediend": 5,
            "regelsToegekend": 2,
            "regelsAfgewezen": 3,
            "bedragIngediend": 20 * 6150 + 7 * 6200,
            "bedragToegekend": 15 * 6150,
            "afkeuringen": [
                {"retourcode": "0611", "aantal": 1, "bedrag": 7 * 6200},
                {"retourcode": "8187", "aantal": 2, "bedrag": 5 * 6150},
            ],
            "producten": [
                {
                    "code": "IB2B",
                    "ingediend": ingediend,
                    "toegekend": toegekend,
                    "bedragIngediend": bedrag_ingediend,
                    "bedragToegekend": bedrag_toegekend,
                    "budgethouder": ALMERE,
                    "maand": maand,
                }
                for maand, ingediend, toegekend, bedrag_ingediend, bedrag_toegekend in (
                    ("2023-03-01", 1, 1, 5 * 6150, 5 * 6150),
                    ("2023-04-01", 2, 0, 7 * 6200 + 2 * 6150, 0),
                    ("2023-05-01", 2, 1, 13 * 6150, 10 * 6150),
                )
            ],
        }
    )


async def test_two_clients_of_one_provider(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN)
    bericht = bericht_met(
        client(prestatie(ref="EIGEN")), client(prestatie(ref="OOK", nummer=2002), prestatie(ref="VAN1"), bsn=ANDERE_BSN)
    )
    antwoord = await declaratie.declareer(bericht)
    assert afgewezen(antwoord) == {ANDERE_BSN: ("0200", {"VAN1": ["8187"]})}
    assert bedragen(antwoord) == (3 * 61_500, 2 * 61_500)


async def test_a_late_line_is_held_against_the_list_of_its_own_month(declaratie: Declaratie) -> None:
    """Almere has no list before 2023: a line over December 2022 is not rejected for that."""
    await declaratie.wijs_toe(2002, termijn=("2022-06-01", "12-31"))
    laat = prestatie(ref="R", nummer=2002, periode=("2022-12-01", "2022-12-31"))
    assert afgewezen(await declaratie.declareer(bericht_met(client(laat)))) == {BSN: ("0200", {"R": ["0611"]})}
    await declaratie.sluit_contract(prijzen=[("2022-01-01", 6150)], termijn=("2022-01-01", None), sequence=2)
    laat = replace(laat, product_referentie=replace(laat.product_referentie, referentie_nummer="S"))
    assert codes(await declaratie.declareer(bericht_met(client(laat)))) == (["0200"], ["8001"])
