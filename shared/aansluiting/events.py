"""What the koppelvlak hears, and what it does every so often. It tells nothing."""

from aansluiting.usecases.archief_horen import archiveer_beeindiging, archiveer_besluit, archiveer_sluiting
from aansluiting.usecases.archief_schrijven import archiveer
from aansluiting.usecases.brp import kijk_in_de_brp
from aansluiting.usecases.ggk_map import lees_map
from aansluiting.usecases.ggk_ophalen import haal_op
from aansluiting.usecases.ggk_opruimen import ruim_op
from aansluiting.usecases.ggk_versturen import verstuur
from aansluiting.usecases.ggk_verwerken import verwerk
from aansluiting.usecases.zaken_bijwerken import werk_bij
from aansluiting.usecases.zaken_horen import hoor_aanvraag, hoor_besluit, hoor_melding, hoor_onderzoek, hoor_sluiting
from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription, on
from gebeurtenissen.toegang import (
    AANVRAAG_INGEDIEND,
    BESCHIKKING_AFGEGEVEN,
    BESCHIKKING_BEEINDIGD,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    ZAAK_GESLOTEN,
)

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on(MELDING_GEREGISTREERD, hoor_melding),
    on(ONDERZOEK_AFGEROND, hoor_onderzoek),
    on(AANVRAAG_INGEDIEND, hoor_aanvraag),
    on(BESCHIKKING_AFGEGEVEN, hoor_besluit),
    on(ZAAK_GESLOTEN, hoor_sluiting),
    on(BESCHIKKING_AFGEGEVEN, archiveer_besluit),
    on(BESCHIKKING_BEEINDIGD, archiveer_beeindiging),
    on(ZAAK_GESLOTEN, archiveer_sluiting),
)
TICKS: tuple[Tick | Errand, ...] = (
    Errand("brp", 30, kijk_in_de_brp),
    Errand("zaken", 30, werk_bij),
    Errand("archief", 60, archiveer),
    Errand("ggk ophalen", 10, haal_op),
    Errand("ggk versturen", 5, verstuur),
    Errand("ggk verwerken", 5, verwerk),
    Errand("ggk map", 5, lees_map),
    Errand("ggk opruimen", 6 * 3600, ruim_op),
)
