"""A payment run pays what is granted once, by two people, to accounts that two people looked at."""

import asyncio
import csv
import hashlib
import io
from datetime import timedelta

import pytest
from lxml import etree
from tests.declaratie.conftest import NU, Declaratie
from tests.declaratie.kas import ANDER_IBAN, DAG, IBAN, Json, Kas, kas, twee_aanbieders
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, ANDERE_AGB, UURTARIEF, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from chassis.identifiers import id_within
from declaratie.domain.betaalrun import (
    ONDER_NUL,
    TE_VEEL,
    ZONDER_REKENING,
    Postsoort,
    Te,
    Waarvoor,
    omschrijving,
    verdeel,
)
from gebeurtenissen.declaratie import BETAALRUN_GESLOTEN, BETALING_VASTGESTELD

__all__ = ["kas"]

NS = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"


async def bankopdracht(kas: Kas, run: Json) -> bytes:
    antwoord = await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/bankopdracht")
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.content


async def test_a_run_pays_what_is_granted_in_one_file(kas: Kas) -> None:
    run = await kas.betaal()
    assert (run["stand"], run["aantal"], run["bedrag"]) == ("gesloten", 2, 15 * UURTARIEF)
    assert run["overgeslagen"] == []
    inhoud = await bankopdracht(kas, run)
    assert hashlib.sha256(inhoud).hexdigest() == run["hash"]
    document = etree.fromstring(inhoud)
    assert [each.text for each in document.iter(f"{NS}InstdAmt")] == ["615.00", "307.50"]
    overboekingen = await kas.overboekingen(run)
    assert [(each["agb"], each["bedrag"], each["stand"], each["iban"]) for each in overboekingen] == [
        (AGB, 61500, "opgedragen", IBAN),
        (ANDERE_AGB, 30750, "opgedragen", IBAN),
    ]
    assert [each.text for each in document.iter(f"{NS}EndToEndId")] == [each["kenmerk"] for each in overboekingen]
    assert all("Declaratie D" in (each.text or "") for each in document.iter(f"{NS}Ustrd"))
    await kas.declaratie.werk()
    (event,) = kas.verteld(BETAALRUN_GESLOTEN)
    assert (event["bedrag"], event["overboekingen"], event["budgethouder"]) == (15 * UURTARIEF, 2, ALMERE)


async def test_the_file_is_the_same_however_often_it_is_fetched(kas: Kas) -> None:
    run = await kas.betaal()
    assert await bankopdracht(kas, run) == await bankopdracht(kas, run)


async def test_what_is_in_a_run_is_not_in_the_next(kas: Kas) -> None:
    await kas.betaal()
    problem = await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})
    assert problem["detail"] == "Er is niets te betalen."


async def test_while_a_run_is_open_there_is_no_other(kas: Kas) -> None:
    await kas.stel_voor()
    problem = await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})
    assert str(problem["type"]).endswith("loopt-al")


async def test_who_checked_does_not_approve(kas: Kas) -> None:
    run = await kas.stel_voor()
    await kas.stap(run, "controleren")
    problem = await kas.weiger("POST", f"/v1/betaalruns/{run['id']}/_goedkeuren")
    assert str(problem["type"]).endswith("zelfde-persoon")
    gezien = await kas.doe("GET", f"/v1/betaalruns/{run['id']}")
    assert gezien["stand"] == "gecontroleerd", "what is refused changes nothing"
    await kas.stap(run, "goedkeuren", "bart")
    stappen = (await kas.doe("GET", f"/v1/betaalruns/{run['id']}"))["stappen"]
    assert isinstance(stappen, list)
    assert [(each["stand"], each["door"]) for each in stappen] == [
        ("voorgesteld", "anna"),
        ("gecontroleerd", "anna"),
        ("goedgekeurd", "bart"),
    ]


@pytest.mark.parametrize("stap", ["goedkeuren", "sluiten"])
async def test_steps_come_in_order(kas: Kas, stap: str) -> None:
    run = await kas.stel_voor()
    problem = await kas.weiger("POST", f"/v1/betaalruns/{run['id']}/_{stap}")
    assert str(problem["type"]).endswith("stand")


@pytest.mark.parametrize("stap", ["controleren", "goedkeuren", "sluiten", "intrekken"])
async def test_a_closed_run_never_changes(kas: Kas, stap: str) -> None:
    run = await kas.betaal()
    await kas.weiger("POST", f"/v1/betaalruns/{run['id']}/_{stap}", door="bart")
    assert (await kas.doe("GET", f"/v1/betaalruns/{run['id']}")) == run


