"""The year statement (M82): recomputed from the messages, and the same in every form."""

import re
from collections import defaultdict
from datetime import date

import pytest
from tests.declaratie.conftest import NU, XML, Declaratie
from tests.declaratie.maker import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDERE_AGB,
    ANDERE_BSN,
    BSN,
    MINUUT,
    TOTAAL,
    UUR,
    UURTARIEF,
    client,
    prestatie,
)
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.werkboek import lees_xlsx, tabellen
from tests.toegankelijk import voorgelezen

import iwmo
from bladen import Euro, Maand
from declaratie.domain.jaarstaten import NAREKENEN, DeclaratieKop, Groep, Product, Som, jaarstaat
from declaratie.uitvoer.als_pdf import op_papier
from declaratie.uitvoer.namen import productnaam
from istandaard.berichten import Bericht323, Bericht325
from istandaard.codes import DebetCredit

PAD = f"/v1/jaarstaten/2023/{AGB}"
FEB, MAART, APRIL = ("02-01", "02-28"), ("03-01", "03-31"), ("04-01", "04-30")
DECEMBER_2022 = ("2022-12-01", "2022-12-31")
NAMEN = {ALMERE: "Almere", ALKMAAR: "Alkmaar"}
Bedragen = dict[tuple[str, str, str, str, bool], tuple[int, int, int]]


@pytest.fixture
async def gevuld(declaratie: Declaratie) -> Declaratie:
    """Hours and minutes, corrections, rejections, a line of the year before, another provider and municipality."""
    await declaratie.sluit_contract(termijn=("2022-01-01", None), prijzen=[("2022-01-01", UURTARIEF)], sequence=2)
    await declaratie.wijs_toe(termijn=("2022-12-01", "12-31"), sequence=2)
    await declaratie.wijs_toe(2002, bsn=ANDERE_BSN, omvang=(40, UUR, TOTAAL))
    await declaratie.sluit_contract(agb=ANDERE_AGB)
    await declaratie.wijs_toe(3003, agb=ANDERE_AGB)
    await declaratie.sluit_contract(gemeente=ALKMAAR)
    await declaratie.wijs_toe(4004, gemeente=ALKMAAR)
    minuten = prestatie(299, ref="MIN", eenheid=MINUUT, tarief=103, bedrag=30_648, periode=MAART)
    await declaratie.declareer(
        bericht_met(
            client(
                prestatie(10, ref="EEN", periode=APRIL), minuten, prestatie(101, periode=FEB), prestatie(3, nummer=9)
            ),
            client(prestatie(6, nummer=2002, periode=APRIL), bsn=ANDERE_BSN),
            nummer="D1",
        )
    )
    credit_minuten = prestatie(299, vorig="MIN", eenheid=MINUUT, tarief=103, bedrag=30_648, periode=MAART)
    await declaratie.declareer(
        bericht_met(
            client(prestatie(10, vorig="EEN", periode=APRIL), prestatie(8, periode=APRIL), credit_minuten),
            client(prestatie(7, nummer=2002), bsn=ANDERE_BSN),
        )
    )
    await declaratie.declareer(bericht_met(client(prestatie(4, periode=DECEMBER_2022))))
    await declaratie.declareer(bericht_met(client(prestatie(nummer=9))))
    await declaratie.declareer(bericht_met(client(prestatie()), nummer="D1"))
    await declaratie.declareer(bericht_met(client(prestatie()), totaal=1))
    await declaratie.declareer(bericht_met(client(prestatie(5, nummer=4004)), gemeente=ALKMAAR))
    await declaratie.declareer(bericht_met(client(prestatie(9, nummer=3003)), agb=ANDERE_AGB), ANDERE_AGB)
    return declaratie


