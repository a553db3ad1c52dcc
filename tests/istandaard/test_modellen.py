# ruff: noqa: E501 — a case is a line
"""The models against the XSD: the same elements, datatypes and codes; nothing the XSD refuses can be built."""

import csv
import json
import pickle
import re
from datetime import UTC, date, datetime, time
from typing import cast

import pytest
from tests.istandaard import maker
from tests.istandaard.standaard import SOORTEN, STANDAARDEN, elke_standaard, met_standaard, xsd_aanvaardt

import iwmo
from clientroute.bench.standaard import MAPPEN
from istandaard import cdt, ldt
from istandaard.berichten import bericht301, bericht305, bericht323
from istandaard.codes import BerichtCode, Codelijst
from istandaard.datum_tijd import BijzondereTijd, VerreDatum
from istandaard.fouten import Waardefout
from istandaard.gemeenten import Gemeente
from istandaard.landen import LandCode
from istandaard.model import Model, Samengesteld
from istandaard.regels import controleer
from istandaard.retourcodes import RetourCode
from istandaard.schrijven import schrijf
from istandaard.standaard import Standaard
from istandaard.voorbeelden import voorbeeld
from iwmo import codes
from wetten import standaard_van

GEDEELD = tuple(lijst for lijst in Codelijst.__subclasses__() if len(lijst))
CODELIJSTEN = {
    (standaard.naam, (lijst.__doc__ or "").split()[2].rstrip(".:")): lijst
    for standaard in STANDAARDEN
    for lijst in (*GEDEELD, standaard.bericht_codes, *standaard.codelijsten)
}
"""Each code list by its standard and its name there."""


@met_standaard
@elke_standaard
def test_the_classes_have_the_elements_of_the_xsd_in_their_order(standaard: Standaard) -> None:
    bekeken: set[tuple[type[Model], str]] = set()

    def vergelijk(klasse: type[Model], soort: str, type_naam: str) -> None:
        volgorde = maker.typen(standaard.naam, soort)[type_naam].find(maker.XS + "sequence")
        assert volgorde is not None
        elementen = volgorde.findall(maker.XS + "element")
        ons = standaard.velden(klasse)
        assert [(v.element, v.verplicht) for v in ons] == [
            (e.get("name"), e.get("minOccurs") != "0") for e in elementen
        ]
        bekeken.add((klasse, type_naam))
        for veld, element in zip(ons, elementen, strict=True):
            waar = "basisschema" if (element.get("type") or "").startswith(f"{standaard.naam}:") else soort
            kind = (element.get("type") or ":").partition(":")[2]
            if veld.item is not None:
                lijst = maker.typen(standaard.naam, waar)[kind].find(f"{maker.XS}sequence")
                assert lijst is not None
                (item,) = lijst
                assert (item.get("name"), item.get("maxOccurs")) == (veld.item, "unbounded")
                kind = (item.get("type") or "").partition(":")[2]
            if veld.deel is None:
                assert veld.datatype is not None
                assert kind in ("", f"LDT_{veld.datatype.naam}") or veld.naam == "bericht_code"
            elif (veld.deel, kind) not in bekeken:
                assert kind == (f"CDT_{veld.deel.__name__}" if issubclass(veld.deel, Samengesteld) else kind)
                vergelijk(veld.deel, waar, kind)

    for soort, klasse in standaard.berichten.items():
        vergelijk(klasse, soort, "Root")
    assert len(bekeken) > 60


@met_standaard
@elke_standaard
def test_no_code_list_is_missing(standaard: Standaard) -> None:
    # Fo01 and Vecozo are of the transport; no message holds them.
    namen = {bestand.stem for bestand in (MAPPEN[standaard.naam] / "codelijsten").glob("*.csv")}
    assert namen - {"Fo01", "Vecozo"} == {
        _bestand(naam, lijst) for naam, lijst in CODELIJSTEN if naam == standaard.naam
    }


def _bestand(naam: str, lijst: str) -> str:
    """How a standard calls a list that it shares: the reasons for a change are another list with the same codes."""
    return "JZ002" if (naam, lijst) == ("ijw", "WMO002") else lijst


