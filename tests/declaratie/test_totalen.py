"""Totals, and payable amounts with their exports."""

import csv
import io
from datetime import UTC, datetime

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDERE_AGB,
    TOTAAL,
    UUR,
    UURTARIEF,
    client,
    prestatie,
)
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import items
from tests.declaratie.werkboek import lees_xlsx

MAART, APRIL, MEI = ("03-01", "03-31"), ("04-01", "04-30"), ("05-01", "05-31")


@pytest.fixture
async def gevuld(declaratie: Declaratie) -> Declaratie:
    """Two providers, a correction, a rejection, a declaration without anything granted, and an answer in July."""
    await declaratie.wijs_toe(2002, gemeente=ALKMAAR, agb=AGB)
    await declaratie.sluit_contract(agb=ANDERE_AGB)
    await declaratie.wijs_toe(3003, agb=ANDERE_AGB, omvang=(40, UUR, TOTAAL))
    goed, fout = prestatie(10, ref="EEN", periode=APRIL), prestatie(101, periode=MAART)
    await declaratie.declareer(bericht_met(client(goed, fout), nummer="D1", maand="04"))
    credit, debet = prestatie(10, vorig="EEN", periode=APRIL), prestatie(8, periode=APRIL)
    await declaratie.declareer(bericht_met(client(credit, debet, prestatie(5)), nummer="D2"))
    await declaratie.declareer(bericht_met(client(prestatie(nummer=9)), nummer="D3"))
    await declaratie.declareer(bericht_met(client(prestatie(20, nummer=3003)), agb=ANDERE_AGB, nummer="D4"), ANDERE_AGB)
    # In June by UTC, in July by the Dutch clock.
    declaratie.room.clock = lambda: datetime(2023, 6, 30, 22, 30, tzinfo=UTC)
    await declaratie.declareer(bericht_met(client(prestatie(2, periode=MAART)), nummer="D5"))
    return declaratie


# --- totals


async def test_totals_without_a_split_are_one(gevuld: Declaratie) -> None:
    (totaal,) = items(await gevuld.get("/v1/totalen"))
    assert totaal == {
        "budgethouder": None,
        "gemeente": None,
        "aanbieder": None,
        "product": None,
        "maand": None,
        "prestatiesIngediend": 7,
        "prestatiesToegekend": 5,
        "bedragIngediend": (10 + 101 - 10 + 8 + 5 + 10 + 2) * UURTARIEF,
        "bedragToegekend": (10 - 10 + 8 + 5 + 2) * UURTARIEF,
    }


async def test_totals_of_nothing_are_zero(declaratie: Declaratie) -> None:
    (totaal,) = items(await declaratie.get("/v1/totalen"))
    assert [totaal[each] for each in ("prestatiesIngediend", "prestatiesToegekend", "bedragToegekend")] == [0, 0, 0]
    assert items(await declaratie.get("/v1/totalen?per=maand")) == []


async def test_totals_per_whatever_is_asked(gevuld: Declaratie) -> None:
    wie = gevuld.backoffice("*")
    per_maand = items(await gevuld.get("/v1/totalen?per=maand&per=aanbieder", wie))
    assert [(each["maand"], each["aanbieder"], each["bedragToegekend"]) for each in per_maand] == [
        ("2023-03", AGB, 2 * UURTARIEF),
        ("2023-04", AGB, 8 * UURTARIEF),
        ("2023-05", AGB, 5 * UURTARIEF),
        ("2023-05", ANDERE_AGB, 20 * UURTARIEF),
    ]
    per_alles = items(await gevuld.get("/v1/totalen?per=gemeente&per=product&per=aanbieder&per=maand&van=2023-05", wie))
    assert [
        (each["gemeente"], each["product"], each["aanbieder"], each["maand"], each["prestatiesIngediend"])
        for each in per_alles
    ] == [(ALMERE, "IB2B", AGB, "2023-05", 2), (ALMERE, "IB2B", ANDERE_AGB, "2023-05", 1)]


async def test_totals_take_filters_and_come_in_pages(gevuld: Declaratie) -> None:
    wie = gevuld.backoffice("*")
    for query, expected in (
        (f"agb={ANDERE_AGB}", 1),
        (f"gemeente={ALKMAAR}", 0),
        ("code=IB2B", 8),
        ("code=HO", 0),
        ("van=2023-04&tot=2023-04", 3),
        ("tot=2023-03", 2),
    ):
        (totaal,) = items(await gevuld.get(f"/v1/totalen?{query}", wie))
        assert totaal["prestatiesIngediend"] == expected, query
    found: list[object] = []
    path = "/v1/totalen?per=maand&per=aanbieder&limit=3"
    eerste = await gevuld.get(path, wie)
    tweede = await gevuld.get(f"{path}&cursor={eerste['volgende']}", wie)
    found = [each["maand"] for each in (*items(eerste), *items(tweede))]
    assert found == ["2023-03", "2023-04", "2023-05", "2023-05"]
    assert tweede["volgende"] is None
    anders = await gevuld.client.get(f"/v1/totalen?per=maand&cursor={eerste['volgende']}", headers=wie)
    assert anders.status_code == 400


