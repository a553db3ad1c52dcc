"""Declarations with their answers, and the points to look at."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from istandaard.termijnen import werkdagen_na
from monitoring.domain import maten
from monitoring.domain.beleid import WERKDAGEN_ANTWOORD, budgethouder_van
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.eigen_termijnen import tel_eigen_termijn
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.declaratie import (
    AANDACHT,
    AFGEHANDELD,
    ANTWOORD,
    LUMPSUM,
    NOSHOW,
    OVERGEBOEKT,
    Afkeuring,
    Beantwoord,
    ProductTotaal,
)
from monitoring.domain.maanden import maand_van
from monitoring.domain.maten import Maat
from monitoring.domain.stappen import dagen_tussen, kenmerk_dagen
from monitoring.domain.tempo import maanden_later

PER_PRODUCT: Mapping[Maat, tuple[Callable[[ProductTotaal], int], Callable[[Beantwoord], int]]] = {
    maten.PRESTATIES_INGEDIEND: (lambda product: product.ingediend, lambda geheel: geheel.prestaties_ingediend),
    maten.PRESTATIES_TOEGEKEND: (lambda product: product.toegekend, lambda geheel: geheel.prestaties_toegekend),
    maten.BEDRAG_INGEDIEND: (lambda product: product.bedrag_ingediend, lambda geheel: geheel.bedrag_ingediend),
    maten.BEDRAG_TOEGEKEND: (lambda product: product.bedrag_toegekend, lambda geheel: geheel.bedrag_toegekend),
}
"""Per figure what it is of one product, and of the whole declaration."""
AKKOORD = "akkoord"
"""Somebody looked at a prestatie that does not fit the policy, and it is agreed."""


def bijdrage_declaratie(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """An answered declaration counts in its declaratieperiode (0701); what budgets pay of it, in the month of help."""
    antwoord = ANTWOORD.in_(inhoud)
    if antwoord is None:
        return
    gemeente, agb, maand = antwoord.gemeente, antwoord.agb, antwoord.maand
    dagen = kenmerk_dagen(dagen_tussen(antwoord.ontvangen_op, antwoord.beantwoord_op))
    uit.tel(maten.DECLARATIE, gemeente, maand, agb=agb, kenmerk=dagen)
    op_tijd = antwoord.beantwoord_op <= werkdagen_na(antwoord.ontvangen_op, WERKDAGEN_ANTWOORD)
    uit.tel(maten.DECLARATIE.op_tijd, gemeente, maand, int(op_tijd), agb=agb)
    termijn = (gemeente, antwoord.ontvangen_op, antwoord.beantwoord_op, uit)
    tel_eigen_termijn("declaratie-beantwoord", *termijn, agb=agb)
    for betaalt, dag in _betaald(inhoud).items():
        tel_eigen_termijn("declaratie-betaald", betaalt, antwoord.ontvangen_op, dag, uit, agb=agb)
    _tel_producten(antwoord, uit)
    _tel_budget(antwoord, uit)
    for afkeuring in _afkeuringen(antwoord):
        code = afkeuring.retourcode
        uit.tel(maten.AFKEURING, gemeente, maand, afkeuring.aantal, agb=agb, kenmerk=code)
        uit.tel(maten.AFKEURING_BEDRAG, gemeente, maand, afkeuring.bedrag, agb=agb, kenmerk=code)
    _tel_aandacht(inhoud, gemeente, agb, maand, uit)


def _betaald(inhoud: Inhoud) -> Mapping[str, date]:
    """By municipality that pays, when the provider had its money: of what was sent back, when it was paid again."""
    geteld = sorted((each.datum, each.budgethouder) for each in OVERGEBOEKT.in_(inhoud).values() if each.telt)
    return {budgethouder: dag for dag, budgethouder in geteld}


def _tel_producten(antwoord: Beantwoord, uit: Bijdrage) -> None:
    """Prestaties and amounts per product, in the declaratieperiode."""
    gemeente, agb, maand = antwoord.gemeente, antwoord.agb, antwoord.maand
    for maat, (van_product, van_geheel) in PER_PRODUCT.items():
        rest = van_geheel(antwoord)
        for product in antwoord.producten:
            waarde = van_product(product)
            rest -= waarde
            uit.tel(maat, gemeente, maand, waarde, agb=agb, code=product.code)
        if rest:  # prestaties of which no product is known
            uit.tel(maat, gemeente, maand, rest, agb=agb)


def _tel_budget(antwoord: Beantwoord, uit: Bijdrage) -> None:
    """What comes from the budget of who pays (M83), in the month of the help, by when it was answered too (0705)."""
    gemeente, agb = antwoord.gemeente, antwoord.agb
    for product in antwoord.producten:
        code, maand = product.code, _geleverd_in(product, antwoord)
        betaalt = product.budgethouder or budgethouder_van(gemeente, maand, code)
        for maat, bedrag in (
            (maten.BUDGET_INGEDIEND, product.bedrag_ingediend),
            (maten.BUDGET_TOEGEKEND, product.bedrag_toegekend),
        ):
            uit.tel(maat, betaalt, maand, bedrag, agb=agb, code=code, kenmerk=gemeente)
        later = str(maanden_later(maand, antwoord.beantwoord_op))
        uit.tel(maten.BUDGET_BINNEN, betaalt, maand, product.bedrag_toegekend, code=code, kenmerk=later)


def _geleverd_in(product: ProductTotaal, antwoord: Beantwoord) -> date:
    """The month whose budget pays: never after the declaratieperiode, for then only the date is wrong (TR319)."""
    return min(product.maand or antwoord.maand, antwoord.maand)


def bijdrage_lumpsum(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A lump sum counts in the budget of who pays, apart from clients: assigned in full, granted once payable (M140).

    It is in at once, for nothing is billed.
    """
    lumpsum = LUMPSUM.in_(inhoud)
    if lumpsum is None:
        return
    gemeente, agb, code = lumpsum.budgethouder, lumpsum.agb, lumpsum.code
    for deel in lumpsum.delen:
        uit.tel(maten.BUDGET_TOEGEWEZEN, gemeente, deel.dag, deel.bedrag, agb=agb, code=code, kenmerk=gemeente)
        if deel.betaalbaar:
            uit.tel(maten.BUDGET_TOEGEKEND, gemeente, deel.dag, deel.bedrag, agb=agb, code=code, kenmerk=gemeente)
            uit.tel(maten.BUDGET_BINNEN, gemeente, deel.dag, deel.bedrag, code=code, kenmerk="0")


