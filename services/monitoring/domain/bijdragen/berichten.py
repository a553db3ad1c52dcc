"""Messages with their retours, and requests of providers with their answers."""

from istandaard.termijnen import werkdagen_na
from monitoring.domain import maten
from monitoring.domain.beleid import WERKDAGEN_ANTWOORD, WERKDAGEN_RETOUR
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.eigen_termijnen import tel_eigen_termijn
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.berichten import (
    BERICHT,
    BERICHT_AFGEKEURD,
    BERICHT_BEANTWOORD,
    VERZOEK_BESLOTEN,
    VERZOEK_ONTVANGEN,
)
from monitoring.domain.openstaand import Open, Opensleutel, Opensoort
from wetten import soorten

DECLARATIES = soorten("323")


def bijdrage_bericht(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A message and the time until its answer: three working days (OP090), ten for a declaration (OP090x4)."""
    bericht = BERICHT.in_(inhoud)
    if bericht is None:
        return
    gemeente, agb, op = bericht.gemeente, bericht.agb, bericht.op
    kenmerk = f"{bericht.richting}:{bericht.soort}"
    uit.tel(maten.BERICHT, gemeente, op, agb=agb, kenmerk=kenmerk)
    if BERICHT_AFGEKEURD.in_(inhoud):
        uit.tel(maten.BERICHT_AFGEKEURD, gemeente, op, agb=agb, kenmerk=kenmerk)
    if bericht.is_antwoord:
        return
    uiterlijk = werkdagen_na(op, WERKDAGEN_ANTWOORD if bericht.soort in DECLARATIES else WERKDAGEN_RETOUR)
    antwoord = min((each.op for each in BERICHT_BEANTWOORD.in_(inhoud).values()), default=None)
    if antwoord is None:
        wacht = Open(gemeente, op, uiterlijk, agb=agb, kenmerk=kenmerk, wet=uit.wet)
        uit.open[Opensleutel(Opensoort.ZONDER_ANTWOORD, sleutel)] = wacht
        return
    uit.tel(maten.ANTWOORD, gemeente, op, agb=agb, kenmerk=kenmerk)
    uit.tel(maten.ANTWOORD.op_tijd, gemeente, op, int(antwoord <= uiterlijk), agb=agb, kenmerk=kenmerk)


def bijdrage_verzoek(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A request of a provider (VOT, VOW) and its answer (OP274, OP346)."""
    besloten = VERZOEK_BESLOTEN.in_(inhoud)
    verzoek = besloten or VERZOEK_ONTVANGEN.in_(inhoud)
    if verzoek is None:
        return
    gemeente, agb, datum = verzoek.gemeente, verzoek.agb, verzoek.datum
    uit.tel(
        maten.VERZOEK, gemeente, datum, agb=agb, kenmerk=f"{verzoek.soort}:{besloten.besluit if besloten else 'open'}"
    )
    if besloten is None or besloten.besluit == "in-onderzoek":
        wacht = Open(gemeente, datum, verzoek.uiterlijk, agb=agb, kenmerk=verzoek.soort, wet=uit.wet)
        uit.open[Opensleutel(Opensoort.VERZOEK, sleutel)] = wacht
    else:
        uit.tel(maten.VERZOEK.op_tijd, gemeente, datum, int(besloten.besloten_op <= verzoek.uiterlijk), agb=agb)
        tel_eigen_termijn("verzoek-besloten", gemeente, datum, besloten.besloten_op, uit, agb=agb)
