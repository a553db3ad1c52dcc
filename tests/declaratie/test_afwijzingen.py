"""Rejections with advice, and search in judged lines."""

import base64

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDERE_AGB,
    ANDERE_BSN,
    BSN,
    TOTAAL,
    UUR,
    UURTARIEF,
    VREEMDE_BSN,
    client,
    prestatie,
)
from tests.declaratie.maker import declaratie as bericht_met

import iwmo
from declaratie.domain.advies import ADVIES, ADVIES_DECLARATIE
from declaratie.domain.oordeel import ONBEKENDE_CLIENT
from declaratie.domain.regels import ALTIJD, CREDIT, DEBET

JANUARI, MAART, APRIL = ("01-01", "01-31"), ("03-01", "03-31"), ("04-01", "04-30")


def items(page: dict[str, object]) -> list[dict[str, object]]:
    found = page["items"]
    assert isinstance(found, list)
    return found


def refs(page: dict[str, object]) -> list[object]:
    return [each["referentie"] for each in items(page)]


async def zoek(bij: Declaratie, wie: dict[str, str] | None = None, **vraag: object) -> dict[str, object]:
    answer = await bij.client.post("/v1/prestaties/_zoek", json=vraag, headers=wie or bij.aanbieder())
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


@pytest.fixture
async def gevuld(declaratie: Declaratie) -> Declaratie:
    """Two months of one provider, a client of two providers, and another municipality."""
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN, omvang=(5, UUR, TOTAAL))
    await declaratie.wijs_toe(3003, agb=ANDERE_AGB)
    await declaratie.wijs_toe(4004, gemeente=ALKMAAR)
    await declaratie.sluit_contract(agb=ANDERE_AGB)
    await declaratie.declareer(
        bericht_met(
            client(prestatie(ref="GOED", periode=APRIL), prestatie(101, ref="VEEL", periode=MAART, tarief=1)),
            client(prestatie(nummer=2002, ref="TWEE", periode=APRIL), bsn=ANDERE_BSN),
            client(prestatie(nummer=9, ref="VREEMD", periode=APRIL), bsn=VREEMDE_BSN),
            nummer="DAPRIL",
            maand="04",
        )
    )
    await declaratie.declareer(bericht_met(client(prestatie(ref="GOED", periode=JANUARI)), nummer="DMEI"))
    await declaratie.declareer(
        bericht_met(client(prestatie(nummer=3003, ref="ANDER")), agb=ANDERE_AGB, nummer="DANDER"), ANDERE_AGB
    )
    await declaratie.declareer(bericht_met(client(prestatie(nummer=4004, ref="ALKMAAR")), gemeente=ALKMAAR))
    return declaratie


# --- advice


def test_every_rule_that_a_line_can_break_has_advice() -> None:
    assert set(ADVIES) == {ONBEKENDE_CLIENT, *ALTIJD, *DEBET, *CREDIT}


def test_advice_is_given_in_whole_sentences_for_each_rule_on_its_own() -> None:
    teksten = [*ADVIES.values(), *ADVIES_DECLARATIE.values()]
    assert len(set(teksten)) == len(teksten)
    assert all(each[0].isupper() and each.endswith(".") and "  " not in each for each in teksten)


def test_every_code_on_which_a_declaration_is_rejected_has_advice() -> None:
    """Level 2 gives 0001; the header, the number and the period of the declaration have rules of their own."""
    assert set(ADVIES_DECLARATIE) == {
        "0001",
        *(iwmo.REGELS[nummer].retourcode for nummer in ("TR056", "TR135", "TR378", "TR333", "TR318")),
    }


# --- rejections


async def test_a_provider_sees_its_rejected_lines_with_advice(gevuld: Declaratie) -> None:
    page = await gevuld.get("/v1/afwijzingen")
    assert refs(page) == ["VEEL", "TWEE", "VREEMD", "GOED", "ALKMAAR"]
    veel = items(page)[0]
    assert veel["declaratienummer"] == "DAPRIL"
    assert veel["declaratieperiode"] == "2023-04-01"
    redenen = veel["redenen"]
    assert isinstance(redenen, list)
    assert {each["regel"]: each["advies"] for each in redenen} == {
        nummer: ADVIES[nummer] for nummer in ("TR321", "TR322", "TR418")
    }


MET_QUERY = [
    ("maand=2023-04", ["VEEL", "TWEE", "VREEMD"]),
    ("maand=2023-05", ["GOED", "ALKMAAR"]),
    ("retourcode=8187", ["VREEMD"]),
    ("retourcode=9321", ["VEEL", "TWEE"]),
    ("retourcode=8021", ["GOED"]),
    ("retourcode=9999", []),
    ("declaratienummer=DMEI", ["GOED"]),
    ("gemeente=0361", ["ALKMAAR"]),
    ("maand=2023-04&retourcode=9321&declaratienummer=DAPRIL", ["VEEL", "TWEE"]),
]


async def test_rejections_can_be_narrowed_down(gevuld: Declaratie) -> None:
    for query, expected in MET_QUERY:
        assert refs(await gevuld.get(f"/v1/afwijzingen?{query}")) == expected, query


async def test_rejections_come_in_pages(gevuld: Declaratie) -> None:
    found: list[object] = []
    page = await gevuld.get("/v1/afwijzingen?limit=2")
    for _ in range(2):
        found += refs(page)
        page = await gevuld.get(f"/v1/afwijzingen?limit=2&cursor={page['volgende']}")
    assert [*found, *refs(page)] == ["VEEL", "TWEE", "VREEMD", "GOED", "ALKMAAR"]
    assert page["volgende"] is None


