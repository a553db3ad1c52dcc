"""Policy through the door: what is granted stays granted, somebody looks at it, budgets tell."""

from functools import partial

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDERE_AGB,
    BSN,
    NUMMER,
    OUTPUT,
    TOTAAL,
    UUR,
    WEEK,
    client,
    d,
    gestart,
    prestatie,
)
from tests.declaratie.maker import MAAND as PER_MAAND
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import codes

from gebeurtenissen.declaratie import AANDACHTSPUNT_AFGEHANDELD, AANDACHTSPUNTEN_VASTGELEGD, BUDGETDREMPEL_OVERSCHREDEN
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    LeveringBeeindigd,
)

GOED = (["0200"], ["8001"])
APRIL, MAART = ("04-01", "04-30"), ("03-01", "03-31")
Json = dict[str, object]


async def punten(declaratie: Declaratie, vraag: str = "", headers: dict[str, str] | None = None) -> list[Json]:
    """The points that a caller sees; the municipality unless said otherwise."""
    page = await declaratie.get(f"/v1/aandachtspunten{vraag}", headers or declaratie.backoffice(ALMERE))
    items = page["items"]
    assert isinstance(items, list)
    return items


def verteld(declaratie: Declaratie, soort: str) -> list[Json]:
    """The data of the events of this type that went out."""
    return [dict(each.data) for each in declaratie.told if each.type == soort]


async def duur_contract(declaratie: Declaratie) -> None:
    """A contract at 62.00 where the region pays 61.50."""
    await declaratie.sluit_contract(prijzen=(("01-01", 6200),), sequence=2)


async def meld_start(declaratie: Declaratie, begin: str, *, weg: bool = False, sequence: int = 1) -> None:
    data = gestart(d(begin))
    soort = LEVERING_VERWIJDERD if weg else LEVERING_GESTART
    await declaratie.hoor(soort, data.toewijzing_id, data, sequence)


async def test_a_sound_declaration_leaves_no_points(declaratie: Declaratie) -> None:
    assert codes(await declaratie.declareer(bericht_met(client(prestatie())))) == GOED
    assert await punten(declaratie) == []
    assert verteld(declaratie, AANDACHTSPUNTEN_VASTGELEGD.name) == []


async def test_what_policy_points_at_stays_granted(declaratie: Declaratie) -> None:
    await duur_contract(declaratie)
    bericht = bericht_met(client(prestatie(10, tarief=6200), prestatie(5, tarief=6200, periode=APRIL)))
    assert codes(await declaratie.declareer(bericht)) == GOED
    gevonden = await punten(declaratie)
    assert [(each["mNummer"], each["volgnummer"], each["bedrag"]) for each in gevonden] == [
        ("M79", 1, 62_000),
        ("M79", 2, 31_000),
    ]
    (punt, _) = gevonden
    assert punt["reden"] == "Het tarief in het contract is € 62,00. In de regio is het € 61,50 op 01-05-2023."
    assert (punt["gemeente"], punt["agb"], punt["code"], punt["besluit"]) == (ALMERE, AGB, "IB2B", None)
    (event,) = declaratie.beantwoord()
    assert (event.bedrag_toegekend, punt["declaratieId"]) == (93_000, event.declaratie_id)
    assert verteld(declaratie, AANDACHTSPUNTEN_VASTGELEGD.name) == [
        {
            "declaratieId": event.declaratie_id,
            "gemeente": ALMERE,
            "wet": "wmo",
            "agb": AGB,
            "punten": [{"mNummer": "M79", "aantal": 2, "bedrag": 93_000}],
        }
    ]


async def test_a_rejected_line_gets_no_points(declaratie: Declaratie) -> None:
    await duur_contract(declaratie)
    await declaratie.declareer(
        bericht_met(client(prestatie(10, tarief=6201), prestatie(1, tarief=6200, periode=APRIL)))
    )
    assert [each["volgnummer"] for each in await punten(declaratie)] == [2]


async def test_a_period_before_the_start(declaratie: Declaratie) -> None:
    await meld_start(declaratie, "05-10", sequence=2)
    await declaratie.declareer(bericht_met(client(prestatie(1, periode=APRIL), prestatie(1))))
    assert [(each["mNummer"], each["volgnummer"]) for each in await punten(declaratie)] == [("M76", 1)]