async def test_what_is_withdrawn_is_open_again(kas: Kas) -> None:
    run = await kas.stel_voor()
    await kas.stap(run, "intrekken")
    assert await kas.overboekingen(run) == []
    assert len(await kas.lijst("/v1/betaalposten?open=true")) == 2
    assert (await kas.stel_voor())["bedrag"] == 15 * UURTARIEF


async def test_without_an_account_a_provider_waits_and_the_others_are_paid(declaratie: Declaratie) -> None:
    await twee_aanbieders(declaratie)
    kas = Kas(declaratie)
    await kas.open_rekeningen(AGB)
    run = await kas.betaal()
    assert run["bedrag"] == 10 * UURTARIEF
    assert run["overgeslagen"] == [{"agb": ANDERE_AGB, "bedrag": 5 * UURTARIEF, "reden": "geen-rekening"}]
    await kas.keur_rekening_goed(ANDERE_AGB)
    assert (await kas.betaal())["bedrag"] == 5 * UURTARIEF


async def test_without_an_account_of_the_municipality_nothing_is_paid(declaratie: Declaratie) -> None:
    problem = await Kas(declaratie).weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})
    assert str(problem["type"]).endswith("geen-betaalrekening")


async def test_an_account_that_changes_after_the_proposal_stops_the_run(kas: Kas) -> None:
    run = await kas.stel_voor()
    await kas.stap(run, "controleren")
    await kas.keur_rekening_goed(AGB, ANDER_IBAN)
    problem = await kas.weiger("POST", f"/v1/betaalruns/{run['id']}/_goedkeuren", door="bart")
    assert AGB in str(problem["detail"])


async def test_an_account_that_changes_after_the_approval_stops_the_file(kas: Kas) -> None:
    run = await kas.stel_voor()
    await kas.stap(run, "controleren")
    await kas.stap(run, "goedkeuren", "bart")
    rekening = await kas.keur_rekening_goed(ANDERE_AGB, ANDER_IBAN)
    problem = await kas.weiger("POST", f"/v1/betaalruns/{run['id']}/_sluiten")
    assert str(problem["type"]).endswith("rekening-veranderd")
    assert (await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/bankopdracht")).status_code == 404
    await kas.stap(run, "intrekken")
    opnieuw = await kas.betaal()
    assert [each["iban"] for each in await kas.overboekingen(opnieuw)] == [IBAN, ANDER_IBAN]
    assert rekening


async def test_a_day_that_has_passed_is_not_paid_on(kas: Kas) -> None:
    await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": "2023-06-11"})
    run = await kas.stel_voor()
    await kas.stap(run, "controleren")
    await kas.stap(run, "goedkeuren", "bart")
    kas.declaratie.room.clock = lambda: NU + timedelta(days=3)
    problem = await kas.weiger("POST", f"/v1/betaalruns/{run['id']}/_sluiten")
    assert str(problem["type"]).endswith("dag-voorbij")


async def test_answers_of_before_the_first_day_were_paid_elsewhere(declaratie: Declaratie) -> None:
    await twee_aanbieders(declaratie)
    kas = Kas(declaratie)
    await kas.open_rekeningen(AGB, ANDERE_AGB, betaalt_vanaf="2023-06-13")
    await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})


async def test_more_credit_than_debit_waits_for_what_comes(kas: Kas) -> None:
    await kas.betaal()
    await kas.declaratie.declareer(bericht_met(client(prestatie(10, vorig="EEN"))))
    problem = await kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG})
    assert "onder nul" in str(problem["detail"])
    await kas.declaratie.declareer(bericht_met(client(prestatie(12, ref="MEER"))))
    run = await kas.betaal()
    assert (run["bedrag"], run["aantal"]) == (2 * UURTARIEF, 1)


async def test_what_comes_out_at_nothing_is_settled_without_a_transfer(kas: Kas) -> None:
    await kas.betaal()
    await kas.declaratie.declareer(bericht_met(client(prestatie(10, vorig="EEN"))))
    await kas.declaratie.declareer(bericht_met(client(prestatie(10, ref="WEER"))))
    await kas.declaratie.wijs_toe(3001, agb=ANDERE_AGB)
    await kas.declaratie.declareer(bericht_met(client(prestatie(1, nummer=3001)), agb=ANDERE_AGB), ANDERE_AGB)
    run = await kas.betaal()
    assert (run["bedrag"], run["aantal"]) == (UURTARIEF, 1)
    assert [(each["bedrag"], each["stand"]) for each in await kas.overboekingen(run)] == [
        (0, "verrekend"),
        (UURTARIEF, "opgedragen"),
    ]
    assert len(list(etree.fromstring(await bankopdracht(kas, run)).iter(f"{NS}InstdAmt"))) == 1


