"""The statement of a year as an accountant files it (M82): names, units in words, sender, and who signs."""

from sqlalchemy import select
from tests.declaratie.boekjaar import PDF, Boekjaar, boekjaar, product
from tests.declaratie.werkboek import lees_xlsx, tabellen
from tests.toegankelijk import voorgelezen

from declaratie.tables import Controleverklaring, Jaarstaatbestand
from declaratie.uitvoer.namen import eenheid, gemeente, productnaam

__all__ = ["boekjaar"]

DELEN = [
    "Productieverantwoording",
    "Controleverklaring",
    "Verschillen per product",
    "Per product en maand",
    "Declaraties",
    "Ondertekening",
]
NAAM = "Individuele begeleiding basis (traject 2)"


async def test_m82_the_statement_reads_as_an_accountant_files_it(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op(product(1200, toelichting="Een uur is zestig minuten."))
    await boekjaar.stuur_verklaring("met-beperking")
    op_papier = voorgelezen(await boekjaar.staat("pdf"))
    for tekst in (
        "Productieverantwoording 2022 van Zorg aan Zee aan gemeente Almere",
        "Naam afzender Zorg aan Zee AGB-code afzender 99990001 Adres afzender Zeeweg 1",
        "Postcode en plaats afzender 1358AB Almere Aan gemeente Almere "
        "Adres van de gemeente Stadhuisplein 1, 1315 HR Almere CBS-code 0034",
        "Toegekend door de gemeente 615,00 Opgegeven door de aanbieder 73.800,00 Verschil 73.185,00",
        "Oordeel met beperking Accountant Accountants aan Zee Afgegeven op 20 maart 2023",
        f"02 IB2B {NAAM} uur 10 615,00 1.200 73.800,00 1.190 73.185,00 Een uur is zestig minuten. –",
        "december 2022",
        "Zorg aan Zee (AGB-code 99990001) gemeente Almere",
        "Namens Naam Functie Plaats en datum Handtekening",
    ):
        assert tekst in op_papier, tekst


async def test_every_form_has_the_same_parts(boekjaar: Boekjaar) -> None:
    await boekjaar.sluit()
    per_csv = tabellen(await boekjaar.staat("csv"))
    assert list(per_csv) == DELEN == list(lees_xlsx(await boekjaar.staat("xlsx")))
    assert ["Stand", "gesloten"] in per_csv["Productieverantwoording"]
    assert ["Gesloten op", "2023-06-12"] in per_csv["Productieverantwoording"]
    assert "Maak dan een nieuwe staat." not in str(per_csv)
    assert per_csv["Verschillen per product"][1][:6] == ["02", "IB2B", NAAM, "uur", "10", "615,00"]


async def test_a_draft_says_so_and_names_nobody_of_the_municipality(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    concept = (await boekjaar.staat("csv")).decode()
    assert "concept: dit jaar is niet gesloten" in concept
    assert "er is geen controleverklaring" in concept
    await boekjaar.stap("voorstellen", {"toelichting": "De omzet is te laag voor een controleverklaring."})
    await boekjaar.stap("sluiten", door="bart")
    gesloten = (await boekjaar.staat("csv")).decode()
    assert "De omzet is te laag voor een controleverklaring." in gesloten
    assert not [each for each in ("anna", "bart", "concept") if each in gesloten]


async def test_the_statement_of_a_provider_says_who_it_is_once_it_said_so(boekjaar: Boekjaar) -> None:
    pad = "/v1/jaarstaten/2022/99990001?vorm=csv"
    voor = tabellen((await boekjaar.als_aanbieder("GET", pad)).content)["Jaarstaat"]
    assert ["Naam aanbieder", "niet opgegeven"] in voor
    await boekjaar.geef_op()
    na = tabellen((await boekjaar.als_aanbieder("GET", pad)).content)["Jaarstaat"]
    assert ["Naam aanbieder", "Zorg aan Zee"] in na
    assert ["Postcode en plaats aanbieder", "1358AB Almere"] in na


async def test_what_a_provider_writes_never_becomes_a_formula(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op(product(12, toelichting='=HYPERLINK("http://x")'), naam="=1+1")
    per_csv = tabellen(await boekjaar.staat("csv"))
    assert ["Naam afzender", "'=1+1"] in per_csv["Productieverantwoording"]
    assert per_csv["Verschillen per product"][1][10].startswith("'=")
    assert "=1+1" in voorgelezen(await boekjaar.staat("pdf"))


async def test_the_file_of_the_accountant_is_sealed(boekjaar: Boekjaar) -> None:
    await boekjaar.sluit()
    async with boekjaar.declaratie.room.work() as work:
        for kolom in (Controleverklaring.inhoud, Jaarstaatbestand.inhoud):
            rijen = (await work.session.execute(select(kolom))).scalars().all()
            assert rijen
            assert not [each for each in rijen if each is None or PDF[:5] in each or b"Zorg aan Zee" in each]


def test_codes_have_names() -> None:
    assert gemeente("0034") == ("0034", "Almere")
    assert gemeente("9999") == ("9999", "9999")
    assert (eenheid("01"), eenheid("16"), eenheid("ZZ")) == ("minuut", "dagdeel (4 uur)", "ZZ")
    assert productnaam(2023, ("0034",), "IB2B") == NAAM
    assert productnaam(2023, ("9999", "0034"), "IB2B") == NAAM
    assert productnaam(2023, ("0034",), "XXXXX") == "niet in het inkoopmodel"
