"""What the bank tells of transfers: paid once, refused and paid again, and never twice."""

import asyncio

import pytest
from tests.declaratie.kas import ANDER_IBAN, DAG, Kas, kas
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, UURTARIEF

from declaratie.domain.betaalrun import Nieuws, Overboekingstand, nieuws
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD, OVERBOEKING_GEMELD

__all__ = ["kas"]


async def test_paid_is_told_once_however_often_the_file_comes(kas: Kas) -> None:
    run = await kas.betaal()
    rijen = [(each["kenmerk"], "betaald", each["bedrag"], "") for each in await kas.overboekingen(run)]
    assert (await kas.bank(*rijen)).json() == {
        "betaald": 2,
        "geweigerd": 0,
        "teruggeboekt": 0,
        "alBekend": 0,
        "onbekend": [],
    }
    nog_eens = (await kas.bank(*rijen)).json()
    assert (nog_eens["betaald"], nog_eens["alBekend"]) == (0, 2)
    await kas.declaratie.werk()
    assert [each["uitkomst"] for each in kas.verteld(OVERBOEKING_GEMELD)] == ["betaald", "betaald"]
    beantwoord = [(each["agb"], each["declaratieId"]) for each in kas.verteld(DECLARATIE_BEANTWOORD)]
    gezegd = [(each["agb"], key) for each in kas.verteld(OVERBOEKING_GEMELD) for key in each["declaratieIds"]]  # type: ignore[attr-defined]
    assert sorted(gezegd) == sorted(beantwoord), "M130: each of them in the transfer to its provider"


@pytest.mark.parametrize("uitkomst", ["geweigerd", "teruggeboekt"])
async def test_what_the_bank_did_not_pay_is_paid_once_more_to_a_new_account(kas: Kas, uitkomst: str) -> None:
    run = await kas.betaal()
    een, twee = await kas.overboekingen(run)
    await kas.bank((twee["kenmerk"], "betaald", twee["bedrag"], ""))
    assert (await kas.bank((een["kenmerk"], uitkomst, een["bedrag"], "AC04"))).json()[uitkomst] == 1
    problem = await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})
    assert "geen rekening" in str(problem["detail"]), "to a wrong account nothing goes again by itself"
    await kas.keur_rekening_goed(AGB, ANDER_IBAN)
    opnieuw = await kas.betaal()
    assert (opnieuw["bedrag"], opnieuw["aantal"]) == (10 * UURTARIEF, 1)
    assert (await kas.bank((een["kenmerk"], uitkomst, een["bedrag"], "AC04"))).json()["alBekend"] == 1
    await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})


async def test_a_refused_account_is_not_followed_by_the_one_that_the_provider_left(kas: Kas) -> None:
    """Two people looked at it once: of what was left since nobody knows who has it."""
    await kas.keur_rekening_goed(AGB, ANDER_IBAN)
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    await kas.bank((een["kenmerk"], "geweigerd", een["bedrag"], "AC04"))
    problem = await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})
    assert "geen rekening" in str(problem["detail"])
    await kas.keur_rekening_goed(AGB)
    assert (await kas.betaal())["bedrag"] == 10 * UURTARIEF


@pytest.mark.parametrize("reden", ["AC05", "AC02", "RC03"])
async def test_a_refusal_about_the_account_of_the_municipality_leaves_those_of_providers(kas: Kas, reden: str) -> None:
    run = await kas.betaal()
    een, twee = await kas.overboekingen(run)
    await kas.bank(*((each["kenmerk"], "geweigerd", each["bedrag"], reden) for each in (een, twee)))
    assert (await kas.betaal())["bedrag"] == run["bedrag"]


async def test_a_refusal_that_is_not_about_the_account_leaves_it(kas: Kas) -> None:
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    await kas.bank((een["kenmerk"], "geweigerd", een["bedrag"], "AM04"))
    assert (await kas.betaal())["bedrag"] == 10 * UURTARIEF


async def test_sent_back_after_paid_is_paid_again(kas: Kas) -> None:
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    await kas.bank((een["kenmerk"], "betaald", een["bedrag"], ""))
    await kas.bank((een["kenmerk"], "teruggeboekt", een["bedrag"], "MD07"))
    assert (await kas.betaal())["bedrag"] == 10 * UURTARIEF


