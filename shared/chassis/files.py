"""A file as the answer on a request."""

from fastapi import Response

Content = dict[str, dict[str, dict[str, str]]]


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """The file to keep, under this name."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def binary(*media_types: str) -> Content:
    """How a file of these types stands in the contract."""
    return {each.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