async def test_totals_of_rejections_per_rule(gevuld: Declaratie) -> None:
    totalen = await gevuld.get("/v1/afwijzingen/totalen")
    per_regel = totalen["perRegel"]
    assert isinstance(per_regel, list)
    assert [(each["regel"], each["aantal"], each["bedrag"]) for each in per_regel] == [
        ("TR321", 2, 101 + 10 * UURTARIEF),
        ("TR322", 2, 101 + 10 * UURTARIEF),
        ("TR418", 2, 101 + 10 * UURTARIEF),
        ("TR304", 1, 10 * UURTARIEF),
        ("TR314", 1, 10 * UURTARIEF),
    ]
    assert totalen["perRetourcode"] == []


async def test_totals_name_declarations_that_were_rejected_whole(declaratie: Declaratie) -> None:
    for nummer in ("EEN", "EEN", "TWEE"):
        totaal = 7 if nummer == "TWEE" else None
        await declaratie.declareer(bericht_met(client(prestatie()), nummer=nummer, totaal=totaal))
    totalen = await declaratie.get("/v1/afwijzingen/totalen")
    assert totalen["perRegel"] == []
    assert totalen["perRetourcode"] == [
        {"retourcode": code, "advies": ADVIES_DECLARATIE[code], "aantal": 1, "bedrag": 10 * UURTARIEF}
        for code in ("0001", "9333")
    ]


async def test_each_sees_its_own_rejections_only(gevuld: Declaratie) -> None:
    for wie, expected in (
        (gevuld.aanbieder(ANDERE_AGB), []),
        (gevuld.backoffice(ALKMAAR), ["ALKMAAR"]),
        (gevuld.backoffice(ALMERE), ["VEEL", "TWEE", "VREEMD", "GOED"]),
        (gevuld.backoffice("*"), ["VEEL", "TWEE", "VREEMD", "GOED", "ALKMAAR"]),
        (gevuld.backoffice("0141"), []),
    ):
        assert refs(await gevuld.get("/v1/afwijzingen", wie)) == expected
        per_regel = (await gevuld.get("/v1/afwijzingen/totalen", wie))["perRegel"]
        assert bool(per_regel) == bool(expected)


# --- search


MET_VRAAG: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["GOED", "VEEL", "TWEE", "VREEMD", "GOED", "ANDER", "ALKMAAR"]),
    ({"bsn": BSN}, ["GOED", "VEEL", "GOED", "ANDER", "ALKMAAR"]),
    ({"bsn": ANDERE_BSN}, ["TWEE"]),
    ({"bsn": VREEMDE_BSN}, []),
    ({"toewijzingNummer": 2002}, ["TWEE"]),
    ({"agb": ANDERE_AGB}, ["ANDER"]),
    ({"bsn": BSN, "agb": ANDERE_AGB}, ["ANDER"]),
    ({"gemeente": ALKMAAR}, ["ALKMAAR"]),
    ({"isToegekend": True}, ["GOED", "ANDER"]),
    ({"code": "IB2S"}, []),
    ({"van": "2023-04", "tot": "2023-04"}, ["GOED", "TWEE", "VREEMD"]),
    ({"van": "2023-05"}, ["ANDER", "ALKMAAR"]),
    ({"tot": "2023-03", "isToegekend": False}, ["VEEL", "GOED"]),
]


async def test_the_backoffice_finds_lines(gevuld: Declaratie) -> None:
    for vraag, expected in MET_VRAAG:
        assert refs(await zoek(gevuld, gevuld.backoffice("*"), **vraag)) == expected, vraag


async def test_search_comes_in_pages(gevuld: Declaratie) -> None:
    wie = gevuld.backoffice("*")
    eerste = await zoek(gevuld, wie, limit=4)
    rest = await zoek(gevuld, wie, limit=4, cursor=eerste["volgende"])
    assert [*refs(eerste), *refs(rest)] == refs(await zoek(gevuld, wie))
    assert rest["volgende"] is None


async def test_search_shows_each_its_own_lines_only(gevuld: Declaratie) -> None:
    assert refs(await zoek(gevuld, gevuld.aanbieder(ANDERE_AGB), bsn=BSN)) == ["ANDER"]
    assert refs(await zoek(gevuld, gevuld.aanbieder(ANDERE_AGB), agb=AGB)) == []
    assert refs(await zoek(gevuld, gevuld.backoffice(ALKMAAR), bsn=BSN)) == ["ALKMAAR"]
    assert refs(await zoek(gevuld, gevuld.backoffice(ALKMAAR), gemeente=ALMERE)) == []
    assert refs(await zoek(gevuld, gevuld.backoffice("0141"))) == []


async def test_a_question_that_cannot_be_is_refused(declaratie: Declaratie) -> None:
    onmogelijk: list[dict[str, object]] = [
        {"bsn": "999900007"},
        {"van": "2023-13"},
        {"agb": "1"},
        {"toewijzingNummer": 2**31},
        {"cursor": "W10="},
        {"cursor": base64.urlsafe_b64encode(b'["a", 99999999999999999999]').decode()},
    ]
    for vraag in onmogelijk:
        answer = await declaratie.client.post("/v1/prestaties/_zoek", json=vraag, headers=declaratie.aanbieder())
        assert answer.status_code == 400, vraag
        assert "999900007" not in answer.text
        assert answer.json()["detail"]


async def test_reading_needs_a_scope(declaratie: Declaratie) -> None:
    paden = ("afwijzingen", "afwijzingen/totalen", "totalen", "betaalstaten?maand=2023-05", f"jaarstaten/2023/{AGB}")
    for pad in paden:
        assert (await declaratie.client.get(f"/v1/{pad}")).status_code == 401
    assert (await declaratie.client.post("/v1/prestaties/_zoek", json={})).status_code == 401
