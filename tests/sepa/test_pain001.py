"""An order for the bank: valid by the schema of ISO 20022, exact in its sums, in characters of every bank."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from clientroute.bench.standaard import NAAST
from sepa import MEEST, Opdracht, Overboeking, Rekening, SepaFout, bic_van, iban_van, kenmerk_van, schrijf_pain001
from sepa.tekens import tekst_van

SCHEMA = etree.XMLSchema(etree.parse(NAAST / "koppelvlakken" / "sepa" / "pain.001.001.09.xsd"))
NS = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"
TOEGESTAAN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
GEMEENTE = Rekening("Gemeente Alkmaar", "NL02ABNA0123456789", "ABNANL2A")
AANBIEDER = Rekening("Café & Zorg B.V.", "NL91ABNA0417164300")


def opdracht(*overboekingen: Overboeking) -> Opdracht:
    return Opdracht(
        kenmerk="0196f0c2e7c87000a0000000000000aa",
        gemaakt_op=datetime(2026, 11, 27, 12, 30),  # noqa: DTZ001  a bank takes local time
        dag=date(2026, 12, 1),
        van=GEMEENTE,
        aantal=len(overboekingen),
        bedrag=sum(each.bedrag for each in overboekingen),
    )


def overboeking(bedrag: int = 123450, kenmerk: str = "B2026-1", naam: str = AANBIEDER.naam) -> Overboeking:
    return Overboeking(kenmerk, bedrag, replace(AANBIEDER, naam=naam), "Betaling van 3 declaraties")


def geschreven(vraag: Opdracht, *overboekingen: Overboeking) -> etree._Element:
    bestand = io.BytesIO()
    schrijf_pain001(vraag, overboekingen, bestand)
    document = etree.fromstring(bestand.getvalue())
    SCHEMA.assertValid(document)
    return document


def test_what_is_written_is_valid_and_says_what_was_asked() -> None:
    twee = (overboeking(), overboeking(1, "B2026-2"))
    document = geschreven(opdracht(*twee), *twee)
    assert [each.text for each in document.iter(f"{NS}NbOfTxs")] == ["2", "2"]
    assert [each.text for each in document.iter(f"{NS}CtrlSum")] == ["1234.51", "1234.51"]
    assert [(each.text, each.get("Ccy")) for each in document.iter(f"{NS}InstdAmt")] == [
        ("1234.50", "EUR"),
        ("0.01", "EUR"),
    ]
    assert [each.text for each in document.iter(f"{NS}EndToEndId")] == ["B2026-1", "B2026-2"]
    assert [each.text for each in document.iter(f"{NS}BICFI")] == ["ABNANL2A"]
    assert [each.text for each in document.iter(f"{NS}Cd")] == ["SEPA"]
    assert document.findtext(f".//{NS}ReqdExctnDt/{NS}Dt") == "2026-12-01"
    assert [each.text for each in document.iter(f"{NS}Nm")][2] == "Cafe + Zorg B.V."
    assert not list(document.iter(f"{NS}PstlAdr")), "an address is left out, or structured"


@given(st.text(min_size=1).filter(lambda naam: naam.strip()), st.integers(1, MEEST))
def test_whatever_a_name_holds_a_bank_takes_it(naam: str, bedrag: int) -> None:
    een = overboeking(bedrag, naam=f"A {naam}")
    document = geschreven(opdracht(een), een)
    naam_in_bestand = [each.text or "" for each in document.iter(f"{NS}Nm")][2]
    assert set(naam_in_bestand) <= TOEGESTAAN
    assert 0 < len(naam_in_bestand) <= 70
    euro, cent = (document.findtext(f".//{NS}InstdAmt") or "").split(".")
    assert int(euro) * 100 + int(cent) == bedrag


@pytest.mark.parametrize("bedrag", [0, -1, MEEST + 1])
def test_an_amount_that_no_bank_transfers_is_refused(bedrag: int) -> None:
    een = overboeking(bedrag)
    with pytest.raises(SepaFout, match="1 cent"):
        schrijf_pain001(opdracht(een), [een], io.BytesIO())


def test_transfers_that_do_not_add_up_are_refused() -> None:
    een = overboeking()
    for anders in (replace(opdracht(een), aantal=2), replace(opdracht(een), bedrag=1)):
        with pytest.raises(SepaFout, match="tellen niet op"):
            schrijf_pain001(anders, [een], io.BytesIO())


def test_without_the_bank_of_who_pays_nothing_is_written() -> None:
    een = overboeking()
    with pytest.raises(SepaFout, match="BIC"):
        schrijf_pain001(replace(opdracht(een), van=replace(GEMEENTE, bic=None)), [een], io.BytesIO())


@pytest.mark.parametrize("kenmerk", ["", "/a", "a/", "a//b", "x" * 36, "é", " a"])
def test_a_reference_that_a_bank_would_change_is_refused(kenmerk: str) -> None:
    with pytest.raises(SepaFout):
        kenmerk_van(kenmerk)


def test_account_numbers_are_checked_and_written_without_spaces() -> None:
    assert iban_van("nl91 abna 0417 1643 00") == "NL91ABNA0417164300"
    assert bic_van("abnanl2a") == "ABNANL2A"
    for fout in ("NL00ABNA0417164300", "NL91ABNA041716430", "12345", "", "NL91ABNA0417164300 of 2"):
        with pytest.raises(SepaFout):
            iban_van(fout)
    with pytest.raises(SepaFout, match="buiten SEPA"):
        iban_van("BR1500000000000010932840814P2")
    for fout in ("ABN", "", "ABNANL2A1"):
        with pytest.raises(SepaFout):
            bic_van(fout)


def test_letters_of_other_languages_are_written_as_banks_do() -> None:
    assert tekst_van("Løvendaal & Strauß, Æbelø", 70) == "Lovendaal + Strauss, AEbelo"
