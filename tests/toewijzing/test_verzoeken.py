"""Requests of providers: the VOT (WMO315), the VOW (WMO317), and the decision on them (verwerking.md, Requests)."""

from dataclasses import replace
from datetime import date

import pytest
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import XML, Json, Toewijzing, gelukt
from tests.toewijzing.gesprek import (
    bericht_307,
    bericht_315,
    bericht_317,
    gevraagd,
    nieuw,
    omvang_van,
    retour_op,
    stop,
    wens,
)
from tests.toewijzing.handelingen import besluit, verzoeken
from tests.toewijzing.van_anderen import beeindigd, gedeclareerd, vertrokken
from tests.toewijzing.verhaal import DE_BRUG, contract, product
from tests.toewijzing.verzoek import EINDE, JULI, PER_WEEK, antwoorden, laatste_301, op, stuur, toegewezen

import iwmo
from istandaard.cdt import Product
from iwmo.codes import ProductCategorie


async def test_each_product_of_a_vot_is_decided_by_itself(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    tweede = gevraagd("VOT-2", "HO", vanaf=date(2025, 6, 1), tot=date(2025, 12, 31), volume=1)
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), tweede, identificatie="V1")) == set()
    een, ander = await verzoeken(toewijzing)
    assert (een["soort"], een["status"], een["ontvangenOp"], een["uiterlijk"]) == (
        "VOT",
        "open",
        "2024-06-03",
        "2024-06-10",
    )
    gelukt(await besluit(toewijzing, een, "toekennen"))
    assert await laatste_301(toewijzing) == {
        1: (None, None, "2024-06-01", "2025-05-31"),
        2: (None, None, "2024-06-01", "2025-05-31"),
        3: ("VOT-1", None, "2024-07-01", "2024-12-31"),
    }
    gelukt(await besluit(toewijzing, ander, "afwijzen", reden="2"))
    assert await antwoorden(toewijzing) == [("VOT-2", "1", "2")]
    assert [each["status"] for each in await verzoeken(toewijzing)] == ["toegekend", "afgewezen"]
    told = [each["data"] for each in await toewijzing.events("verzoeken.besloten")]
    assert [(each["besluit"], each["reden"]) for each in told] == [("toegekend", None), ("afgewezen", "2")]  # type: ignore[index]


async def test_a_request_is_investigated_once_and_then_decided(toewijzing: Toewijzing) -> None:
    """TR360, TR365: under investigation only first; after a decision nothing more. OP274: eight weeks from the date of
    the request, which came in three days later."""
    await toegewezen(toewijzing)
    vot = bericht_315(gevraagd("VOT-1"), identificatie="V1")
    gedateerd = replace(vot.header.bericht_identificatie, dagtekening=date(2024, 5, 31))
    await stuur(toewijzing, replace(vot, header=replace(vot.header, bericht_identificatie=gedateerd)))
    (een,) = await verzoeken(toewijzing)
    assert (een["ontvangenOp"], een["uiterlijk"]) == ("2024-06-03", "2024-06-10")
    body = gelukt(await besluit(toewijzing, een, "in-onderzoek"))
    assert (body["status"], body["uiterlijk"]) == ("in-onderzoek", "2024-07-26")
    again = await besluit(toewijzing, een, "in-onderzoek")
    assert (again.status_code, again.json()["rule"]) == (409, "TR360")
    gelukt(await besluit(toewijzing, een, "afwijzen", reden="7"))
    late = await besluit(toewijzing, een, "toekennen")
    assert (late.status_code, late.json()["rule"]) == (409, "TR365")
    assert await antwoorden(toewijzing) == [("VOT-1", "2", None), ("VOT-1", "1", "7")]


async def test_one_open_request_at_a_time(toewijzing: Toewijzing) -> None:
    """TR374 and TR347, for a VOT and a VOW alike."""
    await toegewezen(toewijzing)
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1")) == set()
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-2"), identificatie="V2")) == {"9374"}
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[1, 2], nieuwe=[nieuw()])
    assert await stuur(toewijzing, vow) == {"9374"}
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "afwijzen", reden="3"))
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V3")) == {"9347"}
    vow = bericht_317("VOT-1", identificatie="W2", ongewijzigd=[1, 2], nieuwe=[nieuw()])
    assert await stuur(toewijzing, vow) == {"9347"}
    vow = bericht_317("VOW-1", identificatie="W3", ongewijzigd=[1, 2], nieuwe=[nieuw()])
    assert await stuur(toewijzing, vow) == set()


