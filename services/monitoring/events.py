"""What monitoring hears: every event goes in the log, and those it knows into the read models. It tells nothing."""

import json
import re

from chassis.clock import local_date
from chassis.events import Event, Heard, Subscription, on, on_all
from chassis.work import Work
from gebeurtenissen import (
    BESCHIKKING_AFGEGEVEN,
    DECLARATIE_BEANTWOORD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
    BeschikkingAfgegeven,
    DeclaratieBeantwoord,
    LeveringGestart,
    MeldingGeregistreerd,
    OnderzoekAfgerond,
    ToewijzingToegewezen,
    ToewijzingVoorbereid,
)
from monitoring import store
from monitoring.domain.stappen import GezetteStap, Stap, dagen_tussen, maand_van
from monitoring.tables import Afkeuring, Declaratie, Gebeurtenis, Producttotaal

GEMEENTECODE = re.compile(r"\d{4}", re.ASCII)


async def keep(work: Work, event: Event) -> None:
    """Write the event in the log as it came, whatever its type."""
    gemeente = event.data.get("gemeente")
    gebeurtenis = Gebeurtenis(
        id=event.id,
        source=event.source,
        type=event.type,
        subject=event.subject,
        sequence=event.sequence,
        time=event.time,
        gemeente=gemeente if isinstance(gemeente, str) and GEMEENTECODE.fullmatch(gemeente) else None,
        data=json.dumps(event.data, ensure_ascii=False),
    )
    await store.add(work.session, gebeurtenis)


async def hoor_melding(work: Work, heard: Heard[MeldingGeregistreerd]) -> None:
    """A melding counts on its meldingsdatum."""
    data = heard.data
    gezet = GezetteStap(Stap.MELDING, data.melding_id, data.gemeente, data.meldingsdatum, heard.sequence)
    await store.note_first(work.session, gezet)


async def hoor_onderzoek(work: Work, heard: Heard[OnderzoekAfgerond]) -> None:
    """An onderzoek counts on the day it was done; it took the days since the melding."""
    data = heard.data
    dagen = dagen_tussen(data.meldingsdatum, data.afgerond_op)
    gezet = GezetteStap(Stap.ONDERZOEK, data.melding_id, data.gemeente, data.afgerond_op, heard.sequence, dagen)
    await store.note_first(work.session, gezet)


async def hoor_beschikking(work: Work, heard: Heard[BeschikkingAfgegeven]) -> None:
    """A beschikking counts on its besluitdatum; it took the days since the onderzoek, if there was one."""
    data = heard.data
    dagen = dagen_tussen(data.onderzoek_afgerond_op, data.besluitdatum) if data.onderzoek_afgerond_op else None
    gezet = GezetteStap(Stap.BESCHIKKING, data.beschikking_id, data.gemeente, data.besluitdatum, heard.sequence, dagen)
    await store.note_first(work.session, gezet)


async def hoor_voorbereid(work: Work, heard: Heard[ToewijzingVoorbereid]) -> None:
    """A product that waits counts on the besluitdatum, until its toewijzing is known."""
    data = heard.data
    gezet = GezetteStap(Stap.VOORBEREID, data.toewijzing_id, data.gemeente, data.besluitdatum, heard.sequence)
    await store.note_first(work.session, gezet)


async def hoor_toegewezen(work: Work, heard: Heard[ToewijzingToegewezen]) -> None:
    """A toewijzing counts on its first toewijzingsdatum: what changes it later is no new toewijzing."""
    data = heard.data
    dagen = dagen_tussen(data.besluitdatum, data.toewijzingsdatum)
    gezet = GezetteStap(
        Stap.TOEWIJZING, data.toewijzing_id, data.gemeente, data.toewijzingsdatum, heard.sequence, dagen
    )
    await store.note_first(work.session, gezet)


async def hoor_gestart(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start counts on its begindatum; it took the days since the toewijzing."""
    await store.note_last(work.session, _start(heard, telt=True))


async def hoor_verwijderd(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start that was removed counts no longer, also when the removal is heard first."""
    await store.note_last(work.session, _start(heard, telt=False))


def _start(heard: Heard[LeveringGestart], *, telt: bool) -> GezetteStap:
    data = heard.data
    return GezetteStap(
        stap=Stap.START,
        sleutel=f"{data.toewijzing_id} {data.begindatum}",
        gemeente=data.gemeente,
        datum=data.begindatum,
        sequence=heard.sequence,
        dagen=dagen_tussen(data.toewijzingsdatum, data.begindatum),
        telt=telt,
    )


async def hoor_declaratie(work: Work, heard: Heard[DeclaratieBeantwoord]) -> None:
    """A declaration counts in its declaratieperiode, once; the answer took the days since it came in."""
    data = heard.data
    if await store.is_known(work.session, data.declaratie_id):
        return
    dagen = dagen_tussen(local_date(data.ontvangen_op), local_date(data.beantwoord_op))
    gezet = GezetteStap(
        Stap.DECLARATIE, data.declaratie_id, data.gemeente, data.declaratieperiode, heard.sequence, dagen
    )
    await store.note_first(work.session, gezet)
    await store.add(work.session, *_rows(data))


def _rows(data: DeclaratieBeantwoord) -> list[Declaratie | Producttotaal | Afkeuring]:
    key = data.declaratie_id
    declaratie = Declaratie(
        id=key,
        gemeente=data.gemeente,
        agb=data.agb,
        maand=maand_van(data.declaratieperiode),
        retourcode=data.retourcode,
        regels_ingediend=data.regels_ingediend,
        regels_toegekend=data.regels_toegekend,
        regels_afgewezen=data.regels_afgewezen,
        bedrag_ingediend=data.bedrag_ingediend,
        bedrag_toegekend=data.bedrag_toegekend,
    )
    producten = [Producttotaal(declaratie_id=key, **each.model_dump()) for each in data.producten]
    afkeuringen = [Afkeuring(declaratie_id=key, **each.model_dump()) for each in data.afkeuringen]
    if not afkeuringen and data.regels_afgewezen:
        afkeuringen = [_whole(data)]
    return [declaratie, *producten, *afkeuringen]


def _whole(data: DeclaratieBeantwoord) -> Afkeuring:
    """A declaration that was rejected whole: its lines were not judged one by one, so its own code is their reason."""
    return Afkeuring(
        declaratie_id=data.declaratie_id,
        retourcode=data.retourcode,
        aantal=data.regels_afgewezen,
        bedrag=data.bedrag_ingediend - data.bedrag_toegekend,
    )


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on_all(keep),
    on(MELDING_GEREGISTREERD, hoor_melding),
    on(ONDERZOEK_AFGEROND, hoor_onderzoek),
    on(BESCHIKKING_AFGEGEVEN, hoor_beschikking),
    on(TOEWIJZING_VOORBEREID, hoor_voorbereid),
    on(TOEWIJZING_TOEGEWEZEN, hoor_toegewezen),
    on(LEVERING_GESTART, hoor_gestart),
    on(LEVERING_VERWIJDERD, hoor_verwijderd),
    on(DECLARATIE_BEANTWOORD, hoor_declaratie),
)