async def test_a_run_that_comes_out_at_nothing_has_no_file(kas: Kas) -> None:
    """A bank takes no order without a transfer in it."""
    await kas.betaal()
    await kas.declaratie.declareer(bericht_met(client(prestatie(10, vorig="EEN"))))
    await kas.declaratie.declareer(bericht_met(client(prestatie(10, ref="WEER"))))
    run = await kas.betaal()
    assert (run["bedrag"], run["aantal"], run["hash"], run["stand"]) == (0, 0, None, "gesloten")
    assert [(each["bedrag"], each["stand"]) for each in await kas.overboekingen(run)] == [(0, "verrekend")]
    answer = await kas.declaratie.client.get(f"/v1/betaalruns/{run['id']}/bankopdracht", headers=kas.als("anna"))
    assert (answer.status_code, "niets over te maken" in answer.json()["detail"]) == (404, True)


async def test_what_is_held_is_not_paid_until_it_is_let_in(kas: Kas) -> None:
    eerste = (await kas.lijst("/v1/betaalposten"))[0]
    await kas.doe("POST", f"/v1/betaalposten/{eerste['id']}/_aanhouden", {"reden": "Wij zoeken dit uit."})
    run = await kas.betaal()
    assert run["bedrag"] == 5 * UURTARIEF
    van_aanbieder = await kas.lijst("/v1/betaalposten?open=true", **kas.declaratie.aanbieder())
    assert [each["aangehouden"] for each in van_aanbieder] == ["Wij zoeken dit uit."]
    await kas.doe("POST", f"/v1/betaalposten/{eerste['id']}/_vrijgeven")
    assert (await kas.betaal())["bedrag"] == 10 * UURTARIEF
    problem = await kas.weiger("POST", f"/v1/betaalposten/{eerste['id']}/_aanhouden", {"reden": "Te laat."})
    assert str(problem["type"]).endswith("in-betaalrun")


# Who sees what


async def test_a_provider_sees_what_was_paid_for_which_325(kas: Kas) -> None:
    aanbieder = kas.declaratie.aanbieder()
    run = await kas.stel_voor()
    (voor,) = await kas.lijst("/v1/betaalposten", **aanbieder)
    assert (voor["betaalrunId"], voor["kenmerk"]) == (None, None), "a proposal is nobody's business yet"
    assert await kas.lijst("/v1/overboekingen", **aanbieder) == []
    await kas.stap(run, "controleren")
    await kas.stap(run, "goedkeuren", "bart")
    await kas.stap(run, "sluiten")
    (post,) = await kas.lijst("/v1/betaalposten", **aanbieder)
    (overboeking,) = await kas.lijst("/v1/overboekingen", **aanbieder)
    assert (post["bedrag"], post["kenmerk"], post["overboekingstand"]) == (61500, overboeking["kenmerk"], "opgedragen")
    assert post["identificatie325"]
    assert post["declaratienummer"]


async def test_another_municipality_sees_nothing_of_it(kas: Kas) -> None:
    run = await kas.betaal()
    elders = kas.als("carla", ALKMAAR)
    for pad in ("", "/bankopdracht", "/journaal"):
        antwoord = await kas.declaratie.client.get(f"/v1/betaalruns/{run['id']}{pad}", headers=elders)
        assert antwoord.status_code == 404
    for pad in ("betaalruns", "overboekingen", "betaalposten", "rekeningen"):
        assert await kas.lijst(f"/v1/{pad}", **elders) == []
    antwoord = await kas.declaratie.client.get(f"/v1/betaalrekeningen/{ALMERE}", headers=elders)
    assert antwoord.status_code == 404


# Accounts


async def test_who_recorded_an_account_does_not_approve_it(declaratie: Declaratie) -> None:
    kas = Kas(declaratie)
    rekening = await kas.doe("POST", "/v1/rekeningen", kas.nieuwe_rekening(AGB))
    pad = f"/v1/rekeningen/{rekening['id']}/_beoordelen"
    assert str((await kas.weiger("POST", pad, {"akkoord": True}))["type"]).endswith("zelfde-persoon")
    await kas.doe("POST", pad, {"akkoord": False})
    assert str((await kas.weiger("POST", pad, {"akkoord": True}, "bart"))["type"]).endswith("stand")
    (gezien,) = await kas.lijst(f"/v1/rekeningen?agb={AGB}")
    assert (gezien["stand"], gezien["voorgesteldDoor"], gezien["beoordeeldDoor"]) == ("afgewezen", "anna", "anna")


