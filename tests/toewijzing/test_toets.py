"""Asked by toegang before a decision is taken: what of it the standard forbids."""

from datetime import date

import pytest
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import doe
from tests.toewijzing.verhaal import ALMELO, HET_ANKER, Json, contract, product

from gebeurtenissen.toegang import BeschikkingAfgegeven, BeschiktProduct

NAJAAR = {"ingangsdatum": date(2024, 9, 1), "einddatum": date(2024, 11, 30)}


async def toets(toewijzing: Toewijzing, *producten: BeschiktProduct, gestopt: tuple[Json, ...] = ()) -> list[Json]:
    event = toewijzing.beschikt(*producten)
    body = {"beschikking": event.data, "gestopt": list(gestopt)}
    answer = await toewijzing.client.post("/v1/toewijzingen/_toets", json=body, headers=toewijzing.gemeente)
    found: list[Json] = gelukt(answer)  # type: ignore[assignment]
    return found


async def lopend(toewijzing: Toewijzing) -> BeschiktProduct:
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    eerste = product(einddatum=date(2024, 10, 31))
    await toewijzing.hoor(toewijzing.beschikt(eerste))
    return eerste


async def test_a_clash_names_the_rule_and_the_other_assignment_and_changes_nothing(toewijzing: Toewijzing) -> None:
    await lopend(toewijzing)
    before = await toewijzing.rows() | {"logregels": []}
    botst = product(**NAJAAR)
    (found,) = await toets(toewijzing, product("IB2B"), botst)
    assert (found["productId"], found["regel"]) == (botst.id, "TR302")
    assert "toewijzing 1 (HO, van 01-06-2024 tot en met 31-10-2024)" in str(found["reden"])
    assert await toewijzing.rows() | {"logregels": []} == before


async def test_what_the_standard_does_not_forbid(toewijzing: Toewijzing) -> None:
    """Another provider, a later period, a choice still to be made, no contract: that waits, or is assigned."""
    await lopend(toewijzing)
    vrij = [
        product(aanbieder=HET_ANKER, **NAJAAR),
        product(ingangsdatum=date(2024, 11, 1), einddatum=date(2024, 12, 31)),
        product(aanbieder=None, **NAJAAR),
        product("DB2B", "99990009", **NAJAAR),
    ]
    for each in vrij:
        assert await toets(toewijzing, each) == []


async def test_two_products_of_one_decision_clash_too(toewijzing: Toewijzing) -> None:
    await lopend(toewijzing)
    een, ander = product("IB2B"), product("IB2B", **NAJAAR)
    (found,) = await toets(toewijzing, een, ander)
    assert (found["productId"], found["regel"]) == (ander.id, "TR302")
    assert "een ander product van dit besluit" in str(found["reden"])


async def test_what_stops_makes_room(toewijzing: Toewijzing) -> None:
    eerste = await lopend(toewijzing)
    gestopt = {"productId": eerste.id, "laatsteDag": "2024-08-31"}
    assert await toets(toewijzing, product(**NAJAAR), gestopt=(gestopt,)) == []
    te_laat = gestopt | {"laatsteDag": "2024-09-01"}
    assert len(await toets(toewijzing, product(**NAJAAR), gestopt=(te_laat,))) == 1


async def test_a_later_decision_that_stretched_it_makes_room_when_it_stops(toewijzing: Toewijzing) -> None:
    """OP380: only its own days come free."""
    await lopend(toewijzing)
    vervolg = product(ingangsdatum=date(2024, 11, 1), einddatum=date(2024, 12, 31))
    await toewijzing.hoor(toewijzing.beschikt(vervolg))
    erna = product(ingangsdatum=date(2024, 11, 1), einddatum=date(2024, 12, 31), volume=2)
    assert len(await toets(toewijzing, erna)) == 1
    nooit_begonnen = {"productId": vervolg.id, "laatsteDag": "2024-06-30"}
    assert await toets(toewijzing, erna, gestopt=(nooit_begonnen,)) == []
    eerder = product(ingangsdatum=date(2024, 10, 31), einddatum=date(2024, 12, 31), volume=2)
    assert len(await toets(toewijzing, eerder, gestopt=(nooit_begonnen,))) == 1