async def test_a_vot_for_a_product_that_is_not_in_the_region(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    onbekend = Product(categorie=ProductCategorie.BEGELEIDING, code="XXXXX")
    vreemd = replace(gevraagd("VOT-1"), product=onbekend)
    assert await stuur(toewijzing, bericht_315(vreemd, identificatie="V1")) == {"S329"}


async def test_an_honoured_vow_comes_as_one_301_with_its_reference_on_every_product(toewijzing: Toewijzing) -> None:
    """One change keeps its number (12), one ends and goes on under a new one, and something new begins (TR379)."""
    await toegewezen(toewijzing)
    anders = wens(1, JULI, EINDE, PER_WEEK)  # another volume per month: the old one ends the day before
    meer = wens(2, date(2024, 6, 1), EINDE, omvang_van("IB2B", 120))  # a total: the same number
    vow = bericht_317("VOW-1", identificatie="W1", te_wijzigen=[anders, meer], nieuwe=[nieuw()])
    assert await stuur(toewijzing, vow) == set()
    (een,) = await verzoeken(toewijzing)
    detail = gelukt(await toewijzing.client.get(f"/v1/verzoeken/{een['id']}", headers=toewijzing.gemeente))
    assert detail["gevraagd"]["referentieAanbieder"] == "VOW-1"  # type: ignore[index]
    gelukt(await besluit(toewijzing, een, "toekennen"))
    assert await laatste_301(toewijzing) == {
        1: ("VOW-1", "12", "2024-06-01", "2024-06-30"),
        2: ("VOW-1", "12", "2024-06-01", "2025-05-31"),
        3: ("VOW-1", None, "2024-07-01", "2025-05-31"),
        4: ("VOW-1", None, "2024-07-01", "2025-05-31"),
    }
    volumes = {each["toewijzingNummer"]: each["volume"] for each in await toewijzing.toewijzingen()}
    assert volumes == {1: 1, 2: 120, 3: 2, 4: 8}


async def _gevraagd_en_gegeven(toewijzing: Toewijzing) -> dict[int, Json]:
    """Two products of a decision, and number 3 that the provider asked for; by number."""
    await toegewezen(toewijzing)
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1")) == set()
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "toekennen"))
    return {int(str(each["toewijzingNummer"])): each for each in await toewijzing.toewijzingen()}


async def _einddatums(toewijzing: Toewijzing) -> dict[int, object]:
    return {int(str(each["toewijzingNummer"])): each["einddatum"] for each in await toewijzing.toewijzingen()}


async def test_what_a_provider_asked_for_ends_with_no_other_product(toewijzing: Toewijzing) -> None:
    voor = await _gevraagd_en_gegeven(toewijzing)
    for nummer in (1, 2):
        await toewijzing.hoor(beeindigd(voor[nummer], date(2024, 7, 15), "wens client"))
    na = await _einddatums(toewijzing)
    assert na == {1: "2024-07-15", 2: "2024-07-15", 3: voor[3]["einddatum"]}


@pytest.mark.parametrize("reden", ["overleden", "verhuisd"])
async def test_what_a_provider_asked_for_ends_when_the_client_leaves(toewijzing: Toewijzing, reden: str) -> None:
    """Toegang knows of no product of it; what it ends itself was told before, and ends once."""
    voor = await _gevraagd_en_gegeven(toewijzing)
    laatste_dag = date(2024, 7, 15)
    await toewijzing.hoor(
        beeindigd(voor[1], laatste_dag, reden), beeindigd(voor[2], laatste_dag, reden), vertrokken(laatste_dag, reden)
    )
    assert set((await _einddatums(toewijzing)).values()) == {"2024-07-15"}
    assert (await laatste_301(toewijzing))[3][1] == {"overleden": "02", "verhuisd": "07"}[reden]
    gezien = await toewijzing.toewijzingen()
    await toewijzing.hoor(vertrokken(laatste_dag, reden))
    assert await toewijzing.toewijzingen() == gezien


async def test_an_unchanged_product_goes_along_unchanged(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    verlengd = wens(1, date(2024, 6, 1), date(2025, 8, 31), omvang_van("HO", 1))
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[verlengd])
    assert await stuur(toewijzing, vow) == set()
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "toekennen"))
    assert await laatste_301(toewijzing) == {
        1: ("VOW-1", "12", "2024-06-01", "2025-08-31"),
        2: ("VOW-1", None, "2024-06-01", "2025-05-31"),
    }


