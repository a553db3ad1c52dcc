"""Clients: how many different people have support, of whom, and for which product."""

from monitoring.domain.dossier import PER_AANBIEDER, Bijdrage, Cijfersleutel, Inhoud, feiten
from monitoring.domain.omvang import maanden_van


def bijdrage_client(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """One client counts once in a month, however many assignments: per municipality, product and provider."""
    gezien: set[Cijfersleutel] = set()
    for _, toewijzing in feiten(inhoud, "toewijzing:"):
        if toewijzing.waar("vervallen"):
            continue
        gemeente, agb, code = (toewijzing.tekst(naam) for naam in ("gemeente", "agb", "code"))
        for maand, _, _ in maanden_van(toewijzing):
            gezien |= {
                Cijfersleutel("client", maand, gemeente, "", "", ""),
                Cijfersleutel("client-product", maand, gemeente, "", code, ""),
                Cijfersleutel(PER_AANBIEDER + "client", maand, gemeente, agb, "", ""),
                Cijfersleutel(PER_AANBIEDER + "client-product", maand, gemeente, agb, code, ""),
            }
    for sleutel in gezien:
        uit.tel_bij(sleutel, 1)
