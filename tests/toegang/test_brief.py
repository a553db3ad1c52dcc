"""The letter: plain Dutch, hours that can be traced to the policy (M1), and what one can do against it."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.toegang.brieven import ALKMAAR, ALMERE, brief, toegekend
from tests.toegang.conftest import (
    ALMELO,
    ANDER_BSN,
    NU,
    Json,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    melding,
    met,
    product,
)
from tests.toegankelijk import bevindingen, elementen, soort

from istandaard.codes import DatumGebruik
from toegang.brief import als_html, als_pdf
from toegang.domain.beschikking import Vorm
from toegang.domain.brief import (
    geboren_in_woorden,
)
from toegang.domain.persoon import Geboren
from toegang.domain.woorden import euro_in_woorden, tijd_in_woorden


@pytest.mark.parametrize(
    ("code", "volume", "minuten", "woorden"),
    [
        ("HO", 1, 150, "gemiddeld 2 uur en 30 minuten per week"),
        ("IB2B", 104, 120, "2 uur per week. Dat is 104 uur in de hele periode"),
        ("IB2B", 26, 30, "30 minuten per week. Dat is 26 uur in de hele periode"),
    ],
)
def test_the_letter_always_states_time_per_week(code: str, volume: int, minuten: int, woorden: str) -> None:
    """M1."""
    (onderdeel,) = brief(toegekend(code, volume, minuten)).onderdelen
    assert dict(onderdeel.feiten)["Hoeveel"] == woorden


@pytest.mark.parametrize(
    ("minuten", "woorden"),
    [
        (240, "1 dagdeel per week (4 uur)"),
        (264, "1,1 dagdelen per week (4 uur en 24 minuten)"),
        (250, "ongeveer 1 dagdeel per week (4 uur en 10 minuten)"),
        (590, "ongeveer 2,5 dagdelen per week (9 uur en 50 minuten)"),
    ],
)
def test_m1_what_is_counted_in_dagdelen_is_always_stated_so(minuten: int, woorden: str) -> None:
    (onderdeel,) = brief(toegekend("DB2B", 156, minuten)).onderdelen
    assert dict(onderdeel.feiten)["Hoeveel"] == f"{woorden}. Dat is 156 dagdelen in de hele periode"


def test_m78_what_is_in_the_tariff_is_not_taken_off_the_time() -> None:
    """Of help in hours by a provider; day care, a package and a pgb have no such time."""
    in_tarief = ("reistijd", "administratie en overleg")
    begeleiding, dag, pakket, pgb = brief(
        toegekend("IB2B", 104, 120, in_tarief=in_tarief),
        toegekend("DB2B", 156, 720, in_tarief=in_tarief),
        toegekend("HO", 1, 150, in_tarief=in_tarief),
        toegekend("IB2B", 104, 120, in_tarief=in_tarief, vorm=Vorm.PGB),
    ).onderdelen
    zin = "Deze tijd is voor u. Er gaat geen tijd af voor reistijd en administratie en overleg."
    assert dict(begeleiding.feiten)["Waarvoor"] == zin
    assert [dict(each.feiten).get("Waarvoor") for each in (dag, pakket, pgb)] == [None] * 3


def test_dagdelen_and_etmalen_are_stated_as_such() -> None:
    """M1."""
    per_eenheid = {each.eenheid: each.code for each in ALKMAAR.producten}
    dagdelen, etmalen = brief(toegekend(per_eenheid["16"], 156, 720), toegekend(per_eenheid["14"], 7, None)).onderdelen
    assert dict(dagdelen.feiten)["Hoeveel"] == "3 dagdelen per week (12 uur). Dat is 156 dagdelen in de hele periode"
    assert dict(etmalen.feiten)["Hoeveel"] == "7 etmalen per week"


def test_euros_are_stated_as_an_amount() -> None:
    """The volume of a product in euros is in eurocents (IV042)."""
    ho = ALMERE.product("HO").model_copy(update={"eenheid": "83"})
    (onderdeel,) = brief(replace(toegekend("HO", 20_000, None), product=ho)).onderdelen
    assert dict(onderdeel.feiten)["Hoeveel"] == "€\u00a0200,00 per maand"


def test_hours_can_be_traced_to_the_policy() -> None:
    """M1, M9, M10: the norm band, the scenario, the reason to deviate and the rules stand with the product."""
    reden = "U heeft een grote hond. Daarom krijgt u meer tijd."
    scenario = "Scenario 3: lichte ondersteuning"
    (onderdeel,) = brief(toegekend("HO", 1, 240, toelichting=reden, scenario=scenario)).onderdelen
    feiten = dict(onderdeel.feiten)
    assert feiten["Gebruikelijk"] == "1 uur tot 3 uur en 30 minuten per week"
    assert feiten["Soort hulp"] == scenario
    assert (onderdeel.toelichting, onderdeel.regels) == (
        reden,
        ("2 uur en 30 minuten per week; gebruikelijk is 1 uur tot 3 uur en 30 minuten.",),
    )


def test_a_pgb_says_how_much_money() -> None:
    """M16."""
    (onderdeel,) = brief(toegekend("IB2B", 104, 120, vorm=Vorm.PGB, budget=540_883)).onderdelen
    assert dict(onderdeel.feiten)["Hoe"].endswith("(pgb). Uw budget is €\u00a05.408,83 in totaal.")


def test_words_for_time_and_money() -> None:
    assert [tijd_in_woorden(each) for each in (1, 60, 61, 150)] == [
        "1 minuut",
        "1 uur",
        "1 uur en 1 minuut",
        "2 uur en 30 minuten",
    ]
    assert [euro_in_woorden(each) for each in (5, 100_000, 123_456_789)] == [
        "€\u00a00,05",
        "€\u00a01.000,00",
        "€\u00a01.234.567,89",
    ]


NAMEN = (
    "Łukasz Żółć-Wiśniewski",
    "Şükrü Yıldırım-Göğüş",
    "Čedomir Đorđević Žižek",
    "Ștefan Țurcanu-Brâncuș",
    "Nguyễn Thị Đặng",
    "Ħelena Ġużè Ŵyn",
    "Jūratė Ķēniņš Öğe",
    "Ægir Þórðarson",
    "Ḥasan aṣ-Ṣāliḥ",
    "Ἀλέξανδρος Жуковская",
)
"""As people who live here write them."""


@pytest.mark.parametrize("naam", NAMEN)
def test_a_pdf_shows_every_name_as_it_is_written(naam: str) -> None:
    """Also in bold, and when the accent comes as a character of its own."""
    for geschreven in (naam, unicodedata.normalize("NFD", naam)):
        tekst = _gelezen(als_pdf(replace(brief(adres=(geschreven, "Lindelaan 1")), titel=geschreven), NU))
        assert tekst.count(naam) == 2
    assert "€ 1,00 – 2,00" in _gelezen(als_pdf(brief(motivering="€ 1,00 – 2,00"), NU))


def test_what_the_font_lacks_is_put_together_or_shows_as_lacking() -> None:
    tekst = _gelezen(als_pdf(brief(adres=("Ḓisa\tחיים 王", "Lindelaan 1")), NU))
    assert "Ḓisa ???? ?" in tekst


KOPPEN = (
    "Wat u krijgt",
    "Huishoudelijke ondersteuning",
    "Waarom wij",
    "Niet eens",
    "Dit volgt uit",
    "Met vriendelijke",
)


@pytest.mark.parametrize("alineas", range(0, 40, 3))
def test_no_heading_stands_alone_at_the_foot_of_a_page(alineas: int) -> None:
    """However far down it comes; the page says at its foot which one it is."""
    lang = "\n".join(["U kunt niet zelf schoonmaken."] * (alineas + 1))
    pdf = als_pdf(brief(toegekend("HO", 1, 150), toegekend("HO", 1, 150), motivering=lang), NU)
    paginas = [page.extract_text().splitlines() for page in PdfReader(BytesIO(pdf)).pages]
    for nummer, regels in enumerate(paginas, start=1):
        assert regels[-1] == f"Zaaknummer K7PM-3RXC, bladzijde {nummer} van {len(paginas)}"
        assert not regels[-2].startswith(KOPPEN)


@pytest.mark.parametrize("teken", ["\u2010", "\u2011", "\u2012", "\u2015", "\u2032", "\u2033", "\u2212", "\u00ad"])
def test_a_sign_that_is_pasted_from_elsewhere_is_no_question_mark(teken: str) -> None:
    tekst = _gelezen(als_pdf(brief(motivering=f"Oud{teken}Zuid"), NU))
    gevonden = re.search("Oud(.*)Zuid", tekst)
    assert gevonden is not None
    assert "?" not in gevonden[1]


def test_facts_stand_beside_their_names_and_an_amount_stays_on_one_line() -> None:
    pgb = toegekend("IB2B", 104, 120, vorm=Vorm.PGB, budget=540_883)
    regels = [" ".join(each.split()) for each in _gelezen(als_pdf(brief(pgb), NU)).splitlines()]
    for begin in (
        "Datum 27 mei 2024",
        "Hoeveel 2 uur per week.",
        "Vanaf 1 juni 2024",
        "– 2 uur en 30 minuten per week",
    ):
        assert [each for each in regels if each.startswith(begin)] != []
    assert [each for each in regels if "€ 5.408,83" in each] != []


def test_a_letter_can_be_listened_to_with_its_headings_in_order() -> None:
    """PDF/UA-1: tagged, in Dutch, with a title; sender and address are no heading."""
    pdf = als_pdf(brief(toegekend("HO", 1, 150), toegekend("IB2B", 104, 120, vorm=Vorm.PGB)), NU)
    assert bevindingen(pdf) == []
    lezer = PdfReader(BytesIO(pdf))
    alle = elementen(lezer, lezer.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    assert [soort(lezer, each) for each in alle if soort(lezer, each).startswith("/H")] == [
        *("/H1", "/H2", "/H3", "/H3", "/H2", "/H2", "/H2", "/H2"),
    ]


def test_the_same_letter_gives_the_same_pdf() -> None:
    assert als_pdf(brief(), NU) == als_pdf(brief(), NU)
    assert als_pdf(brief(), NU).startswith(b"%PDF")


def _gelezen(pdf: bytes) -> str:
    return unicodedata.normalize("NFC", "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def test_html_cannot_be_broken_from_outside() -> None:
    page = als_html(brief(motivering="<script>alert(1)</script>"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


async def _brief(toegang: Toegang, gegeven: Json, vorm: str = "html") -> str:
    headers = toegang.token(scope="personen:lezen")
    answer = await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief?vorm={vorm}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html" if vorm == "html" else "application/pdf")
    return answer.text if vorm == "html" else answer.content.decode("latin-1")


async def test_the_letter_of_a_decision(toegang: Toegang) -> None:
    pgb = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Zij houdt haar administratie bij."}
    thuis = product(minutenPerWeek=240)
    gewogen = afweging(240, redenAfwijking="Mevrouw heeft een groot huis.")
    gegeven = await toegang.beschikt(thuis, product("IB2B", volume=104, vorm="pgb", pgb=pgb), gewogen=gewogen)
    page = await _brief(toegang, gegeven)
    for tekst in (
        "Gemeente Almere",
        "Wilhelmina van der Grootkerk",
        "Populierendreef 12a-bis",
        "1327 AB Almere",
        "Beste mevrouw Van der Grootkerk,",
        "27 mei 2024",
        "U vroeg ons op 6 mei 2024 om hulp.",
        "Uw aanvraag kregen we op 21 mei 2024.",
        "4 uur per week",
        "1 uur tot 3 uur en 30 minuten per week",
        "Mevrouw heeft een groot huis.",
        "4 uur per week; gebruikelijk is 1 uur tot 3 uur en 30 minuten. Er is een reden om daarvan af te wijken.",
        "persoonsgebonden budget",
        "Mevrouw Grootkerk heeft hulp nodig.",
        "uiterlijk op 8 juli 2024",
        "artikel 2.3.5 van de Wmo 2015, en op de Verordening maatschappelijke ondersteuning Almere.",
        "Daarbij rekenen wij met",
        f"Noem het zaaknummer van deze brief: {gegeven['zaaknummer']}.",
        "Bel 14 036 of schrijf naar Stadhuisplein 1, 1315 HR Almere.",
    ):
        assert tekst in page
    assert "regel M" not in page
    assert (await _brief(toegang, gegeven, "pdf")).startswith("%PDF")
    gelezen = [each for each in await toegang.logboek() if each["naam"] == "brief gelezen"]
    assert [each["onderwerp"] for each in gelezen] == [gegeven["id"]] * 2


WIJZEN = {
    "1": "Beste mevrouw Van der Grootkerk,",
    "2": "Beste mevrouw De Vries,",
    "3": "Beste mevrouw De Vries-van der Grootkerk,",
    "4": "Beste mevrouw Van der Grootkerk-de Vries,",
}


@pytest.mark.parametrize(("gebruik", "aanhef"), WIJZEN.items())
async def test_the_letter_says_the_name_as_somebody_wants_it(toegang: Toegang, gebruik: str, aanhef: str) -> None:
    """IV007, COD700: in the salutation and in the address."""
    partner = {"achternaam": "Vries", "voorvoegsel": "de"}
    body = met(met(melding(), "persoon.naam.partnernaam", partner), "persoon.naam.naamGebruik", gebruik)
    page = await _brief(toegang, await toegang.beschikt(body=body))
    naam = aanhef.removeprefix("Beste mevrouw ").removesuffix(",")
    assert aanhef in page
    assert f"Wilhelmina {naam[0].lower()}{naam[1:]}" in page


@pytest.mark.parametrize(
    ("datum", "gebruik", "woorden"),
    [
        (date(1948, 2, 29), None, "29 februari 1948"),
        (date(1948, 2, 1), DatumGebruik.DAG_ONBEKEND, "februari 1948"),
        (date(1948, 1, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND, "1948"),
        (date(1900, 1, 1), DatumGebruik.ONBEKEND, "onbekend"),
    ],
)
def test_a_birth_date_is_written_as_far_as_it_is_known(datum: date, gebruik: DatumGebruik | None, woorden: str) -> None:
    """OP252."""
    assert geboren_in_woorden(Geboren(datum, gebruik)) == woorden


def test_each_month_has_its_name() -> None:
    namen = "januari februari maart april mei juni juli augustus september oktober november december"
    maanden = [date(1948, maand, 1) for maand in range(1, 13)]
    assert [geboren_in_woorden(Geboren(each, None)) for each in maanden] == [f"1 {naam} 1948" for naam in namen.split()]


async def test_the_letter_says_that_a_birth_date_is_unknown(toegang: Toegang) -> None:
    body = met(met(melding(), "persoon.geboortedatum", "1900-01-01"), "persoon.datumGebruik", "3")
    gegeven = await toegang.beschikt(body=body)
    page = await _brief(toegang, gegeven)
    assert "<dt>Geboortedatum</dt><dd>onbekend</dd>" in page
    assert "1900" not in page
    lezer = toegang.token(scope="personen:lezen")
    pdf = await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief?vorm=pdf", headers=lezer)
    assert "Geboortedatum onbekend" in " ".join(_gelezen(pdf.content).split())


ADRES: Json = {"straatnaam": "Lindelaan", "huisnummer": 1, "postcode": "1327AC", "plaatsnaam": "Almere"}


@pytest.mark.parametrize(
    ("persoon", "regels"),
    [
        ({"andereAdressen": [ADRES | {"soort": "02"}]}, "Lindelaan 1<br>1327 AC Almere<br>"),
        ({"adres": ADRES | {"soort": "02"}}, "Lindelaan 1<br>1327 AC Almere<br>"),
        ({"andereAdressen": [ADRES | {"soort": "04"}]}, "Populierendreef 12a-bis<br>1327 AB Almere<br>"),
        ({"andereAdressen": [ADRES | {"soort": "03"}]}, "Populierendreef 12a-bis<br>1327 AB Almere<br>"),
        (
            {"adres": ADRES | {"organisatie": "Huis De Linde", "aanduidingWoonadres": "TO"}},
            "Huis De Linde<br>Lindelaan tegenover 1<br>1327 AC Almere<br>",
        ),
        (
            {
                "adres": {"soort": "02", "straatnaam": "Rue Haute", "plaatsnaam": "Charleroi", "landCode": "BE"},
                "telefoonnummers": [{"telefoonnummer": "0600000123"}],
            },
            "Rue Haute<br>Charleroi<br>BELGIE<br>",
        ),
        (
            {"adres": ADRES | {"postcode": "W1A 1AA", "plaatsnaam": "London", "landCode": "GB"}},
            "Lindelaan 1<br>W1A 1AA London<br>VERENIGD KONINKRIJK<br>",
        ),
    ],
    ids=["correspondence", "briefadres", "a stay", "lives elsewhere", "institution", "abroad", "abroad with postcode"],
)
async def test_the_letter_goes_where_post_goes(toegang: Toegang, persoon: Json, regels: str) -> None:
    body = melding()
    body["persoon"] = {**body["persoon"], **persoon}  # type: ignore[dict-item]
    page = await _brief(toegang, await toegang.beschikt(body=body))
    assert f"Wilhelmina van der Grootkerk<br>{regels}</address>" in page


async def test_the_letter_of_a_rejection_and_of_a_temporary_measure(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    afwijzing = met(met(beschikking(), "producten", []), "uitkomst", "afgewezen")
    page = await _brief(toegang, gelukt(await toegang.post(f"{pad}/beschikkingen", afwijzing)))
    assert "dat u geen ondersteuning krijgt" in page
    assert "Wat u krijgt" not in page
    ander = f"/v1/meldingen/{(await toegang.meld(melding(bsn=ANDER_BSN)))['id']}/tijdelijke-voorziening"
    body = beschikking(product(ingangsdatum="2024-05-07"), besluitdatum="2024-05-06")
    page = await _brief(toegang, gelukt(await toegang.post(ander, body)))
    assert "U heeft meteen hulp nodig." in page
    assert "Uw aanvraag" not in page


async def test_the_letter_about_an_objection(toegang: Toegang) -> None:
    """Only where no new decision says it all; and what can be done then is an appeal (Awb 8:1)."""
    gegeven = await toegang.beschikt()
    pad = f"/v1/beschikkingen/{gegeven['id']}/bezwaren"
    lezer = toegang.token(scope="personen:lezen")
    paginas = {}
    for uitkomst in ("ongegrond", "niet-ontvankelijk", "ingetrokken", "gegrond"):
        gemaakt = gelukt(await toegang.post(pad, {"ingediendOp": "2024-06-03", "gronden": "Ik wil meer hulp."}))
        bezwaar = f"/v1/bezwaren/{gemaakt['id']}"
        assert (await toegang.client.post(f"{bezwaar}/_brief", headers=lezer)).status_code == 409
        besluit = {"besluitdatum": "2024-06-03", "motivering": "Meer hulp is niet nodig.", "uitkomst": uitkomst}
        besluit |= {"nieuweUitkomst": "afgewezen"} if uitkomst == "gegrond" else {}
        gelukt(await toegang.post(f"{bezwaar}/_besluit", besluit, **{"If-Match": "*"}), 200)
        paginas[uitkomst] = await toegang.client.post(f"{bezwaar}/_brief", headers=lezer)
    assert {naam: each.status_code for naam, each in paginas.items()} == {
        "ongegrond": 200,
        "niet-ontvankelijk": 200,
        "ingetrokken": 409,
        "gegrond": 409,
    }
    for tekst in ("Beste mevrouw", "27 mei 2024", "Meer hulp is niet nodig.", "in beroep", "uiterlijk op 15 juli 2024"):
        assert tekst in paginas["ongegrond"].text
    assert "konden uw bezwaar niet behandelen" in paginas["niet-ontvankelijk"].text


async def test_only_who_may_see_persons_gets_the_letter(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    pad = f"/v1/beschikkingen/{gegeven['id']}/_brief"
    assert (await toegang.post(pad)).status_code == 403
    elders = toegang.token(ALMELO, scope="personen:lezen")
    assert (await toegang.client.post(pad, headers=elders)).status_code == 404
    fout = await toegang.client.post(f"{pad}?vorm=docx", headers=toegang.token(scope="personen:lezen"))
    assert fout.status_code == 400
