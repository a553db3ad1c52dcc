"""Clients: who has help, in which months, where, of whom, and which product."""

from monitoring.domain.bijdragen.bijdrage import Bijdrage, Periode
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toewijzing import HULP
from monitoring.domain.maanden import maandnummer
from monitoring.domain.omvang import maanden_van
from wetten import Wet


def bijdrage_client(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """The months of every assignment of a client that was not removed."""
    for key, hulp in HULP.in_(inhoud).items():
        maanden = [maand for maand, _, _ in maanden_van(hulp.ingangsdatum, hulp.einddatum)]
        if maanden and not hulp.vervallen:
            van, tot = maandnummer(maanden[0]), maandnummer(maanden[-1])
            uit.perioden[key] = Periode(
                sleutel, hulp.gemeente, hulp.agb, hulp.code or "", van, tot, hulp.wet or Wet.WMO
            )
