"""Where it hurts: the kinds of assignments that need somebody's attention, and from which day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from istandaard.termijnen import werkdagen_na
from toewijzing.domain.toewijzing import Aanbod


class Knelpunt(StrEnum):
    """What is the matter with an assignment."""

    NIET_GESTART = "niet-gestart"
    """Nobody said that delivery began, while it should have by now (M65)."""
    NIET_GEBRUIKT = "niet-gebruikt"
    """It began, and over two whole months nothing was granted."""
    OVERGEBRUIK = "overgebruik"
    """More was granted than an even use allows (M48)."""
    AFGEKEURD = "afgekeurd"
    """The provider rejected the last WMO301 about it: that counts as never sent (OP286)."""
    ONVERZONDEN = "onverzonden"
    """It ended, and the provider could not be told: there is no way to reach the client that it may know (TR006)."""
    WISSEL_GEVRAAGD = "wissel-gevraagd"
    """The client wants another professional, and the provider has not answered yet (M54)."""
    ONOVERBRUGD = "onoverbrugd"
    """It waits for a provider beyond the norm, and nothing helps the client today (M65)."""
    GESTOPT = "gestopt"
    """The provider stopped, or stopped for a while and did not begin again in time, and the decision runs on (M65)."""
    ZONDER_CONTRACT = "zonder-contract"
    """The contract of its provider ends before it does, within the weeks in which the client should be warned (M63)."""
    LOOPT_AF = "loopt-af"
    """It ends within the weeks in which the client should be warned (M38)."""


@dataclass(frozen=True)
class Beleid:
    """What a region says of it: working days to begin in, and weeks to warn in before an end."""

    wachttijd_werkdagen: int
    waarschuwing_weken: int

    def waarschuwt_tot(self, vandaag: date) -> date:
        """The last day of the weeks to warn in."""
        return vandaag + timedelta(weeks=self.waarschuwing_weken)


def te_laat_sinds(vandaag: date, werkdagen: int) -> date:
    """The last day for which so many working days have passed before today."""
    dag = vandaag - timedelta(days=werkdagen)
    while werkdagen_na(dag, werkdagen) >= vandaag:
        dag -= timedelta(days=1)
    return dag


def twee_maanden_terug(vandaag: date) -> date:
    """The first day of the month before the last: what began by then had two whole months."""
    maand = vandaag.year * 12 + vandaag.month - 1 - 2
    return date(maand // 12, maand % 12 + 1, 1)


def eerste_dag_zonder(contracten: Iterable[Aanbod], gemeente: str, van: date, tot: date) -> date | None:
    """The first day of a term on which none of these contracts holds in a municipality; None when all are covered."""
    dag = van
    for each in sorted((each for each in contracten if gemeente in each.gemeenten), key=lambda each: each.geldig_van):
        if each.geldig_van > dag:
            break
        if each.geldig_tot is None:
            return None
        dag = max(dag, each.geldig_tot + timedelta(days=1))
    return dag if dag <= tot else None
