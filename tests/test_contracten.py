"""The four contracts speak one language: one property name, one type; one schema name, one schema."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator
from pydantic.alias_generators import to_camel
from stdnum.nl import bsn
from tests.contract import Schema, contract, operaties

import gebeurtenissen
import wetten
from betekenis import woorden
from chassis.model import ApiModel
from clientroute.bevolking import test_bsns as proefpersonen
from clientroute.services import SERVICES

BERICHTEN = ("Wmo", "Iwmo", "Jw", "Ijw")
"""Messages and their parts keep the names of the standard, whatever those say elsewhere."""
ANDERE_BRON = {
    "Problem": "RFC 9457: its status is a number",
    "Persoon": "iWmo: a Client has a Naam, an Adres and Relaties of several parts",
    "GewijzigdePersoon": "the same",
    "Relatie": "iWmo: a Relatie has a Nummer of its own",
}
"""Whose names are those of another source, and are what that source says."""


def schemas(service: str) -> dict[str, Schema]:
    found = contract(service)["components"]
    assert isinstance(found, dict)
    return found["schemas"]  # type: ignore[no-any-return]


def soort_van(service: str, schema: object) -> str:
    """What kind of value a schema allows, whether or not it may be empty."""
    assert isinstance(schema, dict)
    if ref := schema.get("$ref"):
        return soort_van(service, schemas(service)[str(ref).rpartition("/")[2]])
    keuzes = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if keuzes:
        return " of ".join(sorted({soort_van(service, each) for each in keuzes} - {"null"}))
    if schema.get("type") == "array":
        return f"lijst van {soort_van(service, schema['items'])}"
    return str(schema.get("type", "object"))


def eigenschappen() -> Iterator[tuple[str, str, str]]:
    """Every property of our own: its name, what kind of value it has, and where."""
    for service in SERVICES:
        for naam, schema in schemas(service).items():
            if naam.startswith(BERICHTEN) or naam in ANDERE_BRON:
                continue
            velden = schema.get("properties", {})
            assert isinstance(velden, dict)
            for veld, inhoud in velden.items():
                yield veld, soort_van(service, inhoud), f"{service}.{naam}"


def test_one_property_name_one_type() -> None:
    soorten: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for veld, soort, waar in eigenschappen():
        soorten[veld][soort].append(waar)
    assert len(soorten) > 100
    dubbel = {veld: {soort: waar[:3] for soort, waar in per.items()} for veld, per in soorten.items() if len(per) > 1}
    assert dubbel == {}


def test_one_schema_name_one_schema() -> None:
    per_naam: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for service in SERVICES:
        for naam, schema in schemas(service).items():
            per_naam[naam][json.dumps(schema, sort_keys=True)].append(service)
    assert {naam: list(vormen.values()) for naam, vormen in per_naam.items() if len(vormen) > 1} == {}


BEGRENSD = {
    "get_beschikking_bezwaren": "the objections against one beschikking",
    "get_client_beschikkingen": "the beschikkingen of one citizen",
    "get_diensten": "the four services",
    "get_indicatievergelijkingen": "the products and trajecten of one inkoopmodel",
    "get_inkoopmodellen": "the files of inkoopmodellen",
    "get_kwaliteit": "the providers with a contract, of municipalities that publish their quality",
    "get_melding_afwegingen": "the afwegingen of one melding",
    "get_beschikking_beeindigingen": "what was ended of one beschikking",
    "get_melding_termijnen": "the terms of one melding",
    "get_aanbieders_agb_maatregelen": "the steps with one provider, a handful in a year",
    "get_producten": "the products of one inkoopmodel",
    "get_rapporten": "the reports that we have",
    "get_signalen_telling": "the subjects and wijken of one municipality",
    "get_weegregels": "the rules of weighing",
    "post_clienten_inzage": "the clients that were asked for",
    "post_clienten_zoek": "the clients with one BSN or at one address",
    "post_meldingen_zoek": "the meldingen of one citizen",
    "post_toewijzingen_clienten": "the assignments that were asked for",
    "post_plan_inzage": "the goals of one plan",
    "post_toewijzingen_overname_toets": "the indications that were sent along, a thousand at most",
    "post_toewijzingen_omzetting_toets": "the products that were sent along, two hundred at most",
    "post_toewijzingen_toets": "what would be refused of one intention",
}
"""Operations that answer a whole list, and by what it is bounded; every other list comes by cursor, as a page."""


def test_a_list_that_can_grow_comes_by_cursor() -> None:
    heel, pagina = set(), 0
    for service in SERVICES:
        for naam, operation in op_naam(service):
            for answer in cast(dict[str, dict[str, dict[str, Schema]]], operation["responses"]).values():
                schema = cast(Schema, answer.get("content", {}).get("application/json", {}).get("schema", {}))
                heel |= {naam} if soort_van(service, schema).startswith("lijst van") else set()
                pagina += str(schema.get("$ref", "")).endswith("Page")
    assert heel == BEGRENSD.keys()
    assert pagina > 15


@pytest.mark.parametrize("service", list(SERVICES))
def test_schema_names_do_not_tell_how_they_were_made(service: str) -> None:
    assert [naam for naam in schemas(service) if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", naam)] == []


def test_a_body_answers_by_the_names_that_the_contract_has() -> None:
    """The contract is made from how bodies are read: a field that is written otherwise would make it lie."""

    def alle(model: type[ApiModel]) -> Iterator[type[ApiModel]]:
        for each in model.__subclasses__():
            yield each
            yield from alle(each)

    assert all(SERVICES.values()), "each is imported, and its bodies with it"
    bodies = list(alle(ApiModel))
    assert len(bodies) > 100
    anders = [
        f"{each.__name__}.{naam}"
        for each in bodies
        for naam, veld in each.model_fields.items()
        if veld.validation_alias != veld.serialization_alias
    ]
    assert anders == []


GEBEURTENIS = re.compile(r"nl\.wmo\.[a-z]+\.[a-z]+\.v\d+")


def op_naam(service: str) -> Iterator[tuple[str, Schema]]:
    """Every operation by its name in a client."""
    for _, _, operation in operaties(service):
        yield str(operation["operationId"]), operation


def genoemd(service: str) -> set[str]:
    return {naam for _, each in op_naam(service) for naam in GEBEURTENIS.findall(str(each["description"]))}


@pytest.mark.parametrize("service", list(SERVICES))
def test_every_operation_says_when_to_use_it_and_what_follows(service: str) -> None:
    for naam, operation in op_naam(service):
        tekst, kort = str(operation.get("description", "")), str(operation["summary"])
        assert len(tekst) > 40, naam
        assert tekst.endswith("."), naam
        assert kort.endswith("."), naam
        assert tekst != kort, naam


def test_no_two_operations_are_described_alike() -> None:
    """What all services have (messages, webhooks, dead letters) is the same in each, and told once."""
    per_tekst: dict[str, set[str]] = defaultdict(set)
    for service in SERVICES:
        for naam, operation in op_naam(service):
            per_tekst[str(operation["summary"]) + str(operation["description"])].add(naam)
    assert [namen for namen in per_tekst.values() if len(namen) > 1] == []


@pytest.mark.parametrize("service", list(SERVICES))
def test_operations_name_each_event_of_their_service_and_no_other(service: str) -> None:
    vertelt = {each.name for each in SERVICES[service].publishes}
    assert vertelt <= {each.name for each in gebeurtenissen.ALL}
    assert genoemd(service) == vertelt


CODES = re.compile(r"\w+: ")
"""How a text begins that says of each code what it stands for."""
ENGELS = re.compile(r"\b(the|and|which|this|these|that|what|how|who|when|are|were|an|not|for|with|from|its|or)\b", re.I)
"""Words that English cannot do without, and Dutch does not have."""


def betekenissen(service: str) -> Iterator[tuple[str, str, object]]:
    """Every property and parameter: where it stands, how it is called, and what is said of it."""
    for schema, inhoud in schemas(service).items():
        for veld, soort in cast(dict[str, Schema], inhoud.get("properties", {})).items():
            yield schema, veld, soort.get("description")
    for naam, operation in op_naam(service):
        for each in cast(list[dict[str, str]], operation.get("parameters", [])):
            if "$ref" not in each:
                yield naam, to_camel(each["name"]), each.get("description")


def verzoeken(service: str) -> Iterator[tuple[str, Schema]]:
    """The bodies that operations take as JSON: the operation and each schema that its body may follow."""
    for _, operation in op_naam(service):
        body = cast(dict[str, dict[str, Schema]], operation.get("requestBody", {"content": {}}))["content"]
        schema = cast(Schema, body.get("application/json", {}).get("schema", {}))
        for each in cast(list[dict[str, str]], schema.get("oneOf") or schema.get("anyOf") or [schema]):
            if "$ref" in each:
                yield each["$ref"].rpartition("/")[2], schemas(service)[each["$ref"].rpartition("/")[2]]


def teksten(deel: object) -> Iterator[str]:
    """Every text for people in a contract."""
    if isinstance(deel, dict):
        yield from (each for naam, each in deel.items() if naam in {"summary", "description"} and isinstance(each, str))
        yield from (tekst for naam, each in deel.items() if naam != "examples" for tekst in teksten(each))
    elif isinstance(deel, list):
        yield from (tekst for each in deel for tekst in teksten(each))


@pytest.mark.parametrize("service", list(SERVICES))
def test_every_property_and_parameter_has_a_meaning(service: str) -> None:
    gevonden = list(betekenissen(service))
    assert len(gevonden) > 100
    zonder = [
        f"{waar}.{naam}"
        for waar, naam, tekst in gevonden
        if not isinstance(tekst, str) or not (tekst.endswith(".") or CODES.match(tekst))
    ]
    assert zonder == []


@pytest.mark.parametrize("service", list(SERVICES))
def test_every_schema_says_what_it_is(service: str) -> None:
    assert [naam for naam, each in schemas(service).items() if not each.get("description")] == []


def test_every_group_of_operations_says_what_it_is_about() -> None:
    groepen = [each for service in SERVICES for each in cast(list[dict[str, str]], contract(service)["tags"])]
    assert [each["name"] for each in groepen if not each.get("description", "").endswith(".")] == []
    assert {each["name"] for each in groepen} == woorden().tags.keys()


def test_the_table_of_words_holds_nothing_that_is_not_used() -> None:
    """A word that a field itself says narrower everywhere has no line there."""
    tabel, gebruikt = woorden(), set()
    for service in SERVICES:
        for waar, naam, tekst in betekenissen(service):
            gebruikt |= {each for each in (f"{waar}.{naam}", naam) if tabel.properties.get(each) == tekst}
        gebruikt |= schemas(service).keys()
    assert (tabel.properties | tabel.schemas | tabel.examples).keys() - gebruikt == set()


@pytest.mark.parametrize("service", list(SERVICES))
def test_a_contract_speaks_dutch(service: str) -> None:
    gelezen = list(teksten(contract(service)))
    assert len(gelezen) > 300
    assert [each for each in gelezen if ENGELS.search(each.partition("```")[0])] == []


def voorbeelden(schema: Schema) -> list[object]:
    """The examples of a schema: as such, or in its text where the official linter would misread them."""
    in_tekst = re.findall(r"```json\n(.*?)\n```", str(schema["description"]), flags=re.DOTALL)
    return [*cast(list[object], schema.get("examples", [])), *map(json.loads, in_tekst)]


@pytest.mark.parametrize("service", list(SERVICES))
def test_every_body_has_an_example_that_its_schema_allows(service: str) -> None:
    for naam, schema in verzoeken(service):
        if not naam.startswith(BERICHTEN):
            (voorbeeld,) = voorbeelden(schema)
            assert voorbeeld == woorden().examples[naam]
            Draft202012Validator(contract(service) | {"$ref": f"#/components/schemas/{naam}"}).validate(voorbeeld)


def test_every_message_that_is_taken_in_has_an_example() -> None:
    """A 302 has one as XML only: it has addresses, of which the official linter misreads the postcode."""
    for service in ("toewijzing", "declaratie"):
        body = dict(op_naam(service))["post_berichten"]["requestBody"]
        content = cast(dict[str, dict[str, dict[str, dict[str, Any]]]], cast(Schema, body)["content"])
        als_xml, als_json = (content[each]["examples"] for each in ("application/xml", "application/json"))
        assert {kind.capitalize() for kind in als_xml} == {
            naam for naam, _ in verzoeken(service) if naam.startswith(BERICHTEN)
        }
        assert als_xml.keys() - als_json.keys() <= {"WMO302", "JW302"}
        for kind, voorbeeld in als_json.items():
            assert wetten.uit_json(voorbeeld["value"]) == wetten.lees(als_xml[kind]["value"].encode())
            schema = {"$ref": f"#/components/schemas/{kind.capitalize()}"}
            Draft202012Validator(contract(service) | schema).validate(voorbeeld["value"])


def test_files_have_an_example_too() -> None:
    voor = {("toegang", "post_voorzieningen_importeer"), ("toewijzing", "post_contracten_import")}
    for service, naam in voor:
        body = cast(dict[str, dict[str, Schema]], dict(op_naam(service))[naam]["requestBody"])
        assert str(body["content"]["text/csv"]["example"]).count("\n") > 1


def test_examples_are_of_invented_people() -> None:
    """A BSN of nobody: from the range that is set aside for tests."""
    gevonden = [
        nummer
        for service in SERVICES
        for nummer in re.findall(r"(?<!\d)\d{9}(?!\d)", json.dumps(contract(service)))
        if bsn.is_valid(nummer)
    ]
    assert "999999990" in gevonden
    assert set(gevonden) <= set(proefpersonen())