async def test_a_vow_after_a_change_of_yesterday(toewijzing: Toewijzing) -> None:
    """The number that it names does not run any more, and the one that does is not named: rejected (TR349, TR351)."""
    await toegewezen(toewijzing)
    (een,) = [each for each in await toewijzing.toewijzingen() if each["toewijzingNummer"] == 1]
    body = {"redenWijziging": "14", "omvang": {"volume": 3, "eenheid": "82", "frequentie": "4"}}
    changed = await toewijzing.client.post(
        f"/v1/toewijzingen/{een['id']}/_wijzig", json=body, headers=toewijzing.gemeente
    )
    assert gelukt(changed)["toewijzingNummer"] == 3
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[wens(1, JULI, EINDE, PER_WEEK)])
    assert await stuur(toewijzing, vow) == {"9349", "9351"}


async def test_a_vow_on_what_changed_before_the_decision_cannot_be_granted(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[wens(1, JULI, EINDE, PER_WEEK)])
    assert await stuur(toewijzing, vow) == set()
    (een,) = [each for each in await toewijzing.toewijzingen() if each["toewijzingNummer"] == 1]
    pad = f"/v1/toewijzingen/{een['id']}/_verwijder"
    gelukt(await toewijzing.client.post(pad, headers=toewijzing.gemeente))
    (verzoek,) = await verzoeken(toewijzing)
    refused = await besluit(toewijzing, verzoek, "toekennen")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:clientroute:fout:gewijzigd")
    gelukt(await besluit(toewijzing, verzoek, "afwijzen", reden="1"))


async def test_a_vow_for_somebody_unknown(toewijzing: Toewijzing) -> None:
    """TR304; a VOT for somebody unknown is taken in, but not granted before there is a decision."""
    await toewijzing.leg_vast()
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[1], nieuwe=[nieuw()])
    _, retour = await toewijzing.lever_aan(vow)
    per_klasse = [
        [code.value for code in deel.retour_codes]
        for _, deel in iwmo.klassen(iwmo.lees(retour))
        if hasattr(deel, "retour_codes")
    ]
    assert per_klasse == [["0200"], ["8187"], ["0233"], ["0233"], ["0233"]]
    assert await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1")) == set()
    (een,) = await verzoeken(toewijzing)
    assert een["clientId"] is None
    refused = await besluit(toewijzing, een, "toekennen")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:clientroute:fout:client")


async def test_a_request_outside_the_contract_is_not_granted(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast(contract(DE_BRUG, "HO"))
    await toewijzing.hoor(toewijzing.beschikt())
    await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1"))
    (een,) = await verzoeken(toewijzing)
    refused = await besluit(toewijzing, een, "toekennen")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:clientroute:fout:aanbieder")
    assert [each["status"] for each in await verzoeken(toewijzing)] == ["open"]
    assert len(await toewijzing.toewijzingen()) == 1


B_LOOPT = wens(1, date(2024, 6, 1), date(2024, 6, 15), omvang_van("HO", 1))
C_BEGINT = nieuw(vanaf=date(2024, 6, 16))


@pytest.mark.parametrize(
    ("afgesproken", "einde_b", "begin_c"),
    [
        ([{"toewijzingNummer": 1, "einddatum": "2024-06-23"}, {"nieuwProduct": 1, "ingangsdatum": "2024-06-24"}],
         "2024-06-23", "2024-06-24"),
        ([], "2024-06-15", "2024-06-16"),
    ],
    ids=["situation a: other days that follow on each other", "situation b: back to the days that were asked"],
)  # fmt: skip
async def test_a_vow_that_is_granted_too_late(
    toewijzing: Toewijzing, afgesproken: list[object], einde_b: str, begin_c: str
) -> None:
    """IV093, example 2: B ends and C begins, granted a week after the wanted day."""
    await toegewezen(toewijzing)
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[B_LOOPT], nieuwe=[C_BEGINT])
    assert await stuur(toewijzing, vow) == set()
    op(toewijzing, date(2024, 6, 23))
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "toekennen", afgesproken=afgesproken))
    assert await laatste_301(toewijzing) == {
        1: ("VOW-1", "12", "2024-06-01", einde_b),
        2: ("VOW-1", None, "2024-06-01", "2025-05-31"),
        3: ("VOW-1", None, begin_c, "2025-05-31"),
    }


