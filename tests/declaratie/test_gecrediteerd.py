"""A line is credited while a run is taking off what is claimed of it: whatever comes of the run, it is paid once."""

import pytest
from tests.declaratie.kas import Json, Kas
from tests.declaratie.maker import UURTARIEF
from tests.declaratie.schuld import (
    ERNA,
    TIEN,
    crediteer_mei,
    declareer,
    kas,
    na_de_termijn,
    nu,
    op_mei,
    op_prestaties,
)

from declaratie.domain.vordering import minstens

__all__ = ["kas"]


async def _in_een_run(kas: Kas) -> Json:
    """A claim on May that the next run takes off what it pays: 20 hours."""
    gevorderd = await op_mei(kas)
    na_de_termijn(kas)
    await declareer(kas, 20, "03")
    return gevorderd


async def _open_posten(kas: Kas) -> list[tuple[str, object]]:
    return sorted((str(each["soort"]), each["bedrag"]) for each in await kas.lijst("/v1/betaalposten?open=true"))


async def _weiger_door_bank(kas: Kas, run: Json) -> None:
    (overboeking,) = await kas.overboekingen(run)
    antwoord = await kas.bank((overboeking["kenmerk"], "geweigerd", overboeking["bedrag"], "AM04"))
    assert antwoord.json()["geweigerd"] == 1


async def test_a_credit_while_a_run_has_the_claim_ends_it_when_that_run_is_withdrawn(kas: Kas) -> None:
    gevorderd = await _in_een_run(kas)
    run = await kas.stel_voor(ERNA)
    await crediteer_mei(kas)
    await kas.stap(run, "intrekken")
    assert await nu(kas, gevorderd) == ("gecrediteerd", 0)
    assert await _open_posten(kas) == [("declaratie", -TIEN), ("declaratie", 2 * TIEN)]
    besluit = {"bedrag": 0, "uiterlijk": ERNA}
    await kas.weiger("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit)
    assert (await kas.betaal(ERNA))["bedrag"] == TIEN


async def test_a_credit_while_a_run_has_the_claim_gives_it_back_when_that_run_is_closed(kas: Kas) -> None:
    gevorderd = await _in_een_run(kas)
    run = await kas.stel_voor(ERNA)
    await crediteer_mei(kas)
    await kas.stap(run, "controleren")
    await kas.stap(run, "goedkeuren", "bart")
    assert (await kas.stap(run, "sluiten"))["bedrag"] == TIEN
    assert await nu(kas, gevorderd) == ("verrekend", 0)
    assert await _open_posten(kas) == [("declaratie", -TIEN), ("vervallen", TIEN)]


async def test_a_credit_between_a_closed_run_and_the_refusal_of_the_bank_ends_the_claim(kas: Kas) -> None:
    gevorderd = await _in_een_run(kas)
    run = await kas.betaal(ERNA)
    await crediteer_mei(kas)
    await _weiger_door_bank(kas, run)
    assert await nu(kas, gevorderd) == ("gecrediteerd", 0)
    assert await _open_posten(kas) == [("declaratie", -TIEN), ("declaratie", 2 * TIEN)]
    assert (await kas.betaal(ERNA))["bedrag"] == TIEN


async def test_a_claim_stands_for_what_a_credit_gave_back_and_was_paid(kas: Kas) -> None:
    gevorderd = await _in_een_run(kas)
    eerste = await kas.betaal(ERNA)
    await crediteer_mei(kas)
    await declareer(kas, 1, "02")
    assert (await kas.betaal(ERNA))["bedrag"] == UURTARIEF, "what the credit takes off, the claim gives back"
    await _weiger_door_bank(kas, eerste)
    assert await nu(kas, gevorderd) == ("open", TIEN)
    besluit = f"/v1/vorderingen/{gevorderd['id']}/_besluit"
    problem = await kas.weiger("POST", besluit, {"bedrag": TIEN - 1, "uiterlijk": ERNA})
    assert "€ 615,00" in str(problem)
    assert (await kas.betaal(ERNA))["bedrag"] == TIEN, "20 hours less the 10 that were credited"
    assert await nu(kas, gevorderd) == ("verrekend", 0)


@pytest.mark.parametrize("hoe", ["ingetrokken", "geweigerd"])
async def test_what_a_credit_gave_back_comes_out_of_a_run_beside_its_claim(kas: Kas, hoe: str) -> None:
    gevorderd = await _in_een_run(kas)
    eerste = await kas.betaal(ERNA)
    await crediteer_mei(kas)
    await declareer(kas, 1, "02")
    tweede = await (kas.betaal(ERNA) if hoe == "geweigerd" else kas.stel_voor(ERNA))
    await _weiger_door_bank(kas, eerste)
    assert await nu(kas, gevorderd) == ("open", TIEN)
    await (_weiger_door_bank(kas, tweede) if hoe == "geweigerd" else kas.stap(tweede, "intrekken"))
    assert await nu(kas, gevorderd) == ("gecrediteerd", 0)
    assert (await kas.betaal(ERNA))["bedrag"] == TIEN + UURTARIEF


async def test_the_rest_of_a_claim_of_which_one_line_was_credited_stays_open(kas: Kas) -> None:
    await kas.declaratie.wijs_toe(termijn=("01-01", "03-31"), sequence=2)
    gevorderd = await op_prestaties(kas)
    deel = {"kenmerk": "BANK-1", "bedrag": 1500, "ontvangenOp": "2023-06-12"}
    await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/ontvangsten", deel)
    na_de_termijn(kas)
    await declareer(kas, 30, "03")
    run = await kas.stel_voor(ERNA)
    await crediteer_mei(kas)
    await kas.stap(run, "intrekken")
    assert await nu(kas, gevorderd) == ("open", TIEN - 1500), "of April, less what was paid back"
    besluit = {"bedrag": 0, "uiterlijk": ERNA}
    assert (await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit))["stand"] == "ingetrokken"
    assert (await kas.betaal(ERNA))["bedrag"] == 3 * TIEN - TIEN


@pytest.mark.parametrize(
    ("rest", "terug", "ontvangen", "minst"), [(10, 0, 0, 0), (10, 4, 0, 4), (10, 4, 3, 1), (10, 4, 5, 0), (3, 4, 0, 3)]
)
def test_what_was_given_back_and_not_received_stays(rest: int, terug: int, ontvangen: int, minst: int) -> None:
    assert minstens(rest, terug, ontvangen) == minst