def bijdrage_noshow(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """What is paid for an appointment that nobody came to counts in the budget of who pays (M77)."""
    noshow = NOSHOW.in_(inhoud)
    if noshow is None or not noshow.bedrag:
        return
    betaalt, dag, agb, code = noshow.budgethouder, noshow.dag, noshow.agb, noshow.code
    for maat in (maten.BUDGET_INGEDIEND, maten.BUDGET_TOEGEKEND):
        uit.tel(maat, betaalt, dag, noshow.bedrag, agb=agb, code=code, kenmerk=noshow.gemeente)
    later = str(maanden_later(maand_van(dag), noshow.gemeld_op))
    uit.tel(maten.BUDGET_BINNEN, betaalt, dag, noshow.bedrag, code=code, kenmerk=later)


def _afkeuringen(antwoord: Beantwoord) -> Sequence[Afkeuring]:
    """Per return code. Of a declaration that was rejected whole no prestatie was judged: its own code is the reason."""
    afgewezen = antwoord.prestaties_ingediend - antwoord.prestaties_toegekend
    if antwoord.afkeuringen or not afgewezen:
        return antwoord.afkeuringen
    return [Afkeuring(antwoord.retourcode, afgewezen, antwoord.bedrag_ingediend - antwoord.bedrag_toegekend)]


def _tel_aandacht(inhoud: Inhoud, gemeente: str, agb: str, maand: date, uit: Bijdrage) -> None:
    """What the policy of the region points at in granted prestaties, and what of it is agreed to, per M number."""
    aandacht = AANDACHT.in_(inhoud)
    for punt in aandacht.punten if aandacht else ():
        uit.tel(maten.AANDACHT, gemeente, maand, punt.aantal, agb=agb, kenmerk=punt.m_nummer)
        uit.tel(maten.AANDACHT_BEDRAG, gemeente, maand, punt.bedrag, agb=agb, kenmerk=punt.m_nummer)
    for besluit in AFGEHANDELD.in_(inhoud).values():
        if besluit.besluit == AKKOORD:
            uit.tel(maten.AANDACHT_AKKOORD, gemeente, maand, agb=agb, kenmerk=besluit.m_nummer)
