"""What comes in is what the contract says: JSON as it is written, and no value made into another.

Pydantic by itself takes `0` for a moment, `false` for a number, `"7"` for seven and `"1769904000"` for a date. `Door`
reads every request body strictly with what is here; what even that would let pass, and what stands in an address, has
a type below that says how it is written.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar, get_args, get_origin

from fastapi import Request, params
from pydantic import AfterValidator, BaseModel, BeforeValidator, GetCoreSchemaHandler, TypeAdapter, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Kept = TypeVar("Kept")
FORM = "vorm:"
"""How the tag of one of several forms of a body begins; it is no part of the name of a field."""


def _written(form: str, kind: str, read: Callable[[str], object]) -> BeforeValidator:
    """A text has this form and is read so; `kind` is the error otherwise. What is no text is for the type to judge."""
    pattern = re.compile(form, re.ASCII)

    def check(given: object) -> object:
        if not isinstance(given, str):
            return given
        try:
            if pattern.fullmatch(given):
                return read(given)
        except ValueError:
            pass  # the form is right, the day is not: 2026-02-30
        raise PydanticCustomError(kind, "niet zo geschreven")

    return BeforeValidator(check)


FROM_OUTSIDE = {"from": "outside"}
"""The context of what comes in. What was kept before goes by the same types, and has to be read whatever it holds."""
LAST_DAY = date(2999, 12, 31)
"""Nobody means a later one. Systems write 9999-12-31 for what has no end: there is no day after it to reckon with, and
ours say so by leaving the day out."""


def _in_time(day: date, info: ValidationInfo[object]) -> date:
    if info.context == FROM_OUTSIDE and day > LAST_DAY:
        raise PydanticCustomError("date_too_late", "te laat")
    return day


IsoDate = Annotated[date, _written(r"\d{4}-\d\d-\d\d", "date_parsing", date.fromisoformat), AfterValidator(_in_time)]
"""A day, as 2026-01-31, and in what comes in none after LAST_DAY."""
WHOLE = _written(r"-?(0|[1-9]\d{0,17})", "int_parsing", int)
"""On a whole number in an address, after its bounds: what comes after this is not in the contract."""
Flag = Annotated[bool, _written("true|false", "bool_parsing", lambda given: given == "true")]
"""true or false in an address."""


@dataclass(frozen=True)
class _Json:
    """A body that is said to be JSON, not read yet."""

    text: bytes


class JsonRequest(Request):
    """A request whose JSON is read by the type that it is for, and not before."""

    async def json(self) -> _Json:
        """The body as it came."""
        return _Json(await self.body())


@dataclass(frozen=True)
class _Strictly:
    """Reads `_Json` in pydantic's strict JSON mode; leaves the contract as that of the type itself."""

    adapter: TypeAdapter[object]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(given: object, otherwise: Callable[[object], object]) -> object:
            if isinstance(given, _Json):
                return self.adapter.validate_json(given.text, strict=True, context=FROM_OUTSIDE)
            return otherwise(given)

        return core_schema.no_info_wrap_validator_function(read, handler(source))


def strict_body(endpoint: Callable[..., Kept]) -> Callable[..., Kept]:  # type: ignore[explicit-any]  # of any form
    """The same endpoint, with its body read strictly: the parameter that is a model, or a choice of models."""
    signature = inspect.signature(endpoint)
    parameters = [
        each.replace(annotation=_read_strictly(each.annotation)) if _is_body(each.annotation) else each
        for each in signature.parameters.values()
    ]
    endpoint.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # inspect reads it
    return endpoint


def _read_strictly(annotation: object) -> object:
    return Annotated[annotation, _Strictly(TypeAdapter(annotation))]  # type: ignore[arg-type]  # what inspect gives has no type


def _is_body(annotation: object) -> bool:
    parts = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return not any(isinstance(each, params.Param) for each in parts[1:]) and _is_body(parts[0])
    if parts:
        return all(_is_body(each) for each in parts)
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