async def test_what_cannot_stand_in_a_301(toewijzing: Toewijzing) -> None:
    """Level 2 of the product by itself, also while no provider is named: so much a week without an end (CD076)."""
    await toewijzing.leg_vast()
    per_week = product("DB2B", None, frequentie="2", eenheid="16", einddatum=None)
    pgb = product("DB2B", None, vorm="pgb", frequentie="2", eenheid="16", einddatum=None)
    found = await toets(toewijzing, per_week, pgb)
    assert [(each["productId"], each["regel"]) for each in found] == [(per_week.id, "CD076")]


async def test_a_running_pgb_forbids_natura(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B", None, vorm="pgb")))
    (found,) = await toets(toewijzing, product("IB2B"))
    assert found["regel"] == "OP043"


async def test_running_natura_forbids_a_pgb(toewijzing: Toewijzing) -> None:
    await lopend(toewijzing)
    tegelijk = product("HO", None, vorm="pgb", ingangsdatum=date(2024, 10, 1), einddatum=date(2025, 3, 31))
    (found,) = await toets(toewijzing, tegelijk)
    assert (found["productId"], found["regel"]) == (tegelijk.id, "OP043")
    assert "toewijzing 1" in str(found["reden"])
    erna = product("HO", None, vorm="pgb", ingangsdatum=date(2024, 11, 1), einddatum=date(2025, 3, 31))
    assert await toets(toewijzing, erna) == []


async def test_natura_is_not_stretched_into_a_pgb(toewijzing: Toewijzing) -> None:
    eerste = await lopend(toewijzing)
    erna = product("HO", None, vorm="pgb", ingangsdatum=date(2024, 11, 1), einddatum=date(2025, 3, 31))
    await toewijzing.hoor(toewijzing.beschikt(erna))
    langer = await doe(toewijzing, {"id": eerste.id}, "wijzig", redenWijziging="04", einddatum="2024-11-30")
    assert (langer.status_code, langer.json()["rule"]) == (409, "OP043")
    gelukt(await doe(toewijzing, {"id": eerste.id}, "wijzig", redenWijziging="05", einddatum="2024-09-30"))


async def test_who_may_ask(toewijzing: Toewijzing) -> None:
    """A municipality about its own clients, and a service that may read persons."""
    data = BeschikkingAfgegeven.model_validate(toewijzing.beschikt(gemeente=ALMELO).data)
    body = {"beschikking": data.model_dump(mode="json", by_alias=True)}
    headers = {
        200: toewijzing.token("personen:lezen", gemeenten=("*",)),
        403: toewijzing.token("toewijzing", gemeenten=("0034",)),
    }
    for status, wie in headers.items():
        answer = await toewijzing.client.post("/v1/toewijzingen/_toets", json=body, headers=wie)
        assert answer.status_code == status, answer.text
    provider = await toewijzing.client.post("/v1/toewijzingen/_toets", json=body, headers=toewijzing.aanbieder())
    assert provider.status_code == 403
    assert data.client_id == CLIENT


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"volume": 5, "eenheid": None}, "Geef volume, eenheid en frequentie samen, of geen van drieën."),
        ({"volume": None}, "Geef volume, eenheid en frequentie samen, of geen van drieën."),
        ({"categorie": None}, "Geef bij een code ook de categorie."),
        ({"eenheid": "99"}, "Categorie, eenheid of frequentie staat niet in de codelijst."),
        ({"frequentie": "9"}, "Categorie, eenheid of frequentie staat niet in de codelijst."),
        ({"categorie": "99"}, "Categorie, eenheid of frequentie staat niet in de codelijst."),
    ],
)
async def test_what_no_message_could_say_is_refused(toewijzing: Toewijzing, anders: Json, reden: str) -> None:
    event = toewijzing.beschikt(product(**anders))
    answer = await toewijzing.client.post(
        "/v1/toewijzingen/_toets", json={"beschikking": event.data}, headers=toewijzing.gemeente
    )
    assert answer.status_code == 400
    assert answer.json()["invalidParams"] == [{"name": "body.beschikking", "reason": reden}]
