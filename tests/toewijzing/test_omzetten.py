"""Running help is moved to the products of a new contract: one number ends, another begins, in one 301 (M134)."""

from dataclasses import replace
from datetime import date

import pytest
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import berichten_301, doe, laatste_301
from tests.toewijzing.van_anderen import gedeclareerd
from tests.toewijzing.verhaal import (
    ALMERE,
    BSN,
    DE_BRUG,
    HET_ANKER,
    HULP_BV,
    MET_PARTNERS,
    NU,
    Json,
    bericht_305,
    contract,
    product,
    start,
)

import wetten
from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.toegang import INDICATIE_OMGEZET, BeschiktProduct, IndicatieOmgezet
from istandaard import cdt
from istandaard.codes import Eenheid
from toewijzing.domain.omzetting import splits
from toewijzing.domain.wijziging import Afspraak
from weigering import Weigering

JANUARI, DECEMBER = date(2025, 1, 1), date(2024, 12, 31)


def als(code: str, een: BeschiktProduct) -> BeschiktProduct:
    """The same help under another code."""
    return een.model_copy(update={"code": code})


def omgezet(
    toewijzing: Toewijzing, oud: BeschiktProduct, code: str = "IB2S", vanaf: date = JANUARI, **anders: object
) -> IndicatieOmgezet:
    """What toegang would tell of help that goes on as another product."""
    gelijk = {"volume": oud.volume, "ingangsdatum": max(vanaf, oud.ingangsdatum), "einddatum": oud.einddatum}
    nieuw = als(code, product(str(oud.code), **gelijk | anders))  # type: ignore[arg-type]
    return IndicatieOmgezet(
        beschikking_id=new_id(),
        client_id=CLIENT,
        bsn_hash=toewijzing.room.vault.bsn_hash(BSN),
        gemeente=ALMERE,
        besluitdatum=date(2024, 5, 27),
        omgezet_uit=oud.id,
        laatste_dag=date.fromordinal(vanaf.toordinal() - 1),
        beschikt_product=nieuw,
    )


def event(data: IndicatieOmgezet) -> Event:
    """As it comes over the bus."""
    return Event(
        id=new_id(),
        source="urn:nld:oin:00000000000000000000:systeem:clientroute-toegang",
        type=INDICATIE_OMGEZET.name,
        subject=data.beschikt_product.id,
        sequence=1,
        time=NU,
        data=data.model_dump(mode="json", by_alias=True),
    )


async def lopend(toewijzing: Toewijzing, code: str = "IB2B", **anders: object) -> BeschiktProduct:
    """Help at De Brug for a year from 1 June 2024, that has a contract for the new product too."""
    await toewijzing.leg_vast(contract(DE_BRUG, "HO", "IB2B", "IB2S"))
    een = product(code, **{"volume": 120} | anders)  # type: ignore[arg-type]
    await toewijzing.hoor(toewijzing.beschikt(een))
    return een


async def toets(toewijzing: Toewijzing, *data: IndicatieOmgezet) -> list[Json]:
    """What toewijzing says when toegang asks first."""
    body = {"omzettingen": [each.model_dump(mode="json", by_alias=True) for each in data]}
    headers = toewijzing.token("toewijzing personen:lezen", gemeenten=(ALMERE,))
    answer = await toewijzing.client.post("/v1/toewijzingen/omzetting/_toets", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, list)
    return found


async def test_m134_the_old_number_ends_and_a_new_one_goes_on_in_one_message(toewijzing: Toewijzing) -> None:
    oud = await lopend(toewijzing)
    data = omgezet(toewijzing, oud)
    assert await toets(toewijzing, data) == []
    await toewijzing.hoor(event(data), event(data))
    assert len(await berichten_301(toewijzing)) == 2
    # Of 365 days 214 are in the old year: 71 of 120 hours stay, 49 go along.
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-12-31", "03", 71),
        (2, "2025-01-01", "2025-05-31", None, 49),
    ]
    codes = [
        each.product.code for each in (await berichten_301(toewijzing))[-1].client.toegewezen_producten if each.product
    ]
    assert codes == ["IB2B", "IB2S"]
    nieuw = {str(each["id"]): each for each in await toewijzing.toewijzingen()}[data.beschikt_product.id]
    assert (nieuw["agb"], nieuw["status"], nieuw["code"]) == (DE_BRUG, "toegewezen", "IB2S")
    assert len(await toewijzing.toewijzingen()) == 2


