"""A PGB: what it may cost, and what was paid from it, for the budget of who pays (M16, M73, M83)."""

from monitoring.domain import maten
from monitoring.domain.beleid import budgethouder_van
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.pgb import PGB, PGB_BETAALD
from monitoring.domain.omvang import over_maanden


def tel_pgb(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Its budget spread over its term by days."""
    pgb = PGB.in_(inhoud)
    if pgb is None:
        return
    for maand, eurocent in over_maanden(pgb.begin, pgb.einde, pgb.budget or 0).items():
        betaalt = budgethouder_van(pgb.gemeente, maand, pgb.code)
        uit.tel(maten.PGB_TOEGEKEND, betaalt, maand, eurocent, code=pgb.code, kenmerk=pgb.gemeente)


def tel_betaald(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """What was paid, in the month for which it was."""
    for deel in PGB_BETAALD.in_(inhoud).values():
        for each in deel.betalingen:
            betaalt = budgethouder_van(deel.gemeente, each.maand, deel.code)
            uit.tel(maten.PGB_BETAALD, betaalt, each.maand, each.bedrag, code=deel.code, kenmerk=deel.gemeente)
