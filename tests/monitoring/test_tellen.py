"""People and months are counted once over whatever is shown together, and no light is red for what a region allows."""

import json
from datetime import UTC, date, datetime

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import (
    AGB,
    ALKMAAR,
    ALMERE,
    Verteld,
    beschikking,
    contract,
    declaratie,
    evaluatie,
    gedeclareerd,
    product,
    toegewezen,
    vertel,
)

from gebeurtenissen.declaratie import (
    AANDACHTSPUNT_AFGEHANDELD,
    AANDACHTSPUNTEN_VASTGELEGD,
    Aandacht,
    AandachtspuntAfgehandeld,
    AandachtspuntenVastgelegd,
)
from inkoop import laad
from monitoring.domain.dekking import Hulp, Register, dekkingen
from monitoring.domain.dossier import Inhoud, volg
from monitoring.domain.feiten.toewijzing import CONTRACT
from monitoring.domain.selectie import Selectie
from monitoring.noteren import noteer

JANUARI, FEBRUARI, MAART = (date(2023, maand, 1) for maand in (1, 2, 3))
ANDER = "99990002"
EEN_MAAND = "?van=2023-01&tot=2023-01"


def hulp(key: str, **velden: object) -> Verteld:
    """An assignment of client-1 from January 2023 on; by other names of its fields another one."""
    return toegewezen(key, JANUARI, JANUARI).met(**velden)


async def test_m94_a_client_of_two_providers_is_one_for_all_of_them_together(monitoring: Monitoring) -> None:
    """€ 937.50 and € 312.50 for one person are € 1,250 a month, and not half of it."""
    await monitoring.hoor(
        hulp("t1"), hulp("t2", agb=ANDER), gedeclareerd("t1", JANUARI, 3), gedeclareerd("t2", JANUARI, 1, agb=ANDER)
    )
    alle = await rapport(monitoring, "benchmark", EEN_MAAND)
    assert [rij[:4] for rij in alle] == [
        [AGB, 93_750, 1, 93_750],
        [ANDER, 31_250, 1, 31_250],
        ["alle", 125_000, 1, 125_000],
    ]
    eigen = await rapport(monitoring, "benchmark", f"{EEN_MAAND}&aanbieder={ANDER}")
    assert eigen == alle[1:]


async def test_m94_an_evaluation_with_two_providers_is_one_for_all_of_them_together(monitoring: Monitoring) -> None:
    """Nine evaluations of both are too few to show; counted for each provider they would be eighteen."""
    beiden = [evaluatie(nummer, 2, 3).met(aanbieders=[AGB, ANDER]) for nummer in range(9)]
    await monitoring.hoor(*beiden)
    assert [rij[-1] for rij in await rapport(monitoring, "benchmark")] == [None, None, None]
    await monitoring.hoor(evaluatie(9, 2, 3))
    assert [rij[-1] for rij in await rapport(monitoring, "benchmark")] == [0.75, None, 0.75]


@pytest.mark.parametrize("gemeenten", [(), (ALMERE, ALKMAAR), (ALMERE, ALKMAAR, "0450")])
async def test_who_moved_is_one_person_in_every_part_of_the_region(
    monitoring: Monitoring, gemeenten: tuple[str, ...]
) -> None:
    await monitoring.hoor(
        hulp("t1", einddatum="2023-02-10"), hulp("t2", gemeente=ALKMAAR, ingangsdatum="2023-02-11"),
        hulp("t3", clientId="client-2", ingangsdatum="2023-03-01", einddatum="2023-03-31"),
    )  # fmt: skip
    path = "/v1/rapporten/clienten?van=2023-01&tot=2023-03"
    antwoord = await monitoring.client.get(path, headers=monitoring.token(*gemeenten))
    assert [rij[1] for rij in antwoord.json()["rijen"]] == [1, 1, 2]


