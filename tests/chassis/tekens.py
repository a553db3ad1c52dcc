"""Tokens as tests make them: good, with something wrong, and without a signature."""

import base64
import json
import time

from chassis.tokens import (
    AUDIENCE,
    DEVELOPMENT_ISSUER,
    Caller,
    DevelopmentIssuer,
)

KEY = bytes(range(32))
ISSUER = DevelopmentIssuer(KEY)
CALLER = Caller("aanbieder", frozenset({"berichten", "proef"}), "99990001", frozenset({"0363", "0034"}))


def claims(**changes: object) -> dict[str, object]:
    now = int(time.time())
    good: dict[str, object] = {
        "iss": DEVELOPMENT_ISSUER,
        "aud": AUDIENCE,
        "sub": "ik",
        "exp": now + 600,
        "scope": "proef",
        "gemeenten": ["0363"],
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def part(content: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def unsigned(payload: dict[str, object]) -> str:
    return f"{part({'alg': 'none'})}.{part(payload)}."
