"""A stand-in for Transit of HashiCorp Vault: a key per name, which never leaves it."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.fernet import Fernet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tests.keten.processen import in_a_thread

TOKEN = "een token van de proef"


@contextmanager
def draaiende_kms() -> Iterator[str]:
    """Where Transit is mounted."""
    keys: dict[str, Fernet] = {}

    async def transit(request: Request) -> Response:
        if request.headers.get("x-vault-token") != TOKEN:
            return JSONResponse({"errors": ["permission denied"]}, 403)
        key = keys.setdefault(request.path_params["name"], Fernet(Fernet.generate_key()))
        body = await request.json()
        if request.path_params["what"] == "encrypt":
            closed = key.encrypt(base64.b64decode(body["plaintext"])).decode()
            return JSONResponse({"data": {"ciphertext": f"vault:v1:{closed}", "key_version": 1}})
        opened = key.decrypt(body["ciphertext"].removeprefix("vault:v1:").encode())
        return JSONResponse({"data": {"plaintext": base64.b64encode(opened).decode()}})

    with in_a_thread(Starlette(routes=[Route("/v1/transit/{what}/{name}", transit, methods=["POST"])])) as url:
        yield f"{url}/v1/transit"
