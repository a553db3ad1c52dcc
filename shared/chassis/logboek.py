"""The log of processings: who did what with whose data, when and why (Logboek Dataverwerkingen).

Whoever leaves through a door with data of persons leaves a line per person, and so does who was refused. A line of a
change is written with the change; one of a read before the answer leaves. Lines are only added.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fastapi import Request, Response
from sqlalchemy import ColumnElement, select
from starlette.types import Scope

from chassis import tables
from chassis.identifiers import new_id
from chassis.tokens import EVERYWHERE, Caller
from chassis.tracing import waar
from chassis.vault import Vault
from chassis.work import Note, Work

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CLIENT_ID = re.compile(rf'clientId\\?"\s*:\s*\\?"({ID.pattern})'.encode())
"""A client in an answer, as every contract and every event writes one."""
Row = dict[str, object]
"""A line as it is kept."""


class Status(StrEnum):
    """How a processing ended, as the Logboek Dataverwerkingen has it."""

    UNSET = "Unset"
    """Nothing went wrong inside: also for what was refused."""
    ERROR = "Error"


class Rol(StrEnum):
    """For whom somebody acts, by the token."""

    AANBIEDER = "aanbieder"
    GEMEENTE = "gemeente"
    REGIO = "regio"
    """For all municipalities: administrators, and the services themselves."""


@dataclass(frozen=True)
class Verwerking:
    """An activity of the register in the version that holds now; `doel` says why, in plain Dutch."""

    naam: str
    versie: int
    doel: str

    @property
    def code(self) -> str:
        """The activity and its version, as a line points to it."""
        return f"{self.naam}:v{self.versie}"


@dataclass(frozen=True)
class Operatie:
    """An operation of a contract: its id, what it does in a sentence, and the scopes of which it needs one."""

    id: str
    naam: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Handeling:
    """One action on data of persons: which operation, of which activity, by whom, from when on."""

    operatie: Operatie
    verwerking: Verwerking
    caller: Caller
    begonnen_op: datetime


def handeling_of(scope: Scope) -> Handeling | None:
    """The action that a request is; None when it handles no persons, or nobody is known to call."""
    operatie, caller = scope["state"].get("operatie"), scope["state"].get("caller")
    if operatie is None or caller is None:
        return None
    verwerking = scope["app"].state.room.service.verwerkingen.get(operatie.id)
    return verwerking and Handeling(operatie, verwerking, caller, scope["state"]["begonnen_op"])


def named_in(scope: Scope) -> list[str]:
    """The client that the address of a request names."""
    named = str(scope.get("path_params", {}).get("client_id", ""))
    return [named] if ID.fullmatch(named) else []


def lines_of_answer(
    work: Work, request: Request, handeling: Handeling, response: Response, geeindigd_op: datetime
) -> list[Row]:
    """The lines of an answer: about who was noted, who is named in the address, and who stands in the answer."""
    said = [each for each in work.noted if each.wat]
    named = [each.client_id for each in work.noted if not each.wat]
    found = [*named, *named_in(request.scope), *clients_in(bytes(getattr(response, "body", b"")))]
    known = {each.client_id for each in said}
    notes = [*said, *(Note(each) for each in dict.fromkeys(found) if each not in known)]
    return lines_of(work.vault, handeling, notes, antwoord=response.status_code, geeindigd_op=geeindigd_op)


def clients_in(answer: bytes) -> list[str]:
    """The ids of the clients in an answer, in order."""
    return [found.decode() for found in CLIENT_ID.findall(answer)]


def lines_of(
    vault: Vault, handeling: Handeling, notes: Sequence[Note], *, antwoord: int, geeindigd_op: datetime
) -> list[Row]:
    """One line for the action; of several persons one more for each, under it (LDV: a line has at most one).

    Made when it was done, so that they stand in that order whenever they are written.
    """
    plek = waar()
    same: Row = {
        "trace_id": plek.trace_id,
        "operatie": handeling.operatie.id,
        "verwerking": handeling.verwerking.code,
        "begonnen_op": handeling.begonnen_op,
        "geeindigd_op": geeindigd_op,
        "status": Status.ERROR if antwoord >= 500 else Status.UNSET,
        "antwoord": antwoord,
        "wie": handeling.caller.name[:200],
        "rol": rol_of(handeling.caller),
        "agb": handeling.caller.agb,
        "recht": " ".join(sorted(handeling.caller.rights & handeling.operatie.scopes))[:120],
    }
    own = {"span_id": plek.span_id, "parent_span_id": plek.parent_span_id}
    one = notes[0] if len(notes) == 1 else None
    lines = [same | own | _about(vault, handeling, one)]
    for note in notes if one is None else ():
        lines.append(
            same | {"span_id": secrets.token_hex(8), "parent_span_id": plek.span_id} | _about(vault, handeling, note)
        )
    return lines


def _about(vault: Vault, handeling: Handeling, note: Note | None) -> Row:
    return {
        "id": new_id(),
        "naam": (note.wat if note and note.wat else handeling.operatie.naam)[:200],
        "betrokkene": note and vault.seal_fixed(tables.BETROKKENE.purpose, note.client_id),
        "onderwerp": note and note.onderwerp,
    }


def rol_of(caller: Caller) -> Rol:
    """For whom a caller acts."""
    if caller.agb is not None:
        return Rol.AANBIEDER
    return Rol.REGIO if EVERYWHERE in caller.gemeenten else Rol.GEMEENTE


@dataclass(frozen=True)
class Line:
    """A line about a client as it is kept."""

    id: str
    trace_id: str
    span_id: str
    parent_span_id: str | None
    naam: str
    operatie: str
    verwerking: str
    begonnen_op: datetime
    geeindigd_op: datetime
    status: str
    antwoord: int | None
    """The HTTP status of the answer; null for what was written before it was kept."""
    betrokkene: str
    onderwerp: str | None
    wie: str
    rol: str
    recht: str
    agb: str | None
    """Of the provider for whom somebody acted; null for others, and for what was written before it was kept."""


def is_about(work: Work, client_id: str) -> ColumnElement[bool]:
    """Holds for the lines about a client, under whichever key his id was sealed."""
    # What was written before ids were sealed stands as it was until the keys are renewed.
    return tables.logregels.c.betrokkene.in_([*work.vault.fixed(tables.BETROKKENE.purpose, client_id), client_id])


async def lines_about(work: Work, client_id: str, after: str | None, limit: int) -> list[Line]:
    """The lines about a client, in order of time, from after `after`."""
    table = tables.logregels
    query = select(table).where(is_about(work, client_id)).order_by(table.c.id).limit(limit)
    if after is not None:
        query = query.where(table.c.id > after)
    return [Line(**row) for row in (await work.session.execute(query)).mappings()]
