"""What was granted, by traits of the client (M96, M133)."""

from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.gebruik import gegeven_in
from monitoring.domain.bijdragen.toewijzing import geldend
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.trekken import TREKKEN
from monitoring.domain.trekken import als_kenmerk


def tel_kosten(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Eurocents in the month in which help was given, once by each trait; what is not known is ''."""
    trekken = TREKKEN.in_(inhoud)
    per_maat = (
        (maten.KOSTEN_PROFIEL, trekken.profiel if trekken else None),
        (maten.KOSTEN_LEEFTIJD, trekken.leeftijdsgroep if trekken else None),
        (maten.KOSTEN_WIJK, trekken.wijk if trekken else None),
    )
    for plaats, _, bedrag in gegeven_in(inhoud, geldend(inhoud)):
        for maat, trek in per_maat:
            kenmerk = als_kenmerk(trek)
            uit.tel(maat, plaats.gemeente, plaats.maand, bedrag, agb=plaats.agb, code=plaats.code, kenmerk=kenmerk)
