"""Whom toegang takes in fits in a WMO301: the shortest, the longest and the strangest person."""

import pytest
from tests.iwmo.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import CLIENT, Toewijzing
from tests.toewijzing.verhaal import BSN, CATEGORIE, Json, product

import iwmo
from toegang.bodies.route import Persoon

ADRES: Json = {"straatnaam": "x", "huisnummer": 0, "postcode": "1000AA", "plaatsnaam": "x"}
PERSONEN: dict[str, Json] = {
    "only what must be": {
        "bsn": BSN,
        "geboortedatum": "1904-06-03",
        "geslacht": "1",
        "naam": {"geslachtsnaam": "x"},
        "adres": ADRES,
    },
    "all as long as it may be": {
        "bsn": BSN,
        "geboortedatum": "2024-05-06",
        "geslacht": "0",
        "naam": {
            "geslachtsnaam": "É" * 200,
            "voorvoegsel": "van 't " + "x" * 3,
            "voornamen": "😀" * 200,
            "voorletters": "ÀÉabcd",
        },
        "adres": {
            "straatnaam": "&<>\"'" + "x" * 19,
            "huisnummer": 99999,
            "huisletter": "Z",
            "huisnummerToevoeging": "\t] x",
            "postcode": "9999ZZ",
            "plaatsnaam": " " + "ij " * 26 + "x",
        },
    },
}


@met_standaard
@pytest.mark.usefixtures("no_pauses")
async def test_everybody_fits(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    for code, persoon in zip(CATEGORIE, PERSONEN.values(), strict=False):
        # As toegang sends it, fields without a value included.
        toewijzing.toegang.personen[CLIENT] = Persoon.model_validate(persoon).model_dump(mode="json", by_alias=True)
        await toewijzing.hoor(toewijzing.beschikt(product(code)))
    assert [each["reason"] for each in (await toewijzing.rows())["dead_letters"]] == []
    sent = [xml for _, xml in await toewijzing.post("WMO301")]
    assert [(xsd_aanvaardt("WMO301", xml), iwmo.controleer(iwmo.lees(xml))) for xml in sent] == [(True, [])] * 2
