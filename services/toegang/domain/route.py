"""The steps of a melding, and when the next one may be taken (Wmo 2015, 2.3.2-2.3.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inkoop import Inkoopmodel
from istandaard.gemeenten import Gemeente
from weigering import Weigering

ONDERZOEK_WEKEN = timedelta(weeks=6)
PLAN_DAGEN = timedelta(days=7)
"""How long the citizen can hand in a personal plan (Wmo 2015, 2.3.2, second paragraph)."""


PGB_UITLEG = "Wmo 2015, 2.3.2, zesde lid"
"""The rule that a citizen hears, in words they understand, what a PGB is and what it asks (M16)."""


class Meldingstatus(StrEnum):
    """Where a melding is."""

    GEREGISTREERD = "geregistreerd"
    ONDERZOCHT = "onderzocht"
    AANGEVRAAGD = "aangevraagd"
    BESCHIKT = "beschikt"
    GESLOTEN = "gesloten"


GEEN_AANVRAAG = "geen aanvraag"
OPEN = (Meldingstatus.GEREGISTREERD, Meldingstatus.ONDERZOCHT, Meldingstatus.AANGEVRAAGD)
"""A case in these is in progress."""


class Toereikend(StrEnum):
    """Whether what goes first (M19, M21) is enough, as the onderzoek found."""

    NIET_AAN_DE_ORDE = "niet-aan-de-orde"
    ONVOLDOENDE = "onvoldoende"
    DEELS = "deels"
    VOLDOENDE = "voldoende"


@dataclass(frozen=True)
class Bevinding:
    """What the onderzoek found about one thing that goes first: `titel` and `regel` (M19, M21) are the model's."""

    titel: str
    uitkomst: Toereikend
    regel: str = ""


def check_melding(meldingsdatum: date, vandaag: date) -> None:
    """Raises Weigering for a melding in the future."""
    if meldingsdatum > vandaag:
        raise Weigering("De meldingsdatum ligt in de toekomst.", veld="body.meldingsdatum")


def check_dag_van_vertrek(laatste_dag: date, geboren: date) -> None:
    """Raises Weigering for a death or a departure before the birth.

    `geboren` is the first day that it can have been.
    """
    if laatste_dag < geboren:
        # The date itself is for who may see persons.
        raise Weigering("Deze dag ligt voor de geboorte van deze inwoner. Kijk het jaar na.", veld="body.laatsteDag")


WOONT_HIER = "Wmo 2015, 1.2.1"
"""The rule that the municipality where a citizen lives gives the support."""


def is_vertrokken(gemeente: str, woongemeente: str | None, verhuisd_op: date | None) -> bool:
    """Whether a citizen who left lives elsewhere still, as who tells it knows."""
    return verhuisd_op is not None and woongemeente not in {None, gemeente}


def check_woongemeente(
    gemeente: str, woongemeente: str | None, verhuisd_op: date | None, anders: str, nog_daar: str = ""
) -> None:
    """Raises Weigering for a citizen of another municipality, or one who left and of whom nobody says otherwise.

    `anders` says what to do with who lives elsewhere, `nog_daar` with who left and did not come back.
    """
    if woongemeente is None and verhuisd_op is not None:
        reden = (
            f"Deze inwoner is na {verhuisd_op:%d-%m-%Y} verhuisd naar een andere gemeente. "
            f"Woont hij hier weer? Geef dan woongemeente {gemeente} mee.{nog_daar}"
        )
        raise Weigering(reden, veld="body.woongemeente", regel=WOONT_HIER)
    if woongemeente not in {None, gemeente}:
        reden = f"Deze inwoner woont in {_genoemd(str(woongemeente))}. {anders}"
        raise Weigering(reden, veld="body.woongemeente", regel=WOONT_HIER)


def _genoemd(code: str) -> str:
    """A municipality by name and code; by code alone when it is gone or never was."""
    try:
        return f"de gemeente {Gemeente(code).betekenis} ({code})"
    except ValueError:
        return f"een andere gemeente ({code})"


def check_leeft(overleden_op: date | None, veld: str | None = None) -> None:
    """Raises Weigering when the citizen has died: nothing new begins."""
    if overleden_op is not None:
        raise Weigering(f"Deze inwoner is overleden op {overleden_op:%d-%m-%Y}.", veld=veld)


def check_nieuwe_zaak(lopende_melding: str | None, overleden_op: date | None) -> None:
    """Raises Weigering when the citizen has a case in progress, or has died."""
    check_leeft(overleden_op)
    if lopende_melding is not None:
        reden = f"Voor deze inwoner loopt al een zaak: melding {lopende_melding}. Behandel de vraag daarin."
        raise Weigering(reden, regel="Wmo 2015, 2.3.2")


