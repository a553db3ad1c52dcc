"""A file as the answer on a request."""

from fastapi import Request, Response

Content = dict[str, dict[str, dict[str, str]]]


def media_type(request: Request) -> str:
    """The type of what a request brings, without its parameters; empty when it does not say."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """The file to keep, under this name."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def binary(*media_types: str) -> Content:
    """How a file of these types stands in the contract."""
    return {each.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for each in media_types}


def csv_body(example: str) -> dict[str, object]:
    """How a request that brings a CSV file stands in the contract; `openapi_extra` of its route."""
    content = {"text/csv": {"schema": {"type": "string"}, "example": example}}
    return {"requestBody": {"required": True, "content": content}}
