"""What is read of an answer of a service of ours: the fields that are needed, and nothing that changes."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Gelezen(BaseModel):
    """A part of an answer. What it holds beside this is left alone, and no value of it ends in an error."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True, hide_input_in_errors=True)
