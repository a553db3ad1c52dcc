"""The clocks of the law: how long they run, why they may stand still, and when they are over.

Six weeks for the onderzoek (Wmo 2015, 2.3.2), two weeks for the decision on an aanvraag (2.3.5), six weeks for an
objection (Awb 6:7) and six for the decision on it (Awb 7:10). The day on which a clock starts does not count; a last
day that is no working day moves to the next one (Algemene termijnenwet, 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from istandaard.termijnen import is_werkdag
from weigering import Weigering
from wetten import Wet

BEZWAAR_WEKEN = 6
LANGSTE_VERSCHUIVING = 12
"""Weeks: the end of a longer term does not move to a working day (Algemene termijnenwet, 4)."""
BIJNA = timedelta(days=7)
"""How long before its last day a clock shows as about to end."""


class Termijnsoort(StrEnum):
    """What a clock waits for."""

    ONDERZOEK = "onderzoek"
    BESLUIT = "besluit"
    BEZWAAR = "bezwaar"


class Stand(StrEnum):
    """How a clock is on a day."""

    LOOPT = "loopt"
    BIJNA = "bijna-om"
    TE_LAAT = "te-laat"
    OPGESCHORT = "opgeschort"
    GESTOPT = "gestopt"


WEKEN = {
    Wet.WMO: {Termijnsoort.ONDERZOEK: 6, Termijnsoort.BESLUIT: 2, Termijnsoort.BEZWAAR: 6},
    Wet.JEUGDWET: {Termijnsoort.BESLUIT: 8, Termijnsoort.BEZWAAR: 6},
}
"""How long each clock runs. The Jeugdwet has no term for an onderzoek, nor for a decision: that is what the Awb calls
reasonable (Awb 4:13)."""

REDENEN: dict[Termijnsoort, dict[str, str]] = {
    Termijnsoort.ONDERZOEK: {
        "gegevens": "De inwoner geeft nog gegevens die voor het onderzoek nodig zijn (Wmo 2015, 2.3.2, zevende lid).",
        "instemming": "De inwoner stemt in met uitstel van het onderzoek.",
        "afwezig": "De inwoner is er niet, bijvoorbeeld door opname in een ziekenhuis.",
    },
    Termijnsoort.BESLUIT: {
        "aanvulling": "De aanvraag is niet volledig; de inwoner kan haar aanvullen (Awb 4:5 en 4:15, eerste lid).",
        "instemming": "De inwoner stemt schriftelijk in met uitstel (Awb 4:15, tweede lid, onder a).",
        "toe-te-rekenen": "De vertraging ligt aan de inwoner (Awb 4:15, tweede lid, onder b).",
        "overmacht": "De gemeente kan door overmacht niet besluiten (Awb 4:15, tweede lid, onder c).",
    },
    Termijnsoort.BEZWAAR: {
        "verzuim": "Het bezwaar is niet volledig; de inwoner kan dat herstellen (Awb 6:6 en 7:10, tweede lid).",
        "instemming": "De inwoner stemt in met uitstel (Awb 7:10, vierde lid).",
    },
}
"""Why each clock may stand still, and by which article."""


@dataclass(frozen=True)
class Pauze:
    """A time in which a clock stands still: from `vanaf`, until the day before `tot`; null while it still does."""

    vanaf: date
    tot: date | None


def laatste_dag(begin: date, weken: int, pauzes: Iterable[Pauze] = ()) -> date | None:
    """The last day of a term that started on `begin`; None while it stands still.

    Of a pause only days of the term count: not `begin` itself, and also those by which its end moved to a working day.
    """
    dag, eerste = begin + timedelta(weeks=weken), begin + timedelta(days=1)
    for pauze in pauzes:
        if pauze.tot is None:
            return None
        if dag < pauze.vanaf <= _einde(dag, weken):
            dag = _einde(dag, weken)
        dag += max(pauze.tot - max(pauze.vanaf, eerste), timedelta())
    return _einde(dag, weken)


def stand(uiterlijk: date | None, gestopt_op: date | None, vandaag: date) -> Stand:
    """How a clock is today."""
    if gestopt_op is not None:
        return Stand.GESTOPT
    if uiterlijk is None:
        return Stand.OPGESCHORT
    if uiterlijk < vandaag:
        return Stand.TE_LAAT
    return Stand.BIJNA if uiterlijk <= vandaag + BIJNA else Stand.LOOPT


def check_opschorting(
    soort: Termijnsoort,
    reden: str,
    begin: date,
    uiterlijk: date | None,
    vorige: Iterable[Pauze],
    vanaf: date,
    vandaag: date,
) -> None:
    """Raises Weigering unless this clock may stand still as from `vanaf`, for this reason."""
    if reden not in REDENEN[soort]:
        mogelijk = ", ".join(REDENEN[soort])
        raise Weigering(
            f"Voor deze termijn kan dit geen reden zijn. Kies uit: {mogelijk}.", veld="body.reden", regel=REGEL[soort]
        )
    if uiterlijk is None:
        raise Weigering("Deze termijn staat al stil.", regel=REGEL[soort])
    eerste = max([begin, *(each.tot for each in vorige if each.tot)])
    if eerste > vandaag:
        reden = f"Deze termijn begint pas na {eerste:%d-%m-%Y}: tot dan staat zij niet stil."
        raise Weigering(reden, regel=REGEL[soort])
    if not eerste <= vanaf <= min(uiterlijk, vandaag):
        reden = f"Kies een dag van {eerste:%d-%m-%Y} tot en met {min(uiterlijk, vandaag):%d-%m-%Y}."
        raise Weigering(reden, veld="body.vanaf", regel=REGEL[soort])


def check_hervatting(pauze: Pauze, tot: date, vandaag: date) -> None:
    """Raises Weigering unless a clock that stands still may run again on `tot`."""
    if pauze.tot is not None:
        raise Weigering("Deze termijn loopt al weer.")
    if not pauze.vanaf < tot <= vandaag:
        raise Weigering("Kies een dag na het begin van de opschorting en tot en met vandaag.", veld="body.tot")


REGEL = {Termijnsoort.ONDERZOEK: "Wmo 2015, 2.3.2", Termijnsoort.BESLUIT: "Awb 4:15", Termijnsoort.BEZWAAR: "Awb 7:10"}
"""The article that rules the pauses of each clock."""


def _einde(dag: date, weken: int) -> date:
    return dag if weken > LANGSTE_VERSCHUIVING else _werkdag_vanaf(dag)


def _werkdag_vanaf(dag: date) -> date:
    # For the Algemene termijnenwet 5 May is a holiday every year; for employers only once in five.
    while not is_werkdag(dag) or (dag.month, dag.day) == (5, 5):
        dag += timedelta(days=1)
    return dag
