"""Record what comes from people: an answer, a signal, a risk, a complaint."""

from datetime import date

from chassis.identifiers import new_id
from chassis.problems import Problem, invalid
from chassis.security import found_for, must_serve
from chassis.tokens import Caller
from chassis.work import Work
from monitoring.bodies.registers import AantekeningView, KlachtMetStappen, KlachtView, NieuweKlacht, StapView
from monitoring.domain.maatregelen import KLACHT, klacht_mag_volgen
from monitoring.store import registers
from monitoring.tables import Aantekening, Klacht, Klachtstap


async def noteer(
    work: Work, caller: Caller, soort: str, plek: tuple[str, str, date], kenmerk: str, waarde: int | None
) -> AantekeningView:
    """Record one thing about a provider; `plek` is gemeente, AGB code and day.

    Raises Problem 403 for another municipality, 400 for a day that is still to come.
    """
    gemeente, agb, op = plek
    must_serve(caller, gemeente)
    _niet_later(work, op, "op")
    row = Aantekening(
        id=new_id(),
        soort=soort,
        gemeente=gemeente,
        agb=agb,
        op=op,
        kenmerk=kenmerk,
        waarde=waarde,
        gesloten_op=None,
        door=caller.name,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)
    return view(row)


def view(row: Aantekening) -> AantekeningView:
    """As it goes over the API."""
    return AantekeningView(
        id=row.id,
        gemeente=row.gemeente,
        agb=row.agb,
        op=row.op,
        kenmerk=row.kenmerk,
        waarde=row.waarde,
        gesloten_op=row.gesloten_op,
    )


async def sluit_risico(work: Work, caller: Caller, key: str, op: date) -> AantekeningView:
    """Close a risk (M106). Raises Problem 404, 409 when it was closed before, 400 for a day that cannot be."""
    row = found_for(caller, await registers.aantekening(work.session, "risico", key), "dit risico")
    if row.gesloten_op is not None:
        raise Problem(409, "risico", "Dit risico is al gesloten.", rule="M106")
    _niet_later(work, op, "op")
    if op < row.op:
        raise invalid("body.op", "Een risico sluit niet voor de dag waarop het is vastgelegd.")
    row.gesloten_op = op
    return view(row)


async def dien_klacht_in(work: Work, caller: Caller, nieuw: NieuweKlacht) -> KlachtMetStappen:
    """Record a complaint; provider and consultant look at it first (M110). Raises Problem 400 or 403."""
    must_serve(caller, nieuw.gemeente)
    _niet_later(work, nieuw.ontvangen_op, "ontvangenOp")
    row = Klacht(id=new_id(), **nieuw.model_dump(), stap=KLACHT[0])
    stap = Klachtstap(klacht_id=row.id, nummer=1, stap=KLACHT[0], op=nieuw.ontvangen_op, door=caller.name)
    await registers.add(work.session, row, stap)
    return await toon_klacht(work, caller, row.id)


async def toon_klacht(work: Work, caller: Caller, key: str) -> KlachtMetStappen:
    """A complaint with its steps. Raises Problem 404."""
    row = await _klacht(work, caller, key)
    stappen = [StapView(stap=each.stap, op=each.op) for each in await registers.klachtstappen(work.session, key)]
    return KlachtMetStappen(**klacht_view(row).model_dump(), stappen=stappen)


def klacht_view(row: Klacht) -> KlachtView:
    """As it goes over the API."""
    return KlachtView.model_validate(row, from_attributes=True)


async def zet_klachtstap(work: Work, caller: Caller, key: str, stap: str, op: date) -> KlachtMetStappen:
    """The next step of a complaint (M110). Raises Problem 404, 409 for a step back, 400 for a day before the last."""
    row = await _klacht(work, caller, key)
    if not klacht_mag_volgen(row.stap, stap):
        detail = f"Deze klacht staat al op '{row.stap}'. Een klacht gaat nooit een stap terug (M110)."
        raise Problem(409, "klachtstap", detail, rule="M110")
    stappen = await registers.klachtstappen(work.session, key)
    _niet_later(work, op, "op")
    if op < stappen[-1].op:
        raise invalid("body.op", "Deze stap ligt voor de vorige stap.")
    row.stap = stap
    nieuw = Klachtstap(klacht_id=key, nummer=len(stappen) + 1, stap=stap, op=op, door=caller.name)
    await registers.add(work.session, nieuw)
    return await toon_klacht(work, caller, key)


async def _klacht(work: Work, caller: Caller, key: str) -> Klacht:
    return found_for(caller, await registers.klacht(work.session, key), "deze klacht")


def _niet_later(work: Work, dag: date, veld: str) -> None:
    if dag > work.today:
        raise invalid(f"body.{veld}", "Deze dag moet nog komen.")