@met_standaard
@pytest.mark.parametrize(("naam", "lijst"), sorted(CODELIJSTEN))
def test_the_enums_hold_the_code_lists_codes_and_texts(naam: str, lijst: str) -> None:
    with (MAPPEN[naam] / "codelijsten" / f"{_bestand(naam, lijst)}.csv").open(encoding="utf-8", newline="") as bestand:
        standaard = {rij["code"]: rij["betekenis"] for rij in csv.DictReader(bestand)}
    if lijst == "WJ001":
        # In TR355 and in the XSD, not in the list.
        standaard["9355"] = _betekenis_in_xsd("RetourCode", "9355")
    ons = {lid.value: lid.betekenis for lid in CODELIJSTEN[naam, lijst]}
    assert ons.keys() == standaard.keys()
    # The two standards write three meanings with other full stops and colons; we have those of iWmo.
    anders = {code for code in ons if ons[code] != standaard[code]}
    assert anders == (LEESTEKENS.get(lijst, set()) if naam == "ijw" else set())
    assert all(re.sub("[.:]", "", ons[code]) == re.sub("[.:]", "", standaard[code]) for code in anders)


LEESTEKENS = {"WMO002": {"04", "05"}, "WJ001": {"0611"}}


def _betekenis_in_xsd(datatype: str, code: str) -> str:
    waarde = maker.typen("iwmo", "basisschema")[f"LDT_{datatype}"].find(f".//{maker.XS}enumeration[@value='{code}']")
    assert waarde is not None
    return waarde.findtext(f".//{maker.XS}documentation") or ""


@met_standaard
def test_the_enums_hold_the_codes_of_the_xsd() -> None:
    for (naam, _), lijst in CODELIJSTEN.items():
        if not issubclass(lijst, BerichtCode | Gemeente):
            assert [lid.value for lid in lijst] == sorted(lid.value for lid in lijst) or lijst is RetourCode
            assert {lid.value for lid in lijst} == set(maker.facetten(naam, f"LDT_{lijst.__name__}").codes)


@met_standaard
@pytest.mark.parametrize("soort", SOORTEN)
def test_the_examples_are_valid(soort: str) -> None:
    standaard = standaard_van(soort)
    bericht = voorbeeld(standaard, soort)
    assert xsd_aanvaardt(soort, schrijf(standaard, bericht))
    assert controleer(standaard.regels, bericht) == []


FOUTE_TEKSTEN = [
    "",
    " ",
    "\n",
    "x" * 300,
    "x" * 37,
    "12345678901",
    "-1",
    "9" * 14,
    "1.",
    "2026-01-01Z",
    "10:00Z",
    "a.b",
    "1 2",
]


def datatypen(standaard: Standaard, klasse: type[Model]) -> dict[str, ldt.Datatype]:
    """The datatypes of the leaves in a class, by their name in the standard."""
    gevonden: dict[str, ldt.Datatype] = {}
    for veld in standaard.velden(klasse):
        if veld.deel is not None:
            gevonden |= datatypen(standaard, veld.deel)
        elif veld.datatype is not None and veld.datatype.naam is not None:
            gevonden[veld.datatype.naam] = veld.datatype
    return gevonden


def regels_van(datatype: ldt.Datatype) -> set[str]:
    """The rules that a datatype names for texts that are wrong in some way."""
    regels: set[str] = set()
    for tekst in FOUTE_TEKSTEN:
        try:
            datatype.lees(tekst)
        except Waardefout as fout:
            regels.add(fout.regel)
    return regels - {"XSD"}


@met_standaard
@elke_standaard
def test_a_wrong_text_is_refused_under_the_restriction_of_the_standard(standaard: Standaard) -> None:
    regels: dict[str, set[str]] = {}
    with (MAPPEN[standaard.naam] / "condities-constraints-restricties.csv").open(
        encoding="utf-8", newline=""
    ) as bestand:
        for rij in csv.DictReader(bestand):
            if rij["soort"] == "Restrictie":
                element = rij["cdt2"] or rij["cdt1"] or rij["element_datatype"]
                regels.setdefault(element.rpartition("_")[2], set()).add(rij["regelcode"])
    # These have one value each in a message, and so one rule of their own.
    for vast in ("BerichtCode", "BerichtVersie", "BerichtSubversie"):
        del regels[vast]
    ons = {
        naam: type_ for klasse in standaard.berichten.values() for naam, type_ in datatypen(standaard, klasse).items()
    }
    del ons["BerichtCode"]
    assert {naam: regels_van(type_) for naam, type_ in ons.items()} == regels


def test_errors_can_be_sent_to_another_process() -> None:
    fouten: list[Exception] = [iwmo.OngeldigeWaarde("client.bsn", "RS037", "Vul 9 cijfers in.")]
    try:
        iwmo.lees(b"geen xml")
    except iwmo.Formaatfout as fout:
        fouten.append(fout)
    assert len(fouten) == 2
    for fout in fouten:
        ander = pickle.loads(pickle.dumps(fout))
        assert (str(ander), vars(ander)) == (str(fout), vars(fout))


