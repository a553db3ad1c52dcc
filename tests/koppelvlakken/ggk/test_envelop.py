"""Di01, Du01 and Fo01: read and written as the published schemas say, and refused as they refuse."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.koppelvlakken.bron import VOORBEELDEN, is_geldig

from koppelvlakken.ggk.envelop import (
    GGK,
    STUF,
    Envelop,
    Envelopfout,
    Fout,
    Foutbericht,
    Ontvangstbevestiging,
    Plek,
    Soort,
    Systeem,
    Versie,
    Weigering,
)
from koppelvlakken.ggk.lezen import lees
from koppelvlakken.ggk.schrijven import schrijf

NUMMER, ANDER = "3f0c2a51-7b1e-4c44-9a0d-5d8f6d1c0a11", "c2b7a9d4-0e6f-4f1b-b3c8-7a5e2d4f6033"
HEEN = Envelop(
    Soort.DI01, Systeem("0034", "clientroute"), Systeem("99990001", "GGk"), NUMMER, "20260105093015123", "WMO301",
    Versie("0001", "0000"), Versie("0003", "0002"), b"<a/>",
)  # fmt: skip
TERUG = replace(HEEN, soort=Soort.DU01, cross_referentienummer=ANDER, functie="WMO306")
FOUT = Foutbericht(
    Systeem("0034", "clientroute"), Systeem("99990001", "GGk"), NUMMER, "20260105093015123", ANDER,
    Fout("StUF055", Plek.CLIENT, "Klopt niet", "WMO305-00030002"),
)  # fmt: skip
BEVESTIGING = Ontvangstbevestiging(FOUT.zender, FOUT.ontvanger, NUMMER, "20260105", ANDER)


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: pad.stem)
def test_every_published_example_reads_and_writes_back(pad: Path) -> None:
    gelezen = lees(pad.read_bytes())
    geschreven = schrijf(gelezen)
    assert is_geldig(geschreven)
    assert lees(geschreven) == gelezen
    assert schrijf(lees(geschreven)) == geschreven, "the same value gives the same bytes"


def test_there_are_examples_of_each_kind() -> None:
    soorten = {type(lees(pad.read_bytes())) for pad in VOORBEELDEN}
    assert len(VOORBEELDEN) >= 9
    assert soorten == {Envelop, Foutbericht}


@pytest.mark.parametrize(
    "waarde",
    [
        HEEN,
        TERUG,
        FOUT,
        replace(HEEN, bestandsnaam="Aanlevering.csv"),
        replace(HEEN, inhoud=b""),
        replace(HEEN, zender=Systeem("0034", "clientroute", "Regio", "iemand")),
        replace(FOUT, fout=replace(FOUT.fout, details=None, details_xml=b"<a><b></b></a>")),
        Weigering(FOUT.zender, FOUT.ontvanger, NUMMER, "20260105", ANDER, FOUT.fout),
        BEVESTIGING,
    ],
    ids=["Di01", "Du01", "Fo01", "tekst", "leeg", "administratie", "origineel", "Fo03", "Bv03"],
)
def test_what_is_written_is_valid_and_reads_as_the_same_value(waarde: Envelop | Foutbericht) -> None:
    geschreven = schrijf(waarde)
    assert is_geldig(geschreven)
    assert lees(geschreven) == waarde


@given(
    st.binary(max_size=300), st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=3, max_size=50)
)
def test_any_content_and_any_application_travel_unchanged(inhoud: bytes, applicatie: str) -> None:
    waarde = replace(HEEN, inhoud=inhoud, zender=Systeem("0034", applicatie))
    assert lees(schrijf(waarde)) == waarde


def veranderingen(document: bytes) -> list[bytes]:
    """A document with each of its elements missing, twice, with another value, an attribute, a child or text in it."""
    gevonden = []
    for plek in range(1, len(list(etree.fromstring(document).iter()))):
        for doe in (
            _weg,
            _dubbel,
            _naar_voren,
            _attribuut,
            _kind,
            _tekst(""),
            _tekst("x"),
            _tekst("0" * 201),
            _tekst(" 1 "),
        ):
            wortel = etree.fromstring(document)
            doe(list(wortel.iter())[plek])
            gevonden.append(etree.tostring(wortel))
    return gevonden


def _weg(each: etree._Element) -> None:
    boven = each.getparent()
    assert boven is not None
    boven.remove(each)


def _dubbel(each: etree._Element) -> None:
    each.addnext(etree.fromstring(etree.tostring(each, with_tail=False)))


def _naar_voren(each: etree._Element) -> None:
    boven = each.getparent()
    assert boven is not None
    boven.insert(0, each)


def _attribuut(each: etree._Element) -> None:
    each.set("versie", "1")


def _kind(each: etree._Element) -> None:
    etree.SubElement(each, f"{{{STUF}}}vreemd")


def _tekst(tekst: str) -> Callable[[etree._Element], None]:
    def zet(each: etree._Element) -> None:
        each.text = tekst + (each.text or "") if len(each) else tekst

    return zet


@pytest.mark.parametrize(
    "waarde",
    [replace(HEEN, bestandsnaam="A.csv"), TERUG, FOUT, BEVESTIGING],
    ids=["Di01", "Du01", "Fo01", "Bv03"],
)
def test_we_refuse_what_the_schema_refuses_and_nothing_else(waarde: Envelop | Foutbericht) -> None:
    anders = []
    for document in veranderingen(schrijf(waarde)):
        try:
            lees(document)
            wij = True
        except Envelopfout:
            wij = False
        if wij != is_geldig(document):
            anders.append((wij, document))
    assert anders == []


@pytest.mark.parametrize(
    ("document", "plek"),
    [
        (b"", "/"),
        (b"geen xml", "/"),
        (b"<a/>", "/"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "/"),
        (f'<GGK:Envelop xmlns:GGK="{GGK}"/>'.encode(), "/"),
        (b"<a " + b" ".join(b'b%d="1"' % each for each in range(9000)) + b"/>", "/"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "/"),
    ],
    ids=["niets", "tekst", "andere xml", "dtd", "andere wortel", "attributen", "utf-16"],
)
def test_what_is_no_envelope_is_refused(document: bytes, plek: str) -> None:
    with pytest.raises(Envelopfout) as fout:
        lees(document)
    assert fout.value.plek == plek


def test_a_refusal_tells_where_and_nothing_of_what_stood_there() -> None:
    document = schrijf(replace(HEEN, tijdstip="999900006 geheim"))
    with pytest.raises(Envelopfout, match="tijdstipBericht") as fout:
        lees(document)
    assert "geheim" not in str(fout.value)
