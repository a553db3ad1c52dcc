"""From events to read models: keep what comes in, and fold it into the dossiers and the figures."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from chassis.events import HASH_FIELD, Event
from chassis.work import Work
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.cijfers import werk_uit
from monitoring.domain.dossier import Notitie, volg
from monitoring.domain.vindplaats import samen
from monitoring.noteren import Onleesbaar, noteer
from monitoring.store import dossiers, leesmodel, logboek
from monitoring.store.dossiers import Dossiersleutel, Gevonden
from monitoring.store.logboek import BEURT, Gebeurd

GEMEENTECODE = re.compile(r"[0-9]{4}")
BATCH = 5_000
"""Events that are folded in one transaction."""
LEEG = Gevonden({}, None)
GEHOORD = "monitoring_gehoord"
"""Under this key a session holds the events of the delivery under way."""


async def keep(work: Work, event: Event) -> None:
    """Lay an event aside, of whatever type, until the delivery is complete (`verwerk_levering`)."""
    cast(list[dict[str, object]], work.session.info.setdefault(GEHOORD, [])).append(_row(event))


def _row(event: Event) -> dict[str, object]:
    gemeenten = event.data.get("gemeenten")
    namen = [str(each) for each in gemeenten if _is_gemeente(each)] if isinstance(gemeenten, list) else []
    # Who pays for a client of another municipality may see it too (M83).
    eigen = {each for each in map(event.data.get, ("gemeente", "budgethouder")) if _is_gemeente(each)}
    if len(eigen) > 1:
        namen += sorted(map(str, eigen))
    client_id = event.data.get("clientId")
    return {
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "sequence": event.sequence,
        "time": event.time,
        "gemeente": eigen.pop() if len(eigen) == 1 else None,
        "gemeenten": f",{','.join(namen)}," if namen else None,
        "client_id": client_id if isinstance(client_id, str) else None,
        "data": json.dumps(_zonder_hash(event.data), ensure_ascii=False, separators=(",", ":")),
    }


def _zonder_hash(data: Mapping[str, object]) -> Mapping[str, object]:
    """Without the hash of a BSN: monitoring counts by clientId, and could change no key of it."""
    return {**data, HASH_FIELD: ""} if HASH_FIELD in data else data


def _is_gemeente(waarde: object) -> bool:
    return isinstance(waarde, str) and GEMEENTECODE.fullmatch(waarde) is not None


async def verwerk_levering(work: Work) -> None:
    """Write the events of a delivery in the log, and bring the active read models up to it."""
    rows = cast(list[dict[str, object]], work.session.info.pop(GEHOORD, []))
    if rows:
        await work.wait_for_turn(BEURT)
        await logboek.add(work.session, rows)
        await verwerk_volgende(work)


async def verwerk_volgende(work: Work) -> int:
    """Fold the next events of the log into the active read models; the number of events."""
    await work.wait_for_turn(BEURT)
    generatie = await leesmodel.actief(work.session)
    return await verwerk_deel(work, generatie.nummer, generatie.positie, BATCH)


async def haal_achterstand_in(work: Work) -> None:
    """Bring the read models up to a log that is further, as it is after an upgrade: so many events at a time."""
    generatie = await leesmodel.actief(work.session)
    if generatie.positie < await logboek.laatste_positie(work.session):
        await verwerk_volgende(work)


async def verwerk_deel(work: Work, generatie: int, na_positie: int, aantal: int) -> int:
    """Fold the next `aantal` events after a position into a generation; the number of events."""
    gebeurd = await logboek.na(work.session, na_positie, aantal)
    if gebeurd:
        await vouw(work, generatie, gebeurd)
        await leesmodel.schuif_op(work.session, generatie, gebeurd[-1].positie)
    return len(gebeurd)


async def vouw(work: Work, generatie: int, gebeurd: Sequence[Gebeurd]) -> None:
    """Fold events into the dossiers and figures of a generation; what cannot be read is parked with the reason."""
    notities, redenen = _lees(gebeurd)
    await logboek.parkeer(work.session, redenen)
    bekend = await dossiers.dossiers(work.session, generatie, notities)
    verschil = Verschil()
    gewijzigd: dict[Dossiersleutel, Gevonden] = {}
    for sleutel, nieuw in notities.items():
        oud = bekend.get(sleutel, LEEG)
        inhoud = volg(oud.inhoud, nieuw)
        if inhoud is not oud.inhoud:
            verschil.noteer(*sleutel, oud.inhoud, inhoud)
            gewijzigd[sleutel] = Gevonden(inhoud, samen(oud.plaats, verschil.vindplaatsen.get(sleutel)))
    await dossiers.bewaar(work.session, generatie, gewijzigd)
    await leesmodel.tel_op(work.session, generatie, werk_uit(verschil.geteld))
    await leesmodel.werk_openstaand_bij(work.session, generatie, verschil.klaar, verschil.open)
    await leesmodel.werk_perioden_bij(work.session, generatie, verschil.perioden_weg, verschil.perioden)


def _lees(gebeurd: Iterable[Gebeurd]) -> tuple[dict[Dossiersleutel, list[Notitie]], dict[int, str | None]]:
    """What the events add per dossier, and of which positions the reason for parking changes."""
    per_dossier: dict[Dossiersleutel, list[Notitie]] = {}
    redenen: dict[int, str | None] = {}
    for each in gebeurd:
        reden = None
        try:
            for notitie in noteer(each.type, each.sequence, each.data):
                per_dossier.setdefault((notitie.soort, notitie.sleutel), []).append(notitie)
        except Onleesbaar as error:
            reden = str(error)
        if reden != each.reden:
            redenen[each.positie] = reden
    return per_dossier, redenen
