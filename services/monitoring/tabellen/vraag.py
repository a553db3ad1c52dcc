"""What a table is made from: a unit of work, a selection, and short ways to the figures."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from chassis.work import Work
from monitoring.domain.selectie import Selectie
from monitoring.domain.tabel import Tabel, per
from monitoring.store import cijfers

BEKEND = "monitoring_sommen"
"""Under this key a session holds what was added up in it."""
Bekend = dict[tuple[Selectie, str, tuple[str, ...]], dict[str, dict[str, int]]]


@dataclass(frozen=True)
class Vraag:
    """Somebody asks for a table within a selection."""

    work: Work
    selectie: Selectie

    async def per(self, naam: str, *maten: str) -> dict[str, dict[str, int]]:
        """Figures by maat, per maand (as an ISO date), gemeente, agb, code or kenmerk, in the order of those.

        Tables of one page often ask for the same: within one unit of work that is added up once.
        """
        bekend = cast(Bekend, self.work.session.info.setdefault(BEKEND, {}))
        vraag = (self.selectie, naam, maten)
        if vraag not in bekend:
            sommen = await cijfers.sommen(self.work.session, self.selectie, maten, naam)
            gevonden = per((str(getattr(som, naam)), som.maat, som.waarde) for som in sommen)
            bekend[vraag] = dict(sorted(gevonden.items()))
        return bekend[vraag]

    async def totalen(self, *maten: str) -> dict[str, int]:
        """The sum per maat."""
        return await cijfers.totalen(self.work.session, self.selectie, *maten)


Bouwer = Callable[[Vraag], Awaitable[Tabel]]
"""Makes one table."""
