"""Development tokens by role. In production the OpenID Connect issuer gives tokens with the same scopes."""

from collections.abc import Collection

from chassis.tokens import EVERYWHERE, Caller
from werkplek import rollen

ROLLEN = {each.naam: each.scopes for each in rollen.ROLLEN}
"""The scopes of each role."""


def caller_for(rol: str, gemeenten: Collection[str] = (), agb: str | None = None, naam: str | None = None) -> Caller:
    """The caller of a role: an aanbieder by AGB code, anyone else for these municipalities, or for all.

    Two people with one role are told apart by `naam`.

    Raises KeyError for an unknown role, ValueError for an aanbieder without an AGB code.
    """
    scopes = ROLLEN[rol]
    if rol == "aanbieder":
        if agb is None:
            raise ValueError("an aanbieder needs an AGB code")
        return Caller(f"aanbieder-{agb}", scopes, agb=agb)
    return Caller(naam or rol, scopes, gemeenten=frozenset(gemeenten or (EVERYWHERE,)))
