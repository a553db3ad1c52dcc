"""What toewijzing hears and what it tells."""

from berichtenverkeer.verwerking import stap, verwerker
from berichtenverkeer.webhooks import bezorg
from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription, on, on_together
from chassis.turns import per
from gebeurtenissen.aanbod import (
    AANBIEDER_VASTGELEGD,
    AANBOD_TEKORT,
    BERICHTWEG_VASTGELEGD,
    COORDINATOR_AANGEWEZEN,
    OVERBRUGGING_VASTGELEGD,
    WAAKVLAM_AFGESPROKEN,
    WACHTENDE_GESPROKEN,
    WISSELWENS_VASTGELEGD,
)
from gebeurtenissen.declaratie import TOEWIJZING_GEDECLAREERD
from gebeurtenissen.monitoring import AANBIEDER_GEMETEN, AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT
from gebeurtenissen.toegang import (
    BESCHIKKING_AFGEGEVEN,
    BESCHIKKING_BEEINDIGD,
    CLIENT_VERTROKKEN,
    INDICATIE_OMGEZET,
    INDICATIE_OVERGENOMEN,
    PERSOON_GEWIJZIGD,
)
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    BERICHT_AFGEKEURD,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    CONTRACT_VASTGELEGD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    RETOUR_ONTBREEKT,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VERLENGD,
    TOEWIJZING_VERVALLEN,
    TOEWIJZING_VOORBEREID,
    VERZOEK_BESLOTEN,
    VERZOEK_ONTVANGEN,
)
from toewijzing.usecases.aanbieders import hoor_gemeten, hoor_hervatting, hoor_pauze
from toewijzing.usecases.bewaak_termijnen import bewaak_termijnen
from toewijzing.usecases.hoor_beeindiging import hoor_beeindiging, hoor_vertrek
from toewijzing.usecases.hoor_gedeclareerd import hoor_gedeclareerd
from toewijzing.usecases.neem_over import hoor_overname
from toewijzing.usecases.vertel_einde import hoor_persoon
from toewijzing.usecases.verwerk_levering import LEVERINGSBERICHTEN, verwerk_leveringen
from toewijzing.usecases.verwerk_retour import RETOURBERICHTEN, verwerk_retouren
from toewijzing.usecases.verwerk_verzoek import VERZOEKBERICHTEN, verwerk_verzoeken
from toewijzing.usecases.wijs_toe import hoor_beschikkingen
from toewijzing.usecases.zet_om import hoor_omzetting

PUBLISHES = (
    CONTRACT_VASTGELEGD,
    BERICHTWEG_VASTGELEGD,
    AANBIEDER_VASTGELEGD,
    AANBIEDER_GEPAUZEERD,
    AANBIEDER_HERVAT,
    AANBOD_TEKORT,
    COORDINATOR_AANGEWEZEN,
    OVERBRUGGING_VASTGELEGD,
    WAAKVLAM_AFGESPROKEN,
    WACHTENDE_GESPROKEN,
    WISSELWENS_VASTGELEGD,
    TOEWIJZING_VOORBEREID,
    TOEWIJZING_TOEGEWEZEN,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    BEEINDIGING_VERWIJDERD,
    TOEWIJZING_VERLENGD,
    TOEWIJZING_VERVALLEN,
    VERZOEK_ONTVANGEN,
    VERZOEK_BESLOTEN,
    RETOUR_ONTBREEKT,
    BERICHT_AFGEKEURD,
)


hoor_berichten = verwerker(
    stap(verwerk_leveringen, *LEVERINGSBERICHTEN),
    stap(verwerk_verzoeken, *VERZOEKBERICHTEN),
    stap(verwerk_retouren, *RETOURBERICHTEN),
)

PER_GEMEENTE = per("gemeente")
"""Assignments are given one at a time in a municipality (`wacht_op_beurt`)."""
PER_AANBIEDER = per("agb")
"""A provider tells of its own assignments only."""

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on_together(BESCHIKKING_AFGEGEVEN, hoor_beschikkingen, PER_GEMEENTE),
    on(BESCHIKKING_BEEINDIGD, hoor_beeindiging, PER_GEMEENTE),
    on(CLIENT_VERTROKKEN, hoor_vertrek, PER_GEMEENTE),
    on(PERSOON_GEWIJZIGD, hoor_persoon, PER_GEMEENTE),
    on(INDICATIE_OVERGENOMEN, hoor_overname, PER_GEMEENTE),
    on(INDICATIE_OMGEZET, hoor_omzetting, PER_GEMEENTE),
    on(AANBIEDER_GEPAUZEERD, hoor_pauze),
    on(AANBIEDER_HERVAT, hoor_hervatting),
    on(AANBIEDER_GEMETEN, hoor_gemeten, PER_AANBIEDER),
    on_together(TOEWIJZING_GEDECLAREERD, hoor_gedeclareerd, PER_AANBIEDER),
    on_together(BERICHT_ONTVANGEN, hoor_berichten, PER_AANBIEDER),
)

TICKS = (Tick("bewaak-termijnen", 60, bewaak_termijnen), Errand("bezorg", 1, bezorg))