@pytest.mark.parametrize("iban", ["NL00ABNA0417164300", "NL91ABNA041716430", "GEENREKENINGNUMMER"])
async def test_an_account_that_no_bank_gave_is_refused(declaratie: Declaratie, iban: str) -> None:
    problem = await Kas(declaratie).weiger("POST", "/v1/rekeningen", Kas(declaratie).nieuwe_rekening(AGB, iban))
    assert "IBAN" in str(problem)


async def test_an_account_is_for_the_municipalities_of_who_records_it(declaratie: Declaratie) -> None:
    kas = Kas(declaratie)
    body = {**kas.nieuwe_rekening(AGB), "budgethouders": [ALMERE, ALKMAAR]}
    assert (await kas.vraag("POST", "/v1/rekeningen", body)).status_code == 403


# The books


async def test_the_journal_adds_up_to_what_is_paid(kas: Kas) -> None:
    run = await kas.betaal()
    antwoord = await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/journaal")
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert sum(round(100 * float(each["Bedrag"].replace(",", "."))) for each in rijen) == run["bedrag"]
    assert {(each["Product"], each["Maand"], each["Wet"], each["Waarvoor"]) for each in rijen} == {
        ("IB2B", "2023-05", "wmo", "declaratie")
    }


# Decisions


def test_who_is_paid_and_who_waits() -> None:
    een, nul, min_, zonder, veel = (
        Te("1", 5, "r"), Te("2", 0, None), Te("3", -1, "r"), Te("4", 5, None), Te("5", 11, "r"),
    )  # fmt: skip
    mee, over = verdeel([een, nul, min_, zonder, veel], meest=10)
    assert mee == [een, nul]
    assert [(each.agb, each.bedrag, each.reden) for each in over] == [
        ("3", -1, ONDER_NUL),
        ("4", 5, ZONDER_REKENING),
        ("5", 11, TE_VEEL),
    ]
    assert verdeel([Te("1", 10, "r")], meest=10)[0] == [Te("1", 10, "r")]


def op_afschrift(*nummers: str, ook: Postsoort = Postsoort.DECLARATIE) -> str:
    return omschrijving(Waarvoor(list(nummers), {ook}))


def test_what_stands_on_the_statement_of_the_bank() -> None:
    assert op_afschrift("D1") == "Declaratie D1"
    assert op_afschrift("D1", "D2", ook=Postsoort.LUMPSUM) == "Declaraties D1, D2"
    lang = op_afschrift(*(f"D{nummer:06}" for nummer in range(100)))
    assert len(lang) <= 140
    assert lang.endswith(f" en {100 - lang.count('D0')} andere")
    zonder = [op_afschrift(ook=each) for each in (Postsoort.LUMPSUM, Postsoort.NOSHOW, Postsoort.VERVALLEN)]
    assert zonder == ["Lumpsum", "No-shows", "Terugbetaling van een vordering"]


async def test_two_proposals_at_once_are_one_run(kas: Kas) -> None:
    vragen = [
        kas.vraag("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": DAG}, wie) for wie in ("anna", "bart")
    ]
    antwoorden = await asyncio.gather(*vragen)
    assert sorted(each.status_code for each in antwoorden) == [201, 409]
    assert len(await kas.lijst("/v1/betaalruns")) == 1


async def test_closed_twice_at_once_is_one_file(kas: Kas) -> None:
    run = await kas.stel_voor()
    await kas.stap(run, "controleren")
    await kas.stap(run, "goedkeuren", "bart")
    antwoorden = await asyncio.gather(
        *(kas.vraag("POST", f"/v1/betaalruns/{run['id']}/_sluiten", None, wie) for wie in ("anna", "bart"))
    )
    assert sorted(each.status_code for each in antwoorden) == [200, 409]
    await kas.declaratie.werk()
    assert len(kas.verteld(BETAALRUN_GESLOTEN)) == 1


async def test_what_is_to_be_paid_is_one_event_however_often_it_is_answered(kas: Kas) -> None:
    """After a backup is put back a declaration may be answered again: who hears of it must not pay twice."""
    for each in (each for each in kas.declaratie.told if each.type == BETALING_VASTGESTELD.name):
        declaratie_id, budgethouder = str(each.data["declaratieId"]), each.data["budgethouder"]
        assert each.id == id_within(declaratie_id, f"{BETALING_VASTGESTELD.name}/{budgethouder}")
    assert sum(each.type == BETALING_VASTGESTELD.name for each in kas.declaratie.told) == 2
