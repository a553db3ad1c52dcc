"""Gaps in the social base, and the register of general provisions (M112)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from hashlib import sha256

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import SIGNAAL_GEREGISTREERD, SignaalGeregistreerd
from toegang import store
from toegang.bodies.sociale_basis import ImportUitkomst, NieuwSignaal, RijfoutView
from toegang.domain.logboek import Wat
from toegang.domain.sociale_basis import Aanbod, lees_register
from toegang.store import sociale_basis as store_sociale_basis
from toegang.tables import Melding, Signaal, Voorziening
from toegang.tables.beschermd import OMSCHRIJVING


async def registreer_signaal(work: Work, nieuw: NieuwSignaal, melding: Melding | None) -> Signaal:
    """Keep what somebody missed, in a case where one showed it; the event says what is missing, not for whom."""
    signaal_id = new_id()
    signaal = Signaal(
        id=signaal_id,
        gemeente=nieuw.gemeente,
        onderwerp=nieuw.onderwerp,
        wijk=nieuw.wijk,
        omschrijving=work.vault.seal(OMSCHRIJVING, signaal_id, nieuw.omschrijving.encode()),
        melding_id=nieuw.melding_id,
        op=work.today,
    )
    await store.add(work.session, signaal)
    if melding is not None:
        work.note([melding.client_id], Wat.SIGNAAL_GEREGISTREERD, signaal.id)
    data = SignaalGeregistreerd(
        signaal_id=signaal.id, gemeente=signaal.gemeente, onderwerp=signaal.onderwerp, op=signaal.op
    )
    await work.tell(SIGNAAL_GEREGISTREERD, signaal.id, data)
    return signaal


async def lees_signaal(work: Work, signaal: Signaal) -> str:
    """The story of a gap, as it was told; it leaves a trace with the citizen of the case."""
    if signaal.melding_id is not None:
        melding = await store.melding(work.session, signaal.melding_id)
        assert melding is not None  # a foreign key holds it
        work.note([melding.client_id], Wat.SIGNAAL_GELEZEN, signaal.id)
    return work.vault.open(OMSCHRIJVING, signaal.id, signaal.omschrijving).decode()


async def importeer_voorzieningen(work: Work, gemeente: str, tekst: str, *, proef: bool) -> ImportUitkomst:
    """Make the register of a municipality what the file says: all of it, or nothing when a row is wrong.

    What stands no longer in the file lapses; it keeps its id, since an onderzoek may name it. Who waits its turn for
    this register calls it.
    """
    aanbod, fouten = lees_register(tekst)
    bekend = {
        each.naam: each for each in await store_sociale_basis.voorzieningen(work.session, gemeente, ook_vervallen=True)
    }
    nieuw = [each for each in aanbod if each.naam not in bekend]
    gewijzigd = [each for each in aanbod if each.naam in bekend and _anders(bekend[each.naam], each)]
    genoemd = {each.naam for each in aanbod}
    vervallen = [each for naam, each in bekend.items() if naam not in genoemd and each.vervallen_op is None]
    if not fouten and not proef:
        rijen = [Voorziening(id=new_id(), gemeente=gemeente, **asdict(each)) for each in nieuw]
        await store.add(work.session, *rijen)
        for each in gewijzigd:
            for name, value in asdict(each).items():
                setattr(bekend[each.naam], name, value)
            bekend[each.naam].vervallen_op = None
        for weg in vervallen:
            weg.vervallen_op = work.today
    return ImportUitkomst(
        proef=proef,
        nieuw=len(nieuw),
        gewijzigd=len(gewijzigd),
        vervallen=0 if fouten else len(vervallen),
        fouten=[RijfoutView.model_validate(each, from_attributes=True) for each in fouten],
    )


def versie_van(register: Sequence[Voorziening]) -> str:
    """A name for what stands in a register: another one as soon as anything in it is different."""
    inhoud = [[each.id, *(getattr(each, field.name) for field in fields(Aanbod))] for each in register]
    return sha256(json.dumps(inhoud).encode()).hexdigest()[:32]


def _anders(bekend: Voorziening, aanbod: Aanbod) -> bool:
    zelfde = all(getattr(bekend, name) == value for name, value in asdict(aanbod).items())
    return not zelfde or bekend.vervallen_op is not None