def test_m134_an_amount_per_week_goes_on_as_it_is_in_the_new_unit() -> None:
    splitst = splits(Afspraak(date(2024, 6, 1), None, 5, Eenheid.UUR, "2", None), JANUARI, Eenheid.MINUUT)
    assert splitst == (
        Afspraak(date(2024, 6, 1), DECEMBER, 5, Eenheid.UUR, "2", None),
        Afspraak(JANUARI, None, 300, "01", "2", None),
    )


@pytest.mark.parametrize(
    ("afspraak", "eenheid"),
    [
        (Afspraak(date(2024, 6, 1), None, 120, "04", "6", None), Eenheid.UUR),
        (Afspraak(date(2024, 6, 1), date(2025, 5, 31), 1, "04", "6", None), Eenheid.UUR),
        (Afspraak(date(2024, 6, 1), None, 90, "01", "2", None), Eenheid.UUR),
        (Afspraak(date(2024, 6, 1), None, 2, "16", "2", None), Eenheid.MINUUT),
    ],
    ids=("total without end", "total of one", "no whole hours", "dagdelen"),
)
def test_m134_what_cannot_be_divided_or_counted_so_is_refused(afspraak: Afspraak, eenheid: Eenheid) -> None:
    with pytest.raises(Weigering) as gevangen:
        splits(afspraak, JANUARI, eenheid)
    assert gevangen.value.regel == "M134"
    assert gevangen.value.reden.endswith("Wijzig eerst de toewijzing.")


async def test_m134_what_has_not_begun_moves_as_a_whole(toewijzing: Toewijzing) -> None:
    oud = await lopend(toewijzing, ingangsdatum=date(2025, 2, 1), einddatum=date(2025, 7, 31))
    await toewijzing.hoor(event(omgezet(toewijzing, oud)))
    assert await laatste_301(toewijzing) == [
        (1, "2025-02-01", "2025-02-01", "13", 120),
        (2, "2025-02-01", "2025-07-31", None, 120),
    ]


async def test_m134_the_provider_starts_under_the_new_number(toewijzing: Toewijzing) -> None:
    oud = await lopend(toewijzing)
    data = omgezet(toewijzing, oud, vanaf=date(2024, 6, 3))
    nieuwe_code = cdt.Product(categorie=wetten.categorie("02"), code="IB2S")
    onder_nieuw_nummer = replace(start(2, "IB2B", date(2024, 6, 3)), product=nieuwe_code)
    await toewijzing.hoor(event(data))
    await toewijzing.lever_aan(bericht_305(onder_nieuw_nummer, identificatie="777000111"))
    nieuw = {str(each["id"]): each for each in await toewijzing.toewijzingen()}[data.beschikt_product.id]
    assert nieuw["status"] == "gestart"


async def test_m134_days_that_were_added_go_along_with_the_number(toewijzing: Toewijzing) -> None:
    """OP380: two decisions on one number become two decisions on one new number."""
    eerste = await lopend(toewijzing, "HO", volume=1, einddatum=DECEMBER)
    tweede = product("HO", ingangsdatum=JANUARI, einddatum=date(2025, 6, 30))
    await toewijzing.hoor(toewijzing.beschikt(tweede))
    september = date(2024, 9, 1)
    een, twee = (omgezet(toewijzing, each, "PV", september) for each in (eerste, tweede))
    await toewijzing.hoor(event(een), event(twee))
    assert [each[:4] for each in await laatste_301(toewijzing)] == [
        (1, "2024-06-01", "2024-08-31", "03"),
        (2, "2024-09-01", "2025-06-30", None),
    ]
    found = {str(each["id"]): each for each in await toewijzing.toewijzingen()}
    assert (found[twee.beschikt_product.id]["status"], found[twee.beschikt_product.id]["verlengt"]) == (
        "verlengd",
        een.beschikt_product.id,
    )
    assert found[tweede.id]["status"] == "verwijderd"