def check_bevestiging(
    status: str, meldingsdatum: date, dagen: Sequence[tuple[str, date | None]], vandaag: date
) -> None:
    """Raises Weigering unless the confirmation of a melding can be recorded; `dagen` are its dates by field (M36).

    A personal plan that comes later than seven days is welcome too: the law gives the citizen at least so long.
    """
    if status not in OPEN:
        raise Weigering("Deze zaak is al klaar.", regel="Wmo 2015, 2.3.2")
    for veld, dag in dagen:
        if dag is not None and not meldingsdatum <= dag <= vandaag:
            raise Weigering("Kies een datum vanaf de meldingsdatum en tot en met vandaag.", veld=f"body.{veld}")


def check_onderzoek(status: str, meldingsdatum: date, afgerond_op: date, vandaag: date) -> None:
    """Raises Weigering unless the investigation of a melding can be recorded as done on `afgerond_op`."""
    if status == Meldingstatus.GESLOTEN:
        raise Weigering("Deze zaak is gesloten.", regel="Wmo 2015, 2.3.2")
    if status != Meldingstatus.GEREGISTREERD:
        raise Weigering("Het onderzoek van deze melding is al vastgelegd.", regel="Wmo 2015, 2.3.2")
    if not meldingsdatum <= afgerond_op <= vandaag:
        raise Weigering("Kies een datum vanaf de meldingsdatum en tot en met vandaag.", veld="body.afgerondOp")


def check_aanbod(bevestigd: bool, plan_afgewacht: bool, meldingsdatum: date, afgerond_op: date) -> None:
    """Raises Weigering unless client support and a personal plan were offered, and the plan was waited for (M36).

    `plan_afgewacht` says that the plan is there, or that the citizen does not want to make one.
    """
    if not bevestigd:
        reden = "Leg eerst de bevestiging vast: met het aanbod van cliëntondersteuning en van een persoonlijk plan."
        raise Weigering(reden, regel="M36")
    if not plan_afgewacht and afgerond_op <= meldingsdatum + PLAN_DAGEN:
        reden = "De inwoner heeft zeven dagen voor een persoonlijk plan. Leg vast dat het er is, of dat het niet komt."
        raise Weigering(reden, regel="M36")


def check_gesprek(meldingsdatum: date, gesprek: date, afgerond_op: date) -> None:
    """Raises Weigering unless the talk was held between the melding and the end of the onderzoek."""
    if not meldingsdatum <= gesprek <= afgerond_op:
        reden = "Kies een datum vanaf de meldingsdatum en tot en met het einde van het onderzoek."
        raise Weigering(reden, veld="body.gesprek.datum", regel="Wmo 2015, 2.3.2")


def check_pgb_uitleg(gewenst: bool, uitgelegd: bool) -> None:
    """Raises Weigering when a citizen asks for a PGB without having heard what that is."""
    if gewenst and not uitgelegd:
        reden = "De inwoner vraagt een pgb. Leg eerst uit wat dat is en wat het vraagt, en schrijf dat op."
        raise Weigering(reden, veld="body.pgbUitgelegd", regel=PGB_UITLEG)


def check_voorliggend(model: Inkoopmodel, genoemd: Mapping[str, Toereikend]) -> list[Bevinding]:
    """What was found about everything that goes first in this region (M19, M21), by title as `genoemd`.

    Raises Weigering when the onderzoek leaves one out, or names what does not go first.
    """
    regels = {each.titel: ", ".join(each.bron) for each in model.voorliggend}
    if genoemd.keys() - regels.keys():
        raise Weigering(
            f"Dit gaat in {model.naam} niet voor. Wel: {'; '.join(regels)}.", veld="body.voorliggend", regel="M19"
        )
    for titel, regel in regels.items():
        if titel not in genoemd:
            raise Weigering(f"Zeg ook of dit genoeg is: {titel}.", veld="body.voorliggend", regel=regel)
    return [Bevinding(titel, genoemd[titel], regel) for titel, regel in regels.items()]


