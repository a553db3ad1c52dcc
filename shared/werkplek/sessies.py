"""Who is signed in: a row per session, and in the browser a secret that only finds it."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import delete, insert, select, update

from chassis.clock import system_clock
from chassis.identifiers import new_id
from chassis.service import Errand, Room
from chassis.work import Work
from werkplek.tables import INGEVULD, TOKENS, formulieren, sessies

STIL = timedelta(minutes=30)
"""After so long without a page a session is over."""
HOOGSTENS = timedelta(hours=10)
"""A working day: then it is over, whatever somebody does."""
GEZIEN = timedelta(minutes=1)
"""How exactly it is kept when somebody was last seen: not each page is worth a write."""
BEWAARD = timedelta(days=1)
"""How long a session that is over is known, and a form is kept for who has to sign in again."""
GETYPT = TypeAdapter(dict[str, str])
NU = system_clock
"""Not the clock of the room: in a play that one stands in another year, and people come in today."""


class Tokens(BaseModel):
    """What the issuer gave."""

    toegang: str
    """The access token."""
    vernieuw: str | None = None
    """The refresh token."""
    identiteit: str | None = None
    """The ID token, for signing out."""
    verloopt: float | None = None
    """When the access token ends, in seconds since 1970."""
    naam: str
    """How a page greets somebody."""


@dataclass(frozen=True)
class Sessie:
    """A session that goes on."""

    id: str
    geheim: str
    wie: str
    tokens: Tokens
    gezien_op: datetime

    @property
    def is_pas_gezien(self) -> bool:
        """Whether nothing has to be kept of this page."""
        return NU() - self.gezien_op < GEZIEN

    @property
    def formulierteken(self) -> str:
        """What each form of this session carries along: another site cannot know it."""
        return hmac.digest(self.geheim.encode(), b"formulier", "sha256").hex()


def _id(geheim: str) -> str:
    return hashlib.sha256(geheim.encode()).hexdigest()


async def begin(work: Work, wie: str, tokens: Tokens) -> str:
    """Begin a session; the secret for the browser."""
    geheim, nu = secrets.token_urlsafe(32), NU()
    sleutel = _id(geheim)
    inhoud = work.vault.seal(TOKENS, sleutel, tokens.model_dump_json().encode())
    row = {"id": sleutel, "wie": wie, "inhoud": inhoud, "begonnen_op": nu, "gezien_op": nu}
    await work.session.execute(insert(sessies).values(row))
    return geheim


async def vind(work: Work, geheim: str) -> Sessie | None:
    """The session that goes on by this secret."""
    row = (await work.session.execute(select(sessies).where(sessies.c.id == _id(geheim)))).one_or_none()
    if row is None or _is_voorbij(row.begonnen_op, row.gezien_op, row.beeindigd_op):
        return None
    tokens = Tokens.model_validate_json(work.vault.open(TOKENS, row.id, row.inhoud))
    return Sessie(row.id, geheim, row.wie, tokens, row.gezien_op)


def _is_voorbij(begonnen_op: datetime, gezien_op: datetime, beeindigd_op: datetime | None) -> bool:
    nu = NU()
    return beeindigd_op is not None or nu - gezien_op > STIL or nu - begonnen_op > HOOGSTENS


async def was_van(work: Work, geheim: str) -> str | None:
    """Whose session this secret began, also when it is over; None when it is not known any more."""
    return await work.session.scalar(select(sessies.c.wie).where(sessies.c.id == _id(geheim)))


async def zie(work: Work, sessie: Sessie) -> None:
    """Keep that somebody is still there."""
    await work.session.execute(update(sessies).where(sessies.c.id == sessie.id).values(gezien_op=NU()))


async def vernieuw(work: Work, sessie: Sessie, tokens: Tokens) -> None:
    """Go on with newer tokens."""
    inhoud = work.vault.seal(TOKENS, sessie.id, tokens.model_dump_json().encode())
    await work.session.execute(update(sessies).where(sessies.c.id == sessie.id).values(inhoud=inhoud))


async def beeindig(work: Work, sessie: Sessie) -> None:
    """It is over: its secret opens nothing from now on."""
    await work.session.execute(update(sessies).where(sessies.c.id == sessie.id).values(beeindigd_op=NU()))


async def bewaar_formulier(work: Work, wie: str, getypt: Mapping[str, str]) -> str:
    """Keep what somebody typed, who has to sign in again first; the id by which it is found."""
    sleutel = new_id()
    inhoud = work.vault.seal(INGEVULD, sleutel, GETYPT.dump_json(dict(getypt)))
    row = {"id": sleutel, "wie": wie, "inhoud": inhoud, "op": NU()}
    await work.session.execute(insert(formulieren).values(row))
    return sleutel


async def bewaard_formulier(work: Work, wie: str, sleutel: str) -> dict[str, str]:
    """What was kept under this id for this very person; nothing for anybody else."""
    van_wie = (formulieren.c.id == sleutel) & (formulieren.c.wie == wie)
    row = (await work.session.execute(select(formulieren).where(van_wie))).one_or_none()
    return {} if row is None else GETYPT.validate_json(work.vault.open(INGEVULD, row.id, row.inhoud))


async def _ruim_op(room: Room) -> None:
    sinds = NU() - BEWAARD
    async with room.work() as work:
        await work.session.execute(delete(sessies).where(sessies.c.begonnen_op < sinds - HOOGSTENS))
        await work.session.execute(delete(formulieren).where(formulieren.c.op < sinds))


OPRUIMEN = Errand("sessies", 3600.0, _ruim_op)
"""What is long over goes."""
