"""Gaps in the social base, and the register of general provisions (M112)."""

from dataclasses import asdict

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen import SIGNAAL_GEREGISTREERD, SignaalGeregistreerd
from toegang import store
from toegang.bodies.sociale_basis import ImportUitkomst, NieuwSignaal, RijfoutView
from toegang.domain.sociale_basis import Aanbod, lees_register
from toegang.store import sociale_basis as store_sociale_basis
from toegang.tables import Signaal, Voorziening


async def registreer_signaal(work: Work, nieuw: NieuwSignaal) -> Signaal:
    """Keep what somebody missed; the event says what is missing, not for whom."""
    signaal = Signaal(
        id=new_id(),
        gemeente=nieuw.gemeente,
        onderwerp=nieuw.onderwerp,
        wijk=nieuw.wijk,
        omschrijving=work.vault.seal(nieuw.omschrijving.encode()),
        melding_id=nieuw.melding_id,
        op=work.today,
    )
    await store.add(work.session, signaal)
    data = SignaalGeregistreerd(
        signaal_id=signaal.id, gemeente=signaal.gemeente, onderwerp=signaal.onderwerp, op=signaal.op
    )
    await work.tell(SIGNAAL_GEREGISTREERD, signaal.id, data)
    return signaal


async def importeer_voorzieningen(work: Work, gemeente: str, tekst: str, *, proef: bool) -> ImportUitkomst:
    """Make the register of a municipality what the file says: all of it, or nothing when a row is wrong.

    What stands no longer in the file lapses; it keeps its id, since an onderzoek may name it.
    """
    await work.wait_for_turn(f"voorzieningen {gemeente}")
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


def _anders(bekend: Voorziening, aanbod: Aanbod) -> bool:
    zelfde = all(getattr(bekend, name) == value for name, value in asdict(aanbod).items())
    return not zelfde or bekend.vervallen_op is not None
