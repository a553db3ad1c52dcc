"""The schema for editors says what the loader asks."""

import json

import jsonschema
import pytest
from typer.testing import CliRunner

from clientroute.inkoopmodel import app
from inkoop import Inkoopmodel, laad, namen
from inkoop.schema import schema


def test_it_names_every_field_and_lets_nothing_else_in() -> None:
    gevonden = schema()
    assert gevonden["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert gevonden["additionalProperties"] is False
    eigenschappen = gevonden["properties"]
    assert isinstance(eigenschappen, dict)
    assert set(eigenschappen) == set(Inkoopmodel.model_fields)


def test_the_command_prints_it_as_json() -> None:
    uitkomst = CliRunner().invoke(app, ["schema"])
    assert uitkomst.exit_code == 0
    assert json.loads(uitkomst.stdout) == json.loads(json.dumps(schema()))


@pytest.mark.parametrize("naam", namen())
def test_every_model_fits(naam: str) -> None:
    inhoud = laad(naam).model_dump(mode="json", exclude_none=True)
    jsonschema.Draft202012Validator(schema()).validate(inhoud)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate({**inhoud, "productne": []})
