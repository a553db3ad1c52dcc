"""Write the letter about who looked at the data of a citizen, or changed them, in all services (AVG, article 15)."""

from collections.abc import Collection, Mapping, Sequence

from pydantic import BaseModel

from chassis.clock import local_date
from chassis.logboek_api import LogRegelView
from chassis.work import Work
from inkoop import komend_model
from toegang import store
from toegang.domain.brief import Brief
from toegang.domain.inzagebrief import Inzage
from toegang.domain.inzagebrief import schrijf_inzagebrief as schrijf
from toegang.domain.logboek import Wat
from toegang.tables import Client
from toegang.usecases.schrijf_brief import hoofd_van
from verwerkingen import register

LEZEN = ("_inzage", "_zoek", "_brief", "_dossier", "_inzagebrief", "_bekijk", "_toets", "_logboek", "_export")
"""How the id of an operation ends that changes nothing, beside those that begin with get_."""


class _Aanbieder(BaseModel):
    naam: str


async def schrijf_inzagebrief(work: Work, client: Client, regels: Sequence[LogRegelView]) -> Brief:
    """The letter to a client about these lines of the log. Raises httpx.HTTPError while toewijzing is away."""
    work.note([client.id], Wat.BRIEF_GELEZEN, client.id)
    zaken = await store.meldingen_of_client(work.session, client.id)
    model = komend_model([client.gemeente], work.today)
    assert zaken  # who is a client has a case
    assert model is not None  # or he would be no client
    hoofd = await hoofd_van(work, model, zaken[-1], work.today)
    namen = await _namen(work, {each.agb for each in regels if each.agb})
    return schrijf(hoofd, work.today, [_inzage(each, hoofd.afzender.naam, namen) for each in regels])


async def _namen(work: Work, codes: Collection[str]) -> Mapping[str, str]:
    """What the providers with these codes are called, as far as the register of contracts knows them."""
    namen: dict[str, str] = {}
    for agb in sorted(codes):
        answer = await work.peers["toewijzing"].get(f"/v1/aanbieders/{agb}")
        if answer.status_code != 404:
            namen[agb] = _Aanbieder.model_validate_json(answer.raise_for_status().content).naam
    return namen


def _inzage(regel: LogRegelView, gemeente: str, namen: Mapping[str, str]) -> Inzage:
    return Inzage(local_date(regel.op), _wie(regel, gemeente, namen), _wat(regel), regel.doel, regel.uitkomst)


def _wie(regel: LogRegelView, gemeente: str, namen: Mapping[str, str]) -> str:
    if regel.rol == "gemeente":
        return gemeente
    if regel.rol == "regio":
        return f"{gemeente}, of een computer die voor haar werkt"
    if regel.agb is None:
        return "Een aanbieder van hulp"
    return f"{namen.get(regel.agb, 'Een aanbieder van hulp')} (AGB-code {regel.agb})"


def _wat(regel: LogRegelView) -> str:
    """What was done: as it was noted, or else whether it was read or changed, and of what."""
    if regel.wat[:1].islower():
        return regel.wat
    activiteit = regel.logregel.attributes.processing_activity_id.rpartition(":verwerking:")[2].partition(":")[0]
    bekend = register().get(activiteit)
    gelezen = regel.operatie.startswith("get_") or regel.operatie.endswith(LEZEN)
    onderwerp = f" ({bekend.naam.lower()})" if bekend else ""
    return f"{'gelezen' if gelezen else 'veranderd'}{onderwerp}"
