"""The steps with a provider that keeps deviating from the norms: what may follow on what (M89)."""

from inkoop import laad
from inkoop.sturing import Kpi

STAPPEN = ("gesprek", "verbeterplan", "pauze", "einde")
"""After a traffic light that turned red, in this order (M89): hearing both sides, improvement, pause, ending."""
CONTROLE = "controle"
"""Whether the improvement plan was carried out; it comes between that plan and a pause."""
HERSTELD = "hersteld"
VOLGORDE = (*STAPPEN[:2], CONTROLE, *STAPPEN[2:])
BIJ_ROOD = frozenset(STAPPEN)
"""What may hang on a light only while it is red; a check and recovery come when it may have turned."""
EENHEDEN = {"procent": "%", "werkdagen": " werkdagen", "tiende": ""}


def mag_volgen(vorige: str | None, stap: str) -> bool:
    """Whether a step may follow in its order: never one back, nothing after the end, and each may end in recovery."""
    if vorige is None or vorige == HERSTELD:
        return stap != HERSTELD
    if vorige == STAPPEN[-1]:
        return False
    return stap == HERSTELD or VOLGORDE.index(stap) > VOLGORDE.index(vorige)


def overgeslagen_stappen(vorige: str | None, stap: str, *, is_gehoord: bool) -> tuple[str, ...]:
    """Which steps would be left out. A talk without an answer of the provider is no hoor en wederhoor."""
    if stap == HERSTELD:
        return ()
    begin = 0 if vorige in (None, HERSTELD) else VOLGORDE.index(vorige or "") + 1
    tussen = VOLGORDE[begin : VOLGORDE.index(stap)]
    ongehoord = vorige == STAPPEN[0] and not is_gehoord
    return ("wederhoor", *tussen) if ongehoord else tussen


def titel_van(inkoopmodel: str, stap: str) -> str:
    """The step as its inkoopmodel names it."""
    if stap == HERSTELD:
        return "Hersteld"
    if stap == CONTROLE:
        return "Controle van het verbeterplan"
    stappen = laad(inkoopmodel).contractsturing.stappen
    plaats = STAPPEN.index(stap)
    return stappen[plaats] if plaats < len(stappen) else stap


def norm_van(kpi: Kpi) -> str:
    """A norm in words: when its light is green."""
    return f"{kpi.titel} (groen: {grens_van(kpi)})"


def grens_van(kpi: Kpi) -> str:
    """From where on its light is green, in words."""
    grens = "minstens" if kpi.beter == "hoger" else "hoogstens"
    getal = f"{kpi.groen / 10:.1f}".replace(".", ",") if kpi.eenheid == "tiende" else f"{kpi.groen}"
    return f"{grens} {getal}{EENHEDEN[kpi.eenheid]}"