async def berichten(van: Declaratie) -> dict[str, tuple[Bericht323, Bericht325]]:
    """Every WMO323 of this provider with its WMO325, as XML through the door, by the number of the WMO325."""
    found = {}
    items = (await van.get("/v1/berichten?soort=WMO323"))["items"]
    assert isinstance(items, list)
    for each in items:
        inhoud = await van.client.get(f"/v1/berichten/{each['id']}/inhoud", headers={**van.aanbieder(), "Accept": XML})
        vraag, antwoord = iwmo.lees(inhoud.content), iwmo.lees(await van.antwoord_xml(each["id"]))
        assert isinstance(vraag, Bericht323)
        assert isinstance(antwoord, Bericht325)
        found[f"{antwoord.header.afzender} {antwoord.header.bericht_identificatie.identificatie}"] = (vraag, antwoord)
    return found


async def in_staat(van: Declaratie, staat: dict[str, object]) -> dict[str, tuple[Bericht323, Bericht325]]:
    """The messages of the declarations that the statement names."""
    genoemd = {f"{each['gemeente']} {each['identificatie325']}" for each in lijst(staat, "perDeclaratie")}
    return {nummer: paar for nummer, paar in (await berichten(van)).items() if nummer in genoemd}


def nagerekend(paren: dict[str, tuple[Bericht323, Bericht325]], jaar: int) -> Bedragen:
    """Lines, volume and eurocents per municipality, product, unit, month and side, as the statement explains it."""
    sommen: defaultdict[tuple[str, str, str, str, bool], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for vraag, antwoord in paren.values():
        deel = antwoord.declaratie_antwoord
        assert deel is not None
        afgewezen = {p.product_referentie.referentie_nummer for each in deel.clienten for p in each.prestaties}
        for p in (p for each in vraag.declaratie.clienten for p in each.prestaties):
            if p.product_referentie.referentie_nummer in afgewezen or p.product_periode.begindatum.year != jaar:
                continue
            credit = p.ingediend_bedrag.debet_credit == DebetCredit.CREDIT
            maand = p.product_periode.begindatum.isoformat()[:7]
            sleutel = (vraag.header.ontvanger, p.product_code, str(p.eenheid.value), maand, credit)
            aantal, volume, bedrag = sommen[sleutel]
            sommen[sleutel] = (aantal + 1, volume + p.geleverd_volume, bedrag + p.ingediend_bedrag.bedrag)
    return dict(sommen)


def lijst(staat: dict[str, object], naam: str) -> list[dict[str, object]]:
    found = staat[naam]
    assert isinstance(found, list)
    return found


def uit_staat(staat: dict[str, object]) -> Bedragen:
    sommen = {}
    for each in lijst(staat, "perMaand"):
        for kant in ("Debet", "Credit"):
            aantal, volume, bedrag = (int(str(each[f"{naam}{kant}"])) for naam in ("prestaties", "volume", "bedrag"))
            gemeente, code, eenheid, maand = (str(each[naam]) for naam in ("gemeente", "code", "eenheid", "maand"))
            if aantal:
                sommen[gemeente, code, eenheid, maand, kant == "Credit"] = (aantal, volume, bedrag)
    return sommen


async def test_m82_the_statement_is_what_the_messages_say(gevuld: Declaratie) -> None:
    """To the cent, from nothing but the WMO323s and WMO325s."""
    staat = await gevuld.get(PAD)
    verwacht = nagerekend(await in_staat(gevuld, staat), 2023)
    assert len(verwacht) == 6
    assert uit_staat(staat) == verwacht
    netto = sum(-bedrag if credit else bedrag for (*_, credit), (_, _, bedrag) in verwacht.items())
    assert netto == (8 + 6 + 7 + 5) * UURTARIEF
    totaal = staat["totaal"]
    assert isinstance(totaal, dict)
    assert totaal["bedrag"] == netto
    for naam in ("perProduct", "perDeclaratie"):
        assert sum(int(str(each["bedrag"])) for each in lijst(staat, naam)) == netto
    assert staat["narekenen"] == list(NAREKENEN)


async def test_the_statement_names_its_declarations_by_their_messages(gevuld: Declaratie) -> None:
    paren = await berichten(gevuld)
    declaraties = lijst(await gevuld.get(PAD), "perDeclaratie")
    assert len(declaraties) == 3
    for each in declaraties:
        vraag, antwoord = paren[f"{each['gemeente']} {each['identificatie325']}"]
        assert vraag.header.bericht_identificatie.identificatie == each["identificatie323"]
        assert vraag.declaratie.declaratie_nummer == each["declaratienummer"]
        assert antwoord.declaratie_antwoord is not None
        toegekend = antwoord.declaratie_antwoord.totaal_toegekend_bedrag
        assert toegekend.totaal_bedrag == abs(int(str(each["bedrag"])))


async def test_a_year_is_that_of_the_product_period(gevuld: Declaratie) -> None:
    staat = await gevuld.get(f"/v1/jaarstaten/2022/{AGB}")
    assert uit_staat(staat) == {(ALMERE, "IB2B", UUR, "2022-12", False): (1, 4, 4 * UURTARIEF)}
    assert uit_staat(staat) == nagerekend(await in_staat(gevuld, staat), 2022)
    assert (await gevuld.client.get(f"/v1/jaarstaten/2024/{AGB}", headers=gevuld.aanbieder())).status_code == 404


async def test_each_sees_its_own_share_of_a_statement(gevuld: Declaratie) -> None:
    alles = uit_staat(await gevuld.get(PAD))
    for gemeente in (ALMERE, ALKMAAR):
        van_gemeente = uit_staat(await gevuld.get(PAD, gevuld.backoffice(gemeente)))
        assert van_gemeente == {sleutel: som for sleutel, som in alles.items() if sleutel[0] == gemeente}
    assert uit_staat(await gevuld.get(PAD, gevuld.backoffice("*"))) == alles
    for wie in (gevuld.aanbieder(ANDERE_AGB), gevuld.backoffice("0141")):
        assert (await gevuld.client.get(PAD, headers=wie)).status_code == 404


async def vorm(van: Declaratie, naam: str) -> bytes:
    answer = await van.client.get(f"{PAD}?vorm={naam}", headers=van.aanbieder())
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="jaarstaat-2023-{AGB}.{naam}"'
    return answer.content


async def test_every_form_holds_the_same(gevuld: Declaratie) -> None:
    per_csv = tabellen(await vorm(gevuld, "csv"))
    assert list(per_csv) == ["Jaarstaat", "Per budgethouder", "Per product", "Per product en maand", "Declaraties"]
    assert lees_xlsx(await vorm(gevuld, "xlsx")) == per_csv
    gelezen = voorgelezen(await vorm(gevuld, "pdf")).split()
    for titel, rijen in per_csv.items():
        for woord in " ".join([titel, *(cel for rij in rijen for cel in map(als_op_papier, rij))]).split():
            assert woord in gelezen
    bedragen = [cel for rijen in per_csv.values() for rij in rijen for cel in rij if re.fullmatch(r"-?\d+,\d\d", cel)]
    assert [each for each in gelezen if re.fullmatch(r"-?[\d.]+,\d\d", each)] == list(map(als_op_papier, bedragen))


def als_op_papier(cel: str) -> str:
    """What a cell of the CSV is in a Dutch letter."""
    if re.fullmatch(r"-?\d+,\d\d", cel):
        return re.sub(r"(?<=\d)(?=(\d{3})+,)", ".", cel)
    if re.fullmatch(r"\d{4}-\d\d", cel):
        return op_papier(Maand(date.fromisoformat(f"{cel}-01")))
    return op_papier(date.fromisoformat(cel)) if re.fullmatch(r"\d{4}-\d\d-\d\d", cel) else cel


async def test_the_csv_holds_what_the_json_holds(gevuld: Declaratie) -> None:
    staat, per_csv = await gevuld.get(PAD), tabellen(await vorm(gevuld, "csv"))
    per_maand = [
        [
            *(deel for naam in ("budgethouder", "gemeente") for deel in (str(each[naam]), NAMEN[str(each[naam])])),
            str(each["categorie"]),
            str(each["code"]),
            productnaam(2023, (str(each["gemeente"]), str(each["budgethouder"])), str(each["code"])),
            {"01": "minuut", "04": "uur"}[str(each["eenheid"])],
            str(each["maand"]),
            *(str(each[naam]) for naam in ("prestatiesDebet", "volumeDebet")),
            str(Euro(int(str(each["bedragDebet"])))),
            *(str(each[naam]) for naam in ("prestatiesCredit", "volumeCredit")),
            str(Euro(int(str(each["bedragCredit"])))),
            str(each["volume"]),
            str(Euro(int(str(each["bedrag"])))),
        ]
        for each in lijst(staat, "perMaand")
    ]
    assert per_csv["Per product en maand"][1:] == per_maand
    assert [rij[6:8] for rij in per_csv["Declaraties"][1:]] == [
        [each["identificatie323"], each["identificatie325"]] for each in lijst(staat, "perDeclaratie")
    ]
    totaal = staat["totaal"]
    assert isinstance(totaal, dict)
    assert ["Toegekend netto", str(Euro(totaal["bedrag"]))] in per_csv["Jaarstaat"]
    assert ["Gemaakt op", NU.date().isoformat()] in per_csv["Jaarstaat"]


async def test_the_same_state_gives_the_same_bytes(gevuld: Declaratie) -> None:
    for naam in ("csv", "xlsx", "pdf"):
        assert await vorm(gevuld, naam) == await vorm(gevuld, naam), naam


async def test_no_bsn_in_a_statement(gevuld: Declaratie) -> None:
    gelezen = voorgelezen(await vorm(gevuld, "pdf"))
    overal = [(await vorm(gevuld, "csv")).decode(), str(lees_xlsx(await vorm(gevuld, "xlsx"))), gelezen]
    for bsn in (BSN, ANDERE_BSN):
        assert not [each for each in overal if bsn in each]


def test_a_statement_adds_up_debit_and_credit_apart_in_fixed_orders() -> None:
    twee, een = (DeclaratieKop(each, ALMERE, f"D-{each}", date(2023, 4, 1), each, each, NU) for each in ("b", "a"))
    mei, april = date(2023, 5, 1), date(2023, 4, 1)
    staat = jaarstaat(
        2023,
        AGB,
        NU,
        [
            Groep(twee, ALKMAAR, "02", "IB2S", UUR, mei, is_credit=False, prestaties=1, volume=2, bedrag=3),
            Groep(twee, ALMERE, "02", "IB2B", UUR, mei, is_credit=False, prestaties=10, volume=20, bedrag=30),
            Groep(een, ALMERE, "02", "IB2B", UUR, mei, is_credit=True, prestaties=100, volume=200, bedrag=300),
            Groep(een, ALMERE, "02", "IB2B", UUR, april, is_credit=True, prestaties=1000, volume=2000, bedrag=3000),
        ],
    )
    hulp, anders = Product(ALMERE, ALMERE, "02", "IB2B", UUR), Product(ALKMAAR, ALMERE, "02", "IB2S", UUR)
    assert staat.per_maand == [
        (hulp, april, Som(0, 0, 0, 1000, 2000, 3000)),
        (hulp, mei, Som(10, 20, 30, 100, 200, 300)),
        (anders, mei, Som(1, 2, 3, 0, 0, 0)),
    ]
    van_almere, van_alkmaar = Som(10, 20, 30, 1100, 2200, 3300), Som(1, 2, 3, 0, 0, 0)
    assert staat.per_product == [(hulp, van_almere), (anders, van_alkmaar)]
    assert staat.per_budgethouder == [(ALMERE, van_almere), (ALKMAAR, van_alkmaar)]
    assert staat.declaraties == [
        (een, ALMERE, Som(0, 0, 0, 1100, 2200, 3300)),
        (twee, ALMERE, Som(10, 20, 30, 0, 0, 0)),
        (twee, ALKMAAR, Som(1, 2, 3, 0, 0, 0)),
    ]
    assert staat.totaal == Som(11, 22, 33, 1100, 2200, 3300)
    assert (staat.totaal.volume, staat.totaal.bedrag) == (22 - 2200, 33 - 3300)


def test_a_statement_of_nothing_is_zero() -> None:
    staat = jaarstaat(2023, AGB, NU, [])
    assert (staat.totaal.bedrag, list(staat.per_maand), list(staat.declaraties)) == (0, [], [])