def check_aanvraag(
    status: str,
    aanvraagdatum: date | None,
    meldingsdatum: date,
    onderzoek: date | None,
    op: date,
    vandaag: date,
    *,
    met_termijn: bool,
) -> None:
    """Raises Weigering unless the citizen can apply on `op`: after the onderzoek, or when six weeks have passed.

    Without `met_termijn`, as under the Jeugdwet, that can be at once.

    A pause of the clock takes nothing from this right of the citizen (Wmo 2015, 2.3.2, ninth paragraph).
    """
    if status not in OPEN:
        raise Weigering("Deze zaak is al klaar. Begin met een nieuwe melding.", regel="Wmo 2015, 2.3.5")
    if aanvraagdatum is not None:
        raise Weigering("De aanvraag is al vastgelegd.", regel="Wmo 2015, 2.3.5")
    zonder = meldingsdatum + ONDERZOEK_WEKEN
    if met_termijn and onderzoek is None and op <= zonder:
        reden = f"Een aanvraag kan na het onderzoek, of zonder onderzoek na {zonder:%d-%m-%Y}."
        raise Weigering(reden, regel="Wmo 2015, 2.3.2, negende lid")
    if not (onderzoek or meldingsdatum) <= op <= vandaag:
        reden = "Kies een datum vanaf het einde van het onderzoek en tot en met vandaag."
        raise Weigering(reden, veld="body.ingediendOp")


def check_besluit(
    status: str, onderzoek_afgerond_op: date | None, aanvraagdatum: date | None, besluitdatum: date, vandaag: date
) -> None:
    """Raises Weigering unless a decision can be taken on `besluitdatum`."""
    if status == Meldingstatus.GESLOTEN:
        raise Weigering("Deze zaak is gesloten.", regel="Wmo 2015, 2.3.5")
    if status == Meldingstatus.BESCHIKT:
        raise Weigering("Op deze melding is al beschikt.", regel="Wmo 2015, 2.3.5")
    if onderzoek_afgerond_op is None:
        raise Weigering("Leg eerst het onderzoek vast, dan de beschikking.", regel="Wmo 2015, 2.3.2")
    if aanvraagdatum is None:
        raise Weigering("Leg eerst de aanvraag vast, dan de beschikking.", regel="Wmo 2015, 2.3.5")
    if not max(onderzoek_afgerond_op, aanvraagdatum) <= besluitdatum <= vandaag:
        raise Weigering("Kies een datum vanaf de aanvraag en tot en met vandaag.", veld="body.besluitdatum")


def check_verwezen(status: str, meldingsdatum: date, besluitdatum: date, vandaag: date) -> None:
    """Raises Weigering unless a decision can be taken on a referral, without an investigation (Jeugdwet, 2.6)."""
    if status not in OPEN:
        raise Weigering("Deze zaak is al klaar.", regel="Jeugdwet 2.6")
    if not meldingsdatum <= besluitdatum <= vandaag:
        raise Weigering("Kies een datum vanaf de melding en tot en met vandaag.", veld="body.besluitdatum")


def check_tijdelijk(status: str, meldingsdatum: date, besluitdatum: date, al_gegeven: bool, vandaag: date) -> None:
    """Raises Weigering unless a temporary measure can be given, before the decision (Wmo 2015, 2.3.3)."""
    if status not in OPEN:
        raise Weigering("Deze zaak is al klaar.", regel="Wmo 2015, 2.3.3")
    if al_gegeven:
        raise Weigering("Er is al een tijdelijke voorziening.", regel="Wmo 2015, 2.3.3")
    if not meldingsdatum <= besluitdatum <= vandaag:
        raise Weigering("Kies een datum vanaf de meldingsdatum en tot en met vandaag.", veld="body.besluitdatum")


def check_sluitreden(reden: str, aanvraagdatum: date | None) -> None:
    """Raises Weigering when a case with an application would close for the lack of one: that asks a decision."""
    if reden == GEEN_AANVRAAG and aanvraagdatum is not None:
        zin = (
            f"De inwoner deed op {aanvraagdatum:%d-%m-%Y} een aanvraag. Besluit daarop. Trekt de inwoner haar in? "
            "Kies dan die reden."
        )
        raise Weigering(zin, veld="body.reden", regel="Awb 1:3")


def check_sluiting(status: str, meldingsdatum: date, op: date, vandaag: date) -> None:
    """Raises Weigering unless a case can be closed on `op` without a decision."""
    if status == Meldingstatus.BESCHIKT:
        reden = "Op deze melding is al beschikt. Beëindig de beschikking."
        raise Weigering(reden, regel="Wmo 2015, 2.3.10")
    if status == Meldingstatus.GESLOTEN:
        raise Weigering("Deze zaak is al gesloten.")
    if not meldingsdatum <= op <= vandaag:
        raise Weigering("Kies een datum vanaf de meldingsdatum en tot en met vandaag.", veld="body.op")
