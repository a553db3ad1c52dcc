"""What a citizen reads when support stops by a decision of its own, in plain Dutch (B1; Wmo 2015, 2.3.10; Awb 3:41)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from toegang.domain.beschikking import Beschikkingsoort
from toegang.domain.brief import ONDERSTEUNING, Brief, Hoofd, alineas, begin_van
from toegang.domain.recht_in_woorden import grondslag_van_einde, rechtsmiddel
from toegang.domain.toekenning_in_woorden import Onderdeel
from toegang.domain.woorden import dag_in_woorden
from weigering import Weigering
from wetten import Wet

CAK = "Betaalt u een eigen bijdrage? Wij geven aan het CAK door wat er stopt."


class Briefreden(StrEnum):
    """Why support stops, where that is a decision of its own. Another decision, or death, asks no such letter."""

    WENS_CLIENT = "wens client"
    INGETROKKEN = "ingetrokken"
    VERHUISD = "verhuisd"


@dataclass(frozen=True)
class Einde:
    """A decision that support stops, of which part and why; `producten` by name, with the first day of each."""

    wet: Wet
    verordening: str
    eerste_besluit: date
    besluitdatum: date
    laatste_dag: date
    reden: Briefreden
    producten: Sequence[tuple[str, date]]


def check_motivering(reden: str, motivering: str | None) -> None:
    """Raises Weigering where a decision is withdrawn without saying why (Awb 3:46)."""
    if reden == Briefreden.INGETROKKEN and motivering is None:
        raise Weigering(
            "Schrijf waarom u het besluit intrekt: dat leest de inwoner in de brief.",
            veld="body.motivering",
            regel="Awb 3:46",
        )


def schrijf_eindbrief(einde: Einde, hoofd: Hoofd, motivering: str) -> Brief:
    """The letter that says what stops, from when, why, on which law, and what one can do against it."""
    hulp = ONDERSTEUNING[einde.wet]
    return replace(
        begin_van(f"Besluit: {hulp} stopt", einde.besluitdatum, hoofd, _inleiding(einde, hoofd)),
        kop_onderdelen="Wat er stopt",
        onderdelen=tuple(_onderdeel(einde, naam, vanaf) for naam, vanaf in einde.producten),
        eigen_bijdrage=CAK if einde.wet is Wet.WMO else "",
        motivering=alineas(motivering) or (WAAROM[einde.reden],),
        grondslag=grondslag_van_einde(einde.wet, einde.verordening),
        rechtsmiddel=rechtsmiddel(hoofd.afzender.college, einde.besluitdatum, Beschikkingsoort.BESLUIT),
    )


WAAROM = {
    Briefreden.WENS_CLIENT: "U vroeg er zelf om.",
    Briefreden.INGETROKKEN: "Ons besluit klopt niet meer.",
    Briefreden.VERHUISD: (
        "U woont niet meer in onze gemeente. Daarom regelen wij uw ondersteuning niet meer. "
        "Woont u nu in een andere gemeente in Nederland? Dan kunt u daar om ondersteuning vragen."
    ),
}
"""What stands there where nobody wrote why."""


def _inleiding(einde: Einde, hoofd: Hoofd) -> tuple[str, ...]:
    hulp, besluit = ONDERSTEUNING[einde.wet], dag_in_woorden(einde.eerste_besluit)
    wie = hoofd.ontvanger.kind or "U"
    eerste = {
        Briefreden.WENS_CLIENT: f"U vroeg ons om te stoppen met {hulp} uit ons besluit van {besluit}.",
        Briefreden.INGETROKKEN: (
            f"Op {besluit} besloten we over {hulp}. Dat besluit trekken we in voor wat hieronder staat."
        ),
        Briefreden.VERHUISD: (
            f"{wie} woont niet meer in onze gemeente. Daarom stopt de {hulp} uit ons besluit van {besluit}."
        ),
    }
    return (eerste[einde.reden], "Hieronder leest u wat er stopt en wanneer.")


def _onderdeel(einde: Einde, naam: str, vanaf: date) -> Onderdeel:
    feit = ("Loopt tot en met", dag_in_woorden(einde.laatste_dag))
    if einde.laatste_dag < vanaf:
        feit = ("Wanneer", "Dit begint niet.")
    return Onderdeel(naam, (feit,), None, ())
