"""Help that outlasts the contract of its provider shows in time (M63)."""

from datetime import date

import pytest
from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.knelpunten import haal, knelt, knelt_op
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BRUG, HET_ANKER, contract, product

from toewijzing.domain.knelpunt import eerste_dag_zonder
from toewijzing.domain.toewijzing import Aanbod

JUNI, JULI = date(2024, 6, 30), date(2024, 7, 31)


async def test_help_that_outlasts_the_contract_shows(toewijzing: Toewijzing) -> None:
    """Eight weeks ahead in Almere: a contract until 30 June from 6 May on; what ends with it does not show."""
    langer, tegelijk, later, elders = (
        product("HO"),
        product("IB2B", einddatum=JUNI),
        product("DB2B", ingangsdatum=date(2024, 6, 20)),
        product("HO", HET_ANKER),
    )
    await toewijzing.leg_vast(contract(geldigTot="2024-06-30"))
    await toewijzing.leg_vast(contract(HET_ANKER))
    await toewijzing.hoor(toewijzing.beschikt(langer, tegelijk, later), toewijzing.beschikt(elders))
    assert [each["agb"] for each in await toewijzing.toewijzingen()] == [DE_BRUG, DE_BRUG, DE_BRUG, HET_ANKER]
    assert await knelt(toewijzing, "zonder-contract") == sorted([langer.id, later.id])
    assert await knelt_op(toewijzing, "zonder-contract", date(2024, 5, 5)) == []
    assert await knelt_op(toewijzing, "zonder-contract", date(2024, 5, 6)) == sorted([langer.id, later.id])
    assert await knelt_op(toewijzing, "zonder-contract", date(2024, 9, 1)) == sorted([langer.id, later.id])
    found = (await haal(toewijzing, "/v1/knelpunten?soort=zonder-contract&limit=1"))["items"]
    assert found[0]["toelichting"] == (  # type: ignore[index]
        "Op 01-07-2024 heeft de aanbieder geen contract voor deze hulp in deze gemeente, en de hulp loopt dan nog "
        "(M63). Verleng het contract of leg een nieuw contract vast, of kies met de cliënt een andere aanbieder "
        "(`_overstap`)."
    )


@pytest.mark.parametrize(
    ("anders", "knellend"),
    [
        ({"geldigVan": "2024-07-01"}, False),
        ({"geldigVan": "2024-07-02"}, True),
        ({"geldigVan": "2024-07-01", "producten": [{"code": "IB2B"}]}, True),
        ({"geldigVan": "2024-07-01", "geldigTot": "2024-07-28"}, True),
        ({"geldigVan": "2024-07-01", "geldigTot": "2024-07-29"}, False),
    ],
)
async def test_a_contract_that_follows_covers_it(
    toewijzing: Toewijzing, anders: dict[str, object], knellend: bool
) -> None:
    """From the day after, for the product, and until the last of the eight weeks (29 July)."""
    langer = product("HO")
    await toewijzing.leg_vast(contract(geldigTot="2024-06-30"))
    await toewijzing.hoor(toewijzing.beschikt(langer))
    await toewijzing.leg_vast(contract() | anders)
    assert await knelt(toewijzing, "zonder-contract") == ([langer.id] if knellend else [])


def aanbod(van: date, tot: date | None, gemeente: str = ALMERE) -> Aanbod:
    return Aanbod(van.isoformat(), DE_BRUG, "De Brug", [gemeente], van, tot)


BEGIN = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("contracten", "verwacht"),
    [
        ([], date(2024, 6, 3)),
        ([aanbod(BEGIN, None)], None),
        ([aanbod(BEGIN, None, ALMELO)], date(2024, 6, 3)),
        ([aanbod(BEGIN, JUNI)], date(2024, 7, 1)),
        ([aanbod(BEGIN, date(2024, 7, 30))], JULI),
        ([aanbod(BEGIN, JULI)], None),
        ([aanbod(date(2024, 7, 1), JULI), aanbod(BEGIN, JUNI)], None),
        ([aanbod(date(2024, 7, 2), JULI), aanbod(BEGIN, JUNI)], date(2024, 7, 1)),
    ],
)
def test_the_first_day_without_a_contract(contracten: list[Aanbod], verwacht: date | None) -> None:
    assert eerste_dag_zonder(contracten, ALMERE, date(2024, 6, 3), JULI) == verwacht
