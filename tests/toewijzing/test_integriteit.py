"""M108: nothing new to a provider without an integrity test that holds, where the region asks one."""

from datetime import date

import pytest
from tests.toewijzing.conftest import ANDERE_CLIENT, Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, DE_BRUG, HET_ANKER, VANDAAG, contract, product

from chassis.events import Event
from gebeurtenissen.toegang import BeschiktProduct
from inkoop import laad, namen
from inkoop.integriteit import Toetseis, waarom_geen_toets

WIE = {DE_BRUG: "De Brug", HET_ANKER: "Het Anker"}


def test_m108_almelo_and_alkmaar_ask_it() -> None:
    assert {naam for naam in namen() if laad(naam).levering.integriteitstoets_maanden} == {
        "almelo-2024",
        "regio-alkmaar-2027",
    }


@pytest.mark.parametrize(
    ("getoetst", "maanden", "mag"),
    [
        (None, None, True),
        (None, 24, False),
        (date(2022, 6, 4), 24, True),
        (date(2022, 6, 3), 24, False),
        (VANDAAG, 1, True),
    ],
)
def test_m108_a_test_holds_up_to_the_day_before_so_many_months_later(
    getoetst: date | None, maanden: int | None, mag: bool
) -> None:
    """It is 3 June 2024."""
    assert (waarom_geen_toets(getoetst, Toetseis(maanden, VANDAAG)) is None) is mag


def beschikt(toewijzing: Toewijzing, product: BeschiktProduct, client_id: str = ANDERE_CLIENT) -> Event:
    return toewijzing.beschikt(product, client_id=client_id, gemeente=ALMELO)


def oil(aanbieder: str | None, **anders: object) -> BeschiktProduct:
    """Help of Almelo in its form."""
    oil2 = laad("almelo-2024").product("OIL2")
    vorm = {"categorie": oil2.categorie, "eenheid": oil2.eenheid, "frequentie": str(oil2.frequentie), "code": "OIL2"}
    return product("HO", aanbieder).model_copy(update=vorm | anders)


async def leg_contract_vast(toewijzing: Toewijzing, agb: str) -> None:
    body = contract(agb, "OIL2", gemeenten=(ALMELO,), geldigVan="2024-01-01")
    gelukt(await toewijzing.client.post("/v1/contracten", json=body, headers=toewijzing.gemeente), 201)


async def test_m108_no_301_without_a_test_and_one_as_soon_as_it_stands(toewijzing: Toewijzing) -> None:
    """The decision waits with the reason and what to do; choosing is refused with the rule; then it goes."""
    await leg_contract_vast(toewijzing, DE_BRUG)
    een = oil(DE_BRUG)
    await toewijzing.hoor(beschikt(toewijzing, een))
    (wacht,) = await toewijzing.toewijzingen()
    assert (wacht["status"], wacht["agb"]) == ("voorbereid", None)
    assert wacht["wachtOp"] == (
        "Van deze aanbieder staat geen integriteitstoets vast (M108). "
        "Laat contractbeheer de toets doen en de datum vastleggen bij de aanbieder."
    )
    geweigerd = await toewijzing.kies(een.id)
    assert (geweigerd.status_code, geweigerd.json()["rule"]) == (409, "M108")
    assert await toewijzing.post("WMO301") == []
    pad = f"/v1/toewijzingen/{een.id}/keuze"
    keuze = gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))
    assert keuze["mogelijk"] == []
    assert [each["agb"] for each in keuze["nietMogelijk"]] == [DE_BRUG]  # type: ignore[index, attr-defined]

    te_oud = await toewijzing.leg_toets_vast(DE_BRUG, "2022-06-03")
    assert te_oud["integriteitGetoetstDoor"] == "tester"
    assert "gold tot en met 02-06-2024" in (await toewijzing.kies(een.id)).json()["detail"]
    await toewijzing.leg_toets_vast(DE_BRUG, "2024-05-01")
    (plaats,) = await toewijzing.plaatsen(een.id)
    toets = next(each for each in plaats["redenen"] if each["kenmerk"] == "integriteit")
    assert toets["toelichting"] == "De integriteitstoets van 01-05-2024 geldt tot en met 30-04-2026."
    gelukt(await toewijzing.kies(een.id))
    assert len(await toewijzing.post("WMO301")) == 1


async def test_m108_who_has_no_test_is_no_choice_and_can_be_asked_first(toewijzing: Toewijzing) -> None:
    """M53, M102."""
    for agb in WIE:
        await leg_contract_vast(toewijzing, agb)
    await toewijzing.leg_toets_vast(HET_ANKER, "2024-05-01")
    answer = await toewijzing.client.get("/v1/tekorten?limit=500", headers=toewijzing.gemeente)
    (tekort,) = [each for each in gelukt(answer)["items"] if each["code"] == "OIL2"]  # type: ignore[attr-defined]
    assert tekort["beschikbaar"] == 1
    assert [(each["agb"], "M108" in each["reden"]) for each in tekort["eerstVragen"]] == [(DE_BRUG, True)]


async def test_m108_a_test_is_not_still_to_come_and_who_recorded_it_is_told(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    body = {"naam": "De Brug", "integriteitGetoetstOp": "2024-06-04"}
    pad = f"/v1/aanbieders/{DE_BRUG}"
    etag = (await toewijzing.client.get(pad, headers=toewijzing.gemeente)).headers["ETag"]
    answer = await toewijzing.client.put(pad, json=body, headers=toewijzing.gemeente | {"If-Match": etag})
    assert (answer.status_code, answer.json()["rule"]) == (400, "M108")
    assert (await toewijzing.leg_toets_vast(DE_BRUG, "2024-06-03"))["integriteitGetoetstDoor"] == "tester"
    told = (await toewijzing.events("aanbieders.vastgelegd"))[-1]["data"]
    assert told["integriteitGetoetstDoor"] == "tester"  # type: ignore[index]


async def test_m108_who_has_help_already_can_always_be_told_less(toewijzing: Toewijzing) -> None:
    """The test ran out since; the assignment is shortened and the provider hears it."""
    await leg_contract_vast(toewijzing, DE_BRUG)
    await toewijzing.leg_toets_vast(DE_BRUG, "2024-05-01")
    een = oil(DE_BRUG)
    await toewijzing.hoor(beschikt(toewijzing, een))
    await toewijzing.leg_toets_vast(DE_BRUG, "2020-01-01")
    body = {"redenWijziging": "05", "einddatum": "2024-12-31"}
    pad = f"/v1/toewijzingen/{een.id}/_wijzig"
    gelukt(await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente))
    assert len(await toewijzing.post("WMO301")) == 2
