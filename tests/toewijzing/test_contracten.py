"""Contracts: prices from the inkoopmodel or of their own, what is refused, and the event that tells of them."""

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMERE, DE_BOOM, DE_BRUG, HET_ANKER, Json, contract

HARDERWIJK, ERMELO, HOUTEN = "0243", "0233", "0321"


async def test_without_prices_those_of_the_inkoopmodel_hold_with_its_indexation(toewijzing: Toewijzing) -> None:
    """HO costs 312.50 in 2023; then 5.71 %, 3.85 % and 3.40 % are added, each rounded to cents (M79)."""
    body = contract(DE_BRUG, "HO", geldigVan="2024-06-01")
    answer = await toewijzing.client.post("/v1/contracten", json=body, headers=toewijzing.gemeente)
    made = gelukt(answer, 201)
    prices = [
        {"vanaf": "2024-06-01", "bedrag": 33034},
        {"vanaf": "2025-01-01", "bedrag": 34306},
        {"vanaf": "2026-01-01", "bedrag": 35472},
    ]
    head = {
        "id": made["id"],
        "agb": DE_BRUG,
        "naam": "De Brug",
        "gemeenten": [ALMERE],
        "geldigVan": "2024-06-01",
        "geldigTot": None,
        "opties": [2, 2],
        "specialismen": [],
        "doelgroepen": [],
        "leversnelheid": None,
        "capaciteit": None,
        "deelname": "zelfstandig",
        "partners": [],
        "gunningsscores": [],
        "gunningstotaal": None,
        "geenNieuweVanaf": None,
    }
    assert made == {**head, "producten": [{"code": "HO", "tarieven": prices}]}
    assert answer.headers["Location"] == f"/v1/contracten/{made['id']}"
    found = await toewijzing.client.get(answer.headers["Location"], headers=toewijzing.gemeente)
    assert found.json() == made
    assert gelukt(await toewijzing.client.get("/v1/contracten", headers=toewijzing.gemeente))["items"] == [head]

    _, told = await toewijzing.events()
    assert (told["type"], told["subject"]) == ("nl.wmo.contracten.vastgelegd.v1", made["id"])
    assert told["data"] == {
        "contractId": made["id"],
        "agb": DE_BRUG,
        "gemeenten": [ALMERE],
        "geldigVan": "2024-06-01",
        "geldigTot": None,
        "producten": [{"categorie": "01", "code": "HO", "eenheid": "82", "tarieven": prices}],
        "specialismen": [],
        "doelgroepen": [],
        "leversnelheid": None,
        "capaciteit": None,
        "deelname": "zelfstandig",
        "partners": [],
        "opties": [2, 2],
        "geenNieuweVanaf": None,
    }


async def test_prices_of_its_own_stand_as_they_are(toewijzing: Toewijzing) -> None:
    eigen = [{"vanaf": "2023-01-01", "bedrag": 30000}, {"vanaf": "2024-07-01", "bedrag": 31000}]
    made = await toewijzing.leg_vast(
        contract(producten=[{"code": "IB2B", "tarieven": eigen[::-1]}], geldigVan="2023-02-01")
    )
    assert made["producten"] == [{"code": "IB2B", "tarieven": eigen}]


async def test_municipalities_of_one_region(toewijzing: Toewijzing) -> None:
    body = contract(gemeenten=(HARDERWIJK, ERMELO, HARDERWIJK), producten=[{"code": "HBH"}])
    assert (await toewijzing.leg_vast(body))["gemeenten"] == [ERMELO, HARDERWIJK]


async def test_a_contract_that_cannot_be(toewijzing: Toewijzing) -> None:
    geen_model = "Deze gemeenten hebben op de ingangsdatum geen gezamenlijk inkoopmodel."
    dubbel = [{"vanaf": "2023-01-01", "bedrag": 1}, {"vanaf": "2023-01-01", "bedrag": 2}]
    cases: list[tuple[Json, str, str]] = [
        (contract(DE_BRUG, "HO", "OIL2", "XX"), "body.producten", "Niet in almere-2023: OIL2, XX."),
        (contract(DE_BRUG, "HO", "HO"), "body.producten", "Noem elk product één keer."),
        (contract(gemeenten=(ALMERE, HOUTEN)), "body.gemeenten", geen_model),
        (contract(gemeenten=("9999",)), "body.gemeenten", geen_model),
        (contract(geldigVan="2022-12-31"), "body.gemeenten", geen_model),
        (contract(geldigTot="2022-12-31"), "body.geldigTot", "De laatste dag van het contract ligt voor de eerste."),
        ({**contract(), "agb": "9999"}, "body.agb", r"Deze waarde heeft niet de juiste vorm: ^[0-9]{8}$."),
        (contract(gemeenten=()), "body.gemeenten", "Geef er minstens 1."),
        (_priced([]), "body.producten.0.tarieven", "Geef er minstens 1."),
        (_priced(dubbel), "body.producten.0.tarieven", "Noem elke datum één keer."),
        (
            _priced([{"vanaf": "2023-01-02", "bedrag": 1}]),
            "body.producten.0.tarieven",
            "Geef ook een tarief dat geldt op de eerste dag van het contract.",
        ),
        (
            _priced([{"vanaf": "2023-01-01", "bedrag": -1}]),
            "body.producten.0.tarieven.0.bedrag",
            "Geef een waarde van 0 of meer.",
        ),
    ]
    answers = [
        await toewijzing.client.post("/v1/contracten", json=body, headers=toewijzing.gemeente) for body, _, _ in cases
    ]
    assert [each.status_code for each in answers] == [400] * len(cases)
    found = [(param["name"], param["reason"]) for each in answers for param in each.json()["invalidParams"]]
    assert found == [(name, reason) for _, name, reason in cases]
    assert await toewijzing.events() == []
    await toewijzing.leg_vast(contract(geldigTot="2023-01-01"))


def _priced(tarieven: list[Json]) -> Json:
    return contract(producten=[{"code": "HO", "tarieven": tarieven}])


async def test_the_register_comes_in_pages(toewijzing: Toewijzing) -> None:
    made = [(await toewijzing.leg_vast(contract(agb)))["id"] for agb in (DE_BRUG, HET_ANKER, DE_BOOM)]
    first = gelukt(await toewijzing.client.get("/v1/contracten?limit=2", headers=toewijzing.gemeente))
    query = f"/v1/contracten?limit=2&cursor={first['volgende']}"
    second = gelukt(await toewijzing.client.get(query, headers=toewijzing.gemeente))
    assert [[each["id"] for each in page["items"]] for page in (first, second)] == [made[:2], made[2:]]  # type: ignore[attr-defined]
    assert second["volgende"] is None


async def test_the_same_idempotency_key_makes_one_contract(toewijzing: Toewijzing) -> None:
    headers = toewijzing.gemeente | {"Idempotency-Key": "contract-1"}
    both = [await toewijzing.client.post("/v1/contracten", json=contract(), headers=headers) for _ in range(2)]
    assert gelukt(both[0], 201) == gelukt(both[1], 201)
    assert len(await toewijzing.events()) == 2  # the provider and its contract
