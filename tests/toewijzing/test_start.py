"""A WMO305 comes in and a WMO306 goes out, as verwerking.md says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, Toewijzing
from tests.toewijzing.verhaal import (
    ALMELO,
    ALMERE,
    ANDER_BSN,
    DE_BRUG,
    HET_ANKER,
    VANDAAG,
    bericht_305,
    client_van,
    contract,
    product,
    start,
)

import iwmo
from istandaard.berichten import Bericht305, Bericht306
from istandaard.retourcodes import RetourCode

LATER = date(2024, 6, 2)
MORGEN = date(2024, 6, 4)


@dataclass(frozen=True)
class Nummers:
    """The assignments of the tests, by ToewijzingNummer."""

    loopt: int
    """HO of the client at De Brug: a start was accepted, on 1 June."""
    open: int
    """IB2B of the client at De Brug: nothing was told yet."""
    elders: int
    """DB2B of the client at Het Anker."""
    van_ander: int
    """HO of another client at De Brug."""


async def toegewezen(toewijzing: Toewijzing) -> Nummers:
    """Assign, and accept one start."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    loopt, open_, elders, van_ander = product(), product("IB2B"), product("DB2B", HET_ANKER), product()
    await toewijzing.hoor(toewijzing.beschikt(loopt, open_, elders))
    await toewijzing.hoor(toewijzing.beschikt(van_ander, client_id=ANDERE_CLIENT))
    nummer = {each["id"]: int(str(each["toewijzingNummer"])) for each in await toewijzing.toewijzingen()}
    found = Nummers(*[nummer[each.id] for each in (loopt, open_, elders, van_ander)])
    _, retour = await toewijzing.lever_aan(bericht_305(start(found.loopt), identificatie="EERSTE"))
    assert header_codes(retour) == []
    return found


def lees_306(xml: bytes) -> Bericht306:
    retour = iwmo.lees(xml)
    assert isinstance(retour, Bericht306)
    return retour


def header_codes(xml: bytes) -> list[str]:
    return [code.value for code in lees_306(xml).header.retour_codes]


def codes_van(xml: bytes) -> tuple[list[str], list[str], list[list[str]]]:
    """The return codes of the header, of the client and of each start."""
    retour = lees_306(xml)
    client = retour.client
    if client is None:
        return header_codes(xml), [], []
    starts = [[code.value for code in each.retour_codes] for each in client.start_producten]
    return header_codes(xml), [code.value for code in client.retour_codes], starts


def onder_de_kop(code: str) -> tuple[list[str], list[str], list[list[str]]]:
    return ["0200"], ["0200"], [[code]]


def in_de_kop(code: str) -> tuple[list[str], list[str], list[list[str]]]:
    return [code], [], []


def fouten(n: Nummers) -> Mapping[str, Bericht305]:
    """Per rule one message, or more, that breaks only that rule."""
    return {
        "TR019 unknown number": bericht_305(start(999, "IB2B"), identificatie="B1"),
        "TR019 number of another provider": bericht_305(start(n.elders, "DB2B"), identificatie="B2"),
        "TR019 number of another client": bericht_305(start(n.van_ander), identificatie="B3"),
        "TR019 number of another municipality": bericht_305(
            start(n.open, "IB2B"), identificatie="B12", gemeente=ALMELO
        ),
        "TR019 another product": bericht_305(start(n.open, "DB2B"), identificatie="B4"),
        "TR019 no number": bericht_305(start(None, "IB2B"), identificatie="B5"),
        "TR074 the same start again": bericht_305(start(n.loopt), identificatie="B6"),
        "TR326 a second start": bericht_305(start(n.loopt, begindatum=LATER), identificatie="B7"),
        "TR063 removal of what was never sent": bericht_305(
            start(n.loopt, begindatum=LATER, verwijder=True), identificatie="B8"
        ),
        "TR056 identificatie used before": bericht_305(start(n.open, "IB2B"), identificatie="EERSTE"),
        "TR135 dagtekening tomorrow": bericht_305(start(n.open, "IB2B"), identificatie="B9", dagtekening=MORGEN),
        "TR378 no such municipality": bericht_305(start(n.open, "IB2B"), identificatie="B10", gemeente="9999"),
        "TR134 start after the dagtekening": bericht_305(
            start(n.open, "IB2B", begindatum=MORGEN), identificatie="B11", dagtekening=VANDAAG
        ),
    }


CODES = {
    "TR019 unknown number": onder_de_kop("9019"),
    "TR019 number of another provider": onder_de_kop("9019"),
    "TR019 number of another client": onder_de_kop("9019"),
    "TR019 number of another municipality": onder_de_kop("9019"),
    "TR019 another product": onder_de_kop("9019"),
    "TR019 no number": onder_de_kop("9019"),
    "TR074 the same start again": onder_de_kop("9074"),
    "TR326 a second start": onder_de_kop("9326"),
    "TR063 removal of what was never sent": onder_de_kop("9063"),
    "TR056 identificatie used before": in_de_kop("9056"),
    "TR135 dagtekening tomorrow": in_de_kop("8848"),
    "TR378 no such municipality": in_de_kop("S300"),
    "TR134 start after the dagtekening": in_de_kop("0001"),
}


