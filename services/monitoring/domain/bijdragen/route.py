"""The legal route: melding, onderzoek, aanvraag, besluit, bezwaar (Wmo 2015, 2.3.2 and 2.3.5)."""

from datetime import date, timedelta

from monitoring.domain.beleid import DAGEN_BESLUIT, DAGEN_ONDERZOEK
from monitoring.domain.dossier import Bijdrage, Feit, Inhoud, Open, Opensleutel, feit, feiten
from monitoring.domain.stappen import dagen_tussen, kenmerk_dagen


def bijdrage_melding(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A melding with all that followed on it, each in the month of its own date."""
    gesloten = feit(inhoud, "gesloten")
    if melding := feit(inhoud, "melding"):
        uit.tel("melding", melding.tekst("gemeente"), melding.dag("datum"))
    if gesloten:
        uit.tel("gesloten", gesloten.tekst("gemeente"), gesloten.dag("datum"), kenmerk=gesloten.tekst("reden"))
    _tel_onderzoek(sleutel, inhoud, uit, bezig=gesloten is None)
    _tel_besluiten(sleutel, inhoud, uit, bezig=gesloten is None)
    for _, bezwaar in feiten(inhoud, "bezwaar:"):
        uitkomst = bezwaar.tekst("uitkomst") or "loopt"
        uit.tel("bezwaar", bezwaar.tekst("gemeente"), bezwaar.dag("datum"), kenmerk=uitkomst)


def _tel_onderzoek(sleutel: str, inhoud: Inhoud, uit: Bijdrage, *, bezig: bool) -> None:
    onderzoek, melding = feit(inhoud, "onderzoek"), feit(inhoud, "melding")
    if onderzoek:
        begin, eind = onderzoek.dag("meldingsdatum"), onderzoek.dag("datum")
        op_tijd = eind <= _uiterlijk(inhoud, "onderzoek", begin, DAGEN_ONDERZOEK)
        gemeente = onderzoek.tekst("gemeente")
        uit.tel("onderzoek", gemeente, eind, kenmerk=kenmerk_dagen(dagen_tussen(begin, eind)))
        uit.tel("onderzoek:op-tijd", gemeente, eind, int(op_tijd))
    elif melding and bezig:
        begin = melding.dag("datum")
        wacht = Open(melding.tekst("gemeente"), begin, _uiterlijk(inhoud, "onderzoek", begin, DAGEN_ONDERZOEK))
        uit.open[Opensleutel("onderzoek", sleutel)] = wacht


def _tel_besluiten(sleutel: str, inhoud: Inhoud, uit: Bijdrage, *, bezig: bool) -> None:
    besluiten = feiten(inhoud, "besluit:")
    for _, besluit in besluiten:
        _tel_besluit(inhoud, besluit, uit)
    aanvraag = feit(inhoud, "aanvraag")
    if aanvraag:
        uit.tel("aanvraag", aanvraag.tekst("gemeente"), aanvraag.dag("datum"))
        if bezig and not any(besluit.tekst("soort") == "besluit" for _, besluit in besluiten):
            begin = aanvraag.dag("datum")
            wacht = Open(aanvraag.tekst("gemeente"), begin, _uiterlijk(inhoud, "besluit", begin, DAGEN_BESLUIT))
            uit.open[Opensleutel("besluit", sleutel)] = wacht


def _tel_besluit(inhoud: Inhoud, besluit: Feit, uit: Bijdrage) -> None:
    gemeente, datum = besluit.tekst("gemeente"), besluit.dag("datum")
    onderzocht, aangevraagd = besluit.dag_of_niets("onderzochtOp"), besluit.dag_of_niets("aanvraagdatum")
    kenmerk = kenmerk_dagen(dagen_tussen(onderzocht, datum)) if onderzocht else ""
    uit.tel("beschikking", gemeente, datum, kenmerk=kenmerk)
    uit.tel("uitkomst", gemeente, datum, kenmerk=f"{besluit.tekst('soort')}:{besluit.tekst('uitkomst')}")
    for product in besluit.rijen("producten"):
        uit.tel("beschikt", gemeente, datum, code=product.tekst("code"), kenmerk=product.tekst("vorm"))
    if aangevraagd and besluit.tekst("soort") == "besluit":
        op_tijd = datum <= _uiterlijk(inhoud, "besluit", aangevraagd, DAGEN_BESLUIT)
        uit.tel("besluit", gemeente, datum, kenmerk=kenmerk_dagen(dagen_tussen(aangevraagd, datum)))
        uit.tel("besluit:op-tijd", gemeente, datum, int(op_tijd))


def _uiterlijk(inhoud: Inhoud, termijn: str, begin: date, dagen: int) -> date:
    """The last day of a legal term: each day on which its clock stood still comes on top."""
    stil = sum(
        (opschorting.dag("tot") - opschorting.dag("vanaf")).days
        for _, opschorting in feiten(inhoud, "opschorting:")
        if opschorting.tekst("termijn") == termijn and opschorting.dag_of_niets("tot")
    )
    return begin + timedelta(days=dagen + stil)
