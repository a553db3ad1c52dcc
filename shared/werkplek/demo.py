"""The people of the demo: one per role, two where two are needed, and one at some providers."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from chassis.service import Room
from chassis.tokens import EVERYWHERE, Caller
from inkoop import laad, namen
from werkplek.rollen import AANBIEDER, ROLLEN, Rol
from werkplek.sessies import NU, Tokens

SECONDEN = 12 * 3600
VOORNAMEN: Mapping[str, tuple[str, ...]] = {
    "beheer": ("Ravi",),
    "financien": ("Sanne", "Joris"),
    "contractbeheer": ("Fatima",),
    "toezicht": ("Bram",),
    "beleid": ("Noor",),
    "wethouder": ("Marieke",),
    "consulent": ("Thijs",),
    "privacy": ("Elif",),
    "clientondersteuner": ("Anna",),
    AANBIEDER: ("Kim", "Sem", "Lotte", "Daan"),
}
"""Who works in the demo, by role; paying takes two, and each provider has one."""


class _Contract(BaseModel):
    agb: str
    naam: str
    gemeenten: list[str]


class _Contracten(BaseModel):
    items: list[_Contract]


@dataclass(frozen=True)
class Mens:
    """Somebody in the demo."""

    naam: str
    rol: Rol
    bij: str = ""
    """The provider that somebody works at."""
    agb: str | None = None

    @property
    def sleutel(self) -> str:
        """By which a form names him."""
        return f"{self.rol.naam}-{(self.agb or self.naam).lower()}"


async def mensen(room: Room) -> tuple[list[Mens], Mapping[str, str]]:
    """Who can be chosen, and the municipalities to work for; before anything was played there are no providers."""
    answer = (await room.peers["toewijzing"].get("/v1/contracten", params={"limit": 100})).raise_for_status()
    contracten = _Contracten.model_validate_json(answer.content).items
    aanbieders = {each.agb: each.naam for each in contracten}
    rollen = {each.naam: each for each in ROLLEN}
    gemeentelijk = {rol: voornamen for rol, voornamen in VOORNAMEN.items() if rol != AANBIEDER}
    gevonden = [Mens(naam, rollen[rol]) for rol, voornamen in gemeentelijk.items() for naam in voornamen]
    bij = zip(VOORNAMEN[AANBIEDER], sorted(aanbieders.items()), strict=False)
    gevonden += [Mens(voornaam, rollen[AANBIEDER], naam, agb) for voornaam, (agb, naam) in bij]
    codes = {code for each in contracten for code in each.gemeenten}
    gemeenten = {each.code: each.naam for naam in namen() for each in laad(naam).gemeenten if each.code in codes}
    return gevonden, dict(sorted(gemeenten.items(), key=lambda each: each[1]))


def tokens(room: Room, mens: Mens, gemeente: str) -> Tokens:
    """A token for somebody in the demo, for one municipality or for all."""
    issuer = room.secrets.issuer
    assert issuer is not None  # only development has people to choose from
    if mens.agb is not None:
        caller = Caller(f"aanbieder-{mens.agb}", mens.rol.scopes, agb=mens.agb)
    else:
        caller = Caller(mens.sleutel, mens.rol.scopes, gemeenten=frozenset({gemeente or EVERYWHERE}))
    naam = f"{mens.naam}, {mens.rol.titel.lower()}" + (f" bij {mens.bij}" if mens.bij else "")
    verloopt = NU().timestamp() + SECONDEN
    return Tokens(toegang=issuer.issue(caller, seconds=SECONDEN), verloopt=verloopt, naam=naam)
