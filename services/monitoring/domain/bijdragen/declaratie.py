"""Declarations with their answers, points to look at, and messages with their retours."""

from datetime import date

from iwmo.termijnen import werkdagen_na
from monitoring.domain.beleid import WERKDAGEN_ANTWOORD, WERKDAGEN_RETOUR, budgethouder_van
from monitoring.domain.dossier import Bijdrage, Feit, Inhoud, Open, Opensleutel, feit, feiten
from monitoring.domain.stappen import dagen_tussen, kenmerk_dagen

MATEN = {
    "regels-ingediend": ("ingediend", "regelsIngediend"),
    "regels-toegekend": ("toegekend", "regelsToegekend"),
    "bedrag-ingediend": ("bedragIngediend", "bedragIngediend"),
    "bedrag-toegekend": ("bedragToegekend", "bedragToegekend"),
}
"""Per figure the field of one product, and that of the whole declaration."""
VAN_BUDGET = {"budget-ingediend": "bedragIngediend", "budget-toegekend": "bedragToegekend"}
"""Of these the municipality is the one that pays (M83), and the kenmerk that of the clients."""
AKKOORD = "akkoord"
"""Somebody looked at a line that does not fit the policy, and it is agreed."""


def bijdrage_declaratie(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """An answered declaration counts in its declaratieperiode (decision record 0301)."""
    antwoord = feit(inhoud, "antwoord")
    if antwoord is None:
        return
    gemeente, agb, maand = antwoord.tekst("gemeente"), antwoord.tekst("agb"), antwoord.dag("maand")
    ontvangen, beantwoord = antwoord.dag("ontvangenOp"), antwoord.dag("beantwoordOp")
    uit.tel("declaratie", gemeente, maand, agb=agb, kenmerk=kenmerk_dagen(dagen_tussen(ontvangen, beantwoord)))
    op_tijd = beantwoord <= werkdagen_na(ontvangen, WERKDAGEN_ANTWOORD)
    uit.tel("declaratie:op-tijd", gemeente, maand, int(op_tijd), agb=agb)
    producten = antwoord.rijen("producten")
    for maat, (veld, geheel) in MATEN.items():
        rest = antwoord.getal(geheel) or 0
        for product in producten:
            waarde = product.getal(veld) or 0
            rest -= waarde
            uit.tel(maat, gemeente, maand, waarde, agb=agb, code=product.tekst("code"))
        if rest:  # lines of which no product is known
            uit.tel(maat, gemeente, maand, rest, agb=agb)
    for product in producten:
        code = product.tekst("code")
        betaalt = product.tekst("budgethouder") or budgethouder_van(gemeente, maand, code)
        for maat, veld in VAN_BUDGET.items():
            uit.tel(maat, betaalt, maand, product.getal(veld) or 0, agb=agb, code=code, kenmerk=gemeente)
    for afkeuring in _afkeuringen(antwoord):
        code = afkeuring.tekst("retourcode")
        uit.tel("afkeuring", gemeente, maand, afkeuring.getal("aantal") or 0, agb=agb, kenmerk=code)
        uit.tel("afkeuring-bedrag", gemeente, maand, afkeuring.getal("bedrag") or 0, agb=agb, kenmerk=code)
    _tel_aandacht(inhoud, gemeente, agb, maand, uit)


def _afkeuringen(antwoord: Feit) -> list[Feit]:
    """Per return code. Of a declaration that was rejected whole no line was judged: its own code is their reason."""
    ingediend, toegekend = antwoord.getal("regelsIngediend") or 0, antwoord.getal("regelsToegekend") or 0
    per_code = antwoord.rijen("afkeuringen")
    if per_code or ingediend == toegekend:
        return per_code
    bedrag = (antwoord.getal("bedragIngediend") or 0) - (antwoord.getal("bedragToegekend") or 0)
    return [Feit({"retourcode": antwoord.tekst("retourcode"), "aantal": ingediend - toegekend, "bedrag": bedrag})]


def _tel_aandacht(inhoud: Inhoud, gemeente: str, agb: str, maand: date, uit: Bijdrage) -> None:
    """What the policy of the region points at in granted lines, and what of it is agreed to, per M number."""
    aandacht = feit(inhoud, "aandacht")
    for punt in aandacht.rijen("punten") if aandacht else ():
        nummer = punt.tekst("mNummer")
        uit.tel("aandacht", gemeente, maand, punt.getal("aantal") or 0, agb=agb, kenmerk=nummer)
        uit.tel("aandacht-bedrag", gemeente, maand, punt.getal("bedrag") or 0, agb=agb, kenmerk=nummer)
    for _, besluit in feiten(inhoud, "afgehandeld:"):
        if besluit.tekst("besluit") == AKKOORD:
            uit.tel("aandacht-akkoord", gemeente, maand, agb=agb, kenmerk=besluit.tekst("mNummer"))


def bijdrage_bericht(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A message and the time until its answer: three working days (OP090), ten for a declaration (OP090x4)."""
    bericht = feit(inhoud, "zelf")
    if bericht is None:
        return
    gemeente, agb, op, soort = (
        bericht.tekst("gemeente"),
        bericht.tekst("agb"),
        bericht.dag("op"),
        bericht.tekst("soort"),
    )
    kenmerk = f"{bericht.tekst('richting')}:{soort}"
    uit.tel("bericht", gemeente, op, agb=agb, kenmerk=kenmerk)
    if feit(inhoud, "afgekeurd"):
        uit.tel("bericht-afgekeurd", gemeente, op, agb=agb, kenmerk=kenmerk)
    if bericht.waar("isAntwoord"):
        return
    uiterlijk = werkdagen_na(op, WERKDAGEN_ANTWOORD if soort == "WMO323" else WERKDAGEN_RETOUR)
    antwoord = _eerste_antwoord(inhoud)
    if antwoord is None:
        uit.open[Opensleutel("zonder-antwoord", sleutel)] = Open(gemeente, op, uiterlijk, agb=agb, kenmerk=kenmerk)
        return
    uit.tel("antwoord", gemeente, op, agb=agb, kenmerk=kenmerk)
    uit.tel("antwoord:op-tijd", gemeente, op, int(antwoord <= uiterlijk), agb=agb, kenmerk=kenmerk)


def bijdrage_verzoek(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A request of a provider (VOT, VOW) and its answer (OP274, OP346)."""
    besloten = feit(inhoud, "besloten")
    verzoek = besloten or feit(inhoud, "ontvangen")
    if verzoek is None:
        return
    gemeente, agb, soort, datum = (verzoek.tekst(naam) for naam in ("gemeente", "agb", "soort", "datum"))
    ontvangen, uiterlijk = date.fromisoformat(datum), verzoek.dag("uiterlijk")
    besluit = besloten.tekst("besluit") if besloten else ""
    uit.tel("verzoek", gemeente, ontvangen, agb=agb, kenmerk=f"{soort}:{besluit or 'open'}")
    if besloten is None or besluit == "in-onderzoek":
        uit.open[Opensleutel("verzoek", sleutel)] = Open(gemeente, ontvangen, uiterlijk, agb=agb, kenmerk=soort)
    else:
        op_tijd = besloten.dag("beslotenOp") <= uiterlijk
        uit.tel("verzoek:op-tijd", gemeente, ontvangen, int(op_tijd), agb=agb)


def _eerste_antwoord(inhoud: Inhoud) -> date | None:
    return min((antwoord.dag("op") for _, antwoord in feiten(inhoud, "antwoord:")), default=None)
