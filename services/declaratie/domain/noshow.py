"""Somebody who did not show up: what the region pays the provider for it, and what the resident (M77, M135)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from declaratie.domain.beleid import PRIJS_MAAL_HOEVEELHEID, Geleverd
from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.plafond import plafond_periode
from declaratie.domain.stand import BekendeToewijzing, Tarief, eenheid_past, in_tel_eenheid
from inkoop import Inkoopmodel, Product
from istandaard.cdt import GeslotenPeriode
from istandaard.codes import RedenWijziging
from istandaard.volume import bedrag_van_minuten
from weigering import Weigering


class Noshowsoort(StrEnum):
    """What happened."""

    NIET_VERSCHENEN = "niet-verschenen"
    TE_LAAT_AFGEZEGD = "te-laat-afgezegd"


class Noshowstand(StrEnum):
    """Whether it counts."""

    VASTGESTELD = "vastgesteld"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True)
class GemisteAfspraak:
    """What was agreed with the resident: a day, and how much help, in `eenheid` (WJ756)."""

    dag: date
    volume: int
    eenheid: str


@dataclass(frozen=True)
class Vergoeding:
    """What the provider gets, and what the resident pays to the municipality, both in eurocents."""

    bedrag: int
    voor_inwoner: int


def moet_kunnen(
    afspraak: GemisteAfspraak, toewijzing: BekendeToewijzing, geleverd: Sequence[Geleverd], vandaag: date
) -> None:
    """Raises Weigering for a day on which nobody could have been expected.

    That is a day to come, one outside of the assignment (which ends when somebody dies), and one after the reported
    stop. Nobody expects more on a day than what may be billed over its month, either.
    """
    if afspraak.dag > vandaag:
        raise Weigering("Deze dag moet nog komen.", veld="body.dag")
    einde = toewijzing.einddatum
    if afspraak.dag < toewijzing.ingangsdatum or (einde is not None and afspraak.dag > einde):
        raise Weigering("De toewijzing gold niet op deze dag.", regel="TR307", veld="body.dag")
    if toewijzing.reden_wijziging == RedenWijziging.VERWIJDERD:
        raise Weigering("Deze toewijzing is verwijderd.", regel="TR384", veld="body.toewijzingNummer")
    gestopt = [laatste for _, laatste in geleverd]
    if gestopt and all(laatste is not None and laatste < afspraak.dag for laatste in gestopt):
        raise Weigering("Voor deze dag is gemeld dat de hulp was gestopt.", regel="M76", veld="body.dag")
    maand = GeslotenPeriode(begindatum=eerste_van_maand(afspraak.dag), einddatum=laatste_van_maand(afspraak.dag))
    plafond = plafond_periode(toewijzing, maand)
    if plafond is not None and in_tel_eenheid(afspraak.volume, afspraak.eenheid, toewijzing.eenheid) > plafond:
        raise Weigering("Dit is meer dan er in deze hele maand is toegewezen.", regel="TR321", veld="body.volume")


def vergoeding(
    model: Inkoopmodel | None, product: Product | None, prijs: Tarief | None, afspraak: GemisteAfspraak
) -> Vergoeding:
    """The part of the price that the region pays, half a cent up (M77), and what it asks of the resident (M135).

    Raises Weigering where the region pays nothing for it, for a product that is paid whether somebody shows up or not,
    and without a price in the contract for that unit.
    """
    if model is None or product is None:
        raise Weigering("Deze regio koopt dit product niet in.", regel="TR381", veld="body.toewijzingNummer")
    regels = model.declaratieregels
    if not regels.no_show_procent:
        raise Weigering(
            "Deze regio betaalt niet voor een afspraak waar niemand was.", regel="M77", soort="niet-betaald"
        )
    if product.bekostiging not in PRIJS_MAAL_HOEVEELHEID:
        reden = f"Dit product wordt betaald per {product.bekostiging}, ook als een afspraak niet doorgaat."
        raise Weigering(reden, regel="M77", soort="niet-betaald")
    if prijs is None or not eenheid_past(afspraak.eenheid, prijs.eenheid):
        reden = "In het contract is er voor deze eenheid op deze dag geen prijs."
        raise Weigering(reden, regel="TR418", veld="body.eenheid")
    zelfde = afspraak.eenheid == prijs.eenheid
    heel = prijs.bedrag * afspraak.volume if zelfde else bedrag_van_minuten(prijs.bedrag, afspraak.volume)
    return Vergoeding((heel * regels.no_show_procent + 50) // 100, regels.no_show_inwoner)


def is_al_gemeld(stand: Noshowstand, *, is_zelfde: bool) -> bool:
    """Whether what is reported for a day stands already; else it takes the place of what was withdrawn.

    Raises Weigering for another one beside it, and for the very one that was withdrawn: software that sends it once
    more has to know that nothing is paid for it.
    """
    if stand is Noshowstand.VASTGESTELD:
        if not is_zelfde:
            raise Weigering("Voor deze dag is al iets anders gemeld.", soort="bestaat-al")
        return True
    if is_zelfde:
        reden = (
            "Deze melding is ingetrokken: er wordt niets voor betaald. De reden staat bij de melding. "
            "Was het anders, meld dan wat er wel was. Was de melding juist, vraag het dan aan de gemeente."
        )
        raise Weigering(reden, soort="ingetrokken")
    return False


def mag_intrekken(stand: Noshowstand) -> None:
    """Raises Weigering when it was withdrawn before."""
    if stand is Noshowstand.INGETROKKEN:
        raise Weigering("Dit is al ingetrokken.", soort="stand")
