"""A PGB for the SVB: what was decided, what changes, and what was paid from it (M16; Wmo 2015, 2.6.2)."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.toegang.bijdrage import hoor_zelf
from tests.toegang.conftest import ALMELO, ALMERE, BSN, NU, PERSOONSGEGEVENS, Json, Toegang, gelukt, product

from inkoop import laad
from toegang.domain.pgb import Toekenning, Toekenningsoort, deel_van, pgb_tarief, toekenning_van, volgt
from toegang.usecases.pgb import vertel_oude_pgbs

TOETS: Json = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Kan dit."}
TOETS |= {"zorgverlener": "Buurvrouw Bos"}
NATURA = laad("almere-2023").tarief_op("HO", date(2024, 6, 1))
"""Eurocents a month."""
LIJST = f"/v1/pgb-toekenningen?gemeente={ALMERE}"
KOP = "kenmerk;toekenning;maand;bedrag;betaald op"
MATCH = {"If-Match": "*"}
BEGIN, EINDE = date(2024, 6, 1), date(2025, 5, 31)


def test_a_budget_is_spread_over_calendar_years_by_days() -> None:
    assert Toekenning(BEGIN, EINDE, 36_500).per_jaar == {2024: 21_400, 2025: 15_100}
    assert Toekenning(BEGIN, date(2024, 12, 31), 100).per_jaar == {2024: 100}
    assert Toekenning(BEGIN, None, None).per_jaar == {}
    assert Toekenning(BEGIN, date(2024, 5, 31), 0).per_jaar == {}


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2_000), st.integers(0, 10**8), st.integers(-10, 2_100)
)
def test_parts_are_whole_cents_and_together_the_budget(begin: date, dagen: int, budget: int, tot: int) -> None:
    einde, dag = date.fromordinal(begin.toordinal() + dagen), date.fromordinal(begin.toordinal() + tot)
    assert sum(Toekenning(begin, einde, budget).per_jaar.values()) == budget
    kort = toekenning_van(begin, einde, budget, dag)
    assert kort.einde is not None
    assert kort.budget is not None
    assert kort.einde <= einde
    assert 0 <= kort.budget <= budget
    assert sum(kort.per_jaar.values()) == (0 if kort.vervallen else kort.budget)


def test_a_pgb_that_is_stopped_keeps_the_days_that_were() -> None:
    assert deel_van(36_500, BEGIN, EINDE, BEGIN) == 100
    assert toekenning_van(BEGIN, EINDE, 36_500, None) == Toekenning(BEGIN, EINDE, 36_500)
    assert toekenning_van(BEGIN, EINDE, 36_500, EINDE) == Toekenning(BEGIN, EINDE, 36_500)
    assert toekenning_van(BEGIN, EINDE, 36_500, BEGIN) == Toekenning(BEGIN, BEGIN, 100)
    weg = toekenning_van(BEGIN, EINDE, 36_500, date(2024, 1, 1))
    assert weg == Toekenning(BEGIN, date(2024, 5, 31), 0)
    assert weg.vervallen
    assert toekenning_van(BEGIN, None, None, BEGIN) == Toekenning(BEGIN, BEGIN, None)


def test_what_is_told_of_a_pgb() -> None:
    heel, kort, weg = Toekenning(BEGIN, EINDE, 9), Toekenning(BEGIN, BEGIN, 1), Toekenning(BEGIN, date(2024, 5, 31), 0)
    assert volgt(None, heel) is Toekenningsoort.TOEKENNING
    assert volgt(heel, kort) is Toekenningsoort.WIJZIGING
    assert volgt(heel, weg) is Toekenningsoort.INTREKKING
    assert [volgt(heel, heel), volgt(weg, weg), volgt(None, weg)] == [None, None, None]


def test_a_tariff_is_a_part_of_the_natura_price() -> None:
    assert [pgb_tarief(natura, 80) for natura in (0, 6_501, 31_250)] == [0, 5_201, 25_000]


async def besloten(toegang: Toegang, *producten: Json) -> Json:
    """A decision with a PGB for a year of household help."""
    gegeven = await toegang.beschikt(*(producten or (product("HO", vorm="pgb", pgb=TOETS),)))
    await hoor_zelf(toegang)
    return gegeven


async def lijst(toegang: Toegang, op: str = "") -> list[Json]:
    items: list[Json] = gelukt(await toegang.get(LIJST + op), 200)["items"]  # type: ignore[assignment]
    return items


async def test_a_pgb_is_listed_and_told_once(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    (pgb,) = await lijst(toegang)
    (beschikt,) = gegeven["producten"]  # type: ignore[misc]
    budget = int(str(beschikt["budget"]))  # type: ignore[index]
    jaren = [each["bedrag"] for each in pgb["perJaar"]]  # type: ignore[attr-defined]
    assert sum(jaren) == budget == (12 * NATURA * 80 + 50) // 100
    assert [each["jaar"] for each in pgb["perJaar"]] == [2024, 2025]  # type: ignore[attr-defined]
    assert pgb["budget"] == budget
    assert (pgb["soort"], pgb["productId"], pgb["tarief"]) == ("toekenning", beschikt["id"], (NATURA * 80 + 50) // 100)  # type: ignore[index]
    assert (pgb["begin"], pgb["einde"], pgb["op"]) == ("2024-06-01", "2025-05-31", str(NU.date()))
    told = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.pgbs.toegekend.v1"]
    assert [each["toekenningId"] for each in told] == [pgb["id"]]  # type: ignore[index]
    assert not [each for each in (*PERSOONSGEGEVENS, "Bos") if each in json.dumps(told)]
    async with toegang.room.work() as work:
        await vertel_oude_pgbs(work)
    assert len(await lijst(toegang)) == 1
    assert await lijst(toegang, "&op=2024-06-02") == []


async def test_help_in_natura_is_no_pgb(toegang: Toegang) -> None:
    await besloten(toegang, product())
    assert await lijst(toegang) == []


async def test_a_pgb_of_before_is_told_by_the_tick(toegang: Toegang) -> None:
    await toegang.beschikt(product("HO", vorm="pgb", pgb=TOETS))
    async with toegang.room.work() as work:
        await vertel_oude_pgbs(work)
    assert [each["soort"] for each in await lijst(toegang)] == ["toekenning"]


@pytest.mark.parametrize(
    ("laatste_dag", "soort", "einde"),
    [("2024-12-31", "wijziging", "2024-12-31"), ("2024-05-31", "intrekking", "2024-05-31")],
)
async def test_what_ends_a_pgb_is_told(toegang: Toegang, laatste_dag: str, soort: str, einde: str) -> None:
    gegeven = await besloten(toegang)
    body = {"reden": "ingetrokken", "laatsteDag": laatste_dag, "motivering": "Het pgb past niet meer."}
    gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/_beeindig", body, **MATCH), 200)
    await hoor_zelf(toegang)
    eerst, toen = await lijst(toegang)
    assert (toen["soort"], toen["einde"]) == (soort, einde)
    verwacht = 0 if soort == "intrekking" else int(str(eerst["budget"])) * 214 // 365
    assert toen["budget"] == verwacht


async def test_who_dies_ends_the_pgb(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    weg = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", weg, **MATCH), 200)
    await hoor_zelf(toegang)
    assert [(each["soort"], each["einde"]) for each in await lijst(toegang)][1:] == [("wijziging", "2024-06-02")]


async def test_the_file_for_the_svb_says_whose_it_is_and_who_helps(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    pad = LIJST.replace("?", "/export?")
    assert (await toegang.get(pad)).status_code == 403
    toegang.headers = toegang.token(ALMERE, scope="toegang personen:lezen")
    answer = await toegang.get(pad)
    rijen = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(each["Jaar"], each["BSN"], each["Zorgverlener"]) for each in rijen] == [
        ("2024", BSN, "Buurvrouw Bos"),
        ("2025", BSN, "Buurvrouw Bos"),
    ]
    (spoor,) = [each for each in await toegang.logboek() if each["operatie"] == "get_pgb_toekenningen_export"]
    assert spoor["client_id"] == gegeven["clientId"]


async def lees_in(toegang: Toegang, *regels: str, proef: bool = False, gemeente: str = ALMERE) -> Json:
    """Bring a file with payments."""
    inhoud = "\n".join((KOP, *regels)).encode()
    pad = f"/v1/pgb-bestedingen/_importeer?gemeente={gemeente}&proef={str(proef).lower()}"
    headers = toegang.headers | {"Content-Type": "text/csv"}
    return gelukt(await toegang.client.post(pad, content=inhoud, headers=headers), 200)


async def test_the_same_file_twice_is_once(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    pgb = gegeven["producten"][0]["id"]  # type: ignore[index]
    regels = (f"K1;{pgb};2024-06;200,50;2024-06-03", f"K2;{pgb};2024-06;-10;2024-06-03", "")
    voor = await lees_in(toegang, *regels, proef=True)
    assert voor == {"proef": True, "nieuw": 2, "bekend": 0, "bedrag": 19_050, "fouten": []}
    assert (await toegang.rows())["pgb_bestedingen"] == []
    assert await lees_in(toegang, *regels) == voor | {"proef": False}
    assert await lees_in(toegang, *regels) == {"proef": False, "nieuw": 0, "bekend": 2, "bedrag": 0, "fouten": []}
    erbij = await lees_in(toegang, *regels, f"K3;{pgb};2025-05;1;2024-06-03")
    assert (erbij["nieuw"], erbij["bekend"], erbij["bedrag"]) == (1, 2, 100)
    told = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.pgbs.besteed.v1"]
    assert [[each["bedrag"] for each in data["bestedingen"]] for data in told] == [[20_050, -1_000], [100]]  # type: ignore[index]
    assert len((await toegang.rows())["pgb_bestedingen"]) == 3


async def test_every_mistake_is_told_by_row_and_nothing_is_kept(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    pgb = gegeven["producten"][0]["id"]  # type: ignore[index]
    goed = f"K1;{pgb};2024-06;200,50;2024-06-03"
    await lees_in(toegang, goed)
    regels = (
        f"K 2;{pgb};2024-06;1;2024-06-03",
        "K3;niets;2024-13;0;2024-02-30",
        f"K4;{pgb};2024-05;1.000,00;2024-06-04",
        f"K5;{pgb};2025-06;1,5;3-6-2024",
        f"K6;{pgb};2024-06;1;2024-06-03",
        f"K6;{pgb};2024-06;1;2024-06-03",
        goed.replace("200,50", "200,51"),
        f"K7;{pgb}",
    )
    fouten = (await lees_in(toegang, *regels))["fouten"]
    assert [(each["rij"], each["kolom"]) for each in fouten] == [  # type: ignore[attr-defined]
        (2, "kenmerk"),
        *((3, kolom) for kolom in ("toekenning", "maand", "bedrag", "betaald op")),
        *((4, kolom) for kolom in ("maand", "bedrag", "betaald op")),
        *((5, kolom) for kolom in ("maand", "bedrag", "betaald op")),
        (7, "kenmerk"),
        (8, "kenmerk"),
        *((9, kolom) for kolom in ("maand", "bedrag", "betaald op")),
    ]
    assert len((await toegang.rows())["pgb_bestedingen"]) == 1


async def test_what_comes_back_after_a_pgb_was_withdrawn_counts_too(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    pgb = gegeven["producten"][0]["id"]  # type: ignore[index]
    body = {"reden": "ingetrokken", "laatsteDag": "2024-05-31", "motivering": "Het pgb past niet meer."}
    gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/_beeindig", body, **MATCH), 200)
    assert (await lees_in(toegang, f"K1;{pgb};2024-06;-10;2024-06-03"))["nieuw"] == 1


async def test_a_file_of_another_municipality_or_no_file_is_refused(toegang: Toegang) -> None:
    gegeven = await besloten(toegang)
    pgb = gegeven["producten"][0]["id"]  # type: ignore[index]
    (fout,) = (await lees_in(toegang, f"K1;{pgb};2024-06;1;2024-06-03", gemeente=ALMELO))["fouten"]  # type: ignore[misc]
    assert fout["kolom"] == "toekenning"  # type: ignore[index]
    pad = f"/v1/pgb-bestedingen/_importeer?gemeente={ALMERE}"
    for inhoud in (b"", b"kenmerk;bedrag\nK1;1\n", b"\xff\xfe\x00"):
        answer = await toegang.client.post(pad, content=inhoud, headers=toegang.headers | {"Content-Type": "text/csv"})
        assert answer.status_code == 400, answer.text
    toegang.headers = toegang.token(ALMELO)
    answer = await toegang.client.post(pad, content=b"", headers=toegang.headers | {"Content-Type": "text/csv"})
    assert answer.status_code == 403
