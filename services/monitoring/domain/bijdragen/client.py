"""Clients: who has help, in which months, where, of whom, and which product."""

from monitoring.domain.bijdragen.bijdrage import Bijdrage, Periode
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toewijzing import HULP
from monitoring.domain.feiten.trekken import TREKKEN_VAN_CLIENT, Trekken
from monitoring.domain.maanden import maandnummer
from monitoring.domain.omvang import maanden_van
from monitoring.domain.trekken import als_kenmerk
from wetten import Wet

ONBEKEND = Trekken(None, None, None)


def bijdrage_client(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """The months of every assignment of a client that was not removed, with the traits of its decision."""
    trekken = TREKKEN_VAN_CLIENT.in_(inhoud)
    for key, hulp in HULP.in_(inhoud).items():
        maanden = [maand for maand, _, _ in maanden_van(hulp.ingangsdatum, hulp.einddatum)]
        if maanden and not hulp.vervallen:
            van, tot = maandnummer(maanden[0]), maandnummer(maanden[-1])
            van_besluit = trekken.get(key, ONBEKEND)
            uit.perioden[key] = Periode(
                client=sleutel,
                gemeente=hulp.gemeente,
                agb=hulp.agb,
                code=hulp.code or "",
                van=van,
                tot=tot,
                wet=hulp.wet or Wet.WMO,
                profiel=als_kenmerk(van_besluit.profiel),
                leeftijdsgroep=als_kenmerk(van_besluit.leeftijdsgroep),
                wijk=als_kenmerk(van_besluit.wijk),
                specialisme=als_kenmerk(van_besluit.specialisme),
                doelgroep=als_kenmerk(van_besluit.doelgroep),
            )