async def test_m134_what_waits_for_a_provider_waits_on_for_the_new_product(toewijzing: Toewijzing) -> None:
    oud = await lopend(toewijzing, aanbieder=None)
    data = omgezet(toewijzing, oud, aanbieder=None)
    assert await toets(toewijzing, data) == []
    await toewijzing.hoor(event(data))
    found = {str(each["id"]): each for each in await toewijzing.toewijzingen()}
    assert (found[oud.id]["einddatum"], found[data.beschikt_product.id]["status"]) == ("2024-12-31", "voorbereid")
    assert gelukt(await toewijzing.kies(data.beschikt_product.id))["code"] == "IB2S"


async def test_m134_without_a_contract_for_the_new_product_it_is_refused_before(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B"))
    await toewijzing.leg_vast(contract(HET_ANKER, "IB2S"))
    oud = product("IB2B", volume=120)
    await toewijzing.hoor(toewijzing.beschikt(oud))
    (bezwaar,) = await toets(toewijzing, omgezet(toewijzing, oud))
    assert (bezwaar["productId"], bezwaar["regel"]) == (oud.id, "M134")
    assert "geen contract" in str(bezwaar["reden"])


async def test_m134_what_was_billed_beyond_the_last_day_is_refused_before(toewijzing: Toewijzing) -> None:
    oud = await lopend(toewijzing)
    await toewijzing.hoor(gedeclareerd({"id": oud.id}, 1))
    (bezwaar,) = await toets(toewijzing, omgezet(toewijzing, oud, vanaf=date(2024, 6, 15)))
    assert (bezwaar["productId"], bezwaar["regel"]) == (oud.id, "OP345")


async def test_m134_beside_the_same_help_under_the_new_product_it_is_refused_before(toewijzing: Toewijzing) -> None:
    """TR302: the provider may not have it twice at once."""
    oud = await lopend(toewijzing)
    ander = als("IB2S", product("IB2B", volume=10))
    await toewijzing.hoor(toewijzing.beschikt(ander))
    (bezwaar,) = await toets(toewijzing, omgezet(toewijzing, oud))
    assert (bezwaar["productId"], bezwaar["regel"]) == (oud.id, "TR302")


async def test_m134_what_ended_or_is_not_known_is_refused_before(toewijzing: Toewijzing) -> None:
    oud = await lopend(toewijzing)
    (een,) = await toewijzing.toewijzingen()
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="05", einddatum="2024-11-30"))
    onbekend = product("IB2B", volume=120)
    gevonden = await toets(toewijzing, omgezet(toewijzing, oud), omgezet(toewijzing, onbekend))
    assert [(each["productId"], each["regel"]) for each in gevonden] == [(oud.id, "M134"), (onbekend.id, "M134")]


async def test_m134_a_partner_goes_on_delivering(toewijzing: Toewijzing) -> None:
    """M61: who delivered for the provider sees the new number."""
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B", "IB2S", **MET_PARTNERS))
    oud = product("IB2B", volume=120)
    await toewijzing.hoor(toewijzing.beschikt(oud))
    pad = f"/v1/toewijzingen/{oud.id}/onderaannemers"
    gelukt(await toewijzing.client.put(pad, json={"onderaannemers": [HULP_BV]}, headers=toewijzing.gemeente))
    data = omgezet(toewijzing, oud)
    await toewijzing.hoor(event(data))
    zichtbaar = await toewijzing.toewijzingen(headers=toewijzing.aanbieder(HULP_BV))
    assert {each["id"] for each in zichtbaar} == {oud.id, data.beschikt_product.id}
