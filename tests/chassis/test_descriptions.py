"""What people read in a contract, and what they do not."""

from chassis.descriptions import GELUKT, Words, describe_operation, describe_schemas, describe_tags, mistakable

WOORDEN = Words(
    properties={"kleur": "De kleur.", "Kat.kleur": "De kleur van de vacht.", "get_poezen.kleur": "Alleen deze kleur."},
    schemas={"Poes": "Een poes.", "Adres": "Een adres."},
    examples={"Poes": {"kleur": "rood"}, "Adres": {"postcode": "1327AB"}},
    tags={"Poezen": "Over poezen."},
)


def test_the_first_paragraph_is_the_summary_and_the_rest_the_description() -> None:
    operation: dict[str, object] = {"operationId": "get_poezen", "responses": {}}
    operation["description"] = "Alle poezen\nvan het huis.\n\nGebruik dit om te tellen.\nEr verandert niets.\n\nMeer."
    describe_operation(operation, WOORDEN)
    assert operation["summary"] == "Alle poezen van het huis."
    assert operation["description"] == "Gebruik dit om te tellen. Er verandert niets.\n\nMeer."


def test_a_parameter_gets_the_narrowest_meaning_and_keeps_its_own() -> None:
    eigen = {"name": "kleur", "description": "Wat er al stond."}
    for naam, parameter, tekst in [
        ("get_poezen", {"name": "kleur"}, "Alleen deze kleur."),
        ("get_katten", {"name": "kleur"}, "De kleur."),
        ("get_poezen", eigen, "Wat er al stond."),
    ]:
        describe_operation(
            {"operationId": naam, "description": "Een.", "parameters": [parameter], "responses": {}}, WOORDEN
        )
        assert parameter["description"] == tekst


def test_an_answer_that_says_nothing_is_said_in_dutch() -> None:
    answers = {"201": {"description": "Successful Response"}, "200": {"description": "De brief."}}
    describe_operation({"operationId": "x", "description": "Een.", "responses": answers}, WOORDEN)
    assert [each["description"] for each in answers.values()] == [GELUKT["201"], "De brief."]


def test_what_the_code_says_to_its_readers_is_not_in_a_schema() -> None:
    schemas: dict[str, dict[str, object]] = {
        "Poes": {"description": "A cat.", "properties": {"kleur": {"type": "string"}}},
        "Kat": {"description": "The same.", "properties": {"kleur": {"$ref": "#/x"}, "naam": {"type": "string"}}},
        "Soort": {"description": "01: Huiskat\n02: Lynx", "enum": ["01", "02"]},
        "PoesPage": {"description": "One page."},
    }
    describe_schemas(schemas, WOORDEN)
    assert schemas["Poes"] == {
        "description": "Een poes.",
        "examples": [{"kleur": "rood"}],
        "properties": {"kleur": {"type": "string", "description": "De kleur."}},
    }
    kleur = {"$ref": "#/x", "description": "De kleur van de vacht."}
    assert schemas["Kat"] == {"properties": {"kleur": kleur, "naam": {"type": "string"}}}
    assert schemas["Soort"]["description"] == "01: Huiskat\n02: Lynx"
    assert schemas["PoesPage"] == {"description": "Een bladzijde van een lijst."}


def test_an_example_that_a_linter_would_misread_stands_in_words() -> None:
    """A key with put, post or patch in it, wherever it stands; what holds an object is no mistake."""
    assert mistakable([{"adres": {"postcode": "1327AB"}}])
    assert not mistakable({"post": {"kleur": ["rood"]}, "kleur": "post"})
    schemas: dict[str, dict[str, object]] = {"Adres": {"properties": {}}}
    describe_schemas(schemas, WOORDEN)
    voorbeeld = '```json\n{\n  "postcode": "1327AB"\n}\n```'
    assert schemas["Adres"] == {"description": f"Een adres. Een voorbeeld:\n\n{voorbeeld}", "properties": {}}


def test_groups_stand_in_order_each_with_what_it_is_about() -> None:
    assert describe_tags({"Poezen", "Honden"}, WOORDEN) == [
        {"name": "Honden"},
        {"name": "Poezen", "description": "Over poezen."},
    ]
