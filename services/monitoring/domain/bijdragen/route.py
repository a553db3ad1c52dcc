"""The legal route: melding, onderzoek, aanvraag, besluit, bezwaar (Wmo 2015, 2.3.2 and 2.3.5)."""

from datetime import date, timedelta

from monitoring.domain import maten
from monitoring.domain.beleid import DAGEN_BESLUIT, DAGEN_ONDERZOEK
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.eigen_termijnen import tel_eigen_termijn
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toegang import (
    AANVRAAG,
    BESLUIT,
    BEVESTIGD,
    BEZWAAR,
    GESLOTEN,
    MELDING,
    ONDERZOEK,
    OPSCHORTING,
    Beschikt,
)
from monitoring.domain.openstaand import Open, Opensleutel, Opensoort
from monitoring.domain.stappen import dagen_tussen, kenmerk_dagen
from wetten import Wet

MET_VERBLIJF = {"35", "36", "37", "38", "43", "44"}
"""Product categories of youth care with a stay (JZ020)."""


def bijdrage_melding(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A melding with all that followed on it, each in the month of its own date."""
    gesloten = GESLOTEN.in_(inhoud)
    if melding := MELDING.in_(inhoud):
        uit.tel(maten.MELDING, melding.gemeente, melding.datum)
        if bevestigd := BEVESTIGD.in_(inhoud):
            tel_eigen_termijn("melding-bevestigd", bevestigd.gemeente, melding.datum, bevestigd.datum, uit)
    if gesloten:
        uit.tel(maten.GESLOTEN, gesloten.gemeente, gesloten.datum, kenmerk=gesloten.reden)
    _tel_onderzoek(sleutel, inhoud, uit, bezig=gesloten is None)
    _tel_besluiten(sleutel, inhoud, uit, bezig=gesloten is None)
    for bezwaar in BEZWAAR.in_(inhoud).values():
        uit.tel(maten.BEZWAAR, bezwaar.gemeente, bezwaar.datum, kenmerk=bezwaar.uitkomst or "loopt")


def _tel_onderzoek(sleutel: str, inhoud: Inhoud, uit: Bijdrage, *, bezig: bool) -> None:
    onderzoek, melding = ONDERZOEK.in_(inhoud), MELDING.in_(inhoud)
    if onderzoek:
        begin, eind = onderzoek.meldingsdatum, onderzoek.datum
        dagen = kenmerk_dagen(dagen_tussen(begin, eind))
        uit.tel(maten.ONDERZOEK, onderzoek.gemeente, eind, kenmerk=dagen)
        uiterlijk = _uiterlijk(inhoud, "onderzoek", begin, DAGEN_ONDERZOEK[Wet(uit.wet)])
        op_tijd = uiterlijk is None or eind <= uiterlijk
        uit.tel(maten.ONDERZOEK.op_tijd, onderzoek.gemeente, eind, int(op_tijd))
    elif melding and bezig and not _is_verwezen(inhoud):
        uiterlijk = _uiterlijk(inhoud, "onderzoek", melding.datum, DAGEN_ONDERZOEK[Wet(uit.wet)])
        uit.open[Opensleutel(Opensoort.ONDERZOEK, sleutel)] = Open(
            melding.gemeente, melding.datum, uiterlijk, wet=uit.wet
        )


def _is_verwezen(inhoud: Inhoud) -> bool:
    """Whether it was decided on a referral, without an onderzoek (Jeugdwet, 2.6)."""
    return any(each.soort == "besluit" and each.onderzocht_op is None for each in BESLUIT.in_(inhoud).values())


def _tel_besluiten(sleutel: str, inhoud: Inhoud, uit: Bijdrage, *, bezig: bool) -> None:
    besluiten = BESLUIT.in_(inhoud).values()
    for besluit in besluiten:
        _tel_besluit(inhoud, besluit, uit)
    aanvraag = AANVRAAG.in_(inhoud)
    if aanvraag:
        uit.tel(maten.AANVRAAG, aanvraag.gemeente, aanvraag.datum)
        if bezig and not any(besluit.soort == "besluit" for besluit in besluiten):
            uiterlijk = _uiterlijk(inhoud, "besluit", aanvraag.datum, DAGEN_BESLUIT[Wet(uit.wet)])
            uit.open[Opensleutel(Opensoort.BESLUIT, sleutel)] = Open(
                aanvraag.gemeente, aanvraag.datum, uiterlijk, wet=uit.wet
            )


def _tel_besluit(inhoud: Inhoud, besluit: Beschikt, uit: Bijdrage) -> None:
    gemeente, datum, aangevraagd = besluit.gemeente, besluit.datum, besluit.aanvraagdatum
    kenmerk = kenmerk_dagen(dagen_tussen(besluit.onderzocht_op, datum)) if besluit.onderzocht_op else ""
    uit.tel(maten.BESCHIKKING, gemeente, datum, kenmerk=kenmerk)
    uit.tel(maten.UITKOMST, gemeente, datum, kenmerk=f"{besluit.soort}:{besluit.uitkomst}")
    for product in besluit.producten:
        uit.tel(maten.BESCHIKT, gemeente, datum, code=product.code, kenmerk=product.vorm)
    if uit.wet == Wet.JEUGDWET:
        _tel_jeugd(besluit, uit)
    if aangevraagd and besluit.soort == "besluit":
        uiterlijk = _uiterlijk(inhoud, "besluit", aangevraagd, DAGEN_BESLUIT[Wet(uit.wet)])
        op_tijd = uiterlijk is None or datum <= uiterlijk
        uit.tel(maten.BESLUIT, gemeente, datum, kenmerk=kenmerk_dagen(dagen_tussen(aangevraagd, datum)))
        uit.tel(maten.BESLUIT.op_tijd, gemeente, datum, int(op_tijd))


def _tel_jeugd(besluit: Beschikt, uit: Bijdrage) -> None:
    """By which way a youth came in, why help goes on after 18, and whether it is with a stay."""
    gemeente, datum = besluit.gemeente, besluit.datum
    if besluit.verwijzer is not None:
        uit.tel(maten.JEUGD, gemeente, datum, kenmerk=f"weg:{besluit.verwijzer}")
    if besluit.verlengingsgrond is not None:
        uit.tel(maten.JEUGD, gemeente, datum, kenmerk=f"na18:{besluit.verlengingsgrond}")
    for product in besluit.producten:
        verblijf = "met" if product.categorie in MET_VERBLIJF else "zonder"
        uit.tel(maten.JEUGD, gemeente, datum, kenmerk=f"verblijf:{verblijf}")


def _uiterlijk(inhoud: Inhoud, termijn: str, begin: date, dagen: int | None) -> date | None:
    """The last day of a legal term: each day on which its clock stood still comes on top. None without a term."""
    if dagen is None:
        return None
    stil = sum(
        (opschorting.tot - opschorting.vanaf).days
        for opschorting in OPSCHORTING.in_(inhoud).values()
        if opschorting.termijn == termijn and opschorting.tot
    )
    return begin + timedelta(days=dagen + stil)
