"""Clients: who has help, in which months, where, of whom, and which product."""

from monitoring.domain.dossier import Bijdrage, Inhoud, Periode, feiten
from monitoring.domain.maanden import maandnummer
from monitoring.domain.omvang import maanden_van


def bijdrage_client(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """The months of every assignment of a client that was not removed."""
    for key, toewijzing in feiten(inhoud, "toewijzing:"):
        maanden = [maand for maand, _, _ in maanden_van(toewijzing)]
        if maanden and not toewijzing.waar("vervallen"):
            gemeente, agb, code = (toewijzing.tekst(naam) for naam in ("gemeente", "agb", "code"))
            van, tot = maandnummer(maanden[0]), maandnummer(maanden[-1])
            uit.perioden[key] = Periode(sleutel, gemeente, agb, code, van, tot)