async def test_clients_are_counted_for_a_product_and_for_a_provider(monitoring: Monitoring) -> None:
    await monitoring.hoor(hulp("t1"), hulp("t2", code="IB3", agb=ANDER), hulp("t3", code="IB3", clientId="client-2"))
    for keuze, aantal in (("", 2), ("&product=IB3", 2), ("&product=HO", 1), (f"&aanbieder={AGB}", 2)):
        assert await rapport(monitoring, "clienten", EEN_MAAND + keuze) == [["2023-01-01", aantal, "compleet"]], keuze
    assert await rapport(monitoring, "clienten", f"{EEN_MAAND}&product=HO&aanbieder={ANDER}") == []


async def test_a_removed_assignment_is_nobodys_help(monitoring: Monitoring) -> None:
    await monitoring.hoor(hulp("t1"), hulp("t2", code="IB3", clientId="client-2"))
    weg = toegewezen("t2", JANUARI, JANUARI, sequence=3).met(code="IB3", clientId="client-2", redenWijziging="13")
    await monitoring.hoor(weg)
    assert await rapport(monitoring, "clienten", EEN_MAAND) == [["2023-01-01", 1, "compleet"]]


async def test_m100_who_has_two_products_of_a_norm_takes_one_place(monitoring: Monitoring) -> None:
    """And the norm stays whole when one of its products is chosen."""
    eerste, *_ = laad("almere-2023").specialismen
    besluit = beschikking("b1", JANUARI, JANUARI).met(producten=[
        {"id": key, "categorie": None, "code": code, "volume": None, "eenheid": None, "frequentie": None,
         "ingangsdatum": "2023-01-01", "einddatum": None, "aanbieder": None, "specialisme": eerste.naam}
        for key, code in (("t1", "IB2B"), ("t2", "DB2B"))
    ])  # fmt: skip
    await monitoring.hoor(besluit, hulp("t1", code="IB2B"), hulp("t2", code="DB2B", agb=ANDER), contract(AGB, 1))
    alle = [rij for rij in await rapport(monitoring, "dekking") if rij[0] == "Traject 2"]
    assert [rij[7] for rij in alle] == [1, 0, 0, 0]
    for keuze in ("?product=IB2B", "?product=DB2B"):
        assert await rapport(monitoring, "dekking", keuze) == alle


def _genoteerd(verteld: Verteld) -> Inhoud:
    """A dossier that heard one event."""
    event = verteld.event
    return volg({}, noteer(event.type, event.sequence, json.dumps(event.data)))


@pytest.mark.parametrize(("plaatsen", "oordeel"), [(8_000, "groen"), (7_999, "rood"), (7_996, "rood")])
def test_m100_almost_enough_places_is_not_enough(plaatsen: int, oordeel: str) -> None:
    """The norm is 80 percent; 7,999 places for 10,000 clients are less, and so are 7,996 that read as 80.0%."""
    clienten = [Hulp(ALMERE, "99999999", "HO", f"client-{nummer}") for nummer in range(10_000)]
    gehoord = [_genoteerd(contract(agb, aantal)) for agb, aantal in ((AGB, 7_000), (ANDER, plaatsen - 7_000))]
    contracten = [each for inhoud in gehoord if (each := CONTRACT.in_(inhoud)) is not None]
    almere = Selectie(frozenset({ALMERE}), code="HO")
    (gevonden,) = dekkingen([laad("almere-2023")], Register(contracten, clienten), almere, MAART)
    assert (gevonden.capaciteit, gevonden.clienten, gevonden.licht) == (plaatsen, 10_000, oordeel)


async def test_a_month_billed_in_hours_and_in_minutes_is_one_month_of_use(monitoring: Monitoring) -> None:
    uren = {"eenheid": "04", "volume": 10, "frequentie": "4", "einddatum": "2023-02-28"}
    await monitoring.hoor(
        hulp("t1", **uren), gedeclareerd("t1", JANUARI, 7, eenheid="04"),
        gedeclareerd("t1", JANUARI, 120, eenheid="01", deel=2).met(declaratieId="ander"),
    )  # fmt: skip
    (rij,) = await rapport(monitoring, "gebruik", "?van=2023-01&tot=2023-02")
    assert rij[:5] == ["HO", 2, 1, 0, 0]  # nine of ten hours is no little use