@pytest.mark.parametrize(
    ("afgesproken", "begin_y"),
    [([], "2024-06-10"), ([{"nieuwProduct": 1, "ingangsdatum": "2024-06-17"}], "2024-06-17")],
    ids=["situation a: as asked", "situation b: with a gap"],
)
async def test_a_product_that_ended_during_the_procedure_blocks_nothing(
    toewijzing: Toewijzing, afgesproken: list[object], begin_y: str
) -> None:
    """IV093, example 3: X stays with its own end, and carries the reference too."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(einddatum=date(2024, 6, 9))))
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[1], nieuwe=[nieuw(vanaf=date(2024, 6, 10))])
    assert await stuur(toewijzing, vow) == set()
    op(toewijzing, date(2024, 6, 17))
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "toekennen", afgesproken=afgesproken))
    assert await laatste_301(toewijzing) == {
        1: ("VOW-1", None, "2024-06-01", "2024-06-09"),
        2: ("VOW-1", None, begin_y, "2025-05-31"),
    }


async def test_a_vow_for_a_new_period_of_what_ended_is_not_granted_from_the_old_first_day(
    toewijzing: Toewijzing,
) -> None:
    """IV092: a new period is a new product. September lay between, and was paid once."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(einddatum=date(2024, 8, 31))))
    gat = wens(1, date(2024, 10, 1), date(2024, 12, 31), omvang_van("HO", 1))
    assert await stuur(toewijzing, bericht_317("VOW-1", identificatie="W1", te_wijzigen=[gat])) == set()
    (een,) = await verzoeken(toewijzing)
    refused = await besluit(toewijzing, een, "toekennen")
    assert (refused.status_code, refused.json()["rule"]) == (409, "IV092")
    assert [each["einddatum"] for each in await toewijzing.toewijzingen()] == ["2024-08-31"]


async def test_a_rejected_301_keeps_reason_and_reference_of_the_request(toewijzing: Toewijzing) -> None:
    """TR379, OP286: what was rejected counts as never sent; an unchanged product has no reason again (IV099)."""
    await toegewezen(toewijzing)
    meer = wens(1, date(2024, 6, 1), date(2025, 8, 31), omvang_van("HO", 1))
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[meer])
    assert await stuur(toewijzing, vow) == set()
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "toekennen"))
    zoals_gehonoreerd = {
        1: ("VOW-1", "12", "2024-06-01", "2025-08-31"),
        2: ("VOW-1", None, "2024-06-01", "2025-05-31"),
    }
    assert await laatste_301(toewijzing) == zoals_gehonoreerd
    for nummer in (1, 2):
        await retour(toewijzing, f"A{nummer}", akkoord=nummer == 1)
    een, _ = await toewijzing.toewijzingen()
    pad = f"/v1/toewijzingen/{een['id']}/_verstuur"
    assert (await toewijzing.client.post(pad, headers=toewijzing.gemeente)).status_code == 204
    assert await laatste_301(toewijzing) == zoals_gehonoreerd
    await retour(toewijzing, "A3", akkoord=True)
    assert (await toewijzing.client.post(pad, headers=toewijzing.gemeente)).status_code == 204
    assert await laatste_301(toewijzing) == {
        1: (None, None, "2024-06-01", "2025-08-31"),
        2: (None, None, "2024-06-01", "2025-05-31"),
    }


async def retour(toewijzing: Toewijzing, identificatie: str, *, akkoord: bool) -> None:
    """The provider answers the oldest WMO301 that has no answer yet."""
    open_ = [xml for stuk, xml in await toewijzing.post("WMO301") if stuk["status"] != "beantwoord"]
    bevindingen = [] if akkoord else [iwmo.bevinding("TR332", "/Bericht/Client")]
    bericht = retour_op(open_[0], *bevindingen, identificatie=identificatie)
    headers = toewijzing.aanbieder() | XML
    gelukt(await toewijzing.client.post("/v1/berichten", content=iwmo.schrijf(bericht), headers=headers), 202)
    await toewijzing.settle()