def test_models_are_immutable_and_compare_by_value() -> None:
    product = cdt.Product(categorie=codes.ProductCategorie.BEGELEIDING)
    with pytest.raises(AttributeError):
        product.code = "x"
    assert product == cdt.Product(categorie=codes.ProductCategorie.BEGELEIDING)
    assert hash(product) == hash(cdt.Product(categorie=codes.ProductCategorie.BEGELEIDING))
    for soort in iwmo.BERICHTEN:
        assert pickle.loads(pickle.dumps(iwmo.voorbeeld(soort))) == iwmo.voorbeeld(soort)


ONGELDIG = [
    (lambda: cdt.Product(categorie="02"), "categorie", "XSD"),
    (lambda: cdt.Product(categorie=codes.Eenheid.UUR), "categorie", "XSD"),
    (lambda: cdt.Product(categorie=codes.ProductCategorie.OPVANG, code="123456"), "code", "RS012"),
    (lambda: cdt.Product(categorie=codes.ProductCategorie.OPVANG, code=" "), "code", "RS033"),
    (lambda: cdt.Product(categorie=codes.ProductCategorie.OPVANG, code="a\nb"), "code", "RS033"),
    (lambda: cdt.Product(categorie=codes.ProductCategorie.OPVANG, code="a\0"), "code", "XSD"),
    (lambda: cdt.Product(categorie=codes.ProductCategorie.OPVANG, code="\ud800"), "code", "XSD"),
    (lambda: cdt.Product(categorie=None), "categorie", "XSD"),
    (lambda: cdt.Huis(huisnummer=-1), "huisnummer", "RS001"),
    (lambda: cdt.Huis(huisnummer=100000), "huisnummer", "RS004"),
    (lambda: cdt.Huis(huisnummer=True), "huisnummer", "XSD"),
    (lambda: cdt.Huis(huisnummer="1"), "huisnummer", "XSD"),
    (lambda: cdt.GeslotenPeriode(begindatum="2026-01-01", einddatum=date(2026, 1, 1)), "begindatum", "XSD"),
    (lambda: cdt.OpenPeriode(begindatum=datetime(2026, 1, 1, tzinfo=UTC)), "begindatum", "XSD"),
    (lambda: cdt.Referentie(referentie_nummer=""), "referentie_nummer", "XSD"),
    (lambda: bericht323.Client(bsn="12345678", prestaties=()), "bsn", "RS037"),
    (lambda: bericht323.Client(bsn="999900006", prestaties=()), "prestaties", "XSD"),
    (lambda: bericht323.Client(bsn="999900006", prestaties=[1]), "prestaties", "XSD"),
    (lambda: bericht323.Client(bsn="999900006", prestaties=(1,)), "prestaties[1]", "XSD"),
    (lambda: bericht301.Contact(soort=codes.AdresSoort.BRP_ADRES, adres=cdt.Product(categorie=codes.ProductCategorie.OPVANG)), "adres", "XSD"),
    (lambda: bericht305.Bericht305(header=iwmo.voorbeeld("WMO307").header, client=iwmo.voorbeeld("WMO305").client), "header.bericht_code", "RS047"),
]  # fmt: skip


@pytest.mark.parametrize(("bouw", "pad", "regel"), ONGELDIG)
def test_what_the_xsd_refuses_cannot_be_built(bouw, pad: str, regel: str) -> None:  # noqa: ANN001
    with pytest.raises(iwmo.OngeldigeWaarde) as gevangen:
        bouw()
    assert (gevangen.value.pad, gevangen.value.regel) == (pad, regel)


def test_a_class_of_the_retour_does_not_pass_for_one_of_the_message() -> None:
    heen, terug = iwmo.voorbeeld("WMO305"), iwmo.voorbeeld("WMO306")
    with pytest.raises(iwmo.OngeldigeWaarde):
        bericht305.Bericht305(header=heen.header, client=terug.client)


def test_a_value_never_stands_in_an_error() -> None:
    with pytest.raises(iwmo.OngeldigeWaarde) as gevangen:
        bericht323.Client(bsn="9999000061", prestaties=())
    assert "9999" not in f"{gevangen.value} {gevangen.value!r}"


