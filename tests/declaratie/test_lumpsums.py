"""A lump sum for a task: agreed by two, paid in parts on their days, accounted for, ended, and never twice (M140)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.kas import Json, Kas
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, ANDERE_AGB, EURO, MAAND, NUMMER, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from declaratie.usecases.lumpsums import maak_betaalbaar
from gebeurtenissen.declaratie import BUDGETDREMPEL_OVERSCHREDEN, LUMPSUM_GEWIJZIGD
from inkoop import MODELLEN, gebruik_map

PRODUCT = """
producten:
  - code: INL
    naam: Inloop in de wijk
    perceel: perceel-2
    categorie: "07"
    bekostiging: lumpsum
    uitvoeringsvariant: taakgericht
    eenheid: "83"
    frequentie: 4
    tarieven: [{ vanaf: 2023-01-01, eurocent: 1000000 }]
    voorbeeld: true
"""
BUDGET = """
budgetten:
  - { jaar: 2023, product: INL, eurocent: 10_000_000, bron: [M73], voorbeeld: true }
"""
KWARTALEN = ("2023-04-01", "2023-07-01", "2023-10-01", "2023-12-31")


@pytest.fixture(autouse=True)
def regio(tmp_path: Path) -> Iterator[None]:
    """Almere, if it also paid a task by lump sum."""
    tekst = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    for kop, met in (
        ("\nproducten:  # voorbeeld: de codes, tarieven en normbanden\n", PRODUCT),
        ("\nbudgetten:\n", BUDGET),
    ):
        assert kop in tekst
        tekst = tekst.replace(kop, met)
    (tmp_path / "almere-2023.yaml").write_text(tekst, encoding="utf-8")
    gebruik_map(tmp_path)
    yield
    gebruik_map(None)


@pytest.fixture
async def kas(declaratie: Declaratie) -> Kas:
    """A provider with a contract for the task in 2023, and all accounts."""
    await declaratie.sluit_contract(product=("07", "INL", EURO), termijn=("2023-01-01", "2023-12-31"))
    kas = Kas(declaratie)
    await kas.open_rekeningen(AGB)
    return kas


def nieuw(**anders: object) -> Json:
    return {
        "budgethouder": ALMERE,
        "agb": AGB,
        "code": "INL",
        "taak": "Een inloop in vier wijken.",
        "van": "2023-04-01",
        "tot": "2023-12-31",
        "bedrag": 10_000_000,
        "deelbetalingen": [{"dag": dag, "bedrag": 2_500_000} for dag in KWARTALEN],
        "verantwoordingen": [
            {"van": "2023-04-01", "tot": "2023-06-30", "uiterlijk": "2023-09-15"},
            {"van": "2023-07-01", "tot": "2023-12-31", "uiterlijk": "2024-03-01"},
        ],
        **anders,
    }


async def goedgekeurd(kas: Kas, **anders: object) -> str:
    voorgesteld = await kas.doe("POST", "/v1/lumpsums", nieuw(**anders))
    pad = f"/v1/lumpsums/{voorgesteld['id']}"
    assert (await kas.doe("POST", f"{pad}/_beoordelen", {"akkoord": True}, "bart"))["stand"] == "goedgekeurd"
    return pad


async def op(kas: Kas, dag: str) -> None:
    """The worker looks on this day, twice: what it did once it does not do again."""
    kas.declaratie.room.clock = lambda: datetime.fromisoformat(f"{dag}T09:00:00").replace(tzinfo=UTC)
    for _ in range(2):
        async with kas.declaratie.room.work() as work:
            await maak_betaalbaar(work)


async def posten(kas: Kas) -> list[tuple[object, object, object]]:
    return [
        (each["soort"], each["bedrag"], each["aangehouden"]) for each in await kas.lijst("/v1/betaalposten?open=true")
    ]


async def test_m140_parts_are_paid_on_their_days_and_once(kas: Kas) -> None:
    await goedgekeurd(kas)
    assert await posten(kas) == [("lumpsum", 2_500_000, None)], "the first of April has passed"
    run = await kas.betaal("2023-06-13")
    assert run["bedrag"] == 2_500_000
    (overboeking,) = await kas.overboekingen(run)
    await op(kas, "2023-06-30")
    assert await posten(kas) == []
    await op(kas, "2023-07-01")
    assert (await kas.betaal("2023-07-03"))["bedrag"] == 2_500_000
    bestand = await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/bankopdracht")
    assert "<Ustrd>Lumpsum</Ustrd>" in bestand.text
    journaal = (await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/journaal")).text
    assert "lumpsum;07;INL;2023-04;25000,00" in journaal
    aan_de_bank = await kas.bank((overboeking["kenmerk"], "geweigerd", 2_500_000, "AM04"))
    assert aan_de_bank.json()["geweigerd"] == 1
    assert await posten(kas) == [("lumpsum", 2_500_000, None)], "what the bank refuses is to be paid again"


async def test_m140_nothing_is_paid_before_another_agrees(kas: Kas) -> None:
    voorgesteld = await kas.doe("POST", "/v1/lumpsums", nieuw())
    pad = f"/v1/lumpsums/{voorgesteld['id']}"
    await op(kas, "2023-07-01")
    assert await posten(kas) == []
    problem = await kas.weiger("POST", f"{pad}/_beoordelen", {"akkoord": True})
    assert str(problem["type"]).endswith("zelfde-persoon")
    aanbieder = await kas.declaratie.client.get(pad, headers=kas.declaratie.aanbieder())
    assert aanbieder.status_code == 404, "a provider sees what holds"
    assert (await kas.doe("POST", f"{pad}/_beoordelen", {"akkoord": False}, "bart"))["stand"] == "afgewezen"
    await kas.weiger("POST", f"{pad}/_beoordelen", {"akkoord": True}, "bart")
    await op(kas, "2023-10-01")
    await kas.declaratie.werk()
    assert (await posten(kas), kas.verteld(LUMPSUM_GEWIJZIGD)) == ([], [])
    await goedgekeurd(kas)


async def test_m140_without_an_account_the_next_part_is_held(kas: Kas) -> None:
    pad = await goedgekeurd(kas)
    await op(kas, "2023-09-16")
    await op(kas, "2023-10-01")
    reden = "De verantwoording van 01-04-2023 tot en met 30-06-2023 ontbreekt."
    vrij = ("lumpsum", 2_500_000, None)
    assert await posten(kas) == [vrij, ("lumpsum", 2_500_000, reden), ("lumpsum", 2_500_000, reden)]
    aanbieder = {"inwoners": 120, "kosten": 2_400_000, "toelichting": "Vier wijken, elke week open."}
    antwoord = await kas.declaratie.client.put(
        f"{pad}/verantwoordingen/1", json=aanbieder, headers=kas.declaratie.aanbieder()
    )
    assert antwoord.json()["verantwoordingen"][0] | aanbieder == antwoord.json()["verantwoordingen"][0]
    assert await posten(kas) == [vrij, vrij, vrij]


async def test_m140_an_account_is_judged_and_may_be_handed_in_again(kas: Kas) -> None:
    pad = await goedgekeurd(kas)
    eerste = f"{pad}/verantwoordingen/1"
    opgave = {"inwoners": 1, "kosten": 0, "toelichting": "Alles."}
    assert "loopt nog" in str((await kas.weiger("PUT", eerste, opgave))["detail"])
    await op(kas, "2023-07-01")
    await kas.weiger("POST", f"{eerste}/_beoordelen", {"reden": None})
    await kas.doe("PUT", eerste, opgave)
    niet = await kas.doe("POST", f"{eerste}/_beoordelen", {"reden": "Welke wijken?"}, "bart")
    assert isinstance(niet["verantwoordingen"], list)
    assert [(each["stand"], each["reden"]) for each in niet["verantwoordingen"]] == [
        ("niet-akkoord", "Welke wijken?"),
        ("verwacht", None),
    ]
    await kas.doe("PUT", eerste, opgave)
    await kas.doe("POST", f"{eerste}/_beoordelen", {"reden": None})
    assert "al akkoord" in str((await kas.weiger("PUT", eerste, opgave))["detail"])
    assert (await kas.vraag("PUT", f"{pad}/verantwoordingen/3", opgave)).status_code == 404
    vreemd = await kas.declaratie.client.put(eerste, json=opgave, headers=kas.declaratie.aanbieder(ANDERE_AGB))
    assert vreemd.status_code == 404


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"tot": "2023-03-31"}, "body.tot"),
        ({"bedrag": 10_000_001}, "body.deelbetalingen"),
        ({"bedrag": 2, "deelbetalingen": [{"dag": "2023-05-01", "bedrag": 1}] * 2}, "body.deelbetalingen"),
        ({"bedrag": 1, "deelbetalingen": [{"dag": "2023-03-31", "bedrag": 1}]}, "body.deelbetalingen"),
        ({"bedrag": 1, "deelbetalingen": [{"dag": "2024-01-01", "bedrag": 1}]}, "body.deelbetalingen"),
        ({"tot": "2024-01-01"}, "body.tot"),
        ({"agb": ANDERE_AGB}, "body.tot"),
        ({"code": "IB2B"}, "body.code"),
        ({"code": "ZZZ"}, "body.code"),
        (
            {"verantwoordingen": [{"van": "2023-03-31", "tot": "2023-06-30", "uiterlijk": "2023-09-01"}]},
            "body.verantwoordingen.0",
        ),
        (
            {"verantwoordingen": [{"van": "2023-04-01", "tot": "2023-06-30", "uiterlijk": "2023-06-30"}]},
            "body.verantwoordingen.0.uiterlijk",
        ),
        (
            {"verantwoordingen": [{"van": "2023-04-01", "tot": "2023-06-30", "uiterlijk": "2023-09-01"}] * 2},
            "body.verantwoordingen",
        ),
    ],
    ids=str,
)
async def test_m140_what_does_not_fit_is_refused(kas: Kas, anders: Json, veld: str) -> None:
    """Beyond its contract, of a product that is paid by client, and days or amounts that contradict each other."""
    problem = await kas.weiger("POST", "/v1/lumpsums", nieuw(**anders))
    assert veld in str(problem)
    assert await kas.lijst("/v1/lumpsums") == []


async def test_m140_two_for_the_same_days_would_pay_twice(kas: Kas) -> None:
    await goedgekeurd(kas)
    problem = await kas.weiger("POST", "/v1/lumpsums", nieuw())
    assert str(problem["type"]).endswith("overlapt")
    assert (await kas.vraag("POST", "/v1/lumpsums", nieuw(budgethouder=ALKMAAR))).status_code == 403


async def test_m140_after_its_end_nothing_is_paid(kas: Kas) -> None:
    pad = await goedgekeurd(kas)
    einde: Json = {"laatsteDag": "2023-09-30", "reden": "De inloop sluit."}
    await kas.weiger("POST", f"{pad}/_beeindigen", {**einde, "laatsteDag": "2023-06-11"})
    await kas.weiger("POST", f"{pad}/_beeindigen", {**einde, "laatsteDag": "2023-12-31"})
    assert (await kas.doe("POST", f"{pad}/_beeindigen", einde))["stand"] == "beeindigd"
    await op(kas, "2023-12-31")
    assert [bedrag for _, bedrag, _ in await posten(kas)] == [2_500_000] * 2, "of April and July"
    await kas.declaratie.werk()
    assert [len(list(each["delen"])) for each in kas.verteld(LUMPSUM_GEWIJZIGD)] == [4, 2, 2]  # type: ignore[call-overload]
    await kas.weiger("POST", f"{pad}/_beeindigen", einde)


async def test_m140_a_contract_that_ended_holds_what_is_due(kas: Kas) -> None:
    pad = await goedgekeurd(kas)
    await kas.declaratie.sluit_contract(product=("07", "INL", EURO), termijn=("2023-01-01", "2023-06-30"), sequence=2)
    await op(kas, "2023-07-01")
    reden = "Het contract voor dit product geldt niet meer op deze dag."
    assert [each for *_, each in await posten(kas)] == [None, reden]
    await kas.doe("PUT", f"{pad}/verantwoordingen/1", {"inwoners": 1, "kosten": 1, "toelichting": "Klaar."})
    assert [each for *_, each in await posten(kas)] == [None, reden], "an account is no contract"


async def test_m140_it_counts_in_the_budget_and_is_not_billed_by_client_as_well(kas: Kas) -> None:
    """3 × € 25,000 of a budget of € 100,000, and a bill of € 5,000: 80 %."""
    await goedgekeurd(kas, verantwoordingen=[])
    await op(kas, "2023-10-01")
    kas.declaratie.room.clock = lambda: datetime(2023, 10, 2, 9, tzinfo=UTC)
    await kas.declaratie.wijs_toe(NUMMER + 7, product=("07", "INL"), omvang=(500_000, EURO, MAAND))
    regel = prestatie(500_000, nummer=NUMMER + 7, product=("07", "INL"), eenheid=EURO, tarief=None)
    await kas.declaratie.declareer(bericht_met(client(regel), dagtekening="10-02"))
    (melding,) = kas.verteld(BUDGETDREMPEL_OVERSCHREDEN)
    assert (melding["drempel"], melding["uitgegeven"]) == (80, 8_000_000)
    punten = await kas.declaratie.get("/v1/aandachtspunten", kas.declaratie.backoffice(ALMERE))
    assert isinstance(punten["items"], list)
    (punt,) = [each for each in punten["items"] if each["mNummer"] == "M140"]
    assert "lumpsum" in punt["reden"]
    assert date.fromisoformat(str(kas.verteld(LUMPSUM_GEWIJZIGD)[0]["laatsteDag"])) == date(2023, 12, 31)
