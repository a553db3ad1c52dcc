"""Record what comes from people: an answer, a signal, a risk, a complaint."""

from dataclasses import asdict, dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from monitoring.bodies.registers import NieuweKlacht
from monitoring.domain.maatregelen import KLACHT, klacht_mag_volgen
from monitoring.domain.registers import Aantekeningsoort
from monitoring.store import registers
from monitoring.tables import Aantekening, Klacht, Klachtstap
from weigering import Weigering


@dataclass(frozen=True)
class NieuweAantekening:
    """One thing to record about a provider; `waarde` as the table keeps it."""

    soort: Aantekeningsoort
    gemeente: str
    agb: str
    op: date
    kenmerk: str
    waarde: int | None = None


async def noteer(work: Work, nieuw: NieuweAantekening, door: str) -> Aantekening:
    """Record one thing about a provider. Raises Weigering for a day that is still to come."""
    _niet_later(work, nieuw.op, "op")
    row = Aantekening(id=new_id(), **asdict(nieuw), gesloten_op=None, door=door, vastgelegd_op=work.now)
    await registers.add(work.session, row)
    return row


async def sluit_risico(work: Work, risico: Aantekening, op: date) -> None:
    """Close a risk (M106). Raises Weigering when it was closed before, and for a day that cannot be."""
    if risico.gesloten_op is not None:
        raise Weigering("Dit risico is al gesloten.", soort="risico", regel="M106")
    _niet_later(work, op, "op")
    if op < risico.op:
        raise Weigering("Een risico sluit niet voor de dag waarop het is vastgelegd.", veld="body.op")
    risico.gesloten_op = op


async def dien_klacht_in(work: Work, nieuw: NieuweKlacht, door: str) -> Klacht:
    """Record a complaint; provider and consultant look at it first (M110). Raises Weigering for a day to come."""
    _niet_later(work, nieuw.ontvangen_op, "ontvangenOp")
    klacht = Klacht(id=new_id(), **nieuw.model_dump(), stap=KLACHT[0])
    stap = Klachtstap(klacht_id=klacht.id, volgnummer=1, stap=KLACHT[0], op=nieuw.ontvangen_op, door=door)
    await registers.add(work.session, klacht, stap)
    return klacht


async def zet_klachtstap(work: Work, klacht: Klacht, stap: str, op: date, door: str) -> None:
    """The next step of a complaint (M110). Raises Weigering for a step back, and for a day before the last step."""
    if not klacht_mag_volgen(klacht.stap, stap):
        reden = f"Deze klacht staat al op '{klacht.stap}'. Een klacht gaat nooit een stap terug (M110)."
        raise Weigering(reden, soort="klachtstap", regel="M110")
    stappen = await registers.klachtstappen(work.session, klacht.id)
    _niet_later(work, op, "op")
    if op < stappen[-1].op:
        raise Weigering("Deze stap ligt voor de vorige stap.", veld="body.op")
    klacht.stap = stap
    nieuw = Klachtstap(klacht_id=klacht.id, volgnummer=len(stappen) + 1, stap=stap, op=op, door=door)
    await registers.add(work.session, nieuw)


def _niet_later(work: Work, dag: date, veld: str) -> None:
    if dag > work.today:
        raise Weigering("Deze dag moet nog komen.", veld=f"body.{veld}")