async def test_a_month_of_a_whole_category_is_used_under_whatever_product_it_is_billed(monitoring: Monitoring) -> None:
    """Else it was never used, and its products were used in more months than they are assigned."""
    heel = {"code": None, "volume": None, "eenheid": None, "frequentie": None, "budget": 100_000}
    (regel,) = gedeclareerd("t1", JANUARI, 1).event.data["toegekend"]
    await monitoring.hoor(
        hulp("t1", **heel, einddatum="2023-01-31"),
        gedeclareerd("t1", JANUARI, 1),
        gedeclareerd("t1", JANUARI, 1).met(declaratieId="ander", toegekend=[{**regel, "code": "IB3"}]),
    )
    assert await rapport(monitoring, "gebruik", EEN_MAAND) == [["", 1, 0, 0, 0, 100_000, 62_500, 0.625]]


def te_veel(declaratie_id: str, nummer: str = "M48") -> Verteld:
    """A line with more use than the window of the region allows, or that does not fit in another way."""
    punt = Aandacht(m_nummer=nummer, aantal=1, bedrag=31_250)
    data = AandachtspuntenVastgelegd(declaratie_id=declaratie_id, gemeente=ALMERE, agb=AGB, punten=(punt,))
    return vertel(AANDACHTSPUNTEN_VASTGELEGD, declaratie_id, data, 2)


def besloten(declaratie_id: str, besluit: str) -> Verteld:
    data = AandachtspuntAfgehandeld(
        aandachtspunt_id=f"p-{declaratie_id}", declaratie_id=declaratie_id, volgnummer=1, gemeente=ALMERE, agb=AGB,
        m_nummer="M48", bedrag=31_250, besluit=besluit,
    )  # fmt: skip
    return vertel(AANDACHTSPUNT_AFGEHANDELD, f"p-{declaratie_id}", data)


async def kosten(monitoring: Monitoring, keuze: str = "") -> object:
    (rij,) = await rapport(monitoring, "pijlers", f"{EEN_MAAND}&gemeente={ALMERE}{keuze}")
    return rij[2]


async def test_m47_m49_hours_spread_freely_within_the_window_are_not_red(monitoring: Monitoring) -> None:
    """Almere assigns 104 hours for a year to spread freely (M46, M47): 40 in the first month are as agreed."""
    totaal = {"code": "IB2B", "categorie": "02", "eenheid": "04", "volume": 104, "frequentie": "6"}
    producten = (product("IB2B", 1, 1, 4_000_000, 4_000_000),)
    await monitoring.hoor(
        hulp("t1", **totaal, einddatum="2023-12-31"), gedeclareerd("t1", JANUARI, 40, eenheid="04"),
        declaratie("d1", JANUARI, producten),
    )  # fmt: skip
    (geld,) = await rapport(monitoring, "geld-per-aanbieder", EEN_MAAND)
    assert geld[1] > geld[2]  # more is granted than an even share
    assert await kosten(monitoring) == "groen"


async def test_m73_money_of_help_that_is_billed_late_lies_beside_what_was_assigned_for_it(
    monitoring: Monitoring,
) -> None:
    """Help of January in the declaratieperiode of March (TR318): nothing of January is still to come."""
    laat = declaratie("d-t1-2023-01-01", MAART, (product("HO", 1, 1, 31_250, 31_250),))
    await monitoring.hoor(hulp("t1", einddatum="2023-03-31"), gedeclareerd("t1", JANUARI, 1), laat)
    keuze = "?van=2023-01&tot=2023-03"
    maanden = [rij[:5] for rij in await rapport(monitoring, "geld-per-maand", keuze)]
    assert maanden == [
        ["2023-01-01", 31_250, 31_250, 0, 1.0],
        ["2023-02-01", 0, 31_250, 31_250, 0.0],
        ["2023-03-01", 0, 31_250, 31_250, 0.0],
    ]
    assert [rij[6] for rij in await rapport(monitoring, "declaraties", keuze)] == [0, 0, 31_250]


