"""What declaratie hears and what it tells."""

from berichtenverkeer.verwerking import stap, verwerker
from berichtenverkeer.webhooks import bezorg
from berichtenverkeer.wegen import hoor_weg
from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription, on, on_together
from chassis.turns import per
from declaratie.usecases.beoordeel_declaratie import beoordeel_declaraties
from declaratie.usecases.hoor_levering import hoor_starts, hoor_starts_verwijderd, hoor_stops, hoor_stops_verwijderd
from declaratie.usecases.hoor_toewijzing import hoor_contract, hoor_toewijzingen
from declaratie.usecases.hoor_vertrek import hoor_vertrek
from declaratie.usecases.lumpsums import maak_betaalbaar
from declaratie.usecases.toets_beleid import toets_beleid
from declaratie.usecases.toets_budgetten import beurt_per_budget
from declaratie.usecases.vertel_toegekend import vertel_toegekend
from declaratie.usecases.wacht_op_toewijzing import hervat_verlopen
from gebeurtenissen.aanbod import BERICHTWEG_VASTGELEGD
from gebeurtenissen.declaratie import (
    AANDACHTSPUNT_AFGEHANDELD,
    AANDACHTSPUNTEN_VASTGELEGD,
    BETAALRUN_GESLOTEN,
    BETALING_VASTGESTELD,
    BUDGETDREMPEL_OVERSCHREDEN,
    DECLARATIE_BEANTWOORD,
    DECLARATIE_HERVAT,
    JAARAFSLUITING_GEWIJZIGD,
    LUMPSUM_GEWIJZIGD,
    NOSHOW_GEWIJZIGD,
    OVERBOEKING_GEMELD,
    TOEWIJZING_GEDECLAREERD,
    VORDERING_GEWIJZIGD,
)
from gebeurtenissen.toegang import CLIENT_VERTROKKEN
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    CONTRACT_VASTGELEGD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
)
from istandaard.berichten.bericht323 import Bericht323

PUBLISHES = (
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    DECLARATIE_BEANTWOORD,
    BETALING_VASTGESTELD,
    DECLARATIE_HERVAT,
    TOEWIJZING_GEDECLAREERD,
    AANDACHTSPUNTEN_VASTGELEGD,
    AANDACHTSPUNT_AFGEHANDELD,
    BUDGETDREMPEL_OVERSCHREDEN,
    BETAALRUN_GESLOTEN,
    OVERBOEKING_GEMELD,
    VORDERING_GEWIJZIGD,
    LUMPSUM_GEWIJZIGD,
    NOSHOW_GEWIJZIGD,
    JAARAFSLUITING_GEWIJZIGD,
)


hoor_berichten = verwerker(stap(beoordeel_declaraties, Bericht323))

TICKS = (
    Tick("wachtende declaraties", 10.0, hervat_verlopen),
    Tick("deelbetalingen", 600.0, maak_betaalbaar),
    Errand("bezorg", 1, bezorg),
)

PER_AANBIEDER = per("agb")
"""What is granted to a provider counts for its next line, and what it waited for is judged again (OP080)."""

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on_together(TOEWIJZING_TOEGEWEZEN, hoor_toewijzingen, PER_AANBIEDER),
    on(CONTRACT_VASTGELEGD, hoor_contract, PER_AANBIEDER),
    on(BERICHTWEG_VASTGELEGD, hoor_weg),
    on(CLIENT_VERTROKKEN, hoor_vertrek),
    on_together(LEVERING_GESTART, hoor_starts, PER_AANBIEDER),
    on_together(LEVERING_VERWIJDERD, hoor_starts_verwijderd, PER_AANBIEDER),
    on_together(LEVERING_BEEINDIGD, hoor_stops, PER_AANBIEDER),
    on_together(BEEINDIGING_VERWIJDERD, hoor_stops_verwijderd, PER_AANBIEDER),
    on_together(BERICHT_ONTVANGEN, hoor_berichten, PER_AANBIEDER),
    on_together(DECLARATIE_HERVAT, hoor_berichten, PER_AANBIEDER),
    on_together(DECLARATIE_BEANTWOORD, vertel_toegekend),
    on_together(DECLARATIE_BEANTWOORD, toets_beleid, beurt_per_budget),
)
