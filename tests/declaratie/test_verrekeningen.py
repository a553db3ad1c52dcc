"""What changed with effect in the past: granted lines stay granted, and are listed to settle."""

from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, ANDERE_AGB, BSN, MINUUT, NUMMER, TOTAAL, UUR, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import codes

from declaratie.domain.verrekeningen import NIEUWE_PRIJS, NIEUWE_REGEL, TERUG

GOED = (["0200"], ["8001"])
APRIL, MAART = ("04-01", "04-30"), ("03-01", "03-31")
Json = dict[str, object]


async def lijst(declaratie: Declaratie, vraag: str = "") -> list[Json]:
    waar = f"/v1/verrekeningen?gemeente={ALMERE}&agb={AGB}{vraag}"
    items = (await declaratie.get(waar, declaratie.backoffice(ALMERE)))["items"]
    assert isinstance(items, list)
    return items


def kort(items: list[Json]) -> list[tuple[object, list[object], object, object]]:
    """Per line: reference, rules, difference, what to do."""
    gevonden = []
    for each in items:
        gebroken = each["gebroken"]
        assert isinstance(gebroken, list)
        gevonden.append((each["referentie"], [grond["regel"] for grond in gebroken], each["verschil"], each["advies"]))
    return gevonden


async def drie_maanden(declaratie: Declaratie) -> None:
    """30 hours in each of March, April and May, at 61.50."""
    bericht = bericht_met(
        client(
            prestatie(30, ref="MRT", periode=MAART), prestatie(30, ref="APR", periode=APRIL), prestatie(30, ref="MEI")
        )
    )
    assert codes(await declaratie.declareer(bericht)) == GOED


async def test_nothing_changed_nothing_to_settle(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    assert await lijst(declaratie) == []


async def test_a_shortened_assignment(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.wijs_toe(termijn=("01-01", "04-15"), sequence=2)
    assert kort(await lijst(declaratie)) == [
        ("APR", ["TR308", "TR388"], None, NIEUWE_REGEL),
        ("MEI", ["TR308", "TR321"], -30 * 6150, TERUG),
    ]
    (event,) = declaratie.beantwoord()
    page = await declaratie.get(f"/v1/declaraties/{event.declaratie_id}/prestaties")
    assert isinstance(page["items"], list)
    assert [each["isToegekend"] for each in page["items"]] == [True] * 3


async def test_a_smaller_volume_lists_what_no_longer_fits_and_nothing_before_it(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.wijs_toe(omvang=(60, UUR, TOTAAL), sequence=2)
    assert kort(await lijst(declaratie)) == [("MEI", ["TR322"], None, NIEUWE_REGEL)]


async def test_a_changed_tariff(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.sluit_contract(prijzen=(("01-01", 6150), ("04-01", 6000), ("05-01", 6300)), sequence=2)
    assert kort(await lijst(declaratie)) == [
        ("APR", ["TR418"], -30 * 150, NIEUWE_PRIJS),
        ("MEI", ["TR418"], 30 * 150, NIEUWE_PRIJS),
    ]


async def test_a_changed_tariff_for_minutes(declaratie: Declaratie) -> None:
    minuten = prestatie(61, ref="M", eenheid=MINUUT, tarief=103, bedrag=6253)
    assert codes(await declaratie.declareer(bericht_met(client(minuten)))) == GOED
    await declaratie.sluit_contract(prijzen=(("01-01", 6600),), sequence=2)
    assert kort(await lijst(declaratie)) == [("M", ["TR418", "TR346"], 6710 - 6253, NIEUWE_PRIJS)]


async def test_a_contract_that_ended(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.sluit_contract(termijn=("01-01", "04-30"), sequence=2)
    assert kort(await lijst(declaratie)) == [("MEI", ["TR418"], None, NIEUWE_REGEL)]


async def test_a_removed_assignment(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.wijs_toe(termijn=("01-01", "01-01"), reden="13", sequence=2)
    gevonden = kort(await lijst(declaratie))
    assert [(ref, verschil, advies) for ref, _, verschil, advies in gevonden] == [
        (ref, -30 * 6150, TERUG) for ref in ("MRT", "APR", "MEI")
    ]
    assert all("TR384" in regels for _, regels, _, _ in gevonden)


async def test_an_assignment_that_went_to_another_provider(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.wijs_toe(NUMMER, agb=ANDERE_AGB, sequence=2)
    assert {(verschil, advies) for _, _, verschil, advies in kort(await lijst(declaratie))} == {(-30 * 6150, TERUG)}


async def test_what_was_credited_is_settled(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.wijs_toe(termijn=("01-01", "04-30"), sequence=2)
    assert [each[0] for each in kort(await lijst(declaratie))] == ["MEI"]
    assert codes(await declaratie.declareer(bericht_met(client(prestatie(30, vorig="MEI"))))) == GOED
    assert await lijst(declaratie) == []


async def test_it_comes_in_pages(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.sluit_contract(prijzen=(("01-01", 6000),), sequence=2)
    gezien: list[object] = []
    cursor = ""
    for _ in range(3):
        waar = f"/v1/verrekeningen?gemeente={ALMERE}&limit=1{cursor}"
        page = await declaratie.get(waar)
        assert isinstance(page["items"], list)
        gezien += [each["referentie"] for each in page["items"]]
        cursor = f"&cursor={page['volgende']}"
    assert (gezien, cursor) == (["MRT", "APR", "MEI"], "&cursor=None")


async def test_who_may_ask(declaratie: Declaratie) -> None:
    await drie_maanden(declaratie)
    await declaratie.sluit_contract(prijzen=(("01-01", 6000),), sequence=2)
    waar = f"/v1/verrekeningen?gemeente={ALMERE}"
    for vraag, headers, status in (
        (waar, declaratie.backoffice(ALMERE), 400),
        (f"{waar}&agb={AGB}", declaratie.backoffice(ALKMAAR), 403),
        (f"/v1/verrekeningen?agb={AGB}", declaratie.backoffice(ALMERE), 400),
        (f"{waar}&agb={AGB}", {}, 401),
    ):
        assert (await declaratie.client.get(vraag, headers=headers)).status_code == status
    ander = await declaratie.get(f"{waar}&agb={AGB}", declaratie.aanbieder(ANDERE_AGB))
    assert ander["items"] == []
    eigen = await declaratie.get(waar)
    assert len(str(eigen["items"])) > 0
    assert BSN not in str(eigen)
    assert eigen["items"] == await lijst(declaratie)