async def test_a_start_that_was_removed_says_nothing(declaratie: Declaratie) -> None:
    await meld_start(declaratie, "05-10", weg=True, sequence=3)
    await meld_start(declaratie, "05-10", sequence=2)  # heard late
    await declaratie.declareer(bericht_met(client(prestatie(1, periode=APRIL))))
    assert await punten(declaratie) == []
    await meld_start(declaratie, "05-20", sequence=4)
    await declaratie.declareer(bericht_met(client(prestatie(1, periode=MAART))))
    assert [each["reden"] for each in await punten(declaratie)] == [
        "De periode ligt voor de gemelde start van 20-05-2023."
    ]


async def meld_stop(declaratie: Declaratie, begin: str, einde: str, *, weg: bool = False, sequence: int) -> None:
    data = LeveringBeeindigd(
        toewijzing_id=f"{ALMERE}-{NUMMER}",
        toewijzing_nummer=NUMMER,
        client_id="client",
        gemeente=ALMERE,
        agb=AGB,
        code="IB2B",
        begindatum=d(begin),
        einddatum=d(einde),
        reden="02",
        tijdelijk=False,
    )
    soort = BEEINDIGING_VERWIJDERD if weg else LEVERING_BEEINDIGD
    await declaratie.hoor(soort, data.toewijzing_id, data, sequence)


async def test_a_period_after_the_stop_however_the_events_come(declaratie: Declaratie) -> None:
    await meld_stop(declaratie, "01-02", "03-15", sequence=2)
    await meld_start(declaratie, "01-02", sequence=1)
    await declaratie.declareer(bericht_met(client(prestatie(1, periode=MAART), prestatie(1, periode=APRIL))))
    assert [(each["volgnummer"], each["reden"]) for each in await punten(declaratie)] == [
        (2, "De periode ligt na de gemelde stop van 15-03-2023.")
    ]


async def test_a_stop_that_was_removed_says_nothing(declaratie: Declaratie) -> None:
    await meld_start(declaratie, "01-02", sequence=1)
    await meld_stop(declaratie, "01-02", "03-15", weg=True, sequence=3)
    await meld_stop(declaratie, "01-02", "03-15", sequence=2)  # heard late
    await declaratie.declareer(bericht_met(client(prestatie(1))))
    assert await punten(declaratie) == []


async def pakketten(declaratie: Declaratie) -> None:
    """The same client has household help from two providers."""
    for nummer, agb in ((3001, AGB), (3002, ANDERE_AGB)):
        await declaratie.wijs_toe(nummer, agb=agb, product=("01", "HO"), omvang=(1, OUTPUT, PER_MAAND))
        await declaratie.sluit_contract(agb=agb, product=("01", "HO", OUTPUT), prijzen=(("01-01", 31_250),))


async def test_one_package_per_client_per_month_over_providers(declaratie: Declaratie) -> None:
    await pakketten(declaratie)
    pakket = partial(prestatie, 1, product=("01", "HO"), eenheid=OUTPUT, tarief=31_250)
    eerste = bericht_met(client(pakket(ref="EEN", nummer=3001)))
    assert codes(await declaratie.declareer(eerste)) == GOED
    tweede = bericht_met(client(pakket(nummer=3002)), agb=ANDERE_AGB)
    assert codes(await declaratie.declareer(tweede, ANDERE_AGB)) == GOED
    assert [(each["mNummer"], each["agb"]) for each in await punten(declaratie)] == [("M72", ANDERE_AGB)]
    # The first takes its line back, so the second may bill the next time.
    terug = bericht_met(client(pakket(vorig="EEN", nummer=3001)))
    assert codes(await declaratie.declareer(terug)) == GOED
    april = bericht_met(client(pakket(nummer=3002, periode=APRIL)), agb=ANDERE_AGB)
    assert codes(await declaratie.declareer(april, ANDERE_AGB)) == GOED
    assert len(await punten(declaratie)) == 1


