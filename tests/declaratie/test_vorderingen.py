"""What has to come back: claimed, disputed, paid back, taken off in a run, and never twice."""

import io

import pytest
from pypdf import PdfReader
from tests.declaratie.kas import DAG, IBAN_GEMEENTE, Json, Kas
from tests.declaratie.maker import ALKMAAR, ALMERE, ANDERE_AGB, UURTARIEF
from tests.declaratie.schuld import (
    ERNA,
    TERMIJN,
    TIEN,
    crediteer_mei,
    declareer,
    kas,
    na_de_termijn,
    nu,
    op_mei,
    op_prestaties,
    plekken_te_verrekenen,
    vorder,
    vordering,
)

from declaratie.domain.vordering import Afboeking, boek_af
from gebeurtenissen.declaratie import VORDERING_GEWIJZIGD

__all__ = ["kas"]


async def test_the_run_after_the_term_takes_it_off(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(TERMIJN))["bedrag"] == 2 * UURTARIEF, "until the term the provider may pay it back"
    na_de_termijn(kas)
    await declareer(kas, 3, "02")
    assert (await kas.betaal(ERNA))["bedrag"] == 3 * UURTARIEF - 5000
    assert await nu(kas, gevorderd) == ("verrekend", 0)


async def test_a_run_for_a_day_after_the_term_leaves_the_provider_its_term(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF
    assert await nu(kas, gevorderd) == ("open", 5000)
    terug = {"kenmerk": "BANK-1", "bedrag": 5000, "ontvangenOp": TERMIJN}
    na_de_termijn(kas)
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/ontvangsten", terug)
    assert await nu(kas, gevorderd) == ("terugbetaald", 0)


async def test_it_waits_while_there_is_too_little_to_take_it_off(kas: Kas) -> None:
    gevorderd = await vorder(kas, bedrag=20_000)
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    problem = await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": ERNA})
    assert "onder nul" in str(problem["detail"])
    assert await nu(kas, gevorderd) == ("open", 20_000)


async def test_what_is_paid_back_is_not_taken_off(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    pad = f"/v1/vorderingen/{gevorderd['id']}/ontvangsten"
    deel = {"kenmerk": "BANK-1", "bedrag": 2000, "ontvangenOp": "2023-06-12"}
    assert (await kas.doe("POST", pad, deel))["openstaand"] == 3000
    assert (await kas.doe("POST", pad, deel))["openstaand"] == 3000, "the same reference counts once"
    await kas.weiger("POST", pad, {**deel, "bedrag": 1})
    await kas.weiger("POST", pad, {**deel, "kenmerk": "BANK-2", "bedrag": 3001})
    await kas.doe("POST", pad, {**deel, "kenmerk": "BANK-2", "bedrag": 3000})
    assert await nu(kas, gevorderd) == ("terugbetaald", 0)
    await kas.weiger("POST", pad, {**deel, "kenmerk": "BANK-3", "bedrag": 1})
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF


async def test_what_is_disputed_is_held_until_somebody_decides(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    aanbieder = kas.declaratie.aanbieder()
    antwoord = await kas.declaratie.client.post(
        f"/v1/vorderingen/{gevorderd['id']}/_betwisten", json={"waarom": "Wij waren er wel."}, headers=aanbieder
    )
    assert antwoord.json()["stand"] == "betwist"
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF
    (post,) = await kas.lijst("/v1/betaalposten?open=true")
    problem = await kas.weiger("POST", f"/v1/betaalposten/{post['id']}/_vrijgeven")
    assert str(problem["type"]).endswith("betwist")
    besluit = {"bedrag": 4000, "uiterlijk": "2023-07-15"}
    assert (await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit))["stand"] == "open"
    await declareer(kas, 2, "02")
    assert (await kas.betaal("2023-07-15"))["bedrag"] == 2 * UURTARIEF
    await declareer(kas, 2, "01")
    na_de_termijn(kas, 15)
    assert (await kas.betaal("2023-07-16"))["bedrag"] == 2 * UURTARIEF - 4000


@pytest.mark.parametrize("wanneer", ["ervoor", "erna"])
async def test_a_decision_on_a_dispute_leaves_what_the_municipality_holds_itself(kas: Kas, wanneer: str) -> None:
    gevorderd = await vorder(kas)
    (post,) = await kas.lijst("/v1/betaalposten?open=true")
    stappen: list[tuple[str, Json]] = [
        (f"/v1/betaalposten/{post['id']}/_aanhouden", {"reden": "betwist"}),
        (f"/v1/vorderingen/{gevorderd['id']}/_betwisten", {"waarom": "Nee."}),
    ]
    for pad, body in stappen if wanneer == "ervoor" else reversed(stappen):
        await kas.doe("POST", pad, body)
    await kas.weiger("POST", f"/v1/betaalposten/{post['id']}/_vrijgeven")
    besluit = {"bedrag": 4000, "uiterlijk": TERMIJN}
    assert (await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit))["stand"] == "open"
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF, "who held it has not let it in again"
    await kas.doe("POST", f"/v1/betaalposten/{post['id']}/_vrijgeven")
    await declareer(kas, 2, "02")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF - 4000


@pytest.mark.parametrize(
    ("besluit", "veld"),
    [
        ({"bedrag": 5001, "uiterlijk": TERMIJN}, "body.bedrag"),
        ({"bedrag": 1, "uiterlijk": "2023-06-11"}, "body.uiterlijk"),
    ],
)
async def test_a_decision_asks_no_more_and_gives_time(kas: Kas, besluit: Json, veld: str) -> None:
    gevorderd = await vorder(kas)
    assert veld in str(await kas.weiger("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit))


async def test_a_claim_that_is_withdrawn_is_over(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    besluit = {"bedrag": 0, "uiterlijk": TERMIJN}
    assert (await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit))["stand"] == "ingetrokken"
    await kas.weiger("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit)
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF


async def test_while_it_is_in_an_open_run_nothing_is_decided(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    run = await kas.stel_voor(ERNA)
    for stap, body in (("_betwisten", {"waarom": "Nee."}), ("_besluit", {"bedrag": 0, "uiterlijk": ERNA})):
        problem = await kas.weiger("POST", f"/v1/vorderingen/{gevorderd['id']}/{stap}", body)
        assert str(problem["type"]).endswith("in-betaalrun")
    await kas.stap(run, "intrekken")
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_betwisten", {"waarom": "Nee."})


async def test_a_run_that_the_bank_refused_leaves_the_claim_open(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    run = await kas.betaal(ERNA)
    (overboeking,) = await kas.overboekingen(run)
    await kas.bank((overboeking["kenmerk"], "geweigerd", overboeking["bedrag"], "AM04"))
    assert await nu(kas, gevorderd) == ("open", 5000)
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF - 5000
    assert await nu(kas, gevorderd) == ("verrekend", 0)


# Lines that would be judged otherwise now


async def test_lines_to_settle_become_a_claim_once(kas: Kas) -> None:
    await kas.declaratie.wijs_toe(termijn=("01-01", "04-30"), sequence=2)
    (te_verrekenen,) = await plekken_te_verrekenen(kas)
    assert (te_verrekenen["referentie"], te_verrekenen["verschil"], te_verrekenen["vorderingId"]) == (
        "MEI",
        -TIEN,
        None,
    )
    plek = {"declaratieId": te_verrekenen["declaratieId"], "volgnummer": te_verrekenen["volgnummer"]}
    gevorderd = await vorder(kas, grond="verrekening", bedrag=None, prestaties=[plek])
    assert gevorderd["bedrag"] == TIEN
    (te_verrekenen,) = await plekken_te_verrekenen(kas)
    assert te_verrekenen["vorderingId"] == gevorderd["id"]
    problem = await kas.weiger("POST", "/v1/vorderingen", vordering(bedrag=None, prestaties=[plek]))
    assert "loopt al" in str(problem)


async def test_a_credit_ends_the_claim_on_its_line(kas: Kas) -> None:
    gevorderd = await op_mei(kas)
    await crediteer_mei(kas)
    assert await nu(kas, gevorderd) == ("gecrediteerd", 0)
    na_de_termijn(kas)
    await declareer(kas, 12, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF, "the credit takes it off, and the claim does not too"


async def test_a_credit_after_the_claim_was_settled_gives_it_back(kas: Kas) -> None:
    gevorderd = await op_mei(kas)
    na_de_termijn(kas)
    await declareer(kas, 11, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == UURTARIEF
    await crediteer_mei(kas)
    await declareer(kas, 4, "02")
    run = await kas.betaal(ERNA)
    assert run["bedrag"] == 4 * UURTARIEF, "the claim and the credit took the same ten hours: one of both comes back"
    assert await nu(kas, gevorderd) == ("verrekend", 0)
    posten = await kas.lijst(f"/v1/betaalposten?betaalrunId={run['id']}")
    assert sorted((str(each["soort"]), each["bedrag"]) for each in posten) == [
        ("declaratie", -TIEN),
        ("declaratie", 4 * UURTARIEF),
        ("vervallen", TIEN),
    ]


async def test_a_credit_after_a_part_was_paid_back_gives_that_part_back(kas: Kas) -> None:
    gevorderd = await op_mei(kas)
    deel = {"kenmerk": "BANK-1", "bedrag": 1500, "ontvangenOp": "2023-06-12"}
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/ontvangsten", deel)
    await crediteer_mei(kas)
    assert await nu(kas, gevorderd) == ("gecrediteerd", 0)
    await declareer(kas, 12, "03")
    assert (await kas.betaal())["bedrag"] == 2 * UURTARIEF + 1500


async def test_a_credit_gives_back_no_more_than_was_claimed_in_the_end(kas: Kas) -> None:
    """Of ten hours the municipality let all but 40 euros go, and settled those: the credit gives those back."""
    gevorderd = await op_mei(kas)
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", {"bedrag": 4000, "uiterlijk": TERMIJN})
    na_de_termijn(kas)
    await declareer(kas, 2, "03")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF - 4000
    await crediteer_mei(kas)
    await declareer(kas, 12, "02")
    assert (await kas.betaal(ERNA))["bedrag"] == 2 * UURTARIEF + 4000


async def test_a_claim_that_is_withdrawn_leaves_its_lines_to_another(kas: Kas) -> None:
    gevorderd = await op_mei(kas)
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", {"bedrag": 0, "uiterlijk": TERMIJN})
    (each,) = await plekken_te_verrekenen(kas)
    assert each["vorderingId"] is None
    plek = {"declaratieId": each["declaratieId"], "volgnummer": each["volgnummer"]}
    assert (await vorder(kas, grond="verrekening", bedrag=None, prestaties=[plek]))["bedrag"] == TIEN
    problem = await kas.weiger("POST", "/v1/vorderingen", vordering(prestaties=[plek]))
    assert "body.bedrag" in str(problem), "an amount or lines, and not both"


async def test_what_a_claim_settled_counts_when_the_price_changes_again(kas: Kas) -> None:
    async def prijs(uurtarief: int, sequence: int) -> list[tuple[object, object, object]]:
        await kas.declaratie.sluit_contract(prijzen=(("01-01", uurtarief),), sequence=sequence)
        te_verrekenen = await plekken_te_verrekenen(kas)
        return [(each["referentie"], each["verschil"], each["vorderingId"]) for each in te_verrekenen]

    async def betaal_terug() -> None:
        gevorderd = await op_prestaties(kas)
        terug = {"kenmerk": "BANK-1", "bedrag": gevorderd["bedrag"], "ontvangenOp": "2023-06-12"}
        await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/ontvangsten", terug)
        assert await nu(kas, gevorderd) == ("terugbetaald", 0)

    assert await prijs(UURTARIEF - 50, 2) == [("APR", -500, None), ("MEI", -500, None)]
    await betaal_terug()
    assert await plekken_te_verrekenen(kas) == []
    assert await prijs(UURTARIEF - 80, 3) == [("APR", -300, None), ("MEI", -300, None)]
    await betaal_terug()
    assert await prijs(UURTARIEF - 10, 4) == [("APR", 700, None), ("MEI", 700, None)]
    assert await prijs(UURTARIEF, 5) == [("APR", 800, None), ("MEI", 800, None)]
    assert [each["gebroken"] for each in await plekken_te_verrekenen(kas)] == [[], []]
    await crediteer_mei(kas)
    assert await prijs(UURTARIEF, 6) == [("APR", 800, None)]
    await declareer(kas, 12, "03")
    assert (await kas.betaal())["bedrag"] == 2 * UURTARIEF + 800, "the credit gives back what both claims took"


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"uiterlijk": "2023-06-11"}, "body.uiterlijk"),
        ({"bedrag": None}, "body.bedrag"),
        ({"bedrag": None, "prestaties": [{"declaratieId": "niets", "volgnummer": 1}]}, "body.prestaties.0"),
    ],
)
async def test_a_claim_that_cannot_be_is_refused(kas: Kas, anders: Json, veld: str) -> None:
    assert veld in str(await kas.weiger("POST", "/v1/vorderingen", vordering(**anders)))


# The letter, who sees it, what is told


async def _brief(kas: Kas, gevorderd: Json, headers: dict[str, str]) -> str:
    """What stands in the letter."""
    brief = await kas.declaratie.client.get(f"/v1/vorderingen/{gevorderd['id']}/brief", headers=headers)
    assert brief.headers["content-type"] == "application/pdf"
    return " ".join(PdfReader(io.BytesIO(brief.content)).pages[0].extract_text().split())


async def test_the_letter_says_what_why_and_by_when(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    for headers in (kas.als("anna"), kas.declaratie.aanbieder()):
        tekst = await _brief(kas, gevorderd, headers)
        for verwacht in (
            "€ 50,00",
            "Er is niemand geweest op 3 mei.",
            "30 juni 2023",
            IBAN_GEMEENTE,
            str(gevorderd["id"]),
        ):
            assert verwacht in tekst


async def test_the_letter_says_what_is_claimed_of_each_line(kas: Kas) -> None:
    """10 hours in each of two months, at a price that went down by 50 cents."""
    await kas.declaratie.sluit_contract(prijzen=(("01-01", UURTARIEF - 50),), sequence=2)
    gevorderd = await op_prestaties(kas)
    assert gevorderd["bedrag"] == 1000
    tekst = await _brief(kas, gevorderd, kas.als("anna"))
    for referentie, periode in (("APR", "1 april 2023 tot en met 30 april"), ("MEI", "1 mei 2023 tot en met 31 mei")):
        assert f"Referentie {referentie}, product IB2B, {periode} 2023: € 5,00 van € 615,00." in tekst


async def test_the_letter_names_a_whole_line_once(kas: Kas) -> None:
    tekst = await _brief(kas, await op_mei(kas), kas.als("anna"))
    assert "31 mei 2023: € 615,00." in tekst


async def test_another_provider_and_another_municipality_see_nothing(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    for headers in (kas.declaratie.aanbieder(ANDERE_AGB), kas.als("carla", ALKMAAR)):
        for pad in ("", "/brief"):
            antwoord = await kas.declaratie.client.get(f"/v1/vorderingen/{gevorderd['id']}{pad}", headers=headers)
            assert antwoord.status_code == 404
        assert await kas.lijst("/v1/vorderingen", **headers) == []
    (van_aanbieder,) = await kas.lijst("/v1/vorderingen?stand=open", **kas.declaratie.aanbieder())
    assert van_aanbieder["id"] == gevorderd["id"]


async def test_each_change_is_told(kas: Kas) -> None:
    gevorderd = await vorder(kas)
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_betwisten", {"waarom": "Nee."})
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", {"bedrag": 0, "uiterlijk": DAG})
    await kas.declaratie.werk()
    assert [(each["stand"], each["openstaand"]) for each in kas.verteld(VORDERING_GEWIJZIGD)] == [
        ("open", 5000),
        ("betwist", 5000),
        ("ingetrokken", 0),
    ]


def test_a_credit_takes_of_a_claim_what_is_open_and_gives_back_the_rest() -> None:
    assert boek_af(10, 4) == Afboeking(4, 0)
    assert boek_af(4, 10) == Afboeking(4, 6)
    assert boek_af(0, 10) == Afboeking(0, 10)
