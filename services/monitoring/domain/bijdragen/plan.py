"""Evaluations with goals and self-reliance (M85, M91), and signals about the social base (M112)."""

from monitoring.domain.dossier import PER_AANBIEDER, Bijdrage, Cijfersleutel, Inhoud, feit
from monitoring.domain.maanden import maand_van


def bijdrage_evaluatie(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """An evaluation counts once for the municipality, and once for every provider that is named in it."""
    zelf = feit(inhoud, "zelf")
    if zelf is None:
        return
    gemeente, maand = zelf.tekst("gemeente"), maand_van(zelf.dag("datum"))
    waarden = [
        ("evaluatie", zelf.tekst("uitkomst"), 1),
        ("doel", "", zelf.getal("doelenTotaal") or 0),
        ("doel-behaald", "", zelf.getal("doelenBehaald") or 0),
    ]
    for zrm in zelf.rijen("zrm"):
        domein = zrm.tekst("domein")[:30]
        waarden += [
            ("zrm", domein, 1),
            ("zrm-start", domein, zrm.getal("start") or 0),
            ("zrm-nu", domein, zrm.getal("nu") or 0),
        ]
    for maat, kenmerk, waarde in waarden:
        uit.tel_bij(Cijfersleutel(maat, maand, gemeente, "", "", kenmerk), waarde)
        for agb in set(zelf.teksten("aanbieders")):
            uit.tel_bij(Cijfersleutel(PER_AANBIEDER + maat, maand, gemeente, agb, "", kenmerk), waarde)


def bijdrage_signaal(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A gap in the social base, by subject (M112)."""
    if zelf := feit(inhoud, "zelf"):
        uit.tel("signaal", zelf.tekst("gemeente"), zelf.dag("datum"), kenmerk=zelf.tekst("onderwerp")[:30])
