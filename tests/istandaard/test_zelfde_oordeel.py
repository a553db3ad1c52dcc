"""The library accepts exactly what the official XSD of a message accepts, shown on thousands of documents."""

from copy import deepcopy
from random import Random

import pytest
from lxml import etree
from tests.istandaard import maker
from tests.istandaard.standaard import SOORTEN, STANDAARDEN, met_standaard, xsd_aanvaardt
from tests.toeval import zo_vaak

import istandaard
from istandaard.json_spiegel import naar_json, uit_json
from istandaard.schrijven import schrijf
from wetten import standaard_van

pytestmark = [met_standaard, pytest.mark.lang]

GELDIGE_DOCUMENTEN = zo_vaak(75)


def wij_aanvaarden(soort: str, document: bytes) -> bool:
    try:
        return istandaard.lees(STANDAARDEN, document).soort() == soort
    except istandaard.Formaatfout:
        return False


def documenten(soort: str) -> list[etree._Element]:
    rng = Random(f"{soort} geldig")
    return [maker.Maker(soort, rng, vol).maak() for vol in (0.0, 1.0, *([0.5] * (GELDIGE_DOCUMENTEN - 2)))]


@pytest.mark.parametrize("soort", SOORTEN)
def test_valid_documents_are_accepted_and_survive(soort: str) -> None:
    rng = Random(soort)
    for wortel in documenten(soort):
        document = maker.opgeschreven(wortel, rng)
        assert xsd_aanvaardt(soort, document), document
        bericht = istandaard.lees(STANDAARDEN, document)
        assert bericht.soort() == soort
        geschreven = schrijf(standaard_van(soort), bericht)
        assert xsd_aanvaardt(soort, geschreven), geschreven
        assert istandaard.lees([standaard_van(soort)], geschreven) == bericht
        assert uit_json(STANDAARDEN, naar_json(bericht)) == bericht


@pytest.mark.parametrize("soort", SOORTEN)
def test_broken_documents_get_the_verdict_of_the_xsd(soort: str) -> None:
    rng = Random(f"{soort} breuk")
    geweigerd = 0
    for wortel in documenten(soort):
        for breuk in maker.BREUKEN:
            kapot = deepcopy(wortel)
            breuk(kapot, rng)
            document = maker.opgeschreven(kapot, rng)
            verwacht = xsd_aanvaardt(soort, document)
            assert wij_aanvaarden(soort, document) is verwacht, (breuk.__name__, document.decode("latin-1"))
            geweigerd += not verwacht
    assert geweigerd > GELDIGE_DOCUMENTEN * len(maker.BREUKEN) // 3
