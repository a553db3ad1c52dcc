"""What was granted, by traits of the client (M96, M133)."""

from collections import Counter

from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.gebruik import Plaats, plaats_van
from monitoring.domain.bijdragen.toewijzing import geldend
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toewijzing import GEDECLAREERD
from monitoring.domain.feiten.trekken import TREKKEN
from monitoring.domain.trekken import als_kenmerk


def tel_kosten(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Eurocents in the month in which help was given, once by each trait; what is not known is ''."""
    nu, trekken = geldend(inhoud), TREKKEN.in_(inhoud)
    bedragen = Counter[Plaats]()
    for declaratie in GEDECLAREERD.in_(inhoud).values():
        for prestatie in declaratie.prestaties:
            bedragen[plaats_van(nu, declaratie, prestatie)] += prestatie.bedrag
    per_maat = (
        (maten.KOSTEN_PROFIEL, trekken.profiel if trekken else None),
        (maten.KOSTEN_LEEFTIJD, trekken.leeftijdsgroep if trekken else None),
        (maten.KOSTEN_WIJK, trekken.wijk if trekken else None),
    )
    for plaats, bedrag in bedragen.items():
        for maat, trek in per_maat:
            kenmerk = als_kenmerk(trek)
            uit.tel(maat, plaats.gemeente, plaats.maand, bedrag, agb=plaats.agb, code=plaats.code, kenmerk=kenmerk)
