"""The form of an inkoopmodel as JSON Schema, so that an editor can check and complete a file while it is written."""

from inkoop.model import Inkoopmodel


def schema() -> dict[str, object]:
    """JSON Schema 2020-12 of a model file."""
    inhoud: dict[str, object] = Inkoopmodel.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **inhoud}