async def test_totals_show_each_its_own_share(gevuld: Declaratie) -> None:
    for wie, expected in (
        (gevuld.aanbieder(ANDERE_AGB), 1),
        (gevuld.backoffice(ALKMAAR), 0),
        (gevuld.backoffice("0141"), 0),
        (gevuld.backoffice(ALMERE), 8),
    ):
        (totaal,) = items(await gevuld.get("/v1/totalen", wie))
        assert totaal["prestatiesIngediend"] == expected


# --- payable amounts


async def test_payable_is_granted_debit_minus_credit_with_its_declarations(gevuld: Declaratie) -> None:
    wie = gevuld.backoffice(ALMERE)
    een, ander = items(await gevuld.get("/v1/betaalstaten?maand=2023-06", wie))
    assert {each: een[each] for each in ("maand", "gemeente", "agb", "debet", "credit", "bedrag")} == {
        "maand": "2023-06",
        "gemeente": ALMERE,
        "agb": AGB,
        "debet": 23 * UURTARIEF,
        "credit": 10 * UURTARIEF,
        "bedrag": 13 * UURTARIEF,
    }
    declaraties = een["betalingen"]
    assert isinstance(declaraties, list)
    assert [(each["declaratienummer"], each["debet"], each["credit"], each["bedrag"]) for each in declaraties] == [
        ("D1", 10 * UURTARIEF, 0, 10 * UURTARIEF),
        ("D2", 13 * UURTARIEF, 10 * UURTARIEF, 3 * UURTARIEF),
    ]
    assert [each["identificatie325"] for each in declaraties] == [f"{AGB}0001", f"{AGB}0002"]
    for each in declaraties:
        zelf = await gevuld.get(f"/v1/declaraties/{each['declaratieId']}")
        assert zelf["bedragToegekend"] == each["bedrag"]
    assert (ander["agb"], ander["bedrag"]) == (ANDERE_AGB, 20 * UURTARIEF)


async def test_the_month_of_an_answer_is_by_the_dutch_calendar(gevuld: Declaratie) -> None:
    (juli,) = items(await gevuld.get("/v1/betaalstaten?maand=2023-07"))
    assert juli["bedrag"] == 2 * UURTARIEF
    assert items(await gevuld.get("/v1/betaalstaten?maand=2023-05")) == []


async def test_payable_comes_in_pages_and_takes_filters(gevuld: Declaratie) -> None:
    wie, path = gevuld.backoffice("*"), "/v1/betaalstaten?maand=2023-06"
    eerste = await gevuld.get(f"{path}&limit=1", wie)
    tweede = await gevuld.get(f"{path}&limit=1&cursor={eerste['volgende']}", wie)
    assert [each["agb"] for each in (*items(eerste), *items(tweede))] == [AGB, ANDERE_AGB]
    assert tweede["volgende"] is None
    assert [each["agb"] for each in items(await gevuld.get(f"{path}&agb={ANDERE_AGB}", wie))] == [ANDERE_AGB]
    assert items(await gevuld.get(f"{path}&gemeente={ALKMAAR}", wie)) == []


async def test_payable_shows_each_its_own(gevuld: Declaratie) -> None:
    path = "/v1/betaalstaten?maand=2023-06"
    assert [each["agb"] for each in items(await gevuld.get(path, gevuld.aanbieder(ANDERE_AGB)))] == [ANDERE_AGB]
    for wie in (gevuld.backoffice(ALKMAAR), gevuld.backoffice("0141")):
        assert items(await gevuld.get(path, wie)) == []
        export = await gevuld.client.get("/v1/betaalstaten/export?maand=2023-06", headers=wie)
        assert len(export.text.splitlines()) == 1


async def test_payable_as_csv_and_xlsx_hold_the_same(gevuld: Declaratie) -> None:
    wie, path = gevuld.backoffice(ALMERE), "/v1/betaalstaten/export?maand=2023-06&vorm="
    answer = await gevuld.client.get(f"{path}csv", headers=wie)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="betaalstaten-2023-06.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rijen = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(rij[4], *rij[8:]) for rij in rijen[1:]] == [
        ("D1", "615,00", "0,00", "615,00", "799,50"),
        ("D2", "799,50", "615,00", "184,50", "799,50"),
        ("D4", "1230,00", "0,00", "1230,00", "1230,00"),
    ]
    werkboek = lees_xlsx((await gevuld.client.get(f"{path}xlsx", headers=wie)).content)
    assert werkboek["Declaraties"] == rijen
    assert werkboek["Betalingen"][1:] == [
        ["2023-06", ALMERE, ALMERE, AGB, "2", "1414,50", "615,00", "799,50"],
        ["2023-06", ALMERE, ALMERE, ANDERE_AGB, "1", "1230,00", "0,00", "1230,00"],
    ]


# --- files