async def test_a_start_is_accepted(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    where, xml = await toewijzing.lever_aan(bericht_305(start(nummers.open, "IB2B"), identificatie="S1"))
    assert iwmo.naar_json(iwmo.lees(xml)) == {
        "header": {
            "berichtCode": "419",
            "berichtVersie": 3,
            "berichtSubversie": 2,
            "afzender": DE_BRUG,
            "ontvanger": ALMERE,
            "berichtIdentificatie": {"identificatie": "S1", "dagtekening": "2024-06-03"},
            "xsdVersie": {"basisschemaXsdVersie": "1.0.0", "berichtXsdVersie": "1.0.0"},
            "identificatieRetour": f"{DE_BRUG}0002",
            "dagtekeningRetour": "2024-06-03",
            "xsdVersieRetour": {"basisschemaXsdVersie": "1.0.0", "berichtXsdVersie": "1.0.0"},
        }
    }
    (found,) = [each for each in await toewijzing.toewijzingen() if each["toewijzingNummer"] == nummers.open]
    assert found["status"] == "gestart"
    told = (await toewijzing.events("leveringen.gestart"))[-1]
    assert told["subject"] == found["id"]
    assert told["data"] == {
        "toewijzingId": found["id"],
        "toewijzingNummer": nummers.open,
        "clientId": CLIENT,
        "gemeente": ALMERE,
        "wet": "wmo",
        "agb": DE_BRUG,
        "code": "IB2B",
        "toewijzingsdatum": "2024-06-03",
        "begindatum": "2024-06-01",
        "overgenomen": False,
    }
    stuk = (await toewijzing.client.get(where, headers=toewijzing.aanbieder())).json()
    assert stuk["status"] == "beantwoord"
    answers = [each for each, _ in await toewijzing.post("WMO306") if each["antwoordOp"] == stuk["id"]]
    assert [each["status"] for each in answers] == ["klaar"]


async def test_each_rule_broken_by_itself(toewijzing: Toewijzing) -> None:
    """A rejected message counts as never sent: each case meets the situation that the one before it met."""
    berichten = fouten(await toegewezen(toewijzing))
    before = [await toewijzing.toewijzingen(), (await toewijzing.rows())["starts"]]
    retouren = {case: (await toewijzing.lever_aan(bericht))[1] for case, bericht in berichten.items()}
    assert {case: codes_van(xml) for case, xml in retouren.items()} == CODES
    for case, bericht in berichten.items():
        retour = lees_306(retouren[case])
        for name in ("afzender", "ontvanger", "bericht_identificatie", "xsd_versie"):
            assert getattr(retour.header, name) == getattr(bericht.header, name), (case, name)
        assert client_van(retour) in (None, client_van(bericht)), case
    assert [await toewijzing.toewijzingen(), (await toewijzing.rows())["starts"]] == before
    assert len(await toewijzing.events("leveringen.gestart")) == 1
    headers = [lees_306(xml).header for xml in retouren.values()]
    assert len({(each.ontvanger, each.identificatie_retour) for each in headers}) == len(CODES)


@met_standaard
async def test_every_retour_validates(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    for bericht in fouten(nummers).values():
        await toewijzing.lever_aan(bericht)
    await toewijzing.lever_aan(bericht_305(start(nummers.loopt, verwijder=True), identificatie="S2"))
    retouren = [xml for _, xml in await toewijzing.post("WMO306")]
    assert [xsd_aanvaardt("WMO306", xml) for xml in retouren] == [True] * (len(CODES) + 2)


async def test_one_wrong_start_rejects_the_whole_message(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    bericht = bericht_305(start(nummers.open, "IB2B"), start(nummers.loopt), identificatie="S1")
    _, xml = await toewijzing.lever_aan(bericht)
    assert codes_van(xml) == (["0200"], ["0200"], [["0200"], ["9074"]])
    assert client_van(iwmo.lees(xml)) == client_van(bericht)
    assert len(await toewijzing.events("leveringen.gestart")) == 1
    _, xml = await toewijzing.lever_aan(bericht_305(start(nummers.open, "IB2B"), identificatie="S2"))
    assert header_codes(xml) == []


async def test_a_start_without_a_product_follows_the_assignment(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    _, xml = await toewijzing.lever_aan(bericht_305(start(nummers.open, None), identificatie="S1"))
    assert header_codes(xml) == []


async def test_a_removed_start_counts_as_never_sent(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    _, xml = await toewijzing.lever_aan(bericht_305(start(nummers.loopt, verwijder=True), identificatie="S1"))
    assert header_codes(xml) == []
    (found,) = [each for each in await toewijzing.toewijzingen() if each["toewijzingNummer"] == nummers.loopt]
    assert found["status"] == "toegewezen"
    (told,) = await toewijzing.events("leveringen.verwijderd")
    assert (told["subject"], told["data"]["begindatum"]) == (found["id"], "2024-06-01")  # type: ignore[index]

    again = [
        start(nummers.loopt, verwijder=True),
        start(nummers.loopt),
        start(nummers.loopt, begindatum=LATER),
        start(nummers.loopt, verwijder=True),
        start(nummers.loopt, begindatum=LATER),
    ]
    outcomes = []
    for index, each in enumerate(again):
        _, xml = await toewijzing.lever_aan(bericht_305(each, identificatie=f"T{index}"))
        outcomes.append(codes_van(xml)[2])
    assert outcomes == [[["9063"]], [], [["9326"]], [], []]


async def test_a_wrong_start_is_replaced_in_one_message(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    removal = start(nummers.loopt, verwijder=True)
    replacement = start(nummers.loopt, begindatum=LATER)
    _, xml = await toewijzing.lever_aan(bericht_305(replacement, removal, identificatie="S1"))
    assert header_codes(xml) == []
    (found,) = [each for each in await toewijzing.toewijzingen() if each["toewijzingNummer"] == nummers.loopt]
    assert found["status"] == "gestart"
    rows = (await toewijzing.rows())["starts"]
    assert sorted((each["begindatum"], each["verwijderd"]) for each in rows) == [
        (date(2024, 6, 1), True),
        (LATER, False),
    ]
    kinds = [str(each["type"]).split(".")[3] for each in await toewijzing.events() if "leveringen" in str(each["type"])]
    assert kinds == ["gestart", "verwijderd", "gestart"]


@pytest.mark.parametrize("tweede", [LATER, date(2024, 6, 1)], ids=["another day", "the same day"])
async def test_two_starts_of_one_assignment_in_one_message(toewijzing: Toewijzing, tweede: date) -> None:
    """Product left out in one of them, or another day: two keys (TR101, TR074), but only one start can run."""
    nummers = await toegewezen(toewijzing)
    bericht = bericht_305(start(nummers.open, "IB2B"), start(nummers.open, None, begindatum=tweede), identificatie="S1")
    _, xml = await toewijzing.lever_aan(bericht)
    assert codes_van(xml) == (["0200"], ["0200"], [["0200"], ["9326"]])
    assert len(await toewijzing.events("leveringen.gestart")) == 1


async def test_the_same_305_twice_is_one_message_with_one_retour(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    bericht = bericht_305(start(nummers.open, "IB2B"), identificatie="S1")
    first = await toewijzing.lever_aan(bericht)
    again = await toewijzing.lever_aan(bericht)
    assert again == first
    assert len(await toewijzing.post("WMO306")) == 2  # of the accepted start before, and of this one
    assert len(await toewijzing.events("leveringen.gestart")) == 2
    assert len(await toewijzing.events("berichten.ontvangen")) == 2


async def test_hearing_twice_of_one_305_answers_once(toewijzing: Toewijzing) -> None:
    """A second event about a message, under an id of its own, finds it answered."""
    nummers = await toegewezen(toewijzing)
    await toewijzing.lever_aan(bericht_305(start(nummers.open, "IB2B"), identificatie="S1"))
    (*_, told) = await toewijzing.events("berichten.ontvangen")
    await toewijzing.hoor_bytes(json.dumps(told | {"id": "another-event"}).encode())
    rows = await toewijzing.rows()
    assert (len(rows["starts"]), len(await toewijzing.post("WMO306")), rows["dead_letters"]) == (2, 2, [])


async def test_another_provider_may_use_the_same_identificatie(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    bericht = bericht_305(start(nummers.elders, "DB2B"), identificatie="EERSTE", agb=HET_ANKER)
    _, xml = await toewijzing.lever_aan(bericht, HET_ANKER)
    assert header_codes(xml) == []


async def test_a_message_about_another_client_under_a_known_number(toewijzing: Toewijzing) -> None:
    nummers = await toegewezen(toewijzing)
    _, xml = await toewijzing.lever_aan(bericht_305(start(nummers.van_ander), identificatie="S1", bsn=ANDER_BSN))
    assert header_codes(xml) == []
    told = (await toewijzing.events("leveringen.gestart"))[-1]
    assert told["data"]["clientId"] == ANDERE_CLIENT  # type: ignore[index]


def test_the_codes_are_those_of_the_table() -> None:
    """The table of the library names the same return code for each rule."""
    for case, (kop, _, starts) in CODES.items():
        assert iwmo.REGELS[case.split()[0]].retourcode == (starts[0] if starts else kop)[0], case
    assert RetourCode("0200") == RetourCode.AKKOORD


async def test_a_message_for_a_municipality_elsewhere_is_refused_at_the_door(toewijzing: Toewijzing) -> None:
    answer = await toewijzing.client.post(
        "/v1/berichten",
        content=iwmo.schrijf(bericht_305(start(1), identificatie="ELDERS", gemeente="0363")),
        headers={"Content-Type": "application/xml", **toewijzing.aanbieder()},
    )
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:clientroute:fout:ontvanger"
