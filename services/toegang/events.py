"""What toegang hears and tells, and what it does every so often."""

from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription, on_together
from chassis.turns import per
from gebeurtenissen.pgb import PGB_BESTEED, PGB_TOEGEKEND
from gebeurtenissen.plan import (
    AFWEGING_VASTGELEGD,
    DOEL_VASTGELEGD,
    DOEL_VERWIJDERD,
    EVALUATIE_GEVRAAGD,
    EVALUATIE_VASTGELEGD,
    HUISHOUDEN_GEWIJZIGD,
    INDICATIE_GEWAARSCHUWD,
    INDICATIE_LOOPT_AF,
    PLAN_AFGESLOTEN,
    PLAN_GEMAAKT,
    PLAN_OVERGEGAAN,
    PLAN_VASTGESTELD,
    PLANDEEL_GEDEELD,
    UITWERKING_VASTGELEGD,
    VERVOLG_BEPAALD,
    ZRM_GEMETEN,
)
from gebeurtenissen.toegang import (
    AANVRAAG_INGEDIEND,
    BESCHIKKING_AFGEGEVEN,
    BESCHIKKING_BEEINDIGD,
    BEZWAAR_BESLOTEN,
    BEZWAAR_INGEDIEND,
    BEZWAAR_VERDAAGD,
    BIJDRAGE_VASTGELEGD,
    CLIENT_VERTROKKEN,
    INDICATIE_OMGEZET,
    INDICATIE_OVERGENOMEN,
    JEUGDZAAK_VASTGELEGD,
    MELDING_BEVESTIGD,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    ONTSLAG_VASTGELEGD,
    PERSOON_GEWIJZIGD,
    RAADPLEGING_VASTGELEGD,
    SIGNAAL_GEREGISTREERD,
    TERMIJN_HERVAT,
    TERMIJN_OPGESCHORT,
    ZAAK_GESLOTEN,
)
from gebeurtenissen.toestemming import TOESTEMMING_GEGEVEN, TOESTEMMING_INGETROKKEN
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VERLENGD,
)
from toegang.usecases.bereid_overgang_voor import bereid_overgang_voor
from toegang.usecases.eigen_bijdrage import kijk_opnieuw
from toegang.usecases.hoor_voor_bijdrage import (
    hoor_starts,
    hoor_starts_verwijderd,
    hoor_stops,
    hoor_stops_verwijderd,
    hoor_wijzigingen,
)
from toegang.usecases.kondig_einde_aan import kondig_einde_aan
from toegang.usecases.pgb import vertel_oude_pgbs
from toegang.usecases.plandelen import hoor_toegewezen, hoor_verlengd
from toegang.usecases.vernietig import voer_uit
from toegang.usecases.vraag_evaluatie import vraag_evaluaties

EEN_MINUUT, EEN_UUR = 60, 3600

PUBLISHES = (
    MELDING_GEREGISTREERD,
    MELDING_BEVESTIGD,
    JEUGDZAAK_VASTGELEGD,
    ONDERZOEK_AFGEROND,
    AANVRAAG_INGEDIEND,
    TERMIJN_OPGESCHORT,
    TERMIJN_HERVAT,
    BESCHIKKING_AFGEGEVEN,
    INDICATIE_OVERGENOMEN,
    INDICATIE_OMGEZET,
    BESCHIKKING_BEEINDIGD,
    BEZWAAR_INGEDIEND,
    BEZWAAR_VERDAAGD,
    BEZWAAR_BESLOTEN,
    ZAAK_GESLOTEN,
    PERSOON_GEWIJZIGD,
    SIGNAAL_GEREGISTREERD,
    ONTSLAG_VASTGELEGD,
    RAADPLEGING_VASTGELEGD,
    AFWEGING_VASTGELEGD,
    PLAN_VASTGESTELD,
    EVALUATIE_GEVRAAGD,
    EVALUATIE_VASTGELEGD,
    INDICATIE_LOOPT_AF,
    INDICATIE_GEWAARSCHUWD,
    VERVOLG_BEPAALD,
    PLAN_GEMAAKT,
    PLAN_OVERGEGAAN,
    PLAN_AFGESLOTEN,
    DOEL_VASTGELEGD,
    DOEL_VERWIJDERD,
    ZRM_GEMETEN,
    HUISHOUDEN_GEWIJZIGD,
    CLIENT_VERTROKKEN,
    BIJDRAGE_VASTGELEGD,
    PGB_TOEGEKEND,
    PGB_BESTEED,
    PLANDEEL_GEDEELD,
    UITWERKING_VASTGELEGD,
    TOESTEMMING_GEGEVEN,
    TOESTEMMING_INGETROKKEN,
)

PER_GEMEENTE = per("gemeente")
"""Contributions are worked out one at a time in a municipality (`wacht_op_beurt`), and products are kept there too."""

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on_together(BESCHIKKING_AFGEGEVEN, hoor_wijzigingen, PER_GEMEENTE),
    on_together(BESCHIKKING_BEEINDIGD, hoor_wijzigingen, PER_GEMEENTE),
    on_together(INDICATIE_OMGEZET, hoor_wijzigingen, PER_GEMEENTE),
    on_together(PERSOON_GEWIJZIGD, hoor_wijzigingen, PER_GEMEENTE),
    on_together(CLIENT_VERTROKKEN, hoor_wijzigingen, PER_GEMEENTE),
    on_together(LEVERING_GESTART, hoor_starts, PER_GEMEENTE),
    on_together(LEVERING_VERWIJDERD, hoor_starts_verwijderd, PER_GEMEENTE),
    on_together(LEVERING_BEEINDIGD, hoor_stops, PER_GEMEENTE),
    on_together(BEEINDIGING_VERWIJDERD, hoor_stops_verwijderd, PER_GEMEENTE),
    on_together(TOEWIJZING_TOEGEWEZEN, hoor_toegewezen, PER_GEMEENTE),
    on_together(TOEWIJZING_VERLENGD, hoor_verlengd, PER_GEMEENTE),
)

TICKS = (
    Tick("eigen bijdragen", EEN_MINUUT, kijk_opnieuw),
    Tick("pgb's van eerder", EEN_UUR, vertel_oude_pgbs),
    Tick("indicaties die aflopen", EEN_UUR, kondig_einde_aan),
    Tick("evaluaties van aanbieders", EEN_UUR, vraag_evaluaties),
    Tick("overgang naar 18", EEN_UUR, bereid_overgang_voor),
    Errand("vernietigen", EEN_MINUUT, voer_uit),
)