async def test_paid_after_refused_is_a_question_for_the_bank(kas: Kas) -> None:
    run = await kas.betaal()
    een, twee = await kas.overboekingen(run)
    await kas.bank((een["kenmerk"], "geweigerd", een["bedrag"], "AM04"))
    antwoord = await kas.bank(
        (twee["kenmerk"], "betaald", twee["bedrag"], ""), (een["kenmerk"], "betaald", een["bedrag"], "")
    )
    assert antwoord.status_code == 409
    assert [each["stand"] for each in await kas.overboekingen(run)] == ["geweigerd", "opgedragen"]


async def test_another_amount_than_asked_changes_nothing(kas: Kas) -> None:
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    antwoord = await kas.bank((een["kenmerk"], "betaald", 1, ""))
    assert antwoord.status_code == 409
    assert antwoord.json()["type"].endswith("ander-bedrag")


async def test_references_of_others_are_named_and_left(kas: Kas) -> None:
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    elders = Kas(kas.declaratie, ALKMAAR)
    antwoord = await elders.bank((een["kenmerk"], "betaald", een["bedrag"], ""), ("HUUR", "betaald", 5, ""))
    assert antwoord.json()["onbekend"] == sorted([str(een["kenmerk"]), "HUUR"])
    assert (await kas.overboekingen(run))[0]["stand"] == "opgedragen"


async def test_camt054_is_read_as_well(kas: Kas) -> None:
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    xml = (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>'
        "<CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2023-06-13</Dt></BookgDt><NtryDtls><TxDtls>"
        f'<Refs><EndToEndId>{een["kenmerk"]}</EndToEndId></Refs><Amt Ccy="EUR">615.00</Amt></TxDtls></NtryDtls></Ntry>'
        "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    )
    headers = {**kas.als("anna"), "Content-Type": "application/xml"}
    antwoord = await kas.declaratie.client.post("/v1/bankmeldingen", content=xml.encode(), headers=headers)
    assert antwoord.json()["betaald"] == 1


@pytest.mark.parametrize(
    ("inhoud", "soort", "status"),
    [
        ("geen bestand", "application/xml", 400),
        ("kenmerk;uitkomst\na;betaald", "text/csv", 400),
        ("kenmerk;uitkomst;bedrag;dag\na;misschien;1;2023-06-13", "text/csv", 400),
        ("kenmerk;uitkomst;bedrag;dag\na;betaald;1,50;2023-06-13", "text/csv", 400),
        ("x", "application/pdf", 415),
    ],
)
async def test_a_file_that_is_none_is_refused_with_why(kas: Kas, inhoud: str, soort: str, status: int) -> None:
    headers = {**kas.als("anna"), "Content-Type": soort}
    antwoord = await kas.declaratie.client.post("/v1/bankmeldingen", content=inhoud.encode(), headers=headers)
    assert antwoord.status_code == status
    assert antwoord.json()["detail"]


@pytest.mark.parametrize("stand", Overboekingstand)
def test_what_a_bank_may_still_tell(stand: Overboekingstand) -> None:
    nieuw = {each for each in (Overboekingstand.BETAALD, Overboekingstand.GEWEIGERD, Overboekingstand.TERUGGEBOEKT)
             if nieuws(stand, each) is Nieuws.NIEUW}  # fmt: skip
    verwacht = {
        Overboekingstand.OPGEDRAGEN: {"betaald", "geweigerd", "teruggeboekt"},
        Overboekingstand.BETAALD: {"teruggeboekt"},
    }
    assert {each.value for each in nieuw} == verwacht.get(stand, set())


async def test_a_file_that_comes_twice_at_once_counts_once(kas: Kas) -> None:
    run = await kas.betaal()
    een, _ = await kas.overboekingen(run)
    rij = (een["kenmerk"], "geweigerd", een["bedrag"], "AM04")
    antwoorden = await asyncio.gather(kas.bank(rij), kas.bank(rij, door="bart"))
    assert sorted(each.json()["geweigerd"] for each in antwoorden) == [0, 1]
    assert (await kas.betaal())["bedrag"] == een["bedrag"]


async def test_a_file_with_more_references_than_a_query_has_parameters_is_read(kas: Kas) -> None:
    """A bank may put all of its client in one file: PostgreSQL takes 65,535 parameters, and SQLite fewer."""
    een, _ = await kas.overboekingen(await kas.betaal())
    vreemd = [(f"HUUR{nummer}", "betaald", 5, "") for nummer in range(66_000)]
    antwoord = await kas.bank(*vreemd, (een["kenmerk"], "betaald", een["bedrag"], ""))
    assert antwoord.status_code == 200
    assert (antwoord.json()["betaald"], len(antwoord.json()["onbekend"])) == (1, 66_000)
