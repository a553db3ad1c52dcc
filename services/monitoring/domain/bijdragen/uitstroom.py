"""Help that ended, and what followed, per provider (M128)."""

from dataclasses import replace

from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.dossier import Inhoud
from monitoring.domain.uitstroom import geeindigd


def tel_uitstroom(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Each provider counts the client once, at its last day there; all together once, at the last of these days."""
    gevonden = geeindigd(inhoud)
    for each in gevonden:
        onder = replace(uit, wet=each.wet.value)
        onder.tel_alleen(maten.UITSTROOM, each.gemeente, each.datum, each.agb, 1, each.uitkomst)
    if gevonden:
        laatste = max(gevonden, key=lambda each: (each.datum, each.agb))
        onder = replace(uit, wet=laatste.wet.value)
        onder.tel(maten.UITSTROOM, laatste.gemeente, laatste.datum, kenmerk=laatste.uitkomst)
