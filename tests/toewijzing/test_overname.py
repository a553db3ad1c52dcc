"""An assignment that ran already is taken in: its provider has a number, and hears of the next change (M134)."""

from datetime import date

import pytest
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import doe, laatste_301
from tests.toewijzing.verhaal import (
    ALMERE,
    BSN,
    DE_BRUG,
    HET_ANKER,
    NU,
    Json,
    bericht_305,
    contract,
    product,
    start,
)

from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.toegang import INDICATIE_OVERGENOMEN, BeschiktProduct, IndicatieOvergenomen

NUMMER = 400123
LOOPT = {"ingangsdatum": date(2024, 1, 1)}


def overgenomen(
    toewijzing: Toewijzing, een: BeschiktProduct, nummer: int = NUMMER, begindatum: date | None = date(2024, 1, 8)
) -> Event:
    """What toegang tells of a row that was taken in."""
    data = IndicatieOvergenomen(
        beschikking_id=new_id(),
        client_id=CLIENT,
        bsn_hash=toewijzing.room.vault.bsn_hash(BSN),
        gemeente=ALMERE,
        besluitdatum=date(2023, 12, 11),
        product=een,
        toewijzing_nummer=nummer,
        begindatum=begindatum,
    )
    return Event(
        id=new_id(),
        source="urn:nld:oin:00000000000000000000:systeem:clientroute-toegang",
        type=INDICATIE_OVERGENOMEN.name,
        subject=een.id,
        sequence=1,
        time=NU,
        data=data.model_dump(mode="json", by_alias=True),
    )


async def test_m134_it_stands_with_its_provider_and_no_message_goes_out(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    event = overgenomen(toewijzing, product(**LOOPT))
    await toewijzing.hoor(event)
    await toewijzing.hoor(event)
    (een,) = await toewijzing.toewijzingen()
    assert (een["status"], een["agb"], een["toewijzingNummer"]) == ("gestart", DE_BRUG, NUMMER)
    assert await toewijzing.post("WMO301") == []
    soorten = [each["type"] for each in await toewijzing.events()]
    assert soorten[-2:] == ["nl.wmo.toewijzingen.toegewezen.v1", "nl.wmo.leveringen.gestart.v1"]
    verteld = [each["data"] for each in (await toewijzing.events())[-2:]]
    assert [each["overgenomen"] for each in verteld if isinstance(each, dict)] == [True, True]
    pad = f"/v1/toewijzingen/{een['id']}/versies"
    versies = gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))["items"]
    assert isinstance(versies, list)
    assert [(each["berichtId"], each["retourcodes"]) for each in versies] == [(None, [])]


async def test_m134_the_next_change_is_told_under_the_same_number(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(overgenomen(toewijzing, product(**LOOPT)))
    (een,) = await toewijzing.toewijzingen()
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="05", einddatum="2024-12-31"))
    assert await laatste_301(toewijzing) == [(NUMMER, "2024-01-01", "2024-12-31", "05", 1)]


async def test_m134_it_goes_along_unchanged_with_what_is_new(toewijzing: Toewijzing) -> None:
    """OP087: the provider sees all that the client has there, and of what ran it sees no reason (IV099)."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(overgenomen(toewijzing, product(**LOOPT)))
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B", volume=10)))
    oud, nieuw = sorted(await laatste_301(toewijzing), key=lambda each: each[0], reverse=True)
    assert oud == (NUMMER, "2024-01-01", "2025-05-31", None, 1)
    assert nieuw[0] == 1


@pytest.mark.parametrize(("bezet", "eigen"), [((1, 2, 3), 4), ((2,), 1), ((1,), 2)])
async def test_m134_a_number_that_was_taken_in_is_not_given_again(
    toewijzing: Toewijzing, bezet: tuple[int, ...], eigen: int
) -> None:
    await toewijzing.leg_vast()
    for plek, nummer in enumerate(bezet):
        ingang = date(2020 + plek, 1, 1)
        een = product(ingangsdatum=ingang, einddatum=date(2020 + plek, 12, 31))
        await toewijzing.hoor(overgenomen(toewijzing, een, nummer, ingang))
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B", volume=10)))
    (gegeven,) = [each for each in await toewijzing.toewijzingen() if each["code"] == "IB2B"]
    nummer = gegeven["toewijzingNummer"]
    assert isinstance(nummer, int)
    assert nummer >= eigen
    assert nummer not in bezet


async def test_m134_what_has_not_begun_waits_for_its_305(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(overgenomen(toewijzing, product(**LOOPT), begindatum=None))
    (een,) = await toewijzing.toewijzingen()
    assert een["status"] == "toegewezen"
    await toewijzing.lever_aan(bericht_305(start(NUMMER), identificatie="1"))
    (een,) = await toewijzing.toewijzingen()
    assert een["status"] == "gestart"


async def toets(toewijzing: Toewijzing, *indicaties: Json) -> list[tuple[str, str]]:
    """What stands in the way, and by which rule."""
    body = {"gemeente": ALMERE, "indicaties": list(indicaties)}
    answer = await toewijzing.client.post("/v1/toewijzingen/overname/_toets", json=body, headers=toewijzing.gemeente)
    assert answer.status_code == 200, answer.text
    return [(each["veld"], each["regel"]) for each in answer.json()]


def indicatie(een: BeschiktProduct, nummer: int = NUMMER, **anders: object) -> Json:
    """An indication as toegang asks about it."""
    return {
        "wet": "wmo",
        "besluitdatum": "2023-12-11",
        "beschiktProduct": een.model_dump(mode="json", by_alias=True),
        "aanbieder": str(een.aanbieder),
        "toewijzingNummer": nummer,
    } | anders


async def test_m134_without_a_contract_that_still_runs_it_is_refused(toewijzing: Toewijzing) -> None:
    """A contract of now is enough for help that began before it; one that is over is not."""
    assert await toets(toewijzing, indicatie(product(**LOOPT))) == [("aanbieder", "M134")]
    await toewijzing.leg_vast(contract(DE_BRUG, "HO", geldigVan="2024-06-03"))
    assert await toets(toewijzing, indicatie(product(**LOOPT))) == []
    assert await toets(toewijzing, indicatie(product("IB2B", **LOOPT))) == [("product", "M134")]
    await toewijzing.leg_vast(contract(HET_ANKER, "HO", geldigTot="2024-06-02"))
    assert await toets(toewijzing, indicatie(product(aanbieder=HET_ANKER, **LOOPT))) == [("product", "M134")]
    laat = product(ingangsdatum=date(2023, 1, 1), einddatum=date(2024, 6, 3))
    assert await toets(toewijzing, indicatie(laat)) == []


async def test_m134_a_number_or_help_that_is_there_already_is_refused(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product()))
    (een,) = await toewijzing.toewijzingen()
    erbij = indicatie(product(**LOOPT), clientId=CLIENT)
    assert await toets(toewijzing, erbij) == [("product", "TR302")]
    bezet = indicatie(product("IB2B", volume=9, **LOOPT), int(str(een["toewijzingNummer"])))
    assert await toets(toewijzing, bezet) == [("toewijzingNummer", "TR332")]
    assert await toets(toewijzing, indicatie(product("IB2B", volume=9, **LOOPT), clientId=CLIENT)) == []


async def test_m134_how_much_is_as_the_region_assigns_it(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    per_week = product("IB2B", volume=2, frequentie="2", **LOOPT)
    assert [veld for veld, _ in await toets(toewijzing, indicatie(per_week))] == ["omvang"]
