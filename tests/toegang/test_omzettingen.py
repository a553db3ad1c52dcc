"""Running help is moved to the products of a new contract; the citizen keeps what was granted (M134)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.toegang.bijdrage import Gebruik, hoor_zelf, opgaven
from tests.toegang.conftest import ALMELO, ALMERE, Json, Toegang, gelukt, product
from tests.toegang.overname import neem_over, rij
from tests.toegang.plandelen import deel, gedeeld

from toegang.usecases import zet_om
from toegang.usecases.kondig_einde_aan import kondig_einde_aan

VANAF = "2025-01-01"
BEGELEIDING = rij(kenmerk="K-2", product="IB2B", volume="120", eenheid="04", frequentie="6", toewijzingnummer="400124")

BEGELEIDING_GEWOGEN: Json = {
    "situatie": {},
    "keuzes": [
        {
            "product": "IB2B",
            "ingangsdatum": "2024-06-01",
            "einddatum": "2025-05-31",
            "traject": "traject-2",
            "minutenPerWeek": 120,
        }
    ],
}


def omzetting(van: str = "IB2B", naar: str = "IB2S", vanaf: str = VANAF) -> Json:
    return {"gemeente": ALMERE, "vanaf": vanaf, "producten": [{"van": van, "naar": naar}]}


async def zet(toegang: Toegang, body: Json | None = None, *, proef: bool = False, cursor: str | None = None) -> Json:
    """The answer on a request that can be read."""
    vraag = f"?proef={str(proef).lower()}" + (f"&cursor={cursor}" if cursor else "")
    return gelukt(await toegang.post(f"/v1/omzettingen{vraag}", body or omzetting()), 200)


async def test_m134_help_that_runs_goes_on_under_the_new_product(toegang: Toegang) -> None:
    await neem_over(toegang, rij(), BEGELEIDING)
    assert await zet(toegang, omzetting(naar="IB3")) == {"proef": False, "omgezet": 1, "fouten": [], "volgende": None}
    rows = (await toegang.rows())["beschikte_producten"]
    ho, oud, nieuw = sorted(rows, key=lambda each: str(each["volgnummer"]))
    assert (ho["laatste_dag"], str(oud["laatste_dag"]), oud["eindreden"]) == (None, "2024-12-31", "omgezet")
    assert (nieuw["code"], str(nieuw["ingangsdatum"]), str(nieuw["einddatum"])) == ("IB3", VANAF, "2025-05-31")
    assert (nieuw["volume"], nieuw["aanbieder"], nieuw["omgezet_uit"]) == (120, "99990001", oud["id"])
    event = (await toegang.events())[-1]
    data = event["data"]
    assert isinstance(data, dict)
    assert (event["type"], event["subject"]) == ("nl.wmo.indicaties.omgezet.v1", nieuw["id"])
    assert (data["omgezetUit"], data["laatsteDag"], data["beschiktProduct"]["code"]) == (oud["id"], "2024-12-31", "IB3")
    assert (data["leeftijdsgroep"], data["beschiktProduct"]["profiel"]) == ("70-79", None)
    view = gelukt(await toegang.get(f"/v1/beschikkingen/{nieuw['beschikking_id']}"), 200)["producten"]
    assert isinstance(view, list)
    assert [each["omgezetUit"] for each in view] == [None, None, oud["id"]]


async def test_m134_a_trial_changes_nothing_and_once_more_moves_nothing_twice(toegang: Toegang) -> None:
    await neem_over(toegang, BEGELEIDING)
    voor = len(await toegang.events())
    assert (await zet(toegang, proef=True))["omgezet"] == 1
    assert len(await toegang.events()) == voor
    assert (await zet(toegang))["omgezet"] == 1
    assert (await zet(toegang))["omgezet"] == 0
    assert len(await toegang.events()) == voor + 1


async def test_m134_what_its_provider_cannot_give_stays_and_is_named(toegang: Toegang) -> None:
    await neem_over(toegang, BEGELEIDING)
    toegang.toewijzing.bezwaren = [{"plek": 0, "regel": "OP345", "reden": "Er is al over gedeclareerd."}]
    uitkomst = await zet(toegang)
    (row,) = (await toegang.rows())["beschikte_producten"]
    assert uitkomst["omgezet"] == 0
    assert uitkomst["fouten"] == [
        {
            "beschikkingId": row["beschikking_id"],
            "productId": row["id"],
            "code": "IB2B",
            "regel": "OP345",
            "reden": "Er is al over gedeclareerd.",
        }
    ]
    assert row["laatste_dag"] is None


async def test_m134_what_was_stopped_and_still_runs_then_goes_on_until_that_day(toegang: Toegang) -> None:
    await neem_over(toegang, BEGELEIDING)
    (row,) = (await toegang.rows())["beschikte_producten"]
    pad = f"/v1/beschikkingen/{row['beschikking_id']}/_beeindig"
    over = {"reden": "wens client", "laatsteDag": "2025-03-31", "motivering": "Op eigen verzoek."}
    gelukt(await toegang.post(pad, over, **{"If-Match": "*"}), 200)
    assert (await zet(toegang, omzetting(vanaf="2025-04-01")))["omgezet"] == 0, "it is over by then"
    assert (await zet(toegang))["omgezet"] == 1
    oud, nieuw = sorted((await toegang.rows())["beschikte_producten"], key=lambda each: str(each["volgnummer"]))
    assert (str(oud["laatste_dag"]), oud["eindreden"]) == ("2024-12-31", "omgezet")
    assert (str(nieuw["einddatum"]), str(nieuw["laatste_dag"])) == ("2025-03-31", "2025-03-31")
    assert nieuw["eindreden"] == "wens client"
    data = (await toegang.events())[-1]["data"]
    assert isinstance(data, dict)
    assert data["beschiktProduct"]["einddatum"] == "2025-03-31"
    assert (await zet(toegang))["omgezet"] == 0, "what went on does not go on again"


async def test_m134_another_frequency_needs_a_decision(toegang: Toegang) -> None:
    """An amount per month is no total: nobody may work that out for the citizen."""
    await neem_over(toegang, rij())
    uitkomst = await zet(toegang, omzetting("HO", "IB2S"))
    (fout,) = uitkomst["fouten"] if isinstance(uitkomst["fouten"], list) else []
    assert (uitkomst["omgezet"], fout["regel"]) == (0, "M134")
    assert fout["reden"].endswith("Neem een nieuw besluit.")
    assert toegang.toewijzing.gevraagd[-1].keys() == {"gemeente", "indicaties"}, "toewijzing is not asked for nothing"


@pytest.mark.parametrize(
    ("body", "status", "veld"),
    [
        (omzetting(naar="XX"), 400, "body.producten.0.naar"),
        (omzetting(vanaf="2019-01-01"), 400, "body.vanaf"),
        (omzetting("IB2B", "IB2B"), 400, "body.producten"),
        (omzetting() | {"producten": []}, 400, "body.producten"),
        (
            omzetting() | {"producten": [{"van": "IB2B", "naar": "IB3"}, {"van": "IB2B", "naar": "IB2S"}]},
            400,
            "body.producten",
        ),
    ],
    ids=("unknown product", "no model", "onto itself", "nothing", "twice"),
)
async def test_m134_a_table_that_cannot_be_is_refused(toegang: Toegang, body: Json, status: int, veld: str) -> None:
    await neem_over(toegang, BEGELEIDING)
    answer = await toegang.post("/v1/omzettingen", body)
    assert answer.status_code == status
    assert [each["name"] for each in answer.json()["invalidParams"]] == [veld]
    assert [each["laatste_dag"] for each in (await toegang.rows())["beschikte_producten"]] == [None]


async def test_m134_only_of_ones_own_municipality(toegang: Toegang) -> None:
    answer = await toegang.client.post("/v1/omzettingen", json=omzetting(), headers=toegang.token(ALMELO))
    assert answer.status_code == 403


async def test_m134_without_toewijzing_nothing_is_moved(toegang: Toegang) -> None:
    await neem_over(toegang, BEGELEIDING)
    toegang.toewijzing.storingen = 1
    assert (await toegang.post("/v1/omzettingen", omzetting())).status_code == 503
    assert [each["laatste_dag"] for each in (await toegang.rows())["beschikte_producten"]] == [None]


async def test_m134_more_than_one_part_goes_on_by_the_cursor(toegang: Toegang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zet_om, "PER_KEER", 1)
    tweede = BEGELEIDING | {"kenmerk": "K-3", "product": "IB3", "toewijzingnummer": "400125"}
    await neem_over(toegang, BEGELEIDING, tweede)
    body = omzetting() | {"producten": [{"van": "IB2B", "naar": "IB2S"}, {"van": "IB3", "naar": "DB2S"}]}
    eerste = await zet(toegang, body)
    assert (eerste["omgezet"], eerste["volgende"] is not None) == (1, True)
    rest = await zet(toegang, body, cursor=str(eerste["volgende"]))
    # Hours are no dagdelen: it stays, and the first part is not seen again.
    assert (rest["omgezet"], len(rest["fouten"] if isinstance(rest["fouten"], list) else []), rest["volgende"]) == (
        0,
        1,
        None,
    )


async def test_m134_m142_the_contribution_goes_on_without_a_gap(toegang: Toegang) -> None:
    """The CAK hears no stop and no start: not before the provider starts under the new number, and not after."""
    await neem_over(toegang, BEGELEIDING)
    await zet(toegang, omzetting(vanaf="2024-06-01"))
    await hoor_zelf(toegang)
    assert await opgaven(toegang) == []
    rows = await toegang.rows()
    client, nieuw = rows["clienten"][0], next(each for each in rows["beschikte_producten"] if each["omgezet_uit"])
    await Gebruik(toegang, str(client["id"]), str(nieuw["id"]), "IB2S").start(date(2024, 6, 1))
    assert await opgaven(toegang) == []
    assert [each["soort"] for each in (await toegang.rows())["bijdrageopgaven"]] == ["start"]


async def test_m134_the_letter_says_what_was_decided_and_the_warning_what_runs(toegang: Toegang) -> None:
    beschikt = await toegang.beschikt(product("IB2B", volume=104), gewogen=BEGELEIDING_GEWOGEN)
    await zet(toegang, omzetting(vanaf="2024-09-01"))
    brief = await toegang.client.post(
        f"/v1/beschikkingen/{beschikt['id']}/_brief", headers=toegang.token(scope="personen:lezen")
    )
    assert brief.status_code == 200
    tekst = brief.text
    assert "Individuele begeleiding basis" in tekst
    assert "specialistisch" not in tekst
    (row,) = [each for each in (await toegang.rows())["beschikte_producten"] if each["omgezet_uit"]]
    toegang.room.clock = lambda: datetime.combine(row["einddatum"] - timedelta(days=30), time(9), UTC)  # type: ignore[operator]
    async with toegang.room.work() as work:
        await kondig_einde_aan(work)
    (loopt_af,) = (await toegang.get(f"/v1/aflopende-indicaties?gemeente={ALMERE}")).json()["items"]
    assert loopt_af["productId"] == row["id"]
    assert "Individuele begeleiding specialistisch" in loopt_af["bericht"]


async def test_m134_m122_the_provider_goes_on_seeing_the_goals(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    await neem_over(toegang, BEGELEIDING)
    (lopend,) = [each for each in (await toegang.rows())["beschikte_producten"] if each["code"] == "IB2B"]
    gelukt(await deel(toegang, wat.plan_id, wat.doelen[0], lopend["id"]), 200)
    assert (await zet(toegang))["omgezet"] == 1
    rows = await toegang.rows()
    (nieuw,) = [each for each in rows["beschikte_producten"] if each["omgezet_uit"]]
    assert (wat.doelen[0], nieuw["id"]) in [(each["doel_id"], each["product_id"]) for each in rows["gedeelde_doelen"]]