async def test_a_change_below_what_was_billed_is_refused_and_names_the_month(toewijzing: Toewijzing) -> None:
    """OP345 for a request, OP033x1 for a change of the municipality."""
    await toegewezen(toewijzing)
    een = next(each for each in await toewijzing.toewijzingen() if each["code"] == "HO")
    await toewijzing.hoor(gedeclareerd(een, 1))
    korter = wens(1, date(2024, 6, 1), date(2024, 6, 15), omvang_van("HO", 1))
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[korter])
    assert await stuur(toewijzing, vow) == set()
    (verzoek,) = await verzoeken(toewijzing)
    refused = await besluit(toewijzing, verzoek, "toekennen")
    assert (refused.status_code, refused.json()["rule"]) == (409, "OP345")
    assert "06-2024 (€ 312,50)" in refused.json()["detail"]
    body = {"redenWijziging": "05", "einddatum": "2024-06-15"}
    wijzig = f"/v1/toewijzingen/{een['id']}/_wijzig"
    refused = await toewijzing.client.post(wijzig, json=body, headers=toewijzing.gemeente)
    assert (refused.status_code, refused.json()["rule"]) == (409, "OP345")
    gelukt(await toewijzing.client.post(wijzig, json=body | {"einddatum": "2024-06-30"}, headers=toewijzing.gemeente))


async def test_who_may_see_and_decide(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    await stuur(toewijzing, bericht_315(gevraagd("VOT-1"), identificatie="V1"))
    (een,) = await verzoeken(toewijzing)
    pad = f"/v1/verzoeken/{een['id']}"
    elders = toewijzing.token("toewijzing", gemeenten=("0141",))
    ander = toewijzing.aanbieder("99990002")
    get, post = toewijzing.client.get, toewijzing.client.post
    assert [(await get(pad, headers=each)).status_code for each in (elders, ander)] == [404, 404]
    assert (await get(pad, headers=toewijzing.aanbieder())).status_code == 200
    body = {"besluit": "toekennen"}
    assert (await post(f"{pad}/_besluit", json=body, headers=toewijzing.aanbieder())).status_code == 403
    assert (await post(f"{pad}/_besluit", json=body, headers=elders)).status_code == 404
    assert (await besluit(toewijzing, een, "afwijzen")).status_code == 400
    assert (await besluit(toewijzing, een, "toekennen", reden="1")).status_code == 400


@met_standaard
async def test_what_is_sent_validates(toewijzing: Toewijzing) -> None:
    await toegewezen(toewijzing)
    fout = bericht_317("VOW-0", identificatie="W0", ongewijzigd=[2], nieuwe=[nieuw()])
    assert await stuur(toewijzing, fout) == {"9349"}
    vow = bericht_317("VOW-1", identificatie="W1", ongewijzigd=[2], te_wijzigen=[wens(1, JULI, EINDE, PER_WEEK)])
    await stuur(toewijzing, vow)
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "in-onderzoek"))
    gelukt(await besluit(toewijzing, een, "toekennen"))
    for soort, aantal in {"WMO301": 2, "WMO318": 2, "WMO319": 1}.items():
        sent = [xml for _, xml in await toewijzing.post(soort)]
        assert [xsd_aanvaardt(soort, xml) for xml in sent] == [True] * aantal


async def test_what_is_looked_at_in_every_message_that_comes_in(toewijzing: Toewijzing) -> None:
    """TR056, TR135 and TR378 for the WMO307, WMO315 and WMO317 too: a header with that code, nothing else."""
    await toegewezen(toewijzing)
    berichten = {
        "WMO307": bericht_307(stop(1), identificatie="X"),
        "WMO315": bericht_315(gevraagd("VOT-1"), identificatie="X"),
        "WMO317": bericht_317("VOW-1", identificatie="X", ongewijzigd=[1, 2], nieuwe=[nieuw()]),
    }
    for soort, bericht in berichten.items():
        header = bericht.header
        morgen = replace(header.bericht_identificatie, identificatie="M", dagtekening=date(2024, 6, 4))
        elders = replace(header.bericht_identificatie, identificatie="E")
        opnieuw = replace(header.bericht_identificatie, dagtekening=date(2024, 6, 2))
        anders = {
            "8848": replace(header, bericht_identificatie=morgen),
            "S300": replace(header, ontvanger="9999", bericht_identificatie=elders),
        }
        await stuur(toewijzing, bericht)
        for code, kop in anders.items():
            assert await stuur(toewijzing, replace(bericht, header=kop)) == {code}, soort
        again = replace(bericht, header=replace(header, bericht_identificatie=opnieuw))
        assert await stuur(toewijzing, again) == {"9056"}, soort