def test_dates_and_times_that_python_has_not() -> None:
    ver, eeuwen = VerreDatum("12026-01-01"), VerreDatum("-0001-12-31")
    assert date(2026, 1, 1) < ver
    assert eeuwen < date(2026, 1, 1)
    assert ver != date.max
    assert pickle.loads(pickle.dumps(ver)) == ver
    middernacht = BijzondereTijd("24:00:00")
    assert middernacht != time(0)
    assert pickle.loads(pickle.dumps(middernacht)) == middernacht
    assert cdt.GeslotenPeriode(begindatum=eeuwen, einddatum=ver).einddatum.isoformat() == "12026-01-01"


FOUTE_JSON = [
    ({}, "/Bericht/Header/BerichtCode"),
    ({"header": {"berichtCode": "999"}}, "/Bericht/Header/BerichtCode"),
    ({"header": {"berichtCode": "482"}}, "/Bericht/Antwoord"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO319")), "extra": 1}, "/Bericht"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO319")), "antwoord": 1}, "/Bericht/Antwoord"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO319")), "antwoord": {"referentieAanbieder": 1, "verzoekAntwoord": "1"}}, "/Bericht/Antwoord/ReferentieAanbieder"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO319")), "antwoord": {"referentieAanbieder": "1", "verzoekAntwoord": "9"}}, "/Bericht/Antwoord/VerzoekAntwoord"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO323")), "declaratie": {**iwmo.naar_json(iwmo.voorbeeld("WMO323"))["declaratie"], "clienten": []}}, "/Bericht/Declaratie/Clienten"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO323")), "declaratie": {**iwmo.naar_json(iwmo.voorbeeld("WMO323"))["declaratie"], "declaratieDagtekening": " 2026-01-01"}}, "/Bericht/Declaratie/DeclaratieDagtekening"),
    ({**iwmo.naar_json(iwmo.voorbeeld("WMO323")), "declaratie": {**iwmo.naar_json(iwmo.voorbeeld("WMO323"))["declaratie"], "clienten": [{"bsn": "1", "prestaties": [1]}]}}, "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("spiegel", "pad"), FOUTE_JSON)
def test_json_that_is_no_message_names_the_path(spiegel: dict[str, object], pad: str) -> None:
    with pytest.raises(iwmo.Formaatfout) as gevangen:
        iwmo.uit_json(spiegel)
    assert pad in {b.pad for b in gevangen.value.bevindingen}


@pytest.mark.parametrize("soort", sorted(iwmo.BERICHTEN))
def test_the_mirror_fits_its_schema(soort: str) -> None:
    schema = json.loads(json.dumps(iwmo.json_schema(soort)))
    spiegel = json.loads(json.dumps(iwmo.naar_json(iwmo.voorbeeld(soort))))

    def past(waarde: object, deel: dict[str, object]) -> None:
        if "$ref" in deel:
            deel = schema["$defs"][str(deel["$ref"]).removeprefix("#/$defs/")]
        if "const" in deel:
            assert waarde == deel["const"]
        if "enum" in deel:
            assert waarde in deel["enum"]
        kinds = {"object": dict, "array": list, "string": str, "integer": int}
        assert isinstance(waarde, kinds[str(deel.get("type"))])
        if isinstance(waarde, dict):
            assert set(deel["required"]) <= set(waarde) <= set(deel["properties"])
            for sleutel, kind in waarde.items():
                past(kind, deel["properties"][sleutel])
        if isinstance(waarde, list):
            for kind in waarde:
                past(kind, deel["items"])

    past(spiegel, schema)


@pytest.mark.parametrize("soort", sorted(iwmo.BERICHTEN))
def test_the_schemas_for_openapi_refer_to_each_other_only(soort: str) -> None:
    schemas = iwmo.openapi_schemas(soort)
    verwijzingen = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schemas)))
    assert verwijzingen == set(schemas) - {soort.title()}
    assert all("type" in cast("dict[str, object]", schema) for schema in schemas.values())


def test_messages_share_the_schemas_with_one_name() -> None:
    samen: dict[str, object] = {}
    for soort in iwmo.BERICHTEN:
        for naam, schema in iwmo.openapi_schemas(soort).items():
            assert samen.setdefault(naam, schema) == schema


def test_code_lists_carry_their_meaning() -> None:
    assert codes.Eenheid("04") is codes.Eenheid.UUR
    assert codes.Eenheid.UUR.betekenis == "Uur"
    assert LandCode.NL.betekenis == "NEDERLAND"
    assert Gemeente("0363").betekenis == "Amsterdam"
    assert f"{codes.Eenheid.UUR}" == "04"
    assert ldt.Code(codes.Eenheid, 2).schrijf(codes.Eenheid.UUR) == "04"
