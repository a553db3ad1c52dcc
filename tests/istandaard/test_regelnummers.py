"""Findings at level 2 get the line they stand at."""

import pytest
from lxml import etree

import iwmo
from iwmo import voorbeeld

DOCUMENT = iwmo.schrijf(voorbeeld("WMO301")).replace(b"><", b">\n<")


def regel_van(xpath: str) -> int | None:
    boom = etree.fromstring(DOCUMENT)
    ruimten = {
        "m": "http://www.istandaarden.nl/iwmo/3_2/wmo301/schema",
        "i": "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema",
    }
    gevonden = boom.xpath(xpath, namespaces=ruimten)
    assert isinstance(gevonden, list)
    (element,) = gevonden
    assert isinstance(element, etree._Element)
    return element.sourceline


@pytest.mark.parametrize(
    ("pad", "xpath"),
    [
        ("/Bericht", "/m:Bericht"),
        ("/Bericht/Client/Bsn", "//m:Client/m:Bsn"),
        ("/Bericht/Client/Contactgegevens/Contact[2]", "//m:Contactgegevens/m:Contact[2]"),
        ("/Bericht/Client/Contactgegevens/Contact[2]/Adres/LandCode", "//m:Contactgegevens/m:Contact[2]//i:LandCode"),
        ("/Bericht/Client/Relaties/Relatie[1]/Contact/Adres/Huis", "//m:Relatie//i:Huis"),
        # A missing element stands where the class around it begins.
        ("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Budget", "//m:ToegewezenProduct[1]"),
        ("/Bericht/Client/Contactgegevens/Contact[3]", "//m:Contactgegevens"),
    ],
)
def test_the_line_of_a_path(pad: str, xpath: str) -> None:
    (bevinding,) = iwmo.met_regelnummers(DOCUMENT, [iwmo.bevinding("CS002", pad)])
    assert bevinding.regelnummer == regel_van(xpath)


def test_nothing_found_is_nothing_looked_up() -> None:
    assert iwmo.met_regelnummers(DOCUMENT, []) == []