async def test_m48_more_than_the_window_allows_is_red_until_somebody_agrees(monitoring: Monitoring) -> None:
    await monitoring.hoor(hulp("t1"), declaratie("d1", JANUARI, (product("HO", 1, 1, 100, 100),)), te_veel("d1"))
    assert await kosten(monitoring) == "rood"
    assert await kosten(monitoring, "&product=HO") is None  # of which product is not told
    await monitoring.hoor(besloten("d1", "verrekenen"))
    assert await kosten(monitoring) == "rood"
    await monitoring.hoor(besloten("d1", "akkoord").met(aandachtspuntId="p2"))
    assert await kosten(monitoring) == "groen"
    assert await rapport(monitoring, "aandachtspunten", EEN_MAAND) == [["M48", 1, 31_250, 1]]


async def test_another_point_of_policy_is_not_about_cost(monitoring: Monitoring) -> None:
    await monitoring.hoor(declaratie("d1", JANUARI, (product("HO", 1, 1, 100, 100),)), te_veel("d1", "M79"))
    assert await kosten(monitoring) == "groen"


async def test_m83_a_budget_holds_what_its_municipality_pays_for_others(monitoring: Monitoring) -> None:
    """Beschermd Thuis of a client in Uitgeest is paid by Alkmaar, its individual support by Uitgeest."""
    uitgeest, periode = "0450", date(2027, 1, 1)
    moment = datetime(2027, 3, 1, tzinfo=UTC)
    producten = (product("BT", 1, 1, 500, 500), product("BI", 1, 1, 70, 70))
    await monitoring.hoor(declaratie("d1", periode, producten, gemeente=uitgeest, ontvangen=moment, beantwoord=moment))
    per_lezer = {
        gemeente: {
            (rij[0], rij[1]): rij[4]
            for rij in (
                await monitoring.client.get(
                    "/v1/rapporten/budget?van=2027-01&tot=2027-12", headers=monitoring.token(gemeente)
                )
            ).json()["rijen"]
        }
        for gemeente in (ALKMAAR, uitgeest)
    }
    assert per_lezer[ALKMAAR]["BT", ALKMAAR] == 500
    assert per_lezer[ALKMAAR]["BI", ALKMAAR] == 0
    assert per_lezer[uitgeest] == {("KV", uitgeest): 0, ("DBG", uitgeest): 0, ("BI", uitgeest): 70}
    keten = await monitoring.keten("?van=2027-01", ALKMAAR)
    assert [each["toegekend"] for each in keten["budgetten"] if each["product"] == "BT"] == [500]


async def test_a_budget_is_never_laid_beside_a_part_of_its_spending(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        declaratie("d1", JANUARI, (product("HO", 1, 1, 500, 500), product("IB3", 1, 1, 30, 30))),
        declaratie("d2", JANUARI, (product("HO", 1, 1, 200, 200),), agb=ANDER),
    )
    per_product = await rapport(monitoring, "budget", f"{EEN_MAAND}&product=HO")
    assert [(rij[0], rij[4]) for rij in per_product] == [("HO", 700)]
    assert await rapport(monitoring, "budget", f"{EEN_MAAND}&aanbieder={AGB}") == []


async def test_what_is_not_known_for_a_choice_is_empty_and_said(monitoring: Monitoring) -> None:
    """0 of an unknown is not the same as nothing: a melding has no product yet."""
    await monitoring.hoor(hulp("t1"), declaratie("d1", JANUARI, (product("HO", 1, 1, 100, 100),)))
    antwoord = await monitoring.client.get(f"/v1/rapporten/stappen{EEN_MAAND}&product=HO", headers=monitoring.token())
    assert antwoord.json()["rijen"] == [["2023-01-01", None, None, None, None, 1, 0, None, "compleet"]]
    (zin,) = antwoord.json()["letOp"]
    assert zin.startswith("Met deze keuze niet bekend, en daarom leeg: Meldingen, Onderzoeken klaar, Aanvragen")
    pagina = (await monitoring.client.get(f"/dashboard/toegang{EEN_MAAND}&product=HO")).text
    assert "Deze cijfers zijn er niet per product. Maak die keuze ongedaan om ze te zien." in pagina
    keten = await monitoring.keten("?product=HO")
    assert (keten["aantalMeldingen"], keten["aantalDeclaraties"], keten["aantalToewijzingen"]) == (None, None, 1)
    assert keten["prestatieaantallen"]["afkeuringen"] is None
    assert [each["traject"] for each in keten["doorlooptijden"]] == ["beschikking-toewijzing", "toewijzing-start"]
    assert (await monitoring.keten(f"?aanbieder={AGB}"))["aantalWachtend"] is None


