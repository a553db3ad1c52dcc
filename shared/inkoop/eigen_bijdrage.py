"""Who owes an own contribution, and how much: the rule of the municipality, from a day on (Wmo 2015, 2.1.4a; M142)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from inkoop.basis import Beleid, Benoemd, Eurocent, Positief, Productcode
from inkoop.producten import Tarief


class Vrijstelling(Benoemd):
    """A circumstance in which nothing is owed, as a letter says it after "omdat", and whose rule that is."""

    grond: Literal["wet", "gemeente"]


class Bijdragebeleid(Beleid):
    """Who owes an own contribution as from `vanaf`, until the next rule.

    `tarieven`: eurocents per month for one citizen, or a couple together; without any the CAK sets them by income.
    `leeftijd`: from this age on. `pensioenleeftijd_maanden`: a couple of which one is younger owes nothing; absent when
    that does not matter. `zonder_bijdrage`: products for which nothing is owed. `naar_inkomen`: products for which the
    CAK always sets the amount by income, such as beschermd wonen (2.1.4a, seventh paragraph).
    """

    vanaf: date
    tarieven: tuple[Tarief, ...] = ()
    leeftijd: Positief
    pensioenleeftijd_maanden: Positief | None = None
    zonder_bijdrage: tuple[Productcode, ...] = ()
    naar_inkomen: tuple[Productcode, ...] = ()
    vrijstellingen: tuple[Vrijstelling, ...] = ()

    def bedrag_op(self, dag: date) -> Eurocent | None:
        """Eurocents per month on a day; None when the CAK sets it by income."""
        begonnen = [each for each in self.tarieven if each.vanaf <= dag]
        return max(begonnen, key=lambda each: each.vanaf).eurocent if begonnen else None


def beleid_op(beleid: Iterable[Bijdragebeleid], dag: date) -> Bijdragebeleid | None:
    """The rule that holds on a day; None when there is none yet, and nothing is owed."""
    return max((each for each in beleid if each.vanaf <= dag), key=lambda each: each.vanaf, default=None)
