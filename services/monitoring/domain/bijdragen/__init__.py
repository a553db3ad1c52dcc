"""What each kind of dossier contributes to the figures."""

from collections.abc import Callable, Mapping

from monitoring.domain.bijdragen.client import bijdrage_client
from monitoring.domain.bijdragen.declaratie import bijdrage_bericht, bijdrage_declaratie, bijdrage_verzoek
from monitoring.domain.bijdragen.plan import bijdrage_evaluatie, bijdrage_signaal
from monitoring.domain.bijdragen.route import bijdrage_melding
from monitoring.domain.bijdragen.toewijzing import bijdrage_toewijzing
from monitoring.domain.dossier import Bijdrage, Inhoud

BIJDRAGEN: Mapping[str, Callable[[str, Inhoud, Bijdrage], None]] = {
    "melding": bijdrage_melding,
    "toewijzing": bijdrage_toewijzing,
    "client": bijdrage_client,
    "declaratie": bijdrage_declaratie,
    "bericht": bijdrage_bericht,
    "verzoek": bijdrage_verzoek,
    "evaluatie": bijdrage_evaluatie,
    "signaal": bijdrage_signaal,
}
"""By kind of dossier. A contract counts in no figure: it is read as it is."""


def bijdrage(soort: str, sleutel: str, inhoud: Inhoud) -> Bijdrage:
    """What a dossier contributes; nothing while it is empty."""
    gemaakt = Bijdrage()
    if inhoud and soort in BIJDRAGEN:
        BIJDRAGEN[soort](sleutel, inhoud, gemaakt)
    return gemaakt