async def test_a_line_that_is_taken_back_needs_no_decision(declaratie: Declaratie) -> None:
    await duur_contract(declaratie)
    await declaratie.declareer(
        bericht_met(client(prestatie(10, ref="A", tarief=6200), prestatie(1, tarief=6200, periode=APRIL)))
    )
    await declaratie.declareer(bericht_met(client(prestatie(10, vorig="A", tarief=6200))))
    assert [(each["besluit"], each["afgehandeldDoor"]) for each in await punten(declaratie)] == [
        ("gecrediteerd", "clientroute"),
        (None, None),
    ]
    assert [each["volgnummer"] for each in await punten(declaratie, "?afgehandeld=false")] == [2]


async def test_deciding_on_a_point(declaratie: Declaratie) -> None:
    await duur_contract(declaratie)
    await declaratie.declareer(bericht_met(client(prestatie(tarief=6200))))
    (punt,) = await punten(declaratie)
    waar, besluit = (
        f"/v1/aandachtspunten/{punt['id']}/_afhandelen",
        {"besluit": "verrekenen", "toelichting": "Te duur."},
    )
    for headers, status in (
        (declaratie.aanbieder(), 403),
        (declaratie.backoffice(ALKMAAR), 404),
        (declaratie.backoffice(ALMERE), 200),
        (declaratie.backoffice(ALMERE), 409),
    ):
        answer = await declaratie.client.post(waar, json=besluit, headers=headers)
        assert answer.status_code == status, answer.text
    await declaratie.werk()
    (na,) = await punten(declaratie, "?afgehandeld=true")
    assert (na["besluit"], na["toelichting"], na["afgehandeldDoor"]) == ("verrekenen", "Te duur.", "backoffice")
    assert na["afgehandeldOp"] is not None
    assert [(each["besluit"], each["bedrag"]) for each in verteld(declaratie, AANDACHTSPUNT_AFGEHANDELD.name)] == [
        ("verrekenen", 62_000)
    ]
    (event,) = declaratie.beantwoord()
    page = await declaratie.get(f"/v1/declaraties/{event.declaratie_id}/prestaties")
    assert isinstance(page["items"], list)
    assert [(each["isToegekend"], each["budgethouder"]) for each in page["items"]] == [(True, ALMERE)]
    fout = await declaratie.client.post(
        waar, json={"besluit": "weg", "toelichting": ""}, headers=declaratie.backoffice(ALMERE)
    )
    assert fout.status_code == 400


async def test_who_sees_which_points(declaratie: Declaratie) -> None:
    await duur_contract(declaratie)
    await declaratie.declareer(bericht_met(client(prestatie(1, tarief=6200), prestatie(1, tarief=6200, periode=APRIL))))
    eigen = await punten(declaratie, headers=declaratie.aanbieder())
    assert [each["afgehandeldDoor"] for each in eigen] == [None, None]
    assert await punten(declaratie, headers=declaratie.aanbieder(ANDERE_AGB)) == []
    assert await punten(declaratie, f"?agb={AGB}", declaratie.aanbieder(ANDERE_AGB)) == []
    assert await punten(declaratie, headers=declaratie.backoffice(ALKMAAR)) == []
    assert await punten(declaratie, f"?gemeente={ALMERE}", declaratie.backoffice(ALKMAAR)) == []
    assert len(await punten(declaratie, headers=declaratie.backoffice("*"))) == 2
    assert len(await punten(declaratie, f"?gemeente={ALMERE}&agb={AGB}&mNummer=M79&afgehandeld=false")) == 2
    assert await punten(declaratie, "?mNummer=M72") == []
    assert await punten(declaratie, f"?agb={ANDERE_AGB}") == []
    page = await declaratie.get("/v1/aandachtspunten?limit=1", declaratie.backoffice(ALMERE))
    rest = await punten(declaratie, f"?cursor={page['volgende']}")
    assert [each["volgnummer"] for each in rest] == [2]


