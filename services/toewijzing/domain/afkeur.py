"""What to do about a WMO301 that a provider rejected, in plain Dutch."""

from collections.abc import Mapping, Sequence

from istandaard.retourcodes import RetourCode

ADVIES: Mapping[str, str] = {
    RetourCode.AFGEKEURD: (
        "Het bericht voldoet volgens de aanbieder niet aan de standaard. Vraag welke regel dat is. "
        "Pas de toewijzing aan, of vraag de aanbieder zijn controle na te kijken. Verstuur daarna opnieuw."
    ),
    RetourCode.R9056: "De aanbieder kent dit berichtnummer al. Verstuur opnieuw: het bericht krijgt een nieuw nummer.",
    RetourCode.R8848: (
        "De aanbieder ziet een datum in de toekomst. Vraag of zijn systeemdatum goed staat en verstuur opnieuw."
    ),
    RetourCode.R9332: (
        "De aanbieder kent dit toewijzingnummer al voor een andere cliënt of een ander product. "
        "Haal deze toewijzing terug en wijs opnieuw toe: dan komt er een nieuw nummer."
    ),
    RetourCode.R9379: "De aanbieder herkent de referentie niet. Vraag om welk verzoek het gaat en verstuur opnieuw.",
    RetourCode.R9385: (
        "De aanbieder heeft op deze toewijzing al gedeclareerd, dus zij kan niet vervallen. "
        "Laat de aanbieder die prestaties eerst crediteren, of geef de toewijzing een einddatum."
    ),
    RetourCode.S300: (
        "De aanbieder kent uw gemeentecode niet. Vraag welke gemeentelijst hij gebruikt en verstuur opnieuw."
    ),
    RetourCode.S329: (
        "De aanbieder kent dit product niet. Vergelijk de productcodelijst in het contract en verstuur opnieuw."
    ),
}
"""By the code of the WMO302 (WJ001)."""
ONBEKEND = "Vraag de aanbieder wat er mis is. Verstuur de toewijzing daarna opnieuw."


def wat_te_doen(codes: Sequence[str]) -> str:
    """For each code of a rejection what it means, and what to do about it."""
    return " ".join(f"{code} ({_betekenis(code)}): {ADVIES.get(code, ONBEKEND)}" for code in codes)


def _betekenis(code: str) -> str:
    try:
        return RetourCode(code).betekenis.rstrip(".")
    except ValueError:
        return "onbekende code"
