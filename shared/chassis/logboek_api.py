"""The route by which a service tells who did what with the data of a client."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from chassis import logboek
from chassis.door import Door, InWork
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.security import must_serve_everywhere, needs
from chassis.service import Room
from chassis.tokens import Caller
from chassis.work import Work

router = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Logboek"])
LogboekLezer = Annotated[Caller, Depends(needs("logboek:lezen"))]
Uitkomst = Literal["gelukt", "geweigerd", "mislukt"]


class LdvAttributes(BaseModel):
    """What a line is about, in the words of the Logboek Dataverwerkingen."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    processing_activity_id: Annotated[str, Field(alias="dpl.core.processing_activity_id")]
    data_subject_id: Annotated[str, Field(alias="dpl.core.data_subject_id")]
    data_subject_id_type: Annotated[str, Field(alias="dpl.core.data_subject_id_type")]


class LdvRegel(BaseModel):
    """A line as the Logboek Dataverwerkingen has it: without who did it, which is for an audit and not for that log."""

    model_config = ConfigDict(frozen=True)

    trace_id: str
    span_id: str
    parent_span_id: str | None = None
    status: Literal["Unset", "Error"]
    name: str
    start_time: int
    end_time: int
    attributes: LdvAttributes


class LogRegelView(ApiModel):
    """Who did what with the data of a client, when and why."""

    id: str
    dienst: str
    op: datetime
    wie: str
    rol: Literal["aanbieder", "gemeente", "regio"]
    agb: str | None
    recht: str
    wat: str
    operatie: str
    onderwerp: str | None
    doel: str
    uitkomst: Uitkomst
    logregel: LdvRegel


@router.get("/{client_id}/logboek")
async def get_logboek(
    work: InWork, request: Request, caller: LogboekLezer, client_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[LogRegelView]:
    """Wie wanneer in deze dienst wat van een cliënt las of wijzigde. Voor de andere diensten.

    Wilt u weten wie de gegevens van een inwoner zag? Vraag het aan toegang: die kent de cliënt, en vraagt alle
    diensten. Dit lezen komt zelf niet in het logboek. Er verandert niets.
    """
    detail = "Vraag het logboek van een cliënt aan toegang: die vraagt het alle diensten."
    must_serve_everywhere(caller, "logboek", detail)
    return await own_lines(work, request.app.state.room, client_id, limit, cursor)


async def own_lines(work: Work, room: Room, client_id: str, limit: int, cursor: str | None) -> Page[LogRegelView]:
    """A page of the lines of this service about a client, with that of every answer so far."""
    await room.written()
    found = await logboek.lines_about(work, client_id, read_cursor(cursor), limit + 1)
    doelen = {each.naam: each.doel for each in room.service.verwerkingen.values()}
    return page_of([_view(each, room, doelen) for each in found], limit, key=lambda each: each.id)


def _view(line: logboek.Line, room: Room, doelen: Mapping[str, str]) -> LogRegelView:
    oin = f"urn:nld:oin:{room.settings.oin}"
    attributes = LdvAttributes(
        processing_activity_id=f"{oin}:verwerking:{line.verwerking}",
        data_subject_id=line.betrokkene,
        data_subject_id_type=f"{oin}:client-id-versleuteld",
    )
    return LogRegelView(
        id=line.id,
        dienst=room.service.name,
        op=line.begonnen_op,
        wie=line.wie,
        rol=logboek.Rol(line.rol).value,
        agb=line.agb,
        recht=line.recht,
        wat=line.naam,
        operatie=line.operatie,
        onderwerp=line.onderwerp,
        # By the register as it is now; of an activity that is not in it any more nothing is known.
        doel=doelen.get(line.verwerking.partition(":")[0], ""),
        uitkomst=_uitkomst(line.antwoord),
        logregel=LdvRegel(
            trace_id=line.trace_id,
            span_id=line.span_id,
            parent_span_id=line.parent_span_id,
            status="Error" if line.status == logboek.Status.ERROR else "Unset",
            name=line.naam,
            start_time=_milliseconds(line.begonnen_op),
            end_time=_milliseconds(line.geeindigd_op),
            attributes=attributes,
        ),
    )


def _milliseconds(moment: datetime) -> int:
    """A moment as milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def _uitkomst(antwoord: int | None) -> Uitkomst:
    if antwoord is None or antwoord < 400:
        return "gelukt"
    return "geweigerd" if antwoord < 500 else "mislukt"