async def test_thresholds_of_a_budget_are_told_once(declaratie: Declaratie) -> None:
    """1.5 million eurocents for IB2B in 2023: 196 hours are 80 %, 244 all of it."""
    stappen: list[list[tuple[int, str, int]]] = [
        [(4001, "01-31", 70), (4001, "02-28", 70), (4001, "03-31", 50)],
        [(4001, "04-30", 5)],
        [(4001, "05-31", 1)],
        [(4002, "04-30", 40)],
        [(4002, "05-31", 10)],
    ]
    for nummer in (4001, 4002):
        await declaratie.wijs_toe(nummer, omvang=(80_000, UUR, TOTAAL))
    gezien: list[list[object]] = []
    for stap in stappen:
        prestaties = [
            prestatie(volume, nummer=nr, ref=f"{nr}-{tot}", periode=(f"{tot[:2]}-01", tot)) for nr, tot, volume in stap
        ]
        assert codes(await declaratie.declareer(bericht_met(client(*prestaties)))) == GOED
        gezien.append([each["drempel"] for each in verteld(declaratie, BUDGETDREMPEL_OVERSCHREDEN.name)])
    assert gezien == [[], [], [80], [80], [80, 100]]
    laatste = verteld(declaratie, BUDGETDREMPEL_OVERSCHREDEN.name)[-1]
    assert laatste == {
        "inkoopmodel": "almere-2023",
        "jaar": 2023,
        "product": "IB2B",
        "gemeente": None,
        "plafond": False,
        "drempel": 100,
        "budget": 1_500_000,
        "uitgegeven": sum(volume for stap in stappen for _, _, volume in stap) * 6150,
        "declaratieId": declaratie.beantwoord()[-1].declaratie_id,
    }
    # Money that comes back and is spent again is no new threshold.
    terug = bericht_met(client(prestatie(40, nummer=4002, vorig="4002-04-30", periode=APRIL)))
    assert codes(await declaratie.declareer(terug)) == GOED
    opnieuw = bericht_met(client(prestatie(40, nummer=4002, periode=APRIL)))
    assert codes(await declaratie.declareer(opnieuw)) == GOED
    assert len(verteld(declaratie, BUDGETDREMPEL_OVERSCHREDEN.name)) == 2


@pytest.mark.parametrize("jaren", [(2022,), (2023,), (2022, 2023)])
async def test_a_plafond_that_is_passed_is_a_point(leeg: Declaratie, jaren: tuple[int, ...]) -> None:
    """A municipality may spend 1.3 million eurocents from 2022 on, each year (M113); the line above it is looked at."""
    gemeente, budget = "0331", 1_300_000
    await leeg.sluit_contract(
        gemeente=gemeente, product=("02", "OZR1", UUR), prijzen=(("2022-01-01", 4620),), termijn=("2022-01-01", None)
    )
    await leeg.wijs_toe(
        5001,
        gemeente=gemeente,
        product=("02", "OZR1"),
        omvang=(20_000, UUR, WEEK),
        termijn=("2022-01-01", "2023-12-31"),
    )
    uren = budget // 4620
    for jaar in jaren:
        maart, april = (f"{jaar}-03-01", f"{jaar}-03-31"), (f"{jaar}-04-01", f"{jaar}-04-30")
        prestaties = [
            prestatie(volume, nummer=5001, product=("02", "OZR1"), tarief=4620, periode=periode)
            for volume, periode in ((uren, maart), (1, april))
        ]
        assert codes(await leeg.declareer(bericht_met(client(*prestaties), gemeente=gemeente))) == GOED
    gevonden = await punten(leeg, "?mNummer=M113", leeg.backoffice(gemeente))
    assert [(each["volgnummer"], each["bedrag"]) for each in gevonden] == [(2, 4620)] * len(jaren)
    assert [
        (each["jaar"], each["drempel"], each["gemeente"], each["plafond"], each["uitgegeven"])
        for each in verteld(leeg, BUDGETDREMPEL_OVERSCHREDEN.name)
    ] == [(jaar, drempel, gemeente, True, (uren + 1) * 4620) for jaar in jaren for drempel in (80, 100)]


@pytest.mark.parametrize("keer", [1, 3])
async def test_the_same_event_again_changes_nothing(declaratie: Declaratie, keer: int) -> None:
    await duur_contract(declaratie)
    await declaratie.declareer(bericht_met(client(prestatie(tarief=6200))))
    (event,) = [each for each in declaratie.told if each.type.endswith("declaraties.beantwoord.v1")]
    for _ in range(keer):
        await declaratie.herhaal(event)
    assert len(await punten(declaratie)) == 1


async def test_no_bsn_in_a_point(declaratie: Declaratie) -> None:
    await duur_contract(declaratie)
    await declaratie.declareer(bericht_met(client(prestatie(tarief=6200))))
    assert BSN not in str(await punten(declaratie))
    assert BSN not in str([each.data for each in declaratie.told])