@pytest.mark.parametrize(("clienten", "oordeel"), [(50, "groen"), (41, "oranje"), (20, "oranje"), (19, "rood")])
async def test_m116_signals_are_held_against_exactly_so_many_clients(
    op_sqlite: Monitoring, clienten: int, oordeel: str
) -> None:
    """One signal on 50 clients is 2 percent, the norm of Noord-Veluwe; on 41 it is 2.4, which reads as 2."""
    ermelo = "0233"
    mensen = [hulp(f"t{nummer}", gemeente=ermelo, clientId=f"c{nummer}") for nummer in range(clienten)]
    await op_sqlite.hoor(*mensen)
    signaal = {"gemeente": ermelo, "agb": AGB, "op": "2023-01-09", "soort": "te-laat"}
    headers = op_sqlite.token(scope="contracten")
    (await op_sqlite.client.post("/v1/planningssignalen", json=signaal, headers=headers)).raise_for_status()
    path = f"/v1/rapporten/stoplichten{EEN_MAAND}&gemeente={ermelo}"
    antwoord = (await op_sqlite.client.get(path, headers=op_sqlite.token())).json()
    rij = dict(zip([kolom["naam"] for kolom in antwoord["kolommen"]], antwoord["rijen"][0], strict=True))
    assert (rij["planning"], rij["planning-licht"]) == (round(1 / clienten, 4), oordeel)


async def test_m97_a_provider_keeps_its_place_among_all(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        declaratie("d1", JANUARI, (product("HO", 1, 1, 300, 300),), agb=ANDER),
        declaratie("d2", JANUARI, (product("HO", 1, 1, 100, 100),)),
    )
    rijen = await rapport(monitoring, "concentratie", f"{EEN_MAAND}&aanbieder={AGB}")
    assert rijen == [[2, AGB, 100, 0.25, 1.0]]


async def test_m108_growth_is_beside_all_also_on_the_page_of_one_provider(monitoring: Monitoring) -> None:
    """And only over months of which all is in: who bills early has not grown."""
    groei = [
        declaratie(f"{agb}-{jaar}", date(jaar, 1, 1), (product("HO", 1, 1, bedrag, bedrag),), agb=agb)
        for agb, jaar, bedrag in (
            (AGB, 2022, 2_000_000), (AGB, 2023, 5_000_000), (ANDER, 2022, 9_000_000), (ANDER, 2023, 9_000_000),
        )
    ]  # fmt: skip
    await monitoring.hoor(*groei)
    zin = "Groei 150%, alle aanbieders samen 27%, naast dezelfde maanden een jaar eerder"
    for keuze in ("", f"&aanbieder={AGB}"):
        assert await rapport(monitoring, "onrechtmatig", EEN_MAAND + keuze) == [[AGB, "Groei wijkt af", zin, 3_000_000]]
    vroeg = [
        declaratie(f"{agb}-5-{jaar}", date(jaar, 5, 1), (product("HO", 1, 1, bedrag, bedrag),), agb=agb)
        for agb, jaar, bedrag in ((AGB, 2022, 5_000_000), (AGB, 2023, 7_000_000), (ANDER, 2022, 9_000_000))
    ]
    await monitoring.hoor(*vroeg)
    assert await rapport(monitoring, "onrechtmatig", "?van=2023-05&tot=2023-05") == []
