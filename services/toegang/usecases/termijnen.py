"""The clocks of a case: start, stop, let stand still, let run again."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import TERMIJN_HERVAT, TERMIJN_OPGESCHORT, TermijnHervat, TermijnOpgeschort
from toegang import store
from toegang.bodies.besluit import Hervatting, NieuweOpschorting
from toegang.domain.logboek import Wat
from toegang.domain.termijn import WEKEN, Pauze, Termijnsoort, check_hervatting, check_opschorting, laatste_dag
from toegang.store import termijnen as store_termijnen
from toegang.tables import Melding, Opschorting, Termijn
from toegang.usecases.logboek import noteer_wijziging
from weigering import Weigering


async def start_termijn(
    work: Work,
    melding: Melding,
    soort: Termijnsoort,
    begin: date,
    *,
    onderwerp: str | None = None,
    weken: int | None = None,
) -> None:
    """Start a clock the day after `begin`, by default for the melding and so long as the law gives."""
    duur = weken or WEKEN[melding.wet][soort]
    termijn = Termijn(
        id=new_id(),
        melding_id=melding.id,
        gemeente=melding.gemeente,
        soort=soort,
        onderwerp=onderwerp or melding.id,
        begin=begin,
        weken=duur,
        uiterlijk=laatste_dag(begin, duur),
    )
    await store.add(work.session, termijn)


async def stop_termijnen(work: Work, onderwerp: str, op: date, *soorten: Termijnsoort) -> None:
    """Stop the open clocks of a melding or a bezwaar: those of these kinds, or all when none is named."""
    for termijn in await store_termijnen.open_termijnen(work.session, onderwerp):
        if not soorten or termijn.soort in soorten:
            termijn.gestopt_op = op


async def schort_op(work: Work, termijn: Termijn, melding: Melding, nieuw: NieuweOpschorting) -> None:
    """Let a clock stand still. Raises Weigering for a reason or a day that cannot be."""
    _check_open(termijn)
    soort = Termijnsoort(termijn.soort)
    vorige = await pauzes(work, termijn)
    check_opschorting(soort, nieuw.reden, termijn.begin, termijn.uiterlijk, vorige, nieuw.vanaf, work.today)
    opschorting = Opschorting(id=new_id(), termijn_id=termijn.id, reden=nieuw.reden, vanaf=nieuw.vanaf)
    await store.add(work.session, opschorting)
    termijn.uiterlijk = None
    noteer_wijziging(work, melding, Wat.TERMIJN_OPGESCHORT, termijn.id)
    data = TermijnOpgeschort(
        opschorting_id=opschorting.id,
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        termijn=soort.value,
        reden=opschorting.reden,
        vanaf=opschorting.vanaf,
    )
    await work.tell(TERMIJN_OPGESCHORT, termijn.id, data)


async def hervat(work: Work, termijn: Termijn, melding: Melding, nieuw: Hervatting) -> None:
    """Let a clock run again. Raises Weigering when it runs, or for a day that cannot be."""
    _check_open(termijn)
    gevonden = await store_termijnen.opschortingen(work.session, [termijn.id])
    if not gevonden:
        raise Weigering("Deze termijn staat niet stil.")
    opschorting = gevonden[-1]
    check_hervatting(Pauze(opschorting.vanaf, opschorting.tot), nieuw.tot, work.today)
    opschorting.tot = nieuw.tot
    termijn.uiterlijk = laatste_dag(termijn.begin, termijn.weken, await pauzes(work, termijn))
    noteer_wijziging(work, melding, Wat.TERMIJN_HERVAT, termijn.id)
    data = TermijnHervat(
        opschorting_id=opschorting.id,
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        termijn=Termijnsoort(termijn.soort).value,
        reden=opschorting.reden,
        vanaf=opschorting.vanaf,
        tot=nieuw.tot,
    )
    await work.tell(TERMIJN_HERVAT, termijn.id, data)


async def pauzes(work: Work, termijn: Termijn) -> list[Pauze]:
    """The times in which a clock stood or stands still."""
    return [Pauze(each.vanaf, each.tot) for each in await store_termijnen.opschortingen(work.session, [termijn.id])]


def _check_open(termijn: Termijn) -> None:
    if termijn.gestopt_op is not None:
        raise Weigering("Deze termijn is al gestopt.")
